"""`sayso build`: the site, whole or not at all; or one part of it, where several machines share the work."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.manner import Manner, told
from generator.cli.telling import STRICT, TEXTS, fail, leave_garbage, many, quotes, show, shown, stopping

if TYPE_CHECKING:
    from generator.problems import Problem
    from generator.progress import Progress
    from generator.publish import Published

_MOST_PARTS = 1000


def _numbers(context: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:  # noqa: ARG001 - click's signature
    """Read which part of how many is wanted."""
    if value is None:
        return None
    found = re.fullmatch(r"(\d{1,4})/(\d{1,4})", value, re.ASCII)
    number, of = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= of <= _MOST_PARTS:
        message = f"write it as K/N, the first of five parts as 1/5; K is from 1 to N, and N is {_MOST_PARTS} at most"
        raise click.BadParameter(message)
    return number, of


@click.command(short_help="Build the site.")
@STRICT
@TEXTS
@click.option(
    "--shard",
    metavar="K/N",
    callback=_numbers,
    help="Make only part K of N, such as 1/5; machines can share the work. sayso join puts the parts together.",
)
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Put the part into DIR; without it, beside the site.",
)
@told
def build(
    *, strict: bool, texts: Path | None, shard: tuple[int, int] | None, output: Path | None, manner: Manner
) -> None:
    """Build the site; with errors in the content the old site stays as it is."""
    if output is not None and shard is None:
        message = "--output goes with --shard; where the site goes is set by site_dir in mkdocs.yml"
        raise click.UsageError(message)
    leave_garbage()
    with stopping(), manner.watching() as progress:
        with progress.stage("Starting"):
            from generator.publish import CannotPublishError  # noqa: PLC0415 - brings MkDocs
        problems: list[Problem] = []
        try:
            done = _publish(progress, shard, output, strict=strict, texts=texts)
        except CannotPublishError as error:
            problems = error.problems
    if problems:
        fail(problems)
    if done.warnings:
        show(done.warnings)
    for remark in done.remarks:
        manner.remark(remark)
    manner.say(f"Built {many(done.pages, 'page')} in {shown(done.site)}; {quotes(done.library)}.")


def _publish(
    progress: Progress, shard: tuple[int, int] | None, output: Path | None, *, strict: bool, texts: Path | None
) -> Published:
    from generator.publish import publish  # noqa: PLC0415 - as above

    if shard is None:
        return publish(Path.cwd(), strict=strict, texts=texts, when_busy=say_busy, progress=progress)
    from generator.publish.parts import Shard  # noqa: PLC0415 - as above
    from generator.publish.shard import Order, publish_shard  # noqa: PLC0415 - as above

    order = Order(Shard(*shard), output)
    return publish_shard(Path.cwd(), order, strict=strict, texts=texts, progress=progress)


def say_busy() -> None:
    """Say why nothing happens."""
    click.echo("Another build of this site is running; waiting for it to end.", err=True)
