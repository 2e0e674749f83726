"""Lists that are too long for one page: divided by years and letters, whole, linked, and steady in growth."""

import json
import re
from posixpath import normpath

import pytest
from bs4 import BeautifulSoup
from long_site import MOST, long_files, shorten
from pages_site import SITE, TEMPLATES, Body, ids, print_files, print_site, read_site, words

from generator.build import check, texts
from generator.link import Library
from generator.model import When
from generator.pages import Page, Site, dividing, open_printer, plan
from generator.pages.addresses import is_kept_free
from generator.pages.division import NOWHERE, Entry, by_date, by_name, divide, flatten, slug_of
from generator.pages.imprints import WHOLE


@pytest.fixture(scope="module")
def short() -> pytest.MonkeyPatch:
    """Let every list be too long while the tests of this file run."""
    with pytest.MonkeyPatch.context() as patch:
        shorten(patch)
        yield patch


@pytest.fixture(scope="module")
def library(short, tmp_path_factory) -> Library:
    return read_site(tmp_path_factory.mktemp("long"), long_files())


@pytest.fixture(scope="module")
def pages(library) -> dict[str, Page]:
    return print_site(library, Site("Test site", url="https://x.example/", edit_base="https://git.example/edit/main/"))


def parts(pages: dict[str, Page], root: str) -> list[str]:
    """Give the pages that a list is divided into."""
    return [address for address in pages if address.startswith(f"{root}-/")]


# How a list is divided.


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("Zelensky", "zelensky"),
        ("“Élan” vital", "elanvital"),
        ("Ångström", "angstrom"),
        ("42nd Street", "42ndstreet"),
        ("Straße", "strasse"),
        ("Їжак", "u-457-436-430-43a"),
        ("Йод", "u-439-43e-434"),
        ("Άλφα", "u-3b1-3bb-3c6-3b1"),
        ("김", "u-1100-1175-11b7"),
        ("!?", "-"),
    ],
)
def test_a_name_stands_where_readers_look_for_it(label, slug) -> None:
    assert slug_of(by_name(label)) == slug


@pytest.mark.parametrize(
    ("date", "slug"),
    [
        ("2024", "2024"),
        ("2024-03~", "2024-03"),
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05T22:00", "2024-03-05"),
        ("2024-03-30/2024-04", "2024-03"),
        ("0987-01-02", "0987-01-02"),
    ],
)
def test_a_date_leads_as_far_as_it_goes_and_a_span_to_its_beginning(date, slug) -> None:
    assert slug_of(by_date(When.parse(date))) == slug


def leaves(entries: list[Entry], most: int) -> dict[str, list[str]]:
    return {part.slug: [entry.id for entry in part.entries] for part in flatten(divide(entries, most))}


def dated(*days: str) -> list[Entry]:
    return [Entry(by_date(When.parse(day)), f"{day}-{n}") for n, day in enumerate(days)]


def test_a_year_that_is_too_long_is_divided_by_months_and_keeps_what_has_none() -> None:
    assert leaves(dated("2023-01-01", "2024-03", "2024", "2024-05-01"), 2) == {
        "2023": ["2023-01-01-0"],
        "2024": ["2024-2"],
        "2024-03": ["2024-03-1"],
        "2024-05": ["2024-05-01-3"],
    }


def test_there_is_no_page_that_would_only_lead_to_another() -> None:
    assert list(leaves(dated("2024-05-01", "2024-05-02", "2024-05-02"), 2)) == ["2024", "2024-05-01", "2024-05-02"]
    named = [Entry(by_name(f"Speaker {n}"), f"s-{n}") for n in "1234"]
    assert list(leaves(named, 2)) == ["s", "speaker1", "speaker2", "speaker3", "speaker4"]


def test_what_nothing_tells_apart_but_its_id_is_divided_by_that() -> None:
    same = [Entry(by_name("Ann"), f"ann-{n}") for n in ("a", "b", "ba", "bb", "bc")]
    assert leaves(same, 2) == {
        "a": [],
        "ann--ann-a": ["ann-a"],
        "ann--ann-b": ["ann-b"],
        "ann--ann-ba": ["ann-ba"],
        "ann--ann-bb": ["ann-bb"],
        "ann--ann-bc": ["ann-bc"],
    }
    nowhere = [Entry(NOWHERE, f"n-{n}") for n in "abc"]
    assert leaves(nowhere, 2) == {"-": [], "---n-a": ["n-a"], "---n-b": ["n-b"], "---n-c": ["n-c"]}


