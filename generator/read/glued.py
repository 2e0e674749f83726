"""Lines that were joined: what was a line of its own follows another one in the same line."""

import re
from collections.abc import Iterator

from generator.read.keys import known_keys
from generator.read.syntax import SyntaxFault
from generator.read.tried import Mend

_COLON = re.compile(r":(?= |$)")
_KEY = re.compile(r"^((?: *- +)*)( *)(\S.*?\S) {2,}([a-z_]+)$")
_ENTRY = re.compile(r"^ *\S.*?(\s+)- +([a-z_]+)$")
_TIGHT = re.compile(r"^((?: *- +)*)( *)([a-z_]+: +[\w-]+)$")


def part_lines(fault: SyntaxFault, number: int) -> Iterator[Mend]:
    """Part a line in which two stand: `stance: asserts  verb: said`, `that day  - id: x`, `assertsverb: said`."""
    row = fault.lines[number]
    for colon in _COLON.finditer(row):
        before = row[: colon.start()]
        yield from _part_entry(fault, number, before)
        yield from _part_key(number, row, before)
        yield from _part_tight(number, row, before)


def _part_key(number: int, row: str, before: str) -> Iterator[Mend]:
    found = _KEY.match(before)
    if found and found[4] in known_keys() and ":" in found[3]:
        yield _parted(number, row, found.start(4), found[4], len(found[1]) + len(found[2]))


def _part_tight(number: int, row: str, before: str) -> Iterator[Mend]:
    """No space is left between the two; the longest known key is the second one's."""
    found = _TIGHT.match(before)
    name, _, value = found[3].partition(":") if found else ("", "", "")
    ends = [key for key in known_keys() if value.endswith(key) and len(value.strip()) > len(key)]
    if found and name in known_keys() and ends:
        key = max(ends, key=len)
        yield _parted(number, row, len(before) - len(key), key, len(found[1]) + len(found[2]))


def _part_entry(fault: SyntaxFault, number: int, before: str) -> Iterator[Mend]:
    """An entry follows: it begins in the column of others that begin with its key."""
    found = _ENTRY.match(before)
    if not found or found[2] not in known_keys():
        return
    like = re.compile(rf"( *)- +{found[2]}:")
    rows = [*reversed(fault.lines[:number]), *fault.lines[number + 1 :]]
    column = next((len(match[1]) for row in rows if (match := like.match(row))), None)
    if column is not None:
        yield _parted(number, fault.lines[number], found.end(1), f"- {found[2]}", column)


def _parted(number: int, row: str, start: int, words: str, column: int) -> Mend:
    what = "a new entry begins in the middle of this line, and belongs" if words.startswith("-") else ""
    return Mend(
        "yaml-colon",
        line=number,
        rows=(row[:start].rstrip(), " " * column + row[start:]),
        column=start,
        length=len(words),
        message=f"{what} on a line of its own" if what else f'"{words}" and its value belong on a line of their own',
        help=f'begin a new line before "{words}", with {column} spaces at its start',
    )
