"""The pages of actors, units and places: who or what they are, and what is said by and about them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from generator.model import Actor, Alias, Entity, Place, Unit
from generator.pages.addresses import FOLDERS
from generator.pages.desk import ClaimLine, Desk, Link
from generator.pages.views.ledger import LedgerView, view_ledger
from generator.pages.views.links import view_links
from generator.pages.views.maps import MapView, view_place_map
from generator.pages.views.mentions import MentionsView, view_mentions
from generator.pages.views.parts import PartHead, PartsView, view_head, view_parts
from generator.pages.views.people import PersonLine, view_people, what_is
from generator.pages.views.places import PlaceLine, places_in, tell_coordinates, view_place_line
from generator.pages.views.shown import Named, Shown, name_belonging, tell_named, view_shown
from generator.pages.views.timeline import EventView, view_event


@dataclass(frozen=True, slots=True)
class AliasView:
    """Another name, with its language and who uses it."""

    name: str
    lang: str | None
    language: str | None
    used_by: Link | None


@dataclass(frozen=True, slots=True)
class FactView:
    """One line on who or what something is: plain words, or links."""

    name: str
    text: str | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityPage:
    """The page of an actor, a unit or a place."""

    name: str
    kind: str
    summary: Markup | None
    facts: tuple[FactView, ...]
    aliases: tuple[AliasView, ...]
    links: tuple[Link, ...]
    about: tuple[ClaimLine, ...]
    events: tuple[EventView, ...]
    parts: tuple[PlaceLine, ...]
    mentions: tuple[MentionsView, ...]
    speaks: bool = False
    ledger: tuple[LedgerView, ...] = ()
    voices: tuple[PersonLine, ...] = ()
    units: tuple[PersonLine, ...] = ()
    map: MapView | None = None
    in_matrix: str | None = None
    """Where the claims of an actor, or about a place, stand beside each other with everybody's voices."""
    head: PartHead | None = None
    """What stands above one of several pages on a record, which has nothing but claims, events and mentions."""
    years: PartsView | None = None
    """These pages, on the own page of the record."""
    shown: Shown = field(default_factory=Shown)


def view_speaker(desk: Desk, record: Actor | Unit) -> EntityPage:
    """Make the view of an actor's or a unit's page."""
    facts = _unit_facts(desk, record) if isinstance(record, Unit) else _actor_facts(desk, record)
    voices = desk.library.voices_of.get(record.id, ())
    # What belongs to a unit usually speaks for it too; it is listed once.
    parts = desk.library.parts_of.get(record.id, ())
    units = [part for part in parts if part in desk.library.units and part not in voices]
    share = desk.lists.shares.get(desk.compass.here)
    ledger = view_ledger(desk, record.id, share.ledger if share else None)
    named = {"voices": tell_named(desk, voices), "units": tell_named(desk, units)}
    return _entity(
        desk,
        record,
        what_is(desk, record),
        facts,
        named,
        speaks=True,
        ledger=ledger,
        voices=view_people(desk, name_belonging(desk, voices)),
        units=view_people(desk, name_belonging(desk, units)),
        map=view_place_map(desk, record) if isinstance(record, Actor) else None,
        in_matrix=_in_matrix(desk, "actor", record.id, len(ledger)),
    )


def view_place(desk: Desk, record: Place) -> EntityPage:
    """Make the view of a place's page."""
    return _entity(
        desk,
        record,
        desk.words(f"kind.{record.type}"),
        _place_facts(desk, record),
        map=view_place_map(desk, record),
        in_matrix=_in_matrix(desk, "place", record.id, len(_about(desk, record))),
    )


def view_part(desk: Desk, record: Entity) -> EntityPage:
    """Make the view of one of the pages on a record of which there is too much to tell for one."""
    here, share = desk.compass.here, desk.lists.shares[desk.compass.here]
    speaks, ledger = isinstance(record, Actor | Unit), view_ledger(desk, record.id, share.ledger)
    head = view_head(desk, here, record.label)
    return EntityPage(
        name=record.label,
        kind="",
        summary=None,
        facts=(),
        aliases=(),
        links=(),
        about=desk.claims(share.about),
        events=tuple(view_event(desk, desk.library.events[event]) for event in share.events),
        parts=(),
        mentions=view_mentions(desk, record.id, share.mentioned),
        speaks=speaks,
        ledger=ledger,
        head=head,
    )


