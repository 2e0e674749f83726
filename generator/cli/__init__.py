"""The command line. Every command is one call into the house; what it needs is imported when it runs."""

import contextlib
import traceback

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

FAULT = """\
This is a fault in Sayso, or in a plugin or template beside it, and not in the content; the old site is as it was.
Please report it with all the lines above, and with what you did before."""


class _Commands(click.Group):
    """Says what to do when Sayso itself is at fault."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except BrokenPipeError:
            # Whoever read our words has had enough, such as `head`; click ends the program in silence.
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
