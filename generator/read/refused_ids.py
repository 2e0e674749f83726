"""Ids in what is refused: nobody else's reference is called unknown because of it."""

from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from generator.model import Listing, Node, Scalar, Table
from generator.model.values import check_id


def ids_in(node: Node | None) -> Iterator[str]:
    """Give what could be meant as ids in something that is not a record."""
    if isinstance(node, Scalar):
        yield str(node)
    elif isinstance(node, Listing):
        for entry in node:
            yield from ids_in(entry)
    elif isinstance(node, Table):
        own = node.get("id")
        # Without an id, records may stand here under their ids as keys.
        yield from [str(own)] if isinstance(own, Scalar) else [k for k, v in node.items() if isinstance(v, Table)]


def lacks_ids(node: Node | None) -> bool:
    """Tell whether a table is in it that could be a record and has no id that can be made out."""
    if isinstance(node, Listing):
        return any(lacks_ids(entry) for entry in node)
    return isinstance(node, Table) and not isinstance(node.get("id"), Scalar) and not _is_keyed(node)


def _is_keyed(table: Table) -> bool:
    """Tell whether a table holds nothing but tables: they may be records under their ids."""
    return bool(table) and not table.refused and all(isinstance(value, Table) for value in table.values())


def can_be_id(some_id: str) -> bool:
    """Tell whether some letters could be an id."""
    try:
        check_id(some_id)
    except PydanticCustomError:
        return False
    return True
