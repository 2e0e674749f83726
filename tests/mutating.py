"""Mutation testing: makes one small change after another in some modules, and sees whether the tests notice.

Run it in a copy of the project: what a changed program does to files is not known beforehand. Each mutant lives in a
process of its own, forked from one that has imported and collected everything. A change within a function replaces its
code there; one outside of all functions needs all of ours imported anew. Only tests that run through the changed lines
are run, and the first that fails ends it. No file of the program is written.
"""

import argparse
import ast
import gc
import importlib
import importlib.abc
import importlib.util
import json
import os
import pickle
import random
import resource
import shutil
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from types import FunctionType
from typing import Any

import coverage
import pytest
from _pytest.runner import runtestprotocol
from mutants import Module, Mutant, key, mutants_of, read_module

MOST_SECONDS = 4.0
"""For how long tests are run against one mutant; by then nearly all that die are dead."""

LONG = 0.5
"""Seconds of a test that runs behind all shorter ones."""

LIMIT_OF_MEMORY = 3 << 30
LIMIT_OF_FILES = 64 << 20
SLOWER = 10
"""A test that takes so many times as long with a mutant has been stopped by it."""

_SURVIVED, _KILLED, _BROKEN = 10, 11, 12
ROOT = Path.cwd()


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one mutant: `killed` by a test, `stopped` in endless work, `survived`, or `uncovered` by all."""

    mutant: str
    outcome: str
    test: str = ""


@dataclass(slots=True)
class Covered:
    """Which tests run through which lines, and how long each takes."""

    tests: list[str]
    seconds: list[float]
    lines: dict[str, dict[int, set[int]]]
    """Of each module and line the tests, by their numbers."""
    failing: list[str]
    """Tests that fail without any mutant; they tell nothing of one."""
    killers: dict[str, list[int]] = field(default_factory=partial(defaultdict, list))
    """The tests that have killed mutants of a module, the latest last: they are tried first."""

    def choose(self, mutant: Mutant) -> list[int]:
        """Choose the tests to run against a mutant: first those that killed others of its module, then the quickest."""
        found = self._through(mutant.module, mutant.lines) if self.is_run(mutant) else self._below(mutant)
        chosen, left = [], MOST_SECONDS
        for number in self._in_turn(found, mutant.module):
            left -= self.seconds[number]
            if chosen and left < 0:
                break
            chosen.append(number)
        return chosen

    def _in_turn(self, numbers: Iterable[int], module: Module) -> list[int]:
        """Give each test its turn: the more cases of it have had theirs, the less another one tells."""
        latest = {number: place for place, number in enumerate(self.killers[module.name])}
        cases: Counter[str] = Counter()
        turns = {}
        for number in sorted(numbers, key=self.seconds.__getitem__):
            test = self.tests[number].partition("[")[0]
            cases[test] += 1
            price = self.seconds[number] * cases[test] ** 0.5
            turns[number] = self.seconds[number] > LONG, -latest.get(number, -1), price
        return sorted(turns, key=turns.__getitem__)

    def is_run(self, mutant: Mutant) -> bool:
        """Tell whether tests run through what is changed; what runs while modules are imported has to be run anew."""
        return mutant.function is not None and bool(self._through(mutant.module, mutant.lines))

    def _through(self, module: Module, lines: Iterable[int]) -> set[int]:
        covered = self.lines.get(module.name, {})
        return set().union(*(covered.get(line, ()) for line in lines))

    def _below(self, mutant: Mutant) -> set[int]:
        """Give the tests that run through lines that use what the changed statement defines, or through its module."""
        used = _lines_with(mutant.module.tree, mutant.names)
        return self._through(mutant.module, used) or self._through(
            mutant.module, self.lines.get(mutant.module.name, ())
        )


def _lines_with(tree: ast.Module, names: frozenset[str]) -> set[int]:
    """Find the lines that use any of some names, or a name that is made of them."""
    known, before = set(names), -1
    while len(known) > before:
        before = len(known)
        for statement in tree.body:
            if isinstance(statement, ast.Assign | ast.AnnAssign | ast.ClassDef) and _uses(statement, known):
                known |= {node.id for node in ast.walk(statement) if _is_given(node)}
    return {
        line for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in known for line in (node.lineno,)
    }


def _uses(node: ast.AST, names: set[str]) -> bool:
    return any(isinstance(part, ast.Name) and part.id in names for part in ast.walk(node))


def _is_given(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


Attempt = Callable[[Sequence[int], Callable[[], None]], bool]
"""Runs tests against a mutant, calls what it is given before each, and tells whether all have passed."""


class Trials:
    """A pytest plugin that takes the place of the run: it measures all tests once, and then tries the mutants."""

    def __init__(self, mutants: Sequence[Mutant], jobs: int) -> None:
        self.mutants, self.jobs = mutants, jobs
        self.results: list[Result] = []
        self.covered: Covered | None = None

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        base = session.config._tmp_path_factory.getbasetemp()
        self.covered = measure(session, {mutant.module.name for mutant in self.mutants})
        print(f"{len(self.covered.tests)} tests, {len(self.covered.failing)} of which fail without any mutant")
        functions = functions_by_code()
        within = [mutant for mutant in self.mutants if self.covered.is_run(mutant)]
        trials = ((mutant, partial(self.attempt, session, mutant, functions)) for mutant in within)
        self.results = list(race(trials, self.jobs, self.covered))
        shutil.rmtree(base, ignore_errors=True)
        return True

    def attempt(
        self, session: pytest.Session, mutant: Mutant, functions: dict, chosen: Sequence[int], begin: Callable[[], None]
    ) -> bool:
        """Change a function in this process, and run the chosen tests."""
        code = mutant.code()
        changed = functions.get((str(mutant.module.path), *(mutant.function or ())), ())
        if code is None or not changed:
            os._exit(_BROKEN)
        for function in changed:
            function.__code__ = code
        items = [session.items[number] for number in chosen]
        return passes(session, items, [self.covered.seconds[number] for number in chosen], begin)


class Anew:
    """A pytest plugin that runs chosen tests in a process that has imported nothing of ours before."""

    def __init__(self, chosen: Sequence[str], seconds: Sequence[float], begin: Callable[[], None]) -> None:
        self.chosen, self.seconds, self.begin = chosen, seconds, begin
        self.passed = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        by_id = {item.nodeid: item for item in session.items}
        # What cannot be collected with the mutant has noticed it.
        items = [by_id[test] for test in self.chosen if test in by_id]
        session.config._tmp_path_factory.getbasetemp()
        self.passed = len(items) == len(self.chosen) and passes(session, items, self.seconds, self.begin)
        return True


def attempt_anew(covered: Covered, mutant: Mutant, chosen: Sequence[int], begin: Callable[[], None]) -> bool:
    """Import all of ours with a changed module, and run the chosen tests."""
    sys.meta_path.insert(0, Changed(mutant))
    tests = [covered.tests[number] for number in chosen]
    anew = Anew(tests, [covered.seconds[number] for number in chosen], begin)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    signal.setitimer(signal.ITIMER_PROF, LONGEST_IMPORT)
    begin()
    pytest.main([*PYTEST, *sorted({test.partition("::")[0] for test in tests})], plugins=[anew])
    return anew.passed


LONGEST_IMPORT = 60


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives Python a changed module in place of the one on the disk."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = f"generator.{mutant.module.name.removesuffix('.py').replace('/', '.')}"
        self.path, self.mutant = mutant.module.path, mutant

    def find_spec(self, fullname, path=None, target=None):
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def exec_module(self, module) -> None:
        exec(self.mutant.compiled(), vars(module))


def functions_by_code() -> dict[tuple[str, str, int], list[FunctionType]]:
    """Find every function there is, by its file, name and line."""
    found = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType):
            found[each.__code__.co_filename, *key(each.__code__)].append(each)
    gc.freeze()
    return found


def measure(session: pytest.Session, modules: set[str]) -> Covered:
    """Run all tests once, in a process of its own, and see where each of them comes by."""
    return in_a_fork(partial(_measured, session, modules))


def in_a_fork(work: Callable[[], Any]) -> Any:
    """Do something in a process of its own, and give what it gives."""
    receiving, sending = os.pipe()
    child = os.fork()
    if not child:
        try:
            told = pickle.dumps(work())
            with os.fdopen(sending, "wb") as pipe:
                pipe.write(told)
        finally:
            os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(told)


def _measured(session: pytest.Session, modules: set[str]) -> Covered:
    silence(session)
    files = {str(ROOT / "generator" / name): name for name in modules}
    measuring = coverage.Coverage(data_file=None, include=list(files), config_file=False)
    measuring.start()
    seconds, failed = [], set()
    caches = caches_of(modules)
    for number, item in enumerate(session.items):
        # What an earlier test has left there would hide that this one asks for it as well.
        for remembered in caches:
            remembered.cache_clear()
        measuring.switch_context(str(number))
        began = time.process_time()
        following = session.items[number + 1] if number + 1 < len(session.items) else None
        if any(report.failed for report in runtestprotocol(item, nextitem=following, log=False)):
            failed.add(number)
        seconds.append(time.process_time() - began)
    measuring.stop()
    data = measuring.get_data()
    lines = {
        name: {line: {int(test) for test in tests if test} - failed for line, tests in found.items()}
        for path, name in files.items()
        if (found := data.contexts_by_lineno(path))
    }
    tests = [item.nodeid for item in session.items]
    return Covered(tests, seconds, lines, [tests[number] for number in sorted(failed)])


def caches_of(modules: set[str]) -> list[Any]:
    """Find all functions of some modules that remember what they have given."""
    names = {f"generator.{name.removesuffix('.py').replace('/', '.')}" for name in modules}
    kind = type(lru_cache(len))
    return [each for each in gc.get_objects() if isinstance(each, kind) and each.__module__ in names]


@dataclass(frozen=True, slots=True)
class Trial:
    """One mutant that is being tried: what is said of it, the tests chosen, and where it tells how far it is."""

    mutant: Mutant
    told: str
    chosen: list[int]
    pipe: int

    def result(self, code: int, covered: Covered) -> Result:
        """Say what has become of the mutant, by the exit code of its process."""
        begun = ended(self.pipe)
        if code == _SURVIVED:
            return Result(self.told, "survived", f"{len(self.chosen)} tests")
        if code == _BROKEN:
            return Result(self.told, "broken")
        # A module that cannot even be imported has failed in all of its tests.
        last = self.chosen[min(max(begun, 1), len(self.chosen)) - 1]
        covered.killers[self.mutant.module.name].append(last)
        return Result(self.told, "stopped" if -code in _STOPS else "killed", covered.tests[last])


def race(trials: Iterable[tuple[Mutant, Attempt]], jobs: int, covered: Covered) -> Iterator[Result]:
    """Try mutants, some at a time, each in a process of its own."""
    running: dict[int, Trial] = {}
    left = iter(trials)
    while True:
        while len(running) < jobs and (entry := next(left, None)):
            mutant, attempt = entry
            told, chosen = mutant.told(), covered.choose(mutant)
            if chosen:
                child, pipe = started(partial(attempt, chosen))
                running[child] = Trial(mutant, told, chosen, pipe)
            else:
                yield Result(told, "uncovered")
        if not running:
            return
        child, status = os.wait()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)
        yield running.pop(child).result(os.waitstatus_to_exitcode(status), covered)


_STOPS = {signal.SIGPROF, signal.SIGALRM, signal.SIGXCPU}


def started(attempt: Callable[[Callable[[], None]], bool]) -> tuple[int, int]:
    """Begin a trial in a process of its own; through the pipe it says of each test that it begins."""
    receiving, sending = os.pipe()
    child = os.fork()
    if child:
        os.close(sending)
        return child, receiving
    outcome = _KILLED
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (LIMIT_OF_MEMORY, LIMIT_OF_MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT_OF_FILES, LIMIT_OF_FILES))
        outcome = _SURVIVED if attempt(lambda: os.write(sending, b".")) else _KILLED
    finally:
        os._exit(outcome)


def ended(pipe: int) -> int:
    """Give the number of tests that a trial has begun."""
    told = os.read(pipe, 1 << 16)
    os.close(pipe)
    return len(told)


def silence(session: pytest.Session) -> None:
    """Let a forked process print nothing, and have a folder of its own for the files of its tests."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    factory = session.config._tmp_path_factory
    factory._basetemp = factory.getbasetemp() / str(os.getpid())
    factory._basetemp.mkdir()


