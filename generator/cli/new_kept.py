"""A pasted text that is kept until its article is written: who stops in the middle has not lost it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import click

from generator.cli.asking import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEPT = ".sayso-cache/new-article.md"
"""Where it lies, from the project's folder."""


@contextlib.contextmanager
def kept(root: Path, text: str, *, is_pasted: bool) -> Iterator[None]:
    """Keep a pasted text; where its article is not written say where it lies and how to go on."""
    if not is_pasted:
        yield
        return
    path = root / KEPT
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    try:
        yield
    except (click.Abort, click.exceptions.Exit):
        if path.exists():
            say(f"\nThe text is kept in {KEPT}. To go on with it: sayso new article --text {KEPT}")
        raise
    with contextlib.suppress(OSError):
        path.unlink()