def test_no_page_is_longer_than_it_may_be_and_nothing_is_lost_however_much_there_is() -> None:
    many = [Entry(by_date(When.parse(f"20{n % 7 + 10}-{n % 12 + 1:02}-0{n % 9 + 1}")), f"r-{n}") for n in range(3000)]
    found = leaves(many, 20)
    assert max(map(len, found.values())) <= 20
    assert sorted(some_id for held in found.values() for some_id in held) == sorted(entry.id for entry in many)
    assert len(found) == len({slug.casefold() for slug in found})


def test_what_is_added_moves_nothing_else() -> None:
    names = ["Anna", "Anton", "Boris", "Bela", "Bodo", "Clara"]
    before = leaves([Entry(by_name(name), name) for name in names], 3)
    after = leaves([Entry(by_name(name), name) for name in [*names, "Carl", "Aaron"]], 3)
    assert {slug: held for slug, held in after.items() if slug == "b"} == {"b": before["b"]}
    assert after["a"] == [*before["a"], "Aaron"]


# The pages.


ROOTS = ("articles/", "claims/", "actors/", "units/", "places/", "glossary/", "timeline/", "corrections/")


@pytest.mark.parametrize("root", ROOTS)
def test_a_long_list_is_divided_and_its_first_screen_leads_to_every_page(pages, root) -> None:
    found = parts(pages, root)
    assert len(found) >= 3
    first = Body(pages[root])
    linked = {normpath(f"{root}{link['href']}") + "/" for link in first.all(".parts__link")}
    assert linked
    assert linked <= set(found)
    beyond = {
        normpath(f"{address}{link['href']}") + "/"
        for address in found
        for link in Body(pages[address]).all(".parts__link")
    }
    assert linked | beyond >= set(found)


def test_each_record_stands_on_one_page_of_its_list(pages, library) -> None:
    for root, table, selector in (
        ("claims/", library.claims, ".matrix__words"),
        ("articles/", library.articles, ".teaser__title a"),
        ("actors/", library.actors, ".people b a"),
        ("places/", library.places, ".tree b a"),
    ):
        links = [link["href"].split("/")[-2] for part in parts(pages, root) for link in Body(pages[part]).all(selector)]
        assert sorted(links) == sorted(table), root
    terms = [dt["id"] for part in parts(pages, "glossary/") for dt in Body(pages[part]).all("dt")]
    assert sorted(terms) == sorted(library.terms)
    events = [e["id"] for part in parts(pages, "timeline/") for e in Body(pages[part]).all(".event[id]")]
    assert sorted(events) == sorted(library.events)


def test_a_page_holds_no_more_than_it_may(pages) -> None:
    for selector, root in (
        (".matrix__row", "claims/"),
        (".teaser", "articles/"),
        (".people > li", "actors/"),
        ("dt", "glossary/"),
    ):
        for part in parts(pages, root):
            assert len(Body(pages[part]).all(selector)) <= MOST, part


def test_every_link_leads_to_a_page_and_to_an_anchor_that_are_there(pages) -> None:
    anchors = {address: set(ids(page)) for address, page in pages.items()}
    for address, page in pages.items():
        for element in BeautifulSoup(page.html, "lxml").find_all(href=True):
            href = str(element["href"])
            if re.match(r"https?:|mailto:", href):
                continue
            path, _, anchor = href.partition("#")
            target = normpath(f"{address}{path.partition('?')[0]}") if path else address.rstrip("/")
            target = "" if target in {".", ""} else f"{target}/"
            assert target in pages, (address, href)
            assert not anchor or anchor in anchors[target], (address, href)


def test_ids_titles_and_descriptions_are_distinct(pages) -> None:
    for page in pages.values():
        assert len(ids(page)) == len(set(ids(page))), page.address
    divided = [page for page in pages.values() if "/-/" in page.address]
    assert len({page.title for page in divided}) == len(divided)
    assert len({page.description for page in divided}) == len(divided)
    assert pages["actors/-/z/"].title == "Who’s who: Z"
    assert not any(page.in_nav for page in divided)
    assert all(pages[root].in_nav for root in ROOTS)


