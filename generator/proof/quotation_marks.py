"""Quotation marks in our own words, and whether any source holds what stands between them."""

import re
from collections.abc import Iterable, Iterator
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


class Witnesses:
    """All source texts, asked whether they hold some words."""

    def __init__(self, library: Library) -> None:
        self.are_complete = all(article.folded for article in library.articles.values())
        """Whether every article's text is at hand; else nobody can say that words stand nowhere."""
        self._library = library
        self._texts: dict[str, str] = {}
        self._known: dict[str, bool] = {}

    @cached_property
    def _names(self) -> frozenset[str]:
        """What may be quoted without being anybody's words, in small letters: names, titles, claims."""
        return frozenset(_plain(name) for name in _names(self._library))

    def hold(self, words: str, articles: tuple[str, ...]) -> bool:
        """Tell whether a source holds words, or they are a name; those of `articles` are asked first."""
        if not _WORD.search(words) or _plain(words) in self._names:
            return True
        if any(_holds(self._text(name), words) for name in articles):
            return True
        if words not in self._known:
            self._known[words] = any(_holds(self._text(name), words) for name in self._library.articles)
        return self._known[words]

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


def _names(library: Library) -> Iterator[str]:
    for table in (library.actors, library.units, library.places, library.terms):
        for entity in table.values():
            yield from _names_of_entity(entity)
    for article in library.articles.values():
        yield from (article.record.title, article.record.source.publisher or "", *article.record.mentions)
    for claim in library.claims.values():
        yield claim.record.claim
        yield from (p.record.original.words for p in claim.positions if p.record.original)


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
