"""YAML as text, lists and tables that know their place.

Only a small part of YAML is taken: what an editor would write. All plain values
are text; what has a hidden meaning is refused. The tree is built from PyYAML's
events, because only they carry the places, and no value is ever made an object.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from generator.model import Node
from generator.problems import Problem, Span
from generator.read.mends import TO_THE_END, Reach, tab_width
from generator.read.slips import explain
from generator.read.syntax import SyntaxFault, find_directive, find_tab
from generator.read.tree_builder import (
    DisputedError,
    EventParser,
    TooDeepError,
    TooManyError,
    TreeBuilder,
)
from generator.read.windows import SHORT, Window, window_at


class SlowParser(Reader, Scanner, Parser):
    """PyYAML's own parser. It is slow, and its errors are the ones that we explain."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


# The last two are its answer to the escape \\UFFFFFFFF.
_STOPS = (yaml.YAMLError, ValueError, OverflowError)

MakeParser = Callable[[str], EventParser]


def fastest_parser() -> MakeParser:
    """Give libyaml's parser where PyYAML has it, else PyYAML's own."""
    try:
        return cast("MakeParser", importlib.import_module("yaml.cyaml").CParser)
    except ImportError:
        return SlowParser


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a YAML text holds. `doubles` are keys that stand a second time; `lost`: its rest could not be read."""

    node: Node | None
    problems: list[Problem] = field(default_factory=list)
    doubles: list[tuple[str, Node]] = field(default_factory=list)
    lost: bool = False


def load_yaml(file: str, text: str, make_parser: MakeParser | None = None) -> Loaded:
    """Read a YAML text with LF line ends and no control characters."""
    fault = find_tab(file, text, _width_of_tabs) or find_directive(file, text)
    if fault:
        return Loaded(None, [fault], lost=True)
    # A tab between words is a space to people; the two parsers differ on it.
    even = text.replace("\t", " ")
    make = make_parser or fastest_parser()
    builder = TreeBuilder(file, even, make(even))
    try:
        return _build(builder)
    except _STOPS as error:
        return _explain(file, even, builder, error)


def _explain(file: str, text: str, builder: TreeBuilder, error: Exception) -> Loaded:
    """Read what is needed of a text again to say why it could not be read to its end."""
    line = _line_of(error)
    in_quotes = getattr(error, "context", None) == "while scanning a quoted scalar"
    window = window_at(text, builder.key_line, builder.record_line, line, in_quotes=in_quotes)
    if window is not None and (window.is_whole or _line_where_it_stops(window) == line):
        before = [problem for problem in builder.problems if problem.span.line <= window.start]
        loaded = _load_slowly(file, window.text)
        if window.is_whole:
            return loaded
        if loaded.lost:
            return Loaded(None, [*before, *loaded.problems], lost=True)
    row = text.split("\n")[line]
    message, help_text = "this file cannot be read as YAML beyond this line", "compare it with a record that works"
    fault = Problem("yaml-syntax", Span(file, line + 1, 1, max(1, len(row.rstrip()))), message, help_text)
    return Loaded(None, [*builder.problems, fault], lost=True)


def _line_where_it_stops(window: Window) -> int | None:
    try:
        _build(TreeBuilder("", window.text, fastest_parser()(window.text)))
    except _STOPS as error:
        return _line_of(error)
    return None


def _line_of(error: Exception) -> int:
    """Give the line where a parser stopped, counted from 0."""
    return int(getattr(getattr(error, "problem_mark", error), "line", 0))


def _build(builder: TreeBuilder) -> Loaded:
    try:
        node, whole = builder.build()
    except (TooDeepError, TooManyError):
        node, whole = None, False
    return Loaded(node, builder.problems, builder.doubles, lost=not whole)


def _load_slowly(file: str, text: str) -> Loaded:
    """Read with PyYAML's own parser, whose errors `explain` knows."""
    parser = SlowParser(text)
    builder = TreeBuilder(file, text, parser)
    try:
        return _build(builder)
    except yaml.MarkedYAMLError as error:
        fault = SyntaxFault.from_error(file, text, error, builder.last_quoted)
    except _STOPS:
        fault = SyntaxFault.at_escape(file, text, parser.index)
    return Loaded(
        None, _join(builder.problems, explain(fault, _reach_beyond(builder.problems)), fault.lines), lost=True
    )


def _width_of_tabs(text: str) -> int | None:
    # In a long text it takes too long to try.
    return tab_width(text, _reach_beyond([])) if len(text) <= SHORT else None


def _reach_beyond(known: list[Problem]) -> Reach:
    """Give a measure of how far a text can be read before something is wrong in it that was not `known`."""
    before = {(problem.code, problem.message) for problem in known}

    def reach(text: str) -> int:
        try:
            builder, end = _try_parser(text, fastest_parser())
        except DisputedError:
            builder, end = _try_parser(text, SlowParser)
        found = [problem.span.line - 1 for problem in builder.problems if (problem.code, problem.message) not in before]
        return min([end, *found])

    return reach


def _try_parser(text: str, make_parser: MakeParser) -> tuple[TreeBuilder, int]:
    """Read a text as far as it goes; the line where it ends, or more than there are."""
    builder = TreeBuilder("", text, make_parser(text))
    try:
        _build(builder)
    except DisputedError:
        raise
    except _STOPS as error:
        return builder, min(_line_of(error), text.count("\n"))
    return builder, TO_THE_END


def _join(problems: list[Problem], last: Problem, lines: list[str]) -> list[Problem]:
    """Add the fault that ended the reading, so that one slip in a line is told once."""
    here = [problem for problem in problems if problem.span.line == last.span.line]
    # A value that is refused for how it begins is often followed by what no parser can read.
    if any(problem.code.startswith(("yaml-", "bad-key")) for problem in here):
        return problems
    told = {last.span.line}
    if last.code == "yaml-indent":
        # What begins too far left leaves the key above it with nothing behind it.
        told.add(_line_above(lines, last.span.line))
    return [*(problem for problem in problems if problem.code != "empty-value" or problem.span.line not in told), last]


def _line_above(lines: list[str], line: int) -> int:
    """Find the nearest line above, counted from 1, that is neither blank nor a comment; 0 where there is none."""
    above = (number for number, row in enumerate(lines[: line - 1], start=1) if row.split("#")[0].strip())
    return max(above, default=0)
