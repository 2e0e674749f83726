"""The work of `sayso suggest`: the draft made, and told for the text of a pull request.

All that a stranger wrote is escaped: it makes no heading, link or picture, and calls nobody by name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from generator.build import texts as texts_of
from generator.cli.forms import escaped
from generator.cli.telling import many
from generator.edit.drafts import Draft, Settled, Shelf, settle
from generator.edit.issues import Issue, NoDraft
from generator.edit.overlay import Overlay
from generator.edit.suggestions import draft_of
from generator.pages.words import Words, capital
from generator.problems import Problem
from generator.read import Project


def suggestion(issue: Issue, project: Project, texts: Path | None) -> tuple[str, Problem | None]:
    """Draft an issue into the content, and tell what was done; the problem is what kept it from being written.

    Raises:
        NoDraft: where it does not fit what is there at all.
    """
    if not project.content.is_relative_to(project.root):
        message = "The content does not lie in the project’s folder."
        raise NoDraft(message)
    options = replace(project.options, texts=texts) if texts else project.options
    chosen = replace(project, options=options)
    with Overlay(chosen) as overlay:
        loaded, before = overlay.check()
        shelf = Shelf(issue, loaded.library, chosen, overlay)
        draft = draft_of(shelf)
        settled = settle(draft, shelf, before, Words(texts_of("en")))
    return "\n".join(_summary(issue, draft, settled)) + "\n", settled.failure


def refusal(reason: str) -> str:
    """Say why there is no draft, and what can be done."""
    return f"No draft could be made of this. {escaped(reason)}\n\nAn editor can still record it by hand.\n"


def _summary(issue: Issue, draft: Draft, settled: Settled) -> Iterator[str]:
    yield f"Drafted by a program from {escaped(issue.source)}. Nothing of it has been judged, and nothing is published."
    if issue.number is not None:
        yield from ("", f"Closes #{issue.number}")
    yield from _part("What is proposed", draft.told)
    yield from _part("Where it stands", _where(draft, settled))
    yield from _part("What the check says", _checked(settled))
    if settled.restated:
        heading = "How the status changes" if settled.in_force else "How the status would change if it were used"
        yield from _part(heading, _restated(settled))
    yield from _part("What a person has to decide", draft.asks)
    yield from ("", _HOW)


_HOW = (
    "Change the lines as you see fit, here on GitHub, and merge when all is right; close this if it is not. "
    "GitHub starts no checks for a pull request that a program has made: close it and open it again, and they run."
)


def _part(heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", f"### {heading}", "")
    yield from (f"- {escaped(line)}" for line in lines)


def _where(draft: Draft, settled: Settled) -> Iterator[str]:
    files = ", ".join(file.as_posix() for file in settled.files)
    if settled.in_force:
        yield f"Among the records, in {files}."
    else:
        yield f"In {files}, where it counts for nothing yet, because:"
        yield from draft.lacks
        yield from (f"{problem.message}; {problem.help}." for problem in settled.refused)


def _checked(settled: Settled) -> Iterator[str]:
    if settled.errors:
        yield f"The content had {many(settled.errors, 'error')} before, which this does not mend."
    else:
        yield "The content checks as it is now."


def _restated(settled: Settled) -> Iterator[str]:
    for entry in settled.restated:
        before = f"{capital(entry.before)}." if entry.before else "There is no such claim."
        yield f"“{entry.claim}” Before: {before} After: {capital(entry.after)}."
