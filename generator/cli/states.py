"""Two states of the content: as it lies here, and as it was where another line of work was left."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from generator.build import Loaded, load, texts
from generator.cli.telling import fail
from generator.pages.words import Words
from generator.problems import Problem, Severity, in_public, plain
from generator.read import Git, Options, Project, open_git, read_project
from generator.read.files import shown_path
from generator.read.recording import READINGS
from generator.read.snapshot import find_commit, find_fork, write_snapshot


@dataclass(frozen=True, slots=True)
class Both:
    """Both states, each with how many errors it has; `readings` is the file that holds who has read what."""

    base: str
    before: Loaded
    after: Loaded
    errors_before: int
    errors_after: int
    words: Words
    readings: str


def load_both(base: str, private: Path | None) -> Both:
    """Load the content as it lies here, and as it was where HEAD left the base."""
    project, problems = read_project(Path.cwd())
    if project is None:
        fail(problems)
    # Who has read what is no matter of this comparison, and no error of it.
    options = replace(project.options, reviews_required=False, texts=private or project.options.texts)
    before, old = _load_base(project, options, base)
    after, new = load(project.root, project.content, options)
    readings = shown_path(project.root, project.content / READINGS)
    return Both(base, before, after, _errors(old), _errors(new), _words(options.language), readings)


def _load_base(project: Project, options: Options, base: str) -> tuple[Loaded, Sequence[Problem]]:
    git = open_git(project.root)
    if git is None:
        message = f"Git has no history here, or only the end of it; {_how_to_fetch('run git fetch --unshallow')}"
        raise click.UsageError(message)
    if _top_of(git) != _top_of(Git(project.content)):
        message = "the content lies in a repository of its own, or in none, so no commit of this one holds it"
        raise click.UsageError(message)
    commit = find_commit(git, base)
    if commit is None:
        message = f'Git knows no branch or commit "{plain(base)}"; {_how_to_fetch("look at its spelling, or fetch it")}'
        raise click.UsageError(message)
    fork = find_fork(git, commit)
    if fork is None:
        message = f'the history of "{plain(base)}" and the one here have no commit in common'
        raise click.UsageError(message)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        (root / "content").mkdir()
        if not write_snapshot(Git(project.content), fork, root / "content"):
            message = f"Git cannot read the content of the commit {fork[:12]}, from which the comparison starts"
            raise click.UsageError(message)
        return load(root, root / "content", options)


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
