"""Timelines: what happened on the left, what was said and when on the right."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.link import LinkedEvent, LinkedPosition
from generator.model import When
from generator.pages.desk import ClaimLine, Desk, Link, found_words
from generator.pages.times import TimeView, tell_time
from generator.pages.views.links import view_links
from generator.pages.views.positions import Voice, cite, view_voice
from generator.text import CannotCheck, Found

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class EventView:
    """Something that happened, or is said to have."""

    id: str
    was: tuple[str, ...]
    title: str
    time: TimeView
    links: tuple[Link, ...]
    claims: tuple[ClaimLine, ...]
    article: Link | None
    words: tuple[str, ...]
    lang: str | None
    is_unchecked: bool
    edit: str | None


@dataclass(frozen=True, slots=True)
class SaidView:
    """What speakers said about one claim at one time."""

    claim: ClaimLine
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class MomentView:
    """One time, with what happened then and what was said then."""

    time: TimeView
    happened: tuple[EventView, ...]
    said: tuple[SaidView, ...]


def view_event(desk: Desk, linked: LinkedEvent) -> EventView:
    """Make the view of an event."""
    record = linked.record
    named = dict.fromkeys([*record.places, *record.actors, *record.units])
    article = desk.library.articles[record.article] if record.article else None
    language = article.record.language if article else desk.house.site.language
    return EventView(
        id=record.id,
        was=tuple(record.was),
        title=record.title,
        time=tell_time(record.when, desk.words, record.when_text),
        links=(*desk.links(named), *view_links(record.links)),
        claims=desk.claims(record.claims),
        article=_told_in(desk, linked),
        words=_words(desk, linked),
        lang=language if language != desk.house.site.language else None,
        is_unchecked=isinstance(linked.quote, CannotCheck),
        edit=desk.edit(record.span("id")),
    )


def _told_in(desk: Desk, linked: LinkedEvent) -> Link | None:
    """Link to the article that tells it, at the section that holds the words."""
    article = linked.record.article
    if article is None:
        return None
    source = desk.library.articles[article].source
    anchor = ""
    if source is not None and isinstance(linked.quote, Found):
        anchor = source.sections[linked.quote.section].anchor
    return Link(cite(desk, article).label, desk.href(article, anchor))


def _words(desk: Desk, linked: LinkedEvent) -> tuple[str, ...]:
    record = linked.record
    source = desk.library.articles[record.article].source if record.article else None
    if source is not None and isinstance(linked.quote, Found):
        return found_words(source, linked.quote, desk.words)
    return (record.quote,) if record.quote else ()


@dataclass(slots=True)
class _Moment:
    """Everything of one time, while it is gathered."""

    when: When
    events: list[LinkedEvent] = field(default_factory=list)
    positions: list[LinkedPosition] = field(default_factory=list)


def view_timeline(desk: Desk, events: Iterable[str], positions: Iterable[LinkedPosition]) -> tuple[MomentView, ...]:
    """Join events and what was said in order of time; what has the same time stands together."""
    moments: dict[tuple[datetime, datetime, bool], _Moment] = {}

    def moment(when: When) -> _Moment:
        return moments.setdefault((when.start, when.end, when.approximate), _Moment(when))

    for event in (desk.library.events[event_id] for event_id in events):
        moment(event.record.when).events.append(event)
    for position in positions:
        if position.record.said is not None:
            moment(position.record.said).positions.append(position)
    return tuple(_view_moment(desk, moments[key]) for key in sorted(moments))


def _view_moment(desk: Desk, moment: _Moment) -> MomentView:
    said = _said(desk, moment.positions)
    known = {view.claim.id for view in said}
    events = tuple(_without(known, view_event(desk, event)) for event in moment.events)
    return MomentView(tell_time(moment.when, desk.words, _wording(moment)), events, said)


def _wording(moment: _Moment) -> str | None:
    """Give the source's own wording as the heading where all events share it."""
    wordings = {event.record.when_text for event in moment.events}
    return wordings.pop() if len(wordings) == 1 else None


def _without(claims: set[str], view: EventView) -> EventView:
    """Leave out the claims that stand beside the event anyway."""
    return replace(view, claims=tuple(claim for claim in view.claims if claim.id not in claims))


def _said(desk: Desk, positions: Iterable[LinkedPosition]) -> tuple[SaidView, ...]:
    by_claim: dict[str, list[Voice]] = {}
    for position in positions:
        href = desk.href(position.claim, position.anchor)
        by_claim.setdefault(position.claim, []).append(view_voice(desk, position, href))
    return tuple(SaidView(desk.claim(claim), tuple(voices)) for claim, voices in by_claim.items())
