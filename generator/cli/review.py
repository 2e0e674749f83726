"""`sayso review`: a second person reads positions beside their source, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli.telling import TEXTS, leave_garbage

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("article", required=False)
@click.option("--by", metavar="NAME", help="Who reads; by default the name that Git knows you by.")
@click.option("--list", "only_list", is_flag=True, help="List what is unread, and ask nothing.")
@TEXTS
def review(*, article: str | None, by: str | None, only_list: bool, texts: Path | None) -> None:
    """Read positions beside their source, and record that the text bears them out.

    ARTICLE is the id of one article; without it all are gone through. Each
    reading is written to reviews.yml in the content folder at once. It counts
    as a second person's only where Git shows another author than the position's.
    """
    from generator.cli.reading import choose, enter, go_through, leave_out_own, list_unread, sum_up  # noqa: PLC0415

    leave_garbage()
    room = enter(texts)
    chosen = choose(room, article)
    unread = [position for position in chosen if room.is_unread(position)]
    if only_list:
        list_unread(room, chosen, unread)
        return
    others = leave_out_own(room, unread)
    recorded = go_through(room, others, by) if others else 0
    sum_up(room, recorded, len(unread) - recorded)
