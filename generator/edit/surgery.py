"""Changing some characters of a file and leaving all others as they are, line ends included."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.problems import Span

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts `new` in the place of `old`, which stands at a place; where `old` is empty, `new` is put in before it."""

    span: Span
    old: str
    new: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Make all edits of one file. A line end in what is put in is that of the line where it is put in.

    Raises:
        ValueError: when the text is not the one for which the edits were made.
    """
    lines = [match.span(1) for match in _LINE.finditer(text)]
    ends = [match[2] for match in _LINE.finditer(text)]
    usual = next(filter(None, ends), "\n")
    # From the end of the file on, so that no edit moves the place of another.
    for edit in sorted(set(edits), key=lambda edit: (edit.span.line, edit.span.column), reverse=True):
        start = lines[edit.span.line - 1][0] + edit.span.column - 1
        stop = start + len(edit.old)
        if text[start:stop] != edit.old or stop > lines[edit.span.line - 1][1]:
            raise ValueError(edit)
        new = edit.new.replace("\n", ends[edit.span.line - 1] or usual)
        text = text[:start] + new + text[stop:]
    return text
