"""`sayso rename`: an id changed everywhere, with its old addresses kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.telling import TEXTS, fail, leave_garbage, many
from generator.problems import has_errors, plain

if TYPE_CHECKING:
    from generator.build import Loaded
    from generator.edit.rename import Renamed

MOST_LEFT = 10
"""Places that still name the old id in plain words are shown up to this number."""

SCHEMA = Path(".vscode", "sayso.schema.json")


@click.command(short_help="Change an id everywhere.")
@TEXTS
@click.argument("old")
@click.argument("new")
def rename(*, texts: Path | None, old: str, new: str) -> None:
    """Change the id OLD to NEW wherever it stands for its record.

    OLD is kept in the record's "was", so that its address leads to the new one.
    Comments and layout stay as they are. When the content would not check
    afterwards, nothing is changed.
    """
    from generator.build import check as check_project  # noqa: PLC0415 - brings the reader
    from generator.edit.rename import Failed, refusal  # noqa: PLC0415 - likewise
    from generator.edit.rename import rename as rename_id  # noqa: PLC0415 - likewise

    leave_garbage()
    project, loaded, problems = check_project(Path.cwd(), texts)
    if project is None or loaded is None or has_errors(problems):
        fail(problems)
    refused = refusal(loaded.library, old, new)
    if refused:
        raise click.UsageError(plain(refused))
    if texts:
        project = replace(project, options=replace(project.options, texts=texts))
    done = rename_id(project, loaded, old, new)
    if isinstance(done, Failed):
        fail(done.problems, line_of=done.line_of)
    _tell(done, loaded, old, new)


def _tell(done: Renamed, loaded: Loaded, old: str, new: str) -> None:
    """Say what was changed, what stays valid, and what is left to do."""
    kind = loaded.library.kinds[old]
    places = f"{many(sum(done.places.values()), 'place')} in {many(len(done.places), 'file')}"
    click.echo(f"The {kind} {old} is called {new} now: {places}.")
    for file, count in sorted(done.places.items()):
        click.echo(f"  {plain(file)}: {count}")
    if done.moved:
        click.echo(f"The folder {plain(done.moved[0])}/ is {plain(done.moved[1])}/ now.")
    click.echo(f'The old address leads to the new one ("was: {old}"), and readings stay valid: they hold no ids.')
    _tell_left(done, old)
    if old in loaded.proof.private:
        click.echo(f"Its text lies in the private folder: rename {old} to {new} there as well.")
    if SCHEMA.exists():
        click.echo("Run sayso schema, so that your editor offers the new id.")


def _tell_left(done: Renamed, old: str) -> None:
    """Show comments and notes that name the old id; they are their editors' own words."""
    if not done.left:
        return
    click.echo(f"Comments and notes were left as they are; {old} still stands in them here:")
    for span in done.left[:MOST_LEFT]:
        click.echo(f"  {plain(str(span))}")
    if len(done.left) > MOST_LEFT:
        click.echo(f"  and in {len(done.left) - MOST_LEFT} more lines")
