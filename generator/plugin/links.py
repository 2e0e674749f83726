"""What the check for dead links has to know of a project."""

import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.dead_links import Files, Site, Sources, check, is_plain, list_files, tell_all
from generator.pages import Entry
from generator.plugin.beside import reason_against
from generator.plugin.files import is_own_theme, own_templates, packaged_templates
from generator.problems import Problem, Severity

_MAP = "sitemap.xml"
_PAGES = (".html", ".htm", ".xhtml")


def site_of(config: MkDocsConfig, files: Files, taken: Collection[str], entries: Collection[Entry]) -> Site:
    """Tell how a finished site is to be looked at; `taken` are the files that the project puts into it."""
    own = own_templates(config)
    is_ours = is_own_theme(config) and not _others(config)
    return Site(
        files,
        f"{config.site_url.rstrip('/')}/" if config.site_url else "",
        reason_against(config) is None and _is_plain(own),
        tuple(entry.url for entry in entries),
        frozenset(name for name in taken if name.lower().endswith(_PAGES)),
        is_ours and _MAP not in taken and not (own and (own / _MAP).exists()),
    )


def sources_of(config: MkDocsConfig, root: Path) -> Sources:
    """Tell where what is in a site may come from."""
    return Sources(root, Path(config.docs_dir), own_templates(config), _others(config))


def warn_of_dead_links(
    config: MkDocsConfig, root: Path, taken: Collection[str], entries: Collection[Entry]
) -> list[Problem]:
    """Check a site that MkDocs has built in its place: the one before is gone, so nothing is saved by stopping here."""
    files = Files(list_files(config.site_dir), config.site_dir)
    faults, _ = check(site_of(config, files, taken, entries))
    sources = sources_of(config, root)
    return [replace(problem, severity=Severity.WARNING) for problem in tell_all(faults, sources)]


def files_of_project(config: MkDocsConfig) -> frozenset[str]:
    """Name the files of the content that may be in the site as they are, by their paths in it."""
    below = len(f"{config.docs_dir}/")
    return frozenset(
        f"{where}/{name}"[below:].replace(os.sep, "/")
        for where, _, names in os.walk(config.docs_dir)
        for name in names
        if name == _MAP or name.lower().endswith(_PAGES)
    )


def _others(config: MkDocsConfig) -> str:
    """Name who else has a say in the pages: another theme, or plugins and hooks."""
    told = [] if is_own_theme(config) else [f'the theme "{config.theme.name}"']
    told += [
        f'"{name}"' for name, plugin in config.plugins.items() if not type(plugin).__module__.startswith("generator.")
    ]
    return " or ".join(told)


def _is_plain(own: Path | None) -> bool:
    """Tell whether a project's own templates print what ours would."""
    if own is None or own == packaged_templates():
        return True
    templates = (path for path in own.rglob("*.html") if path.is_file())
    return all(is_plain(path.read_text(encoding="utf-8", errors="replace")) for path in templates)
