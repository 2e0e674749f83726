"""`sayso admin`: a form in the browser for those who would rather not see YAML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.cli.telling import fail, shown

if TYPE_CHECKING:
    from generator.admin import NoScriptError, Target
    from generator.read import Project

_NOWHERE = (
    "repo_url in mkdocs.yml does not lead to GitHub, where the form would save; "
    "write it there, or use --local for a copy on this machine"
)


@click.command(short_help="Write a form editor beside the site.")
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that it is written into; without it, admin/ in the built site.",
)
@click.option("--auth", metavar="URL", default="", help="The proxy that lets editors sign in through GitHub.")
@click.option(
    "--local",
    metavar="PORT",
    type=click.IntRange(1, 65535),
    is_flag=False,
    flag_value=8081,
    help="Save into the folder on this machine in which decap-server runs (PORT: 8081).",
)
@click.option(
    "--script",
    "package",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take Decap CMS from this package instead of having npm fetch it.",
)
def admin(*, folder: Path | None, auth: str, local: int | None, package: Path | None) -> None:
    """Write a form editor (Decap CMS) for the content, to be opened at /admin/ of the site.

    It offers every field with what it means, and the ids that exist to pick from.
    What is saved in it becomes a proposal on GitHub, which is checked like any
    other. Run this after `sayso build`, which makes the site anew.
    """
    from generator.admin import NoScriptError, find_target  # noqa: PLC0415 - `--version` needs none of it
    from generator.read import read_project  # noqa: PLC0415 - likewise

    project, problems = read_project(Path.cwd())
    if project is None:
        fail(problems)
    target = find_target(project, auth.rstrip("/"), local)
    if target is None:
        raise click.UsageError(_NOWHERE)
    try:
        files = _make(project, target, package)
    except NoScriptError as error:
        _refuse(error)
    at = folder or project.site / "admin"
    _write(at, files)
    click.echo(f"Wrote the form into {shown(Path.cwd() / at)}.")
    if not auth and local is None:
        click.echo("Nobody can sign in yet: name the sign-in proxy with --auth.", err=True)


def _make(project: Project, target: Target, package: Path | None) -> dict[str, bytes]:
    from generator import admin as form  # noqa: PLC0415 - as above
    from generator.cache import FOLDER, Cache  # noqa: PLC0415 - as above
    from generator.read import read_content  # noqa: PLC0415 - as above
    from generator.schema import know_ids  # noqa: PLC0415 - as above

    records, _ = read_content(project.root, project.content)
    texts = {
        "index.html": form.make_page(project.name, form.hosts(target)),
        "config.yml": form.make_config(project, records, target),
        "ids.json": form.make_ids(know_ids(records)),
        **form.own_files(),
    }
    script = form.read_script(package) if package else form.fetch_script(Cache(project.root / FOLDER))
    return {**{name: text.encode() for name, text in texts.items()}, **script}


def _refuse(error: NoScriptError) -> NoReturn:
    from generator.problems import plain  # noqa: PLC0415 - `--version` needs none of it

    told = f"{plain(error.message)}\n  help: {plain(error.help)}"
    raise click.ClickException(told)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        told = f"{error.filename} cannot be written: {error.strerror}"
        raise click.ClickException(told) from error
