"""The reading room of `sayso review`: what is unread, who may read it, and what they answer."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import click

from generator.build import Loaded, check
from generator.cli.screens import open_screens, question, screen, sentence
from generator.cli.telling import fail, many
from generator.link import LinkedPosition
from generator.pages.house import House
from generator.problems import Problem, Severity, did_you_mean, has_errors, plain
from generator.proof.fingerprints import fingerprint
from generator.proof.readings import authors_of, files_of, positions_of
from generator.read import Git, Project, open_git
from generator.read.blame import Blame, read_blame, same_person
from generator.read.files import shown_path
from generator.read.recording import READINGS, NewReading, record_reading

ANSWERS = "ynsq"

WRONG = "Then correct the record in {place}, or tell the editor who wrote it."

OWN_CODES = frozenset({"position-unread", "reading-unproven"})
"""What the command is there to mend."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where positions are read: the project, all that is known of it, and what the check doubts."""

    project: Project
    loaded: Loaded
    house: House
    doubts: tuple[Problem, ...]

    @property
    def shown(self) -> str:
        """The file of readings as people know it."""
        return shown_path(self.project.root, self.project.content / READINGS)

    def is_unread(self, position: LinkedPosition) -> bool:
        """Tell whether nobody is recorded to have read a position but those who wrote it."""
        return self.loaded.proof.read_state(position).word in {"unread", "own"}


def enter(texts: Path | None) -> Room:
    """Read the project; with errors in it nobody can be asked anything."""
    project, loaded, found = check(Path.cwd(), texts)
    problems = [problem for problem in found if problem.code not in OWN_CODES]
    if project is None or loaded is None or has_errors(problems):
        fail(problems)
    doubts = tuple(problem for problem in problems if problem.severity is Severity.WARNING)
    return Room(project, loaded, open_screens(loaded, project.options.language), doubts)


def choose(room: Room, article: str | None) -> list[LinkedPosition]:
    """Give the positions of an article, or all."""
    articles = room.loaded.library.articles
    if article is None:
        return list(positions_of(room.loaded.library))
    if article not in articles:
        help_text = did_you_mean(article, articles, f"the articles are: {', '.join(articles)}")
        message = f'there is no article "{article}"; {help_text}'
        raise click.UsageError(message)
    return list(articles[article].positions)


def list_unread(room: Room, chosen: Sequence[LinkedPosition], unread: Iterable[LinkedPosition]) -> None:
    """Print the unread positions, and count all."""
    for position in unread:
        click.echo(f"{_place(position)}: {sentence(room.house, position)}")
    states = Counter(room.loaded.proof.read_state(position).word for position in chosen)
    click.echo(f"Positions: {len(chosen)}")
    click.echo(f"  read by a second person: {states['second']}")
    click.echo(f"  read, but who read them could not be checked here: {states['unproven']}")
    click.echo(f"  read only by somebody who wrote them: {states['own']}")
    click.echo(f"  not read: {states['unread']}")
    click.echo(f"Older readings that no longer fit: {room.loaded.proof.outdated_readings}")


def _place(position: LinkedPosition) -> str:
    span = position.record.span()
    return f"{span.file}:{span.line}"


def leave_out_own(room: Room, unread: Sequence[LinkedPosition]) -> list[LinkedPosition]:
    """Leave out the positions that the person at the keyboard wrote, as Git tells it."""
    library, git = room.loaded.library, open_git(room.project.root)
    mail = _setting(room, "user.email")
    me = same_person(git, mail) if git and mail else frozenset()
    files = {file for position in unread for file in files_of(position, library)}
    blame = read_blame(git, sorted(files), moved=True) if git and me else Blame()
    own: list[LinkedPosition] = []
    others: list[LinkedPosition] = []
    for position in unread:
        (own if me & (authors_of(position, library, blame) or frozenset()) else others).append(position)
    if own:
        click.echo("You wrote these; somebody else must read them:")
        for position in own:
            click.echo(f"  {_place(position)}: {sentence(room.house, position)}")
        click.echo()
    return others


