"""What a change touches besides the content, by what it can do there and who has to look at it.

The content is data: whatever stands in it, nothing runs. This is about everything else. Whoever looks at
a proposal sees its claims first and might overlook a line in a program that lets anything in.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.cli.forms import Block
from generator.cli.reaches import REACHES, RECORDS, Places, Reach
from generator.cli.seen import line
from generator.cli.telling import many
from generator.read.changed import ChangedFile


@dataclass(frozen=True, slots=True)
class Besides:
    """What a change touches of one kind: files, and more in words."""

    reach: Reach
    files: tuple[ChangedFile, ...]
    more: tuple[str, ...] = ()


def find_besides(
    files: Iterable[ChangedFile], places: Places, checksums: Mapping[str, tuple[str | None, str | None]]
) -> list[Besides]:
    """Sort files by what they can do; `checksums` of texts that are not in the repository are before and after."""
    by_name: dict[str, list[ChangedFile]] = {}
    for file in files:
        is_made = not file.is_kept and file.path.startswith(places.made)
        reach = None if is_made else _reach_of(file, places)
        if reach:
            by_name.setdefault(reach.name, []).append(file)
    more = {"sources": tuple(_checksums(checksums))}
    found = (Besides(reach, tuple(by_name.get(reach.name, ())), more.get(reach.name, ())) for reach in REACHES)
    return [some for some in found if some.files or some.more]


def find_seen(files: Iterable[ChangedFile], places: Places) -> list[ChangedFile]:
    """Give the pages and files of the content that readers see as they are: all but records, and what can do more."""
    return [
        file
        for file in files
        if file.path.startswith(places.content)
        and not file.path.lower().endswith(RECORDS)
        and _reach_of(file, places) is None
        and (file.is_kept or not file.path.startswith(places.made))
    ]


def _reach_of(file: ChangedFile, places: Places) -> Reach | None:
    return next((reach for reach in REACHES if reach.holds(file, places)), None)


def _checksums(changed: Mapping[str, tuple[str | None, str | None]]) -> Iterator[str]:
    for article, (before, after) in changed.items():
        told = "is now" if before and after else "is given now:" if after else "is no longer given:"
        yield f"The checksum of the text of {article} {told} {after or before}"


def _told_of(besides: Besides) -> Iterator[str]:
    """Tell the files of one kind, so many as a person would read, and then what else there is."""
    for file in besides.files[:_SHOWN]:
        yield _named(file)
    if len(besides.files) > _SHOWN:
        yield f"and {many(len(besides.files) - _SHOWN, 'more file')}"
    yield from besides.more


_SHOWN = 50
"""Files that are named of one kind; whoever wants to hide one among many is told of by their number."""


def blocks_of(besides: Sequence[Besides] | None) -> Iterator[Block]:
    """Tell what is touched besides the content, before anything else: it can do more than the content can."""
    if besides is None:
        yield Block(line("Besides the content"), (line("", _SILENT),), level=2)
    elif besides:
        number = sum(len(some.files) + len(some.more) for some in besides)
        heading = f"Besides the content, this changes {many(number, 'thing')}"
        yield Block(line(heading), (line(_AROUND),), level=2)
    for some in besides or ():
        lines = (line("", some.reach.can), line(some.reach.look), *map(line, _told_of(some)))
        yield Block(line(some.reach.title), lines)


def block_of_seen(seen: Sequence[ChangedFile] | None) -> Iterator[Block]:
    """Tell which pages and files readers will see, or see no more, in the order of their paths."""
    if not seen:
        return
    counts = Counter(file.change for file in seen)
    told = ", ".join(f"{counts[change]} {change}" for change in ("added", "changed", "removed") if counts[change])
    lines = [_SEEN, f"{many(len(seen), 'file')}: {told}.", *map(_named, seen[:_SHOWN])]
    if len(seen) > _SHOWN:
        lines.append(f"and {many(len(seen) - _SHOWN, 'more file')}")
    yield Block(line("Pages and files that readers see"), tuple(map(line, lines)), level=2)


def _named(file: ChangedFile) -> str:
    return f"{file.path} ({file.change})"


_SEEN = (
    "These are published beside the records, as they are. Open each of them: what a page, a picture or a document says "
    "is proven against no source, and changes no status."
)

_AROUND = (
    "The content is data, and nothing in it runs. What is listed here is something else: it is in the hands of those "
    "who look at it now. Claims and positions are told further below."
)

_SILENT = "Git cannot say what else this changes. Look at all files of the proposal before you merge it."


def as_object(besides: Besides) -> dict[str, Any]:
    """Give what is touched of one kind as it stands in JSON."""
    return {
        "kind": besides.reach.name,
        "can": besides.reach.can,
        "look": besides.reach.look,
        "files": as_objects(besides.files),
        "more": list(besides.more),
    }


def as_objects(files: Iterable[ChangedFile]) -> list[dict[str, str]]:
    """Give files likewise."""
    return [{"file": file.path, "change": file.change} for file in files]
