"""The fonts that come with Sayso: which characters they have, and how wide each is.

A font is read for its widths alone, by the two tables that hold them; the
library that draws does all else.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from struct import unpack_from

FOLDER = Path(__file__).parent / "fonts"


class Face(StrEnum):
    """The typefaces that templates may ask for, by the names under which the fonts know themselves."""

    SERIF = "Noto Serif"
    SANS = "Noto Sans"


FILES = {
    "Noto Serif": "NotoSerif-Bold.ttf",
    "Noto Sans": "NotoSans-Regular.ttf",
    "Noto Naskh Arabic": "NotoNaskhArabic-Bold.ttf",
    "Noto Serif Hebrew": "NotoSerifHebrew-Bold.ttf",
}
"""All fonts, in the order in which a character that a typeface lacks is looked for."""

_WITHOUT_SHAPE = "\u200c\u200d\u2066\u2067\u2068\u2069"
"""Signs without a shape of their own that join or part letters, or keep words from turning those around them."""


def measure(text: str, face: Face, size: float) -> float:
    """Give the width of a line. Letters that join or stand close are narrower, so it is hardly ever more than this."""
    widths = _widths(face)
    return size * sum(widths.get(character, 0) for character in text)


def missing(text: str) -> str:
    """Give the characters of a cleaned text that no font has, each once."""
    return "".join(dict.fromkeys(c for c in text if c not in _widths(Face.SERIF) and c not in _WITHOUT_SHAPE))


_PICTOGRAPH = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0e\ufe0f\u20e3]")


def cleaned(text: str) -> str:
    """Make single spaces of white space, and drop what has no shape, such as control signs, and what is no writing.

    Emoji and other small pictures say nothing that the words do not, and no font of ours has them.
    """
    shown = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    shown = _PICTOGRAPH.sub("", shown)
    kept = (c for c in shown if c in _WITHOUT_SHAPE or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Cn"})
    return " ".join("".join(kept).split())


@cache
def _widths(face: Face) -> Mapping[str, float]:
    """Give the width of every character for a size of 1; what the typeface lacks is taken from the other fonts."""
    names = (face, *(name for name in FILES if name != face))
    return {c: width for name in reversed(names) for c, width in _read((FOLDER / FILES[name]).read_bytes())}


def _read(data: bytes) -> Iterator[tuple[str, float]]:
    tables = {tag: offset for tag, _, offset, _ in (unpack_from(">4sIII", data, 12 + 16 * i) for i in range(data[5]))}
    (unit,) = unpack_from(">H", data, tables[b"head"] + 18)
    (count,) = unpack_from(">H", data, tables[b"hhea"] + 34)
    for character, glyph in _glyphs(data, tables[b"cmap"]):
        # Glyphs behind the last that has a width of its own share that one's.
        (width,) = unpack_from(">H", data, tables[b"hmtx"] + 4 * min(glyph, count - 1))
        yield character, width / unit


def _glyphs(data: bytes, cmap: int) -> Iterator[tuple[str, int]]:
    """Read the table of characters, of which all our fonts have format 4 (OpenType specification, `cmap`)."""
    start = cmap + unpack_from(">I", data, cmap + 8)[0]
    segments = unpack_from(">H", data, start + 6)[0] // 2
    ends, starts, deltas, offsets = (start + 14 + 2 * segments * i + 2 * (i > 0) for i in range(4))
    for segment in range(segments - 1):  # the last only closes the table
        (last,), (first,) = (unpack_from(">H", data, table + 2 * segment) for table in (ends, starts))
        (delta,), (offset,) = (unpack_from(">H", data, table + 2 * segment) for table in (deltas, offsets))
        for code in range(first, last + 1):
            at = offsets + 2 * segment + offset + 2 * (code - first)
            glyph = unpack_from(">H", data, at)[0] if offset else code
            if found := (glyph + delta) % 0x10000 if glyph else 0:
                yield chr(code), found
