"""Drawing what lies under the labels: land, lakes, borders and regions, as the paths of an SVG."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.maps.projection import Point, wrapped
from generator.maps.window import HEIGHT, WIDTH, Window
from generator.maps.world import LEVELS, Piece, World

FINE = 5
"""Paths are written in fifths of a unit, all whole numbers."""
_MARGIN = 4
_LONGEST = 26_000
"""Characters of all paths together; a map that would be longer is thinned."""
_DEGREE_KM = 111.2
_NO_REGIONS = 4
"""Kilometres in a unit from which regions are left out: they would be a net of dashes."""

_RECOGNISED = {"land": "land", "lake": "lake", "border": "border", "region": "region"} | {
    "recognised": "border",
    "region_recognised": "region",
}
_DE_FACTO = {"land": "land", "lake": "lake", "border": "border", "de_facto": "border", "region": "region"}


@dataclass(frozen=True, slots=True)
class Base:
    """The paths under the labels; an empty one is not drawn."""

    land: str
    lake: str
    region: str
    border: str


def draw_base(world: World, window: Window, *, recognised: bool = True) -> Base:
    """Draw what the window shows, in the boundary view that is asked for."""
    kinds = _RECOGNISED if recognised else _DE_FACTO
    if window.per_unit > _NO_REGIONS:
        kinds = {layer: kind for layer, kind in kinds.items() if kind != "region"}
    shapes: dict[str, list[list[Point]]] = defaultdict(list)
    for kind, points in _shapes(world, window, kinds):
        shapes[kind].append(points)
    for thin in (0.5, 1.0, 2.0, 4.0):
        paths = {kind: _path(held, thin, closed=kind in ("land", "lake")) for kind, held in shapes.items()}
        if sum(map(len, paths.values())) <= _LONGEST:
            break
    return Base(*(paths.get(kind, "") for kind in ("land", "lake", "region", "border")))


def _shapes(world: World, window: Window, kinds: Mapping[str, str]) -> Iterator[tuple[str, list[Point]]]:
    """Give all rings and lines on the paper, in units."""
    number = window.level
    level = LEVELS[number]
    west, east, south, north = window.bounds()
    for column, row in _tiles(number, window):
        left = wrapped(column * level.tile - 180 + level.tile / 2 - window.projection.longitude) - level.tile / 2
        bottom = row * level.tile - 90
        limits = tuple(
            int(degrees / level.step) for degrees in (west - left, east - left, south - bottom, north - bottom)
        )
        to_paper = window.projection.project(left, bottom, level.step)
        small = window.per_unit / _DEGREE_KM / level.step
        for piece in world.tile(number, column, row, kinds):
            kind = kinds[piece.layer]
            if _is_off(piece, limits) or (kind in ("land", "lake") and _is_small(piece, small)):
                continue
            points = [
                (WIDTH / 2 + x / window.per_unit, HEIGHT / 2 + y / window.per_unit)
                for x, y in to_paper(piece.x, piece.y)
            ]
            cut = (_clip_ring(points),) if kind in ("land", "lake") else _clip_line(points)
            yield from ((kind, part) for part in cut if part)


def _tiles(number: int, window: Window) -> Iterator[tuple[int, int]]:
    """Give the tiles that the window touches, the neighbours over the date line included."""
    level = LEVELS[number]
    west, east, south, north = window.bounds()
    first = int((window.projection.longitude + west + 180) // level.tile)
    last = int((window.projection.longitude + east + 180) // level.tile)
    bottom, top = int((south + 90) // level.tile), int((north + 90) // level.tile)
    for row in range(max(bottom, 0), min(top, level.rows - 1) + 1):
        for column in range(first, min(last, first + level.columns - 1) + 1):
            yield column % level.columns, row


def _is_off(piece: Piece, limits: tuple[int, ...]) -> bool:
    """Tell that a piece lies outside the window, before anything is worked out."""
    west, east, south, north = limits
    return max(piece.x) < west or min(piece.x) > east or max(piece.y) < south or min(piece.y) > north


def _is_small(piece: Piece, small: float) -> bool:
    """Tell that an island or a lake is lower than a unit."""
    return max(piece.y) - min(piece.y) < small


def _clip_ring(points: list[Point]) -> list[Point]:
    """Cut a ring at the paper's edges, one after the other (Sutherland and Hodgman)."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    for axis, limit, sign, outermost in (
        (0, -_MARGIN, 1, min(xs)),
        (0, WIDTH + _MARGIN, -1, -max(xs)),
        (1, -_MARGIN, 1, min(ys)),
        (1, HEIGHT + _MARGIN, -1, -max(ys)),
    ):
        if points and outermost < sign * limit:
            points = list(_clip_side(points, axis, limit, sign))
    return points


def _clip_side(points: list[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    before = points[-1]
    was_in = (before[axis] - limit) * sign >= 0
    for point in points:
        is_in = (point[axis] - limit) * sign >= 0
        if is_in != was_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            yield before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])
        if is_in:
            yield point
        before, was_in = point, is_in


def _clip_line(points: list[Point]) -> Iterator[list[Point]]:
    """Leave out the stretches of a line that are off the paper; SVG cuts the rest."""
    run: list[Point] = []
    for before, after in pairwise(points):
        if (
            max(before[0], after[0]) < 0
            or min(before[0], after[0]) > WIDTH
            or max(before[1], after[1]) < 0
            or min(before[1], after[1]) > HEIGHT
        ):
            if run:
                yield run
            run = []
        elif run:
            run.append(after)
        else:
            run = [before, after]
    if run:
        yield run


def _path(shapes: Iterable[list[Point]], thin: float, *, closed: bool) -> str:
    """Write shapes as one path; points nearer together than `thin` units are one."""
    return "".join(_one_path(_thinned(points, thin * FINE), closed=closed) for points in shapes)


def _thinned(points: list[Point], near: float) -> list[tuple[int, int]]:
    """Round points to whole numbers and leave out those that say nothing new; the last one always stays."""
    kept: list[tuple[int, int]] = []
    x0 = y0 = -1e9
    for x, y in points:
        if abs(x * FINE - x0) + abs(y * FINE - y0) > near:
            x0, y0 = round(x * FINE), round(y * FINE)
            kept.append((int(x0), int(y0)))
    last = (round(points[-1][0] * FINE), round(points[-1][1] * FINE))
    if kept[-1] != last:
        kept.append(last)
    return kept


def _one_path(points: list[tuple[int, int]], *, closed: bool) -> str:
    if len(points) < (4 if closed else 2):
        return ""
    x, y = points[0]
    written = [f"M{x} {y}l"]
    space = ""
    for to_x, to_y in points[1:]:
        across, down = to_x - x, to_y - y
        # A minus sign parts two numbers by itself.
        written.append(f"{space if across >= 0 else ''}{across}{' ' if down >= 0 else ''}{down}")
        x, y, space = to_x, to_y, " "
    return "".join(written) + ("z" if closed else "")
