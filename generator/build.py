"""The story in order: content is read, linked, and turned into pages.

Whoever builds a site calls `load`, then `render`; whoever only checks calls
`check`. Pages, and with them the template engine, are imported when needed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.link import Library, link
from generator.problems import Problem, Span, has_errors, in_order
from generator.proof import Basis, Proof, prove
from generator.read import (
    Options,
    Project,
    Records,
    open_git,
    read_content,
    read_interface,
    read_project,
    read_texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from generator.pages import Page, Site


@dataclass(frozen=True, slots=True)
class Loaded:
    """Content that was read, linked and looked at: what is known, and what vouches for it."""

    library: Library
    proof: Proof


@dataclass(frozen=True, slots=True)
class Output:
    """What a site is made of: pages for the theme's frame, and finished files by their path."""

    pages: Iterable[Page]
    files: Iterable[tuple[str, bytes]]


def load(root: Path, content: Path, options: Options | None = None) -> tuple[Loaded, list[Problem]]:
    """Read, link and prove everything under a content folder; the problems are all of them, sorted.

    `root` is the project's folder, from which problems name their files.
    """
    options = options or Options()
    records, problems = read_content(root, content, options.texts, options.site)
    library, found = link(records)
    problems = [*problems, *found, *_find_clashes(root, content, records, library)]
    basis = Basis(records, library, content, open_git(root), sound=not has_errors(problems))
    proof, doubts = prove(basis, options)
    return Loaded(library, proof), in_order([*problems, *doubts])


def check(root: Path, texts: Path | None = None) -> tuple[Project | None, Loaded | None, list[Problem]]:
    """Check a project without building it: what `mkdocs.yml` says is read, MkDocs is not.

    `texts` is a private folder of source texts, in place of the one that is set.
    """
    project, problems = read_project(root)
    if project is None:
        return None, None, problems
    options = replace(project.options, texts=texts) if texts else project.options
    loaded, found = load(project.root, project.content, options)
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
    """Make every page and file of the site, each when it is asked for.

    `interface` are the interface's words where a project has its own.
    """
    from generator.pages import make_files, make_pages  # noqa: PLC0415 - a check needs no templates

    words = texts(site.language) if interface is None else interface
    return Output(
        make_pages(loaded.library, site, words, template_dirs, loaded.proof),
        make_files(loaded.library, site, words, template_dirs),
    )


def texts(language: str) -> dict[str, Any]:
    """Give the interface's words in a language.

    Raises:
        LookupError: when there are none in this language.
    """
    return read_texts(language)


def _find_clashes(root: Path, content: Path, records: Records, library: Library) -> list[Problem]:
    """Report files of the content that would be published where Sayso puts a page of its own."""
    from generator.pages.addresses import addresses  # noqa: PLC0415 - as above

    folder = content.relative_to(root).as_posix() if content.is_relative_to(root) else content.name
    taken = {*addresses(library), NOT_FOUND}
    return [
        Problem(
            "address-taken",
            Span(f"{folder}/{file}"),
            f"this page would be published at /{address}, where Sayso puts a page of its own",
            "give the file another name, or move it to another folder",
        )
        for file in records.pages
        if (address := _published_at(file)) in taken and file != HOME_TEXT
    ]


NOT_FOUND = "404/"
"""Where a page of this name would stand, or replace the one for what is not found."""

HOME_TEXT = "index.md"
"""The ordinary page that opens the home page."""


def _published_at(file: str) -> str | None:
    """Give the address at which MkDocs publishes an ordinary page, in its directory form."""
    stem, dot, ending = file.rpartition(".")
    if not dot or ending not in {"md", "markdown", "mdown", "mkdn", "mkd", "html", "htm"}:
        return None
    folder, _, name = stem.rpartition("/")
    address = folder if name in {"index", "README"} else stem
    return f"{address}/" if address else ""
