"""Turning a drawing into pixels."""

from functools import cache
from hashlib import sha256

import resvg_py

from generator.pictures.fonts import FILES, FOLDER

WIDTH, HEIGHT = 1200, 630
"""The size that all who show previews take without cutting."""


def draw(svg: str) -> bytes:
    """Draw a picture as PNG, with our own fonts and none of the system's, and without reading any other file."""
    files = [str(FOLDER / file) for file in FILES.values()]
    return resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=files)


def ingredients(svg: str) -> str:
    """Name everything that a picture is made of: the drawing, the fonts, and the version of what draws it."""
    return f"{resvg_py.__version__} {_fonts()} {svg}"


@cache
def _fonts() -> str:
    return sha256(b"".join((FOLDER / file).read_bytes() for file in FILES.values())).hexdigest()
