"""Kill builds before every step that changes something on the disk, and see that nothing is lost by it.

Run as `python killing.py WAY FOLDER EVERY FIRST`: for every so many-th step a child
process is made that kills itself there, from the FIRST on. Prints how many were
killed, or fails with what was wrong.
"""

import errno
import itertools
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from generator.publish import workshop as workshop_module
from generator.publish.workshop import Workshop

Files = dict[str, str]

FIRST = {f"{folder}/{name}/index.html": f"{folder} {name}" for folder in ("claims", "actors") for name in "abc"}
FIRST |= {"index.html": "home", ".nojekyll": ""}
SECOND = {path: text for path, text in FIRST.items() if "/b/" not in path} | {"actors/a/index.html": "changed"}
THIRD = {path: text for path, text in SECOND.items() if "/a/" not in path} | {"actors/d/e/index.html": "new"}
LAST = FIRST | {"claims/c/index.html": "the last"}
HIDDEN = {".git/HEAD": "ref"}

CHANGES = {"open", "os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.utime", "os.chmod", "ctypes.dlsym"}
"""What Python tells before it asks the system for a change; the last comes before two folders are exchanged."""


def build(workshop: Workshop, files: Files) -> None:
    """Build the whole site."""
    with workshop.opened(int) as new:
        write(new, files)
        workshop.put_in_place()


def change(workshop: Workshop, files: Files) -> None:
    """Build what differs from the site."""
    with workshop.opened(int) as new:
        there = content(workshop.site)
        write(new, {path: text for path, text in files.items() if there.get(path) != text})
        workshop.put_changes_in_place(new, there.keys() - files.keys() - HIDDEN.keys())


def write(folder: Path, files: Files) -> None:
    """Write files."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def content(folder: Path) -> Files:
    """Read files."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


Act = Callable[[Workshop, Files], None]
STORIES: list[tuple[list[tuple[Act, Files]], Act]] = [
    ([], build),
    ([(build, FIRST)], change),
    ([(build, FIRST), (change, SECOND)], change),
    ([(build, FIRST), (build, SECOND)], change),
    ([(build, FIRST), (change, SECOND)], build),
]
"""What happens before, and what is then killed while it makes the third site."""


def main() -> None:
    """Try all stories, killed at each step."""
    way, folder = sys.argv[1], Path(sys.argv[2])
    if way == "renamed":
        workshop_module.exchange = lambda *_: False
    if way == "copied":
        os.link = no_links
    every, first = int(sys.argv[3]), int(sys.argv[4])
    print(sum(count(before, act, folder, range(first, 10_000, every)) for before, act in STORIES))


def no_links(*_: object, **__: object) -> NoReturn:
    """Stand for a disk that knows no links."""
    raise OSError(errno.EPERM, "no links here")


def count(before: list[tuple[Act, Files]], act: Act, folder: Path, places: range) -> int:
    """Kill an act before some of its steps, one after another; give how often it was killed."""
    for turn, step in enumerate(places):
        workshop = Workshop(folder / "site")
        for made, files in before:
            made(workshop, files)
        hidden = dict(HIDDEN) if before else {}
        if hidden:
            write(workshop.site, hidden)
        old = content(workshop.site)
        child = os.fork()
        if child == 0:
            kill_before(step)
            act(workshop, THIRD)
            os._exit(0)
        was_killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        check(workshop, old, THIRD | hidden, was_killed=was_killed)
        (change if workshop.can_carry() else build)(workshop, LAST)
        assert content(workshop.site) == LAST | hidden, f"the build after step {step} of {act.__name__}"
        assert workshop.can_carry()
        change(workshop, FIRST)
        assert content(workshop.site) == FIRST | hidden, f"the second build after step {step} of {act.__name__}"
        shutil.rmtree(folder)
        folder.mkdir()
        if not was_killed:
            return turn
    raise AssertionError


def kill_before(step: int) -> None:
    """Let this process be killed before a step."""
    left = steps(step)

    def heard(event: str, told: tuple[object, ...]) -> None:
        if event not in CHANGES or (event == "open" and not is_for_writing(told)):
            return
        if next(left):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)


def steps(step: int) -> Iterator[bool]:
    """Tell at each step whether it is the one."""
    return (at == step for at in itertools.count())


def is_for_writing(told: tuple[object, ...]) -> bool:
    """Tell whether a file is opened to be written."""
    flags = told[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def check(workshop: Workshop, old: Files, new: Files, *, was_killed: bool) -> None:
    """See that the site is whole: the old one or the new one, or the old one between two renames."""
    if not workshop.site.exists() and was_killed:
        assert not old or content(workshop.old) == old
        return
    found = content(workshop.site)
    assert found == new or (was_killed and found == old), found


if __name__ == "__main__":
    main()
