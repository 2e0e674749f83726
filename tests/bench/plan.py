"""Work out what an archive of any size takes, from what two small ones have been measured to take.

    python tests/bench/plan.py             # prints the tables, from the figures in plan.json
    python tests/bench/plan.py --write     # puts them into content/guide/archive.md
    python tests/bench/plan.py --measure   # measures anew before; leave the machine alone meanwhile

Everything grows in step with the number of articles (tests/bench/peers.py shows that it does), so two sizes give a
line: what a build takes in any case, and what each article adds to it. CPU seconds are counted and not the clock's,
for other work on the machine changes them least; a core that has nothing else to do needs as many seconds.
"""

import argparse
import gzip
import json
import re
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus import QUIET, make_corpus
from measuring import Cost, run

HERE = Path(__file__).parent
FIGURES = HERE / "plan.json"
PAGE = HERE.parent.parent / "content/guide/archive.md"

SIZES = (100, 1000)
WANTED = (1_000, 10_000, 100_000)
MACHINES = (1, 10, 50)
EXTRAS = {
    "search": QUIET.replace("search: false", "search: true"),
    "maps": QUIET.replace("maps: false", "maps: true"),
    "pictures": QUIET.replace("pictures: none", "pictures: articles"),
}
"""The corpus' settings with one thing switched on."""

CORES = 2
GIGABYTE = 1000**3
SITE_LIMIT = GIGABYTE
"""Bytes that a site on GitHub Pages may have."""
TRAFFIC = 100 * GIGABYTE
"""Bytes a month that GitHub Pages asks sites to stay below."""
MACHINE = 16_000
"""Megabytes of memory that GitHub's machines for public repositories have."""
MARKED = re.compile(r"(<!-- figures: (\w+) -->\n).*?(?=<!-- end -->)", re.DOTALL)


@dataclass(frozen=True)
class Taken:
    """What one size takes: a whole build, one part of two, and putting the two together."""

    articles: int
    pages: int
    files: int
    bytes: int
    cpu: float
    printing: float
    """Seconds of it that several processes and machines can share."""
    memory: float
    part_memory: float
    join_cpu: float
    join_memory: float


@dataclass(frozen=True)
class Extra:
    """What one thing more takes, for each article."""

    cpu: float
    bytes: float


@dataclass(frozen=True)
class Figures:
    """Everything that was measured. `page` and `first` are bytes that travel for a page, and once for all pages."""

    sizes: tuple[Taken, ...]
    extras: dict[str, Extra]
    page: float
    first: float

    def at(self, name: str, articles: int) -> float:
        """Work out a figure for any number of articles."""
        small, large = self.sizes
        start, end = getattr(small, name), getattr(large, name)
        slope = (end - start) / (large.articles - small.articles)
        return max(0.0, start + slope * (articles - small.articles))

    def within(self, name: str, limit: float) -> int:
        """Work out how many articles fit within a limit."""
        slope = self.at(name, 1_001) - self.at(name, 1_000)
        return int((limit - self.at(name, 0)) / slope)

    def minutes(self, articles: int, machines: int) -> float:
        """Work out how long machines take, each with a few cores; more than one need to put the parts together."""
        printing = self.at("printing", articles)
        each = self.at("cpu", articles) - printing + printing / CORES / machines
        return (each + (self.at("join_cpu", articles) if machines > 1 else 0)) / 60

    def memory(self, articles: int, machines: int) -> float:
        """Work out the megabytes that each machine needs: all of the content, and its share of the pages."""
        whole, half = self.at("memory", articles), self.at("part_memory", articles)
        share = max(0.0, 2 * (whole - half))
        return whole - share + share / machines


def sizes_table(figures: Figures) -> str:
    """Tell what archives of some sizes take."""
    rows = [
        ("articles", [f"{n:,}" for n in WANTED]),
        ("pages", [_rounded(figures.at("pages", n)) for n in WANTED]),
        ("size of the site", [_bytes(figures.at("bytes", n)) for n in WANTED]),
        ("memory for a build", [_bytes(figures.memory(n, 1) * 1000**2) for n in WANTED]),
    ]
    for machines in MACHINES:
        name = "time on one machine" if machines == 1 else f"time on {machines} machines"
        rows.append((name, [_time(figures.minutes(n, machines)) for n in WANTED]))
    last = MACHINES[-1]
    rows.append((f"memory for each of {last} machines", [_bytes(figures.memory(n, last) * 1000**2) for n in WANTED]))
    return _table(rows)


def limits_table(figures: Figures) -> str:
    """Tell how far one comes within the limits that are known."""
    visits = TRAFFIC / (figures.first + figures.page)
    return _table(
        [
            ("limit", ["how far that reaches"]),
            ("1 GB for a site on GitHub Pages", [f"{_rounded(figures.within('bytes', SITE_LIMIT))} articles"]),
            ("100 GB of traffic a month there", [f"{_rounded(visits)} visits, each of one page"]),
            ("16 GB of memory in a machine", [f"{_rounded(figures.within('memory', MACHINE))} articles"]),
        ]
    )


