"""What was found in a text, remembered from one linking to the next: names, and the words of quotes.

It depends on the text, on the names that there are and on the quote alone. A
name that is new or gone concerns only the texts in which it may stand. All of
it is held by content, so what is remembered is what would be found again.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic_core import from_json, to_json

from generator.cache import NO_CACHE, OTHER_FORM, Cache, Shelf, checksum, checksum_of_code
from generator.link.sound import Sound
from generator.read import TextFile
from generator.text import PARSER, Found, QuoteProblem, fold

Spot = tuple[int, int, int, int, int, bool]
"""A name in a text: the number of its spelling, section, block, start, end, and whether it stands in a paragraph."""

Place = tuple[Found, bool]
"""Where a quote stands, and whether it begins or ends inside a word."""

Words = tuple[str, str | None, str | None]
"""The words of a quote, and those just before and just behind it."""

_NAMES = ""
"""Under this the shelf holds all names that were sought; no article has such an id."""


@dataclass(frozen=True, slots=True)
class Spots:
    """All names that stand in a text, whomever they mean; `absent` are those of its own that stand nowhere in it."""

    own: tuple[str, ...]
    spellings: tuple[str, ...]
    spots: Sequence[Spot]
    absent: tuple[str, ...]


@dataclass(slots=True)
class _Text:
    """What is known of one text. `names` are those that were sought when its spots were found."""

    stamp: str
    spots: Spots | None = None
    names: frozenset[str] = frozenset()
    quotes: dict[str, Place] = field(default_factory=dict)
    sought: dict[str, Place] = field(default_factory=dict)
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class _Change:
    """How the names that are sought have changed: the letters and digits of those that are new, and those gone."""

    added: list[list[str]]
    gone: frozenset[str]

    def touches(self, spots: Spots, text: str) -> bool:
        """Tell whether a name that is gone stands in a text, or one that is new may stand there.

        Between the letters and digits of a name there may be markup in the file, never within them.
        """
        if not self.gone.isdisjoint(spots.spellings):
            return True
        return bool(self.added) and self._may_stand_in(fold(text))

    def _may_stand_in(self, folded: str) -> bool:
        return any(all(piece in folded for piece in pieces) for pieces in self.added)


class Findings:
    """What was found in the texts before: in this process, and on disk where there is a cache."""

    def __init__(self, cache: Cache = NO_CACHE) -> None:
        self.sound = Sound(cache, _version)
        self._shelf = Shelf(cache, "texts", _version()) if cache.folder else None
        self._before: dict[str, _Text] = {}
        self._now: dict[str, _Text] = {}
        self._kept_names = self._recall_names()
        self._names: frozenset[str] = frozenset()
        self._changes: dict[frozenset[str], _Change] = {}

    def seek(self, names: Iterable[str]) -> None:
        """Tell which names are sought from now on, folded, in each of their spellings."""
        self._names, self._changes = frozenset(names), {}

    def spots(self, article: str, text: TextFile, own: Iterable[str], find: Callable[[], Spots]) -> Spots:
        """Give the names in a text; `own` are those that the article settles itself."""
        known = self._text(article, text)
        spots = known.spots
        if spots is None or spots.own != tuple(own) or self._change(known.names).touches(spots, text.text):
            spots = known.spots = find()
            known.is_new = True
        known.names = self._names
        return spots

    def _change(self, before: frozenset[str]) -> "_Change":
        """Give what is new and what is gone since other names were sought."""
        if before not in self._changes:
            added = [_PIECE.findall(name) for name in self._names - before]
            self._changes[before] = _Change(added, before - self._names)
        return self._changes[before]

    def quote(
        self, article: str, text: TextFile, words: Words, find: Callable[[], QuoteProblem | Place]
    ) -> QuoteProblem | Place:
        """Give the place of a quote, or what stands against it, which is not remembered."""
        known = self._text(article, text)
        key = _key(words)
        found = known.quotes.get(key) or known.sought.get(key) or find()
        if isinstance(found, tuple):
            known.sought[key] = found
        return found

    def _text(self, article: str, text: TextFile) -> _Text:
        known = self._now.get(article)
        if known is None:
            known = self._before.get(article)
            if known is None or known.stamp != text.sha256:
                known = self._recall(article, text.sha256)
            self._now[article] = known
        elif known.stamp != text.sha256:  # what is here comes from a linking that did not come to its end
            known = self._now[article] = self._recall(article, text.sha256)
        return known

    def _recall(self, article: str, stamp: str) -> _Text:
        kept = self._shelf.get(article, stamp) if self._shelf else None
        with suppress(*OTHER_FORM):
            return _Text(stamp) if kept is None else self._understand(stamp, kept)
        return _Text(stamp)

    def _understand(self, stamp: str, kept: bytes) -> _Text:
        own, spellings, columns, absent, quotes = from_json(kept)
        return _Text(
            stamp,
            Spots(tuple(own), tuple(spellings), list(zip(*columns, strict=True)), tuple(absent)),
            self._kept_names,
            {key: (Found(tuple(map(tuple, places)), section), cuts) for key, places, section, cuts in quotes},
        )

    def _recall_names(self) -> frozenset[str]:
        kept = self._shelf.get(_NAMES, _NAMES) if self._shelf else None
        with suppress(*OTHER_FORM):
            return frozenset(from_json(kept)) if kept else frozenset()
        return frozenset()

    def save(self) -> None:
        """Keep what was asked for this time, and nothing else, for the next."""
        for known in self._now.values():
            known.is_new |= known.sought.keys() != known.quotes.keys()
            known.quotes, known.sought = known.sought, {}
        if self._shelf:
            self._put_by(self._shelf)
            self._shelf.save()
        self._before, self._now = self._now, {}
        self.sound.save()

    def _put_by(self, shelf: Shelf) -> None:
        if self._names != self._kept_names or shelf.get(_NAMES, _NAMES) is None:
            shelf.put(_NAMES, _NAMES, to_json(sorted(self._names)))
            self._kept_names = self._names
        for article, known in self._now.items():
            if known.spots is None or known.names is not self._names:
                continue
            if known.is_new or shelf.get(article, known.stamp) is None:
                shelf.put(article, known.stamp, _write(known.spots, known.quotes))
            known.is_new = False


def _key(words: Words) -> str:
    quote, prefix, suffix = words
    return quote if prefix is None and suffix is None else "\0".join([word or "" for word in words])


_PIECE = re.compile(r"[^\W_]+")


def _write(spots: Spots, quotes: dict[str, Place]) -> bytes:
    listed = [(key, found.fragments, found.section, cuts) for key, (found, cuts) in quotes.items()]
    # Column by column they are read far sooner than one by one.
    columns = list(zip(*spots.spots, strict=True))
    return to_json([spots.own, spots.spellings, columns, spots.absent, listed])


def _version() -> str:
    """Tell of which program the findings are: our code that makes them, and all that it leans on."""
    return checksum(
        checksum_of_code(*(Path(__file__).parents[1] / room for room in ("link", "model", "text"))),
        sys.version,
        unicodedata.unidata_version,
        PARSER,
    )
