"""The same entries give the same index: Pagefind writes the values of a filter in an order that is another each time.

A filter is a file in CBOR, named by its checksum; the file that lists all others
knows its name, and the first one that a browser asks for knows the name of that.
"""

import gzip
from collections.abc import Iterator, Mapping
from hashlib import sha256

_SIGNATURE = b"pagefind_dcd"
_LISTS = 4
"""What CBOR calls a list; numbers are below, and between them bytes and text, which say how long they are."""

_SHORT = 24


def steadied(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the files of an index with the values of filters sorted, and all of them by their right names."""
    made = dict(files)
    renamed = {}
    for name in [name for name in made if name.endswith(".pf_filter")]:
        content = _in_order(gzip.decompress(made.pop(name)))
        old = name.rpartition("/")[2].partition(".")[0]
        renamed[old] = _named(old, content)
        made[name.replace(old, renamed[old])] = _pack(content)
    for name in [name for name in made if name.endswith(".pf_meta")]:
        content = _replaced(gzip.decompress(made.pop(name)), renamed)
        old = name.split(".")[1]
        renamed[old] = _named(old, content)
        made[name.replace(old, renamed[old])] = _pack(content)
    entry = "pagefind-entry.json"
    return {**made, entry: _replaced(made[entry], renamed)} if entry in made else made


def _named(old: str, content: bytes) -> str:
    """Give a name of the same form and length: the language, and the beginning of a checksum."""
    language, _, digits = old.rpartition("_")
    return f"{language}_{sha256(content).hexdigest()[: len(digits)]}"


def _replaced(content: bytes, names: Mapping[str, str]) -> bytes:
    for old, new in names.items():
        content = content.replace(old.encode(), new.encode())
    return content


def _pack(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _in_order(content: bytes) -> bytes:
    """Sort the values in a filter: behind the signature a list of its name and of the list of its values."""
    name = _head(content, len(_SIGNATURE))[2]
    values = _end(content, name)
    count, first = _head(content, values)[1:]
    parts = list(_parts(content, first, count))
    return content[:first] + b"".join(sorted(parts))


def _parts(content: bytes, at: int, count: int) -> Iterator[bytes]:
    for _ in range(count):
        end = _end(content, at)
        yield content[at:end]
        at = end


def _end(content: bytes, at: int) -> int:
    """Find where an item ends."""
    kind, value, at = _head(content, at)
    if kind == _LISTS:
        for _ in range(value):
            at = _end(content, at)
        return at
    return at + value if kind else at


def _head(content: bytes, at: int) -> tuple[int, int, int]:
    """Read how an item begins: its kind, its number, and where the rest of it stands."""
    kind, value = divmod(content[at], 32)
    if value < _SHORT:
        return kind, value, at + 1
    end = at + 1 + 2 ** (value - _SHORT)
    return kind, int.from_bytes(content[at + 1 : end]), end
