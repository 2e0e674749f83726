"""What GitHub shows of a check: the worst problems on their lines, and all of them in the summary of the job."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.cli.formats.repository import Repository
from generator.cli.forms import escaped
from generator.cli.more import More
from generator.cli.telling import many
from generator.problems import Problem, Severity, count, plain, told, worst_first

MOST_ANNOTATIONS = 10
"""As many stand on their lines: of more, GitHub shows some and drops the others."""

LONGEST = 1_000_000
"""Bytes that a summary has at most: GitHub takes 1 MiB from a step, and of more it shows nothing."""

_HEAD = "| Where | What is wrong | What to do | Read more |\n| --- | --- | --- | --- |\n"
_CUT = "\nNot shown: {left}. GitHub shows no more than 1 MiB here; the log of this step has all of them.\n"


def annotations(problems: Sequence[Problem], more: More, repository: Repository) -> Iterator[str]:
    """Write the worst problems as workflow commands, each on the line it stands in."""
    for problem in worst_first(problems)[:MOST_ANNOTATIONS]:
        yield _annotation(problem, more, repository)


def _annotation(problem: Problem, more: More, repository: Repository) -> str:
    span, file = problem.span, repository.name_of(problem.span)
    place = {"file": file, "line": span.line, "col": span.column, "endColumn": span.column + span.length}
    properties = {**(place if file else {}), "title": problem.code}
    listed = ",".join(f"{name}={plain(_command_safe(str(value), ':,'))}" for name, value in properties.items())
    lines = (told(problem, public=True), f"help: {problem.help}", f"more: {more.about(problem.code)}")
    return f"::{problem.severity} {listed}::{_command_safe(chr(10).join(map(plain, lines)))}"


def _command_safe(text: str, also: str = "") -> str:
    """Escape what would end a workflow command or a property of it, so that no content can give commands."""
    for character in f"%\r\n{also}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def write_summary(file: Path, problems: Sequence[Problem], more: More, repository: Repository, fine: str) -> None:
    """Add all problems to the summary of a job; where there are none, the line `fine`.

    Raises:
        OSError: where the file cannot be written.
    """
    there = file.stat().st_size if file.exists() else 0
    parts = _summary(problems, more, repository, LONGEST - there) if problems else [f"{escaped(fine)}\n\n"]
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.writelines(parts)


def _summary(problems: Sequence[Problem], more: More, repository: Repository, room: int) -> Iterator[str]:
    ordered = worst_first(problems)
    head = f"### The content has {count(ordered)}\n\n{_HEAD}"
    left = room - _size(head) - _size(_CUT) - len(str(len(ordered))) - len(" problems")
    yield head
    for shown, problem in enumerate(ordered):
        row = _row(problem, more, repository)
        left -= _size(row)
        if left < 0:
            yield _CUT.format(left=many(len(ordered) - shown, "problem"))
            return
        yield row
    yield "\n"


def _size(text: str) -> int:
    return len(text.encode(errors="replace"))


def _row(problem: Problem, more: More, repository: Repository) -> str:
    warning = "Warning: " if problem.severity is Severity.WARNING else ""
    cells = (
        _linked(_place(problem, repository), repository.edit_link(problem.span)),
        warning + escaped(told(problem, public=True)),
        escaped(problem.help),
        _linked(problem.code if more.page else more.about(problem.code), more.link(problem.code)),
    )
    return f"| {' | '.join(cells)} |\n"


def _place(problem: Problem, repository: Repository) -> str:
    name = repository.name_of(problem.span) or problem.span.file
    return f"{name}, line {problem.span.line}"


def _linked(label: str, link: str | None) -> str:
    # Links are made of parts that are percent-encoded, and of the project's own address; neither holds a bracket.
    return f"[{escaped(label)}](<{link}>)" if link else escaped(label)
