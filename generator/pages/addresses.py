"""Addresses: where every page stands, and how one page links to another.

An address is the directory form from the site's root (`claims/basivka-taken/`).
It never depends on the order of records. All links in page bodies are relative,
so a site works from any sub-path.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.link import Library
from generator.model import Kind, Named

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


PICTURES = "assets/pictures/"
"""The folder of the pictures that link previews show."""

PARTS = "-/"
"""The folder of the pages that a long list is divided into, the list of a record's own page likewise; no id is `-`."""


def part_address(root: str, slug: str) -> str:
    """Give the address of a page of the long list that stands at another."""
    return f"{root}{PARTS}{slug}/"


def shard_file(root: str, beginning: str) -> str:
    """Give the name of the file that tells on which pages of a long list the ids with some beginning stand."""
    return f"{root}{PARTS}ids-{beginning}.json"


def is_kept_free(address: str) -> bool:
    """Tell whether an address belongs to the pages of long lists, whether they are long today or not."""
    return f"/{PARTS}" in address and address.startswith((*INDEXES, CORRECTIONS))


def address_of(kind: Kind, record_id: str) -> str:
    """Give the address of the page on which a record is shown."""
    return f"{FOLDERS[kind]}{record_id}/" if kind in FOLDERS else ON_ONE_PAGE[kind]


_OF_NO_RECORD = frozenset({HOME, *INDEXES, CORRECTIONS, CONTRACT, PROBLEMS})


def addresses(library: Library) -> frozenset[str]:
    """Give every address that is made, redirects included."""
    named = ((kind, some_id) for kind, record in _records(library) for some_id in (record.id, *record.was))
    return _OF_NO_RECORD.union(address_of(kind, some_id) for kind, some_id in named)


def is_made(address: str, library: Library) -> bool:
    """Tell whether an address is one of these, without a look at the others."""
    some_id = address.removesuffix("/").rpartition("/")[2]
    kind = library.kinds.get(library.was.get(some_id, some_id))
    return address in _OF_NO_RECORD or (kind in FOLDERS and address == address_of(kind, some_id))


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
    where: Mapping[str, str] = field(default_factory=dict)
    """The pages of those records that stand on one page of a divided list with others."""

    @cached_property
    def root(self) -> str:
        """The way from this page to the site's root: empty or some `../`."""
        return "../" * url_of(self.here, use_directory_urls=self.use_directory_urls).count("/")

    def to(self, address: str, anchor: str = "") -> str:
        """Give the relative link to an address, or to an anchor on it."""
        if anchor and address == self.here:
            return f"#{anchor}"
        url = self.root + url_of(address, use_directory_urls=self.use_directory_urls)
        return f"{url or './'}#{anchor}" if anchor else url or "./"

    def to_record(self, record_id: str, anchor: str = "") -> str:
        """Give the relative link to the page of a record, or to the record's anchor on a shared page."""
        return self.to_kind(self.library.kinds[record_id], record_id, anchor)

    def to_kind(self, kind: Kind, record_id: str, anchor: str = "") -> str:
        """Give the same where the kind of the record is known."""
        folder = FOLDERS.get(kind)
        if folder is None:
            return self.to(self.where.get(record_id, ON_ONE_PAGE[kind]), record_id)
        return self.to(f"{folder}{record_id}/", anchor)

    def page_of(self, record_id: str) -> str:
        """Give the address of the page on which a record stands."""
        kind = self.library.kinds[record_id]
        if kind in ON_ONE_PAGE:
            return self.where.get(record_id, ON_ONE_PAGE[kind])
        return address_of(kind, record_id)
