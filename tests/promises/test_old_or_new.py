"""Old site or new site: whatever befalls `sayso build`, the site is one whole build, and the next one is right.

Here real processes are killed, stopped and let loose on each other at moments drawn by lot; `breaking.py` kills
builds at their steps, and lets steps fail. On the swap alone, `test_workshop.py` tries every step.
"""

import ctypes
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from breaking import Project, heal, make, tidy_cache
from corpus import make_corpus
from sites import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")

BUILD = ("build", "-q")
STOPPED = "Stopped. The site is as it was.\n"


def start(root: Path, *command: str, module: str = "generator", **options: object) -> "subprocess.Popen[str]":
    """Start a command as a process of its own, in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *command],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,  # type: ignore[call-overload]
    )


def ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Wait for a process; give how it ended and what it said."""
    out, said = process.communicate(timeout=120)
    return process.returncode, out + said


# Killed at any moment


@dataclass
class Kills:
    """What came of killing."""

    figures: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0


def helpers_of(session: int) -> list[int]:
    """Find the processes that are left of a session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            state, _, _, its_session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(its_session) == session and state not in "ZX":
                found.append(int(folder.name))
    return found


def kill_builds(project: Project, chance: random.Random, number: int) -> Kills:
    """Kill so many builds; a third of them make everything anew, and a few have no site before."""
    kills, spans = Kills(), {False: 0.0, True: 0.0}
    while kills.figures.total() < number:
        turn = kills.figures.total()
        is_whole, new = turn % 3 == 0, turn % 2
        if is_whole:
            (project.root / ".site.sayso/record").unlink(missing_ok=True)
        if turn % 10 == 9:
            shutil.rmtree(project.root / "site")
        old = project.site
        project.edit(new)
        if spans[is_whole]:
            process = start(project.root, *BUILD)
            time.sleep(chance.uniform(0, spans[is_whole]))
            process.kill()
            wait_for_helpers(process, kills)
            assert project.site in (old, project.sites[new]), f"kill {turn}: neither the old site nor the new one"
            if process.returncode == -signal.SIGKILL:
                kills.figures["old" if project.site == old else "new"] += 1
        begun = time.monotonic()
        heal(project, new, f"kill {turn}", ended(start(project.root, *BUILD)))
        spans[is_whole] = max(spans[is_whole], time.monotonic() - begun) if not spans[is_whole] else spans[is_whole]
    return kills


def wait_for_helpers(process: "subprocess.Popen[str]", kills: Kills) -> None:
    """See that what a killed build has started ends soon."""
    begun = time.monotonic()
    while helpers_of(process.pid):
        assert time.monotonic() - begun < 10, "a helper goes on after its build was killed"
        time.sleep(0.002)
    kills.longest = max(kills.longest, time.monotonic() - begun)
    process.communicate()


def corpus_project(root: Path) -> Project:
    """Make a project so large that builds have helpers to print pages."""
    states = []
    for words in ("", " and one more word"):
        make_corpus(root, 30, options="maps: false, pictures: none")
        for file in root.glob("content/articles/*/claims.yml"):
            file.write_text(file.read_text("utf-8").replace("was under repair.", f"was under repair{words}."), "utf-8")
        states.append({p.relative_to(root).as_posix(): p.read_text("utf-8") for p in root.rglob("*") if p.is_file()})
        shutil.rmtree(root)
    return make(root, states)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Make a project; each test leaves it in one of its two states, with the site of that."""
    return make(tmp_path_factory.mktemp("broken") / "project")


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_the_old_site_or_the_new(project, tmp_path, at_length, figure):
    kinds = {"small": (project, 120 if at_length else 6)}
    if at_length:
        kinds["with helpers"] = (corpus_project(tmp_path / "corpus"), 80)
    for kind, (each, number) in kinds.items():
        kills = kill_builds(each, random.Random(f"7 {kind}"), number)
        figures, half = kills.figures, tidy_cache(each.root)
        figure(
            f"{figures.total()} builds ({kind}) killed by SIGKILL: {figures['old']} left the old site, {figures['new']}"
            f" the new one, 0 anything else; all that they had started ended within {kills.longest:.2f} s, {half}"
            " half-written files of the cache were cleared away, and each next build made what a clean one makes"
        )
        assert figures.total() == number


