"""Cards: which names on a page have one, what it tells, and that nothing an editor wrote can make or break one."""

import pytest
from pages_site import EVIL, FILES, SITE, Body, ids, print_site, read_site, words

from generator.build import texts
from generator.link import Library
from generator.pages import Page
from generator.pages.addresses import HOME
from generator.pages.desk import desk_at
from generator.pages.house import open_house
from generator.pages.views.cards import LONGEST, MOST_CARDS, Cards, tell_card
from generator.pages.words import Words
from generator.proof import Proof
from generator.text import render_prose


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return read_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, Page]:
    return print_site(library)


@pytest.fixture(scope="module")
def body(pages):
    return lambda address: Body(pages[address])


def _cards(page: Body) -> dict[str, str]:
    """Give the cards of a page: the name and all that is told below it."""
    found = {}
    for card in page.all(".endnotes .card"):
        name, *told = card.find_all("p")
        found[words(name)] = " / ".join(words(line) for line in told)
    return found


def _desk(library: Library, address: str = HOME):
    return desk_at(open_house(library, Proof(), SITE, Words(texts("en"))), address)


# Which names have one.


def test_all_that_the_text_of_an_article_names_has_one_card(library, body) -> None:
    page = body("articles/village/")
    numbers = {link["data-entity"]: link["data-card"] for link in page.all("a[data-entity]")}
    assert set(numbers) == set(library.articles["village"].entities)
    for entity, number in numbers.items():
        card = page.one(f"#_card-{number}")
        assert words(card.find("a")) == library.label(entity)
        assert {link["href"] for link in page.all(f'a[data-entity="{entity}"]')} == {card.find("a")["href"]}


def test_every_number_leads_to_the_card_of_the_same_page(pages) -> None:
    for page in map(Body, pages.values()):
        for link in page.all("[data-card]"):
            assert link.name == "a"
            assert page.one(f"#_card-{link['data-card']} .card__name a")["href"] == link["href"]


def test_cards_are_numbered_in_the_order_in_which_names_first_stand(pages) -> None:
    for page in map(Body, pages.values()):
        seen = list(dict.fromkeys(int(link["data-card"]) for link in page.all("a[data-card]")))
        assert seen == list(range(1, len(seen) + 1))
        assert [card["id"] for card in page.all(".endnotes .card")] == [f"_card-{number}" for number in seen]


def test_what_our_own_words_name_has_a_card_too_and_a_claim_has_none(body) -> None:
    brief = body("articles/village/").one(".brief")
    by_name = {words(link): link for link in brief.find_all("a")}
    assert "data-card" in by_name["Basivka"].attrs
    assert "data-entity" not in by_name["Basivka"].attrs
    claims = [link for link in brief.find_all("a") if "claims/" in link["href"]]
    assert claims
    assert not any("data-card" in link.attrs for link in claims)


def test_speakers_and_subjects_in_a_claims_box_have_one(body) -> None:
    assert {"Russia", "Ukraine", "Basivka", "Volodymyr Zelensky"} <= set(_cards(body("claims/basivka-taken/")))


def test_the_report_itself_has_none(body) -> None:
    page = body("claims/raid-was-wise/")
    assert not any("The report" in words(link) for link in page.all("a[data-card]"))


def test_no_page_has_a_card_for_what_it_shows_itself(library, body) -> None:
    assert "Ukraine" not in _cards(body("actors/ukraine/"))
    assert set(_cards(body("actors/ukraine/"))) >= {"Basivka", "Volodymyr Zelensky", "raid"}
    assert not {library.label(term) for term in library.terms} & set(_cards(body("glossary/")))


def test_a_page_that_names_nothing_has_no_list(body) -> None:
    page = body("articles/quiet/")
    assert page.all(".endnotes, [data-card]") == []


def test_lists_of_people_and_places_stay_plain_links(body) -> None:
    page = body("articles/village/")
    assert page.all(".people a")
    assert page.all(".people b a[data-card], .places a[data-card]") == []


def test_a_withheld_text_puts_no_word_into_a_card(body) -> None:
    told = " ".join(_cards(body("articles/kept/")).values())
    assert "Таємн" not in told


