"""Watching files: has anything under some paths changed since it was last looked at?

It looks again and again instead of being told by the system: that works on every
disk, also on a network's and in a container, and a folder that is removed and put
back is no special case.
"""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

INTERVAL = 0.05
"""Seconds between two looks."""

SETTLING = 0.05
"""Seconds for which nothing may change before the files are taken as they are."""

LONGEST_SETTLING = 1.0
"""Seconds after which they are taken as they are in any case."""

_SHARE = 10
"""Of so many moments one at most goes into looking, however many files there are."""

Mark = tuple[int, int, int]
"""When a file was written, how long it is, and which file it is, for a file may be put in another's place."""


class Watch:
    """Knows what files were like when they were last taken."""

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        self.paths = frozenset(paths)
        self._taken: dict[str, Mark] = {}
        self._interval = INTERVAL

    def follow(self, paths: Iterable[Path]) -> None:
        """Watch these paths from now on; what is new among them counts as taken."""
        wanted = frozenset(paths)
        self._taken |= _look(wanted - self.paths)
        self.paths = wanted

    def take(self) -> None:
        """Wait until the files have come to rest, and take them as they are."""
        until = time.monotonic() + LONGEST_SETTLING
        seen = self._look()
        while True:
            time.sleep(SETTLING)
            before, seen = seen, self._look()
            if seen == before or time.monotonic() > until:
                self._taken = seen
                return

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until something differs from what was taken; False where the time is over before."""
        until = None if seconds is None else time.monotonic() + seconds
        while not self.has_changed():
            if until is not None and time.monotonic() >= until:
                return False
            time.sleep(self._interval)
        return True

    def has_changed(self) -> bool:
        """Look whether something differs from what was taken."""
        return self._look() != self._taken

    def _look(self) -> dict[str, Mark]:
        start = time.monotonic()
        seen = _look(self.paths)
        self._interval = max(INTERVAL, _SHARE * (time.monotonic() - start))
        return seen


def _look(paths: Iterable[Path]) -> dict[str, Mark]:
    return {name: mark for path in paths for name, mark in _marks(os.fspath(path))}


def _marks(path: str) -> Iterator[tuple[str, Mark]]:
    """Give every file at or under a path; what goes away meanwhile is not there."""
    folders: list[str] = []
    with suppress(OSError, ValueError):
        if not os.path.isdir(path):  # noqa: PTH112 - many times a second; pathlib takes three times as long
            yield path, _mark(os.stat(path))  # noqa: PTH116
            return
        with os.scandir(path) as entries:
            for entry in entries:
                if _is_passing(entry.name):
                    continue
                if not entry.is_dir():
                    yield entry.path, _mark(entry.stat())
                elif not entry.is_symlink():  # a link to a folder may lead back here
                    folders.append(entry.path)
    for folder in folders:
        yield from _marks(folder)


def _mark(found: os.stat_result) -> Mark:
    return found.st_mtime_ns, found.st_size, found.st_ino


def _is_passing(name: str) -> bool:
    """Tell files that are no part of a project: hidden ones, and what editors' programs and Python put down."""
    return name.startswith(".") or name.endswith(("~", ".swp", ".tmp")) or name == "__pycache__"
