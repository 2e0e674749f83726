"""What a reader sees of a position, as lines of pieces that can be printed in any form."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.link import REPORT, Library, LinkedClaim, LinkedPosition
from generator.pages.house import quote_words
from generator.pages.sentences import name_of, status_sentence
from generator.pages.times import tell_time
from generator.pages.words import Words, capital
from generator.proof.context import Context, context_of

Style = Literal["plain", "strong", "mark"]

Piece = tuple[Style, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a summary; `is_source` tells that it is a paragraph of a source text."""

    pieces: tuple[Piece, ...]
    is_source: bool = False


def line(*texts: str) -> Line:
    """Make a line of plain and strong pieces in turn."""
    return Line(tuple(("strong" if index % 2 else "plain", text) for index, text in enumerate(texts) if text))


Told = Mapping[str, tuple[Line, ...]]
"""Lines by what they tell of; the same keys in the same order for everything of one kind."""


def side_by_side(before: Told, after: Told) -> Iterator[Line]:
    """Show once what is the same, and of all else what it was and what it is."""
    for key, now in after.items():
        was = before[key]
        if was == now:
            yield from now
        else:
            yield from _led("Before:" if now else "No longer:", was)
            yield from _led("Now:" if was else "New:", now)


def _led(word: str, lines: tuple[Line, ...]) -> Iterator[Line]:
    """Put a word before a line, and above several or those of a text."""
    if len(lines) == 1 and not lines[0].is_source:
        yield Line((("strong", word), ("plain", " "), *lines[0].pieces))
    elif lines:
        yield line("", word)
        yield from lines


@dataclass(frozen=True, slots=True)
class Viewer:
    """Looks at one state of the content; of the texts of `withheld` articles only quoted words are shown."""

    library: Library
    words: Words
    withheld: Collection[str]

    def name(self, position: LinkedPosition) -> str:
        """Name who speaks."""
        return capital(name_of(position.speaker, self.library, self.words))

    def stance(self, position: LinkedPosition) -> str:
        """Say what they did with the claim."""
        return self.words(f"stance.{position.stance}")

    def quoted(self, linked: LinkedClaim) -> str:
        """Give a claim's words in quotation marks."""
        return self.words.quoted(linked.record.claim)

    def claim(self, linked: LinkedClaim) -> Told:
        """Tell a claim's words, its kind and its status."""
        status = f"{capital(status_sentence(linked, self.library, self.words))}."
        kind = self.words(f"history_type.{linked.record.type}")
        return {"words": (line(self.quoted(linked)),), "kind": (line(kind),), "status": (line(status),)}

    def position(self, position: LinkedPosition) -> Told:
        """Tell who did what, all that readers see of a position, and its words where they stand."""
        told: dict[str, tuple[Line, ...]] = {"who": (line("", self.name(position), " ", self.stance(position)),)}
        for label, text in self._details(position):
            told[label] = (line(f"{label}: {text}"),) if text else ()
        return {**told, "passage": tuple(self._passage(position))}

    def _details(self, position: LinkedPosition) -> Iterator[tuple[str, str | None]]:
        record, article = position.record, self.library.articles[position.article].record
        publisher = self.library.publisher(position.article)
        yield (
            "speaks for",
            None if position.actor == REPORT and not publisher else self.library.label(position.speaker.side),
        )
        yield "verb of the report", record.verb
        yield "when", tell_time(record.said, self.words).text if record.said else None
        yield "how sure", None if record.certainty == "certain" else self.words(f"position.{record.certainty}")
        yield "passed on by", ", then ".join(self.library.label(relay) for relay in record.via)
        yield "language of the words", record.language
        original = record.original
        yield "before translation", f"{original.words} ({original.language})" if original else None
        day = tell_time(article.published, self.words).text
        yield "report", f"{article.title} ({', '.join(filter(None, [publisher, day]))})"

    def _passage(self, position: LinkedPosition) -> Iterator[Line]:
        context = context_of(position, self.library)
        if context is None:
            yield line("the text is not at hand; these are the words as an editor typed them:")
        elif context.heading:
            yield line(f"in the section: {context.heading}")
        if context is None or position.article in self.withheld:
            source = self.library.articles[position.article].source
            for paragraph in quote_words(position, source, self.words):
                yield Line((("mark", paragraph),), is_source=True)
        else:
            yield from _marked(context)


def _marked(context: Context) -> Iterator[Line]:
    for paragraph in context.paragraphs:
        pieces: list[Piece] = [("mark" if index % 2 else "plain", text) for index, text in enumerate(paragraph)]
        yield Line(tuple(piece for piece in pieces if piece[1]), is_source=True)
