"""The record of a build: what each page was made of, so that the next build makes only what has changed.

It lies in the workshop beside the site that it describes, and is worth nothing
without that site. It holds imprints of tables, the names of the keys that pages read, and what the search knows of
pages. It is never trusted half: one that is damaged, or was written by another version, is as if it were not there.

It is held as it lies in its file, in strips with a piece for each page. From one edit to the next nearly all
pages stay as they are, so nothing is understood of which nobody asks.
"""

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import from_json, to_json

from generator.cache import OTHER_FORM, read_own, write_beside
from generator.pages.imprints import Imprint
from generator.pages.reads import NUMBERS, Imprints

_VERSION = f"3 {sys.byteorder}"

_SIZE = array(NUMBERS).itemsize

_END = "\n"
"""Stands behind the name of each file."""


class Trace(NamedTuple):
    """What is kept of a page that was made: the keys read, its files, and what the search knows of it."""

    reads: bytes
    """The names of the keys, as an array of numbers."""
    files: bytes = b""
    """The names of the files, a line each."""
    entries: bytes = b""
    """JSON: plain data, where there are any."""

    @classmethod
    def of(cls, reads: bytes, files: Iterable[str], entries: Sequence[Any] = ()) -> "Trace":
        """Keep what is known of a page."""
        lines = "".join(f"{name}{_END}" for name in files)
        return cls(reads, lines.encode(), to_json(entries)[1:-1] if entries else b"")


class Strip(NamedTuple):
    """Pieces of bytes in one strip, and where each of them ends."""

    data: bytes = b""
    ends: Sequence[int] = ()

    @classmethod
    def of(cls, pieces: Sequence[bytes]) -> "Strip":
        """Join pieces."""
        return cls(b"".join(pieces), array(NUMBERS, accumulate(map(len, pieces))))

    def pieces(self) -> list[bytes]:
        """Cut the strip into its pieces."""
        return [self.data[start:end] for start, end in self.bounds()]

    def bounds(self) -> Iterator[tuple[int, int]]:
        """Tell where each piece begins and ends."""
        return pairwise(chain((0,), self.ends))


@dataclass(frozen=True, slots=True)
class Record:
    """What a site was made of.

    `basis` stands for all that every page depends on. `pages` are the addresses of those that were printed
    beside MkDocs, in the order of the strips; `others` are all other files of the site.
    """

    basis: str
    imprints: Imprints
    pages: tuple[str, ...] = ()
    traces: tuple[Strip, Strip, Strip] = (Strip(), Strip(), Strip())
    """Of each page what its trace holds."""
    lacking: Mapping[str, str] = field(default_factory=dict)
    """What the pages lack that lack something, by address."""
    others: frozenset[str] = field(default_factory=frozenset)
    index: Mapping[str, str] = field(default_factory=dict)
    """The checksums of the files of the search's index; they are among the others."""

    def stale(self, imprints: Imprints) -> set[str]:
        """Give the addresses of the pages that read something that is another now."""
        changed = set[int]()
        for name in self.imprints | imprints:
            now, before = (held.get(name, Imprint(name)) for held in (imprints, self.imprints))
            changed |= now.changed(before)
        reads, *_ = self.traces
        names = memoryview(reads.data).cast(NUMBERS)
        pieces = (names[start // _SIZE : end // _SIZE] for start, end in reads.bounds())
        return {page for page, piece in zip(self.pages, pieces, strict=True) if not changed.isdisjoint(piece)}

    def files(self, wanted: Callable[[str], bool]) -> set[str]:
        """Give the files of some pages."""
        _, files, _ = self.traces
        held = b"".join(piece for page, piece in zip(self.pages, files.pieces(), strict=True) if wanted(page))
        return {*held.decode().split(_END)} - {""}

    def entries(self) -> Iterator[Any]:
        """Give what the search knows of all pages."""
        *_, entries = self.traces
        return iter(from_json(b"[" + b",".join(filter(None, entries.pieces())) + b"]"))


def join_traces(pages: Iterable[str], last: Record | None, printed: Mapping[str, Trace]) -> tuple[Strip, Strip, Strip]:
    """Put together what is kept of pages: as they were printed now or, where they were not, as they were last."""
    last_traces = zip(*(strip.pieces() for strip in last.traces), strict=True) if last else ()
    known = {**dict(zip(last.pages if last else (), last_traces, strict=True)), **printed}
    traces = [known[page] for page in pages]
    reads, files, entries = ([trace[at] for trace in traces] for at in range(3))
    return Strip.of(reads), Strip.of(files), Strip.of(entries)


def write_record(record: Record, file: Path) -> None:
    """Keep a record; where it cannot be written there is none, and the next build makes everything."""
    file.unlink(missing_ok=True)
    pieces = [*_pieces(record)]
    with suppress(OSError):
        write_beside(file, [_first_line(pieces), *pieces], file.parent)


def _pieces(record: Record) -> Iterator[bytes]:
    """Give a record as bytes: a line that tells how long everything behind it is, and all that."""
    blobs = [blob for held in record.imprints.values() for blob in (held.sums, held.entries, held.source)]
    blobs += [blob for strip in record.traces for blob in (bytes(array(NUMBERS, strip.ends)), strip.data)]
    told = [record.basis, [*record.imprints], record.pages, record.lacking, sorted(record.others), record.index]
    yield to_json([[len(blob) for blob in blobs], *told])
    yield b"\n"
    yield from blobs


def _first_line(pieces: Iterable[bytes | memoryview]) -> bytes:
    """Give the version, and a checksum of all that follows."""
    made = blake2b(digest_size=16)
    for piece in pieces:
        made.update(piece)
    return f"{_VERSION} {made.hexdigest()}\n".encode()


def read_record(file: Path) -> Record | None:
    """Give the record of the last build; None where there is none that can be trusted whole."""
    with suppress(OSError, *OTHER_FORM):
        data = read_own(file)
        first = data.index(b"\n") + 1
        return _understand(data, first) if data[:first] == _first_line([memoryview(data)[first:]]) else None
    return None


def _understand(data: bytes, start: int) -> Record:
    """Make a record of bytes again.

    Raises:
        OTHER_FORM: where they are something else.
    """
    end = data.index(b"\n", start)
    lengths, basis, tables, pages, lacking, others, index = from_json(data[start:end])
    blobs = [data[at:to] for at, to in pairwise(accumulate(lengths, initial=end + 1))]
    *held, read, reads, named, files, known, entries = blobs
    imprints = {table: Imprint(table, *held[3 * at : 3 * at + 3]) for at, table in enumerate(tables)}
    strips = _strip(read, reads), _strip(named, files), _strip(known, entries)
    if {len(strip.ends) for strip in strips} != {len(pages)} or len(held) != 3 * len(tables) or len(reads) % _SIZE:
        raise ValueError(_MISSING)
    return Record(basis, imprints, tuple(pages), strips, lacking, frozenset(others), index)


def _strip(ends: bytes, data: bytes) -> Strip:
    strip = Strip(data, array(NUMBERS, ends))
    if len(data) != (strip.ends[-1] if strip.ends else 0):
        raise ValueError(_MISSING)
    return strip


_MISSING = "something is missing"
