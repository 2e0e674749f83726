"""Putting the Library together: tables in a fixed order, and the reverse indexes that pages need."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import TypeVar

from generator.link.ids import Ids
from generator.link.library import Library, LinkedArticle, LinkedClaim, LinkedEvent, LinkedPosition, Mention
from generator.model import Actor, Article, Event, Named, Place, Unit
from generator.read import Records
from generator.text import FoldedSource, Found

NamedRecord = TypeVar("NamedRecord", bound=Named)
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Joined:
    """What linking found, before it is put in order."""

    ids: Ids
    sides: dict[str, str]
    texts: Mapping[str, FoldedSource]
    mentions: Mapping[str, Sequence[Mention]]
    claims: Mapping[str, LinkedClaim]
    events: Mapping[str, LinkedEvent]


def assemble(records: Records, joined: Joined) -> Library:
    """Make the Library: articles by date, events by date, all else by id."""
    events = dict(sorted(joined.events.items(), key=lambda entry: _when(entry[1].record)))
    spoken = _spoken(records.articles, joined.claims.values())
    articles = _articles(records.articles, joined, spoken, events)
    belonging: list[Place | Unit] = [*records.places, *records.units]
    speaking: list[Actor | Unit] = [*records.actors, *records.units]
    return Library(
        actors=_by_id(records.actors),
        units=_by_id(records.units),
        places=_by_id(records.places),
        terms=_by_id(records.terms),
        claims=dict(joined.claims),
        events=events,
        articles=articles,
        kinds=dict(joined.ids.kinds),
        was=dict(sorted(joined.ids.was.items())),
        positions_of=_grouped((p.actor, p) for p in spoken),
        claims_about=_grouped((e, c) for c, claim in joined.claims.items() for e in dict.fromkeys(claim.record.about)),
        events_of=_grouped((named, e) for e, event in events.items() for named in _named_in(event.record)),
        mentions_of=_grouped((m.entity, m) for article in articles.values() for m in article.mentions),
        parts_of=_grouped((record.part_of, record.id) for record in sorted(belonging, key=_id) if record.part_of),
        voices_of=_grouped(
            (record.affiliation, record.id) for record in sorted(speaking, key=_id) if record.affiliation
        ),
        sides=joined.sides,
    )


def _spoken(articles: Iterable[Article], claims: Iterable[LinkedClaim]) -> list[LinkedPosition]:
    """Order all positions by when they were said, those without a date by the day of their article."""
    days = {article.id: article.published.end for article in articles}

    def said(position: LinkedPosition) -> datetime:
        when = position.record.said
        return when.end if when else days[position.article]

    # The claims are in order; sorting keeps what has the same day.
    named = (sorted(c.positions, key=_anchor) if len(c.positions) > 1 else c.positions for c in claims)
    return sorted(chain.from_iterable(named), key=said)


_anchor = attrgetter("anchor")


def _articles(
    records: Iterable[Article], joined: Joined, spoken: Sequence[LinkedPosition], events: Mapping[str, LinkedEvent]
) -> dict[str, LinkedArticle]:
    positions = _grouped((p.article, p) for p in spoken)
    told = _grouped((event.record.article or "", e) for e, event in events.items())
    ordered = sorted(records, key=lambda article: (article.published.start, article.id))
    return {a.id: _article(a, joined, positions.get(a.id, ()), told.get(a.id, ())) for a in ordered}


def _article(
    record: Article, joined: Joined, positions: tuple[LinkedPosition, ...], events: tuple[str, ...]
) -> LinkedArticle:
    folded = joined.texts.get(record.id)
    mentions = tuple(joined.mentions.get(record.id, ()))
    positions = _in_text(positions)
    return LinkedArticle(
        record,
        folded.source if folded else None,
        mentions,
        positions,
        claims=tuple(dict.fromkeys(p.claim for p in positions)),
        events=events,
        entities=tuple(dict.fromkeys(m.entity for m in mentions)),
        folded=folded,
    )


def _in_text(positions: Sequence[LinkedPosition]) -> tuple[LinkedPosition, ...]:
    """Order by where the words begin; words that nobody could look up come first, by name."""
    begun = {_start(position): position for position in positions}
    if len(begun) == len(positions):  # as it most often is
        return tuple([begun[start] for start in sorted(begun)])
    return tuple(sorted(positions, key=lambda position: (_start(position), position.mark)))


def _start(position: LinkedPosition) -> int:
    quote = position.quote
    return quote.fragments[0][0] if isinstance(quote, Found) else -1


def _when(event: Event) -> tuple[object, ...]:
    return (event.when.start, event.when.end, event.id)


def _id(record: Named) -> str:
    return record.id


def _by_id(records: Iterable[NamedRecord]) -> dict[str, NamedRecord]:
    return {record.id: record for record in sorted(records, key=_id)}


def _grouped(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    """Group what belongs to one id, in the order given."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for key, entry in pairs:
        groups[key].append(entry)
    return {key: tuple(entries) for key, entries in groups.items()}


def _named_in(event: Event) -> Iterator[str]:
    yield from dict.fromkeys([*event.places, *event.actors, *event.units, *event.claims])
