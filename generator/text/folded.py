"""A source text folded once, for all quotes and names that are sought in it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.text.chars import UNSPACED
from generator.text.fold import Folded
from generator.text.source import Range, Section, SourceText

HEADING_END = "\n"
"""Stands between a heading and the paragraphs; no folded quote holds it, so none runs across."""

_WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")
# Words that begin alike are most often forms of one: this many letters make a stem.
_STEM = 5


@dataclass(frozen=True)
class Words:
    """The words of a heading, or of all paragraphs of a section, as stems, and where each stands."""

    section: int
    stems: tuple[str, ...]
    places: tuple[Range, ...]


def stems_of(text: str) -> tuple[str, ...]:
    """Give the stems of the words in a folded text; in scripts without spaces each character is one."""
    return tuple(_stem(word) for word in _WORD.findall(text))


def _stem(word: str) -> str:
    return word[:_STEM].casefold()


def _words_of(text: str, section: int, start: int, end: int) -> Words:
    found = list(_WORD.finditer(text, start, end))
    return Words(section, tuple(_stem(match[0]) for match in found), tuple(match.span() for match in found))


class FoldedSection:
    """A section's blocks folded and put together: the heading, then the paragraphs with a space between them."""

    __slots__ = ("_starts", "blocks", "text")

    def __init__(self, source: SourceText, section: Section) -> None:
        self.blocks = tuple(Folded(source.words(block), block.runs) for block in section.blocks)
        self._starts: list[int] = []
        parts, length = [], 0
        for block, folded in zip(section.blocks, self.blocks, strict=True):
            self._starts.append(length)
            parts.append(folded.text + (HEADING_END if block.kind == "heading" else " "))
            length += len(parts[-1])
        self.text = "".join(parts).removesuffix(" ")

    def spans(self) -> Iterator[Range]:
        """Give where each block stands in the section's folded text."""
        return ((start, start + len(block.text)) for start, block in zip(self._starts, self.blocks, strict=True))

    def range(self, start: int, end: int) -> Range:
        """Find where folded characters, from a block's to a block's, stand in the file."""
        # What parts two blocks belongs to the first, so the end of a block lies in it.
        first, last = self._block_at(start), self._block_at(end)
        return self.blocks[first].begin(start - self._starts[first]), self.blocks[last].end(end - self._starts[last])

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether no character of the file would be cut in two."""
        return self._is_edge(start) and self._is_edge(end)

    def _is_edge(self, position: int) -> bool:
        index = self._block_at(position)
        return self.blocks[index].is_edge(position - self._starts[index])

    def _block_at(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1


@dataclass(frozen=True, eq=False)
class FoldedSource:
    """A source text with its sections folded, by the same indexes, when they are asked for."""

    source: SourceText

    @cached_property
    def sections(self) -> tuple[FoldedSection, ...]:
        """The folded sections."""
        return tuple(FoldedSection(self.source, section) for section in self.source.sections)

    def blocks(self) -> Iterator[tuple[int, int, Folded]]:
        """Give every folded block with the indexes of its section and of itself in `Section.blocks`."""
        for number, section in enumerate(self.sections):
            yield from ((number, index, block) for index, block in enumerate(section.blocks))

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """Give all words, for finding what is most like a quote; needed only when one is absent."""
        return tuple(
            _words_of(section.text, number, start, end)
            for number, section in enumerate(self.sections)
            for start, end in _stretches(section.text)
        )

    @cached_property
    def counts(self) -> Counter[str]:
        """Tell how often each word stands in the text."""
        return Counter(stem for words in self.words for stem in words.stems)


def _stretches(text: str) -> Iterator[Range]:
    start = 0
    for stretch in text.split(HEADING_END):
        yield start, start + len(stretch)
        start += len(stretch) + 1


def fold_source(source: SourceText) -> FoldedSource:
    """Fold every block of a source text."""
    return FoldedSource(source)
