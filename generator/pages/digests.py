"""Digests of what pages are made of: two values with the same digest look the same on every page.

Whatever can be read from a table of the Library, the House or the Proof has one.
A type that nobody thought of has none and is a fault of the program: what is not
looked at could change without a page being made anew.
"""

import marshal
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from generator.model import Record
from generator.text import FoldedSource, SourceText

_BYTES = 10
"""Long enough that no two states of one entry ever share a digest by chance."""

_PLAIN: tuple[type, ...] = (str, int, float, bool, bytes, type(None))

_WITHOUT_REFERENCES = 2
"""The version of marshal's format that depends on values alone, and not on which of them are the same object."""


class Digester:
    """Works out digests; what is held in several tables is looked at once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}
        """By identity, with the object itself, so that no other takes its place meanwhile."""
        self._ways: dict[type, Callable[[Any], Any]] = dict.fromkeys(_PLAIN, _as_it_is)

    def digest(self, value: object) -> str:
        """Give the digest of a value.

        Raises:
            TypeError: when it holds something whose looks nobody has thought of.
        """
        try:
            return digest_of(value)
        except ValueError:  # not all of it is plain
            return digest_of(self._plain(value))

    def _plain(self, value: Any) -> Any:
        """Give a value as one of plain parts, dataclasses and records as their digests."""
        way = self._ways.get(type(value))
        if way is None:
            way = self._ways[type(value)] = self._way(type(value))
        return way(value)

    def _way(self, kind: type) -> Callable[[Any], Any]:
        """Find how values of a type are made plain, once for each type."""
        ways: dict[type | tuple[type, ...], Callable[[Any], Any]] = {
            Record: attrgetter("digest"),
            str: str,  # such as markup
            (tuple, list): lambda held: tuple([self._plain(part) for part in held]),
            Mapping: lambda held: tuple([(self._plain(key), self._plain(part)) for key, part in held.items()]),
            (frozenset, set): lambda held: tuple(sorted(self._plain(part) for part in held)),
            date: date.isoformat,
        }
        for base, way in ways.items():
            if issubclass(kind, base):
                return way
        if not is_dataclass(kind):
            message = f"{kind.__name__} has no digest"
            raise TypeError(message)
        take = _SHORTENED.get(kind) or _parts_of(kind)
        return lambda value: self._remembered(value, take)

    def _remembered(self, value: object, take: Callable[[Any], tuple[Any, ...]]) -> str:
        known = self._known.get(id(value))
        if known is None:
            known = value, self.digest(take(value))
            self._known[id(value)] = known
        return known[1]


def _as_it_is(value: Any) -> Any:
    return value


_SHORTENED: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    # Sections and folded words are worked out from the text alone.
    SourceText: attrgetter("file", "text"),
    FoldedSource: lambda folded: (folded.source.file, folded.source.text),
}


def _parts_of(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def digest_of(plain: Any) -> str:
    """Give the digest of something made of text, numbers, bytes, None and tuples of these."""
    return blake2b(marshal.dumps(plain, _WITHOUT_REFERENCES), digest_size=_BYTES).hexdigest()
