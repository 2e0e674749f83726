"""The text of an article as its page shows it: whole with notes beside it, or its quotes alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from markupsafe import Markup, escape

from generator.link import LinkedArticle, LinkedPosition, old_marks
from generator.pages.desk import ClaimLine, Desk
from generator.pages.marks import Name, Words, set_text
from generator.pages.views.positions import Voice, view_voice
from generator.text import Block, Found, SourceText


class NoteView(NamedTuple):
    """What stands beside a paragraph about one claim that is quoted in it.

    `words` are the claim's, without quotation marks: below a speaker's name they would look like the speaker's own.
    `sentence` tells where the claim stands; None where nobody else speaks about it, or where the note before it
    on the same claim has told it.
    """

    claim: ClaimLine
    words: str
    voices: tuple[Voice, ...]
    sentence: str | None
    box: str
    more: str | None


class ParagraphView(NamedTuple):
    """A paragraph with the notes on it. `level` is how many quotation blocks it stands in."""

    html: Markup
    level: int
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class QuotedView:
    """The words of one position where the rest of the text is not shown. `old_marks` are addresses they had before.

    `place` tells where in the text they stand, where that is not plain: the section has
    one paragraph, or the quote before it has told it. `original` leads to the words
    where they were published first, if that is known.
    """

    mark: str
    old_marks: tuple[str, ...]
    words: tuple[str, ...]
    is_checked: bool
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
        quoted = _quoted(desk, sorted(article.positions, key=_typed_at))
        return ReportView("none", lang, (SectionView("", None, quoted=quoted),) if quoted else (), 0, 0)
    covered = _covered(article.source, article.positions)
    total = sum(len(section.paragraphs) for section in article.source.sections)
    if article.record.show_text == "full":
        return ReportView("full", lang, _whole(desk, article, article.source), covered, total)
    return ReportView("quotes", lang, _quotes_only(desk, article, article.source), covered, total)


def _whole(desk: Desk, article: LinkedArticle, source: SourceText) -> tuple[SectionView, ...]:
    names = (Name(m.entity, m.start, m.end, desk.href(m.entity)) for m in article.mentions if m.first)
    quotes = (
        Words(p.mark, p.quote.fragments, _look(desk, p.claim), old_marks(desk.library, p))
        for p in article.positions
        if isinstance(p.quote, Found)
    )
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


def _look(desk: Desk, claim: str) -> str:
    """Let what is disputed be seen in the text at a glance."""
    return "disputed" if desk.library.claims[claim].status.word == "disputed" else ""


def _quotes_only(desk: Desk, article: LinkedArticle, source: SourceText) -> tuple[SectionView, ...]:
    by_section: dict[int, list[LinkedPosition]] = {}
    for position in article.positions:
        section = position.quote.section if isinstance(position.quote, Found) else 0
        by_section.setdefault(section, []).append(position)
    return tuple(
        SectionView(
            section.anchor,
            _plain_heading(source, section.heading),
            quoted=_quoted(desk, by_section.get(index, ())),
        )
        for index, section in enumerate(source.sections)
    )


def _typed_at(position: LinkedPosition) -> tuple[str, int, int]:
    """Give the place where an editor typed a position: where no text is at hand, its order is the next best."""
    span = position.record.span()
    return span.file, span.line, span.column


def _plain_heading(source: SourceText, heading: Block | None) -> Markup | None:
    return escape(source.words(heading)) if heading else None


def _quoted(desk: Desk, positions: Sequence[LinkedPosition]) -> tuple[QuotedView, ...]:
    """Show the quotes of one section; what the one before has told is not told again."""
    places = [_place(desk, position) for position in positions]
    first = {position.claim: position.mark for position in reversed(positions)}
    return tuple(
        QuotedView(
            mark=position.mark,
            old_marks=old_marks(desk.library, position),
            words=desk.house.quote_of(position),
            is_checked=isinstance(position.quote, Found),
            note=_note(desk, position.claim, [position], with_status=first[position.claim] == position.mark),
            place=None if place == last else place,
            original=desk.house.original_of(position),
        )
        for position, place, last in zip(positions, places, [None, *places], strict=False)
    )


def _place(desk: Desk, position: LinkedPosition) -> str | None:
    """Tell where in its section a quote stands: which paragraphs of how many; nothing where there is only one."""
    source, quote = desk.library.articles[position.article].source, position.quote
    if source is None or not isinstance(quote, Found):
        return None
    section = source.sections[quote.section]
    start, end, count = quote.fragments[0][0], quote.fragments[-1][1], len(section.paragraphs)
    touched = [i for i, block in enumerate(section.paragraphs, 1) if block.start < end and block.end > start]
    if not touched:
        return desk.words("article.in_heading")
    if count == 1:
        return None
    word = "article.in_paragraph" if len(touched) == 1 else "article.in_paragraphs"
    return desk.words(word, first=touched[0], last=touched[-1], all=count)


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


def _note(desk: Desk, claim_id: str, positions: Sequence[LinkedPosition], *, with_status: bool = True) -> NoteView:
    """Say who does what with the claim, each voice once."""
    first = {(position.speaker, position.stance): position for position in reversed(positions)}
    said = [position for position in positions if first[position.speaker, position.stance] is position]
    voices = tuple(view_voice(desk, position, f"#{position.mark}") for position in said)
    sentence, more = _standing(desk, claim_id) if with_status else (None, None)
    words = desk.library.claims[claim_id].record.claim
    return NoteView(desk.claim(claim_id), words, voices, sentence, f"#{box_id(claim_id)}", more)


def _standing(desk: Desk, claim_id: str) -> tuple[str | None, str | None]:
    """Say where a claim stands, and what its box has to add; where nobody else speaks about it, the voice says it."""
    linked = desk.library.claims[claim_id]
    speakers = len({position.speaker for position in linked.positions})
    if speakers == 1 and not linked.status.opposite_by:
        return None, None
    is_disputed = linked.status.word == "disputed"
    more = desk.words("note.both_sides") if is_disputed else desk.words("note.voices", count=speakers)
    return desk.claim(claim_id).sentence, more


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
