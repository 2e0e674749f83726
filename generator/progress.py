"""Progress: which stage of the work goes on, how far it has come, and what each stage has cost.

The stages of the house print nothing. Whoever starts them may hand in a
`Stopwatch`, look at it while they run (a bar on a terminal does), and read
off at the end where the time has gone.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(slots=True)
class Stage:
    """A stage of the work: how much of it is done, and the seconds that it has taken so far.

    `total` is how much there is to do, where that is known. `cpu` are the seconds of all
    cores together. What a stage within this one has taken is that stage's alone, so all
    stages add up to the whole.
    """

    name: str
    total: int | None = None
    done: int = 0
    wall: float = 0.0
    cpu: float = 0.0


class Progress:
    """What stages tell of themselves; this one takes no notice of it."""

    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[None]:  # noqa: ARG002 - for those who listen
        """Say what is being done from now on, such as "Reading"; a name that comes again is the same stage."""
        return nullcontext()

    def advance(self, n: int = 1) -> None:
        """Say that so much more of the stage is done."""

    def expect(self, n: int) -> None:
        """Say that so much more of the stage is still to come."""

    def remark(self, text: str) -> None:
        """Say what only somebody wants to know who looks closely, such as why everything is built anew."""


NO_PROGRESS = Progress()
"""Nobody is looking."""


class Stopwatch(Progress):
    """Knows what is being done, and what every stage has taken.

    `tell` is told each stage that is done and every remark; `rest` is called when no stage goes on any more.
    It holds no lock, so somebody may look at it at any moment, and the process may fork; the child has no use for it.
    """

    def __init__(self, tell: Callable[[str], None] = lambda _: None, rest: Callable[[], None] = lambda: None) -> None:
        self.started = time.monotonic()
        self.stages: dict[str, Stage] = {}
        self.between = Stage("")
        """What belongs to no stage."""
        self._tell = tell
        self._rest = rest
        self._running: list[Stage] = []
        self._mark = self._read()

    @property
    def current(self) -> Stage | None:
        """The stage that goes on now, the innermost where one runs within another."""
        return next(reversed(self._running), None)

    @property
    def seconds(self) -> float:
        """The seconds since the beginning."""
        return time.monotonic() - self.started

    @contextmanager
    def _timed(self, stage: Stage, total: int | None) -> Iterator[None]:
        self._charge()
        self._running.append(stage)
        if total is not None:
            self.expect(total)
        before = stage.wall
        try:
            yield
        finally:
            self._charge()
            self._running.pop()
            self.stages[stage.name] = self.stages.pop(stage.name)  # behind all that ended before
            if not self._running:
                self._rest()
        self._tell(f"{stage.name}: {stage.wall - before:.1f} s")

    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[None]:
        """Begin a stage, or go on with it; `total` is how much there is to do."""
        stage = self.stages.setdefault(name, Stage(name))
        return self._timed(stage, total)

    def advance(self, n: int = 1) -> None:
        """Count what is done."""
        if self._running:
            self._running[-1].done += n

    def expect(self, n: int) -> None:
        """Note how much there is to do, beside what has been done."""
        if self._running:
            self._running[-1].total = self._running[-1].done + n

    def remark(self, text: str) -> None:
        """Pass the remark on."""
        self._tell(text)

    def costs(self) -> list[Stage]:
        """Give all stages in the order in which they ended, and last what belongs to none."""
        self._charge()
        return [*self.stages.values(), self.between]

    def _charge(self) -> None:
        """Put the time since the last look down to the stage that has been going on."""
        stage, (wall, cpu) = self.current or self.between, self._mark
        self._mark = self._read()
        stage.wall += self._mark[0] - wall
        stage.cpu += self._mark[1] - cpu

    @staticmethod
    def _read() -> tuple[float, float]:
        """Read the clock, and the CPU seconds of this process and of its children that have ended."""
        return time.monotonic(), sum(os.times()[:4])


def peak_memory() -> tuple[int, int]:
    """Give the most memory that this process has held, and the largest of its children, in bytes; 0 is unknown."""
    if sys.platform == "win32":
        return 0, 0
    import resource  # noqa: PLC0415 - not every system has it

    unit = 1 if sys.platform == "darwin" else 1024
    own, others = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own * unit, others * unit
