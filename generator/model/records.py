"""What all records share. The type is the schema: one declaration for each field.

Every record is frozen and keeps the table it was read from, so that a problem
found much later still points at its line.
"""

from hashlib import blake2b
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, model_validator

from generator.model.forms import says
from generator.model.tree import KeptPlace, Scalar, Table, last_line, node_at
from generator.model.values import Day, Id, Links, Prose
from generator.problems import Span

_KEPT_PATHS = ((), ("id",))
"""The places that are known of a record that was kept: its own and its id's."""


class Record(BaseModel):  # noqa: PLW1641 - pydantic gives a hash to what is frozen
    """What all records share: frozen, no unknown keys, and the place of every value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    _place: Table | KeptPlace | None = PrivateAttr(default=None)
    _digest: str = PrivateAttr(default="")

    note: Annotated[
        str | None, says("A word to other editors; it is never published.", "Ask Ann whether the date is right.")
    ] = None

    @model_validator(mode="wrap")
    @classmethod
    def _keep_table(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        whole = cls._widen(data)
        record = handler(whole)
        if isinstance(whole, Table):
            record._place = whole  # noqa: SLF001 - the one place where a record learns its own place
        return record

    @classmethod
    def _widen(cls, data: Any) -> Any:
        """Make a whole record of a short form, where a kind of record has one."""
        return data

    @classmethod
    def sketch(cls, span: Span, **values: Any) -> Self:
        """Make a record of some of its values, unchecked: what an old version of a file holds, for its history."""
        record = cls.model_construct(**values)
        record._place = Table(span)  # noqa: SLF001 - as above
        return record

    def __eq__(self, other: object) -> bool:
        """Tell whether another record is of the same kind and says the same, wherever it stands."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def changed(self, **values: Any) -> Self:
        """Give a copy with some other values, at the same place."""
        copy = self.model_copy(update=values)
        copy._digest = ""  # noqa: SLF001 - as above
        return copy

    @property
    def digest(self) -> str:
        """Give a checksum of all that a page could show of the record: its kind, its values and where they stand."""
        if not self._digest:
            self._digest = self._make_digest()
        return self._digest

    def _make_digest(self) -> str:
        made = blake2b(type(self).__name__.encode(), digest_size=16)
        made.update(self.__pydantic_serializer__.to_json(self))
        table = self._table
        if table is not None:
            # Where everything in it stands follows from where it begins and from what is written there.
            at = table.span
            made.update(f"{at.file}:{at.line}:{at.column} {table.source}".encode())
        return made.hexdigest()

    @property
    def _stands(self) -> Table | KeptPlace | None:
        """What is known of the record's place. It is asked often, and pydantic's own way to a private value is slow."""
        private = self.__pydantic_private__
        return private["_place"] if private else None

    @property
    def _table(self) -> Table | None:
        """The table that the record was made from; of one that was kept, its file is taken apart again for it."""
        place = self._stands
        return place.table if isinstance(place, KeptPlace) else place

    @classmethod
    def kept(cls, values: dict[str, Any], given: set[str], place: KeptPlace, digest: str) -> Self:
        """Make a record of values that were checked at an earlier reading; nothing is checked again."""
        record = object.__new__(cls)
        take = object.__setattr__
        take(record, "__dict__", values)
        take(record, "__pydantic_fields_set__", given)
        take(record, "__pydantic_extra__", None)
        take(record, "__pydantic_private__", {"_place": place, "_digest": digest})
        return record

    def take_table(self, same: "Record") -> None:
        """Take the table of the same record, read again."""
        place = self._stands
        assert isinstance(place, KeptPlace)  # only what was kept lacks its table
        place.found = same._table  # noqa: SLF001 - as above

    def span(self, *path: str | int) -> Span:
        """Give the place of the value at a path of keys and indexes; the record's own where there is none."""
        place = self._stands
        if isinstance(place, KeptPlace):
            if path in _KEPT_PATHS:
                return place.id if path else place.own
            place = place.table
        return Span("", 1, 1) if place is None else node_at(place, path).span

    def key_span(self, *path: str) -> Span:
        """Give the place of a key itself, the last of a path; of what holds it where the key is not there."""
        table = self._table
        if table is None:
            return self.span()
        holder = node_at(table, path[:-1])
        return holder.keys_at.get(path[-1], holder.span) if isinstance(holder, Table) else holder.span

    def lines(self, key: str | None = None) -> range:
        """Give the lines of its file on which a record stands, or one of its keys with its value; none where it is not.

        A record that was not read from a file stands nowhere.
        """
        table = self._table
        if table is None or (key is not None and key not in table.keys_at):
            return range(0)
        if key is None:
            return range(table.span.line, last_line(table) + 1)
        first = table.keys_at[key].line
        value = table.get(key)
        return range(first, max(first, last_line(value) if value is not None else first) + 1)

    def spot(self, part: str, *path: str | int) -> Span:
        """Give the place of a part of the text at a path, such as one word of a long summary."""
        table = self._table
        node = None if table is None else node_at(table, path)
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
