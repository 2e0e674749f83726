"""Writing content: all files of one change, or none of them.

Each text is written to a file aside, in the folder where it belongs, and what
stood there is copied aside as well. Only when all of that has worked are the
new files renamed into place, one after the other; where that fails, the copies
go back.
"""

import codecs
import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from generator.problems import Problem, Span
from generator.read.files import shown_path

_ASIDE = ".sayso-"
"""How the names of files aside begin: with a dot, so that nobody reads them as content."""


def write_all(root: Path, files: Mapping[Path, str | None], moves: Mapping[Path, Path] | None = None) -> Problem | None:
    """Put whole texts in the place of files, and then move files and folders; where anything fails, all is as before.

    Paths may be given from the project's folder `root`, and none may lead out of it. None for a text removes the
    file. A text with LF ends alone takes over the line ends that its file has; any other is written as it is.
    """
    at = root
    try:
        # What is left aside is tidied away in any case, and only after what went wrong was undone.
        with ExitStack() as tidy, ExitStack() as undo:
            staged: list[tuple[Path | None, Path, Path | None]] = []
            for path, text in files.items():
                at = _inside(root, path)
                staged.append((_stage(at, text, tidy, undo), at, _keep(at, tidy)))
            for new, at, old in staged:
                _put(new, at, old, undo)
            for source, target in (moves or {}).items():
                at = _inside(root, target)
                _move(_inside(root, source), at, undo)
                _forget_moved([old for _, _, old in staged], root / source, at, tidy)
            undo.pop_all()
    except (OSError, ValueError) as error:
        return _unwritable(root, at, error)
    return None


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


def _inside(root: Path, path: Path) -> Path:
    """Give a whole path; one that leads out of the project's folder is refused."""
    whole = root / path
    if not whole.resolve().is_relative_to(root.resolve()) or whole.is_symlink():
        raise OSError(errno.EPERM, "it does not lie in the project's folder")
    return whole


def _stage(path: Path, text: str | None, tidy: ExitStack, undo: ExitStack) -> Path | None:
    """Write a text aside, with the rights that its file has; None where the file is to be removed."""
    if text is None:
        path.lstat()
        return None
    if path.exists() and not os.access(path, os.W_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
    data = _encode(path, text)
    _make_folders(path.parent, undo)
    aside = _aside(path, tidy)
    # A folder that was made for it can be taken away only when it is empty.
    undo.callback(_forget, aside)
    with aside.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if path.exists():
        shutil.copymode(path, aside)
    else:
        aside.chmod(0o666 & ~_umask())
    return aside


def _make_folders(folder: Path, undo: ExitStack) -> None:
    missing = [entry for entry in (folder, *folder.parents) if not entry.exists()]
    for entry in reversed(missing):
        entry.mkdir()
        undo.callback(entry.rmdir)


def _aside(path: Path, tidy: ExitStack) -> Path:
    handle, name = tempfile.mkstemp(prefix=_ASIDE, dir=path.parent)
    os.close(handle)
    made = Path(name)
    tidy.callback(_forget, made)
    return made


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _umask() -> int:
    """Ask the system which rights new files do not get; it tells only when one is set."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _encode(path: Path, text: str) -> bytes:
    """Give a text as bytes, with the byte order mark and the line ends that its file has."""
    old = path.read_bytes() if path.exists() else b""
    if "\r" not in text and 2 * old.count(b"\r\n") > old.count(b"\n"):
        text = text.replace("\n", "\r\n")
    data = text.encode()
    marked = old.startswith(codecs.BOM_UTF8) and not data.startswith(codecs.BOM_UTF8)
    return codecs.BOM_UTF8 + data if marked else data


def _keep(path: Path, tidy: ExitStack) -> Path | None:
    """Copy aside what stands at a path now."""
    if not path.exists():
        return None
    kept = _aside(path, tidy)
    shutil.copy2(path, kept)
    return kept


def _put(new: Path | None, path: Path, old: Path | None, undo: ExitStack) -> None:
    """Put a file in its place with one rename, or remove it."""
    # The way back is known before the step is taken.
    if old is None:
        undo.callback(_forget, path)
    else:
        undo.callback(old.replace, path)
    if new is None:
        path.unlink()
    else:
        new.replace(path)


def _move(source: Path, target: Path, undo: ExitStack) -> None:
    if target.exists():
        raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))
    source.rename(target)
    undo.callback(target.rename, source)


def _forget_moved(kept: list[Path | None], source: Path, target: Path, tidy: ExitStack) -> None:
    """Tidy away as well what was kept aside in a folder that has moved: it has moved along."""
    for old in kept:
        if old is not None and old.is_relative_to(source):
            tidy.callback(_forget, target / old.relative_to(source))


def _unwritable(root: Path, path: Path, error: OSError | ValueError) -> Problem:
    reason = (error.strerror if isinstance(error, OSError) else None) or "its name or its text cannot be stored"
    return Problem(
        "cannot-write",
        Span(shown_path(root, path)),
        f"this cannot be written ({reason}); nothing was changed",
        "look who may write there and whether the disk is full, and run the command again",
    )
