"""The scale bar: a round number of kilometres, about a quarter of the map wide."""

import math
from dataclasses import dataclass

from generator.maps.window import WIDTH, Window

_SHARE = 0.3
_TOO_WIDE = 20
"""Kilometres in a unit from which one length is no longer true all over the map."""


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A bar of so many units that stands for so many kilometres."""

    length: float
    km: int


def scale_bar(window: Window) -> ScaleBar | None:
    """Give the bar of a map; none where its scale differs from place to place."""
    if window.is_world or window.per_unit > _TOO_WIDE:
        return None
    longest = WIDTH * _SHARE * window.per_unit
    power = 10 ** math.floor(math.log10(longest))
    km = max(step * power for step in (1, 2, 5) if step * power <= longest)
    return ScaleBar(round(km / window.per_unit, 1), km)
