"""YAML that cannot be read, explained to people who do not know YAML.

The parser's words never reach an editor. What it says and where it stopped is
compared with the line as typed: the slip is often a line earlier.
"""

import re
from collections.abc import Callable
from itertools import takewhile

from generator.problems import Problem
from generator.read.files import place_of
from generator.read.mends import Reach, find_lookalike, find_mend
from generator.read.quoting import how_to_quote
from generator.read.syntax import DIRECTIVE, KEY_OR_ENTRY, SyntaxFault, refuse_special

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_FENCE = re.compile(r"^ *(```|~~~).*$", re.MULTILINE)
_KEY_LINE = re.compile(r"^ *(?:- +)*[\w-]+:(?: |$)", re.MULTILINE)
_BEFORE_VALUE = re.compile(r"^\s*(?:- +)*(?:[\w-]+: +)?")
_ENTRY = re.compile(r"^ *- ")
_KEY_WITHOUT_SPACE = re.compile(r"^\s*(?:- +)*([A-Za-z_][\w-]*):(?=[^\s/:])")
_HYPHEN_WITHOUT_SPACE = re.compile(r"^\s*-(?=[^\s-])")
_BARE_WORD = re.compile(r"^\s*(?:- +)*([A-Za-z_][\w-]*)\s*$")
_CUT = re.compile(r"\s(#.*)")


def explain(fault: SyntaxFault, reach: Reach = lambda _text: 0) -> Problem:
    """Say in plain words what is wrong; `reach` tries how far a mended text can be read, or tries nothing."""
    found = _conflict(fault) or _fence(fault) or find_lookalike(fault, reach)
    if found:
        return found
    problem = _recognise(fault)
    return find_mend(fault, reach) or problem if problem.code in _VAGUE else problem


_VAGUE = frozenset({"yaml-indent", "yaml-no-colon", "yaml-syntax", "yaml-bracket", "yaml-list", "yaml-colon"})
"""Codes of faults whose place or mend the parser's words leave open."""


def _recognise(fault: SyntaxFault) -> Problem:
    for recognise in _RECOGNISERS:
        problem = recognise(fault)
        if problem is not None:
            return problem
    return fault.problem(
        "yaml-syntax",
        (fault.line, fault.column),
        len(fault.row.rstrip()) - fault.column,
        "this cannot be read as YAML",
        "compare this line and the one above with a record that works; put long texts in double quotation marks",
    )


def _conflict(fault: SyntaxFault) -> Problem | None:
    found = _CONFLICT.search(fault.text)
    if found is None:
        return None
    span = place_of(fault.file, fault.text, found.start())
    return fault.problem(
        "merge-conflict",
        (span.line - 1, 0),
        len(found.group()),
        "two versions of this file were not brought together here",
        "keep one of the versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
    )


def _fence(fault: SyntaxFault) -> Problem | None:
    """The marks that Markdown puts around a piece of code."""
    found = _FENCE.search(fault.text)
    if found is None:
        return None
    span = place_of(fault.file, fault.text, found.start())
    return fault.problem(
        "yaml-special",
        (span.line - 1, 0),
        len(found.group().rstrip()),
        "this line belongs to Markdown, which puts it around a piece of code, and not to YAML",
        f"delete every line that begins with {found[1]}",
    )


def _open_quote(fault: SyntaxFault) -> Problem | None:
    """A quotation mark that is never closed, or only by the one that opens the next value."""
    start = None
    if fault.doing == "while scanning a quoted scalar":
        start = fault.from_line, fault.from_column
    elif fault.last_quoted and fault.text[fault.last_quoted[0]] in "\"'":
        span = place_of(fault.file, fault.text, fault.last_quoted[0])
        swallowed = fault.text[slice(*fault.last_quoted)].partition("\n")[2]
        near = place_of(fault.file, fault.text, fault.last_quoted[1]).line - 1 == fault.line
        if near and _KEY_LINE.search(swallowed):
            start = span.line - 1, span.column - 1
        if near and (last := _end_of_entry(fault, span.line - 1, swallowed)):
            start = span.line - 1, span.column - 1
            return _tell_open(fault, start, f"at the end of line {last}")
    if start is None:
        return None
    return _tell_open(fault, start, "at the end of the text, where it closes it")


def _end_of_entry(fault: SyntaxFault, number: int, swallowed: str) -> int | None:
    """Find the last line of an entry of a list whose quotation mark swallowed the next entry, counted from 1."""
    entry = _ENTRY.match(fault.lines[number])
    if entry is None:
        return None
    rows = swallowed.split("\n")
    next_entry = next((index for index, row in enumerate(rows) if row.startswith(entry[0])), None)
    return None if next_entry is None else number + 1 + next_entry


