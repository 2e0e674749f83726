"""Reads the shard out of the files that Pagefind made of it."""

import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha1
from typing import Any

from generator.search.cbor import LIST, NUMBER, TEXT, head, item
from generator.search.shard import Row, Shard

SIGNATURE = b"pagefind_dcd"
"""How every file of an index begins, below its compression."""

_NUMBER = rb"(?:[\x00-\x17]|\x18.|\x19..|\x1a.{4})"
_HEAD = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a.{4})"
_NUMBERS = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a].{4})*+"
_PAGE = re.compile(rb"\x83(%b)(%b)%b(%b)%b" % (_NUMBER, _HEAD, _NUMBERS, _HEAD, _NUMBERS), re.DOTALL)
"""A page in the list of a word: its number, its places in the text, and its places in fields."""


class UnknownFormError(Exception):
    """The files are not of the form that is known here."""


def read_shard(files: Mapping[str, bytes]) -> Shard:
    """Read a shard; the last of its pages stands in for the fields of others and is left out.

    Raises:
        UnknownFormError: where the files of an index have another form, as they may one day.
    """
    try:
        (meta,) = (data for name, data in files.items() if name.endswith(".pf_meta"))
        version, pages, chunks, filters, _, fields = _whole(meta)
        last = len(pages) - 1
        shown = [files[f"fragment/{name}.pf_fragment"] for name, _ in pages[:last]]
        rows = [row for *_, name in chunks for row in _rows(unpacked(files[f"index/{name}.pf_index"]))]
        return Shard(
            version,
            fields,
            [sum_of(unpacked(data)) for data in shown],
            [length for _, length in pages[:last]],
            {name: _values(_whole(files[f"filter/{file}.pf_filter"])[1], last) for name, file in filters},
            [row for row in rows if not _stands_in(row, last)],
            shown,
        )
    except (ValueError, TypeError, LookupError, OSError, EOFError, zlib.error) as error:
        raise UnknownFormError from error


def sum_of(content: bytes) -> str:
    """Make the checksum by which Pagefind names a file; a byte below sixteen has one digit in it."""
    return "".join(f"{byte:x}" for byte in sha1(content, usedforsecurity=False).digest())


def unpacked(data: bytes) -> bytes:
    """Give what a file holds."""
    content = gzip.decompress(data)
    _must(content.startswith(SIGNATURE))
    return content[len(SIGNATURE) :]


def _whole(data: bytes) -> Any:
    content = unpacked(data)
    value, end = item(content, 0)
    _must(end == len(content))
    return value


def _values(values: list[tuple[str, list[int]]], last: int) -> dict[str, list[int]]:
    return {value: pages for value, pages in values if pages != [last]}


def _stands_in(row: Row, last: int) -> bool:
    """Tell whether a word is that of the page that stands in; no other page may hold it."""
    _must(row.last < last or row.length == 1)
    return row.last == last


def _rows(content: bytes) -> Iterator[Row]:
    """Read the words of a file."""
    _must(content[:1] == b"\x81")
    count, at = _number_of(LIST, content, 1)
    for _ in range(count):
        _must(content[at : at + 1] == b"\x83")
        word, at = _text(content, at + 1)
        row, at = _row(content, at, word, "")
        yield row
        others, at = _number_of(LIST, content, at)
        for _ in range(others):
            _must(content[at : at + 1] == b"\x82")
            form, at = _text(content, at + 1)
            row, at = _row(content, at, word, form)
            yield row
    _must(at == len(content))


def _row(content: bytes, at: int, word: str, form: str) -> tuple[Row, int]:
    """Read a list of pages: the first is told by its number, each further one by its distance from that before."""
    length, at = _number_of(LIST, content, at)
    if not length:
        return Row(word, form, 0, 0, 0, 0, b""), at
    first, start = _number_of(NUMBER, content, at + 1)
    last = size = 0
    for _ in range(length):
        page = _PAGE.match(content, at)
        if page is None:
            raise ValueError
        step, here, there = page.groups()
        last += _number_in(step)
        size += 1 + _number_in(here) + _number_in(there)
        at = page.end()
    return Row(word, form, length, first, last, size, content[start:at]), at


@cache
def _number_in(begun: bytes) -> int:
    """Give the number in the head of an item; there are few such heads, and an index holds each a thousand times."""
    return head(begun, 0)[1]


def _text(content: bytes, at: int) -> tuple[str, int]:
    length, at = _number_of(TEXT, content, at)
    return content[at : at + length].decode(), at + length


def _number_of(kind: int, content: bytes, at: int) -> tuple[int, int]:
    """Read how an item of that kind begins."""
    found, number, at = head(content, at)
    _must(found == kind)
    return number, at


def _must(condition: bool) -> None:  # noqa: FBT001 - it reads like a sentence
    """Stop reading where something is not as it should be."""
    if not condition:
        raise ValueError
