"""Answers of a person, each looked at by the same checks as a value in a file, and told in the same words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from pydantic import ValidationError

from generator.link import Library
from generator.model import RESERVED, Kind, Listing, Node, Record, Scalar, Table, Term
from generator.problems import Problem, Span
from generator.read.faults import Told, tell
from generator.read.files import STEERING, unify_line_ends

_HERE = Span("answer")
"""Where an answer stands: in no file."""

_ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.)")
"""What arrow keys and the like send where nothing edits the line."""

Answer = str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer cannot be taken, and what to do."""

    message: str
    help: str

    def __str__(self) -> str:
        """Give both in one line."""
        return f"{self.message}; {self.help}"

    @classmethod
    def of(cls, problem: Problem) -> "Refusal":
        """Tell a problem to whoever has just made it."""
        return cls(problem.message, problem.help)


def clean(typed: str) -> str:
    """Leave out what arrow keys and the like put into an answer, and white space around it."""
    return STEERING.sub("", _ESCAPE.sub("", unify_line_ends(typed))).strip()


def look_at(model: type[Record], key: str, answer: Answer) -> Refusal | None:
    """Check a value as the model checks it in a file; None where it may stand there."""
    table = Table(_HERE)
    table[key] = _node(answer)
    table.keys_at[key] = _HERE
    # What the record lacks otherwise is asked for later.
    table.refused = set(model.model_fields) - {key}
    try:
        model.model_validate(table)
    except ValidationError as error:
        return next((Refusal.of(problem) for problem in tell(error, Told(table, model))), None)
    return None


def _node(answer: Answer) -> Node:
    if isinstance(answer, str):
        return Scalar.at(answer, _HERE)
    listing = Listing(_HERE)
    listing.extend(Scalar.at(entry, _HERE) for entry in answer)
    return listing


def look_at_id(some_id: str, library: Library) -> Refusal | None:
    """Check a new id: its form, and that nothing else has it or had it."""
    refused = look_at(Term, "id", some_id)
    if refused is None and (some_id in library.kinds or some_id in library.was):
        named = library.label(library.was.get(some_id, some_id))
        return Refusal(f'the id "{some_id}" is taken: it is, or was, that of “{named}”', "choose another")
    return refused


def taken_ids(library: Library) -> frozenset[str]:
    """Give every id that nothing new may have."""
    return frozenset({*library.kinds, *library.was, *RESERVED})


@dataclass(frozen=True, slots=True)
class Known:
    """The records that an answer may name, by id and by each of their names in small letters."""

    names: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    what: str
    words: frozenset[str] = field(default_factory=frozenset)

    def find(self, answer: str) -> str | Refusal:
        """Find whom an id or a name means."""
        if answer in self.labels or answer in self.words:
            return answer
        found = self.names.get(answer.casefold(), ())
        if len(found) == 1:
            return found[0]
        if found:
            return Refusal(f'"{answer}" is a name of {" and of ".join(found)}', "type the id of the one that is meant")
        return Refusal(f'no {self.what} has the id or the name "{answer}"', self._nearest(answer))

    def _nearest(self, answer: str) -> str:
        spelt = {**{name: ids[0] for name, ids in self.names.items()}, **{key: key for key in self.labels}}
        near = get_close_matches(answer.casefold(), list(spelt), n=1, cutoff=0.6)
        if near:
            some_id = spelt[near[0]]
            return f'did you mean "{some_id}" ({self.labels[some_id]})?'
        few = ", ".join(list(self.labels)[:_FEW])
        more = f" and {len(self.labels) - _FEW} more" if len(self.labels) > _FEW else ""
        return f"known are: {few}{more}" if few else f"there is no {self.what} yet"


_FEW = 12
"""Ids that are listed where none is near."""


def known(library: Library, kinds: Sequence[Kind], what: str, words: frozenset[str] = frozenset()) -> Known:
    """List the entities of some kinds; a place may also be a state."""
    names: dict[str, dict[str, None]] = {}
    labels: dict[str, str] = {}
    for some_id, kind in library.kinds.items():
        if kind in kinds or (what == "place" and _is_state(some_id, library)):
            entity = library.entity(some_id)
            labels[some_id] = entity.label
            for name in (entity.label, *(alias.name for alias in entity.aliases), *entity.forms):
                names.setdefault(name.casefold(), {})[some_id] = None
    return Known({name: tuple(ids) for name, ids in names.items()}, labels, what, words)


def _is_state(some_id: str, library: Library) -> bool:
    return some_id in library.actors and library.actors[some_id].type == "state"
