"""`sayso explain`: what a code means, an example, and what to do."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.read import Lesson

WIDE = 88


@click.command(short_help="Explain a problem's code.")
@click.argument("code", required=False)
def explain(*, code: str | None) -> None:
    """Explain the CODE of a problem, such as unknown-actor, with an example; without CODE, list all of them."""
    from generator.cli.more import more_here  # noqa: PLC0415 - `--version` needs none of it
    from generator.problems import did_you_mean, plain  # noqa: PLC0415 - likewise
    from generator.read import read_lessons  # noqa: PLC0415 - likewise

    lessons = read_lessons()
    if code is None:
        click.echo("\n".join(_list(lessons.values())))
        return
    lesson = lessons.get(code.strip().lower())
    if lesson is None:
        help_text = did_you_mean(code, lessons, '"sayso explain" alone lists all codes')
        message = plain(f'there is no code "{code}"; {help_text}')
        raise click.UsageError(message)
    click.echo("\n".join(_tell(lesson, more_here().link(lesson.code))))


def _list(lessons: Iterable[Lesson]) -> Iterator[str]:
    listed = list(lessons)
    widest = max(len(lesson.code) for lesson in listed)
    yield from (f"{lesson.code:<{widest}}  {lesson.title}" for lesson in listed)
    yield "\nTo read about one of them: sayso explain CODE"


def _tell(lesson: Lesson, link: str | None) -> Iterator[str]:
    """Tell a lesson as the page of the site tells it, for a terminal."""
    yield f"{lesson.code}: {lesson.title}\n"
    yield textwrap.fill(lesson.means, WIDE)
    yield f"\nExample: {lesson.file}\n\n  Wrong:\n"
    yield _example(lesson.wrong)
    yield "\n  Right:\n"
    yield _example(lesson.right)
    yield "\nWhat to do:"
    yield from (textwrap.fill(step, WIDE, initial_indent="  - ", subsequent_indent="    ") for step in lesson.mend)
    if link:
        yield f"\n{link}"


def _example(example: str) -> str:
    from generator.read import made_visible  # noqa: PLC0415 - as above

    return textwrap.indent(made_visible(example), "    ")
