"""What the search costs: index sites of about 2,000 and 4,000 pages, and print what each page adds.

Run from the project's folder: `python tests/bench/search.py [ARTICLES …]`. CPU is
that of Pagefind and of this process, from finished pages to the index in its
place; the least of three runs counts. The bytes are those of the whole index,
of which a reader fetches a few files.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from corpus import make_corpus

from generator.build import load
from generator.pages import Entry, Site, make_pages
from generator.plugin.files import packaged_templates
from generator.read import read_texts
from generator.search import FOLDER, write_index

RUNS = 3


def main() -> None:
    """Index each size and print its figures."""
    print(f"{'articles':>9} {'pages':>7} {'entries':>8} {'CPU ms/page':>12} {'s':>6} {'kB/page':>8}")
    for articles in [int(size) for size in sys.argv[1:]] or [125, 250]:
        pages, entries = make_entries(articles)
        cpu, seconds, size = min(index(entries) for _ in range(RUNS))
        figures = f"{1000 * cpu / pages:>12.2f} {seconds:>6.2f} {size / pages:>8.2f}"
        print(f"{articles:>9} {pages:>7} {len(entries):>8} {figures}")


def make_entries(articles: int) -> tuple[int, list[Entry]]:
    """Make the pages of a site, and give their number and what the search is to find on them."""
    with tempfile.TemporaryDirectory() as folder:
        make_corpus(Path(folder), articles)
        loaded, _ = load(Path(folder), Path(folder) / "content")
        site = Site("Corpus", maps=False, pictures="none")
        pages = list(make_pages(loaded.library, site, read_texts("en"), [packaged_templates()], loaded.proof))
    return len(pages), [entry for page in pages for entry in page.entries]


def index(entries: list[Entry]) -> tuple[float, float, float]:
    """Give the CPU seconds, the seconds and the kilobytes of one index."""
    with tempfile.TemporaryDirectory() as folder:
        before, start = _cpu(), time.perf_counter()
        assert write_index(entries, Path(folder), "en") == []
        cpu, seconds = _cpu() - before, time.perf_counter() - start
        files = (file.stat().st_size for file in (Path(folder) / FOLDER).rglob("*") if file.is_file())
        return cpu, seconds, sum(files) / 1000


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
