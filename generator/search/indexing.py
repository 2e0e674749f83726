"""Lets Pagefind read documents, always in the same order, and takes the files of their index."""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.search.program import CannotIndexError, Pagefind, running

ENTRY = "pagefind-entry.json"
"""The file that a browser asks for first; the only one of an index whose name never changes."""

PATIENCE = 60.0
"""Seconds that the program may take for a small site; it needs one for two thousand entries."""

_PATIENCE_FOR_EACH = 0.02
_UNUSED = re.compile(r"pagefind-(.*ui\..*|highlight\.js)$")
"""What Pagefind brings along for pages that have no search of their own."""

Documents = Iterable[tuple[str, str]]
"""Addresses, and what is to be read there."""


def index_each(program: Path, sets: Iterable[Documents], count: int, language: str) -> Iterator[dict[str, bytes]]:
    """Make an index of each set of documents, one after another in one run of the program; `count` is of them all."""
    patience = PATIENCE + _PATIENCE_FOR_EACH * count
    # Settings in a file of the folder would be followed, so it runs where nobody puts any: beside itself.
    with running(program, program.parent, patience) as pagefind:
        for documents in sets:
            yield _index(pagefind, documents, language)


def _index(pagefind: Pagefind, documents: Documents, language: str) -> dict[str, bytes]:
    index = pagefind.ask("NewIndex", config={"force_language": language}).get("index_id")
    for url, content in documents:
        pagefind.ask("AddFile", index_id=index, url=url, file_contents=content, file_path=None)
    # It could write them as well, but may say that it has while the last of them is still to come.
    answered = pagefind.ask("GetFiles", index_id=index).get("files", ())
    pagefind.ask("DeleteIndex", index_id=index)
    named = ((file["path"].replace("\\", "/"), file["content"]) for file in answered)
    files = {name: b64decode(content) for name, content in named if not _UNUSED.match(name)}
    if ENTRY not in files:
        message = "Pagefind made none"
        raise CannotIndexError(message)
    return files
