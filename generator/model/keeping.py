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
from generator.model.tree import KeptPlace

Kept = list[Any]
"""A record as JSON can hold it."""

FindTables = Callable[[], None]
Write = Callable[[Any], Any]
Make = Callable[[Any, str, FindTables], Any]


def keep(record: Record) -> Kept:
    """Write a record, with all records in it, as plain values."""
    own, named = record.span(), record.span("id")
    numbers = [own.line, own.column, own.length]
    if named != own:
        numbers += [named.line, named.column, named.length]
    given = record.__pydantic_fields_set__
    values = {name: value for name, value in record.__dict__.items() if name in given}
    for name, write, _ in _plan(type(record))[1]:
        if values.get(name) is not None:
            values[name] = write(values[name])
    return [numbers, record.digest, values]


def make(kind: type[Record], kept: Kept, file: str, find_tables: FindTables) -> Record:
    """Make a record of what was kept of it."""
    numbers, digest, given = kept
    template, ways = _plan(kind)
    values = template | given
    for name, _, make_again in ways:
        if given.get(name) is not None:
            values[name] = make_again(given[name], file, find_tables)
    return kind.kept(values, set(given), KeptPlace(file, numbers, find_tables), digest)


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
        return _keep_all, lambda kept, file, find: [make(record, each, file, find) for each in kept]
    return keep, lambda kept, file, find: make(record, kept, file, find)


def _parts(annotation: Any) -> Iterator[Any]:
    """Give a type and all types that it is made of."""
    yield getattr(annotation, "__origin__", annotation)
    for part in get_args(annotation):
        yield from _parts(part)


def _keep_all(records: list[Record]) -> list[Kept]:
    return [keep(record) for record in records]


_read_date = lru_cache(maxsize=4096)(When.parse)

_DATES: tuple[Write, Make] = (lambda when: when.text, lambda text, _file, _find: _read_date(text))
_PAIRS: tuple[Write, Make] = (list, lambda pair, _file, _find: tuple(pair))