def extras_table(figures: Figures) -> str:
    """Tell what can be switched off, and what that saves."""
    rows = [("for every 1,000 articles", ["time", "size"])]
    for name, extra in figures.extras.items():
        rows.append((f"`{name}`", [_time(extra.cpu * 1000 / 60), _bytes(extra.bytes * 1000)]))
    return _table(rows)


TABLES = {"sizes": sizes_table, "limits": limits_table, "extras": extras_table}


def with_tables(page: str, figures: Figures) -> str:
    """Put the tables where the page marks their places."""
    return MARKED.sub(lambda found: f"{found[1]}\n{TABLES[found[2]](figures)}\n\n", page)


def _table(rows: list[tuple[str, list[str]]]) -> str:
    (head, columns), *others = rows
    lines = [f"| {head} | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    return "\n".join([*lines, *(f"| {name} | {' | '.join(values)} |" for name, values in others)])


def _rounded(number: float) -> str:
    """Write a number with two digits that count: what is worked out is not known better."""
    return f"{int(float(f'{number:.1e}')):,}"


def _bytes(number: float) -> str:
    megabytes = float(f"{number / 1000**2:.1e}")
    return f"{megabytes / 1000:g} GB" if megabytes >= 1000 else f"{max(1, int(megabytes))} MB"


def _time(minutes: float) -> str:
    if minutes < 1.5:
        return f"{max(1, round(minutes * 60))} s"
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"


def read_figures() -> Figures:
    """Read what was measured last."""
    told = json.loads(FIGURES.read_text("utf-8"))
    extras = {name: Extra(**values) for name, values in told["extras"].items()}
    return Figures(tuple(Taken(**size) for size in told["sizes"]), extras, told["page"], told["first"])


def measure(folder: Path) -> Figures:
    """Build archives of two sizes in a folder, whole and in parts, and with one thing more switched on."""
    sizes = tuple(_measure(folder / str(articles), articles) for articles in SIZES)
    base = sizes[0]
    extras = {}
    for name, options in EXTRAS.items():
        project = folder / name
        make_corpus(project, base.articles, options=options)
        cost, _ = sayso(project, "build")
        more = sum(_sizes(project / "site")) - base.bytes
        extras[name] = Extra((cost.cpu - base.cpu) / base.articles, more / base.articles)
    return Figures(sizes, extras, *_travelling(folder / str(SIZES[0]) / "site"))


def _measure(project: Path, articles: int) -> Taken:
    make_corpus(project, articles, options=QUIET)
    whole, stages = sayso(project, "build")
    files = _sizes(project / "site")
    parts = [sayso(project, "build", "--shard", f"{number}/2", "--output", f"../part-{number}")[0] for number in (1, 2)]
    joined, _ = sayso(project, "join", "../part-1", "../part-2")
    return Taken(
        articles,
        len(list((project / "site").rglob("*.html"))),
        len(files),
        sum(files),
        whole.cpu,
        stages["Making pages"],
        whole.memory,
        max(part.memory for part in parts),
        joined.cpu,
        joined.memory,
    )


def sayso(project: Path, *words: str) -> tuple[Cost, dict[str, float]]:
    """Run a command with nothing kept from before; gives its cost, and the CPU seconds of its stages."""
    shutil.rmtree(project / ".sayso-cache", ignore_errors=True)
    shutil.rmtree(project / ".site.sayso", ignore_errors=True)
    log = project.with_name(f"{project.name}.log")
    log.unlink(missing_ok=True)
    cost = run([sys.executable, "-m", "generator", *words, "--quiet", "--profile"], project)
    rows = re.findall(r"^([A-Z][a-z ]+?) +\d+\.\d\d +(\d+\.\d\d)", log.read_text("utf-8"), re.MULTILINE)
    return cost, {name: float(cpu) for name, cpu in rows}


def _sizes(folder: Path) -> list[int]:
    return [file.stat().st_size for file in folder.rglob("*") if file.is_file()]


def _travelling(site: Path) -> tuple[float, float]:
    """Give the bytes of a page of a record and of what comes with the first one, as they travel."""
    pages = [len(gzip.compress(page.read_bytes())) for page in site.glob("*/*/index.html")]
    once = sum(len(gzip.compress((site / name).read_bytes())) for name in ("assets/sayso.css", "assets/sayso.js"))
    return sum(pages) / len(pages), once


def main() -> None:
    """Print the tables, or put them in their places."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if asked.measure:
        with tempfile.TemporaryDirectory() as folder:
            FIGURES.write_text(json.dumps(asdict(measure(Path(folder))), indent=1) + "\n", "utf-8")
    figures = read_figures()
    for name, table in TABLES.items():
        print(f"{name}\n\n{table(figures)}\n")
    if asked.write:
        PAGE.write_text(with_tables(PAGE.read_text("utf-8"), figures), "utf-8")


if __name__ == "__main__":
    main()
