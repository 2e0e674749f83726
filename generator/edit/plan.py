"""The plan of a renaming: every place at which an id stands for its record, in every file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.edit.old_ids import keep_old
from generator.edit.pages import link_edits, settings_edits
from generator.edit.references import ByHand, swap, swap_in_prose
from generator.edit.shape import Found, is_home, marked_values, records_in
from generator.edit.snapshot import SeenFile, SeenRecords, parse
from generator.edit.surgery import Edit
from generator.model import Article, Kind, Named, Ref, Scalar, Table
from generator.problems import Problem, Span
from generator.read.files import decode
from generator.read.folders import ARTICLES, EDITORS_GUIDE

_COMMENT = re.compile(r"(?:^|\s)#.*")


@dataclass(frozen=True, slots=True)
class Change:
    """One id that is to become another, and the kind of its record."""

    kind: Kind
    old: str
    new: str


@dataclass(slots=True)
class Plan:
    """The edits of each file. `left` are lines for editors' eyes that name the old id in plain words."""

    edits: dict[str, list[Edit]] = field(default_factory=dict)
    left: list[Span] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def plan_content(change: Change, files: list[SeenFile]) -> Plan:
    """Find all that is to be changed in the files of the content."""
    plan = Plan()
    for seen in files:
        if seen.found.holds_records:
            _plan_records(plan, change, seen)
        elif _is_page(seen):
            text = decode(seen.found.file, seen.data).text or ""
            plan.edits[seen.found.file] = list(link_edits(text, change.kind, change.old, change.new))
    return plan


def _is_page(seen: SeenFile) -> bool:
    """Tell whether a Markdown file is an ordinary page: neither a source text nor the editors' guide."""
    in_an_article = re.match(rf"{ARTICLES}/[^/]+/", seen.found.inside)
    return in_an_article is None and seen.found.inside != EDITORS_GUIDE


def plan_settings(change: Change, seen: SeenFile) -> list[Edit]:
    """Find what is to be changed in the project's settings."""
    text = decode(seen.found.file, seen.data).text or ""
    return list(settings_edits(text, change.kind, change.old, change.new))


def _plan_records(plan: Plan, change: Change, seen: SeenFile) -> None:
    records, problems = parse(seen)
    plan.problems += problems
    if records is None:
        return
    try:
        plan.edits[seen.found.file] = list(_edits(change, records))
    except ByHand as error:
        plan.problems.append(error.problem)
    plan.left += _in_plain_words(change, records)


def _edits(change: Change, records: SeenRecords) -> Iterator[Edit]:
    for found in records_in(records.node, records.file):
        yield from _own_edits(change, found, records)
    for scalar, mark in marked_values(records.node, records.file):
        if not isinstance(mark, Ref):
            yield from swap_in_prose(scalar, change.old, change.new)
        elif scalar == change.old:
            yield swap(scalar, change.old, change.new)


def _own_edits(change: Change, found: Found, records: SeenRecords) -> Iterator[Edit]:
    """Give the edits of the record's own id, which an article has from its folder, and of a publisher."""
    own = found.table.get("id")
    if is_home(records.file):
        renamed = change.kind == "article" and records.file.inside.split("/")[1] == change.old
    else:
        renamed = issubclass(found.model, Named) and own == change.old
    if renamed:
        yield from [swap(own, change.old, change.new)] if isinstance(own, Scalar) else []
        yield keep_old(found, records.layout, change.old, change.new)
    publisher = _publisher(found) if change.kind in {"actor", "unit"} else None
    if publisher is not None and publisher.strip() == change.old:
        yield swap(publisher, change.old, change.new)


def _publisher(found: Found) -> Scalar | None:
    """Find an article's publisher, which may be a name or an id."""
    source = found.table.get("source") if found.model is Article else None
    publisher = source.get("publisher") if isinstance(source, Table) else None
    return publisher if isinstance(publisher, Scalar) else None


def _in_plain_words(change: Change, records: SeenRecords) -> Iterator[Span]:
    """Find comments and notes that name the old id: they are their editors' own words and stay as they are."""
    word = re.compile(rf"(?<![\w-]){re.escape(change.old)}(?![\w-])")
    notes = set(_note_lines(records))
    for number, line in enumerate(records.layout.lines, start=1):
        comment = None if number in notes else _COMMENT.search(line)
        match = word.search(line) if number in notes else comment and word.search(line, comment.start())
        if match:
            yield Span(records.file.file, number, match.start() + 1, len(change.old))


def _note_lines(records: SeenRecords) -> Iterator[int]:
    waiting = [records.node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Table):
            if "note" in node:
                yield from range(node.keys_at["note"].line, records.layout.last_line(node["note"]) + 1)
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
