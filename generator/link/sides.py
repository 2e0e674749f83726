"""Sides: the actor at the top of a speaker's chain of affiliation.

A unit without an affiliation of its own speaks for what it is part of.
"""

from collections.abc import Iterable, Mapping

from generator.model import Actor, Place, Record, Unit
from generator.problems import Problem

Edges = Mapping[str, tuple[str, Record, str]]
"""From an id to the id above it, with the record and the key that say so."""


def affiliations(actors: Iterable[Actor], units: Iterable[Unit]) -> Edges:
    """Give each speaker's next one up."""
    edges: dict[str, tuple[str, Record, str]] = {}
    speakers: list[Actor | Unit] = [*actors, *units]
    for record in speakers:
        above = record.affiliation
        if above:
            edges.setdefault(record.id, (above, record, "affiliation"))
        elif isinstance(record, Unit) and record.part_of:
            edges.setdefault(record.id, (record.part_of, record, "part_of"))
    return edges


def parts(units: Iterable[Unit], places: Iterable[Place]) -> Edges:
    """Give what each unit and place is part of."""
    owned: list[Unit | Place] = [*units, *places]
    return {record.id: (record.part_of, record, "part_of") for record in owned if record.part_of}


def sides_of(speakers: Iterable[str], edges: Edges) -> dict[str, str]:
    """Give each speaker's side; a chain that runs in a circle ends where it began."""
    return {speaker: _top(speaker, edges) for speaker in speakers}


def _top(speaker: str, edges: Edges) -> str:
    seen = [speaker]
    while seen[-1] in edges and edges[seen[-1]][0] not in seen:
        seen.append(edges[seen[-1]][0])
    return seen[-1]


def find_circles(*graphs: Edges) -> list[Problem]:
    """Report each circle once, at the record of it that stands first in the files."""
    circles: dict[frozenset[str], Problem] = {}
    for edges in graphs:
        for start in edges:
            circle = _circle_through(start, edges)
            if circle:
                circles.setdefault(frozenset(circle), _circle_problem(circle, edges))
    return list(circles.values())


def _circle_through(start: str, edges: Edges) -> list[str]:
    path = [start]
    while path[-1] in edges:
        above = edges[path[-1]][0]
        if above == start:
            return path
        if above in path:
            return []
        path.append(above)
    return []


def _circle_problem(circle: list[str], edges: Edges) -> Problem:
    places = {member: edges[member][1].span(edges[member][2]) for member in circle}
    first = circle.index(min(circle, key=places.__getitem__))
    told = [*circle[first:], *circle[:first], circle[first]]
    key = edges[told[0]][2]
    return Problem(
        "circle",
        places[told[0]],
        f"{key} runs in a circle: {' → '.join(told)}",
        f"one of them stands above the others: delete its {key} line",
    )
