"""Who wrote which line of a file, as Git tells it. Where Git cannot say, nobody is named."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.read.git import Git

_HEADER = re.compile(rb"([0-9a-f]{40}|[0-9a-f]{64}) \d+ \d+(?: \d+)?\Z")
_UNCOMMITTED = re.compile(r"0+\Z")

_BLAME = ("blame", "--porcelain", "-w", "--no-textconv", "--no-ignore-revs-file")
"""White space makes nobody an author; no list of commits to pass over hides one."""

_MOVED = ("-M", "-C", "-C")
"""Lines are followed to where they were copied from."""

_FORM = "--format=%x00%H%n%an <%ae>%n%(trailers:key=Co-authored-by,valueonly,unfold)"
"""A commit, its author as it has them, and whoever wrote it with them, one a line."""

_CONTACT = re.compile(r"(?P<name>[^<>\n]*)<(?P<mail>[^<>\n]+)>")


@dataclass(frozen=True, slots=True)
class Blame:
    """The authors of each line of some files, by file. An author is an e-mail address in small letters.

    A line's authors are all who wrote its commit together, each under the address
    that the commit holds and under the one that the mailmap gives: who has two
    addresses is one person only where the mailmap says so, and never two because of it.
    None stands for a line that is not committed, or whose commit names somebody without an address.
    """

    files: Mapping[str, tuple[frozenset[str] | None, ...]] = field(default_factory=dict)

    def authors(self, file: str, lines: Iterable[int]) -> frozenset[str] | None:
        """Give all authors of some lines, counted from 1; None where Git cannot say it of each of them."""
        known = self.files.get(file, ())
        found: set[str] = set()
        for line in lines:
            authors = known[line - 1] if 0 < line <= len(known) else None
            if authors is None:
                return None
            found |= authors
        return frozenset(found) or None


def read_blame(git: Git, files: Iterable[str], *, moved: bool = False) -> Blame:
    """Ask Git for the authors of all lines of some files, which are paths from the project's folder.

    With `moved` a line that came from elsewhere has the authors of both places.
    """
    ways = ((), _MOVED) if moved else ((),)
    commits = {file: [_commits(git, file, way) for way in ways] for file in files}
    wanted = {commit for told in commits.values() for way in told for commit in way if not _UNCOMMITTED.match(commit)}
    authors = _authors(git, sorted(wanted))
    # Where Git fails in one of the ways, that one has no lines, and nothing is known.
    return Blame({f: tuple(_joined(authors, line) for line in zip(*told, strict=False)) for f, told in commits.items()})


def _joined(authors: Mapping[str, frozenset[str]], commits: Iterable[str]) -> frozenset[str] | None:
    """Give the authors of all commits that brought a line; None where those of one cannot be known."""
    known = [authors.get(commit) for commit in commits]
    return frozenset().union(*(found for found in known if found)) if all(known) else None


def same_person(git: Git, mail: str) -> frozenset[str]:
    """Give the addresses of the person with an e-mail address: that one, and the one that the mailmap gives for it."""
    return _mapped(git, [f"<{mail}>"]).get(f"<{mail}>", frozenset()) | {mail.casefold()}


def _commits(git: Git, file: str, way: tuple[str, ...]) -> list[str]:
    """Give the commit of each line; none where Git does not know the file, or counts its lines as nobody else does."""
    told = git.ask(*_BLAME, *way, "--", file)
    commits: list[str] = []
    commit = ""
    for row in (told or b"").split(b"\n"):
        header = _HEADER.match(row)
        if row.startswith(b"\t"):
            # A lone CR ends a line for us, and not for Git.
            if b"\r" in row.removesuffix(b"\r"):
                return []
            commits.append(commit)
        elif header:
            commit = header[1].decode()
    return commits


def _authors(git: Git, commits: list[str]) -> dict[str, frozenset[str]]:
    """Give the authors of each commit of which all can be known."""
    if not commits:
        return {}
    told = git.ask("log", "--no-walk", "--no-show-signature", "--stdin", _FORM, given="\n".join(commits).encode())
    listed: dict[str, list[str]] = {}
    for entry in (told or b"").decode(errors="replace").split("\0")[1:]:
        commit, *rows = entry.rstrip("\n").split("\n")
        contacts = [_CONTACT.fullmatch(row.strip()) for row in rows]
        if all(contacts):
            listed[commit] = [f"{found['name'].strip()} <{found['mail']}>".lstrip() for found in contacts if found]
    people = _mapped(git, sorted({contact for contacts in listed.values() for contact in contacts}))
    return {commit: frozenset().union(*(people[c] for c in contacts)) for commit, contacts in listed.items()}


def _mapped(git: Git, contacts: list[str]) -> dict[str, frozenset[str]]:
    """Give the addresses behind each contact: its own, and that which the mailmap gives for it."""
    told = git.ask("check-mailmap", "--stdin", given="".join(f"{contact}\n" for contact in contacts).encode())
    rows = (told or b"").decode(errors="replace").removesuffix("\n").split("\n")
    mapped = rows if len(rows) == len(contacts) else contacts
    return {contact: _mails(contact) | _mails(other) for contact, other in zip(contacts, mapped, strict=True)}


def _mails(contact: str) -> frozenset[str]:
    return frozenset(found["mail"].casefold() for found in _CONTACT.finditer(contact))
