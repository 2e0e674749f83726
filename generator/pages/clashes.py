"""Where files of the content would stand in the site, and what stands there already: one rule for all of them.

A place is taken where something else is published, where something else needs a folder, and below what is a file.
"""

import importlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.link import Library
from generator.pages.addresses import FOLDERS, HOME, PICTURES, is_kept_free, is_made
from generator.problems import Problem, Span
from generator.read.media import PAGES
from generator.read.names import folded

NOT_FOUND = "404/"
"""Where a page of this name would stand, or replace the one for what is not found."""

HOME_TEXT = "index.md"
"""The ordinary page that opens the home page."""

_INDEX = "index.html"
_SEARCH = "assets/pagefind"
"""Where the index of the search is put, in a folder or beside it while it is made."""

_PICTURE = re.compile(rf"{PICTURES}(?P<kind>[a-z]+)-(?P<id>[^/]+)\.png")
"""The pictures of our own pages; any other may stand beside them."""

_OF_A_FOLDER = frozenset({"index", "README"})
"""What the page of a folder is called."""

_ENDINGS = {*(ending.removeprefix(".") for ending in PAGES), "html", "htm"}

_EVERYWHERE = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz"})
"""What is printed for every site, whatever its theme."""


@dataclass(frozen=True, slots=True)
class Others:
    """What else is put into the site, by paths in it.

    In the place of what is `made` nothing of the content can stand; what a theme brings is `replaceable`, though not by
    a folder.
    """

    made: Collection[str] = ()
    replaceable: Collection[str] = ()


def find_clashes(
    folder: str,
    files: Sequence[str],
    library: Library,
    others: Others | None = None,
    *,
    use_directory_urls: bool = True,
) -> Iterator[Problem]:
    """Find files, named by their paths in the content folder, that would take the place of others.

    Many disks and some hosts do not tell capitals from small letters, so they are not told apart here.
    `others` are what the theme and Sayso bring besides pages; where nobody says, what they always bring.
    """
    judge = _Judge.of(library, others or Others(_always_made(), _always_there()), use_directory_urls=use_directory_urls)
    places = [_Place.of(file, use_directory_urls=use_directory_urls) for file in files]
    first: dict[str, str] = {}
    for place in places:
        for key in place.keys:
            first.setdefault(key, place.file)
    for place in places:
        why = judge.against(place) or _against_other(place, first)
        if why is not None:
            yield _refuse(f"{folder}/{place.file}", place, why)


