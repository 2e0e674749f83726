"""Notes: what was worked out about each article, remembered under a stamp of all that it was worked out from.

They lie in this process from one loading to the next, and on disk where there
is a cache. What nobody asked for since the last `save` is let go.
"""

import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from generator.cache import Cache, Shelf, checksum, checksum_of_code
from generator.text import splitter

Note = TypeVar("Note")


class Notes(Generic[Note]):
    """Notes of one sort; `write` makes of one what a file can hold, and `read` makes it again."""

    def __init__(self, cache: Cache, name: str, write: Callable[[Note], bytes], read: Callable[[bytes], Note]) -> None:
        self._shelf = Shelf(cache, name, _version()) if cache.folder else None
        self._write, self._read = write, read
        self._before: dict[str, tuple[str, Note]] = {}
        self._now: dict[str, tuple[str, Note]] = {}

    def get(self, article: str, stamp: str) -> Note | None:
        """Give the note of an article, if it was made from the same as now."""
        known = self._before.get(article)
        if known is not None and known[0] == stamp:
            if self._shelf:
                self._shelf.keep_on(article)
            self._now[article] = known
            return known[1]
        kept = self._shelf.get(article, stamp) if self._shelf else None
        if kept is None:
            return None
        self._now[article] = (stamp, self._read(kept))
        return self._now[article][1]

    def put(self, article: str, stamp: str, note: Note) -> None:
        """Keep the note of an article."""
        self._now[article] = (stamp, note)
        if self._shelf:
            self._shelf.put(article, stamp, self._write(note))

    def save(self) -> None:
        """Keep the notes of this time, and no others, for the next."""
        self._before, self._now = self._now, {}
        if self._shelf:
            self._shelf.save()


def _version() -> str:
    """Tell of which program the notes are: our code that makes them, and all that it leans on."""
    house = Path(__file__).parents[1]
    others = [house / "problems.py", house / "read/cues.py", *sorted((house / "cues").iterdir())]
    return checksum(
        checksum_of_code(*(house / room for room in ("model", "text", "link", "proof"))),
        *(part for file in others for part in (file.name, file.read_bytes())),
        sys.version,
        unicodedata.unidata_version,
        splitter(),
    )