def _setting(room: Room, name: str) -> str:
    """Give a setting of Git's, such as whose machine this is; nothing where it is not set."""
    told = Git(room.project.root).ask("config", name)
    return _on_one_line((told or b"").decode(errors="replace"))


def _on_one_line(text: str) -> str:
    return " ".join(plain(" ".join(text.split())).split())


@dataclass(slots=True)
class Sitting:
    """What came of one run: how many readings were recorded, and what was answered with no."""

    recorded: int = 0
    refused: list[LinkedPosition] = field(default_factory=list)


def go_through(room: Room, positions: Sequence[LinkedPosition], by: str | None) -> Sitting:
    """Show one position after another, and record each that is answered with yes."""
    sitting = Sitting()
    if not positions:
        return sitting
    try:
        click.echo(f"{many(len(positions), 'position')} to read; each yes is saved at once.")
        name = _name(room, by)
        for number, position in enumerate(positions, start=1):
            _show(room, position, f"{number} of {len(positions)}")
            answer = _ask(f"{question(room.house, position)} [y]es / [n]o / [s]kip / [q]uit")
            if answer == "q":
                break
            if answer == "n":
                click.echo(WRONG.format(place=_place(position)))
                sitting.refused.append(position)
            elif answer == "y":
                _record(room, position, name)
                sitting.recorded += 1
    except click.Abort:
        # The input has ended, or Ctrl-C was pressed; what was answered stands in the file.
        click.echo()
    return sitting


def _show(room: Room, position: LinkedPosition, which: str) -> None:
    doubts = (doubt for doubt in room.doubts if _is_about(doubt, position))
    click.echo(f"\n--- {which} · {_place(position)}\n\n{screen(room.house, position, doubts)}\n")


def _is_about(doubt: Problem, position: LinkedPosition) -> bool:
    return doubt.span.file == position.record.span().file and doubt.span.line in position.record.lines()


def _name(room: Room, by: str | None) -> str:
    """Give the name of who reads: as asked for, as Git knows it, or as typed now."""
    name = _on_one_line(by or "") or _setting(room, "user.name")
    while not name:
        name = _on_one_line(click.prompt("Who are you? Your name stands in the record"))
    return name


def _ask(asked: str) -> str:
    while True:
        answer: str = click.prompt(asked, prompt_suffix=" ", default="", show_default=False)
        letter = answer.strip().lower()[:1]
        if letter and letter in ANSWERS:
            return letter
        click.echo("Type y, n, s or q.")


def _record(room: Room, position: LinkedPosition, name: str) -> None:
    loaded = room.loaded
    print_ = fingerprint(position, loaded.library, loaded.proof.private)
    new = NewReading(print_, name, _today(), sentence(room.house, position))
    problem = record_reading(room.project.content, room.shown, new)
    if problem:
        fail([problem])


def _today() -> str:
    """Give today's date, or the one that SOURCE_DATE_EPOCH asks for."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return datetime.now(UTC).astimezone().date().isoformat()


def sum_up(room: Room, sitting: Sitting, unread: int) -> None:
    """Tell what was done, and what is to do."""
    left = many(unread - sitting.recorded, "position")
    click.echo(f"Recorded: {many(sitting.recorded, 'reading')}. Still unread: {left}.")
    if sitting.recorded:
        click.echo(
            f"Now commit {room.shown} yourself. "
            "A reading counts as that of whoever commits it, not of the name written in it."
        )
    if sitting.refused:
        click.echo(f"You answered no to {many(len(sitting.refused), 'position')}; correct it, or tell its author:")
        for position in sitting.refused:
            click.echo(f"  {_place(position)}: {sentence(room.house, position)}")
    old = room.loaded.proof.outdated_readings
    if old:
        fit, them = ("fits", "it") if old == 1 else ("fit", "them")
        told = f"{many(old, 'older reading')} no longer {fit}, because what was read has since changed."
        click.echo(f"{told} You may leave {them}.")
