"""Drafts: texts of files in which something is proposed, with what a person has to know and to decide about it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.edit.answers import Refusal
from generator.edit.issues import Issue, NoDraft
from generator.edit.names import find_speaker
from generator.edit.overlay import Overlay, added
from generator.edit.placing import add_comment, add_entry, add_position
from generator.edit.printing import print_record
from generator.link import Library, LinkedArticle
from generator.model import NotADate, Record, When
from generator.model.meant import meant_dates
from generator.pages.sentences import status_sentence
from generator.pages.words import Words
from generator.problems import Problem, Severity, as_errors, has_errors
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
    overlay: Overlay

    def read(self, path: Path) -> str:
        """Give the text of a file with LF line ends; empty where there is none."""
        try:
            return unify_line_ends(self.overlay.text(path).removeprefix("\ufeff"))
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
class Restated:
    """How the status of a claim changes with a draft; before there may be no such claim."""

    claim: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A draft in its place: whether it is in force, in which files, and what the check says now.

    `errors` were there before; `refused` are the errors and warnings for which it
    is only a comment. `restated` are the statuses that change with it, or that
    would. `failure` tells that nothing could be written.
    """

    in_force: bool
    files: tuple[Path, ...]
    errors: int
    refused: tuple[Problem, ...]
    restated: tuple[Restated, ...]
    failure: Problem | None


UNSOUND = "The content has errors, and before they are mended nobody can say what the check thinks of this."


def settle(draft: Draft, shelf: Shelf, before: list[Problem], words: Words) -> Settled:
    """Put a draft into the content: in force where the check finds nothing new in it, else as a comment.

    A warning is a doubt whether the attribution is right, so with one it is no record yet.

    Raises:
        NoDraft: where the content would not check even with the comment.
    """
    overlay, errors = shelf.overlay, sum(problem.severity is Severity.ERROR for problem in before)
    if errors and shelf.issue.form != "definition":
        # Doubts are looked for only where nothing is wrong.
        draft.lacks.append(UNSOUND)
    is_whole = bool(draft.ready) and not draft.lacks
    after, refused = _try_out(overlay, draft.ready, before) if is_whole else (shelf.library, [])
    restated = () if has_errors(refused) else tuple(_restated(shelf.library, after, words))
    in_force = is_whole and not refused
    files = draft.ready
    if not in_force:
        overlay.back_to({})
        files = draft.aside(" ".join([*draft.lacks, *(f"{problem.message}; {problem.help}." for problem in refused)]))
        _, wrong = _try_out(overlay, files, before)
        if has_errors(as_errors(wrong) if shelf.project.strict else wrong):
            message = f"With this, even as a comment, the content would not check: {wrong[0].message}."
            raise NoDraft(message)
    return Settled(in_force, tuple(sorted(files)), errors, tuple(refused), restated, overlay.write())


def _try_out(overlay: Overlay, files: Texts, before: list[Problem]) -> tuple[Library, list[Problem]]:
    """Read the content with other texts of some files; give the problems they bring."""
    for path, text in files.items():
        overlay.put(path, text)
    loaded, found = overlay.check()
    return loaded.library, added(before, found)


def _restated(before: Library, after: Library, words: Words) -> Iterator[Restated]:
    """Give the claims whose status is told in other words."""
    for some_id, linked in after.claims.items():
        old = before.claims.get(some_id)
        told = status_sentence(linked, after, words)
        was = status_sentence(old, before, words) if old else ""
        if told != was:
            yield Restated(linked.record.claim, was, told)


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
    # Outside an article's folder a file that holds comments alone is an error; an empty list is none.
    waits = text.strip() or key != "terms"
    begun = text if waits else f"{key}: []\n"
    draft.aside = lambda why: {file: add_comment(begun, key, f"{_head(shelf.issue)} {why}", entry)}


def head_of(issue: Issue) -> str:
    """Begin the comment that holds a draft."""
    return f"A draft from {issue.source}. It counts only when the signs # before its lines are taken away."


def _head(issue: Issue) -> str:
    """Begin the comment that holds an entry of a list."""
    return f"A draft from {issue.source}. It counts only when the “# ” before each line from “{{first}}” on is gone."


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
        meant = meant_dates(words)
        if len(meant) == 1:
            draft.told.append(f"When it was said: {words}, which was taken for {meant[0]}")
            return meant[0]
        may = f" It may be {' or '.join(meant)}." if meant else ""
        draft.asks.append(f"The time “{words}” is not written as a date such as 2025-04-06, so it was left out.{may}")
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
