"""`sayso build`: the site, whole or not at all."""

from pathlib import Path

import click

from generator.cli.telling import STRICT, TEXTS, fail, leave_garbage, many, quotes, show, shown


@click.command(short_help="Build the site.")
@STRICT
@TEXTS
def build(*, strict: bool, texts: Path | None) -> None:
    """Build the site; with errors in the content the old site stays as it is."""
    from generator.publish import CannotPublishError, publish  # noqa: PLC0415 - brings MkDocs

    leave_garbage()
    try:
        done = publish(Path.cwd(), strict=strict, texts=texts, when_busy=say_busy)
    except CannotPublishError as error:
        fail(error.problems)
    if done.warnings:
        show(done.warnings)
    for remark in done.remarks:
        click.echo(remark, err=True)
    click.echo(f"Built {many(done.pages, 'page')} in {shown(done.site)}; {quotes(done.library)}.")


def say_busy() -> None:
    """Say why nothing happens."""
    click.echo("Another build of this site is running; waiting for it to end.", err=True)
