"""The desk at which a page is written: the Library, the words, and the way to every other page.

What all pages share is worked out once, in the House; a Desk adds where the
page at hand stands. Neither looks at more of the Library than the page needs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from generator.link import Library, LinkedArticle, LinkedPosition
from generator.model import Record, When
from generator.pages.addresses import Compass, address_of, url_of
from generator.pages.editing import files_at, form_at, line_at
from generator.pages.house import House
from generator.pages.lists import Lists
from generator.pages.times import TimeView, tell_time
from generator.pages.words import Words
from generator.problems import Span
from generator.proof import Proof
from generator.text import plain_prose, render_prose


class Link(NamedTuple):
    """Some words and where they lead; `entity` is the id of the actor, unit, place or term, where it is one."""

    label: str
    href: str
    entity: str = ""


class ClaimLine(NamedTuple):
    """A claim wherever it is named: its words in quotation marks, with its status beside them."""

    id: str
    words: str
    href: str
    status: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one page is written."""

    house: House
    compass: Compass

    @property
    def library(self) -> Library:
        """Everything that is known."""
        return self.house.library

    @property
    def lists(self) -> Lists:
        """The pages of long lists."""
        return self.house.lists

    @property
    def proof(self) -> Proof:
        """What vouches for it."""
        return self.house.proof

    @property
    def words(self) -> Words:
        """The interface texts."""
        return self.house.words

    def href(self, record_id: str, anchor: str = "") -> str:
        """Give the link to a record."""
        return self.compass.to_kind(self.house.signs[record_id][0], record_id, anchor)

    def link(self, record_id: str) -> Link:
        """Name a record and link to it."""
        kind, label = self.house.signs[record_id]
        if kind in ENTITIES:
            return Link(label, self.compass.to_kind(kind, record_id), record_id)
        return Link(self.label(record_id), self.compass.to_kind(kind, record_id))

    def is_entity(self, some_id: str) -> bool:
        """Tell whether an id is that of an actor, a unit, a place or a term."""
        return self.house.signs.get(some_id, _NOTHING)[0] in ENTITIES

    def links(self, record_ids: Iterable[str]) -> tuple[Link, ...]:
        """Name records and link to each."""
        return tuple(self.link(record_id) for record_id in record_ids)

    def label(self, record_id: str) -> str:
        """Name a record; a claim's words never stand without their quotation marks and status."""
        return self.house.title(record_id)

    def claim(self, claim_id: str) -> ClaimLine:
        """Name a claim with its status."""
        told = self.house.claim(claim_id)
        return ClaimLine(claim_id, told.words, self.compass.to_kind("claim", claim_id), told.status, told.line)

    def claims(self, claim_ids: Iterable[str]) -> tuple[ClaimLine, ...]:
        """Name claims with their statuses, the disputed first."""
        return tuple(sorted(map(self.claim, claim_ids), key=lambda line: STATUS_ORDER.index(line.status)))

    def publisher(self, article: str) -> Link | None:
        """Name the publisher of an article; a link where it is an actor."""
        publisher = self.house.reports[article].record.source.publisher
        if publisher is None:
            return None
        _, name = self.house.signs.get(publisher, (None, publisher))
        return Link(name, self.href(publisher) if publisher in self.house.signs else "")

    def is_shown(self, article: str) -> bool:
        """Tell whether the whole text of an article stands on its page."""
        return shows_text(self.house.reports[article])

    def time(self, when: When | None, wording: str | None = None) -> TimeView | None:
        """Put a date in words, where there is one."""
        return tell_time(when, self.words, wording) if when else None

    def edit(self, span: Span | None) -> str | None:
        """Give the address under which a line of the content can be edited."""
        base = self.house.site.edit_base
        return line_at(base, span) if base and span and span.file else None

    def edit_record(self, record: Record, *path: str) -> str | None:
        """Give the address under which a record can be edited; it is not looked for where nothing can."""
        return self.edit(record.span(*path)) if self.house.site.edit_base else None

    def edit_all(self, spans: Iterable[Span]) -> str | None:
        """Give the address of the file or folder that holds some records, or else of the whole content."""
        site = self.house.site
        files = (span.file for span in spans if span.file)
        return files_at(site.edit_base, files, site.content) if site.edit_base else None

    def whole(self, record_id: str, anchor: str = "") -> str:
        """Give the address of a record from the site's root, with the site's own before it where that is known."""
        site, kind = self.house.site, self.house.signs[record_id][0]
        url = url_of(address_of(kind, record_id), use_directory_urls=site.use_directory_urls)
        return f"{site.url or '/'}{url}{f'#{anchor}' if anchor else ''}"

    def report(self, position: LinkedPosition) -> str | None:
        """Give the address at which a position can be reported as wrong."""
        if self.house.site.issues is None:
            return None
        where, title = self.whole(position.claim, position.anchor), f"Wrong attribution: {position.claim}"
        return form_at(self.house.site, "attribution", title=title, position=where)

    def prose(self, text: str | None) -> Markup | None:
        """Render a field of prose as blocks."""
        return None if text is None else self._render(text)

    def line(self, text: str) -> Markup:
        """Render a field of prose within a line."""
        return self._render(text, inline=True)

    def _render(self, text: str, *, inline: bool = False) -> Markup:
        html = render_prose(text, self._refer, inline=inline, card=self.is_entity)
        return Markup(html)  # noqa: S704 - safe by contract

    def plain(self, text: str) -> str:
        """Give the words of a field of prose without its markup."""
        return plain_prose(text, self.label)

    def _refer(self, some_id: str) -> tuple[str, str] | None:
        return (self.href(some_id), self.label(some_id)) if some_id in self.house.signs else None


_NOTHING = None, ""
"""Stands for the kind and the name of what is no record."""

ENTITIES = frozenset({"actor", "unit", "place", "term"})
"""The kinds of records that texts name."""

STATUS_ORDER = ("disputed", "denied", "confirmed", "shared", "claimed", "withdrawn", "unanswered")
"""Statuses as lists show them: what is contested comes first."""


def shows_text(article: LinkedArticle) -> bool:
    """Tell whether the whole text of an article may be shown, and is at hand."""
    return article.source is not None and article.record.show_text == "full"


def disputed_first(claim_ids: Iterable[str], library: Library) -> list[str]:
    """Sort claims: the disputed first, then by status; otherwise as they stand."""
    return sorted(claim_ids, key=lambda claim: STATUS_ORDER.index(library.claims[claim].status.word))


def desk_at(house: House, address: str) -> Desk:
    """Open a desk for the page at an address."""
    return Desk(house, Compass(house.library, address, house.site.use_directory_urls, house.lists.where))


def desk_for(house: House, record_id: str) -> Desk:
    """Open a desk for the page of a record."""
    return desk_at(house, address_of(house.signs[record_id][0], record_id))
