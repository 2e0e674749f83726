"""The story of pages: from the Library to every page and every file beside them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.link import Library
from generator.model import Named
from generator.pages.addresses import (
    CONTRACT,
    HOME,
    PROBLEMS,
    Compass,
    address_of,
    file_of,
    redirects,
    url_of,
)
from generator.pages.desk import Desk, desk_at, desk_for
from generator.pages.dividing import divide_lists
from generator.pages.finding import find_record, find_terms
from generator.pages.house import House, open_house
from generator.pages.listed import LISTS, NAMES
from generator.pages.lists import Lists
from generator.pages.page import Page, Preview, Site
from generator.pages.policy import OF_REDIRECTS
from generator.pages.preview import preview_of_article, preview_of_claim
from generator.pages.reads import Watch, Watched, watch
from generator.pages.scripts import MOVED, scripts
from generator.pages.styles import stylesheets
from generator.pages.titles import article_description, claim_description, claim_title, entity_description
from generator.pages.views.articles import view_article
from generator.pages.views.cards import Cards
from generator.pages.views.chrome import (
    Chrome,
    around_contract,
    around_home,
    around_index,
    around_part,
    around_problems,
    around_record,
    around_share,
)
from generator.pages.views.claims import view_claim
from generator.pages.views.contract import view_contract
from generator.pages.views.entities import view_part, view_place, view_speaker
from generator.pages.views.indexes import view_first, view_home
from generator.pages.views.parts import PartHead
from generator.pages.views.people import what_is
from generator.pages.views.problems import view_problems
from generator.pages.words import Words
from generator.proof import Proof

if TYPE_CHECKING:
    from generator.pages.render import Press


def make_pages(
    library: Library,
    site: Site,
    texts: Mapping[str, Any],
    template_dirs: Sequence[Path],
    proof: Proof | None = None,
) -> Iterator[Page]:
    """Make every page."""
    printer = open_printer(library, site, texts, template_dirs, proof)
    return (printer.make(sheet) for sheet in plan(library, printer.house.lists))


def open_printer(
    library: Library,
    site: Site,
    texts: Mapping[str, Any],
    template_dirs: Sequence[Path],
    proof: Proof | None = None,
) -> "Printer":
    """Get ready to make the pages of a site, in any order."""
    house = open_house(library, proof or Proof(), site, Words(texts, site.language))
    tables: dict[str, Watched] = {}
    return Printer(watch("", house, tables), _open_press(template_dirs, site, house.words), Watch(tables))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that is to be made: where, by which method of `Printer`, and of what, where there are several."""

    address: str
    kind: str
    of: str = ""


def plan(library: Library, lists: Lists | None = None) -> list[Sheet]:
    """List every page of the site; making one never needs another to have been made.

    `lists` tells how long lists are divided, where that is known already.
    """
    leaves = (lists or divide_lists(library)).leaves
    return [
        Sheet(HOME, "home"),
        *(Sheet(listed.address, "index", name) for name, listed in LISTS.items()),
        *(Sheet(address, "part", address) for address, leaf in leaves.items() if leaf.root in NAMES),
        *(Sheet(address, "share", address) for address, leaf in leaves.items() if leaf.root not in NAMES),
        Sheet(CONTRACT, "contract"),
        Sheet(PROBLEMS, "problems"),
        *(Sheet(address_of("article", article), "article", article) for article in library.articles),
        *(Sheet(address_of("claim", claim), "claim", claim) for claim in library.claims),
        *(Sheet(address_of("actor", actor), "speaker", actor) for actor in library.actors),
        *(Sheet(address_of("unit", unit), "speaker", unit) for unit in library.units),
        *(Sheet(address_of("place", place), "place", place) for place in library.places),
    ]


