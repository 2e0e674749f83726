"""What all records share. The type is the schema: one declaration for each field.

Every record is frozen and keeps the table it was read from, so that a problem
found much later still points at its line.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, model_validator

from generator.model.forms import says
from generator.model.tree import Origin, Scalar, Table, last_line, node_at
from generator.model.values import Day, Id, Links, Prose
from generator.problems import Span

_KEPT_PATHS = ((), ("id",))
"""The places that are known of a record that was kept: its own and its id's."""


class Record(BaseModel):  # noqa: PLW1641 - pydantic gives a hash to what is frozen
    """What all records share: frozen, no unknown keys, and the place of every value."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    # Slots, because pydantic would hold private values in a dict for each record, and is slow to find them there.
    __slots__ = ("_digest", "_numbers", "_origin", "_tree")

    if TYPE_CHECKING:  # to pydantic these would be private values
        _digest: str
        _numbers: Sequence[int]
        _origin: Origin | None
        _tree: Table | None

    note: Annotated[
        str | None, says("A word to other editors; it is never published.", "Ask Ann whether the date is right.")
    ] = None

    @model_validator(mode="wrap")
    @classmethod
    def _keep_table(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        whole = cls._widen(data)
        record = handler(whole)
        record.take_place(whole if isinstance(whole, Table) else None)
        return record

    def take_place(self, tree: Table | None) -> None:
        """Take the table that the record was made from, where there is one."""
        _set_tree(self, tree)
        _set_origin(self, None)
        _set_numbers(self, ())
        _set_digest(self, "")

    @classmethod
    def _widen(cls, data: Any) -> Any:
        """Make a whole record of a short form, where a kind of record has one."""
        return data

    @classmethod
    def sketch(cls, span: Span, **values: Any) -> Self:
        """Make a record of some of its values, unchecked: what an old version of a file holds, for its history."""
        record = cls.model_construct(**values)
        record.take_place(Table(span))
        return record

    def __eq__(self, other: object) -> bool:
        """Tell whether another record is of the same kind and says the same, wherever it stands."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __copy__(self) -> Self:
        """Give a copy at the same place, whose values may then be changed: it has no digest yet."""
        copy = super().__copy__()
        copy.take_place(self._table)
        return copy

    def changed(self, **values: Any) -> Self:
        """Give a copy with some other values, at the same place."""
        return self.model_copy(update=values)

    @property
    def digest(self) -> str:
        """Give a checksum of all that a page could show of the record: its kind, its values and where they stand."""
        if not self._digest:
            _set_digest(self, self._make_digest())
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
    def _table(self) -> Table | None:
        """The table that the record was made from; of one that was kept, its file is taken apart again for it."""
        if self._tree is None and self._origin is not None:
            self._origin.find_tables()
        return self._tree

    @classmethod
    def kept(cls, values: dict[str, Any], given: set[str], origin: Origin, numbers: Sequence[int], digest: str) -> Self:
        """Make a record of values that were checked at an earlier reading; nothing is checked again.

        `given` may be shared, for a record never changes. `numbers` are line, column and length of its
        table, and then of its id where that stands elsewhere.
        """
        record = object.__new__(cls)
        # Not by `take_place`: thousands of records are made at every edit, and calls would be most of the work.
        _set_values(record, values)
        _set_given(record, given)
        _set_extra(record, None)
        _set_private(record, None)
        _set_tree(record, None)
        _set_origin(record, origin)
        _set_numbers(record, numbers)
        _set_digest(record, digest)
        return record

    def take_table(self, same: "Record") -> None:
        """Take the table of the same record, read again."""
        _set_tree(self, same._table)  # noqa: SLF001 - another record's, which is as one's own

    def span(self, *path: str | int) -> Span:
        """Give the place of the value at a path of keys and indexes; the record's own where there is none."""
        if self._tree is None and self._origin is not None and path in _KEPT_PATHS:
            return Span(self._origin.file, *(self._numbers[-3:] if path else self._numbers[:3]))
        table = self._table
        return Span("", 1, 1) if table is None else node_at(table, path).span

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


def _setters(kind: type[BaseModel], *slots: str) -> Iterator[Callable[[Record, object], None]]:
    """Give what fills the slots of a record: as it is frozen, it cannot be asked to."""
    return (vars(kind)[slot].__set__ for slot in slots)


_set_values, _set_given, _set_extra, _set_private = _setters(
    BaseModel, "__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"
)
_set_tree, _set_origin, _set_numbers, _set_digest = _setters(Record, "_tree", "_origin", "_numbers", "_digest")


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
