"""How a command tells of its work: little, much, or with figures; a bar shows it on a terminal in any case but one."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

import click

from generator.cli.bar import Bar, drawn, has_terminal
from generator.progress import Stopwatch, peak_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MEGABYTE = 1_000_000

_OPTIONS = (
    click.option("--quiet", "-q", is_flag=True, help="Print nothing but problems."),
    click.option(
        "--verbose", "-v", is_flag=True, help="Print each stage with its time, and what else there is to say."
    ),
    click.option("--profile", is_flag=True, help="At the end, print what each stage has cost."),
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a command tells of its work."""

    quiet: bool = False
    verbose: bool = False
    profile: bool = False

    def say(self, text: str) -> None:
        """Say what came of it, to whoever wants more than problems."""
        if not self.quiet:
            click.echo(text)

    def remark(self, text: str) -> None:
        """Say something beside that."""
        if not self.quiet:
            click.echo(text, err=True)

    @contextmanager
    def watching(self) -> Iterator[Stopwatch]:
        """Give what the work tells its progress to; the figures are printed when the command ends, however it ends."""
        bar = Bar(sys.stderr)
        watch = Stopwatch(bar.say if self.verbose else lambda _: None, bar.clear)
        if self.profile:
            click.get_current_context().call_on_close(lambda: click.echo(table(watch), err=True))
        if self.quiet or not has_terminal(sys.stderr):
            yield watch
            return
        with drawn(bar, watch):
            yield watch


def told(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how it tells of its work; it gets them as its `manner`."""

    @wraps(command)
    def wrapper(*, quiet: bool, verbose: bool, profile: bool, **values: object) -> None:
        if quiet and verbose:
            message = "--quiet and --verbose cannot both be meant"
            raise click.UsageError(message)
        command(manner=Manner(quiet, verbose, profile), **values)

    for option in reversed(_OPTIONS):
        wrapper = option(wrapper)
    return wrapper


def table(watch: Stopwatch) -> str:
    """Write down what each stage has cost."""
    stages = watch.costs()
    rows = [
        (stage.name or "All else", stage.wall, stage.cpu, f"{stage.done:,}" if stage.total else "") for stage in stages
    ]
    rows.append(("Together", sum(stage.wall for stage in stages), sum(stage.cpu for stage in stages), ""))
    lines = [f"{'stage':20}{'seconds':>10}{'CPU s':>10}{'count':>12}"]
    lines += [f"{name:20}{wall:10.2f}{cpu:10.2f}{count:>12}" for name, wall, cpu, count in rows]
    return "\n".join([*(line.rstrip() for line in lines), *_memory()])


def _memory() -> Iterator[str]:
    own, others = peak_memory()
    if own:
        yield f"Most memory: {own // _MEGABYTE} MB" + (f", and {others // _MEGABYTE} MB in a helper" if others else "")
