"""The page of an article: the explainer itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generator.link import REPORT, LinkedArticle, LinkedClaim, LinkedPosition
from generator.pages.addresses import CONTRACT
from generator.pages.desk import Desk, Link, disputed_first
from generator.pages.house import by_name
from generator.pages.times import TimeView, tell_time
from generator.pages.views.claims import (
    BoxView,
    CorrectedView,
    CorrectionView,
    view_box,
    view_corrected,
    view_corrections,
)
from generator.pages.views.contents import ContentsEntry, list_contents
from generator.pages.views.links import view_links
from generator.pages.views.maps import MapView, article_places, view_places_map
from generator.pages.views.people import SideLines, view_sides
from generator.pages.views.places import PlaceLine, view_place_line
from generator.pages.views.report import ReportView, view_report
from generator.pages.views.timeline import MomentView, view_timeline
from generator.proof import Coverage, is_answered
from generator.text import Found

MOST_VOICES = 12
"""Voices of a claim that are all shown in its box on an article's page, from whatever article they are."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where the text comes from."""

    publisher: Link | None
    author: str | None
    url: str | None
    licence: str | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question and its answer."""

    ask: str
    answer: Markup | None


@dataclass(frozen=True, slots=True)
class WordView:
    """A word with its meaning."""

    term: Link
    definition: Markup


@dataclass(frozen=True, slots=True)
class MethodView:
    """How the page was made, in numbers. `shows` is how much of the text there is on the page.

    `coverage` is None where nobody could look at who speaks; `answered` counts
    the positions whose doubts an editor answered with a reason.
    """

    checked: int
    unchecked: int
    covered: int
    paragraphs: int
    claims: int
    disputed: int
    read: int
    positions: int
    coverage: Coverage | None
    answered: int
    shows: str
    contract: Link


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The page of an article."""

    title: str
    published: TimeView
    source: SourceView
    checks: str
    corrected: CorrectedView | None
    brief: tuple[Markup, ...]
    disputed: tuple[BoxView, ...]
    other: tuple[BoxView, ...]
    report: ReportView
    timeline: tuple[MomentView, ...]
    places: tuple[PlaceLine, ...]
    map: MapView | None
    sides: tuple[SideLines, ...]
    questions: tuple[QuestionView, ...]
    not_known: tuple[Markup, ...]
    glossary: tuple[WordView, ...]
    corrections: tuple[CorrectionView, ...]
    links: tuple[Link, ...]
    method: MethodView
    contents: tuple[ContentsEntry, ...]


def view_article(desk: Desk, article_id: str) -> ArticlePage:
    """Make the view of an article's page."""
    article = desk.library.articles[article_id]
    record, places = article.record, desk.library.places
    disputed, other = _boxes(desk, article)
    report = view_report(desk, article)
    sides = _sides(desk, article)
    timeline = view_timeline(desk, article.events, article.positions)
    corrections = view_corrections(desk, record.corrections)
    method = _method(desk, article, report, len(disputed))
    return ArticlePage(
        title=record.title,
        published=tell_time(record.published, desk.words),
        source=SourceView(desk.publisher(article_id), record.source.author, record.source.url, record.source.licence),
        checks=_checks(desk, method),
        corrected=view_corrected(desk, corrections),
        brief=tuple(desk.line(line) for line in record.in_brief),
        disputed=disputed,
        other=other,
        report=report,
        timeline=timeline,
        places=tuple(view_place_line(desk, places[entity]) for entity in article.entities if entity in places),
        map=view_places_map(desk, article_places(desk, article_id), record.title),
        sides=sides,
        questions=tuple(QuestionView(question.ask, desk.prose(question.answer)) for question in record.questions),
        not_known=tuple(desk.line(line) for line in record.not_known),
        glossary=_glossary(desk, article),
        corrections=corrections,
        links=view_links(record.links),
        method=method,
        contents=_contents(desk, article, sides, len(disputed), has_times=bool(timeline)),
    )


def _contents(
    desk: Desk, article: LinkedArticle, sides: Iterable[SideLines], disputed: int, *, has_times: bool
) -> tuple[ContentsEntry, ...]:
    """List the parts of the page, with the anchors that its template gives them."""
    library, record = desk.library, article.record
    return list_contents(
        desk.words,
        (
            ("disputed", "_disputed", disputed),
            ("claims", "_other", len(article.claims) - disputed),
            ("report", "_report", None),
            ("timeline", "_timeline", None if has_times else 0),
            ("places", "_places", sum(entity in library.places for entity in article.entities)),
            ("people", "_people", sum(len(side.people) for side in sides)),
            ("questions", "_questions-asked", len(record.questions)),
            ("glossary", "_glossary", None if any(entity in library.terms for entity in article.entities) else 0),
            ("method", "_method", None),
        ),
    )


def _boxes(desk: Desk, article: LinkedArticle) -> tuple[tuple[BoxView, ...], tuple[BoxView, ...]]:
    """Give the box of each claim, the disputed apart."""
    own = article.record.id
    held = [desk.library.claims[claim] for claim in disputed_first(article.claims, desk.library)]
    boxes = [view_box(desk, claim, _shown(claim, own), article=own) for claim in held]
    disputed = tuple(box for box in boxes if box.claim.status == "disputed")
    return disputed, tuple(boxes[len(disputed) :])


def _shown(claim: LinkedClaim, article: str) -> list[LinkedPosition]:
    """Give all voices of a claim, so that both sides are heard; only the article's own where they are many."""
    if len(claim.positions) <= MOST_VOICES:
        return list(claim.positions)
    return [position for position in claim.positions if position.article == article]


def _sides(desk: Desk, article: LinkedArticle) -> tuple[SideLines, ...]:
    """List those who are named or speak in the article, under their sides."""
    library = desk.library
    counts: dict[str, int] = {}
    for position in article.positions:
        if position.actor != REPORT:
            counts[position.actor] = counts.get(position.actor, 0) + 1
    named = (entity for entity in article.entities if entity in library.actors or entity in library.units)
    return view_sides(desk, dict.fromkeys([*counts, *named]), counts)


def _glossary(desk: Desk, article: LinkedArticle) -> tuple[WordView, ...]:
    terms = desk.library.terms
    used = by_name((entity for entity in article.entities if entity in terms), desk.library)
    return tuple(WordView(desk.link(term), desk.line(terms[term].definition)) for term in used)


def _method(desk: Desk, article: LinkedArticle, report: ReportView, disputed: int) -> MethodView:
    told = (desk.library.events[event].quote for event in article.events)
    quotes = [*(position.quote for position in article.positions), *(quote for quote in told if quote)]
    checked = sum(isinstance(quote, Found) for quote in quotes)
    return MethodView(
        checked=checked,
        unchecked=len(quotes) - checked,
        covered=report.covered,
        paragraphs=report.paragraphs,
        claims=len(article.claims),
        disputed=disputed,
        read=sum(desk.proof.read_state(position).word == "second" for position in article.positions),
        positions=len(article.positions),
        coverage=desk.proof.coverage.get(article.record.id),
        answered=sum(is_answered(position) for position in article.positions),
        shows=report.shows,
        contract=Link(desk.words("contract.title"), desk.compass.to(CONTRACT)),
    )


def _checks(desk: Desk, method: MethodView) -> str:
    """Say in a line what was checked; of what there is none, nothing is said."""
    told = []
    if method.checked:
        told.append(desk.words("article.checked_line", count=method.checked))
    if method.unchecked:
        told.append(desk.words("article.unchecked_line", count=method.unchecked))
    if method.read:
        told.append(desk.words("article.read_line", count=method.read))
    return desk.words("status.semicolon").join(told)
