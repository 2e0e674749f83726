"""What stands around every page: where it is, what comes before and after it, where it is edited."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.model import Kind, Record
from generator.pages.addresses import FOLDERS, HOME, ON_ONE_PAGE
from generator.pages.desk import Desk, Link
from generator.pages.editing import form_at, is_on_github
from generator.pages.views.indexes import NAV_NAMES
from generator.pages.views.parts import PartHead, crumbs_to, part_label, view_head
from generator.problems import Span


class Neighbour(NamedTuple):
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
    edits_all: bool = False
    """Whether the link leads to all records of a list, and not to the one of this page."""
    has_pencil: bool = False
    """Whether a line is shown on GitHub, where one more step leads to the editor."""
    suggest: Link | None = None
    head: PartHead | None = None
    """What stands above one of the pages that a list is divided into."""
    whole: Link | None = None
    """The list, or the record, of which a page is a part."""


def around_record(desk: Desk, record_id: str, span: Span) -> Chrome:
    """Make the surroundings of a record's page."""
    kind, label = desk.house.signs[record_id]
    index = Link(desk.words(f"nav.{NAV_NAMES[kind]}"), desk.compass.to(FOLDERS[kind]))
    earlier, later = desk.house.neighbours[record_id]
    return Chrome(
        kind,
        (_home(desk), index),
        desk.words.quoted(label) if kind == "claim" else label,
        _neighbour(desk, earlier),
        _neighbour(desk, later),
        desk.edit(span),
        has_pencil=is_on_github(desk.house.site.edit_base),
        suggest=_suggest_on(desk, record_id, kind),
    )


def around_index(desk: Desk, name: str, ids: Iterable[str], *, is_empty: bool) -> Chrome:
    """Make the surroundings of a list of records."""
    edit = _edit(desk, name, ids)
    here = desk.words(f"nav.{name}")
    suggest = _suggest(desk, _ON_LISTS[name]) if name in _ON_LISTS else None
    return Chrome(name, (_home(desk),), here, None, None, edit, is_empty, edits_all=True, suggest=suggest)


def around_part(desk: Desk, name: str, ids: Iterable[str]) -> Chrome:
    """Make the surroundings of one of the pages that a list of records is divided into."""
    here, leaf = desk.compass.here, desk.lists.leaves[desk.compass.here]
    index = Link(desk.words(f"nav.{name}"), desk.compass.to(leaf.root))
    return Chrome(
        name,
        (_home(desk), index, *crumbs_to(desk, here)),
        part_label(desk, here),
        _part(desk, leaf.before),
        _part(desk, leaf.after),
        _edit(desk, name, ids),
        edits_all=True,
        suggest=_suggest(desk, _ON_LISTS[name]) if name in _ON_LISTS else None,
        head=view_head(desk, here, desk.words(f"index.{name}")),
        whole=index,
    )


def around_share(desk: Desk, record_id: str) -> Chrome:
    """Make the surroundings of one of the pages on a record."""
    here, kind = desk.compass.here, desk.library.kinds[record_id]
    leaf = desk.lists.leaves[here]
    index = Link(desk.words(f"nav.{NAV_NAMES[kind]}"), desk.compass.to({**FOLDERS, **ON_ONE_PAGE}[kind]))
    record = desk.link(record_id)
    return Chrome(
        kind,
        (_home(desk), index, record, *crumbs_to(desk, here)),
        part_label(desk, here),
        _part(desk, leaf.before),
        _part(desk, leaf.after),
        None,
        whole=record,
    )


def _edit(desk: Desk, name: str, ids: Iterable[str]) -> str | None:
    """Give the address of what holds the records of a list; of the timeline the events are its own, claims are not."""
    kinds = desk.library.kinds
    return desk.edit_all(_record(desk, i).span() for i in ids if name != "timeline" or kinds[i] == "event")


def _part(desk: Desk, address: str | None) -> Neighbour | None:
    return Neighbour(part_label(desk, address), desk.compass.to(address), None) if address else None


def _record(desk: Desk, some_id: str) -> Record:
    """Give a record of any kind."""
    held = getattr(desk.library, f"{desk.library.kinds[some_id]}s")[some_id]
    record: Record = getattr(held, "record", held)
    return record


def around_contract(desk: Desk) -> Chrome:
    """Make the surroundings of the page that tells how quotes are checked; it has no record and nobody edits it."""
    return Chrome("contract", (_home(desk),), desk.words("contract.title"), None, None, None)


def around_problems(desk: Desk) -> Chrome:
    """Make the surroundings of the page that explains every code of a problem."""
    return Chrome("problems", (_home(desk),), desk.words("problems.title"), None, None, None)


def around_home(desk: Desk) -> Chrome:
    """Make the surroundings of the home page; an editor's own text on it has a link in the frame."""
    edit = None if desk.house.site.home_has_text else desk.edit_all(())
    return Chrome("home", (), "", None, None, edit, edits_all=True)


_ON_LISTS = {"claims": "claim", "glossary": "definition"}
"""Which form is offered below which list."""


def _suggest_on(desk: Desk, record_id: str, kind: Kind) -> Link | None:
    """Offer the form that fits the page of a record, with what is known filled in."""
    if kind == "article":
        return _suggest(desk, "claim", article=desk.whole(record_id))
    if kind == "claim":
        return _suggest(desk, "claim", "page.suggest_voice", claim=desk.whole(record_id))
    return None


def _suggest(desk: Desk, form: str, text: str = "", **fields: str) -> Link | None:
    href = form_at(desk.house.site, form, **fields)
    return Link(desk.words(text or _OFFERS[form]), href) if href else None


_OFFERS = {"claim": "page.suggest_claim", "definition": "page.suggest_definition"}
"""What the link to a form says, where a page has no words of its own for it."""


def _home(desk: Desk) -> Link:
    return Link(desk.words("site.home"), desk.compass.to(HOME))


def _neighbour(desk: Desk, record_id: str | None) -> Neighbour | None:
    if record_id is None:
        return None
    kind, label = desk.house.signs[record_id]
    if kind == "claim":
        line = desk.claim(record_id)
        return Neighbour(line.words, line.href, line.sentence)
    return Neighbour(label, desk.href(record_id), None)
