"""The journal of a change: what is being written, told in a file before it begins.

Where a program is killed or the power goes, the file stays behind, and the next
command undoes with it what was begun. While it is open it is locked, so nobody
undoes what is still at work, and no two write at the same time.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

ASIDE = ".sayso-"
"""How the names of files aside begin: with a dot, so that nobody reads them as content."""

JOURNAL = f"{ASIDE}unfinished"
"""The journal's name, in the folder that holds all that is written."""

_BEGUN, _DONE = b"begun\n", b"done\n"


class BusyError(Exception):
    """Another program is writing here."""


class UnfinishedError(Exception):
    """A change was not finished; it is undone now."""


@dataclass(frozen=True, slots=True)
class Step:
    """One file that changes. `new` is the checksum of what it is to hold, None where it is to go."""

    path: Path
    new: str | None
    is_old: bool


@dataclass(slots=True)
class Journal:
    """What is to be done: files first, then moves. `folders` are those that are made for it, outer ones first."""

    root: Path
    token: str
    steps: list[Step] = field(default_factory=list)
    moves: list[tuple[Path, Path]] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)

    def aside(self, step: Step, what: str) -> Path:
        """Give the place of a file aside: `new` holds what is to come, `old` what was there."""
        return step.path.with_name(f"{ASIDE}{self.token}-{self.steps.index(step)}.{what}")

    def undo(self) -> list[Path]:
        """Make everything as it was; give the files that somebody has changed since, for these are left alone."""
        for source, target in reversed(self.moves):
            if target.exists() and not source.exists():
                target.rename(source)
        return [step.path for step in reversed(self.steps) if not self._undo(step)]

    def _undo(self, step: Step) -> bool:
        new, old = self.aside(step, "new"), self.aside(step, "old")
        is_untouched = new.exists() or (step.is_old and not old.exists())
        if is_untouched:
            return True
        if step.path.exists() and (step.new is None or checksum(step.path.read_bytes()) != step.new):
            # A file that was to go and is still there has not been touched yet.
            return step.new is None and step.path.read_bytes() == old.read_bytes()
        if step.is_old:
            old.replace(step.path)
        else:
            step.path.unlink(missing_ok=True)
        return True

    def tidy(self, *, is_undone: bool) -> None:
        """Take away what lies aside, also in folders that have moved, and folders that were made for nothing."""
        for step in self.steps:
            for aside in (self.aside(step, "new"), self.aside(step, "old")):
                _forget(aside)
                for source, target in self.moves:
                    if aside.is_relative_to(source):
                        _forget(target / aside.relative_to(source))
        for folder in reversed(self.folders) if is_undone else ():
            with suppress(OSError):
                folder.rmdir()


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def checksum(data: bytes) -> str:
    """Tell what a file holds, in short."""
    return sha256(data).hexdigest()


@dataclass(slots=True)
class Page:
    """The open journal. It stays behind where what it tells could not be settled."""

    stream: BinaryIO
    has_begun: bool = False
    is_settled: bool = False

    def write(self, journal: Journal) -> None:
        """Tell what is to be done, before anything is."""
        told = {
            "token": journal.token,
            "files": [[_shown(journal, s.path), s.new, s.is_old] for s in journal.steps],
            "moves": [[_shown(journal, path) for path in move] for move in journal.moves],
            "folders": [_shown(journal, folder) for folder in journal.folders],
        }
        self._add(f"{json.dumps(told)}\n".encode())

    def begin(self) -> None:
        """Note that all lies ready aside, and files change from now on."""
        self._add(_BEGUN)
        self.has_begun = True

    def end(self) -> None:
        """Note that all is in place."""
        self._add(_DONE)

    def settle(self, journal: Journal, *, is_done: bool) -> None:
        """Undo what was begun, unless it is done, and tidy up."""
        if self.has_begun and not is_done:
            journal.undo()
        journal.tidy(is_undone=not is_done)
        self.is_settled = True

    def _add(self, data: bytes) -> None:
        self.stream.write(data)
        self.stream.flush()
        os.fsync(self.stream.fileno())


