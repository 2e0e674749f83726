"""The list of claims with its matrix: claims by speakers, the stance in each cell."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.link import REPORT, LinkedClaim, LinkedPosition, Speaker
from generator.model import Stance, When
from generator.pages.desk import STATUS_ORDER, ClaimLine, Desk, Link
from generator.pages.sentences import name_of
from generator.pages.times import TimeView
from generator.pages.views.filters import VIEW, ChoiceView, TraitsView, status_of, view_choices, view_traits
from generator.pages.views.people import group_by_side
from generator.pages.views.positions import cite, speaker_link

LARGEST = 6000
"""Cells of a matrix that is still drawn; the cells grow with claims times speakers, a list does not."""


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """The columns of one side. `is_alone`: the side speaks for itself, and nobody else for it."""

    side: str
    speakers: tuple[Link, ...]
    is_alone: bool


@dataclass(frozen=True, slots=True)
class CellVoice:
    """What one speaker does with one claim, and what can be told of it: the verb and the day, or the report."""

    stance: Stance
    stance_word: str
    name: str
    more: str
    href: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One claim with a cell for each speaker, nothing in most; what filters and orders go by stands beside it."""

    claim: ClaimLine
    traits: TraitsView
    voices: int
    latest: TimeView | None
    latest_key: str
    cells: tuple[tuple[CellVoice, ...], ...]


@dataclass(frozen=True, slots=True)
class StatusGroup:
    """All claims of one status. There are no cells where the whole matrix would be too large."""

    status: str
    heading: str
    meaning: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """The list of claims; with columns it is a matrix. `is_cut`: there would be too many cells for one."""

    columns: tuple[ColumnGroup, ...]
    has_sides: bool
    width: int
    groups: tuple[StatusGroup, ...]
    count: int
    choices: tuple[ChoiceView, ...]
    is_cut: bool


Column = tuple[str, str]
"""A speaker: the actor's id and its side's. All reports in their own voice share one."""

_REPORTS: Column = (REPORT, REPORT)

_OWN_COLUMNS = 3
"""Columns that stand before those of speakers: the claim, how many voices, the day of the latest."""


def view_claims(desk: Desk, ids: Iterable[str]) -> ClaimsPage | None:
    """Make the view of a list of claims; None where there is no claim."""
    claims = [desk.library.claims[claim] for claim in ids]
    if not claims:
        return None
    speakers = {_column_of(position.speaker) for claim in claims for position in claim.positions}
    sides = _columns(desk, speakers)
    is_small = len(claims) * len(speakers) <= LARGEST
    columns = sides if is_small else {}
    headings = tuple(_heading(desk, side, members) for side, members in columns.items())
    order = [speaker for members in columns.values() for speaker in members]
    groups = (_group(desk, status, claim_ids, order) for status, claim_ids in _by_status(claims))
    return ClaimsPage(
        headings,
        not all(heading.is_alone for heading in headings),
        len(order) + _OWN_COLUMNS if order else 1,
        tuple(groups),
        len(claims),
        view_choices(desk, claims, {side: [actor for actor, _ in members] for side, members in sides.items()}),
        is_cut=not is_small,
    )


def _by_status(claims: Iterable[LinkedClaim]) -> list[tuple[str, list[str]]]:
    """Group claims by status, the disputed first and views apart."""
    grouped: dict[str, list[str]] = {status: [] for status in (*STATUS_ORDER, VIEW)}
    for linked in claims:
        grouped[status_of(linked)].append(linked.record.id)
    return [(status, claim_ids) for status, claim_ids in grouped.items() if claim_ids]


def _column_of(speaker: Speaker) -> Column:
    return _REPORTS if speaker.actor == REPORT else (speaker.actor, speaker.side)


def _columns(desk: Desk, speakers: set[Column]) -> dict[str, list[Column]]:
    """Give the speakers of each side, those who speak for it here only behind its own; reports come last."""
    sides = desk.library.sides
    usual = {actor for actor, side in speakers - {_REPORTS} if sides[actor] == side}
    columns = {side: [(actor, side) for actor in actors] for side, actors in group_by_side(desk, usual).items()}
    for actor, side in sorted(speakers - {_REPORTS}):
        if sides[actor] != side:
            columns.setdefault(side, []).append((actor, side))
    if _REPORTS in speakers:
        columns[REPORT] = [_REPORTS]
    return columns


def _heading(desk: Desk, side: str, members: list[Column]) -> ColumnGroup:
    """Head the columns of a side; one that only repeats the speaker's own name is left out."""
    speakers = tuple(_speaker(desk, speaker) for speaker in members)
    name = desk.words("index.reports") if side == REPORT else desk.library.label(side)
    return ColumnGroup(name, speakers, is_alone=members == [(side, side)])


def _speaker(desk: Desk, column: Column) -> Link:
    actor, side = column
    if column == _REPORTS:
        return Link(desk.words("index.reports"), "")
    usual = desk.library.sides[actor] == side
    return Link(name_of(Speaker(actor, side, usual=usual), desk.library, desk.words), desk.href(actor))


def _group(desk: Desk, status: str, claim_ids: Iterable[str], order: list[Column]) -> StatusGroup:
    heading, meaning = desk.words(f"status_heading.{status}"), desk.words(f"status_meaning.{status}")
    return StatusGroup(status, heading, meaning, tuple(_row(desk, claim, order) for claim in claim_ids))


def _row(desk: Desk, claim_id: str, order: list[Column]) -> RowView:
    linked = desk.library.claims[claim_id]
    held: dict[Column, list[CellVoice]] = {}
    for position in linked.positions if order else ():
        held.setdefault(_column_of(position.speaker), []).append(_voice(desk, position))
    heard = (_heard(desk, position) for position in linked.positions)
    latest = max(heard, key=lambda when: when.end, default=None)
    return RowView(
        claim=desk.claim(claim_id),
        traits=view_traits(desk, linked),
        voices=len({position.speaker for position in linked.positions}),
        latest=desk.time(latest),
        latest_key=latest.end.isoformat(timespec="minutes") if latest else "",
        cells=tuple(tuple(held.get(speaker, ())) for speaker in order),
    )


def _heard(desk: Desk, position: LinkedPosition) -> When:
    """Give the time at which a voice was heard: when it spoke, or else when the report of it came out."""
    return position.record.said or desk.house.reports[position.article].record.published


def _voice(desk: Desk, position: LinkedPosition) -> CellVoice:
    name = speaker_link(desk, position).label
    if position.actor != REPORT:
        name = name_of(position.speaker, desk.library, desk.words)
    return CellVoice(
        position.stance,
        desk.words(f"stance.{position.stance}"),
        name,
        _more(desk, position),
        desk.href(position.claim, position.anchor),
    )


def _more(desk: Desk, position: LinkedPosition) -> str:
    """Tell the verb and the day; an article's own voice has no verb, and the article says which of them it is."""
    if position.actor == REPORT:
        return cite(desk, position.article).label
    said = desk.time(position.record.said)
    verb = desk.words.quoted(position.record.verb)
    return f"{verb}{desk.words('status.comma')}{said.text}" if said else verb
