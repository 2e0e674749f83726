"""Writing content: all files of one change, or none of them.

Each text is written to a file aside, in the folder where it belongs, and what
stood there is copied aside as well. Only when all of that has worked are the
new files renamed into place, one after the other; where that fails, or somebody
asks to stop, the copies go back. A journal lets the next command do that where
the program was killed.
"""

import codecs
import errno
import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.edit.journal import BusyError, Journal, Page, Step, UnfinishedError, checksum, keeping
from generator.edit.stopping import Asked, holding
from generator.problems import Problem, Span
from generator.read.files import shown_path


def write_all(
    root: Path,
    files: Mapping[Path, str | None],
    moves: Mapping[Path, Path] | None = None,
    hinders: Callable[[], Problem | None] = lambda: None,
) -> Problem | None:
    """Put whole texts in the place of files, and then move files and folders; where anything fails, all is as before.

    Paths may be given from the project's folder `root`, and none may lead out of it. None for a text removes the
    file. A text with LF ends alone takes over the line ends that its file has; any other is written as it is.
    `hinders` is asked last of all, while no other command can write, and may find a reason to leave everything.

    Raises:
        KeyboardInterrupt: where somebody asked to stop; then, too, all is as before.
    """
    writing = _Writing(root, hinders)
    try:
        with holding() as asked:
            return writing.write(files, moves or {}, asked)
    except BusyError:
        return _busy(root, "another command is writing here; nothing was written")
    except UnfinishedError:
        return _busy(root, "a change that was cut short before has been undone just now; nothing was written")
    except (OSError, ValueError) as error:
        return _unwritable(root, writing.at, error)


def _busy(root: Path, message: str) -> Problem:
    return Problem("file-changed", Span(shown_path(root, root)), message, "run the command again")


def changed_since(root: Path, seen: Mapping[Path, bytes]) -> Problem | None:
    """Tell of the first file that does not hold any more what was read from it: somebody else is at work on it."""
    for path, data in seen.items():
        try:
            same = (root / path).read_bytes() == data
        except OSError:
            same = False
        if not same:
            return Problem(
                "file-changed",
                Span(shown_path(root, root / path)),
                "this file was changed by somebody else in the meantime; nothing was written",
                "run the command again",
            )
    return None


class _Writing:
    """One change on its way. `at` is the place that is being worked at."""

    def __init__(self, root: Path, hinders: Callable[[], Problem | None]) -> None:
        self.root = root
        self.hinders = hinders
        self.at = root

    def write(self, files: Mapping[Path, str | None], moves: Mapping[Path, Path], asked: Asked) -> Problem | None:
        """Do all of it, or nothing."""
        journal, data = self._plan(files, moves)
        self.at = self.root
        with keeping(self.root) as page:
            is_done = False
            try:
                page.write(journal)
                self._stage(journal, data, asked)
                problem = self.hinders()
                if problem is None:
                    self._put(journal, page, asked)
                    is_done = True
                return problem
            finally:
                page.settle(journal, is_done=is_done)

    def _plan(
        self, files: Mapping[Path, str | None], moves: Mapping[Path, Path]
    ) -> tuple[Journal, dict[Path, bytes | None]]:
        """Find out all that is to be done, without touching anything."""
        journal, data = Journal(self.root, secrets.token_hex(4)), {}
        for path, text in files.items():
            self.at = whole = _inside(self.root, path)
            data[whole] = new = None if text is None else _encode(whole, text)
            if new is None:
                whole.lstat()
            elif whole.exists() and not os.access(whole, os.W_OK):
                raise OSError(errno.EACCES, os.strerror(errno.EACCES))
            journal.steps.append(Step(whole, None if new is None else checksum(new), whole.exists()))
            missing = [f for f in (whole.parent, *whole.parent.parents) if not f.exists() and f not in journal.folders]
            journal.folders += reversed(missing)
        for source, target in moves.items():
            self.at = _inside(self.root, target)
            journal.moves.append((_inside(self.root, source), self.at))
        return journal, data

    def _stage(self, journal: Journal, data: Mapping[Path, bytes | None], asked: Asked) -> None:
        """Write all that is new aside, and copy all that is there."""
        for folder in journal.folders:
            self.at = folder
            folder.mkdir()
        for step in journal.steps:
            asked.stop_here()
            self.at = step.path
            new, old = data[step.path], journal.aside(step, "old")
            if new is not None:
                _write_aside(journal.aside(step, "new"), new, step.path)
            if step.is_old:
                shutil.copy2(step.path, old)
                _store(old)

    def _put(self, journal: Journal, page: Page, asked: Asked) -> None:
        """Put the files in their places, each with one rename, and move what is to move."""
        page.begin()
        for step in journal.steps:
            asked.stop_here()
            self.at = step.path
            if step.new is None:
                step.path.unlink()
            else:
                journal.aside(step, "new").replace(step.path)
        for source, target in journal.moves:
            asked.stop_here()
            self.at = target
            if target.exists():
                raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))
            source.rename(target)
        asked.stop_here()
        self.at = self.root
        page.end()


def _inside(root: Path, path: Path) -> Path:
    """Give a whole path; one that leads out of the project's folder is refused."""
    whole = root / path
    if not whole.resolve().is_relative_to(root.resolve()) or whole.is_symlink():
        raise OSError(errno.EPERM, "it does not lie in the project's folder")
    return whole


def _write_aside(aside: Path, data: bytes, path: Path) -> None:
    """Write a text aside, with the rights that its file has or a new one gets."""
    aside.write_bytes(data)
    if path.exists():
        shutil.copymode(path, aside)
    _store(aside)


def _store(path: Path) -> None:
    """Wait until the disk holds a file, so that a power cut cannot leave a renamed and empty one."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def _encode(path: Path, text: str) -> bytes:
    """Give a text as bytes, with the byte order mark and the line ends that its file has."""
    old = path.read_bytes() if path.exists() else b""
    if "\r" not in text and 2 * old.count(b"\r\n") > old.count(b"\n"):
        text = text.replace("\n", "\r\n")
    data = text.encode()
    marked = old.startswith(codecs.BOM_UTF8) and not data.startswith(codecs.BOM_UTF8)
    return codecs.BOM_UTF8 + data if marked else data


def _unwritable(root: Path, path: Path, error: OSError | ValueError) -> Problem:
    reason = (error.strerror if isinstance(error, OSError) else None) or "its name or its text cannot be stored"
    return Problem(
        "cannot-write",
        Span(shown_path(root, path)),
        f"this cannot be written ({reason}); nothing was changed",
        "look who may write there and whether the disk is full, and run the command again",
    )
