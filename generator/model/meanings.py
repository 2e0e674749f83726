"""What the words mean that a field chooses from: one plain sentence each, shown to editors while they choose."""

from typing import Final

from generator.model.forms import Meanings

STANCES: Final = Meanings.of(
    {
        "asserts": "Says that it is so.",
        "confirms": "Says that it is so, and is answerable for it or had reason to hide it.",
        "denies": "Says that it is not so.",
        "questions": "Doubts it, or asks, and goes no further.",
        "reports": "Passes on what others say, without making it their own.",
        "declines": "Does not answer, or keeps silent, and the text says so.",
        "retracts": "Takes back what they said before.",
    }
)
CERTAINTIES: Final = Meanings.of(
    {
        "certain": "Says it without reserve; this is meant where the line is left out.",
        "probable": "Thinks it likely.",
        "possible": "Thinks that it may be, or only hints at it.",
    }
)
CLAIM_TYPES: Final = Meanings.of(
    {
        "fact": "Something that is so or not so; this is meant where the line is left out.",
        "intention": "What somebody means to do.",
        "judgement": "Somebody's view.",
        "forecast": "What will happen.",
    }
)
EVIDENCE_ROLES: Final = Meanings.of(
    {
        "supports": "Speaks for the claim.",
        "refutes": "Speaks against the claim.",
        "qualifies": "Limits the claim, or puts it in another light.",
    }
)
FINDINGS: Final = Meanings.of(
    {
        "supported": "The evidence speaks for the claim.",
        "refuted": "The evidence speaks against the claim.",
        "mixed": "Some evidence speaks for the claim and some against it.",
        "unsupported": "Evidence was looked for, and there is none.",
        "not-enough-info": "What there is does not suffice to tell.",
    }
)
ACTOR_TYPES: Final = Meanings.of(
    {
        "person": "One human being with a name.",
        "organisation": "An authority, a party, a company, a newspaper, an agency.",
        "state": "A country; it is a place as well.",
        "group": "People who have something in common and no organisation.",
        "unnamed": "Somebody whose name the text does not give.",
    }
)
PLACE_TYPES: Final = Meanings.of(
    {
        "country": "A country that does not speak here; one that does is an actor.",
        "region": "A large part of a country.",
        "district": "A part of a region or of a city.",
        "city": "A large town.",
        "town": "A town.",
        "village": "A village or hamlet.",
        "river": "A river.",
        "sea": "A sea, a lake or a bay.",
        "border": "A border, or a stretch of one.",
        "site": "A building, a bridge, an airfield, a field of battle.",
    }
)
SHOWN_TEXTS: Final = Meanings.of(
    {
        "full": "The whole text is published; its licence must allow that.",
        "quotes": "Only the words that are quoted are published; this is meant where the line is left out.",
    }
)

WORDS_BESIDE_IDS: Final = Meanings.of(
    {
        "report": "The article itself, in its own voice.",
        "themselves": "Nobody but themselves.",
        "nobody": "No link is made of this name.",
    }
)
"""The words that may stand where an id is asked for."""
