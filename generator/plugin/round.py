"""A round of printing: which pages of records are printed beside MkDocs this time, and which are carried over."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any

from generator.cores import ahead
from generator.pages import Entry, Sheet
from generator.pages.reads import Imprints, Watch
from generator.plugin.beside import FrameSetter, Printed
from generator.plugin.record import Record, Trace, join_traces
from generator.progress import Progress


@dataclass(slots=True)
class Round:
    """What is to be printed beside MkDocs, and what came of it.

    `last` is the record of the build whose site can be carried over, where there is one.
    """

    sheets: Sequence[Sheet] = ()
    last: Record | None = None
    recall: Callable[[], Record | None] | None = None
    """What gives that record, where it is to be asked for as late as can be."""
    helpers: ExitStack = field(default_factory=ExitStack)
    """The processes that help; they end with it."""
    imprints: Callable[[], Imprints] | None = None
    """What gives the imprints of all tables, taken in one of them."""
    is_part: bool = False
    """Whether only a part of the site is made; then nothing is carried over."""
    record: Record | None = None
    """What this build's site is made of, once it is made."""
    carried: Collection[str] = frozenset()
    """The addresses of the pages that stay as they are."""
    printed: Mapping[str, Printed] = field(default_factory=dict)
    """What is left of the pages that were printed, by address."""
    index: Mapping[str, str] = field(default_factory=dict)
    """The checksums of the files of the search's index, those among them that were not written again."""

    @property
    def is_whole(self) -> bool:
        """Tell whether the site is whole without anything of the one before."""
        return not self.carried

    @property
    def last_index(self) -> Mapping[str, str]:
        """The files of the index that are in the site already, where it is carried over."""
        return self.last.index if self.last and self.carried else {}

    @property
    def printed_files(self) -> set[str]:
        """The files of the pages that were printed."""
        return {file for done in self.printed.values() for file in done.files}

    def gone(self, others: Collection[str]) -> frozenset[str]:
        """Name the files of the last build's site that are none of this one, which has `others` beside its pages."""
        if self.last is None:
            return frozenset()
        left = self.last.others | self.last.files(lambda page: page not in self.carried)
        left = left.difference(self.printed_files, others)
        return left.difference(self.last.files(lambda page: page in self.carried)) if left else left

    def begin(self, watch: Watch) -> None:
        """Have the imprints taken, by another process where there is a core for it, while MkDocs does its part."""
        if self.recall:
            self.last = self.recall()
        self.imprints = self.helpers.enter_context(
            ahead(partial(watch.imprints, self.last.imprints if self.last else None))
        )

    def print(self, setter: FrameSetter, basis: str, progress: Progress) -> None:
        """Print what has changed since the last build, or everything."""
        with progress.stage("Comparing"):
            # Where the basis is another, so may the tables be that are made of the same content.
            last = self.last if self.last and self.last.basis == basis else None
            imprints = self.imprints() if self.imprints and last is self.last else setter.printer.watch.imprints()
            self.helpers.close()
            self.carried = self._stays(last, imprints)
            sheets = [sheet for sheet in self.sheets if sheet.address not in self.carried]
        progress.remark(self._reason(basis))
        with progress.stage("Making pages", len(sheets)):
            self.printed = setter.print_all(sheets, progress.advance)
        self.record = self._record(basis, imprints)

    def _record(self, basis: str, imprints: Imprints) -> Record:
        """Note what all pages are made of, those that were printed and those that stay."""
        pages = tuple(sheet.address for sheet in self.sheets)
        traces = {
            page: Trace.of(done.reads, done.files, [*map(pack, done.entries)]) for page, done in self.printed.items()
        }
        lacking = {page: done.lacks for page, done in self.printed.items() if done.lacks}
        last = self.last if self.carried else None
        if last:
            lacking |= {page: lacks for page, lacks in last.lacking.items() if page in self.carried}
        in_order = {page: lacking[page] for page in pages if page in lacking} if lacking else {}
        return Record(basis, imprints, pages, join_traces(pages, last, traces), in_order)

    @property
    def lacking(self) -> Mapping[str, str]:
        """What the pages lack that lack something, by address."""
        return self.record.lacking if self.record else {}

    def entries(self) -> Iterable[Entry]:
        """Give what the search knows of all pages."""
        return map(unpack, self.record.entries()) if self.record else ()

    def _reason(self, basis: str) -> str:
        """Say why so many pages are made anew."""
        if self.carried:
            return (
                f"{len(self.carried):,} pages are as they were, {len(self.sheets) - len(self.carried):,} are made anew."
            )
        if self.is_part:
            return "A part is always made anew."
        if self.last is None:
            return "All pages are made anew: there is no site yet, or it has been changed since it was built."
        if self.last.basis != basis:
            return "All pages are made anew: something has changed that all share, such as a setting or a template."
        return "All pages are made anew: each shows something that has changed."

    def _stays(self, last: Record | None, imprints: Imprints) -> frozenset[str]:
        """Find the pages of the last build that would be the same today."""
        if last is None:
            return frozenset()
        wanted = frozenset(sheet.address for sheet in self.sheets)
        return wanted.intersection(last.pages) - last.stale(imprints)


def pack(entry: Entry) -> list[Any]:
    """Give an entry of the search as plain data."""
    return [getattr(entry, each.name) for each in fields(entry)]


def unpack(packed: Sequence[Any]) -> Entry:
    """Give an entry again."""
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in packed]
    return Entry(*values)
