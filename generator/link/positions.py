"""Positions: gathered from under their claims and from lists of their own, and tied to what they name."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from generator.link.ids import Ids
from generator.link.library import REPORT, LinkedPosition, Speaker
from generator.link.quotes import Quotes
from generator.model import Article, Claim, Position, When
from generator.problems import Problem
from generator.read import Records

THEMSELVES = "themselves"

Name = tuple[str, str, str | None]
"""What tells positions on one claim apart: the article, the actor and the position's own id."""


class Held(NamedTuple):
    """A position with the claim and the article it is about, before its quote is found.

    There is one for each position of the site: a tuple is made at once, and what
    is asked of it most often stands in it.
    """

    record: Position
    claim: str
    article: str
    actor: str
    said: When | None


def _hold(position: Position, claim: str) -> Held:
    own = vars(position)  # pydantic's own way to each value takes far longer
    return Held(position, claim, own["article"] or "", own["actor"], own["said"])


def gather(records: Records) -> dict[str, list[Held]]:
    """Give the positions on each claim, list after list: by the day of the list's article, its own list first."""
    lists: dict[str, list[tuple[str, list[Held]]]] = {}
    for claim in records.claims:
        claim_id = claim.id
        own = [_hold(position, claim_id) for position in claim.positions]
        lists.setdefault(claim_id, []).append(("", own))
    for file, listed in _by_file(records.positions).items():
        for claim_id, entries in _by_claim(listed).items():
            lists.setdefault(claim_id, []).append((file, entries))
    days = {article.id: article.published.end for article in records.articles}
    return {claim: _joined(found, days) for claim, found in lists.items()}


def _joined(lists: list[tuple[str, list[Held]]], days: Mapping[str, datetime]) -> list[Held]:
    if len(lists) == 1:
        return lists[0][1]
    ordered = sorted(lists, key=lambda entry: (_day(entry[1], days), entry[0]))
    return [held for _, entries in ordered for held in entries]


def _by_file(positions: Iterable[Position]) -> dict[str, list[Position]]:
    files: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        files[position.span().file].append(position)
    return files


def _by_claim(positions: Iterable[Position]) -> dict[str, list[Held]]:
    claims: dict[str, list[Held]] = defaultdict(list)
    for position in positions:
        held = _hold(position, position.claim or "")
        claims[held.claim].append(held)
    return claims


def _day(held: Sequence[Held], days: Mapping[str, datetime]) -> datetime:
    known = [days[entry.article] for entry in held if entry.article in days]
    return min(known, default=datetime.max)  # noqa: DTZ901 - a day without a zone


def check_held(held: Mapping[str, Sequence[Held]], records: Records, ids: Ids) -> list[Problem]:
    """Report claims that nobody takes a position on, and positions that have no name of their own."""
    silent = {claim for claim, entries in held.items() if not entries}
    # A position with a fault may have been the claim's only one.
    if records.incomplete or records.emptied:
        silent.clear()
    judged = [claim for claim in records.claims if claim.id in silent] if silent else []
    problems = [_no_positions(claim) for claim in judged if claim.id not in records.rejected]
    for claim_id, entries in held.items():
        # The positions of two claims with one id are told apart as soon as the claims are.
        if claim_id not in ids.twice:
            problems += _check_names(entries)
    return problems


def _no_positions(claim: Claim) -> Problem:
    return Problem(
        "no-positions",
        claim.span("id"),
        f'nobody takes a position on the claim "{claim.id}"',
        "add positions: with the actor, stance, verb and quote of everyone who speaks about it, or delete the claim",
    )


def _check_names(entries: Sequence[Held]) -> Iterator[Problem]:
    """Check that an actor's positions on one claim in one article can be told apart."""
    if len({(article, actor) for _, _, article, actor, _ in entries}) == len(entries):
        return
    taken: dict[Name, Position] = {}
    names: set[Name] = {(held.article, held.actor, held.record.id) for held in entries}
    words: dict[tuple[object, ...], Position] = {}
    for held in entries:
        record = held.record
        name = (held.article, held.actor, record.id)
        first = words.setdefault((*name[:2], *_said_by(record)), record)
        if first is not record:
            yield _twice(held, first)
        elif name not in taken:
            taken[name] = record
        elif record.id is None:
            free = _next_name(name, names)
            names.add((*name[:2], free))
            yield Problem(
                "position-needs-id",
                record.span("actor"),
                f'"{record.actor}" has a position on "{held.claim}" in this article already, at {taken[name].span()}',
                f'add a line "id: {free}" to this position; it becomes part of its address',
            )
        else:
            yield Problem(
                "id-twice",
                record.span("id"),
                f'"{record.id}" is another position of "{record.actor}" on "{held.claim}", at {taken[name].span("id")}',
                "give one of the two another id",
            )


