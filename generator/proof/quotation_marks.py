"""Quotation marks in our own words, and whether any source holds what stands between them."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.link import Library
from generator.model import Entity
from generator.text import Range, fold
from generator.text.gaps import split_at_gaps

# Low marks close with the one that opens English quotations, so whichever opens first decides.
_PAIRS = (("“", "”"), ("„", "“”"), ('"', '"'), ("«", "»"), ("»", "«"), ("‚", "‘’"))
_QUOTATION = re.compile("|".join(f"{first}([^{first}{last}]+)[{last}]" for first, last in _PAIRS))
_ENDS = " .,;:!?-"
_WORD = re.compile(r"\w")


def quotations(text: str) -> Iterator[Range]:
    """Find what stands between quotation marks, the outer ones where they are nested."""
    return (match.span(match.lastindex or 0) for match in _QUOTATION.finditer(text))


def without(text: str, places: Iterable[Range]) -> str:
    """Blank out some places of a text, given in order; its length stays the same."""
    pieces, at = [], 0
    for start, end in places:
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


Witness = Sequence[str]
"""Where words stand: the id of an article or record, and the checksum of its text, or of all that it says."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What came of searching texts for words: who holds them, or that nobody did of all texts that there were."""

    held: Mapping[str, Witness] = field(default_factory=dict)
    absent: Collection[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


class Witnesses:
    """All source texts, asked whether they hold some words.

    `stamps` are the checksums of all records, `texts` those of all texts, by the article's id. What came
    of an earlier search counts as far as these are still the same.
    """

    def __init__(self, library: Library, stamps: Mapping[str, str], texts: Mapping[str, str], before: Searched) -> None:
        self.are_complete = all(article.folded for article in library.articles.values())
        """Whether every article's text is at hand; else nobody can say that words stand nowhere."""
        self._library, self._stamps, self._before = library, stamps, before
        self._checksums = texts
        self._texts: dict[str, str] = {}
        self._held: dict[str, Witness] = {}
        self._absent: dict[str, None] = {}

    @property
    def searched(self) -> Searched:
        """What came of this search, for the next one."""
        return Searched(self._held, tuple(self._absent), self._checksums if self._absent else {})

    def hold(self, words: str, likely: Callable[[], Iterable[str]]) -> bool:
        """Tell whether a source holds words, or they are a name; the `likely` articles are asked first."""
        if not _WORD.search(words) or words in self._held:
            return True
        if words not in self._absent:
            witness = self._known(words) or self._named(words) or self._search(words, likely)
            if witness is None:
                self._absent[words] = None
            else:
                self._held[words] = witness
        return words in self._held

    def _known(self, words: str) -> Witness | None:
        """Give who held words before, if nothing has changed there."""
        witness = self._before.held.get(words)
        if witness is None or witness[1] not in (self._checksums.get(witness[0]), self._stamps.get(witness[0])):
            return None
        return witness

    def _named(self, words: str) -> Witness | None:
        record = self._names.get(_plain(words))
        return None if record is None else (record, self._stamps.get(record, ""))

    @cached_property
    def _names(self) -> dict[str, str]:
        """What may be quoted without being anybody's words, in small letters, and whose name, title or claim it is."""
        return {_plain(name): record for record, name in _names(self._library)}

    def _search(self, words: str, likely: Callable[[], Iterable[str]]) -> Witness | None:
        if words in self._before.absent:
            texts = [name for name, text in self._checksums.items() if self._before.texts.get(name) != text]
        else:
            texts = [*likely(), *self._library.articles]
        name = next((name for name in texts if _holds(self._text(name), words)), None)
        return None if name is None else (name, self._checksums[name])

    def _text(self, name: str) -> str:
        """Give an article's text, which is folded when somebody quotes something; nothing where there is none."""
        if name not in self._texts:
            article = self._library.articles.get(name)
            folded = article.folded if article else None
            self._texts[name] = "\n".join(section.text for section in folded.sections) if folded else ""
        return self._texts[name]


def names_of_speakers(library: Library) -> frozenset[str]:
    """Give the names of all who can speak: actors and units."""
    entities = (entity for table in (library.actors, library.units) for entity in table.values())
    return frozenset(name for entity in entities for name in _names_of_entity(entity))


def _names_of_entity(entity: Entity) -> Iterator[str]:
    yield from (entity.label, *(alias.name for alias in entity.aliases), *entity.forms)


def _names(library: Library) -> Iterator[tuple[str, str]]:
    """Give every name with the id of its record; words before a translation may stand in any file, and have none."""
    for claim in library.claims.values():
        yield from (("", p.record.original.words) for p in claim.positions if p.record.original)
    for table in (library.actors, library.units, library.places, library.terms):
        for some_id, entity in table.items():
            yield from ((some_id, name) for name in _names_of_entity(entity))
    for some_id, article in library.articles.items():
        names = (article.record.title, article.record.source.publisher or "", *article.record.mentions)
        yield from ((some_id, name) for name in names)
    yield from ((some_id, claim.record.claim) for some_id, claim in library.claims.items())


def _plain(words: str) -> str:
    return fold(words).strip(_ENDS).casefold()


def _holds(text: str, words: str) -> bool:
    """Tell whether words stand in a folded text, as a whole or with gaps."""
    if _stands(text, fold(words)):
        return True
    return any(_stand_in_order(text, [fold(piece).strip(_ENDS) for piece in pieces]) for pieces in split_at_gaps(words))


def _stand_in_order(text: str, pieces: list[str]) -> bool:
    at = 0
    for piece in filter(None, pieces):
        at = _find(text, piece, at) + 1
        if not at:
            return False
    return True


def _stands(text: str, words: str) -> bool:
    """Tell whether folded words stand in a text. A sentence of ours may end within them, or begin with them."""
    bare = words.strip(_ENDS)
    return any(_find(text, spelling) >= 0 for spelling in {bare, bare[:1].swapcase() + bare[1:]})


def _find(text: str, words: str, at: int = 0) -> int:
    """Find whole words."""
    while (at := text.find(words, at)) >= 0:
        end = at + len(words)
        if not _is_inside(text, at, words[0]) and not _is_inside(text, end + 1, words[-1]):
            return at
        at += 1
    return -1


def _is_inside(text: str, at: int, edge: str) -> bool:
    """Tell whether the character before an offset goes on, or begins, a word that has this edge."""
    return edge.isalnum() and text[max(0, at - 1) : at].isalnum()
