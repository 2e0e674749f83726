"""The Library: all records in tables, joined, with the reverse indexes that pages need.

Nothing here changes after linking. Tables are dicts by id in a fixed order
(articles by date, all else by id), so that pages never depend on the order of files.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from generator.model import (
    Actor,
    Article,
    Claim,
    Entity,
    Event,
    Kind,
    Place,
    Position,
    Stance,
    Term,
    Unit,
)
from generator.text import FoldedSource, QuoteOutcome, SourceText

StatusWord = Literal["disputed", "denied", "confirmed", "shared", "claimed", "withdrawn", "unanswered"]

REPORT = "report"
"""The word for an article speaking in its own voice, where a speaker's id stands otherwise."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor together with the side it speaks for.

    `actor` is an id, or `report` for the voice of `article`. `side` is an actor's
    or unit's id, or a publisher's name; `usual` tells that this is its usual side.
    """

    actor: str
    side: str
    article: str | None = None
    usual: bool = True


@dataclass(frozen=True, slots=True)
class LinkedPosition:
    """A position with everything it names found: claim, article, speaker, and its quote in the text.

    `origin` is the side that its words go back to: the speaker's own or, where the
    speaker only passes on words, that of whoever they came through, if anybody is named.
    """

    record: Position
    claim: str
    article: str
    speaker: Speaker
    quote: QuoteOutcome
    origin: str | None = None

    @property
    def actor(self) -> str:
        """The speaker's id, or `report`."""
        return self.speaker.actor

    @property
    def stance(self) -> Stance:
        """What the speaker does with the claim."""
        return self.record.stance

    @property
    def anchor(self) -> str:
        """Its address on the claim's page: `p-<article>--<actor>`, with `--<position id>` where it has one."""
        return f"p-{self.article}--{self._name}"

    @property
    def mark(self) -> str:
        """The id of its words in the article's text: `q-<claim>--<actor>`, likewise."""
        return f"q-{self.claim}--{self._name}"

    @property
    def _name(self) -> str:
        return self.actor if self.record.id is None else f"{self.actor}--{self.record.id}"


@dataclass(frozen=True, slots=True)
class Opposite:
    """A speaker who supports a claim that contradicts this one."""

    speaker: Speaker
    claim: str


@dataclass(frozen=True, slots=True)
class Origins:
    """How often something is said, and by how many sides.

    `reports` counts who says it or passes on what a known origin said, once an
    article; `origins` counts the sides that these reports go back to. `articles` are
    those in which they stand: within one they are several voices, and not several
    reports.
    """

    reports: int = 0
    origins: int = 0
    articles: int = 0

    @property
    def is_repeated(self) -> bool:
        """Tell whether there are fewer origins than reports."""
        return self.origins < self.reports


@dataclass(frozen=True, slots=True)
class Status:
    """Where a claim stands, with the arithmetic behind it: every voice, in the order they were first heard.

    `asserted_by` and `confirmed_by` support it, `denied_by` and `opposite_by` do
    not, `retracted_by` took back what they said. The last three never count.
    """

    word: StatusWord
    asserted_by: tuple[Speaker, ...] = ()
    confirmed_by: tuple[Speaker, ...] = ()
    denied_by: tuple[Speaker, ...] = ()
    opposite_by: tuple[Opposite, ...] = ()
    retracted_by: tuple[Speaker, ...] = ()
    questioned_by: tuple[Speaker, ...] = ()
    reported_by: tuple[Speaker, ...] = ()
    declined_by: tuple[Speaker, ...] = ()
    support: Origins = Origins()
    """What the reports that support the claim, or pass it on, go back to."""
    denial: Origins = Origins()
    """What the reports that deny it go back to; support for a contradicting claim is not counted here."""

    @property
    def sides(self) -> int:
        """How many sides support the claim."""
        return len({speaker.side for speaker in (*self.asserted_by, *self.confirmed_by)})


@dataclass(frozen=True, slots=True)
class LinkedClaim:
    """A claim with all positions on it, earliest first, its status, and the claims against it."""

    record: Claim
    positions: tuple[LinkedPosition, ...]
    status: Status
    contradicts: tuple[str, ...]
    articles: tuple[str, ...]


class Mention(NamedTuple):
    """A place in an article's text where an entity is named. `section` and `block` are indexes.

    `block` counts `Section.blocks`; `start` and `end` are offsets of the text.
    `first` tells that it is the entity's first mention in the section's paragraphs.
    There are more of these than of anything else, and a tuple is made at once.
    """

    entity: str
    article: str
    section: int
    block: int
    start: int
    end: int
    first: bool


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """An article with its text (None where it is not at hand), mentions, and the positions it holds.

    `folded` is its text as quotes and names are sought in it. `positions` stand
    in the order of their words in the text; `claims` likewise, each once;
    `entities` are those mentioned, in the order of their first mention.
    """

    record: Article
    source: SourceText | None
    mentions: tuple[Mention, ...] = ()
    positions: tuple[LinkedPosition, ...] = ()
    claims: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    folded: FoldedSource | None = None


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """An event with its quote found, where it has one."""

    record: Event
    quote: QuoteOutcome | None


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that is known, joined."""

    actors: dict[str, Actor] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    claims: dict[str, LinkedClaim] = field(default_factory=dict)
    events: dict[str, LinkedEvent] = field(default_factory=dict)
    articles: dict[str, LinkedArticle] = field(default_factory=dict)

    kinds: dict[str, Kind] = field(default_factory=dict)
    """The kind of each id."""
    was: dict[str, str] = field(default_factory=dict)
    """Old ids and the ids they lead to."""

    positions_of: dict[str, tuple[LinkedPosition, ...]] = field(default_factory=dict)
    """Positions by their actor's id, earliest first."""
    claims_about: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Claim ids by entity id."""
    events_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Event ids by the id of any place, actor, unit or claim they name, earliest first."""
    mentions_of: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    """Mentions by entity id, in the order of articles and text."""
    parts_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the places and units that are part of this one."""
    voices_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the actors and units whose affiliation is this one."""
    sides: dict[str, str] = field(default_factory=dict)
    """The side of each actor and unit: the id at the top of its chain."""

    def entity(self, entity_id: str) -> Entity:
        """Give an actor, unit, place or term by its id."""
        kind = self.kinds[entity_id]
        table: dict[str, Entity] = getattr(self, f"{kind}s")
        return table[entity_id]

    def label(self, some_id: str) -> str:
        """Give the name that pages show for any id; a claim's is its words, a plain name is itself."""
        match self.kinds.get(some_id):
            case "claim":
                return self.claims[some_id].record.claim
            case "event":
                return self.events[some_id].record.title
            case "article":
                return self.articles[some_id].record.title
            case None:
                return some_id
            case _:
                return self.entity(some_id).label

    def publisher(self, article: str) -> str | None:
        """Give the name under which an article speaks in its own voice, where it has one."""
        linked = self.articles.get(article)
        publisher = linked.record.source.publisher if linked else None
        return self.label(publisher) if publisher else None
