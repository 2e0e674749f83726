"""`sayso coverage`: what a text holds of others' words that no position has yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.telling import TEXTS, fail, leave_garbage
from generator.problems import has_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.build import Loaded


@click.command(short_help="Draft what no position quotes yet.")
@TEXTS
@click.argument("article", required=False)
def coverage(*, texts: Path | None, article: str | None) -> None:
    """List the sentences in which somebody speaks and that no position quotes, as a draft in YAML.

    ARTICLE is the id of one article; without it all are looked at. No file is
    changed: copy what is right, give each its claim, and see who speaks.
    """
    from generator.build import check as check_project  # noqa: PLC0415 - brings the reader

    leave_garbage()
    _, loaded, problems = check_project(Path.cwd(), texts)
    if loaded is None or has_errors(problems):
        fail(problems)
    for some_id in _chosen(loaded, article):
        _tell(loaded, some_id)


def _chosen(loaded: Loaded, article: str | None) -> Sequence[str]:
    articles = list(loaded.library.articles)
    if article is None:
        return articles
    if article not in articles:
        from generator.problems import did_you_mean  # noqa: PLC0415 - for this one message

        help_ = did_you_mean(article, articles, f"the articles are: {', '.join(articles)}")
        message = f'there is no article "{article}"; {help_}'
        raise click.UsageError(message)
    return [article]


def _tell(loaded: Loaded, article: str) -> None:
    from generator.proof.drafts import draft_of  # noqa: PLC0415 - brings the reader

    measured, linked = loaded.proof.coverage.get(article), loaded.library.articles[article]
    if measured is None:
        no_list = f"there is no list of cues for the language {linked.record.language}"
        click.echo(f"# {article}: {no_list if linked.folded else 'its text is not at hand (use --texts DIR)'}")
        return
    click.echo(
        f"# {article}: sentences in which somebody speaks: {measured.cues}, quoted: {measured.covered}", nl=False
    )
    click.echo(f" ({measured.percent} %)")
    click.echo(draft_of(loaded.library, article) or "# Nothing is missing.\n", nl=False)
