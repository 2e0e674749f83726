"""Our own words: what editors write on pages themselves, not the quotes, and not the notes that nobody publishes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.link import Library
from generator.model import Article, Claim, Event, ProseMark, Record, marked
from generator.model.walk import Path
from generator.problems import Span
from generator.text import PlainBlock, Range, plain_blocks

_NO_WORDS = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a link without words of the editor's: pages put a claim's words there, in quotation marks."""

_BEFORE = 40
"""Characters before a word that tell which of several alike it is."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A line, or a paragraph of prose, that an editor wrote, as plain words.

    `articles` are those whose texts its quotation marks most likely quote.
    """

    record: Record
    path: Path
    block: PlainBlock
    articles: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words."""
        return self.block.text

    @property
    def kind(self) -> str:
        """The field of the record that it stands in or under."""
        return str(self.path[0])

    @property
    def quotes_elsewhere(self) -> bool:
        """Tell whether its quotation marks may hold words that are in no text: of the evidence, or what stood here."""
        if isinstance(self.record, Claim) and self.kind == "evidence":
            return self.record.evidence[int(self.path[1])].url is not None
        return self.kind == "corrections"

    def spot(self, place: Range) -> Span:
        """Find where some of its characters stand in the file."""
        start, end = place
        if self.text.find(self.text[start:end]) < start:
            before = self.text[max(0, start - _BEFORE) : start]
            span = self.record.spot(before + self.text[start:end], *self.path)
            if span != self.record.span(*self.path):
                return replace(span, column=span.column + len(before), length=end - start)
        return self.record.spot(self.text[start:end], *self.path)


def own_words(library: Library) -> Iterator[OwnWords]:
    """Give everything that editors wrote for readers."""
    for record, articles in _records(library):
        for path, text, is_prose in _texts(record):
            blocks = plain_blocks(text, _labels(library)) if is_prose else [PlainBlock(text)]
            yield from (OwnWords(record, path, block, articles) for block in blocks)


def _records(library: Library) -> Iterator[tuple[Record, tuple[str, ...]]]:
    """Give each record with the articles that it most likely quotes."""
    yield from ((article.record, (name,)) for name, article in library.articles.items())
    yield from ((claim.record, claim.articles) for claim in library.claims.values())
    yield from ((event.record, (event.record.article or "",)) for event in library.events.values())
    for table in (library.actors, library.units, library.places, library.terms):
        for name, entity in table.items():
            mentions = library.mentions_of.get(name, ())
            yield entity, tuple(dict.fromkeys(mention.article for mention in mentions))


def _texts(record: Record) -> Iterator[tuple[Path, str, bool]]:
    """Give each text of a record with its path, and whether it is prose. `because` answers a check and is not shown."""
    match record:
        case Article():
            yield ("title",), record.title, False
            yield from ((("questions", index, "ask"), entry.ask, False) for index, entry in enumerate(record.questions))
        case Claim():
            yield ("claim",), record.claim, False
        case Event():
            yield ("title",), record.title, False
    yield from ((path, text, True) for path, text, _ in marked(record, ProseMark) if path[-1] != "because")


def _labels(library: Library) -> Callable[[str], str]:
    def label(some_id: str) -> str:
        return _NO_WORDS if library.kinds.get(some_id) in {"claim", "event", "article"} else library.label(some_id)

    return label
