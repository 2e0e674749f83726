"""Where things end: the last character of a value, and the lines that belong to a key."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Listing, Node, Scalar, Table
from generator.problems import Span

_CLOSING = re.compile(r"(?:[\s,]|#[^\n]*)*[\]}]")
"""What may stand between the last value in brackets and the closing one."""

_COMMENT = re.compile(r" *#")


class Layout:
    """The text of a file, with LF ends, and where its lines begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def offset(self, span: Span) -> int:
        """Give the offset at which a place begins."""
        return self._starts[span.line - 1] + span.column - 1

    def end(self, node: Node) -> int:
        """Give the offset behind the last character of a value, its closing bracket included."""
        if isinstance(node, Scalar):
            return self.offset(node.span) + len(node.raw.rstrip())
        inner = list(node) if isinstance(node, Listing) else list(node.values())
        last = max((self.end(entry) for entry in inner), default=self.offset(node.span) + 1)
        closing = _CLOSING.match(self.text, last) if node.flow else None
        return closing.end() if closing else last

    def last_line(self, node: Node) -> int:
        """Give the number of the line, from 1, on which the last character of a value stands."""
        return bisect_right(self._starts, self.end(node))


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one key: comments above it from `top`, itself from `start`, up to but not with `end`; from 0."""

    key: str
    top: int
    start: int
    end: int


def blocks(table: Table, layout: Layout) -> list[Block]:
    """Divide the lines of a table into those of its keys, in the order of the file.

    A comment belongs to the key below it, unless it is set further in: then to
    the value above. What stands above the first key belongs to the whole, up to
    the first blank line; below a hyphen nothing can stand above the first key.
    """
    made: list[Block] = []
    for key, span in sorted(table.keys_at.items(), key=lambda entry: entry[1]):
        start = span.line - 1
        top = made[-1].end if made else _lead(layout.lines, start, span.column - 1)
        end = layout.last_line(table[key])
        end = _past_comments(layout.lines, end, span.column)
        made.append(Block(key, top, start, end))
    return made


def _lead(lines: Sequence[str], start: int, column: int) -> int:
    """Give the line from which on what stands above a first key is its own."""
    if lines[start][:column].strip():
        return start
    top = start
    while top > 0 and _is_gap(lines[top - 1]):
        top -= 1
    return next((number for number in range(top, start) if not lines[number].strip()), start)


def _is_gap(line: str) -> bool:
    return not line.strip() or _COMMENT.match(line) is not None


def _past_comments(lines: Sequence[str], at: int, column: int) -> int:
    """Give the line behind the comments, from a line on, that are set further in than a key whose place is `column`."""
    past = at
    while at < len(lines) and _is_gap(lines[at]):
        if lines[at].strip():
            if len(lines[at]) - len(lines[at].lstrip()) < column:
                break
            past = at + 1
        at += 1
    return past
