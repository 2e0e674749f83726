"""The list of claims with its matrix: claims by speakers, the stance in each cell."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.link import REPORT
from generator.pages.desk import STATUS_ORDER, ClaimLine, Desk, Link
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
    speakers = {position.actor for claim in claims.values() for position in claim.positions}
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


def _columns(desk: Desk, speakers: set[str]) -> dict[str, list[str]]:
    """Give the speakers of each side; reports in their own voice come last."""
    columns = group_by_side(desk, speakers - {REPORT})
    if REPORT in speakers:
        columns[REPORT] = [REPORT]
    return columns


def _heading(desk: Desk, side: str, members: list[str]) -> ColumnGroup:
    speakers = tuple(_speaker(desk, speaker) for speaker in members)
    return ColumnGroup(_speaker(desk, side).label, speakers, members == [side])


def _speaker(desk: Desk, speaker: str) -> Link:
    return Link(desk.words("index.reports"), "") if speaker == REPORT else desk.link(speaker)


def _group(desk: Desk, status: str, claim_ids: Iterable[str], order: list[str]) -> StatusGroup:
    heading, meaning = desk.words(f"status_heading.{status}"), desk.words(f"status_meaning.{status}")
    return StatusGroup(status, heading, meaning, tuple(_row(desk, claim, order) for claim in claim_ids))


def _row(desk: Desk, claim_id: str, order: list[str]) -> RowView:
    held: dict[str, list[Voice]] = {}
    for position in desk.library.claims[claim_id].positions if order else ():
        href = desk.href(claim_id, position.anchor)
        held.setdefault(position.actor, []).append(view_voice(desk, position, href))
    cells = (CellView(_speaker(desk, speaker).label, tuple(held.get(speaker, ()))) for speaker in order)
    return RowView(desk.claim(claim_id), tuple(cells))
