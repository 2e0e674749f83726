"""What the search costs: index sites of about 2,000 and 4,000 pages, all at once, again, and after an edit.

Run from the project's folder: `python tests/bench/search.py [ARTICLES …]`. CPU is
that of Pagefind and of this process, from finished pages to the index in its
place; of the first index and of edits the least of three runs counts. An edit
changes the words of one claim. The bytes are those of the whole index, of which a
reader fetches a few files: beside them stands what a first search fetches before
the results themselves, for the word whose file is largest.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus import make_corpus

from generator.build import load
from generator.cache import Cache
from generator.pages import Entry, Site, make_pages
from generator.plugin.files import packaged_templates
from generator.read import read_texts
from generator.search import FOLDER, write_index

RUNS = 3
FETCHED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind", "*.pf_meta", "*/*.pf_filter")


def main() -> None:
    """Index each size and print its figures."""
    titles = (
        "articles",
        "pages",
        "entries",
        "CPU ms/page",
        "s",
        "again CPU s",
        "edit CPU s",
        "MB",
        "kB/page",
        "first kB",
    )
    print(" ".join(f"{title:>{len(title) + 2}}" for title in titles))
    for articles in [int(size) for size in sys.argv[1:]] or [125, 250]:
        pages, entries = make_entries(articles)
        fresh, again, edit, whole, first = measure(entries)
        cpu, seconds = fresh
        figures = (1000 * cpu / pages, seconds, again[0], edit[0], memory(), whole / pages, first)
        texts = (str(articles), str(pages), str(len(entries)), *(f"{figure:.2f}" for figure in figures))
        print(" ".join(f"{text:>{len(title) + 2}}" for title, text in zip(titles, texts, strict=True)))


def make_entries(articles: int) -> tuple[int, list[Entry]]:
    """Make the pages of a site, and give their number and what the search is to find on them."""
    with tempfile.TemporaryDirectory() as folder:
        make_corpus(Path(folder), articles)
        loaded, _ = load(Path(folder), Path(folder) / "content")
        site = Site("Corpus", maps=False, pictures="none")
        pages = list(make_pages(loaded.library, site, read_texts("en"), [packaged_templates()], loaded.proof))
    return len(pages), [entry for page in pages for entry in page.entries]


def measure(
    entries: Sequence[Entry],
) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float], float, float]:
    """Give what a first index costs, the same again, and one after an edit, and the kilobytes of it."""
    at = next(at for at, entry in enumerate(entries) if entry.kind == "claim")
    fresh, again, edits = [], [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            fresh.append(index(entries, Path(folder)))
            again.append(index(entries, Path(folder)))
            edited = replace(entries[at], title="“Somebody has said something else.”")
            edits.append(index([*entries[:at], edited, *entries[at + 1 :]], Path(folder)))
            whole, first = weigh(Path(folder) / FOLDER)
    return min(fresh), min(again), min(edits), whole, first


def index(entries: Sequence[Entry], folder: Path) -> tuple[float, float]:
    """Give the CPU seconds and the seconds of one index."""
    before, start = _cpu(), time.perf_counter()
    assert write_index(entries, folder, "en", Cache(folder / ".sayso-cache"))[1] == []
    return _cpu() - before, time.perf_counter() - start


def weigh(folder: Path) -> tuple[float, float]:
    """Give the kilobytes of a whole index, and of what is fetched for a first search."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    words = max(file.stat().st_size for file in files if file.suffix == ".pf_index")
    fetched = sum(file.stat().st_size for file in files if any(map(file.match, FETCHED)))
    return sum(file.stat().st_size for file in files) / 1000, (fetched + words) / 1000


def memory() -> float:
    """Give the most memory that Pagefind or this process has had, in megabytes."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
