"""The nearest words: what an absent quote was probably meant to be, so that an editor sees what differs."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import accumulate

from generator.text.folded import FoldedSource, Words, stems_of
from generator.text.source import Range

_SIGNS = re.compile(r"[^\w\s]+")
_SIGNS_AT_END = re.compile(r"(?<![^\w\s])[^\w\s]+\Z")
_TRIED = 8
_LEAST_ALIKE = 0.4
_MOST_SOUGHT = 200
"""Words of a quote that are compared, from its first on."""
_MOST_HITS = 20_000
"""Places of the quote's words that are looked at in a text, those of its rarest words first."""


@dataclass(frozen=True, slots=True)
class _Window:
    """Words of a text that share words with the quote: how much that weighs, and the place of the `last`."""

    weight: float
    words: Words
    last: int


def find_nearest(folded: FoldedSource, quote: str) -> Range | None:
    """Find the passage that is most like a folded quote; None where none is."""
    sought = stems_of(quote)[:_MOST_SOUGHT]
    weights = _weigh(sought, folded)
    windows = nlargest(_TRIED, _best_windows(folded, sought, weights), key=lambda window: window.weight)
    aligned = (_align(sought, window) for window in windows)
    best = max(aligned, key=lambda found: found[0], default=None)
    if best is None or best[0] < _LEAST_ALIKE:
        return None
    section, start, end = best[1]
    return folded.sections[section].range(*_with_signs(folded.sections[section].text, start, end, quote))


def _with_signs(text: str, start: int, end: int, quote: str) -> Range:
    """Take in the signs around a passage on each side where the quote has some: they may be what differs."""
    before, after = _SIGNS_AT_END.search(text[:start]), _SIGNS.match(text, end)
    if before and _SIGNS.match(quote):
        start = before.start()
    if after and _SIGNS_AT_END.search(quote):
        end = after.end()
    return start, end


def _weigh(sought: tuple[str, ...], folded: FoldedSource) -> dict[str, float]:
    """Give each sought word its weight: the rarer in the text, the more it tells."""
    counts = folded.counts
    known = sorted({stem for stem in sought if stem in counts}, key=lambda stem: (counts[stem], stem))
    hits = accumulate(counts[stem] for stem in known)
    return {stem: counts[stem] ** -0.5 for stem, so_far in zip(known, hits, strict=True) if so_far <= _MOST_HITS}


def _best_windows(folded: FoldedSource, sought: tuple[str, ...], weights: dict[str, float]) -> Iterator[_Window]:
    """Give, for each stretch of text, the windows as long as the quote where the weight is at a peak."""
    for words in folded.words:
        yield from _peaks(words, sought, weights)


def _peaks(words: Words, sought: tuple[str, ...], weights: dict[str, float]) -> Iterator[_Window]:
    length = len(sought)
    missing = Counter(sought)
    weight, hits = 0.0, [i for i, stem in enumerate(words.stems) if stem in weights]
    within: deque[int] = deque()
    for index in hits:
        within.append(index)
        while within[0] <= index - length:
            stem = words.stems[within.popleft()]
            missing[stem] += 1
            weight -= weights[stem] if missing[stem] > 0 else 0
        stem = words.stems[index]
        weight += weights[stem] if missing[stem] > 0 else 0
        missing[stem] -= 1
        yield _Window(weight, words, index)


def _align(sought: tuple[str, ...], window: _Window) -> tuple[float, tuple[int, int, int]]:
    """Lay the quote over the words around a window, some of which it shares: how alike are they, and where?"""
    words, length = window.words, len(sought)
    base = max(0, window.last - 2 * length)
    near = words.stems[base : window.last + 2 * length]
    matcher = SequenceMatcher(None, sought, near, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    first = max(0, base + blocks[0].b - blocks[0].a)
    unmatched = length - blocks[-1].a - blocks[-1].size
    last = min(len(words.stems), base + blocks[-1].b + blocks[-1].size + unmatched)
    matched = sum(block.size for block in blocks)
    ratio = 2 * matched / (length + last - first)
    return ratio, (words.section, words.places[first][0], words.places[last - 1][1])
