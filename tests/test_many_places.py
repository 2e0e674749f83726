"""Words that stand in a text very often: they are counted up to a limit, and the message says so."""

from pathlib import Path

import pytest
from test_link import loaded

from generator.text import MOST_COUNTED, Ambiguous, find_quote, fold_source, parse_source

AGAIN = "the guns fell silent "


def sought(times: int, quote: str, **context: str):
    folded = fold_source(parse_source("text.md", f"Here {AGAIN * times}and no more.\n"))
    return find_quote(folded, quote, **context)


@pytest.mark.parametrize("times", [4, 500])
@pytest.mark.parametrize(("quote", "fewer"), [("the guns fell silent", 0), ("the guns fell … fell silent the", 2)])
def test_places_are_counted_up_to_the_limit(quote: str, fewer: int, times: int) -> None:
    outcome = sought(times, quote)
    assert isinstance(outcome, Ambiguous)
    assert outcome.count == len(outcome.places) == times - fewer


@pytest.mark.parametrize("quote", ["the guns fell silent", "the guns fell […] the guns fell silent"])
@pytest.mark.parametrize("more", [1, 2, 300])
def test_beyond_the_limit_no_place_is_singled_out(quote: str, more: int) -> None:
    """Also words before the first place do not help there: what was not looked at might be preceded by the same."""
    for context in ({}, {"prefix": "Here"}, {"suffix": "and no more"}):
        outcome = sought(MOST_COUNTED + more, quote, **context)
        assert isinstance(outcome, Ambiguous)
        assert outcome.count == MOST_COUNTED + 1


@pytest.mark.parametrize(
    ("times", "counted", "last"),
    [
        (5, "5", "9 and 11"),
        (6, "6", "9, 11 and 1 more"),
        (MOST_COUNTED, "500", "9, 11 and 495 more"),
        (MOST_COUNTED + 1, "more than 500", "9, 11 and many more"),
    ],
)
def test_the_message_counts_as_far_as_was_counted(tmp_path: Path, times: int, counted: str, last: str) -> None:
    text = "# One\n\n" + "Russia claimed that it had taken Basivka.\n\n" * times + "Ukraine denied it.\n"
    _, problems = loaded({"content/articles/day/text.md": text}, tmp_path)
    place = "content/articles/day/text.md"
    assert [problem.message for problem in problems] == [
        f"these words stand {counted} times in {place}, on lines 3, 5, 7, {last}"
    ]
