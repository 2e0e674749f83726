"""The corrections page: whatever was put right on this site, the newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.link import Library
from generator.model import Correction
from generator.pages.desk import ClaimLine, Desk, Link
from generator.pages.views.claims import CorrectionView, view_corrections


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction with what it is about: a claim with its status, or an article."""

    correction: CorrectionView
    claim: ClaimLine | None
    article: Link | None


def view_all_corrections(desk: Desk, ids: Iterable[str]) -> tuple[CorrectionLine, ...]:
    """List the corrections of articles and claims, those of the days that stand on this page."""
    of_all = ((some_id, correction) for some_id in ids for correction in corrections_of(desk.library, some_id))
    of_here = [entry for entry in of_all if desk.lists.holds(desk.compass.here, entry[1].on)]
    listed = sorted(of_here, key=lambda entry: entry[1].on.start, reverse=True)
    return tuple(_line(desk, record_id, correction) for record_id, correction in listed)


def _line(desk: Desk, record_id: str, correction: Correction) -> CorrectionLine:
    (view,) = view_corrections(desk, [correction])
    if record_id in desk.library.claims:
        return CorrectionLine(view, desk.claim(record_id), None)
    return CorrectionLine(view, None, desk.link(record_id))


def corrections_of(library: Library, some_id: str) -> Sequence[Correction]:
    """Give the corrections of an article or a claim."""
    if some_id in library.claims:
        return library.claims[some_id].record.corrections
    return library.articles[some_id].record.corrections
