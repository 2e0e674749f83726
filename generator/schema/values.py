"""Shapes as JSON Schema.

For our reader every plain value is text; a YAML program reads `2025` as a number
and `true` as a truth. What a form takes for text is therefore allowed as those, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from generator.model import Record, Ref
from generator.model.forms import LINE, Form, Keyed, Meanings, Row
from generator.schema.fields import Field, Many, Mapped, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Schema = dict[str, Any]

_NUMBER = re.compile(r"\d+|\d+e-?\d+|0o[0-7]+|0x[0-9a-f]+")
"""Ids that a YAML program takes for numbers (YAML 1.2, core schema)."""

KIND_WORDS: Final = {
    ("actor", "unit"): "actor or unit",
    ("place", "actor"): "place or state",
    ("actor", "unit", "place", "term"): "actor, unit, place or term",
}


def plain(sentence: str) -> str:
    """Write a sentence without the marks of Markdown."""
    return sentence.replace("`", "")


def record_schema(fields: Iterable[Field], sentence: str, refer: Callable[[type[Record]], str]) -> Schema:
    """Describe a table with these keys and no others."""
    known = tuple(fields)
    return {
        "type": "object",
        "description": plain(sentence),
        "properties": {field.name: field_schema(field, refer) for field in known},
        "required": [field.name for field in known if field.needed],
        "additionalProperties": False,
    }


def field_schema(field: Field, refer: Callable[[type[Record]], str]) -> Schema:
    """Describe what may stand behind a key, with the sentence and the example that its model gives."""
    example = "" if field.example is None else f"\n\n```yaml\n{typed(field)}\n```"
    told = {"description": plain(field.sentence), "markdownDescription": f"{field.sentence}{example}"}
    return {**told, **shape_schema(field.shape, refer)}


def typed(field: Field) -> str:
    """Write the example of a field as it is typed: a list of prose stands below its key."""
    example = field.example or ""
    return f"{field.name}:\n  {example}" if example.startswith("- ") else f"{field.name}: {example}"


def shape_schema(shape: Shape, refer: Callable[[type[Record]], str]) -> Schema:  # noqa: PLR0911 - a line a shape
    """Describe what may stand in a place."""
    match shape:
        case Form():
            return _form(shape)
        case Row():
            return _row(shape)
        case Keyed():
            return _keyed(shape)
        case Meanings():
            words = dict(shape.sentences)
            return {"enum": list(words), "enumDescriptions": list(words.values())}
        case Ref():
            return {"$ref": f"#/$defs/{ref_name(shape)}"}
        case Many(inner):
            return {"type": "array", "items": shape_schema(inner, refer)}
        case Mapped(inner):
            return {"type": "object", "propertyNames": _form(LINE), "additionalProperties": shape_schema(inner, refer)}
        case _:
            return {"$ref": f"#/$defs/{refer(shape)}"}


def _form(form: Form) -> Schema:
    number = ["integer" if form.whole else "number"] if form.number else []
    limits = {"minimum": form.least, "maximum": form.most, "pattern": form.pattern}
    text: Schema = {
        "type": ["string", *number] if number else "string",
        **{key: value for key, value in limits.items() if value is not None},
        "errorMessage": form.wrong,
    }
    if form.offered:
        return {"anyOf": [{"enum": list(form.offered)}, {"if": {"type": "boolean"}, "else": text}]}
    # Said in this way round, no program offers "true" and "false" for a quote.
    return {"if": {"type": "boolean"}, "else": text} if form.truth else text


def _row(row: Row) -> Schema:
    parts = [_form(part) for part in row.parts]
    return {
        "type": "array",
        "prefixItems": parts,
        "items": False,
        "minItems": len(parts),
        "errorMessage": f"Needed here: {plain(row.name)}.",
    }


def _keyed(keyed: Keyed) -> Schema:
    known = {key: {"description": sentence, **_form(form)} for key, sentence, form in keyed.known}
    return {"type": "object", "properties": known, "additionalProperties": _form(keyed.others)}


def ref_name(ref: Ref) -> str:
    """Name what may stand where an id is asked for: actor-or-unit-or-report."""
    return "-or-".join(("id-of", *ref.kinds, *ref.words)).replace("id-of-or-", "id-of-", 1)


def ref_schema(ref: Ref, fitting: dict[str, str]) -> Schema:
    """Describe the ids that exist and may stand here."""
    numbers = [(_as_number(word), name) for word, name in fitting.items() if _NUMBER.fullmatch(word)]
    entries = [*fitting.items(), *numbers]
    return {
        "enum": [entry for entry, _ in entries],
        "enumDescriptions": [name for _, name in entries],
        "errorMessage": f"No {kind_words(ref)} with this id is known: choose one of the list. "
        "If its record is new, sayso schema makes it known here.",
    }


def kind_words(ref: Ref) -> str:
    """Say in words what kinds of record an id may name."""
    return KIND_WORDS.get(ref.kinds, ref.kinds[0] if len(ref.kinds) == 1 else "record")


def _as_number(word: str) -> int | float:
    for prefix, base in (("0o", 8), ("0x", 16)):
        if word.startswith(prefix):
            return int(word[2:], base)
    return int(word) if word.isdigit() else float(word)
