"""Snapshots: the content as it was in another state of the repository, written to a folder of its own."""

import contextlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.read.git import Git
from generator.read.past import contents

_ORDINARY = frozenset({"100644", "100755"})
_READ = frozenset({".yml", ".yaml", ".md"})
"""Endings of files that are read; images and the like say nothing about who said what."""

LARGEST = 8_000_000
"""Bytes of a file that is written at most."""


def find_commit(git: Git, name: str) -> str | None:
    """Find the commit that a branch or any other name stands for; None where Git knows none."""
    # A name that begins with a hyphen would be an option, and one with a colon or a range something else.
    told = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return told.decode().strip() if told else None


def find_fork(git: Git, commit: str) -> str | None:
    """Find the commit at which HEAD left another line of work; None where they have none in common."""
    fork = git.ask("merge-base", commit, "HEAD")
    return fork.decode().strip() if fork else None


def write_snapshot(git: Git, commit: str, folder: Path) -> bool:
    """Write the files of a commit that lie in a repository's folder into another; False where Git cannot say.

    Only ordinary files with content are written. What Git runs on files that it writes itself, and what a project
    keeps out of its archives, plays no part.
    """
    told = git.ask("ls-tree", "-r", "-z", "--long", commit)
    if told is None:
        return False
    files = dict(_files(told))
    answer = contents(git, list(files.values()))
    if answer is None:
        return False
    for name, version in files.items():
        path = folder / name
        with contextlib.suppress(OSError):  # a name that this machine cannot write is none that it could read
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(answer[version])
    return True


def _files(told: bytes) -> Iterator[tuple[str, str]]:
    """Read a listing: mode, kind, id and size, a tab, and the path."""
    for entry in told.split(b"\0"):
        told_of, _, name = entry.decode("utf-8", errors="replace").partition("\t")
        mode, _, version, size = [*told_of.split(), "", "", "", ""][:4]
        path = PurePosixPath(name)
        # A version that Git has not has no size; asking for it tells.
        is_read = mode in _ORDINARY and path.suffix.lower() in _READ and _is_below(path)
        if is_read and (not size.isdigit() or int(size) <= LARGEST):
            yield name, version


def _is_below(path: PurePosixPath) -> bool:
    """Tell whether a path stays in its folder; Git refuses others, but a repository may be made by hand."""
    return not path.is_absolute() and ".." not in path.parts and "\0" not in str(path)
