"""Changes: what became different between two states of the content, as a reader would see it."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from generator.link import Speaker
from generator.model import Position, Stance

Part = Literal["quote", "verb", "date", "certainty", "side", "chain"]
"""What of a position may change beside its speaker and its stance."""


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that is different: words of the record, or ids of today; none: the record did not have it."""

    part: Part
    before: tuple[str, ...]
    after: tuple[str, ...]


EditKind = Literal[
    "added",
    "removed",
    "restored",
    "words",
    "type",
    "position_added",
    "position_removed",
    "position_changed",
    "speaker",
    "stance",
    "status",
]


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker, with the name that the content had for it at the time."""

    speaker: Speaker
    name: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that became different in a claim's record.

    `before` and `after` are words of the claim, kinds of claim, stances or
    statuses, by the kind of edit. `who` took the position that it is about,
    `other` is who had it before where the speaker changed.
    """

    kind: EditKind
    before: str = ""
    after: str = ""
    who: Who | None = None
    other: Who | None = None
    stance: Stance | None = None
    parts: tuple[PartChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit changed in one claim's record. `on` is its author's day; the order is that of the commits."""

    on: date
    edits: tuple[Edit, ...]


Resolve = Callable[[str], str]
"""Gives the id that a record has today, for any that it ever had."""

Held = TypeVar("Held")


def pair(
    before: Sequence[Held], after: Sequence[Held], look: Callable[[Held], tuple[Position, str]], resolve: Resolve
) -> list[tuple[Held | None, Held | None]]:
    """Find which position of one state is which of another: what is left alone on either side is gone, or new.

    `look` gives a position's record and its article. The same words in the same article are the same
    position, whoever is said to speak there; then come the same speaker and name, and the same stance.
    """
    old, new = dict(enumerate(before)), dict(enumerate(after))
    met: dict[int, int] = {}
    for key in _KEYS:
        waiting: dict[Hashable, list[int]] = {}
        for index, held in old.items():
            waiting.setdefault(key(*look(held), resolve), []).append(index)
        for index, held in list(new.items()):
            found = waiting.get(key(*look(held), resolve))
            if found:
                met[index] = found.pop(0)
                del new[index], old[met[index]]
    pairs = [(before[met[i]] if i in met else None, held) for i, held in enumerate(after)]
    return [*pairs, *((before[index], None) for index in old)]


def _words(position: Position) -> str:
    return " ".join(position.quote.split())


_KEYS: tuple[Callable[[Position, str, Resolve], Hashable], ...] = (
    lambda p, article, now: (now(article), now(p.actor), p.id, _words(p)),
    lambda p, article, now: (now(article), now(p.actor), _words(p)),
    lambda p, article, now: (now(article), _words(p)),
    lambda p, article, now: (now(article), now(p.actor), p.id),
    lambda p, article, now: (now(article), now(p.actor), p.stance),
)
"""What makes two positions the same one, the surest sign first."""


def parts_changed(before: Position, after: Position, resolve: Resolve) -> tuple[PartChange, ...]:
    """Give what is different in a position, beside its speaker and its stance."""
    old, new = _parts(before, resolve), _parts(after, resolve)
    return tuple(PartChange(part, old[part], new[part]) for part in old if old[part] != new[part])


def _parts(position: Position, resolve: Resolve) -> dict[Part, tuple[str, ...]]:
    return {
        "quote": (_words(position),),
        "verb": (position.verb,) if position.verb else (),
        "date": (position.said.text,) if position.said else (),
        "certainty": (position.certainty,),
        "side": (resolve(position.speaking_for),) if position.speaking_for else (),
        "chain": tuple(map(resolve, position.via)),
    }
