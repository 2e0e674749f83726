"""Ids that were changed where they are given, so that all who name them name nothing.

Each of them would be called unknown in its own place, and the editor sent from
file to file. Where nobody names the id that a record has, and several name one
that is nearly the same, the record is where it went wrong.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.link.ids import Ids
from generator.link.references import spot_of
from generator.model import Claim, ProseMark, Record, Ref, marked
from generator.problems import Problem, Span, nearest
from generator.text import prose_references

_SEVERAL = 2
"""Places that must name the old id: one of them could as well be the slip itself."""

_SHOWN = 3


@dataclass(slots=True)
class _Named:
    """Which ids are named, and where those are that nothing has."""

    known: set[str] = field(default_factory=set)
    unknown: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))


def gather_renamed(problems: Sequence[Problem], records: Iterable[Record], ids: Ids) -> list[Problem]:
    """Put one problem at a record's id in place of those of all who name it by another one."""
    # What could not be read may name each of them, or have the id that seems to be missing.
    if ids.partial or not any(problem.code.startswith("unknown-") for problem in problems):
        return list(problems)
    named = _names(records, ids)
    taken: dict[Span, Problem] = {}
    unnamed = [some_id for some_id in ids.kinds if some_id not in named.known]
    for missing, spans in named.unknown.items():
        own = nearest(missing, ids.to_compare(unnamed)) if len(spans) >= _SEVERAL else None
        if own:
            taken |= dict.fromkeys(spans, _renamed(own, missing, spans, ids))
    kept = [problem for problem in problems if problem.span not in taken or not problem.code.startswith("unknown-")]
    return [*kept, *dict.fromkeys(taken.values())]


def _names(records: Iterable[Record], ids: Ids) -> _Named:
    named = _Named()
    for record in records:
        for some_id, span in _references(record):
            if some_id in ids.kinds:
                named.known.add(some_id)
            else:
                named.unknown[some_id].append(span)
    return named


def _references(record: Record) -> Iterator[tuple[str, Span]]:
    for path, some_id, _ in marked(record, Ref):
        if not (isinstance(record, Claim) and path[0] == "positions" and path[-1] == "claim"):
            yield some_id, record.span(*path)
    for path, prose, _ in marked(record, ProseMark):
        for some_id, literal in prose_references(prose):
            yield some_id, spot_of(record, path, some_id, literal)


def _renamed(own: str, missing: str, spans: Sequence[Span], ids: Ids) -> Problem:
    where = [f"{span.file}:{span.line}" for span in sorted(spans)]
    more = len(where) - _SHOWN
    listed = ", ".join([*where[:_SHOWN], *([f"{more} more"] if more > 0 else [])])
    return Problem(
        "unknown-id",
        ids.place(own),
        f'nothing names the id "{own}", and "{missing}", which is nearly the same, is named where nothing has it: '
        f"{listed}",
        f'did you mean "{missing}"?',
    )
