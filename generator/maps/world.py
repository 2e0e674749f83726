"""The world file: land, lakes, borders and regions of the whole earth, in pieces that are read only when asked for.

The file holds the same world at four degrees of detail, each cut into tiles. A
tile is found by its number in a table and unpacked by itself, so a map reads
what it shows and nothing else, and a site without maps reads nothing.
"""

import zlib
from array import array
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from sys import byteorder

FILE = Path(__file__).with_name("world.bin")
MAGIC = b"sayso world 1\n"

LAYERS = ("land", "lake", "border", "recognised", "de_facto", "region", "region_recognised")
"""What a tile holds, in this order: areas, then lines. `recognised` and `de_facto` are borders in one view only."""

CELL = 8
"""Cells of the table of countries in one degree."""


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of detail: how wide its tiles are and what one step of its numbers is, in degrees."""

    tile: int
    step: float

    @property
    def columns(self) -> int:
        """How many tiles stand side by side."""
        return 360 // self.tile

    @property
    def rows(self) -> int:
        """How many tiles stand one above the other."""
        return 180 // self.tile


LEVELS = (Level(3, 0.002), Level(10, 0.01), Level(30, 0.04), Level(60, 0.15))
"""From the finest to the coarsest."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A ring or a line: its steps from the south-west corner of its tile, eastwards and northwards."""

    layer: str
    x: list[int]
    y: list[int]


class World:
    """Reads the world file, each part of it when it is first needed."""

    def __init__(self, file: Path = FILE) -> None:
        self._file = file

    @cached_property
    def _tables(self) -> "tuple[list[array[int]], int]":
        """The place of every tile of every level, and where the tiles begin."""
        with self._file.open("rb") as file:
            head = file.read(len(MAGIC) + 4)
            size = int.from_bytes(head[len(MAGIC) :], "little")
            numbers = _numbers("I", zlib.decompress(file.read(size)))
        tables, at = [], 0
        for level in LEVELS:
            count = level.columns * level.rows + 1
            tables.append(numbers[at : at + count])
            at += count
        tables.append(numbers[at:])
        return tables, len(head) + size

    @cached_property
    def edition(self) -> str:
        """Name this world and how it is drawn, so that what was drawn otherwise is not taken for it."""
        code = sorted(Path(__file__).parent.glob("*.py"))
        return sha256(b"".join(file.read_bytes() for file in (self._file, *code))).hexdigest()

    def _read(self, table: int, number: int) -> bytes:
        tables, base = self._tables
        start, end = tables[table][number : number + 2]
        if start == end:
            return b""
        with self._file.open("rb") as file:
            file.seek(base + start)
            return zlib.decompress(file.read(end - start))

    def tile(self, level: int, column: int, row: int, wanted: Container[str] = LAYERS) -> Iterator[Piece]:
        """Give what lies in a tile, counted from the south-west; only the layers that are wanted."""
        data = self._read(level, row * LEVELS[level].columns + column)
        return _pieces(data, wanted) if data else iter(())

    def country(self, latitude: float, longitude: float, *, recognised: bool = True) -> int:
        """Give the number of the country that a point lies in, by a table of cells; 0 where there is none."""
        row = min(int((latitude + 90) * CELL), 180 * CELL - 1)
        column = int((longitude + 180) * CELL) % (360 * CELL)
        return self._band(recognised, row // CELL)[row % CELL * 360 * CELL + column]

    def _band(self, recognised: bool, number: int) -> bytes:  # noqa: FBT001 - a key
        bands = self._bands
        if (recognised, number) not in bands:
            empty = bytes(CELL * 360 * CELL)
            bands[recognised, number] = self._read(len(LEVELS), number + (0 if recognised else 180)) or empty
        return bands[recognised, number]

    @cached_property
    def _bands(self) -> dict[tuple[bool, int], bytes]:
        return {}


def _pieces(data: bytes, wanted: Container[str]) -> Iterator[Piece]:
    """Take a tile apart: how many pieces each layer has, how long each is, where each begins, and all its steps."""
    counts = _numbers("H", data[: 2 * len(LAYERS)])
    total = sum(counts)
    at = 2 * len(LAYERS)
    lengths = _numbers("H", data[at : at + 2 * total])
    starts = _numbers("h", data[at + 2 * total : at + 6 * total])
    at += 6 * total
    steps = array("b", data[at:])
    half = len(steps) // 2
    layers = [layer for layer, count in zip(LAYERS, counts, strict=True) for _ in range(count)]
    done = 0
    for number, layer in enumerate(layers):
        end = done + lengths[number] - 1
        if layer in wanted:
            x = list(accumulate(steps[done:end], initial=starts[number]))
            y = list(accumulate(steps[half + done : half + end], initial=starts[total + number]))
            yield Piece(layer, x, y)
        done = end


def _numbers(kind: str, data: bytes) -> "array[int]":
    """Read little-endian numbers, whatever the machine's own order is."""
    numbers = array(kind, data)
    if byteorder == "big":
        numbers.byteswap()
    return numbers
