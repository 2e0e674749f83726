"""Gaps: a quote in fragments, with `…` or `[…]` where words are left out."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.text.folded import FoldedSection
from generator.text.source import Range

_ELLIPSIS = "[….]*(?:…|\\.{3})[….]*"
_BRACKETED = re.compile(f"\\[\\s*{_ELLIPSIS}\\s*\\]")
_ANY_GAP = re.compile(f"\\[\\s*{_ELLIPSIS}\\s*\\]|{_ELLIPSIS}")

Span = tuple[Range, ...]
"""The places of all fragments in a section's folded text, in order."""

MOST_COUNTED = 500
"""Places that are looked at: words that stand more often than this single nothing out, whatever else is quoted."""

_MOST_FRAGMENTS = 100
"""A quote in more pieces than this is none."""


def split_at_gaps(quote: str) -> Iterator[list[str]]:
    """Split a quote at its gaps, in each way it may be meant.

    Where some gaps stand in brackets, dots without them may be the source's own.
    """
    for gap in (_BRACKETED, _ANY_GAP):
        fragments = [fragment.strip() for fragment in gap.split(quote) if fragment.strip()]
        if gap.search(quote) and len(fragments) <= _MOST_FRAGMENTS:
            yield fragments


def find_spans(section: FoldedSection, fragments: Sequence[str]) -> Iterator[Span]:
    """Find the shortest spans that hold all folded fragments in order within one block.

    Of a fragment that stands too often, all places are given instead, which makes too many.
    """
    for start, end in section.spans():
        places = _places(section, fragments, start, end)
        too_many = next((found for found in places if len(found) > MOST_COUNTED), None)
        if too_many:
            yield from ((place,) for place in too_many)
        else:
            yield from _shortest(places)


def _places(section: FoldedSection, fragments: Sequence[str], start: int, end: int) -> list[list[Range]]:
    """Find the places of all fragments in a block; none where one of them does not stand in it."""
    places = []
    for fragment in fragments:
        found = list(islice(find_all(section, fragment, start, end), MOST_COUNTED + 1))
        if not found:
            return []
        places.append(found)
    return places


def find_all(section: FoldedSection, words: str, start: int = 0, end: int | None = None) -> Iterator[Range]:
    """Find every place of folded words, overlapping ones too, that cuts no character of the file."""
    at = section.text.find(words, start, end)
    while at >= 0:
        if section.is_whole(at, at + len(words)):
            yield at, at + len(words)
        at = section.text.find(words, at + 1, end)


def _shortest(places: list[list[Range]]) -> Iterator[Span]:
    """For each place of the last fragment take the latest start; of one start only the first end counts."""
    spans: dict[Range, Span] = {}
    for last in places[-1] if places else ():
        span = _backwards(places, last)
        if span:
            spans.setdefault(span[0], span)
    yield from spans.values()


def _backwards(places: list[list[Range]], last: Range) -> Span | None:
    span = [last]
    for candidates in reversed(places[:-1]):
        before = bisect_right(candidates, span[0][0], key=lambda place: place[1])
        if not before:
            return None
        span.insert(0, candidates[before - 1])
    return tuple(span)
