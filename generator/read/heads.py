"""What stands above a list: its name and a colon, and nothing else behind them.

The slip is often far above the line where the parser stops: at the first line
of a file, or at the name of the list whose first entry is not understood.
"""

import re
from collections.abc import Iterator

from generator.problems import nearest
from generator.read.keys import known_keys, list_names
from generator.read.quoting import shortened
from generator.read.syntax import SyntaxFault, indent_of
from generator.read.tried import Mend

_ENTRY = re.compile(r"( *)- +([a-z_]+):(?: |$)")
_NAME = re.compile(r"( *)([a-z_]+):[ ]*(?P<behind>[^\s#].*)?$")
_KEY = re.compile(r" *([a-z_]+):(?: |$)")
_KEY_OR_ENTRY = re.compile(r" *(?:- |[\w-]+:(?: |$))")
_LISTS_OF = {"actor": "positions", "role": "evidence", "ask": "questions", "on": "corrections", "stance": "positions"}
_OF_CLAIMS = re.compile(r" +claim:")


def mend_head(fault: SyntaxFault) -> Iterator[Mend]:
    """Mend the first line of a file, or the name of the list in which the fault lies."""
    first = next((number for number, row in enumerate(fault.lines) if _is_content(row)), None)
    if first is not None and first <= fault.line:
        yield from _colon_behind_name(fault, first)
        yield from _remark(fault, first)
        yield from _name_above(fault, first)
    yield from _nothing_behind_name(fault)
    yield from _below_name(fault)


def _is_content(row: str) -> bool:
    return bool(row.strip()) and not row.lstrip().startswith("#")


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
    named = row.split()[0].lower() in known_keys()
    if not named and not _KEY_OR_ENTRY.match(row) and not below.lstrip().startswith("- "):
        message = "this line is neither a key with a colon nor a comment, which begins with #"
        help_text = "put # in front of this line, or delete it"
        yield Mend.of_row(number, f"# {row}", "yaml-no-colon", (indent_of(row), len(row.strip())), message, help_text)


def _name_above(fault: SyntaxFault, number: int) -> Iterator[Mend]:
    """The line with the name of a file's first list was deleted."""
    row = fault.lines[number]
    stem = fault.file.rpartition("/")[2].partition(".")[0]
    claims = any(_OF_CLAIMS.match(line) for line in fault.lines[number : number + 3])
    name = stem if stem in list_names() else "claims" if claims else None
    if name and row.lstrip().startswith("- ") and fault.line > number:
        yield Mend(
            "yaml-list",
            line=number,
            rows=(f"{name}:", row),
            column=indent_of(row),
            length=len(row.strip()),
            message=f'a list begins here, and the line "{name}:" above it is missing',
            help=f'put a line "{name}:" above this one',
        )


def _line_above(fault: SyntaxFault, number: int) -> int | None:
    """Find the nearest line above that is neither blank nor a comment."""
    return next((above for above in range(number - 1, -1, -1) if _is_content(fault.lines[above])), None)


def _nothing_behind_name(fault: SyntaxFault) -> Iterator[Mend]:
    """Words or empty brackets stand behind the name of a list whose entries follow below."""
    above = _line_above(fault, fault.line)
    if above is None or not fault.row.lstrip().startswith("- "):
        return
    found, entry = _NAME.match(fault.lines[above]), _ENTRY.match(fault.row)
    behind = (found["behind"] or "").rstrip() if found else ""
    if found and behind and (behind == "[]" or (entry and found[2] in {_LISTS_OF.get(entry[2]), *list_names()})):
        yield Mend.of_row(
            above,
            f"{found[1]}{found[2]}:",
            code="yaml-list",
            place=(found.start("behind"), len(behind)),
            message=f'the entries of "{found[2]}" stand below, and something else stands behind its colon',
            help_text=f'delete "{shortened(behind)}" behind "{found[2]}:"',
        )


def _below_name(fault: SyntaxFault) -> Iterator[Mend]:
    """Entries that were pasted at the left margin, below the name of their list."""
    entry = _ENTRY.match(fault.row)
    above = _line_above(fault, fault.line)
    name = _NAME.match(fault.lines[above]) if above is not None else None
    if not entry or not name or name["behind"] or _LISTS_OF.get(entry[2]) != name[2]:
        return
    typed, column = len(entry[1]), len(name[1]) + 2
    if typed >= column:
        return
    deeper = _end(fault, typed, beside=False)
    if deeper > fault.line + 1:
        rows = [" " * (column - typed) + row if row.strip() else row for row in fault.lines[fault.line : deeper]]
        yield _moved(fault, rows, f"put {column - typed} spaces before {_lines(fault.line, deeper)}")
        return
    end = _end(fault, typed, beside=True)
    rest = [" " * (column + 2) + row.lstrip() for row in fault.lines[fault.line + 1 : end]]
    if rest:
        below = _lines(fault.line + 1, end)
        help_text = f"put {column - typed} spaces before line {fault.line + 1}, and {column + 2 - typed} before {below}"
        yield _moved(fault, [" " * column + fault.row.lstrip(), *rest], help_text)


def _end(fault: SyntaxFault, typed: int, *, beside: bool) -> int:
    """Find the end of entries: of all with their keys further in, or of one whose keys begin in its own column."""
    number = fault.line + 1
    while number < len(fault.lines):
        row = fault.lines[number]
        key = _KEY.match(row)
        alone = bool(key) and key[1] in known_keys() - list_names() and indent_of(row) == typed if key else False
        entry = indent_of(row) == typed and row.startswith("- ", typed)
        if not row.strip() or not (alone if beside else indent_of(row) > typed or entry):
            break
        number += 1
    return number


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