def _in_matrix(desk: Desk, choice: str, some_id: str, claims: int) -> str | None:
    """Give the address of the list of claims, narrowed down; one claim alone needs no list.

    The claims of a page that does not hold all are not those of that list, nor are they where it is divided.
    """
    here, whole = desk.compass.here, FOLDERS["claim"]
    is_there = here not in desk.lists.shares and whole not in desk.lists.parts
    return f"{desk.compass.to(whole)}?{choice}={some_id}" if claims > 1 and is_there else None


def _about(desk: Desk, record: Entity) -> Sequence[str]:
    """Give the claims about a record that its own page tells."""
    share = desk.lists.shares.get(desk.compass.here)
    return share.about if share else desk.library.claims_about.get(record.id, ())


def _entity(
    desk: Desk,
    record: Actor | Unit | Place,
    kind: str,
    facts: Iterator[FactView],
    named: Mapping[str, Named | None] | None = None,
    **more: Any,
) -> EntityPage:
    """Make what the pages of actors, units and places share; `named` and `more` are the rest of it."""
    library, here = desk.library, desk.compass.here
    share, parts = desk.lists.shares.get(here), places_in(desk, record.id)
    events = share.events if share else library.events_of.get(record.id, ())
    return EntityPage(
        name=record.label,
        kind=kind,
        summary=desk.prose(record.summary),
        facts=tuple(facts),
        aliases=tuple(view_alias(desk, alias) for alias in record.aliases),
        links=view_links(record.links),
        about=desk.claims(_about(desk, record)),
        events=tuple(view_event(desk, library.events[event]) for event in events),
        parts=tuple(view_place_line(desk, library.places[part]) for part in name_belonging(desk, parts)),
        mentions=view_mentions(desk, record.id, share.mentioned if share else None),
        years=view_parts(desk, here) if share else None,
        shown=view_shown(desk, parts=tell_named(desk, parts), **(named or {})),
        **more,
    )


def _actor_facts(desk: Desk, record: Actor) -> Iterator[FactView]:
    yield from _side_fact(desk, record)
    yield from _coordinates_fact(desk, record)


def _unit_facts(desk: Desk, record: Unit) -> Iterator[FactView]:
    if record.part_of:
        yield FactView(desk.words("entity.part_of"), links=(desk.link(record.part_of),))
    if record.commander:
        yield FactView(desk.words("entity.commander"), links=(desk.link(record.commander),))
    yield from _side_fact(desk, record)


def _place_facts(desk: Desk, record: Place) -> Iterator[FactView]:
    chain = _chain(record, lambda place: place.part_of if isinstance(place, Place) else None, desk)
    if chain:
        yield FactView(desk.words("entity.part_of"), links=desk.links(chain))
    yield from _coordinates_fact(desk, record)


def _side_fact(desk: Desk, record: Actor | Unit) -> Iterator[FactView]:
    chain = _chain(record, _speaks_for, desk)
    if chain:
        yield FactView(desk.words("entity.side"), links=desk.links(chain))


def _speaks_for(record: Entity) -> str | None:
    if isinstance(record, Unit):
        return record.affiliation or record.part_of
    return record.affiliation if isinstance(record, Actor) else None


def _chain(record: Entity, above: Callable[[Entity], str | None], desk: Desk) -> list[str]:
    """Walk up from a record, each step once."""
    chain: list[str] = []
    upper = above(record)
    while upper and upper not in chain:
        chain.append(upper)
        upper = above(desk.library.entity(upper))
    return chain


def _coordinates_fact(desk: Desk, record: Actor | Place) -> Iterator[FactView]:
    told = tell_coordinates(desk, record)
    if told:
        yield FactView(desk.words("entity.coordinates"), told)


def view_alias(desk: Desk, alias: Alias) -> AliasView:
    """Make the view of another name."""
    language = desk.words.language_name(alias.language) if alias.language else None
    return AliasView(alias.name, alias.language, language, desk.link(alias.used_by) if alias.used_by else None)
