"""CBOR, as far as Pagefind's files need it: numbers, text and lists, one behind the other."""

from collections.abc import Sequence
from typing import Any

NUMBER, TEXT, LIST = 0, 3, 4
"""What an item is, from the first three bits of its head."""

_SHORT = 24
"""Smaller numbers stand in the head itself; above, the head says how many bytes behind it hold the number."""


def head(content: bytes, at: int) -> tuple[int, int, int]:
    """Read how an item begins: its kind, its number, and where the rest of it stands."""
    kind, value = divmod(content[at], 32)
    if value < _SHORT:
        return kind, value, at + 1
    end = at + 1 + 2 ** (value - _SHORT)
    return kind, int.from_bytes(content[at + 1 : end]), end


def item(content: bytes, at: int) -> tuple[Any, int]:
    """Read an item, and where it ends."""
    kind, number, at = head(content, at)
    if kind == NUMBER:
        return number, at
    if kind == TEXT:
        return content[at : at + number].decode(), at + number
    if kind != LIST:
        message = f"CBOR of kind {kind}"
        raise ValueError(message)
    values = []
    for _ in range(number):
        value, at = item(content, at)
        values.append(value)
    return values, at


def put_head(kind: int, number: int) -> bytes:
    """Write how an item begins, in as few bytes as it takes."""
    first = kind * 32
    if number < _SHORT:
        return bytes((first + number,))
    if number < 2**8:
        return bytes((first + _SHORT, number))
    if number < 2**16:
        return bytes((first + _SHORT + 1, number >> 8, number & 255))
    return bytes((first + _SHORT + 2,)) + number.to_bytes(4)


def put(value: int | str | bytes | Sequence[Any]) -> bytes:
    """Write an item; numbers here count something and are never below nought, and bytes are an item written before."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, int):
        return put_head(NUMBER, value)
    if isinstance(value, str):
        data = value.encode()
        return put_head(TEXT, len(data)) + data
    return put_head(LIST, len(value)) + b"".join(map(put, value))
