"""The domain's types: records as editors write them, and the values they hold."""

from generator.model.dates import NotADate, When
from generator.model.records import (
    Actor,
    Alias,
    Article,
    Claim,
    Correction,
    Entity,
    Event,
    Evidence,
    Named,
    Original,
    Place,
    Position,
    Question,
    Record,
    Source,
    Stance,
    Term,
    Unit,
    Verdict,
)
from generator.model.tree import Listing, Node, Scalar, Table, node_at
from generator.model.values import RESERVED, Kind, ProseMark, Ref, is_safe_url
from generator.model.walk import marked

__all__ = [
    "RESERVED", "Actor", "Alias", "Article", "Claim", "Correction", "Entity", "Event", "Evidence",
    "Kind", "Listing", "Named", "Node", "NotADate", "Original", "Place", "Position", "ProseMark",
    "Question", "Record", "Ref", "Scalar", "Source", "Stance", "Table", "Term", "Unit", "Verdict",
    "When", "is_safe_url", "marked", "node_at",
]
