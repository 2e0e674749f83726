"""Records as plain values and back, so that what was read and checked once need not be read again.

A record is kept as a list: the line, column and length of its own place, and of
its id's where that is another; its digest; and the values of the keys that were
given. Made again from that, it is not checked: whoever keeps it vouches for it.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, get_args

from generator.model.dates import When
from generator.model.records import Record
from generator.model.tree import Origin

Kept = list[Any]
"""A record as JSON can hold it."""

Write = Callable[[Any], Any]
Make = Callable[[Any, Origin], Any]


def keep(record: Record) -> Kept:
    """Write a record, with all records in it, as plain values."""
    own, named = record.span(), record.span("id")
    numbers = [*own[1:], *named[1:]] if named != own else [*own[1:]]
    given = record.__pydantic_fields_set__
    values = {name: value for name, value in record.__dict__.items() if name in given}
    for name, write, _ in _plan(type(record))[1]:
        if values.get(name) is not None:
            values[name] = write(values[name])
    return [numbers, record.digest, values]


def make(kind: type[Record], kept: Kept, origin: Origin) -> Record:
    """Make a record of what was kept of it."""
    numbers, digest, given = kept
    template, keys, ways = _shape(kind, tuple(given))
    values = template | given
    for name, make_again in ways:
        values[name] = make_again(given[name], origin)
    return kind.kept(values, keys, origin, numbers, digest)


@lru_cache(maxsize=4096)
def _shape(kind: type[Record], given: tuple[str, ...]) -> tuple[dict[str, Any], set[str], tuple[tuple[str, Make], ...]]:
    """Give what all records share of which the same keys were given.

    These are the values where none is given, the keys as a set, and the ways of some of them.
    """
    template, ways = _plan(kind)
    return template, set(given), tuple((name, make_again) for name, _, make_again in ways if name in given)


def give_tables(records: Sequence[Record], again: Sequence[Record]) -> None:
    """Give records that were kept the tables of the same records, read again."""
    for record, same in zip(records, again, strict=True):
        record.take_table(same)
        give_tables(list(_records_in(record)), list(_records_in(same)))


def _records_in(record: Record) -> Iterator[Record]:
    for name, _, _ in _plan(type(record))[1]:
        value = getattr(record, name)
        yield from (entry for entry in (value if isinstance(value, list) else [value]) if isinstance(entry, Record))


Ways = tuple[tuple[str, Write, Make], ...]


@cache
def _plan(kind: type[Record]) -> tuple[dict[str, Any], Ways]:
    """Give the values of a record of which no key is given, in the order of its fields, and the ways of some fields.

    These are the fields that hold what JSON does not know, with how it is written and made again.
    """
    fields = kind.model_fields.items()
    template = {name: None if field.is_required() else field.default for name, field in fields}
    found = ((name, _way(field.annotation)) for name, field in fields)
    return template, tuple((name, *way) for name, way in found if way is not None)


def _way(annotation: Any) -> tuple[Write, Make] | None:
    types = [part for part in _parts(annotation) if isinstance(part, type)]
    record = next((part for part in types if issubclass(part, Record)), None)
    if record is None:
        return _DATES if When in types else _PAIRS if tuple in types else None
    if list in types:
        return _keep_all, lambda kept, origin: [make(record, each, origin) for each in kept]
    return keep, lambda kept, origin: make(record, kept, origin)


def _parts(annotation: Any) -> Iterator[Any]:
    """Give a type and all types that it is made of."""
    yield getattr(annotation, "__origin__", annotation)
    for part in get_args(annotation):
        yield from _parts(part)


def _keep_all(records: list[Record]) -> list[Kept]:
    return [keep(record) for record in records]


_read_date = lru_cache(maxsize=4096)(When.parse)

_DATES: tuple[Write, Make] = (lambda when: when.text, lambda text, _: _read_date(text))
_PAIRS: tuple[Write, Make] = (list, lambda pair, _: tuple(pair))
