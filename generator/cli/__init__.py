"""The command line. Every command is one call into the house; what it needs is imported when it runs."""

import contextlib
import os
import sys
import traceback
from typing import Any

import click

import generator
from generator.cli.admin import admin
from generator.cli.build import build
from generator.cli.changes import changes
from generator.cli.check import check
from generator.cli.coverage import coverage
from generator.cli.explain import explain
from generator.cli.fields import fields
from generator.cli.fmt import fmt
from generator.cli.join import join
from generator.cli.new import new
from generator.cli.recovering import recover_here
from generator.cli.rename import rename
from generator.cli.review import review
from generator.cli.schema import schema
from generator.cli.serve import serve
from generator.cli.suggest import suggest
from generator.problems import NO_ROOM, plain

FAULT = """\
This is a fault in Sayso, or in a plugin or template beside it, and not in the content; the old site is as it was.
Please report it with all the lines above, and with what you did before."""


class _Commands(click.Group):
    """Says what to do when Sayso itself is at fault, or the system has no room for what was asked."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command, and print help and the version."""
        try:
            return super().main(*args, **options)
        except (OSError, MemoryError) as error:
            if not _is_no_room(error):
                raise
            _tell_no_room(error)
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except BrokenPipeError:
            # Whoever read our words has had enough, such as `head`; click ends the program in silence.
            raise
        except Exception as error:  # whatever it is, it must not end without a word on what to do
            if _is_no_room(error):
                raise
            # What a fault says may hold words of the content.
            click.echo("\n".join(map(plain, traceback.format_exc().splitlines())), err=True)
            click.echo(f"\n{FAULT}", err=True)
            ctx.exit(1)


def _is_no_room(error: Exception) -> bool:
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in NO_ROOM)


def _tell_no_room(error: OSError | MemoryError) -> None:
    """Say what the system has too little of; what was printed before may have nowhere to go, and is let go."""
    reason = plain(str(error)) if isinstance(error, OSError) else "there is not enough memory"
    click.echo(
        f"The system said: {reason}.\n"
        "Look whether a disk is full, may not be written to, or is broken, and whether too many programs are running;"
        " then run the command again.",
        err=True,
    )
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
    recover_here()


COMMANDS = (
    admin,
    build,
    changes,
    check,
    coverage,
    explain,
    fields,
    fmt,
    join,
    new,
    rename,
    review,
    schema,
    serve,
    suggest,
)

for command in COMMANDS:
    main.add_command(command)
