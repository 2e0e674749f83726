"""Building one part of a site: all of the content is read, and a slice of its pages is printed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import generator
from generator.pages.digests import digest_of
from generator.plugin import SaysoPlugin
from generator.plugin.beside import reason_against
from generator.problems import Problem, Span
from generator.progress import NO_PROGRESS, Progress
from generator.publish.build import CannotPublishError, Job, Published, prepared, run
from generator.publish.complaints import SETTINGS
from generator.publish.parts import FILES, MANIFEST, Manifest, Shard, checksums, write_manifest


@dataclass(frozen=True, slots=True)
class Order:
    """Which part is wanted, and the folder that it goes to, where that is not the usual one, as somebody typed it."""

    shard: Shard
    folder: Path | None = None


def publish_shard(
    root: Path, order: Order, *, strict: bool, texts: Path | None = None, progress: Progress = NO_PROGRESS
) -> Published:
    """Build one part of the site of the project in a folder; the site itself stays as it is.

    Raises:
        CannotPublishError: with all problems.
    """
    with prepared(root, texts) as job:
        plugin, shard = job.plugin, order.shard
        folder = root / order.folder if order.folder else shard.folder_beside(job.site)
        _refuse(job, folder, (order.folder or Path(folder.name)).as_posix())
        plugin.config.strict = plugin.config.strict or strict
        plugin.progress = progress
        plugin.wanted = lambda sheet: shard.holds(sheet.address)
        plugin.round.is_part = True
        with _new_folder(folder) as new, progress.stage("Writing"):
            job.config.site_dir = str(new / FILES)
            run(job.config, "build")
            manifest = _list(plugin, shard, new / FILES)
            write_manifest(manifest, new)
        return Published(folder, manifest.pages, plugin.loaded.library, job.warnings, plugin.remarks)


def _refuse(job: Job, folder: Path, name: str) -> None:
    """Refuse what cannot be divided, and a folder in which something else would be lost or published."""
    against = reason_against(job.config)
    if against:
        help_ = "build this site on one machine, without --shard"
        message = f"the pages of this site cannot be made apart from each other: {against}"
        raise CannotPublishError([Problem("no-parts", Span(SETTINGS), message, help_)])
    against = _against_place(job, Path(os.path.realpath(folder)))
    if against:
        message = f'a part of the site cannot be put into "{name}", {against}'
        problem = Problem("part-in-the-way", Span(name), message, "name another folder: --output NAME")
        raise CannotPublishError([problem])


def _against_place(job: Job, place: Path) -> str:
    """Say why a part cannot be put somewhere, where it cannot."""
    content = Path(os.path.realpath(job.config.docs_dir))
    for folder, what in ((content, "content"), (job.site, "site")):
        if place.is_relative_to(folder):
            return f"which {'is' if place == folder else 'lies within'} the folder of the {what}"
    return "for something else lies there" if place.exists() and not _is_replaceable(place) else ""


def _is_replaceable(place: Path) -> bool:
    return place.is_dir() and ((place / MANIFEST).is_file() or not any(place.iterdir()))


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of a part when it is whole, and goes when it does not come to that."""
    new = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        yield new
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _list(plugin: SaysoPlugin, shard: Shard, site: Path) -> Manifest:
    """List what belongs to a part: its slice of the pages, and with the first part whatever is no such page."""
    record = plugin.round.record
    assert record is not None  # a part is always printed beside MkDocs
    tables = tuple((name, imprint.sums) for name, imprint in sorted(record.imprints.items()))
    printed = plugin.round.printed.values()
    entries, pages = plugin.entries, plugin.pages_made
    if shard.number > 1:
        _keep_only(site, plugin.round.printed_files)
        entries, pages = [entry for done in printed for entry in done.entries], len(printed)
    return Manifest(
        shard,
        generator.__version__,
        digest_of((record.basis, tables, plugin.apart)),
        plugin.language,
        pages,
        checksums(site),
        tuple(entries),
    )


def _keep_only(site: Path, wanted: set[str]) -> None:
    """Remove all other files, and the folders that have nothing in them then."""
    for folder, _, files in os.walk(site, topdown=False):
        for file in files:
            path = Path(folder, file)
            if path.relative_to(site).as_posix() not in wanted:
                path.unlink()
        if Path(folder) != site and not any(Path(folder).iterdir()):
            Path(folder).rmdir()
