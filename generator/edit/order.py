"""The canonical order of a record's keys, worked out from the models.

What names a record comes first, then its own keys as its model declares them,
then what all records share; what is long (lists of prose, positions, evidence)
stands last, so that nobody has to look below it for a short line.
"""

from collections.abc import Mapping
from functools import cache

from generator.model import (
    Actor,
    Alias,
    Article,
    Claim,
    Correction,
    Event,
    Evidence,
    Original,
    Place,
    Position,
    Question,
    Reading,
    Record,
    Source,
    Term,
    Unit,
    Verdict,
)

_FIRST = ("id", "name", "term")
_NAMES = ("aliases", "forms", "summary")
_MEANING = ("definition", "see")
_SHARED = ("links", "coordinates", "precision_km", "was", "note")
_LONG = (
    "contradicts",
    "corrections",
    "positions",
    "evidence",
    "verdict",
    "in_brief",
    "questions",
    "not_known",
    "mentions",
)
_BESIDE = {"prefix": "quote", "suffix": "quote"}
"""Keys that stand right behind another one, whichever model declares them."""


@cache
def keys_in_order(model: type[Record]) -> tuple[str, ...]:
    """Give all keys of a kind of record in the order in which they are written."""
    declared = list(model.model_fields)
    return tuple(sorted(declared, key=lambda key: _rank(key, declared)))


def _rank(key: str, declared: list[str]) -> tuple[int, int, int]:
    """Give a key's group, its place in the group, and its place behind the key that it belongs to."""
    for group, keys in ((0, _FIRST), (2, _NAMES), (3, _MEANING), (4, _SHARED)):
        if key in keys:
            return group, keys.index(key), 0
    leader = _BESIDE.get(key, key)
    return (5 if key in _LONG else 1), declared.index(leader), declared.index(key) + 1 if leader != key else 0


KINDS: tuple[type[Record], ...] = (
    *(Actor, Place, Unit, Term, Claim, Position, Event, Article),
    *(Reading, Evidence, Verdict, Correction, Question, Original, Alias, Source),
)
"""The kinds of record, in the order in which they are tried: first those with an address of their own."""

ORDER: Mapping[type[Record], tuple[str, ...]] = {model: keys_in_order(model) for model in KINDS}
"""The order of keys of each kind of record, and of what stands inside records."""