def test_a_page_tells_where_it_is_and_what_is_beside_it(pages) -> None:
    page = Body(pages["claims/-/2022/"])
    assert [words(link) for link in page.all(".crumbs a")] == ["Home", "Claims"]
    assert words(page.one('[aria-current="page"]:not(a)')) == "2022"
    assert [words(link) for link in page.all(".parts__link")] == ["February 2022", "January 2022"]
    assert page.one("[rel=prev]")["href"] == "../../../claims/-/2021/"
    assert page.one("[rel=next]")["href"] == "../../../claims/-/2023/"
    month = Body(pages["claims/-/2022-01/"])
    assert [words(link) for link in month.all(".crumbs a")] == ["Home", "Claims", "2022"]
    assert words(month.one("h1")) == "Claims: January 2022"
    assert words(month.one(".parts [aria-current]")) == "January 2022"
    assert words(Body(pages["glossary/-/-/"]).one("h1")) == "Glossary: Without a letter"
    assert words(Body(pages["actors/-/u-457/"]).one("h1")) == "Who’s who: Ї"


def test_the_first_screen_of_claims_tells_how_many_are_disputed_and_the_newest_of_them(pages, library) -> None:
    page = Body(pages["claims/"])
    disputed = [claim for claim, linked in library.claims.items() if linked.status.word == "disputed"]
    told = [int(words(link).rpartition(" ")[2]) for link in page.all(".parts__disputed")]
    assert sum(told) == len(disputed)
    assert sum(int(words(count)) for count in page.all(".parts__count")) == len(library.claims)
    lines = page.section("status-disputed").select(".line > a")
    assert next(line["href"].split("/")[-2] for line in lines) == "claim-5-first"
    assert page.one("form.finder").has_attr("hidden")


def test_a_record_keeps_the_disputed_and_newest_and_leads_to_the_rest_by_years(pages, library) -> None:
    page = Body(pages["actors/person-0/"])
    assert len(page.all(".ledger")) == 2
    assert "2 of 18" in words(page.section("_ledger"))
    assert [words(link) for link in page.all(".parts__link")] == ["2023", "2022", "2021"]
    told = [
        e["href"].split("/")[-2]
        for part in parts(pages, "actors/person-0/")
        for e in Body(pages[part]).all(".ledger__claim a")
    ]
    assert sorted(told) == sorted({position.claim for position in library.positions_of["person-0"]})
    assert words(Body(pages["actors/person-0/-/2022/"]).one("h1")) == "Ångström person: 2022"
    place = Body(pages["places/place-0/"])
    assert "2 of 9" in words(place.section("_events"))
    assert "2 of 9" in words(place.section("_mentions"))
    assert parts(pages, "places/place-0/")


def test_a_word_that_is_named_often_leads_to_pages_of_its_own(pages) -> None:
    (home,) = [part for part in parts(pages, "glossary/") if "term-0" in ids(pages[part])]
    entry = Body(pages[home]).one("#term-0").find_next_sibling("dd")
    assert len(entry.select(".lines li")) == 1
    assert [link["href"] for link in entry.select("a") if "/term-0/-/" in link["href"]][:1] == [
        "../../../glossary/term-0/-/2023/"
    ]
    part = Body(pages["glossary/term-0/-/2023/"])
    assert [words(link) for link in part.all(".crumbs a")] == ["Home", "Glossary", "Ångström word"]
    assert part.all(".mentions__passage")


def test_claims_in_a_table_are_linked_only_where_they_are_the_same_claims(pages, library, monkeypatch) -> None:
    speaker = [page for address, page in pages.items() if address.startswith("actors/person-0/")]
    assert len(speaker) > 1
    assert not any("?actor=" in page.html for page in speaker)
    monkeypatch.setitem(dividing.MOST, "claims/", 1000)
    shorter = print_site(library)
    assert not any("?actor=" in shorter[page.address].html for page in speaker)
    assert 'href="../../claims/?actor=person-2"' in shorter["actors/person-2/"].html


