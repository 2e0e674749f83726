"""Every page kind, read back by an independent parser: what other programs and readers may rely on."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import get_args
from urllib.parse import urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup
from pages_site import EVIL, FILES, SITE, TEMPLATES, Body, hrefs, ids, print_files, print_site, read_site, words

from generator.link import REPORT, Library
from generator.model import Stance
from generator.pages import Page, addresses, file_of, url_of
from generator.pages.render import Press
from generator.pages.words import Words
from generator.proof import Change, Edit, Proof

HEADINGS = "h2:not(.endnotes > h2)"
"""A page's headings, without that of the cards, which is seen on paper alone."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return read_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, Page]:
    return print_site(library)


@pytest.fixture(scope="module")
def body(pages):
    return lambda address: Body(pages[address])


# The contract with other programs.


def test_every_promised_address_is_made(library, pages) -> None:
    redirects = {"articles/hamlet/", "claims/basivka-fell/", "actors/the-president/"}
    assert set(pages) == set(addresses(library)) - redirects
    assert {file_of(address, use_directory_urls=True) for address in redirects} < set(print_files(library))


def _own_words(library: Library, position) -> str:
    return " ".join(" ".join(library_words(library, position)).split())


def library_words(library: Library, position) -> list[str]:
    """Give the source's own words of a position, found without the code under test."""
    source = library.articles[position.article].source
    if source is None:
        return [position.record.quote]
    pieces = [source.passages(*fragment) for fragment in position.quote.fragments]
    return [" […] ".join(" ".join(piece) for piece in pieces)] if len(pieces) > 1 else pieces[0]


def test_every_position_stands_on_its_claims_page_its_article_and_its_speakers_page(library, body) -> None:
    count = 0
    for claim_id, claim in library.claims.items():
        for position in claim.positions:
            own = (claim_id, position.actor, position.stance, _own_words(library, position))
            on_claim = body(f"claims/{claim_id}/").one(f"#{position.anchor}")
            assert _as_told(on_claim) == own
            in_box = body(f"articles/{position.article}/").all(f'[data-claim-box="{claim_id}"] [data-stance]')
            assert own in map(_as_told, in_box)
            if position.actor != REPORT:
                kind = library.kinds[position.actor]
                assert own in map(_as_told, body(f"{kind}s/{position.actor}/").all("[data-stance]"))
            count += 1
    assert count == 19


def _as_told(element) -> tuple[str, str, str, str]:
    quoted = element.select("q, blockquote")
    assert len(quoted) == 1
    return element["data-claim"], element["data-actor"], element["data-stance"], words(quoted[0])


def test_every_quote_is_a_mark_in_its_article_with_the_words_of_the_source(library, body) -> None:
    for article_id, article in library.articles.items():
        page = body(f"articles/{article_id}/")
        for position in article.positions:
            first = page.one(f"mark#{position.mark}")
            pieces = page.all(f'mark[data-mark="{position.mark}"]') or [first]
            assert pieces[0] is first
            told = "".join(piece.get_text() for piece in pieces)
            assert told.split() == " ".join(library_words(library, position)).replace(" […]", "").split() or (
                "".join(told.split()) == "".join("".join(library_words(library, position)).replace("[…]", "").split())
            )


def test_each_claim_of_an_article_has_one_box_with_its_status(library, body) -> None:
    for article_id, article in library.articles.items():
        boxes = body(f"articles/{article_id}/").all("[data-claim-box]")
        assert sorted(box["data-claim-box"] for box in boxes) == sorted(article.claims)
        assert all(box["data-status"] == library.claims[box["data-claim-box"]].status.word for box in boxes)
    for claim_id, claim in library.claims.items():
        assert body(f"claims/{claim_id}/").one("[data-claim-box]")["data-status"] == claim.status.word


def test_mentions_link_once_in_each_section(library, body) -> None:
    page = body("articles/village/")
    named = page.all("a[data-entity]")
    expected = [m.entity for m in library.articles["village"].mentions if m.first]
    assert Counter(link["data-entity"] for link in named) == Counter(expected)
    raid = page.all('a[data-entity="raid"]')
    assert [link["href"] for link in raid] == ["../../glossary/#raid"] * 2


def test_no_id_stands_twice_and_the_frames_own_are_free(pages) -> None:
    for page in pages.values():
        found = ids(page)
        assert len(set(found)) == len(found), page.address
        assert "_main" not in found
        assert len(BeautifulSoup(page.html, "lxml").find_all("h1")) == 1, page.address


