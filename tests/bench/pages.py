"""What a page costs: build sites of 2,000 and 4,000 pages and print the CPU time of each.

Run from the project's folder: `python tests/bench/pages.py [ARTICLES …]`.
Each build is a process of its own, start-up, reading and linking included. The
sizes take turns and the least of five runs counts: whatever else the machine
does can only add to a run, never take away from it. Making thousands of files
costs the system more or less by the state of the disk: with `TMPDIR` on a file
system in memory (`TMPDIR=/dev/shm`) that is left out.

Each site is built twice: the second build finds its maps and pictures in the
cache, as every later build of a project does.
"""

import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from corpus import make_corpus

RUNS = 5


@dataclass(frozen=True, order=True)
class Cost:
    """What a build took: CPU seconds in all, with a warm cache and without one, those in the system, and its pages."""

    cpu: float
    system: float
    cold: float
    pages: int


def main() -> None:
    """Build each size and print its figures, then the ratio of the last two."""
    sizes = [int(size) for size in sys.argv[1:]] or [125, 250]
    runs = [{size: measure(size) for size in sizes} for _ in range(RUNS)]
    least = {size: min(run[size] for run in runs) for size in sizes}
    print(f"{'articles':>9} {'pages':>7} {'CPU s':>7} {'system':>7} {'ms/page':>8} {'cold, ms/page':>14}")
    for size, cost in least.items():
        per_page = 1000 * cost.cpu / cost.pages
        cold = 1000 * cost.cold / cost.pages
        print(f"{size:>9} {cost.pages:>7} {cost.cpu:>7.2f} {cost.system:>7.2f} {per_page:>8.2f} {cold:>14.2f}")
    if len(sizes) > 1:
        fewer, more = (least[size] for size in sizes[-2:])
        print(f"{more.pages / fewer.pages:.2f} times the pages cost {more.cpu / fewer.cpu:.2f} times the CPU")


def measure(articles: int) -> Cost:
    """Build a site of that many articles, twice."""
    with tempfile.TemporaryDirectory() as folder:
        make_corpus(Path(folder), articles)
        cold, _ = build(folder)
        cpu, system = build(folder)
        pages = sum(1 for _ in (Path(folder) / "site").rglob("*.html"))
    return Cost(cpu, system, cold, pages)


def build(folder: str) -> tuple[float, float]:
    """Build a project in a process of its own, and give its CPU seconds in all and in the system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "generator", "-C", folder, "build"], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    return user + system, system


if __name__ == "__main__":
    main()
