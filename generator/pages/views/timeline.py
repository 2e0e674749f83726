"""Timelines: what happened on the left, what was said and when on the right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.link import LinkedEvent, LinkedPosition, Speaker
from generator.model import When
from generator.pages.addresses import ON_ONE_PAGE
from generator.pages.desk import ClaimLine, Desk, Link
from generator.pages.house import found_words
from generator.pages.times import TimeView, tell_time
from generator.pages.views.axis import Gap, MarkView, gap_between, view_mark
from generator.pages.views.links import view_links
from generator.pages.views.positions import Voice, cite, view_voice
from generator.text import CannotCheck, Found

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class RaisedView:
    """A claim that an event raises; `said` leads to where it was first said, if that was at another time."""

    claim: ClaimLine
    said: Link | None = None


@dataclass(frozen=True, slots=True)
class EventView:
    """Something that happened, or is said to have. `anchor` is its address on the page, where it has one."""

    id: str
    was: tuple[str, ...]
    title: str
    time: TimeView
    links: tuple[Link, ...]
    claims: tuple[RaisedView, ...]
    article: Link | None
    words: tuple[str, ...]
    lang: str | None
    is_unchecked: bool
    edit: str | None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class SaidView:
    """What speakers said about one claim at one time, and about which other time that was.

    `refers` is that of the claim itself, `events` are those that raised it.
    """

    anchor: str
    claim: ClaimLine
    voices: tuple[Voice, ...]
    refers: TimeView | None
    events: tuple[tuple[str, Link], ...]


@dataclass(frozen=True, slots=True)
class MomentView:
    """One time, with what happened then and what was said then; `later` tells how long nothing did before it."""

    time: TimeView
    mark: MarkView
    later: str | None
    happened: tuple[EventView, ...]
    said: tuple[SaidView, ...]


def view_event(desk: Desk, linked: LinkedEvent) -> EventView:
    """Make the view of an event."""
    record = linked.record
    named = dict.fromkeys([*record.places, *record.actors, *record.units])
    article = desk.house.reports[record.article] if record.article else None
    language = article.record.language if article else desk.house.site.language
    return EventView(
        id=record.id,
        was=tuple(record.was),
        title=record.title,
        time=tell_time(record.when, desk.words, record.when_text),
        links=(*desk.links(named), *view_links(record.links)),
        claims=tuple(RaisedView(claim) for claim in desk.claims(record.claims)),
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
    source = desk.house.texts[article]
    anchor = ""
    if source is not None and isinstance(linked.quote, Found):
        anchor = source.sections[linked.quote.section].anchor
    return Link(cite(desk, article).label, desk.href(article, anchor))


def _words(desk: Desk, linked: LinkedEvent) -> tuple[str, ...]:
    record = linked.record
    source = desk.house.texts[record.article] if record.article else None
    if source is not None and isinstance(linked.quote, Found):
        return found_words(source, linked.quote, desk.words)
    return (record.quote,) if record.quote else ()


@dataclass(slots=True)
class _Moment:
    """Everything of one time, while it is gathered."""

    when: When
    events: list[LinkedEvent] = field(default_factory=list)
    positions: dict[str, list[LinkedPosition]] = field(default_factory=dict)
    """By their claims."""


def view_timeline(desk: Desk, events: Iterable[str], positions: Iterable[LinkedPosition]) -> tuple[MomentView, ...]:
    """Join events and what was said in order of time; what has the same time stands together."""
    moments: dict[tuple[datetime, datetime, bool], _Moment] = {}

    def moment(when: When) -> _Moment:
        return moments.setdefault((when.start, when.end, when.approximate), _Moment(when))

    for event in (desk.library.events[event_id] for event_id in events):
        moment(event.record.when).events.append(event)
    for position in positions:
        if position.record.said is not None:
            moment(position.record.said).positions.setdefault(position.claim, []).append(position)
    return tuple(_Line(desk, [moments[key] for key in sorted(moments)]).view())


class _Line:
    """A whole timeline, which knows where else a claim was said and what raised it."""

    def __init__(self, desk: Desk, moments: Sequence[_Moment]) -> None:
        self.desk = desk
        self.moments = moments
        self.first_said: dict[str, When] = {}
        self.raised_by: dict[str, list[LinkedEvent]] = {}
        for moment in moments:
            for claim in moment.positions:
                self.first_said.setdefault(claim, moment.when)
            for event in moment.events:
                for claim in event.record.claims:
                    self.raised_by.setdefault(claim, []).append(event)

    def view(self) -> Iterable[MomentView]:
        """Make the views of all moments, each with the time since all before it were over."""
        reached: When | None = None
        for moment in self.moments:
            yield self._moment(moment, gap_between(reached, moment.when) if reached else None)
            if reached is None or moment.when.end > reached.end:
                reached = moment.when

    def _moment(self, moment: _Moment, gap: Gap | None) -> MomentView:
        desk = self.desk
        return MomentView(
            tell_time(moment.when, desk.words, _wording(moment)),
            view_mark(moment.when),
            gap.tell(desk.words) if gap and gap.is_wide else None,
            tuple(self._event(event, moment.positions) for event in moment.events),
            tuple(self._said(claim, moment.when, positions) for claim, positions in moment.positions.items()),
        )

    def _event(self, event: LinkedEvent, beside: Mapping[str, object]) -> EventView:
        """Make the view of an event; the claims that stand beside it anyway are left out."""
        view = view_event(self.desk, event)
        others = (raised.claim for raised in view.claims if raised.claim.id not in beside)
        claims = tuple(RaisedView(claim, self._said_then(event, claim.id)) for claim in others)
        return replace(view, claims=claims, anchor=self._anchor(view.id))

    def _said_then(self, event: LinkedEvent, claim: str) -> Link | None:
        """Lead from an event to where a claim about it was first said, if that was before or after it."""
        said, words = self.first_said.get(claim), self.desk.words
        if said is None or not _apart(event.record.when, said):
            return None
        told, gap = words("timeline.said_then", time=tell_time(said, words).text), gap_between(event.record.when, said)
        return Link(f"{told}{words('status.comma')}{gap.tell(words)}" if gap else told, f"#{_said_at(claim, said)}")

    def _said(self, claim: str, said: When, positions: Iterable[LinkedPosition]) -> SaidView:
        desk, record = self.desk, self.desk.library.claims[claim].record
        voices = (view_voice(desk, position, desk.href(claim, position.anchor)) for position in _once(positions))
        refers = record.when if record.when and _apart(record.when, said) else None
        events = (event.record for event in self.raised_by.get(claim, ()) if _apart(event.record.when, said))
        return SaidView(
            _said_at(claim, said),
            desk.claim(claim),
            tuple(voices),
            desk.time(refers, record.when_text),
            tuple(
                (
                    tell_time(event.when, desk.words, event.when_text).text,
                    Link(event.title, f"#{self._anchor(event.id)}"),
                )
                for event in events
            ),
        )

    def _anchor(self, event: str) -> str:
        """Give the address of an event on this page; its id is that of the page of all events."""
        return event if self.desk.compass.here.startswith(ON_ONE_PAGE["event"]) else f"_event-{event}"


def _once(positions: Iterable[LinkedPosition]) -> Iterable[LinkedPosition]:
    """Give each speaker's stance once: several articles may tell of the same words, which were said one time."""
    heard: dict[tuple[Speaker, str], LinkedPosition] = {}
    for position in positions:
        heard.setdefault((position.speaker, position.stance), position)
    return heard.values()


def _apart(when: When, other: When) -> bool:
    return when.end < other.start or other.end < when.start


def _said_at(claim: str, said: When) -> str:
    return f"_said-{claim}--{said.text}"


def _wording(moment: _Moment) -> str | None:
    """Give the source's own wording as the heading where all events share it.

    Of a longer time it may mean a part ("the end of April"), and what was said
    some time in that month must not come to stand below it.
    """
    when = moment.when
    if moment.positions and (when.is_interval or when.precision not in {"day", "minute"}):
        return None
    wordings = {event.record.when_text for event in moment.events}
    return wordings.pop() if len(wordings) == 1 else None
