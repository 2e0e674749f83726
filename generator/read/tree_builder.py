"""Building the tree of a YAML file from its events."""

import re
import unicodedata
from typing import Any, Protocol, cast

import yaml

from generator.model import Listing, Node, Scalar, Table
from generator.problems import Problem, Span
from generator.read.files import STEERING, name_character
from generator.read.keys import how_to_fill, known_keys
from generator.read.limits import MOST_FAULTS, stop_at
from generator.read.quoting import how_to_quote, shortened
from generator.read.syntax import ODD, indent_of, refuse_special

DEEPEST = 20
"""Levels of lists and tables that a file may have at most."""

LONGEST_KEY = 300
"""Characters of a key at most: the longest are names in texts."""

_RECORDS = 2
"""The level that records stand on: below the file's table and a list."""

_ODD_SPACE = re.compile(rf"-?[ {ODD}]+([a-z_]+)")
_COMMENT = re.compile(r"[ \t]+(#[^\n]*)")
_TIGHT_COMMENT = re.compile(r"[|>][-+0-9]*#")
_TIGHT_COLON = re.compile(r"([A-Za-z_][\w-]*):(?=[^\s/:,}])")
_JOINED = re.compile(r"(\S.*?)[ \t]{2,}([a-z_]+)")
_SHOWN = 200
"""Characters of a value that are looked at for advice: a whole file can stand in one line."""


class EventParser(Protocol):
    """What gives YAML's events one by one."""

    def get_event(self) -> Any:
        """Give the next event, None after the last."""


class TooDeepError(Exception):
    """The file goes deeper than it may; reading on would only cost time."""


class TooManyError(Exception):
    """The file has more faults than anybody would read of; reading on would only cost time and memory."""


