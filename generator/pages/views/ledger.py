"""The ledger: everything somebody says, and who contradicts it."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.link import LinkedPosition, Opposite, Speaker
from generator.pages.desk import ClaimLine, Desk, Link
from generator.pages.views.claims import SUPPORTS, SUPPORTS_OR_DENIES
from generator.pages.views.positions import PositionView, view_position


@dataclass(frozen=True, slots=True)
class LedgerView:
    """One claim on which somebody takes positions, and who contradicts them."""

    claim: ClaimLine
    positions: tuple[PositionView, ...]
    against: tuple[Link, ...]


def view_ledger(desk: Desk, actor: str, claims: Iterable[str] | None = None) -> tuple[LedgerView, ...]:
    """Give the positions of somebody, claim by claim, the disputed first; on all claims or on some."""
    by_claim = _all_of(desk, actor) if claims is None else {claim: _on(desk, claim, actor) for claim in claims}
    lines = desk.claims(by_claim)
    return tuple(
        LedgerView(
            line,
            tuple(view_position(desk, position, with_article=True) for position in by_claim[line.id]),
            desk.links(_against(desk, actor, by_claim[line.id])),
        )
        for line in lines
    )


def _all_of(desk: Desk, actor: str) -> dict[str, list[LinkedPosition]]:
    by_claim: dict[str, list[LinkedPosition]] = {}
    for position in desk.library.positions_of.get(actor, ()):
        by_claim.setdefault(position.claim, []).append(position)
    return by_claim


def _on(desk: Desk, claim: str, actor: str) -> list[LinkedPosition]:
    return [position for position in desk.library.claims[claim].positions if position.actor == actor]


def _against(desk: Desk, actor: str, positions: list[LinkedPosition]) -> list[str]:
    """Find who contradicts the latest of somebody's positions that counts."""
    status = desk.library.claims[positions[0].claim].status
    stances = [p.stance for p in positions if p.stance in SUPPORTS_OR_DENIES]
    voices: tuple[Speaker | Opposite, ...] = ()
    if stances and stances[-1] in SUPPORTS:
        voices = (*status.denied_by, *status.opposite_by)
    elif stances:
        voices = (*status.asserted_by, *status.confirmed_by)
    speakers = (voice.speaker.actor if isinstance(voice, Opposite) else voice.actor for voice in voices)
    return [s for s in dict.fromkeys(speakers) if s in desk.library.kinds and s != actor]