def make_files(
    library: Library,
    site: Site,
    texts: Mapping[str, Any],
    template_dirs: Sequence[Path],
    lists: Lists | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Make every file that is not a page in the frame: styles, scripts, and what leads on from old addresses."""
    yield from stylesheets(template_dirs)
    yield from scripts(template_dirs)
    words = Words(texts, site.language)
    press = _open_press(template_dirs, site, words)
    for old, new in redirects(library):
        compass = Compass(library, old, site.use_directory_urls)
        html = press.print(
            "pages/redirect.html", href=compass.to(new), script=compass.root + MOVED, policy=OF_REDIRECTS
        )
        yield file_of(old, use_directory_urls=site.use_directory_urls), html.encode()
    lists = lists or divide_lists(library)
    for file, ids in lists.files.items():
        pages = {some_id: lists.where[library.was.get(some_id, some_id)] for some_id in ids}
        urls = {some_id: url_of(page, use_directory_urls=site.use_directory_urls) for some_id, page in pages.items()}
        yield file, json.dumps(urls, separators=(",", ":")).encode()


def _open_press(template_dirs: Sequence[Path], site: Site, words: Words) -> "Press":
    from generator.pages.render import Press  # noqa: PLC0415 - whoever asks for addresses alone needs no templates

    return Press(template_dirs, site, words)


@dataclass(frozen=True, slots=True)
class Printer:
    """Makes one page after another from the same house, on the same press."""

    house: House
    press: "Press"
    watch: Watch
    """Notes what is read of all tables while a page is made."""

    def make(self, sheet: Sheet) -> Page:
        """Make the page of a sheet; afterwards `watch` knows what was read for it."""
        self.watch.forget()
        page: Page = getattr(self, sheet.kind)(*([sheet.of] if sheet.of else []))
        return page

    def home(self) -> Page:
        """Make the home page."""
        desk = desk_at(self.house, HOME)
        name = self.house.site.name
        lead = desk.words("home.described", name=name)
        return self._page(desk, around_home(desk), view_home(desk), (name, lead))

    def index(self, name: str) -> Page:
        """Make the list of all records of a kind, or the first screen of one that is divided."""
        listed = LISTS[name]
        desk = desk_at(self.house, listed.address)
        told = desk.words(f"index.{name}"), desk.words(f"index.{name}_lead")
        if listed.address in desk.lists.parts:
            chrome = around_index(desk, name, (), is_empty=False)
            return replace(self._page(desk, chrome, view_first(desk, name), told, template="first"), in_nav=True)
        ids = desk.lists.ids[listed.address]
        view = listed.view(desk, ids)
        page = self._page(desk, around_index(desk, name, ids, is_empty=not view), view, told)
        return replace(page, in_nav=True, entries=find_terms(desk, ids) if name == "glossary" else ())

    def part(self, address: str) -> Page:
        """Make one of the pages that a list of records is divided into."""
        desk = desk_at(self.house, address)
        name, ids = NAMES[desk.lists.leaves[address].root], desk.lists.ids[address]
        chrome, view = around_part(desk, name, ids), LISTS[name].view(desk, ids)
        page = self._page(desk, replace(chrome, is_empty=not view), view, _told(chrome.head))
        return replace(page, entries=find_terms(desk, ids) if name == "glossary" else ())

    def share(self, address: str) -> Page:
        """Make one of the pages on a record of which there is too much to tell for one."""
        desk = desk_at(self.house, address)
        record = self.house.library.entity(address.split("/")[1])
        view = view_part(desk, record)
        return self._page(desk, around_share(desk, record.id), view, _told(view.head))

    def contract(self) -> Page:
        """Make the page that tells how quotes are checked."""
        desk = desk_at(self.house, CONTRACT)
        told = desk.words("contract.title"), desk.words("contract.described")
        return self._page(desk, around_contract(desk), view_contract(desk), told)

    def problems(self) -> Page:
        """Make the page that explains every code of a problem."""
        desk = desk_at(self.house, PROBLEMS)
        told = desk.words("problems.title"), desk.words("problems.described")
        return self._page(desk, around_problems(desk), view_problems(desk), told, is_listed=False)

    def article(self, article_id: str) -> Page:
        """Make the page of an article."""
        desk, record = desk_for(self.house, article_id), self.house.library.articles[article_id].record
        told = record.title, article_description(desk, article_id)
        preview = preview_of_article(desk, article_id, self.press.print)
        return self._record(desk, record, view_article(desk, article_id), told, preview=preview)

    def claim(self, claim_id: str) -> Page:
        """Make the page of a claim."""
        desk, record = desk_for(self.house, claim_id), self.house.library.claims[claim_id].record
        told = claim_title(desk, claim_id), claim_description(desk, claim_id)
        preview = preview_of_claim(desk, claim_id, self.press.print)
        return self._record(desk, record, view_claim(desk, claim_id), told, preview=preview)

    def speaker(self, speaker_id: str) -> Page:
        """Make the page of an actor or a unit."""
        desk, library = desk_for(self.house, speaker_id), self.house.library
        record = library.actors.get(speaker_id) or library.units[speaker_id]
        told = record.label, entity_description(desk, record, what_is(desk, record))
        return self._record(desk, record, view_speaker(desk, record), told)

    def place(self, place_id: str) -> Page:
        """Make the page of a place."""
        desk, record = desk_for(self.house, place_id), self.house.library.places[place_id]
        told = record.label, entity_description(desk, record, desk.words(f"kind.{record.type}"))
        return self._record(desk, record, view_place(desk, record), told)

    def _record(
        self, desk: Desk, record: Named, view: object, told: tuple[str, str], preview: Preview | None = None
    ) -> Page:
        span = record.span("id")
        more: dict[str, Any] = {"edit": span, "entries": find_record(desk, record.id), "preview": preview}
        return self._page(desk, around_record(desk, record.id, span), view, told, **more)

    def _page(
        self, desk: Desk, chrome: Chrome, view: object, told: tuple[str, str], template: str = "", **more: Any
    ) -> Page:
        title, description = told
        kind = chrome.kind
        cards = Cards(desk)
        html = self.press.print(f"pages/{template or kind}.html", page=chrome, view=view, number_names=cards.number)
        language = self.house.site.language
        return Page(desk.compass.here, title, description, html, language, kind, **more)


def _told(head: PartHead | None) -> tuple[str, str]:
    """Give the title and the description of one page of a list."""
    assert head is not None  # it stands above each such page
    return head.title, f"{head.title}. {head.lead}"
