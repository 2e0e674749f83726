"""The ids that exist, with names, for those who are asked for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from pydantic_core import PydanticCustomError

from generator.link.ids import collect_ids, named_records
from generator.model import Actor, Article, Claim, Event, Kind, Named, Place, Ref, Term, Unit
from generator.model.meanings import WORDS_BESIDE_IDS
from generator.model.values import PlaceRef, check_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.read import Records

_DAMAGED = "There is a problem in its record."


@dataclass(frozen=True, slots=True)
class KnownIds:
    """Ids of a content folder: what each names, in a few words; `states` are the actors that are places too.

    `damaged` are ids of records that could not be read whole, with their kinds where these are known.
    """

    names: tuple[tuple[str, Kind, str], ...] = ()
    states: frozenset[str] = frozenset()
    damaged: tuple[tuple[str, Kind | None], ...] = ()

    def fitting(self, ref: Ref) -> dict[str, str]:
        """Give the words and ids that may stand where an id is asked for, each with what it names."""
        words = {word: sentence for word, sentence in WORDS_BESIDE_IDS.sentences if word in ref.words}
        return {**words, **dict(sorted(self._ids(ref)))}

    def _ids(self, ref: Ref) -> Iterator[tuple[str, str]]:
        for some_id, kind in self.damaged:
            if kind is None or kind in ref.kinds:
                yield some_id, _DAMAGED
        for some_id, kind, name in self.names:
            if kind in ref.kinds and not (ref == _PLACES and kind == "actor" and some_id not in self.states):
                yield some_id, name


_PLACES: Ref = get_args(PlaceRef)[1]


def know_ids(records: Records) -> KnownIds:
    """Gather the ids of all records, also of those that have problems."""
    ids, _ = collect_ids(records)
    names = tuple((record.id, kind, _name(record)) for kind, record in named_records(records))
    damaged = ((some_id, kind) for some_id, kind in records.rejected.items() if _can_be_id(some_id))
    return KnownIds(names, ids.states, tuple(damaged))


def _can_be_id(text: str) -> bool:
    try:
        check_id(text)
    except PydanticCustomError:
        return False
    return True


def _name(record: Named) -> str:
    """Say what a record is: its name, and what kind of thing that is. A claim's words stand in quotation marks."""
    match record:
        case Actor() | Place():
            return f"{record.label}, {record.type}"
        case Unit():
            return f"{record.label}, unit"
        case Term():
            return f"{record.label}, term"
        case Claim():
            return f"“{record.claim}”, {record.type} claimed"
        case Event():
            return f"{record.title}, event"
        case _:
            assert isinstance(record, Article)
            return f"{record.title}, article"
