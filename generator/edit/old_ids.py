"""The list `was` of a record: an old id is kept, so that old addresses lead to the new one."""

from generator.edit.layout import Layout, blocks
from generator.edit.order import keys_in_order
from generator.edit.references import swap
from generator.edit.shape import Found
from generator.edit.surgery import Edit
from generator.model import Listing, Scalar
from generator.problems import Span


def keep_old(found: Found, layout: Layout, old: str, new: str) -> Edit:
    """Add an old id to a record's `was`.

    Where the new id stands there, the record gets back a name that it once had:
    an id names one thing, now or in the past, so the old one takes its place.
    """
    was = found.table.get("was")
    if not isinstance(was, Listing):
        return _new_list(found, layout, old)
    for entry in was:
        if isinstance(entry, Scalar) and entry == new:
            return swap(entry, new, old)
    if was.flow:
        return _put_in(layout, layout.end(was[-1]) if was else layout.offset(was.span) + 1, f"{', ' * bool(was)}{old}")
    last = was[-1].span
    margin = layout.lines[last.line - 1][: last.column - 1]
    return _below(layout, layout.last_line(was[-1]), f"{margin}{old}")


def _new_list(found: Found, layout: Layout, old: str) -> Edit:
    """Begin a list `was` behind the last of the keys that stand before it in the canonical order."""
    above = _key_above(found)
    if found.table.flow:
        return _put_in(layout, layout.end(found.table[above]), f", was: [{old}]")
    end = next(block.end for block in blocks(found.table, layout) if block.key == above)
    margin = " " * (found.table.keys_at[above].column - 1)
    return _below(layout, end, f"{margin}was: [{old}]")


def _key_above(found: Found) -> str:
    order = keys_in_order(found.model)
    before = order[: order.index("was")]
    return max((key for key in found.table if key in before), key=before.index)


def _put_in(layout: Layout, offset: int, text: str) -> Edit:
    line = layout.text.count("\n", 0, offset) + 1
    return Edit(Span("", line, offset - layout.text.rfind("\n", 0, offset), 0), "", text)


def _below(layout: Layout, line: int, text: str) -> Edit:
    """Put a line below another one, which is named by its number from 1."""
    return Edit(Span("", line, len(layout.lines[line - 1]) + 1, 0), "", f"\n{text}")