@pytest.mark.parametrize("directories", [True, False])
def test_every_link_and_anchor_resolves(library, directories) -> None:
    site = replace(SITE, use_directory_urls=directories)
    pages = print_site(library, site)
    root = "https://site.example/repo/"
    known = {root + url_of(address, use_directory_urls=directories): set(ids(page)) for address, page in pages.items()}
    for address, page in pages.items():
        here = root + url_of(address, use_directory_urls=directories)
        for href in hrefs(page):
            if not href.startswith("https://"):
                target, fragment = urldefrag(urljoin(here, href))
                target, _, asked = target.partition("?")
                assert not asked or target == root + url_of("claims/", use_directory_urls=directories)
                assert target in known, (address, href)
                assert not fragment or fragment in known[target], (address, href)
    for name, html in print_files(library, site).items():
        if name.endswith(".html"):
            target = urljoin(root + name, BeautifulSoup(html, "lxml").a["href"])
            assert target in known, name


def test_hostile_text_stays_text_everywhere(library, pages) -> None:
    for page in pages.values():
        soup = BeautifulSoup(page.html, "lxml")
        assert not soup.find_all(["script", "style", "iframe", "title"])
        assert not [e for e in soup.select("*") if any(a.startswith("on") or a == "style" for a in e.attrs)]
        assert "49" not in re.sub("[0-9a-f]{64}|2049", "", soup.get_text())
    assert EVIL in Body(pages["actors/evil/"]).one("h1").get_text()
    assert pages["actors/evil/"].title == EVIL
    assert f"“{EVIL}”" in words(Body(pages["claims/evil-claim/"]).one("h1"))


# Titles and descriptions keep the attribution.


def test_a_claims_title_holds_its_whole_status(pages) -> None:
    page = pages["claims/basivka-taken/"]
    sentence = (
        "asserted by Defence ministry, Russia (3 reports, 1 origin); "
        "denied by Ukraine, Volodymyr Zelensky for themselves; the opposite asserted by First Brigade"
    )
    assert page.title == f"“Russian troops have taken Basivka.” — disputed: {sentence}"
    assert page.description == f"“Russian troops have taken Basivka.” Disputed: {sentence}."


def test_descriptions_are_whole_sentences(pages) -> None:
    title = "“Russian troops have taken Basivka.” — disputed"
    assert pages["articles/village/"].description.startswith(f"Russia claims Basivka; Ukraine denies it. See {title}")
    assert pages["articles/kept/"].description == "Втрачений текст. 1 April 2025."
    told = "A state. See Basivka, its president and raid."
    assert pages["actors/ukraine/"].description == told
    assert pages["actors/russia/"].description == "Russia, state. Positions recorded: 2. Claims about it: 1."
    assert pages["places/basivka/"].description == "Basivka, village. Positions recorded: 0. Claims about it: 2."
    assert pages["units/brigade/"].description.startswith("First Brigade, infantry.")


def test_pages_know_their_kind_and_their_record(pages) -> None:
    kinds = {page.address: page.kind for page in pages.values()}
    assert [kinds[a] for a in ("", "claims/", "claims/basivka-taken/", "units/brigade/")] == [
        "home",
        "claims",
        "claim",
        "unit",
    ]
    assert pages["claims/basivka-taken/"].edit.file == "content/articles/village/claims.yml"
    assert pages["claims/"].edit is None
    assert [page.address for page in pages.values() if page.in_nav] == [
        "articles/", "claims/", "actors/", "units/", "places/", "glossary/", "timeline/", "corrections/",
    ]  # fmt: skip


# The article.


def test_an_article_tells_what_is_disputed_before_the_report(body) -> None:
    page = body("articles/village/")
    headings = page.texts(HEADINGS)
    assert headings == [
        "In brief", "Disputed", "The report", "The other claims", "What happened and what was said when", "Places",
        "Who’s who", "Questions", "What is not known", "Words used here", "Corrections", "Elsewhere",
        "How this page was made",
    ]  # fmt: skip
    assert [box["data-claim-box"] for box in page.all('[data-status="disputed"]')] == ["basivka-taken", "basivka-held"]
    assert page.texts(".opening__source li")[:4] == ["The Agency", "A. Writer", "CC BY 4.0", "Original"]
    checks, how = page.texts(".opening__source li")[4:]
    assert checks == "15 quotes checked word for word"
    assert how == "how this was done"
    first, second = page.texts(".brief li")
    assert first.startswith(
        "Russia claims Basivka; Ukraine denies it. See “Russian troops have taken Basivka.” — disputed:"
    )
    assert first.endswith("the opposite asserted by First Brigade.")
    assert second == "A second line."


