"""The stylesheets: one whole for our own frame, one for our parts inside another theme."""

from collections.abc import Iterator, Sequence
from pathlib import Path

LAYERS = ("tokens", "base", "layout", "parts", "print")
"""The layers of the whole stylesheet, weakest first; each is a file or a folder of that name in `css/`."""

WHOLE = "assets/sayso.css"
PARTS = "assets/sayso-parts.css"


def stylesheets(template_dirs: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Make both stylesheets; the first folder that has a file of a layer gives it."""
    layers = (f"@layer {name} {{\n{_read(template_dirs, name)}}}\n" for name in LAYERS)
    yield WHOLE, f"@layer {', '.join(LAYERS)};\n{''.join(layers)}".encode()
    # A guest has no layers, over which every rule of the host's would win, and names
    # its root twice, for hosts' rules on lists and headings are rather specific.
    parts = "".join(_read(template_dirs, name) for name in ("parts", "guest"))
    yield PARTS, f".sayso.sayso {{\n{parts}}}\n".encode()


def _read(template_dirs: Sequence[Path], name: str) -> str:
    """Read a layer: its file, or all files of its folder, each from the first template folder that has it."""
    names = {file.relative_to(folder) for folder in template_dirs for file in (folder / "css" / name).glob("*.css")}
    names = names or {Path("css", f"{name}.css")}
    return "".join(_first(template_dirs, file).read_text(encoding="utf-8") for file in sorted(names))


def _first(template_dirs: Sequence[Path], name: Path) -> Path:
    return next(folder / name for folder in template_dirs if (folder / name).is_file())
