"""Where something is named: each paragraph, or only its section where the text is not shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from generator.link import LinkedArticle, Mention
from generator.pages.desk import Desk, Link
from generator.pages.escapes import escaped
from generator.text import Block


class PassageView(NamedTuple):
    """A paragraph in which something is named, or only its section where the text is not shown."""

    section: str
    href: str
    html: Markup | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class MentionsView:
    """The passages of one article in which something is named."""

    article: Link
    passages: tuple[PassageView, ...]


def view_mentions(desk: Desk, entity: str, articles: Iterable[str] | None = None) -> tuple[MentionsView, ...]:
    """Show where something is named, each paragraph once, article by article; in all articles or in some."""
    if articles is None:
        by_article = _all_of(desk, entity)
    else:
        by_article = {article: _in(desk, article, entity) for article in articles}
    return tuple(
        MentionsView(desk.link(article), tuple(_passages(desk, desk.house.reports[article], mentions)))
        for article, mentions in by_article.items()
    )


def _all_of(desk: Desk, entity: str) -> dict[str, list[Mention]]:
    by_article: dict[str, list[Mention]] = {}
    for mention in desk.library.mentions_of.get(entity, ()):
        by_article.setdefault(mention.article, []).append(mention)
    return by_article


def _in(desk: Desk, article: str, entity: str) -> list[Mention]:
    return [mention for mention in desk.library.articles[article].mentions if mention.entity == entity]


def _passages(desk: Desk, article: LinkedArticle, mentions: list[Mention]) -> Iterator[PassageView]:
    source = article.source
    if source is None:
        return
    is_full = article.record.show_text == "full"
    by_place: dict[tuple[int, int], list[Mention]] = {}
    for mention in mentions:
        by_place.setdefault((mention.section, mention.block if is_full else 0), []).append(mention)
    for (index, block), held in by_place.items():
        section = source.sections[index]
        name = source.words(section.heading) if section.heading else desk.words("article.untitled_section")
        language = article.record.language
        yield PassageView(
            section=name,
            href=desk.href(article.record.id, section.anchor),
            html=_paragraph(source.text, section.blocks[block], held) if is_full else None,
            lang=language if language != desk.house.site.language else None,
        )


def _paragraph(text: str, block: Block, mentions: Iterable[Mention]) -> Markup:
    """Give a paragraph's plain words with the name in it made bold."""
    pieces: list[str] = []
    for start, end in block.runs:
        at = start
        for mention in mentions:
            first, last = max(mention.start, at), min(mention.end, end)
            if first < last:
                pieces += (escaped(text[at:first]), "<b>", escaped(text[first:last]), "</b>")
                at = last
        pieces.append(escaped(text[at:end]))
    return Markup("".join(pieces))  # noqa: S704 - escaped, and tags of ours
