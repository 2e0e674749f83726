"""Placing: one more entry in a list of a YAML file, whose every other byte stays as it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from generator.edit.printing import print_record, print_value
from generator.edit.sketches import FIRST_LINE, OFF, WHY_OFF
from generator.model import Listing, Node, Record, Table
from generator.model.tree import last_line
from generator.problems import Problem, Span
from generator.read.gathering import KINDS
from generator.read.yaml_tree import load_yaml

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_EMPTY_LIST = re.compile(r":[ \t]*\[[ \t]*\]")

_WIDTH = 100
"""Characters of a line of comment."""

_APART = frozenset({"claims"})
"""Lists whose entries are long, and stand apart by a blank line."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an entry goes: behind so many lines of the file, so many columns in."""

    after: int
    indent: int
    apart: bool


def add_entry(file: str, text: str, key: str, fields: Mapping[str, Any]) -> str | Problem:
    """Add a record to a file's list under a top-level key, which is begun where the file has none."""
    node = _load(text)
    lines = _lines(text)
    table = node if isinstance(node, Table) else Table(Span(file))
    listing = table.get(key)
    if key not in table.keys_at:
        return _switch_on(lines, key, fields) or _begin(lines, key, fields)
    if not isinstance(listing, Listing) or (listing.flow and listing):
        return _refuse(file, key, table.keys_at[key])
    at = table.keys_at[key]
    if not listing:
        line = _EMPTY_LIST.sub(":", lines[at.line - 1], count=1)
        if line == lines[at.line - 1]:
            return _refuse(file, key, at)
        lines[at.line - 1] = line
        return _insert(lines, _Spot(at.line, at.column + 1, apart=False), fields, KINDS[key])
    apart = key in _APART and (len(listing) == 1 or _is_apart(lines, listing))
    return _insert(lines, _Spot(_after(lines, table, listing), listing.span.column - 1, apart), fields, KINDS[key])


def add_position(file: str, text: str, claim: str, fields: Mapping[str, Any]) -> str | Problem:
    """Add a position behind those that stand under a claim, or where it has none to a list of its own."""
    node = _load(text)
    claims = node.get("claims") if isinstance(node, Table) else None
    for record in claims if isinstance(claims, Listing) else ():
        positions = record.get("positions") if isinstance(record, Table) and record.get("id") == claim else None
        if isinstance(positions, Listing) and positions and not positions.flow:
            spot = _Spot(last_line(positions), positions.span.column - 1, apart=False)
            return _insert(_lines(text), spot, fields, KINDS["positions"])
    return add_entry(file, text, "positions", {"claim": claim, **fields})


def add_comment(text: str, key: str, words: str, entry: str) -> str:
    """Add an entry to a list as a comment, where it counts when its signs are taken away; some words say so above it.

    The words are to hold `{first}` for the line from which on the signs are to go.
    """
    node = _load(text)
    table = node if isinstance(node, Table) else Table(Span(""))
    listing, lines = table.get(key), text.rstrip("\n").split("\n") if text.strip() else []
    margin, at, rows = 2, len(lines), entry.splitlines()
    if isinstance(listing, Listing) and listing and not listing.flow:
        margin, at = listing.span.column - 1, last_line(listing)
    elif key in table.keys_at:
        words = f"{words} Take away the brackets behind “{key}:” as well."
    first = rows[0].strip()
    if key not in table.keys_at and f"# {key}:" not in lines:
        rows, first = [f"{key}:", *rows], f"{key}:"
    elif key not in table.keys_at:
        words = f"{words} Take away the sign before “{key}:” as well."
    told = [f"{' ' * margin}# {line}" for line in wrap(words.replace("{first}", first), _WIDTH, break_on_hyphens=False)]
    put_in = [_commented(row, margin) for row in rows]
    lines[at:at] = [*([""] if at and lines[at - 1].strip() else []), *told, *put_in]
    return "\n".join(lines) + "\n"


