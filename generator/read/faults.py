"""What a record's model refuses, told in plain words at the place in the file.

Pydantic finds the faults; none of its own words reach an editor.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.model import Listing, Node, Record, Scalar, Table, node_at
from generator.problems import Problem, did_you_mean, nearest
from generator.read.quoting import how_to_quote

Path = tuple[str | int, ...]

_NAMES = {"Evidence": "piece of evidence", "Original": "original wording"}


@dataclass(frozen=True, slots=True)
class Told:
    """Who the faults are told about: a record's table, its model, and keys that may not stand in it here."""

    table: Table
    model: type[Record]
    unwelcome: frozenset[str] = frozenset()


def name_of(model: type[BaseModel]) -> str:
    """Name a kind of record as editors know it."""
    return _NAMES.get(model.__name__, model.__name__.lower())


def with_article(noun: str) -> str:
    """Put `a` or `an` before a noun."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def tell(error: ValidationError, told: Told) -> list[Problem]:
    """Turn what a model refuses into problems, one for each fault."""
    details = error.errors(include_url=False)
    mistyped = set(_mistyped(details, told))
    problems = (_tell_one(detail, told, mistyped) for detail in details)
    return [problem for problem in problems if problem is not None]


def _mistyped(details: Iterable[ErrorDetails], told: Told) -> Iterator[Path]:
    """Give the missing keys that seem to be there under a mistyped name: one fault, and it is told there."""
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *path, key = detail["loc"]
            meant = nearest(str(key), _free_keys(told, tuple(path)))
            if meant:
                yield (*path, meant)


def _tell_one(detail: ErrorDetails, told: Told, mistyped: set[Path]) -> Problem | None:
    path = detail["loc"]
    if path in mistyped or _is_told(told.table, path, detail["type"]):
        return None
    match detail["type"]:
        case "missing":
            return tell_missing(told, path)
        case "extra_forbidden":
            return tell_unknown(told, path)
        case "refused":
            return _tell_refused(detail, told, path)
        case "literal_error":
            return _tell_literal(detail, told, path)
        case kind:
            return _tell_type(kind, told, path)


def has_bad_key(node: Node) -> bool:
    """Tell whether a key of a table was refused: then nobody knows what is missing in it, or what it was to be."""
    return isinstance(node, Table) and "" in node.refused


def _is_told(table: Table, path: Path, kind: str) -> bool:
    """Tell whether a fault only follows from one that was told when the file was read."""
    if kind == "extra_forbidden":
        return False
    parent, node = node_at(table, path[:-1]), node_at(table, path)
    if isinstance(parent, Table) and path[-1] in parent.refused:
        return True
    return has_bad_key(node) if kind == "missing" else isinstance(node, Table) and bool(node.refused)


def tell_missing(told: Told, path: Path) -> Problem:
    """Tell that a key is missing."""
    model = _model_at(told.model, path[:-1])
    noun, key = name_of(model), str(path[-1])
    parent = node_at(told.table, path[:-1])
    own = parent.get("id") if isinstance(parent, Table) else None
    who = f'the {noun} "{own}"' if isinstance(own, Scalar) else f"this {noun}"
    return Problem("missing-key", parent.span, f'{who} has no "{key}"', f'add "{key}: …"{_hint(model, key)}')


def _hint(model: type[BaseModel], key: str) -> str:
    """Say what a key is for: the words it may hold, or its own sentence."""
    choice = _choices(model.model_fields[key].annotation)
    if choice:
        return f", with one of: {', '.join(choice)}"
    sentence = model.model_fields[key].description or ""
    return f" ({sentence[:1].lower()}{sentence[1:].rstrip('.')})"


def tell_unknown(told: Told, path: Path) -> Problem:
    """Tell that a key is not known, and offer the nearest one that is."""
    key, noun = str(path[-1]), name_of(_model_at(told.model, path[:-1]))
    free = _free_keys(told, path[:-1])
    help_text = did_you_mean(key, free, f"the keys that may be added here: {', '.join(free)}")
    parent = node_at(told.table, path[:-1])
    # A plain name that stands for a table has no keys of its own.
    span = parent.keys_at.get(key, parent.span) if isinstance(parent, Table) else parent.span
    return Problem("unknown-key", span, f'{with_article(noun)} has no key "{key}"', help_text)


def _free_keys(told: Told, path: Path) -> list[str]:
    """Give the keys that could still be added to a table."""
    model, table = _model_at(told.model, path), node_at(told.table, path)
    taken = set(table) | table.refused if isinstance(table, Table) else set()
    unwelcome = told.unwelcome if not path else frozenset()
    return [key for key in model.model_fields if key not in taken and key not in unwelcome]


def _tell_refused(detail: ErrorDetails, told: Told, path: Path) -> Problem:
    context = detail["ctx"]
    node = node_at(told.table, path)
    span = node.span
    if context["code"] == "comment-cuts-text" and isinstance(node, Scalar) and node.cut_at:
        span = node.cut_at
    return Problem(context["code"], span, context["message"], context["help"])


def _tell_literal(detail: ErrorDetails, told: Told, path: Path) -> Problem:
    choice = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    node = node_at(told.table, path)
    if not isinstance(node, Scalar):
        message = f"one word is needed here, and this is {_describe(node)}"
        return Problem("wrong-type", node.span, message, f"write one of: {', '.join(choice)}")
    message = f'"{node}" is not known here; known are {", ".join(choice)}'
    return Problem("unknown-value", node.span, message, did_you_mean(node, choice, "choose one of these words"))


def _tell_type(kind: str, told: Told, path: Path) -> Problem:
    node = node_at(told.table, path)
    needed, help_of = _NEEDED.get(kind, _NEEDED["string_type"])
    message = f"{needed} needed here, and this is {_describe(node)}"
    return Problem("wrong-type", node.span, message, help_of(node, _model_at(told.model, path)))


def _describe(node: Node) -> str:
    if isinstance(node, Scalar):
        return "text"
    return "a list" if isinstance(node, Listing) else "a table of keys and values"


def _help_text(node: Node, _model: type[BaseModel]) -> str:
    if isinstance(node, Table) and not node.flow and len(node) == 1:
        # Most likely a sentence with a colon in it.
        key, value = next(iter(node.items()))
        return f"if the colon belongs to the text, {how_to_quote(f'{key}: {value}')}"
    return "write the text in the same line, behind the colon or the hyphen"


def _help_keys(_node: Node, model: type[BaseModel]) -> str:
    needed = [name for name, info in model.model_fields.items() if info.is_required()]
    keys = ", ".join(f'"{name}: …"' for name in needed or ["name"])
    return f"write its keys on lines of their own below, two spaces further in: {keys}"


def _help_with(text: str) -> Callable[[Node, type[BaseModel]], str]:
    return lambda _node, _model: text


_NEEDED: dict[str, tuple[str, Callable[[Node, type[BaseModel]], str]]] = {
    "string_type": ("text is", _help_text),
    "list_type": ("a list is", _help_with('write one entry a line, each after "- "')),
    "model_type": ("a table of keys and values is", _help_keys),
    "dict_type": (
        "a table of keys and values is",
        _help_with('write one "key: value" a line below, each two spaces further in'),
    ),
    "date_type": ("a date is", _help_with("write one date, such as 2025-04-06")),
    "float_type": ("a number is", _help_with("write one number, such as 5")),
    "bool_type": ("yes or no is", _help_with("write yes or no")),
}


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """Find the model of the record that a path leads to."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(cast("Hashable", model.model_fields[step].annotation)) or model
    return model


@cache
def _model_in(annotation: Hashable) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _choices(annotation: Any) -> list[str]:
    return list(get_args(annotation)) if get_origin(annotation) is Literal else []
