"""The workshop: a folder beside the site where a new one is made, to be put in place in one step.

Whatever happens, the old site is whole: in its place, or (for the moment between
two renames, where a system cannot exchange folders) in the workshop, from where
the next build puts it back.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from generator.publish.exchange import exchange

LONGEST_WAIT = 600.0
"""How many seconds a build waits for another one in the same project."""

_IGNORED_BY_GIT = "# made by `sayso build`; nothing in here is to be kept\n*\n"


class BusyError(Exception):
    """Another build of the same site did not end in time."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """The folder `.site.sayso/` beside `site/`, on the same file system."""

    site: Path

    @property
    def folder(self) -> Path:
        """The workshop's own folder."""
        return self.site.with_name(f".{self.site.name}.sayso")

    @property
    def new(self) -> Path:
        """Where the new site is made."""
        return self.folder / "new"

    @property
    def old(self) -> Path:
        """Where the old site stands between two renames."""
        return self.folder / "old"

    @contextmanager
    def opened(self, when_busy: Callable[[], None]) -> Iterator[Path]:
        """Lock the workshop, tidy it, and give an empty folder for the new site.

        Raises:
            BusyError: when another build holds the workshop for too long.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / ".gitignore").write_text(_IGNORED_BY_GIT, encoding="utf-8")
        with self._locked(when_busy):
            self.repair()
            self.new.mkdir()
            try:
                yield self.new
            finally:
                _remove(self.new)

    @contextmanager
    def _locked(self, when_busy: Callable[[], None]) -> Iterator[None]:
        lock = FileLock(self.folder / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            when_busy()
            _acquire_patiently(lock)
        try:
            yield
        finally:
            lock.release()

    def repair(self) -> None:
        """Put back an old site that a killed build left here, and clear away the rest of that build."""
        if self.old.exists() and not self.site.exists():
            self.old.rename(self.site)
        _remove(self.old)
        _remove(self.new)

    def put_in_place(self) -> None:
        """Let the new site take the old one's place. Hidden files of the old one, such as `.git`, come along."""
        if not self.site.exists():
            self.new.rename(self.site)
            return
        _carry_over_hidden(self.site, self.new)
        shutil.copymode(self.site, self.new)
        if not exchange(self.new, self.site):
            self._rename_twice()
        # After an exchange the old site is where the new one was; `opened` removes it.

    def _rename_twice(self) -> None:
        self.site.rename(self.old)
        try:
            self.new.rename(self.site)
        except BaseException:
            self.old.rename(self.site)
            raise
        _remove(self.old)


def _acquire_patiently(lock: FileLock) -> None:
    try:
        lock.acquire(timeout=LONGEST_WAIT)
    except Timeout:
        raise BusyError from None


def _remove(folder: Path) -> None:
    """Remove a folder; what cannot be removed now is left to the next build."""
    shutil.rmtree(folder, ignore_errors=True)


def _carry_over_hidden(old: Path, new: Path) -> None:
    """Link the hidden entries of the old site into the new one, as `mkdocs build` leaves them alone too.

    They are linked and not moved: until the exchange the old site keeps them.
    """
    for entry in old.iterdir():
        target = new / entry.name
        if not entry.name.startswith(".") or target.exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, target, symlinks=True, copy_function=_link)
        else:
            _link(entry, target)


def _link(source: Path | str, target: Path | str) -> None:
    with suppress(OSError, NotImplementedError):
        os.link(source, target, follow_symlinks=False)
        return
    shutil.copy2(source, target, follow_symlinks=False)
