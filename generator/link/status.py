"""Statuses: computed from the positions on a claim, never typed by an editor."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache

from generator.link.library import LinkedPosition, Opposite, Origins, Speaker, Status, StatusWord

_VOICES = frozenset({"asserts", "confirms", "denies", "retracts"})
"""The stances that replace what a speaker said before; the others never do."""

_SUPPORT = frozenset({"asserts", "confirms", "reports"})
"""The stances that carry a claim on. To report it is not to support it, but it is one report more."""

_SUPPORTING = frozenset({"asserts", "confirms"})
"""The stances that support a claim."""

_DENIAL = frozenset({"denies"})


def in_time(positions: Sequence[LinkedPosition]) -> list[LinkedPosition]:
    """Order positions by the end of `said`; the given order is that of their lists.

    A position without a date, or with the same, comes after those before it.
    """
    latest = datetime.min  # noqa: DTZ901 - compared with dates local to their source
    moments = []
    for position in positions:
        said = position.record.said
        moment = latest if said is None else said.end
        latest = max(latest, moment)
        moments.append(moment)
    ordered = sorted(zip(moments, positions, strict=True), key=lambda entry: entry[0])
    return [position for _, position in ordered]


def voices(positions: Iterable[LinkedPosition]) -> dict[Speaker, str]:
    """Give each speaker's voice on a claim: the latest stance that counts. Expects time order."""
    heard: dict[Speaker, str] = {}
    for position in positions:
        stance = position.record.stance
        if stance in _VOICES:
            heard[position.speaker] = stance
    return heard


def statuses(
    positions: Mapping[str, Sequence[LinkedPosition]], contradicts: Mapping[str, Sequence[str]]
) -> dict[str, Status]:
    """Compute the status of every claim from its positions in time order and those of the claims against it.

    Every claim that is said to contradict another is among the claims.
    """
    return {
        claim: _status(held, voices(held), _opposites(positions, contradicts.get(claim, ())))
        for claim, held in positions.items()
    }


def _opposites(positions: Mapping[str, Sequence[LinkedPosition]], others: Iterable[str]) -> list[Opposite]:
    """Support for a contradicting claim counts as denial of this one."""
    return [
        Opposite(speaker, other)
        for other in others
        for speaker, stance in voices(positions[other]).items()
        if stance in _SUPPORTING
    ]


def _status(positions: Sequence[LinkedPosition], heard: Mapping[Speaker, str], against: Iterable[Opposite]) -> Status:
    by: dict[str, dict[Speaker, None]] = {}
    support: list[LinkedPosition] = []
    denial: list[LinkedPosition] = []
    for position in positions:
        stance = position.record.stance
        # What a speaker took back counts no more.
        counted = heard[position.speaker] if stance in _VOICES else stance
        by.setdefault(counted, {})[position.speaker] = None
        if stance in _SUPPORT and counted in _SUPPORT:
            support.append(position)
        elif stance in _DENIAL and counted in _DENIAL:
            denial.append(position)
    denied = by.get("denies", ())
    opposite: dict[Speaker, Opposite] = {}
    for entry in against:
        # One denial a speaker: who denies the claim outright is not counted again for asserting its opposite.
        if entry.speaker not in denied:
            opposite.setdefault(entry.speaker, entry)
    return Status(
        word=status_word(by, opposite),
        asserted_by=tuple(by.get("asserts", ())),
        confirmed_by=tuple(by.get("confirms", ())),
        denied_by=tuple(denied),
        opposite_by=tuple(opposite.values()),
        retracted_by=tuple(by.get("retracts", ())),
        questioned_by=tuple(by.get("questions", ())),
        reported_by=tuple(by.get("reports", ())),
        declined_by=tuple(by.get("declines", ())),
        support=_origins(support),
        denial=_origins(denial),
    )


def _origins(standing: Iterable[LinkedPosition]) -> Origins:
    """Count the reports that stand, and what they go back to."""
    # Of who only reports and names nobody it is not known what they go back to, so they count nowhere.
    known = [position for position in standing if position.origin is not None]
    reports = {(position.article, position.speaker.actor) for position in known}
    origins = {position.origin for position in known}
    return _counts(len(reports), len(origins), len({article for article, _ in reports}))


_counts = lru_cache(maxsize=256)(Origins)
"""Most claims have the same few numbers."""


def status_word(by: Mapping[str, Collection[Speaker]], opposite: Collection[Speaker]) -> StatusWord:
    """Find the word for the speakers of each stance that somebody has, and for those who support a claim against it."""
    supporters = [*by.get("asserts", ()), *by.get("confirms", ())]
    return _word(
        supported=bool(supporters),
        denied="denies" in by or bool(opposite),
        confirmed="confirms" in by,
        shared=len({speaker.side for speaker in supporters}) > 1,
        retracted="retracts" in by,
    )


@cache
def _word(*, supported: bool, denied: bool, confirmed: bool, shared: bool, retracted: bool) -> StatusWord:
    """Give the word of the first rule that holds, in the order of the table in the content format."""
    rules: list[tuple[bool, StatusWord]] = [
        (supported and denied, "disputed"),
        (denied, "denied"),
        (confirmed, "confirmed"),
        (shared, "shared"),
        (supported, "claimed"),
        (retracted, "withdrawn"),
    ]
    return next((word for holds, word in rules if holds), "unanswered")
