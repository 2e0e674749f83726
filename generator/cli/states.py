"""Two states of the content: as it lies here, and as it was where another line of work was left."""

import posixpath
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from generator.build import Loaded, load, texts
from generator.cache import FOLDER
from generator.cli.reaches import Places
from generator.cli.telling import fail
from generator.pages.words import Words
from generator.problems import Problem, Severity, in_public, plain
from generator.read import Git, Options, Project, open_git, read_project
from generator.read.changed import ChangedFile, path_from_top, read_changed
from generator.read.files import shown_path
from generator.read.inheritance import SETTINGS, read_settings
from generator.read.recording import READINGS
from generator.read.snapshot import find_commit, find_fork, write_snapshot


@dataclass(frozen=True, slots=True)
class Both:
    """Both states, each with how many errors it has; `readings` is the file that holds who has read what.

    `changed` are all files that differ, the content's and others, by their `places`; None where Git cannot say.
    """

    base: str
    before: Loaded
    after: Loaded
    errors_before: int
    errors_after: int
    words: Words
    readings: str
    changed: Sequence[ChangedFile] | None
    places: Places


Unread = Callable[[Sequence[ChangedFile] | None, Places], None]
"""Tells what differs where the content itself cannot be compared."""


def load_both(base: str, private: Path | None, unread: Unread) -> Both:
    """Load the content as it lies here, and as it was where HEAD left the base."""
    root = Path.cwd()
    project, problems = read_project(root)
    git = open_git(root)
    if project is None:
        if git is not None:
            # A proposal that breaks the settings could otherwise hide what else it changes.
            unread(read_changed(git, _find_fork(git, base)), _usual_places(git))
        fail(problems)
    fork = _find_base(project, git, base, unread)
    # Who has read what is no matter of this comparison, and no error of it.
    options = replace(project.options, reviews_required=False, texts=private or project.options.texts)
    git = Git(root)
    before, old = _load_base(git, project, options, fork)
    after, new = load(project.root, project.content, options)
    readings = shown_path(project.root, project.content / READINGS)
    changed, places = read_changed(git, fork), _places(git, project, frozenset(before.library.articles))
    words = _words(options.language)
    return Both(base, before, after, _errors(old), _errors(new), words, readings, changed, places)


def _find_base(project: Project, git: Git | None, base: str, unread: Unread) -> str:
    """Find the commit at which HEAD left the base, in the repository that holds the content as well."""
    if git is None:
        message = f"Git has no history here, or only the end of it; {_how_to_fetch('run git fetch --unshallow')}"
        raise click.UsageError(message)
    if _top_of(git) != _top_of(Git(project.content)):
        unread(read_changed(git, _find_fork(git, base)), _usual_places(git))
        message = "the content lies in a repository of its own, or in none, so no commit of this one holds it"
        raise click.UsageError(message)
    return _find_fork(git, base)


def _find_fork(git: Git, base: str) -> str:
    commit = find_commit(git, base)
    if commit is None:
        message = f'Git knows no branch or commit "{plain(base)}"; {_how_to_fetch("look at its spelling, or fetch it")}'
        raise click.UsageError(message)
    fork = find_fork(git, commit)
    if fork is None:
        message = f'the history of "{plain(base)}" and the one here have no commit in common'
        raise click.UsageError(message)
    return fork


def _load_base(git: Git, project: Project, options: Options, fork: str) -> tuple[Loaded, Sequence[Problem]]:
    """Load the content as it was in a commit."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        (root / "content").mkdir()
        if not write_snapshot(replace(git, folder=project.content), fork, root / "content"):
            message = f"Git cannot read the content of the commit {fork[:12]}, from which the comparison starts"
            raise click.UsageError(message)
        return load(root, root / "content", options)


def _places(git: Git, project: Project, articles: frozenset[str] | None) -> Places:
    """Tell where things stand, seen from the repository's top."""
    prefix = path_from_top(git) or ""

    def place(folder: Path) -> str:
        shown = shown_path(project.root, folder)
        return prefix if shown == "." else f"{prefix}{shown}/"

    files, _ = read_settings(project.root)
    templates = dict.fromkeys([place(project.root / "templates"), *map(place, filter(None, [project.templates]))])
    settings = frozenset(posixpath.normpath(f"{prefix}{name}") for name in (SETTINGS, *(file.name for file in files)))
    workshop = project.site.with_name(f".{project.site.name}.sayso")
    made = tuple(map(place, (project.site, workshop, project.root / FOLDER)))
    homes = frozenset({"", *map(posixpath.dirname, settings)})
    return Places(place(project.content), tuple(templates), settings, homes, made, articles)


def _usual_places(git: Git) -> Places:
    """Tell where things stand mostly, for where no settings can say it."""
    project = Project(git.folder, git.folder / "content", git.folder / "site")
    return _places(git, project, None)


def _top_of(git: Git) -> bytes | None:
    """Give the folder in which a repository's own files begin."""
    return git.ask("rev-parse", "--show-toplevel")


def _how_to_fetch(otherwise: str) -> str:
    """Say how to get what Git has not: in a workflow that is the matter of one line."""
    return "in a workflow, give actions/checkout the line fetch-depth: 0" if in_public() else otherwise


def _errors(problems: Sequence[Problem]) -> int:
    return sum(problem.severity is Severity.ERROR for problem in problems)


def _words(language: str) -> Words:
    """Give the interface's words; a language without any is served in English."""
    try:
        return Words(texts(language), language)
    except LookupError:
        return Words(texts("en"))
