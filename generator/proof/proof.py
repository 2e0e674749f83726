"""The Proof: what is known about the content beyond the content, for pages to tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.link import LinkedPosition
from generator.proof.changes import Change
from generator.proof.coverage import Coverage
from generator.proof.readings import UNREAD, Key, ReadState, key_of


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands behind the positions of a Library."""

    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    """How much of what is said in a text stands in positions, by article id; only texts that could be read closely."""
    readings: Mapping[Key, ReadState] = field(default_factory=dict)
    """Of every position that somebody has read: whether it was a second person. By article id and mark."""
    outdated_readings: int = 0
    """Readings that fit no position any more."""
    private: frozenset[str] = frozenset()
    """The articles whose text does not lie in the content, but in a private folder."""
    history: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    """What commits changed in each claim's record, the oldest first; empty where Git cannot say."""

    def read_state(self, position: LinkedPosition) -> ReadState:
        """Tell whether a position was read, and by whom."""
        return self.readings.get(key_of(position), UNREAD)
