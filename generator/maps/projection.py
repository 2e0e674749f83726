"""From the globe to paper and back: Lambert's projection around a point, Miller's for the whole world."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

RADIUS_KM = 6371.0
"""The mean radius of the earth."""

Point = tuple[float, float]

_ANTIPODE = 1e-6
"""How near the far side of the globe a point cannot be drawn."""
_STRETCH = 0.8
"""Miller's factor for latitudes."""


class Projection(Protocol):
    """Turns degrees into kilometres on paper, from the middle eastwards and southwards, and back."""

    @property
    def longitude(self) -> float:
        """The longitude in the middle."""

    def project(self, west: float, south: float, step: float) -> Callable[[Iterable[int], Iterable[int]], list[Point]]:
        """Give what turns steps from a corner into points; `west` counts from the middle's longitude."""

    def back(self, x: float, y: float) -> Point | None:
        """Give latitude and longitude of a point on paper; None where it is beyond the globe."""


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Lambert's azimuthal equal-area projection: true near its middle, wherever on the earth that is."""

    latitude: float
    longitude: float

    def project(self, west: float, south: float, step: float) -> Callable[[Iterable[int], Iterable[int]], list[Point]]:
        """Give what turns steps from a corner into points."""
        sin, cos, sqrt = math.sin, math.cos, math.sqrt
        sin_middle, cos_middle = sin(math.radians(self.latitude)), cos(math.radians(self.latitude))
        west, south, step = math.radians(west), math.radians(south), math.radians(step)

        def to_paper(xs: Iterable[int], ys: Iterable[int]) -> list[Point]:
            points = []
            for x, y in zip(xs, ys, strict=True):
                east, north = west + x * step, south + y * step
                sin_north, cos_north, cos_east = sin(north), cos(north), cos(east)
                towards = 1 + sin_middle * sin_north + cos_middle * cos_north * cos_east
                k = RADIUS_KM * sqrt(2 / max(towards, _ANTIPODE))
                points.append(
                    (k * cos_north * sin(east), k * (sin_middle * cos_north * cos_east - cos_middle * sin_north))
                )
            return points

        return to_paper

    def back(self, x: float, y: float) -> Point | None:
        """Give latitude and longitude of a point on paper."""
        distance = math.hypot(x, y)
        if distance >= 2 * RADIUS_KM:
            return None
        if not distance:
            return self.latitude, self.longitude
        angle, middle = 2 * math.asin(distance / 2 / RADIUS_KM), math.radians(self.latitude)
        sine = math.cos(angle) * math.sin(middle) - y / distance * math.sin(angle) * math.cos(middle)
        east = math.atan2(
            x * math.sin(angle),
            distance * math.cos(middle) * math.cos(angle) + y * math.sin(middle) * math.sin(angle),
        )
        return math.degrees(math.asin(max(-1, min(1, sine)))), wrapped(self.longitude + math.degrees(east))


@dataclass(frozen=True, slots=True)
class Cylindrical:
    """Miller's cylindrical projection: the whole world at once, for places on many continents."""

    longitude: float

    def project(self, west: float, south: float, step: float) -> Callable[[Iterable[int], Iterable[int]], list[Point]]:
        """Give what turns steps from a corner into points."""
        log, tan, quarter = math.log, math.tan, math.pi / 4
        west, south, step = math.radians(west), math.radians(south), math.radians(step)
        up = -RADIUS_KM / _STRETCH

        def to_paper(xs: Iterable[int], ys: Iterable[int]) -> list[Point]:
            return [
                (RADIUS_KM * (west + x * step), up * log(tan(quarter + _STRETCH / 2 * (south + y * step))))
                for x, y in zip(xs, ys, strict=True)
            ]

        return to_paper

    def back(self, x: float, y: float) -> Point | None:
        """Give latitude and longitude of a point on paper."""
        angle = (math.atan(math.exp(-y * _STRETCH / RADIUS_KM)) - math.pi / 4) * 2 / _STRETCH
        east = math.degrees(x / RADIUS_KM)
        latitude = math.degrees(angle)
        return (latitude, wrapped(self.longitude + east)) if abs(east) <= 180 and abs(latitude) <= 90 else None  # noqa: PLR2004


def wrapped(longitude: float) -> float:
    """Bring a longitude between -180 and 180."""
    return (longitude + 180) % 360 - 180


def at(projection: Projection, latitude: float, longitude: float) -> Point:
    """Give the point on paper of one place."""
    return projection.project(wrapped(longitude - projection.longitude), latitude, 1)((0,), (0,))[0]
