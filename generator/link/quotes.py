"""Quotes of positions and events: found in their article's text, or a problem that shows the nearest words."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from generator.link.findings import Findings, Place, Words
from generator.model import Event, Position
from generator.problems import Problem, Severity
from generator.read import TextFile
from generator.text import (
    MOST_COUNTED,
    Absent,
    Ambiguous,
    BadGap,
    CannotCheck,
    FoldedSource,
    Found,
    QuoteOutcome,
    QuoteProblem,
    WrongContext,
    cuts_a_word,
    find_quote,
)

Quoting = Position | Event
"""The records that quote a text."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Finds quotes in the texts at hand, by article id, each text folded once.

    `published` are the articles whose whole text is shown to readers, `changed` those
    whose text is not the one it should be, which is told once for all its quotes.
    `before` is what was found in the texts the last time, and `files` are these texts. `helped` counts the quotes of
    each text that could not be found: what was meant is looked for as long as that takes no time.
    """

    texts: Mapping[str, FoldedSource]
    published: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    before: Findings = field(default_factory=Findings)
    files: Mapping[str, TextFile] = field(default_factory=dict)
    helped: Counter[str] = field(default_factory=Counter)

    def find(self, record: Quoting, article: str) -> tuple[QuoteOutcome | None, list[Problem]]:
        """Find a record's quote; no outcome means that there is a problem."""
        folded = self.texts.get(article)
        if folded is None:
            return CannotCheck(), []
        found = self._look_up(record, article, folded)
        if article in self.changed:
            return found[0] if isinstance(found, tuple) else None, []
        if not isinstance(found, tuple):
            problem = _problem(found, record, folded, with_help=self._may_help(article, folded))
            self.helped[article] += 1
            return None, [replace(problem, withheld=article not in self.published)]
        outcome, cuts_words = found
        return outcome, [_doubt_cut_words(record)] if cuts_words and not _is_answered(record) else []

    def _look_up(self, record: Quoting, article: str, folded: FoldedSource) -> QuoteProblem | Place:
        """Find a record's quote, or remember where it was found."""
        words = _words_of(record)
        file = self.files.get(article)
        find = partial(_find, folded, words, with_nearest=self._may_help(article, folded))
        return find() if file is None else self.before.quote(article, file, words, find)

    def _may_help(self, article: str, folded: FoldedSource) -> bool:
        """Tell whether so few quotes are wrong, or the text is so short, that what was meant can be sought."""
        return self.helped[article] * len(folded.source.text) <= _MOST_LOOKED_THROUGH


_MOST_LOOKED_THROUGH = 20_000_000
"""Characters that are looked through for what wrong quotes of one text were meant to be: it is many texts at once."""


def _words_of(record: Quoting) -> Words:
    """Give the quote that a record has, and the words around it."""
    own = vars(record)  # pydantic's own way to each value takes far longer
    return own["quote"], own["prefix"], own["suffix"]


def _find(folded: FoldedSource, words: Words, *, with_nearest: bool) -> QuoteProblem | Place:
    """Find a quote, and tell whether it cuts a word."""
    outcome = find_quote(folded, *words, with_nearest=with_nearest)
    return (outcome, cuts_a_word(folded.source, outcome)) if isinstance(outcome, Found) else outcome


def _problem(outcome: object, record: Quoting, folded: FoldedSource, *, with_help: bool) -> Problem:
    tell: Callable[..., Problem] = _TELLERS[type(outcome)]
    return tell(outcome, record, folded, with_help=with_help)


MOST_PLACES = 5
"""Places of an ambiguous quote that are named; a word that stands everywhere would fill the screen."""

COPY = "copy the words from the text, exactly as they stand there"

_AROUND = re.compile(r"^[\s\"'“”„«»‘’‚‹›]+|[\s\"'“”„«»‘’‚‹›]+$")
_MARKUP = re.compile(r"\*+|^\s*[>#]+\s*", re.MULTILINE)
_SLIPS = (
    (
        _AROUND,
        "the words stand in {file}, but not the quotation marks around them",
        "delete the quotation marks around the words",
    ),
    (
        _MARKUP,
        "the words stand in {file}, but the signs of its markup (* > #) do not belong to them",
        "delete the signs and keep the words",
    ),
)
"""What editors often copy along: a pattern of it, and what to say where the rest is found."""