def test_two_sides_stand_beside_each_other_only_where_there_are_two(body) -> None:
    page = body("articles/village/")
    taken = page.one('[data-claim-box="basivka-taken"]')
    sides = taken.select(".claim__sides--two > .claim__side")
    assert [[p["data-actor"] for p in side.select("[data-stance]")] for side in sides] == [
        ["ministry", "russia", "russia"],
        ["ukraine", "ukraine", "zelensky"],
    ]
    assert words(sides[1].select_one(".claim__opposite")).startswith(
        "The opposite asserted by First Brigade: “Basivka is held"
    )
    assert [p["data-stance"] for p in taken.select(".claim__others [data-stance]")] == ["reports", "questions"]
    assert not page.one('[data-claim-box="raid-was-wise"]').select(".claim__sides--two")


def test_a_box_of_many_voices_holds_those_of_its_article(library, monkeypatch) -> None:
    monkeypatch.setattr("generator.pages.views.articles.MOST_VOICES", 7)
    box = Body(print_site(library)["articles/kept/"]).one('[data-claim-box="basivka-taken"]')
    assert [position["data-actor"] for position in box.select("[data-stance]")] == ["ministry", "russia", "report"]
    assert words(box.select_one(".claim__more a")) == "5 more voices in other articles"


def test_the_denial_stands_first_where_it_was_heard_first(tmp_path) -> None:
    name = "content/articles/village/claims.yml"
    claims = FILES[name].replace("said: 2025-04-06\n        quote: Kyiv", "said: 2025-03-01\n        quote: Kyiv")
    files = {file: text for file, text in FILES.items() if "kept" not in file}
    page = Body(print_site(read_site(tmp_path, files | {name: claims}))["claims/basivka-taken/"])
    first = page.all(".claim__side")[0]
    assert {p["data-stance"] for p in first.select("[data-stance]")} == {"denies"}


def test_a_position_shows_everything_that_is_known_of_it(body) -> None:
    page = body("articles/village/")
    found = page.all('[data-claim-box="basivka-taken"] .claim__side [data-stance]')
    assert ["Газета, 1 April 2025" in words(position) for position in found] == [True, True, *[False] * 4]
    russia, _, twice, zelensky = found[2:]
    assert words(russia.select_one(".position__who")) == "Russia asserted 6 April 2025"
    assert russia.time["datetime"] == "2025-04-06"
    assert [words(li) for li in russia.select(".position__how li")] == [
        "verb: claimed",
        "see it in the text",
        "see it in the original",
        "edit",
    ]
    assert "said to be probable" in words(twice)
    original = twice.select_one(".position__original")
    assert (words(original), original.span["lang"]) == ("the words in Ukrainian: Село стоїть.", "uk")
    assert "The text names Kyiv" not in words(page.soup)
    assert words(zelensky.select_one(".position__who")) == "Volodymyr Zelensky for themselves denied"
    gap = page.one('[data-claim-box="raid-happened"] [data-actor="ministry"][data-stance="denies"]')
    assert words(gap.q) == "Defence ministry said that […] happened there today"
    assert "for The Agency" in words(gap)


def test_evidence_stands_above_the_positions_and_the_signed_verdict_comes_last(body) -> None:
    box = body("claims/basivka-taken/").one("[data-claim-box]")
    order = [box.decode().index(part) for part in ('class="evidence"', "data-actor", "claim__verdict")]
    assert order == sorted(order)
    first, second = [words(li) for li in box.select(".evidence li")]
    assert first == "geolocated footage, speaks against it: A flag in Basivka. see it kept copy"
    assert second == "map, qualifies it: It is small."
    assert words(box.select_one(".claim__verdict")) == (
        "Our finding: there is not enough to tell. Both sides speak for themselves. signed by The editors, 8 April 2025"
    )
    assert "when 5 April 2025 to 6 April 2025" in words(box)


def test_a_claims_page_tells_what_bears_on_the_claim_before_how_its_record_changed(library) -> None:
    change = Change(date(2025, 4, 9), (Edit("added"),))
    page = Body(print_site(library, proof=Proof(history={"basivka-taken": (change,)}))["claims/basivka-taken/"])
    assert page.texts(".beside h2") == ["It cannot be true together with", "Told in", "Elsewhere"]
    assert [heading.get("id") for heading in page.all(HEADINGS)][-2:] == ["_corrections", "_history"]
    assert page.all(".record > h2") == page.all(HEADINGS)[-2:]


def test_a_paragraph_with_notes_says_so_to_the_style(body) -> None:
    for paragraph in body("articles/village/").all(".passage__text"):
        following = paragraph.find_next_sibling()
        has_notes = following is not None and "passage__notes" in following["class"]
        assert ("passage__text--noted" in paragraph["class"]) is has_notes


