"""The words that stand before a colon in content: every key of every kind of record."""

from collections.abc import Iterator
from functools import cache
from typing import Literal, get_args, get_origin

from generator.model import Kind, Record

_LISTS = frozenset({"positions", "reviews", "mentions", *(f"{kind}s" for kind in get_args(Kind) if kind != "article")})


@cache
def known_keys() -> frozenset[str]:
    """Give every key that may stand somewhere."""
    return _LISTS.union(*(model.model_fields for model in _all_kinds(Record)))


@cache
def how_to_fill(key: str) -> str:
    """Say what to do about a key with nothing behind it: a record that needs the key cannot do without its line."""
    fields = [model.model_fields[key] for model in _all_kinds(Record) if key in model.model_fields]
    if not fields or not all(info.is_required() for info in fields):
        return "fill it or delete the line"
    choices = [get_args(info.annotation) for info in fields if get_origin(info.annotation) is Literal]
    if len(choices) == len(fields):
        words = dict.fromkeys(word for choice in choices for word in choice)
        return f"write behind the colon one of: {', '.join(words)}"
    return "write behind the colon what belongs there, or … until you know it"


def _all_kinds(model: type[Record]) -> Iterator[type[Record]]:
    for kind in model.__subclasses__():
        yield kind
        yield from _all_kinds(kind)
