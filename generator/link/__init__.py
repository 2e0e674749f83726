"""Linking: records and texts joined into the Library, with every problem found on the way."""

from generator.link.findings import Findings
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
from generator.link.old_addresses import old_anchors, old_marks

__all__ = [
    "REPORT",
    "Findings",
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
    "old_anchors",
    "old_marks",
]
