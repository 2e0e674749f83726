"""Positions: gathered from under their claims and from lists of their own, and tied to what they name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from generator.link.ids import Ids
from generator.link.library import REPORT, LinkedPosition, Speaker
from generator.link.quotes import Quotes
from generator.model import Article, Claim, Position
from generator.problems import Problem
from generator.read import Records

THEMSELVES = "themselves"


@dataclass(frozen=True, slots=True)
class Held:
    """A position with the claim and the article it is about, before its quote is found."""

    record: Position
    claim: str
    article: str


def gather(records: Records) -> dict[str, list[Held]]:
    """Give the positions on each claim, list after list: by the day of the list's article, its own list first."""
    lists: dict[str, list[tuple[tuple[datetime, str], list[Held]]]] = defaultdict(list)
    days = {article.id: article.published.end for article in records.articles}
    for claim in records.claims:
        own = [Held(position, claim.id, position.article or "") for position in claim.positions]
        lists[claim.id].append(((_day(own, days), ""), own))
    for file, listed in _by_file(records.positions).items():
        for claim_id, held in _by_claim(listed).items():
            lists[claim_id].append(((_day(held, days), file), held))
    return {
        claim: [held for _, entries in sorted(found, key=lambda entry: entry[0]) for held in entries]
        for claim, found in lists.items()
    }


def _by_file(positions: Iterable[Position]) -> dict[str, list[Position]]:
    files: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        files[position.span().file].append(position)
    return files


def _by_claim(positions: Iterable[Position]) -> dict[str, list[Held]]:
    claims: dict[str, list[Held]] = defaultdict(list)
    for position in positions:
        held = Held(position, position.claim or "", position.article or "")
        claims[held.claim].append(held)
    return claims


def _day(held: Sequence[Held], days: Mapping[str, datetime]) -> datetime:
    known = [days[entry.article] for entry in held if entry.article in days]
    return min(known, default=datetime.max)  # noqa: DTZ901 - a day without a zone


def check_held(held: Mapping[str, Sequence[Held]], records: Records, ids: Ids) -> list[Problem]:
    """Report claims that nobody takes a position on, and positions that have no name of their own."""
    # A position with a fault may have been the claim's only one.
    judged = (
        []
        if records.incomplete or records.emptied
        else [claim for claim in records.claims if claim.id not in records.rejected]
    )
    problems = [_no_positions(claim) for claim in judged if not held.get(claim.id)]
    for claim_id, entries in held.items():
        # The positions of two claims with one id are told apart as soon as the claims are.
        problems += [] if claim_id in ids.twice else _check_names(entries)
    return problems


def _no_positions(claim: Claim) -> Problem:
    return Problem(
        "no-positions",
        claim.span("id"),
        f'nobody takes a position on the claim "{claim.id}"',
        "add positions: with the actor, stance, verb and quote of everyone who speaks about it, or delete the claim",
    )


def _check_names(entries: Iterable[Held]) -> Iterator[Problem]:
    """Check that an actor's positions on one claim in one article can be told apart."""
    taken: dict[tuple[str, str, str | None], Position] = {}
    words: dict[tuple[object, ...], Position] = {}
    for held in entries:
        record = held.record
        name = (held.article, record.actor, record.id)
        first = words.setdefault((*name[:2], *_said_by(record)), record)
        if first is not record:
            yield _twice(held, first)
        elif name not in taken:
            taken[name] = record
        elif record.id is None:
            yield Problem(
                "position-needs-id",
                record.span("actor"),
                f'"{record.actor}" has a position on "{held.claim}" in this article already, at {taken[name].span()}',
                f'add a line "id: {_next_name(name, taken)}" to this position; it becomes part of its address',
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


def _next_name(name: tuple[str, str, str | None], taken: Mapping[tuple[str, str, str | None], Position]) -> str:
    """Find a name for a further position of an actor."""
    return next((word for word in _NAMES if (*name[:2], word) not in taken), "another")


_NAMES = ("second", "third", "fourth", "fifth", "sixth")


def speaker_of(held: Held, sides: Mapping[str, str], articles: Mapping[str, Article]) -> Speaker:
    """Find who speaks and for which side.

    An article that names in its own voice whom it has something from passes on
    their words: ten outlets that print one agency's report are one side.
    """
    record = held.record
    if record.actor == REPORT:
        publisher = articles[held.article].source.publisher if held.article in articles else None
        own = sides.get(publisher or "", publisher or held.article)
        return Speaker(REPORT, _relayed_from(record, sides) or own, held.article)
    usual = sides[record.actor]
    if record.speaking_for is None:
        return Speaker(record.actor, usual)
    chosen = record.actor if record.speaking_for == THEMSELVES else sides.get(record.speaking_for, usual)
    return Speaker(record.actor, chosen, usual=chosen == usual)


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
    linked: dict[str, list[LinkedPosition]] = defaultdict(list)
    for claim, entries in held.items():
        for entry in entries:
            outcome, found = quotes.find(entry.record, entry.article)
            problems += found
            if outcome is not None and _is_known(entry, ids):
                speaker = speaker_of(entry, sides, articles)
                origin = origin_of(entry.record, speaker, sides)
                linked[claim].append(LinkedPosition(entry.record, claim, entry.article, speaker, outcome, origin))
    return linked, problems


def _is_known(held: Held, ids: Ids) -> bool:
    """Tell whether all that a position names is there; what is not was reported as a reference."""
    known_actor = held.record.actor == REPORT or ids.kinds.get(held.record.actor) in {"actor", "unit"}
    return known_actor and ids.kinds.get(held.article) == "article" and ids.kinds.get(held.claim) == "claim"