def test_pages_of_a_record_tell_how_much_of_what_is_on_them(pages) -> None:
    page = Body(pages["actors/person-0/-/2022-01/"])
    assert (len(page.all(".ledger")), len(page.all(".mentions"))) == (2, 1)
    assert words(page.one(".opening__lead")) == "Claims: 2. Reports with mentions: 1."
    year = "Claims: 6. Reports with mentions: 3."
    assert words(Body(pages["actors/person-0/-/2022/"]).one(".opening__lead")) == year
    assert [words(told) for told in Body(pages["actors/person-0/"]).all(".parts__count")] == [
        "Claims: 6. Reports: 3."
    ] * 3
    place = Body(pages["places/place-0/-/2022-01/"])
    assert words(place.one(".opening__lead")) == "Claims: 2. Events: 1. Reports with mentions: 1."


def test_what_is_cut_short_ends_with_the_way_to_all_of_it(pages) -> None:
    page = Body(pages["places/place-0/"])
    for section in ("_about", "_events", "_mentions"):
        end = page.section(section).find_all("p", recursive=False)[-1]
        assert words(end) == "All of it, by year: 2023, 2022, 2021"
        assert end.a["href"].endswith("places/place-0/-/2023/")
    assert not page.section("_parts").find_all("p", recursive=False)
    part = Body(pages["actors/person-0/-/2022/"])
    assert words(part.one(".neighbours__whole")) == "All of it Ångström person"
    assert part.one(".neighbours__whole a")["href"].endswith("actors/person-0/")
    month = Body(pages["claims/-/2022-01/"])
    assert words(month.one(".neighbours__whole")) == "All of it Claims"
    assert month.one(".neighbours__whole a")["href"].endswith("../claims/")
    assert not any("neighbours__whole" in pages[root].html for root in ROOTS)


def test_it_is_told_by_what_a_list_is_divided(library, monkeypatch) -> None:
    monkeypatch.setitem(dividing.MOST, "timeline/", 2)
    pages = print_site(library)
    heads = {address: words(Body(pages[address]).one(".parts__head")) for address in pages if "/-/" in address}
    assert words(Body(pages["claims/"]).one(".parts__head")) == "By year"
    assert heads["claims/-/2022/"] == heads["claims/-/2022-01/"] == "By month"
    assert heads["actors/-/z/"] == "By first letter"
    assert heads["timeline/-/2023-01/"] == "By day"
    assert heads["timeline/-/2023-01-12/"] == heads["timeline/-/2023-01-12--c/"] == "More exactly"


def test_the_home_page_counts_what_stands_on_the_line_of_time(pages) -> None:
    listed = [words(line) for line in Body(pages[""]).all(".counts li")]
    years = Body(pages["timeline/"]).all(".parts__count")
    assert f"Timeline {sum(int(words(count)) for count in years)}" in listed
    assert words(Body(pages["timeline/"]).one("#_first")) == "The latest days, in their order"
    assert words(Body(pages["articles/"]).one("#_first")) == "The newest"


def test_the_search_finds_words_and_records_where_they_stand(pages) -> None:
    entries = [entry for page in pages.values() for entry in page.entries]
    urls = [entry.url for entry in entries]
    assert len(urls) == len(set(urls))
    for entry in entries:
        address, _, anchor = entry.url.partition("#")
        assert not anchor or anchor in ids(pages[address])
    assert all("#" in entry.url and "/-/" in entry.url for entry in entries if entry.kind == "term")


@pytest.mark.parametrize("urls", [True, False])
def test_an_old_link_to_a_word_or_event_is_told_its_page(library, pages, urls) -> None:
    files = print_files(library, Site("Test site", use_directory_urls=urls))
    told = {name: json.loads(data) for name, data in files.items() if name.endswith(".json")}
    where = {
        some_id: page for name, data in told.items() if name.startswith("glossary/") for some_id, page in data.items()
    }
    assert sorted(where) == sorted([*library.terms, *(old for old in library.was if old.startswith("old-"))])
    for some_id, url in where.items():
        address = url if urls else f"{url.removesuffix('.html')}/"
        assert some_id in ids(pages[address])
    nav = Body(pages["glossary/"]).one("[data-parts]")
    assert {f"glossary/-/ids-{beginning}.json" for beginning in nav["data-beginnings"].split()} == {
        name for name in told if name.startswith("glossary/")
    }
    assert max(map(len, told.values())) <= 5
    assert any(name.startswith("timeline/-/ids-") for name in told)


