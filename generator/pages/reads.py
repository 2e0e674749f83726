"""What a page was made of: the entries that were read of each table while it was made.

Tables are watched, so nobody has to say what a page depends on, and nobody can
forget to. An entry that was looked for and is not there counts as well: once it
is there, the page is another. Whoever goes through a whole table, or counts it,
depends on all of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from generator.pages.digests import Digester

WHOLE = ""
"""Stands among the keys of a table for all that is in it, and its order; no entry has this name."""

Reads = dict[str, list[str]]
"""The keys read, by the name of their table."""

Digests = dict[str, dict[str, str]]
"""The digest of every entry of every table."""


class Watched(dict[Any, Any]):
    """A table that notes which of its entries are read."""

    __slots__ = ("seen",)

    def __init__(self, table: Mapping[Any, Any]) -> None:
        super().__init__(table)
        self.seen: set[Any] = set()

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

    def reads(self) -> Reads:
        """Give what was read since then."""
        return {name: [*map(key_of, table.seen)] for name, table in self.tables.items() if table.seen}

    def rest(self, house: object) -> str:
        """Give the digest of what is in the House and is in no table, and therefore the same for all pages."""
        return Digester().digest(tuple(_rest(house)))

    def digests(self, last: Digests | None = None) -> Digests:
        """Give the digest of every entry there is; those of a table that is the same as it was last are known."""
        digester = Digester()
        return {name: _digests(digester, table, (last or {}).get(name, {})) for name, table in self.tables.items()}


def _digests(digester: Digester, table: Watched, last: dict[str, str]) -> dict[str, str]:
    whole = digester.digest(tuple(table.all()))
    if last.get(WHOLE) == whole:
        return last
    return {WHOLE: whole, **{key_of(key): digester.digest(value) for key, value in table.all()}}


def watch(prefix: str, held: Any, tables: dict[str, Watched]) -> Any:
    """Give a dataclass with all of its tables watched, those of the dataclasses in it as well.

    What is neither a table nor a dataclass is the same for all pages of a build.
    """
    changed: dict[str, Any] = {}
    for field in fields(held):
        value, name = getattr(held, field.name), f"{prefix}{field.name}"
        if isinstance(value, Mapping):
            changed[field.name] = tables[name] = Watched(value)
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


def key_of(key: object) -> str:
    """Give a key as text; several parts are set apart by what stands in no id."""
    return key if isinstance(key, str) else "\t".join(map(str, key)) if isinstance(key, tuple) else str(key)
