"""The desk at which a page is written: the Library, the words, and the way to every other page.

What all pages share is worked out once, in the House; a Desk adds where the
page at hand stands. Neither looks at more of the Library than the page needs.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.link import Library, LinkedArticle, LinkedPosition
from generator.model import Kind, Record, When
from generator.pages.addresses import Compass, address_of, url_of
from generator.pages.atlas import Atlas, open_atlas
from generator.pages.dividing import divide_lists
from generator.pages.editing import files_at, form_at, line_at
from generator.pages.fragments import original_links
from generator.pages.lists import Lists
from generator.pages.page import Site
from generator.pages.sentences import publisher_of, status_sentence
from generator.pages.times import TimeView, tell_time
from generator.pages.words import Words, capital
from generator.problems import Span
from generator.proof import Proof
from generator.text import Found, SourceText, plain_prose, quoted_words, render_prose


@dataclass(frozen=True, slots=True)
class Link:
    """Some words and where they lead; `entity` is the id of the actor, unit, place or term, where it is one."""

    label: str
    href: str
    entity: str = ""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim wherever it is named: its words in quotation marks, with its status beside them."""

    id: str
    words: str
    href: str
    status: str
    sentence: str


@dataclass(frozen=True, slots=True)
class House:
    """What is the same for every page of a build, worked out once."""

    library: Library
    proof: Proof
    site: Site
    words: Words
    citations: Mapping[str, str]
    """How each article is cited in short, by its publisher and day, where it has a publisher."""
    signs: Mapping[str, tuple[Kind, str]]
    """The kind of each record and the name that pages show: all that a link needs."""
    sentences: dict[str, str]
    """The status sentence of each claim, beginning with a small letter."""
    claims: Mapping[str, tuple[str, str, str]]
    """The words of each claim in quotation marks, its status, and its status sentence."""
    texts: Mapping[str, SourceText | None]
    """The text of each article, where it is at hand: all that a quote needs of it."""
    memo: "Memo"
    """What was worked out from texts on the way."""
    neighbours: dict[str, tuple[str | None, str | None]]
    """The records before and after each record, within its kind."""
    atlas: Atlas
    """Where places lie, for maps."""
    lists: Lists
    """The pages of lists that are too long for one."""

    def quote_of(self, position: LinkedPosition) -> tuple[str, ...]:
        """Give the words of a position as pages show them, a string for each paragraph."""
        source, key = self.texts[position.article], (position.article, position.mark)
        if key not in self.memo.quotes:
            self.memo.quotes[key] = quote_words(position, source, self.words)
        return self.memo.quotes[key]

    def original_of(self, position: LinkedPosition) -> str | None:
        """Give the link to the words of a position where they were first published, where that has an address."""
        article = self.library.articles[position.article]
        if position.article not in self.memo.originals:
            self.memo.originals[position.article] = original_links(article)
        return self.memo.originals[position.article].get(position.mark)


class Memo:
    """Keeps what takes long to work out and stands on several pages.

    It is filled while pages are made, so it is only asked behind a reading of the table that it was worked out from:
    what a page depends on must be noted, whichever page came first.
    """

    def __init__(self) -> None:
        self.quotes: dict[tuple[str, str], tuple[str, ...]] = {}
        """The words of each position, by article and mark."""
        self.originals: dict[str, dict[str, str]] = {}
        """The links into the original of each article, by the marks of its positions."""


def open_house(library: Library, proof: Proof, site: Site, words: Words) -> House:
    """Work out what all pages share."""
    citations = dict(_citations(library, words))
    signs = {some_id: (kind, library.label(some_id)) for some_id, kind in library.kinds.items()}
    sentences = {claim: status_sentence(linked, library, words) for claim, linked in library.claims.items()}
    texts = {name: article.source for name, article in library.articles.items()}
    claims = {
        claim: (words.quoted(linked.record.claim), linked.status.word, f"{capital(sentences[claim])}.")
        for claim, linked in library.claims.items()
    }
    neighbours, atlas = _neighbours(library), open_atlas(library)
    lists = divide_lists(library)
    return House(
        library, proof, site, words, citations, signs, sentences, claims, texts, Memo(), neighbours, atlas, lists
    )


def _citations(library: Library, words: Words) -> Iterator[tuple[str, str]]:
    for name, article in library.articles.items():
        publisher = publisher_of(library, name)
        if publisher is not None:
            day = tell_time(article.record.published, words).text
            yield name, words("position.cite", publisher=publisher, day=day)


def quote_words(position: LinkedPosition, source: SourceText | None, words: Words) -> tuple[str, ...]:
    """Give the source's own characters of a quote; the editor's only where the text is not at hand."""
    if source is None or not isinstance(position.quote, Found):
        return (position.record.quote,)
    return found_words(source, position.quote, words)


def found_words(source: SourceText, found: Found, words: Words) -> tuple[str, ...]:
    """Give words that were found in a text, one string for each paragraph, gaps shown."""
    fragments = quoted_words(source, found)
    if len(fragments) == 1:
        return tuple(fragments[0])
    return (f" {words('position.gap')} ".join(" ".join(fragment) for fragment in fragments),)


def _neighbours(library: Library) -> dict[str, tuple[str | None, str | None]]:
    named = (library.actors, library.units, library.places)
    rows = [list(library.articles), sorted(library.claims), *(by_name(table, library) for table in named)]
    found: dict[str, tuple[str | None, str | None]] = {}
    for row in rows:
        around = [None, *row, None]
        found.update({record: (around[i], around[i + 2]) for i, record in enumerate(row)})
    return found


def by_name(ids: Iterable[str], library: Library) -> list[str]:
    """Sort ids by the names that pages show."""
    return sorted(ids, key=lambda some_id: (library.label(some_id).casefold(), some_id))


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
        kind, label = self.house.signs.get(record_id, (None, record_id))
        if kind != "claim":
            return label
        return self.words("claim.titled", words=label, status=self.house.sentences[record_id])

    def claim(self, claim_id: str) -> ClaimLine:
        """Name a claim with its status."""
        quoted, status, sentence = self.house.claims[claim_id]
        return ClaimLine(claim_id, quoted, self.compass.to_kind("claim", claim_id), status, sentence)

    def claims(self, claim_ids: Iterable[str]) -> tuple[ClaimLine, ...]:
        """Name claims with their statuses, the disputed first."""
        return tuple(sorted(map(self.claim, claim_ids), key=lambda line: STATUS_ORDER.index(line.status)))

    def publisher(self, article: str) -> Link | None:
        """Name the publisher of an article; a link where it is an actor."""
        name = publisher_of(self.library, article)
        if name is None:
            return None
        actor = self.library.articles[article].record.source.publisher or ""
        return Link(name, self.href(actor) if actor in self.house.signs else "")

    def is_shown(self, article: str) -> bool:
        """Tell whether the whole text of an article stands on its page."""
        return shows_text(self.library.articles[article])

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
