"""Problems: what is wrong in the content, where it stands, and how it is told.

A problem is data. Stages return problems and print nothing; the command line
and the MkDocs adapter show them in one and the same form.
"""

import difflib
import errno
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

NO_ROOM = frozenset(
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EFBIG", "EIO", "EROFS", "EMFILE", "ENFILE", "ENOMEM", "EAGAIN")
    if hasattr(errno, name)
)
"""What the system says where a disk is full or broken, or where too much is open: nobody's fault here."""


_LONGEST = 1000
"""Characters of a message that are told."""


class Severity(StrEnum):
    """How bad a problem is: an error stops the build, a warning is shown and does not."""

    ERROR = "error"
    WARNING = "warning"


class Span(NamedTuple):
    """A place in a file; a tuple, for every key and every value in the content has one.

    `file` is the path from the project folder with forward slashes, `line` and
    `column` count from 1 (columns in characters), `length` is in characters and
    covers one line at most.
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        """Give the place as `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in the content.

    `message` says what is wrong, in plain words and without blame; only `help`
    says what to do. `code` is a short stable name such as `unknown-actor`.
    `passage` are words of a source text that belong to the message. Where the
    text is not published they are `withheld`: shown to a person at a terminal,
    never in a log that others read.
    """

    code: str
    span: Span
    message: str
    help: str
    severity: Severity = Severity.ERROR
    passage: str = ""
    withheld: bool = False

    def __post_init__(self) -> None:
        """Leave out the middle of what nobody would read: messages tell values, which can be as long as files."""
        for name in ("message", "help"):
            told = getattr(self, name)
            if len(told) > _LONGEST:
                object.__setattr__(self, name, f"{told[: _LONGEST // 2]} … {told[-_LONGEST // 2 :]}")


class InvalidContent(Exception):  # noqa: N818 - it says what the content is
    """The content has errors; `problems` holds all of them, sorted."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(count(problems))
        self.problems = in_order(problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by file, line, column, severity and code, and drop repetitions."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.span, p.severity, p.code, p.message))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def worst_first(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems with all errors before all warnings, each in order."""
    return sorted(in_order(problems), key=lambda problem: problem.severity is not Severity.ERROR)


def as_errors(problems: Iterable[Problem]) -> list[Problem]:
    """Make every warning an error, as `--strict` asks."""
    return [replace(problem, severity=Severity.ERROR) for problem in problems]


def count(problems: Iterable[Problem]) -> str:
    """Count problems in words: `2 errors, 1 warning`."""
    found = [problem.severity for problem in problems]
    counted = ((severity, found.count(severity)) for severity in Severity)
    told = [f"{n} {severity}{'' if n == 1 else 's'}" for severity, n in counted if n]
    return ", ".join(told) or "no problems"


LineOf = Callable[[Span], str | None]
"""Finds the line of text that a span stands in, or None where there is none."""


def lines_under(root: Path) -> LineOf:
    """Give a finder of lines that reads the files under a project folder, each once."""
    known: dict[str, list[str]] = {}

    def line_of(span: Span) -> str | None:
        if span.file not in known:
            known[span.file] = _read_lines(root / span.file)
        lines = known[span.file]
        return lines[span.line - 1] if span.line <= len(lines) else None

    return line_of


_MOST = 10_000_000
"""Bytes of a file that are looked at to show a line: it may be one that was refused for its size."""


def _read_lines(path: Path) -> list[str]:
    try:
        # What a symbolic link leads to may be no part of the project, and no business of a public log.
        if not path.is_file() or path.is_symlink():
            return []
        with path.open("rb") as opened:
            content = opened.read(_MOST)
    except (OSError, ValueError):
        return []
    text = content.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


SOURCE = "/text.md"
"""How the path of a file ends that holds an article's text."""

PRIVATE = "<texts>/"
"""How the path of a source text begins that lies in a private folder; its lines are shown nowhere."""

WIDEST = 110
"""Characters of a source line that are shown at most."""


def in_public() -> bool:
    """Tell whether what is printed goes to a log that others read, as on the machines of a CI service."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false", "no"}


def told(problem: Problem, *, public: bool = False) -> str:
    """Give a problem's message in one line, with the passage it shows where that may be shown.

    `public` tells that it goes to others, wherever it is made.
    """
    passage = "" if problem.withheld and public else _passage(problem)
    return f"{problem.message}: {passage}" if passage else problem.message


def _passage(problem: Problem) -> str:
    return "" if problem.withheld and in_public() else problem.passage


def show(problem: Problem, line_of: LineOf) -> str:
    """Write a problem as people read it: place, message, the line, a pointer, words of the text, the help."""
    where = f"{problem.span}: {problem.severity}: {problem.code}: "
    parts = [plain(where + problem.message)]
    line = None if _is_withheld(problem.span) else line_of(problem.span)
    if line is not None and line.strip():
        parts += _excerpt(problem.span, line)
    passage = _passage(problem)
    parts += [f"   text: {plain(passage)}"] if passage else []
    parts.append(f"   help: {plain(problem.help)}")
    return "\n".join(parts)


def _is_withheld(span: Span) -> bool:
    """Tell whether the line at a place is not to be shown."""
    # Whether a source text may be published is not known everywhere, so none of its lines goes to a public log.
    return span.file.startswith(PRIVATE) or (in_public() and span.file.endswith(SOURCE))


def show_all(problems: Iterable[Problem], line_of: LineOf) -> str:
    """Write all problems, sorted, with a blank line between them and the count last."""
    ordered = in_order(problems)
    return "\n\n".join([*(show(problem, line_of) for problem in ordered), count(ordered)])


def _excerpt(span: Span, line: str) -> list[str]:
    at = min(span.column - 1, len(line))
    start = max(0, min(at - WIDEST // 3, len(line) - WIDEST))
    shown = plain(line[start : start + WIDEST]).rstrip()
    marks = "^" * max(1, min(span.length, len(shown) - (at - start)))
    return [f"{span.line:>5} | {shown}", f"      | {' ' * (at - start)}{marks}"]


_ORDER_ANYWHERE = re.compile(r"(##\w*)\[")
"""How an order to a machine that runs jobs can begin anywhere in a line of its log."""

_ORDER_AT_START = re.compile(r"(\s*):(?=:)")
"""How an order to GitHub's runner begins a line; it looks past the space before it."""


def plain(text: str) -> str:
    """Replace each character that could steer a terminal or a log; the length stays the same."""
    return without_orders("".join(_visible(character) for character in text))


def without_orders(line: str) -> str:
    """Take from a line of a log what the machine that runs a job would take for an order; the length stays the same."""
    calm = _ORDER_ANYWHERE.sub("\\1\N{FULLWIDTH LEFT SQUARE BRACKET}", line) if "##" in line else line
    found = _ORDER_AT_START.match(calm) if "::" in calm else None
    return f"{found[1]}\N{FULLWIDTH COLON}{calm[found.end() :]}" if found else calm


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    return (
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else character
    )


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word most like the given one, or None where none is near."""
    candidates = {entry.lower(): entry for entry in known}
    matches = difflib.get_close_matches(word.lower(), list(candidates), n=1, cutoff=0.6)
    return candidates[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Offer the nearest known word as help, or the other help where none is near."""
    found = nearest(word, known)
    return f'did you mean "{found}"?' if found else otherwise
