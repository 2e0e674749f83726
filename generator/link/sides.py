"""Sides: the actor at the top of a speaker's chain of affiliation.

A unit without an affiliation of its own speaks for what it is part of.
"""

from collections.abc import Container, Iterable, Mapping

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
    tops: dict[str, str] = {}
    return {speaker: _top(speaker, edges, tops) for speaker in speakers}


def _top(speaker: str, edges: Edges, tops: dict[str, str]) -> str:
    """Find the top of a chain, and note it for all who stand on the way there: no chain is gone along twice."""
    way, end = _climb(speaker, edges, tops)
    if end in way:
        circle = way[way.index(end) :]
        tops.update(zip(circle, [circle[-1], *circle], strict=False))
    top = tops.setdefault(end, end)
    for passed in way:
        tops.setdefault(passed, top)
    return tops[speaker]


def _climb(start: str, edges: Edges, known: Container[str]) -> tuple[list[str], str]:
    """Go up to the top, to what is known, or to where the way comes back to itself; give the way, and its end."""
    way: dict[str, None] = {}
    at = start
    while at in edges and at not in known and at not in way:
        way[at] = None
        at = edges[at][0]
    return list(way), at


def find_circles(*graphs: Edges) -> list[Problem]:
    """Report each circle once, at the record of it that stands first in the files."""
    circles: dict[frozenset[str], Problem] = {}
    for edges in graphs:
        seen: set[str] = set()
        for start in edges:
            way, end = _climb(start, edges, seen)
            seen.update(way)
            if end in way:
                circle = way[way.index(end) :]
                circles.setdefault(frozenset(circle), _circle_problem(circle, edges))
    return list(circles.values())


def find_long_chains(*graphs: Edges) -> list[Problem]:
    """Report chains that are longer than any real one, at the first record above which too many stand."""
    found: dict[str, Problem] = {}
    for edges in graphs:
        heights: dict[str, int] = {}
        for start in edges:
            way, end = _climb(start, edges, heights)
            # What runs in a circle is told as such.
            height = -len(way) if end in way else heights.get(end, 0)
            for passed in reversed(way):
                height += 1
                heights[passed] = height
                if height == MOST_ABOVE + 1:
                    found.setdefault(passed, _too_long(passed, edges))
    return list(found.values())


def _too_long(some_id: str, edges: Edges) -> Problem:
    above, record, key = edges[some_id]
    return Problem(
        "chain-too-long",
        record.span(key),
        f'above "{some_id}" stand more than {MOST_ABOVE} others, one over the other, from "{above}" to the top',
        f"leave out some of those between; each page tells the whole chain, and no real one has {MOST_ABOVE} steps",
    )


MOST_ABOVE = 50
"""Records that may stand one over the other above one: from a squad to its state there are about twelve."""


def _circle_problem(circle: list[str], edges: Edges) -> Problem:
    places = {member: edges[member][1].span(edges[member][2]) for member in circle}
    first = circle.index(min(circle, key=places.__getitem__))
    told = [*circle[first:], *circle[:first], circle[first]]
    key = edges[told[0]][2]
    if len(told) > _MOST_TOLD:
        told[_MOST_TOLD - 1 : -1] = ["…"]
    return Problem(
        "circle",
        places[told[0]],
        f"{key} runs in a circle: {' → '.join(told)}",
        f"one of them stands above the others: delete its {key} line",
    )


_MOST_TOLD = 10
"""Members of a circle that are named; those of a longer one between the first and the last are left out."""
