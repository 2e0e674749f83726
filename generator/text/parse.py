"""Parsing `text.md`: from a file's text to sections, blocks and styles, with every character kept."""

from generator.text.anchors import Named, make_anchors
from generator.text.blocks import Lines, find_blocks
from generator.text.source import Block, Section, SourceText
from generator.text.styles import find_styles


def parse_source(file: str, text: str) -> SourceText:
    """Read a source text. A text with nothing in it has no sections."""
    return SourceText(file, text, _sections)


def _sections(source: SourceText) -> tuple[Section, ...]:
    blocks = [_parse_block(source.text, lines) for lines in find_blocks(source.text)]
    parts = _divide(blocks)
    anchors = make_anchors([_named(source, part) for part in parts])
    return tuple(_section(anchor, part) for anchor, part in zip(anchors, parts, strict=True))


def _parse_block(text: str, lines: Lines) -> Block:
    words = "".join(text[start:end] for start, end in lines.runs)
    runs, styles = find_styles(words, lines.runs)
    return Block(lines.kind, lines.level, runs, styles)


def _divide(blocks: list[Block]) -> list[list[Block]]:
    """Begin a new section at each heading."""
    parts: list[list[Block]] = []
    for block in blocks:
        if block.kind == "heading" or not parts:
            parts.append([])
        parts[-1].append(block)
    return parts


def _section(anchor: str, blocks: list[Block]) -> Section:
    first = blocks[0]
    if first.kind == "heading":
        return Section(anchor, first, tuple(blocks[1:]))
    return Section(anchor, None, tuple(blocks))


def _named(source: SourceText, blocks: list[Block]) -> Named:
    words = [source.words(block) for block in blocks]
    return Named(words[0] if blocks[0].kind == "heading" else None, " ".join(words))
