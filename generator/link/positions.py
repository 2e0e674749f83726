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


def gather(records: Records, ids: Ids) -> dict[str, list[Held]]:
    """Give the positions on each claim, list after list: by the day of the list's article, its own list first."""
    lists: dict[str, list[tuple[tuple[datetime, str], list[Held]]]] = defaultdict(list)
    days = {article.id: article.published.end for article in records.articles}
    for claim in records.claims:
        own = [held for position in claim.positions for held in _hold(position, claim.id, ids)]
        lists[claim.id].append(((_day(own, days), ""), own))
    for file, listed in _by_file(records.positions).items():
        for claim_id, held in _by_claim(listed, ids).items():
            lists[claim_id].append(((_day(held, days), file), held))
    return {
        claim: [held for _, entries in sorted(found, key=lambda entry: entry[0]) for held in entries]
        for claim, found in lists.items()
        if ids.kinds.get(claim) == "claim"
    }


def _hold(position: Position, claim: str, ids: Ids) -> Iterator[Held]:
    """Hold a position if all that it names is known; what is not was reported as a reference."""
    article = position.article or ""
    known_actor = position.actor == REPORT or ids.kinds.get(position.actor) in {"actor", "unit"}
    if known_actor and ids.kinds.get(article) == "article":
        yield Held(position, claim, article)


def _by_file(positions: Iterable[Position]) -> dict[str, list[Position]]:
    files: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        files[position.span().file].append(position)
    return files


def _by_claim(positions: Iterable[Position], ids: Ids) -> dict[str, list[Held]]:
    claims: dict[str, list[Held]] = defaultdict(list)
    for position in positions:
        for held in _hold(position, position.claim or "", ids):
            claims[held.claim].append(held)
    return claims


def _day(held: Sequence[Held], days: Mapping[str, datetime]) -> datetime:
    return min((days[entry.article] for entry in held if entry.article in days), default=datetime.max)  # noqa: DTZ901 - a day without a zone


def check_held(claims: Iterable[Claim], held: Mapping[str, Sequence[Held]], records: Records) -> list[Problem]:
    """Report claims that nobody takes a position on, and positions that have no name of their own."""
    problems: list[Problem] = []
    for claim in claims:
        if not held.get(claim.id) and not records.incomplete and claim.id not in records.rejected and not claim.positions:
            problems.append(_no_positions(claim))
    for entries in held.values():
        problems += _check_names(entries)
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
    for held in entries:
        record = held.record
        name = (held.article, record.actor, record.id)
        if name not in taken:
            taken[name] = record
        elif record.id is None:
            yield Problem(
                "position-needs-id",
                record.span("actor"),
                f'"{record.actor}" has a position on "{held.claim}" in this article already, at {taken[name].span()}',
                "give this position an id of its own, such as id: second; it becomes part of its address",
            )
        else:
            yield Problem(
                "id-twice",
                record.span("id"),
                f'"{record.id}" names another position of "{record.actor}" on "{held.claim}", at {taken[name].span("id")}',
                "give one of the two another id",
            )


def speaker_of(held: Held, sides: Mapping[str, str], articles: Mapping[str, Article]) -> Speaker:
    """Find who speaks and for which side."""
    record = held.record
    if record.actor == REPORT:
        publisher = articles[held.article].source.publisher if held.article in articles else None
        return Speaker(REPORT, sides.get(publisher or "", publisher or held.article), held.article)
    usual = sides[record.actor]
    if record.speaking_for is None:
        return Speaker(record.actor, usual)
    chosen = record.actor if record.speaking_for == THEMSELVES else sides.get(record.speaking_for, usual)
    return Speaker(record.actor, chosen, usual=chosen == usual)


def link_positions(
    held: Mapping[str, Sequence[Held]], sides: Mapping[str, str], records: Records, quotes: Quotes
) -> tuple[dict[str, list[LinkedPosition]], list[Problem]]:
    """Find the speaker and the words of every position."""
    articles = {article.id: article for article in records.articles}
    problems: list[Problem] = []
    linked: dict[str, list[LinkedPosition]] = {}
    for claim, entries in held.items():
        linked[claim] = []
        for entry in entries:
            outcome, found = quotes.find(entry.record, entry.article)
            problems += found
            if outcome is not None:
                speaker = speaker_of(entry, sides, articles)
                linked[claim].append(LinkedPosition(entry.record, claim, entry.article, speaker, outcome))
    return linked, problems
