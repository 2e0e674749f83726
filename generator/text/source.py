"""A source text as sections and paragraphs of the file's own characters.

Offsets count characters of the file's text, read as UTF-8 with LF line ends
and no byte order mark; `end` is the offset after the last character.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

_PLAIN_SPACE = dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), " ")
# White space of the source that HTML does not know, or does not take for white space.

Range = tuple[int, int]
"""Start and end offset in the file's text."""


@dataclass(frozen=True, slots=True)
class Style:
    """Words set in emphasis (`em`) or strong emphasis (`strong`), without their asterisks."""

    tag: Literal["em", "strong"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph: the runs of the file that are its words, markup left out.

    `level` is a heading's (1 to 6) or, for a paragraph, how many `>` it stands behind.
    """

    kind: Literal["heading", "paragraph"]
    level: int
    runs: tuple[Range, ...]
    styles: tuple[Style, ...] = ()

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.runs[0][0]

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.runs[-1][1]


@dataclass(frozen=True)
class Section:
    """A heading, where there is one, and the paragraphs under it.

    `anchor` names the section in addresses; it is made from the heading's words
    and does not depend on where the section stands.
    """

    anchor: str
    heading: Block | None
    paragraphs: tuple[Block, ...]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The heading and the paragraphs, in order. They are asked for by each of their numbers."""
        return (*([self.heading] if self.heading else []), *self.paragraphs)


@dataclass(frozen=True)
class SourceText:
    """A whole source text. `file` is its path as problems show it.

    It is divided when its sections are asked for: at an edit few texts are looked into.
    """

    file: str
    text: str
    divide: Callable[["SourceText"], tuple[Section, ...]] = field(repr=False, compare=False)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The text's sections; one with nothing in it has none."""
        return self.divide(self)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing in the text. Where there is a letter, there is a section."""
        return not any(map(str.isalnum, self.text)) and not self.sections

    def words(self, block: Block, start: int = 0, end: int | None = None) -> str:
        """Give a block's own characters between two offsets, markup and stray controls left out."""
        last = len(self.text) if end is None else end
        pieces = (self.text[max(a, start) : min(b, last)] for a, b in block.runs)
        return "".join(pieces).translate(_PLAIN_SPACE)

    def passages(self, start: int, end: int) -> list[str]:
        """Give the words between two offsets, one string for each block they touch."""
        touched = (b for s in self.sections for b in s.blocks if b.start < end and b.end > start)
        return [self.words(block, start, end).strip() for block in touched]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Give the line and column of an offset, both from 1."""
        before = self.text.rfind("\n", 0, offset)
        return self.text.count("\n", 0, offset) + 1, offset - before
