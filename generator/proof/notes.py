"""Notes: what was worked out about each article, remembered under a stamp of all that it was worked out from.

They lie in this process from one loading to the next, and on disk where there
is a cache. What nobody asked for since the last `save` is let go.
"""

import sys
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

from generator.cache import OTHER_FORM, Cache, Shelf, checksum, checksum_of_code
from generator.problems import Problem, Severity, Span
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
        with suppress(*OTHER_FORM):
            if kept is not None:
                self._now[article] = (stamp, self._read(kept))
                return self._now[article][1]
        return None

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


def noting(label: Callable[[str], str], names: dict[str, str]) -> Callable[[str], str]:
    """Give what gives the names of ids, and notes which it was asked for: what was made with it depends on them."""

    def note(some_id: str) -> str:
        names[some_id] = label(some_id)
        return names[some_id]

    return note


def keep_warning(problem: Problem) -> list[object]:
    """Write a warning as plain values; the words of a text that are shown with it are left out."""
    return [problem.code, problem.span, problem.message, problem.help, problem.withheld]


def make_warning(kept: list[Any]) -> Problem:
    """Make a warning of plain values."""
    code, place, message, help_, withheld = kept
    return Problem(code, Span(*place), message, help_, Severity.WARNING, withheld=withheld)


def _version() -> str:
    """Tell of which program the notes are: our code that makes them, and all that it leans on."""
    house = Path(__file__).parents[1]
    others = [house / "problems.py", *sorted((house / "cues").iterdir())]
    return checksum(
        checksum_of_code(*(house / room for room in ("model", "read", "text", "link", "proof"))),
        *(part for file in others for part in (file.name, file.read_bytes())),
        sys.version,
        unicodedata.unidata_version,
        splitter(),
    )
