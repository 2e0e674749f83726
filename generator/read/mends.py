"""Mends that were tried: what one line has to be so that its file can be read.

A parser stops where it has lost its way, often lines after the slip, and cannot
know what was meant. So the likely slips are undone, one after the other, in the
lines about. The first mend with which the file can be read is the one that is told.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from generator.problems import Problem
from generator.read.columns import columns_about, mend_columns
from generator.read.glued import part_lines
from generator.read.heads import mend_head
from generator.read.keys import FIRST_KEYS, known_keys
from generator.read.quoting import shortened
from generator.read.syntax import ODD, SyntaxFault, indent_of
from generator.read.tried import Mend

Reach = Callable[[str], int]
"""Tells how many lines of a text can be read before something is wrong in it, or that nothing is."""

TO_THE_END = sys.maxsize
"""More lines than there are: a text can be read as a whole."""

_LARGEST = 100_000
"""Characters of a text that is tried: each trial reads all of it."""

_LONGEST = 5_000
"""Characters of a line in it: what is no text of people can cost parsers minutes."""

_MOST = 24
_FURTHER = 4
"""Lines that must be readable after the fault where a second one stands further below."""

_ODD_SPACE = re.compile(rf"^(?=[ {ODD}-]*[{ODD}])[ {ODD}]*(?:-[ {ODD}]+)*|(?<=:)[{ODD}]+")
_NO_WIDTH = "\u200b\u2060"
_WIDE_SPACE = "\u3000"
_DASH = re.compile(r"^( *)([–—−‐‑‒•·●◦*])[ \u00a0]+")
_WIDE_COLON = re.compile(r"^( *(?:- +)*([A-Za-z_]\w*)) ?([：﹕︰ː∶])\s*")
_OTHER_SIGN = re.compile(r"^( *(?:- +)*([A-Za-z_]\w*)) *([;=]|->|=>|\.(?= )|,(?= )) *(?=\S)")
_NO_SIGN = re.compile(r"^( *(?:- +)*([a-z_]+))(?: +(?=\S)|$)", re.IGNORECASE)
_WIDE_HYPHEN = re.compile(r"^( *)-  +(?=\S)")
_RULE = re.compile(r"^ *--+ .*--+ *$")
_TWO_HYPHENS = re.compile(r"^( *)- *-+ +(?=\S)")


def find_lookalike(fault: SyntaxFault, reach: Reach) -> Problem | None:
    """Find a sign near the fault that only looks like one of YAML's, as word processors put it in."""
    return _first_that_reads(fault, reach, _lookalikes(fault))


def find_mend(fault: SyntaxFault, reach: Reach) -> Problem | None:
    """Find what is to be done at the fault or in a line just above it."""
    return _first_that_reads(fault, reach, _mends(fault))


def _first_that_reads(fault: SyntaxFault, reach: Reach, mends: Iterable[Mend]) -> Problem | None:
    if len(fault.text) > _LARGEST or max(map(len, fault.lines)) > _LONGEST:
        return None
    best: tuple[int, Mend] | None = None
    for mend in islice(mends, _MOST):
        read = reach("\n".join([*fault.lines[: mend.line], *mend.rows, *fault.lines[mend.line + mend.replaced :]]))
        if read == TO_THE_END:
            return _problem(fault, mend)
        if read > fault.line + _FURTHER and (best is None or read > best[0]):
            best = read, mend
    return _problem(fault, best[1]) if best else None


def _problem(fault: SyntaxFault, mend: Mend) -> Problem:
    return fault.problem(mend.code, (mend.told_at, mend.column), mend.length, mend.message, mend.help)


def _lines_about(fault: SyntaxFault) -> list[int]:
    """Give the lines where the slip may be: that of the fault, the one above, and where the parser set out."""
    return [
        number for number in dict.fromkeys([*fault.lines_here, fault.from_line]) if fault.lines[number].strip(" \t")
    ]


def _lookalikes(fault: SyntaxFault) -> Iterator[Mend]:
    about = _lines_about(fault)
    yield from _ordinary_spaces(fault, about)
    for number in about:
        yield from _hyphen_for_dash(fault, number)
        yield from _colon_for_another(fault, number)


def _ordinary_spaces(fault: SyntaxFault, about: list[int]) -> Iterator[Mend]:
    """Put ordinary spaces everywhere where YAML needs them: a paste brings many others at once."""
    yield from _spaces_so_wide(fault, about, 1)
    if _WIDE_SPACE in fault.text:
        yield from _spaces_so_wide(fault, about, 2)


