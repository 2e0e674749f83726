"""Titles and descriptions: what search results and link previews show. The attribution is never cut off."""

from generator.model import Entity
from generator.pages.desk import Desk
from generator.pages.times import tell_time
from generator.pages.words import capital


def claim_title(desk: Desk, claim_id: str) -> str:
    """Give a claim's words in quotation marks with the whole status behind them."""
    return desk.label(claim_id)


def claim_description(desk: Desk, claim_id: str) -> str:
    """Say once more, as sentences, what is claimed and where it stands."""
    line = desk.claim(claim_id)
    return f"{line.words} {line.sentence}"


def article_description(desk: Desk, article_id: str) -> str:
    """Give the first line of what an article says in brief, whole; else its title and day."""
    record = desk.library.articles[article_id].record
    if record.in_brief:
        return desk.plain(record.in_brief[0])
    day = tell_time(record.published, desk.words).text
    return desk.words("article.described", title=record.title, date=day)


def entity_description(desk: Desk, record: Entity, kind: str) -> str:
    """Give an entity's summary, whole; else what it is and how much there is about it."""
    if record.summary:
        return desk.plain(record.summary)
    positions = desk.library.positions_of.get(record.id, ())
    about = desk.library.claims_about.get(record.id, ())
    told = desk.words("entity.described", name=record.label, kind=kind, positions=len(positions), claims=len(about))
    return capital(told)
