"""Entities: those who speak and fight, where it happens, and the words that need explaining."""

from typing import Annotated, Any, Literal

from generator.model.forms import says
from generator.model.meanings import ACTOR_TYPES, PLACE_TYPES
from generator.model.records import Named, Record
from generator.model.tree import Scalar, Table
from generator.model.values import ActorRef, AnyRef, Coordinates, Flag, Kilometres, Language, Line, PlaceRef, Prose, Ref


class Alias(Record):
    """Another name of an entity."""

    name: Annotated[Line, says("The other name as it is written.", "Володимир Зеленський")]
    language: Annotated[Language | None, says("The language of this name.", "uk")] = None
    used_by: Annotated[
        ActorRef | None, says("The actor who uses this name, where sides use different ones.", "russia")
    ] = None
    match: Annotated[Flag, says("Whether the name is looked for in texts; with no it is only shown.", "no")] = True

    @classmethod
    def _widen(cls, data: Any) -> Any:
        """Take a plain name for a record that has nothing else."""
        if not isinstance(data, str):
            return data
        if not isinstance(data, Scalar):
            return {"name": data}
        table = Table(data.span)
        table["name"] = data
        return table


class Entity(Named):
    """What actors, units, places and terms share."""

    aliases: Annotated[
        list[Alias], says("Other names, which are shown and looked for in texts.", "[Zelensky, Zelenskyy]")
    ] = []
    forms: Annotated[
        list[Line], says("The same name with other endings, looked for in texts and never shown.", "[Zelenskys]")
    ] = []
    summary: Annotated[
        Prose | None,
        says(
            "One or two sentences on who or what this is, without anything that is contested.",
            "A village on the border.",
        ),
    ] = None

    @property
    def label(self) -> str:
        """The name that pages show."""
        raise NotImplementedError  # pragma: no cover - every kind of entity has its own


class _NamedEntity(Entity):
    name: Annotated[Line, says("The name as the site writes it.", "Volodymyr Zelensky")]

    @property
    def label(self) -> str:
        """The name that pages show."""
        return self.name


class Located(Record):
    """What puts a record on the map."""

    coordinates: Annotated[
        Coordinates | None,
        says("The point on the map: latitude, then longitude; of actors only states need one.", "[51.18, 35.24]"),
    ] = None
    precision_km: Annotated[Kilometres | None, says("How many kilometres the point may be off.", "5")] = None


class Actor(Located, _NamedEntity):
    """Somebody who speaks: a person, an organisation, a state, a group, or someone unnamed."""

    type: Annotated[
        Literal["person", "organisation", "state", "group", "unnamed"],
        ACTOR_TYPES,
        says("What kind of actor this is.", "person"),
    ]
    role: Annotated[Line | None, says("Office or occupation, in a few words.", "President of Ukraine")] = None
    affiliation: Annotated[
        ActorRef | None,
        says("The actor they speak for, such as their state; the last in this chain is their side.", "ukraine"),
    ] = None


class Unit(_NamedEntity):
    """An armed group: it fights, and it may speak."""

    part_of: Annotated[ActorRef | None, says("The unit or actor it belongs to.", "ukrainian-military")] = None
    affiliation: Annotated[
        ActorRef | None, says("The actor it speaks for, where that is not what it belongs to.", "ukraine")
    ] = None
    commander: Annotated[Annotated[str, Ref(("actor",))] | None, says("The actor who commands it.", "zelensky")] = None
    branch: Annotated[Line | None, says("The branch of the forces it belongs to.", "Ground forces")] = None


class Place(Located, _NamedEntity):
    """Somewhere on the map."""

    type: Annotated[
        Literal["country", "region", "district", "city", "town", "village", "river", "sea", "border", "site"],
        PLACE_TYPES,
        says("What kind of place this is.", "village"),
    ]
    part_of: Annotated[PlaceRef | None, says("The place or state it lies in.", "sumy-region")] = None


class Term(Entity):
    """A word that readers may not know."""

    term: Annotated[Line, says("The word or words to be explained.", "buffer zone")]
    definition: Annotated[
        Prose, says("What it means, in one or two sentences.", "Land between two sides that neither is to enter.")
    ]
    see: Annotated[list[AnyRef], says("Other records worth a look.", "[basivka]")] = []

    @property
    def label(self) -> str:
        """The word that pages show."""
        return self.term