def passes(
    session: pytest.Session, items: Sequence[pytest.Item], seconds: Sequence[float], begin: Callable[[], None]
) -> bool:
    """Run tests until one fails, each with a limit of its own."""
    silence(session)
    for item, following, usual in zip(items, [*items[1:], None], seconds, strict=True):
        begin()
        allowed = LEAST_LIMIT + SLOWER * usual
        signal.setitimer(signal.ITIMER_PROF, allowed)
        signal.setitimer(signal.ITIMER_REAL, 10 * allowed)
        if any(report.failed for report in runtestprotocol(item, nextitem=following, log=False)):
            return False
    shutil.rmtree(session.config._tmp_path_factory._basetemp, ignore_errors=True)
    return True


LEAST_LIMIT = 10
"""Seconds of work that every test has; a test in a process of its own makes tables anew that others find made."""

PYTEST = ("-q", "-n0", "-x", "--capture=sys", "-pno:cacheprovider", "--assert=plain")


def tried(mutants: Sequence[Mutant], tests: Sequence[str], jobs: int) -> tuple[list[Result], Covered]:
    """Try mutants with the tests in some files."""
    import_libraries()
    told, covered = in_a_fork(partial(_tried_within, mutants, tests, jobs))
    without = [mutant for mutant in mutants if not covered.is_run(mutant)]
    trials = ((mutant, partial(attempt_anew, covered, mutant)) for mutant in without)
    return [*told, *race(trials, jobs, covered)], covered


