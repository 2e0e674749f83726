"""`sayso serve`: the site on this machine, built again after each change."""

from pathlib import Path

import click

from generator.cli.telling import TEXTS, fail
from generator.problems import has_errors


@click.command(short_help="Show the site on this machine.")
@TEXTS
@click.option("--host", metavar="NAME", help="The address to listen on; 127.0.0.1 is this machine only.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")
def serve(*, texts: Path | None, host: str | None, port: int | None) -> None:
    """Show the site on this machine, and build it again after each change."""
    from generator.build import check as check_project  # noqa: PLC0415 - brings the reader
    from generator.publish import CannotServeError, preview  # noqa: PLC0415 - brings MkDocs

    _, _, problems = check_project(Path.cwd(), texts)
    if has_errors(problems):
        fail(problems)
    address = f"{host or '127.0.0.1'}:{port or 8000}" if host or port else None
    try:
        preview(Path.cwd(), address, texts=texts)
    except CannotServeError as error:
        raise click.ClickException(str(error)) from error
