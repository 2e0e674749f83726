"""A round of printing: which pages of records are printed beside MkDocs this time, and which are carried over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from generator.pages import Entry, Sheet
from generator.pages.reads import Digests
from generator.plugin.beside import FrameSetter
from generator.plugin.record import Numbers, Record, Trace
from generator.progress import Progress


@dataclass(slots=True)
class Round:
    """What is to be printed beside MkDocs, and what came of it.

    `last` is the record of the build whose site can be carried over, where there is one.
    """

    sheets: Sequence[Sheet] = ()
    last: Record | None = None
    is_part: bool = False
    """Whether only a part of the site is made; then nothing is carried over."""
    record: Record | None = None
    """What this build's site is made of, once it is made."""
    carried: Mapping[str, Trace] = field(default_factory=dict)
    """The pages that stay as they are, by address."""
    printed: Mapping[str, Trace] = field(default_factory=dict)
    """The pages that were printed."""
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
        return {file for trace in self.printed.values() for file in trace.files}

    @property
    def files(self) -> set[str]:
        """The files of all pages, printed or carried over."""
        return self.printed_files | {file for trace in self.carried.values() for file in trace.files}

    @property
    def last_files(self) -> set[str]:
        """All files of the last build's site."""
        if self.last is None:
            return set()
        return {file for trace in self.last.pages.values() for file in trace.files} | self.last.others

    def print(self, setter: FrameSetter, basis: str, progress: Progress) -> None:
        """Print what has changed since the last build, or everything."""
        with progress.stage("Comparing"):
            digests = setter.printer.watch.digests(self.last.digests if self.last else None)
            self.carried = self._stays(basis, digests)
            sheets = [sheet for sheet in self.sheets if sheet.address not in self.carried]
        progress.remark(self._reason(basis))
        with progress.stage("Making pages", len(sheets)):
            printed = setter.print_all(sheets, progress.advance)
        numbers = self._numbers(digests)
        self.printed = {
            address: Trace(numbers.numbered(done.reads), done.files, done.lacks, tuple(map(pack, done.entries)))
            for address, done in printed.items()
        }
        self.record = Record(basis, numbers, digests, {sheet.address: self.trace(sheet) for sheet in self.sheets})

    def _numbers(self, digests: Digests) -> Numbers:
        """Give the numbers of all keys, those of the pages that stay among them."""
        numbers = self.last.numbers if self.carried and self.last else Numbers({})
        for name, held in digests.items():
            numbers.add(name, held)
        return numbers

    def trace(self, sheet: Sheet) -> Trace:
        """Give what is known of a page, printed now or before."""
        return self.printed.get(sheet.address) or self.carried[sheet.address]

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

    def _stays(self, basis: str, digests: Digests) -> dict[str, Trace]:
        """Find the pages of the last build that would be the same today."""
        if self.last is None or self.last.basis != basis:
            return {}
        stale = self.last.stale(digests)
        wanted = {sheet.address for sheet in self.sheets} - stale
        return {address: trace for address, trace in self.last.pages.items() if address in wanted}


def pack(entry: Entry) -> list[Any]:
    """Give an entry of the search as plain data."""
    return [getattr(entry, each.name) for each in fields(entry)]


def unpack(packed: Sequence[Any]) -> Entry:
    """Give an entry again."""
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in packed]
    return Entry(*values)
