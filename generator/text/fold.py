"""Folding: one spelling for characters that are written in several ways, with the way back to the file.

Folded are: NFC, white space, quotation marks, apostrophes, dashes, three dots;
dropped are soft hyphens, zero-width, direction and control characters. Nothing
else: folding never makes two different words equal.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from functools import lru_cache
from string import printable

from generator.text.chars import UNSEEN, WHITE, folds_to_several, is_mark, marks, one_to_one
from generator.text.source import Range

_unseen = re.compile(f"[{UNSEEN}]+")
_outside = re.compile(f"[{UNSEEN}{WHITE}]*")
# The lookbehind keeps a long run of white space from being tried again from each of its characters.
_outside_at_end = re.compile(f"(?<![{UNSEEN}{WHITE}])[{UNSEEN}{WHITE}]+\\Z")
_white_run = f"[{WHITE}](?:[{WHITE}{UNSEEN}]*[{WHITE}])"


# Most names and many quotes are of this kind, which folds to itself: signs of ASCII but `, single spaces between them.
_PLAIN = re.compile("[!-_a-~]+(?: [!-_a-~]+)*")
# Of ASCII only white space and control characters fold to anything but one character.
_ascii_specials = re.compile("[\t-\r ](?:[\x00-\x20\x7f]*[\t-\r ])|[\x00-\x08\x0e-\x1f\x7f]+")


def fold(text: str) -> str:
    """Fold a text that is sought: a quote, a name. White space at its ends is dropped."""
    if _PLAIN.fullmatch(text):
        return text
    start, end = _inner(text)
    return _specials(text).sub(_replace, text[start:end]).translate(one_to_one())


def _inner(text: str) -> Range:
    """Find where a text begins and ends between the white space around it; where all is white the end comes first."""
    before = _outside.match(text)
    assert before is not None
    start = before.end()
    behind = _outside_at_end.search(text)
    return start, behind.start() if behind else len(text)


def _specials(text: str) -> re.Pattern[str]:
    """Choose the pattern of all passages that do not fold character by character."""
    if text.isascii():
        return _ascii_specials
    characters = sorted(set(text) - _SIGNS_OF_ASCII)
    marked, several = ("".join(filter(belongs, characters)) for belongs in (is_mark, folds_to_several))
    # The class of all marks is long and slow, and most texts that have any have only one or two.
    return _pattern(marked if len(marked) <= _FEW else marks(), several)


_SIGNS_OF_ASCII = frozenset(printable)

_FEW = 4
"""Marks up to which a text gets a pattern with a class of its own."""


@lru_cache(maxsize=64)
def _pattern(marked: str, several: str) -> re.Pattern[str]:
    """Make the pattern for a text with such marks, and such letters that NFC takes apart."""
    # A letter with its marks is one passage, also where NFC leaves it alone: it must never be cut.
    letter = f"[^{WHITE}{UNSEEN}](?:[{UNSEEN}]*[{marked}])+|" if marked else ""
    return re.compile(f"{_white_run}|{letter}[{UNSEEN}]+|[…{several}]")


def _replace(match: re.Match[str]) -> str:
    seen = _unseen.sub("", match[0])
    if not seen.strip():
        return seen[:1]
    return unicodedata.normalize("NFC", seen).replace("…", "...")


class Folded:
    """A folded block. It consists of passages of two kinds.

    In a plain passage each character stands for one of the block; a special one
    stands, as a whole, for some characters of the block, fewer or more.
    """

    __slots__ = ("_base", "_block_at", "_folded_at", "_run_at", "_runs", "_sizes", "_starts", "text")

    def __init__(self, words: str, runs: tuple[Range, ...]) -> None:
        self._runs = runs
        self._starts = [start for start, _ in runs]
        self._run_at = array("L")
        length = 0
        for start, end in runs:
            self._run_at.append(length)
            length += end - start
        self._folded_at, self._block_at, self._sizes = array("L"), array("L"), array("L")
        self.text = self._fold(words)
        is_plain = len(runs) == 1 and len(self._sizes) == 1 and not self._sizes[0]
        # Most blocks are one plain passage: then the way there and back is one addition.
        self._base = runs[0][0] + self._block_at[0] if is_plain else None

    def _fold(self, words: str) -> str:
        at, end = _inner(words)
        parts: list[str] = []
        length = 0
        for match in _specials(words).finditer(words, at, end):
            length = self._add(parts, words[at : match.start()], length, at, 0)
            length = self._add(parts, _replace(match), length, match.start(), match.end() - match.start())
            at = match.end()
        self._add(parts, words[at:end], length, at, 0)
        return "".join(parts).translate(one_to_one())

    def _add(self, parts: list[str], folded: str, folded_at: int, block_at: int, size: int) -> int:
        """Add a passage; its size in the block is 0 for a plain one. Dropped characters add nothing."""
        if folded:
            parts.append(folded)
            self._folded_at.append(folded_at)
            self._block_at.append(block_at)
            self._sizes.append(size)
        return folded_at + len(folded)

    def range(self, start: int, end: int) -> Range:
        """Find where folded characters stand in the file; dropped characters at the ends are left out."""
        return self.begin(start), self.end(end)

    def begin(self, position: int) -> int:
        """Find where a folded character begins in the file."""
        if self._base is not None:
            return self._base + position
        return self._in_file(self._in_block(position)[0])

    def end(self, position: int) -> int:
        """Find where the folded character before a position ends in the file."""
        if self._base is not None:
            return self._base + position
        return self._in_file(self._in_block(position - 1)[1] - 1) + 1

    def _in_block(self, position: int) -> Range:
        passage = bisect_right(self._folded_at, position) - 1
        start, size = self._block_at[passage], self._sizes[passage]
        if size:
            return start, start + size
        start += position - self._folded_at[passage]
        return start, start + 1

    def _in_file(self, position: int) -> int:
        run = bisect_right(self._run_at, position) - 1
        return self._runs[run][0] + position - self._run_at[run]

    def position(self, offset: int) -> int:
        """Find the folded character that stands for a character of the file, or the next one where it was dropped."""
        if self._base is not None:
            return min(max(offset - self._base, 0), len(self.text))
        run = max(0, bisect_right(self._starts, offset) - 1)
        start, end = self._runs[run]
        in_block = self._run_at[run] + min(max(offset, start), end) - start
        passage = bisect_right(self._block_at, in_block) - 1
        if passage < 0:
            return 0
        at, size = self._folded_at[passage], self._sizes[passage]
        if in_block < self._block_at[passage] + size:
            return at
        following = self._folded_at[passage + 1] if passage + 1 < len(self._folded_at) else len(self.text)
        return following if size else min(following, at + in_block - self._block_at[passage])

    def is_edge(self, position: int) -> bool:
        """Tell whether no character of the file, with the marks on it, is cut in two at this position."""
        if position >= len(self.text):
            return True
        passage = bisect_right(self._folded_at, position) - 1
        return not self._sizes[passage] or self._folded_at[passage] == position
