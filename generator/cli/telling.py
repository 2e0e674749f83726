"""What the commands share: their options, and how they tell what they found."""

from __future__ import annotations

import atexit
import gc
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.problems import lines_under, show_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cli.more import More
    from generator.link import Library
    from generator.problems import LineOf, Problem

STRICT = click.option("--strict", is_flag=True, help="Make every warning an error.")

TEXTS = click.option(
    "--texts",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Take source texts that are not in the content from DIR/<article>.md or DIR/<article>/text.md.",
)
"""A private folder of texts; an absolute path, or one from the folder the command runs in."""


_STOPPED = 130
"""How a command ends that somebody has stopped, as shells have it."""


def leave_garbage() -> None:
    """Collect no garbage: records stay to the end, and the collector would go through all of them again and again."""
    gc.disable()
    atexit.register(gc.freeze)  # nor at the very end, where all is given back anyway


@contextmanager
def stopping() -> Iterator[None]:
    """Let whoever asks a build to stop find the site as it was, and say so."""
    from generator.edit.stopping import stoppable  # noqa: PLC0415 - a check needs nothing of that room

    try:
        with stoppable():
            yield
    except KeyboardInterrupt:
        click.echo("Stopped. The site is as it was.", err=True)
        sys.exit(_STOPPED)


def fail(problems: Sequence[Problem], more: More | None = None, line_of: LineOf | None = None) -> NoReturn:
    """Show problems and end with the exit code for errors."""
    show(problems, more, line_of)
    sys.exit(1)


def show(problems: Sequence[Problem], more: More | None = None, line_of: LineOf | None = None) -> None:
    """Show problems as people read them, and then where each kind of them is explained.

    `line_of` finds the lines of content that is not the one in this folder.
    """
    from generator.cli.more import can_link, more_here  # noqa: PLC0415 - `--version` needs none of it

    told = show_all(problems, line_of or lines_under(Path.cwd()))
    explained = (more or more_here()).lines(problems, linked=can_link())
    # Links of a terminal are meant here, and all else is plain already.
    click.echo(f"{told}\n\n{explained}", err=True)


def quotes(library: Library) -> str:
    """Tell how many quotes were checked, and that some could not be."""
    from generator.text import Found  # noqa: PLC0415 - `--version` needs none of it

    positions = [position.quote for claim in library.claims.values() for position in claim.positions]
    events = [event.quote for event in library.events.values() if event.quote is not None]
    outcomes = [*positions, *events]
    found = sum(isinstance(outcome, Found) for outcome in outcomes)
    told = f"{many(found, 'quote')} checked word for word"
    left = len(outcomes) - found
    return f"{told}, {left} not checked, for the text is not at hand" if left else told


def many(number: int, thing: str) -> str:
    """Count things in English."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def shown(folder: Path) -> str:
    """Write a folder as seen from here, where it lies below."""
    here = Path.cwd()
    return f"{folder.relative_to(here).as_posix()}/" if folder.is_relative_to(here) else str(folder)
