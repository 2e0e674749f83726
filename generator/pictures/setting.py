"""Setting words in lines: as large as they fit, broken between words, cut only where nothing else helps."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.pictures.fonts import Face, cleaned, measure

ELLIPSIS = "…"
LONGEST = 1000
"""Of a text that has to be cut no more characters than these are looked at; no picture holds as many."""

BALANCE = 24
"""The steps in which lines are made narrower."""

_ISOLATE, _END = "\u2067", "\u2069"
"""Around a line that runs from right to left: drawn without them, its stops would stand on the wrong side."""


@dataclass(frozen=True, slots=True)
class Block:
    """Words as lines of a size. `is_whole` tells that nothing was cut, `is_rtl` that they run from right to left."""

    lines: tuple[str, ...]
    size: int
    is_whole: bool
    is_rtl: bool


@dataclass(frozen=True, slots=True)
class _Measure:
    """How long a line may be."""

    face: Face
    size: int
    width: int

    def holds(self, line: str) -> bool:
        """Tell whether a line fits."""
        return measure(line, self.face, self.size) <= self.width


def fit(
    text: str, face: Face, width: int, sizes: Sequence[tuple[int, int]], marks: tuple[str, str] = ("", "")
) -> Block:
    """Set words as large as they fit, between quotation marks where they have to stand in some.

    `sizes` are pairs of a size and how many lines there may be, the largest
    first. What does not fit in the last is cut behind a word, within the marks.
    """
    words = cleaned(text)
    rtl = _runs_from_right(words)
    for size, most in sizes:
        lines = _balanced(f"{marks[0]}{words}{marks[1]}", _Measure(face, size, width), most)
        if lines is not None:
            return Block(_isolated(lines, is_rtl=rtl), size, is_whole=True, is_rtl=rtl)
    size, most = sizes[-1]
    lines = _cut(words[:LONGEST], _Measure(face, size, width), most, marks)
    return Block(_isolated(lines, is_rtl=rtl), size, is_whole=False, is_rtl=rtl)


def _runs_from_right(text: str) -> bool:
    """Tell the direction of a text by its first letter."""
    directions = (unicodedata.bidirectional(c) for c in text)
    return next((d in {"R", "AL"} for d in directions if d in {"L", "R", "AL"}), False)


def _isolated(lines: Sequence[str], *, is_rtl: bool) -> tuple[str, ...]:
    return tuple(f"{_ISOLATE}{line}{_END}" if is_rtl else line for line in lines)


def _balanced(text: str, measure: _Measure, most: int) -> list[str] | None:
    """Break a text into as few lines as it takes, and then as narrow as so many lines can be."""
    lines = _break(text, measure, most)
    if lines is None or len(lines) == 1:
        return lines
    for width in range(measure.width - BALANCE, measure.width // 2, -BALANCE):
        narrower = _break(text, replace(measure, width=width), len(lines))
        if narrower is None:
            break
        lines = narrower
    return lines


def _break(text: str, measure: _Measure, most: int) -> list[str] | None:
    """Break a text between words; None where that takes too many lines, or a word is longer than one."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and measure.holds(f"{lines[-1]} {word}"):
            lines[-1] = f"{lines[-1]} {word}"
        elif len(lines) < most and measure.holds(word):
            lines.append(word)
        else:
            return None
    return lines


def _cut(text: str, measure: _Measure, most: int, marks: tuple[str, str]) -> list[str]:
    """Set as many words as fit, with an ellipsis behind the last; of a single endless word as many letters."""
    pieces = list(_pieces(text.split(" "), measure, f"{ELLIPSIS}{''.join(marks)}"))
    low, high = 1, len(pieces)
    while low < high:  # the most pieces that fit; that more of them take more room makes the search sound
        middle = (low + high + 1) // 2
        if _break(_ended(pieces[:middle], marks), measure, most) is None:
            high = middle - 1
        else:
            low = middle
    return _break(_ended(pieces[:low], marks), measure, most) or []


def _ended(pieces: Sequence[str], marks: tuple[str, str]) -> str:
    """Join words and put the ellipsis behind the last, in place of a stop."""
    return f"{marks[0]}{' '.join(pieces).rstrip(' ,;:.—–-')}{ELLIPSIS}{marks[1]}"


def _pieces(words: Sequence[str], measure: _Measure, around: str) -> Iterator[str]:
    """Give words, those that are longer than a line in pieces; `around` has to find room beside each."""
    for word in words:
        piece = ""
        for character in word:
            if unicodedata.combining(character) or measure.holds(f"{piece}{character}{around}"):
                piece += character
            else:
                yield piece
                piece = character
        yield piece
