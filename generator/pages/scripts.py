"""The scripts: one small module for every page, and further ones that a page asks for when it needs them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

PAGE = "assets/sayso.js"
"""The script of every page: all files of `js/page/`, each in a block of its own."""

MOVED = "assets/moved.js"
"""The script of a page that has moved."""


def scripts(template_dirs: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Make all scripts; the first folder that has a file of a name gives it."""
    blocks = (f"{{\n{text}}}\n" for _, text in _read(template_dirs, "js/page"))
    yield PAGE, "".join(blocks).encode()
    yield from ((f"assets/{name}", text.encode()) for name, text in _read(template_dirs, "js"))


def _read(template_dirs: Sequence[Path], folder: str) -> Iterator[tuple[str, str]]:
    found: dict[str, Path] = {}
    for templates in reversed(template_dirs):
        found.update({file.name: file for file in (templates / folder).glob("*.js")})
    return ((name, found[name].read_text(encoding="utf-8")) for name in sorted(found))
