"""Who wrote which line of a file, as Git tells it. Where Git cannot say, nobody is named."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce

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
class Authors:
    """People who wrote something: their e-mail addresses, and their names, in small letters both."""

    mails: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @property
    def has_bot(self) -> bool:
        """Tell whether one of them is a program that signs for itself: it reads nothing as a person does."""
        words = (*self.names, *self.mails, *(mail.partition("@")[0] for mail in self.mails))
        return any(word.endswith("[bot]") for word in words)

    def with_others(self, other: "Authors") -> "Authors":
        """Give these and others together."""
        return Authors(self.mails | other.mails, self.names | other.names)


@dataclass(frozen=True, slots=True)
class Blame:
    """Which commits brought each line of some files, by file, and who wrote these commits.

    A commit's authors are all who wrote it together, each under the address
    that it holds and under the one that the mailmap gives: who has two
    addresses is one person only where the mailmap says so, and never two because of it.
    A line that is not committed has no commits; a commit that names somebody without an address has no authors.
    """

    files: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    people: Mapping[str, Authors] = field(default_factory=dict)

    def commits(self, file: str, lines: Iterable[int]) -> frozenset[str] | None:
        """Give all commits that brought some lines, counted from 1; None where Git cannot say it of each of them."""
        known = self.files.get(file, ())
        found: set[str] = set()
        for line in lines:
            commits = known[line - 1] if 0 < line <= len(known) else frozenset()
            if not commits:
                return None
            found |= commits
        return frozenset(found) or None

    def who(self, file: str, lines: Iterable[int]) -> Authors | None:
        """Give all authors of some lines; None where Git cannot say it of each of them."""
        return gather(self.people, self.commits(file, lines))

    def authors(self, file: str, lines: Iterable[int]) -> frozenset[str] | None:
        """Give the addresses of all authors of some lines; None where Git cannot say it of each of them."""
        found = self.who(file, lines)
        return None if found is None else found.mails


def gather(people: Mapping[str, Authors], commits: Iterable[str] | None) -> Authors | None:
    """Give the authors of all commits together; None where those of one cannot be known."""
    found = Authors()
    for commit in commits or ():
        if commit not in people:
            return None
        found = found.with_others(people[commit])
    return found if found.mails else None


def read_blame(git: Git, files: Iterable[str], *, moved: bool = False) -> Blame:
    """Ask Git for the authors of all lines of some files, which are paths from the project's folder.

    With `moved` a line that came from elsewhere has the authors of both places.
    """
    ways = ((), _MOVED) if moved else ((),)
    commits = {file: [_commits(git, file, way) for way in ways] for file in files}
    wanted = {commit for told in commits.values() for way in told for commit in way if not _UNCOMMITTED.match(commit)}
    # Where Git fails in one of the ways, that one has no lines, and nothing is known.
    lines = {f: tuple(_committed(line) for line in zip(*told, strict=False)) for f, told in commits.items()}
    return Blame(lines, read_authors(git, wanted))


def _committed(commits: tuple[str, ...]) -> frozenset[str]:
    return frozenset() if any(map(_UNCOMMITTED.match, commits)) else frozenset(commits)


def same_person(git: Git, mail: str) -> frozenset[str]:
    """Give the addresses of the person with an e-mail address: that one, and the one that the mailmap gives for it."""
    return _mapped(git, [f"<{mail}>"])[f"<{mail}>"].mails | {mail.casefold()}


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


def read_authors(git: Git, commits: Iterable[str]) -> dict[str, Authors]:
    """Give the authors of each commit of which all can be known."""
    wanted = sorted(set(commits))
    if not wanted:
        return {}
    told = git.ask("log", "--no-walk", "--no-show-signature", "--stdin", _FORM, given="\n".join(wanted).encode())
    listed: dict[str, list[str]] = {}
    for entry in (told or b"").decode(errors="replace").split("\0")[1:]:
        commit, *rows = entry.rstrip("\n").split("\n")
        contacts = [_CONTACT.fullmatch(row.strip()) for row in rows]
        if all(contacts):
            listed[commit] = [f"{found['name'].strip()} <{found['mail']}>".lstrip() for found in contacts if found]
    people = _mapped(git, sorted({contact for contacts in listed.values() for contact in contacts}))
    return {commit: _together(people[contact] for contact in contacts) for commit, contacts in listed.items()}


def _together(people: Iterable[Authors]) -> Authors:
    return reduce(Authors.with_others, people, Authors())


def _mapped(git: Git, contacts: list[str]) -> dict[str, Authors]:
    """Give the names and addresses behind each contact: its own, and those which the mailmap gives for it."""
    told = git.ask("check-mailmap", "--stdin", given="".join(f"{contact}\n" for contact in contacts).encode())
    rows = (told or b"").decode(errors="replace").removesuffix("\n").split("\n")
    mapped = rows if len(rows) == len(contacts) else contacts
    pairs = zip(contacts, mapped, strict=True)
    return {contact: _parts(contact).with_others(_parts(other)) for contact, other in pairs}


def _parts(contact: str) -> Authors:
    found = list(_CONTACT.finditer(contact))
    names = (_one_form(person["name"]) for person in found)
    return Authors(frozenset(person["mail"].casefold() for person in found), frozenset(filter(None, names)))


def _one_form(name: str) -> str:
    """Give a name as it is compared: however its letters are composed, and whatever white space parts it."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).split())