def _tried_within(mutants: Sequence[Mutant], tests: Sequence[str], jobs: int) -> tuple[list[Result], Covered | None]:
    trials = Trials(mutants, jobs)
    pytest.main([*PYTEST, *tests], plugins=[trials])
    return trials.results, trials.covered


def import_libraries() -> None:
    """Import what others have written, once for all trials."""
    for name in LIBRARIES:
        importlib.import_module(name)


LIBRARIES = ("jinja2", "markdown_it", "mkdocs.config", "pydantic", "sentencex", "yaml", "babel", "bs4")


@dataclass(frozen=True, slots=True)
class Group:
    """Modules, and the files of the tests that are to notice what is wrong with them."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    least: float = 0.9
    """The share of mutants that have to die."""


_TEXT_TESTS = (
    *("test_text.py", "test_text_cases.py", "test_text_plain_blocks.py", "test_text_positions.py"),
    *("test_text_sentences.py", "test_quote_contract.py", "test_findings.py", "test_link.py", "test_slips.py"),
    *("test_quotes.py", "test_many_places.py", "test_witness.py", "test_sound.py"),
)
_LINK_TESTS = ("test_positions.py", "test_link.py", "test_slips.py", "test_library.py", "test_sound.py")
_READ_TESTS = (
    *("test_read.py", "test_read_robust.py", "test_read_settings.py", "test_slips.py", "test_kept.py"),
    *("test_reading.py", "test_link.py", "test_path.py", "test_lessons.py", "test_witness.py", "test_languages.py"),
    *("test_review.py", "test_cues.py", "test_long_files.py", "test_interface.py", "test_withheld.py"),
)

_TODAY = 0.8
"""What is reached today where it is not nine of ten yet; it may only be raised."""

GROUPS = {
    "quotes": Group(
        (
            *("text/quotes.py", "text/fold.py", "text/folded.py", "text/gaps.py", "text/nearest.py", "text/words.py"),
            *("text/chars.py", "text/source.py", "text/parse.py", "text/blocks.py"),
            *("link/quotes.py", "link/findings.py"),
        ),
        _TEXT_TESTS,
    ),
    "statuses": Group(
        ("link/status.py", "link/positions.py", "link/sides.py", "link/days.py"), ("test_status.py", *_LINK_TESTS)
    ),
    "references": Group(("link/references.py", "link/ids.py", "link/join.py", "link/sound.py"), _LINK_TESTS),
    "the link checker": Group(
        (
            "dead_links/addresses.py",
            "dead_links/check.py",
            "dead_links/others.py",
            "dead_links/pages.py",
            "dead_links/skim.py",
            "dead_links/survey.py",
            "dead_links/telling.py",
        ),
        ("test_dead_links.py", "test_dead_links_read.py", "test_dead_links_skimmed.py", "test_dead_links_changes.py"),
    ),
    "the reader's tree": Group(
        (
            *("read/tree_builder.py", "read/yaml_tree.py", "read/syntax.py", "read/columns.py", "read/quoting.py"),
            *("read/faults.py", "read/content.py", "read/files.py", "read/folders.py", "read/alone.py"),
            *("read/kept.py", "read/keys.py", "read/texts.py", "read/private.py", "read/refused_ids.py"),
        ),
        _READ_TESTS,
        _TODAY,
    ),
    "the reader's help": Group(
        (
            *("read/slips.py", "read/mends.py", "read/mending.py", "read/tried.py", "read/heads.py", "read/glued.py"),
            *("read/misplaced.py", "read/recording.py", "read/settings.py", "read/interface.py"),
            *("read/gathering.py", "read/inheritance.py"),
        ),
        _READ_TESTS,
    ),
}
"""What is mutated, and which tests are run."""


def sampled(modules: Sequence[str], size: int, seed: int) -> list[Mutant]:
    """Give all mutants of some modules, or as many of them as are asked for, drawn by lot."""
    mutants = [mutant for name in modules for mutant in mutants_of(read_module(ROOT, name))]
    if not size or size >= len(mutants):
        return mutants
    drawn = sorted(random.Random(seed).sample(range(len(mutants)), size))
    return [mutants[number] for number in drawn]


def main() -> None:
    """Try mutants, and write what has become of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="+", help="modules, as their paths below generator/")
    parser.add_argument("--tests", nargs="+", required=True)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--report", type=Path, required=True)
    asked = parser.parse_args()
    results, covered = tried(sampled(asked.modules, asked.sample, asked.seed), asked.tests, asked.jobs)
    report = {"failing": covered.failing, "mutants": [asdict(result) for result in results]}
    asked.report.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
