"""What all records share. The type is the schema: one declaration for each field.

Every record is frozen and keeps the table it was read from, so that a problem
found much later still points at its line.
"""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, model_validator

from generator.model.forms import says
from generator.model.tree import Scalar, Table, last_line, node_at
from generator.model.values import Day, Id, Links, Prose
from generator.problems import Span


class Record(BaseModel):
    """What all records share: frozen, no unknown keys, and the place of every value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    _table: Table | None = PrivateAttr(default=None)

    note: Annotated[
        str | None, says("A word to other editors; it is never published.", "Ask Ann whether the date is right.")
    ] = None

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

    @classmethod
    def sketch(cls, span: Span, **values: Any) -> Self:
        """Make a record of some of its values, unchecked: what an old version of a file holds, for its history."""
        record = cls.model_construct(**values)
        record._table = Table(span)  # noqa: SLF001 - as above
        return record

    def span(self, *path: str | int) -> Span:
        """Give the place of the value at a path of keys and indexes; the record's own where there is none."""
        return Span("", 1, 1) if self._table is None else node_at(self._table, path).span

    def key_span(self, *path: str) -> Span:
        """Give the place of a key itself, the last of a path; of what holds it where the key is not there."""
        if self._table is None:
            return self.span()
        holder = node_at(self._table, path[:-1])
        return holder.keys_at.get(path[-1], holder.span) if isinstance(holder, Table) else holder.span

    def lines(self, key: str | None = None) -> range:
        """Give the lines of its file on which a record stands, or one of its keys with its value; none where it is not.

        A record that was not read from a file stands nowhere.
        """
        if self._table is None or (key is not None and key not in self._table.keys_at):
            return range(0)
        if key is None:
            return range(self._table.span.line, last_line(self._table) + 1)
        first = self._table.keys_at[key].line
        value = self._table.get(key)
        return range(first, max(first, last_line(value) if value is not None else first) + 1)

    def spot(self, part: str, *path: str | int) -> Span:
        """Give the place of a part of the text at a path, such as one word of a long summary."""
        node = None if self._table is None else node_at(self._table, path)
        return node.spot(part) if isinstance(node, Scalar) else self.span(*path)


class Named(Record):
    """What every record with an address of its own carries."""

    id: Annotated[
        Id, says("Its own name, for ever, by which addresses and other records name it.", "a-name-of-its-own")
    ]
    was: Annotated[list[Id], says("Ids that it had before; their old addresses lead here.", "[old-id]")] = []
    links: Annotated[
        Links,
        says("Addresses elsewhere, each behind a name of its own.", "{wikidata: Q212, website: https://example.org/}"),
    ] = {}


class Correction(Record):
    """Something that was wrong and has been put right."""

    on: Annotated[Day, says("The day of the correction.", "2025-04-10")]
    what: Annotated[
        Prose, says("What was wrong and what stands there now.", "The day was given as 5 April; it is 6 April.")
    ]
