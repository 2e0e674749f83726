"""The pages that a long list is divided into: their names, how to get from one to another, and how much is on each."""

from dataclasses import dataclass

from generator.model import When
from generator.pages.addresses import FOLDERS, ON_ONE_PAGE, PARTS
from generator.pages.desk import Desk, Link
from generator.pages.dividing import MOST
from generator.pages.division import NOWHERE
from generator.pages.lists import Leaf, Total
from generator.pages.times import tell_time
from generator.pages.words import capital

_BY_NAME = frozenset({*(FOLDERS[kind] for kind in ("actor", "unit", "place")), ON_ONE_PAGE["term"]})
"""The lists that are divided by the first letters of names; all others are by dates."""

_CLAIMS = FOLDERS["claim"]


@dataclass(frozen=True, slots=True)
class PartLink:
    """One page of a list; `count` tells how much is on it, and `disputed` leads to what is disputed there.

    `told` stands instead of the count on pages of a record, which hold claims as well as reports.
    """

    link: Link
    count: int | None = None
    disputed: Link | None = None
    is_here: bool = False
    told: str = ""


@dataclass(frozen=True, slots=True)
class PartsView:
    """The pages of a list, and what a script needs to lead to what stood here while the list was short.

    `root` is the way to the site's root; the ids that begin with one of `beginnings` are told in the
    file of this beginning, whose name begins with `files`. With `narrows` claims can be looked for on all pages.
    """

    heading: str
    links: tuple[PartLink, ...]
    is_by_name: bool
    is_within: bool = False
    """Whether they are those of one page of the list, and not of the whole list."""
    root: str | None = None
    beginnings: tuple[str, ...] = ()
    files: str = ""
    narrows: bool = False
    is_told: bool = False
    """Whether it is told in words what is on each page."""


@dataclass(frozen=True, slots=True)
class PartHead:
    """What stands above a page of a list: its title, what is on it, and the pages beside or below it."""

    title: str
    lead: str
    parts: PartsView


def view_parts(desk: Desk, address: str) -> PartsView:
    """List the pages that a list or one of its pages is divided into, the latest first."""
    root = desk.lists.leaves[address].root if address in desk.lists.leaves else address
    is_by_name, beginnings = root in _BY_NAME, desk.lists.beginnings.get(address, ())
    count = _counted if root in MOST else _told
    links = [count(desk, part) for part in desk.lists.parts[address]]
    return PartsView(
        _heading(desk, root, address),
        tuple(links if is_by_name else reversed(links)),
        is_by_name,
        root != address,
        desk.compass.root,
        beginnings,
        f"{desk.compass.root}{address}{PARTS}ids-" if beginnings else "",
        narrows=root == _CLAIMS,
        is_told=root not in MOST,
    )


def _told(desk: Desk, address: str) -> PartLink:
    link = Link(part_label(desk, address), desk.compass.to(address))
    return PartLink(link, told=_tell(desk, desk.lists.totals[address], "part.reports"))


def _tell(desk: Desk, total: Total, reports: str) -> str:
    """Count what is told of a record, kind by kind; what there is none of is left out.

    `reports` names the words for reports, which are few in a list of years.
    """
    counts = ("part.claims", total.claims), ("part.events", total.events), (reports, total.mentioned)
    return " ".join(desk.words(words, count=count) for words, count in counts if count)


def _counted(desk: Desk, address: str) -> PartLink:
    disputed = desk.lists.disputed.get(address)
    href = desk.compass.to(address)
    # A page that is divided further has no heading for what is disputed.
    anchor = "" if address in desk.lists.parts else "status-disputed"
    words = desk.words("card.disputed", count=disputed) if disputed else ""
    return PartLink(
        Link(part_label(desk, address), href),
        desk.lists.counts[address],
        Link(words, desk.compass.to(address, anchor)) if words else None,
    )


def view_beside(desk: Desk, address: str) -> PartsView:
    """List the pages beside one; how much is on them is not told, so that what is added there leaves this one alone."""
    leaf = desk.lists.leaves[address]
    beside = desk.lists.parts[leaf.above]
    links = [PartLink(Link(part_label(desk, part), desk.compass.to(part)), is_here=part == address) for part in beside]
    is_by_name = leaf.root in _BY_NAME
    heading = _heading(desk, leaf.root, leaf.above)
    return PartsView(heading, tuple(links if is_by_name else reversed(links)), is_by_name)


def _heading(desk: Desk, root: str, address: str) -> str:
    if root in _BY_NAME:
        return desk.words("part.by_letter")
    above = desk.lists.leaves[address].steps if address in desk.lists.leaves else ()
    steps = max((desk.lists.leaves[part].steps for part in desk.lists.parts[address]), key=len)
    # What has the same date is divided by ids, which have no name that a reader would know.
    return desk.words("part.by_more" if steps == above else _BY[len(steps)])


_BY = {1: "part.by_year", 2: "part.by_month", 3: "part.by_day"}
"""What the pages of a list by dates are told to be divided by, by the number of steps to them."""


def part_label(desk: Desk, address: str) -> str:
    """Name a page of a list by its year, month or day, or by its first letters."""
    leaf = desk.lists.leaves[address]
    label = _label(desk, leaf)
    return f"{label}: {leaf.tail}…" if leaf.tail else label


def _label(desk: Desk, leaf: Leaf) -> str:
    is_by_name = leaf.root in _BY_NAME
    if leaf.steps == NOWHERE:
        return desk.words("part.no_letter" if is_by_name else "part.no_date")
    if is_by_name:
        return capital("".join(leaf.steps)) + ("…" if len(leaf.steps) > 1 else "")
    return tell_time(When.parse("-".join(leaf.steps)), desk.words).text


def view_head(desk: Desk, address: str, name: str) -> PartHead:
    """Make what stands above a page of a list, which is called by its name."""
    is_divided, root = address in desk.lists.parts, desk.lists.leaves[address].root
    if root in MOST:
        told = [desk.words("part.in_all" if is_divided else "part.here", count=desk.lists.counts[address])]
    else:
        told = [_tell(desk, desk.lists.totals[address], "part.mentioned")]
    if root == _CLAIMS:
        told.append(desk.words("part.claims_lead"))
    parts = view_parts(desk, address) if is_divided else view_beside(desk, address)
    return PartHead(desk.words("part.titled", list=name, part=part_label(desk, address)), " ".join(told), parts)


def crumbs_to(desk: Desk, address: str) -> tuple[Link, ...]:
    """Lead back from a page of a list to those that it is a part of, the list itself left out."""
    leaf, found = desk.lists.leaves[address], list[Link]()
    while leaf.above != leaf.root:
        found.append(Link(part_label(desk, leaf.above), desk.compass.to(leaf.above)))
        leaf = desk.lists.leaves[leaf.above]
    return tuple(reversed(found))
