"""What was indexed last, kept from one build to the next."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import accumulate, pairwise
from operator import attrgetter
from pathlib import Path

from generator.cache import Cache, checksum, checksum_of_code
from generator.pages import Entry

_FOLDER = "search"

_NAME = re.compile(r"(?!\.)[\w.-]+(/(?!\.)[\w.-]+)*", re.ASCII)
"""What Pagefind calls its files; nothing else may say where a file is written."""

_OUTSIDE = "this is the name of no file of an index"

_values = attrgetter(*(each.name for each in fields(Entry)))


@dataclass(frozen=True, slots=True)
class Shelf:
    """Keeps what was made of entries: a thing has a place, which holds what it was last.

    So an edit puts the new one where the old one was, and the cache does not grow.
    `basis` stands for all that everything is made with: the program, our own code, and the language.
    """

    cache: Cache
    basis: str
    language: str

    def key(self, entries: Iterable[Entry], with_fields: Sequence[str] = ()) -> bytes:
        """Make the checksum of what something is made of."""
        return checksum(self.basis, repr(with_fields), *(repr(_values(entry)) for entry in entries)).encode()

    def read(self, place: str, key: bytes) -> bytes | None:
        """Give what lies in a place, where it was made of just that."""
        kept = self.cache.read(self._name(place))
        return kept[len(key) :] if kept is not None and kept.startswith(key) else None

    def keep(self, place: str, key: bytes, pieces: Iterable[bytes]) -> None:
        """Put something in its place."""
        self.cache.write(self._name(place), [key, *pieces])

    def _name(self, place: str) -> str:
        return f"{_FOLDER}/{self.language}-{place}"


def open_shelf(cache: Cache, program: Path, language: str) -> Shelf:
    """Open the shelf of what this program makes in a language."""
    basis = checksum(program.read_bytes(), checksum_of_code(Path(__file__).parent), language)
    return Shelf(cache, basis, language)


def bundle(files: Mapping[str, bytes]) -> list[bytes]:
    """Write files as one: a line of JSON with their names and sizes, and what they hold."""
    line = json.dumps([[name, len(data)] for name, data in files.items()])
    return [line.encode(), b"\n", *files.values()]


def unbundle(data: bytes) -> dict[str, bytes]:
    """Give the files again.

    Raises:
        OTHER_FORM: where somebody has written something else there by hand.
    """
    end = data.index(b"\n") + 1
    names = json.loads(data[:end])
    if not names or not all(_NAME.fullmatch(name) for name, _ in names):
        raise ValueError(_OUTSIDE)
    ends = accumulate((size for _, size in names), initial=end)
    return {name: data[start:stop] for (name, _), (start, stop) in zip(names, pairwise(ends), strict=True)}
