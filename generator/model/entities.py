"""Entities: those who speak and fight, where it happens, and the words that need explaining."""

from typing import Annotated, Any, Literal

from pydantic import Field

from generator.model.records import Named, Record
from generator.model.tree import Scalar, Table
from generator.model.values import ActorRef, AnyRef, Coordinates, Flag, Kilometres, Language, Line, PlaceRef, Prose, Ref


class Alias(Record):
    """Another name of an entity."""

    name: Annotated[Line, Field(description="The other name as it is written.")]
    language: Annotated[Language | None, Field(description="The language of this name.")] = None
    used_by: Annotated[ActorRef | None, Field(description="The actor who uses this name, where sides differ.")] = None
    match: Annotated[Flag, Field(description="Whether the name is looked for in texts; no: it is only shown.")] = True

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

    aliases: Annotated[list[Alias], Field(description="Other names, shown and looked for in texts.")] = []
    forms: Annotated[list[Line], Field(description="Inflected forms, looked for in texts and never shown.")] = []
    summary: Annotated[Prose | None, Field(description="One or two sentences on who or what this is.")] = None

    @property
    def label(self) -> str:
        """The name that pages show."""
        raise NotImplementedError  # pragma: no cover - every kind of entity has its own


class _NamedEntity(Entity):
    name: Annotated[Line, Field(description="The name as the site writes it.")]

    @property
    def label(self) -> str:
        """The name that pages show."""
        return self.name


class Located(Record):
    """What puts a record on the map."""

    coordinates: Annotated[
        Coordinates | None, Field(description="Latitude and longitude; states, which are places too, may have them.")
    ] = None
    precision_km: Annotated[Kilometres | None, Field(description="How exact the coordinates are, in kilometres.")] = (
        None
    )


class Actor(Located, _NamedEntity):
    """Somebody who speaks: a person, an organisation, a state, a group, or someone unnamed."""

    type: Annotated[
        Literal["person", "organisation", "state", "group", "unnamed"],
        Field(description="What kind of actor this is."),
    ]
    role: Annotated[Line | None, Field(description="Office or occupation, in a few words.")] = None
    affiliation: Annotated[ActorRef | None, Field(description="The actor they speak for; its top is their side.")] = (
        None
    )


class Unit(_NamedEntity):
    """An armed group: it fights, and it may speak."""

    part_of: Annotated[ActorRef | None, Field(description="The unit or actor it belongs to.")] = None
    affiliation: Annotated[
        ActorRef | None, Field(description="The actor it speaks for, where that is not what it belongs to.")
    ] = None
    commander: Annotated[Annotated[str, Ref(("actor",))] | None, Field(description="The actor who commands it.")] = None
    branch: Annotated[Line | None, Field(description="The branch of the forces it belongs to.")] = None


class Place(Located, _NamedEntity):
    """Somewhere on the map."""

    type: Annotated[
        Literal["country", "region", "district", "city", "town", "village", "river", "sea", "border", "site"],
        Field(description="What kind of place this is."),
    ]
    part_of: Annotated[PlaceRef | None, Field(description="The place or state it lies in.")] = None


class Term(Entity):
    """A word that readers may not know."""

    term: Annotated[Line, Field(description="The word or words to be explained.")]
    definition: Annotated[Prose, Field(description="What it means, in one or two sentences.")]
    see: Annotated[list[AnyRef], Field(description="Other records worth a look.")] = []

    @property
    def label(self) -> str:
        """The word that pages show."""
        return self.term
