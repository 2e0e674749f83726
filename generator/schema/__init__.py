"""Help while typing: what the models say of the content, for programs that complete and check, and for people."""

from generator.schema.document import SCHEMA_FILE, make_schema
from generator.schema.fields import Field, Many, Mapped, Shape, fields_of
from generator.schema.known import KnownIds, know_ids
from generator.schema.reference import REFERENCE_FILE, make_reference

__all__ = [
    "REFERENCE_FILE",
    "SCHEMA_FILE",
    "Field",
    "KnownIds",
    "Many",
    "Mapped",
    "Shape",
    "fields_of",
    "know_ids",
    "make_reference",
    "make_schema",
]
