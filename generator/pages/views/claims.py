"""Claims as pages show them: the box with its two sides, what else bears on it, and its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from generator.link import LinkedClaim, LinkedPosition
from generator.model import Correction, Stance
from generator.pages.desk import ClaimLine, Desk, Link
from generator.pages.sentences import name_of
from generator.pages.times import TimeView
from generator.pages.views.history import ChangeView, view_history
from generator.pages.views.links import view_links
from generator.pages.views.positions import PositionView, view_position
from generator.pages.views.sharing import EmbedView, view_embed
from generator.pages.words import capital

SUPPORTS: frozenset[Stance] = frozenset({"asserts", "confirms"})
DENIES: frozenset[Stance] = frozenset({"denies"})
SUPPORTS_OR_DENIES = SUPPORTS | DENIES


@dataclass(frozen=True, slots=True)
class OppositeView:
    """A claim that cannot be true together with this one, and in words who supports it."""

    told: str
    claim: ClaimLine


class SideView(NamedTuple):
    """The voices on one side of a claim."""

    positions: tuple[PositionView, ...]
    opposites: tuple[OppositeView, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Something other than somebody's word."""

    role: str
    type: str
    what: Markup
    url: str | None
    archived: str | None


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The editor's own signed finding, one sentence."""

    finding: str
    why: Markup
    signed: str


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """Something that was wrong and has been put right."""

    on: TimeView
    what: Markup


@dataclass(frozen=True, slots=True)
class CorrectedView:
    """The latest correction, for where a page begins; `more` tells how many there were before it."""

    on: str
    what: Markup
    more: str | None


class BoxView(NamedTuple):
    """A claim's box. `sides` are two only where somebody supports and somebody denies it.

    On the claim's own page it tells below the status what was `corrected`, and
    whether the positions were `read`; `reads_differ` where each has to tell for itself.
    """

    claim: ClaimLine
    corrected: CorrectedView | None
    read: str | None
    reads_differ: bool
    type: str | None
    when: TimeView | None
    about: tuple[Link, ...]
    sides: tuple[SideView, ...]
    others: tuple[PositionView, ...]
    evidence: tuple[EvidenceView, ...]
    verdict: VerdictView | None
    more: str | None
    edit: str | None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """The page of a claim."""

    box: BoxView
    contradicts: tuple[ClaimLine, ...]
    related: tuple[ClaimLine, ...]
    articles: tuple[Link, ...]
    corrections: tuple[CorrectionView, ...]
    history: tuple[ChangeView, ...]
    links: tuple[Link, ...]
    address: str
    embed: EmbedView | None


def view_claim(desk: Desk, claim_id: str) -> ClaimPage:
    """Make the view of a claim's page."""
    linked = desk.library.claims[claim_id]
    return ClaimPage(
        box=view_box(desk, linked, linked.positions),
        contradicts=desk.claims(linked.contradicts),
        related=desk.claims(_related(desk, linked)),
        articles=desk.links(linked.articles),
        corrections=view_corrections(desk, linked.record.corrections),
        history=view_history(desk, claim_id),
        links=view_links(linked.record.links),
        address=desk.href(claim_id),
        embed=view_embed(desk, claim_id),
    )


MOST_RELATED = 6
"""Related claims shown at most; a place or a state may be what thousands of claims are about."""


def _related(desk: Desk, linked: LinkedClaim) -> list[str]:
    """Give claims about the same things, the rarest things first."""
    about = sorted(set(linked.record.about), key=lambda e: (len(desk.library.claims_about.get(e, ())), e))
    known = {linked.record.id, *linked.contradicts}
    found: dict[str, None] = {}
    for entity in about:
        for claim in desk.library.claims_about.get(entity, ()):
            if len(found) == MOST_RELATED:
                break
            if claim not in known:
                found[claim] = None
    return sorted(found)


