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

from generator.model import Alias, Listing, Node, ProseMark, Record, Ref, Scalar, Table, node_at
from generator.problems import Problem, did_you_mean, nearest
from generator.read.quoting import how_to_quote

Path = tuple[str | int, ...]

_NAMES = {"Evidence": "piece of evidence", "Original": "original wording"}


@dataclass(frozen=True, slots=True)
class Told:
    """Who the faults are told about: a record's table and its model."""

    table: Table
    model: type[Record]


def name_of(model: type[BaseModel]) -> str:
    """Name a kind of record as editors know it."""
    return _NAMES.get(model.__name__, model.__name__.lower())


def with_article(noun: str) -> str:
    """Put `a` or `an` before a noun."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def tell(error: ValidationError, told: Told) -> list[Problem]:
    """Turn what a model refuses into problems, one for each fault."""
    details = error.errors()
    mistyped = set(_mistyped(details, told))
    missing = _missing_by_record(details, told, mistyped)
    problems = (_tell_one(detail, told, mistyped) for detail in details if detail["type"] != "missing")
    lacking = [_tell_all_missing(told, path, keys) for path, keys in missing.items()]
    return [*lacking, *(problem for problem in problems if problem is not None)]


def _missing_by_record(details: Iterable[ErrorDetails], told: Told, mistyped: set[Path]) -> dict[Path, list[str]]:
    """Gather the keys that each record lacks: half a record is one fault."""
    missing: dict[Path, list[str]] = {}
    for detail in details:
        path = detail["loc"]
        if detail["type"] == "missing" and path not in mistyped and not _is_told(told.table, path, "missing"):
            missing.setdefault(path[:-1], []).append(str(path[-1]))
    return missing


def _mistyped(details: Iterable[ErrorDetails], told: Told) -> Iterator[Path]:
    """Give the missing keys that seem to be there under a mistyped name: one fault, and it is told there."""
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *path, key = detail["loc"]
            meant = _meant(str(key), _free_keys(told, tuple(path)))
            if meant:
                yield (*path, meant)


def _tell_one(detail: ErrorDetails, told: Told, mistyped: set[Path]) -> Problem | None:
    path = detail["loc"]
    if path in mistyped or _is_told(told.table, path, detail["type"]):
        return None
    match detail["type"]:
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


def tell_missing(told: Told, key: str) -> Problem:
    """Tell that a key of a record is missing."""
    return _tell_all_missing(told, (), [key])


def _tell_all_missing(told: Told, path: Path, keys: list[str]) -> Problem:
    """Tell which keys a record lacks."""
    model = _model_at(told.model, path)
    noun, parent = name_of(model), node_at(told.table, path)
    own = parent.get("id") if isinstance(parent, Table) else None
    who = f'the {noun} "{own}"' if isinstance(own, Scalar) else f"this {noun}"
    lacking = " and ".join(f'no "{key}"' for key in keys)
    lines = "; and ".join(f'"{key}: …"{_hint(model, key)}' for key in keys)
    return Problem("missing-key", parent.span, f"{who} has {lacking}", f"add {lines}")


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
    meant = _meant(key, free)
    otherwise = f"delete the line, or use one of the keys that are free here: {', '.join(free)}"
    help_text = f'did you mean "{meant}"?' if meant else otherwise
    parent = node_at(told.table, path[:-1])
    # A plain name that stands for a table has no keys of its own.
    span = parent.keys_at.get(key, parent.span) if isinstance(parent, Table) else parent.span
    return Problem("unknown-key", span, f'{with_article(noun)} has no key "{key}"', help_text)


_SAME = {"text": "quote", "words": "quote", "citation": "quote", "statement": "claim", "speaker": "actor"}
"""Words that editors take for a key, and the key that has the place."""


def _meant(key: str, free: list[str]) -> str | None:
    """Find the key that was meant by another word."""
    same = _SAME.get(key.lower())
    return same if same in free else nearest(key, free)


def _free_keys(told: Told, path: Path) -> list[str]:
    """Give the keys that could still be added to a table."""
    model, table = _model_at(told.model, path), node_at(told.table, path)
    taken = set(table) | table.refused if isinstance(table, Table) else set()
    return [key for key in model.model_fields if key not in taken]


def _tell_refused(detail: ErrorDetails, told: Told, path: Path) -> Problem:
    context = detail["ctx"]
    node = node_at(told.table, path)
    span = node.spot(context["part"]) if context["part"] and isinstance(node, Scalar) else node.span
    holder = node_at(told.table, path[:-2])
    if path[-1] == "[key]" and isinstance(holder, Table):
        span = holder.keys_at[str(path[-2])]
    if context["code"] == "comment-cuts-text" and isinstance(node, Scalar) and node.cut_at:
        help_text = f"if it belongs to the text, {how_to_quote(node.raw + node.cut)}; if not, move it to a line above"
        return Problem(context["code"], node.cut_at, context["message"], help_text)
    return Problem(context["code"], span, context["message"], context["help"])


def _tell_literal(detail: ErrorDetails, told: Told, path: Path) -> Problem:
    choice = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    node = node_at(told.table, path)
    if not isinstance(node, Scalar):
        message = f"one word is needed here, and this is {_describe(node)}"
        return Problem("wrong-type", node.span, message, _help_one(node) or f"write one of: {', '.join(choice)}")
    message = f'"{node}" is not known here; known are {", ".join(choice)}'
    return Problem(
        "unknown-value", node.span, message, did_you_mean(node, choice, f"write one of: {', '.join(choice)}")
    )


def _tell_type(kind: str, told: Told, path: Path) -> Problem:
    node = node_at(told.table, path)
    needed, help_of = _NEEDED.get(kind, _NEEDED["string_type"])
    message = f"{needed} needed here, and this is {_describe(node)}"
    help_text = help_of(node, _model_at(told.model, path))
    if kind == "list_type" and isinstance(node, Scalar):
        entry = _entry_of(told.model, path)
        help_text = _help_list(node, brackets=_takes_brackets(entry), ids=_is_id(entry))
    if kind == "list_type" and isinstance(node, Table):
        help_text = _help_entry(node, _model_at(told.model, path)) or help_text
    return Problem("wrong-type", node.span, message, help_text)


def _entry_of(model: type[BaseModel], path: Path) -> Any:
    """Find what the entries of a list are."""
    info = _model_at(model, path[:-1]).model_fields.get(str(path[-1]))
    return next(iter(get_args(info.annotation)), None) if info else None


def _takes_brackets(entry: Any) -> bool:
    """Tell whether the entries of a list may stand between brackets: names and ids, no prose and no records."""
    marks = getattr(entry, "__metadata__", ())
    return entry is Alias or (bool(marks) and not any(isinstance(mark, ProseMark) for mark in marks))


def _is_id(entry: Any) -> bool:
    return any(isinstance(mark, Ref) for mark in getattr(entry, "__metadata__", ()))


def _help_entry(node: Table, model: type[BaseModel]) -> str:
    """Advise on the keys of one entry, in whose first line the hyphen is missing."""
    before = node.span.column - 3
    return (
        f'begin the line with {before} spaces and "- "'
        if not node.flow and before > 0 and set(node) & set(model.model_fields)
        else ""
    )


def _describe(node: Node) -> str:
    if isinstance(node, Scalar):
        return "text"
    return "a list" if isinstance(node, Listing) else "a table of keys and values"


def _help_one(node: Node) -> str:
    """Advise on a list of one entry where one value belongs."""
    only = node[0] if isinstance(node, Listing) and len(node) == 1 else None
    if not isinstance(only, Scalar) or only.span.length > _LONGEST:
        return ""
    if isinstance(node, Listing) and node.flow:
        return f"write it without the brackets: {only.raw or only}"
    return "move it behind the colon of the line above, without its hyphen"


_LONGEST = 80


def _help_list(node: Scalar, *, brackets: bool, ids: bool) -> str:
    """Advise on one value where a list belongs."""
    if node[:1] in _BULLETS:
        return f'begin the line with "- " in place of "{node[:1]}", a hyphen and a space'
    if node.raw.startswith("-"):
        return "put a space behind the hyphen"
    words = node.strip("[] ")
    if words.startswith("(") and words.endswith(")"):
        words = words[1:-1].strip()
    words = words.lower() if ids else words
    if brackets and len(words) <= _LONGEST and "\n" not in node.raw and not set(words) & set("[]{}:#\"'\n"):
        return f"write it in square brackets: [{words}]"
    return 'write one entry a line, each after "- "'


_BULLETS = frozenset("•·●◦*–—−")


def _help_text(node: Node, _model: type[BaseModel]) -> str:
    if isinstance(node, Listing) and (help_text := _help_one(node)):
        return help_text
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


def model_of(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """Give the kind of record that a key holds, None where it holds none."""
    return _model_in(cast("Hashable", model.model_fields[key].annotation)) if key in model.model_fields else None


@cache
def _model_in(annotation: Hashable) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _choices(annotation: Any) -> list[str]:
    return list(get_args(annotation)) if get_origin(annotation) is Literal else []
