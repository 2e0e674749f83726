"""Whatever a command begins with: a change that was cut short before, by a power cut for example, is undone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.problems import plain

if TYPE_CHECKING:
    from generator.edit.journal import Recovered

_NAME = ".sayso-unfinished"
"""As the room `edit` calls its journal, which is brought only where there is one."""

_HANDED_OVER = f"""\
{_NAME} has come with the repository. It tells what a command had begun to write, and would have your files changed;
but no command of yours has written it, for what they leave behind they do not hand to Git. Take it out of the
repository (git rm {_NAME}), look who has put it there, and run the command again."""


def recover_here() -> None:
    """Undo what a command had begun to write in this folder when it was cut short, and say so."""
    here = Path.cwd()
    if not (here / _NAME).is_file():
        return
    from generator.edit.journal import recover  # noqa: PLC0415 - nearly no command needs it
    from generator.read.git import Git  # noqa: PLC0415 - likewise

    if Git(here).ask("ls-files", "-z", "--", _NAME):
        click.echo(_HANDED_OVER, err=True)
        sys.exit(1)
    try:
        recovered = recover(here)
    except OSError as error:
        click.echo(
            "A command was cut short while it was writing, and what it had begun cannot be undone"
            f" ({error.strerror}). Look who may write in this folder and whether the disk is full,"
            " and run the command again.",
            err=True,
        )
        sys.exit(1)
    if recovered is not None:
        _tell(recovered, here)


def _tell(recovered: Recovered, here: Path) -> None:
    if not recovered.is_undone:
        click.echo("A command was cut short just after it had written everything; nothing is lost.", err=True)
        return
    click.echo(
        "A command was cut short while it was writing. What it had begun is undone; to have it, run it again.", err=True
    )
    for path in recovered.left:
        name = plain(path.relative_to(here).as_posix())
        click.echo(f"  {name} has been changed since then, and was left as it is; look at it.", err=True)
