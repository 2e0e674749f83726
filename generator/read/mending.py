"""What is left of a record without its faulty parts.

The faults are told; the rest is still linked, so that what else is wrong with
it is told in the same run. Nothing is ever published from it.
"""

from collections.abc import Sequence

from pydantic import ValidationError

from generator.model import Listing, Node, Record, Table, node_at

_PATIENCE = 12
"""Leaving a part out can make its record incomplete, and that one's holder, and so on up."""

Path = tuple[str | int, ...]


def leave_out_faults(model: type[Record], table: Table, error: ValidationError) -> Record | None:
    """Make a record of what is sound in a table; None where something it needs is not."""
    rest, patience = _copy(table), _PATIENCE
    while () not in (paths := {_faulty_part(fault["type"], fault["loc"]) for fault in error.errors()}) and patience:
        patience -= 1
        whole = [path for path in paths if not any(path[:length] in paths for length in range(len(path)))]
        for path in sorted(whole, key=_last_first):
            _leave_out(rest, path)
        try:
            return model.model_validate(rest)
        except ValidationError as still:
            error = still
    return None


def _copy(table: Table) -> Table:
    made = Table(table.span, flow=table.flow)
    made.keys_at, made.refused = dict(table.keys_at), set(table.refused)
    made.update({key: _copy_node(value) for key, value in table.items()})
    return made


def _copy_node(node: Node) -> Node:
    if isinstance(node, Table):
        return _copy(node)
    if isinstance(node, Listing):
        made = Listing(node.span, flow=node.flow)
        made.extend(_copy_node(entry) for entry in node)
        return made
    return node


def _faulty_part(kind: str, place: Sequence[str | int]) -> Path:
    """Find what must go: the value itself, or the record that lacks something."""
    path = tuple(step for step in place if step != "[key]")
    return path[:-1] if kind == "missing" else path


def _last_first(path: Path) -> tuple[tuple[int, str], ...]:
    """Order paths so that an entry of a list goes before those that stand in front of it."""
    return tuple((-step, "") if isinstance(step, int) else (0, step) for step in path)


def _leave_out(table: Table, path: Path) -> None:
    holder, last = node_at(table, path[:-1]), path[-1]
    if isinstance(holder, Table):
        holder.pop(str(last), None)
    elif isinstance(holder, Listing) and isinstance(last, int):
        del holder[last]
    else:
        # A plain name that stands for a table: it goes as a whole.
        _leave_out(table, path[:-1])
