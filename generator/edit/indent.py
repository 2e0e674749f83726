"""Two spaces for each level: lines are moved sideways, and nothing in them is touched."""

from dataclasses import dataclass, field

from generator.edit.layout import Layout
from generator.edit.snapshot import SeenRecords
from generator.model import Listing, Node, Table

STEP = 2
"""Columns from a key to the hyphens below it, from a hyphen to its text, and from a key to the keys below it."""


@dataclass(slots=True)
class _Shifts:
    """How far each line moves.

    `hyphens` are the lines that begin with one, with its new column and the present one of what follows it; `inside`
    those on which a value goes on that began above.
    """

    layout: Layout
    by: list[int] = field(default_factory=list)
    hyphens: dict[int, tuple[int, int]] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.by = [0] * len(self.layout.lines)

    def move(self, node: Node, columns: int) -> None:
        """Move all lines of a value, with the comments in it; what is inside may be moved again."""
        for number in range(node.span.line - 1, self.layout.last_line(node)):
            self.by[number] = columns


class _Strange(Exception):  # noqa: N818 - it says what the file is
    """The file is laid out in a way that is better left alone."""


def indented(records: SeenRecords) -> str:
    """Give the text of a file with two spaces a level; as it is where its layout is an unusual one."""
    shifts = _Shifts(records.layout)
    try:
        if isinstance(records.node, Table):
            _indent(records.node, 0, shifts)
    except _Strange:
        return records.layout.text
    _align_comments(shifts)
    lines = (_moved(line, number, shifts) for number, line in enumerate(records.layout.lines))
    return "\n".join(lines)


def _indent_table(table: Table, column: int, shifts: _Shifts) -> None:
    """Let the keys of a table begin in a column, and what is below them two columns further in."""
    now = min(span.column for span in table.keys_at.values()) - 1
    shifts.move(table, column - now)
    for value in table.values():
        _indent(value, column + STEP, shifts)


def _indent(node: Node, column: int, shifts: _Shifts) -> None:
    if isinstance(node, Table) and not node.flow:
        _indent_table(node, column, shifts)
    elif isinstance(node, Listing) and not node.flow:
        shifts.move(node, column - (node.span.column - 1))
        for entry in node:
            _indent_entry(entry, column, shifts)
    else:
        shifts.inside.update(range(node.span.line, shifts.layout.last_line(node)))


def _indent_entry(entry: Node, column: int, shifts: _Shifts) -> None:
    """Let an entry's hyphen stand in a column."""
    if isinstance(entry, Listing) and not entry.flow:
        raise _Strange
    start, text_at = entry.span.line - 1, entry.span.column - 1
    if shifts.layout.lines[start][:text_at].strip() != "-":
        raise _Strange
    shifts.move(entry, column + STEP - text_at)
    _indent(entry, column + STEP, shifts)
    shifts.hyphens[start] = (column, text_at)


def _align_comments(shifts: _Shifts) -> None:
    """Let a comment move with the line below it, or else with one above it, that begins in the same column."""
    lines = shifts.layout.lines
    for numbers in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        begun: dict[int, int] = {}
        for number in numbers:
            column = len(lines[number]) - len(lines[number].lstrip(" "))
            if number in shifts.inside or not lines[number].strip():
                continue
            if lines[number].lstrip().startswith("#"):
                shifts.by[number] = begun.get(column, shifts.by[number])
            else:
                begun = {at: by for at, by in begun.items() if at < column}
                begun[column] = shifts.hyphens[number][0] - column if number in shifts.hyphens else shifts.by[number]


def _moved(line: str, number: int, shifts: _Shifts) -> str:
    if number in shifts.hyphens:
        column, text_at = shifts.hyphens[number]
        return f"{' ' * column}- {line[text_at:]}"
    by = shifts.by[number]
    if not line.strip():
        return line
    return " " * by + line if by >= 0 else line[min(-by, len(line) - len(line.lstrip(" "))) :]
