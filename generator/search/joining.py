"""Joins shards to the index that Pagefind would have made of all their entries at once.

The pages of a shard come behind those of the shards before it, and the words are
divided among files by Pagefind's own rule. So nothing of an index tells in how
many shards it was made, and a browser has no more to load for them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from generator.search.cbor import LIST, NUMBER, put, put_head
from generator.search.indexing import ENTRY
from generator.search.parts import SIGNATURE, sum_of
from generator.search.shard import Row, Shard
from generator.search.steady import named, packed

_FULL = 20_000
"""How much Pagefind puts into a file of words before it begins the next."""

_DIGITS = 7
"""How many digits of its checksum name a file, where no other begins with the same."""

_LEVEL = 7
"""How hard the words are compressed: harder takes three times as long and saves one byte in a hundred."""

_PAIR, _TRIPLE = put_head(LIST, 2), put_head(LIST, 3)
"""How lists of two and of three begin: a page in the list of a word is of three."""

Pieces = list[tuple[Row, int]]
"""The rows of one word in all shards, each with the number of pages before its shard."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A file of words: the first and the last of them, and what it holds."""

    start: str
    end: str
    content: bytes


def join(shards: Sequence[Shard], entry: bytes, language: str) -> dict[str, bytes]:
    """Give the files of the index of all shards; `entry` is the first file of any other index."""
    files: dict[str, bytes] = {}
    pages = list(_join_pages(shards, language, files))
    words = list(_join_words(shards, language, files))
    filters = list(_join_filters(shards, language, files))
    meta = SIGNATURE + put([shards[0].version, pages, words, filters, [], shards[0].fields])
    name = named(language, meta, _DIGITS + len(language) + 1)
    files[f"pagefind.{name}.pf_meta"] = packed(meta)
    told = json.loads(entry)
    told["languages"][language] |= {"hash": name, "page_count": len(pages)}
    files[ENTRY] = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return files


def _join_pages(shards: Sequence[Shard], language: str, files: dict[str, bytes]) -> Iterator[bytes]:
    """Put what is shown of each page into a file; list their names and lengths."""
    for shard in shards:
        for total, length, page in zip(shard.sums, shard.lengths, shard.pages, strict=True):
            name = _add(files, "fragment", f"{language}_{total}", page, longer_by=1)
            yield _PAIR + put(name) + put_head(NUMBER, length)


def _join_words(shards: Sequence[Shard], language: str, files: dict[str, bytes]) -> Iterator[list[str]]:
    """Put all words into files; list from where to where each goes, and its name."""
    chunks = list(_chunks(_by_word(shards)))
    for (start, end), chunk in zip(_trimmed(chunks), chunks, strict=True):
        full = f"{language}_{sum_of(chunk.content)}"
        yield [start, end, _add(files, "index", full, packed(SIGNATURE + chunk.content, _LEVEL), longer_by=2)]


def _join_filters(shards: Sequence[Shard], language: str, files: dict[str, bytes]) -> Iterator[list[str]]:
    """Put each filter into a file; list what they are called, and their names."""
    for kind in sorted({name for shard in shards for name in shard.filters}):
        values: dict[str, list[int]] = {}
        for shard, before in _placed(shards):
            for value, pages in shard.filters.get(kind, {}).items():
                values.setdefault(value, []).extend(before + page for page in pages)
        parts = sorted(put([value, pages]) for value, pages in values.items())
        content = SIGNATURE + put([kind, parts])
        name = named(language, content, _DIGITS)
        files[f"filter/{name}.pf_filter"] = packed(content)
        yield [kind, name]


def _placed(shards: Sequence[Shard]) -> Iterator[tuple[Shard, int]]:
    """Give each shard with the number of pages before it."""
    return zip(shards, accumulate((len(shard.pages) for shard in shards), initial=0), strict=False)


def _add(files: dict[str, bytes], folder: str, full: str, content: bytes, *, longer_by: int) -> str:
    """Add a file under the beginning of its full name, and of that as much as no other file has."""
    length = full.index("_") + 1 + _DIGITS
    while f"{folder}/{full[:length]}.pf_{folder}" in files and length < len(full):
        length += longer_by
    files[f"{folder}/{full[:length]}.pf_{folder}"] = content
    return full[:length]


def _by_word(shards: Sequence[Shard]) -> Iterator[tuple[str, Pieces]]:
    """Find what all shards hold of each word."""
    words: dict[str, Pieces] = {}
    for shard, before in _placed(shards):
        for row in shard.rows:
            words.setdefault(row.word, []).append((row, before))
    return ((word, words[word]) for word in sorted(words))


def _chunks(words: Iterable[tuple[str, Pieces]]) -> Iterator[_Chunk]:
    """Divide the words among files."""
    parts: list[bytes] = []
    held: list[str] = []
    size = 0
    for word, pieces in words:
        forms: dict[str, Pieces] = {}
        for piece in pieces:
            forms.setdefault(piece[0].form, []).append(piece)
        held.append(word)
        parts.append(_put_word(word, forms))
        size += sum(row.size for row, _ in forms[""])
        if size >= _FULL:
            yield _chunk(held, parts)
            parts, held, size = [], [], 0
    if held:
        yield _chunk(held, parts)


def _chunk(words: Sequence[str], parts: Sequence[bytes]) -> _Chunk:
    content = b"".join([put_head(LIST, 1), put_head(LIST, len(parts)), *parts])
    return _Chunk(words[0], words[-1], content)


def _put_word(word: str, forms: dict[str, Pieces]) -> bytes:
    """Write a word: how it is spelt, the pages that hold it so, and those that hold it in other forms."""
    own = _put_pages(forms[""])
    others = [_PAIR + put(form) + _put_pages(pieces) for form, pieces in forms.items() if form]
    return b"".join([_TRIPLE, put(word), own, put_head(LIST, len(others)), *others])


def _put_pages(pieces: Pieces) -> bytes:
    """Write a list of pages: each shard's own begins with the distance from the last page of those before it."""
    written = [put_head(LIST, sum(row.length for row, _ in pieces))]
    last = 0
    for row, before in pieces:
        if row.length:
            written += (_TRIPLE, put_head(NUMBER, before + row.first - last), row.tail)
            last = before + row.last
    return b"".join(written)


def _trimmed(chunks: Sequence[_Chunk]) -> list[list[str]]:
    """Say from where to where the files of words go: where one ends and the next begins, only as far as they differ."""
    ends = [[chunk.start, chunk.end] for chunk in chunks]
    for here, there in pairwise(ends):
        differing = (at for at, (a, b) in enumerate(zip(here[1], there[0], strict=False), 1) if a != b)
        length = next(differing, len(here[1]) + 1)
        if here[1][:length] >= here[0]:
            here[1] = here[1][:length]
        there[0] = there[0][:length]
    return ends
