"""Build the same site with Sayso and with the tools a newsroom would take instead, and print what each build costs.

    python tests/bench/peers.py [--articles 10 100 1000] [--tools sayso hugo eleventy mkdocs material] [--runs 1]
    python tests/bench/peers.py --edits claim text name [--tools sayso]
    python tests/bench/peers.py --extras [--articles 100]

Every site is counted after its build (`counting.py`): a tool whose pages, links,
marks, boxes or backlinks differ from the corpus is told and has no figures. The
tools take turns; of several runs the least time counts, and the most memory.
Sites are made below `TMPDIR`, each in a folder of its own, and are deleted when
all is over. README.md tells what is compared and what is not.
"""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from corpus import QUIET, make_corpus, write_settings
from counting import counted, differences, expected, read_corpus
from edits import EDITS
from measuring import Cost, FailedError, run
from tools import MissingError, Tool, find_tool, names

EXTRAS = {
    "nothing more": QUIET,
    "with search": "maps: false, pictures: none",
    "with maps": "search: false, pictures: none",
    "with pictures": "search: false, maps: false",
    "with all three": "",
}
"""Options of Sayso that make what the other tools do not."""

HEAD = (
    f"{'articles':>8} {'tool':<16}{'job':<6}{'wall s':>8}{'CPU s':>8}{'adapter':>9}{'MB held':>9}{'pages/s':>9}"
    f"{'MB made':>9}{'x wall':>8}{'x CPU':>7}"
)


@dataclass(frozen=True)
class Job:
    """What one build took: the adapter and the tool, and what came of it."""

    adapter: Cost
    tool: Cost
    pages: int
    size: float

    @property
    def cost(self) -> Cost:
        """Give both together, one after the other."""
        return self.adapter + self.tool

    def least(self, other: "Job") -> "Job":
        """Take the least times and the most memory of two runs."""
        return replace(self, adapter=_least(self.adapter, other.adapter), tool=_least(self.tool, other.tool))


def _least(one: Cost, other: Cost) -> Cost:
    return Cost(min(one.wall, other.wall), min(one.cpu, other.cpu), max(one.memory, other.memory))


class Bench:
    """The corpora, the folders that sites are made in, and what was measured."""

    def __init__(self, scratch: Path, edits: list[str]) -> None:
        self._scratch, self._edits, self._made = scratch, edits, 0
        self._should = {}

    def measure(self, tool: Tool, articles: int, options: str = QUIET) -> dict[str, Job]:
        """Build a fresh copy of a corpus, count what the site shows, and build again after each edit."""
        project = self._copy(articles, options)
        folder = project / "tool" if tool.adapts else project
        jobs = {"all": self._build(tool, project, folder, tool.build)}
        _tell(f"{articles} articles, {tool.name}, all", jobs["all"])
        wrong = differences(self._should[articles], counted(folder / tool.site))
        if wrong:
            raise FailedError("its site does not show the same:\n  " + "\n  ".join(wrong))
        for edit in self._edits:
            words, pages = EDITS[edit](project / "content", articles)
            jobs[edit] = self._build(tool, project, folder, tool.again)
            _tell(f"{articles} articles, {tool.name}, {edit}", jobs[edit])
            unseen = [
                page for page in pages if words not in (folder / tool.site / page / "index.html").read_text("utf-8")
            ]
            if unseen:
                raise FailedError(f"the edit is not to be seen on {', '.join(unseen)}")
        return jobs

    def _copy(self, articles: int, options: str) -> Path:
        """Copy a corpus into a folder that no site was in before: what is deleted slows down what is made next."""
        whole = self._scratch / f"corpus-{articles}"
        if not whole.exists():
            make_corpus(whole, articles)
            self._should[articles] = expected(read_corpus(whole / "content"))
        self._made += 1
        project = self._scratch / f"site-{self._made}"
        shutil.copytree(whole, project)
        write_settings(project, options)
        return project

    def _build(self, tool: Tool, project: Path, folder: Path, command: list[str | Path]) -> Job:
        adapter = Cost()
        if tool.adapts:
            adapter = run(tool.adapter(project / "content", folder), project)
        cost = run(command, folder, HUGO_CACHEDIR=str(project / "cache"))
        files = [file for file in (folder / tool.site).rglob("*") if file.is_file()]
        pages = sum(file.suffix == ".html" for file in files)
        return Job(adapter, cost, pages, sum(file.stat().st_size for file in files) / 1e6)


