"""Walking a record's fields by what they are marked as: ids that refer to records, or prose.

The marks stand on the fields' own types, so that a new field is checked
without another line of code. What a type holds is found out once for each kind
of record; the records themselves are many. So whoever asks something of every
marked text gathers the texts first, each once, and walks only where one is wrong.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import itemgetter
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from generator.model.records import Record
from generator.model.values import ProseMark, Ref

Path = tuple[str | int, ...]
Mark = TypeVar("Mark", Ref, ProseMark)
_Marks = type[Ref | ProseMark] | UnionType
"""One mark that is looked for, or several."""


@dataclass(frozen=True, slots=True)
class _Type:
    """What a field's type says: the mark of a text, and what a list or table of it holds."""

    mark: Ref | ProseMark | None
    inner: "_Type | None"


def marked(record: Record, mark: type[Mark]) -> Iterator[tuple[Path, str, Mark]]:
    """Give each marked text of a record and of the records in it: path, text, mark."""
    for name, type_ in _plan(type(record), mark):  # type: ignore[arg-type]  # a class can be hashed
        value = getattr(record, name)
        # Most fields are empty.
        if value or isinstance(value, str):
            yield from _search((name,), value, type_, mark)


def marked_texts(records: Iterable[Record]) -> dict[Ref | ProseMark, set[str]]:
    """Give all marked texts of many records and of the records in them by their mark, each once."""
    found: dict[Ref | ProseMark, set[str]] = defaultdict(set)
    for kind, some in _by_type(list(records)).items():
        _gather_fields(kind, some, found)
    return found


def _by_type(values: Sequence[Any]) -> dict[type, Sequence[Any]]:
    kinds = set(map(type, values))
    if len(kinds) == 1:  # as it most often is
        return dict.fromkeys(kinds, values)
    return {kind: [value for value in values if type(value) is kind] for kind in kinds}


def _gather_fields(kind: type[Record], records: Sequence[Record], found: dict[Ref | ProseMark, set[str]]) -> None:
    plan = _plan(kind, Ref | ProseMark)
    if plan:
        # One more field, so that there are always several; pydantic's own way to a value takes twice as long.
        take = itemgetter("note", *(name for name, _ in plan))
        _, *columns = zip(*map(take, map(vars, records)), strict=True)
        for (_, type_), values in zip(plan, columns, strict=True):
            _gather(values, type_, found)


def _gather(values: Sequence[Any], type_: _Type, found: dict[Ref | ProseMark, set[str]]) -> None:
    for kind, held in _by_type(values).items():
        if issubclass(kind, Record):
            _gather_fields(kind, held, found)
        elif issubclass(kind, str):
            if type_.mark is not None:
                found[type_.mark].update(held)
        elif issubclass(kind, list | dict) and type_.inner is not None:
            parts = held if issubclass(kind, list) else [table.values() for table in held]
            _gather(list(chain.from_iterable(parts)), type_.inner, found)


def _search(path: Path, value: Any, type_: _Type, mark: type[Mark]) -> Iterator[tuple[Path, str, Mark]]:
    if isinstance(value, str):
        if type_.mark is not None:
            yield path, value, cast("Mark", type_.mark)
    elif isinstance(value, Record):
        yield from ((path + inner, text, found) for inner, text, found in marked(value, mark))
    elif isinstance(value, list | dict) and type_.inner is not None:
        for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _search((*path, key), entry, type_.inner, mark)


@cache
def _plan(model: type[Record], mark: _Marks) -> tuple[tuple[str, _Type], ...]:
    """List the fields of a kind of record in which such a mark can stand at all."""
    fields = ((name, field.annotation, tuple(field.metadata)) for name, field in model.model_fields.items())
    return tuple(
        (name, _type(annotation, own, mark)) for name, annotation, own in fields if _holds(annotation, own, mark)
    )


def _holds(annotation: Any, own: tuple[Any, ...], mark: _Marks) -> bool:
    if any(isinstance(found, mark) for found in own):
        return True
    if get_origin(annotation) is Annotated:
        return _holds(*_parts(annotation), mark)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return bool(_plan(annotation, mark))  # type: ignore[arg-type]  # as above
    return any(_holds(inner, (), mark) for inner in get_args(annotation))


def _parts(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    inner, *marks = get_args(annotation)
    return inner, tuple(marks)


def _type(annotation: Any, own: tuple[Any, ...], mark: _Marks) -> _Type:
    found = next((entry for entry in own if isinstance(entry, mark)), None)
    if get_origin(annotation) is Annotated:
        inner = _type(*_parts(annotation), mark)
        return _Type(found or inner.mark, inner.inner)
    if get_origin(annotation) in (Union, UnionType):
        options = [_type(option, (), mark) for option in get_args(annotation)]
        marks = (option.mark for option in options if option.mark)
        return _Type(found or next(marks, None), next((option.inner for option in options if option.inner), None))
    # The values of a table stand last, and so does what a list holds.
    held = get_args(annotation)[-1:] if get_origin(annotation) in (list, dict) else ()
    return _Type(found, *(_type(entry, (), mark) for entry in held)) if held else _Type(found, None)