def _tell_open(fault: SyntaxFault, start: tuple[int, int], where: str) -> Problem:
    length = len(fault.lines[start[0]].rstrip()) - start[1]
    message = "the quotation mark that opens here is not closed at the end of the text"
    mark = fault.lines[start[0]][start[1]]
    return fault.problem("yaml-quote", start, length, message, f"put {mark} {where}")


def _late_directive(fault: SyntaxFault) -> Problem | None:
    if fault.doing != "while scanning a directive" and not fault.said.startswith("expected '<document start>'"):
        return None
    for number, line in enumerate(fault.lines):
        if line.startswith("%"):
            return fault.problem("yaml-directive", (number, 0), len(line.rstrip()), DIRECTIVE, "delete this line")
    return None


def _escape(fault: SyntaxFault) -> Problem | None:
    if "escape" not in fault.said:
        return None
    column = fault.row.rfind("\\", 0, fault.column + 1)
    return fault.problem(
        "yaml-escape",
        (fault.line, max(0, column)),
        2,
        "between double quotation marks a backslash has a meaning of its own, and not one that fits here",
        "write two backslashes in place of the one, or put the text in single quotation marks",
    )


def _special(fault: SyntaxFault) -> Problem | None:
    """A value that begins with a character that YAML keeps for itself."""
    if fault.doing.endswith(("an alias", "an anchor", "a tag", "a block scalar")):
        place = fault.from_line, fault.from_column
    elif "cannot start any token" in fault.said or fault.said.startswith(("expected the node", "mapping keys")):
        place = fault.line, fault.column
    else:
        return None
    mark = fault.lines[place[0]][place[1] :][:1]
    # An entry within brackets: they were left open above it.
    if not mark or (mark == "-" and fault.doing.startswith("while parsing a flow")):
        return None
    return refuse_special(fault.file, fault.lines, *place, mark)


def _after_quote(fault: SyntaxFault) -> Problem | None:
    """Words that follow a quoted text or a closing bracket on the same line."""
    if not fault.said.startswith("expected"):
        return None
    before = fault.row[: fault.column].rstrip()
    closing, rest = before[-1:], len(fault.row.rstrip()) - fault.column
    if closing in {'"', "'"}:
        message = f"the text ends at the quotation mark {closing}, and more follows it"
        help_text = how_to_quote(_value_in(fault.row))
        return fault.problem("yaml-after-quote", (fault.line, fault.column), rest, message, help_text)
    opening, what = ("[", "list") if closing == "]" else ("{", "table")
    start = len(fault.row) - len(_value_in(fault.row))
    if closing in {"]", "}"} and fault.row.startswith(opening, start):
        message = f'text that begins with "{opening}" is read as a {what}, not as words'
        value = fault.row[start:].rstrip()
        return fault.problem("brackets-in-text", (fault.line, start), 1, message, how_to_quote(value))
    return None


def _open_bracket(fault: SyntaxFault) -> Problem | None:
    if not fault.doing.startswith("while parsing a flow"):
        return None
    if fault.said.endswith("but got '?'"):
        message = "a text with a question mark cannot stand between brackets as it is"
        return fault.problem("yaml-special", (fault.line, fault.column), 1, message, "put it in double quotation marks")
    place = _opened_at(fault)
    opening = fault.lines[place[0]][place[1] : place[1] + 1]
    closing = "]" if opening == "[" else "}"
    return fault.problem(
        "yaml-bracket",
        place,
        1,
        f'what begins with "{opening}" here is not closed with "{closing}", or a comma is missing in it',
        f'close it with "{closing}"; if this is text, {how_to_quote(fault.lines[place[0]][place[1] :])}',
    )


def _opened_at(fault: SyntaxFault) -> tuple[int, int]:
    """Find the bracket that is open where the parser set out: there, or before it where the file ends in a list."""
    if fault.lines[fault.from_line].startswith(("[", "{"), fault.from_column):
        return fault.from_line, fault.from_column
    rows = [*fault.lines[: fault.from_line], fault.lines[fault.from_line][: fault.from_column]]
    # Quotation marks may hold brackets that are none.
    rows = [_QUOTED.sub(lambda found: " " * len(found[0]), row) for row in rows]
    signs = [(line, found.start(), found[0]) for line, row in enumerate(rows) for found in _BRACKET.finditer(row)]
    still_open: list[tuple[int, int]] = []
    for line, column, sign in signs:
        if sign in "[{":
            still_open.append((line, column))
        else:
            del still_open[-1:]
    return still_open[-1] if still_open else (fault.from_line, fault.from_column)


_BRACKET = re.compile(r"[][{}]")
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")


