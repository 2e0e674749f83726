"""The page of an article whose text is not shown: its quotes, where they stand, and the way to the original."""

from pathlib import Path

import pytest
from pages_site import Body, print_site, read_site, words

TEXT = """\
The opening words. A second sentence.

# The mill stands

First paragraph here.

Second paragraph there.

Third paragraph, too.
"""
QUOTES = ["The opening words", "The mill stands", "Second paragraph there", "here. Second paragraph"]


OTHER = "      - {actor: miller, stance: asserts, verb: says, quote: The opening words}\n"
MILLER = "actors:\n  - {id: miller, name: The miller, type: person}\n"


def site(  # noqa: PLR0913 - each a part of the same small site
    folder: Path,
    source: str,
    settings: str = "",
    text: str | None = TEXT,
    quotes: list[str] = QUOTES,
    *,
    others: str = "",
):
    positions = "".join(
        f"      - actor: report\n        id: n{i}\n        stance: asserts\n        verb: says\n"
        f"        quote: {quote}\n"
        for i, quote in enumerate(quotes)
    )
    files = {
        "content/articles/mill/article.yml": "title: The mill\npublished: 2025-05-01\nlanguage: en\n"
        f"source: {source}\n{settings}",
        "content/articles/mill/text.md": text,
        "content/articles/mill/claims.yml": "claims:\n  - id: stands\n    claim: It stands.\n    positions:\n"
        + positions
        + others,
        "content/people.yml": MILLER,
    }
    return print_site(read_site(folder, {name: text for name, text in files.items() if text is not None}))


def remarks(page: Body) -> list[list[str]]:
    """Give what stands with each quote, none where there is nothing to say."""
    return [[words(item) for item in row.select(".passage__remark > li")] for row in page.all(".quoted")]


def test_each_quote_tells_where_it_stands_in_its_section(tmp_path: Path):
    page = Body(site(tmp_path, "{}")["articles/mill/"])
    assert remarks(page) == [[], ["in the heading"], ["paragraphs 1 to 2 of 3"], ["paragraph 2 of 3"]]


def test_what_the_quote_before_has_told_is_not_told_again(tmp_path: Path):
    quotes = ["First paragraph", "Second paragraph", "paragraph there", "Third paragraph, too"]
    page = Body(site(tmp_path, URL, quotes=quotes)["articles/mill/"])
    original = "see it in the original"
    assert remarks(page) == [
        ["paragraph 1 of 3", original],
        ["paragraph 2 of 3", original],
        [original],
        ["paragraph 3 of 3", original],
    ]


def test_a_note_tells_the_status_once_in_a_section(tmp_path: Path):
    page = Body(site(tmp_path, "{}", others=OTHER)["articles/mill/"])
    told = [bool(row.select(".note__status")) for row in page.all(".quoted")]
    assert told == [True, False, True, False, False]  # the first two stand in a section of their own
    assert len(page.all(".note__claim")) == 5


def test_a_note_tells_no_status_where_nobody_else_speaks(tmp_path: Path):
    page = Body(site(tmp_path, "{}")["articles/mill/"])
    assert not page.all(".note__status")


def test_a_quote_and_its_notes_are_one_row(tmp_path: Path):
    page = Body(site(tmp_path, URL)["articles/mill/"])
    rows = [[child.name for child in row.find_all(recursive=False)] for row in page.all(".passage > .quoted")]
    assert rows == [["blockquote", "aside"]] * 4


URL = '{url: "https://valley.example/mill"}'


def test_each_quote_leads_to_the_original(tmp_path: Path):
    page = Body(site(tmp_path, URL)["articles/mill/"])
    assert remarks(page)[0] == ["see it in the original"]
    assert [link["href"] for link in page.all(".passage__remark a")] == [
        "https://valley.example/mill#:~:text=The%20opening%20words",
        "https://valley.example/mill#:~:text=The%20mill%20stands",
        "https://valley.example/mill#:~:text=here.,Second%20paragraph",
        "https://valley.example/mill#:~:text=Second%20paragraph%20there",
    ]


def links_of(pages) -> set[tuple[str, ...]]:
    """Give the links below the quotes, wherever a position is shown."""
    ours = ("see it in the text", "see it in the original")
    positions = [
        p for address in ("claims/stands/", "articles/mill/") for p in Body(pages[address]).all("[data-stance]")
    ]
    assert len(positions) == 8
    return {tuple(filter(ours.__contains__, map(words, p.select(".position__how a")))) for p in positions}


@pytest.mark.parametrize("text", [TEXT, None], ids=["withheld", "missing"])
def test_a_position_leads_into_the_original_and_not_to_a_text_that_is_not_shown(tmp_path: Path, text: str | None):
    settings = "" if text else f"text_sha256: {'a' * 64}\n"
    assert links_of(site(tmp_path / "with", URL, settings, text)) == {("see it in the original",)}
    assert links_of(site(tmp_path / "without", "{publisher: The Valley}", settings, text)) == {()}


def test_where_the_whole_text_is_shown_a_position_leads_there_as_well(tmp_path: Path):
    both = ("see it in the text", "see it in the original")
    assert links_of(site(tmp_path, URL, "show_text: full\n")) == {both}


def test_a_text_that_is_not_at_hand_is_not_shown_whatever_is_allowed(tmp_path: Path):
    settings = f"show_text: full\ntext_sha256: {'a' * 64}\n"
    pages = site(tmp_path, URL, settings, None)
    assert links_of(pages) == {("see it in the original",)}
    assert remarks(Body(pages["articles/mill/"])) == [["not checked here", "see it in the original"]] * 4


def test_a_position_of_which_nothing_more_is_known_can_still_be_edited(tmp_path: Path):
    page = Body(site(tmp_path, "{}")["articles/mill/"])
    assert page.texts(".position__how") == ["edit"] * len(page.all("[data-stance]"))
