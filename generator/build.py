"""The story in order: content is read, linked, and turned into pages.

Whoever builds a site calls `load`, then `render`; whoever only checks calls
`check`. Pages, and with them the template engine, are imported when needed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.cache import NO_CACHE, Cache
from generator.link import Findings, Library, link
from generator.problems import Problem, Span, has_errors, in_order
from generator.progress import NO_PROGRESS, Progress
from generator.proof import Basis, Looks, Proof, prove
from generator.read import (
    UNLESS_TRUSTED,
    KeptFiles,
    Options,
    Project,
    Records,
    open_git,
    read_content,
    read_interface,
    read_project,
    read_texts,
)
from generator.read.kept_here import cache_of
from generator.text import check_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.pages import Printer, Sheet, Site


@dataclass(frozen=True, slots=True)
class Loaded:
    """Content that was read, linked and looked at: what is known, and what vouches for it.

    `pages` are the files that are published as they are, by their paths in the content.
    """

    library: Library
    proof: Proof
    pages: tuple[str, ...] = ()


class Memory:
    """What was read and found before: in this process, and on disk where there is a cache."""

    def __init__(self, cache: Cache = NO_CACHE) -> None:
        self.files = KeptFiles(cache)
        self.findings = Findings(cache)
        self.looks = Looks(cache)

    def save(self) -> None:
        """Keep what the last loading asked for, and nothing else."""
        self.files.save()
        self.findings.save()


@dataclass(frozen=True, slots=True)
class Output:
    """What a site is made of: sheets and what makes pages of them, and finished files by their path."""

    printer: Printer
    sheets: Sequence[Sheet]
    files: Iterable[tuple[str, bytes]]


def load(
    root: Path,
    content: Path,
    options: Options | None = None,
    progress: Progress = NO_PROGRESS,
    memory: Memory | None = None,
) -> tuple[Loaded, list[Problem]]:
    """Read, link and prove everything under a content folder; the problems are all of them, sorted.

    `root` is the project's folder, from which problems name their files. `memory` is asked before
    anything is read or sought again; what comes out is the same without it.
    """
    options = options or Options()
    memory = memory or Memory()
    with progress.stage("Reading"):
        records, problems = read_content(root, content, options, memory.files)
    with progress.stage("Linking"):
        library, found = link(records, memory.findings)
        memory.save()
        problems = [*problems, *found, *_find_clashes(root, content, records, library, options), *_find_markup(records)]
    with progress.stage("Checking quotes"):
        basis = Basis(records, library, content, open_git(root), sound=not has_errors(problems), looks=memory.looks)
        proof, doubts = prove(basis, options)
    return Loaded(library, proof, records.pages), in_order([*problems, *doubts])


def check(
    root: Path, texts: Path | None = None, progress: Progress = NO_PROGRESS
) -> tuple[Project | None, Loaded | None, list[Problem]]:
    """Check a project without building it: what `mkdocs.yml` says is read, MkDocs is not.

    `texts` is a private folder of source texts, in place of the one that is set.
    """
    project, problems = read_project(root)
    if project is None:
        return None, None, problems
    options = replace(project.options, texts=texts) if texts else project.options
    memory = Memory(cache_of(project.root) if project.has_cache else NO_CACHE)
    loaded, found = load(project.root, project.content, options, progress, memory)
    _, wrong = read_interface(project.root, options.language, project.templates, project.language_at)
    found = [*found, *wrong]
    if not project.has_plugin:
        problems = [*problems, _NO_PLUGIN]
    return project, loaded, in_order([*problems, *found])


_NO_PLUGIN = Problem(
    "no-plugin",
    Span("mkdocs.yml"),
    "the plugin sayso is not in the list of plugins, so no page would come from the content",
    "write a line `plugins: [sayso]`, or add `- sayso` to the list that is there",
)


def render(
    loaded: Loaded, site: Site, template_dirs: Sequence[Path], interface: Mapping[str, Any] | None = None
) -> Output:
    """Get ready to make every page and file of the site, each when it is asked for.

    `interface` are the interface's words where a project has its own.
    """
    from generator.pages import make_files, open_printer, plan  # noqa: PLC0415 - a check needs no templates

    words = texts(site.language) if interface is None else interface
    printer = open_printer(loaded.library, site, words, template_dirs, loaded.proof)
    lists = printer.house.lists
    return Output(
        printer,
        plan(loaded.library, lists),
        make_files(loaded.library, site, words, template_dirs, lists),
    )


def texts(language: str) -> dict[str, Any]:
    """Give the interface's words in a language.

    Raises:
        LookupError: when there are none in this language.
    """
    return read_texts(language)


def _find_clashes(root: Path, content: Path, records: Records, library: Library, options: Options) -> list[Problem]:
    """Report files of the content that would be published where something else is."""
    from generator.pages.clashes import find_clashes  # noqa: PLC0415 - as above
    from generator.pages.grounds import find_misleading  # noqa: PLC0415 - likewise

    folder = content.relative_to(root).as_posix() if content.is_relative_to(root) else content.name
    taken = [*find_clashes(folder, records.pages, library, use_directory_urls=options.use_directory_urls)]
    told = {problem.span.file for problem in taken}
    return [*taken, *(each for each in find_misleading(folder, records.pages) if each.span.file not in told)]


def _find_markup(records: Records) -> Iterator[Problem]:
    """Report what the content's own pages may not hold; of trusted ones no texts are known."""
    for file, text in records.page_texts.items():
        yield from check_page(file, text, UNLESS_TRUSTED)
