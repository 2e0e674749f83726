"""What the list of claims can be narrowed down by: the choices, and what each claim belongs to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.link import REPORT, LinkedClaim
from generator.pages.desk import STATUS_ORDER, Desk
from generator.pages.house import by_name

VIEW = "view"
"""Stands for the status of a judgement, which is told as a view."""

EVERYBODY = "~"
"""Stands before a side's id where everybody of that side is meant; no id begins with it."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value in the address, and its words in the list to choose from."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Values that stand together; without a heading they stand alone."""

    heading: str | None
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One thing that claims can be narrowed down by. `name` is what the address calls it."""

    name: str
    label: str
    anything: str
    groups: tuple[OptionGroup, ...]


@dataclass(frozen=True, slots=True)
class TraitsView:
    """What a claim belongs to, as the ids that filters look for, with a space between."""

    status: str
    actor: str
    place: str
    article: str


def status_of(linked: LinkedClaim) -> str:
    """Give the status under which a claim is listed; views stand apart."""
    return VIEW if linked.record.type == "judgement" else linked.status.word


def view_traits(desk: Desk, linked: LinkedClaim) -> TraitsView:
    """Tell what a claim belongs to."""
    return TraitsView(
        status_of(linked),
        " ".join(sorted(_actors(linked))),
        " ".join(dict.fromkeys(_places(desk, linked))),
        " ".join(linked.articles),
    )


def _actors(linked: LinkedClaim) -> set[str]:
    """Give all who speak on a claim, and all sides that are spoken for."""
    speakers = [position.speaker for position in linked.positions]
    sides = {f"{EVERYBODY}{speaker.side}" for speaker in speakers if speaker.actor != REPORT}
    return {speaker.actor for speaker in speakers} | sides


def _places(desk: Desk, linked: LinkedClaim) -> Iterator[str]:
    """Give the places that a claim is about, each with all that it is part of."""
    for entity in linked.record.about:
        step: str | None = entity
        while step is not None and _is_place(desk, step):
            yield step
            place = desk.library.places.get(step)
            step = place.part_of if place else None


def _is_place(desk: Desk, some_id: str) -> bool:
    """Tell whether something is a place, or a state that places are part of."""
    library = desk.library
    return some_id in library.places or any(part in library.places for part in library.parts_of.get(some_id, ()))


def view_choices(
    desk: Desk, claims: Sequence[LinkedClaim], sides: Mapping[str, Iterable[str]]
) -> tuple[ChoiceView, ...]:
    """Make the choices; one that has nothing to choose between is left out. `sides` holds who speaks for each."""
    groups = {
        "status": _ungrouped(_statuses(desk, {status_of(linked) for linked in claims})),
        "actor": tuple(_speakers(desk, sides)),
        "place": _ungrouped(_tree(desk, {place for linked in claims for place in _places(desk, linked)})),
        "article": _ungrouped(_articles(desk, {article for linked in claims for article in linked.articles})),
    }
    return tuple(
        ChoiceView(name, desk.words(f"filter.{name}"), desk.words(f"filter.any_{name}"), found)
        for name, found in groups.items()
        if sum(len(group.options) for group in found) > 1
    )


def _ungrouped(options: Iterable[Option]) -> tuple[OptionGroup, ...]:
    return (OptionGroup(None, tuple(options)),)


def _statuses(desk: Desk, used: set[str]) -> Iterator[Option]:
    for status in (*STATUS_ORDER, VIEW):
        if status in used:
            yield Option(status, desk.words(f"status_heading.{status}"))


def _speakers(desk: Desk, sides: Mapping[str, Iterable[str]]) -> Iterator[OptionGroup]:
    """Give everybody who speaks under their side, first the side as a whole; whoever is alone stands with such."""
    alone: list[Option] = []
    listed: set[str] = set()
    for side, actors in sides.items():
        new = [actor for actor in actors if actor not in listed]
        listed.update(new)
        options = [Option(actor, _name(desk, actor)) for actor in new]
        if len(options) > 1:
            everybody = desk.words("filter.everybody", side=desk.library.label(side))
            yield OptionGroup(desk.library.label(side), (Option(f"{EVERYBODY}{side}", everybody), *options))
        else:
            alone.extend(options)
    if alone:
        yield OptionGroup(desk.words("index.by_themselves"), tuple(alone))


def _name(desk: Desk, actor: str) -> str:
    return desk.words("index.reports") if actor == REPORT else desk.library.label(actor)


def _tree(desk: Desk, places: set[str]) -> Iterator[Option]:
    """Give places under what they are part of, each level a little further in."""
    parts: dict[str | None, list[str]] = {}
    for place in places:
        record = desk.library.places.get(place)
        parts.setdefault(record.part_of if record else None, []).append(place)
    yield from _branches(desk, parts, None, 0)


INDENT = "\u2003"
"""A space as wide as the letters are high: white space at the beginning of an option is dropped, this is not."""


def _branches(desk: Desk, parts: Mapping[str | None, list[str]], above: str | None, depth: int) -> Iterator[Option]:
    for place in by_name(parts.get(above, ()), desk.library):
        yield Option(place, INDENT * depth + desk.library.label(place))
        yield from _branches(desk, parts, place, depth + 1)


def _articles(desk: Desk, used: set[str]) -> Iterator[Option]:
    """Give articles, the newest first."""
    days = {article: desk.house.reports[article].record.published.start for article in used}
    for article in sorted(used, key=lambda article: (days[article], article), reverse=True):
        yield Option(article, desk.library.label(article))
