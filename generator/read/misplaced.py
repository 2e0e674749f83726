"""Entries and keys that do not stand where they belong, though YAML takes them without a word.

A hyphen too many, or lines a few columns too far left: what the keys are tells
where they were meant to be. Each is one problem, and the tree is put right, so
that nothing else is told of what only follows from it.
"""

from generator.model import Claim, Listing, Node, Position, Record, Table
from generator.model.tree import last_line
from generator.problems import Problem, Span
from generator.read.faults import model_of

_POSITION = frozenset({"actor", "stance", "verb", "quote"})
_ENOUGH = 3
"""Keys of a position that make an entry one, wherever it stands."""

_DEEPER = 4
"""Spaces from the hyphen of a claim to the one of a position under it."""


def find_position(model: type[Record], entry: Table) -> Problem | None:
    """Find a position that stands among the claims."""
    if model is not Claim or len(_POSITION & entry.keys()) < _ENOUGH or entry.keys() & {"claim", "positions"}:
        return None
    message = "a position stands here in the column of the claims"
    return Problem("yaml-indent", entry.span, message, f"put {_DEEPER} spaces before {_lines_of(_own(entry))}")


def _own(entry: Table) -> Table:
    """Give the keys of a position in an entry, without what follows them of the claim that it was pasted into."""
    made = Table(entry.span)
    made.update({key: value for key, value in entry.items() if key in Position.model_fields})
    return made


def find_claim(positions: Listing) -> Problem | None:
    """Find a claim that stands among the positions of another, and take it out."""
    for index, entry in enumerate(positions):
        if isinstance(entry, Table) and {"claim", "positions"} <= entry.keys() and "actor" not in entry.keys_at:
            del positions[index]
            message = "a claim stands here in the column of the positions"
            help_text = f"take {_DEEPER} spaces away from the start of {_lines_of(entry)}"
            return Problem("yaml-indent", entry.span, message, help_text)
    return None


def _lines_of(node: Table) -> str:
    first, last = node.span.line, last_line(node)
    return f"each of the lines {first} to {last}" if last > first else f"line {first}"


def join_parted(model: type[Record], entries: Listing) -> list[Problem]:
    """Bring together again what a hyphen too many has parted, with a problem for each."""
    problems = []
    whole: list[Node] = []
    for below in entries:
        above = whole[-1] if whole else None
        if isinstance(above, Table) and isinstance(below, Table) and _are_one(model, above, below):
            problems.append(_refuse_hyphen(below))
            above.update(below)
            above.keys_at.update(below.keys_at)
            above.refused |= below.refused
        else:
            whole.append(below)
    entries[:] = whole
    return problems


def _are_one(model: type[Record], above: Table, below: Table) -> bool:
    """Tell whether the second of two entries lacks how such a record begins, and the first what the second has."""
    first = "actor" if model is Position else "id"
    if first not in above or not above.keys_at.keys().isdisjoint(below.keys_at):
        return False
    needed = {name for name, info in model.model_fields.items() if info.is_required()}
    known = below.keys_at.keys() <= model.model_fields.keys()
    return known and bool(needed & below.keys_at.keys() - above.keys_at.keys())


def _refuse_hyphen(below: Table) -> Problem:
    span = Span(below.span.file, below.span.line, max(1, below.span.column - 2), 1)
    message = "the hyphen makes a new entry of this line, which belongs to the one above"
    return Problem("yaml-list", span, message, "type a space in place of the hyphen")


def bring_under(model: type[Record], table: Table, problems: list[Problem]) -> None:
    """Put keys under the one that they belong to, where they stand in its column and it has nothing behind it."""
    for key in sorted(table.refused - table.keys()):
        inner = model_of(model, key)
        span = table.keys_at.get(key)
        told = [problem for problem in problems if problem.code == "empty-value" and problem.span == span]
        out = [name for name in table if inner and name in inner.model_fields and name not in model.model_fields]
        if told and out:
            problems.remove(told[0])
            problems.append(_bring(table, key, out))


def _bring(table: Table, key: str, out: list[str]) -> Problem:
    span = table.keys_at[out[0]]
    made = Table(span)
    for name in out:
        made[name], made.keys_at[name] = table.pop(name), table.keys_at.pop(name)
    table[key] = made
    table.refused.discard(key)
    message = f'"{out[0]}" belongs to "{key}", and has to begin further right than it'
    return Problem("yaml-indent", span, message, f"put 2 spaces before {_lines_of(made)}")
