"""Which files differ between another commit and the folder as it lies here, wherever in the repository they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.read.git import Git

Change = Literal["added", "changed", "removed"]

_LINK = "120000"
_REPOSITORY = "160000"
_PROGRAM = "100755"
_NOTHING = "000000"

_DIFF = ("diff", "--raw", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-relative")
_UNKNOWN = ("ls-files", "--others", "--exclude-standard", "-z", "--full-name", "--", ":/")
"""Files that lie here and that Git does not keep yet, but for those that it is told to leave out."""


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file by its path from the repository's top.

    `leads_away` tells that it is a link or another repository, `is_program` that Git keeps it as one that can
    be run, and `is_kept` that Git keeps it at all.
    """

    path: str
    change: Change
    leads_away: bool = False
    is_program: bool = False
    is_kept: bool = True


def read_changed(git: Git, commit: str) -> list[ChangedFile] | None:
    """Give all files that differ, by their paths; None where Git cannot say."""
    told = git.ask(*_DIFF, "--ignore-submodules=none", commit, "--")
    new = git.ask(*_UNKNOWN)
    if told is None or new is None:
        return None
    found = {file.path: file for file in _changed(told)}
    found |= {path: ChangedFile(path, "added", is_kept=False) for path in map(_text, new.split(b"\0")) if path}
    return sorted(found.values(), key=lambda file: file.path)


def _changed(told: bytes) -> Iterator[ChangedFile]:
    """Read pairs of a line (both modes, both ids, a letter) and a path."""
    pieces = told.split(b"\0")
    for line, name in zip(pieces[::2], pieces[1::2], strict=False):
        before, after = _text(line).removeprefix(":").split(" ")[:2]
        change: Change = "added" if before == _NOTHING else "removed" if after == _NOTHING else "changed"
        yield ChangedFile(_text(name), change, after in (_LINK, _REPOSITORY), after == _PROGRAM)


def _text(name: bytes) -> str:
    """Give a path as text; bytes that are none are shown as such."""
    return name.decode("utf-8", errors="replace")


def path_from_top(git: Git) -> str | None:
    """Give the path of the folder that is asked from, seen from the repository's top: empty or with a slash behind."""
    told = git.ask("rev-parse", "--show-prefix")
    return None if told is None else _text(told.removesuffix(b"\n"))
