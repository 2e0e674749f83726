"""Deals the entries among shards: an edit is to change one shard, and a new entry is not to move others.

Shards are runs of entries in the order of their addresses. Where one ends is told
by the addresses alone: each that a certain number divides begins a new one. So who
adds or removes an entry changes the run that it stands in, and no other.
"""

from collections.abc import Iterable, Sequence
from zlib import crc32

from generator.pages import Entry

WHOLE = 512
"""So many entries are indexed in one piece: that takes half a second."""

_SMALLEST = 128
_ONE_IN = 256
_LARGEST = 512
"""What is joined costs little more for many shards than for few, and a small one is indexed in a fifth of a second."""


def deal(entries: Iterable[Entry]) -> list[Sequence[Entry]]:
    """Deal entries among shards; few of them are one."""
    ordered = sorted(entries, key=lambda entry: entry.url)
    if len(ordered) <= WHOLE:
        return [ordered]
    shards: list[list[Entry]] = [[]]
    for entry in ordered:
        size = len(shards[-1])
        if size >= _LARGEST or (size >= _SMALLEST and crc32(entry.url.encode()) % _ONE_IN == 0):
            shards.append([])
        shards[-1].append(entry)
    return [*shards]