def view_box(
    desk: Desk, linked: LinkedClaim, positions: Sequence[LinkedPosition], *, article: str | None = None
) -> BoxView:
    """Make the view of a claim's box with the positions given; how many more there are is told.

    On the page of an article only the positions of others name theirs; on the
    claim's own page all do, and there they have their addresses.
    """
    record, is_page = linked.record, article is None
    views = [view_position(desk, p, with_article=p.article != article, with_anchor=is_page) for p in positions]
    corrections = view_corrections(desk, record.corrections) if is_page else ()
    rest = len(linked.positions) - len(positions)
    return BoxView(
        claim=desk.claim(record.id),
        corrected=view_corrected(desk, corrections),
        read=_read(desk, positions) if is_page else None,
        reads_differ=is_page and len({view.read for view in views}) > 1,
        # A view is called one by its status already.
        type=None if record.type in {"fact", "judgement"} else desk.words(f"claim.{record.type}"),
        when=desk.time(record.when, record.when_text),
        about=desk.links(record.about),
        sides=_sides(desk, linked, views),
        others=tuple(view for view in views if view.stance not in SUPPORTS_OR_DENIES),
        evidence=tuple(_evidence(desk, linked)),
        verdict=_verdict(desk, linked),
        more=desk.words("claim.more_voices", count=rest) if rest else None,
        edit=desk.edit_record(record, "id"),
    )


def _read(desk: Desk, positions: Sequence[LinkedPosition]) -> str | None:
    """Say in one sentence how many of the positions a second person has read."""
    states = [desk.proof.read_state(position).word for position in positions]
    if not states:
        return None
    if set(states) <= {"unread", "own"}:
        return desk.words("reading.none" if len(states) > 1 else "reading.none_one")
    if set(states) == {"unproven"}:
        return f"{capital(desk.words('reading.unproven'))}."
    return desk.words("reading.count", count=states.count("second"), all=len(states))


def _sides(desk: Desk, linked: LinkedClaim, views: Iterable[PositionView]) -> tuple[SideView, ...]:
    """Put the voices on two sides, the one that was heard first before the other."""
    listed = [view for view in views if view.stance in SUPPORTS_OR_DENIES]
    supporting = tuple(view for view in listed if view.stance in SUPPORTS)
    denying = tuple(view for view in listed if view.stance in DENIES)
    sides = [SideView(supporting), SideView(denying, _opposites(desk, linked))]
    if listed and listed[0].stance in DENIES:
        sides.reverse()
    return tuple(side for side in sides if side.positions or side.opposites)


def _opposites(desk: Desk, linked: LinkedClaim) -> tuple[OppositeView, ...]:
    """Give the claims against this one, each once with everybody who supports it."""
    speakers: dict[str, list[str]] = {}
    for opposite in linked.status.opposite_by:
        speakers.setdefault(opposite.claim, []).append(name_of(opposite.speaker, desk.library, desk.words))
    voices = {
        claim: desk.words("status.opposite_by", names=desk.words.names(names)) for claim, names in speakers.items()
    }
    return tuple(
        OppositeView(capital(desk.words("claim.told", voices=told)), desk.claim(claim))
        for claim, told in voices.items()
    )


def _evidence(desk: Desk, linked: LinkedClaim) -> Iterable[EvidenceView]:
    for evidence in linked.record.evidence:
        role = desk.words(f"evidence.{evidence.role}")
        kind = evidence.type.replace("-", " ")
        yield EvidenceView(role, kind, desk.line(evidence.what), evidence.url, evidence.archived)


def _verdict(desk: Desk, linked: LinkedClaim) -> VerdictView | None:
    verdict = linked.record.verdict
    if verdict is None:
        return None
    on = desk.time(verdict.on)
    signed = desk.words("verdict.signed", by=verdict.by, on=on.text if on else "")
    return VerdictView(desk.words(f"verdict.{verdict.finding}"), desk.line(verdict.why), signed)


def view_corrections(desk: Desk, corrections: Iterable[Correction]) -> tuple[CorrectionView, ...]:
    """Make the views of corrections, the latest first."""
    ordered = sorted(corrections, key=lambda correction: correction.on.start, reverse=True)
    times = ((desk.time(correction.on), correction) for correction in ordered)
    return tuple(CorrectionView(on, desk.line(correction.what)) for on, correction in times if on)


def view_corrected(desk: Desk, corrections: Sequence[CorrectionView]) -> CorrectedView | None:
    """Make the view of the latest correction, of several that stand in their order."""
    if not corrections:
        return None
    latest, rest = corrections[0], len(corrections) - 1
    more = desk.words("page.more_corrections", count=rest) if rest else None
    return CorrectedView(desk.words("page.corrected", day=latest.on.text), latest.what, more)
