"""How much of what there is stands on the page of a record, in words, where it is not all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.pages.addresses import FOLDERS
from generator.pages.desk import Desk, Link

MOST_BELONGING = 300
"""Those who belong to somebody, or to a place, that a page names at most; the lists hold all."""


@dataclass(frozen=True, slots=True)
class Named:
    """That not all are named, and the lists in which all stand."""

    words: str
    lists: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a page is not all that there is; nothing where it is."""

    ledger: str = ""
    about: str = ""
    events: str = ""
    mentioned: str = ""
    voices: Named | None = None
    units: Named | None = None
    parts: Named | None = None


def view_shown(desk: Desk, **belonging: Any) -> Shown:
    """Tell how much of its claims, events and mentions, and of who belongs to it, stands on the page of a record."""
    here = desk.compass.here
    share = desk.lists.shares.get(here)
    if share is None:
        return Shown(**belonging)
    total = desk.lists.totals[here]
    return Shown(
        ledger=_tell(desk, "part.shown_claims", len(share.ledger), total.ledger),
        about=_tell(desk, "part.shown_claims", len(share.about), total.about),
        events=_tell(desk, "part.shown", len(share.events), total.events),
        mentioned=_tell(desk, "part.shown", len(share.mentioned), total.mentioned),
        **belonging,
    )


def _tell(desk: Desk, words: str, shown: int, count: int) -> str:
    return desk.words(words, shown=shown, count=count) if shown < count else ""


def name_belonging(desk: Desk, ids: Iterable[str]) -> list[str]:
    """Sort those who belong to somebody by their names, and give as many as a page names."""
    signs = desk.house.signs
    return sorted(ids, key=lambda some_id: (signs[some_id][1].casefold(), some_id))[:MOST_BELONGING]


def tell_named(desk: Desk, ids: Sequence[str]) -> Named | None:
    """Tell how many of those who belong to somebody are named, and where all stand, where it is not all."""
    if len(ids) <= MOST_BELONGING:
        return None
    kinds = {desk.house.signs[some_id][0] for some_id in ids}
    lists = (Link(desk.words(f"nav.{kind}s"), desk.compass.to(FOLDERS[kind])) for kind in FOLDERS if kind in kinds)
    return Named(desk.words("part.shown_names", shown=MOST_BELONGING, count=len(ids)), tuple(lists))
