"""`sayso fmt`: the keys of each record in canonical order."""

from __future__ import annotations

import difflib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.telling import fail, leave_garbage, many, show
from generator.problems import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.edit.formatting import Formatted
    from generator.problems import Problem
    from generator.read import Project
    from generator.read.files import FoundFile


@click.command(short_help="Put the keys of records in order.")
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; list the files and fail where there are any."
)
@click.option("--diff", is_flag=True, help="Change nothing; show what would be changed.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
def fmt(*, only_check: bool, diff: bool, paths: tuple[Path, ...]) -> None:
    """Put the keys of each record in the order of the guide.

    PATHs are files and folders of the content; without them all of it is put in
    order. Comments go with the key below or beside which they stand. Values, quotation marks
    and blank lines stay as they are, and a file in order is not touched.
    """
    from generator.edit.formatting import format_all  # noqa: PLC0415 - brings the reader
    from generator.edit.snapshot import look_at  # noqa: PLC0415 - likewise
    from generator.read import read_project  # noqa: PLC0415 - likewise

    leave_garbage()
    project, problems = read_project(Path.cwd())
    if project is None:
        fail(problems)
    seen, unread = look_at(_chosen(project, paths))
    made, faulty = format_all(seen)
    problems = [*unread, *faulty]
    written = not (only_check or diff)
    unwritten = _put(project, made) if written else None
    if unwritten:
        fail([*problems, unwritten])
    for file in made:
        click.echo("\n".join(_diff(file)) if diff else plain(file.seen.found.file))
    if problems:
        show(problems)
    told = "put in order" if written else "to be put in order"
    click.echo(f"{many(len(seen), 'file')} looked at, {len(made)} {told}.")
    if problems or (only_check and made):
        sys.exit(1)


def _chosen(project: Project, paths: Sequence[Path]) -> Iterator[FoundFile]:
    """Give the YAML files of the content that were asked for."""
    from generator.read.files import find_files  # noqa: PLC0415 - brings the reader

    content = project.content.resolve()
    wanted = [path.resolve() for path in paths]
    for path, whole in zip(paths, wanted, strict=True):
        if not whole.is_relative_to(content):
            message = f"{plain(str(path))} does not lie in the content, {plain(os.path.relpath(content))}"
            raise click.UsageError(message)
    for found in find_files(project.root, project.content).files:
        whole = found.path.resolve()
        if found.holds_records and (not wanted or any(whole.is_relative_to(path) for path in wanted)):
            yield found


def _put(project: Project, made: list[Formatted]) -> Problem | None:
    """Write what was put in order; nothing where somebody else has changed a file in the meantime."""
    from generator.edit.writing import changed_since, write_all  # noqa: PLC0415 - brings the reader

    root = Path(os.path.commonpath([project.root, project.content]))
    seen = {file.seen.found.path: file.seen.data for file in made}
    texts = {file.seen.found.path: file.text for file in made}
    return write_all(root, texts, hinders=lambda: changed_since(root, seen))


def _diff(file: Formatted) -> Iterator[str]:
    """Show what is to change; where only line ends do, the name of the file is all there is to see."""
    name = file.seen.found.file
    before, after = file.seen.text.splitlines(), file.text.splitlines()
    shown = list(difflib.unified_diff(before, after, name, name, lineterm=""))
    yield from map(plain, shown or [f"{name}: the line ends"])
