"""What the theme's frame needs besides the page itself: a few values, the same on every page."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain, islice
from typing import Any

from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.link import Library
from generator.pages import source_name
from generator.pages.addresses import CONTRACT, CORRECTIONS, FOLDERS, HOME, INDEXES, ON_ONE_PAGE, url_of
from generator.pages.views.indexes import NAV_NAMES
from generator.plugin.page import SaysoPage

MOST_ENTRIES = 8
"""How many ordinary pages stand in the menu at most."""

LISTS = "_counts"
"""The anchor on the home page below which all lists stand."""

_SOUGHT = ("claim", "actor", "unit", "place", "term", "article")
"""The kinds of records that can be searched, as a reader chooses among them."""

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the menu: its label as plain text, its URL from the site's root, and the kind of record behind it."""

    label: str
    url: str
    kind: str

    def holds(self, url: str) -> bool:
        """Tell whether a page belongs to the part of the site that the entry leads to."""
        return bool(url) and url.startswith(self.url.replace("index.html", ""))


@dataclass(frozen=True, slots=True)
class Search:
    """The way to search. `url` leads to the lists of everything, from the site's root, where no script runs.

    `kinds` are the kinds of records to choose from with their labels; none where there is no index to search.
    """

    url: str
    kinds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The site-wide values of the frame; it never loops over all pages."""

    texts: dict[str, Any]
    language: str
    direction: str
    nav: tuple[Entry, ...]
    stylesheet: str
    script: str
    policy: str
    corrections: str
    contract: str
    search: Search | None = None
    locale: str = "en_GB"

    def places(self, url: str) -> tuple[str, ...]:
        """Tell of each entry of the menu what the page at a URL is to it: itself, in its part of the site, or nothing.

        The words are those of `aria-current`.
        """
        return tuple("page" if url == entry.url else "true" if entry.holds(url) else "" for entry in self.nav)


class Kept:
    """Prints a part of the frame once for all pages on which it is the same."""

    def __init__(self) -> None:
        self._parts: dict[tuple[object, ...], str] = {}

    def __call__(self, *of: object, caller: Callable[[], str]) -> str:
        """Give the part as it was printed for the same values before, or else print it."""
        if of not in self._parts:
            self._parts[of] = caller()
        return self._parts[of]


_KINDS = {address: kind for kind, address in {**FOLDERS, **ON_ONE_PAGE}.items()} | {CORRECTIONS: "correction"}
"""The kind of record that each index lists."""


def filled_indexes(library: Library) -> list[str]:
    """Give the addresses of the indexes that have records to list."""
    filled = [address for address in INDEXES if getattr(library, f"{_KINDS[address]}s")]
    articles, claims = library.articles.values(), library.claims.values()
    corrected = any(a.record.corrections for a in articles) or any(c.record.corrections for c in claims)
    return [*filled, CORRECTIONS] if corrected else filled


def corrections_url(*, use_directory_urls: bool) -> str:
    """Give the URL of the corrections page, which every page's foot links to, from the site's root."""
    return url_of(CORRECTIONS, use_directory_urls=use_directory_urls)


def contract_url(*, use_directory_urls: bool) -> str:
    """Give the URL of the page that tells how quotes are checked, likewise."""
    return url_of(CONTRACT, use_directory_urls=use_directory_urls)


def search_of(library: Library, texts: dict[str, Any], *, use_directory_urls: bool, is_preview: bool) -> Search:
    """Give the way to search the kinds of records that there are; a preview has no index."""
    url = f"{url_of(HOME, use_directory_urls=use_directory_urls)}#{LISTS}"
    there = [kind for kind in _SOUGHT if getattr(library, f"{kind}s") and not is_preview]
    return Search(url, tuple((kind, texts["nav"][NAV_NAMES[kind]]) for kind in there))


def indexes_of(library: Library, files: Files) -> list[SaysoPage]:
    """Find the pages of those indexes."""
    found = (files.get_file_from_path(source_name(address)) for address in filled_indexes(library))
    return [file.page for file in found if file is not None and isinstance(file.page, SaysoPage)]


def menu(indexes: Iterable[SaysoPage], nav: Navigation) -> tuple[Entry, ...]:
    """List Sayso's own sections, then the top of the project's own navigation."""
    own = (Entry(page.sayso.title, page.url, _KINDS[page.sayso.address]) for page in indexes)
    others = (entry for item in nav for entry in _entry(item))
    return tuple(chain(own, islice(others, MOST_ENTRIES)))


def _entry(item: StructureItem) -> Iterator[Entry]:
    """Give the entry of an ordinary page, or of a section, which leads to its first page; none for the home page."""
    target = _first(item)
    if isinstance(target, Page) and not isinstance(target, SaysoPage) and not target.is_homepage:
        yield Entry(_plain(str(item.title or "")), target.url, "page")


def _first(item: Any) -> Any:
    """Find what an item of the navigation leads to; a section leads to its first page."""
    if not item.is_section:
        return item
    return next((target for child in item.children or () if (target := _first(child))), None)


def _plain(title: str) -> str:
    """Take the markup out of a title that MkDocs gives as HTML."""
    return unescape(_TAG.sub("", title)).strip()