def test_every_page_has_only_so_many_cards(tmp_path) -> None:
    count = MOST_CARDS + 5
    names = "".join(f"  - id: w{n}\n    term: word{n}\n    definition: Meaning {n}.\n" for n in range(count))
    brief = " ".join(f"[[w{n}]]" for n in range(count))
    head = f"title: Words\npublished: 2025-01-01\nlanguage: en\nsource: {{}}\ntext_sha256: {'a' * 64}\n"
    article = f"{head}in_brief:\n  - See {brief}\n"
    files = {"content/terms.yml": f"terms:\n{names}", "content/articles/many/article.yml": article}
    page = Body(print_site(read_site(tmp_path, files))["articles/many/"])
    assert len(page.all(".endnotes .card")) == MOST_CARDS
    links = page.all(".brief a")
    assert [link.get("data-card") for link in links[MOST_CARDS - 1 :]] == [str(MOST_CARDS), *[None] * 5]
    assert links[-1]["href"] == f"../../glossary/#w{count - 1}"


# What a card tells.


def test_a_speakers_card_tells_office_side_and_claims(body) -> None:
    cards = _cards(body("articles/village/"))
    assert cards["Volodymyr Zelensky"] == (
        "President of Ukraine; speaks for Ukraine / Speaks on claims: 3; disputed: 1"
    )
    assert cards["First Brigade"].startswith("Infantry; speaks for Ukraine / ")


def test_whoever_speaks_for_nobody_else_has_no_side(body) -> None:
    cards = _cards(body("articles/village/"))
    assert cards["War bloggers"] == "Group / Speaks on claims: 2"
    assert cards["Ukraine"].startswith("State / A state. See Basivka, its president and raid. / Speaks on claims: 1")


def test_a_places_card_tells_where_it_lies_and_what_is_claimed_about_it(body) -> None:
    cards = _cards(body("articles/village/"))
    assert cards["Basivka"] == "Village in Sumy region / Claims about it: 2; disputed: 2"
    assert cards["the border"] == "Border"


def test_a_terms_card_is_its_definition_in_plain_words(body) -> None:
    assert _cards(body("articles/village/"))["raid"] == "A short attack."


def test_a_long_summary_ends_behind_a_word(tmp_path) -> None:
    files = FILES | {
        "content/long.yml": "terms:\n"
        f"  - id: long\n    term: long\n    definition: {'many words, ' * 60}end\n"
        f"  - id: solid\n    term: solid\n    definition: {'x' * 900}\n"
    }
    desk = _desk(read_site(tmp_path, files))
    told = {name: tell_card(desk, name) for name in ("long", "solid")}
    assert told["long"].summary.endswith(", many …")
    assert LONGEST - 20 < len(told["long"].summary) <= LONGEST + 2
    assert len(told["solid"].summary) == LONGEST + 2


def test_what_a_card_tells_is_the_same_on_every_page(body) -> None:
    assert _cards(body("articles/village/"))["Basivka"] == _cards(body("claims/basivka-taken/"))["Basivka"]


# Nothing that an editor wrote becomes markup, a number or a card.


def test_a_hostile_name_stays_text_in_its_card(body) -> None:
    page = body("claims/evil-claim/")
    assert words(page.one(".card__name a")) == " ".join(EVIL.split())
    assert not page.soup.find_all("script")
    assert EVIL[:20] not in page.page.html


@pytest.mark.parametrize("typed", ['x data-card="russia" y', " data-entity='russia'", ' data-entity="russia"'])
def test_words_that_look_like_a_marker_are_none(library, typed) -> None:
    desk = _desk(library)
    named = Cards(desk).number(str(desk.prose(typed)))
    assert named.cards == ()
    assert named.html == desk.prose(typed)


def test_a_marker_of_nothing_that_is_known_stays_a_link(library) -> None:
    desk = _desk(library)
    html = '<a href="x" data-card="nobody">a</a> <a href="y" data-entity="basivka-taken">b</a>'
    named = Cards(desk).number(html)
    assert named.html == '<a href="x">a</a> <a href="y" data-entity="basivka-taken">b</a>'
    assert named.cards == ()


def test_prose_names_a_card_only_where_one_is_asked_for() -> None:
    def known(some_id: str) -> tuple[str, str]:
        return f"{some_id}/", some_id

    assert render_prose("[[a]] [[b]]", known, inline=True, card="a".__eq__) == (
        '<a href="a/" data-card="a">a</a> <a href="b/">b</a>'
    )
    assert "data-card" not in render_prose("[[a]]", known)


def test_the_ids_of_cards_are_the_frames_own(pages) -> None:
    for page in pages.values():
        assert all(some_id.startswith("_card-") for some_id in ids(page) if "card-" in some_id)


def test_the_list_is_out_of_the_search_and_of_tables_of_contents(body) -> None:
    section = body("articles/village/").one(".endnotes")
    assert section.has_attr("data-pagefind-ignore")
    assert section.h2 is not None
    assert not section.h2.has_attr("id")
    assert section["aria-label"] == words(section.h2)
