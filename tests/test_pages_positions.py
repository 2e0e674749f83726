"""The way that words came here, shown with a position, and what outlets with one origin come to."""

import pytest
from bs4 import Tag
from pages_site import Body, print_site, read_site, words

OUTLETS = ("north", "south", "east", "west")
FILES = {
    "content/people.yml": """\
actors:
  - {id: russia, name: Russia, type: state}
  - {id: spokesman, name: The spokesman, type: person, affiliation: russia}
  - {id: agency, name: The Agency, type: organisation}
  - {id: channel, name: A channel, type: organisation}
""",
    "content/claims.yml": """\
claims:
  - id: bridge-fell
    claim: The bridge has fallen.
    positions:
""",
    "content/articles/nameless/article.yml": """\
title: A report of no publisher
published: 2025-04-09
language: en
source: {}
""",
    "content/articles/nameless/text.md": "The spokesman said it had fallen.\n",
    "content/articles/nameless/claims.yml": """\
positions:
  - {claim: bridge-fell, actor: spokesman, stance: asserts, verb: said, via: [channel], quote: it had fallen}
""",
}
for name in OUTLETS:
    FILES[f"content/articles/{name}/article.yml"] = f"""\
title: The {name}
published: 2025-04-08
language: en
source: {{publisher: {name.title()} Post}}
"""
    FILES[f"content/articles/{name}/text.md"] = "The bridge has fallen. Russia said it fell.\n"
    FILES["content/claims.yml"] += f"""\
      - article: {name}
        actor: report
        stance: asserts
        verb: says
        via: [agency]
        quote: The bridge has fallen
"""
FILES["content/claims.yml"] += """\
      - article: north
        actor: russia
        stance: asserts
        verb: said
        via: [agency, channel]
        quote: Russia said it fell
      - article: south
        actor: russia
        stance: asserts
        verb: said
        quote: Russia said it fell
      - article: south
        actor: channel
        stance: reports
        verb: said
        via: [agency]
        quote: Russia said it fell
      - article: gazette
        actor: spokesman
        stance: asserts
        verb: said
        via: [channel, agency]
        quote: it had fallen
"""
FILES["content/articles/gazette/article.yml"] = FILES["content/articles/nameless/article.yml"].replace(
    "{}", "{publisher: agency}"
)
FILES["content/articles/gazette/text.md"] = FILES["content/articles/nameless/text.md"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Body]:
    made = print_site(read_site(tmp_path_factory.mktemp("chains"), FILES))
    return {address: Body(page) for address, page in made.items()}


def chain_of(position: Tag) -> list[tuple[str, str | None]]:
    """Give the words of a position's chain and where they lead."""
    found = position.select("ol.chain > li")
    return [(words(li), str(li.a["href"]) if li.a else None) for li in found]


def test_words_that_were_relayed_show_their_way_the_outermost_last(pages) -> None:
    position = pages["claims/bridge-fell/"].one("#p-north--russia")
    assert chain_of(position) == [
        ("Russia", "../../actors/russia/"),
        ("The Agency", "../../actors/agency/"),
        ("A channel", "../../actors/channel/"),
        ("North Post, 8 April 2025", "../../articles/north/"),
    ]
    assert position.ol["aria-label"] == "How these words came here"


def test_an_articles_own_voice_is_only_the_end_of_the_way(pages) -> None:
    position = pages["claims/bridge-fell/"].one("#p-east--report")
    assert [name for name, _ in chain_of(position)] == ["The Agency", "East Post, 8 April 2025"]


def test_whoever_only_reports_stands_behind_those_they_have_it_from(pages) -> None:
    position = pages["claims/bridge-fell/"].one("#p-south--channel")
    assert [name for name, _ in chain_of(position)] == ["The Agency", "A channel", "South Post, 8 April 2025"]


def test_a_publisher_who_relays_is_named_once(pages) -> None:
    position = pages["claims/bridge-fell/"].one("#p-gazette--spokesman")
    assert [name for name, _ in chain_of(position)] == ["The spokesman", "A channel", "The Agency, 9 April 2025"]


def test_an_article_without_a_publisher_ends_the_way_with_its_title(pages) -> None:
    position = pages["claims/bridge-fell/"].one("#p-nameless--spokesman")
    assert [name for name, _ in chain_of(position)] == ["The spokesman", "A channel", "A report of no publisher"]


def test_the_way_names_the_article_so_nothing_else_does(pages) -> None:
    for anchor in ("#p-north--russia", "#p-east--report"):
        position = pages["claims/bridge-fell/"].one(anchor)
        assert [words(li) for li in position.select(".position__how li") if "2025" in words(li)] == []


def test_words_that_nobody_relayed_show_no_way_and_name_their_article(pages) -> None:
    position = pages["claims/bridge-fell/"].one("#p-south--russia")
    assert chain_of(position) == []
    assert "South Post, 8 April 2025" in [words(li) for li in position.select(".position__how li")]


def test_on_its_own_page_an_article_does_not_link_to_itself(pages) -> None:
    (position,) = (
        found
        for found in pages["articles/north/"].all('[data-claim-box] [data-actor="russia"]')
        if found.select(".chain")
    )
    assert chain_of(position)[-1] == ("North Post, 8 April 2025", None)


def test_the_ledger_shows_the_way_as_well(pages) -> None:
    found = pages["actors/russia/"].one(".ledger .chain")
    assert words(found) == "Russia The Agency A channel North Post, 8 April 2025"


def test_four_outlets_with_one_agency_are_told_as_one_origin(pages) -> None:
    page = pages["claims/bridge-fell/"]
    sentence = "asserted by the report (North Post), the report (South Post) and 4 more (2 sides; 9 reports, 2 origins)"
    assert sentence in words(page.one(".claim__status"))
    assert page.one("[data-claim-box]")["data-status"] == "shared"


def test_the_matrix_holds_the_voices_of_outlets_that_name_an_agency(pages) -> None:
    cells = pages["claims/"].texts(".matrix__row td:not(.matrix__voices, .matrix__latest)")
    assert [cell.count("asserted") for cell in cells] == [0, 2, 2, 4]


def test_words_that_are_no_longer_the_speakers_voice_say_what_is(tmp_path) -> None:
    told = {"nameless": "denies", "gazette": "asserts", "third": "confirms"}
    said = "{{claim: bridge-fell, actor: spokesman, stance: {0}, verb: said, said: 2025-04-0{1}, quote: it had fallen}}"
    files = {"content/people.yml": FILES["content/people.yml"]}
    files["content/claims.yml"] = "claims:\n  - {id: bridge-fell, claim: The bridge has fallen.}\n"
    for day, (article, stance) in enumerate(told.items(), 1):
        folder = f"content/articles/{article}"
        files[f"{folder}/article.yml"] = FILES["content/articles/nameless/article.yml"]
        files[f"{folder}/text.md"] = FILES["content/articles/nameless/text.md"]
        files[f"{folder}/claims.yml"] = f"positions:\n  - {said.format(stance, day)}\n"
    page = Body(print_site(read_site(tmp_path, files))["claims/bridge-fell/"])
    assert page.texts(".position__later") == ["later: confirmed"]
    assert page.one("[data-stance=denies] .position__later")
