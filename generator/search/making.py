"""Makes the files of an index; of a large one only the shards whose entries have changed."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.cache import OTHER_FORM, Cache, checksum
from generator.pages import Entry
from generator.search.documents import STAND_IN, document_of, fields_of, stand_in
from generator.search.indexing import ENTRY, Documents, index_each
from generator.search.joining import join
from generator.search.keeping import Shelf, bundle, open_shelf, unbundle
from generator.search.parts import UnknownFormError, read_shard
from generator.search.shard import Shard, pack, unpack
from generator.search.shards import deal
from generator.search.steady import steadied


def make_files(entries: Iterable[Entry], program: Path, language: str, cache: Cache) -> dict[str, bytes]:
    """Make the files of the index of some entries, by name; what they hold does not tell in how many shards.

    Raises:
        CannotIndexError: with the reason.
    """
    short = language.partition("-")[0]
    maker = _Maker(program, language, short, open_shelf(cache, program, short))
    dealt = deal(entries)
    fields = sorted({name for shard in dealt for entry in shard for name, _ in fields_of(entry)})
    keys = [maker.shelf.key(shard, fields) for shard in dealt]
    return maker.kept("whole", b"".join(keys), lambda: maker.make(dealt, fields, keys))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes indexes in one language, called by its `short` name in Pagefind."""

    program: Path
    language: str
    short: str
    shelf: Shelf

    def kept(self, place: str, key: bytes, make: Callable[[], dict[str, bytes]]) -> dict[str, bytes]:
        """Give the files that were made of the same last time, or make them."""
        kept = self.shelf.read(place, key)
        if kept is not None:
            with suppress(*OTHER_FORM):
                return unbundle(kept)
        files = make()
        self.shelf.keep(place, key, bundle(files))
        return files

    def make(self, dealt: Sequence[Sequence[Entry]], fields: Sequence[str], keys: Sequence[bytes]) -> dict[str, bytes]:
        """Make an index of shards, where there are several."""
        if len(dealt) > 1:
            try:
                shards = self._shards(dealt, fields, keys)
                frame = self.kept("frame", self.shelf.key(()), self._frame)
                return {**frame, **join(shards, frame[ENTRY], self.short)}
            except UnknownFormError:  # of another Pagefind, which is then left to make it alone
                pass
        entries = [entry for shard in dealt for entry in shard]
        return steadied(self._index(self._documents(entries), len(entries)))

    def _frame(self) -> dict[str, bytes]:
        """Make the files that are the same in every index, and the first file of some other index."""
        files = self._index([self._stand_in(())], 1)
        return {name: data for name, data in files.items() if "/" not in name and not name.endswith(".pf_meta")}

    def _shards(self, dealt: Sequence[Sequence[Entry]], fields: Sequence[str], keys: Sequence[bytes]) -> list[Shard]:
        """Give all shards; those that are not kept are made now, on all cores."""
        places = [checksum(entries[0].url) for entries in dealt]
        kept = [self.shelf.read(place, key) for place, key in zip(places, keys, strict=True)]
        shards = {at: unpack(data) for at, data in enumerate(kept) if data is not None}
        waiting = deque(at for at, data in enumerate(kept) if data is None)
        count = sum(len(dealt[at]) for at in waiting)

        def make(_: int) -> None:
            """Make one shard after another in one run of the program, as long as some are waiting."""
            taken = []

            def sets() -> Iterator[Documents]:
                with suppress(IndexError):
                    while True:
                        taken.append(waiting.popleft())
                        yield (*self._documents(dealt[taken[-1]]), self._stand_in(fields))

            for files in index_each(self.program, sets(), count, self.short):
                at = taken[-1]
                shards[at] = read_shard(files)
                self.shelf.keep(places[at], keys[at], pack(shards[at]))

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            try:
                list(pool.map(make, range(min(len(waiting), os.cpu_count() or 1))))
            finally:
                waiting.clear()  # where one cannot go on, or somebody stops us, the others stop as well
        return [shards[at] for at in range(len(dealt))]

    def _index(self, documents: Documents, count: int) -> dict[str, bytes]:
        (files,) = index_each(self.program, [documents], count, self.short)
        return files

    def _documents(self, entries: Iterable[Entry]) -> Documents:
        return ((entry.url, document_of(entry, self.language)) for entry in entries)

    def _stand_in(self, fields: Iterable[str]) -> tuple[str, str]:
        return STAND_IN, stand_in(fields, self.language)
