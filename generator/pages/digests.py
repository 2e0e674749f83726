"""Digests of what pages are made of: two values with the same digest look the same on every page.

Whatever can be read from a table of the Library, the House or the Proof has one.
A type that nobody thought of has none and is a fault of the program: what is not
looked at could change without a page being made anew.
"""

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import blake2b
from operator import attrgetter, methodcaller
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from generator.link import LinkedPosition, Status
from generator.model import Record
from generator.text import FoldedSource, SourceText

_BYTES = 10
"""Long enough that no two states of one entry ever share a digest by chance."""

_PLAIN: tuple[type, ...] = (str, int, float, bool, bytes, type(None))

_WITHOUT_REFERENCES = 2
"""The version of marshal's format that depends on values alone, and not on which of them are the same object."""

_Way = Callable[[Any], Any]


class Digester:
    """Makes values plain and works out digests; what is held in several tables is looked at once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, Any]] = {}
        """What was given for values: by identity, with the value itself, so that no other takes its place meanwhile."""
        self._ways = _Ways(self._find_way)
        self._rows = self._once(lambda held: shortened(self.each(held)))

    def digest(self, value: object) -> str:
        """Give the digest of a value.

        Raises:
            TypeError: when it holds something whose looks nobody has thought of.
        """
        return digest_of(self.plain(value))

    def plain(self, value: Any) -> Any:
        """Give a value as one of plain parts; records, and what is long and stands in several tables, as digests.

        Raises:
            TypeError: as `digest`.
        """
        return self._ways[type(value)](value)

    def each(self, values: Sequence[Any]) -> list[Any]:
        """Give each of some values as plain parts."""
        kinds = {*map(type, values)}
        if len(kinds) == 1:  # most often all are alike
            return [*map(self._ways[kinds.pop()], values)]
        return [*map(self.plain, values)]

    def _find_way(self, kind: type) -> _Way:
        """Find how values of a type are made plain, once for each type."""
        ways: dict[type | tuple[type, ...], _Way] = {
            Record: attrgetter("digest"),
            str: str,  # such as markup
            (tuple, list): self._all,
            Mapping: lambda held: (self.each([*held]), self.each([*held.values()])),
            (frozenset, set): lambda held: sorted(self.each([*held])),
            date: methodcaller("isoformat"),
            SourceText: self._once(lambda text: shortened((text.file, text.text))),
            # Folded words are worked out from the text alone, and so are the sections of a text.
            FoldedSource: lambda folded: self.plain(folded.source),
        }
        if hasattr(kind, "_fields") and (hints := _hints(kind)) and all(map(_is_plain, hints.values())):
            return tuple
        for base, way in ways.items():
            if issubclass(kind, base):
                return way
        if not is_dataclass(kind):
            message = f"{kind.__name__} has no digest"
            raise TypeError(message)
        way = self._way_of_parts(kind)
        return self._once(lambda value: shortened(way(value))) if kind in _SHORTENED else way

    def _all(self, held: Sequence[Any]) -> Any:
        if held and self._ways[type(held[0])] is tuple:  # rows, of which there may be many
            return self._rows(held)
        return (self.plain(held[0]),) if len(held) == 1 else tuple(self.each(held))

    def _way_of_parts(self, kind: type) -> _Way:
        """Find how a dataclass is made plain: most of what it holds can be taken out as it is."""
        paths, ways = sorted(_paths(kind), key=lambda path: not path.is_plain), self._ways
        take, cut = _taking([path.name for path in paths]), sum(path.is_plain for path in paths)
        if cut == len(paths):
            return take

        def go(value: object) -> Any:
            parts = take(value)
            return parts[:cut] + tuple([ways[type(part)](part) if part else part for part in parts[cut:]])

        return go

    def _once(self, way: _Way) -> _Way:
        """Let a way remember what it has given."""
        known = self._known

        def ask(value: object) -> Any:
            found = known.get(id(value))
            if found is None:
                found = known[id(value)] = value, way(value)
            return found[1]

        return ask


_SHORTENED = frozenset({SourceText, FoldedSource, LinkedPosition, Status})
"""What is long and stands in several tables."""


class _Ways(dict[type, _Way]):
    """How values of each type are made plain, found out when the first of them is met."""

    def __init__(self, find: Callable[[type], _Way]) -> None:
        super().__init__(dict.fromkeys(_PLAIN, _as_it_is))
        self._find = find

    def __missing__(self, kind: type) -> _Way:
        way = self[kind] = self._find(kind)
        return way


def _as_it_is(value: Any) -> Any:
    return value


class _Path(NamedTuple):
    """The way from a dataclass to something that it holds; `is_plain` where the types say so."""

    name: str
    is_plain: bool


def _taking(paths: list[str]) -> _Way:
    """Give what takes the values at some paths, as a tuple."""
    if len(paths) > 1:
        return attrgetter(*paths)
    return lambda value: tuple(attrgetter(path)(value) for path in paths)


def _paths(kind: type) -> Iterator[_Path]:
    """Give the ways to all that a dataclass holds, through dataclasses that are parts of it."""
    hints = _hints(kind)
    for name in (field.name for field in fields(kind)):
        hint = hints.get(name)
        held = hint if isinstance(hint, type) else object
        if issubclass(held, Record):
            yield _Path(f"{name}.digest", is_plain=True)
        elif is_dataclass(held) and held not in _SHORTENED:
            yield from (path._replace(name=f"{name}.{path.name}") for path in _paths(held))
        else:
            yield _Path(name, _is_plain(hint))


def _hints(kind: type) -> dict[str, Any]:
    with suppress(NameError):  # what is named for type checkers alone is not known here
        return get_type_hints(kind)
    return {}


def _is_plain(hint: Any) -> bool:
    """Tell whether a type holds nothing but plain values."""
    if get_origin(hint) in (tuple, Union, UnionType):
        return all(part is Ellipsis or _is_plain(part) for part in get_args(hint))
    return hint in _PLAIN or get_origin(hint) is Literal


def packed(plain: Any) -> bytes:
    """Give something made of text, numbers, bytes, None and tuples and lists of these as bytes that stand for it.

    Raises:
        ValueError: when it is made of anything else.
    """
    return marshal.dumps(plain, _WITHOUT_REFERENCES)


def shortened(plain: Any) -> bytes:
    """Give the digest of something that can be packed, as bytes."""
    return blake2b(packed(plain), digest_size=_BYTES).digest()


def digest_of(plain: Any) -> str:
    """Give the same in digits."""
    return shortened(plain).hex()
