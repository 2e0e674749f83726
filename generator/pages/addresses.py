"""Addresses: where every page stands, and how one page links to another.

An address is the directory form from the site's root (`claims/basivka-taken/`).
It never depends on the order of records. All links in page bodies are relative,
so a site works from any sub-path.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.link import Library
from generator.model import Kind, Named
from generator.problems import Span

FOLDERS: dict[Kind, str] = {
    "article": "articles/",
    "claim": "claims/",
    "actor": "actors/",
    "unit": "units/",
    "place": "places/",
}
"""The folder of each kind of record that has pages of its own."""

ON_ONE_PAGE: dict[Kind, str] = {"term": "glossary/", "event": "timeline/"}
"""The page on which each record of the other kinds has an anchor: its id."""

HOME = ""
INDEXES: tuple[str, ...] = (*FOLDERS.values(), *ON_ONE_PAGE.values())
"""The pages that list all records of a kind, as the menu lists them."""


CORRECTIONS = "corrections/"
"""The page that lists what was put right on any other."""

CONTRACT = "how-quotes-are-checked/"
"""The page that tells how quotes are checked, the same on every site."""


PROBLEMS = "problems/"
"""The page that explains every code that a problem can have, for editors."""


def address_of(kind: Kind, record_id: str) -> str:
    """Give the address of the page on which a record is shown."""
    return f"{FOLDERS[kind]}{record_id}/" if kind in FOLDERS else ON_ONE_PAGE[kind]


def addresses(library: Library) -> dict[str, Span | None]:
    """Give every address that is made, redirects included, with the place of the record behind it."""
    made: dict[str, Span | None] = dict.fromkeys((HOME, *INDEXES, CORRECTIONS, CONTRACT, PROBLEMS))
    for kind, record in _records(library):
        made[address_of(kind, record.id)] = record.span("id")
        for index, old in enumerate(record.was):
            made.setdefault(address_of(kind, old), record.span("was", index))
    return made


def redirects(library: Library) -> Iterator[tuple[str, str]]:
    """Give the old addresses and the addresses they lead to."""
    for kind, record in _records(library):
        yield from ((address_of(kind, old), address_of(kind, record.id)) for old in record.was)


def _records(library: Library) -> Iterator[tuple[Kind, Named]]:
    yield from (("article", linked.record) for linked in library.articles.values())
    yield from (("actor", actor) for actor in library.actors.values())
    yield from (("unit", unit) for unit in library.units.values())
    yield from (("place", place) for place in library.places.values())
    yield from (("claim", linked.record) for linked in library.claims.values())


def source_name(address: str) -> str:
    """Give the name of the Markdown file that MkDocs would make this address from."""
    if address == HOME:
        return "index.md"
    # A record may be called "index"; its own folder keeps it apart from its kind's list.
    if address in FOLDERS.values() or address.endswith("/index/"):
        return f"{address}index.md"
    return f"{address[:-1]}.md"


def url_of(address: str, *, use_directory_urls: bool) -> str:
    """Give the URL of an address from the site's root; empty for the home page of directory URLs."""
    return address if use_directory_urls else source_name(address).removesuffix(".md") + ".html"


def file_of(address: str, *, use_directory_urls: bool) -> str:
    """Give the name of the file that a browser gets for an address."""
    return f"{address}index.html" if use_directory_urls else url_of(address, use_directory_urls=False)


@dataclass(frozen=True)
class Compass:
    """Knows the way from one page to every other."""

    library: Library
    here: str
    use_directory_urls: bool = True

    @cached_property
    def root(self) -> str:
        """The way from this page to the site's root: empty or some `../`."""
        return "../" * url_of(self.here, use_directory_urls=self.use_directory_urls).count("/")

    def to(self, address: str, anchor: str = "") -> str:
        """Give the relative link to an address, or to an anchor on it."""
        fragment = f"#{anchor}" if anchor else ""
        if address == self.here and fragment:
            return fragment
        url = self.root + url_of(address, use_directory_urls=self.use_directory_urls)
        return (url or "./") + fragment

    def to_record(self, record_id: str, anchor: str = "") -> str:
        """Give the relative link to the page of a record, or to the record's anchor on a shared page."""
        kind = self.library.kinds[record_id]
        if kind in ON_ONE_PAGE:
            return self.to(ON_ONE_PAGE[kind], record_id)
        return self.to(address_of(kind, record_id), anchor)
