"""The domain's types: records as editors write them, and the values they hold."""

from generator.model.articles import Article, Question, Source
from generator.model.claims import Claim, Event, Evidence, Original, Position, Quoted, Stance, Verdict
from generator.model.dates import NotADate, When
from generator.model.entities import Actor, Alias, Entity, Located, Place, Term, Unit
from generator.model.readings import Reading
from generator.model.records import Correction, Named, Record
from generator.model.tree import Listing, Node, Scalar, Table, node_at
from generator.model.urls import is_safe_url, wrong_url
from generator.model.values import RESERVED, Kind, ProseMark, Ref
from generator.model.walk import marked, marked_texts

__all__ = [
    "RESERVED",
    "Actor",
    "Alias",
    "Article",
    "Claim",
    "Correction",
    "Entity",
    "Event",
    "Evidence",
    "Kind",
    "Listing",
    "Located",
    "Named",
    "Node",
    "NotADate",
    "Original",
    "Place",
    "Position",
    "ProseMark",
    "Question",
    "Quoted",
    "Reading",
    "Record",
    "Ref",
    "Scalar",
    "Source",
    "Stance",
    "Table",
    "Term",
    "Unit",
    "Verdict",
    "When",
    "is_safe_url",
    "marked",
    "marked_texts",
    "node_at",
    "wrong_url",
]
