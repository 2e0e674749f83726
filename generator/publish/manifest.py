"""The manifest: what a build left in the site, to see later whether it is still so.

Of each file it holds the size and the time; a folder's time changes when something
comes or goes in it, so all folders of a site are given one and the same time, the
stamp, and whatever has another one has been changed since. To ask for what is known
is three times as fast as to list what is there.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.publish import sealed

Mark = tuple[int, int]
"""A file's size, and when it was written, in nanoseconds."""

_SECOND = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a site by their paths from its folder, with slashes, and the time that its folders have."""

    files: Mapping[str, Mark]
    stamp: int

    @property
    def tops(self) -> frozenset[str]:
        """What stands at the top of the site."""
        return frozenset(path.partition("/")[0] for path in self.files)

    def fits(self, folder: Path) -> bool:
        """Tell whether a folder is as noted here. What is hidden at the top and not ours is not looked at."""
        root = os.fspath(folder)
        try:
            return self.holds_the_same(folder) and all(
                (found.st_size, found.st_mtime_ns) == mark
                for found, mark in ((os.lstat(f"{root}/{path}"), mark) for path, mark in self.files.items())
            )
        except OSError:  # something is not there any more
            return False

    def holds_the_same(self, folder: Path) -> bool:
        """Tell whether nothing has come to a folder, gone from it or been exchanged in it since it was stamped."""
        root, tops = os.fspath(folder), self.tops
        try:
            strangers = set(os.listdir(root)) ^ tops
            return all(name.startswith(".") and name not in tops for name in strangers) and all(
                os.lstat(f"{root}/{path}").st_mtime_ns == self.stamp for path in folders_of(self.files)
            )
        except OSError:
            return False

    def changed(self, written: Mapping[str, Mark], removed: Iterable[str]) -> "Manifest":
        """Give the manifest of the same site after a change."""
        files = {**self.files, **written}
        for path in removed:
            files.pop(path, None)
        return Manifest(files, self.stamp)

    def write(self, file: Path) -> None:
        """Keep the manifest for the next build, in columns, which are the quickest to read."""
        sizes, times = zip(*self.files.values(), strict=True) if self.files else ((), ())
        sealed.write(file, {"stamp": self.stamp, "paths": [*self.files], "sizes": sizes, "times": times})


def read(file: Path) -> Manifest | None:
    """Read the manifest of the last build; None where there is none that can be believed."""
    return sealed.read(file, _understand)


def _understand(told: Any) -> Manifest:
    marks = zip(told["sizes"], told["times"], strict=True)
    return Manifest(dict(zip(told["paths"], marks, strict=True)), told["stamp"])


def note(folder: Path) -> Manifest | None:
    """Note what is in the folder of a new site, and stamp its folders; empty ones are taken away.

    None where later changes could not be seen: where something is neither file nor
    folder, or where the disk counts time in whole seconds.
    """
    found = look(folder)
    if found.others or all(time % _SECOND == 0 for _, time in found.files.values()):
        return None
    needed = folders_of(found.files)
    for path in reversed(found.folders):
        if path not in needed:
            os.rmdir(f"{folder}/{path}")
    manifest = Manifest(found.files, os.lstat(folder).st_mtime_ns)
    stamp(folder, needed, manifest.stamp)
    return manifest


def stamp(root: Path, folders: Iterable[str], time: int) -> None:
    """Give folders the time by which a change in them is seen."""
    for folder in folders:
        os.utime(f"{root}/{folder}", ns=(time, time))


def folders_of(paths: Iterable[str]) -> set[str]:
    """Give every folder that these paths lie in, but for the one at the top."""
    folders = set[str]()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a folder: files, the folders in it (outer ones first), and whatever is neither."""

    files: dict[str, Mark] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def look(root: Path) -> Found:
    """Look what is in a folder; links are followed nowhere."""
    found, waiting = Found(), [""]
    while waiting:
        inside = waiting.pop()
        with os.scandir(f"{root}/{inside}") as entries:
            for entry in entries:
                path = inside + entry.name
                if entry.is_dir(follow_symlinks=False):
                    found.folders.append(path)
                    waiting.append(f"{path}/")
                elif entry.is_file(follow_symlinks=False):
                    known = entry.stat(follow_symlinks=False)
                    found.files[path] = known.st_size, known.st_mtime_ns
                else:
                    found.others.append(path)
    return found
