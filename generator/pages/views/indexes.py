"""The pages that list all records of a kind, and the home page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.pages.addresses import FOLDERS, ON_ONE_PAGE
from generator.pages.desk import ClaimLine, Desk, Link, by_name
from generator.pages.times import TimeView, tell_time
from generator.pages.views.entities import AliasView, view_alias
from generator.pages.views.links import view_links
from generator.pages.views.people import PersonLine, SideLines, view_sides
from generator.pages.views.positions import cite
from generator.pages.views.timeline import MomentView, view_timeline


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list."""

    article: Link
    published: TimeView
    publisher: str | None
    brief: Markup | None
    disputed: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """A word of the glossary."""

    id: str
    was: tuple[str, ...]
    term: str
    aliases: tuple[AliasView, ...]
    definition: Markup
    summary: Markup | None
    see: tuple[Link, ...]
    claims: tuple[ClaimLine, ...]
    articles: tuple[Link, ...]
    links: tuple[Link, ...]
    edit: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of a kind there are."""

    link: Link
    count: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """The home page. `name` is None where an editor's own text stands above."""

    name: str | None
    articles: tuple[ArticleLine, ...]
    disputed: tuple[ClaimLine, ...]
    counts: tuple[Count, ...]
    all_articles: Link
    all_claims: Link


SHOWN_AT_HOME = 12
"""Articles and disputed claims on the home page at most; the lists hold all."""


def view_articles(desk: Desk) -> tuple[ArticleLine, ...]:
    """List all articles, the newest first."""
    return _article_lines(desk, reversed(desk.library.articles))


def _article_lines(desk: Desk, ids: Iterable[str]) -> tuple[ArticleLine, ...]:
    return tuple(_article_line(desk, article_id) for article_id in ids)


def _article_line(desk: Desk, article_id: str) -> ArticleLine:
    article = desk.library.articles[article_id]
    publisher = desk.publisher(article_id)
    brief = article.record.in_brief
    disputed = [claim for claim in article.claims if desk.library.claims[claim].status.word == "disputed"]
    return ArticleLine(
        desk.link(article_id),
        tell_time(article.record.published, desk.words),
        publisher.label if publisher else None,
        desk.line(brief[0]) if brief else None,
        desk.claims(disputed),
    )


def view_actors(desk: Desk) -> tuple[SideLines, ...]:
    """List all actors under the side they speak for."""
    return view_sides(desk, desk.library.actors)


def view_units(desk: Desk) -> tuple[SideLines, ...]:
    """List all units under the side they speak for; that they are units is the heading's to say."""
    sides, plain = view_sides(desk, desk.library.units), desk.words("kind.unit")
    return tuple(replace(side, people=tuple(_without(plain, line) for line in side.people)) for side in sides)


def _without(plain: str, line: PersonLine) -> PersonLine:
    return replace(line, what="") if line.what == plain else line


def view_glossary(desk: Desk) -> tuple[TermView, ...]:
    """List all words by name."""
    return tuple(_term(desk, term_id) for term_id in by_name(desk.library.terms, desk.library))


def _term(desk: Desk, term_id: str) -> TermView:
    record = desk.library.terms[term_id]
    articles = dict.fromkeys(mention.article for mention in desk.library.mentions_of.get(term_id, ()))
    return TermView(
        id=term_id,
        was=tuple(record.was),
        term=record.term,
        aliases=tuple(view_alias(desk, alias) for alias in record.aliases),
        definition=desk.line(record.definition),
        summary=desk.line(record.summary) if record.summary else None,
        see=desk.links(record.see),
        claims=desk.claims(desk.library.claims_about.get(term_id, ())),
        articles=tuple(cite(desk, article) for article in articles),
        links=view_links(record.links),
        edit=desk.edit(record.span("id")),
    )


def view_all_time(desk: Desk) -> tuple[MomentView, ...]:
    """Join all events and all that was said."""
    positions = (position for claim in desk.library.claims.values() for position in claim.positions)
    return view_timeline(desk, desk.library.events, positions)


def view_home(desk: Desk) -> HomePage:
    """Make the view of the home page."""
    library, words = desk.library, desk.words
    newest = list(reversed(library.articles))[:SHOWN_AT_HOME]
    disputed = [claim for claim, linked in library.claims.items() if linked.status.word == "disputed"]
    return HomePage(
        None if desk.house.site.home_has_text else desk.house.site.name,
        _article_lines(desk, newest),
        desk.claims(disputed[:SHOWN_AT_HOME]),
        tuple(_count(desk, kind) for kind in ("article", "claim", "actor", "unit", "place", "term", "event")),
        Link(words("home.all_articles"), desk.compass.to(FOLDERS["article"])),
        Link(words("home.all_claims"), desk.compass.to(FOLDERS["claim"])),
    )


NAV_NAMES = {
    "article": "articles",
    "claim": "claims",
    "actor": "actors",
    "unit": "units",
    "place": "places",
    "term": "glossary",
    "event": "timeline",
}
"""The plain name of each kind's list, as menus and texts call it."""


def _count(desk: Desk, kind: str) -> Count:
    address = {**FOLDERS, **ON_ONE_PAGE}[kind]  # type: ignore[index]  # the kinds are those of NAV_NAMES
    table: dict[str, object] = getattr(desk.library, f"{kind}s")
    return Count(Link(desk.words(f"nav.{NAV_NAMES[kind]}"), desk.compass.to(address)), len(table))
