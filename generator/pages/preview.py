"""Link previews: what messengers and other sites show of a page before anybody has opened it.

They cut a title after sixty to ninety characters, so the attribution comes
first there, and the words that are claimed behind it.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256

from generator.cache import Cache
from generator.pages.addresses import PICTURES
from generator.pages.desk import Desk
from generator.pages.page import Picture, Preview
from generator.pages.sentences import status_sentence
from generator.pages.views.pictures import ArticlePicture, ClaimPicture, view_article_picture, view_claim_picture
from generator.pages.words import capital
from generator.pictures import draw, ingredients

Print = Callable[..., str]
"""What prints a template."""

LONGEST_STATUS = 70
"""A status sentence of more characters is told with one name a side in the title of a preview."""


def preview_of_claim(desk: Desk, claim_id: str, press: Print) -> Preview:
    """Give the preview of a claim: the status first, the words in quotation marks behind it."""
    view = view_claim_picture(desk, claim_id) if _has_pictures(desk, "claims") else None
    preview = Preview(claim_preview_title(desk, claim_id))
    return _with_picture(preview, desk, claim_id, view, press)


def preview_of_article(desk: Desk, article_id: str, press: Print) -> Preview:
    """Give the preview of an article: who published it first, its title behind that."""
    record = desk.library.articles[article_id].record
    publisher = desk.publisher(article_id)
    title = desk.words("preview.article", publisher=publisher.label, title=record.title) if publisher else record.title
    view = view_article_picture(desk, article_id) if _has_pictures(desk, "articles") else None
    preview = Preview(title, record.published.text.rstrip("~"))
    return _with_picture(preview, desk, article_id, view, press)


def claim_preview_title(desk: Desk, claim_id: str) -> str:
    """Begin with the status, the denial never cut off: `Disputed: asserted by X; denied by Y: "…"`."""
    linked, sentence = desk.library.claims[claim_id], desk.house.claim(claim_id).sentence
    if len(sentence) > LONGEST_STATUS:
        sentence = status_sentence(linked, desk.house, desk.words, brief=True)
    return desk.words("preview.claim", status=capital(sentence), words=desk.words.quoted(linked.record.claim))


def draw_picture(picture: Picture, cache: Cache) -> bytes:
    """Draw a page's picture, or take what was drawn in an earlier build."""
    return cache.get("pictures", ingredients(picture.svg), partial(draw, picture.svg))


def _has_pictures(desk: Desk, of: str) -> bool:
    """Tell whether pages have pictures. Without the site's address no page could name its own."""
    site = desk.house.site
    return bool(site.url) and site.pictures in {of, "claims"}


def _with_picture(
    preview: Preview, desk: Desk, record_id: str, view: ArticlePicture | ClaimPicture | None, press: Print
) -> Preview:
    if view is None or view.lacks:
        return replace(preview, lacks=view.lacks if view else "")
    kind = desk.library.kinds[record_id]
    svg = press(f"pictures/{kind}.svg", view=view)
    # Messengers keep a picture by its address, so a picture that has changed gets another.
    version = sha256(ingredients(svg).encode()).hexdigest()[:8]
    file = f"{PICTURES}{kind}-{record_id}.png"
    return replace(preview, picture=Picture(file, f"{desk.house.site.url}{file}?v={version}", view.alt, svg))
