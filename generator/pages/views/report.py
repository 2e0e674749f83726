"""The text of an article as its page shows it: whole with notes beside it, or its quotes alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from generator.link import LinkedArticle, LinkedPosition
from generator.pages.desk import ClaimLine, Desk
from generator.pages.marks import Name, Words, set_text
from generator.pages.views.positions import Voice, view_voice
from generator.text import Block, Found, SourceText


@dataclass(frozen=True, slots=True)
class NoteView:
    """What stands beside a paragraph about one claim that is quoted in it."""

    claim: ClaimLine
    voices: tuple[Voice, ...]
    sentence: str
    box: str
    more: str | None


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph with the notes on it. `level` is how many quotation blocks it stands in."""

    html: Markup
    level: int
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class QuotedView:
    """The words of one position where the rest of the text is not shown.

    `place` tells where in the text they stand, `original` leads to them where they
    were published first; either may be unknown.
    """

    mark: str
    words: tuple[str, ...]
    note: NoteView
    place: str | None
    original: str | None


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the text: its paragraphs, or only the quoted words."""

    anchor: str
    heading: Markup | None
    paragraphs: tuple[ParagraphView, ...] = ()
    quoted: tuple[QuotedView, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report. `shows` is how much of the text there is on the page."""

    shows: Literal["full", "quotes", "none"]
    lang: str | None
    sections: tuple[SectionView, ...]
    covered: int
    paragraphs: int


def view_report(desk: Desk, article: LinkedArticle) -> ReportView:
    """Make the view of an article's text."""
    language = article.record.language
    lang = language if language != desk.house.site.language else None
    if article.source is None:
        quoted = tuple(_quoted(desk, position) for position in sorted(article.positions, key=_typed_at))
        return ReportView("none", lang, (SectionView("", None, quoted=quoted),) if quoted else (), 0, 0)
    covered = _covered(article.source, article.positions)
    total = sum(len(section.paragraphs) for section in article.source.sections)
    if article.record.show_text == "full":
        return ReportView("full", lang, _whole(desk, article, article.source), covered, total)
    return ReportView("quotes", lang, _quotes_only(desk, article, article.source), covered, total)


def _whole(desk: Desk, article: LinkedArticle, source: SourceText) -> tuple[SectionView, ...]:
    names = (Name(m.entity, m.start, m.end, desk.href(m.entity)) for m in article.mentions if m.first)
    quotes = (Words(p.mark, p.quote.fragments) for p in article.positions if isinstance(p.quote, Found))
    html = set_text(source, names, quotes)
    notes = _notes(desk, source, article.positions)
    sections = []
    for index, section in enumerate(source.sections):
        blocks = iter(html[index])
        heading = next(blocks) if section.heading else None
        paragraphs = tuple(
            ParagraphView(text, block.level, notes.get(block.start, ()))
            for block, text in zip(section.paragraphs, blocks, strict=True)
        )
        sections.append(SectionView(section.anchor, heading, paragraphs))
    return tuple(sections)


def _quotes_only(desk: Desk, article: LinkedArticle, source: SourceText) -> tuple[SectionView, ...]:
    by_section: dict[int, list[QuotedView]] = {}
    for position in article.positions:
        section = position.quote.section if isinstance(position.quote, Found) else 0
        by_section.setdefault(section, []).append(_quoted(desk, position))
    return tuple(
        SectionView(
            section.anchor,
            _plain_heading(source, section.heading),
            quoted=tuple(by_section.get(index, ())),
        )
        for index, section in enumerate(source.sections)
    )


def _typed_at(position: LinkedPosition) -> tuple[str, int, int]:
    """Give the place where an editor typed a position: where no text is at hand, its order is the next best."""
    span = position.record.span()
    return span.file, span.line, span.column


def _plain_heading(source: SourceText, heading: Block | None) -> Markup | None:
    return escape(source.words(heading)) if heading else None


def _quoted(desk: Desk, position: LinkedPosition) -> QuotedView:
    return QuotedView(
        position.mark,
        desk.house.quote_of(position),
        _note(desk, position.claim, [position]),
        _place(desk, position),
        desk.house.original_of(position),
    )


def _place(desk: Desk, position: LinkedPosition) -> str | None:
    """Tell where in the text a quote stands: its section, and which paragraphs of how many."""
    source, quote = desk.library.articles[position.article].source, position.quote
    if source is None or not isinstance(quote, Found):
        return None
    section = source.sections[quote.section]
    name = source.words(section.heading) if section.heading else desk.words("article.untitled_section")
    start, end = quote.fragments[0][0], quote.fragments[-1][1]
    touched = [i for i, block in enumerate(section.paragraphs, 1) if block.start < end and block.end > start]
    if not touched:
        return desk.words("article.in_heading", section=name)
    word = "article.in_paragraph" if len(touched) == 1 else "article.in_paragraphs"
    return desk.words(word, section=name, first=touched[0], last=touched[-1], all=len(section.paragraphs))


def _notes(desk: Desk, source: SourceText, positions: Iterable[LinkedPosition]) -> Mapping[int, tuple[NoteView, ...]]:
    """Give the notes of each paragraph, by where it begins: one for each claim quoted in it."""
    begins = iter(sorted(block.start for section in source.sections for block in section.paragraphs))
    grouped: dict[int, dict[str, list[LinkedPosition]]] = {}
    current, upcoming = 0, next(begins, None)
    for position in positions:
        if not isinstance(position.quote, Found):
            continue
        start = position.quote.fragments[0][0]
        while upcoming is not None and upcoming <= start:
            current, upcoming = upcoming, next(begins, None)
        grouped.setdefault(current, {}).setdefault(position.claim, []).append(position)
    return {at: tuple(_note(desk, claim, held) for claim, held in claims.items()) for at, claims in grouped.items()}


def _note(desk: Desk, claim_id: str, positions: Sequence[LinkedPosition]) -> NoteView:
    """Say who does what with the claim; where nobody else speaks about it, that is all there is to say."""
    linked, line = desk.library.claims[claim_id], desk.claim(claim_id)
    first = {(position.speaker, position.stance): position for position in reversed(positions)}
    said = [position for position in positions if first[position.speaker, position.stance] is position]
    voices = tuple(view_voice(desk, position, f"#{position.mark}") for position in said)
    if len(linked.positions) == 1 and not linked.status.opposite_by:
        return NoteView(line, voices, desk.words("note.alone"), f"#{box_id(claim_id)}", None)
    is_disputed = linked.status.word == "disputed"
    more = desk.words("note.both_sides") if is_disputed else desk.words("note.voices", count=len(linked.positions))
    return NoteView(line, voices, line.sentence, f"#{box_id(claim_id)}", more)


def box_id(claim_id: str) -> str:
    """Give the id of a claim's box."""
    return f"c-{claim_id}"


def _covered(source: SourceText, positions: Iterable[LinkedPosition]) -> int:
    """Count the paragraphs that hold a word of some quote."""
    ranges = sorted(r for p in positions if isinstance(p.quote, Found) for r in p.quote.fragments)
    paragraphs = sorted((block.start, block.end) for section in source.sections for block in section.paragraphs)
    count, at = 0, 0
    reach = -1
    for start, end in paragraphs:
        while at < len(ranges) and ranges[at][0] < end:
            reach = max(reach, ranges[at][1])
            at += 1
        count += reach > start
    return count
