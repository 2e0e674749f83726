"""Linking: records and texts joined into the Library, with every problem found on the way."""

from generator.link.join import link
from generator.link.library import (
    REPORT,
    Library,
    LinkedArticle,
    LinkedClaim,
    LinkedEvent,
    LinkedPosition,
    Mention,
    Opposite,
    Origins,
    Speaker,
    Status,
    StatusWord,
)

__all__ = [
    "REPORT",
    "Library",
    "LinkedArticle",
    "LinkedClaim",
    "LinkedEvent",
    "LinkedPosition",
    "Mention",
    "Opposite",
    "Origins",
    "Speaker",
    "Status",
    "StatusWord",
    "link",
]
