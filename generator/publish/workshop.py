"""The workshop: a folder beside the site where a new one is made, to be put in place in one step.

Whatever happens, the old site is whole: in its place, or (for the moment between
two renames, where a system cannot exchange folders) in the workshop, from where
the next build puts it back.

A whole new site takes the old one's place, or a small change does: then a hidden
twin of the site is changed and takes its place, and all else stays as it is.
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from generator.cache import HALF, is_own_folder, write_beside
from generator.publish.exchange import exchange
from generator.publish.links import carry_hidden
from generator.publish.manifest import Manifest, note, read
from generator.publish.twin import NotCarriedError, Twin

LONGEST_WAIT = 600.0
"""How many seconds a build waits for another one in the same project."""

_IGNORED_BY_GIT = b"# made by `sayso build`; nothing in here is to be kept\n*\n"


class BusyError(Exception):
    """Another build of the same site did not end in time."""


class NotOursError(OSError):
    """Where the workshop should be is a link, a file or another user's folder: nothing is written or deleted there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f'"{folder.name}" beside the site is a link, or belongs to somebody else')


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

    @property
    def manifest(self) -> Path:
        """What the last build has left in the site."""
        return self.folder / "manifest"

    @property
    def twin(self) -> Twin:
        """The site's twin, which the next change is made in."""
        return Twin(self.site, self.folder / "twin", self.folder / "journal")

    @contextmanager
    def opened(self, when_busy: Callable[[], None]) -> Iterator[Path]:
        """Lock the workshop, tidy it, and give an empty folder for the new site.

        Raises:
            BusyError: when another build holds the workshop for too long.
            NotOursError: when the workshop is a link or another user's.
        """
        if not is_own_folder(self.folder):
            raise NotOursError(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._locked(when_busy):
            self.repair()
            ignored = self.folder / ".gitignore"
            if not os.path.lexists(ignored):
                write_beside(ignored, [_IGNORED_BY_GIT], self.folder)
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
        for folder in (self.new, self.old, self.twin.folder):
            if folder.is_symlink():  # no build makes one; what it leads to is somebody else's
                folder.unlink()
        if self.old.exists() and not self.site.exists():
            self.old.rename(self.site)
        self._keep(self.old)
        _remove(self.new)
        for half in self.folder.glob(f"{HALF}*"):  # whoever wrote it was killed, for we have the lock
            half.unlink(missing_ok=True)

    def put_in_place(self) -> None:
        """Let the new site take the old one's place. Hidden files of the old one, such as `.git`, come along."""
        last, manifest = read(self.manifest), note(self.new)
        self.twin.distrust()
        is_first = not self.site.exists()
        if is_first:
            self.new.rename(self.site)
        else:
            own = {entry.name for entry in self.new.iterdir()}
            self._swap(self.new, own | last.tops if last else own)
        self._note(manifest)
        if not is_first:
            _remove(self.twin.folder)
            with suppress(OSError):  # what stays here goes with the next build
                self._keep(self.new)

    def can_carry(self) -> bool:
        """Tell whether the site is still what the last build has left there, so that a change of it will do."""
        manifest = read(self.manifest)
        return manifest is not None and manifest.fits(self.site)

    def put_changes_in_place(self, written: Path, removed: Iterable[str]) -> None:
        """Let the site with some changes take its place; all else in it is carried over.

        `written` holds the new and changed files, which are moved away from there;
        `removed` are the paths of files that go, from the site's folder, with slashes.

        Raises:
            NotCarriedError: where the site is not what the last build has left there.
        """
        manifest = self._level()
        changed = self.twin.change(written, removed, manifest)
        self._swap(self.twin.folder, manifest.tops | changed.tops)
        self._note(changed)

    def make_twin(self) -> None:
        """Make the twin of the site ahead of the first change, which would else take the time for it.

        Raises:
            NotCarriedError: where the site is not what the last build has left there.
        """
        self._level()

    def _level(self) -> Manifest:
        manifest = read(self.manifest)
        if manifest is None:
            raise NotCarriedError
        self.twin.level(manifest)
        return manifest

    def _note(self, manifest: Manifest | None) -> None:
        """Note what the site holds now. Where that cannot be done, this site is good, and the next is made anew."""
        with suppress(OSError):
            self.manifest.unlink(missing_ok=True)
            if manifest:
                manifest.write(self.manifest)

    def _swap(self, new: Path, own: Collection[str]) -> None:
        """Exchange the site and a new one; hidden entries of the site that no build has made come along."""
        carry_hidden(self.site, new, own)
        shutil.copymode(self.site, new)
        if not exchange(new, self.site):
            self._rename_in_turn(new)

    def _rename_in_turn(self, new: Path) -> None:
        self.site.rename(self.old)
        try:
            new.rename(self.site)
        except BaseException:
            self.old.rename(self.site)
            raise
        with suppress(OSError):  # what stays here is settled by the next build
            self.old.rename(new)

    def _keep(self, folder: Path) -> None:
        """Keep an old site: it becomes the twin with less work than a new one takes, and it need not be deleted."""
        if os.path.lexists(self.twin.folder):
            _remove(folder)
        elif folder.exists():
            folder.rename(self.twin.folder)


def _acquire_patiently(lock: FileLock) -> None:
    try:
        lock.acquire(timeout=LONGEST_WAIT)
    except Timeout:
        raise BusyError from None


def _remove(folder: Path) -> None:
    """Remove a folder; what cannot be removed now is left to the next build."""
    shutil.rmtree(folder, ignore_errors=True)