# Killed and disturbed at its steps


HOW = {"killed": (71, 1, 5), "full": (97, 2, 29), "scarce": (14, 1, 1000), "edits": (23, 1, 3)}
"""Ways to break commands: of so many steps one is taken, in short and at length, and in short from this one on."""


@pytest.mark.slow
def test_a_step_that_fails_is_told_plainly_and_leaves_the_old_or_the_new(tmp_path, at_length, figure):
    tests = Path(__file__).parent.parent
    wanted = [
        f"{how}:{long}:{first % 5}" if at_length else f"{how}:{short}:{first}"
        for how, (short, long, first) in HOW.items()
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tests.parent), str(tests)])}
    command = [sys.executable, str(tests / "breaking.py"), str(tmp_path / "project"), *wanted]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for how, figures in json.loads(done.stdout).items():
        figure(f"{how}: " + ", ".join(f"{number} {what}" for what, number in sorted(figures.items())))
        assert sum(figures.values()) > 3


# Stopped


@pytest.mark.slow
def test_a_build_that_is_asked_to_stop_says_so(project, at_length, figure):
    chance = random.Random(77)
    figures = Counter[str]()
    for turn in range(60 if at_length else 3):
        number = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[turn % 3]
        old, new = project.site, turn % 2
        project.edit(new)
        process = start(project.root, "build", "-v")
        assert process.stderr is not None
        first = process.stderr.readline()  # from here on it knows what to do when it is asked
        assert first.startswith("Starting"), first
        time.sleep(chance.uniform(0, 0.6))
        process.send_signal(number)
        code, said = ended(process)
        assert "Traceback" not in said
        assert (code, project.site) == (0, project.sites[new]) or (
            (code, project.site) == (130, old) and said.endswith(STOPPED)
        ), (number, code, said)
        figures["stopped" if code else "done"] += 1
        heal(project, new, f"{number.name}")
    figure(f"{figures['stopped']} builds were stopped and said so, {figures['done']} were done before; 0 half sites")
    assert figures["stopped"]


# Several at once


@contextmanager
def always_there(page: Path) -> Iterator[list[int]]:
    """See that a page of the site is there at each moment; give how often that was looked."""
    looked, missed, is_over = [0], [0], threading.Event()

    def look() -> None:
        while not is_over.wait(0.0005):
            looked[0] += 1
            missed[0] += not page.exists()

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield looked
    finally:
        is_over.set()
        thread.join()
    assert not missed[0], f"{page.name} was away {missed[0]} times of {looked[0]}"


def in_parts(project: Project) -> list[str]:
    """Build a project in two parts."""
    for part in ("1/2", "2/2"):
        assert ended(start(project.root, "build", "-q", "--shard", part)) == (0, "")
    return [f"site.shard-{number}-of-2" for number in (1, 2)]


@pytest.mark.slow
def test_builds_at_the_same_time_leave_the_last_edit(project, at_length, figure):
    looks, rounds = 0, 8 if at_length else 1
    project.edit(0)
    heal(project, 0, "nothing")
    for turn in range(rounds):
        new = (turn + 1) % 2
        with always_there(project.root / "site/index.html") as looked:
            first = [start(project.root, "build", "-q") for _ in range(2)]
            time.sleep(0.3 * turn / rounds)
            project.edit(new)
            last = start(project.root, "build", "-q")
            codes = [ended(process) for process in (*first, last)]
        assert codes[-1][0] == 0
        assert all("Traceback" not in said for _, said in codes)
        heal(project, new, "three builds at once")
        looks += looked[0]
    for turn in range(rounds):
        new = turn % 2
        project.edit(new)
        parts = in_parts(project)
        with always_there(project.root / "site/index.html") as looked:
            both = [start(project.root, "join", "-q", *parts), start(project.root, "build", "-q")]
            codes = [ended(process)[0] for process in both]
        assert codes == [0, 0]
        assert project.site == project.sites[new]
        heal(project, new, "join and build at once")
        looks += looked[0]
        for part in parts:
            shutil.rmtree(project.root / part)
    figure(f"{rounds} times three builds, {rounds} times join and build; the site was there at all {looks} looks")


