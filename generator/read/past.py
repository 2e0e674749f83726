"""The past of the content, from Git: what each commit changed in the files that hold records.

Only the line of first parents is followed, for that is what was published. An old version is read for what a
history tells and for nothing else; one that cannot be read is passed over, and the file counts as it was before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.model.unfit import unfit_in_path
from generator.read.files import LARGEST, STEERING, FoundFile, unify_line_ends
from generator.read.git import Git, open_git
from generator.read.old_files import OldFile, OldFiles

_LOG = (
    *("-c", "log.showRoot=true", "log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--raw", "-z"),
    *("--no-renames", "--no-abbrev", "--relative", "--no-show-signature", "--ignore-submodules=none"),
    *("--format=tformat:>%aI %H", "--", "."),
)
"""All commits that changed something here, the oldest first, each with its author's own date, its id and its files."""

_MOVES = ("diff-tree", "-r", "-z", "-M", "--name-status", "--diff-filter=R", "--no-relative", "--no-commit-id")
"""The files that a commit took from elsewhere in the repository, each with where it stood before."""

_ORDINARY = frozenset({"100644", "100755"})
"""How Git calls files; links and other repositories are none."""

_AT_ONCE = 32_000_000
"""Bytes of old versions that are held at one time."""

_NO_DAY = date(1970, 1, 1)
"""What Git itself shows where a commit's date cannot be read."""


@dataclass(frozen=True, slots=True)
class Step:
    """A commit: its day, as its author's clock said, and what it left in the files it touched; None: nothing.

    `moved` are files that stood elsewhere in the repository before: nobody can say here when what they hold was added.
    """

    on: date
    files: Mapping[str, OldFile | None]
    moved: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Commit:
    """A commit as the log tells it: its day, its id, and its files."""

    on: date
    id: str
    entries: list["_Entry"]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the log: a file by its path, and the version of it by its id; None where it is gone."""

    path: str
    version: str | None


def read_past(git: Git, content: Path) -> list[Step]:
    """Give every commit that changed records, the oldest first; none where Git cannot say."""
    # The content may be a repository of its own within the project's.
    here = git if content == git.folder else open_git(content)
    if here is None:
        return []
    try:
        listed = list(_parse(_ask(here, *_LOG)))
        versions = _read_versions(here, [entry for commit in listed for entry in commit.entries])
        # Later, a file that comes from elsewhere was a draft; at first, the whole folder had another name.
        moved = _moved_by(here, listed[0].id) if listed else frozenset()
    except _SilentError:
        return []
    moves = [moved, *(frozenset[str]() for _ in listed[1:])]
    return [Step(c.on, dict(_files(c.entries, versions)), some) for c, some in zip(listed, moves, strict=False)]


def _moved_by(git: Git, commit: str) -> frozenset[str]:
    """Give the files, by their paths from here, that a commit took from outside this folder."""
    if git.ask("rev-parse", "--verify", "--quiet", f"{commit}^1") is None:
        return frozenset()
    here = _ask(git, "rev-parse", "--show-prefix").decode("utf-8", errors="replace").rstrip("\n")
    told = _ask(git, *_MOVES, f"{commit}^1", commit).decode("utf-8", errors="replace").split("\0")
    pairs = zip(told[1::3], told[2::3], strict=False)
    return frozenset(to.removeprefix(here) for was, to in pairs if to.startswith(here) and not was.startswith(here))


class _SilentError(Exception):
    """Git has no answer, or not the whole of it: half a history would be a wrong one."""


def _ask(git: Git, *arguments: str, given: str = "") -> bytes:
    answer = git.ask(*arguments, given=given.encode())
    if answer is None:
        raise _SilentError
    return answer


def _files(entries: Iterable[_Entry], versions: Mapping[_Entry, OldFile]) -> Iterator[tuple[str, OldFile | None]]:
    for entry in entries:
        if entry.version is None:
            yield entry.path, None
        elif entry in versions:
            yield entry.path, versions[entry]


def _parse(log: bytes) -> Iterator[_Commit]:
    """Read the log: a day and an id, then the files, each as a line of modes and ids and a path behind it."""
    commit = _Commit(_NO_DAY, "", [])
    pieces = iter(log.split(b"\0"))
    for piece in pieces:
        told = piece.lstrip(b"\n").decode("utf-8", errors="replace")
        if told.startswith(":"):
            entry = _entry(told, next(pieces, b""))
            commit.entries.extend([entry] if entry else [])
        elif told.startswith(">"):
            if commit.entries:
                yield commit
            commit = _Commit(_day(told[1:], commit.on), told.rpartition(" ")[2].strip(), [])
    if commit.entries:
        yield commit


def _day(told: str, before: date) -> date:
    try:
        return date.fromisoformat(told[:10])
    except ValueError:  # what Git prints for a date that no calendar has
        return before


def _entry(told: str, name: bytes) -> _Entry | None:
    """Read one file of a commit; None for what holds no records."""
    _, mode, _, version, *_ = [*told[1:].split(" "), "", "", "", ""]
    try:
        path = name.decode("utf-8")
    except UnicodeDecodeError:
        return None
    file = FoundFile(Path(path), path, path)
    hidden = any(part.startswith(".") for part in path.split("/"))
    if hidden or not file.holds_records or unfit_in_path(path):
        return None
    return _Entry(path, version if mode in _ORDINARY else None)


def _read_versions(git: Git, entries: Sequence[_Entry]) -> dict[_Entry, OldFile]:
    """Read each version of each file once."""
    paths: dict[str, dict[_Entry, None]] = {}
    for entry in entries:
        if entry.version is not None:
            paths.setdefault(entry.version, {})[entry] = None
    reader = OldFiles()
    found: dict[_Entry, OldFile] = {}
    for some in _portions(git, list(paths)):
        for version, data in _contents(git, some):
            text = _decode(data)
            for entry in paths[version] if text is not None else ():
                file = reader.read(entry.path, text or "")
                if file is not None:
                    found[entry] = file
    return found


def _portions(git: Git, versions: Sequence[str]) -> Iterator[list[str]]:
    """Give the versions that are not too large, as many at a time as memory should hold."""
    told = _ask(git, "cat-file", "--batch-check=%(objectname) %(objectsize)", given="\n".join(versions))
    portion, held = list[str](), 0
    for line in told.decode().splitlines():
        version, _, size = line.partition(" ")
        if not size.isdigit():  # a clone that left old versions out
            raise _SilentError
        if int(size) > LARGEST:
            continue
        if held + int(size) > _AT_ONCE:
            yield portion
            portion, held = [], 0
        portion.append(version)
        held += int(size)
    if portion:
        yield portion


def _contents(git: Git, versions: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Ask for the contents of versions: a line with id, kind and size, the bytes, a line end."""
    told = _ask(git, "cat-file", "--batch", given="\n".join(versions))
    at = 0
    while (end := told.find(b"\n", at)) > 0:
        version, *_, size = told[at:end].decode().split(" ")
        at = end + 1 + int(size)
        yield version, told[end + 1 : at]
        at += 1


def contents(git: Git, versions: Sequence[str]) -> dict[str, bytes] | None:
    """Give the contents of versions by their ids; None where Git has not all of them."""
    try:
        found = dict(_contents(git, versions))
    except (_SilentError, ValueError):
        return None
    return found if found.keys() >= set(versions) else None


def _decode(data: bytes) -> str | None:
    """Give the text of an old version; None where it is none that could have been read then."""
    try:
        text = unify_line_ends(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None
    return None if STEERING.search(text) else text
