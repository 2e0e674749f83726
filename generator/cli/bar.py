"""A bar at the foot of a terminal: what is being done, and how far it has come."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

import click

from generator.problems import in_public

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.progress import Stage, Stopwatch

PATIENCE = 2.0
"""Seconds after which a bar is shown; who waits no longer than that needs none."""

INTERVAL = 0.1
"""Seconds between two looks at the work."""

_WIDEST = 24
_TEXT = 34
"""Columns that are left for what is being done, before the bar gets any."""

_USUAL = 80


def has_terminal(out: TextIO) -> bool:
    """Tell whether somebody looks on: the log of a job is no terminal, nor is one that cannot go back in its line."""
    return out.isatty() and os.environ.get("TERM") != "dumb" and not in_public()


class Bar:
    """One line of a terminal, written over again and again, at moments that the work knows nothing of."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._length = 0
        self._is_held = False

    def show(self, text: str) -> None:
        """Write a text over the last one."""
        if not self._is_held:
            self._write(f"\r{text.ljust(self._length)}")
            self._length = len(text)

    def clear(self) -> None:
        """Leave the line empty."""
        if self._length:
            self._write(f"\r{' ' * self._length}\r")
            self._length = 0

    def say(self, text: str) -> None:
        """Print a line that stays, above the bar."""
        self._is_held = True
        self.clear()
        click.echo(text, err=True)
        self._is_held = False

    def _write(self, text: str) -> None:
        # Not through the stream, which may be at work itself; that a terminal is gone is not the bar's affair.
        with suppress(OSError):
            os.write(self._out.fileno(), text.encode())


@contextmanager
def drawn(bar: Bar, watch: Stopwatch) -> Iterator[None]:
    """Draw the bar while the work goes on, and clear it at the end."""

    def draw() -> None:
        stage = watch.current
        if stage is None:
            bar.clear()
        else:
            bar.show(picture(stage, watch.seconds, _columns()))

    try:
        with _by_alarm(draw) if hasattr(signal, "setitimer") else _by_thread(draw):
            yield
    finally:
        bar.clear()


@contextmanager
def _by_alarm(draw: Callable[[], None]) -> Iterator[None]:
    """Draw whenever an alarm goes off: that needs no thread, beside which a process must not be forked."""
    before = signal.signal(signal.SIGALRM, lambda *_: draw())
    signal.setitimer(signal.ITIMER_REAL, PATIENCE, INTERVAL)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_thread(draw: Callable[[], None]) -> Iterator[None]:
    """Draw from a thread, where there is no alarm."""
    ended = threading.Event()

    def follow() -> None:
        pause = PATIENCE
        while not ended.wait(pause):
            pause = INTERVAL
            draw()

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _columns() -> int:
    """Ask how wide the terminal is; one that does not know says nothing or 0."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL
    except (OSError, ValueError):
        return _USUAL


def picture(stage: Stage, seconds: float, columns: int) -> str:
    """Draw a stage in one line, which leaves the last column empty, for some terminals go on to the next there.

    Where nobody knows how much there is to do, a block wanders to and fro.
    """
    text = f"{stage.name} {stage.done:,} of {stage.total:,}" if stage.total else stage.name
    width = max(4, min(_WIDEST, columns - _TEXT))
    if width + 3 + len(text) >= columns:
        return text[: columns - 1]
    filled = "#" * min(width, width * stage.done // stage.total) if stage.total else _wandering(seconds, width)
    return f"[{filled.ljust(width, '-')}] {text}"


def _wandering(seconds: float, width: int) -> str:
    way = max(1, width - 3)
    at = int(seconds / INTERVAL) % (2 * way)
    return "-" * min(at, 2 * way - at) + "###"
