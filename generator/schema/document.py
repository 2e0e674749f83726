"""The JSON Schema of the content: one document for every YAML file in it.

A language server can be told which schema belongs to which names, but not "all
but article.yml". So the document has two roots, and the keys that a file begins
with say which of them it is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, get_args

from generator.model import (
    Alias,
    Article,
    Correction,
    Evidence,
    Original,
    Position,
    Question,
    Record,
    Ref,
    Source,
    Verdict,
)
from generator.model.values import MentionRef
from generator.read.gathering import KINDS
from generator.schema.fields import Field, Many, Mapped, Shape, fields_of
from generator.schema.values import Schema, record_schema, ref_name, ref_schema, shape_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.schema.known import KnownIds

SCHEMA_FILE: Final = "sayso.schema.json"

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_OF_ITS_OWN = "position-of-its-own"
_PARTS: tuple[type[Record], ...] = (Alias, Correction, Evidence, Verdict, Original, Question, Source)
"""What stands inside records."""

MENTIONS: Final = Field(
    "mentions",
    "Names that mean the same thing everywhere on the site; an article's own come first.",
    Mapped(get_args(MentionRef)[1]),
    needed=False,
    example="{Kyiv: nobody}",
)


def make_schema(known: KnownIds) -> str:
    """Write the schema of a content folder in which these ids exist."""
    articles, records = _article(), _records()
    document = {
        "$schema": _DRAFT,
        "title": "Sayso",
        "description": "Made by sayso schema from the content; do not edit it.",
        **_choose(records, articles),
        "$defs": {"records": records, "article": articles, **_definitions(), **_references(known)},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _choose(records: Schema, article: Schema) -> Schema:
    """Let the keys that stand in a file say what kind of file it is; both are offered where none does."""
    to_records, to_article = {"$ref": "#/$defs/records"}, {"$ref": "#/$defs/article"}
    only_article = [key for key in article["properties"] if key not in records["properties"]]
    return {
        "if": _any_of(key for key in records["properties"] if key not in article["properties"]),
        "then": to_records,
        "else": {"if": _any_of(only_article), "then": to_article, "else": {"anyOf": [to_records, to_article]}},
    }


def _any_of(keys: Iterable[str]) -> Schema:
    return {"anyOf": [{"required": [key]} for key in keys]}


def _records() -> Schema:
    lists = {
        key: {
            "description": _about(model),
            "type": "array",
            "items": {"$ref": f"#/$defs/{_OF_ITS_OWN if model is Position else name_of(model)}"},
        }
        for key, model in KINDS.items()
    }
    mentions = {"description": MENTIONS.sentence, **shape_schema(MENTIONS.shape, name_of)}
    return {"type": "object", "properties": {**lists, "mentions": mentions}, "additionalProperties": False}


def _article() -> Schema:
    return record_schema(fields_of(Article, without={"id"}), _about(Article), name_of)


def _definitions() -> dict[str, Schema]:
    made = {name_of(model): _record(model) for model in (*KINDS.values(), *_PARTS) if model is not Position}
    nested, own = fields_of(Position, without={"claim"}), fields_of(Position, needed={"claim"})
    made["position"] = record_schema(nested, _about(Position), name_of)
    made[_OF_ITS_OWN] = record_schema(own, _about(Position), name_of)
    return made


def _record(model: type[Record]) -> Schema:
    made = record_schema(fields_of(model), _about(model), name_of)
    if model is not Alias:
        return made
    # A plain name stands for a record that has nothing else.
    name = made["properties"]["name"]
    return {"if": {"type": "object"}, "then": made, "else": {k: v for k, v in name.items() if "escription" not in k}}


def _references(known: KnownIds) -> dict[str, Schema]:
    models: tuple[type[Record], ...] = (*KINDS.values(), *_PARTS, Article)
    shapes = [MENTIONS.shape, *(field.shape for model in models for field in fields_of(model))]
    refs = {ref_name(ref): ref for shape in shapes for ref in _refs(shape)}
    return {name: ref_schema(refs[name], known.fitting(refs[name])) for name in sorted(refs)}


def _refs(shape: Shape) -> Iterator[Ref]:
    match shape:
        case Ref():
            yield shape
        case Many(inner) | Mapped(inner):
            yield from _refs(inner)


def name_of(model: type[Record]) -> str:
    """Name a kind of record in small letters."""
    return model.__name__.lower()


def _about(model: Any) -> str:
    """Give the first sentence on a kind of record."""
    return str(model.__doc__).partition("\n")[0]
