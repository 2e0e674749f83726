"""What a program costs: wall, CPU of it and its children, and how much memory they held together."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

BETWEEN = 0.2
"""Seconds between two looks at the memory: often enough to see a peak, seldom enough not to disturb."""


@dataclass(frozen=True)
class Cost:
    """Seconds of wall and of CPU (user and system), and megabytes."""

    wall: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory))


class FailedError(Exception):
    """A program that did not end well, with what it said last."""


def run(command: list[str | Path], folder: Path, **environment: str) -> Cost:
    """Run a program to its end and give its cost."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder.with_name(f"{folder.name}.log")
    with log.open("ab") as told:
        start = perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=told, stderr=told, env={**os.environ, **environment})
        watch = _Watch(process.pid)
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        wall = perf_counter() - start
    together = watch.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(map(str, command))}\n{log.read_text('utf-8', 'replace')[-2000:]}")
    # The system's own figure is that of the largest process alone; where several work at once, theirs together counts.
    return Cost(wall, used.ru_utime + used.ru_stime, max(together, used.ru_maxrss / 1024))


class _Watch(threading.Thread):
    """Look now and then how much memory a process and its children hold, shared memory counted once."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process, self._most, self._over = process, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self._over.wait(BETWEEN):
            self._most = max(self._most, sum(map(_held, _family(self._process))) / 1024)

    def stop(self) -> float:
        self._over.set()
        self.join()
        return self._most


def _family(process: int) -> Iterator[int]:
    """Give a process and all that it has started."""
    yield process
    with suppress(OSError):
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            with suppress(OSError):
                for child in children.read_text().split():
                    yield from _family(int(child))


def _held(process: int) -> int:
    """Give a process' share of memory in kilobytes."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return 0
