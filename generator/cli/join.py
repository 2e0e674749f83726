"""`sayso join`: the parts that several machines have made become one site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.build import say_busy
from generator.cli.manner import Manner, told
from generator.cli.telling import STRICT, fail, leave_garbage, many, show, shown, stopping

if TYPE_CHECKING:
    from generator.problems import Problem


@click.command(short_help="Put the parts of a site together.")
@STRICT
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@told
def join(*, strict: bool, folders: tuple[Path, ...], manner: Manner) -> None:
    """Put together all parts that "sayso build --shard" has made, on this machine or on others, and the site in place.

    With any fault in a part the old site stays as it is.
    """
    leave_garbage()
    with stopping(), manner.watching() as progress:
        with progress.stage("Starting"):
            from generator.publish import CannotPublishError  # noqa: PLC0415 - brings MkDocs
            from generator.publish.join import join_parts  # noqa: PLC0415 - likewise
        problems: list[Problem] = []
        named = [(folder, folder.as_posix()) for folder in folders]
        try:
            done = join_parts(Path.cwd(), named, strict=strict, when_busy=say_busy, progress=progress)
        except CannotPublishError as error:
            problems = error.problems
    if problems:
        fail(problems)
    if done.warnings:
        show(done.warnings)
    manner.say(f"Built {many(done.pages, 'page')} in {shown(done.site)} from {many(done.parts, 'part')}.")
