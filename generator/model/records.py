"""The records that editors write. The type is the schema: one declaration for each field.

Every record is frozen and keeps the table it was read from, so that a problem
found much later still points at its line.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)

from generator.model.tree import Scalar, Table, node_at
from generator.model.values import (
    ActorRef,
    AnyRef,
    ArticleRef,
    ClaimRef,
    Coordinates,
    Day,
    EdtfDate,
    EntityRef,
    Flag,
    Id,
    Kilometres,
    Language,
    Line,
    Links,
    MentionRef,
    PlaceRef,
    Prose,
    ProseList,
    Ref,
    Sha256,
    SideRef,
    SpeakerRef,
    UnitRef,
    Url,
    Words,
)
from generator.problems import Span

Stance = Literal["asserts", "confirms", "denies", "questions", "reports", "declines", "retracts"]


class Record(BaseModel):
    """What all records share: frozen, no unknown keys, and the place of every value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    _table: Table | None = PrivateAttr(default=None)

    note: Annotated[str | None, Field(description="For editors; never published.")] = None

    @model_validator(mode="wrap")
    @classmethod
    def _keep_table(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        whole = cls._widen(data)
        record = handler(whole)
        if isinstance(whole, Table):
            record._table = whole  # noqa: SLF001 - the one place where a record learns its own place
        return record

    @classmethod
    def _widen(cls, data: Any) -> Any:
        """Make a whole record of a short form, where a kind of record has one."""
        return data

    def span(self, *path: str | int) -> Span:
        """Give the place of the value at a path of keys and indexes; the record's own where there is none."""
        return Span("", 1, 1) if self._table is None else node_at(self._table, path).span

    def key_span(self, *path: str) -> Span:
        """Give the place of a key itself, the last of a path; of what holds it where the key is not there."""
        if self._table is None:
            return self.span()
        holder = node_at(self._table, path[:-1])
        return holder.keys_at.get(path[-1], holder.span) if isinstance(holder, Table) else holder.span

    def spot(self, part: str, *path: str | int) -> Span:
        """Give the place of a part of the text at a path, such as one word of a long summary."""
        node = None if self._table is None else node_at(self._table, path)
        return node.spot(part) if isinstance(node, Scalar) else self.span(*path)


class Named(Record):
    """What every record with an address of its own carries."""

    id: Annotated[Id, Field(description="The name of this record in addresses and in other records; it never changes.")]
    was: Annotated[list[Id], Field(description="Earlier ids of this record; their addresses lead here.")] = []
    links: Annotated[
        Links, Field(description="Addresses elsewhere: a Wikidata number, a website, any other by its name.")
    ] = {}


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


class Actor(_NamedEntity):
    """Somebody who speaks: a person, an organisation, a state, a group, or someone unnamed."""

    type: Annotated[
        Literal["person", "organisation", "state", "group", "unnamed"],
        Field(description="What kind of actor this is."),
    ]
    role: Annotated[Line | None, Field(description="Office or occupation, in a few words.")] = None
    affiliation: Annotated[ActorRef | None, Field(description="The actor they speak for; its top is their side.")] = (
        None
    )
    coordinates: Annotated[
        Coordinates | None, Field(description="Latitude and longitude; for states, which are places too.")
    ] = None
    precision_km: Annotated[Kilometres | None, Field(description="How exact the coordinates are, in kilometres.")] = (
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


class Place(_NamedEntity):
    """Somewhere on the map."""

    type: Annotated[
        Literal["country", "region", "district", "city", "town", "village", "river", "sea", "border", "site"],
        Field(description="What kind of place this is."),
    ]
    part_of: Annotated[PlaceRef | None, Field(description="The place or state it lies in.")] = None
    coordinates: Annotated[Coordinates | None, Field(description="Latitude and longitude.")] = None
    precision_km: Annotated[Kilometres | None, Field(description="How exact the coordinates are, in kilometres.")] = (
        None
    )


class Term(Entity):
    """A word that readers may not know."""

    term: Annotated[Line, Field(description="The word or words to be explained.")]
    definition: Annotated[Prose, Field(description="What it means, in one or two sentences.")]
    see: Annotated[list[AnyRef], Field(description="Other records worth a look.")] = []

    @property
    def label(self) -> str:
        """The word that pages show."""
        return self.term


class Original(Record):
    """The words before translation."""

    language: Annotated[Language, Field(description="The language of the words.")]
    words: Annotated[Words, Field(description="The words as they were said or written.")]


class Position(Record):
    """One actor's stance on one claim, with verb, date and exact quote."""

    id: Annotated[
        Id | None, Field(description="Names an actor's further positions on the same claim in the same article.")
    ] = None
    claim: Annotated[ClaimRef | None, Field(description="The claim, where the position does not stand under it.")] = (
        None
    )
    actor: Annotated[
        SpeakerRef,
        Field(description="Who takes the position: an actor, a unit, or `report` for the article's own voice."),
    ]
    article: Annotated[
        ArticleRef | None, Field(description="The article whose text holds the quote; by default the folder's.")
    ] = None
    stance: Annotated[Stance, Field(description="What the actor does with the claim.")]
    verb: Annotated[Line, Field(description="The report's own speech verb.")]
    speaking_for: Annotated[
        SideRef | None, Field(description="Whom they speak for here, when not for their usual side; or `themselves`.")
    ] = None
    said: Annotated[EdtfDate | None, Field(description="When it was said, never more precise than the source.")] = None
    certainty: Annotated[
        Literal["certain", "probable", "possible"], Field(description="How sure the actor says they are.")
    ] = "certain"
    via: Annotated[list[ActorRef], Field(description="Who relayed it, nearest the speaker first.")] = []
    quote: Annotated[Words, Field(description="The words in the source text that show this position.")]
    prefix: Annotated[
        Words | None, Field(description="The words just before, when the quote stands more than once.")
    ] = None
    suffix: Annotated[
        Words | None, Field(description="The words just after, when the quote stands more than once.")
    ] = None
    language: Annotated[Language | None, Field(description="The language of the words, where not the article's.")] = (
        None
    )
    original: Annotated[Original | None, Field(description="The words before translation, shown beside.")] = None
    because: Annotated[Prose | None, Field(description="Answers a warning about this position, in words.")] = None


class Correction(Record):
    """Something that was wrong and has been put right."""

    on: Annotated[Day, Field(description="The day of the correction.")]
    what: Annotated[Prose, Field(description="What was wrong and what stands there now.")]


class Evidence(Record):
    """Something other than somebody's word that bears on a claim."""

    role: Annotated[Literal["supports", "refutes", "qualifies"], Field(description="What it does to the claim.")]
    type: Annotated[Line, Field(description="What kind of evidence it is, such as geolocated-footage.")]
    what: Annotated[Prose, Field(description="What it shows.")]
    url: Annotated[Url | None, Field(description="Where it can be seen.")] = None
    archived: Annotated[Url | None, Field(description="A kept copy of it.")] = None


class Verdict(Record):
    """The editor's own signed finding; it never changes the status."""

    finding: Annotated[
        Literal["supported", "refuted", "mixed", "unsupported", "not-enough-info"],
        Field(description="What the evidence says."),
    ]
    why: Annotated[Prose, Field(description="The reason, in one or two sentences.")]
    by: Annotated[Line, Field(description="Who signs it.")]
    on: Annotated[Day, Field(description="The day it was signed.")]


class Claim(Named):
    """One proposition, in our neutral words, with the positions taken on it."""

    claim: Annotated[Line, Field(description="The proposition, one sentence.")]
    type: Annotated[
        Literal["fact", "intention", "judgement", "forecast"], Field(description="What kind of proposition it is.")
    ] = "fact"
    about: Annotated[list[EntityRef], Field(description="The entities it is about.")] = []
    when: Annotated[
        EdtfDate | None, Field(description="When it is said to have happened, never more precise than the source.")
    ] = None
    when_text: Annotated[Line | None, Field(description="The source's own wording of the time, shown instead.")] = None
    contradicts: Annotated[list[ClaimRef], Field(description="Claims that cannot be true together with this one.")] = []
    corrections: Annotated[list[Correction], Field(description="What was put right in this record.")] = []
    positions: Annotated[list[Position], Field(description="Who says what about it.")] = []
    evidence: Annotated[list[Evidence], Field(description="What bears on it besides words.")] = []
    verdict: Annotated[Verdict | None, Field(description="The editor's own signed finding.")] = None


class Event(Named):
    """Something that happened, or is said to have, for the timeline."""

    title: Annotated[Line, Field(description="What happened, attributed where it is contested.")]
    article: Annotated[ArticleRef | None, Field(description="The article it is told in; by default the folder's.")] = (
        None
    )
    when: Annotated[EdtfDate, Field(description="When, never more precise than the source.")]
    when_text: Annotated[Line | None, Field(description="The source's own wording of the time, shown instead.")] = None
    places: Annotated[list[PlaceRef], Field(description="Where.")] = []
    actors: Annotated[list[ActorRef], Field(description="Who took part.")] = []
    units: Annotated[list[UnitRef], Field(description="Which units took part.")] = []
    claims: Annotated[list[ClaimRef], Field(description="The claims that are about it.")] = []
    quote: Annotated[Words | None, Field(description="The words of the source that tell it.")] = None
    prefix: Annotated[
        Words | None, Field(description="The words just before, when the quote stands more than once.")
    ] = None
    suffix: Annotated[
        Words | None, Field(description="The words just after, when the quote stands more than once.")
    ] = None


class Source(Record):
    """Where an article's text comes from."""

    publisher: Annotated[Line | None, Field(description="Who published it: a name, or an actor's id.")] = None
    author: Annotated[Line | None, Field(description="Who wrote it.")] = None
    url: Annotated[Url | None, Field(description="Where the original stands.")] = None
    licence: Annotated[Line | None, Field(description="The licence of the text.")] = None


class Question(Record):
    """A question readers have, and its answer."""

    ask: Annotated[Line, Field(description="The question.")]
    answer: Annotated[Prose, Field(description="The answer, with every attribution kept.")]


class Article(Named):
    """One news report. Its id is the name of its folder and is not typed."""

    title: Annotated[Line, Field(description="The headline, with its attribution.")]
    published: Annotated[Day, Field(description="The day the report was published.")]
    language: Annotated[Language, Field(description="The language of the text.")]
    source: Annotated[Source, Field(description="Where the text comes from.")]
    show_text: Annotated[
        Literal["full", "quotes"], Field(description="Whether the whole text is published, or its quotes only.")
    ] = "quotes"
    text_sha256: Annotated[
        Sha256 | None, Field(description="Checksum of the text, as UTF-8 with LF ends and no BOM.")
    ] = None
    in_brief: Annotated[ProseList, Field(description="The report in a few lines.")] = []
    questions: Annotated[list[Question], Field(description="What readers ask.")] = []
    not_known: Annotated[ProseList, Field(description="What the report does not tell.")] = []
    mentions: Annotated[
        dict[Line, MentionRef], Field(description="This text's own names and whom they mean; `nobody`: no link.")
    ] = {}
    corrections: Annotated[list[Correction], Field(description="What was put right in this article.")] = []
