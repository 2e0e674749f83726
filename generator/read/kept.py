"""What content files held when they were last read: a file that has not changed is neither parsed nor checked again.

Kept is only what had no fault, under the checksum of the file's bytes, its name
and folder, and under a version that changes with our code and its libraries.
"""

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pydantic
import yaml
from pydantic_core import from_json, to_json

from generator.cache import NO_CACHE, OTHER_FORM, Cache, Shelf, checksum, checksum_of_code
from generator.cores import at_once, cores, spread
from generator.model import Article, Record
from generator.model.keeping import give_tables, keep, make
from generator.model.tree import Origin
from generator.problems import Problem, Span
from generator.read.files import FoundFile, read_yaml_bytes
from generator.read.gathering import KINDS, Gathering, SiteMention

_MODELS: dict[str, type[Record]] = {**KINDS, "articles": Article}

Gather = Callable[[bytes], Gathering]
"""Reads a file by itself."""


class Source(NamedTuple):
    """A file of records, and how it is read; a tuple, for there are thousands at every edit.

    `role` tells what else the reading depends on: whether the file is an article or lies in its folder.
    """

    file: FoundFile
    role: str
    gather: Gather

    @property
    def name(self) -> str:
        """The file as problems show it."""
        return self.file.file

    def stamp(self, data: bytes) -> str:
        """Give the checksum of all that the reading depends on."""
        return checksum(data, self.role)


class _Again(NamedTuple):
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

    def read_ahead(self, sources: Iterable[Source]) -> None:
        """Where nothing was read before, have all files be read by several processes, if they are many."""
        if self._shelf is None or self._before or not self._shelf.is_empty:
            return
        files = list(sources)
        workers = at_once(files, cores())
        for source, made in spread(_read_alone, files, workers) if workers > 1 else ():
            if made is not None:
                self._shelf.put(source.name, *made)

    def read(self, source: Source, data: bytes) -> Gathering:
        """Give what a file holds; it is read where it is new or has changed."""
        stamp = source.stamp(data)
        before, gathering = self._before.get(source.name, ("", None))
        if gathering is None or before != stamp:
            gathering = self._recall(source, stamp, data) or self._gather(source, stamp, data)
        elif self._shelf and gathering.is_clean:
            self._shelf.keep_on(source.name)
        self._now[source.name] = (stamp, gathering)
        return gathering

    def save(self) -> None:
        """Keep what was read this time, and nothing else, for the next."""
        self._before, self._now = self._now, {}
        if self._shelf:
            self._shelf.save()

    def _recall(self, source: Source, stamp: str, data: bytes) -> Gathering | None:
        kept = self._shelf.get(source.name, stamp) if self._shelf else None
        with suppress(*OTHER_FORM):
            return None if kept is None else _understand(source, kept, data)
        return None

    def _gather(self, source: Source, stamp: str, data: bytes) -> Gathering:
        gathering = source.gather(data)
        if not self._shelf or not gathering.is_clean:
            return gathering
        self._shelf.put(source.name, stamp, _keep(gathering))
        # What is made of what is kept holds no trees, which are larger than all records.
        return self._recall(source, stamp, data) or gathering


def _read_alone(source: Source) -> tuple[str, bytes] | None:
    """Read a file in a process of its own; give its stamp and what is kept of it, if it has no fault."""
    data = read_yaml_bytes(source.file)
    if isinstance(data, Problem):
        return None
    gathering = source.gather(data)
    return (source.stamp(data), _keep(gathering)) if gathering.is_clean else None


def _keep(gathering: Gathering) -> bytes:
    """Write what a file holds, which has no fault."""
    records = {key: [keep(record) for record in listed] for key, listed in gathering.records.items() if listed}
    return to_json([records, [_keep_mention(each) for each in gathering.mentions]])


def _understand(source: Source, kept: bytes, data: bytes) -> Gathering:
    """Make the records again.

    Raises:
        OTHER_FORM: where something else was kept.
    """
    # Strings that stand in many records are not sought among those known: that takes as long as all the rest.
    records, mentions = from_json(kept, cache_strings="keys")
    gathering = Gathering(defaultdict(list), [_make_mention(source.name, mention) for mention in mentions])
    origin = Origin(source.name, _Again(data, source.gather, gathering).find_tables)
    for key, listed in records.items():
        model = _MODELS[key]
        gathering.records[key] = [make(model, record, origin) for record in listed]
    for article in gathering.records["articles"]:
        gathering.unproven = article.span() if isinstance(article, Article) and not article.text_sha256 else None
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