def _tell_absent(outcome: Absent, record: Quoting, folded: FoldedSource, *, with_help: bool) -> Problem:
    file, (quote, *around) = folded.source.file, _words_of(record)
    for pattern, message, help_text in _SLIPS if with_help else ():
        rest = pattern.sub("", quote)
        if isinstance(find_quote(folded, rest, *around, with_nearest=False), Found):
            return Problem("quote-absent", record.span("quote"), message.format(file=file), help_text)
    message = f"these words do not stand in {file}"
    gap = "; what … leaves out lies within one paragraph" if _GAP.search(quote) else ""
    if outcome.nearest is None or outcome.nearest_at is None:
        return Problem("quote-absent", record.span("quote"), message, COPY + gap)
    line, _ = folded.source.line_and_column(outcome.nearest_at[0])
    near = f"{message}; the nearest words there are on line {line}"
    return Problem("quote-absent", record.span("quote"), near, COPY + gap, passage=" ".join(outcome.nearest.split()))


_GAP = re.compile(r"…|\.\.\.")


def _tell_ambiguous(outcome: Ambiguous, record: Quoting, folded: FoldedSource, *, with_help: bool) -> Problem:
    lines = [str(folded.source.line_and_column(start)[0]) for start, _ in outcome.places[:MOST_PLACES]]
    more = outcome.count - MOST_PLACES
    are_counted = outcome.count <= MOST_COUNTED
    named = [*lines, *([f"{more} more" if are_counted else "many more"] if more > 0 else [])]
    where = f"{', '.join(named[:-1])} and {named[-1]}"
    times = str(outcome.count) if are_counted else f"more than {MOST_COUNTED:,}"
    return Problem(
        "quote-twice",
        record.span("quote"),
        f"these words stand {times} times in {folded.source.file}, on lines {where}",
        "quote a few words more, as many as make it stand once, or add the words just before as prefix: or those just "
        "after as suffix:",
        passage=_longer(outcome, folded) if with_help else "",
    )


def _longer(outcome: Ambiguous, folded: FoldedSource) -> str:
    """Find the words around the first of several places that stand only once with them."""
    start, end = outcome.places[0]
    text = folded.source.text
    for words in range(1, _MOST_WORDS):
        before = re.search(rf"(?:[^\s#>*]+[ ]){{0,{words}}}\Z", text[max(0, start - _MOST_AROUND) : start])
        after = re.match(rf"\S*(?:[ ][^\s*]+){{0,{words}}}", text[end : end + _MOST_AROUND])
        assert before is not None  # both patterns fit where nothing stands as well
        assert after is not None
        longer = f"{before[0]}{text[start:end]}{after[0]}"
        if isinstance(find_quote(folded, longer, with_nearest=False), Found):
            return longer
    return ""


_MOST_WORDS = 8
_MOST_AROUND = 200


def _tell_gap(outcome: BadGap, record: Quoting, _: FoldedSource, *, with_help: bool) -> Problem:  # noqa: ARG001 - as all
    return Problem(
        "gap-too-short",
        record.spot(outcome.fragment, "quote"),
        f"“{' '.join(outcome.fragment.split())}” beside the gap is shorter than three words",
        "keep at least three words on both sides of … or […]",
    )


def _tell_context(
    outcome: WrongContext,
    record: Quoting,
    folded: FoldedSource,
    *,
    with_help: bool,  # noqa: ARG001 - as all
) -> Problem:
    side = "just before" if outcome.side == "prefix" else "just after"
    return Problem(
        f"wrong-{outcome.side}",
        record.span(outcome.side),
        f"these words do not stand {side} the quote in {folded.source.file}",
        f"copy the words that stand {side} the quote, or delete the line if the quote stands only once",
    )


_TELLERS: dict[type, Callable[..., Problem]] = {
    Absent: _tell_absent,
    Ambiguous: _tell_ambiguous,
    BadGap: _tell_gap,
    WrongContext: _tell_context,
}


def _is_answered(record: Quoting) -> bool:
    return isinstance(record, Position) and bool(record.because)


def _doubt_cut_words(record: Quoting) -> Problem:
    return Problem(
        "quote-cuts-word",
        record.span("quote"),
        "the quote begins or ends inside a word of the text",
        "quote whole words; if the cut is meant, say why in a line because:",
        Severity.WARNING,
    )