def _shown(journal: Journal, path: Path) -> str:
    return path.relative_to(journal.root).as_posix()


@contextmanager
def keeping(root: Path) -> Iterator[Page]:
    """Open the journal of a change, and take it away at the end.

    Raises:
        BusyError: where another program is writing.
        UnfinishedError: where a change was begun here before; it is undone now.
        OSError: where no journal can be kept.
    """
    if recover(root) is not None:
        raise UnfinishedError
    stream = _open(root / JOURNAL, os.O_CREAT)
    with stream:
        if os.fstat(stream.fileno()).st_size:
            # Whoever began it was ended just now.
            raise BusyError
        page = Page(stream)
        try:
            yield page
        finally:
            if page.is_settled:
                _take_away(root, stream)


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of a change that was cut short: undone, but for files changed since, or done already."""

    is_undone: bool
    left: tuple[Path, ...] = ()


def recover(root: Path) -> Recovered | None:
    """Undo a change that was cut short, or tidy up behind one that was done; None where there is none.

    Raises:
        OSError: where it cannot be undone; the journal stays, to try again.
    """
    try:
        stream = _open(root / JOURNAL, 0)
    except (FileNotFoundError, BusyError):
        return None
    with stream:
        first, _, state = stream.read().partition(b"\n")
        journal = _understand(root, first)
        recovered = _settle(journal, state) if journal else None
        _take_away(root, stream)
    return recovered


def _take_away(root: Path, stream: BinaryIO) -> None:
    if sys.platform == "win32":
        stream.close()  # this system keeps a file while it is open
    _forget(root / JOURNAL)


def _settle(journal: Journal, state: bytes) -> Recovered:
    is_undone = _DONE not in state
    left = journal.undo() if _BEGUN in state and is_undone else []
    journal.tidy(is_undone=is_undone)
    return Recovered(is_undone, tuple(sorted(left)))


def _understand(root: Path, line: bytes) -> Journal | None:
    """Read a journal; None where its own writing was cut short, for then nothing had begun.

    It may have come with somebody else's content: it is believed only about files of this folder.
    """
    try:
        told = json.loads(line)
        files = [Step(_believed(root, path), new, bool(is_old)) for path, new, is_old in told["files"]]
        moves = [(_believed(root, source), _believed(root, target)) for source, target in told["moves"]]
        folders = [_believed(root, folder) for folder in told["folders"]]
        return Journal(root, _token(told["token"]), files, moves, folders)
    except (ValueError, TypeError, KeyError):
        return None


def _token(told: Any) -> str:
    if not (isinstance(told, str) and told.isalnum()):
        raise ValueError
    return told


def _believed(root: Path, told: Any) -> Path:
    if not isinstance(told, str):
        raise TypeError
    whole = root / told
    outside = not whole.resolve().is_relative_to(root.resolve()) or whole.is_symlink()
    if outside or any(part.casefold() in {"..", ".git"} for part in whole.relative_to(root).parts):
        raise ValueError
    return whole


def _open(path: Path, flags: int) -> BinaryIO:
    """Open a journal and lock it; the system takes the lock off when a program ends, however it ends."""
    handle = os.open(path, os.O_RDWR | flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0), 0o666)
    stream = os.fdopen(handle, "r+b")
    try:
        _lock(handle)
        # Whoever had it locked before may have taken it away.
        is_ours = os.path.samestat(os.fstat(handle), path.stat())
    except (BlockingIOError, FileNotFoundError):
        is_ours = False
    if not is_ours:
        stream.close()
        raise BusyError
    return stream


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - this system alone has it

        try:
            # Far behind all that is written: what is locked cannot be read either.
            os.lseek(handle, 1 << 30, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        except OSError as error:
            raise BlockingIOError from error
    else:
        import fcntl  # noqa: PLC0415 - not every system has it

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
