"""The words that stand before a colon in content: every key of every kind of record."""

from collections.abc import Iterator
from functools import cache
from typing import Literal, get_args, get_origin

from generator.model import Claim, Kind, Position, Record

_LISTS = frozenset({"positions", "reviews", "mentions", *(f"{kind}s" for kind in get_args(Kind) if kind != "article")})

_MOST_TYPED = frozenset({Claim, Position})
"""The kinds of records in which an empty key most likely stands, though others hold the same key."""


FIRST_KEYS = {"actor": "positions", "role": "evidence", "ask": "questions", "on": "corrections", "stance": "positions"}
"""Keys that entries begin with, and the list within a record that holds such entries."""


def list_names() -> frozenset[str]:
    """Give the names of lists that a file may hold."""
    return _LISTS


@cache
def known_keys() -> frozenset[str]:
    """Give every key that may stand somewhere."""
    return _LISTS.union(*(model.model_fields for model in _all_kinds(Record)))


@cache
def how_to_fill(key: str) -> str:
    """Say what to do about a key with nothing behind it: a record that needs the key cannot do without its line."""
    models = [model for model in _all_kinds(Record) if key in model.model_fields]
    fields = [model.model_fields[key] for model in models]
    always = bool(fields) and all(info.is_required() for info in fields)
    often = any(model in _MOST_TYPED and model.model_fields[key].is_required() for model in models)
    if not (always or often):
        return "fill it or delete the line"
    choices = [get_args(info.annotation) for info in fields if get_origin(info.annotation) is Literal]
    if len(choices) == len(fields):
        words = dict.fromkeys(word for choice in choices for word in choice)
        return f"write behind the colon one of: {', '.join(words)}"
    return "write behind the colon what belongs there"


def _all_kinds(model: type[Record]) -> Iterator[type[Record]]:
    for kind in model.__subclasses__():
        yield kind
        yield from _all_kinds(kind)
