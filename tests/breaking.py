"""Break commands on purpose: kill them, fill their disk, let them have too little of everything; see what is left.

A project has two states here, and is edited from one to the other. Whatever happens to a command
that is at work on an edit, what it leaves is the old state or the new one, and the next one goes on from there.

Run as `python breaking.py FOLDER HOW:EVERY:FIRST …`; prints figures as JSON, or fails with what was wrong.
Commands run in children forked from here, which is much quicker than to start them; `test_old_or_new.py` starts
real ones as well.
"""

import builtins
import errno
import io
import json
import mmap
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from killing import CHANGES, is_for_writing, steps
from sites import FILES, fingerprint, make_project

import generator.publish  # noqa: F401 - here and not in each child
from generator.cli import main as sayso

MORE = "actors:\n  - id: more\n    name: The Morning Paper\n    type: organisation\n"
EDITED = FILES | {
    "content/more.yml": MORE,
    "content/people.yml": FILES["content/people.yml"].replace(
        "name: Ukraine\n", "name: Ukraine\n    summary: A state in the east of Europe.\n"
    ),
    "content/about.md": "# About\n\nWords of another day.\n",
}
TREE = dict[str, str]
"""The files of a folder, by path, as their checksums."""

PLAIN = ("the system said", "The system said", "cannot be written", "not enough memory", "cannot be undone")
"""How a command says that something is wrong with the system."""


@dataclass
class Project:
    """A project, its two states as files, and the sites that clean builds make of them."""

    root: Path
    states: list[TREE]
    sites: list[TREE]
    kept: frozenset[str] = frozenset()
    """What the first build has left in the workshop, and what builds of changes leave."""

    def edit(self, to: int) -> None:
        """Write one of the states."""
        for name in {*self.states[0], *self.states[1]} - self.states[to].keys():
            (self.root / name).unlink(missing_ok=True)
        for name, text in self.states[to].items():
            path = self.root / name
            if not path.exists() or path.read_text("utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")

    @property
    def site(self) -> TREE | None:
        """Look at the site; None where there is none."""
        return fingerprint(self.root / "site") if (self.root / "site").exists() else None


def make(root: Path, states: Sequence[TREE] = (FILES, EDITED)) -> Project:
    """Make a project, with the sites that clean builds make of both states."""
    project = Project(root, [dict(state) for state in states], [])
    for at in (0, 1):
        shutil.rmtree(root, ignore_errors=True)
        project.edit(at)
        ended = run(root)
        assert ended == (0, ""), ended
        project.sites.append(project.site or {})
    for name in ("site", ".site.sayso", ".sayso-cache"):
        shutil.rmtree(root / name)
    return project


