"""The command line. Every command is one call into the house; what it needs is imported when it runs."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import click

import generator
from generator.problems import as_errors, has_errors, in_order, lines_under, show_all, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.link import Library
    from generator.problems import Problem

Format = Literal["text", "github"]

MOST_ANNOTATIONS = 10
"""GitHub shows ten errors and ten warnings of one step and drops the rest."""

FAULT = """\
This is a fault in Sayso, or in a plugin or template beside it, and not in the content; the old site is as it was.
Please report it with all the lines above, and with what you did before."""

STRICT = click.option("--strict", is_flag=True, help="Make every warning an error.")


class _Commands(click.Group):
    """Says what to do when Sayso itself is at fault."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception:  # noqa: BLE001 - whatever it is, it must not end without a word on what to do
            traceback.print_exc()
            click.echo(f"\n{FAULT}", err=True)
            ctx.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(generator.__version__, prog_name="sayso")
@click.option(
    "-C",
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False),
    help="Run as if started in DIR.",
)
@click.pass_context
def main(context: click.Context, folder: str | None) -> None:
    """Turn a news report and hand-curated YAML into a site that shows who claims what."""
    if folder is not None:
        context.with_resource(contextlib.chdir(folder))


@main.command()
@STRICT
def build(*, strict: bool) -> None:
    """Build the site; with errors in the content the old site stays as it is."""
    from generator.publish import CannotPublishError, publish  # noqa: PLC0415 - brings MkDocs

    _leave_garbage()
    try:
        done = publish(Path.cwd(), strict=strict, when_busy=_say_busy)
    except CannotPublishError as error:
        _fail(error.problems)
    if done.warnings:
        _show(done.warnings)
    click.echo(f"Built {_many(done.pages, 'page')} in {_shown(done.site)}; {_quotes(done.library)}.")


@main.command()
@STRICT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    help="github: also mark the lines of a pull request.",
)
def check(*, strict: bool, form: Format) -> None:
    """Check the content without building anything."""
    from generator.build import check as check_project  # noqa: PLC0415 - brings the reader

    _leave_garbage()
    project, library, problems = check_project(Path.cwd())
    strict = strict or (project is not None and project.strict)
    judged = as_errors(problems) if strict else problems
    if form == "github":
        _annotate(judged)
    if has_errors(judged) or library is None:
        _fail(judged)
    if judged:
        _show(judged)
    articles, claims = _many(len(library.articles), "article"), _many(len(library.claims), "claim")
    click.echo(f"Checked {articles} and {claims}; {_quotes(library)}.")


@main.command()
@click.option("--host", metavar="NAME", help="The address to listen on; 127.0.0.1 is this machine only.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")
def serve(*, host: str | None, port: int | None) -> None:
    """Show the site on this machine, and build it again after each change."""
    from generator.build import check as check_project  # noqa: PLC0415 - brings the reader
    from generator.publish import CannotServeError, preview  # noqa: PLC0415 - brings MkDocs

    _, _, problems = check_project(Path.cwd())
    if has_errors(problems):
        _fail(problems)
    address = f"{host or '127.0.0.1'}:{port or 8000}" if host or port else None
    try:
        preview(Path.cwd(), address)
    except CannotServeError as error:
        raise click.ClickException(str(error)) from error


def _leave_garbage() -> None:
    """Collect no garbage: records stay to the end, and the collector would go through all of them again and again."""
    gc.disable()
    click.get_current_context().call_on_close(gc.enable)


def _say_busy() -> None:
    click.echo("Another build of this site is running; waiting for it to end.", err=True)


def _fail(problems: Iterable[Problem]) -> NoReturn:
    _show(problems)
    sys.exit(1)


def _show(problems: Iterable[Problem]) -> None:
    click.echo(show_all(problems, lines_under(Path.cwd())), err=True)


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


def _quotes(library: Library) -> str:
    """Tell how many quotes were checked, and that some could not be."""
    from generator.text import Found  # noqa: PLC0415 - `--version` needs none of it

    positions = [position.quote for claim in library.claims.values() for position in claim.positions]
    events = [event.quote for event in library.events.values() if event.quote is not None]
    outcomes = [*positions, *events]
    found = sum(isinstance(outcome, Found) for outcome in outcomes)
    told = f"{_many(found, 'quote')} checked word for word"
    left = len(outcomes) - found
    return f"{told}, {left} not checked, for the text is not at hand" if left else told


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _shown(folder: Path) -> str:
    """Write a folder as seen from here, where it lies below."""
    here = Path.cwd()
    return f"{folder.relative_to(here).as_posix()}/" if folder.is_relative_to(here) else str(folder)
