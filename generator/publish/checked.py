"""Before a site takes the place of the old one: whether all links in it lead somewhere.

What the check has counted is kept beside the site, so that a small change is checked by what it has changed.
"""

from array import array
from base64 import b64decode, b64encode
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator.dead_links import Change, Files, Site, Tally, check, check_change, list_files, tell_all
from generator.pages import Entry
from generator.plugin import SaysoPlugin
from generator.plugin.links import files_of_project, site_of, sources_of
from generator.problems import Problem, as_errors, has_errors
from generator.publish import manifest, sealed
from generator.publish.changes import Changes
from generator.publish.workshop import Workshop

_NUMBERS = "I"


class DeadLinksError(Exception):
    """A site has dead links; `problems` says where."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems with links")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Checked:
    """What is left of a check: warnings, and how often each target is linked to, under the conditions of the check."""

    warnings: list[Problem]
    tally: Tally
    key: str

    def keep(self, file: Path) -> None:
        """Keep the tally for the next build; where that cannot be done, the next one looks at the whole site."""
        columns = [
            b64encode(array(_NUMBERS, column).tobytes()).decode() for column in (self.tally.keys(), self.tally.values())
        ]
        with suppress(OSError):
            sealed.write(file, [self.key, *columns])


def check_changes(
    config: MkDocsConfig, plugin: SaysoPlugin, changes: Changes, workshop: Workshop, last: Path
) -> Checked:
    """Check a site that is about to be put in place.

    Raises:
        DeadLinksError: with all problems.
    """
    known = manifest.read(workshop.manifest)
    staying = hidden_at(workshop.site, known)
    if changes.is_whole:
        files = Files(changes.written, str(changes.folder), staying=staying, old=str(workshop.site))
        return check_whole(config, plugin, files, plugin.taken, plugin.entries)
    there = frozenset(known.files) if known else list_files(str(workshop.site))
    before = Files(there, str(workshop.site))
    names = (there - changes.removed) | changes.written
    files = Files(names, before.folder, changes.written, str(changes.folder), staying, before.folder)
    site = site_of(config, files, plugin.taken, plugin.entries)
    tally = _read(last, _key(site))
    if tally is not None:
        tally = check_change(site, Change(before, changes.written, changes.removed - changes.written), tally)
    if tally is None:
        return _checked(config, plugin, site)
    return Checked([], tally, _key(site))


def hidden_at(site: Path, known: manifest.Manifest | None) -> frozenset[str]:
    """Name what is hidden at the top of a site and was not put there by the last build: it stays for the next one."""
    made = known.tops if known else frozenset[str]()
    names = (entry.name for entry in site.iterdir()) if site.is_dir() else ()
    return frozenset(name for name in names if name.startswith(".") and name not in made)


def check_whole(
    config: MkDocsConfig, plugin: SaysoPlugin, files: Files, taken: Collection[str] | None, entries: Collection[Entry]
) -> Checked:
    """Check a site of which nothing is known.

    Raises:
        DeadLinksError: with all problems.
    """
    own = files_of_project(config) if taken is None else taken
    return _checked(config, plugin, site_of(config, files, own, entries))


def _checked(config: MkDocsConfig, plugin: SaysoPlugin, site: Site) -> Checked:
    faults, tally = check(site)
    root = Path(config.config_file_path or "").parent
    problems = tell_all(faults, sources_of(config, root))
    judged = as_errors(problems) if plugin.config.strict else problems
    if has_errors(judged):
        raise DeadLinksError(judged)
    # Of a site with faults, changes alone are never looked at.
    return Checked(judged, tally, "" if faults else _key(site))


def _key(site: Site) -> str:
    """Name the conditions under which a tally holds."""
    return repr((site.url, site.plain, site.is_mapped, sorted(site.by_hand)))


def _read(file: Path, key: str) -> Tally | None:
    def understand(told: Any) -> Tally | None:
        numbers, counts = (array(_NUMBERS, b64decode(column)) for column in told[1:])
        return dict(zip(numbers, counts, strict=True)) if told[0] == key else None

    return sealed.read(file, understand)
