"""The sheet on which new records are prepared: nothing is in the content before all of it checks together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Self

import click

from generator.cli.asking import say
from generator.cli.new_site import begin
from generator.cli.telling import fail, show
from generator.edit.overlay import Overlay, added
from generator.edit.placing import add_entry, add_mention, add_position
from generator.problems import Problem, Severity, as_errors, has_errors, lines_under, show_all
from generator.read import read_project

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import ExitStack

    from generator.build import Loaded
    from generator.link import Library
    from generator.model import Kind
    from generator.read import Project

FILES: dict[Kind, str] = {"actor": "actors", "unit": "units", "place": "places", "term": "terms", "claim": "claims"}
"""The top-level key of each kind of record; a file of this name in the content is its natural home."""

NOT_SOUND = "The content has to check before anything is added to it. Nothing was changed."


class Sheet:
    """The project with what is to be added, and what is known with it."""

    def __init__(self, project: Project, overlay: Overlay, loaded: Loaded, problems: list[Problem]) -> None:
        self.project = project
        self.overlay = overlay
        self._loaded = loaded
        self._problems = problems

    @classmethod
    def open(cls, exits: ExitStack) -> Self:
        """Read the project in this folder; where it does not check nothing can be added."""
        root = Path.cwd()
        begin(root, exits)
        project, problems = read_project(root)
        if project is None:
            fail(problems)
        if not project.content.is_relative_to(root):
            stop("The content does not lie in the project's folder, so nothing can be added to it.")
        overlay = exits.enter_context(Overlay(project))
        loaded, found = overlay.check()
        if has_errors(found):
            show(found)
            stop(NOT_SOUND)
        return cls(project, overlay, loaded, found)

    @property
    def library(self) -> Library:
        """All that is known, with what was added so far."""
        return self._loaded.library

    @property
    def content(self) -> Path:
        """The content's folder, from the project's."""
        return self.overlay.content

    def home_of(self, kind: Kind) -> Path:
        """Find the file for a new record: the one named for its kind, or the only one that holds such records."""
        own = self.content / f"{FILES[kind]}.yml"
        records = getattr(self.library, FILES[kind]).values()
        held = {Path(record.span().file) for record in records}
        outside = {path for path in held if "articles" not in path.relative_to(self.content).parts[:1]}
        return own if (self.project.root / own).exists() or len(outside) != 1 else outside.pop()

    def add(self, kind: Kind, fields: Mapping[str, Any], path: Path | None = None) -> Path:
        """Prepare a record at the end of its file."""
        home = path or self.home_of(kind)
        self._put(home, add_entry(home.as_posix(), self.overlay.text(home), FILES[kind], fields))
        return home

    def add_position(self, path: Path, claim: str, fields: Mapping[str, Any]) -> None:
        """Prepare a position on a claim, under it where it stands in this file."""
        self._put(path, add_position(path.as_posix(), self.overlay.text(path), claim, fields))

    def add_mention(self, article: str, name: str, target: str) -> None:
        """Prepare whom a name means in an article's text."""
        path = Path(self.library.articles[article].record.span().file)
        self._put(path, add_mention(path.as_posix(), self.overlay.text(path), name, target))

    def _put(self, path: Path, text: str | Problem) -> None:
        if isinstance(text, Problem):
            fail([text])
        self.overlay.put(path, text)

    def try_out(self) -> list[Problem]:
        """Read the content with what was added and give the problems it brings; with errors it is not kept in mind."""
        loaded, found = self.overlay.check()
        new = added(self._problems, found)
        if self.project.strict:
            new = as_errors(new)
        if not has_errors(new):
            self._loaded = loaded
            self._problems = found
        return new

    def show_new(self, problems: Sequence[Problem]) -> None:
        """Show problems with their lines as they would stand in the files."""
        click.echo(show_all(problems, lines_under(self.overlay.root)), err=True)

    def settle(self) -> None:
        """Try out what was added, or end without a change."""
        new = self.try_out()
        if has_errors(new):
            self.show_new(new)
            stop("With this the content would not check. Nothing was changed.")
        warnings = [problem for problem in new if problem.severity is Severity.WARNING]
        if warnings:
            self.show_new(warnings)

    def save(self) -> None:
        """Put what was added in place."""
        problem = self.overlay.write()
        if problem:
            fail([problem])


def stop(message: str) -> NoReturn:
    """End with a word on what became of everything."""
    raise click.exceptions.Exit(_told(message))


def _told(message: str) -> int:
    click.echo(message, err=True)
    return 1


def tell_written(path: Path, what: str) -> None:
    """Say what stands where now."""
    say(f"Added {what} to {path.as_posix()}.")
