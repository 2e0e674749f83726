"""Being asked to stop: by Ctrl-C, by a window that is closed, or by the system.

What can be stopped anywhere is `stoppable`; what must not be cut in two is done
while such wishes are held back, and looks itself where it may stop.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

ALL = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def stoppable(names: tuple[str, ...] = ALL) -> Iterator[None]:
    """Raise KeyboardInterrupt when the program is asked to stop; asking twice does not disturb the clearing up."""

    def stop(*_: object) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    with _handled(names, stop) as numbers:
        yield


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
