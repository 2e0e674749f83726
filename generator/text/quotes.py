"""Quotes: words sought in a source text by the contract, found exactly or refused.

The contract (DESIGN section 2): both sides are folded alike; the words are
sought literally first and may run over the paragraphs of one section; failing
that, `…` or `[…]` is a gap between fragments; one match is required, or prefix
and suffix must single one out. Nothing is ever matched by likeness.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from generator.text.fold import fold
from generator.text.folded import HEADING_END, FoldedSource
from generator.text.gaps import MOST_COUNTED, Span, find_all, find_spans, split_at_gaps
from generator.text.nearest import find_nearest
from generator.text.source import Range, SourceText
from generator.text.words import count_words, cuts_word_at

LEAST_WORDS = 3
"""A fragment beside a gap has this many words at least."""


@dataclass(frozen=True, slots=True)
class Found:
    """The words stand in the text, once. Several fragments: the quote has gaps between them."""

    fragments: tuple[Range, ...]
    section: int


@dataclass(frozen=True, slots=True)
class CannotCheck:
    """There is no text at hand to look in."""


@dataclass(frozen=True, slots=True)
class Absent:
    """The words do not stand in the text. `nearest` are those most like them, in one line, where some are alike."""

    nearest: str | None = None
    nearest_at: Range | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The words stand in the text more than once, and prefix and suffix do not single one place out.

    Beyond `MOST_COUNTED` places are not counted.
    """

    count: int
    places: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class BadGap:
    """The fragments stand in the text, but this one is too short to be sure of. It is given as typed."""

    fragment: str


@dataclass(frozen=True, slots=True)
class WrongContext:
    """The quote stands in the text, but not with this prefix or suffix; `places` are where it does."""

    side: Literal["prefix", "suffix"]
    places: tuple[Range, ...]


QuoteOutcome = Found | CannotCheck
"""What a Library holds for a quote; every other outcome is a problem."""

QuoteProblem = Absent | Ambiguous | BadGap | WrongContext


@dataclass(frozen=True, slots=True)
class _Match:
    """A place of the quote: where its fragments stand in a section's folded text."""

    section: int
    span: Span

    def place(self, folded: FoldedSource) -> Range:
        return folded.sections[self.section].range(self.span[0][0], self.span[-1][1])


def find_quote(
    folded: FoldedSource,
    quote: str,
    prefix: str | None = None,
    suffix: str | None = None,
    *,
    with_nearest: bool = True,
) -> Found | QuoteProblem:
    """Find a quote's one place in a source text, or say what stands against it, `with_nearest` words or without."""
    words = fold(quote)
    if not words:
        return Absent()
    matches = _find_literally(folded, words) or _find_with_gaps(folded, quote)
    if isinstance(matches, BadGap):
        return matches
    if not matches:
        return _absent(folded, words) if with_nearest else Absent()
    return _single_out(folded, matches, fold(prefix or ""), fold(suffix or ""))


def _find_literally(folded: FoldedSource, words: str) -> list[_Match]:
    places = (
        _Match(index, (place,)) for index, section in enumerate(folded.sections) for place in find_all(section, words)
    )
    return list(islice(places, MOST_COUNTED + 1))


def _find_with_gaps(folded: FoldedSource, quote: str) -> list[_Match] | BadGap:
    """Find a quote's fragments, in the first reading of its gaps that leads to them."""
    outcome: list[_Match] | BadGap = []
    for fragments in split_at_gaps(quote):
        matches = _find_fragments(folded, [fold(fragment) for fragment in fragments])
        short = next((fragment for fragment in fragments if count_words(fold(fragment)) < LEAST_WORDS), None)
        if not matches:
            continue  # words that do not stand in the text anyway are absent, whatever their number
        if short is None:
            return matches
        outcome = BadGap(short)
    return outcome


def _find_fragments(folded: FoldedSource, fragments: list[str]) -> list[_Match]:
    spans = (
        _Match(index, _close_up(section.text, span))
        for index, section in enumerate(folded.sections)
        for span in find_spans(section, fragments)
    )
    return list(islice(spans, MOST_COUNTED + 1))


def _close_up(text: str, span: Span) -> Span:
    """Join fragments with nothing but white space between them: no words are left out there."""
    joined: list[Range] = []
    for start, end in span:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _single_out(folded: FoldedSource, matches: list[_Match], prefix: str, suffix: str) -> Found | QuoteProblem:
    """Keep the matches that prefix and suffix fit, where they are given; exactly one must be left."""
    if len(matches) > MOST_COUNTED:
        return Ambiguous(len(matches), _places(folded, matches))
    after_prefix = _keep(folded, matches, lambda text, span: _stands_before(text, span, prefix))
    if not after_prefix:
        return WrongContext("prefix", _places(folded, matches))
    left = _keep(folded, after_prefix, lambda text, span: _stands_after(text, span, suffix))
    if not left:
        return WrongContext("suffix", _places(folded, matches))
    if len(left) > 1:
        return Ambiguous(len(left), _places(folded, left))
    (match,) = left
    section = folded.sections[match.section]
    return Found(tuple(section.range(start, end) for start, end in match.span), match.section)


def _places(folded: FoldedSource, matches: Iterable[_Match]) -> tuple[Range, ...]:
    return tuple(match.place(folded) for match in matches)


def _keep(folded: FoldedSource, matches: Iterable[_Match], fits: Callable[[str, Span], bool]) -> list[_Match]:
    return [match for match in matches if fits(folded.sections[match.section].text, match.span)]


def _stands_before(text: str, span: Span, prefix: str) -> bool:
    end = span[0][0]
    end -= text[end - 1 : end].isspace()
    return _same_words(text[end - len(prefix) : end], prefix)


def _stands_after(text: str, span: Span, suffix: str) -> bool:
    start = span[-1][1]
    start += text[start : start + 1].isspace()
    return _same_words(text[start : start + len(suffix)], suffix)


def _same_words(text: str, words: str) -> bool:
    """Compare folded words; those that only single out a place may reach from a heading into its paragraphs."""
    return text.replace(HEADING_END, " ") == words


def _absent(folded: FoldedSource, words: str) -> Absent:
    place = find_nearest(folded, words)
    if place is None:
        return Absent()
    start, end = place
    passages = folded.source.passages(start, min(end, start + _LONGEST_SHOWN))
    return Absent(" ".join(" ".join(passages).split()), place)


_LONGEST_SHOWN = 2000
"""Characters of the nearest words that are shown: of a text without a space they would be all of it."""


def quoted_words(source: SourceText, found: Found) -> list[list[str]]:
    """Give a quote's own words: for each fragment, what it holds of each block."""
    return [source.passages(start, end) for start, end in found.fragments]


def cuts_a_word(source: SourceText, found: Found) -> bool:
    """Tell whether a quote begins or ends inside a word or number, where a script sets words apart."""
    edges = (offset for fragment in found.fragments for offset in fragment)
    return any(cuts_word_at(source.text, offset) for offset in edges)
