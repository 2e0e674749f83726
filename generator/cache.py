"""What is costly to make and depends on nothing but its ingredients is kept from one build to the next.

A thing is kept under the checksum of everything it was made from, or holds that
checksum itself, so it is never stale. Each file begins with a checksum of its
own: one that is cut short or was changed is as if it were not there. A cache
that is lost, full, read-only or somebody else's costs time and nothing else.
"""

import os
import stat
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b, sha256
from pathlib import Path
from secrets import token_hex
from tempfile import NamedTemporaryFile

from pydantic_core import from_json, to_json

OTHER_FORM = (ValueError, TypeError, KeyError, IndexError, AttributeError)
"""What is raised when something that was kept is understood and has another form than it should."""

FOLDER = ".sayso-cache"
"""The folder in a project that holds what is kept; Git ignores it by a file inside."""

HALF = ".half-"
"""What the names of files begin with while they are written."""

_LONGEST_WRITING = 600
"""Seconds after which nobody writes such a file any more."""

_HEAD = b"sayso 1 "
_HEAD_LENGTH = len(_HEAD) + 64 + 1


def checksum(*parts: str | bytes) -> str:
    """Make the checksum of some parts, in 32 digits; where one part ends and the next begins counts too."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        made.update(b"%d " % len(data))
        made.update(data)
    return made.hexdigest()


@cache
def checksum_of_code(*places: Path) -> str:
    """Make the checksum of Python files and of all in some folders: whoever keeps what they made must know them again.

    Where there is no code to be read, nothing is ever known again.
    """
    files = [file for place in places for file in (sorted(place.rglob("*.py")) if place.is_dir() else [place])]
    if not files or not all(file.is_file() for file in files):
        return token_hex()
    return checksum(*(part for file in files for part in (file.name, file.read_bytes())))


@dataclass(frozen=True)
class Cache:
    """A folder of things that were made; without a folder everything is made each time."""

    folder: Path | None = None

    def get(self, kind: str, ingredients: str | bytes, make: Callable[[], bytes]) -> bytes:
        """Give what was made of these ingredients, now or before.

        `kind` is a short word, the folder of its own; the maker's version belongs to the ingredients.
        """
        if self.folder is None:
            return make()
        data = ingredients.encode() if isinstance(ingredients, str) else ingredients
        name = f"{kind}/{sha256(data).hexdigest()}"
        kept = self.read(name)
        if kept is not None:
            return kept
        made = make()
        self.write(name, [made])
        return made

    def read(self, name: str) -> bytes | None:
        """Give what is kept under a name, alone or in a folder (`kind/name`); None where there is nothing whole."""
        if self.folder is None or not self._is_ours:
            return None
        with suppress(OSError):
            data = read_own(self.folder / name)
            if data[:_HEAD_LENGTH] == _head(name, [memoryview(data)[_HEAD_LENGTH:]]):
                return data[_HEAD_LENGTH:]
        return None

    def write(self, name: str, pieces: Iterable[bytes | memoryview]) -> None:
        """Keep something under a name, given in pieces; where that cannot be done nothing happens."""
        if self.folder is None or not self._is_ours:
            return
        with suppress(OSError):
            self._write(self.folder / name, name, list(pieces))

    def _write(self, file: Path, name: str, pieces: list[bytes | memoryview]) -> None:
        """Write beside the place and rename, so that another build never reads half a thing."""
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.parent.is_symlink():
            write_beside(file, [_head(name, pieces), *pieces], self._ready)

    @cached_property
    def _ready(self) -> Path:
        """Give the folder, ignored by Git and without what programs left half-written that were killed."""
        assert self.folder is not None  # nothing is kept without one
        ignored = self.folder / ".gitignore"
        if not os.path.lexists(ignored):
            write_beside(ignored, [b"*\n"], self.folder)
        long_ago = time.time() - _LONGEST_WRITING
        for left in self.folder.glob(f"{HALF}*"):
            with suppress(OSError):
                if left.lstat().st_mtime < long_ago:
                    left.unlink()
        return self.folder

    @cached_property
    def _is_ours(self) -> bool:
        """Tell whether the folder lies in the project and belongs to whoever runs this, or can still be made."""
        assert self.folder is not None  # asked of a folder only
        try:
            real = self.folder.resolve()
            found = real.stat()
        except FileNotFoundError:
            return not self.folder.is_symlink()
        except (OSError, RuntimeError):
            return False
        return real.is_relative_to(self.folder.parent.resolve()) and _owns(found)


def write_beside(file: Path, pieces: Iterable[bytes | memoryview], folder: Path) -> None:
    """Write a file in another folder of the same disk and rename it: there is never half of one.

    Raises:
        OSError: then there is nothing of it.
    """
    with NamedTemporaryFile(dir=folder, prefix=HALF, delete=False) as beside:
        try:
            beside.writelines(pieces)
            beside.close()
            os.replace(beside.name, file)  # noqa: PTH105 - one step, on every system
        except BaseException:
            with suppress(OSError):
                os.unlink(beside.name)  # noqa: PTH108 - likewise
            raise


def is_own_folder(folder: Path) -> bool:
    """Tell whether a folder may be written in: it belongs to whoever runs this, and is no link to another one.

    One that is not there may be made.
    """
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return True
    return stat.S_ISDIR(found.st_mode) and _owns(found)


def _owns(found: os.stat_result) -> bool:
    """Tell whether a file belongs to whoever runs this, where the system can say."""
    return not hasattr(os, "getuid") or found.st_uid == os.getuid()


_PLAINLY = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
"""How a file is opened: no link is followed, and nobody waits for a pipe."""


def read_own(path: Path) -> bytes:
    """Read an ordinary file that belongs to whoever runs this, and that no link leads to.

    Raises:
        OSError: where it is anything else.
    """
    opened = os.open(path, _PLAINLY)
    with os.fdopen(opened, "rb") as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode) or not _owns(found):
            raise PermissionError(path)
        return stream.read()


def _head(name: str, pieces: Iterable[bytes | memoryview]) -> bytes:
    """Make the first line of a file: our version, and a checksum of its name and of all that follows."""
    made = sha256(name.encode() + b"\n")
    for piece in pieces:
        made.update(piece)
    return _HEAD + made.hexdigest().encode() + b"\n"


NO_CACHE = Cache()
"""For whoever makes everything each time."""


class Shelf:
    """Many small things kept in one file of the cache, each under a name and with a stamp of what it was made from.

    Thousands of small files would take longer to open than to make again what
    is in them. What nobody asked for since the last `save` is let go then.
    """

    def __init__(self, kept: Cache, name: str, version: str) -> None:
        self._cache, self._name, self._version = kept, name, version
        self._held = self._open()
        self._used: dict[str, tuple[str, bytes | memoryview]] = {}
        self._is_new = False

    def _open(self) -> dict[str, tuple[str, bytes | memoryview]]:
        """Open the file; one that is whole and has another form all the same is as if it were not there."""
        with suppress(ValueError, TypeError):
            return self._read()
        return {}

    def _read(self) -> dict[str, tuple[str, bytes | memoryview]]:
        """Read the file; its first line tells what lies in it, and how long each thing is."""
        data = self._cache.read(self._name) or b"[0]"
        first, _, _ = data.partition(b"\n")
        version, *told = from_json(first)
        if version != self._version:
            return {}
        held: dict[str, tuple[str, bytes | memoryview]] = {}
        rest = memoryview(data)[len(first) + 1 :]
        for name, stamp, length in told:
            held[name] = (stamp, rest[:length])
            rest = rest[length:]
        return held

    def get(self, name: str, stamp: str) -> bytes | None:
        """Give what is kept under a name, if it was made from the same as now."""
        found = self._used.get(name) or self._held.get(name)
        if found is None or found[0] != stamp:
            return None
        self._used[name] = found
        return bytes(found[1])

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was kept before."""
        return not self._held

    def put(self, name: str, stamp: str, made: bytes) -> None:
        """Keep something under a name."""
        self._used[name] = (stamp, made)
        self._is_new = True

    def keep_on(self, name: str) -> None:
        """Keep what is there under a name, without a look at it."""
        self._used[name] = self._held[name]

    def save(self) -> None:
        """Write the file again if anything is new, or has become of no use."""
        if self._is_new or self._used.keys() != self._held.keys():
            told = [self._version, *((name, stamp, len(made)) for name, (stamp, made) in self._used.items())]
            self._cache.write(self._name, [to_json(told), b"\n", *(made for _, made in self._used.values())])
        self._held, self._used, self._is_new = self._used, {}, False
