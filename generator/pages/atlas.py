"""What can be put on a map: all places with coordinates, found by where they lie."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.link import Library
from generator.maps import Window, World
from generator.model import Actor, Place

POINTS = ("city", "town", "village", "site")
"""Kinds of places that are a point on a map; all others are areas or lines, and a point would be false."""

_CELL = 2
_MOST_CELLS = 400
_MOST = 30
"""Places that are taken from one cell, and from all of a map, beside the page's own."""

_IMPORTANT = ("country", "region", "city", "town", "sea", "district", "site", "village", "river", "border")


@dataclass(frozen=True, slots=True)
class Atlas:
    """Finds places by where they lie. The world itself is not read before the first map asks.

    All is held in tables, so that it can be noted what a page's map was made of.
    """

    world: World
    cells: Mapping[tuple[int, int], tuple[Place, ...]]
    """The most important places by the cell of the earth in which they lie."""
    actors: Mapping[str, tuple[Actor, ...]]
    """All actors that can be put on a map, by their kind: states alone are places as well."""

    @property
    def states(self) -> tuple[Actor, ...]:
        """All states that can be put on a map, by name."""
        return self.actors.get("state", ())

    def nearby(self, window: Window) -> list[Place]:
        """Give the most important places that a window may show; none where it shows half the earth."""
        found = [place for cell in self._shown(window) for place in self.cells.get(cell, ())]
        return sorted(found, key=_importance)[:_MOST]

    def _shown(self, window: Window) -> Iterator[tuple[int, int]]:
        west, east, south, north = window.bounds()
        middle = window.projection.longitude
        rows = range(int(south // _CELL), int(north // _CELL) + 1)
        columns = range(int((middle + west) // _CELL), int((middle + east) // _CELL) + 1)
        if len(rows) * len(columns) <= _MOST_CELLS:
            yield from ((row, column % (360 // _CELL)) for row in rows for column in columns)


def open_atlas(library: Library) -> Atlas:
    """Find out where everything lies."""
    cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in sorted(library.places.values(), key=_importance):
        if place.coordinates:
            latitude, longitude = place.coordinates
            cells[int(latitude // _CELL), int(longitude % 360 // _CELL)].append(place)
    states = [actor for actor in library.actors.values() if actor.type == "state" and actor.coordinates]
    by_name = tuple(sorted(states, key=lambda actor: (actor.name, actor.id)))
    return Atlas(World(), {cell: tuple(places[:_MOST]) for cell, places in cells.items()}, {"state": by_name})


def _importance(place: Place) -> tuple[int, str]:
    return _IMPORTANT.index(place.type), place.id
