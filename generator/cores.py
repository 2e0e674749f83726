"""Work divided among the cores: a process for each, forked when everything is known that the work needs."""

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST = 400
"""Items below which another process costs more than it saves."""

_NOTHING_LEFT = 0

_WISHES = frozenset(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals by which somebody asks a program to stop."""


def cores() -> int:
    """Tell how many processes may work at once.

    A fork is safe where nothing else runs in the process; elsewhere, and on systems whose libraries do not bear one,
    there is one.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def at_once(items: Sequence[object], processes: int) -> int:
    """Tell how many processes are worth their while, of those that there may be."""
    return processes if len(items) >= FEWEST else 1


def spread(work: Callable[[Item], Result], items: Sequence[Item], processes: int) -> Iterator[tuple[Item, Result]]:
    """Do some work on every item, in as many processes, and give the results in any order.

    What fails in another process is done again in this one, so that an error is raised here with all that it knows.
    """
    workers = at_once(items, processes)
    shares = [items[first::workers] for first in range(workers)]
    others = [_Helper(work, share) for share in shares[1:]]
    try:
        yield from ((item, work(item)) for item in shares[0])
        for helper in others:
            yield from helper.results()
    finally:
        for helper in others:
            helper.end()


@contextmanager
def ahead(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Let another process do some small work, where there is a core for it; what is given waits for the result.

    The work must leave nothing behind but its result.
    """
    if cores() == 1:
        yield work
        return
    helper = _Helper(lambda _: work(), [None])
    try:
        yield lambda: next(helper.results())[1]
    finally:
        helper.end()


class _Helper(Generic[Item, Result]):
    """Another process that works on its share and sends the results when it has done."""

    def __init__(self, work: Callable[[Item], Result], share: Sequence[Item]) -> None:
        self._work = work
        self._share = share
        self._ended = False
        parent = os.getpid()
        self._out, into = os.pipe()
        gc.freeze()  # the child must not copy pages of memory only because its collector looks at them
        try:
            self._process = _fork()
            if self._process == 0:  # pragma: no cover - another process, which no coverage sees
                os.close(self._out)
                _run(work, share, into, parent)
        finally:
            gc.unfreeze()
            os.close(into)

    def results(self) -> Iterator[tuple[Item, Result]]:
        """Wait for the results; where the process failed, do its share here."""
        with open(self._out, "rb", closefd=False) as pipe:
            data = pipe.read()
        self._wait()
        try:
            found = pickle.loads(data)  # noqa: S301 - from a process that this one has forked
        except (pickle.UnpicklingError, EOFError):
            found = []
        yield from zip(self._share, found, strict=False)
        yield from ((item, self._work(item)) for item in self._share[len(found) :])

    def end(self) -> None:
        """See that nothing is left of the process, whatever has happened here."""
        os.close(self._out)
        with suppress(ProcessLookupError):
            if self._process is not None and not self._ended:
                os.kill(self._process, 9)
                self._wait()

    def _wait(self) -> None:
        with suppress(ChildProcessError):
            if self._process is not None:
                os.waitpid(self._process, 0)
        self._ended = True


def _fork() -> int | None:
    """Make another process; None where the system has no room for one, for then its share can be done here.

    Wishes to stop are kept from it, for this process ends it, and from what Python itself does before and after.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _WISHES)
    process: int | None = None
    try:
        process = os.fork()
    except OSError:
        pass
    finally:
        if process != 0:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return process


def _run(
    work: Callable[[Item], Result], share: Sequence[Item], into: int, parent: int
) -> None:  # pragma: no cover - as above
    """Work on a share until it is done or something fails, send what has been done, and end the process at once.

    Where the process that wants it was killed, no more is done: another build may be at work in its place.
    """
    done: list[Result] = []
    try:
        with suppress(Exception):
            for item in share:
                if os.getppid() != parent:
                    return
                done.append(work(item))
        with open(into, "wb") as pipe:
            pickle.dump(done, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(_NOTHING_LEFT)
