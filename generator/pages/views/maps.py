"""Locator maps: where a place is, where an article's places are, and where all places are.

A map says where something lies and never who holds it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from generator.cache import OTHER_FORM
from generator.maps import (
    HEIGHT,
    WIDTH,
    Base,
    Box,
    Label,
    Mark,
    ScaleBar,
    Spot,
    Window,
    draw_base,
    place_labels,
    scale_bar,
    window_around,
)
from generator.model import Actor, Place
from generator.pages.atlas import POINTS
from generator.pages.desk import Desk
from generator.pages.house import by_name

_REACH_KM = {
    "country": 1000,
    "region": 220,
    "district": 130,
    "sea": 500,
    "river": 250,
    "border": 250,
    "city": 170,
}
"""How far around a place its own map reaches; around villages, towns and sites, which are small, a little less far."""
_REACH = 140
_WITH_OTHERS_KM = 40
"""How far around each place a map of several reaches."""
_BEYOND = 1.5
"""How much more than its own radius is shown of a place that has one."""
_MOST_LISTED = 12

_BAR: Box = (0, HEIGHT - 26, 130, HEIGHT)
"""Where the scale bar stands."""


@dataclass(frozen=True, slots=True)
class MapView:
    """A drawn map, with its words."""

    width: int
    height: int
    title: str
    told: str
    base: Base
    labels: tuple[Label, ...]
    bar: ScaleBar | None
    bar_words: str
    caption: tuple[str, ...]


def view_place_map(desk: Desk, record: Place | Actor) -> MapView | None:
    """Draw where a place or a state is: by its own point, else by those of its parts, else by what it lies in."""
    own = _own_spots(desk, record)
    return _draw(desk, own, record.label, record.id) if own else None


def view_places_map(desk: Desk, ids: Iterable[str], title: str) -> MapView | None:
    """Draw where several places are."""
    return _draw(desk, [desk.library.places[some_id] for some_id in dict.fromkeys(ids)], title)


def article_places(desk: Desk, article_id: str) -> Iterator[str]:
    """Give the places that an article names, and those of its events."""
    article, library = desk.library.articles[article_id], desk.library
    yield from (entity for entity in article.entities if entity in library.places)
    for event in article.events:
        yield from (place for place in library.events[event].record.places if place in library.places)


def _own_spots(desk: Desk, record: Place | Actor) -> list[Place | Actor]:
    if isinstance(record, Actor) and record.type != "state":
        return []
    if record.coordinates:
        return [record]
    parts = desk.library.parts_of.get(record.id, ())
    held = [desk.library.places[part] for part in parts if part in desk.library.places]
    return _located(held) or _above(desk, record)


def _above(desk: Desk, record: Place | Actor) -> list[Place | Actor]:
    """Give the nearest of what a place lies in that has a point."""
    seen = {record.id}
    upper = getattr(record, "part_of", None)
    while upper and upper not in seen:
        seen.add(upper)
        found = desk.library.places.get(upper) or desk.library.actors.get(upper)
        if found is None or found.coordinates:
            return [found] if found else []
        upper = getattr(found, "part_of", None)
    return []


def _located(records: Iterable[Place | Actor]) -> list[Place | Actor]:
    return [record for record in records if record.coordinates]


def _draw(desk: Desk, records: Sequence[Place | Actor], name: str, own: str = "") -> MapView | None:
    """Draw a map of records; `own` is the one whose page it stands on."""
    records = _located(records)
    if not desk.house.site.maps or not records:
        return None
    window = window_around([_spot(record, alone=len(records) == 1) for record in records])
    recognised = desk.house.site.boundaries == "recognised"
    marks = tuple(_marks(desk, window, records, own))
    bar = scale_bar(window)
    base, labels = _drawn(desk, window, marks, [_BAR] if bar else [], recognised=recognised)
    return MapView(
        width=WIDTH,
        height=HEIGHT,
        title=desk.words("map.title", name=name),
        told=_told(desk, records),
        base=base,
        labels=labels,
        bar=bar,
        bar_words=desk.words("map.km", count=bar.km) if bar else "",
        caption=tuple(_caption(desk, labels, recognised=recognised)),
    )


def _spot(record: Place | Actor, *, alone: bool) -> Spot:
    assert record.coordinates is not None  # only such are drawn
    kind = record.type if isinstance(record, Place) else "country"
    reach = _REACH_KM.get(kind, _REACH) if alone else _WITH_OTHERS_KM
    return Spot(*record.coordinates, max(reach, (record.precision_km or 0) * _BEYOND))


def _drawn(
    desk: Desk, window: Window, marks: Sequence[Mark], taken: Sequence[Box], *, recognised: bool
) -> tuple[Base, tuple[Label, ...]]:
    """Draw the land and place the names, or take what was drawn of the same in an earlier build."""
    world = desk.house.atlas.world

    def draw() -> bytes:
        labels = place_labels(world, window, marks, taken, recognised=recognised)
        base = draw_base(world, window, recognised=recognised)
        return json.dumps([asdict(base), [asdict(label) for label in labels]]).encode()

    made = desk.house.site.cache.get("maps", f"{world.edition} {window} {marks} {taken} {recognised}", draw)
    try:
        return _understood(made)
    except (*OTHER_FORM, RecursionError):  # made by hand, for it is whole
        return _understood(draw())


def _understood(made: bytes) -> tuple[Base, tuple[Label, ...]]:
    base, labels = json.loads(made)
    return Base(**base), tuple(Label(**label) for label in labels)


def _marks(desk: Desk, window: Window, records: Iterable[Place | Actor], own: str) -> Iterator[Mark]:
    """Name what the map shows, the most important first: its own places, states, then what lies nearby."""
    atlas = desk.house.atlas
    # Points first: a village has one place for its name, a region has many.
    own_first = sorted(records, key=lambda record: not _is_point(record))
    named = {record.id: record for record in (*own_first, *atlas.states, *atlas.nearby(window))}
    own_ids = {record.id for record in records}
    for record in named.values():
        assert record.coordinates is not None  # as above
        href = None if record.id == own else desk.href(record.id)
        is_own = record.id in own_ids
        # The ring of a region would look like a range, or a front; a neighbour's like this place's own.
        ring = record.precision_km if is_own and _is_point(record) else None
        yield Mark(record.label, *record.coordinates, _kind(record, is_own=is_own), href, ring, _home(desk, record))


def _home(desk: Desk, record: Place | Actor) -> tuple[float, float] | None:
    """Give a point of the state that a place belongs to."""
    seen: set[str] = set()
    here: Place | Actor | None = record
    while isinstance(here, Place) and here.part_of and here.id not in seen:
        seen.add(here.id)
        here = desk.library.places.get(here.part_of) or desk.library.actors.get(here.part_of)
    return here.coordinates if isinstance(here, Actor) else None


def _is_point(record: Place | Actor) -> bool:
    return isinstance(record, Place) and record.type in POINTS


def _kind(record: Place | Actor, *, is_own: bool) -> Literal["here", "point", "area", "state"]:
    if isinstance(record, Actor):
        return "state"
    if record.type not in POINTS:
        return "area"
    return "here" if is_own else "point"


def _told(desk: Desk, records: Iterable[Place | Actor]) -> str:
    """Say in words what the map shows; a list of the places stands beside it anyway."""
    names = [desk.library.label(some_id) for some_id in by_name({record.id for record in records}, desk.library)]
    listed = desk.words("status.comma").join(names[:_MOST_LISTED])
    return desk.words("map.told" if len(names) <= _MOST_LISTED else "map.told_more", names=listed)


def _caption(desk: Desk, labels: Iterable[Label], *, recognised: bool) -> Iterator[str]:
    """Say what the signs mean, whose borders are drawn, and where the map comes from."""
    if any(label.ring for label in labels):
        yield desk.words("map.ring")
    yield desk.words("map.recognised" if recognised else "map.de_facto")
    yield desk.words("map.source")
