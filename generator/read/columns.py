"""The columns in which lines begin, and which of them a line was meant to begin in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from generator.read.quoting import spaces
from generator.read.syntax import KEY_OR_ENTRY, SyntaxFault, indent_of
from generator.read.tried import Mend

_ABOUT = 60
"""Lines before and after the fault whose columns count."""

_BEGIN = re.compile(r"^( *)((?:- +)*)(?=[^\s#-])")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that hyphens and keys begin in around a fault."""

    entries: frozenset[int]
    keys: frozenset[int]


def columns_about(fault: SyntaxFault) -> Columns:
    """Gather the columns of the lines around a fault."""
    entries, keys = set(), set()
    for row in fault.lines[max(0, fault.line - _ABOUT) : fault.line + _ABOUT]:
        begin = _BEGIN.match(row)
        if begin and begin[2]:
            entries.add(len(begin[1]))
        if begin:
            keys.add(begin.end())
    return Columns(frozenset(entries), frozenset(keys))


def mend_columns(fault: SyntaxFault, number: int, columns: Columns) -> Iterator[Mend]:
    """Move a line to the columns of others of its kind, the nearest first; an entry also with what belongs to it."""
    row = fault.lines[number]
    if not KEY_OR_ENTRY.match(row):
        return
    typed, is_entry = indent_of(row), row.lstrip().startswith("- ")
    known = columns.entries if is_entry else columns.keys
    for column in sorted(known - {typed}, key=lambda other: (abs(other - typed), -other)):
        yield _moved(number, row, typed, column)
        if is_entry:
            yield from _moved_block(fault, number, column)


def _moved(number: int, row: str, typed: int, column: int) -> Mend:
    side = "right" if typed > column else "left"
    return Mend.of_row(
        number,
        " " * column + row.lstrip(),
        "yaml-indent",
        (typed, len(row.strip())),
        f"this line begins further {side} than the lines it belongs with",
        f"begin the line with {spaces(column)}; it has {typed} now",
    )


def _moved_block(fault: SyntaxFault, number: int, column: int) -> Iterator[Mend]:
    """Move an entry with all lines that belong to it, as it was pasted."""
    typed = indent_of(fault.lines[number])
    begin = " " * column + fault.lines[number].lstrip().partition(":")[0]
    below = takewhile(partial(_belongs, typed, begin), fault.lines[number + 1 :])
    held = "\n".join([fault.lines[number], *below]).rstrip().split("\n")
    end = number + len(held)
    if end == number + 1:  # that was tried already
        return
    rows = [" " * (indent_of(row) + column - typed) + row.lstrip() for row in held]
    side, by = ("right", typed - column) if typed > column else ("left", column - typed)
    what = f"take {spaces(by)} away from the start of" if side == "right" else f"put {spaces(by)} before"
    yield Mend(
        "yaml-indent",
        number,
        tuple(rows),
        typed,
        len(fault.lines[number].strip()),
        f"this entry begins further {side} than those it belongs with",
        f"{what} each of the lines {number + 1} to {end}",
        replaced=len(held),
    )


def _belongs(typed: int, begin: str, row: str) -> bool:
    """Tell whether a line is blank, or stands further in than an entry and does not begin as one of its kind."""
    return not row.strip() or (indent_of(row) > typed and not row.startswith(begin))
