"""What a build has changed in a site: the files that it wrote and that are others now, and those that went."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from filecmp import cmp
from pathlib import Path

from generator.plugin.record import Record
from generator.plugin.round import Round


@dataclass(frozen=True, slots=True)
class Changes:
    """A folder with what was written, the paths of the files that go, and the record of the site as it is then.

    Where the site is whole in that folder, nothing of the one before is needed.
    """

    folder: Path
    is_whole: bool
    removed: frozenset[str]
    record: Record | None
    written: frozenset[str] = frozenset()
    """The files in that folder, by their paths in it."""


def changes_of(folder: Path, done: Round, site: Path) -> Changes:
    """Find what a build has changed; what it wrote and stands in the site already is taken out of the folder."""
    files = frozenset(_files(folder))
    written = files - done.printed_files
    others = written | done.index.keys()
    record = replace(done.record, others=others, index=done.index) if done.record else None
    if done.is_whole:
        return Changes(folder, is_whole=True, removed=frozenset(), record=record, written=files)
    files -= _drop_unchanged(folder, written, site)
    return Changes(folder, is_whole=False, removed=done.gone(others), record=record, written=files)


def put_into(site: Path, changes: Changes) -> None:
    """Change a site where it lies, a file at a time: for whoever looks at one page, and not at all of them at once."""
    for name in changes.removed:
        (site / name).unlink(missing_ok=True)
        with suppress(OSError):  # a folder that holds something else stays
            os.removedirs((site / name).parent)
    for name in _files(changes.folder):
        if (site / name).is_dir():
            shutil.rmtree(site / name)
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (changes.folder / name).replace(site / name)


def _files(folder: Path) -> set[str]:
    """List all files below a folder, by their path in it."""
    below = len(f"{folder}/")
    return {f"{where}/{name}"[below:].replace(os.sep, "/") for where, _, names in os.walk(folder) for name in names}


def _drop_unchanged(folder: Path, names: frozenset[str], site: Path) -> set[str]:
    dropped = set[str]()
    for name in names:
        with suppress(OSError):
            if cmp(folder / name, site / name, shallow=False):
                (folder / name).unlink()
                dropped.add(name)
    return dropped
