"""`sayso fields`: the page for editors on every field, made from the models."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.keeping import CHECK, keep_current
from generator.cli.telling import fail


@click.command(short_help="Write the page that explains every field.")
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file that it is written into; by default guide/fields.md in the content folder.",
)
@CHECK
def fields(*, file: Path | None, only_check: bool) -> None:
    """Write a page for editors: what may stand in every record, with an example.

    It stands beside the content and is not published.
    """
    from generator.schema import REFERENCE_FILE, make_reference  # noqa: PLC0415 - `--version` needs none of it

    keep_current(
        Path.cwd() / (file or _default(REFERENCE_FILE)), make_reference(), "sayso fields", only_check=only_check
    )


def _default(name: str) -> Path:
    from generator.read import read_project  # noqa: PLC0415 - as above

    project, problems = read_project(Path.cwd())
    if project is None:
        fail(problems)
    return project.content / name
