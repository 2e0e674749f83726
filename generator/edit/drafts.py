"""Drafts: texts of files in which something is proposed, with what a person has to know and to decide about it."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.build import load
from generator.edit.answers import Refusal
from generator.edit.beside import with_comment
from generator.edit.issues import Issue, NoDraft
from generator.edit.names import find_speaker
from generator.edit.placing import add_entry, add_position
from generator.edit.printing import print_record
from generator.edit.writing import write_all
from generator.link import Library, LinkedArticle
from generator.model import NotADate, Record, When
from generator.problems import Problem, Severity
from generator.read import Project
from generator.read.files import unify_line_ends
from generator.read.gathering import KINDS
from generator.text import Absent, Ambiguous, FoldedSource, Found, find_quote

_MARKS = "\"'“”„«»‘’‚‹› "
"""Marks that people copy along around a quote."""

Texts = Mapping[Path, str]
"""Whole texts of files, by their paths from the project's folder."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The content that a draft is put into, and the issue that it comes from."""

    issue: Issue
    library: Library
    project: Project

    def read(self, path: Path) -> str:
        """Give the text of a file with LF line ends; empty where there is none."""
        at = self.project.root / path
        try:
            return unify_line_ends(at.read_text(encoding="utf-8-sig")) if at.exists() else ""
        except (OSError, UnicodeDecodeError):
            message = f"The file {path.as_posix()} cannot be read. The check says what is wrong with it."
            raise NoDraft(message) from None

    def file_of(self, record: Record) -> Path:
        """Give the file in which a record stands."""
        return Path(record.span().file)

    @property
    def new_name(self) -> str:
        """Give a name that nothing else of the site should have."""
        return f"suggestion-{self.issue.number or 'new'}"

    @property
    def taken(self) -> frozenset[str]:
        """Give the ids that nothing new may have."""
        return frozenset({*self.library.kinds, *self.library.was})


@dataclass(slots=True)
class Draft:
    """What is drafted, while it is worked out.

    `ready` are the files with it in force; `aside` makes those in which it is a
    comment that begins with the words given. `told` says what is proposed,
    `lacks` what stands against it, `asks` what a person has to decide.
    """

    aside: Callable[[str], Texts]
    ready: Texts = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Settled:
    """A draft in its place: whether it is in force, in which files, and what the check says now.

    `errors` were there before; `warnings` came with it; `refused` are the errors for
    which it is only a comment. `failure` tells that nothing could be written.
    """

    in_force: bool
    files: tuple[Path, ...]
    errors: int
    warnings: tuple[Problem, ...]
    refused: tuple[Problem, ...]
    failure: Problem | None


def settle(draft: Draft, project: Project, before: list[Problem]) -> Settled:
    """Put a draft into the content: in force where the content still checks with it, else as a comment."""
    is_whole = bool(draft.ready) and not draft.lacks
    found = _added(before, _check_with(project, draft.ready)) if is_whole else []
    refused = tuple(problem for problem in found if problem.severity is Severity.ERROR)
    in_force = is_whole and not refused
    why = [*draft.lacks, *(f"{problem.message}; {problem.help}." for problem in refused)]
    files = draft.ready if in_force else draft.aside(" ".join(why))
    failure = write_all(project.root, files)
    errors = sum(problem.severity is Severity.ERROR for problem in before)
    return Settled(in_force, tuple(sorted(files)), errors, tuple(found) if in_force else (), refused, failure)


