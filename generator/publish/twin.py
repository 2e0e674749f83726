"""The twin: a second site, hidden in the workshop, that becomes the site with the next change.

What stands in both is one file under two names where the disk can do that, so no
file is ever written in place: it is taken away and another one put there. A journal
lists the paths in which the two may differ. It is written before any of them is
touched, and it holds whichever of the two is the site. So a build that is killed
leaves nothing behind that the next one does not know of. A twin without a journal
that can be believed is compared with the site file by file, byte by byte.
"""

import os
import stat
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.publish import sealed
from generator.publish.links import content_of, link, move, take_away
from generator.publish.manifest import Manifest, Mark, folders_of, look, stamp


class NotCarriedError(OSError):
    """The site is not what the last build has left there, so nothing of it can be carried over."""

    def __init__(self) -> None:
        super().__init__("somebody has changed the site while it was built")


@dataclass(frozen=True, slots=True)
class Twin:
    """The twin's folder beside that of the site, on the same disk, and their journal."""

    site: Path
    folder: Path
    journal: Path

    def level(self, manifest: Manifest) -> None:
        """Make the twin like the site, which is as the manifest says.

        Raises:
            NotCarriedError: where the site is not.
        """
        differing = self._differing()
        if differing is None or not self._has_caught_up(differing, manifest):
            self.distrust()
            self._make(manifest)
            self._tell(())

    def change(self, written: Path, removed: Iterable[str], manifest: Manifest) -> Manifest:
        """Move new files into the twin, which is like the site, take others away, and give its manifest."""
        new = look(written).files
        gone = (manifest.files.keys() & set(removed)) - new.keys()
        self._tell((*new, *gone))
        for path in gone:
            self._take_away(path)
        for path in new:
            self._move(f"{written}/{path}", path)
        self._stamp((*new, *gone), manifest.stamp)
        return manifest.changed({path: _mark(os.lstat(f"{self.folder}/{path}")) for path in new}, gone)

    def distrust(self) -> None:
        """Forget the journal: nothing is known of the twin any more."""
        self.journal.unlink(missing_ok=True)

    def _differing(self) -> list[str] | None:
        """Read in which paths site and twin may differ; None where that is not known of these two folders."""
        found = sealed.read(self.journal, _understand)
        return found[1] if found and found[0] == self._pair() else None

    def _tell(self, differing: Collection[str]) -> None:
        sealed.write(self.journal, {"pair": self._pair(), "paths": sorted(differing)})

    def _pair(self) -> list[int] | None:
        """Name the two folders, in whichever place each of them stands; None where they are not two folders."""
        try:
            found = [os.lstat(folder) for folder in (self.site, self.folder)]
        except OSError:
            return None
        return sorted(each.st_ino for each in found) if all(stat.S_ISDIR(each.st_mode) for each in found) else None

    def _has_caught_up(self, differing: list[str], manifest: Manifest) -> bool:
        """Do what is left to do for the twin to be like the site; False where it is not like it then."""
        try:
            for path in differing:
                if path not in manifest.files:
                    self._take_away(path)
            for path in differing:
                if path in manifest.files:
                    self._link(path)
            self._stamp(differing, manifest.stamp)
        except OSError:
            return False
        return manifest.holds_the_same(self.folder)

    def _make(self, manifest: Manifest) -> None:
        """Make the twin from whatever stands in its place."""
        there = self._clear(manifest)
        folders = sorted(folders_of(manifest.files))
        for folder in folders:
            with suppress(FileExistsError):
                os.mkdir(f"{self.folder}/{folder}")
        try:
            for path in manifest.files:
                if path not in there:
                    link(f"{self.site}/{path}", f"{self.folder}/{path}")
                elif not self._has(path):
                    self._link(path)
        except FileNotFoundError:  # no longer in the site
            raise NotCarriedError from None
        stamp(self.folder, folders, manifest.stamp)
        if not manifest.fits(self.folder):
            raise NotCarriedError

    def _clear(self, manifest: Manifest) -> Collection[str]:
        """Take away what is not in the site, but for hidden entries at the top; give the files that are left."""
        if self.folder.is_symlink() or not self.folder.is_dir():
            self.folder.unlink(missing_ok=True)
            self.folder.mkdir()
        found, tops, folders = look(self.folder), manifest.tops, folders_of(manifest.files)
        strays = [
            *found.others,
            *(path for path in found.files if path not in manifest.files),
            *(path for path in reversed(found.folders) if path not in folders),
        ]
        for path in strays:
            top = path.partition("/")[0]
            if top in tops or not top.startswith("."):
                take_away(f"{self.folder}/{path}")
        return found.files

    def _has(self, path: str) -> bool:
        """Tell whether the twin's file is the site's; where it is a copy, that is given the same time."""
        ours, theirs = f"{self.folder}/{path}", f"{self.site}/{path}"
        mine, wanted = os.lstat(ours), os.lstat(theirs)
        if os.path.samestat(mine, wanted):
            return True
        if mine.st_size != wanted.st_size or content_of(ours) != content_of(theirs):
            return False
        os.utime(ours, ns=(wanted.st_mtime_ns, wanted.st_mtime_ns))
        return True

    def _link(self, path: str) -> None:
        self._put(lambda target: link(f"{self.site}/{path}", target), path)

    def _move(self, source: str, path: str) -> None:
        self._put(lambda target: move(source, target), path)

    def _put(self, put: Callable[[str], None], path: str) -> None:
        """Put a file in the twin, where nothing stands, making the folders that it needs."""
        target = f"{self.folder}/{path}"
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(target)
        try:
            put(target)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            put(target)

    def _take_away(self, path: str) -> None:
        """Take away a file, and the folders that are empty then."""
        with suppress(OSError):
            os.unlink(f"{self.folder}/{path}")
        with suppress(OSError):
            while path := path.rpartition("/")[0]:
                os.rmdir(f"{self.folder}/{path}")

    def _stamp(self, paths: Iterable[str], time: int) -> None:
        """Stamp the folders of these paths, where they are still there."""
        for folder in folders_of(paths):
            with suppress(FileNotFoundError, NotADirectoryError):
                stamp(self.folder, [folder], time)


def _understand(told: Any) -> tuple[list[int], list[str]]:
    return told["pair"], told["paths"]


def _mark(found: os.stat_result) -> Mark:
    return found.st_size, found.st_mtime_ns