def _tell(what: str, job: Job) -> None:
    """Say at once what a build took, where somebody waits for the table."""
    print(f"  {what}: {job.cost.wall:.1f} s, CPU {job.cost.cpu:.1f} s", file=sys.stderr)


def compare(bench: Bench, sizes: list[int], tools: list[Tool], runs: int) -> None:
    """Measure every tool at every size, in turns, and print a table a size."""
    print(HEAD)
    measured: dict[int, dict[str, dict[str, Job]]] = {}
    for articles in sizes:
        least = measured[articles] = {}
        for turn in range(runs):
            for tool in tools[turn % len(tools) :] + tools[: turn % len(tools)]:
                for name, jobs in _tried(bench, tool, articles):
                    before = least.get(name, jobs)
                    least[name] = {job: figures.least(before[job]) for job, figures in jobs.items()}
        _print(articles, {tool.name: least[tool.name] for tool in tools if tool.name in least}, "hugo")
    print("The last two columns: how many times as much as hugo in this run.")
    _print_slopes(measured)


def compare_extras(bench: Bench, sizes: list[int]) -> None:
    """Measure what search, maps and pictures add to Sayso's own build."""
    print(HEAD)
    for articles in sizes:
        tool = find_tool("sayso")
        _print(articles, {name: bench.measure(tool, articles, how) for name, how in EXTRAS.items()}, "nothing more")


def _tried(bench: Bench, tool: Tool, articles: int) -> Iterator[tuple[str, dict[str, Job]]]:
    try:
        yield tool.name, bench.measure(tool, articles)
    except FailedError as error:
        print(f"{articles:>8} {tool.name:<16}has no figures: {error}")


def _print(articles: int, measured: dict[str, dict[str, Job]], yardstick: str) -> None:
    """Print a line for each job and tool, and its ratios to one of them."""
    for job in next(iter(measured.values()), {}):
        base = measured[yardstick][job].cost if yardstick in measured else None
        for name, jobs in measured.items():
            figures, cost = jobs[job], jobs[job].cost
            ratios = f"{cost.wall / base.wall:>8.2f}{cost.cpu / base.cpu:>7.2f}" if base else f"{'-':>8}{'-':>7}"
            print(
                f"{articles:>8} {name:<16}{job:<6}{cost.wall:>8.2f}{cost.cpu:>8.2f}{figures.adapter.cpu:>9.2f}"
                f"{cost.memory:>9.0f}{figures.pages / cost.wall:>9.0f}{figures.size:>9.1f}{ratios}",
                flush=True,
            )


def _print_slopes(measured: dict[int, dict[str, dict[str, Job]]]) -> None:
    """Tell what more articles cost more."""
    for fewer, more in pairwise(measured):
        for name in (name for name in measured[fewer] if name in measured[more]):
            times = measured[more][name]["all"].cost.cpu / measured[fewer][name]["all"].cost.cpu
            print(f"{name}: {more / fewer:.4g} times the articles, {times:.2f} times the CPU")


def available(asked: list[str]) -> list[Tool]:
    """Give the tools that are here or can be installed; say which cannot."""
    tools = []
    for name in asked:
        try:
            tools.append(find_tool(name))
        except MissingError as error:
            print(f"{name} is left out: {error}")
    print(", ".join(f"{tool.name} {tool.version}" for tool in tools), flush=True)
    return tools


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[10, 100, 1000], help="sizes of the archive")
    parser.add_argument("--tools", nargs="+", choices=names(), default=names())
    parser.add_argument("--edits", nargs="+", choices=list(EDITS), default=["claim"], help="what is edited, in order")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--extras", action="store_true", help="what search, maps and pictures add to Sayso's build")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the sites made so far are deleted all the same
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as scratch:
        bench = Bench(Path(scratch), asked.edits)
        if asked.extras:
            compare_extras(bench, asked.articles)
        else:
            compare(bench, asked.articles, available(asked.tools), asked.runs)


if __name__ == "__main__":
    main()
