"""A site that holds nothing yet: its settings and its folder, made when the first record is to go into it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from generator.cli.asking import say
from generator.read.settings import content_of

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

SETTINGS = "mkdocs.yml"

SMALL = """\
site_name: Who says what
docs_dir: content
theme: {name: sayso}
plugins: [sayso]
"""
"""The smallest mkdocs.yml of a site."""


def begin(root: Path, exits: ExitStack) -> None:
    """Make what a site cannot be without; what stays empty is taken away again at the end."""
    # Where nothing can be written the check says what is missing.
    with contextlib.suppress(OSError):
        _begin(root, exits)


def _begin(root: Path, exits: ExitStack) -> None:
    if not (root / SETTINGS).exists() and _is_free(root):
        (root / SETTINGS).write_text(SMALL, encoding="utf-8", newline="\n")
        say(f"There is no site in this folder yet. A small {SETTINGS} was written for it; change the name in it.")
        exits.callback(_take_back, root / SETTINGS, root / "content")
    content = content_of(root)
    if content is not None and not content.exists() and content.is_relative_to(root) and content.parent.is_dir():
        content.mkdir()
        say(f"The folder {content.relative_to(root).as_posix()}, which is to hold the content, was made.")
        exits.callback(_remove_empty, content)


def _is_free(root: Path) -> bool:
    """Tell whether a folder can become a site: it holds no folder of anything else."""
    folders = (entry for entry in root.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    return all(folder.name == "content" or (folder / "pyvenv.cfg").exists() for folder in folders)


def _remove_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


def _take_back(settings: Path, content: Path) -> None:
    """Take away the settings that were written where nothing came of it; whoever changed them keeps them."""
    if not content.exists() and settings.read_text(encoding="utf-8") == SMALL:
        settings.unlink()
