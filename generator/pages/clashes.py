"""Files of the content that would stand in the site where something else stands already."""

from collections.abc import Iterator, Sequence

from generator.link import Library
from generator.pages.addresses import is_kept_free, is_made
from generator.problems import Problem, Span
from generator.read.media import PAGES
from generator.read.names import folded

NOT_FOUND = "404/"
"""Where a page of this name would stand, or replace the one for what is not found."""

HOME_TEXT = "index.md"
"""The ordinary page that opens the home page."""

_SEARCH = "assets/pagefind"
"""Where the index of the search is put, in a folder or beside it while it is made."""

_ENDINGS = {*(ending.removeprefix(".") for ending in PAGES), "html", "htm"}


def find_clashes(folder: str, files: Sequence[str], library: Library) -> Iterator[Problem]:
    """Find files, named by their paths in the content folder, that would take the place of others.

    Many disks and some hosts do not tell capitals from small letters, so they are not told apart here.
    """
    places = {file: published_at(file) for file in files}
    # Names that are alike were told when the files were listed.
    copied = {folded(file): file for file, place in places.items() if place is None}
    pages: dict[str, str] = {}
    for file, place in places.items():
        if file == HOME_TEXT:
            pages[""] = file
            continue
        at = folded(file if place is None else place)
        if (
            at == NOT_FOUND
            or is_kept_free(at)
            or at.startswith(_SEARCH)
            or (place is not None and is_made(at, library))
        ):
            yield _refuse(f"{folder}/{file}", file if place is None else place, "where Sayso puts a page of its own")
        elif (
            place is not None
            and (other := copied.get(at.removesuffix("/")) or pages.setdefault(at, file)) != file
            and folded(other) != folded(file)
        ):
            yield _refuse(f"{folder}/{file}", place, f'where "{other}" is published')


def _refuse(file: str, place: str, why: str) -> Problem:
    message = f"this page would be published at /{place}, {why}"
    return Problem("address-taken", Span(file), message, "give the file another name, or move it to another folder")


def published_at(file: str) -> str | None:
    """Give the address at which MkDocs publishes an ordinary page, in its directory form; None for other files."""
    stem, dot, ending = file.rpartition(".")
    if not dot or ending not in _ENDINGS:
        return None
    folder, _, name = stem.rpartition("/")
    address = folder if name in {"index", "README"} else stem
    return f"{address}/" if address else ""
