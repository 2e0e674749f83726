"""Labels: where each name stands, so that no two touch; the less important one gives way.

A map is one drawing for every width. On a phone its letters are large beside
the land, on a wide screen small. So labels are placed three times, from the
largest letters to the smallest: what has found its place keeps it, and what
finds one only among smaller letters is shown only there.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.maps.projection import Point
from generator.maps.window import HEIGHT, WIDTH, Window
from generator.maps.world import World

Kind = Literal["here", "point", "area", "state"]
"""The page's own place, another place that is a point, one that is not, and a state."""

SIZES = (15.0, 13.0, 9.0)
"""Units of the letters on the narrowest screens, on phones and on wide screens; the CSS has the same numbers."""

_LINE = 1.25
_FINGER = 24
"""A link is this high at least, in units, wherever it may be touched."""
_LETTER = 0.58
_WIDE = 1.05
_CAPITAL = 0.7
_GAP = 7
_PIN = 6.0
_LEAST_RING = 6.0
"""Units of a ring that can be told from its pin."""
_EDGE = 3
_NET = 20
_LONGEST = 42
"""Characters of a name that are shown."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that a map names: the first in a list are the most important.

    `home` is a point of the state that a place belongs to, where that is known.
    """

    name: str
    latitude: float
    longitude: float
    kind: Kind
    href: str | None = None
    ring_km: float | None = None
    home: Point | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A mark on the paper. `size` is the index in SIZES from which on its words are shown; None: never."""

    name: str
    kind: Kind
    href: str | None
    x: float
    y: float
    ring: float | None
    size: int | None
    text_x: float
    text_y: float
    anchor: Literal["start", "middle", "end"]
    """Where the words stand, and which of their points stands there."""


@dataclass(slots=True)
class _Held:
    """A mark while places are sought: its point, and its words' place once there is one.

    `width` is that of its words, in heights of their letters.
    """

    mark: Mark
    x: float
    y: float
    width: float
    places: tuple[tuple[float, float, str], ...]
    size: int | None = None
    place: tuple[float, float, str] = (0, 0, "start")


def place_labels(
    world: World, window: Window, marks: Sequence[Mark], taken: Iterable[Box] = (), *, recognised: bool = True
) -> tuple[Label, ...]:
    """Place all marks that the window shows."""
    numbers = {
        mark: world.country(mark.latitude, mark.longitude, recognised=recognised)
        for mark in marks
        if mark.kind == "state"
    }
    grid = _countries(world, window, recognised=recognised) if numbers else {}
    held = [found for mark in marks for found in _hold(mark, window, numbers.get(mark, 0), grid)]
    for found in held:
        _prefer_home(found, world, window, recognised=recognised)
    fixed = [*taken, *(_around(found) for found in held if found.mark.kind in ("here", "point"))]
    for number, size in enumerate(SIZES):
        boxes = [(_box(found, found.place, size), found) for found in held if found.size is not None]
        for found in held:
            if found.size is None:
                _seek(found, number, fixed, boxes)
    pinned = ("here", "point")
    return tuple(_label(found, window) for found in held if found.size is not None or found.mark.kind in pinned)


def _hold(mark: Mark, window: Window, own: int, grid: Mapping[tuple[int, int], int]) -> Iterator[_Held]:
    width = text_width(shortened(mark.name)) * (1.12 if mark.kind in ("here", "state") else 1)
    if mark.kind == "state":
        places = tuple((x, y, "middle") for x, y in _within(grid, own))
        if places:
            yield _Held(mark, *places[0][:2], width, places)
        return
    x, y = window.point(mark.latitude, mark.longitude)
    if window.is_world:  # everything lies on it, also what stands on its very edge
        x, y = min(max(x, _PIN), WIDTH - _PIN), min(max(y, _PIN), HEIGHT - _PIN)
    if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
        yield _Held(mark, x, y, width, _sides(x, y) if mark.kind in ("here", "point") else _near(x, y))


def _sides(x: float, y: float) -> tuple[tuple[float, float, str], ...]:
    """Give the places beside a point."""
    return (
        (x + _GAP, y, "start"),
        (x - _GAP, y, "end"),
        (x, y - 2 * _GAP, "middle"),
        (x, y + 2 * _GAP, "middle"),
        *((x + dx, y + dy, side) for dx, side in ((_GAP, "start"), (-_GAP, "end")) for dy in (1.5 * _GAP, -1.5 * _GAP)),
    )


def _prefer_home(held: _Held, world: World, window: Window, *, recognised: bool) -> None:
    """Try the places in the state that something belongs to first: a name across a border would look like a claim."""
    home = held.mark.home
    if home is None:
        return
    own = world.country(*home, recognised=recognised)

    def abroad(place: tuple[float, float, str]) -> int:
        left, top, right, bottom = _box(held, place, SIZES[1])
        spots = [window.place(x, (top + bottom) / 2) for x in (left, (left + right) / 2, right)]
        return sum(spot is None or world.country(*spot, recognised=recognised) != own for spot in spots)

    held.places = tuple(sorted(held.places, key=abroad))


def _near(x: float, y: float) -> tuple[tuple[float, float, str], ...]:
    """Give the places in the middle of an area, and a little off it."""
    return tuple((x + dx, y + dy, "middle") for dy in (0, -16, 16, -30, 30) for dx in (0, -30, 30))


def _countries(world: World, window: Window, *, recognised: bool) -> dict[tuple[int, int], int]:
    """Give the country at each crossing of a coarse net over the paper, by column and row."""
    found = {}
    for column in range(WIDTH // _NET + 1):
        for row in range(HEIGHT // _NET + 1):
            place = window.place(column * _NET, row * _NET)
            if place:
                found[column, row] = world.country(*place, recognised=recognised)
    return found


def _within(grid: Mapping[tuple[int, int], int], own: int) -> list[Point]:
    """Give places within a country, those with the most of it around them first; none where it is not shown."""
    around = [(dx, dy) for dx in (-2, -1, 0, 1, 2) for dy in (-1, 0, 1)]
    counts = {
        (column, row): sum(grid.get((column + dx, row + dy)) == own for dx, dy in around)
        for (column, row), country in grid.items()
        if own and country == own
    }
    best = sorted(counts, key=lambda cell: (-counts[cell], abs(cell[0] * _NET - WIDTH / 2), cell))
    return [(column * _NET, row * _NET) for column, row in best if counts[column, row] >= len(around) // 2]


def _around(held: _Held) -> Box:
    """Give the box of a pin itself."""
    return held.x - 5, held.y - 6, held.x + 5, held.y + 6


def _seek(held: _Held, number: int, fixed: Sequence[Box], boxes: list[tuple[Box, _Held]]) -> None:
    """Take the first place where the words touch nothing."""
    own = _around(held)
    for place in held.places:
        box = _box(held, place, SIZES[number])
        on_paper = box[0] >= _EDGE and box[1] >= 0 and box[2] <= WIDTH - _EDGE and box[3] <= HEIGHT
        if (
            on_paper
            and not any(_touch(box, other) for other in fixed if other != own)
            and not any(_touch(box, other) for other, _ in boxes)
        ):
            held.size, held.place = number, place
            boxes.append((box, held))
            return


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _box(held: _Held, place: tuple[float, float, str], size: float) -> Box:
    """Give the room that words take up."""
    x, y, anchor = place
    width = held.width * size
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    high = size * _LINE
    if held.mark.href:
        high = max(high, _FINGER * size / SIZES[0])
    return left, y - high / 2, left + width, y + high / 2


def text_width(words: str) -> float:
    """Guess how wide words are, in heights of their letters: rather too wide than too narrow."""
    return sum(map(_letter_width, words))


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _CAPITAL if letter.isupper() or letter in "mwшщжю" else _LETTER


def shortened(name: str) -> str:
    """Cut a name that no map has room for."""
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def _label(held: _Held, window: Window) -> Label:
    mark = held.mark
    x, y, anchor = held.place
    ring = mark.ring_km / window.per_unit if mark.ring_km and not window.is_world else None
    return Label(
        name=shortened(mark.name),
        kind=mark.kind,
        href=mark.href,
        x=round(held.x, 1),
        y=round(held.y, 1),
        ring=round(ring, 1) if ring and _LEAST_RING <= ring <= WIDTH else None,
        size=held.size,
        text_x=round(x, 1),
        text_y=round(y, 1),
        anchor=anchor,  # type: ignore[arg-type]  # one of the three
    )
