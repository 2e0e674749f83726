"""Compiled templates, kept where Python keeps its own compiled programs.

To compile all templates takes a quarter of a second, a good part of what an edit may
cost. A program that comes from a file could be anybody's, so nothing of the kind lies in
a project, nor in its cache: only what comes with Sayso is kept, in the folder in
which Python keeps what it has compiled of Sayso's modules. Whoever can write there can
change Sayso itself. Where nothing can be written, or Python was told to leave
nothing behind, templates are compiled at each start.
"""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from generator.cache import NO_CACHE, Cache, checksum, checksum_of_code

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket

_LENGTH = len(checksum())
_SETTERS = tuple(Path(__file__).with_name(name) for name in ("setting.py", "escapes.py", "compiled.py"))
"""What writes the programs, besides Jinja."""


class Compiled(BytecodeCache):
    """Templates that were compiled in one way: in this process all of them, on disk those of one folder."""

    def __init__(self, setter: str, texts: str, folder: Path, kept: Cache = NO_CACHE) -> None:
        self._setter, self._texts, self._folder, self._kept = setter, texts, folder, kept
        self._codes: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Name a template by its file."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's program, if it was compiled before from the same text."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum)) or self._read(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's program."""
        assert bucket.code is not None  # it has just been compiled
        self._codes[bucket.key, bucket.checksum] = bucket.code
        place = self._place(bucket)
        if place:
            self._kept.write(place, [self._stamp(bucket), marshal.dumps(bucket.code)])

    def _read(self, bucket: Bucket) -> CodeType | None:
        place = self._place(bucket)
        data = self._kept.read(place) if place else None
        if data is None or data[:_LENGTH] != self._stamp(bucket):
            return None
        with suppress(ValueError, TypeError, EOFError):  # made by hand, for it is whole
            code: CodeType = marshal.loads(data[_LENGTH:])  # noqa: S302 - from beside Python's own
            self._codes[bucket.key, bucket.checksum] = code
            return code
        return None

    def _place(self, bucket: Bucket) -> str | None:
        """Name the file for a template: one, whatever its text and its words, so that old ones do not pile up."""
        file = Path(bucket.key)
        if not file.is_relative_to(self._folder):
            return None
        return f"{file.relative_to(self._folder).as_posix().replace('/', '+')}.{self._setter}.pyc"

    def _stamp(self, bucket: Bucket) -> bytes:
        return checksum(self._setter, self._texts, bucket.key, bucket.checksum, _made_by()).encode()


@cache
def compiled(setter: str, texts: str, folder: Path) -> Compiled:
    """Give the templates that were compiled in the same way, with the same interface's texts in them.

    `folder` is that of the templates that come with Sayso.
    """
    kept = NO_CACHE if sys.dont_write_bytecode else Cache(Path(cache_from_source(__file__)).parent / "templates")
    return Compiled(setter, texts, folder, kept)


@cache
def _made_by() -> str:
    return checksum(MAGIC_NUMBER, version("jinja2"), checksum_of_code(*_SETTERS))
