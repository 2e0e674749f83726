"""Lists of places, and the tree of what is part of what."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.model import Actor, Place
from generator.pages.atlas import POINTS
from generator.pages.desk import Desk, Link
from generator.pages.house import by_name
from generator.pages.views.maps import MapView, view_places_map


class PlaceLine(NamedTuple):
    """A place in a list."""

    place: Link
    type: str
    part_of: Link | None
    coordinates: str | None


@dataclass(frozen=True, slots=True)
class PlaceTree:
    """A place, or a state, with how many claims are about it and all that is part of it."""

    label: Link
    line: PlaceLine | None
    claims: int
    parts: tuple["PlaceTree", ...]


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """The list of all places, with the map of them."""

    map: MapView | None
    trees: tuple[PlaceTree, ...]

    def __bool__(self) -> bool:
        return bool(self.trees)


def view_place_line(desk: Desk, place: Place) -> PlaceLine:
    """Name a place with its kind, what it is part of, and where it lies."""
    part_of = desk.link(place.part_of) if place.part_of else None
    return PlaceLine(desk.link(place.id), desk.words(f"kind.{place.type}"), part_of, tell_coordinates(desk, place))


def tell_coordinates(desk: Desk, place: Place | Actor) -> str | None:
    """Write the coordinates of a point down, with how exact they are; those of a region say nothing to a reader."""
    if place.coordinates is None or place.type not in POINTS:
        return None
    told = desk.words.from_left(f"{place.coordinates[0]:g}, {place.coordinates[1]:g}")
    if place.precision_km is None:
        return told
    return f"{told} ({desk.words('entity.precision', km=place.precision_km)})"


MOST_ON_MAP = 100
"""Places on the map of one letter at most: with more of them it would be covered."""


def view_places(desk: Desk, ids: Iterable[str]) -> PlacesPage:
    """List all places under what they are part of, a state at the top; those of one letter one below the other."""
    if desk.compass.here in desk.lists.leaves:
        listed = list(ids)
        is_clear = len(listed) <= MOST_ON_MAP
        drawn = view_places_map(desk, listed, desk.words("index.places")) if is_clear else None
        return PlacesPage(drawn, view_place_lines(desk, listed))
    places = desk.library.places
    tops = {place.part_of or place.id for place in places.values() if place.part_of not in places}
    trees = tuple(_tree(desk, top) for top in by_name(tops, desk.library))
    return PlacesPage(view_places_map(desk, places, desk.words("index.places")), trees)


def view_place_lines(desk: Desk, ids: Iterable[str]) -> tuple[PlaceTree, ...]:
    """List places without what is part of them."""
    return tuple(_branch(desk, some_id, ()) for some_id in ids)


def _tree(desk: Desk, some_id: str) -> PlaceTree:
    parts = by_name(places_in(desk, some_id), desk.library)
    return _branch(desk, some_id, tuple(_tree(desk, part) for part in parts))


def _branch(desk: Desk, some_id: str, parts: tuple[PlaceTree, ...]) -> PlaceTree:
    place = desk.library.places.get(some_id)
    line = view_place_line(desk, place) if place else None
    claims = len(desk.library.claims_about.get(some_id, ())) if place else 0
    return PlaceTree(desk.link(some_id), line, claims, parts)


def places_in(desk: Desk, some_id: str) -> list[str]:
    """Give the places that are part of a place or state, units left out."""
    return [part for part in desk.library.parts_of.get(some_id, ()) if part in desk.library.places]
