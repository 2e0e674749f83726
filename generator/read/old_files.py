"""Old versions of files: their records in outline, leniently and fast.

A long file changes little from one version to the next. It is taken apart at the entries of its lists, and an entry
that is as it was gives the very record that it gave before: whoever compares two versions sees what has changed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.model import Record
from generator.read.folders import ARTICLES
from generator.read.outlines import KINDS, outline, outline_article
from generator.read.tree_builder import EventParser
from generator.read.yaml_tree import MakeParser, fastest_parser

DEEPEST = 12
"""How deep lists and tables lie in each other at most; records lie four deep."""

_STOPS = (yaml.YAMLError, ValueError, OverflowError)
_KEY = re.compile(r"([a-z_]+):(?: .*)?")
_HOMES = ("article.yml", "article.yaml")


class _UnreadableError(ValueError):
    """This version holds what no content may hold."""


@dataclass(frozen=True, slots=True)
class OldFile:
    """The records of one version of a file, by the key of their list; an article stands under `articles`."""

    records: Mapping[str, Sequence[Record]]


@dataclass(slots=True)
class OldFiles:
    """Reads one version after another, and no entry twice."""

    make_parser: MakeParser = field(default_factory=fastest_parser)
    _known: dict[tuple[str, str, str], tuple[Record, ...]] = field(default_factory=dict)

    def read(self, path: str, text: str) -> OldFile | None:
        """Read a version of a file; None where it cannot be read."""
        folder, _, name = path.rpartition("/")
        parts = path.split("/")
        article = parts[1] if parts[0] == ARTICLES and len(parts) > 2 else None  # noqa: PLR2004 - articles/<id>/<file>
        try:
            if article is not None and name in _HOMES and folder == f"{ARTICLES}/{article}":
                return OldFile({"articles": tuple(outline_article(self._load(text), path, article))})
            return self._read_lists(path, article, text)
        except _STOPS:
            return None

    def _read_lists(self, path: str, article: str | None, text: str) -> OldFile:
        pieces = _take_apart(text)
        if pieces is None:
            table = self._load(text) or {}
            if not isinstance(table, dict):
                raise _UnreadableError
            return OldFile({kind: tuple(outline(kind, table.get(kind), path, article)) for kind in KINDS})
        records: dict[str, list[Record]] = {}
        for kind, piece in pieces:
            key = (path, kind, piece)
            if key not in self._known:
                self._known[key] = tuple(outline(kind, self._load(piece), path, article))
            records.setdefault(kind, []).extend(self._known[key])
        return OldFile(records)

    def _load(self, text: str) -> Any:
        """Load YAML as plain text, lists and tables; no value is ever made an object, and none stands for another."""
        parser = self.make_parser(text)
        parser.get_event()
        if isinstance(parser.get_event(), yaml.StreamEndEvent):
            return None
        value = _value(parser, parser.get_event(), 0)
        parser.get_event()
        if not isinstance(parser.get_event(), yaml.StreamEndEvent):
            raise _UnreadableError
        return value


def _value(parser: EventParser, event: yaml.Event, depth: int) -> Any:
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if depth > DEEPEST:
        raise _UnreadableError
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(parser, inner, depth + 1) for inner in _until(parser, yaml.SequenceEndEvent)]
    if isinstance(event, yaml.MappingStartEvent):
        return dict(_pairs(parser, depth + 1))
    raise _UnreadableError  # a value that stands for another: a few of them can stand for millions


def _until(parser: EventParser, end: type[yaml.Event]) -> Iterator[yaml.Event]:
    while not isinstance(event := parser.get_event(), end):
        yield event


def _pairs(parser: EventParser, depth: int) -> Iterator[tuple[str, Any]]:
    for event in _until(parser, yaml.MappingEndEvent):
        key = _value(parser, event, depth)
        if not isinstance(key, str):
            raise _UnreadableError
        yield key, _value(parser, parser.get_event(), depth)


def _take_apart(text: str) -> list[tuple[str, str]] | None:
    """Give each entry of the lists with the key of its list; None where the file is not written that way."""
    pieces: list[tuple[str, list[str]]] = []
    kind, indent = "", -1
    for line in text.split("\n"):
        bare = line.lstrip(" ")
        depth = len(line) - len(bare)
        if line.startswith(("---", "...")):
            return None
        if depth == 0 and bare and bare[0] not in "-#":
            key = _KEY.fullmatch(line)
            if key is None or (key[1] in KINDS and not _opens_list(line)):
                return None
            kind, indent = key[1], -1
        elif kind not in KINDS and kind:
            continue
        elif bare.startswith("- ") and indent in {-1, depth} and kind:
            pieces.append((kind, [line]))
            indent = depth
        elif indent >= 0 and (depth > indent or _says_nothing(bare)):
            pieces[-1][1].append(line)
        elif not _says_nothing(bare):
            return None
    return [(kind, "\n".join(lines).rstrip()) for kind, lines in pieces]


def _opens_list(line: str) -> bool:
    return _says_nothing(line.partition(":")[2].strip())


def _says_nothing(bare: str) -> bool:
    return not bare or bare.startswith("#")
