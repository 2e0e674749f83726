"""The corrections page: whatever was put right on this site, the newest first."""

from collections.abc import Iterator
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


def view_all_corrections(desk: Desk) -> tuple[CorrectionLine, ...]:
    """List the corrections of all articles and claims."""
    listed = sorted(_all(desk.library), key=lambda entry: entry[1].on.start, reverse=True)
    return tuple(_line(desk, record_id, correction) for record_id, correction in listed)


def _line(desk: Desk, record_id: str, correction: Correction) -> CorrectionLine:
    (view,) = view_corrections(desk, [correction])
    if record_id in desk.library.claims:
        return CorrectionLine(view, desk.claim(record_id), None)
    return CorrectionLine(view, None, desk.link(record_id))


def _all(library: Library) -> Iterator[tuple[str, Correction]]:
    for article in library.articles.values():
        yield from ((article.record.id, correction) for correction in article.record.corrections)
    for claim in library.claims.values():
        yield from ((claim.record.id, correction) for correction in claim.record.corrections)
