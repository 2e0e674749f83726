"""Imprints of tables: what tells of two states of a table under which keys they hold something else.

A table is taken in stretches. Each has a digest of all that it holds, and where that
is as it was, nothing in it is looked at more closely. So the digests of single entries
are worked out once, and later only where something has changed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from zlib import crc32

from generator.pages.digests import Digester, packed

WHOLE = ""
"""Stands among the keys of a table for all that is in it, and its order; no entry has this name."""

NAME = 4
"""Bytes of the name of a key. Two keys may share one: then a page too many is made, and never one too few."""

_ENTRY = NAME + 8
"""Bytes of what is held of an entry: the name of its key, and a digest of the key and of all that is under it."""

_STRETCH = 64
"""Entries in a stretch."""

_SUM = 12
"""Bytes of the digest of a stretch, long enough that no two states of it ever share one by chance."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a table of this name looked like."""

    table: str
    sums: bytes = b""
    """The digests of its stretches."""
    entries: bytes = b""
    source: bytes = b""
    """Stands for all that the table was worked out from, where that is told sooner than what is in it."""

    def changed(self, last: "Imprint") -> set[int]:
        """Name the keys under which something else was held before, or something more or less."""
        count = max(len(self.sums), len(last.sums)) // _SUM
        others = [at for at in range(count) if self.sum_of(at) != last.sum_of(at)]
        now, before = self.held(others), last.held(others)
        whole = {name_of(self.table, WHOLE)} if others else set()
        return whole | {int.from_bytes(entry[:NAME], "little") for entry in now ^ before}

    def sum_of(self, at: int) -> bytes:
        """Give the digest of a stretch."""
        return self.sums[at * _SUM : (at + 1) * _SUM]

    def entries_of(self, at: int) -> bytes:
        """Give what is held of the entries of a stretch."""
        return self.entries[at * _STRETCH * _ENTRY : (at + 1) * _STRETCH * _ENTRY]

    def held(self, stretches: Iterable[int]) -> set[bytes]:
        """Give what is held of the single entries of some stretches."""
        held = map(self.entries_of, stretches)
        return {entries[at : at + _ENTRY] for entries in held for at in range(0, len(entries), _ENTRY)}


def take_imprint(
    table: str,
    entries: Iterable[tuple[Any, Any]],
    digester: Digester,
    last: Imprint | None = None,
    source: bytes = b"",
) -> Imprint:
    """Take the imprint of a table; what is as it was `last` is not looked at entry by entry."""
    last = last or Imprint(table)
    if source and source == last.source:
        return last
    entries = list(entries)
    sums, held = list[bytes](), list[bytes]()
    for at in range(0, len(entries), _STRETCH):
        keys, values = zip(*entries[at : at + _STRETCH], strict=True)
        names, number = [*map(key_of, keys)], len(sums)
        told, data = _tell(names, values, digester)
        sums.append(blake2b(data, digest_size=_SUM).digest())
        is_known = sums[-1] == last.sum_of(number)
        held.append(last.entries_of(number) if is_known else b"".join(_look_at(table, names, told)))
    return Imprint(table, b"".join(sums), b"".join(held), source)


def _tell(names: Sequence[str], values: Sequence[Any], digester: Digester) -> tuple[Sequence[Any], bytes]:
    """Give values as plain ones, and what stands for them and their names."""
    line = "\n".join(names)  # keys are ids and addresses, of one line each
    try:
        return values, packed((line, values))
    except ValueError:  # not all of it is plain
        plain = digester.each(values)
        return plain, packed((line, plain))


def _look_at(table: str, names: Iterable[str], told: Iterable[Any]) -> Iterator[bytes]:
    for entry in zip(names, told, strict=True):
        name = name_of(table, entry[0]).to_bytes(NAME, "little")
        yield name + blake2b(packed(entry), digest_size=_ENTRY - NAME).digest()


def name_of(table: str, key: object) -> int:
    """Name a key of a table by a number."""
    return crc32(key_of(key).encode(errors="surrogatepass"), crc32(f"{table}\t".encode()))


def key_of(key: object) -> str:
    """Give a key as text; several parts are set apart by what stands in no id."""
    return key if isinstance(key, str) else "\t".join(map(str, key)) if isinstance(key, tuple) else str(key)
