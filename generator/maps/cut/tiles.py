"""Cutting shapes into the tiles of the world file, and writing it."""

import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from generator.maps.world import CELL, LAYERS, LEVELS, MAGIC, Level

AREAS = ("land", "lake")
_COARSE = 1.5
"""Lines are thinned to this many steps of their level."""
_OVERLAP = 6
"""Areas reach this many steps into the next tile, so that no seam shows between the two."""
_SMALLEST = 4
"""Areas of fewer square steps than this are left out."""
_STEP_LIMIT = 127
"""The longest step that fits a signed byte."""

Number = tuple[list[int], list[int]]


def write_world(layers: dict[str, list[Any]], views: Iterable[Any]) -> bytes:
    """Make the whole file."""
    blobs: list[list[bytes]] = [_level(layers, level) for level in LEVELS]
    blobs.append([_pack(band.tobytes()) if band.any() else b"" for view in views for band in _bands(view)])
    numbers = array("I")
    at = 0
    for group in blobs:
        for blob in group:
            numbers.append(at)
            at += len(blob)
        numbers.append(at)
    table = _pack(numbers.tobytes())
    body = b"".join(blob for group in blobs for blob in group)
    return MAGIC + len(table).to_bytes(4, "little") + table + body


def _bands(view: Any) -> Iterator[Any]:
    """Give the rows of one degree after the other."""
    return (view[row : row + CELL] for row in range(0, len(view), CELL))


def _pack(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 15, 9)
    return packer.compress(data) + packer.flush()


def _level(layers: dict[str, list[Any]], level: Level) -> list[bytes]:
    tiles: dict[int, dict[str, list[Number]]] = defaultdict(lambda: defaultdict(list))
    for layer in LAYERS:
        for shape in _thinned(layer, layers[layer], level):
            for column, row, piece in _cut(shape, layer, level):
                held = _numbers(piece, level, column, row, closed=layer in AREAS)
                if held:
                    tiles[row * level.columns + column][layer].append(held)
    return [_pack(_tile(tiles[number])) if number in tiles else b"" for number in range(level.columns * level.rows)]


def _thinned(layer: str, shapes: list[Any], level: Level) -> Iterator[Any]:
    """Thin out the points of shapes, all before they are cut, so that tiles fit; islands and lakes too small go."""
    coarse, smallest = _COARSE * level.step, _SMALLEST * level.step**2
    if layer not in AREAS:
        merged = shapely.line_merge(shapely.union_all([shape for shape in shapes if not shape.is_empty]))
        yield from (part.simplify(coarse) for part in shapely.get_parts(merged) if not part.is_empty)
        return
    for part in shapely.get_parts(shapely.union_all(shapes)):
        if part.area >= smallest:
            thin = part.simplify(coarse, preserve_topology=True)
            holes = [hole for hole in thin.interiors if shapely.Polygon(hole).area >= smallest]
            yield from _over_the_edge(shapely.Polygon(thin.exterior, holes), level)


def _over_the_edge(shape: Any, level: Level) -> Iterator[Any]:
    """Give a shape, and what of it reaches over the date line into the tiles on the other side."""
    yield shape
    reach = _OVERLAP * level.step
    for shift in (360, -360):
        moved = shapely.transform(shape, lambda points, by=shift: np.add(points, [by, 0]))
        beyond = moved.intersection(
            shapely.box(180, -90, 180 + reach, 90) if shift > 0 else shapely.box(-180 - reach, -90, -180, 90)
        )
        yield from (part for part in shapely.get_parts(beyond) if part.geom_type == "Polygon" and not part.is_empty)


def _cut(shape: Any, layer: str, level: Level) -> Iterator[tuple[int, int, Any]]:
    """Cut a shape at the edges of tiles."""
    reach = _OVERLAP * level.step if layer in AREAS else 0
    west, south, east, north = shape.bounds
    size = level.tile
    first, last = int((west - reach + 180) // size), int((east + reach + 180) // size)
    bottom, top = int((south - reach + 90) // size), int((north + reach + 90) // size)
    for column in range(max(first, 0), min(last, level.columns - 1) + 1):
        strip_west, strip_east = column * size - 180 - reach, (column + 1) * size - 180 + reach
        strip = shapely.clip_by_rect(shape, strip_west, south - 1, strip_east, north + 1)
        for row in range(max(bottom, 0), min(top, level.rows - 1) + 1):
            cut = shapely.clip_by_rect(
                strip, strip_west, row * size - 90 - reach, strip_east, (row + 1) * size - 90 + reach
            )
            wanted = "Polygon" if layer in AREAS else "LineString"
            yield from (
                (column, row, line)
                for part in _parts(cut)
                if part.geom_type == wanted and not part.is_empty
                for line in _lines(part)
            )


def _parts(shape: Any) -> Iterator[Any]:
    for part in shapely.get_parts(shape):
        yield from _parts(part) if hasattr(part, "geoms") else (part,)


def _lines(part: Any) -> Iterator[Any]:
    """Give a line as it is, an area as its rings: the outer one against the clock, holes with it."""
    if part.geom_type == "LineString":
        yield part
        return
    turned = shapely.orient_polygons(part)
    yield turned.exterior
    yield from turned.interiors


def _numbers(line: Any, level: Level, column: int, row: int, *, closed: bool) -> Number | None:
    """Put a line into whole steps from its tile's corner; no step is longer than a byte holds."""
    points = shapely.get_coordinates(line)
    corner = [column * level.tile - 180, row * level.tile - 90]
    steps = np.rint((points - corner) / level.step).astype(int).tolist()
    kept = [steps[0], *(after for before, after in pairwise(steps) if after != before)]
    if len(kept) < (4 if closed else 2):
        return None
    whole = [kept[0]]
    for (x0, y0), (x1, y1) in pairwise(kept):
        parts = max(abs(x1 - x0), abs(y1 - y0), 1) // _STEP_LIMIT + 1
        whole += [[x0 + (x1 - x0) * k // parts, y0 + (y1 - y0) * k // parts] for k in range(1, parts + 1)]
    return [x for x, _ in whole], [y for _, y in whole]


def _tile(layers: dict[str, list[Number]]) -> bytes:
    """Write a tile as `generator.maps.world` reads it."""
    flat = [piece for layer in LAYERS for piece in layers.get(layer, [])]
    counts = array("H", [len(layers.get(layer, [])) for layer in LAYERS])
    lengths = array("H", [len(x) for x, _ in flat])
    starts = array("h", [x[0] for x, _ in flat] + [y[0] for _, y in flat])
    steps = array("b")
    for axis in (0, 1):
        for piece in flat:
            steps.extend(after - before for before, after in pairwise(piece[axis]))
    return counts.tobytes() + lengths.tobytes() + starts.tobytes() + steps.tobytes()
