"""Fields as the form shows them: a label in words, a hint, and a widget that leaves values as they are typed.

No widget of Decap's rewrites a value here: dates and numbers are plain text
with a pattern, prose is a plain text area. Five widgets are our own
(`page/form.js`): `records` is a list of records, `part` a table that may be left
out, `id` picks ids, `names` writes other names, `pairs` tables with free keys.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from generator.model import Alias, Position, Ref
from generator.model.forms import LINE, PROSE, TEXT, WORDS, Form, Keyed, Meanings, Row
from generator.schema.fields import Field, Many, Mapped, Shape, fields_of
from generator.schema.values import plain, ref_name

if TYPE_CHECKING:
    from collections.abc import Iterable

Widget = dict[str, Any]

_LONG: Final = (PROSE, WORDS)
"""Forms of values that may have many lines."""

_MARKUP = re.compile(r"([\\*_~\[\]<>#|])")

_SUMMARIES: Final = {
    "aliases": "{{name}}",
    "claims": "{{claim}}",
    "corrections": "{{on}}: {{what}}",
    "evidence": "{{role}}: {{what}}",
    "positions": "{{actor}} {{stance}}: {{quote}}",
    "questions": "{{ask}}",
    "events": "{{when}}: {{title}}",
    "actors": "{{name}}, {{type}}",
    "places": "{{name}}, {{type}}",
    "terms": "{{term}}",
    "units": "{{name}}",
}
"""What stands for an entry while its list is folded up."""

_FILLED_IN: Final = ("claim",)
"""What a position under its claim does not say."""

_SINGULAR: Final = {"aliases": "other name", "was": "old id", "via": "relay"}
_LABELS: Final = {
    "aliases": "Other names",
    "because": "Because",
    "evidence": "Evidence",
    "forms": "Other endings",
    "id": "Id",
    "part_of": "Part of",
    "precision_km": "Precision in kilometres",
    "text_sha256": "Checksum of the text",
    "url": "Address",
    "was": "Old ids",
    "when_text": "When, in the source’s words",
}
"""Labels where the key itself is no plain word."""


def label_of(key: str) -> str:
    """Name a field in words."""
    words = key.replace("_", " ")
    return _LABELS.get(key, words[:1].upper() + words[1:])


def form_fields(fields: Iterable[Field]) -> list[Widget]:
    """Give the form's fields of a kind of record."""
    return [_field(field) for field in fields]


def list_of(key: str, sentence: str, fields: Iterable[Field]) -> Widget:
    """Give a list of records."""
    return {**_named(key, sentence, needed=False), **_records(key, fields)}


def pairs(field: Field) -> Widget:
    """Give a table with free keys."""
    return _field(field)


def _field(field: Field) -> Widget:
    return {**_named(field.name, _hint(field), needed=field.needed), **_widget(field.name, field.shape)}


def _named(key: str, sentence: str, *, needed: bool) -> Widget:
    return {"name": key, "label": label_of(key), "hint": sentence, "required": needed}


def _hint(field: Field) -> str:
    """Say what a field is, as its model does, with the example; the form reads hints as Markdown."""
    told = plain(field.sentence)
    if isinstance(field.shape, Form) and field.example:
        told = f"{told} Example: {field.example}"
    return _MARKUP.sub(r"\\\1", told)


def _widget(key: str, shape: Shape) -> Widget:  # noqa: PLR0911 - a line a shape
    match shape:
        case Form():
            return _text(key, shape)
        case Row():
            # Typed as two numbers with a comma; a list without fields of its own is one line of text.
            return {"widget": "list", "pattern": _row(shape)}
        case Keyed():
            known = {name: _pattern(form) for name, _, form in shape.known}
            return {"widget": "pairs", "known": known, "others": _pattern(shape.others)}
        case Mapped(inner):
            return {"widget": "pairs", "ids": ref_name(inner) if isinstance(inner, Ref) else ""}
        case Meanings():
            return {"widget": "select", "options": _options(shape)}
        case Ref():
            return {"widget": "id", "ids": ref_name(shape)}
        case Many(inner):
            return _list(key, inner)
        case _:
            return {"widget": "part", "collapsed": True, "fields": form_fields(fields_of(shape))}


def _text(key: str, form: Form) -> Widget:
    if form.offered:
        return {"widget": "select", "options": [{"label": word, "value": word} for word in form.offered]}
    widget = "text" if form in _LONG or key == "note" else "string"
    return {"widget": widget} if form.pattern is None else {"widget": widget, "pattern": _pattern(form)}


def _pattern(form: Form) -> list[str]:
    return [form.pattern or "", form.wrong if form not in (LINE, TEXT) else "Write text here."]


def _row(row: Row) -> list[str]:
    """Ask for all values of a row in one line of text."""
    parts = [(part.pattern or "").removeprefix("^").removesuffix("$") for part in row.parts]
    return [f"^{','.join(parts)}$", f"Write {row.name.replace(' in brackets', '')}, such as 51.18, 35.24."]


def _options(meanings: Meanings) -> list[dict[str, str]]:
    return [{"label": f"{word}: {sentence}", "value": word} for word, sentence in meanings.sentences]


def _list(key: str, inner: Shape) -> Widget:
    match inner:
        case Ref():
            return {"widget": "id", "ids": ref_name(inner), "multiple": True}
        case Form():
            field = {"name": "entry", "label": label_of(_one(key)), **_text(key, inner)}
            return {"widget": "list", "label_singular": _one(key), "collapsed": False, "field": field}
        case type() if inner is Alias:
            # Decap would look for tables in a list with fields, and a plain name is none.
            return {"widget": "names", "parts": form_fields(fields_of(Alias))}
        case type():
            return _records(key, fields_of(inner, without=_FILLED_IN if inner is Position else ()))
        case _:
            message = f"nobody has said how a list of {inner!r} is shown in a form"
            raise TypeError(message)


def _records(key: str, fields: Iterable[Field]) -> Widget:
    return {
        "widget": "records",
        "label_singular": _one(key),
        "summary": _SUMMARIES[key],
        "collapsed": True,
        "fields": form_fields(fields),
    }


def _one(key: str) -> str:
    return _SINGULAR.get(key, label_of(key).lower().removesuffix("s"))
