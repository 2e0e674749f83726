"""What a change touches that is no record: files that can do more than the content, and those that readers see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.cli.besides import (
    Besides,
    as_object,
    as_objects,
    block_of_seen,
    blocks_of,
    find_besides,
    find_seen,
)
from generator.cli.forms import Block
from generator.cli.reaches import Places
from generator.cli.states import Both
from generator.link import Library
from generator.read.changed import ChangedFile


@dataclass(frozen=True, slots=True)
class Around:
    """What is touched that is no record: what can do more than the content, and what readers see as it is.

    Both are None where Git cannot say.
    """

    besides: Sequence[Besides] | None
    seen: Sequence[ChangedFile] | None

    @classmethod
    def of(cls, both: Both) -> "Around":
        """Find it beside two states of the content."""
        before, after = (_checksums(state.library) for state in (both.before, both.after))
        sums = {some_id: (before[some_id], now) for some_id, now in after.items() if some_id in before}
        changed = {some_id: pair for some_id, pair in sums.items() if pair[0] != pair[1]}
        return cls.among(both.changed, both.places, changed)

    @classmethod
    def among(
        cls, files: Sequence[ChangedFile] | None, places: Places, checksums: Mapping[str, tuple[str | None, str | None]]
    ) -> "Around":
        """Find it among all files that differ."""
        if files is None:
            return cls(None, None)
        return cls(find_besides(files, places, checksums), find_seen(files, places))

    def blocks(self) -> Iterator[Block]:
        """Tell it, what can do most first."""
        yield from blocks_of(self.besides)
        yield from block_of_seen(self.seen)

    def as_object(self) -> dict[str, Any]:
        """Give it as it stands in JSON."""
        besides = None if self.besides is None else [as_object(some) for some in self.besides]
        return {"besides": besides, "seen": None if self.seen is None else as_objects(self.seen)}


def _checksums(library: Library) -> dict[str, str | None]:
    return {some_id: article.record.text_sha256 for some_id, article in library.articles.items()}
