"""How much of what makes Markdown slow an ordinary page may hold.

Python-Markdown looks for the end of each link from each bracket, gives each heading a name by trying, and goes one
call deeper with each list in a list: what a page of a few kilobytes holds of these can take minutes, or end it.
"""

import re

from generator.problems import Problem, Span

MOST_HEADINGS = 1_000
DEEPEST = 40
"""Lists and quotes within one another; each stands further in, by four signs at most."""

WIDEST = 200
"""Columns of a table."""

_WORK = 2_000_000
"""Steps for all brackets of a page: those of a paragraph take the square of their number, so 1,400 may be in one."""

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_HEADING = re.compile(r"[ \t]*(?:#|=+[ \t]*$|-+[ \t]*$)")
_INDENTED = re.compile(r"(?:[ \t>]|[*+-][ \t]|[0-9]+[.)][ \t])*")
_NUMBER = re.compile(r"&#[0-9]{9,}")
"""No character's number has more than seven digits, and Python fails at one of thousands."""

_MARK = re.compile(r">|[*+-][ \t]|[0-9]+[.)][ \t]|\t| {4}")


def check_bounds(file: str, text: str) -> Problem | None:
    """Refuse a page that would keep its maker busy; what people write is far below these bounds."""
    lines = text.split("\n")
    if (at := _too_deep(lines)) is not None:
        message = f"this line stands in more than {DEEPEST} lists, quotes or steps of indentation"
        return _refuse(file, at, message, "bring it further to the left")
    if (at := _too_wide(lines)) is not None:
        return _refuse(file, at, f"this line has more than {WIDEST} columns", "make several tables of it")
    if (at := next((at for at, line in enumerate(lines) if _NUMBER.search(line)), None)) is not None:
        message = 'the number behind "&#" on this line is to stand for a character, and none has so many digits'
        return _refuse(file, at, message, "write the character itself")
    if sum(1 for line in lines if _HEADING.match(line)) > MOST_HEADINGS:
        return _refuse(file, 0, f"this page has more than {MOST_HEADINGS:,} headings", "make several pages of it")
    if sum((part.count("[") + part.count("<")) ** 2 for part in _PARAGRAPHS.split(text)) > _WORK:
        message = 'this page has paragraphs with very many "[" or "<", and so would take very long to make'
        return _refuse(file, 0, message, "leave lines empty between them, or make several pages of it")
    return None


def _too_deep(lines: list[str]) -> int | None:
    starts = ((at, _INDENTED.match(line)) for at, line in enumerate(lines) if line[:1] in " \t>*+-0123456789")
    return next((at for at, start in starts if start and len(_MARK.findall(start[0])) > DEEPEST), None)


def _too_wide(lines: list[str]) -> int | None:
    return next((at for at, line in enumerate(lines) if line.count("|") > WIDEST), None)


def _refuse(file: str, at: int, message: str, help_text: str) -> Problem:
    return Problem("too-long", Span(file, at + 1), message, help_text)
