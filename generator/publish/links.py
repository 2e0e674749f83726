"""Files under two names: linked where the disk can do that, and copied where it cannot."""

import os
import shutil
import stat
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path


def link(source: str, target: str) -> None:
    """Give a file a second name, or make a copy with the same time."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def move(source: str, target: str) -> None:
    """Move a file, also from another disk."""
    try:
        os.replace(source, target)
    except OSError:
        shutil.copy2(source, target)


def content_of(path: str) -> bytes:
    """Read a file."""
    with open(path, "rb", buffering=0) as file:
        return file.read()


def take_away(path: str) -> None:
    """Take away a file, a link, or a folder with all that is in it."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            os.unlink(path)


def carry_hidden(site: Path, new: Path, own: Collection[str]) -> None:
    """Give a new site the hidden entries at the top of the old one, such as `.git`, and no others.

    They are linked and not moved: until the new site is in place the old one keeps them.
    `own` are entries that builds have made: these are not carried.
    """
    wanted, there = (
        {name for name in os.listdir(root) if name.startswith(".")}.difference(own) for root in (site, new)
    )
    for name in there - wanted:
        take_away(f"{new}/{name}")
    for name in wanted:
        _carry(f"{site}/{name}", f"{new}/{name}")


def _carry(source: str, target: str) -> None:
    """Make an entry like another one, changing only what differs."""
    wanted = os.lstat(source)
    if not stat.S_ISDIR(wanted.st_mode):
        if not _is_same(wanted, target):
            take_away(target)
            link(source, target)
        return
    if os.path.islink(target) or not os.path.isdir(target):
        take_away(target)
        os.mkdir(target)
    names = os.listdir(source)
    for name in set(os.listdir(target)).difference(names):
        take_away(f"{target}/{name}")
    for name in names:
        _carry(f"{source}/{name}", f"{target}/{name}")
    shutil.copystat(source, target)


def _is_same(wanted: os.stat_result, target: str) -> bool:
    """Tell whether a file is there already, under a second name or as a copy with the same time."""
    try:
        found = os.lstat(target)
    except FileNotFoundError:
        return False
    marks = [(each.st_mode, each.st_size, each.st_mtime_ns) for each in (found, wanted)]
    return os.path.samestat(found, wanted) or (stat.S_ISREG(wanted.st_mode) and marks[0] == marks[1])
