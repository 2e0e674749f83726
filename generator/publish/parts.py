"""Parts of a site: what each of several machines has made of it, with a list of what is in it.

A part is a folder with the files of its slice in `site/` and `part.json`, which names each of them with its
checksum. It may come from anywhere, so nothing in it is believed that can be looked at.
"""

import os
import stat
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path, PureWindowsPath

from pydantic import TypeAdapter, ValidationError

from generator.pages import Entry
from generator.problems import Problem, Span

MANIFEST = "part.json"
FILES = "site"

_FORM = "sayso-part-1"
"""Stands at the head of the list with the checksum of all that follows."""

_IGNORED_BY_GIT = "# made by `sayso build --shard`; nothing in here is to be kept\n*\n"

_DIGEST = 8
"""Bytes of a checksum that decide which part a page belongs to."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One of so many parts, counted from 1."""

    number: int
    of: int

    def holds(self, address: str) -> bool:
        """Tell whether the page of an address belongs to this part; that is the same on every machine."""
        digest = sha256(address.encode()).digest()[:_DIGEST]
        return int.from_bytes(digest, "big") % self.of == self.number - 1

    def folder_beside(self, site: Path) -> Path:
        """Give the folder that a part goes to where nobody names another."""
        return site.with_name(f"{site.name}.shard-{self.number}-of-{self.of}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a part holds, and what it was made from.

    `version` is Sayso's, and `basis` stands for content, settings, templates and program: parts
    go together only where both are the same. `files` are checksums by their path in the site.
    """

    shard: Shard
    version: str
    basis: str
    language: str
    pages: int
    files: dict[str, str]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part that can be read; `name` is what whoever handed it over calls it."""

    folder: Path
    name: str
    manifest: Manifest


@cache
def _adapter() -> TypeAdapter[Manifest]:
    return TypeAdapter(Manifest)


def checksums(folder: Path) -> dict[str, str]:
    """Give the checksum of every file under a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {file.relative_to(folder).as_posix(): sha256(file.read_bytes()).hexdigest() for file in files}


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write down what a part holds."""
    body = _adapter().dump_json(manifest)
    (folder / MANIFEST).write_bytes(f"{_FORM} {sha256(body).hexdigest()}\n".encode() + body)
    (folder / ".gitignore").write_text(_IGNORED_BY_GIT, encoding="utf-8")


def read_part(folder: Path, name: str) -> Part | Problem:
    """Read what a part says of itself, or tell what is wrong with it."""
    try:
        content = (folder / MANIFEST).read_bytes()
    except OSError:
        return _no_part(folder, name)
    head, _, body = content.partition(b"\n")
    if head != f"{_FORM} {sha256(body).hexdigest()}".encode():
        return damaged(name, f"its {MANIFEST} has been changed or cut short, or was made by another version of Sayso")
    try:
        manifest = _adapter().validate_json(body, strict=True)
    except ValidationError:
        return damaged(name, f"its {MANIFEST} says something that cannot be understood")
    if not 1 <= manifest.shard.number <= manifest.shard.of:
        return damaged(name, f"it says that it is part {manifest.shard.number} of {manifest.shard.of}")
    return Part(folder, name, manifest)


def _no_part(folder: Path, name: str) -> Problem:
    """Tell what is wrong with a folder without a list of what is in it."""
    if (Path(os.path.realpath(folder)).parent / MANIFEST).is_file():
        return damaged(name, f"{MANIFEST} is not in it, but beside it", "name the folder above")
    if not folder.exists():
        return damaged(name, "there is no folder of this name", "look at how it is spelt")
    return damaged(name, f"there is no {MANIFEST} that can be read, so nobody can tell what is in it")


def read_file(part: Part, file: str) -> bytes | Problem:
    """Read a file of a part, or tell why it cannot be used."""
    if not _is_plain(file):
        return damaged(part.name, f'it names a file "{file}", which would lie outside the site')
    path = part.folder / FILES / file
    try:
        is_there = _is_really_there(path, part.folder)
        content = path.read_bytes() if is_there else b""
    except OSError:
        is_there = False
    if not is_there:
        return damaged(part.name, f'the file "{file}" is missing in it, or is no plain file')
    if sha256(content).hexdigest() != part.manifest.files[file]:
        return damaged(part.name, f'the file "{file}" in it is not as it was made')
    return content


def _is_plain(file: str) -> bool:
    """Tell whether a path stays within a folder, on every system."""
    steps = file.split("/")
    is_elsewhere = "\\" in file or "\0" in file or PureWindowsPath(file).drive
    return not is_elsewhere and not any(step in {"", ".", ".."} for step in steps)


def _is_really_there(path: Path, top: Path) -> bool:
    """Tell whether a path leads to a plain file by folders alone, for a link could lead anywhere."""
    steps = [*reversed(path.relative_to(top).parents)][1:]
    is_direct = all(stat.S_ISDIR((top / step).lstat().st_mode) for step in steps)
    return is_direct and stat.S_ISREG(path.lstat().st_mode)


def damaged(name: str, why: str, help_: str = "build this part again, and hand it over as it was made") -> Problem:
    """Make a problem of a part that cannot be used."""
    return Problem("part-damaged", Span(name), f"this part of the site cannot be used: {why}", help_)
