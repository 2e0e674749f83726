"""Where YAML stops being readable, and what is refused before any parser sees it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.problems import Problem, Span
from generator.read.files import place_of
from generator.read.quoting import how_to_quote

KEY_OR_ENTRY = re.compile(r" *(?:- |[\w-]+:(?: |$))")
"""How a line begins that holds a key or an entry."""

ODD = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000"
"""Spaces of other kinds than the space bar makes, as they stand between the brackets of a pattern."""

_TAB = re.compile(r"^ *(\t)[ \t]*[^\s]", re.MULTILINE)
_SPACED = re.compile(r"^ +[^\s]", re.MULTILINE)

DIRECTIVE = 'a line that begins with "%" is an order to YAML'
"""The message for a directive, wherever it stands."""

_SPECIAL = {
    "&": ("yaml-anchor", 'a value that begins with "&" is an anchor to YAML, which is not used here'),
    "*": ("yaml-alias", 'a value that begins with "*" is an alias to YAML, which is not used here'),
    "!": ("yaml-tag", 'a value that begins with "!" has a tag to YAML, which is not used here'),
}


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """Where a YAML parser stopped, and what it said. Lines and columns count from 0."""

    file: str
    text: str
    lines: list[str]
    said: str
    doing: str
    line: int
    column: int
    from_line: int
    from_column: int
    last_quoted: tuple[int, int] | None = None

    @classmethod
    def from_error(cls, file: str, text: str, error: Any, last_quoted: tuple[int, int] | None = None) -> "SyntaxFault":
        """Take what PyYAML's own parser raised."""
        at = error.problem_mark
        start = error.context_mark or at
        said, doing = str(error.problem), str(error.context or "")
        lines = text.split("\n")
        return cls(file, text, lines, said, doing, at.line, at.column, start.line, start.column, last_quoted)

    @classmethod
    def at_escape(cls, file: str, text: str, offset: int) -> "SyntaxFault":
        """Take the offset of an escape that stands for no character."""
        span = place_of(file, text, offset)
        line, column = span.line - 1, span.column - 1
        return cls(file, text, text.split("\n"), "found unknown escape character", "", line, column, line, column)

    @property
    def row(self) -> str:
        """The line where the parser stopped."""
        return self.lines[self.line]

    @property
    def row_above(self) -> str:
        """The nearest line above that is not blank."""
        return self.lines[self.line_above] if self.line_above >= 0 else ""

    @property
    def line_above(self) -> int:
        """The number of that line, -1 where there is none."""
        above = self.line - 1
        while above >= 0 and not self.lines[above].strip(" \t"):
            above -= 1
        return above

    @property
    def lines_here(self) -> list[int]:
        """The numbers of the line where the parser stopped and of the one above it, where there is one."""
        return [self.line, *([self.line_above] if self.line_above >= 0 else [])]

    def problem(self, code: str, place: tuple[int, int], length: int, message: str, help_text: str) -> Problem:
        """Make the problem at a line and column that count from 0."""
        return Problem(code, Span(self.file, place[0] + 1, place[1] + 1, max(1, length)), message, help_text)


def indent_of(row: str) -> int:
    """Count the spaces before the first word of a line."""
    return len(row) - len(row.lstrip(" "))


def find_tab(file: str, text: str, width_of: Callable[[str], int | None]) -> Problem | None:
    """Find the first line that is indented with a tab; `width_of` finds how many spaces a tab stands for."""
    tabs = list(_TAB.finditer(text)) if "\t" in text else []
    if not tabs:
        return None
    more = f" (and of {len(tabs) - 1} more)" if len(tabs) > 1 else ""
    # Where no line is indented with spaces, there is none beside it to follow: two are usual.
    width = width_of(text) or (None if _SPACED.search(text) else 2)
    spaces = f"{width} spaces" if width and width > 1 else "one space"
    help_text = f"put {spaces} in place of each tab at the start of a line"
    return Problem(
        "yaml-tab",
        place_of(file, text, tabs[0].start(1)),
        f"a tab stands at the start of this line{more}, and YAML takes only spaces there",
        help_text if width else "put spaces in the tab's place, as many as the lines beside it have",
    )


def find_directive(file: str, text: str) -> Problem | None:
    """Find a directive (`%YAML 1.2`) before the content."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("%"):
            span = Span(file, number, 1, len(line.rstrip()))
            return Problem("yaml-directive", span, DIRECTIVE, "delete this line")
        if line.strip() and not line.lstrip().startswith("#"):
            return None
    return None


def refuse_special(file: str, lines: list[str], line: int, column: int, mark: str) -> Problem:
    """Refuse a value that begins with a character of YAML's own."""
    if mark == ",":
        message = "a comma stands here with nothing before it"
        return Problem("yaml-special", Span(file, line + 1, column + 1, 1), message, "delete this comma")
    code, message = _SPECIAL.get(mark, ("yaml-special", f'a value cannot begin with "{mark}" in YAML'))
    value = lines[line][column : column + 200].rstrip()  # a whole file can stand in one line
    delete = "" if code == "yaml-special" else f'; if not, delete it from "{mark}" to the next space'
    help_text = f"if this is text, {how_to_quote(value)}{delete}"
    return Problem(code, Span(file, line + 1, column + 1, 1), message, help_text)
