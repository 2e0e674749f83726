"""What a page costs: build sites of 2,000 and 4,000 pages and print the CPU time of each.

Run from the project's folder: `python tests/bench/pages.py [ARTICLES …]`.
Each build is a process of its own; CPU is user and system time together,
start-up, reading and linking included.
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus import make_corpus

PAGES_AN_ARTICLE = 16


def main() -> None:
    """Build each size and print its figures, then the ratio of the last two."""
    sizes = [int(size) for size in sys.argv[1:]] or [125, 250]
    print(f"{'articles':>9} {'pages':>7} {'CPU s':>7} {'ms/page':>8} {'peak MB':>8}")
    costs = []
    for size in sizes:
        pages, cpu, peak = measure(size)
        costs.append((pages, cpu))
        print(f"{size:>9} {pages:>7} {cpu:>7.2f} {1000 * cpu / pages:>8.2f} {peak:>8.0f}")
    if len(costs) > 1:
        (fewer, less), (more, cost) = costs[-2:]
        print(f"{more / fewer:.2f} times the pages cost {cost / less:.2f} times the CPU")


def measure(articles: int) -> tuple[int, float, float]:
    """Build a site of that many articles; give its pages, CPU seconds and peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        make_corpus(Path(folder), articles)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "generator", "-C", folder, "build"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        pages = sum(1 for _ in (Path(folder) / "site").rglob("*.html"))
    return pages, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024


if __name__ == "__main__":
    main()