def run(
    root: Path, command: tuple[str, ...] = ("build", "-q"), fault: Callable[[], None] = lambda: None
) -> tuple[int, str]:
    """Run a command in a child, with a fault; give how it ended, below zero where it was killed, and what it said."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            try:
                os.dup2(said.fileno(), 1)
                os.dup2(said.fileno(), 2)
                os.chdir(root)
                fault()
                sayso(list(command))
            except SystemExit as end:
                os._exit(int(end.code or 0))
            except BaseException as error:  # noqa: BLE001 - as a program says it
                os.write(2, f"Traceback: {error!r}".encode())
            finally:
                os._exit(99)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said.seek(0)
        return code, said.read().decode()


# Faults


def fail_at(number: int, error: BaseException, *, stays: bool) -> Callable[[], None]:
    """Let a step that changes the disk fail, or that and all after it; every write is a step, too."""
    left = steps(number)
    failed: list[int] = []

    def step() -> None:
        if next(left) or (stays and failed):
            failed.append(1)
            raise error

    return lambda: _each_step(step)


def _each_step(step: Callable[[], object]) -> None:
    """Ask before each step that changes the disk."""

    def heard(event: str, told: tuple[object, ...]) -> None:
        if event in CHANGES and (event != "open" or (is_for_writing(told) and not str(told[0]).startswith("/dev/"))):
            step()

    _let_writes_be_heard(step)
    sys.addaudithook(heard)


def _let_writes_be_heard(step: Callable[[], object]) -> None:
    """Ask before each write of a file; nothing in Python tells of it."""
    real = io.open

    class Raw(io.FileIO):
        def write(self, data: Any) -> int:
            step()
            return super().write(data)

    def opened(  # noqa: PLR0913, PLR0917 - as open() has it
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,  # noqa: FBT001, FBT002 - likewise
        opener: Any = None,
    ) -> Any:
        if not set(mode) & set("wax+"):
            return real(file, mode, buffering, encoding, errors, newline, closefd, opener)
        raw = Raw(file, mode.replace("b", "").replace("t", ""), closefd, opener)
        if buffering == 0:
            return raw
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)

    builtins.open = io.open = opened  # type: ignore[assignment]


def limited(what: int, most: int) -> Callable[[], None]:
    """Let the system itself refuse more than so much."""
    return lambda: resource.setrlimit(what, (most, most))


# Stories


Faults = list[tuple[str, Callable[[], None]]]


def broken_builds(project: Project, faults: Faults) -> Counter[str]:
    """Break a build once for each fault: the site is whole after it, and the next build makes it as a clean one."""
    figures, root = Counter[str](), project.root
    for turn, (name, fault) in enumerate(faults):
        new, old = turn % 2, project.site
        if turn % 5 == 4:  # from time to time everything is made anew
            (root / ".site.sayso/record").unlink(missing_ok=True)
            shutil.rmtree(root / ".sayso-cache", ignore_errors=True)
        project.edit(new)
        code, said = run(root, fault=fault)
        found = project.site
        assert found in (old, project.sites[new]), f"{name}: the site is neither the old nor the new one\n{said}"
        if code >= 0:
            assert "Traceback" not in said, f"{name}: {said}"
            assert code in (0, 1), f"{name}: {code} {said}"
            assert code == 0 or any(words in said for words in PLAIN), f"{name}: {said}"
            assert code == 1 or found == project.sites[new], f"{name}: nothing was said, and the site is the old one"
        figures["killed" if code < 0 else "failed, and said so" if code else "done all the same"] += 1
        figures["left the new site" if found == project.sites[new] else "left the old site"] += 1
        heal(project, new, name)
    return figures


def heal(project: Project, state: int, name: str, ended: tuple[int, str] | None = None) -> None:
    """Build again, where nobody has: that works, makes what a clean build makes, and takes away what was left."""
    code, said = ended or run(project.root)
    assert (code, said) == (0, ""), f"the build after {name}: {said}"
    assert project.site == project.sites[state], f"the build after {name} is another one than a clean one"
    names = {path.name for path in (project.root / ".site.sayso").iterdir()}
    project.kept = project.kept or frozenset({*names, "twin", "journal"})
    left = names - project.kept
    assert not left, f"after {name} there lies about: {left}"


def tidy_cache(root: Path) -> int:
    """See that a later build takes away what was half-written in the cache; give how much there was."""
    half = list((root / ".sayso-cache").glob(".half-*"))
    assert len(half) == len(
        [path for path in (root / ".sayso-cache").rglob("*") if path.name.startswith((".half-", "tmp"))]
    )
    for path in half:
        os.utime(path, (time.time() - 3600,) * 2)
    (root / ".sayso-cache/looks").unlink(missing_ok=True)
    assert run(root)[0] == 0
    assert not list((root / ".sayso-cache").glob(".half-*"))
    return len(half)


def count_steps(project: Project) -> int:
    """Count the steps of a whole build."""
    shared = mmap.mmap(-1, 8)

    def count() -> None:
        _each_step(lambda: shared.seek(0) or shared.write((int.from_bytes(shared[:], "big") + 1).to_bytes(8, "big")))

    for name in ("site", ".site.sayso", ".sayso-cache"):
        shutil.rmtree(project.root / name, ignore_errors=True)
    assert run(project.root, fault=count)[0] == 0
    return int.from_bytes(shared[:], "big")


def kill_at(number: int) -> Callable[[], None]:
    """Let a process be killed at a step."""
    left = steps(number)
    return lambda: _each_step(lambda: os.kill(os.getpid(), signal.SIGKILL) if next(left) else None)


def killed(project: Project, every: int, first: int) -> Counter[str]:
    """Kill builds at steps all along."""
    numbers = range(first, count_steps(project), every)
    figures = broken_builds(project, [(f"a kill at step {n}", kill_at(n)) for n in numbers])
    figures["half-written in the cache"] = tidy_cache(project.root)
    return figures


def full(project: Project, every: int, first: int) -> Counter[str]:
    """Fill the disk at steps all along: for good, or for one moment; in turn, the system says it in other words."""
    numbers = range(first, count_steps(project), every)
    words = (errno.ENOSPC, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.EROFS)
    faults = [
        (
            f"{errno.errorcode[number]} at step {at} {'for good' if stays else 'once'}",
            fail_at(at, OSError(number, os.strerror(number)), stays=stays),
        )
        for turn, at in enumerate(numbers)
        for stays, number in ((True, words[turn % len(words)]), (False, words[(turn + 3) % len(words)]))
    ]
    faults += [(f"no memory at step {at}", fail_at(at, MemoryError(), stays=False)) for at in numbers[::3]]
    return broken_builds(project, faults)


def scarce(project: Project, every: int, first: int) -> Counter[str]:
    """Let the system itself refuse: files that are too long, too many open ones."""
    faults = [
        (f"files of {most} bytes", limited(resource.RLIMIT_FSIZE, most)) for most in range(first, 60_000, 1500 * every)
    ]
    faults += [(f"{most} open files", limited(resource.RLIMIT_NOFILE, most)) for most in range(4, 24, every)]
    return broken_builds(project, faults)


COMMANDS = (
    ("rename", "russia", "russian-federation"),
    ("fmt",),
    ("new", "term", "--term", "Front line", "--definition", "Where two armies meet."),
)
"""Commands that change the content."""

UNTIDY = FILES["content/people.yml"].replace("    type: state\n", "    type: state   \n", 1)


def edits(project: Project, every: int, first: int) -> Counter[str]:
    """Kill commands that edit, and fill their disk: the content is the old or the new one after the next command."""
    figures, root = Counter[str](), project.root
    for command in COMMANDS:
        new = _outcome(root, command)
        for at in range(first, 10_000, every):
            ways = [("killed", kill_at(at))]
            ways += [
                ("disk full", fail_at(at, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), stays=stays))
                for stays in (True, False)
            ]
            tried = [_try(root, command, name, fault, new) for name, fault in ways]
            figures.update(told for code, told in tried if code)
            if not any(code for code, _ in tried):
                break
    return figures


def _untidy(root: Path) -> TREE:
    shutil.rmtree(root, ignore_errors=True)
    return fingerprint(make_project(root, {"content/people.yml": UNTIDY}))


def _outcome(root: Path, command: tuple[str, ...]) -> TREE:
    """Find what a command makes of the content that nobody disturbs."""
    old = _untidy(root)
    assert run(root, command)[0] == 0, run(root, command)
    new = fingerprint(root)
    assert new != old
    return new


def _try(root: Path, command: tuple[str, ...], name: str, fault: Callable[[], None], new: TREE) -> tuple[int, str]:
    """Disturb a command, and run the next one; give how it ended, and which content there is then."""
    old = _untidy(root)
    code, said = run(root, command, fault)
    assert "Traceback" not in said, f"{command} {name}: {said}"
    assert code <= 0 or any(words in said for words in PLAIN), f"{command} {name}: {said}"
    again, told = run(root, ("explain",))
    assert again == 0, told
    found = fingerprint(root)
    assert found in (old, new), f"{command} {name}: {found.keys() ^ old.keys()}"
    assert code != 0 or found == new
    return code, f"{name}, the {'new' if found == new else 'old'} content"


HOW = {"killed": killed, "full": full, "scarce": scarce, "edits": edits}


if __name__ == "__main__":
    made = make(Path(sys.argv[1]))
    told = (how.split(":") for how in sys.argv[2:])
    print(json.dumps({how: HOW[how](made, int(every), int(first)) for how, every, first in told}))
