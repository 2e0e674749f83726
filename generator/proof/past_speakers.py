"""Past speakers: who could speak after each commit, and for which side; and the shelf that past records stand on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from generator.link.sides import affiliations, sides_of
from generator.model import Actor, Record, Unit

Entry = TypeVar("Entry")


@dataclass(slots=True)
class Shelf(Generic[Entry]):
    """Entries by id and file; where several files hold one id, the first file's counts."""

    places: dict[str, dict[str, Entry]] = field(default_factory=dict)

    def exchange(self, file: str, old: Mapping[str, Entry], new: Mapping[str, Entry]) -> set[str]:
        """Put the new entries of a file in place of its old ones, and give the ids of those that changed."""
        ids = old.keys() | new.keys()
        changed = {some_id for some_id in ids if (old.get(some_id),) != (new.get(some_id),)}
        for some_id in changed:
            held = self.places.setdefault(some_id, {})
            held.pop(file, None)
            if some_id in new:
                held[file] = new[some_id]
            if not held:
                del self.places[some_id]
        return changed

    def get(self, some_id: str) -> Entry | None:
        """Give the entry of an id that counts."""
        held = self.places.get(some_id)
        return held[min(held)] if held else None

    def every(self, some_id: str) -> Iterable[Entry]:
        """Give the entries of an id, file after file."""
        held = self.places.get(some_id, {})
        return (held[file] for file in sorted(held))


@dataclass(slots=True)
class PastSpeakers:
    """Actors and units, and the side of each."""

    shelf: Shelf[Actor | Unit] = field(default_factory=Shelf)
    sides: dict[str, str] = field(default_factory=dict)
    _edges: dict[str, tuple[str, Record, str]] = field(default_factory=dict)
    _above: set[str] = field(default_factory=set)
    """Every id that ever stood above another."""

    def name(self, some_id: str) -> str:
        """Give the name that the content had for an id; a publisher's name is itself."""
        speaker = self.shelf.get(some_id)
        return speaker.name if speaker else some_id

    def move(self, changed: set[str]) -> set[str]:
        """Work out the sides again where affiliations changed, and give those whose side did."""
        there = {some_id: speaker for some_id in changed if (speaker := self.shelf.get(some_id))}
        edges = dict(affiliations(*_by_kind(there.values())))
        if there.keys() == changed and all(self._is_as_before(some_id, edges) for some_id in changed):
            return set()
        # Nobody's side changes where somebody new comes whom nobody speaks for.
        are_new = changed.isdisjoint(self.sides) and changed.isdisjoint(self._above)
        for some_id in changed:
            self._edges.pop(some_id, None)
        self._edges |= edges
        self._above |= {above for above, _, _ in edges.values()}
        before = {} if are_new else self.sides
        after = sides_of(there if are_new else self.shelf.places, self._edges)
        self.sides = {**self.sides, **after} if are_new else after
        return {some_id for some_id in before.keys() | after.keys() if before.get(some_id) != after.get(some_id)}

    def _is_as_before(self, some_id: str, edges: Mapping[str, tuple[str, Record, str]]) -> bool:
        now, before = edges.get(some_id), self._edges.get(some_id)
        return some_id in self.sides and (now and now[0]) == (before and before[0])


def _by_kind(speakers: Iterable[Actor | Unit]) -> tuple[list[Actor], list[Unit]]:
    listed = list(speakers)
    return [s for s in listed if isinstance(s, Actor)], [s for s in listed if isinstance(s, Unit)]