def test_each_paragraph_is_followed_by_the_notes_on_it(body) -> None:
    page = body("articles/village/")
    notes = page.all(".passage__text")[0].find_next_sibling()
    assert notes.name == "aside"
    note = notes.select_one(".note")
    assert words(note).startswith(
        "Russia asserted Ukraine denied Russian troops have taken Basivka. Disputed: asserted by"
    )
    assert [a["href"] for a in note.select("a")] == [
        "#q-basivka-taken--russia",
        "#q-basivka-taken--ukraine",
        "#c-basivka-taken",
        "#c-basivka-taken",
    ]
    wise = next(n for n in page.all(".note") if "wise" in words(n))
    assert words(wise) == "The report (The Agency) asserted The raid was wise."
    raid = next(n for n in page.all(".note") if "There was a raid" in words(n))
    assert words(raid).endswith("Confirmed by Volodymyr Zelensky. all 2 voices")
    assert page.one(".passage blockquote p").get_text().startswith("Zelensky called it <nonsense>, a raid\nand")


def test_a_note_names_a_speaker_once_unless_they_change_their_mind(tmp_path) -> None:
    name = "content/articles/village/claims.yml"
    position = "      - actor: russia\n        id: {0}\n        stance: {1}\n        verb: said\n        quote: {2}\n"
    more = position.format("again", "asserts", "its troops took Basivka") + position.format(
        "later", "retracts", "near the border"
    )
    files = FILES | {
        name: FILES[name].replace(
            "      - actor: ukraine\n        stance: denies\n",
            more + "      - actor: ukraine\n        stance: denies\n",
            1,
        )
    }
    page = Body(print_site(read_site(tmp_path, files))["articles/village/"])
    voices = page.all(".passage__notes .note__voices")[0].find_all("a")
    assert [(words(voice), voice["href"]) for voice in voices] == [
        ("Russia asserted", "#q-basivka-taken--russia"),
        ("Russia took it back", "#q-basivka-taken--russia--later"),
        ("Ukraine denied", "#q-basivka-taken--ukraine"),
    ]
    assert page.one("#q-basivka-taken--russia--again")


def test_how_the_page_was_made_is_counted(body) -> None:
    told = body("articles/village/").texts(".method li")
    assert told[0].endswith("found there exactly once: 15.")
    assert told[1] == "Paragraphs of the text that hold a quoted claim: 5 of 5."
    assert "Positions read by a second person: 0 of 14." in told
    assert any(line.startswith("Claims: 6, of which disputed: 2.") for line in told)
    assert "The whole text is shown." in told
    assert body("articles/quiet/").texts(".method li")[0] == "Paragraphs of the text that hold a quoted claim: 0 of 1."


def test_who_and_where_are_listed_under_their_sides(body) -> None:
    page = body("articles/village/")
    assert page.texts("h3.side") == ["Russia", "Ukraine", "Speaking for themselves"]
    assert page.texts(".people__one")[:2] == [
        "Russia, state 1 position here",
        "Defence ministry, organisation 2 positions here",
    ]
    assert page.texts(".places li") == [
        "Basivka, village in Sumy region 51.18, 35.24 (give or take 5 km)",
        "the border, border",
    ]
    main = [link for link in page.all(".contents a") if link.parent.get("class") is None]
    assert [words(link) for link in main] == ["Disputed 2", "Report", "Places 2", "Who’s who 7"]


def test_edit_links_lead_to_the_line(body) -> None:
    links = {a["href"] for a in body("articles/village/").all("a") if a.get_text() == "edit"}
    assert "https://git.example/edit/main/content/articles/village/claims.yml#L2" in links
    foot = body("claims/basivka-taken/").one(".page-foot__edit a")
    assert foot["href"] == "https://git.example/edit/main/content/articles/village/claims.yml#L2"


def test_without_an_edit_base_there_are_no_edit_links(library) -> None:
    pages = print_site(library, replace(SITE, edit_base=None))
    assert not [
        page.address for page in pages.values() if "edit" in re.sub("editor|credit|edited", "", page.html.lower())
    ]


# Texts that may not be shown, or are not at hand.


def test_nothing_of_a_withheld_text_leaves_but_the_quoted_words(pages) -> None:
    everything = "".join(page.html + page.title + page.description for page in pages.values())
    for hidden in ("початок", "кінець", "Другий", "закінчується"):
        assert hidden not in everything
    assert "Russia claimed Basivka" in everything


