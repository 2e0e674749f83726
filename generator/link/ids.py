"""One namespace: every id and every old id names one thing on the whole site."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from generator.model import Kind, Named, Record
from generator.model.values import LONGEST_ID
from generator.problems import Problem, Span
from generator.read import Records

KIND_NAMES: dict[Kind, str] = {
    "actor": "an actor",
    "unit": "a unit",
    "place": "a place",
    "term": "a term",
    "claim": "a claim",
    "event": "an event",
    "article": "an article",
}


@dataclass(slots=True)
class Ids:
    """All ids of the content: their kinds and places, old ids, and those of refused records.

    `states` are the actors that are places too, `twice` the ids of two records.
    `partial` tells that not all that names ids could be read, `emptied` that a file may
    have lost its records, and `blind` that ids were lost that nobody can guess, so none
    is called unknown.
    """

    kinds: dict[str, Kind] = field(default_factory=dict)
    at: dict[str, Span] = field(default_factory=dict)
    was: dict[str, str] = field(default_factory=dict)
    states: frozenset[str] = frozenset()
    twice: set[str] = field(default_factory=set)
    rejected: frozenset[str] = frozenset()
    partial: bool = False
    emptied: bool = False
    blind: bool = False

    def of_kinds(self, kinds: Iterable[Kind]) -> list[str]:
        """List the ids that name one of these kinds."""
        wanted = set(kinds)
        return [some_id for some_id, kind in self.kinds.items() if kind in wanted]


def named_records(records: Records) -> Iterator[tuple[Kind, Named]]:
    """Give every record that has an id of its own, with its kind."""
    yield from (("actor", record) for record in records.actors)
    yield from (("unit", record) for record in records.units)
    yield from (("place", record) for record in records.places)
    yield from (("term", record) for record in records.terms)
    yield from (("claim", record) for record in records.claims)
    yield from (("event", record) for record in records.events)
    yield from (("article", record) for record in records.articles)


def collect_ids(records: Records) -> tuple[Ids, list[Problem]]:
    """Gather every id once; an id used twice is a problem that names both places."""
    states = frozenset(actor.id for actor in records.actors if actor.type == "state")
    ids = Ids(
        states=states,
        rejected=frozenset(records.rejected),
        partial=bool(records.rejected) or records.incomplete or records.emptied or records.blind,
        emptied=records.emptied,
        blind=records.blind,
    )
    ordered = _in_order_of_files(records)
    first = {record.id: record for _, record, _ in reversed(ordered)}
    problems = [p for kind, record, span in ordered for p in _take(ids, kind, record, span, first[record.id])]
    problems += [p for _, record, _ in ordered for p in _take_old(ids, record)]
    return ids, problems


def _in_order_of_files(records: Records) -> list[tuple[Kind, Named, Span]]:
    placed = [(kind, record, record.span("id")) for kind, record in named_records(records)]
    # By the parts of a place: spans compare themselves part by part, and slowly.
    return sorted(placed, key=lambda entry: (entry[2].file, entry[2].line, entry[2].column, entry[2].length))


def _take(ids: Ids, kind: Kind, record: Named, span: Span, first: Named) -> Iterator[Problem]:
    if record.id in ids.kinds:
        ids.twice.add(record.id)
        problem = _twice(ids, record.id, record, "id")
        yield replace(problem, help=_how_to_delete(record)) if _are_same(first, record) else problem
    else:
        ids.kinds[record.id] = kind
        ids.at[record.id] = span


def _take_old(ids: Ids, record: Named) -> Iterator[Problem]:
    for index, old in enumerate(record.was):
        if old in ids.at:
            yield _twice(ids, old, record, "was", index)
        else:
            ids.at[old] = record.span("was", index)
            ids.was[old] = record.id


def _are_same(first: Named, second: Named) -> bool:
    """Tell whether a record was pasted a second time as it is."""
    return type(first) is type(second) and first.model_dump() == second.model_dump()


def _how_to_delete(record: Record) -> str:
    lines = record.lines()
    return f"the two records are the same: delete the lines {lines[0]} to {lines[-1]}"


def _twice(ids: Ids, some_id: str, record: Record, *path: str | int) -> Problem:
    kind = ids.kinds.get(some_id)
    like = f', such as "{_free(some_id, ids)}"' if path == ("id",) else ""
    what = f"the id of {KIND_NAMES[kind]}" if kind else f'an old id of "{ids.was[some_id]}"'
    return Problem(
        "id-twice",
        record.span(*path),
        f'"{some_id}" is {what} already, at {ids.at[some_id]}',
        f"give one of the two another id{like}; an id names one thing on the whole site",
    )


def _free(some_id: str, ids: Ids) -> str:
    """Find an id like this one that is still free."""
    stem = some_id[: LONGEST_ID - 4]
    return next(new for number in count(2) if (new := f"{stem}-{number}") not in ids.at)
