"""Styles: `*words*` and `**words**` within a block, by the rules of the content format.

An opening star is not behind a letter or digit and stands before something
other than white space; a closing one the other way round; between them is a
word at least. Stars that find no partner are text, as in `2*3*4` or `price*`.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from generator.text.chars import is_word_character
from generator.text.source import Range, Style

_STARS = re.compile(r"\*+")
_MOST = 3
_MOST_OPEN = 32
"""Openers further back than this many are given up, so that stray stars by the thousand cost little."""


@dataclass(slots=True)
class _Opener:
    """Stars that may open; `left` of them are not used yet, the innermost last. `letters` are those before them."""

    start: int
    left: int
    letters: int


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two equally long runs of stars, by where the opening one and the closing one begin."""

    opening: int
    closing: int
    stars: int


def find_styles(words: str, runs: tuple[Range, ...]) -> tuple[tuple[Range, ...], tuple[Style, ...]]:
    """Find the styled words of a block: its runs without the stars that are markup, and the styles."""
    if "*" not in words:
        return runs, ()
    pairs = _find_pairs(words)
    offsets = [offset for start, end in runs for offset in range(start, end)]
    markup = {at + i for pair in pairs for at in (pair.opening, pair.closing) for i in range(pair.stars)}
    kept = [offset for index, offset in enumerate(offsets) if index not in markup]
    outer_first = sorted(pairs, key=lambda pair: (pair.opening, -pair.closing))
    return _as_runs(kept), tuple(_style(pair, offsets, kept) for pair in outer_first)


def _style(pair: _Pair, offsets: list[int], kept: list[int]) -> Style:
    """Give the words between the stars, without the stars of styles inside."""
    first = kept[bisect_right(kept, offsets[pair.opening])]
    last = kept[bisect_left(kept, offsets[pair.closing]) - 1]
    return Style("em" if pair.stars == 1 else "strong", first, last + 1)


def _as_runs(offsets: list[int]) -> tuple[Range, ...]:
    runs: list[Range] = []
    for offset in offsets:
        if runs and runs[-1][1] == offset:
            runs[-1] = (runs[-1][0], offset + 1)
        else:
            runs.append((offset, offset + 1))
    return tuple(runs)


def _find_pairs(words: str) -> list[_Pair]:
    pairs: list[_Pair] = []
    openers: list[_Opener] = []
    letters = array("L", (at for at, character in enumerate(words) if is_word_character(character)))
    for match in _STARS.finditer(words):
        if len(match[0]) > _MOST:
            continue
        stars = _Opener(match.start(), len(match[0]), bisect_left(letters, match.start()))
        found = _close(stars, openers) if _may_close(words, match) else []
        pairs += found
        if not found and _may_open(words, match):
            openers.append(stars)
            del openers[:-_MOST_OPEN]
    return pairs


def _may_open(words: str, stars: re.Match[str]) -> bool:
    before, after = words[max(0, stars.start() - 1) : stars.start()], words[stars.end() : stars.end() + 1]
    return not (before and is_word_character(before)) and bool(after.strip())


def _may_close(words: str, stars: re.Match[str]) -> bool:
    before, after = words[max(0, stars.start() - 1) : stars.start()], words[stars.end() : stars.end() + 1]
    return bool(before.strip()) and not (after and is_word_character(after))


def _close(stars: _Opener, openers: list[_Opener]) -> list[_Pair]:
    """Find partners for all closing stars of a run, or for none of them. Nothing is copied: most stray stars fail."""
    pairs: list[_Pair] = []
    at, left = stars.start, stars.left
    for number in reversed(range(len(openers))):
        opener = openers[number]
        # As many words stand before both: there is none between them.
        open_still = 0 if opener.letters == stars.letters else opener.left
        while left and (used := _TAKEN.get((open_still, left), 0)):
            open_still, left = open_still - used, left - used
            pairs.append(_Pair(opener.start + open_still, at, used))
            at += used
        if not left:
            opener.left = open_still
            del openers[number + bool(open_still) :]
            return pairs
    return []


_TAKEN = {(1, 1): 1, (1, _MOST): 1, (_MOST, 1): 1, (_MOST, _MOST): 1, (2, 2): 2, (2, _MOST): 2, (_MOST, 2): 2}
"""How many stars a run that closes takes of one that opens, by how many each has; of others none."""
