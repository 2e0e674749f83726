"""Claims, the positions on them, what bears on them besides words, and events."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.records import Correction, Named, Record
from generator.model.values import (
    ActorRef,
    ArticleRef,
    ClaimRef,
    Day,
    EdtfDate,
    EntityRef,
    Id,
    Language,
    Line,
    PlaceRef,
    Prose,
    SideRef,
    SpeakerRef,
    UnitRef,
    Url,
    Words,
)

Stance = Literal["asserts", "confirms", "denies", "questions", "reports", "declines", "retracts"]


class Quoted(Record):
    """What singles out a quote that stands more than once."""

    prefix: Annotated[
        Words | None, Field(description="The words just before, when the quote stands more than once.")
    ] = None
    suffix: Annotated[
        Words | None, Field(description="The words just after, when the quote stands more than once.")
    ] = None


class Original(Record):
    """The words before translation."""

    language: Annotated[Language, Field(description="The language of the words.")]
    words: Annotated[Words, Field(description="The words as they were said or written.")]


class Position(Quoted):
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
    language: Annotated[Language | None, Field(description="The language of the words, where not the article's.")] = (
        None
    )
    original: Annotated[Original | None, Field(description="The words before translation, shown beside.")] = None
    because: Annotated[Prose | None, Field(description="Answers a warning about this position, in words.")] = None


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


class Event(Quoted, Named):
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
