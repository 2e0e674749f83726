"""The House: what is the same for every page of a build, worked out once, and in tables that pages read by key."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.link import Library, LinkedArticle, LinkedPosition
from generator.model import Kind
from generator.pages.atlas import Atlas, open_atlas
from generator.pages.dividing import divide_lists
from generator.pages.fragments import original_links
from generator.pages.lists import Lists
from generator.pages.page import Site
from generator.pages.sentences import publisher_of, status_sentence
from generator.pages.times import tell_time
from generator.pages.words import Words, capital
from generator.proof import Proof
from generator.text import Found, SourceText, quoted_words


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
    reports = {
        name: replace(article, mentions=(), entities=(), events=()) for name, article in library.articles.items()
    }
    claims = {
        claim: (words.quoted(linked.record.claim), linked.status.word, f"{capital(sentences[claim])}.")
        for claim, linked in library.claims.items()
    }
    neighbours, atlas = _neighbours(library), open_atlas(library)
    lists = divide_lists(library)
    return House(
        library,
        proof,
        site,
        words,
        citations,
        signs,
        sentences,
        claims,
        texts,
        reports,
        Memo(),
        neighbours,
        atlas,
        lists,
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
