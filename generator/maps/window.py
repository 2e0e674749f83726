"""What a map shows: its middle, its width, and where a place stands in it."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.maps.projection import Azimuthal, Cylindrical, Point, Projection, at, wrapped
from generator.maps.world import LEVELS

WIDTH, HEIGHT = 360, 240
"""The paper, in units: about the pixels of a phone."""

WORLD_KM = 40_030
"""The width of the whole world on Miller's projection."""
_AROUND = 7000
"""Half the width of the widest map that is drawn around a point; beyond it the whole world is shown."""
_LEAST = 40
_FINE_ENOUGH = 1.0
_DETAIL_KM = 167
"""Kilometres in a degree and a half: lines are thinned to one and a half steps of their level."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point that a map has to show, with the kilometres around it."""

    latitude: float
    longitude: float
    reach_km: float


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the globe on paper; `per_unit` is how many kilometres one unit of the paper is."""

    projection: Projection
    per_unit: float

    @property
    def is_world(self) -> bool:
        """Tell whether this is the whole world, where no one scale is true."""
        return isinstance(self.projection, Cylindrical)

    @property
    def level(self) -> int:
        """Which degree of detail is fine enough."""
        coarse = (n for n, level in enumerate(LEVELS) if level.step * _DETAIL_KM > self.per_unit * _FINE_ENOUGH)
        return max(next(coarse, len(LEVELS)) - 1, 0)

    def point(self, latitude: float, longitude: float) -> Point:
        """Give where a place stands, in units from the upper left corner."""
        x, y = at(self.projection, latitude, longitude)
        return WIDTH / 2 + x / self.per_unit, HEIGHT / 2 + y / self.per_unit

    def place(self, x: float, y: float) -> Point | None:
        """Give latitude and longitude of a point of the paper."""
        return self.projection.back((x - WIDTH / 2) * self.per_unit, (y - HEIGHT / 2) * self.per_unit)

    def bounds(self) -> tuple[float, float, float, float]:
        """Give the degrees that the paper covers: west and east of the middle, south and north."""
        if self.is_world:
            return -180, 180, -90, 90
        found = [place for x, y in _edge() if (place := self.place(x, y))]
        east = [wrapped(longitude - self.projection.longitude) for _, longitude in found]
        north = [latitude for latitude, _ in found]
        # The far pole would stand in the middle as well, where all that is on the far side of the globe ends up.
        poles = [
            pole for pole in (-90.0, 90.0) if pole * self._north > 0 and self.shows(pole, self.projection.longitude)
        ]
        if poles or len(found) < len(list(_edge())):
            return -180, 180, min(north + poles, default=-90), max(north + poles, default=90)
        return min(east), max(east), min(north), max(north)

    @property
    def _north(self) -> float:
        return getattr(self.projection, "latitude", 0)

    def shows(self, latitude: float, longitude: float, margin: float = 0) -> bool:
        """Tell whether a place stands on the paper."""
        x, y = self.point(latitude, longitude)
        return margin <= x <= WIDTH - margin and margin <= y <= HEIGHT - margin


def _edge() -> Iterator[Point]:
    """Walk along the edge of the paper."""
    steps = 12
    for n in range(steps + 1):
        x, y = WIDTH * n / steps, HEIGHT * n / steps
        yield from ((x, 0), (x, HEIGHT), (0, y), (WIDTH, y))


def window_around(spots: Sequence[Spot]) -> Window:
    """Find the window that shows all spots with what is around them."""
    middle = _middle(spots)
    half = math.inf
    for _ in range(2):  # around the mean first, then around the middle of what that shows
        projection: Projection = Azimuthal(*middle)
        west, east, north, south = _extent(projection, spots)
        half = max((east - west) / 2, (south - north) / 2 * WIDTH / HEIGHT, _LEAST)
        found = projection.back((west + east) / 2, (north + south) / 2)
        if half > _AROUND or found is None:
            return _whole_world(middle[1])
        middle = found
    return Window(Azimuthal(*middle), 2 * half / WIDTH)


def _whole_world(longitude: float) -> Window:
    """Show the whole world, cut where two tiles meet."""
    tile = LEVELS[-1].tile
    return Window(Cylindrical(wrapped(round(longitude / tile) * tile)), WORLD_KM / WIDTH)


def _extent(projection: Projection, spots: Iterable[Spot]) -> tuple[float, float, float, float]:
    points = [(*at(projection, spot.latitude, spot.longitude), spot.reach_km) for spot in spots]
    return (
        min(x - reach for x, _, reach in points),
        max(x + reach for x, _, reach in points),
        min(y - reach * HEIGHT / WIDTH for _, y, reach in points),
        max(y + reach * HEIGHT / WIDTH for _, y, reach in points),
    )


def _middle(spots: Iterable[Spot]) -> Point:
    """Give the mean of points on a globe, which knows no date line."""
    x = y = z = 0.0
    for spot in spots:
        north, east = math.radians(spot.latitude), math.radians(spot.longitude)
        x, y, z = x + math.cos(north) * math.cos(east), y + math.cos(north) * math.sin(east), z + math.sin(north)
    # Rounded, so that no machine's last digit moves a map.
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 6), round(math.degrees(math.atan2(y, x)), 6)