def _spaces_so_wide(fault: SyntaxFault, about: list[int], width: int) -> Iterator[Mend]:
    """Put so many spaces in place of each that is as wide as a Chinese sign."""
    rows = [_ODD_SPACE.sub(lambda found: _plain_spaces(found, width), row) for row in fault.lines]
    changed = [number for number, row in enumerate(rows) if row != fault.lines[number]]
    here = [number for number in changed if number in about]
    if not here:
        return
    first = here[0]
    found = next(each for each in _ODD_SPACE.finditer(fault.lines[first]) if each[0].strip(" -"))
    more = f" (and in {len(changed) - 1} more)" if len(changed) > 1 else ""
    yield Mend(
        "yaml-odd-space",
        line=0,
        replaced=len(rows),
        rows=tuple(rows),
        at=first,
        column=found.start(),
        length=len(found[0]),
        message=f"spaces in this line{more} are of another kind than the space bar makes, and YAML does not take them",
        help="delete the spaces before the first word of the line, after its hyphen and after its colon, and type "
        f"as many with the space bar{_how_many(found, width)}",
    )


def _how_many(found: re.Match[str], width: int) -> str:
    """Say which spaces are not to be counted as one."""
    if len(_plain_spaces(found, width)) < len(found[0]):
        return ", none for each that has no width"
    return ", two for each wide one" if width > 1 else ""


def _plain_spaces(found: re.Match[str], width: int) -> str:
    """Put ordinary spaces in place of others: none for those without a width, but one behind each hyphen and colon."""
    seen = re.sub(rf"[{_NO_WIDTH}]", "", found[0]).replace(_WIDE_SPACE, " " * width)
    plain = re.sub(r"-(?! )", "- ", re.sub(rf"[{ODD}]", " ", seen))
    return plain or " " * (found.start() > 0)


def _hyphen_for_dash(fault: SyntaxFault, number: int) -> Iterator[Mend]:
    row = fault.lines[number]
    found = _DASH.match(row)
    if found:
        yield Mend.of_row(
            number,
            f"{found[1]}- {row[found.end() :]}",
            code="yaml-list",
            place=(found.start(2), 1),
            message=f'the entry begins with "{found[2]}", and YAML takes only a hyphen for that',
            help_text=f'type a hyphen ("-") in place of "{found[2]}"',
        )


def _colon_for_another(fault: SyntaxFault, number: int) -> Iterator[Mend]:
    row = fault.lines[number]
    for pattern in (_WIDE_COLON, _OTHER_SIGN):
        found = pattern.match(row)
        if found and found[2].lower() in known_keys():
            yield Mend.of_row(
                number,
                f"{found[1]}: {row[found.end() :]}",
                code="yaml-no-colon",
                place=(found.start(3), len(found[3])),
                message=f'after "{found[2]}" stands "{found[3]}" in place of a colon',
                help_text=f'write ": " in place of "{found[3]}"',
            )


def _mends(fault: SyntaxFault) -> Iterator[Mend]:
    about = _lines_about(fault)
    yield from mend_head(fault)
    for number in about:
        yield from _without_bracket(fault, number)
        yield from part_lines(fault, number)
        yield from _colon_behind_key(fault, number)
    yield from _close(fault)
    for number in about:
        yield from _hyphens(fault, number)
    yield from _missing_hyphen(fault)
    yield from _missing_name(fault)
    columns = columns_about(fault)
    for number in about:
        yield from mend_columns(fault, number, columns)
    yield from _go_on(fault)
    for number in about:
        yield from _without_line(fault, number)


def _colon_behind_key(fault: SyntaxFault, number: int) -> Iterator[Mend]:
    row = fault.lines[number]
    found = _NO_SIGN.match(row)
    if found and found[2] in known_keys():
        rest = row[found.end() :]
        yield Mend.of_row(
            number,
            f"{found[1]}: {rest}".rstrip(),
            code="yaml-no-colon",
            place=(found.start(2), len(found[2])),
            message=f'after "{found[2]}" a colon is missing',
            help_text=f'put a colon behind "{found[2]}"',
        )


def _without_bracket(fault: SyntaxFault, number: int) -> Iterator[Mend]:
    """Leave out a line of brackets that close nothing, as they are left when a list is written anew."""
    row = fault.lines[number]
    if not row.strip("]}, "):
        message = "what stands in this line closes a bracket, and none is open"
        yield Mend("yaml-bracket", number, (), indent_of(row), len(row.strip()), message, "delete this line")


def _close(fault: SyntaxFault) -> Iterator[Mend]:
    """Put the closing bracket or quotation mark at the end of the line where the other one stands."""
    number, column = fault.from_line, fault.from_column
    row = fault.lines[number]
    opening = row[column : column + 1]
    closing = {"[": "]", "{": "}"}.get(opening)
    if closing and fault.doing.startswith("while parsing a flow"):
        yield Mend.of_row(
            number,
            row.rstrip() + closing,
            code="yaml-bracket",
            place=(column, 1),
            message=f'what begins with "{opening}" here is not closed with "{closing}"',
            help_text=f'put "{closing}" at the end of the line',
        )


