"""What a reader sees around a position's words: the paragraphs they stand in, with the words marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.link import Library, LinkedPosition
from generator.text import Block, Found, Range, Section, SourceText

_RUN = re.compile(r"[ \t\n\f\r\v]+")
"""What a page shows as one space."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a position's words stand in the text.

    `heading` is that of their section, `before` the paragraph above them there.
    Each of `paragraphs` is the words outside and inside the quote in turn,
    beginning outside: an even number of pieces stands before each quoted one.
    """

    heading: str | None
    before: str | None
    paragraphs: tuple[tuple[str, ...], ...]


def context_of(position: LinkedPosition, library: Library) -> Context | None:
    """Give the passage of a position; None where its text is not at hand."""
    source = library.articles[position.article].source
    if source is None or not isinstance(position.quote, Found):
        return None
    section = source.sections[position.quote.section]
    touched = _touched(section, position.quote)
    above = section.blocks[touched[0] - 1] if touched[0] else None
    return Context(
        heading=_tidy(source.words(section.heading)) if section.heading else None,
        before=_tidy(source.words(above)) if above and above.kind == "paragraph" else None,
        paragraphs=tuple(tuple(_pieces(source, section.blocks[index], position.quote)) for index in touched),
    )


def context_lines(position: LinkedPosition, library: Library) -> tuple[str, set[int]] | None:
    """Give the file of a position's passage, and the lines it stands on with its heading; None where it is absent."""
    source = library.articles[position.article].source
    if source is None or not isinstance(position.quote, Found):
        return None
    section = source.sections[position.quote.section]
    blocks = [section.blocks[index] for index in _touched(section, position.quote)]
    heading = [section.heading] if section.heading else []
    return source.file, {line for block in (*heading, *blocks) for line in _lines(source, block)}


def _lines(source: SourceText, block: Block) -> range:
    return range(source.line_and_column(block.start)[0], source.line_and_column(max(block.start, block.end - 1))[0] + 1)


def _touched(section: Section, found: Found) -> list[int]:
    return [index for index, block in enumerate(section.blocks) if _holds(block, found)]


def _holds(block: Block, found: Found) -> bool:
    return any(_touches(block, fragment) for fragment in found.fragments)


def _touches(block: Block, fragment: Range) -> bool:
    return block.start < fragment[1] and block.end > fragment[0]


def _pieces(source: SourceText, block: Block, found: Found) -> Iterator[str]:
    """Divide a paragraph at the quote's edges, and give what lies outside and inside in turn."""
    at = block.start
    for start, end in (_within(fragment, block) for fragment in found.fragments if _touches(block, fragment)):
        yield _tidy(source.words(block, at, start))
        yield _tidy(source.words(block, start, end))
        at = end
    yield _tidy(source.words(block, at, block.end))


def _within(fragment: Range, block: Block) -> Range:
    return max(fragment[0], block.start), min(fragment[1], block.end)


def _tidy(words: str) -> str:
    return _RUN.sub(" ", words)
