"""`sayso suggest`: what somebody wrote in a form on GitHub, drafted as records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.telling import TEXTS, fail, leave_garbage

if TYPE_CHECKING:
    from typing import BinaryIO


@click.command(short_help="Draft records from an issue's form.")
@click.argument("file", type=click.File("rb"))
@TEXTS
def suggest(*, file: BinaryIO, texts: Path | None) -> None:
    """Draft the records that an issue stands for, and tell in Markdown what is proposed.

    FILE holds the issue, made with one of the three forms: its Markdown, or
    the event that GitHub hands to a job; - is the standard input. The draft is
    written into the content: among the records where nothing stands against
    it, else as a comment, so that the content still checks. Nothing is published.
    """
    from generator.cli.suggesting import refusal, suggestion  # noqa: PLC0415 - brings the reader
    from generator.edit.issues import LARGEST, NoDraft, read_issue  # noqa: PLC0415 - likewise
    from generator.read import read_project  # noqa: PLC0415 - likewise

    leave_garbage()
    project, problems = read_project(Path.cwd())
    if project is None:
        fail(problems)
    try:
        issue = read_issue(file.read(LARGEST + 1))
        told, failure = suggestion(issue, project, texts)
    except NoDraft as reason:
        click.echo(refusal(str(reason)), nl=False)
        sys.exit(1)
    if failure is not None:
        fail([failure])
    click.echo(told, nl=False)
