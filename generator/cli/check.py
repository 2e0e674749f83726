"""`sayso check`: every problem of the content, without building."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from generator.cli.telling import STRICT, TEXTS, fail, leave_garbage, many, quotes, show
from generator.problems import as_errors, has_errors, in_order, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.problems import Problem

Format = Literal["text", "github"]

MOST_ANNOTATIONS = 10
"""GitHub shows ten errors and ten warnings of one step and drops the rest."""


@click.command(short_help="Check the content.")
@STRICT
@TEXTS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    help="github: also mark the lines of a pull request.",
)
def check(*, strict: bool, texts: Path | None, form: Format) -> None:
    """Check the content without building anything."""
    from generator.build import check as check_project  # noqa: PLC0415 - brings the reader

    leave_garbage()
    project, loaded, problems = check_project(Path.cwd(), texts)
    strict = strict or (project is not None and project.strict)
    judged = as_errors(problems) if strict else problems
    if form == "github":
        _annotate(judged)
    if has_errors(judged) or loaded is None:
        fail(judged)
    if judged:
        show(judged)
    library = loaded.library
    articles, claims = many(len(library.articles), "article"), many(len(library.claims), "claim")
    click.echo(f"Checked {articles} and {claims}; {quotes(library)}.")


def _annotate(problems: Sequence[Problem]) -> None:
    """Print GitHub's workflow commands for the first errors and the first warnings."""
    for severity in ("error", "warning"):
        chosen = [problem for problem in in_order(problems) if problem.severity == severity]
        for problem in chosen[:MOST_ANNOTATIONS]:
            click.echo(_annotation(problem))


def _annotation(problem: Problem) -> str:
    """Write one problem as a workflow command, on the line it stands in."""
    span = problem.span
    file = Path(os.path.relpath(Path.cwd() / span.file, os.environ.get("GITHUB_WORKSPACE", Path.cwd()))).as_posix()
    properties = {
        "file": file,
        "line": span.line,
        "col": span.column,
        "endColumn": span.column + span.length,
        "title": problem.code,
    }
    listed = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
    words = _escaped(f"{told(problem)}\nhelp: {problem.help}")
    return f"::{problem.severity} {listed}::{words}"


def _escaped(text: str, also: str = "") -> str:
    """Escape what would end a workflow command or a property of it, so that no content can give commands."""
    for character in f"%\r\n{also}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
