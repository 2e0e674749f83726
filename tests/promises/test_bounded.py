"""Promise: bounded work. Whatever the content holds: no traceback, no hang, and no site of what was refused."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from bombs import BOMBS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mangling import Files, Folder, Step, mangle, real_files
from sites import ROOT, fingerprint, run

from generator import build as story
from generator.cli.formats import annotations, as_json, find_repository
from generator.cli.more import more_of
from generator.problems import has_errors, lines_under, show_all
from generator.read import read_project

LONGEST = 5.0
"""Seconds after which whatever is tried counts as one that hangs."""

STEP = st.tuples(*[st.integers(0, 2**16)] * 5)
WAYS = st.lists(STEP, min_size=1, max_size=4)


class TooLongError(Exception):
    """Something has not come to its end in time."""


@contextmanager
def watched(longest: float = LONGEST) -> Iterator[None]:
    """End what takes too long, with a traceback that tells where."""

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop), signal.signal(signal.SIGPROF, stop)
    # Work is counted, for the machine may have more to do; and whoever only waits is ended as well.
    signal.setitimer(signal.ITIMER_PROF, longest)
    signal.setitimer(signal.ITIMER_REAL, 24 * longest)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before[0])
        signal.signal(signal.SIGPROF, before[1])


def lines_of(path: Path) -> list[str]:
    """Give the lines of a file; of a folder, and of what is not there, only the first has a place."""
    text = path.read_bytes().decode("utf-8-sig", "replace") if path.is_file() else ""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@dataclass
class Trial:
    """The door that content comes in by, and what was seen at it."""

    folder: Folder
    tried: int = 0
    refused: int = 0
    slowest: float = 0.0
    samples: dict[bool, list[Files]] = field(default_factory=lambda: {True: [], False: []})

    def look_at(self, files: Files) -> None:
        """Check content as `sayso check` does, and show all that is wrong with it in every form."""
        self.folder.hold(files)
        root = self.folder.root
        start = time.process_time()
        with watched():
            project, found = read_project(root)
            assert project is not None
            _, problems = story.load(root, project.content, project.options)
            problems = [*found, *problems]
            shown = show_all(problems, lines_under(root))
            json.loads(as_json(problems, more_of(project)))
            list(annotations(problems, more_of(project), find_repository(root, {})))
        self.slowest = max(self.slowest, time.process_time() - start)
        for problem in problems:
            lines = lines_of(root / problem.span.file)
            assert 1 <= problem.span.line <= len(lines), problem
            assert 1 <= problem.span.column <= len(lines[problem.span.line - 1]) + 1, problem
            assert problem.message, problem
            assert problem.help, problem
        assert len(shown) < 1_000_000
        self.tried += 1
        is_refused = has_errors(problems)
        self.refused += is_refused
        if self.tried % 7 == 0:
            self.samples[is_refused].append(files)


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    """A folder to try content in; it lies in no repository, and Git need not be asked so each time."""
    with pytest.MonkeyPatch.context() as patched:
        outside = story.open_git(tmp_path_factory.mktemp("outside"))
        patched.setattr(story, "open_git", lambda _: outside)
        yield Trial(Folder(tmp_path_factory.mktemp("mangled")))


def test_what_is_mangled_is_right_before(trial: Trial):
    trial.folder.hold(real_files())
    project, _ = read_project(trial.folder.root)
    loaded, problems = story.load(trial.folder.root, project.content, project.options)
    assert problems == []
    assert len(loaded.library.claims) == 5


@pytest.mark.slow
def test_mangled_content_gives_problems_and_ends(trial: Trial, at_length, figure):
    whole = real_files()

    @settings(
        max_examples=14_000 if at_length else 400,
        derandomize=True,
        database=None,
        deadline=None,
        # A way to break content is short enough as it is, and to make it shorter can take minutes.
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(WAYS)
    def case(steps: list[Step]) -> None:
        trial.look_at(mangle(whole, steps))

    case()
    assert trial.refused > trial.tried / 3
    assert trial.tried - trial.refused > trial.tried / 20
    figure(
        f"{trial.tried} mutations of real content: {trial.refused} refused, {trial.tried - trial.refused} accepted, "
        f"0 tracebacks; the slowest took {trial.slowest:.1f} s"
    )


@pytest.mark.slow
def test_of_what_was_refused_no_site_is_published(trial: Trial, tmp_path: Path, at_length, figure):
    project = Folder(tmp_path)
    project.hold(real_files())
    assert run("generator", "build", cwd=tmp_path).returncode == 0
    each = 60 if at_length else 3
    built = dict.fromkeys(trial.samples, 0)
    for is_refused, samples in trial.samples.items():
        assert samples
        for files in samples[:: max(1, len(samples) // each)][:each]:
            project.hold(files)
            before = fingerprint(tmp_path / "site")
            done = run("generator", "build", cwd=tmp_path)
            told = done.stdout + done.stderr
            assert "Traceback" not in told, told
            assert done.returncode == int(is_refused), told
            assert is_refused == (fingerprint(tmp_path / "site") == before) or not is_refused, told
            built[is_refused] += 1
    figure(f"{built[False]} accepted ones became a site, and {built[True]} refused ones left the old site as it was")


@pytest.mark.slow
def test_what_would_never_end_ends(trial: Trial, at_length, figure):
    size = 400_000 if at_length else 120_000
    taken = {}
    for name, bomb in BOMBS.items():
        trial.folder.hold(bomb(size))
        project, _ = read_project(trial.folder.root)
        start = time.process_time()
        with watched():
            _, problems = story.load(trial.folder.root, project.content, project.options)
            shown = show_all(problems, lines_under(trial.folder.root))
        taken[name] = time.process_time() - start
        assert len(shown) < 2_000_000, name
    slowest = max(taken, key=taken.__getitem__)
    figure(f"{len(taken)} bombs of {size:,} bytes: the slowest, {slowest}, took {taken[slowest]:.1f} s")


def test_the_watch_ends_what_does_not_end():
    def go_on() -> None:
        with watched(0.05):
            while True:
                pass

    with pytest.raises(TooLongError):
        go_on()


@pytest.mark.slow
def test_the_fuzzer_finds_nothing(tmp_path: Path, at_length, figure):
    runs = 20_000 if at_length else 600
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/fuzzing.py"), str(tmp_path / "folder"), str(runs), "8"],
        env={"PYTHONHASHSEED": "0", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=3600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads((tmp_path / "folder/told.json").read_text())
    assert sum(told["runs"].values()) == runs
    assert min(told["runs"].values()) >= 1
    figure(
        f"{runs} inputs by the coverage of {len(told['runs'])} readers: 0 tracebacks; the slowest took "
        f"{told['slowest'][0]:.1f} s"
    )
