"""The House: what is the same for every page of a build, worked out once, and in tables that pages read by key."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar, cast

from generator.link import Library, LinkedArticle, LinkedPosition, Status
from generator.model import Article, Entity, Kind, When
from generator.pages.atlas import Atlas, open_atlas
from generator.pages.dividing import divide_lists
from generator.pages.fragments import original_links
from generator.pages.lists import Lists
from generator.pages.page import Site
from generator.pages.sentences import tell_status
from generator.pages.times import tell_time
from generator.pages.words import Words, capital
from generator.proof import Proof
from generator.text import Found, SourceText, quoted_words

Told = TypeVar("Told")


class Profile(NamedTuple):
    """What can be told in short of an actor, a unit, a place or a term.

    `office` is a unit's branch as well; `above` is the id of the side it speaks for, where
    that is not its own, or of what a place is part of.
    """

    kind: str
    type: str
    office: str | None
    above: str | None
    summary: str | None


class ToldClaim(NamedTuple):
    """What pages tell of a claim: its words in quotation marks, its status, and the sentence on that.

    `line` is the sentence as it stands alone, with a capital letter and a full stop.
    """

    words: str
    status: str
    sentence: str
    line: str


@dataclass(frozen=True, slots=True)
class House:
    """What is the same for every page of a build, worked out once."""

    library: Library
    proof: Proof
    site: Site
    words: Words
    signs: Mapping[str, tuple[Kind, str]]
    """The kind of each record and the name that pages show: all that a link needs."""
    mastheads: Mapping[str, tuple[str | None, When]]
    """The name under which each article speaks in its own voice, where it has one, and its day."""
    statuses: Mapping[str, tuple[Status, bool]]
    """The status of each claim, and whether the claim is a view."""
    profiles: Mapping[str, Profile]
    """What can be told in short of each actor, unit, place and term, by id."""
    heard: Mapping[str, tuple[int, int]]
    """On how many claims somebody speaks, or how many are about a place, and how many of these are disputed."""
    texts: Mapping[str, SourceText | None]
    """The text of each article, where it is at hand: all that a quote needs of it."""
    reports: Mapping[str, LinkedArticle]
    """Each article as its positions see it, without what is mentioned in it: pages that quote it need no more."""
    memo: "Memo"
    """What was worked out from texts on the way."""
    neighbours: dict[str, tuple[str | None, str | None]]
    """The records before and after each record, within its kind."""
    atlas: Atlas
    """Where places lie, for maps."""
    lists: Lists
    """The pages of lists that are too long for one."""

    def label(self, some_id: str) -> str:
        """Give the name that pages show for any id; a claim's is its words, a plain name is itself."""
        return self.signs.get(some_id, (None, some_id))[1]

    def publisher(self, article: str) -> str | None:
        """Give the name under which an article speaks in its own voice, where it has one."""
        return self.mastheads.get(article, _NOBODY)[0]

    def citation(self, article: str) -> str | None:
        """Cite an article in short, by its publisher and day, where it has a publisher."""
        publisher, published = self.mastheads[article]
        if publisher is None:
            return None

        def tell(_: "Asker") -> str:
            return self.words("position.cite", publisher=publisher, day=tell_time(published, self.words).text)

        return self.once("citation", article, tell)

    def title(self, some_id: str) -> str:
        """Name a record; a claim's words never stand without their quotation marks and status."""
        kind, label = self.signs.get(some_id, (None, some_id))
        if kind != "claim":
            return label
        return self.words("claim.titled", words=label, status=self.claim(some_id).sentence)

    def claim(self, claim: str) -> ToldClaim:
        """Tell a claim with its status."""
        (_, label), (status, is_view) = self.signs[claim], self.statuses[claim]

        def tell(asker: "Asker") -> ToldClaim:
            sentence = tell_status(status, asker, self.words, is_view=is_view)
            return ToldClaim(self.words.quoted(label), status.word, sentence, f"{capital(sentence)}.")

        return self.once("claim", claim, tell)

    def once(self, what: str, some_id: str, tell: "Callable[[Asker], Told]") -> Told:
        """Work out what pages tell of a record, or give what was worked out for another page.

        It may depend on what was read before, for this page as for the others, and on what the asker is asked.
        """
        known = self.memo.known.get((what, some_id))
        if known is None:
            asker = Asker(self)
            known = self.memo.known[what, some_id] = asker, tell(asker)
        else:
            known[0].ask_again(self)
        return cast("Told", known[1])

    def quote_of(self, position: LinkedPosition) -> tuple[str, ...]:
        """Give the words of a position as pages show them, a string for each paragraph."""
        source, key = self.texts[position.article], (position.article, position.mark)
        if key not in self.memo.quotes:
            self.memo.quotes[key] = quote_words(position, source, self.words)
        return self.memo.quotes[key]

    def original_of(self, position: LinkedPosition) -> str | None:
        """Give the link to the words of a position where they were first published, where that has an address."""
        article = self.reports[position.article]
        if position.article not in self.memo.originals:
            self.memo.originals[position.article] = original_links(article)
        return self.memo.originals[position.article].get(position.mark)


