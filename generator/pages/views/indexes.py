"""The pages that list all records of a kind, and the home page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.link import LinkedPosition
from generator.pages.addresses import FOLDERS, ON_ONE_PAGE
from generator.pages.desk import ClaimLine, Desk, Link
from generator.pages.dividing import MOST_FIRST
from generator.pages.house import by_name
from generator.pages.lists import AT_HOME, Share
from generator.pages.times import TimeView, tell_time
from generator.pages.views.corrections import CorrectionLine, view_all_corrections
from generator.pages.views.entities import AliasView, view_alias
from generator.pages.views.links import view_links
from generator.pages.views.maps import MapView, view_places_map
from generator.pages.views.parts import PartsView, view_parts
from generator.pages.views.people import PersonLine, SideLines, view_people, view_sides
from generator.pages.views.places import PlaceTree, view_place_lines
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
    years: PartsView | None
    """The pages that hold all claims about it and all articles that name it, where there are too many for one."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries there are in the list of a kind."""

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


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The first screen of a list that is divided into pages: these, and what is newest, disputed or named most."""

    parts: PartsView
    heading: str
    articles: tuple[ArticleLine, ...] = ()
    disputed: tuple[ClaimLine, ...] = ()
    claims: tuple[ClaimLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    places: tuple[PlaceTree, ...] = ()
    map: MapView | None = None
    terms: tuple[Link, ...] = ()
    moments: tuple[MomentView, ...] = ()
    corrections: tuple[CorrectionLine, ...] = ()


def view_first(desk: Desk, name: str) -> FirstPage:
    """Make the first screen of a list."""
    first = desk.lists.first[desk.compass.here]
    top = view_parts(desk, desk.compass.here), desk.words(_FIRST.get(name, "part.newest"))
    make = {
        "articles": lambda: FirstPage(*top, articles=view_articles(desk, first.newest)),
        "claims": lambda: FirstPage(*top, disputed=_claims(desk, first.disputed), claims=_claims(desk, first.newest)),
        "actors": lambda: FirstPage(*top, people=view_people(desk, first.newest)),
        "units": lambda: FirstPage(*top, people=view_people(desk, first.newest)),
        "places": lambda: FirstPage(*top, places=view_place_lines(desk, first.newest), map=_map(desk, first.newest)),
        "glossary": lambda: FirstPage(*top, terms=desk.links(first.newest)),
        "timeline": lambda: FirstPage(*top, moments=view_latest(desk, first.newest)),
        "corrections": lambda: FirstPage(*top, corrections=view_all_corrections(desk, first.newest)[:MOST_FIRST]),
    }
    return make[name]()


_FIRST = {
    "actors": "part.heard",
    "units": "part.heard",
    "places": "part.most_claims",
    "glossary": "part.named",
    "timeline": "part.latest",
}
"""What is told first in lists by names, and on the line of time; in the others by dates it is the newest."""


def _claims(desk: Desk, ids: Iterable[str]) -> tuple[ClaimLine, ...]:
    """Name claims in the order given."""
    return tuple(desk.claim(claim) for claim in ids)


def _map(desk: Desk, ids: Iterable[str]) -> MapView | None:
    return view_places_map(desk, ids, desk.words("index.places"))


def view_articles(desk: Desk, ids: Iterable[str]) -> tuple[ArticleLine, ...]:
    """List articles."""
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


def view_actors(desk: Desk, ids: Iterable[str]) -> tuple[SideLines, ...]:
    """List actors under the side they speak for."""
    return view_sides(desk, ids)


def view_units(desk: Desk, ids: Iterable[str]) -> tuple[SideLines, ...]:
    """List units under the side they speak for; that they are units is the heading's to say."""
    sides, plain = view_sides(desk, ids), desk.words("kind.unit")
    return tuple(replace(side, people=tuple(_without(plain, line) for line in side.people)) for side in sides)


def _without(plain: str, line: PersonLine) -> PersonLine:
    return replace(line, what="") if line.what == plain else line


def view_glossary(desk: Desk, ids: Iterable[str]) -> tuple[TermView, ...]:
    """List words by name."""
    return tuple(_term(desk, term_id) for term_id in by_name(ids, desk.library))


def _term(desk: Desk, term_id: str) -> TermView:
    record, root = desk.library.terms[term_id], f"{ON_ONE_PAGE['term']}{term_id}/"
    share = desk.lists.shares.get(root) or _all_of(desk, term_id)
    return TermView(
        id=term_id,
        was=tuple(record.was),
        term=record.term,
        aliases=tuple(view_alias(desk, alias) for alias in record.aliases),
        definition=desk.line(record.definition),
        summary=desk.line(record.summary) if record.summary else None,
        see=desk.links(record.see),
        claims=desk.claims(share.about),
        articles=tuple(cite(desk, article) for article in share.mentioned),
        links=view_links(record.links),
        edit=desk.edit(record.span("id")),
        years=view_parts(desk, root) if root in desk.lists.parts else None,
    )


def _all_of(desk: Desk, term_id: str) -> Share:
    """Give all that is told of a word."""
    library = desk.library
    articles = dict.fromkeys(mention.article for mention in library.mentions_of.get(term_id, ()))
    return Share(about=library.claims_about.get(term_id, ()), mentioned=tuple(articles))


def view_all_time(desk: Desk, ids: Iterable[str]) -> tuple[MomentView, ...]:
    """Join events and what was said of claims, on the days that stand on this page."""
    events, positions = list[str](), list[LinkedPosition]()
    for some_id in ids:
        if some_id in desk.library.claims:
            positions += [p for p in desk.library.claims[some_id].positions if _is_here(desk, p)]
        else:
            events.append(some_id)
    return view_timeline(desk, events, positions)


def _is_here(desk: Desk, position: LinkedPosition) -> bool:
    said = position.record.said
    return said is not None and desk.lists.holds(desk.compass.here, said)


def view_latest(desk: Desk, ids: Iterable[str]) -> tuple[MomentView, ...]:
    """Join events and what was said of claims last."""
    listed = list(ids)
    events = [some_id for some_id in listed if some_id in desk.library.events]
    claims = [desk.library.claims[some_id] for some_id in listed if some_id in desk.library.claims]
    dated = [(p.record.said.start, p) for claim in claims for p in claim.positions if p.record.said]
    last = {p.claim: start for start, p in sorted(dated, key=lambda entry: entry[0])}
    return view_timeline(desk, events, [p for start, p in dated if start == last[p.claim]])


def view_home(desk: Desk) -> HomePage:
    """Make the view of the home page."""
    words, first = desk.words, desk.lists.first[AT_HOME]
    return HomePage(
        None if desk.house.site.home_has_text else desk.house.site.name,
        view_articles(desk, first.newest),
        desk.claims(first.disputed),
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
    return Count(Link(desk.words(f"nav.{NAV_NAMES[kind]}"), desk.compass.to(address)), desk.lists.counts[address])
