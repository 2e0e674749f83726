"""Past claims: where each claim stood after each commit. Only what a commit may have touched is worked out again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.link import REPORT, LinkedPosition, StatusWord
from generator.link.positions import Held, gather, origin_of, speaker_of
from generator.link.status import in_time, statuses
from generator.model import Actor, Article, Claim, Position, Unit
from generator.proof.changes import Who
from generator.proof.past_speakers import PastSpeakers, Shelf
from generator.read import Records
from generator.read.old_files import OldFile
from generator.text import CannotCheck


@dataclass(frozen=True, slots=True)
class Said:
    """A position as it stood after a commit, with the name that its speaker had then."""

    position: LinkedPosition
    who: Who

    @property
    def record(self) -> Position:
        """The position's record, in outline."""
        return self.position.record


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim as it stood after a commit: its record, the positions on it in order of time, and its status."""

    record: Claim
    positions: tuple[Said, ...]
    word: StatusWord


Turn = tuple[Standing | None, Standing | None]
"""Where a claim stood before a commit and after it; None: there was none of this id."""


@dataclass(slots=True)
class PastClaims:
    """All claims, commit after commit."""

    _files: dict[str, OldFile] = field(default_factory=dict)
    _claims: Shelf[Claim] = field(default_factory=Shelf)
    _lists: Shelf[tuple[Position, ...]] = field(default_factory=Shelf)
    _articles: Shelf[Article] = field(default_factory=Shelf)
    _speakers: PastSpeakers = field(default_factory=PastSpeakers)
    _linked: dict[str, tuple[Said, ...]] = field(default_factory=dict)
    _standing: dict[str, Standing] = field(default_factory=dict)
    _named: dict[str, list[str]] = field(default_factory=dict)
    """The claims that each claim says it contradicts, and below, the other way round."""
    _named_by: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _resting: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The claims whose speakers may change where a name's side or an article's publisher does."""

    def step(self, files: Mapping[str, OldFile | None]) -> dict[str, Turn]:
        """Take in the files of a commit, and give the claims that it may have touched."""
        touched = self._take_in(files)
        ring = touched | self._opponents(touched)
        for claim in touched:
            self._oppose(claim)
            self._link(claim)
        ring |= self._opponents(touched)
        before = {claim: self._standing.get(claim) for claim in sorted(ring)}
        self._judge(ring)
        return {claim: (was, self._standing.get(claim)) for claim, was in before.items()}

    def _take_in(self, files: Mapping[str, OldFile | None]) -> set[str]:
        """Put files in place of what they were, and give the claims whose record or speakers that may change."""
        touched, moved, speakers = set[str](), set[str](), set[str]()
        for file, new in files.items():
            before, after = self._files.pop(file, _EMPTY), new or _EMPTY
            self._files[file] = after
            touched |= self._claims.exchange(file, _named(before, "claims"), _named(after, "claims"))
            touched |= self._lists.exchange(file, _listed(before), _listed(after))
            moved |= self._articles.exchange(file, _named(before, "articles"), _named(after, "articles"))
            speakers |= self._speakers.shelf.exchange(file, _speaking(before), _speaking(after))
        moved |= self._speakers.move(speakers)
        return touched | {claim for name in moved for claim in self._resting.get(name, ())}

    def _oppose(self, claim: str) -> None:
        """Note which claims a claim contradicts now."""
        record = self._claims.get(claim)
        for other in self._named.pop(claim, ()):
            self._named_by[other].discard(claim)
        if record is not None:
            self._named[claim] = [other for other in record.contradicts if other != claim]
            for other in self._named[claim]:
                self._named_by[other].add(claim)

    def _opponents(self, claims: Iterable[str]) -> set[str]:
        """Give the claims against these, whichever of two names the other."""
        every = (other for claim in claims for other in (*self._named.get(claim, ()), *self._named_by.get(claim, ())))
        return {other for other in every if other in self._claims.places}

    def _link(self, claim_id: str) -> None:
        """Find the speakers of a claim's positions, those that are known; what they rest on is noted."""
        claim = self._claims.get(claim_id)
        if claim is None:
            self._linked.pop(claim_id, None)
            return
        listed = [position for some in self._lists.every(claim_id) for position in some]
        named = sorted({position.article or "" for position in (*claim.positions, *listed)})
        articles = {name: article for name in named if (article := self._articles.get(name))}
        for name in (*named, *_names_of([*claim.positions, *listed], articles)):
            self._resting[name].add(claim_id)
        held = gather(Records(claims=(claim,), positions=tuple(listed), articles=tuple(articles.values())))
        known = in_time([*self._known(held.get(claim_id, ()), articles)])
        self._linked[claim_id] = tuple(Said(position, self._who(position, articles)) for position in known)

    def _known(self, held: Sequence[Held], articles: Mapping[str, Article]) -> Iterator[LinkedPosition]:
        sides = self._speakers.sides
        for entry in held:
            record = entry.record
            if entry.article in articles and (record.actor == REPORT or record.actor in sides):
                speaker = speaker_of(entry, sides, articles)
                origin = origin_of(record, speaker, sides)
                yield LinkedPosition(record, entry.claim, entry.article, speaker, CannotCheck(), origin)

    def _who(self, position: LinkedPosition, articles: Mapping[str, Article]) -> Who:
        """Name a speaker as the content did at the time; a report by its publisher."""
        if position.actor != REPORT:
            return Who(position.speaker, self._speakers.name(position.actor))
        publisher = articles[position.article].source.publisher
        return Who(position.speaker, self._speakers.name(publisher) if publisher else "")

    def _judge(self, ring: set[str]) -> None:
        """Work out the status of these claims from their voices and those of the claims against them."""
        there = sorted(claim for claim in ring if claim in self._claims.places)
        against = {claim: sorted(self._opponents([claim])) for claim in there}
        heard = {
            claim: [said.position for said in self._linked[claim]]
            for claim in (*there, *(other for others in against.values() for other in others))
        }
        computed = statuses(heard, against)
        for claim in ring:
            self._standing.pop(claim, None)
            record = self._claims.get(claim)
            if record is not None:
                self._standing[claim] = Standing(record, self._linked[claim], computed[claim].word)


_EMPTY = OldFile({})


def _named(file: OldFile, kind: str) -> dict[str, Any]:
    """Give the records of a kind by id; of two with one id the first counts."""
    return {record.id: record for record in reversed(_records(file, kind))}


def _records(file: OldFile, kind: str) -> Sequence[Any]:
    return file.records.get(kind, ())


def _speaking(file: OldFile) -> dict[str, Actor | Unit]:
    return _named(file, "units") | _named(file, "actors")


def _listed(file: OldFile) -> dict[str, tuple[Position, ...]]:
    by_claim: dict[str, list[Position]] = defaultdict(list)
    for position in _records(file, "positions"):
        by_claim[position.claim or ""].append(position)
    return {claim: tuple(listed) for claim, listed in by_claim.items()}


def _names_of(positions: Iterable[Position], articles: Mapping[str, Article]) -> set[str]:
    names = {article.source.publisher or "" for article in articles.values()}
    for position in positions:
        names |= {position.actor, position.speaking_for or "", *position.via}
    return names
