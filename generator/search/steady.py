"""The same entries give the same index: Pagefind writes the values of a filter in an order that is another each time.

A filter is a file in CBOR, named by its checksum; the file that lists all others
knows its name, and the first one that a browser asks for knows the name of that.
"""

import gzip
from collections.abc import Iterator, Mapping
from hashlib import sha256

from generator.search.cbor import head, item
from generator.search.indexing import ENTRY

_SIGNATURE = b"pagefind_dcd"


def steadied(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the files of an index with the values of filters sorted, and all of them by their right names."""
    made = dict(files)
    renamed = {}
    for name in [name for name in made if name.endswith(".pf_filter")]:
        content = _in_order(gzip.decompress(made.pop(name)))
        old = name.rpartition("/")[2].partition(".")[0]
        renamed[old] = _renamed(old, content)
        made[name.replace(old, renamed[old])] = packed(content)
    for name in [name for name in made if name.endswith(".pf_meta")]:
        content = _replaced(gzip.decompress(made.pop(name)), renamed)
        old = name.split(".")[1]
        renamed[old] = _renamed(old, content)
        made[name.replace(old, renamed[old])] = packed(content)
    return {**made, ENTRY: _replaced(made[ENTRY], renamed)} if ENTRY in made else made


def named(language: str, content: bytes, digits: int) -> str:
    """Make a file's name: the language, and the beginning of a checksum."""
    return f"{language}_{sha256(content).hexdigest()[:digits]}"


def packed(content: bytes, level: int = 9) -> bytes:
    """Compress a file, always in the same way."""
    return gzip.compress(content, level, mtime=0)


def _renamed(old: str, content: bytes) -> str:
    """Give a name of the same form and length."""
    language, _, digits = old.rpartition("_")
    return named(language, content, len(digits))


def _replaced(content: bytes, names: Mapping[str, str]) -> bytes:
    for old, new in names.items():
        content = content.replace(old.encode(), new.encode())
    return content


def _in_order(content: bytes) -> bytes:
    """Sort the values in a filter: behind the signature a list of its name and of the list of its values."""
    name = head(content, len(_SIGNATURE))[2]
    values = item(content, name)[1]
    count, first = head(content, values)[1:]
    parts = list(_parts(content, first, count))
    return content[:first] + b"".join(sorted(parts))


def _parts(content: bytes, at: int, count: int) -> Iterator[bytes]:
    for _ in range(count):
        end = item(content, at)[1]
        yield content[at:end]
        at = end
