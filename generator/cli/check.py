"""`sayso check`: every problem of the content, without building."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from generator.cli.manner import Manner, told
from generator.cli.telling import STRICT, TEXTS, fail, leave_garbage, many, quotes, show
from generator.problems import as_errors, has_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cli.more import More
    from generator.link import Library
    from generator.problems import Problem

Format = Literal["text", "json", "github", "sarif"]


@click.command(short_help="Check the content.")
@STRICT
@TEXTS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="json and sarif: for programs; github: also mark the lines of a pull request, and write the job's summary.",
)
@told
def check(*, strict: bool, texts: Path | None, form: Format, manner: Manner) -> None:
    """Check the content without building anything."""
    leave_garbage()
    with manner.watching() as progress:
        with progress.stage("Starting"):
            from generator.build import check as check_project  # noqa: PLC0415 - brings the reader
            from generator.cli.more import more_of  # noqa: PLC0415 - likewise
        project, loaded, problems = check_project(Path.cwd(), texts, progress)
    strict = strict or (project is not None and project.strict)
    judged = as_errors(problems) if strict else problems
    more = more_of(project)
    if form in ("json", "sarif"):
        click.echo(_report(judged, more, form), nl=False)
        sys.exit(int(has_errors(judged)))
    summary = _tell(loaded.library) if loaded else ""
    if form == "github":
        _tell_github(judged, more, summary)
    if has_errors(judged) or loaded is None:
        fail(judged, more)
    if judged:
        show(judged, more)
    manner.say(summary)


def _tell(library: Library) -> str:
    articles, claims = many(len(library.articles), "article"), many(len(library.claims), "claim")
    return f"Checked {articles} and {claims}; {quotes(library)}."


def _report(problems: Sequence[Problem], more: More, form: str) -> str:
    from generator.cli.formats import as_json, as_sarif, find_repository  # noqa: PLC0415 - for programs only

    if form == "json":
        return as_json(problems, more)
    return as_sarif(problems, more, find_repository(Path.cwd(), os.environ))


def _tell_github(problems: Sequence[Problem], more: More, told: str) -> None:
    """Print GitHub's workflow commands, and write the summary where a job has one."""
    from generator.cli.formats import annotations, find_repository, write_summary  # noqa: PLC0415 - for GitHub only

    repository = find_repository(Path.cwd(), os.environ)
    for annotation in annotations(problems, more, repository):
        click.echo(annotation)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if not summary:
        return
    try:
        write_summary(Path(summary), problems, more, repository, f"Nothing is wrong. {told}")
    except OSError as error:
        click.echo(f"The summary of this job could not be written: {error.strerror}.", err=True)
