"""Where a site must not go: each build makes its folder anew, so all else that lies there would be lost."""

import os
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.read.files import find_link

_OTHER = "set another `site_dir`, one that holds the site alone"

_MARKS = ("index.html", "assets/sayso.css")
"""Files that tell that a folder is a site."""


def against_site(config: MkDocsConfig, root: Path) -> tuple[str, str] | None:
    """Say why the site cannot go where the settings want it, and what helps; None where it can."""
    site = Path(os.path.realpath(config.site_dir))
    if site.exists() and not site.is_dir():
        why = f"the site cannot be put at {config.site_dir}, for a file stands there"
        return why, "move the file away, or set another `site_dir`"
    content = Path(os.path.realpath(config.docs_dir))
    if _overlap(site, content):
        why = f"the site's folder {config.site_dir} and the content's {config.docs_dir} lie one in the other"
        return why, "set another `site_dir`"
    link = find_link(root, Path(os.path.abspath(config.site_dir)))  # noqa: PTH100 - a link is to stay one
    if link and not site.is_relative_to(os.path.realpath(root)):
        why = f"the site's folder {config.site_dir} is behind a symbolic link that leads out of the project"
        return why, f"delete the link; if the site belongs there, name the folder itself: `site_dir: {site}`"
    lost = next((what for what, folder in _kept(config, root) if _would_lose(site, Path(folder))), None)
    return (f"the site's folder {config.site_dir} would take the place of {lost}", _OTHER) if lost else None


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _would_lose(site: Path, kept: Path) -> bool:
    real = Path(os.path.realpath(kept))
    return real.is_relative_to(site) or (kept.name in {".git", ".github"} and site.is_relative_to(real))


def _kept(config: MkDocsConfig, root: Path) -> Iterator[tuple[str, Path | str]]:
    """Give what must not lie in the site's folder."""
    yield "the project itself", root
    yield "your own folder", Path.home()
    yield "the project's templates", config.theme.custom_dir or root
    yield "the project's history", root / ".git"
    yield "the project's workflows", root / ".github"


def other_things(site: Path) -> str | None:
    """Name something that lies in a folder that is no site, where something does; hidden entries stay in any case."""
    if not site.is_dir() or any((site / mark).is_file() for mark in _MARKS):
        return None
    return min((entry.name for entry in site.iterdir() if not entry.name.startswith(".")), default=None)
