"""The list of claims with its matrix: claims by speakers, the stance in each cell."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.link import REPORT, Speaker
from generator.pages.desk import STATUS_ORDER, ClaimLine, Desk, Link
from generator.pages.sentences import name_of
from generator.pages.views.people import group_by_side
from generator.pages.views.positions import Voice, view_voice

LARGEST = 6000
"""Cells of a matrix that is still drawn; the cells grow with claims times speakers, a list does not."""


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """The columns of one side. `is_alone`: the side speaks for itself, and nobody else for it."""

    side: str
    speakers: tuple[Link, ...]
    is_alone: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """What one speaker does with one claim; nothing, in most cells."""

    speaker: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """One claim with a cell for each speaker."""

    claim: ClaimLine
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class StatusGroup:
    """All claims of one status. There are no cells where the whole matrix would be too large."""

    status: str
    heading: str
    meaning: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """The list of claims; with columns it is a matrix."""

    columns: tuple[ColumnGroup, ...]
    has_sides: bool
    width: int
    groups: tuple[StatusGroup, ...]


def view_claims(desk: Desk) -> ClaimsPage | None:
    """Make the view of the list of claims; None where there is no claim."""
    claims = desk.library.claims
    if not claims:
        return None
    speakers = {_column_of(position.speaker) for claim in claims.values() for position in claim.positions}
    columns = _columns(desk, speakers) if len(claims) * len(speakers) <= LARGEST else {}
    order = [speaker for members in columns.values() for speaker in members]
    groups = (_group(desk, status, claim_ids, order) for status, claim_ids in _by_status(desk))
    headings = tuple(_heading(desk, side, members) for side, members in columns.items())
    has_sides = not all(heading.is_alone for heading in headings)
    return ClaimsPage(headings, has_sides, len(order) + 1, tuple(groups))


def _by_status(desk: Desk) -> list[tuple[str, list[str]]]:
    """Group claims by status, the disputed first and views apart."""
    grouped: dict[str, list[str]] = {status: [] for status in (*STATUS_ORDER, "view")}
    for claim_id, linked in desk.library.claims.items():
        grouped["view" if linked.record.type == "judgement" else linked.status.word].append(claim_id)
    return [(status, claim_ids) for status, claim_ids in grouped.items() if claim_ids]


Column = tuple[str, str]
"""A speaker: the actor's id and its side's. All reports in their own voice share one."""

_REPORTS: Column = (REPORT, REPORT)


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
    speakers = tuple(_speaker(desk, speaker) for speaker in members)
    name = desk.words("index.reports") if side == REPORT else desk.library.label(side)
    is_alone = members == [(side, side)]
    return ColumnGroup(name, speakers, is_alone and desk.library.sides.get(side, side) == side)


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
    held: dict[Column, list[Voice]] = {}
    for position in desk.library.claims[claim_id].positions if order else ():
        href = desk.href(claim_id, position.anchor)
        held.setdefault(_column_of(position.speaker), []).append(view_voice(desk, position, href))
    cells = (CellView(_speaker(desk, speaker).label, tuple(held.get(speaker, ()))) for speaker in order)
    return RowView(desk.claim(claim_id), tuple(cells))
