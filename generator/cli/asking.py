"""Asking a person at a terminal, in plain words; an answer that cannot be taken is asked for again at once."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from generator.edit.answers import Refusal, clean
from generator.problems import did_you_mean, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

PROMPT = "> "

LAST_LINE = "."
"""The line that ends a pasted text."""

Answer = TypeVar("Answer")


BACK = "<"
EXPLAIN = "?"
KEYS = f"At each question: {BACK} goes back to the one before, {EXPLAIN} tells it again with its help, Ctrl-C stops."

_PROPOSED = re.compile(r'did you mean "([^"]+)"')


class Back(Exception):  # noqa: N818 - no error, but a way
    """Somebody wants to go back to the question before."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `option` is the option that answers it too; with a `default` the Enter key is an answer.

    `leave` says what the Enter key does where no answer is needed; one that `lists`
    has an answer of its own to whoever asks for its help.
    """

    words: str
    option: str = ""
    default: str = ""
    needed: bool = True
    hint: str = ""
    leave: str = "leave it out"
    lists: bool = False


@dataclass(slots=True)
class Trail:
    """What was answered so far, to come back to: the answers before `at` were taken again."""

    answers: list[Any] = field(default_factory=list)
    at: int = 0
    is_told: bool = False

    def walk(self, ask: Callable[[], Answer]) -> Answer:
        """Ask a row of questions; who goes back is asked the one before again, and no other."""
        while True:
            self.at = 0
            try:
                return ask()
            except Back:
                del self.answers[-1:]


@dataclass(slots=True)
class Asker:
    """Asks, or takes the answers that were given as options: then nothing is asked but what is needed and missing.

    Who gives `aside` alone, such as the file of a text, wants to be asked all the same.
    """

    given: Mapping[str, str | None] = field(default_factory=dict)
    aside: str = ""
    trail: Trail | None = None

    @property
    def is_brief(self) -> bool:
        """Tell whether somebody gave answers beforehand."""
        return any(value is not None for option, value in self.given.items() if option != self.aside)

    def ask(self, question: Question, check: Callable[[str], Answer | Refusal]) -> Answer | None:
        """Get an answer that can be taken; None where none is needed and none was given."""
        given = self.given.get(question.option)
        if given is None and self.is_brief and (question.default or not question.needed):
            given = question.default
        if given is not None:
            return self._take(question, clean(given), check)
        if self.trail is not None and self.trail.at < len(self.trail.answers):
            self.trail.at += 1
            again: Answer | None = self.trail.answers[self.trail.at - 1]
            return again
        self._tell_keys()
        say(_whole(question))
        return self._listen(question, check)

    def _tell_keys(self) -> None:
        if self.trail is not None and not self.trail.is_told:
            self.trail.is_told = True
            say(KEYS)

    def _listen(self, question: Question, check: Callable[[str], Answer | Refusal]) -> Answer | None:
        """Read answers until one can be taken."""
        proposed = ""
        while True:
            typed = clean(read_line())
            if typed == BACK:
                self._go_back()
                continue
            if typed == EXPLAIN and not question.lists:
                say(_whole(question).strip("\n"))
                continue
            typed = typed or proposed or question.default
            if not typed and not question.needed:
                return self._keep(None)
            found = check(typed) if typed else Refusal("an answer is needed here", "type it, or press Ctrl-C to stop")
            if not isinstance(found, Refusal):
                if isinstance(found, str) and len(found) > len(typed) and found.startswith(typed.lower()):
                    say(f"  {found}")
                return self._keep(found)
            near = _PROPOSED.search(found.help)
            proposed = near[1] if near else ""
            tell_refused(found, " Press Enter to take it." if proposed else "")

    def _keep(self, found: Answer | None) -> Answer | None:
        if self.trail is not None:
            self.trail.answers.append(found)
            self.trail.at = len(self.trail.answers)
        return found

    def _go_back(self) -> None:
        if self.trail is not None and self.trail.answers:
            raise Back
        say("  There is no question before this one to go back to.")

    def _take(self, question: Question, given: str, check: Callable[[str], Answer | Refusal]) -> Answer | None:
        if not given and not question.needed:
            return None
        found = check(given) if given else Refusal("there is nothing in it", "give it a value")
        if isinstance(found, Refusal):
            refuse(question.option, found)
        return found


def refuse(option: str, refusal: Refusal) -> NoReturn:
    """End because of an answer that was given as an option: nobody may be there to ask again."""
    message = plain(f"--{option}: {refusal}")
    raise click.UsageError(message)


def _whole(question: Question) -> str:
    """Write a question with what the Enter key means."""
    enter = f"Enter: {question.default}" if question.default else "" if question.needed else f"Enter: {question.leave}"
    return f"\n{question.words}{f' [{enter}]' if enter else ''}{f'{chr(10)}  {question.hint}' if question.hint else ''}"


def confirm(asker: Asker, words: str) -> bool:
    """Show what is about to be written, and ask whether it is right; who gave options has said so already."""
    if asker.is_brief:
        return True
    question = Question(f"{words} Right?", default="yes", hint="Type no to change it.")
    return Asker(trail=asker.trail).ask(question, choose(("yes", "no"), "answer here")) == "yes"


def tell_refused(refusal: Refusal, more: str = "") -> None:
    """Say why an answer cannot be taken; what explains itself in several lines has the help below it."""
    say(f"  {refusal.message}{chr(10) + '  ' if chr(10) in refusal.message else '; '}{refusal.help}{more}")


def say(text: str) -> None:
    """Print lines in which nothing can steer the terminal."""
    click.echo("\n".join(plain(_without_hidden(line)) for line in text.split("\n")))


def _without_hidden(line: str) -> str:
    return "".join(character for character in line if unicodedata.category(character) != "Cf")


def read_line(prompt: str = PROMPT) -> str:
    """Read one line that somebody types."""
    _prepare_line()
    typed: str = click.prompt("", prompt_suffix=prompt, default="", show_default=False)
    return typed


def read_pasted() -> str:
    """Read lines up to one with a single dot, or to the end of the input."""
    lines: list[str] = []
    while True:
        try:
            pasted = read_line("").split("\n")
        except click.Abort as stop:
            # Ctrl-D ends a text that is there; Ctrl-C, or the end of an input without any, ends the command.
            if not lines or isinstance(stop.__context__, KeyboardInterrupt):
                raise
            return "\n".join(lines)
        if LAST_LINE in pasted:
            return "\n".join([*lines, *pasted[: pasted.index(LAST_LINE)]])
        lines += pasted


@cache
def _prepare_line() -> None:
    """Let arrow keys edit the line, long lines through, which a terminal by itself would cut, and tabs as they are."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: PLC0415 - not there on every system

        readline.parse_and_bind("tab: self-insert")


def choose(words: Iterable[str], what: str) -> Callable[[str], str | Refusal]:
    """Give a check that takes one of some words, or the beginning of one."""
    known = list(words)

    def check(typed: str) -> str | Refusal:
        low = typed.lower()
        fitting = [low] if low in known else [word for word in known if word.startswith(low)]
        if len(fitting) == 1:
            return fitting[0]
        help_text = did_you_mean(low, fitting or known, f"type one of: {', '.join(fitting or known)}")
        return Refusal(f'"{typed}" is {"more than one" if fitting else "no"} {what}', help_text)

    return check