class DisputedError(yaml.YAMLError):
    """The two parsers do not agree on what stands in a line; the slow one is to decide."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


class TreeBuilder:
    """Builds the tree of one file.

    A value that is refused counts as a problem; every table on the way up to
    it learns from that count which of its keys are not whole. `doubles` are the
    keys that stand a second time in a table, with their values.
    """

    def __init__(self, file: str, text: str, parser: EventParser) -> None:
        self._file = file
        self._text = text
        self._lines = text.split("\n")
        self._next = parser.get_event
        self._known = known_keys()
        self.problems: list[Problem] = []
        self.doubles: list[tuple[str, Node]] = []
        self.last_quoted: tuple[int, int] | None = None
        self.key_line = self.record_line = 0
        """Where the list and the record begin that are being read, counted from 0."""
        self._flows = 0

    def build(self) -> tuple[Node | None, bool]:
        """Build the tree; False where more stands in the file than was read.

        Raises:
            TooDeepError: where lists and tables lie too deep in each other.
        """
        self._next()
        first = None if isinstance(self._next(), yaml.StreamEndEvent) else self._next()
        if first is None or _is_nothing(first):
            if first is not None and (more := self._document_after()) is not None:
                self._refuse_document(more)
                return None, False
            but = " but comments" if self._text.strip() else ""
            message = f"there is nothing in this file{but}"
            self._refuse("empty-file", Span(self._file), message, "write records into it, or delete it")
            return None, True
        node = self._node(first, 0)
        more = self._document_after()
        if more is not None:
            self._refuse_document(more)
            return node, False
        return node, True

    def _document_after(self) -> Any:
        """Give the beginning of a further document, None where there is none."""
        self._next()
        more = self._next()
        return more if isinstance(more, yaml.DocumentStartEvent) else None

    def _refuse_document(self, event: Any) -> None:
        self._refuse(
            "yaml-document",
            self._span_of(event, 3),
            'a second YAML document begins here ("---")',
            "delete this line, or move what follows to a file of its own",
        )

    def _refuse(self, code: str, span: Span, message: str, help_text: str) -> None:
        self._tell(Problem(code, span, message, help_text))

    def _tell(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) == MOST_FAULTS:
            self._stop(problem.span)

    def _stop(self, span: Span) -> None:
        self.problems.append(stop_at(span))
        raise TooManyError

    def _span_of(self, event: Any, length: int | None = None) -> Span:
        """Give the place of an event; without a length, up to the end of what stands on the line."""
        start, end = event.start_mark, event.end_mark
        line, column = start.line, start.column
        if length is None:
            length = end.column - column if end.line == line else 0
            if length <= 0:
                length = len(self._lines[line][column:].partition(" #")[0].rstrip()) or 1
        return Span(self._file, line + 1, column + 1, length)

    def _node(self, event: Any, depth: int) -> Node | None:
        """Build a node from its first event; None where it is refused."""
        if depth > DEEPEST:
            self._refuse_depth(event)
        if event.anchor is not None or event.tag is not None:  # every alias has an anchor
            return self._refuse_node(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        build = self._table if isinstance(event, yaml.MappingStartEvent) else self._listing
        self._flows += bool(event.flow_style)
        try:
            return build(event, depth)
        finally:
            self._flows -= bool(event.flow_style)

    def _refuse_node(self, event: Any, depth: int) -> Node | None:
        """Refuse an anchor, an alias or a tag, and leave out what it belongs to, but never whole records."""
        start = event.start_mark
        mark = self._text[start.index]
        self._tell(refuse_special(self._file, self._lines, start.line, start.column, mark))
        if isinstance(event, yaml.CollectionStartEvent):
            event.anchor = event.tag = None
            node = self._node(event, depth)
            return node if depth <= _RECORDS else None
        return None

    def _refuse_depth(self, event: Any) -> None:
        self._refuse(
            "too-deep",
            self._span_of(event, 1),
            f"lists and tables lie more than {DEEPEST} deep here",
            "write it flatter",
        )
        raise TooDeepError

    def _scalar(self, event: Any) -> Scalar | None:
        """Build a value, which is text whatever it looks like."""
        start, end = event.start_mark, event.end_mark
        raw = self._text[start.index : end.index]
        span = self._span_of(event)
        style = event.style
        if style or "?" in raw:
            self._doubt(event, raw)
        if style:
            self.last_quoted = (start.index, end.index)
            if not self._check_escapes(event, raw, span):
                return None
            return Scalar.at(event.value, span, raw=raw)
        comment = _COMMENT.match(self._text, end.index)
        if comment is None:
            return Scalar.at(event.value, span, raw=raw)
        column = end.column + 1 + comment.start(1) - end.index
        cut_at = Span(self._file, end.line + 1, column, len(comment[1].rstrip()))
        return Scalar.at(event.value, span, raw=raw, cut_at=cut_at, cut=comment[0].rstrip())

    def _doubt(self, event: Any, raw: str) -> None:
        """Leave to the slow parser what libyaml takes and it does not: `[who?]` and `>#`."""
        if (self._flows and not event.style and "?" in raw) or _TIGHT_COMMENT.match(raw):
            raise DisputedError(event.start_mark.line)

    def _check_escapes(self, event: Any, raw: str, span: Span) -> bool:
        """Refuse control characters that are written as escapes."""
        found = STEERING.search(event.value)
        if found:
            message = f"an escape in this text stands for an invisible character ({name_character(found.group())})"
            self._refuse(
                "control-character", span, message, f"delete the escape that begins with \\ in {shortened(raw)}"
            )
        return not found

    def _listing(self, event: Any, depth: int) -> Listing:
        made = Listing(self._span_of(event), flow=bool(event.flow_style))
        while not isinstance(entry := self._next(), yaml.SequenceEndEvent):
            if depth == _RECORDS - 1:
                self.record_line = entry.start_mark.line
            if _is_nothing(entry):
                self._refuse_empty_entry(entry)
            elif (node := self._node(entry, depth + 1)) is not None:
                made.append(node)
        self._close_flow(made, event, entry)
        return made

    def _refuse_empty_entry(self, event: Any) -> None:
        # Its place is after the hyphen, where the value would stand.
        mark = event.start_mark
        span = Span(self._file, mark.line + 1, mark.column, 1)
        self._refuse("empty-value", span, "this entry has nothing behind its hyphen", "fill it or delete the line")

    def _table(self, event: Any, depth: int) -> Table:
        made = Table(self._span_of(event), flow=bool(event.flow_style))
        twice: list[tuple[str, Span]] = []
        alike: dict[str, str] = {}
        while not isinstance(key_event := self._next(), yaml.MappingEndEvent):
            before = len(self.problems)
            if depth == 0:
                self.key_line = self.record_line = key_event.start_mark.line
            key = self._key(key_event, depth)
            value_event = self._next()
            span = self._span_of(key_event)
            value = None if key is None and _is_nothing(value_event) else self._value(value_event, span, depth)
            if key is not None and key not in self._known:
                # Where keys are names, space around and between their words does not count.
                first = alike.setdefault(" ".join(key.split()), key)
                key = first if first in made.keys_at else key
            if key in made.keys_at:
                twice.append((key, span))
                if len(twice) > MOST_FAULTS:
                    self._refuse_twice(made, twice)
                    self._stop(span)
                self.doubles += [(key, value)] if value is not None else []
            elif key is not None:
                made.keys_at[key] = span
                if value is not None:
                    made[key] = value
            if len(self.problems) > before:
                # Of `name:Russia` the name is there as well, and nobody has to be told that it is missing.
                made.refused |= {key or "", (key or "").partition(":")[0]}
        self._refuse_twice(made, twice)
        self._close_flow(made, event, key_event)
        made.source = self._between(event, key_event)
        return made

    def _between(self, start: Any, end: Any) -> str:
        return self._text[start.start_mark.index : end.end_mark.index]

    def _key(self, event: Any, depth: int) -> str | None:
        """Give a key, which must be plain text; None where it is refused."""
        if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None or event.tag is not None:
            self._refuse_key(event, depth)
            return None
        key: str = event.value
        if key in self._known:
            return key
        self._doubt(event, key)
        if not key.strip() or "\n" in key or STEERING.search(key):
            message = "here a key is needed before the colon"
            self._refuse("bad-key", self._span_of(event), message, "write the key's name before the colon")
        elif len(key) > LONGEST_KEY:
            message = f"this key has {len(key):,} characters, and {LONGEST_KEY} are the most that is read"
            self._refuse("bad-key", self._span_of(event), message, "shorten it; if it is text, write it behind a key")
        elif key == "<<" and not event.style:
            message = '"<<" would merge another table into this one, which is not done here'
            self._refuse("yaml-merge", self._span_of(event), message, "write the keys out")
        elif (odd := _ODD_SPACE.fullmatch(key)) and odd[1] in self._known:
            # To YAML the line says something else than to people, and so may all that follows.
            raise yaml.MarkedYAMLError(problem="odd space", problem_mark=cast("Any", event.start_mark))
        elif key.startswith("--") and not event.style:
            message = "two hyphens begin this entry"
            self._refuse("yaml-list", self._span_of(event, 2), message, 'keep one hyphen and one space: "- "')
        elif key.startswith("-") and not event.style:
            message = "after the hyphen that begins an entry a space is missing"
            self._refuse("yaml-space", self._span_of(event, 1), message, "put a space behind the hyphen")
        elif (joined := _JOINED.fullmatch(key)) and not event.style and joined[2] in known_keys():
            self._refuse_joined(event, joined[2])
        else:
            return unicodedata.normalize("NFC", key)
        return None

    def _refuse_joined(self, event: Any, name: str) -> None:
        """Refuse two lines that were joined: the second one's key ends the first."""
        span = self._span_of(event)
        span = span._replace(column=span.column + span.length - len(name), length=len(name))
        message = f'"{name}" and its value belong on a line of their own'
        row = self._lines[span.line - 1]
        column = self._column_around(span.line - 1) if row.lstrip().startswith("- ") else indent_of(row)
        self._refuse(
            "yaml-colon", span, message, f'begin a new line before "{name}", with {column} spaces at its start'
        )

    def _column_around(self, number: int) -> int:
        """Find the column of the key that holds the list in which a line stands."""
        own = indent_of(self._lines[number])
        above = (indent_of(row) for row in reversed(self._lines[:number]) if row.strip())
        return next((column for column in above if column < own), 0)

    def _refuse_key(self, event: Any, depth: int) -> None:
        """Refuse a key that is no text."""
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None or event.tag is not None:
            self._refuse_node(event, depth + 1)
            return
        opening = "[" if isinstance(event, yaml.SequenceStartEvent) else "{"
        span = self._span_of(event)
        before = len(self.problems)
        self._node(event, depth + 1)
        del self.problems[before:]
        row, start = self._lines[span.line - 1], span.column - 1
        while start and row[start - 1] in "[{":
            start -= 1
        value = row[start : start + _SHOWN]
        message = f'a list or a table that begins with "{opening}" stands here as a key or as text'
        self._refuse("bad-key", span, message, f"if this is text, {how_to_quote(value)}")

    def _value(self, event: Any, key_span: Span, depth: int) -> Node | None:
        if not _is_nothing(event):
            return self._node(event, depth + 1)
        tight = _TIGHT_COLON.match(self._lines[key_span.line - 1], key_span.column - 1) if self._flows else None
        comment = self._lines[key_span.line - 1][event.start_mark.column :].strip()
        help_text = how_to_fill(self._lines[key_span.line - 1][key_span.column - 1 :].partition(":")[0])
        if tight:
            span = key_span._replace(column=tight.end(), length=1)
            message = f'after the colon of "{tight[1]}" a space is missing'
            self._refuse("yaml-space", span, message, "put a space behind the colon")
            return None
        if self._flows:
            help_text = 'put a text with a comma in it in double quotation marks; behind a key write ": " and a value'
        elif comment.startswith("#"):
            help_text = f"if {shortened(comment)} is the text, {how_to_quote(comment)}; if not, {help_text}"
        self._refuse("empty-value", key_span, "this key has nothing behind it", help_text)
        return None

    def _refuse_twice(self, table: Table, twice: list[tuple[str, Span]]) -> None:
        """Refuse keys that stand twice: one problem for a table, since a hyphen may be all that is missing."""
        if not twice:
            return
        key, span = twice[0]
        others = list(dict.fromkeys(f'"{other}"' for other, _ in twice if other != key))
        listed = ", ".join([*others[:3], *(["others"] if len(others) > 3 else [])])  # noqa: PLR2004 - enough to see why
        more = f" (so do {listed})" if others else ""
        message = f'"{key}" stands a second time here{more}; the first is in line {table.keys_at[key].line}'
        self._refuse("duplicate-key", span, message, self._how_to_part(table, key, span, len(twice)))
        table.refused.add(key)

    def _how_to_part(self, table: Table, key: str, span: Span, twice: int) -> str:
        """Say how a key that stands twice can be parted from the first, which often is another record's."""
        keys = list(table.keys_at)
        block = not table.flow
        entry = self._lines[table.span.line - 1].lstrip().startswith("- ")
        if block and entry and key == keys[0]:
            mark = f'begin the line with {span.column - 3} spaces and "- "'
            return f"if a new entry begins here, {mark}; if not, delete one of the two lines"
        if block and isinstance(table.get(key), Listing) and key == keys[-1]:
            return "delete this line: what stands below it then goes on with the list above"
        if block and entry and twice > 1:
            self.doubles.append(("", table))
            line = f"{keys[0]}: {self._like_id()}"
            return f'the first line of a new entry is missing: write it above, {span.column - 3} spaces and "- {line}"'
        return "delete one of the two lines"

    def _like_id(self) -> str:
        """Give an id that fits the name which stands a second time."""
        name = next(
            (value for key, value in reversed(self.doubles) if key == "name" and isinstance(value, Scalar)), "…"
        )
        return "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "…"

    def _close_flow(self, node: Listing | Table, start: Any, end: Any) -> None:
        """Let the place of what stands between brackets reach to the closing one."""
        if node.flow and start.start_mark.line == end.end_mark.line:
            length = end.end_mark.column - start.start_mark.column
            node.span = Span(self._file, node.span.line, node.span.column, length)


def _is_nothing(event: Any) -> bool:
    return (
        isinstance(event, yaml.ScalarEvent)
        and not event.value
        and not event.style
        and event.anchor is None
        and event.tag is None
    )
