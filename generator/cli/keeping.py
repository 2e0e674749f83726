"""Keeping a file current that is made from something else."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.telling import fail

CHECK = click.option("--check", "only_check", is_flag=True, help="Write nothing; tell whether it is current.")


def keep_current(path: Path, text: str, command: str, *, only_check: bool) -> None:
    """Write a file unless it is current; `only_check` ends with the exit code for errors where it is not."""
    from generator.edit.writing import write_all  # noqa: PLC0415 - `--version` needs none of it
    from generator.read.files import shown_path  # noqa: PLC0415 - likewise

    here = Path.cwd()
    name = shown_path(here, path)
    if _holds(path, text):
        click.echo(f"{name} is current.")
    elif only_check:
        click.echo(f"{name} is {'not current' if path.exists() else 'not there'}; this command writes it: {command}")
        sys.exit(1)
    else:
        problem = write_all(here if path.resolve().is_relative_to(here) else path.parent, {path: text})
        if problem:
            fail([problem])
        click.echo(f"Wrote {name}.")


def _holds(path: Path, text: str) -> bool:
    """Tell whether a file holds a text, with whatever line ends Git gave it."""
    try:
        return path.read_bytes().replace(b"\r\n", b"\n") == text.encode()
    except OSError:
        return False
