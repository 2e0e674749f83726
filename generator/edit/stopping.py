"""Being asked to stop: by Ctrl-C, by a window that is closed, or by the system.

What can be stopped anywhere is `stoppable`; what must not be cut in two is done
while such wishes are held back, and looks itself where it may stop.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_AGAIN = 0.01
"""Seconds until a wish that was lost is told again."""

ALL = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def stoppable(names: tuple[str, ...] = ALL) -> Iterator[None]:
    """Raise KeyboardInterrupt when the program is asked to stop; asking twice does not disturb the clearing up."""

    def stop(asked: int, _: object) -> None:
        if not deaf:
            for number in numbers:
                signal.signal(number, signal.SIG_IGN)
            wishes.append(asked)
            raise KeyboardInterrupt

    def lost(told: "sys.UnraisableHookArgs") -> None:
        """Have the wish told again where Python lets go of it, as it does with all that is raised in a callback."""
        if not wishes or told.exc_type is not KeyboardInterrupt:
            usual(told)
            return
        deaf.append(True)
        signal.signal(wishes[-1], stop)
        reminders.append(threading.Thread(target=remind, args=(len(wishes),), daemon=True))
        reminders[-1].start()
        deaf.clear()

    def remind(heard: int) -> None:
        while len(wishes) == heard:
            time.sleep(_AGAIN)
            os.kill(os.getpid(), wishes[-1])

    wishes, deaf, reminders, usual = list[int](), list[bool](), list[threading.Thread](), sys.unraisablehook
    with _handled(names, stop) as numbers:
        sys.unraisablehook = lost
        try:
            yield
        finally:
            sys.unraisablehook = usual
            _end(reminders, wishes)


def _end(reminders: list[threading.Thread], wishes: list[int]) -> None:
    """Let nobody be reminded any more: who asks next means somebody else."""
    if reminders:
        signal.signal(wishes[-1], signal.SIG_IGN)
        wishes.append(wishes[-1])
        for reminder in reminders:
            reminder.join()


@dataclass(slots=True)
class Asked:
    """Whether somebody has asked to stop."""

    is_asked: bool = False

    def stop_here(self) -> None:
        """Stop, where that was asked for.

        Raises:
            KeyboardInterrupt: as Ctrl-C does.
        """
        if self.is_asked:
            raise KeyboardInterrupt


@contextmanager
def holding() -> Iterator[Asked]:
    """Hold back wishes to stop; what is done here asks for them, and at its end they count in any case."""
    asked = Asked()

    def note(*_: object) -> None:
        asked.is_asked = True

    with _handled(ALL, note):
        yield asked
    asked.stop_here()


@contextmanager
def _handled(names: tuple[str, ...], handler: Callable[..., None]) -> Iterator[list[signal.Signals]]:
    """Answer signals in a way of our own for a while; not every system has all of them."""
    wanted = [getattr(signal, name, None) for name in names]
    # What was started in the background of a shell leaves Ctrl-C to what runs in front.
    numbers = [number for number in wanted if number and signal.getsignal(number) is not signal.SIG_IGN]
    # Python lets only its first thread say what signals do.
    if threading.current_thread() is not threading.main_thread():
        numbers = []
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield numbers
    finally:
        for number, old in before.items():
            signal.signal(number, old)