def _commented(row: str, margin: int) -> str:
    """Put the sign before a printed line; without it an entry stands in its list, and a key at the margin."""
    return f"{' ' * margin}# {row[2:]}".rstrip() if row.startswith("  ") else f"# {row}"


def add_mention(file: str, text: str, name: str, target: str) -> str | Problem:
    """Add whom a name means to an article's own `mentions:`, which are begun where it has none."""
    node = _load(text)
    lines = _lines(text)
    table = node if isinstance(node, Table) else Table(Span(file))
    names = table.get("mentions")
    if "mentions" in table.keys_at and not (isinstance(names, Table) and names and not names.flow):
        return _refuse(file, "mentions", table.keys_at["mentions"])
    end = _end_of(lines)
    if not isinstance(names, Table):
        _close(lines)
        return "".join([*lines, f"mentions:{end}", f"  {print_value(name)}: {target}{end}"])
    after, margin = last_line(names), " " * (names.span.column - 1)
    before = lines[:after]
    _close(before)
    return "".join([*before, f"{margin}{print_value(name)}: {target}{end}", *lines[after:]])


def _load(text: str) -> Node | None:
    return load_yaml("", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")).node


def _lines(text: str) -> list[str]:
    """Divide a text into lines with their ends, the last also where it has none."""
    return [line for line in _LINE.findall(text) if line]


def _after(lines: Sequence[str], table: Table, listing: Listing) -> int:
    """Give the line behind which a list's next entry goes: the file's last where nothing else follows it."""
    last = last_line(listing)
    others = any(span.line > last for span in table.keys_at.values())
    drafts = any(line.startswith(FIRST_LINE) for line in lines[last:])
    return last if others or drafts else len(lines)


def _is_apart(lines: Sequence[str], listing: Listing) -> bool:
    """Tell whether the list's entries have blank lines between them."""
    return any(not lines[entry.span.line - 2].strip() for entry in listing[1:])


def _switch_on(lines: list[str], key: str, fields: Mapping[str, Any]) -> str | None:
    """Begin the list of claims above the drafts, where a file holds its key as a comment."""
    bare = [line.rstrip("\r\n") for line in lines]
    if key != OFF.removeprefix("# ").removesuffix(":") or OFF not in bare:
        return None
    at = bare.index(OFF)
    first = at - (WHY_OFF in bare[max(0, at - 1) : at])
    kept = [*lines[:first], lines[at].removeprefix("# "), *lines[at + 1 :]]
    return _insert(kept, _Spot(first + 1, 2, apart=False), fields, KINDS[key])


def _begin(lines: list[str], key: str, fields: Mapping[str, Any]) -> str:
    """Begin a list at the end of a file."""
    has_more = any(line.strip("\ufeff\r\n\t ") for line in lines)
    _close(lines)
    head = [*([_end_of(lines)] if has_more else []), f"{key}:{_end_of(lines)}"]
    return _insert([*lines, *head], _Spot(len(lines) + len(head), 2, apart=False), fields, KINDS[key])


def _insert(lines: list[str], spot: _Spot, fields: Mapping[str, Any], model: type[Record]) -> str:
    end = _end_of(lines)
    before, after = lines[: spot.after], lines[spot.after :]
    _close(before)
    blank = [end] if spot.apart and before and before[-1].strip() else []
    printed = print_record(fields, spot.indent, model=model).replace("\n", end)
    return "".join([*before, *blank, printed, *after])


def _close(lines: list[str]) -> None:
    """End the last line where nothing ends it."""
    if lines and not lines[-1].endswith(("\r", "\n")):
        lines[-1] += _end_of(lines)


def _end_of(lines: Sequence[str]) -> str:
    """Give the line end that a file uses."""
    first = lines[0] if lines else ""
    return next((end for end in ("\r\n", "\r", "\n") if first.endswith(end)), "\n")


def _refuse(file: str, key: str, at: Span) -> Problem:
    return Problem(
        "cannot-add",
        Span(file, at.line, at.column, len(key)),
        f'an entry cannot be added to this list "{key}" without changing how it is written; nothing was changed',
        'write its entries on lines of their own below the key, each after "- "',
    )
