"""The record of a build: what each page was made of, so that the next build makes only what has changed.

It lies in the workshop beside the site that it describes, and is worth nothing
without that site. It holds digests, keys and what the search knows of pages, and is never
trusted half: one that is damaged, or was written by another version, is as if it were not there.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from generator.cache import OTHER_FORM, read_own
from generator.pages.digests import digest_of
from generator.pages.reads import WHOLE, Digests, Reads

_VERSION = 1


Numbered = list[list[int]]
"""What was read: of each table its number and the numbers of the keys."""


class Numbers:
    """Numbers of tables and of their keys, so that a key is written once; they stay while a record is carried on."""

    def __init__(self, tables: Mapping[str, Iterable[str]]) -> None:
        self.tables = {name: {key: at for at, key in enumerate(keys)} for name, keys in tables.items()}
        self._places = {name: at for at, name in enumerate(self.tables)}

    def add(self, name: str, keys: Iterable[str]) -> None:
        """Number the keys of a table that have no number yet."""
        self._places.setdefault(name, len(self._places))
        known = self.tables.setdefault(name, {})
        for key in keys:
            known.setdefault(key, len(known))

    def numbered(self, reads: Reads) -> Numbered:
        """Give what was read as numbers; what is not there gets one as well."""
        found: Numbered = []
        for name, keys in reads.items():
            known = self.tables[name]
            numbers = [known.get(key, -1) for key in keys]
            if -1 in numbers:
                self.add(name, keys)
                numbers = [known[key] for key in keys]
            found.append([self._places[name], *numbers])
        return found

    def of(self, tables: Mapping[str, Iterable[str]]) -> dict[int, set[int]]:
        """Give the numbers of some keys by the number of their table."""
        return {
            self._places[name]: {self.tables[name][key] for key in keys if key in self.tables[name]}
            for name, keys in tables.items()
            if name in self._places
        }


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of a page that was made: the entries read, the files it comes with, and what it lacks."""

    reads: Numbered
    files: tuple[str, ...] = ()
    lacks: str = ""
    entries: tuple[Any, ...] = ()
    """What the search knows of it, as plain data."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a site was made of.

    `basis` stands for all that every page depends on. `pages` are those that were printed
    beside MkDocs, by address; `others` are all other files of the site.
    """

    basis: str
    numbers: Numbers
    digests: Digests
    pages: Mapping[str, Trace]
    others: frozenset[str] = field(default_factory=frozenset)
    index: Mapping[str, str] = field(default_factory=dict)
    """The checksums of the files of the search's index; they are among the others."""

    def stale(self, digests: Digests) -> set[str]:
        """Give the addresses of the pages that read something that is another now."""
        names = self.digests | digests
        changed = {name: _changed(self.digests.get(name, {}), digests.get(name, {})) for name in names}
        numbers = {table: keys for table, keys in self.numbers.of(changed).items() if keys}
        return {address for address, trace in self.pages.items() if _touches(trace.reads, numbers)}


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Give the keys under which a table holds something else than before, or something more or less."""
    if before.get(WHOLE) == now.get(WHOLE):
        return set()
    return {key for key, _ in before.items() ^ now.items()}


def _touches(reads: Numbered, changed: Mapping[int, set[int]]) -> bool:
    return any(table in changed and not changed[table].isdisjoint(keys) for table, *keys in reads)


def write_record(record: Record, file: Path) -> None:
    """Keep a record; where it cannot be written there is none, and the next build makes everything."""
    file.unlink(missing_ok=True)
    keys = {name: list(numbers) for name, numbers in record.numbers.tables.items()}
    digests = {name: [held.get(key) for key in keys[name]] for name, held in record.digests.items()}
    pages = [[address, trace.reads, trace.files, trace.lacks, trace.entries] for address, trace in record.pages.items()]
    body = json.dumps(
        [record.basis, keys, digests, pages, sorted(record.others), record.index],
        ensure_ascii=False,
        check_circular=False,
    )
    with suppress(OSError), NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as beside:
        try:
            beside.write(f"{_VERSION} {digest_of(body)}\n{body}")
            beside.close()
            Path(beside.name).replace(file)
        except OSError:
            Path(beside.name).unlink(missing_ok=True)
            raise


def read_record(file: Path) -> Record | None:
    """Give the record of the last build; None where there is none that can be trusted whole."""
    with suppress(OSError, RecursionError, *OTHER_FORM):
        head, _, body = read_own(file).decode().partition("\n")
        return _understand(body) if head == f"{_VERSION} {digest_of(body)}" else None
    return None


def _understand(body: str) -> Record:
    basis, keys, listed, pages, others, index = json.loads(body)
    digests = {name: _held(keys[name], held) for name, held in listed.items()}
    traces = {
        address: Trace(reads, tuple(files), lacks, tuple(entries)) for address, reads, files, lacks, entries in pages
    }
    return Record(basis, Numbers(keys), digests, traces, frozenset(others), index)


def _held(keys: Iterable[str], digests: Iterable[str | None]) -> dict[str, str]:
    """Give the digests of the keys that were there; those that were only looked for have none."""
    return {key: digest for key, digest in zip(keys, digests, strict=False) if digest is not None}
