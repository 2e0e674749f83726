"""A shard: a part of the index, as it is kept from one build to the next and joined with the others.

Pagefind makes an index of the entries of a shard alone. Of that index is kept
what does not depend on other shards: what each page shows, and for each word the
list of the pages that hold it, as Pagefind wrote it. Such a list counts from page
to page, so that in the whole only its first number is another.
"""

import json
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, NamedTuple


class Row(NamedTuple):
    """A list of the pages that hold a word, in one form: "é" has a list of its own below "e".

    A tuple, because an index has a hundred thousand of them. `length` is the number of pages; `size` is how
    much they hold, as Pagefind counts when it divides words among files; `tail` is all of the list but its
    length and the number of its first page.
    """

    word: str
    form: str
    length: int
    first: int
    last: int
    size: int
    tail: bytes


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of an index.

    `sums` are the checksums of its pages, from which they are named, `lengths` their words.
    Words are in their order, each with a row for its own spelling, which may be empty, before others.
    """

    version: str
    fields: list[str]
    sums: list[str]
    lengths: list[int]
    filters: dict[str, dict[str, list[int]]]
    rows: list[Row]
    pages: list[bytes]
    """What is shown of each page, as a file."""


def pack(shard: Shard) -> list[bytes]:
    """Write a shard down: a line of JSON about what follows, and what follows."""
    tails = [row.tail for row in shard.rows]
    columns = list(zip(*(row[:-1] for row in shard.rows), strict=True)) or [()] * (len(Row._fields) - 1)
    sizes = [list(map(len, tails)), list(map(len, shard.pages))]
    about: list[Any] = [shard.version, shard.fields, shard.sums, shard.lengths, shard.filters, columns, sizes]
    line = json.dumps(about, ensure_ascii=False, separators=(",", ":"))
    return [line.encode(), b"\n", *tails, *shard.pages]


def unpack(data: bytes) -> Shard:
    """Read a shard that was written down."""
    end = data.index(b"\n") + 1
    version, fields, sums, lengths, filters, columns, (tails, pages) = json.loads(data[:end])
    ends = accumulate([*tails, *pages], initial=end)
    pieces = [data[start:stop] for start, stop in pairwise(ends)]
    rows = list(map(Row, *columns, pieces[: len(tails)]))
    return Shard(version, fields, sums, lengths, filters, rows, pieces[len(tails) :])
