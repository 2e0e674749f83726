"""The places in records that hold values of some form, found from the models: a new field needs no line here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ValidationError

from generator.model import Article, Record, Ref
from generator.model.forms import DATE, DAY, FINGERPRINT, Form, Keyed, Meanings, Row
from generator.read.gathering import KINDS
from generator.schema.fields import Many, Mapped, Shape
from generator.schema.fields import fields_of as find_fields

fields_of = cache(find_fields)
MODELS: dict[str, type[Record]] = {**KINDS, "articles": Article}
KEY = "key"
"""The step of a path to a key of a table that may be any name."""

Step = str | int


@dataclass(frozen=True)
class Slot:
    """A place in a kind of record, and the form of its values."""

    kind: str
    path: tuple[Step, ...]
    form: Form

    def __str__(self) -> str:
        return "/".join([self.kind, *map(str, self.path)])

    def record(self, value: str) -> dict[str, Any]:
        """Give the values of a record with a value in this place, and nothing else that it does not need."""
        return _sample(MODELS[self.kind], self.path, value)

    def refusal(self, value: str) -> str | None:
        """Give the code with which a value is refused here; None where it is taken."""
        try:
            MODELS[self.kind].model_validate(self.record(value))
        except ValidationError as error:
            (fault,) = error.errors()
            return str(fault["ctx"]["code"])
        return None

    def read(self, value: str) -> Record:
        """Make the record."""
        return MODELS[self.kind].model_validate(self.record(value))


def slots(is_wanted: Callable[[Form], bool]) -> list[Slot]:
    """List all places of a form that is wanted."""
    found = (Slot(kind, path, form) for kind, model in MODELS.items() for path, form in _places(model))
    return [slot for slot in found if is_wanted(slot.form)]


@cache
def _places(model: type[Record]) -> tuple[tuple[tuple[Step, ...], Form], ...]:
    return tuple(((field.name, *path), form) for field in fields_of(model) for path, form in _places_in(field.shape))


def _places_in(shape: Shape) -> Iterator[tuple[tuple[Step, ...], Form]]:
    match shape:
        case Form():
            yield (), shape
        case Many(inner):
            yield from (((0, *path), form) for path, form in _places_in(inner))
        case Mapped(inner):
            yield (KEY,), NAME
            yield from ((("x", *path), form) for path, form in _places_in(inner))
        case Keyed(_, known, others):
            yield (KEY,), NAME
            yield ("x",), others
            yield from (((key,), form) for key, _, form in known)
        case Row() | Meanings() | Ref():
            return
        case _:
            yield from _places(shape)


NAME = Form("a name that is a key")


_SOME = {DATE: "2025-04", DAY: "2025-04-08", FINGERPRINT: f"1:{'0' * 32}"}


def _sample(model: type[Record], path: tuple[Step, ...] = (), value: str = "") -> dict[str, Any]:
    made = {field.name: _value(field.shape) for field in fields_of(model) if field.needed}
    if path:
        (field,) = (field for field in fields_of(model) if field.name == path[0])
        made[field.name] = _value(field.shape, path[1:], value)
    return made


def _value(shape: Shape, path: tuple[Step, ...] = (), value: str = "") -> Any:  # noqa: PLR0911 - a line a shape
    match shape:
        case Form():
            return value or _SOME.get(shape, "en")
        case Many(inner):
            return [_value(inner, path[1:], value)]
        case Mapped() | Keyed() if path[0] == KEY:
            return {value: "https://example.org/" if isinstance(shape, Keyed) else "nobody"}
        case Mapped(inner):
            return {path[0]: _value(inner, path[1:], value)}
        case Keyed():
            return {path[0]: value}
        case Meanings(sentences):
            return sentences[0][0]
        case Ref():
            return "someone"
        case _:
            return _sample(shape, path, value)
