"""Lists of those who speak: actors and units under their sides, with what they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.model import Actor, Unit
from generator.pages.desk import Desk, Link
from generator.pages.house import by_name


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a list, with what they are and how often they speak."""

    person: Link
    what: str
    summary: Markup | None
    speaks: int


@dataclass(frozen=True, slots=True)
class SideLines:
    """Everybody of one side; those who are a side of their own stand together."""

    heading: str
    people: tuple[PersonLine, ...]


def what_is(desk: Desk, record: Actor | Unit) -> str:
    """Say what somebody is, in a word or two: their office, their branch, or their kind."""
    return _office(record) or desk.words("kind.unit" if isinstance(record, Unit) else f"kind.{record.type}")


def _office(record: Actor | Unit) -> str | None:
    return record.branch if isinstance(record, Unit) else record.role


def view_people(desk: Desk, ids: Iterable[str], counts: Mapping[str, int] | None = None) -> tuple[PersonLine, ...]:
    """Name actors and units with what they are; a summary says more where there is no office to name.

    Without counts, all positions that somebody takes on this site are counted.
    """
    return tuple(_line(desk, some_id, counts) for some_id in ids)


def _line(desk: Desk, some_id: str, counts: Mapping[str, int] | None) -> PersonLine:
    library = desk.library
    record = library.actors.get(some_id) or library.units[some_id]
    summary = desk.line(record.summary) if record.summary and not _office(record) else None
    speaks = len(library.positions_of.get(some_id, ())) if counts is None else counts.get(some_id, 0)
    return PersonLine(desk.link(some_id), what_is(desk, record), summary, speaks)


def view_sides(desk: Desk, ids: Iterable[str], counts: Mapping[str, int] | None = None) -> tuple[SideLines, ...]:
    """List actors and units under the side they speak for: the side itself first, then by name."""
    grouped = group_by_side(desk, ids)
    lines = [
        SideLines(desk.library.label(side), view_people(desk, people, counts))
        for side, people in grouped.items()
        if people != [side]
    ]
    alone = [side for side, people in grouped.items() if people == [side]]
    if alone:
        heading = desk.words("index.by_themselves" if lines else "index.speakers")
        lines.append(SideLines(heading, view_people(desk, alone, counts)))
    return tuple(lines)


def group_by_side(desk: Desk, ids: Iterable[str]) -> dict[str, list[str]]:
    """Group actors and units by their side, all by name, each side's own voice before its others."""
    sides = desk.library.sides
    grouped: dict[str, list[str]] = {}
    for some_id in by_name(ids, desk.library):
        grouped.setdefault(sides[some_id], []).append(some_id)
    ordered = by_name(grouped, desk.library)
    return {side: sorted(grouped[side], key=lambda some_id: some_id != sides[some_id]) for side in ordered}
