"""Quotes of positions and events: found in their article's text, or a problem that shows the nearest words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.model import Event, Position
from generator.problems import Problem, Severity, Span
from generator.text import (
    Absent,
    Ambiguous,
    BadGap,
    CannotCheck,
    FoldedSource,
    Found,
    QuoteOutcome,
    WrongContext,
    cuts_a_word,
    find_quote,
)

Quoting = Position | Event
"""The records that quote a text."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Finds quotes in the texts at hand, by article id, each text folded once."""

    texts: Mapping[str, FoldedSource]

    def find(self, record: Quoting, article: str) -> tuple[QuoteOutcome | None, list[Problem]]:
        """Find a record's quote; no outcome means that there is a problem."""
        folded = self.texts.get(article)
        if folded is None:
            return CannotCheck(), []
        outcome = find_quote(folded, record.quote or "", record.prefix, record.suffix)
        if not isinstance(outcome, Found):
            return None, [_problem(outcome, record, folded)]
        return outcome, list(_doubt_cut_words(outcome, record, folded))


def _problem(outcome: object, record: Quoting, folded: FoldedSource) -> Problem:
    tell: Callable[..., tuple[str, str, str, Span]] = _TELLERS[type(outcome)]
    code, message, help_text, span = tell(outcome, record, folded)
    return Problem(code, span, message, help_text)


Told = tuple[str, str, str, Span]

MOST_PLACES = 5
"""Places of an ambiguous quote that are named; a word that stands everywhere would fill the screen."""


def _tell_absent(outcome: Absent, record: Quoting, folded: FoldedSource) -> Told:
    message = f"these words do not stand in {folded.source.file}"
    if outcome.nearest is None:
        return (
            "quote-absent",
            message,
            "copy the words from the text, exactly as they stand there",
            record.span("quote"),
        )
    near = f"; the nearest words there are: {_one_line(outcome.nearest)}"
    return (
        "quote-absent",
        message + near,
        "copy the words from the text, exactly as they stand there",
        record.span("quote"),
    )


def _tell_ambiguous(outcome: Ambiguous, record: Quoting, folded: FoldedSource) -> Told:
    lines = [str(folded.source.line_and_column(start)[0]) for start, _ in outcome.places]
    told = [*lines[:MOST_PLACES], *([f"{len(lines) - MOST_PLACES} more"] if len(lines) > MOST_PLACES else [])]
    where = f"{', '.join(told[:-1])} and {told[-1]}"
    return (
        "quote-twice",
        f"these words stand {outcome.count} times in {folded.source.file}, on lines {where}",
        "quote a few words more, or add the words just before as prefix: or those just after as suffix:",
        record.span("quote"),
    )


def _tell_gap(outcome: BadGap, record: Quoting, _: FoldedSource) -> Told:
    return (
        "gap-too-short",
        f"{_one_line(outcome.fragment)} beside the gap is shorter than three words",
        "keep at least three words on both sides of … or […]",
        record.spot(outcome.fragment, "quote"),
    )


def _tell_context(outcome: WrongContext, record: Quoting, folded: FoldedSource) -> Told:
    side = "just before" if outcome.side == "prefix" else "just after"
    return (
        f"wrong-{outcome.side}",
        f"these words do not stand {side} the quote in {folded.source.file}",
        f"copy the words that stand {side} the quote, or delete the line if the quote stands only once",
        record.span(outcome.side),
    )


_TELLERS: dict[type, Callable[..., Told]] = {
    Absent: _tell_absent,
    Ambiguous: _tell_ambiguous,
    BadGap: _tell_gap,
    WrongContext: _tell_context,
}


def _doubt_cut_words(found: Found, record: Quoting, folded: FoldedSource) -> Iterator[Problem]:
    answered = isinstance(record, Position) and record.because
    if not answered and cuts_a_word(folded.source, found):
        yield Problem(
            "quote-cuts-word",
            record.span("quote"),
            "the quote begins or ends inside a word of the text",
            "quote whole words; where the cut is meant, say why in a because: line",
            Severity.WARNING,
        )


def _one_line(words: str) -> str:
    return f"“{' '.join(words.split())}”"
