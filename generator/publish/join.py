"""Joining: the parts that several machines have made become one site, the same as if one machine had made it all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import generator
from generator.dead_links import Files
from generator.edit.stopping import holding
from generator.problems import Problem, Span, as_errors, has_errors
from generator.progress import NO_PROGRESS, Progress
from generator.publish import manifest
from generator.publish.build import LINKS, RECORD, CannotPublishError, Job, prepared
from generator.publish.checked import check_whole, hidden_at
from generator.publish.parts import Part, damaged, read_file, read_part
from generator.publish.workshop import Workshop
from generator.search import write_index

_SHOWN = 5
"""Parts that are named at most."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What was put together: where, how many pages, from how many parts, and the warnings on the way."""

    site: Path
    pages: int
    parts: int
    warnings: list[Problem]


def join_parts(
    root: Path,
    folders: Sequence[tuple[Path, str]],
    *,
    strict: bool,
    when_busy: Callable[[], None],
    progress: Progress = NO_PROGRESS,
) -> Joined:
    """Put the parts in some folders together, each with the name it is called by, and the site in its place.

    Raises:
        CannotPublishError: with all problems; the old site has not been touched.
    """
    with prepared(root, None) as job, ExitStack() as to_the_end:
        with progress.stage("Reading"):
            parts = _read_parts(folders)
        strict = strict or job.plugin.config.strict
        workshop = Workshop(job.site)
        with workshop.opened(when_busy) as new:
            with progress.stage("Writing", sum(len(part.manifest.files) for part in parts)):
                _copy_files(parts, new, progress)
            with progress.stage("Indexing the search"):
                warnings = _index(parts, new, strict=strict)
            with progress.stage("Checking links"):
                warnings += _check_links(job, parts, workshop, new, strict=strict)
            # From here on it is too late to stop.
            to_the_end.enter_context(suppress(KeyboardInterrupt))
            to_the_end.enter_context(holding())
            # What an earlier build noted of its own site is not true of this one.
            for name in (RECORD, LINKS):
                (workshop.folder / name).unlink(missing_ok=True)
            workshop.put_in_place()
    return Joined(job.site, sum(part.manifest.pages for part in parts), len(parts), warnings)


def _index(parts: Sequence[Part], site: Path, *, strict: bool) -> list[Problem]:
    """Make the index for the search of what all parts know; where they know nothing, none is wanted."""
    entries = [entry for part in parts for entry in part.manifest.entries]
    _, found = write_index(entries, site, parts[0].manifest.language) if entries else ({}, [])
    judged = as_errors(found) if strict else found
    if has_errors(judged):
        raise CannotPublishError(judged)
    return judged


def _check_links(job: Job, parts: Sequence[Part], workshop: Workshop, new: Path, *, strict: bool) -> list[Problem]:
    """Check the links of the whole site, which no part can do for itself."""
    names = frozenset(file for part in parts for file in part.manifest.files)
    staying = hidden_at(workshop.site, manifest.read(workshop.manifest))
    files = Files(names, str(new), staying=staying, old=str(workshop.site))
    job.plugin.config.strict = strict
    entries = [entry for part in parts for entry in part.manifest.entries]
    return check_whole(job.config, job.plugin, files, None, entries).warnings


def _read_parts(folders: Sequence[tuple[Path, str]]) -> list[Part]:
    """Read parts, and see whether they are all of one site."""
    read = [read_part(folder, name) for folder, name in folders]
    parts = sorted((part for part in read if isinstance(part, Part)), key=lambda part: part.manifest.shard.number)
    problems = [problem for problem in read if isinstance(problem, Problem)] or list(_judge(parts))
    if problems:
        raise CannotPublishError(problems)
    return parts


def _judge(parts: Sequence[Part]) -> Iterator[Problem]:
    """Compare parts with each other; one fault gives one problem."""
    strangers = [*_others(parts)] or [*_twice(parts)]
    yield from strangers
    if not strangers:
        yield from _missing(parts)
        yield from _shared(parts)


def _others(parts: Sequence[Part]) -> Iterator[Problem]:
    """Find parts that do not go with the others, or not with this program."""
    usual = _most_common(parts)
    for part in parts:
        manifest, like = part.manifest, usual.manifest
        if manifest.version != generator.__version__:
            yield _differs(part, f"Sayso {manifest.version} has made it, and this is Sayso {generator.__version__}")
        elif manifest.shard.of != like.shard.of:
            yield _differs(part, f"it is one of {manifest.shard.of} parts, and others are of {like.shard.of}")
        elif (manifest.basis, manifest.language) != (like.basis, like.language):
            yield _differs(part, "it was made from other content, settings, templates or programs than others")


def _most_common(parts: Sequence[Part]) -> Part:
    """Find a part that is like as many others as possible: what differs from it is told."""

    def likeness(part: Part) -> int:
        made_of = part.manifest.basis, part.manifest.shard.of
        return sum((other.manifest.basis, other.manifest.shard.of) == made_of for other in parts)

    return max(parts, key=likeness)


def _differs(part: Part, why: str) -> Problem:
    help_ = "build all parts from the same commit, with the same versions of Python and of all packages"
    return Problem("parts-differ", Span(part.name), f"this part does not go with the others: {why}", help_)


def _twice(parts: Sequence[Part]) -> Iterator[Problem]:
    seen: dict[int, Part] = {}
    for part in parts:
        number = part.manifest.shard.number
        first = seen.setdefault(number, part)
        if first is not part:
            message = f'part {number} is there twice: the other one is "{first.name}"'
            yield Problem("part-twice", Span(part.name), message, "leave one of the two out")


def _missing(parts: Sequence[Part]) -> Iterator[Problem]:
    there, of = {part.manifest.shard.number for part in parts}, parts[0].manifest.shard.of
    count = of - len(there)
    if count:
        lacking = [str(number) for number in range(1, min(of, len(there) + _SHOWN) + 1) if number not in there]
        more = f" and {count - _SHOWN} more" if count > _SHOWN else ""
        message = f"not all of the {of} parts are here; missing: {', '.join(lacking[:_SHOWN])}{more}"
        help_ = f"build what is missing, as in: sayso build --shard {lacking[0]}/{of}, and name all parts"
        yield Problem("part-missing", Span(parts[0].name), message, help_)


def _shared(parts: Sequence[Part]) -> Iterator[Problem]:
    """Find a file that two parts hold: whoever made them has not made slices of one site."""
    owners: dict[str, Part] = {}
    for part in parts:
        for file in part.manifest.files:
            owner = owners.setdefault(file, part)
            if owner is not part:
                yield damaged(part.name, f'it holds the file "{file}", which "{owner.name}" holds as well')
                break


def _copy_files(parts: Sequence[Part], site: Path, progress: Progress) -> None:
    """Copy the files of all parts into a folder, each proven by its checksum."""
    for part in parts:
        for file in part.manifest.files:
            content = read_file(part, file)
            if isinstance(content, Problem):
                raise CannotPublishError([content])
            target = site / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            progress.advance()
