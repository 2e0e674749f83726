"""`sayso changes`: what a proposed change does to the positions, as a reader of the site would see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from generator.cli.telling import TEXTS, leave_garbage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Format = Literal["text", "markdown", "json"]


@click.command(short_help="Show what has changed since BASE.")
@click.argument("base")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="markdown: for the summary of a job on GitHub; json: for other programs.",
)
@TEXTS
def changes(*, base: str, form: Format, texts: Path | None) -> None:
    """Show what is new since BASE: every claim with its positions that were added, changed or removed.

    BASE is a branch or a commit, such as origin/main. The content of the folder
    as it lies here is compared with that of the commit at which HEAD left BASE.
    Other files that differ come first, by what they can do and who has to look.
    """
    from generator.cli.comparing import besides_alone, summary  # noqa: PLC0415 - brings the reader
    from generator.cli.states import load_both  # noqa: PLC0415 - likewise

    leave_garbage()
    both = load_both(base, texts, lambda changed, places: _show(besides_alone(changed, places, form)))
    _show(summary(both, form))


def _show(parts: Iterator[str]) -> None:
    for part in parts:
        click.echo(part, nl=False)
