"""The forms of a summary: plain text for a terminal, Markdown for a page of GitHub.

In Markdown nothing of the content has a meaning: it makes no heading, link, picture or HTML, calls nobody
by name and points at no issue. GitHub turns some words into links after Markdown is done with them; a space
of no width keeps those apart.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from generator.cli.seen import Line, Piece
from generator.problems import plain, without_orders

_APART = "&#8203;"
"""A space of no width, put into the Markdown after everything else was escaped."""

_SPACE = re.compile(r"\s+")
_MEANINGFUL = re.compile(r"[#$&)*+\-.:<=>@\[\\\]^_`{|}~]")
"""What Markdown could take for more than a character; nothing stands at a line's start or in brackets without these."""

_LINKED = re.compile(
    r"(?<=[@#$])|(?<=://)|(?<=\bwww)(?=\.)|(?<=\bGH)(?=-\d)|(?<=:)(?=[\w+-]+:)",
    re.IGNORECASE,
)
"""Where GitHub would begin a name, an issue, a formula, an address or a small picture."""

_COMMIT = re.compile(r"([0-9a-f]{6})(?=[0-9a-f])", re.IGNORECASE)
"""Digits of which seven or more could be a commit's, wherever it begins among them."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a summary that is shown whole or not at all. `code` are lines to be copied as they are.

    They are indented as the list is to which they go.
    """

    heading: Line
    lines: tuple[Line, ...]
    code: tuple[str, ...] = ()
    level: int = 3


Form = Callable[[Block], str]


def as_text(block: Block) -> str:
    """Write a block for a terminal."""
    heading = "".join(safe(text) for _, text in block.heading.pieces)
    rows = [heading, *(_text_line(line) for line in block.lines)]
    # Pieces that are harmless alone may give an order together.
    return "\n".join([*map(without_orders, rows), *(f"  {row}" for row in block.code)]) + "\n\n"


def _text_line(line: Line) -> str:
    margin = "      | " if line.is_source else "    "
    return margin + "".join(f">>>{safe(text)}<<<" if style == "mark" else safe(text) for style, text in line.pieces)


def as_plain(block: Block) -> dict[str, Any]:
    """Give a block as it stands in JSON: its words alone."""
    rows = [{"text": "".join(text for _, text in line.pieces), "is_source": line.is_source} for line in block.lines]
    heading = "".join(text for _, text in block.heading.pieces)
    return {"level": block.level, "heading": heading, "lines": rows, "code": list(block.code)}


def as_markdown(block: Block) -> str:
    """Write a block for a page of GitHub."""
    rows = [f"{'#' * block.level} {_inline(block.heading.pieces)}", *(_markdown_line(line) for line in block.lines)]
    if block.code:
        # What stands between the fences is ours alone, and indented so that no line of it can end them.
        rows.append("\n".join(["```yaml", *(f"  {row}" for row in block.code), "```"]))
    return "\n\n".join(rows) + "\n\n"


def _markdown_line(line: Line) -> str:
    return f"{'> ' if line.is_source else ''}{_inline(line.pieces)}"


_TAGS = {"plain": ("", ""), "strong": ("<b>", "</b>"), "mark": ("<b>", "</b>")}


def _inline(pieces: Iterable[Piece]) -> str:
    return "".join(f"{_TAGS[style][0]}{escaped(text)}{_TAGS[style][1]}" for style, text in pieces)


def escaped(text: str) -> str:
    """Take every meaning from a text in Markdown."""
    apart = _COMMIT.sub("\\1\0", _LINKED.sub("\0", safe(text)))
    return _MEANINGFUL.sub(lambda found: f"&#{ord(found[0])};", apart).replace("\0", _APART)


def safe(text: str) -> str:
    """Make one line of a text, without characters that nobody sees or that could steer a terminal."""
    return plain(_SPACE.sub(" ", "".join(c for c in text if unicodedata.category(c) != "Cf")))
