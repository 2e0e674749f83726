"""The borders of both viewpoints, and which country each cell of the earth belongs to.

The *recognised* borders are those between the countries of Natural Earth's
German point of view. The *de-facto* ones differ from them in six areas only,
where Natural Earth's own default draws a line by who is in control.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from generator.maps.cut.sources import Sources

CRIMEA = 457
"""Crimea's line across the isthmus, by its number in Natural Earth's file of land borders."""

BY_CONTROL = {
    "Crimea": (CRIMEA,),
    "Golan Heights": (33, 460, 461),
    "Northern Cyprus": (414, 415, 416, 417, 437, 438, 439),
    "Siachen Glacier": (432,),
    "Somaliland": (34,),
    "Western Sahara": (38,),
}
"""The lines that are a border in the de-facto view only."""

BY_LAW = frozenset({"MAR", "SAH"})
"""The countries whose border only the recognised view draws: the other has a line elsewhere."""

IN_WATER = (*range(19), 44, 328)
"""Borders in rivers, straits and bays, where no two countries of the file touch; and two stumps at the Golan."""

GOLAN = (35.5, 32.65, 35.95, 33.4)
"""The Golan Heights belong to no country of the file. They are Syria's here, and Israel's edge is the border."""

_GOLAN_PAIR = frozenset({"ISR", "SYR"})

SOUTH = 43.5
"""South of all of Crimea."""


def borders(sources: Sources) -> dict[str, list[Any]]:
    """Give the borders of both views, of each alone, and what is a region's edge in the recognised view alone."""
    pairs = _shared(sources.countries)
    held = [sources.borders[number] for numbers in BY_CONTROL.values() for number in numbers]
    everywhere = [line for pair, line in pairs.items() if pair not in (BY_LAW, _GOLAN_PAIR)]
    return {
        "border": everywhere + [sources.borders[number] for number in IN_WATER],
        "recognised": [pairs[BY_LAW], pairs[_GOLAN_PAIR]],
        "de_facto": held,
        "region_recognised": [sources.borders[CRIMEA]],
    }


def _shared(countries: list[tuple[str, Any]]) -> dict[frozenset[str], Any]:
    """Give the line between each two countries: the edges that both have, point for point."""
    owners: dict[frozenset[tuple[float, float]], set[str]] = defaultdict(set)
    for name, shape in countries:
        for ring in _rings(shape):
            for ends in pairwise(shapely.get_coordinates(ring).round(9).tolist()):
                owners[frozenset(map(tuple, ends))].add(name)
    edges: dict[frozenset[str], list[list[tuple[float, float]]]] = defaultdict(list)
    for edge, names in owners.items():
        pair = _GOLAN_PAIR if names == {"ISR"} and _in_golan(edge) else frozenset(names)
        if len(pair) > 1 and len(edge) > 1:
            edges[pair].append(sorted(edge))
    return {pair: shapely.line_merge(shapely.MultiLineString(lines)) for pair, lines in edges.items()}


def _in_golan(edge: frozenset[tuple[float, float]]) -> bool:
    west, south, east, north = GOLAN
    return all(west < x < east and south < y < north for x, y in edge)


def _rings(shape: Any) -> Iterator[Any]:
    if shape.geom_type == "Polygon":
        yield shape.exterior
        yield from shape.interiors
    for part in getattr(shape, "geoms", ()):
        yield from _rings(part)


def cells(sources: Sources, step: float) -> tuple[Any, Any]:
    """Give the number of the country at the middle of each cell in both views, row by row from the south-west."""
    lon, lat = np.arange(-180 + step / 2, 180, step), np.arange(-90 + step / 2, 90, step)
    grid = np.zeros((len(lat), len(lon)), dtype=np.uint8)
    names = [name for name, _ in sources.countries]
    _fill(grid, shapely.box(35.65, 32.7, 35.9, 33.35), names.index("SYR") + 1, lon, lat)
    for number, (_, shape) in enumerate(sources.countries, 1):
        _fill(grid, shape, number, lon, lat)
    other = grid.copy()
    crimea = np.zeros_like(grid)
    _fill(crimea, _crimea(sources), 1, lon, lat)
    other[(crimea == 1) & (grid == names.index("UKR") + 1)] = names.index("RUS") + 1
    return grid, other


def _fill(grid: Any, shape: Any, number: int, lon: Any, lat: Any) -> None:
    for part in getattr(shape, "geoms", [shape]):
        west, south, east, north = part.bounds
        columns, rows = (lon >= west) & (lon <= east), (lat >= south) & (lat <= north)
        if columns.any() and rows.any():
            x, y = np.meshgrid(lon[columns], lat[rows])
            shapely.prepare(part)
            block = grid[np.ix_(rows, columns)]
            block[shapely.contains_xy(part, x, y)] = number
            grid[np.ix_(rows, columns)] = block


def _crimea(sources: Sources) -> Any:
    """Give all that lies south of the line across the isthmus."""
    line = sorted(map(tuple, shapely.get_coordinates(sources.borders[CRIMEA])))
    west, east = line[0][0] - 1.5, line[-1][0] + 1.75
    return shapely.Polygon([(west, SOUTH), (west, line[0][1]), *line, (east, line[-1][1]), (east, SOUTH)]).buffer(0)
