"""`sayso schema`: what a program needs that completes and explains content while it is typed."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.keeping import CHECK, keep_current
from generator.cli.telling import fail


@click.command(short_help="Write the schema that helps while typing.")
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".vscode"),
    show_default=True,
    help="The folder that it is written into.",
)
@CHECK
def schema(*, folder: Path, only_check: bool) -> None:
    """Write the JSON Schema of the content, with the ids that exist.

    An editor's program such as VS Code reads it, completes keys, ids and words,
    explains them, and marks what cannot stand. It is written also where the
    content has problems.
    """
    from generator.read import read_content, read_project  # noqa: PLC0415 - `--version` needs none of it
    from generator.schema import SCHEMA_FILE, know_ids, make_schema  # noqa: PLC0415 - likewise

    project, problems = read_project(Path.cwd())
    if project is None:
        fail(problems)
    records, _ = read_content(project.root, project.content)
    text = make_schema(know_ids(records))
    keep_current(Path.cwd() / folder / SCHEMA_FILE, text, "sayso schema", only_check=only_check)
