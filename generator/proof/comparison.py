"""Comparisons: how two states of the content differ, as a reader of the pages would see it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from generator.link import Library, LinkedClaim, LinkedPosition
from generator.model import Position, Record
from generator.proof.changes import pair
from generator.proof.fingerprints import covered

SPEAKER = "speaker"
"""The part that is told loudest: the same words are said to be somebody else's."""


@dataclass(frozen=True, slots=True)
class PositionPair:
    """A position before and after; None: there is none. `parts` names what a reader sees differently."""

    before: LinkedPosition | None
    after: LinkedPosition | None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """A claim before and after; None: there is none."""

    before: LinkedClaim | None
    after: LinkedClaim | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of a kind came, changed and went."""

    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two states. `claims` are all claims of both; who shows them sees which differ."""

    before: Library
    after: Library
    positions: tuple[PositionPair, ...]
    claims: tuple[ClaimPair, ...]
    others: Mapping[str, Count]


def compare(before: Library, after: Library, private: Collection[str] = ()) -> Comparison:
    """Compare two states; `private` are the articles whose text does not lie in the content in either."""
    claims = tuple(_pair_claims(before, after))
    positions = chain.from_iterable(_pair_positions(pair_of, before, after, private) for pair_of in claims)
    others = {kind: _count(before, after, kind) for kind in OTHERS}
    return Comparison(before, after, tuple(positions), claims, others)


OTHERS = ("articles", "events", "actors", "units", "places", "terms")
"""The records that are only counted."""


def _pair_claims(before: Library, after: Library) -> Iterator[ClaimPair]:
    old = {after.was.get(claim, claim): linked for claim, linked in before.claims.items()}
    for claim in sorted(old.keys() | after.claims.keys()):
        yield ClaimPair(old.get(claim), after.claims.get(claim))


def _pair_positions(
    claim: ClaimPair, before: Library, after: Library, private: Collection[str]
) -> Iterator[PositionPair]:
    old = claim.before.positions if claim.before else ()
    new = claim.after.positions if claim.after else ()
    for was, now in pair(old, new, _look, lambda some_id: after.was.get(some_id, some_id)):
        parts: tuple[str, ...] = ()
        if was and now:
            parts = tuple(_parts(covered(was, before, private), covered(now, after, private)))
        if parts or not (was and now):
            yield PositionPair(was, now, parts)


def _look(position: LinkedPosition) -> tuple[Position, str]:
    return position.record, position.article


def _parts(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Name what differs in what a fingerprint covers, in words, the loudest first."""
    compared = {
        SPEAKER: [(seen["speaker"]["report"], seen["speaker"]["name"]) for seen in (old, new)],
        "whom they speak for": [(seen["speaker"]["side"], seen["speaker"]["for"]) for seen in (old, new)],
        "claim's words": [seen["claim"]["words"] for seen in (old, new)],
        "kind of claim": [seen["claim"]["type"] for seen in (old, new)],
        "quote": [_quoted(seen["source"]) for seen in (old, new)],
    }
    plain = {
        "stance": "stance",
        "verb": "verb",
        "when it was said": "said",
        "how sure they are": "certainty",
        "who passed it on": "via",
        "language of the words": "language",
        "words before translation": "original",
        "the report": "article",
    }
    compared |= {name: [seen[key] for seen in (old, new)] for name, key in plain.items()}
    yield from (name for name, (first, second) in compared.items() if first != second)
    if old["source"] != new["source"] and _quoted(old["source"]) == _quoted(new["source"]):
        yield "text around the quote"
    elif ("paragraphs" in old["source"]) != ("paragraphs" in new["source"]):
        yield "whether the text is at hand"


def _quoted(source: Mapping[str, Any]) -> object:
    """Give the quoted pieces: every second one of each paragraph; as typed where there is no text."""
    if "paragraphs" not in source:
        return source["quote"]
    return [paragraph[1::2] for paragraph in source["paragraphs"]]


def _count(before: Library, after: Library, kind: str) -> Count:
    old = {after.was.get(some_id, some_id): _seen(entry) for some_id, entry in getattr(before, kind).items()}
    new = {some_id: _seen(entry) for some_id, entry in getattr(after, kind).items()}
    changed = sum(old[some_id] != new[some_id] for some_id in old.keys() & new.keys())
    return Count(len(new.keys() - old.keys()), changed, len(old.keys() - new.keys()))


def _seen(entry: Any) -> object:
    """Give what a record says; an editor's note is nobody else's business."""
    record: Record = getattr(entry, "record", entry)
    return record.model_dump(exclude={"note"})
