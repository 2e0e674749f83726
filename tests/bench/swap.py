"""What it costs to put a site in place, whole or changed: pages of one folder each, as Sayso makes them.

Run from the project's folder: `python tests/bench/swap.py [--files N] [--changed N] [--rounds N] [--folder DIR]`.
Seconds of wall time and of CPU, each the least of the rounds; where a step is done
once there is one figure. Give a folder on the disk that is to be measured.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generator.publish.workshop import Workshop

FOLDERS = ("claims",) * 8 + ("actors",) * 3 + ("places",) * 3 + ("units", "articles")
PAGE = 12_000
"""Bytes of a page."""


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--files", type=int, default=16_000)
    asked.add_argument("--changed", type=int, default=10)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--folder", type=Path)
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=wanted.folder) as folder:
        measure(Workshop(Path(folder) / "site"), wanted.files, wanted.changed, wanted.rounds)


def measure(workshop: Workshop, count: int, changed: int, rounds: int) -> None:
    """Measure full builds and small ones, one after another."""
    paths = [f"{FOLDERS[at % 16]}/page-{at:06}/index.html" for at in range(count)]
    print(f"{count:,} files, {changed} changed{'':<26} {'wall':>7} {'CPU':>7}")
    with workshop.opened(int) as new:
        row("write a whole new site", [timed(lambda: write(new, paths, "first"))])
        row("put it in place, where there was none", [timed(workshop.put_in_place)])
    row("can_carry", [timed(workshop.can_carry) for _ in range(rounds)])
    row("make_twin, the first", [timed(workshop.make_twin)])
    row("put_changes_in_place", [edit(workshop, paths[:: count // changed], turn) for turn in range(rounds)])
    row("can_carry", [timed(workshop.can_carry) for _ in range(rounds)])
    assert workshop.can_carry()
    for name in ("with the same pages", "with all pages changed"):
        with workshop.opened(int) as new:
            write(new, paths, "first" if "same" in name else "second")
            row(f"put a whole site in place, {name}", [timed(workshop.put_in_place)])
            row("make_twin from the old site", [timed(workshop.make_twin)])
    row("put_changes_in_place", [edit(workshop, paths[:: count // changed], turn) for turn in range(rounds)])
    trees = [workshop.site, workshop.twin.folder]
    row("to compare: delete two such sites", [timed(lambda: [shutil.rmtree(tree) for tree in trees])])


def write(folder: Path, paths: list[str], word: str) -> None:
    """Write pages."""
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page(word, path))


def page(word: str, path: str) -> bytes:
    """Make a page."""
    return f"{word} {path} ".encode().ljust(PAGE)


def edit(workshop: Workshop, paths: list[str], turn: int) -> tuple[float, float]:
    """Change some pages."""
    with workshop.opened(int) as new:
        write(new, paths, f"edit {turn}")
        return timed(lambda: workshop.put_changes_in_place(new, []))


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Give the seconds of wall time and of CPU that some work takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def row(name: str, seconds: list[tuple[float, float]]) -> None:
    """Print one line."""
    wall, cpu = (min(each[at] for each in seconds) for at in (0, 1))
    print(f"{name:<52} {wall:>7.3f} {cpu:>7.3f}", flush=True)


if __name__ == "__main__":
    main()