def test_a_withheld_text_shows_its_sections_and_quoted_words(body) -> None:
    page = body("articles/kept/")
    assert page.texts(".passage h3") == ["Таємне не тут"]
    assert page.texts(".passage mark") == [
        "Russia claimed Basivka",
        "claimed Basivka",
        "Zelensky промовив.",
        "Третій абзац",
    ]
    assert [s.get("lang") for s in page.all(".passage")] == ["uk", "uk"]
    assert {n["lang"] for n in page.all(".passage__notes")} == {"en"}
    assert "Of the text, only the quoted words are shown." in page.texts(".method li")
    box = page.one('[data-claim-box="basivka-taken"]')
    own = [position for position in box.select("[data-stance]") if "The Agency, 8 April" not in words(position)]
    assert [position.select_one("q, blockquote").get("lang") for position in own] == ["uk", None, "uk"]
    assert [words(p) for p in box.select("blockquote p")] == ["Zelensky промовив.", "Третій абзац"]


def test_quotes_of_a_text_that_is_not_at_hand_are_said_to_be_unchecked(body) -> None:
    page = body("articles/lost/")
    assert page.texts(".passage mark") == ["It was lost. For ever.", "lost for good"]
    assert page.texts(".opening__source li")[-2:] == [
        "3 not checked here",
        "how this was done",
    ]
    assert [mark["class"] for mark in page.all(".passage mark")] == [["unchecked"]] * 2
    assert not body("articles/kept/").all("mark.unchecked")
    assert page.texts(".passage__remark") == ["not checked here"] * 2
    assert "Quotes that could not be looked up, because the text is not at hand: 3." in page.texts(".method li")
    box = page.one('[data-claim-box="lost-claim"]')
    told = [words(p.select_one(".position__unchecked")) for p in box.select("[data-stance]")]
    assert told == ["Not checked: the text was not at hand."] * 2
    assert not body("articles/village/").all('[data-claim-box="raid-happened"] .position__unchecked')
    assert words(box.select_one("[data-actor=report] .position__who")) == "The report itself asserted"
    assert "Shared: asserted by the report itself, War bloggers (2 sides)." in words(box)
    assert page.texts("#_disputed + p") == ["No claim of this report is disputed."]
    assert page.texts("#_other") == ["The claims"]
    assert "not checked here" in body("timeline/").texts("#losing")[0]


def test_an_article_without_claims_says_so(body) -> None:
    page = body("articles/quiet/")
    assert page.texts("#_disputed + p") == ["No claim of this report has been recorded yet."]
    assert page.texts(".contents a") == ["Report", "How this was made"]
    assert page.texts(".opening__source li") == ["how this was done"]
    assert not page.all(".note")


# Actors, units and places.


def test_an_actors_page_tells_who_they_are(body) -> None:
    page = body("actors/zelensky/")
    assert page.texts(".opening__kicker") == ["President of Ukraine"]
    assert page.texts(".facts dd") == ["Ukraine", "Zelensky", "Зеленский (Russian) used by Russia"]
    assert page.one(".facts [lang=ru]").get_text() == "Зеленский"
    ukraine = body("actors/ukraine/")
    assert ukraine.texts(".facts dd") == ["Wikidata, website"]
    assert [a["href"] for a in ukraine.all(".facts a")] == [
        "https://www.wikidata.org/wiki/Q212",
        "https://ukraine.example/",
    ]
    assert ukraine.texts("#_voices ~ .people .people__one") == [
        "Volodymyr Zelensky, President of Ukraine 3 positions here"
    ]
    assert ukraine.texts("#_units ~ .people .people__one") == ["First Brigade, infantry 2 positions here"]
    assert ukraine.texts("#_parts ~ .places li") == ["Sumy region, region"]
    assert [a["href"] for a in ukraine.all(".opening__summary a")] == [
        "../../places/basivka/",
        "../../actors/zelensky/",
        "../../glossary/#raid",
    ]


def test_a_units_page_tells_whose_it_is(body) -> None:
    page = body("units/battalion/")
    assert page.texts(".facts dt") == ["Part of", "Speaks for"]
    assert page.texts(".facts dd") == ["First Brigade", "Volodymyr Zelensky, Ukraine"]
    assert body("units/brigade/").texts(".facts dd") == ["Ukraine", "Volodymyr Zelensky", "Ukraine"]
    assert body("units/platoon/").all(".facts") == []
    assert body("units/platoon/").texts("#_ledger + p") == ["No position of Lone Platoon is recorded."]
    assert body("units/platoon/").texts("#_mentions + p") == ["No text on this site names Lone Platoon."]


def test_the_ledger_names_who_contradicts(body) -> None:
    ledger = {words(e.h3): e for e in body("actors/russia/").all(".ledger")}
    taken = ledger["“Russian troops have taken Basivka.”"]
    assert words(taken.select_one(".ledger__against")) == "Contradicted by Ukraine, Volodymyr Zelensky, First Brigade"
    assert words(taken.select_one(".ledger__status")).startswith("Disputed: asserted by Defence ministry, Russia")
    denied = body("actors/ukraine/").all(".ledger__against")
    assert [words(e) for e in denied] == ["Contradicted by Defence ministry, Russia"]
    assert len(body("units/brigade/").all(".ledger__against")) == 1
    assert body("actors/bloggers/").all(".ledger__against") == []


