"""Beside records: comments that hold a draft, and other values in the lines of a position."""

import re
from collections.abc import Iterator, Mapping
from textwrap import wrap

from generator.edit.printing import print_value
from generator.model import Position, Record

_WIDTH = 100
"""Characters of a line of comment."""


def with_comment(text: str, words: str, entry: str = "", behind: Record | None = None) -> str:
    """Put a comment behind a record or at the end of a file: some words, and an entry of which nothing counts."""
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    at = len(lines) if behind is None else behind.lines().stop - 1
    margin = " " * (2 if behind is None else behind.span().column - 1)
    put_in = [f"{margin}# {line}" for line in wrap(words, _WIDTH)]
    put_in += [f"{margin}# {line.removeprefix('  ')}".rstrip() for line in entry.splitlines()]
    lines[at:at] = [*([""] if lines and behind is None else []), *put_in]
    return "\n".join(lines) + "\n"


_BEFORE_KEY = re.compile(r"\s*(?:- +)?")

_BEHIND = {"said": "verb", "note": "quote"}
"""The keys of a position behind which a new one is written; all others are there."""


def with_values(text: str, position: Position, values: Mapping[str, str]) -> str | None:
    """Put other values into a position; None where its lines are not one key each, or a comment would be lost."""
    lines = text.split("\n")
    edits = sorted(_edits(lines, position, values), reverse=True)
    if len(edits) < len(values):
        return None
    for start, end, line in edits:
        lines[start:end] = [line]
    return "\n".join(lines)


def _edits(lines: list[str], position: Position, values: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Give each change as the lines that go, and the one that comes; what cannot be done is left out."""
    for key, value in values.items():
        is_there = bool(position.lines(key))
        place = position.lines(key if is_there else _BEHIND[key])
        column = position.key_span(key if is_there else _BEHIND[key]).column - 1
        told, before = f"{key}: {print_value(value)}", lines[place.start - 1][:column]
        if not _BEFORE_KEY.fullmatch(before):
            continue
        if not is_there:
            yield place.stop - 1, place.stop - 1, " " * column + told
        elif not any(" #" in line for line in lines[place.start - 1 : place.stop - 1]):
            yield place.start - 1, place.stop - 1, before + told