def _said_by(record: Position) -> tuple[object, ...]:
    """Give what two positions of one actor share where one of them was pasted a second time."""
    return record.stance, record.quote, record.prefix, record.suffix, record.said, record.speaking_for


def _twice(held: Held, first: Position) -> Problem:
    """Tell that a position was pasted a second time: it would count as a second voice, whatever its name."""
    record = held.record
    lines = record.lines()
    return Problem(
        "position-twice",
        record.span("actor"),
        f'this position of "{record.actor}" on "{held.claim}" stands here a second time; the first is at '
        f"{first.span()}",
        f"delete the lines {lines[0]} to {lines[-1]}",
    )


def _next_name(name: Name, taken: Container[Name]) -> str:
    """Find a name for a further position of an actor, which no other has, also further down."""
    return next((word for word in _NAMES if (*name[:2], word) not in taken), "another")


_NAMES = ("second", "third", "fourth", "fifth", "sixth")


def speaker_of(held: Held, sides: Mapping[str, str], articles: Mapping[str, Article]) -> Speaker:
    """Find who speaks and for which side; the article is known.

    An article that names in its own voice whom it has something from passes on
    their words: ten outlets that print one agency's report are one side.
    """
    record, actor = held.record, held.actor
    if actor == REPORT:
        publisher = articles[held.article].source.publisher
        own = sides.get(publisher, publisher) if publisher else held.article
        return Speaker(REPORT, _relayed_from(record, sides) or own, held.article)
    usual = sides[actor]
    if record.speaking_for is None:
        return _usual_speaker(actor, usual)
    chosen = actor if record.speaking_for == THEMSELVES else sides.get(record.speaking_for, usual)
    return Speaker(actor, chosen, usual=chosen == usual)


_usual_speaker = lru_cache(maxsize=1 << 14)(Speaker)
"""Most positions have a speaker that others have as well."""


def origin_of(record: Position, speaker: Speaker, sides: Mapping[str, str]) -> str | None:
    """Find the side that the words go back to; who only reports is no origin of what they report."""
    return _relayed_from(record, sides) if record.stance == "reports" else speaker.side


def _relayed_from(record: Position, sides: Mapping[str, str]) -> str | None:
    """Give the side of whoever is named first among those who relayed the words, the nearest to their origin."""
    return sides.get(record.via[0]) if record.via else None


def link_positions(
    held: Mapping[str, Sequence[Held]], ids: Ids, sides: Mapping[str, str], records: Records, quotes: Quotes
) -> tuple[dict[str, list[LinkedPosition]], list[Problem]]:
    """Find the words of every position and, where all that it names is known, its speaker."""
    articles = {article.id: article for article in records.articles}
    problems: list[Problem] = []
    linked: dict[str, list[LinkedPosition]] = {}
    for claim, entries in held.items():
        known = linked[claim] = []
        for entry in entries:
            record, _, article, _, _ = entry
            outcome, found = quotes.find(record, article)
            problems += found
            if outcome is not None and _is_known(entry, ids):
                speaker = speaker_of(entry, sides, articles)
                origin = origin_of(record, speaker, sides)
                known.append(LinkedPosition(record, claim, article, speaker, outcome, origin))
    return linked, problems


_SPEAKING = frozenset({"actor", "unit"})


def _is_known(held: Held, ids: Ids) -> bool:
    """Tell whether all that a position names is there; what is not was reported as a reference."""
    _, claim, article, actor, _ = held
    kind_of = ids.kinds.get
    known_actor = actor == REPORT or kind_of(actor) in _SPEAKING
    return known_actor and kind_of(article) == "article" and kind_of(claim) == "claim"
