"""Claims, the positions on them, what bears on them besides words, and events."""

from typing import Annotated, Literal

from generator.model.forms import says
from generator.model.meanings import CERTAINTIES, CLAIM_TYPES, EVIDENCE_ROLES, FINDINGS, STANCES
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
        Words | None,
        says(
            "The words just before the quote, where it stands more than once in the text.",
            "The spokesperson emphasised that",
        ),
    ] = None
    suffix: Annotated[
        Words | None,
        says("The words just behind the quote, where it stands more than once in the text.", "in the village"),
    ] = None


class Original(Record):
    """The words before translation."""

    language: Annotated[Language, says("The language of the words.", "uk")]
    words: Annotated[Words, says("The words as they were said or written.", "Ми там є")]


class Position(Quoted):
    """One actor's stance on one claim, with verb, date and exact quote."""

    id: Annotated[
        Id | None,
        says("A name for a second position of the same actor on this claim in the same article.", "on-sunday"),
    ] = None
    claim: Annotated[
        ClaimRef | None, says("The claim, only where the position does not stand under it.", "basivka-taken")
    ] = None
    actor: Annotated[
        SpeakerRef,
        says("Who takes the position: an actor, a unit, or `report` for the article's own voice.", "zelensky"),
    ]
    article: Annotated[
        ArticleRef | None,
        says("The article whose text holds the quote; by default the folder's.", "belgorod-confirmed"),
    ] = None
    stance: Annotated[Stance, STANCES, says("What the actor does with the claim.", "denies")]
    verb: Annotated[
        Line, says("The report's own verb of speech; for the article's own voice, says.", "immediately denied")
    ]
    speaking_for: Annotated[
        SideRef | None,
        says("Whom they speak for here, where that is not their usual side; or `themselves`.", "themselves"),
    ] = None
    said: Annotated[
        EdtfDate | None,
        says("When it was said, only where the text tells it, and never more exactly than the text.", "2025-04-06"),
    ] = None
    certainty: Annotated[
        Literal["certain", "probable", "possible"],
        CERTAINTIES,
        says("How sure the actor says they are; without this line, certain.", "probable"),
    ] = "certain"
    via: Annotated[
        list[ActorRef],
        says("Through whom the words came, the one nearest to the speaker first.", "[russian-officials]"),
    ] = []
    quote: Annotated[
        Words,
        says(
            "The words in the source text that show this position, copied from there.",
            "Ukraine immediately denied Moscow’s claim",
        ),
    ]
    language: Annotated[Language | None, says("The language of the words, where it is not the article's.", "uk")] = None
    original: Annotated[
        Original | None,
        says(
            "The words before they were translated, which are shown beside the quote.",
            "{language: uk, words: Ми там є}",
        ),
    ] = None
    because: Annotated[
        Prose | None,
        says(
            "Your answer to a warning about this position, which readers do not see.",
            "The paragraph before names the day.",
        ),
    ] = None


class Evidence(Record):
    """Something other than somebody's word that bears on a claim."""

    role: Annotated[
        Literal["supports", "refutes", "qualifies"], EVIDENCE_ROLES, says("What it does to the claim.", "supports")
    ]
    type: Annotated[Line, says("What kind of evidence it is, in a word or two.", "geolocated-footage")]
    what: Annotated[Prose, says("What it shows.", "A video shows soldiers at the village sign.")]
    url: Annotated[Url | None, says("Where it can be seen.", "https://example.org/video")] = None
    archived: Annotated[
        Url | None,
        says("A kept copy of it, for the day on which the first address is gone.", "https://archive.example.org/video"),
    ] = None


class Verdict(Record):
    """The editor's own signed finding; it never changes the status."""

    finding: Annotated[
        Literal["supported", "refuted", "mixed", "unsupported", "not-enough-info"],
        FINDINGS,
        says("What the evidence says.", "not-enough-info"),
    ]
    why: Annotated[
        Prose, says("The reason, in one or two sentences.", "The report offers no evidence for either side.")
    ]
    by: Annotated[Line, says("Who signs it.", "Ann Example")]
    on: Annotated[Day, says("The day on which it was signed.", "2025-04-08")]


class Claim(Named):
    """One statement, in our own neutral words, with the positions taken on it."""

    claim: Annotated[
        Line,
        says(
            "One statement in our own neutral words, in one sentence.", "Russian troops have taken control of Basivka."
        ),
    ]
    type: Annotated[
        Literal["fact", "intention", "judgement", "forecast"],
        CLAIM_TYPES,
        says("What kind of statement it is; without this line, a fact.", "forecast"),
    ] = "fact"
    about: Annotated[
        list[EntityRef], says("The actors, units, places and terms that it is about.", "[basivka, russian-military]")
    ] = []
    when: Annotated[
        EdtfDate | None,
        says("When it is said to have happened, never more exactly than the source tells it.", "2025-04-06"),
    ] = None
    when_text: Annotated[
        Line | None, says("The source's own wording of the time, which is shown instead of the date.", "early March")
    ] = None
    contradicts: Annotated[
        list[ClaimRef],
        says(
            "Claims that cannot be true together with this one; naming them in one of the two is enough.",
            "[key-ground-in-basivka-held]",
        ),
    ] = []
    corrections: Annotated[list[Correction], says("What was put right in this record.")] = []
    positions: Annotated[list[Position], says("Who says what about it.")] = []
    evidence: Annotated[list[Evidence], says("What bears on it besides somebody's words.")] = []
    verdict: Annotated[Verdict | None, says("The editor's own signed finding; it never changes the status.")] = None


class Event(Quoted, Named):
    """Something that happened, or is said to have, for the timeline."""

    title: Annotated[
        Line, says("What happened, and who says so where it is contested.", "Russia says that it has taken Basivka")
    ]
    article: Annotated[
        ArticleRef | None, says("The article it is told in; by default the folder's.", "belgorod-confirmed")
    ] = None
    when: Annotated[EdtfDate, says("When it happened, never more exactly than the source tells it.", "2024-08")]
    when_text: Annotated[
        Line | None, says("The source's own wording of the time, which is shown instead of the date.", "early August")
    ] = None
    places: Annotated[list[PlaceRef], says("Where it happened.", "[kursk-region]")] = []
    actors: Annotated[list[ActorRef], says("Who took part.", "[ukraine]")] = []
    units: Annotated[list[UnitRef], says("Which units took part.", "[ukrainian-military]")] = []
    claims: Annotated[list[ClaimRef], says("The claims that are about it.", "[basivka-taken]")] = []
    quote: Annotated[
        Words | None, says("The words of the source that tell it.", "eight months after its first advance")
    ] = None