def _missing_space(fault: SyntaxFault) -> Problem | None:
    """`key:value` or `-value`, in the line of the fault or the one above."""
    for number in dict.fromkeys([fault.from_line, *fault.lines_here]):
        row = fault.lines[number]
        key, hyphen = _KEY_WITHOUT_SPACE.match(row), _HYPHEN_WITHOUT_SPACE.match(row)
        if key:
            message = f'after the colon of "{key[1]}" a space is missing'
            return fault.problem("yaml-space", (number, key.end() - 1), 1, message, "put a space behind the colon")
        if hyphen and not row.lstrip().startswith("---"):
            message = "after the hyphen that begins an entry a space is missing"
            return fault.problem("yaml-space", (number, hyphen.end() - 1), 1, message, "put a space behind the hyphen")
    return None


def _cut_by_comment(fault: SyntaxFault) -> Problem | None:
    """A text of several lines in which ` #` begins a comment."""
    row, above = fault.row_above, fault.line_above
    cut = _CUT.search(row)
    if cut is None or row.lstrip().startswith("#") or not fault.said.startswith(("expected", "could not")):
        return None
    if _indent(fault.row) <= _indent(row) or _KEY_LINE.match(fault.row):
        return None
    message = 'the text ends at " #": all that follows on the line would be lost'
    help_text = f"if that belongs to the text, {how_to_quote(_text_around(fault))}; if not, move it to a line above"
    return fault.problem("comment-cuts-text", (above, cut.start(1)), len(cut[1].rstrip()), message, help_text)


def _colon(fault: SyntaxFault) -> Problem | None:
    """A colon with a space behind it where no key can stand."""
    if not fault.said.startswith("mapping values"):
        return None
    before = fault.row[: fault.column]
    if _BARE_WORD.match(before) and fault.line_above >= 0:
        return _key_out_of_place(fault, before)
    value = _text_around(fault)
    message = "a colon and a space stand within a text, and YAML takes what is before them for a key"
    return fault.problem("yaml-colon", (fault.line, fault.column), 1, message, how_to_quote(value))


def _value_in(row: str) -> str:
    """Give what stands in a line behind its hyphens and its key."""
    return _BEFORE_VALUE.sub("", row).rstrip()


def _text_around(fault: SyntaxFault) -> str:
    """Give the text in which the parser stopped; it may have begun lines above."""
    first = next((number for number in range(fault.line, 0, -1) if KEY_OR_ENTRY.match(fault.lines[number])), 0)
    column = _indent(fault.lines[first])
    below = takewhile(lambda row: _indent(row) > column and not KEY_OR_ENTRY.match(row), fault.lines[fault.line + 1 :])
    return " ".join([_value_in(fault.lines[first]), *fault.lines[first + 1 : fault.line + 1], *below])


def _key_out_of_place(fault: SyntaxFault, before: str) -> Problem:
    """A key that YAML takes for the end of the text above it."""
    start = len(before) - len(before.lstrip())
    above = _BARE_WORD.match(fault.row_above)
    if above:
        message = f'after "{above[1]}" a colon is missing'
        place = fault.line_above, above.start(1)
        return fault.problem("yaml-no-colon", place, len(above[1]), message, "put a colon behind it")
    message = "this line begins further right than the line it belongs with"
    help_text = "let keys of one record begin in the same column"
    return fault.problem("yaml-indent", (fault.line, start), len(before) - start, message, help_text)


def _no_colon(fault: SyntaxFault) -> Problem | None:
    if not fault.said.startswith("could not find expected ':'"):
        return None
    place = fault.from_line, fault.from_column
    length = len(fault.lines[place[0]].rstrip()) - place[1]
    message = 'this line is neither a key with a colon nor an entry after "- "'
    help_text = 'put ": " behind the key; if the line goes on with the text above, begin it two spaces further in'
    return fault.problem("yaml-no-colon", place, length, message, help_text)


def _entry_in_line(fault: SyntaxFault) -> Problem | None:
    if not fault.said.startswith("sequence entries"):
        return None
    value = fault.row[fault.column :].rstrip()
    message = 'a list cannot begin in the middle of a line, and "- " begins a list'
    below = f"write it on a line of its own below, with {_indent(fault.row) + 2} spaces before it"
    help_text = f"{below}; if this is text, {how_to_quote(value)}"
    return fault.problem("yaml-list", (fault.line, fault.column), len(value), message, help_text)


def _indentation(fault: SyntaxFault) -> Problem | None:
    """A line that begins in a column where nothing above it begins."""
    column = _indent(fault.row)
    if column != fault.column or not fault.row.strip():
        return None
    message = "this line begins in a column that fits nothing above it"
    help_text = 'let the keys of a record begin in one column, and so the entries of a list; an entry begins with "- "'
    return fault.problem("yaml-indent", (fault.line, column), len(fault.row.strip()), message, help_text)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


_RECOGNISERS: list[Callable[[SyntaxFault], Problem | None]] = [
    _open_quote,
    _late_directive,
    _escape,
    _special,
    _open_bracket,
    _after_quote,
    _missing_space,
    _cut_by_comment,
    _colon,
    _no_colon,
    _entry_in_line,
    _indentation,
]
