"""`sayso review`: a second person reads positions beside their source, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli.telling import TEXTS, leave_garbage

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Read positions beside their source.")
@click.argument("article", required=False)
@click.option("--by", metavar="NAME", help="Who reads; by default the name that Git knows you by.")
@click.option("--list", "only_list", is_flag=True, help="List what is unread, and ask nothing.")
@TEXTS
def review(*, article: str | None, by: str | None, only_list: bool, texts: Path | None) -> None:
    """Read positions beside their source, one by one, and record which are right.

    ARTICLE is the id of one article; without it all are gone through. Each
    position is shown with its passage, and you answer y (yes, the words show
    it), n (no), s (skip: leave it for later) or q (quit).

    Each yes is written to reviews.yml in the content folder at once; what you
    answered with no is listed at the end. A reading counts as a second person's
    only where Git shows another author than the position's.
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
    sum_up(room, go_through(room, others, by), len(unread))
