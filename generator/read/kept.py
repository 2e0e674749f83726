"""What content files held when they were last read: a file that has not changed is neither parsed nor checked again.

Kept is only what had no fault, under the checksum of the file's bytes, its name
and folder, and under a version that changes with our code and its libraries.
"""

import sys
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pydantic
import yaml
from pydantic_core import from_json, to_json

from generator.cache import NO_CACHE, OTHER_FORM, Cache, Shelf, checksum, checksum_of_code
from generator.model import Article, Record
from generator.model.keeping import give_tables, keep, make
from generator.problems import Span
from generator.read.gathering import KINDS, Gathering, SiteMention

_MODELS: dict[str, type[Record]] = {**KINDS, "articles": Article}

Gather = Callable[[bytes], Gathering]
"""Reads a file by itself."""


@dataclass(frozen=True, slots=True)
class _Again:
    """A file that was not read, for whoever asks for the places of its values after all."""

    data: bytes
    gather: Gather
    gathering: Gathering

    def find_tables(self) -> None:
        """Give its records the tables that they were made from."""
        again = self.gather(self.data)
        for key, records in self.gathering.records.items():
            give_tables(records, again.records[key])


class KeptFiles:
    """The content files that were read before: in this process, and on disk where there is a cache."""

    def __init__(self, cache: Cache = NO_CACHE) -> None:
        self._shelf = Shelf(cache, "records", _version()) if cache.folder else None
        self._before: dict[str, tuple[str, Gathering]] = {}
        self._now: dict[str, tuple[str, Gathering]] = {}

    def read(self, file: str, data: bytes, role: str, gather: Gather) -> Gathering:
        """Give what a file holds; `gather` reads it where it is new or has changed.

        `role` tells what else the reading depends on: whether the file is an article or lies in its folder.
        """
        stamp = checksum(data, role)
        before, gathering = self._before.get(file, ("", None))
        if gathering is None or before != stamp:
            gathering = self._recall(file, stamp, data, gather) or self._gather(file, stamp, data, gather)
        elif self._shelf and gathering.is_clean:
            self._shelf.keep_on(file)
        self._now[file] = (stamp, gathering)
        return gathering

    def save(self) -> None:
        """Keep what was read this time, and nothing else, for the next."""
        self._before, self._now = self._now, {}
        if self._shelf:
            self._shelf.save()

    def _recall(self, file: str, stamp: str, data: bytes, gather: Gather) -> Gathering | None:
        kept = self._shelf.get(file, stamp) if self._shelf else None
        with suppress(*OTHER_FORM):
            return None if kept is None else self._understand(file, kept, data, gather)
        return None

    def _understand(self, file: str, kept: bytes, data: bytes, gather: Gather) -> Gathering:
        """Make the records again.

        Raises:
            OTHER_FORM: where something else was kept.
        """
        records, mentions = from_json(kept)
        gathering = Gathering(mentions=[_make_mention(file, mention) for mention in mentions])
        again = _Again(data, gather, gathering)
        for key, listed in records.items():
            gathering.records[key] = [make(_MODELS[key], record, file, again.find_tables) for record in listed]
        for article in gathering.records["articles"]:
            gathering.unproven = article.span() if isinstance(article, Article) and not article.text_sha256 else None
        return gathering

    def _gather(self, file: str, stamp: str, data: bytes, gather: Gather) -> Gathering:
        gathering = gather(data)
        if self._shelf and gathering.is_clean:
            records = {key: [keep(record) for record in listed] for key, listed in gathering.records.items() if listed}
            self._shelf.put(file, stamp, to_json([records, [_keep_mention(each) for each in gathering.mentions]]))
        return gathering


def _version() -> str:
    """Tell of which program the records are: our code that makes them, and all that it leans on."""
    here = Path(__file__).parent
    libraries = (
        sys.version,
        pydantic.VERSION,
        yaml.__version__,
        unicodedata.unidata_version,
        str(yaml.__with_libyaml__),
    )
    return checksum(checksum_of_code(here, here.parent / "model", here.parent / "problems.py"), *libraries)


def _keep_mention(mention: SiteMention) -> list[object]:
    spans = [[span.line, span.column, span.length] for span in (mention.span, mention.target_span)]
    return [mention.name, mention.target, *spans]


def _make_mention(file: str, kept: list[Any]) -> SiteMention:
    name, target, *numbers = kept
    return SiteMention(name, target, *(Span(file, *place) for place in numbers))
