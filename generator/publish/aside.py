"""Build a site into a folder of its own, for a preview: the project's `site/` is not touched."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote, unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from generator.build import Memory
from generator.plugin.record import Record
from generator.problems import Problem
from generator.publish.build import prepared, run
from generator.publish.changes import changes_of, put_into

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


@dataclass(slots=True)
class Made:
    """A site that was built aside; `mount` is the path that it stands under, `watched` what else it is made of.

    `record` tells what it was made of, so that the next one can be made of it; `memory` holds what was read for it.
    """

    folder: Path
    mount: str
    pages: int
    warnings: list[Problem]
    watched: list[Path]
    record: Record | None = None
    memory: Memory | None = None


def build_aside(root: Path, folder: Path, url: str, texts: Path | None, last: Made | None = None) -> Made:
    """Build a site as it will be served from under `url`: into a new folder, or into that of the last one.

    What has not changed since the last one stays in its folder as it is.

    Raises:
        CannotPublishError: with all problems.
    """
    with prepared(root, texts) as job:
        mount = mount_of(job.config.site_url)
        job.plugin.is_served = True
        job.config.site_dir = str(folder)
        job.config.site_url = f"{url.rstrip('/')}{quote(mount)}"
        folder.mkdir()
        if last:
            job.plugin.round.last, job.plugin.memory = last.record, last.memory
        run(job.config, "serve")
        changes = changes_of(folder, job.plugin.round, last.folder if last else folder)
        if last and not changes.is_whole:
            # What fails half-way leaves a site of which nothing is known any more.
            last.record = None
            put_into(last.folder, changes)
            remove(folder)
            folder = last.folder
        plugin, watched = job.plugin, _watched(job.config)
        return Made(folder, mount, plugin.pages_made, job.warnings, watched, changes.record, plugin.memory)


def mount_of(site_url: str | None) -> str:
    """Find the path that a site stands under, with a slash at both ends."""
    path = unquote(urlsplit(site_url or "").path).strip("/")
    return f"/{path}/" if path else "/"


def remove(folder: Path) -> None:
    """Remove a site that nobody is shown any more."""
    shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class _Wishes:
    """Stands where plugins expect MkDocs' server, and notes which paths they want to be watched."""

    paths: dict[str, None] = field(default_factory=dict)

    def watch(self, path: str, func: Callable[..., object] | None = None, *, recursive: bool = True) -> None:  # noqa: ARG002 - MkDocs' signature
        self.paths[path] = None

    def unwatch(self, path: str) -> None:
        self.paths.pop(path, None)


def _watched(config: MkDocsConfig) -> list[Path]:
    """List what the settings and the plugins want to be watched."""
    wishes = _Wishes()
    # A plugin that wants more of MkDocs' server than to watch goes without.
    with suppress(AttributeError):
        config.plugins.on_serve(cast("LiveReloadServer", wishes), config=config, builder=lambda *_: None)
    return [Path(path) for path in (*wishes.paths, *config.watch)]