def _hyphens(fault: SyntaxFault, number: int) -> Iterator[Mend]:
    row = fault.lines[number]
    if _RULE.match(row):
        message = "hyphens begin this line, as they do the headline of a comment, and YAML takes them for entries"
        help_text = "put # in front of this line, or delete it"
        yield Mend.of_row(number, f"# {row}", "yaml-list", (indent_of(row), len(row.strip())), message, help_text)
    two, wide = _TWO_HYPHENS.match(row), _WIDE_HYPHEN.match(row)
    found = two or wide
    if found:
        message = (
            "two hyphens begin this entry" if two else "more than one space stands behind the hyphen of this entry"
        )
        yield Mend.of_row(
            number,
            f"{found[1]}- {row[found.end() :]}",
            code="yaml-list" if two else "yaml-indent",
            place=(found.end(1), found.end() - found.end(1)),
            message=message,
            help_text='keep one hyphen and one space: "- "',
        )


def _missing_hyphen(fault: SyntaxFault) -> Iterator[Mend]:
    """The first entry of a list has lost its hyphen; the parser stops at the second."""
    column = indent_of(fault.row)
    if not fault.row.lstrip().startswith("- "):
        return
    first = number = fault.line
    while number > 0 and (indent_of(fault.lines[number]) >= column or not fault.lines[number].strip()):
        number -= 1
        if fault.lines[number].strip() and not fault.lines[number].lstrip().startswith("#"):
            first, after = number, first
            if indent_of(fault.lines[number]) < column:
                yield from _with_hyphen(fault, after, column)
                return


def _with_hyphen(fault: SyntaxFault, number: int, column: int) -> Iterator[Mend]:
    row = fault.lines[number]
    mended = " " * column + "- " + row.lstrip()
    yield Mend.of_row(
        number,
        mended,
        code="yaml-list",
        place=(indent_of(row), len(row.strip())),
        message="an entry of the list begins here, and its hyphen is missing",
        help_text=f'begin the line with {column} spaces and "- "',
    )


def _missing_name(fault: SyntaxFault) -> Iterator[Mend]:
    """A list whose name was deleted: `positions:` above `- actor: …`."""
    row, column = fault.row, indent_of(fault.row)
    found = re.match(r" *- +([a-z_]+):(?: |$)", row)
    name = FIRST_KEYS.get(found[1]) if found else None
    if name:
        margin = max(0, column - 2)
        yield Mend(
            "yaml-list",
            line=fault.line,
            rows=(" " * margin + f"{name}:", row),
            column=column,
            length=len(row.strip()),
            message=f'a list begins here, and the line "{name}:" above it is missing',
            help=f'put a line "{name}:" above this one, with {margin} spaces before it',
        )


def _go_on(fault: SyntaxFault) -> Iterator[Mend]:
    """A text that goes on in a line that begins too far left, or a line that belongs nowhere."""
    if not fault.said.startswith("could not find expected ':'"):
        return
    number = fault.from_line
    row = fault.lines[number]
    # Only below a line that began something does the parser wait for a colon.
    above = max(line for line in range(number) if fault.lines[line].strip(" \t"))
    column = len(fault.lines[above]) - len(_MARGIN.sub("", fault.lines[above], count=1)) + 2
    message = 'this line is neither a key with a colon nor an entry after "- "'
    place = indent_of(row), len(row.strip())
    if not row.lstrip().startswith(("-", "*", "`", "#")):
        help_text = f"if it goes on with the text above, begin it with {column} spaces; if not, delete the line"
        yield Mend.of_row(number, " " * column + row.strip(), "yaml-no-colon", place, message, help_text)


def _without_line(fault: SyntaxFault, number: int) -> Iterator[Mend]:
    """Leave out a line that is no YAML at all, such as a remark."""
    row = fault.lines[number]
    if not _KEY_OR_ENTRY.match(row) and ": " not in row:
        message = 'this line is neither a key with a colon nor an entry after "- "'
        help_text = f'delete the line, or give it a key and a colon before "{shortened(row)}"'
        yield Mend("yaml-no-colon", number, (), indent_of(row), len(row.strip()), message, help_text)


_MARGIN = re.compile(r" *(?:- +)*")
_KEY_OR_ENTRY = re.compile(r" *(?:- |[\w-]+:(?: |$)|#)")


def tab_width(text: str, reach: Reach) -> int | None:
    """Find how many spaces each tab at the start of a line stands for; None where no number makes the text readable."""
    return next((width for width in _WIDTHS if reach(_without_tabs(text, width)) == TO_THE_END), None)


def _without_tabs(text: str, width: int) -> str:
    return _TABS.sub(lambda found: found[0].replace("\t", " " * width), text)


_WIDTHS = (2, 4, 8, 6, 3, 1)
_TABS = re.compile(r"^[ \t]*\t[ \t]*", re.MULTILINE)
