"""What stands in the pictures for link previews, set in lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.link import LinkedClaim
from generator.pages.addresses import address_of, url_of
from generator.pages.desk import ClaimLine, Desk, disputed_first
from generator.pages.times import tell_time
from generator.pages.words import capital
from generator.pictures import Block, Face, cleaned, fit, missing
from generator.text import Found

MARGIN = 64
WIDTH = 1200 - 2 * MARGIN
BESIDE_SHAPES = WIDTH - 72
"""The width of a status behind the shapes of its stances."""

_TITLE = ((56, 3), (50, 4), (44, 4), (40, 4))
_CLAIM_AS_TITLE = ((58, 3), (52, 4), (46, 5), (40, 5))
_CLAIM = ((30, 1), (27, 2))
_STATUS = ((27, 1), (25, 2), (22, 2))
_STATUS_OF_CLAIM = ((36, 2), (32, 3), (28, 3), (24, 4))
_SITE = ((28, 1),)
_SMALL = ((24, 1), (22, 1))
"""Sizes, each with the number of lines there may be, the largest first."""


@dataclass(frozen=True, slots=True)
class ArticlePicture:
    """The picture of an article: its title, and of its claims the most disputed.

    `lacks` are characters that no font has. With any of them there is no picture.
    """

    site: Block
    date: str
    title: Block
    claim: Block | None
    shapes: tuple[str, ...]
    status: Block | None
    counts: Block
    alt: str
    lacks: str


@dataclass(frozen=True, slots=True)
class ClaimPicture:
    """The picture of a claim: its words in quotation marks, and its whole status."""

    site: Block
    claim: Block
    shapes: tuple[str, ...]
    status: Block
    address: Block
    alt: str
    lacks: str


def view_article_picture(desk: Desk, article_id: str) -> ArticlePicture:
    """Make the view of an article's picture; a claim whose status would have to be cut is left out."""
    record = desk.library.articles[article_id].record
    line = _most_disputed(desk, article_id)
    claim = _claim(desk, line.id, _CLAIM) if line else None
    status = fit(line.sentence, Face.SANS, BESIDE_SHAPES, _STATUS) if line else None
    is_told = status is not None and status.is_whole
    date = cleaned(tell_time(record.published, desk.words).text)
    publisher = desk.publisher(article_id)
    counts = " · ".join([*((publisher.label,) if publisher else ()), _counts(desk, article_id)])
    told = [record.title, *((line.words, line.sentence) if line and is_told else ())]
    return ArticlePicture(
        site=fit(desk.house.site.name, Face.SERIF, WIDTH // 2, _SITE),
        date=date,
        title=fit(record.title, Face.SERIF, WIDTH, _TITLE),
        claim=claim if is_told else None,
        shapes=_shapes(desk.library.claims[line.id]) if line and is_told else (),
        status=status if is_told else None,
        counts=fit(counts, Face.SANS, WIDTH, _SMALL),
        alt=" ".join([*((f"{publisher.label}:",) if publisher else ()), *told]),
        lacks=_lacking(desk, (*told, date, counts)),
    )


def view_claim_picture(desk: Desk, claim_id: str) -> ClaimPicture | None:
    """Make the view of a claim's picture; there is none where the status would have to be cut."""
    line, site = desk.claim(claim_id), desk.house.site
    status = fit(line.sentence, Face.SANS, BESIDE_SHAPES, _STATUS_OF_CLAIM)
    if not status.is_whole:
        return None
    url = f"{site.url}{url_of(address_of('claim', claim_id), use_directory_urls=site.use_directory_urls)}"
    return ClaimPicture(
        site=fit(site.name, Face.SERIF, WIDTH, _SITE),
        claim=_claim(desk, claim_id, _CLAIM_AS_TITLE),
        shapes=_shapes(desk.library.claims[claim_id]),
        status=status,
        address=fit(url.partition("://")[2], Face.SANS, WIDTH, _SMALL),
        alt=f"{line.words} {line.sentence}",
        lacks=_lacking(desk, (line.words, line.sentence)),
    )


_HERE = "\0"
"""What stands for a claim's words, to see which marks come around them."""


def _claim(desk: Desk, claim_id: str, sizes: Sequence[tuple[int, int]]) -> Block:
    """Set a claim's words; where they are cut, that happens within their quotation marks."""
    opening, _, closing = desk.words.quoted(_HERE).partition(_HERE)
    return fit(desk.library.claims[claim_id].record.claim, Face.SERIF, WIDTH, sizes, (opening, closing))


def _most_disputed(desk: Desk, article_id: str) -> ClaimLine | None:
    """Find the claim to show: of the most contested status the one with the most voices, the first of equals."""
    claims = disputed_first(desk.library.articles[article_id].claims, desk.library)
    contested = [claim for claim in claims if _status(desk, claim) == _status(desk, claims[0])]
    chosen = max(contested, key=lambda claim: len(desk.library.claims[claim].positions), default=None)
    return desk.claim(chosen) if chosen else None


def _status(desk: Desk, claim: str) -> str:
    return desk.library.claims[claim].status.word


def _counts(desk: Desk, article_id: str) -> str:
    """Count an article's claims, and the quotes of its positions that were found in its text."""
    article = desk.library.articles[article_id]
    disputed = sum(_status(desk, claim) == "disputed" for claim in article.claims)
    checked = sum(isinstance(position.quote, Found) for position in article.positions)
    claims = desk.words("method.claims", count=len(article.claims), disputed=disputed)
    return f"{claims} {capital(desk.words('article.checked_line', count=checked))}." if checked else claims


def _shapes(linked: LinkedClaim) -> tuple[str, ...]:
    """Give the shapes of the stances that make a status: of those who support and deny it, else of all others."""
    status = linked.status
    made = {
        "asserts": status.asserted_by,
        "confirms": status.confirmed_by,
        "denies": status.denied_by or status.opposite_by,
    }
    others = {
        "retracts": status.retracted_by,
        "questions": status.questioned_by,
        "reports": status.reported_by,
        "declines": status.declined_by,
    }
    return tuple(stance for stance, voices in (made if any(made.values()) else others).items() if voices)


def _lacking(desk: Desk, told: Sequence[str]) -> str:
    return missing(cleaned(" ".join((*told, desk.house.site.name))))
