"""The fields of a record as editors meet them: what each is, what may stand there, whether it is needed.

All of it is read from the models. Nothing else in the house looks into their
types to tell people or programs how content is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, Union, get_args, get_origin

from generator.edit.order import keys_in_order
from generator.model import Record, Ref
from generator.model.forms import TEXT, Form, Keyed, Meanings, Row

if TYPE_CHECKING:
    from collections.abc import Container


@dataclass(frozen=True, slots=True)
class Many:
    """A list of what has one shape."""

    of: Shape


@dataclass(frozen=True, slots=True)
class Mapped:
    """A table whose keys are names, and whose values have one shape."""

    to: Shape


Shape: TypeAlias = Form | Row | Keyed | Meanings | Ref | Many | Mapped | type[Record]
"""What may stand behind a key."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record. `example` is what may stand behind it, as it is typed."""

    name: str
    sentence: str
    shape: Shape
    needed: bool
    example: str | None


def fields_of(model: type[Record], without: Container[str] = (), needed: Container[str] = ()) -> tuple[Field, ...]:
    """Give the fields of a kind of record in the order in which they are written.

    `without` are keys that its place fills in, `needed` those that its place asks for.
    """
    keys = (key for key in keys_in_order(model) if key not in without)
    return tuple(_field(model, key, asked=key in needed) for key in keys)


def _field(model: type[Record], key: str, *, asked: bool) -> Field:
    info = model.model_fields[key]
    return Field(
        key,
        info.description or "",
        _shape(info.annotation, tuple(info.metadata)),
        asked or info.is_required(),
        info.examples[0] if info.examples else None,
    )


def _shape(annotation: Any, marks: tuple[Any, ...] = ()) -> Shape:
    """Find the shape of a type: its own last mark, or what it is made of."""
    for mark in reversed(marks):
        if isinstance(mark, Form | Row | Keyed | Meanings | Ref):
            return mark
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(inner[0], inner[1:])
    if origin in {Union, UnionType}:
        return _shape(next(option for option in inner if option is not type(None)))
    if origin is list:
        return Many(_shape(inner[0]))
    if origin is dict:
        return Mapped(_shape(inner[1]))
    return _plain(annotation)


def _plain(annotation: Any) -> Shape:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    if annotation is str:
        return TEXT
    message = f"nobody has said how {annotation!r} is written"
    raise TypeError(message)
