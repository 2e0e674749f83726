"""Records printed as YAML: plain where that is safe, in double quotation marks where not.

What is printed here reads back as the same values by our own reader. What no
YAML file may hold, such as control characters, is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.edit.order import KINDS, keys_in_order
from generator.model import Record, When
from generator.read.files import STEERING, unify_line_ends

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|-?\d+(?:\.\d+)?", re.ASCII)
"""What means itself everywhere in YAML, also between brackets: an id, a number, a day."""

_LINK = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
"""An address elsewhere that is one word, such as a Wikidata number."""

_OTHER_TYPE = re.compile(r"(?i:true|false|null)|[-+]?(?:\d+(?:\.\d*)?(?:e[-+]?\d+)?|0x[\da-f]+|0o[0-7]+)", re.ASCII)
"""Text that is text for our reader alone: for other programs it would be a number or no text at all."""

_HIDDEN_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_ESCAPES = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\t"): "\\t"}


def print_record(fields: Mapping[str, Any], indent: int = 2, *, model: type[Record] | None = None) -> str:
    """Print one record as an entry of a list, its hyphen `indent` columns in; a value of None is left out.

    Keys stand in the order of the model, which the keys themselves tell where it is not named.
    """
    kind = model or _kind_of(fields)
    margin = " " * (indent + 2)
    lines = [f"{margin}{line}" if line else "" for line in _table(fields, kind)]
    return f"{' ' * indent}- {lines[0].lstrip()}\n" + "".join(f"{line}\n" for line in lines[1:]) if lines else ""


def print_fields(fields: Mapping[str, Any], model: type[Record]) -> str:
    """Print the keys of a record that is a file of its own, such as an article's."""
    return "".join(f"{line}\n" for line in _table(fields, model))


def print_value(text: str) -> str:
    """Print one text on one line."""
    clean = _clean(text)
    return clean if _is_plain(clean) else f'"{clean.translate(_ESCAPES)}"'


def _clean(text: str) -> str:
    """Leave out what no YAML file may hold; where it ends a line, or parts words, a space stands for it."""
    return STEERING.sub("", _HIDDEN_ENDS.sub(" ", unify_line_ends(text)))


def _is_plain(text: str) -> bool:
    """Tell whether a text means itself without quotation marks, for our reader and for others."""
    return (
        text[:1].isalnum()
        and text.isprintable()
        and not text.endswith((" ", ":"))
        and ": " not in text
        and " #" not in text
        and not _OTHER_TYPE.fullmatch(text)
    )


def _kind_of(fields: Mapping[str, Any]) -> type[Record] | None:
    """Find the kind of record that may have these keys and has all that it needs; None where there is none."""
    keys = {key for key, value in fields.items() if value is not None}
    return next((kind for kind in KINDS if keys <= set(kind.model_fields) and _needed(kind) <= keys), None)


def _needed(kind: type[Record]) -> set[str]:
    return {name for name, info in kind.model_fields.items() if info.is_required()}


def _table(fields: Mapping[str, Any], kind: type[Record] | None) -> Iterator[str]:
    """Print the keys of a table with their values; keys that the model does not know come last, as they are given."""
    order = {key: place for place, key in enumerate(keys_in_order(kind) if kind else ())}
    for key in sorted(fields, key=lambda name: order.get(name, len(order))):
        yield from _entry(print_value(key), fields[key])


def _entry(key: str, value: Any) -> Iterator[str]:
    match value:
        case None:
            return
        case Mapping():
            yield from _mapping(key, value)
        case str() | When() | bool() | int() | float():
            yield from _scalar(f"{key}: ", value)
        case Sequence():
            yield from _sequence(key, value)
        case _:
            message = f"a {type(value).__name__} is nothing that a record holds"
            raise TypeError(message)


def _scalar(before: str, value: str | When | float) -> Iterator[str]:
    """Print a value behind its key; a text of several lines stands below it, as it is."""
    text = _clean(_text(value))
    if isinstance(value, str) and _is_block(text):
        yield f"{before}|-"
        yield from (f"  {line}" if line else "" for line in text.split("\n"))
    else:
        yield before + (print_value(text) if isinstance(value, str) else text)


def _text(value: str | When | float) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case When():
            return value.text
        case float():
            # Never in the form with an exponent, which is none of ours.
            return f"{value:.12f}".rstrip("0").rstrip(".")
        case _:
            return str(value)


def _is_block(text: str) -> bool:
    """Tell whether a text has several lines, all of which YAML keeps as they are."""
    lines = text.split("\n")
    return len(lines) > 1 and text == text.strip() and "\t" not in text and all(line == line.strip() for line in lines)


def _sequence(key: str, values: Sequence[Any]) -> Iterator[str]:
    """Print a list: ids and numbers between brackets, all else one to a line."""
    words = [_text(value) for value in values if isinstance(value, str | int | float)]
    if values and len(words) == len(values) and all(map(_WORD.fullmatch, words)):
        yield f"{key}: [{', '.join(words)}]"
    elif values:
        yield f"{key}:"
        for value in values:
            yield from _in_list(value)


def _in_list(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from print_record(value).splitlines()
    else:
        before, *below = _scalar("  - ", value)
        yield before
        yield from (f"  {line}" if line else "" for line in below)


def _mapping(key: str, table: Mapping[str, Any]) -> Iterator[str]:
    """Print a table one key to a line; links that are one word each, as Wikidata's number, between brackets."""
    inside = list(_table(table, _kind_of(table)))
    if inside and key == "links" and all(_LINK.fullmatch(part) for pair in table.items() for part in pair):
        yield f"links: {{{', '.join(inside)}}}"
    elif inside:
        yield f"{key}:"
        yield from (f"  {line}" if line else "" for line in inside)