def test_mentions_stand_with_their_paragraph(body) -> None:
    page = body("units/brigade/")
    passage = page.one(".mentions__passage")
    assert words(passage) == (
        "The First Brigade, the First Brigade, stayed. War bloggers asked whether it was true. in the section What else"
    )
    assert [words(b) for b in passage.select("b")] == ["First Brigade", "First Brigade"]
    assert passage.a["href"] == "../../articles/village/#s-what-else"
    kept = [words(p) for p in body("actors/zelensky/").all(".mentions__passage") if "Таємне" in words(p)]
    assert kept == ["in the section Таємне не тут"]
    assert "in the section Opening" in words(body("places/basivka/").section("_mentions"))


def test_a_places_page(body) -> None:
    page = body("places/basivka/")
    assert page.texts(".facts dd") == ["Sumy region, Ukraine", "51.18, 35.24 (give or take 5 km)"]
    assert page.texts("#_about + .lines .line > a") == [
        "“Basivka is held by Ukraine.”",
        "“Russian troops have taken Basivka.”",
    ]
    assert page.texts(".events .event__title") == ["on Sunday Troops fight over a village"]
    border = body("places/border/")
    assert border.texts("#_about + p") == ["No claim about the border is recorded."]
    assert border.all(".crumbs a")[1]["href"] == "../../places/"


# Claims, lists and the home page.


def test_a_claims_page(body) -> None:
    page = body("claims/basivka-taken/")
    assert words(page.one("h1")) == "“Russian troops have taken Basivka.”"
    assert words(page.one("h1").find_next_sibling()).startswith(
        "Disputed: asserted by Defence ministry, Russia (3 reports, 1 origin); denied by"
    )
    assert page.texts(".corrections li") == ["9 April 2025 The date was wrong."]
    aside = words(page.one(".beside"))
    assert aside.startswith(
        "It cannot be true together with “Basivka is held by Ukraine.” Disputed: asserted by First Brigade;"
    )
    assert "Told in Втрачений текст" in aside
    assert page.one(".claim > .share-line > .share")["href"] == "../../claims/basivka-taken/"
    assert words(page.one("#p-kept--ministry .position__how").a) == "Газета, 1 April 2025"
    raid = body("claims/raid-happened/")
    beside = words(raid.one(".beside"))
    assert "Also about this “The raid was wise.” A view: asserted by the report (The Agency)." in beside
    assert "when early March" in words(raid.one(".claim__facts"))
    assert words(body("claims/raid-will-come/").one(".claim__facts")).startswith("a forecast")


def test_related_claims_are_few(tmp_path) -> None:
    position = "{actor: ukraine, stance: asserts, verb: said, quote: the village stands}"
    claim = "  - id: more-{0}\n    claim: Again {0}.\n    about: [basivka]\n    positions: [{1}]\n"
    more = "".join(claim.format(n, position) for n in range(9))
    name = "content/articles/village/claims.yml"
    pages = print_site(read_site(tmp_path, FILES | {name: FILES[name] + more}))
    assert len(Body(pages["claims/basivka-taken/"]).all(".beside .lines")[1].select("li")) == 6


def test_the_list_of_claims_is_a_matrix_grouped_by_status(body) -> None:
    page = body("claims/")
    assert page.texts(".matrix__group h2") == [
        "Disputed",
        "Confirmed by somebody",
        "Shared",
        "Claimed",
        "Unanswered",
        "Views",
    ]
    assert page.texts(".matrix__side") == ["Russia", "Ukraine", "The Agency"]
    speakers = page.texts(".matrix__speaker")
    assert speakers[:1] == [words(page.all(".matrix__speaker")[0])]
    assert "Defence ministry for The Agency" in speakers
    assert {"Russia", "Defence ministry", "Ukraine", "First Brigade", "War bloggers", "The reports themselves"} < set(
        speakers
    )
    jumps = page.all(".matrix-jump li")
    assert words(jumps[0]) == f"Disputed {len(page.all('tbody')[0].select('.matrix__claim'))}"
    assert [jump.a["href"] for jump in jumps] == [f"#{heading['id']}" for heading in page.all(".matrix__group h2")]
    matrix = page.one(".matrix")
    assert (matrix["tabindex"], matrix["role"], matrix["aria-label"]) == ("0", "region", "Claims")
    rows = {words(row.th.a): row for row in page.all("tr:has(.matrix__claim)")}
    voices, latest, *cells = rows["“Russian troops have taken Basivka.”"].find_all("td")
    assert (words(voices), words(latest), latest.time["datetime"]) == ("6", "8 April 2025", "2025-04-08")
    assert len(cells) == len(speakers)
    assert [[words(voice) for voice in cell.find_all("a")] for cell in cells if cell.a] == [
        ["Russia asserted “claimed”", "Russia asserted “claimed”, 6 April 2025"],
        ["Defence ministry asserted “claimed”"],
        ["Ukraine denied “denied”, 6 April 2025", "Ukraine denied “said”"],
        ["First Brigade questioned “asked”"],
        ["Volodymyr Zelensky for themselves denied “called”"],
        ["The report (Газета) reported Газета, 1 April 2025"],
    ]
    russia = next(cell for cell in cells if cell.a)
    assert russia.a["href"] == "../claims/basivka-taken/#p-kept--russia"


