"""Walking a record's fields by what they are marked as: ids that refer to records, or prose.

The marks stand on the fields' own types, so that a new field is checked
without another line of code.
"""

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from generator.model.records import Record
from generator.model.values import ProseMark, Ref

Path = tuple[str | int, ...]
Mark = TypeVar("Mark", Ref, ProseMark)


def marked(record: Record, mark: type[Mark]) -> Iterator[tuple[Path, str, Mark]]:
    """Give each marked text of a record and of the records in it: path, text, mark."""
    for name, annotation, own in _plan(type(record)):
        value = getattr(record, name)
        if value is not None:
            yield from _search((name,), value, annotation, own, mark)


@cache
def _plan(model: type[Record]) -> tuple[tuple[str, Any, tuple[Any, ...]], ...]:
    """List the fields of a kind of record in which a mark can stand at all."""
    fields = model.model_fields.items()
    plan = [(name, field.annotation, tuple(field.metadata)) for name, field in fields]
    return tuple(entry for entry in plan if _is_marked(entry[1], entry[2]))


def _is_marked(annotation: Any, own: tuple[Any, ...]) -> bool:
    if any(isinstance(mark, Ref | ProseMark) for mark in own):
        return True
    if get_origin(annotation) is Annotated:
        return _is_marked(*_parts(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return True
    return any(_is_marked(inner, ()) for inner in get_args(annotation))


def _parts(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    inner, *marks = get_args(annotation)
    return inner, tuple(marks)


def _search(
    path: Path, value: Any, annotation: Any, own: tuple[Any, ...], mark: type[Mark]
) -> Iterator[tuple[Path, str, Mark]]:
    if isinstance(value, Record):
        yield from ((path + inner, text, found) for inner, text, found in marked(value, mark))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _search((*path, index), entry, *_inner(annotation, 0), mark)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _search((*path, key), entry, *_inner(annotation, 1), mark)
    elif isinstance(value, str):
        found = _mark_of(annotation, own, mark)
        if found is not None:
            yield path, value, found


def _inner(annotation: Any, index: int) -> tuple[Any, tuple[Any, ...]]:
    """Give what a list or table holds."""
    inner = get_args(annotation)[index]
    return _parts(inner) if get_origin(inner) is Annotated else (inner, ())


def _mark_of(annotation: Any, own: tuple[Any, ...], mark: type[Mark]) -> Mark | None:
    for candidate in own:
        if isinstance(candidate, mark):
            return candidate
    if get_origin(annotation) is Annotated:
        return _mark_of(*_parts(annotation), mark)
    if get_origin(annotation) in (Union, UnionType):
        found = (_mark_of(option, (), mark) for option in get_args(annotation))
        return next((entry for entry in found if entry is not None), None)
    return None
