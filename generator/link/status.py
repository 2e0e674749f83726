"""Statuses: computed from the positions on a claim, never typed by an editor."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from generator.link.library import LinkedPosition, Opposite, Origins, Speaker, Status, StatusWord

_VOICES = frozenset({"asserts", "confirms", "denies", "retracts"})
"""The stances that replace what a speaker said before; the others never do."""

_SUPPORT = frozenset({"asserts", "confirms", "reports"})
"""The stances that carry a claim on. To report it is not to support it, but it is one report more."""

_DENIAL = frozenset({"denies"})


_NO_ORIGINS = Origins()


def in_time(positions: Sequence[LinkedPosition]) -> list[LinkedPosition]:
    """Order positions by the end of `said`; the given order is that of their lists.

    A position without a date, or with the same, comes after those before it.
    """
    latest = datetime.min  # noqa: DTZ901 - compared with dates local to their source
    dated = []
    for position in positions:
        said = position.record.said
        moment = latest if said is None else said.end
        latest = max(latest, moment)
        dated.append((moment, position))
    return [position for _, position in sorted(dated, key=lambda entry: entry[0])]


def voices(positions: Iterable[LinkedPosition]) -> dict[Speaker, str]:
    """Give each speaker's voice on a claim: the latest stance that counts. Expects time order."""
    heard: dict[Speaker, str] = {}
    for position in positions:
        if position.stance in _VOICES:
            heard[position.speaker] = position.stance
    return heard


def statuses(
    positions: Mapping[str, Sequence[LinkedPosition]], contradicts: Mapping[str, Sequence[str]]
) -> dict[str, Status]:
    """Compute the status of every claim from its positions in time order and those of the claims against it."""
    heard = {claim: voices(held) for claim, held in positions.items()}
    return {
        claim: _status(held, heard[claim], _opposites(heard, contradicts.get(claim, ())))
        for claim, held in positions.items()
    }


def _opposites(heard: Mapping[str, Mapping[Speaker, str]], against: Sequence[str]) -> list[Opposite]:
    """Support for a contradicting claim counts as denial of this one."""
    return [
        Opposite(speaker, other)
        for other in against
        for speaker, stance in heard.get(other, {}).items()
        if stance in {"asserts", "confirms"}
    ]


def _status(positions: Sequence[LinkedPosition], heard: Mapping[Speaker, str], against: Iterable[Opposite]) -> Status:
    by: dict[str, dict[Speaker, None]] = defaultdict(dict)
    for speaker, voice in heard.items():
        by[voice][speaker] = None
    for position in positions:
        if position.stance not in _VOICES:
            by[position.stance][position.speaker] = None
    opposite: dict[Speaker, Opposite] = {}
    for entry in against:
        # One denial a speaker: who denies the claim outright is not counted again for asserting its opposite.
        if entry.speaker not in by["denies"]:
            opposite.setdefault(entry.speaker, entry)
    return Status(
        word=status_word(by, opposite),
        asserted_by=tuple(by["asserts"]),
        confirmed_by=tuple(by["confirms"]),
        denied_by=tuple(by["denies"]),
        opposite_by=tuple(opposite.values()),
        retracted_by=tuple(by["retracts"]),
        questioned_by=tuple(by["questions"]),
        reported_by=tuple(by["reports"]),
        declined_by=tuple(by["declines"]),
        support=_origins(positions, heard, _SUPPORT),
        denial=_origins(positions, heard, _DENIAL),
    )


def _origins(positions: Sequence[LinkedPosition], heard: Mapping[Speaker, str], stances: frozenset[str]) -> Origins:
    """Count the reports of these stances and what they go back to; what a speaker took back counts no more."""
    standing = [
        position
        for position in positions
        if position.stance in stances and (position.stance not in _VOICES or heard[position.speaker] in stances)
    ]
    if not standing:
        return _NO_ORIGINS
    # Of who only reports and names nobody it is not known what they go back to, so they count nowhere.
    known = [position for position in standing if position.origin is not None]
    reports = {(position.article, position.actor) for position in known}
    origins = {position.origin for position in known}
    return Origins(len(reports), len(origins), len({article for article, _ in reports}))


def status_word(by: Mapping[str, Collection[Speaker]], opposite: Collection[Speaker]) -> StatusWord:
    """Find the word: the first rule that holds, in the order of the table in the content format.

    `by` are the speakers of each stance, `opposite` those who support a claim against this one.
    """
    supported = [*by["asserts"], *by["confirms"]]
    denied = by["denies"] or opposite
    rules: list[tuple[object, StatusWord]] = [
        (supported and denied, "disputed"),
        (denied, "denied"),
        (by["confirms"], "confirmed"),
        (len({speaker.side for speaker in supported}) > 1, "shared"),
        (supported, "claimed"),
        (by["retracts"], "withdrawn"),
    ]
    return next((word for holds, word in rules if holds), "unanswered")
