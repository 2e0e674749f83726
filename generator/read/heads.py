"""What stands above a list: its name and a colon, and nothing else behind them.

The slip is often far above the line where the parser stops: at the first line
of a file, or at the name of the list whose first entry is not understood.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, takewhile

from generator.problems import nearest
from generator.read.keys import FIRST_KEYS, known_keys, list_names
from generator.read.quoting import shortened, spaces
from generator.read.syntax import KEY_OR_ENTRY, SyntaxFault, indent_of
from generator.read.tried import Mend

_ENTRY = re.compile(r"( *)- +([a-z_]+):(?: |$)")
_NAME = re.compile(r"( *)([a-z_]+):[ ]*(?P<behind>[^\s#].*)?$")
_KEY = re.compile(r" *([a-z_]+):(?: |$)")
_OF_CLAIMS = re.compile(r" +claim:")


def mend_head(fault: SyntaxFault) -> Iterator[Mend]:
    """Mend the first line of a file, or the name of the list in which the fault lies."""
    content = (number for number, row in enumerate(fault.lines) if _is_content(row))
    for first in islice(content, 1):
        yield from _colon_behind_name(fault, first)
        yield from _remark(fault, first)
        yield from _name_above(fault, first)
    yield from _nothing_behind_name(fault)
    yield from _below_name(fault)


def _is_content(row: str) -> bool:
    """Tell whether a line holds more than a comment; other white space than YAML's own is content to YAML."""
    return row.strip(" ")[:1] not in {"", "#"}


def _colon_behind_name(fault: SyntaxFault, number: int) -> Iterator[Mend]:
    """The name of a file's first list has lost its colon, and the parser stops at its first entry."""
    name = fault.lines[number].strip()
    if name in list_names():
        message, help_text = f'after "{name}" a colon is missing', f'put a colon behind "{name}"'
        yield Mend.of_row(number, f"{name}:", "yaml-no-colon", (0, len(name)), message, help_text)
    meant = nearest(name, list_names()) if name.isalpha() else None
    if meant and meant != name:
        message, help_text = f'"{name}" stands where a list has its name and a colon', f'did you mean "{meant}:"?'
        yield Mend.of_row(number, f"{meant}:", "yaml-no-colon", (0, len(name)), message, help_text)


def _remark(fault: SyntaxFault, number: int) -> Iterator[Mend]:
    """A line of words before the first key: a comment whose sign was deleted, or what was typed by mistake."""
    row = fault.lines[number]
    below = next((line for line in fault.lines[number + 1 :] if _is_content(line)), "")
    named = row.strip(" ").partition(" ")[0].lower() in known_keys()
    if not named and not KEY_OR_ENTRY.match(row) and not below.lstrip().startswith("- "):
        message = "this line is neither a key with a colon nor a comment, which begins with #"
        help_text = "put # in front of this line, or delete it"
        yield Mend.of_row(number, f"# {row}", "yaml-no-colon", (indent_of(row), len(row.strip())), message, help_text)


def _name_above(fault: SyntaxFault, number: int) -> Iterator[Mend]:
    """The line with the name of a file's first list was deleted."""
    row = fault.lines[number]
    stem = fault.file.rpartition("/")[2].partition(".")[0]
    claims = any(_OF_CLAIMS.match(line) for line in fault.lines[number : number + 3])
    name = stem if stem in list_names() else "claims" if claims else None
    if name and row.lstrip().startswith("- "):
        yield Mend(
            "yaml-list",
            line=number,
            rows=(f"{name}:", row),
            column=indent_of(row),
            length=len(row.strip()),
            message=f'a list begins here, and the line "{name}:" above it is missing',
            help=f'put a line "{name}:" above this one',
        )


def _name_over(fault: SyntaxFault) -> tuple[int, re.Match[str]] | None:
    """Find the name of a list in the nearest line above that is neither blank nor a comment."""
    for number in range(fault.line - 1, -1, -1):
        if _is_content(fault.lines[number]):
            found = _NAME.match(fault.lines[number])
            return (number, found) if found else None
    return None


def _nothing_behind_name(fault: SyntaxFault) -> Iterator[Mend]:
    """Words or empty brackets stand behind the name of a list whose entries follow below."""
    over, entry = _name_over(fault), _ENTRY.match(fault.row)
    if over is None or not fault.row.lstrip().startswith("- "):
        return
    above, name = over
    behind = (name["behind"] or "").rstrip()
    if behind == "[]" or (behind and entry and name[2] in {FIRST_KEYS.get(entry[2]), *list_names()}):
        yield Mend.of_row(
            above,
            f"{name[1]}{name[2]}:",
            code="yaml-list",
            place=(name.start("behind"), len(behind)),
            message=f'the entries of "{name[2]}" stand below, and something else stands behind its colon',
            help_text=f'delete "{shortened(behind)}" behind "{name[2]}:"',
        )


def _below_name(fault: SyntaxFault) -> Iterator[Mend]:
    """Entries that were pasted at the left margin, below the name of their list."""
    over, entry = _name_over(fault), _ENTRY.match(fault.row)
    if over is None or entry is None:
        return
    _, name = over
    typed, column = len(entry[1]), len(name[1]) + 2
    if name["behind"] or FIRST_KEYS.get(entry[2]) != name[2] or typed >= column:
        return
    first, deeper, beside = fault.line, _end(fault, partial(_is_deeper, typed)), _end(fault, partial(_is_beside, typed))
    if deeper >= beside:
        rows = [" " * (column - typed) + row for row in fault.lines[first:deeper]]
        yield _moved(fault, rows, f"put {spaces(column - typed)} before {_lines(first, deeper)}")
        return
    keys = [" " * (column + 2 - typed) + row for row in fault.lines[first + 1 : beside]]
    below = f"{column + 2 - typed} before {_lines(first + 1, beside)}"
    rows = [" " * (column - typed) + fault.row, *keys]
    yield _moved(fault, rows, f"put {spaces(column - typed)} before line {first + 1}, and {below}")


def _end(fault: SyntaxFault, belongs: Callable[[str], bool]) -> int:
    """Find the first line below an entry that does not belong with it."""
    below = fault.line + 1
    return below + len(list(takewhile(belongs, fault.lines[below:])))


def _is_deeper(typed: int, row: str) -> bool:
    """Tell whether a line is a further entry in a column, or begins further in."""
    return row.rstrip().startswith((" " * typed + "- ", " " * (typed + 1)))


def _is_beside(typed: int, row: str) -> bool:
    """Tell whether a line holds a key of a record in the very column of the record's hyphen."""
    key = _KEY.match(row)
    return key is not None and key[1] in known_keys() - list_names() and indent_of(row) == typed


def _lines(first: int, end: int) -> str:
    return f"each of the lines {first + 1} to {end}" if end - first > 1 else f"line {end}"


def _moved(fault: SyntaxFault, rows: list[str], help_text: str) -> Mend:
    return Mend(
        "yaml-indent",
        fault.line,
        tuple(rows),
        indent_of(fault.row),
        len(fault.row.strip()),
        "this entry begins further left than those it belongs with",
        help_text,
        replaced=len(rows),
    )
