"""`sayso serve`: the site on this machine, built again after each change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.telling import TEXTS, fail, many, show
from generator.problems import count

if TYPE_CHECKING:
    from generator.publish import Event


@click.command(short_help="Show the site on this machine.")
@TEXTS
@click.option(
    "--host",
    metavar="NAME",
    help="The address to listen on; 127.0.0.1 is this machine only. With any other, such as 0.0.0.0, everybody in your"
    " network can read the site, drafts as well, and so can pages from elsewhere that are open in your browser.",
)
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--open", "browse", is_flag=True, help="Open the site in a browser.")
def serve(*, texts: Path | None, host: str | None, port: int | None, browse: bool) -> None:
    """Show the site on this machine, and build it again after each change.

    When the content has problems, the browser shows them over the last good page.
    """
    from generator.publish import CannotPublishError  # noqa: PLC0415 - brings MkDocs
    from generator.publish.preview import CannotServeError, Wanted, preview  # noqa: PLC0415 - likewise

    try:
        preview(Path.cwd(), Wanted(host, port, texts, browse), say)
    except CannotPublishError as error:
        fail(error.problems)
    except CannotServeError as error:
        raise click.ClickException(str(error)) from error


def say(event: Event) -> None:
    """Say what happens."""
    from generator.publish import Broken, Built, Opened  # noqa: PLC0415 - as above

    match event:
        case Opened(address, lacks, is_private):
            click.echo(f"Open {address} in a browser; Ctrl-C ends this.")
            click.echo(f"This preview has no {' and no '.join(lacks)}: `sayso build` makes them.")
            if not is_private:
                click.echo(
                    "Others can read this too: everybody in your network, and pages from elsewhere in your browser."
                )
        case Built(pages, seconds, warnings, mended):
            if warnings:
                show(warnings)
            begin = "Mended: built" if mended else "Built"
            click.echo(f"{begin} {many(pages, 'page')} in {seconds:.1f} s.")
        case Broken(problems, is_first, fault):
            if fault:
                click.echo(fault, err=True)
            show(problems)
            where = "alone, for there is no page yet" if is_first else "over the last good page"
            click.echo(f"The browser shows {count(problems)} {where}.")
        case _:
            click.echo("\nStopped.")