@dataclass(slots=True)
class Asker:
    """Answers as the House does, and remembers what it was asked, so that it can be noted for further pages."""

    house: House
    labels: set[str] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)

    def label(self, some_id: str) -> str:
        """Answer as the House."""
        self.labels.add(some_id)
        return self.house.label(some_id)

    def publisher(self, article: str) -> str | None:
        """Answer as the House."""
        self.publishers.add(article)
        return self.house.publisher(article)

    def title(self, some_id: str) -> str:
        """Answer as the House."""
        self.titles.add(some_id)
        return self.house.title(some_id)

    def ask_again(self, house: House) -> None:
        """Ask the same once more, so that another page is known to depend on the answers."""
        for some_id in self.labels:
            house.signs.get(some_id)
        for article in self.publishers:
            house.publisher(article)
        for some_id in self.titles:
            house.title(some_id)


_NOBODY = (None, None)
"""Stands for who published what is no article."""


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
        self.known: dict[tuple[str, str], tuple[Asker, Any]] = {}
        """What was told of records, and what was asked for it."""


def open_house(library: Library, proof: Proof, site: Site, words: Words) -> House:
    """Work out what all pages share."""
    signs = dict(_signs(library))
    labels = {some_id: label for some_id, (_, label) in signs.items()}
    articles = library.articles.items()
    return House(
        library,
        proof,
        site,
        words,
        signs,
        {name: _masthead(article.record, labels) for name, article in articles},
        {claim: (linked.status, linked.record.type == "judgement") for claim, linked in library.claims.items()},
        dict(_profiles(library)),
        dict(_heard(library)),
        {name: article.source for name, article in articles},
        {name: _as_report(article) for name, article in articles},
        Memo(),
        _neighbours(library, labels),
        open_atlas(library),
        divide_lists(library),
    )


def _signs(library: Library) -> Iterator[tuple[str, tuple[Kind, str]]]:
    tables: tuple[tuple[Kind, Mapping[str, Entity]], ...] = (
        ("actor", library.actors),
        ("unit", library.units),
        ("place", library.places),
        ("term", library.terms),
    )
    for kind, table in tables:
        yield from ((some_id, (kind, record.label)) for some_id, record in table.items())
    yield from ((claim, ("claim", linked.record.claim)) for claim, linked in library.claims.items())
    yield from ((event, ("event", linked.record.title)) for event, linked in library.events.items())
    yield from ((article, ("article", linked.record.title)) for article, linked in library.articles.items())


def _masthead(article: Article, labels: Mapping[str, str]) -> tuple[str | None, When]:
    publisher = article.source.publisher
    return labels.get(publisher, publisher) if publisher else None, article.published


def _profiles(library: Library) -> Iterator[tuple[str, Profile]]:
    above = {speaker: side for speaker, side in library.sides.items() if side != speaker}
    for actor in library.actors.values():
        yield actor.id, Profile("actor", actor.type, actor.role, above.get(actor.id), actor.summary)
    for unit in library.units.values():
        yield unit.id, Profile("unit", "unit", unit.branch, above.get(unit.id), unit.summary)
    for place in library.places.values():
        yield place.id, Profile("place", place.type, None, place.part_of, place.summary)
    for term in library.terms.values():
        yield term.id, Profile("term", "", None, None, term.definition)


def _heard(library: Library) -> Iterator[tuple[str, tuple[int, int]]]:
    disputed = {claim for claim, linked in library.claims.items() if linked.status.word == "disputed"}
    for speaker, positions in library.positions_of.items():
        claims = {position.claim for position in positions}
        yield speaker, (len(claims), len(claims & disputed))
    for place, about in library.claims_about.items():
        if place in library.places:
            yield place, (len(about), len(disputed.intersection(about)))


def _as_report(article: LinkedArticle) -> LinkedArticle:
    """Give an article as its positions see it."""
    return LinkedArticle(
        article.record, article.source, positions=article.positions, claims=article.claims, folded=article.folded
    )


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


def _neighbours(library: Library, labels: Mapping[str, str]) -> dict[str, tuple[str | None, str | None]]:
    named = (library.actors, library.units, library.places)
    rows = [[*library.articles], sorted(library.claims), *(_in_order(table, labels) for table in named)]
    found: dict[str, tuple[str | None, str | None]] = {}
    for row in rows:
        before, after = [None, *row], [*row[1:], None]
        found.update(zip(row, zip(before, after, strict=False), strict=False))
    return found


def _in_order(ids: Iterable[str], labels: Mapping[str, str]) -> list[str]:
    return sorted(ids, key=lambda some_id: (labels[some_id].casefold(), some_id))


def by_name(ids: Iterable[str], library: Library) -> list[str]:
    """Sort ids by the names that pages show."""
    return sorted(ids, key=lambda some_id: (library.label(some_id).casefold(), some_id))
