"""The pages of lists that are too long for one, as other pages look them up: by their address.

Nothing here is worked out; `dividing` does that once for the whole site. A page
reads its own share alone, so what is added to one changes no other.
"""

from dataclasses import dataclass, field

from generator.model import When
from generator.pages.division import Steps, by_date

AT_HOME = "home"
"""Stands for the home page, whose address is empty."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list that stands at `root`: the steps to it, what it is a part of, and what is beside it.

    `tail` begins the ids of what stands there, where neither date nor name tells it apart.
    """

    root: str
    steps: Steps
    tail: str
    above: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """What a page tells of a record: ids of the claims it speaks on, of those about it, of events and of articles."""

    ledger: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """How many entries of each kind there are on a record in all, or on a page on it and the parts of that.

    `claims` counts each claim once, whether it is spoken on, about the record, or both.
    """

    ledger: int = 0
    about: int = 0
    events: int = 0
    mentioned: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True)
class First:
    """What the first screen of a divided list shows: the newest, or those named most, and what is disputed."""

    newest: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists by the addresses of their pages; what is not divided stands in `ids` and `counts` alone."""

    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The pages that each list and each of its pages is divided into, in their order."""
    leaves: dict[str, Leaf] = field(default_factory=dict)
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The records on each page of a list, in their order; none on one that only leads to its parts."""
    shares: dict[str, Share] = field(default_factory=dict)
    """What stands on the own page of a record, and on each of the pages that it is divided into."""
    totals: dict[str, Total] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    """How many entries there are in a list or on a page of it, those of its own parts included."""
    disputed: dict[str, int] = field(default_factory=dict)
    """How many of them are disputed claims."""
    first: dict[str, First] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    """The page on which a word or an event stands, where its list is divided."""
    beginnings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each such list, how the ids begin of which one file tells where they stand."""
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The ids in each of these files, old ids among them."""

    def holds(self, address: str, when: When) -> bool:
        """Tell whether what has a date stands on a page of a list; all does where the list is not divided."""
        leaf = self.leaves.get(address)
        if leaf is None:
            return True
        steps = by_date(when)
        return steps == leaf.steps if address in self.parts else steps[: len(leaf.steps)] == leaf.steps
