"""What a page was made of: the entries that were read of each table while it was made.

Tables are watched, so nobody has to say what a page depends on, and nobody can
forget to. An entry that was looked for and is not there counts as well: once it
is there, the page is another. Whoever goes through a whole table, or counts it,
depends on all of it.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import chain
from typing import Any, Literal

from generator.pages.digests import Digester, shortened
from generator.pages.imprints import WHOLE, Imprint, name_of, take_imprint

NUMBERS: Literal["I"] = "I"
"""The form of an array in which the names of keys are held."""

ARTICLES, MENTIONS = "library.articles", "library.mentions_of"

Imprints = dict[str, Imprint]
"""What all tables look like, by their names."""


class Watched(dict[Any, Any]):
    """A table that notes which of its entries are read."""

    __slots__ = ("names", "seen")

    def __init__(self, name: str, table: Mapping[Any, Any]) -> None:
        super().__init__(table)
        self.seen: set[Any] = set()
        self.names = _Names(name)

    def __getitem__(self, key: Any) -> Any:
        self.seen.add(key)
        return super().__getitem__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        """Give an entry, where there is one."""
        self.seen.add(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self.seen.add(key)
        return super().__contains__(key)

    def __iter__(self) -> Iterator[Any]:
        self.seen.add(WHOLE)
        return super().__iter__()

    def __reversed__(self) -> Iterator[Any]:
        self.seen.add(WHOLE)
        return super().__reversed__()

    def __len__(self) -> int:
        self.seen.add(WHOLE)
        return super().__len__()

    def __bool__(self) -> bool:
        self.seen.add(WHOLE)
        return super().__len__() > 0

    def keys(self) -> Any:
        """Give all keys."""
        self.seen.add(WHOLE)
        return super().keys()

    def values(self) -> Any:
        """Give all entries."""
        self.seen.add(WHOLE)
        return super().values()

    def items(self) -> Any:
        """Give all keys with their entries."""
        self.seen.add(WHOLE)
        return super().items()

    def all(self) -> Any:
        """Give all keys with their entries, unnoticed: for whoever makes no page."""
        return super().items()


@dataclass(frozen=True, slots=True)
class Watch:
    """All watched tables of a build, by name."""

    tables: dict[str, Watched]

    def forget(self) -> None:
        """Begin anew, before another page is made."""
        for table in self.tables.values():
            table.seen.clear()

    def reads(self) -> bytes:
        """Give the names of all keys that were read since then, as an array of numbers."""
        read = [map(table.names.__getitem__, table.seen) for table in self.tables.values() if table.seen]
        return array(NUMBERS, sorted(chain.from_iterable(read))).tobytes()

    def rest(self, house: object) -> str:
        """Give the digest of what is in the House and is in no table, and therefore the same for all pages."""
        return Digester().digest(tuple(_rest(house)))

    def imprints(self, last: Imprints | None = None) -> Imprints:
        """Take the imprint of every table; what is in one as it was `last` need not be looked at closely."""
        digester, before = Digester(), last or {}
        sources = {MENTIONS: self._mentions(digester)}
        return {
            name: take_imprint(name, table.all(), digester, before.get(name), sources.get(name, b""))
            for name, table in self.tables.items()
        }

    def _mentions(self, digester: Digester) -> bytes:
        """Stand for all mentions, from which linking has made one of the largest tables."""
        articles = self.tables.get(ARTICLES, Watched(ARTICLES, {}))
        return shortened([(name, digester.plain(article.mentions)) for name, article in articles.all()])


class _Names(dict[Any, int]):
    """The names of the keys of one table, each worked out once."""

    def __init__(self, table: str) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, key: Any) -> int:
        name = self[key] = name_of(self._table, key)
        return name


def watch(prefix: str, held: Any, tables: dict[str, Watched]) -> Any:
    """Give a dataclass with all of its tables watched, those of the dataclasses in it as well.

    What is neither a table nor a dataclass is the same for all pages of a build.
    """
    changed: dict[str, Any] = {}
    for field in fields(held):
        value, name = getattr(held, field.name), f"{prefix}{field.name}"
        if isinstance(value, Mapping):
            changed[field.name] = tables[name] = Watched(name, value)
        elif field.name in _NESTED:
            changed[field.name] = watch(f"{name}.", value, tables)
    return replace(held, **changed)


def _rest(held: Any) -> Iterator[Any]:
    for field in fields(held):
        value = getattr(held, field.name)
        if field.name in _NESTED:
            yield from _rest(value)
        elif field.name not in _KNOWN_OTHERWISE and not isinstance(value, Mapping):
            if is_dataclass(value):
                message = f"nobody has said whether {field.name} holds tables"
                raise TypeError(message)
            yield field.name, value


_NESTED = frozenset({"library", "proof", "atlas", "lists"})

_KNOWN_OTHERWISE = frozenset({"site", "words", "world", "memo"})
"""Settings, the interface's words and the shipped world, which whoever builds a site knows, and what tables tell."""
