"""Our own words: what editors write on pages themselves, not the quotes, and not the notes that nobody publishes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from generator.link import Library
from generator.model import Article, Claim, Event, ProseMark, Record, marked
from generator.model.walk import Path
from generator.problems import Span
from generator.text import PlainBlock, Range, plain_blocks

Label = Callable[[str], str]
"""Gives the words that pages show for an id in prose."""

_NO_WORDS = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a link without words of the editor's: pages put a claim's words there, in quotation marks."""

_BEFORE = 40
"""Characters before a word that tell which of several alike it is."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A line, or a paragraph of prose, that an editor wrote, as plain words."""

    record: Record
    path: Path
    block: PlainBlock

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
                return span._replace(column=span.column + len(before), length=end - start)
        return self.record.spot(self.text[start:end], *self.path)


_digest = attrgetter("digest")
_digest_of_linked = attrgetter("record.digest")


def digests_of_writing(library: Library) -> dict[str, str]:
    """Give the digests of all records in which editors write for readers, by id."""
    digests: dict[str, str] = {}
    for linked in (library.articles, library.claims, library.events):
        digests.update(zip(linked, map(_digest_of_linked, linked.values()), strict=True))
    for entities in (library.actors, library.units, library.places, library.terms):
        digests.update(zip(entities, map(_digest, entities.values()), strict=True))
    return digests


def record_of(some_id: str, library: Library) -> Record:
    """Give the record that has an id."""
    match library.kinds[some_id]:
        case "article":
            return library.articles[some_id].record
        case "claim":
            return library.claims[some_id].record
        case "event":
            return library.events[some_id].record
        case _:
            return library.entity(some_id)


def likely_sources(record_id: str, library: Library) -> tuple[str, ...]:
    """Give the articles whose texts a record's quotation marks most likely quote."""
    if record_id in library.articles:
        return (record_id,)
    if record_id in library.claims:
        return library.claims[record_id].articles
    if record_id in library.events:
        return (library.events[record_id].record.article or "",)
    return tuple(dict.fromkeys(mention.article for mention in library.mentions_of.get(record_id, ())))


def own_words(record: Record, label: Label) -> Iterator[OwnWords]:
    """Give everything in a record that an editor wrote for readers."""
    for path, text, is_prose in _texts(record):
        blocks = plain_blocks(text, label) if is_prose else (PlainBlock(text),)
        yield from (OwnWords(record, path, block) for block in blocks)


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


def label_in_prose(some_id: str, library: Library) -> str:
    """Give the words that stand in prose for an id without words of the editor's."""
    return _NO_WORDS if library.kinds.get(some_id) in {"claim", "event", "article"} else library.label(some_id)
