"""Which records were found sound: every id that they name is there and of the right kind, and their prose is whole.

That depends on the record and on the ids that there are. As long as these are
the same, a record that has not changed is not looked into again.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress

from pydantic_core import from_json, to_json

from generator.cache import OTHER_FORM, Cache, Shelf, checksum
from generator.link.ids import Ids
from generator.model import Record

_FEW = 1 / 16
"""This part of the records is sooner looked into again than all are written down."""


class Sound:
    """The digests of the records that were sound before: in this process, and on disk where there is a cache.

    Without a cache every record is looked into: to make digests costs more than that.
    """

    def __init__(self, cache: Cache, version: Callable[[], str]) -> None:
        self._shelf = Shelf(cache, "sound", version()) if cache.folder else None
        self._stamp = ""
        self._known: frozenset[str] = frozenset()
        self._asked: list[str] = []

    def unknown(self, records: Sequence[Record], ids: Ids) -> Sequence[Record]:
        """Give the records that are not known to be sound."""
        if self._shelf is None:
            return records
        self._asked = [record.digest for record in records]
        known = self._recall(self._shelf, _stamp(ids))
        return [record for record, digest in zip(records, self._asked, strict=True) if digest not in known]

    def _recall(self, shelf: Shelf, stamp: str) -> frozenset[str]:
        kept = shelf.get("", stamp)
        if stamp != self._stamp:
            self._stamp, self._known = stamp, frozenset()
            with suppress(*OTHER_FORM):
                self._known = frozenset(from_json(kept or b"[]"))
        return self._known

    def learn(self, looked_into: int) -> None:
        """Remember that all records are sound that were asked about, `looked_into` of them anew."""
        if self._shelf:
            self._known = frozenset(self._asked)
            if looked_into > len(self._asked) * _FEW:
                self._shelf.put("", self._stamp, to_json(self._asked))

    def save(self) -> None:
        """Keep what was found this time for the next."""
        if self._shelf:
            self._shelf.save()


def _stamp(ids: Ids) -> str:
    """Give the checksum of all that the references of an unchanged record can depend on."""
    others = (sorted(some) for some in (ids.states, ids.rejected, ids.twice))
    return checksum(to_json(ids.kinds), *map(to_json, others))