def test_the_pages_of_speakers_and_places_lead_to_their_claims_in_the_matrix(body) -> None:
    for address, asked in {"units/brigade/": "actor=brigade", "places/basivka/": "place=basivka"}.items():
        assert body(address).one(".ledger__table a")["href"] == f"../../claims/?{asked}"
    assert body("actors/ukraine/").all(".ledger__table") == [], "one claim needs no table"


def test_a_large_matrix_becomes_a_list(library, monkeypatch) -> None:
    monkeypatch.setattr("generator.pages.views.matrix.LARGEST", 5)
    page = Body(print_site(library)["claims/"])
    assert page.all("thead, td:not([colspan]), .matrix[tabindex], .matrix[role]") == []
    assert len(page.all(".matrix__words")) == len(library.claims)


def test_a_matrix_without_sides_has_one_row_of_headings(tmp_path) -> None:
    files = {name: text for name, text in FILES.items() if "lost" in name}
    files["content/people.yml"] = "actors:\n  - {id: bloggers, name: War bloggers, type: group}\n"
    page = Body(print_site(read_site(tmp_path, files))["claims/"])
    assert len(page.all("thead tr")) == 1
    heads = ["Claim Status", "Voices", "Last heard", "War bloggers", "The reports themselves"]
    assert page.texts("thead th") == heads
    assert Body(print_site(read_site(tmp_path, files))["actors/"]).texts(HEADINGS) == ["Speakers"]


def test_the_lists_of_actors_units_and_places(body) -> None:
    assert body("actors/").texts(HEADINGS) == ["Russia", "Ukraine", "Speaking for themselves"]
    assert body("actors/").texts("section .people__one > b")[:2] == ["Russia", "Defence ministry"]
    assert [words(h) for h in body("units/").all(HEADINGS)] == ["Ukraine", "Speaking for themselves"]
    tree = body("places/").one(".tree")
    tops = tree.find_all("li", recursive=False)
    assert [words(li.b) for li in tops] == ["the border", "Ukraine"]
    assert words(tops[1]) == "Ukraine Sumy region, region Basivka, village 2 claims"


def test_the_glossary(body) -> None:
    page = body("glossary/")
    raid = page.one("dt#raid")
    assert raid.select_one("span#foray") is not None
    assert words(raid) == "raid also sortie"
    more = raid.find_next_sibling("dd")
    assert [words(p) for p in more.find_all("p")] == ["A short attack.", "It says nothing of who is right."]
    assert [words(li) for li in more.select(".glossary__more li")][:1] == [
        "See also Basivka, Troops fight over a village"
    ]
    assert [a["href"] for a in more.select(".glossary__more a")][:2] == [
        "../places/basivka/",
        "../timeline/#village-fight",
    ]
    assert "“There was a raid.” Confirmed by Volodymyr Zelensky." in words(more)
    assert len(page.all("dt")) == 2


def test_the_timeline_joins_what_happened_and_what_was_said(body) -> None:
    page = body("timeline/")
    times = page.texts(".timeline__time")
    assert times == ["31 December 1999, 23:59", "about 2025", "April 2025", "2 April 2025", "on Sunday", "9 April 2025"]
    assert [t.time["datetime"] if t.time else None for t in page.all(".timeline__time")] == [
        "1999-12-31T23:59", "2025", "2025-04", "2025-04-02", "2025-04-06", "2025-04-09",
    ]  # fmt: skip
    spans = [words(m.select_one(".timeline__time")) for m in page.all(".timeline__moment--span")]
    assert spans == ["about 2025", "April 2025"]
    sunday = page.all(".timeline__moment")[4]
    assert words(sunday.select_one(".said__voices")) == "Russia asserted Ukraine denied"
    event = sunday.select_one(".event#village-fight")
    assert event.select_one("#battle") is not None
    assert words(event.q) == "On Sunday"
    assert event.select_one('a[href="https://video.example/2"]').get_text() == "film"
    assert [words(c.a) for c in event.select(".event__claim")] == ["“Basivka is held by Ukraine.”"]
    assert "../articles/village/#s-the-village" in [a["href"] for a in event.select("a")]


