"""One namespace: every id and every old id names one thing on the whole site."""

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from generator.model import Entity, Kind, Named, Record
from generator.model.values import LONGEST_ID
from generator.problems import Problem, Span
from generator.read import Records
from generator.text import fold

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
    """All ids of the content: their kinds, the records that have them, old ids, and those of refused records.

    `states` are the actors that are places too, `twice` the ids of two records.
    `partial` tells that not all that names ids could be read, `emptied` that a file may
    have lost its records, and `blind` that ids were lost that nobody can guess, so none
    is called unknown.
    """

    kinds: dict[str, Kind]
    records: dict[str, Named]
    states: frozenset[str]
    rejected: frozenset[str]
    partial: bool
    emptied: bool
    blind: bool
    was: dict[str, str] = field(default_factory=dict)
    twice: set[str] = field(default_factory=set)
    compared: int = 0
    """How many ids were compared with unknown ones, to say what these were meant to be."""

    by_name: dict[str, dict[str, None]] | None = None
    """The ids of entities by their names without capitals; made when an id is unknown for the first time."""

    def to_compare(self, known: list[str]) -> list[str]:
        """Give the ids to compare an unknown one with: none, where that was done so often that it takes time."""
        self.compared += len(known)
        return known if self.compared <= _MOST_COMPARED else []

    def named(self, name: str) -> list[str]:
        """List the ids whose records bear a name: editors write the name where its id belongs."""
        if self.by_name is None:
            self.by_name = {}
            for some_id in self.kinds:
                for text in _names_of(self.records[some_id]):
                    self.by_name.setdefault(fold(text).lower(), {})[some_id] = None
        return [*self.by_name.get(fold(name).lower(), ())]

    def of_kinds(self, kinds: Iterable[Kind]) -> list[str]:
        """List the ids that name one of these kinds."""
        wanted = set(kinds)
        return [some_id for some_id, kind in self.kinds.items() if kind in wanted]

    def place(self, some_id: str) -> Span:
        """Give the place of an id, or of an old one, in the record that has it."""
        record = self.records[some_id]
        return record.span("id") if record.id == some_id else record.span("was", record.was.index(some_id))


def _names_of(record: Record) -> list[str]:
    """Give the names by which an editor may call a record: those that its page shows."""
    return [record.label, *(alias.name for alias in record.aliases)] if isinstance(record, Entity) else []


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
    named = list(named_records(records))
    own = [(vars(record), kind, record) for kind, record in named]  # pydantic's own way to each value is slow
    ids = Ids(
        kinds={values["id"]: kind for values, kind, _ in own},
        records={values["id"]: record for values, _, record in own},
        states=frozenset(actor.id for actor in records.actors if actor.type == "state"),
        rejected=frozenset(records.rejected),
        partial=bool(records.rejected) or records.incomplete or records.emptied,
        emptied=records.emptied,
        blind=records.blind,
    )
    problems = [] if len(ids.kinds) == len(named) else _settle_doubles(ids, named)
    renamed = _in_order_of_files((kind, record) for values, kind, record in own if values["was"])
    return ids, [*problems, *(p for _, record in renamed for p in _take_old(ids, record))]


def _in_order_of_files(named: Iterable[tuple[Kind, Named]]) -> list[tuple[Kind, Named]]:
    """Order records by their places."""
    return sorted(named, key=lambda entry: entry[1].span())


def _settle_doubles(ids: Ids, named: Collection[tuple[Kind, Named]]) -> list[Problem]:
    """Let each id name the first record that has it; the files are in order."""
    taken = {*ids.kinds, *ids.rejected, *(old for _, record in named for old in record.was)}
    ids.kinds, ids.records = {}, {}
    return [p for kind, record in _in_order_of_files(named) for p in _take(ids, kind, record, taken)]


def _take(ids: Ids, kind: Kind, record: Named, taken: Container[str]) -> Iterator[Problem]:
    if record.id in ids.kinds:
        ids.twice.add(record.id)
        is_same = ids.records[record.id].model_dump() == record.model_dump()
        help_text = _how_to_delete(record) if is_same else _another(f', such as "{_free(record.id, taken)}"')
        yield _twice(ids, record.id, record.span("id"), help_text)
    else:
        ids.kinds[record.id], ids.records[record.id] = kind, record


def _take_old(ids: Ids, record: Named) -> Iterator[Problem]:
    for index, old in enumerate(record.was):
        if old in ids.records:
            yield _twice(ids, old, record.span("was", index), _another())
        else:
            ids.records[old], ids.was[old] = record, record.id


def _how_to_delete(record: Record) -> str:
    lines = record.lines()
    return f"the two records are the same: delete the lines {lines[0]} to {lines[-1]}"


def _another(like: str = "") -> str:
    return f"give one of the two another id{like}; an id names one thing on the whole site"


def _twice(ids: Ids, some_id: str, span: Span, help_text: str) -> Problem:
    kind = ids.kinds.get(some_id)
    what = f"the id of {KIND_NAMES[kind]}" if kind else f'an old id of "{ids.was[some_id]}"'
    return Problem("id-twice", span, f'"{some_id}" is {what} already, at {ids.place(some_id)}', help_text)


def _free(some_id: str, taken: Container[str]) -> str:
    """Find an id like this one that is still free."""
    stem = some_id[: LONGEST_ID - 4].rstrip("-")
    return next(new for number in count(2) if (new := f"{stem}-{number}") not in taken)


_MOST_COMPARED = 120_000
"""Comparisons take some seconds then; a content with ten thousand ids may have a dozen slips, a small one thousands."""