class _Place(NamedTuple):
    """Where a file of the content is published: the file in the site, and the address that leads there if it is a page.

    Both are in small letters, and an address has a slash at its end.
    """

    file: str
    at: str
    address: str | None

    @classmethod
    def of(cls, file: str, *, use_directory_urls: bool) -> "_Place":
        """Find out what MkDocs makes of a file."""
        address = published_at(file)
        if address is None or not file.endswith(PAGES):
            return cls(file, folded(file), None if address is None else folded(address))
        stem = file.rpartition(".")[0]
        is_folder = use_directory_urls or stem.rpartition("/")[2] in _OF_A_FOLDER
        return cls(file, folded(f"{address}{_INDEX}" if is_folder else f"{stem}.html"), folded(address))

    @property
    def is_page(self) -> bool:
        """Tell whether MkDocs makes a page of it."""
        return self.file.endswith(PAGES)

    @property
    def keys(self) -> tuple[str, ...]:
        """Under what no other file may be found."""
        return (self.at,) if self.address is None else (self.at, self.address)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Knows what Sayso and the theme put into the site, in small letters, and which folders that needs."""

    library: Library
    made: frozenset[str]
    replaceable: frozenset[str]
    folders: frozenset[str]
    use_directory_urls: bool

    @classmethod
    def of(cls, library: Library, others: Others, *, use_directory_urls: bool) -> "_Judge":
        """Look through what else there is once for all files."""
        made, replaceable = (frozenset(map(folded, files)) for files in (others.made, others.replaceable))
        files = (*made, *replaceable, PICTURES)
        folders = frozenset(step for file in files for step in _steps(file))
        return cls(library, made, replaceable, folders, use_directory_urls)

    def against(self, place: _Place) -> str | None:
        """Say what of ours stands where a file would be published."""
        if place.file == HOME_TEXT:
            return None
        if place.address is not None and (place.address == NOT_FOUND or is_made(place.address, self.library)):
            return "where Sayso puts a page of its own"
        if self._is_file(place.at) or is_kept_free(place.at):
            return _TAKEN
        above = next(filter(self._is_any, _steps(place.at)), None)
        if above is not None:
            return f"and /{above} is no folder but a file of the site's own"
        return "where the site needs a folder" if self._is_folder(place.at) else None

    def _is_file(self, at: str) -> bool:
        """Tell whether a file of ours stands there, or may stand there after the next edit."""
        if at.startswith(_SEARCH) or at in self.made:
            return True
        picture = _PICTURE.fullmatch(at)
        return picture is not None and self.library.kinds.get(picture["id"]) == picture["kind"]

    def _is_any(self, at: str) -> bool:
        """Tell whether a file or a page stands there, or something that could be replaced by a file alone."""
        if at in self.replaceable or self._is_file(at):
            return True
        if at == _INDEX or at.endswith(f"/{_INDEX}"):
            return is_made(at.removesuffix(_INDEX), self.library)
        is_page = at.endswith(".html") and not self.use_directory_urls
        return is_page and is_made(f"{at.removesuffix('.html')}/", self.library)

    def _is_folder(self, at: str) -> bool:
        is_pages = self.use_directory_urls or f"{at}/" in FOLDERS.values()
        return at in self.folders or (is_pages and is_made(f"{at}/", self.library))


def _steps(at: str) -> Iterator[str]:
    """Give all folders that a file lies in."""
    end = at.find("/")
    while end >= 0:
        yield at[:end]
        end = at.find("/", end + 1)


def _against_other(place: _Place, first: Mapping[str, str]) -> str | None:
    """Say which other file of the content is published there, or where this one needs a folder."""
    other = next((first[key] for key in place.keys if first[key] != place.file), None)
    # Names that are alike were told when the files were listed.
    if other is not None:
        return f'where "{other}" is published' if folded(other) != folded(place.file) else None
    above = next((step for step in _steps(place.at) if step in first), None)
    return None if above is None else f'and /{above} is no folder but what becomes of "{first[above]}"'


_TAKEN = "where Sayso puts a file of its own"


def _refuse(file: str, place: _Place, why: str) -> Problem:
    at = f"at /{published_at(place.file)}" if place.is_page else f"as /{place.file}"
    message = f"this {'page' if place.is_page else 'file'} would be published {at}, {why}"
    instead = "give the file another name, or move it to another folder"
    if why == _TAKEN and not place.is_page:
        instead += "; what is to replace a file of Sayso belongs in the folder that theme.custom_dir names"
    return Problem("address-taken", Span(file), message, instead)


def published_at(file: str) -> str | None:
    """Give the address at which MkDocs publishes an ordinary page, in its directory form; None for other files."""
    stem, dot, ending = file.rpartition(".")
    if not dot or ending not in _ENDINGS:
        return None
    folder, _, name = stem.rpartition("/")
    address = folder if name in _OF_A_FOLDER else stem
    return f"{address}/" if address else HOME


@cache
def _always_made() -> frozenset[str]:
    """List what Sayso makes of its own theme, and what is printed for every site."""
    theme = _theme()
    scripts = (file.name for folder in ("js", "assets") for file in (theme / folder).glob("*.js"))
    names = ("sayso.css", "sayso-parts.css", "sayso.js", *scripts)
    return _EVERYWHERE.union(f"assets/{name}" for name in names)


@cache
def _always_there() -> frozenset[str]:
    """List what our own theme brings as it is."""
    theme = _theme()
    return frozenset(file.relative_to(theme).as_posix() for file in (theme / "assets").iterdir()) - _always_made()


def _theme() -> Path:
    return Path(str(importlib.import_module("sayso_theme").__file__)).parent