def _check_with(project: Project, files: Texts) -> list[Problem]:
    """Check a copy of the content in which some files have other texts, so that nothing wrong is ever written."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        content = root / project.content.relative_to(project.root)
        shutil.copytree(project.content, content, ignore=_links_in)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return check_content(replace(project, root=root, content=content))[1]


def _links_in(folder: str, names: list[str]) -> set[str]:
    """Give the symbolic links of a folder: each is an error, and to write through one would change what it leads to."""
    return {name for name in names if Path(folder, name).is_symlink()}


def check_content(project: Project) -> tuple[Library, list[Problem]]:
    """Read the content; who has read what is no matter of a draft."""
    loaded, problems = load(project.root, project.content, replace(project.options, reviews_required=False))
    return loaded.library, problems


def _added(before: list[Problem], after: list[Problem]) -> list[Problem]:
    """Give the problems that were not there before, wherever their lines are now."""
    known = Counter((problem.code, problem.span.file, problem.message) for problem in before)
    new: list[Problem] = []
    for problem in after:
        what = problem.code, problem.span.file, problem.message
        if known[what] == 0:
            new.append(problem)
        known[what] -= 1
    return new


def put(draft: Draft, shelf: Shelf, file: Path, key: str, fields: Mapping[str, Any]) -> None:
    """Put a record into a list of a file: a position among those of its claim, all else at the end."""
    remarks = shelf.issue.answers.get("remarks")
    draft.told += [f"Anything else: {remarks}"] if remarks else []
    whole, text = {**fields, "note": note_of(shelf.issue)}, shelf.read(file)
    if key == "positions":
        rest = {name: value for name, value in whole.items() if name != "claim"}
        made = add_position(file.as_posix(), text, fields["claim"], rest)
    else:
        made = add_entry(file.as_posix(), text, key, whole)
    if isinstance(made, Problem):
        draft.lacks.append(f"An entry cannot be added to {file.as_posix()} by a program as that file is written.")
    else:
        draft.ready = {file: made}
    entry = print_record(whole, model=KINDS[key])
    # A file that holds comments alone is an error; an empty list is none.
    begun = text if text.strip() else f"{key}: []\n"
    draft.aside = lambda why: {file: with_comment(begun, f"{head_of(shelf.issue)} {why}", entry)}


def head_of(issue: Issue) -> str:
    """Begin the comment that holds a draft."""
    return f"A draft from {issue.source}. It counts only when the signs # before its lines are taken away."


def note_of(issue: Issue) -> str:
    """Say in a note for editors where a record comes from."""
    remarks = issue.answers.get("remarks", "")
    return f"Proposed in {issue.source}.{f' They add: {remarks}' if remarks else ''}"


def speaker_of(words: str, library: Library, draft: Draft) -> str | None:
    """Find who is meant, and note where nobody is found."""
    found = find_speaker(library, words)
    if isinstance(found, Refusal):
        draft.lacks.append(f"Who says it is not clear: {found}.")
        return None
    return found


def day_of(words: str, draft: Draft) -> str | None:
    """Take what is a date, and say so where something else was written."""
    if not words:
        return None
    try:
        When.parse(words)
    except NotADate:
        draft.asks.append(f"The time “{words}” is not written as a date such as 2025-04-06, so it was left out.")
        return None
    draft.told.append(f"When it was said: {words}")
    return words


def quote_of(words: str, article: LinkedArticle, draft: Draft) -> str:
    """Look a quote up, and note what is wrong with it; quotation marks around it are left out where that finds it."""
    if article.folded is None:
        draft.asks.append("The text of this report is not at hand here, so the quote was not looked up.")
        return words
    outcome = find_quote(article.folded, words)
    bare = words.strip(_MARKS)
    if not isinstance(outcome, Found) and isinstance(find_quote(article.folded, bare), Found):
        return bare
    if not isinstance(outcome, Found):
        draft.lacks.append(_against(outcome, article, article.folded))
    return words


def _against(outcome: object, article: LinkedArticle, folded: FoldedSource) -> str:
    match outcome:
        case Ambiguous(count=count):
            return f"The quoted words stand {count} times in the report. A few words more would single one place out."
        case Absent(nearest=str(nearest), nearest_at=(start, _)):
            line, _ = folded.source.line_and_column(start)
            near = f": “{nearest}”" if article.record.show_text == "full" else "."
            return f"The quoted words do not stand in the report. The nearest are on line {line} of its text{near}"
        case Absent():
            return "The quoted words do not stand in the report."
        case _:
            return "Beside the gap in the quote there are fewer than three words of the report."
