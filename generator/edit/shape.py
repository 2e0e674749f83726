"""What stands where in a file: which tables are records, and which values are ids or prose.

Content that is to be changed is looked at as it was typed, not as records: there
every value still knows its characters, and nothing was filled in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from generator.model import Article, Listing, Node, ProseMark, Record, Ref, Scalar, Table
from generator.model.values import MentionRef
from generator.read.files import FoundFile
from generator.read.folders import ARTICLES
from generator.read.gathering import KINDS

HOMES = ("article.yml", "article.yaml")

Shape = type[Record] | Ref | ProseMark | None
"""What a key holds: records of a kind, ids, prose, or anything else."""


@dataclass(frozen=True, slots=True)
class Found:
    """A table that is a record, and its kind."""

    table: Table
    model: type[Record]


@cache
def shape_of(model: type[Record], key: str) -> Shape:
    """Tell what a key of a record holds, itself or in a list or table."""
    info = model.model_fields.get(key)
    return None if info is None else next(_shapes(info.annotation, tuple(info.metadata)), None)


def _shapes(annotation: Any, own: tuple[Any, ...] = ()) -> Iterator[type[Record] | Ref | ProseMark]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    yield from (mark for mark in own if isinstance(mark, Ref | ProseMark))
    for inner in get_args(annotation):
        if isinstance(inner, Ref | ProseMark):
            yield inner
        else:
            yield from _shapes(inner)


def is_home(file: FoundFile) -> bool:
    """Tell whether a file is the article.yml of an article."""
    parts = file.inside.split("/")
    return len(parts) == 3 and parts[0] == ARTICLES and parts[2] in HOMES  # noqa: PLR2004 - articles/<id>/<file>


def records_in(node: Node | None, file: FoundFile) -> Iterator[Found]:
    """Give the records of a file, without those that stand inside others."""
    if not isinstance(node, Table):
        return
    if is_home(file):
        yield Found(node, Article)
        return
    for key, value in node.items():
        if key in KINDS and isinstance(value, Listing):
            yield from (Found(entry, KINDS[key]) for entry in value if isinstance(entry, Table))


def inner_records(found: Found) -> Iterator[Found]:
    """Give the records that stand directly inside a record, such as the positions of a claim."""
    for key, value in found.table.items():
        shape = shape_of(found.model, key)
        if isinstance(shape, type):
            entries = value if isinstance(value, Listing) else [value]
            yield from (Found(entry, shape) for entry in entries if isinstance(entry, Table))


def marked_values(node: Node | None, file: FoundFile) -> Iterator[tuple[Scalar, Ref | ProseMark]]:
    """Give every id that refers to a record, and every piece of prose, that stands in a file."""
    for found in records_in(node, file):
        yield from _marked(found)
    if isinstance(node, Table) and not is_home(file):
        settled = node.get("mentions")
        yield from ((scalar, get_args(MentionRef)[1]) for scalar in _scalars(settled))


def _marked(found: Found) -> Iterator[tuple[Scalar, Ref | ProseMark]]:
    for key, value in found.table.items():
        shape = shape_of(found.model, key)
        if isinstance(shape, Ref | ProseMark):
            yield from ((scalar, shape) for scalar in _scalars(value))
    for inner in inner_records(found):
        yield from _marked(inner)


def _scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Listing | Table):
        for inner in node if isinstance(node, Listing) else node.values():
            yield from _scalars(inner)
