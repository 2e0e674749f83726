"""The story of pages: from the Library to every page and every file beside them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.link import Library
from generator.model import Named
from generator.pages.addresses import (
    CONTRACT,
    CORRECTIONS,
    FOLDERS,
    HOME,
    ON_ONE_PAGE,
    PROBLEMS,
    Compass,
    file_of,
    redirects,
)
from generator.pages.desk import Desk, House, desk_at, desk_for, open_house
from generator.pages.finding import find_record, find_terms
from generator.pages.page import Page, Site
from generator.pages.preview import preview_of_article, preview_of_claim
from generator.pages.scripts import MOVED, scripts
from generator.pages.styles import stylesheets
from generator.pages.titles import article_description, claim_description, claim_title, entity_description
from generator.pages.views.articles import view_article
from generator.pages.views.cards import Cards, Told, tell_cards
from generator.pages.views.chrome import (
    Chrome,
    around_contract,
    around_home,
    around_index,
    around_problems,
    around_record,
)
from generator.pages.views.claims import view_claim
from generator.pages.views.contract import view_contract
from generator.pages.views.corrections import view_all_corrections
from generator.pages.views.entities import view_place, view_speaker
from generator.pages.views.indexes import (
    view_actors,
    view_all_time,
    view_articles,
    view_glossary,
    view_home,
    view_units,
)
from generator.pages.views.matrix import view_claims
from generator.pages.views.people import what_is
from generator.pages.views.places import view_places
from generator.pages.views.problems import view_problems
from generator.pages.words import Words
from generator.problems import Span
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
    return (printer.make(sheet) for sheet in plan(library))


def open_printer(
    library: Library,
    site: Site,
    texts: Mapping[str, Any],
    template_dirs: Sequence[Path],
    proof: Proof | None = None,
) -> "Printer":
    """Get ready to make the pages of a site, in any order."""
    house = open_house(library, proof or Proof(), site, Words(texts, site.language))
    return Printer(house, _open_press(template_dirs, site, house.words), tell_cards(desk_at(house, HOME)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that is to be made: what makes it, a method of `Printer`, and of what, where there are several."""

    kind: str
    of: str = ""


def plan(library: Library) -> list[Sheet]:
    """List every page of the site; making one never needs another to have been made."""
    speakers = [*library.actors, *library.units]
    return [
        Sheet("home"),
        *(Sheet("index", name) for name in _INDEXES),
        Sheet("contract"),
        Sheet("problems"),
        *(Sheet("article", article) for article in library.articles),
        *(Sheet("claim", claim) for claim in library.claims),
        *(Sheet("speaker", speaker) for speaker in speakers),
        *(Sheet("place", place) for place in library.places),
    ]


def make_files(
    library: Library, site: Site, texts: Mapping[str, Any], template_dirs: Sequence[Path]
) -> Iterator[tuple[str, bytes]]:
    """Make every file that is not a page in the frame: styles, scripts, and what leads on from old ids."""
    yield from stylesheets(template_dirs)
    yield from scripts(template_dirs)
    words = Words(texts, site.language)
    press = _open_press(template_dirs, site, words)
    for old, new in redirects(library):
        compass = Compass(library, old, site.use_directory_urls)
        html = press.print("pages/redirect.html", href=compass.to(new), script=compass.root + MOVED)
        yield file_of(old, use_directory_urls=site.use_directory_urls), html.encode()


def _open_press(template_dirs: Sequence[Path], site: Site, words: Words) -> "Press":
    from generator.pages.render import Press  # noqa: PLC0415 - whoever asks for addresses alone needs no templates

    return Press(template_dirs, site, words)


_INDEXES: dict[str, tuple[str, Callable[[Desk], object]]] = {
    "articles": (FOLDERS["article"], view_articles),
    "claims": (FOLDERS["claim"], view_claims),
    "actors": (FOLDERS["actor"], view_actors),
    "units": (FOLDERS["unit"], view_units),
    "places": (FOLDERS["place"], view_places),
    "glossary": (ON_ONE_PAGE["term"], view_glossary),
    "timeline": (ON_ONE_PAGE["event"], view_all_time),
    "corrections": (CORRECTIONS, view_all_corrections),
}
"""The lists of records by the plain name of each: their address and their view."""


@dataclass(frozen=True, slots=True)
class Printer:
    """Makes one page after another from the same house, on the same press."""

    house: House
    press: "Press"
    told: Mapping[str, Told]
    """What cards tell of each entity."""

    def make(self, sheet: Sheet) -> Page:
        """Make the page of a sheet."""
        page: Page = getattr(self, sheet.kind)(*([sheet.of] if sheet.of else []))
        return page

    def home(self) -> Page:
        """Make the home page."""
        desk = desk_at(self.house, HOME)
        name = self.house.site.name
        lead = desk.words("home.described", name=name)
        return self._page(desk, around_home(desk), view_home(desk), (name, lead))

    def index(self, name: str) -> Page:
        """Make the list of all records of a kind."""
        address, make_view = _INDEXES[name]
        desk = desk_at(self.house, address)
        view = make_view(desk)
        told = desk.words(f"index.{name}"), desk.words(f"index.{name}_lead")
        page = self._page(desk, around_index(desk, name, is_empty=not view), view, told)
        return replace(page, entries=find_terms(desk)) if name == "glossary" else page

    def contract(self) -> Page:
        """Make the page that tells how quotes are checked."""
        desk = desk_at(self.house, CONTRACT)
        told = desk.words("contract.title"), desk.words("contract.described")
        return self._page(desk, around_contract(desk), view_contract(desk), told)

    def problems(self) -> Page:
        """Make the page that explains every code of a problem."""
        desk = desk_at(self.house, PROBLEMS)
        told = desk.words("problems.title"), desk.words("problems.described")
        return replace(self._page(desk, around_problems(desk), view_problems(desk), told), is_listed=False)

    def article(self, article_id: str) -> Page:
        """Make the page of an article."""
        desk, record = desk_for(self.house, article_id), self.house.library.articles[article_id].record
        told = record.title, article_description(desk, article_id)
        page = self._record(desk, record, view_article(desk, article_id), told)
        return replace(page, preview=preview_of_article(desk, article_id, self.press.print))

    def claim(self, claim_id: str) -> Page:
        """Make the page of a claim."""
        desk, record = desk_for(self.house, claim_id), self.house.library.claims[claim_id].record
        told = claim_title(desk, claim_id), claim_description(desk, claim_id)
        page = self._record(desk, record, view_claim(desk, claim_id), told)
        return replace(page, preview=preview_of_claim(desk, claim_id, self.press.print))

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

    def _record(self, desk: Desk, record: Named, view: object, told: tuple[str, str]) -> Page:
        span = record.span("id")
        page = self._page(desk, around_record(desk, record.id, span), view, told, span)
        return replace(page, entries=find_record(desk, record.id))

    def _page(self, desk: Desk, chrome: Chrome, view: object, told: tuple[str, str], edit: Span | None = None) -> Page:
        title, description = told
        kind = chrome.kind
        cards = Cards(desk, self.told)
        html = self.press.print(f"pages/{kind}.html", page=chrome, view=view, number_names=cards.number)
        language = self.house.site.language
        return Page(desk.compass.here, title, description, html, language, kind, edit, in_nav=kind in _INDEXES)