@pytest.mark.slow
def test_a_build_beside_mkdocs_or_a_preview_is_whole_in_the_end(project, at_length, figure):
    rounds = 6 if at_length else 1
    for turn in range(rounds):
        project.edit(turn % 2)
        both = [start(project.root, "build", "-q", module="mkdocs"), start(project.root, "build", "-q")]
        assert all("Traceback" not in ended(process)[1] for process in both)
        heal(project, turn % 2, "mkdocs build and sayso build at once")
    preview = start(project.root, "serve", "--port", "18471")
    try:
        assert preview.stdout is not None
        assert "Open" in preview.stdout.readline()
        for turn in range(rounds):
            project.edit(turn % 2)
            heal(project, turn % 2, "a build beside a preview", ended(start(project.root, *BUILD)))
    finally:
        preview.send_signal(signal.SIGTERM)
        assert "Traceback" not in ended(preview)[1]
    figure(f"{rounds} builds beside mkdocs build, {rounds} beside a preview: each next one is what a clean one makes")


# Where nothing may be written


def without_privileges() -> None:
    """Let rights of files hold for the administrator as well, in the program that is started next."""
    if os.getuid() == 0:
        library = ctypes.CDLL(None)
        for capability in (1, 2):  # to write, and to read, whatever the rights say
            library.prctl(24, capability, 0, 0, 0)


@contextmanager
def read_only(*folders: Path) -> Iterator[None]:
    """Take away the right to write, from folders and all that is in them."""
    modes = {
        path: path.stat().st_mode
        for folder in folders
        for path in (folder, *folder.rglob("*"))
        if not path.is_symlink()
    }
    try:
        for path, mode in modes.items():
            path.chmod(mode & 0o555)
        yield
    finally:
        for path, mode in modes.items():
            with suppress(FileNotFoundError):
                path.chmod(mode)


# With the first of them nothing can be built; some of the others cost only time.
PLACES = {
    "the project": ".",
    "the workshop": ".site.sayso",
    "the cache": ".sayso-cache",
    "the site": "site",
    "the content": "content",
    "the folder for passing files": "tmp",
}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the administrator cannot be held to rights")
def test_a_folder_that_cannot_be_written_is_told_plainly(project, at_length, figure):
    figures = Counter[str]()
    (project.root / "tmp").mkdir(exist_ok=True)
    project.edit(0)
    heal(project, 0, "nothing")
    tried = [*PLACES.items()][: None if at_length else 3]
    for turn, (name, place) in enumerate(tried):
        old, new = project.site, (turn + 1) % 2
        project.edit(new)
        with read_only(project.root / place):
            environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(project.root / "tmp")}
            done = subprocess.run(
                [sys.executable, "-m", "generator", "build", "-q"],
                cwd=project.root,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                preexec_fn=without_privileges,
            )
            found = project.site
        told = done.stderr
        assert "Traceback" not in told, told
        if done.returncode:
            assert (done.returncode, found) == (1, old), name
            assert "the system said: [Errno 13] Permission denied" in told, told
        else:
            assert found == project.sites[new], name
        figures["refused" if done.returncode else "built"] += 1
        heal(project, new, f"{name} was read-only")
    assert figures["refused"] >= 2
    figure(f"{len(tried)} places read-only: {figures['built']} times built, {figures['refused']} times refused plainly")