def test_events_of_the_same_time_with_other_words_show_the_date(tmp_path) -> None:
    first = "  - {id: a, title: A, when: 2025-04-06, when_text: on Sunday}\n"
    events = f"events:\n{first}  - {{id: b, title: B, when: 2025-04-06}}\n"
    page = Body(print_site(read_site(tmp_path, {"content/events.yml": events}))["timeline/"])
    assert page.texts(".timeline__time") == ["6 April 2025"]


def test_the_home_page(body, library) -> None:
    page = body("")
    assert words(page.one("h1")) == "Test site"
    assert page.texts(".teaser__title")[0].startswith("A village near")
    assert page.texts(".teaser__kicker")[-1] == "1 April 2025, Газета"
    assert page.texts("#_disputed ~ .lines .line > a") == [
        "“Basivka is held by Ukraine.”",
        "“Russian troops have taken Basivka.”",
    ]
    assert page.texts(".counts li")[:2] == ["Articles 4", "Claims 7"]
    assert page.all(".counts a")[0]["href"] == "articles/"
    assert Body(print_site(library, replace(SITE, home_has_text=True))[""]).all("h1") == []


def test_newest_articles_first(body) -> None:
    assert body("articles/").texts(".teaser__title")[1:] == ["A quiet day", "The lost report", "Втрачений текст"]
    assert body("articles/").texts(".teaser .line > a")[0] == "“Russian troops have taken Basivka.”"


def test_empty_lists_say_who_could_fill_them(tmp_path) -> None:
    pages = print_site(read_site(tmp_path, {}))
    lists = {"articles/", "claims/", "actors/", "units/", "places/", "glossary/", "timeline/", "corrections/"}
    assert set(pages) == {"", *lists, "how-quotes-are-checked/", "problems/"}
    for address in ("", *lists):
        assert "An editor adds" in pages[address].html, address


def test_crumbs_and_neighbours(body) -> None:
    claim = body("claims/basivka-taken/")
    assert claim.texts(".crumbs li") == ["Home", "Claims", "“Russian troops have taken Basivka.”"]
    assert [a["href"] for a in claim.all(".crumbs a")] == ["../../", "../../claims/"]
    assert words(claim.one(".neighbours__earlier")).startswith("Before this “Basivka is held by Ukraine.” Disputed:")
    assert words(claim.one(".neighbours__later")).startswith("After this “")
    articles = body("articles/village/")
    assert words(articles.one(".neighbours__earlier a")) == "A quiet day"
    assert articles.all(".neighbours__later") == []
    assert words(body("actors/agency/").one(".neighbours a[rel=next]")) == "Ukraine"


def test_old_addresses_lead_on(library) -> None:
    files = print_files(library)
    soup = BeautifulSoup(files["claims/basivka-fell/index.html"], "lxml")
    assert soup.select_one('meta[name="robots"]')["content"] == "noindex"
    assert soup.select_one('meta[http-equiv="refresh"]')["content"] == "1; url=../../claims/basivka-taken/"
    assert soup.select_one('link[rel="canonical"]')["href"] == soup.a["href"] == "../../claims/basivka-taken/"
    flat = print_files(library, replace(SITE, use_directory_urls=False))
    assert "../claims/basivka-taken.html" in flat["claims/basivka-fell.html"].decode()


def test_pages_are_the_same_each_time(library, pages) -> None:
    assert print_site(library) == pages
    assert print_files(library) == print_files(library)


def test_shapes_are_hidden_from_screen_readers_and_always_beside_a_word(pages) -> None:
    for page in pages.values():
        for shape in BeautifulSoup(page.html, "lxml").select("svg.shape"):
            assert shape.select("path, circle")
            assert shape["aria-hidden"] == "true"
            assert re.search(r"[^\W\d_]", words(shape.parent)), page.address


def test_each_stance_has_a_shape_of_its_own(tmp_path) -> None:
    asked = '{% from "parts/shape.html" import drawn %}{{ drawn(stance) }}'
    (tmp_path / "page.html").write_text(asked, encoding="utf-8")
    press = Press([tmp_path, TEMPLATES], SITE, Words({}))
    drawn = [press.print("page.html", stance=stance) for stance in get_args(Stance)]
    assert all(drawn)
    assert len(set(drawn)) == len(drawn)
