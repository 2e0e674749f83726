"""Problems as one JSON object, for programs.

The object is `{"version": 1, "problems": […], "counts": {"error": 0, "warning": 0}}`. A problem has `code`,
`severity` ("error" or "warning"), `file` (from the project's folder, with forward slashes), `line`, `column`
and `length` (from 1, in characters), `message`, `help`, and `more`: where the code is explained. Keys may be
added; where one changes its meaning or goes, the version is another.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.cli.more import More
from generator.problems import Problem, Severity, in_order, told

VERSION = 1


def as_json(problems: Sequence[Problem], more: More) -> str:
    """Write problems as JSON, in ASCII, so that no character of the content can steer a terminal."""
    ordered = in_order(problems)
    counts = {str(severity): sum(problem.severity is severity for problem in ordered) for severity in Severity}
    return as_ascii({"version": VERSION, "problems": [_entry(problem, more) for problem in ordered], "counts": counts})


def as_ascii(told: Mapping[str, Any]) -> str:
    """Write an object in ASCII, so that no character in it can steer a terminal or give an order to a job's machine."""
    # What is left can stand in texts alone, where every character may be written by its number.
    return json.dumps(told, indent=2).replace("##", "#\\u0023") + "\n"


def _entry(problem: Problem, more: More) -> dict[str, Any]:
    span = problem.span
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "length": span.length,
        "message": told(problem, public=True),
        "help": problem.help,
        "more": more.about(problem.code),
    }
