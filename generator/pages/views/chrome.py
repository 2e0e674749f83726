"""What stands around every page: where it is, what comes before and after it, where it is edited."""

from dataclasses import dataclass

from generator.pages.addresses import FOLDERS, HOME
from generator.pages.desk import Desk, Link
from generator.pages.views.indexes import NAV_NAMES
from generator.problems import Span


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The page before or after; a claim's status stands beside its words."""

    label: str
    href: str
    status: str | None


@dataclass(frozen=True, slots=True)
class Chrome:
    """What stands around a page."""

    kind: str
    crumbs: tuple[Link, ...]
    here: str
    earlier: Neighbour | None
    later: Neighbour | None
    edit: str | None
    is_empty: bool = False


def around_record(desk: Desk, record_id: str, span: Span) -> Chrome:
    """Make the surroundings of a record's page."""
    kind = desk.library.kinds[record_id]
    index = Link(desk.words(f"nav.{NAV_NAMES[kind]}"), desk.compass.to(FOLDERS[kind]))
    earlier, later = desk.house.neighbours[record_id]
    label = desk.library.label(record_id)
    here = desk.words.quoted(label) if kind == "claim" else label
    return Chrome(kind, (_home(desk), index), here, _neighbour(desk, earlier), _neighbour(desk, later), desk.edit(span))


def around_index(desk: Desk, name: str, *, is_empty: bool) -> Chrome:
    """Make the surroundings of a list of records."""
    return Chrome(name, (_home(desk),), desk.words(f"nav.{name}"), None, None, None, is_empty)


def around_contract(desk: Desk) -> Chrome:
    """Make the surroundings of the page that tells how quotes are checked."""
    return Chrome("contract", (_home(desk),), desk.words("contract.title"), None, None, None)


def around_home() -> Chrome:
    """Make the surroundings of the home page: none."""
    return Chrome("home", (), "", None, None, None)


def _home(desk: Desk) -> Link:
    return Link(desk.words("site.home"), desk.compass.to(HOME))


def _neighbour(desk: Desk, record_id: str | None) -> Neighbour | None:
    if record_id is None:
        return None
    if record_id in desk.library.claims:
        line = desk.claim(record_id)
        return Neighbour(line.words, line.href, line.sentence)
    return Neighbour(desk.library.label(record_id), desk.href(record_id), None)
