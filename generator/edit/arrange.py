"""Keys put in canonical order by moving whole lines, so that every line stays as it was typed."""

import re
from itertools import pairwise

from generator.edit.layout import Block, Layout, blocks
from generator.edit.order import keys_in_order
from generator.edit.shape import Found, inner_records, records_in
from generator.edit.snapshot import SeenRecords

_HYPHENS = re.compile(r" *(?:- +)*")


def arranged(records: SeenRecords) -> str:
    """Give the text of a file with the keys of every record, and of the records in it, in canonical order."""
    lines = list(records.layout.lines)
    for found in records_in(records.node, records.file):
        _arrange(found, records.layout, lines)
    return "\n".join(lines)


def _arrange(found: Found, layout: Layout, lines: list[str]) -> None:
    """Move the lines of a record's keys. What is inside it comes first; its lines stay between the same two."""
    for inner in inner_records(found):
        _arrange(inner, layout, lines)
    parts = [] if found.table.flow else blocks(found.table, layout)
    wanted = _in_order(found, parts)
    if wanted == parts or not _can_move(found, parts, layout):
        return
    column = found.table.keys_at[parts[0].key].column - 1
    margin = layout.lines[parts[0].start][:column]
    made: list[str] = []
    for part in wanted:
        above, own = lines[part.top : part.start], lines[part.start : part.end]
        begins = margin if part is wanted[0] else " " * column
        if part is wanted[0]:
            # Nothing can stand between a hyphen and its first key, so a comment goes above the hyphen.
            above = [_set_at(line, margin.find("-")) for line in above]
        made += [*above, begins + own[0][column:], *own[1:]]
    lines[parts[0].top : parts[-1].end] = made


def _set_at(comment: str, column: int) -> str:
    return " " * column + comment.lstrip() if column >= 0 and comment.strip() else comment


def _in_order(found: Found, parts: list[Block]) -> list[Block]:
    """Sort the keys of a record; one that the model does not know stays behind the key that it follows."""
    order = keys_in_order(found.model)
    ranks, rank = {}, -1
    for part in parts:
        rank = order.index(part.key) if part.key in order else rank
        ranks[part.key] = rank
    return sorted(parts, key=lambda part: ranks[part.key])


def _can_move(found: Found, parts: list[Block], layout: Layout) -> bool:
    """Tell whether every key begins a line of its own, all of them in one column."""
    columns = {span.column for span in found.table.keys_at.values()}
    column = min(columns) - 1
    before = [layout.lines[part.start][:column] for part in parts]
    apart = all(part.end <= after.start for part, after in pairwise(parts))
    return (
        len(columns) == 1
        and apart
        and _HYPHENS.fullmatch(before[0]) is not None
        and not any(map(str.strip, before[1:]))
    )
