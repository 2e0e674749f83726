"""Quotes with gaps, and words around quotes: which places exactly they give, and what is told of those that fail."""

from pathlib import Path

import pytest
from test_link import loaded

from generator.text import MOST_COUNTED, Absent, Ambiguous, Found, find_quote, fold_source, parse_source

TEXT = """\
# One

The guns fell silent at dawn. Nobody knew why the guns had spoken at all,
and nobody asked.

# Two

At noon the guns fell silent once more, and nobody knew why the guns had spoken.
"""


def find(quote: str, text: str = TEXT, **context: object):
    return find_quote(fold_source(parse_source("text.md", text)), quote, **context)


def words(outcome: Found) -> list[str]:
    return [TEXT[start:end] for start, end in outcome.fragments]


def test_fragments_with_nothing_between_them_are_one() -> None:
    outcome = find("The guns fell silent … at dawn. Nobody knew … why the guns had spoken")
    assert isinstance(outcome, Found)
    assert words(outcome) == ["The guns fell silent at dawn. Nobody knew why the guns had spoken"]


@pytest.mark.parametrize(
    ("quote", "fragments"),
    [
        ("The guns fell silent […] nobody asked", None),
        (
            "The guns fell silent […] knew why the guns […] had spoken at all",
            ["The guns fell silent", "knew why the guns had spoken at all"],
        ),
        (
            "The guns fell […] silent at dawn. […] the guns had spoken at all",
            ["The guns fell silent at dawn.", "the guns had spoken at all"],
        ),
        (
            "The guns fell […] at dawn. Nobody […] why the guns […] had spoken at […] and nobody asked",
            ["The guns fell", "at dawn. Nobody", "why the guns had spoken at", "and nobody asked"],
        ),
    ],
)
def test_each_fragment_is_the_words_of_the_source(quote: str, fragments: list[str] | None) -> None:
    outcome = find(quote)
    if fragments is None:
        assert not isinstance(outcome, Found)
    else:
        assert isinstance(outcome, Found)
        assert words(outcome) == fragments


def test_a_quote_with_a_gap_that_stands_twice_gives_both_places_from_end_to_end() -> None:
    outcome = find("guns fell silent […] why the guns had spoken")
    assert isinstance(outcome, Ambiguous)
    assert [TEXT[start:end].replace("\n", " ") for start, end in outcome.places] == [
        "guns fell silent at dawn. Nobody knew why the guns had spoken",
        "guns fell silent once more, and nobody knew why the guns had spoken",
    ]


def test_as_many_places_as_are_counted_can_still_be_told_apart() -> None:
    text = "Here " + "the guns fell silent " * MOST_COUNTED + "and no more.\n"
    outcome = find("the guns fell silent", text, prefix="Here")
    assert isinstance(outcome, Found)
    assert outcome.fragments == ((5, 25),)


def test_the_nearest_words_are_looked_for_where_they_are_asked_for() -> None:
    assert find("The guns fell quiet at dawn") == Absent("The guns fell silent at dawn", (7, 35))
    assert find("The guns fell quiet at dawn", with_nearest=False) == Absent()


def test_of_nearest_words_over_two_lines_the_first_line_is_told(tmp_path: Path) -> None:
    text = "# One\n\nUkraine denied it.\n\nOn Sunday Russia claimed that\nit had taken Basivka.\n"
    _, problems = loaded({"content/articles/day/text.md": text}, tmp_path)
    assert problems == []
    text = text.replace("Russia claimed", "Russia also claimed")
    _, problems = loaded({"content/articles/day/text.md": text}, tmp_path)
    assert [problem.message for problem in problems] == [
        "these words do not stand in content/articles/day/text.md; the nearest words there are on line 5"
    ]