def test_pages_of_lists_and_records_read_their_own_share_alone(library) -> None:
    printer = open_printer(library, SITE, texts("en"), [TEMPLATES])
    for sheet in plan(library, printer.house.lists):
        printer.make(sheet)
        whole = [name for name, table in printer.watch.tables.items() if WHOLE in table.seen]
        if sheet.kind not in {"contract", "problems"}:
            assert whole == [], sheet.address
        if sheet.address == "claims/-/2022-01/":
            read = printer.watch.tables["library.claims"].seen
            assert len(read) <= MOST + 1


def test_a_claim_that_is_added_changes_its_own_pages_and_the_first_screens_alone(pages, library, tmp_path) -> None:
    files = long_files()
    files["content/articles/article-8/claims.yml"] = files["content/articles/article-8/claims.yml"].replace(
        "events:",
        "  - id: new-claim\n    claim: Something new.\n    positions:\n"
        "      - {actor: person-0, stance: asserts, verb: said, quote: said yes to 8}\nevents:",
    )
    site = Site("Test site", url="https://x.example/", edit_base="https://git.example/edit/main/")
    after = print_site(read_site(tmp_path, files), site)
    changed = {address for address, page in after.items() if steady(page) != steady(pages.get(address))}
    assert {"claims/", "claims/-/2023/", "actors/person-0/", "actors/person-0/-/2023/"} <= changed
    lists = {address for address in changed if address in ROOTS or "/-/" in address}
    assert not {address for address in lists if "2021" in address or "2022" in address}
    # Where actors are listed it is told how often they speak.
    assert {address.split("/")[0] for address in lists} <= {"claims", "actors", "places"}
    assert {address for address in lists if address.startswith("actors/-/")} == {"actors/-/a/"}


def steady(page: Page | None) -> str:
    """Leave out what counts the whole site: lines of files, in links to edit them, and the sums on cards."""
    return re.sub(r'#L\d+|<p class="card__claims">.*', "", page.html) if page else ""


def test_addresses_below_lists_are_kept_free(tmp_path) -> None:
    assert is_kept_free("claims/-/2024/")
    assert is_kept_free("actors/a/-/2024/")
    assert not is_kept_free("claims/a-b/")
    assert not is_kept_free("about/-/x/")
    files = {"mkdocs.yml": "site_name: X\ntheme: {name: sayso}\ndocs_dir: content\nplugins: [sayso]\n"}
    files |= {"content/glossary/-/a.md": "# A page\n", "content/about.md": "# About\n"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    problems = check(tmp_path)[2]
    assert [problem.code for problem in problems] == ["address-taken"]
    assert "/glossary/-/a/" in problems[0].message


def test_those_who_belong_to_somebody_are_counted_where_they_are_too_many(library, monkeypatch) -> None:
    monkeypatch.setattr("generator.pages.views.shown.MOST_BELONGING", 5)
    page = Body(print_site(library)["places/place-0/"])
    section = page.section("_parts")
    assert [words(name) for name in section.select(".places b")] == [
        "!? Place",
        "42nd Street Place",
        "Zebra Place",
        "zebu Place",
        "Zero Place",
    ]
    assert words(section.find_all("p")[-1]) == "Named here: 5 of 12. All stand in: Places"
    assert section.find_all("a")[-1]["href"] == "../../places/"


def test_a_short_list_has_one_page_and_tells_nothing_of_others(tmp_path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for root in ROOTS:
            patch.setitem(dividing.MOST, root, 1000)
        patch.setattr("generator.pages.shares.MOST", 1000)
        patch.setattr("generator.pages.shares.MOST_OF_TERM", 1000)
        library = read_site(tmp_path, long_files())
        pages = print_site(library)
        assert not any("/-/" in address for address in pages)
        assert not any("parts__" in page.html for page in pages.values())
        assert not any(name.endswith(".json") for name in print_files(library))
