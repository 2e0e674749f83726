"""What a new position says of somebody: never guessed behind anybody's back, and told whole when it is written."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.cli.asking import Asker, Question, say
from generator.cli.new_records import checked
from generator.model import Position
from generator.problems import in_public, plain

if TYPE_CHECKING:
    from generator.cli.sheet import Sheet
    from generator.edit.hints import Hint

_ATTRIBUTION = ("actor", "stance", "verb")
"""The options without which somebody would be said to have said something."""


def look_for_guesses(sheet: Sheet, article: str, asker: Asker, guess: Hint) -> None:
    """End where answers were given as options and one of these was not, and nobody is there to see what is guessed."""
    lacking = [option for option in _ATTRIBUTION if asker.given.get(option) is None]
    if asker.is_brief and lacking and not sys.stdin.isatty():
        withheld = in_public() and sheet.library.articles[article].record.show_text == "quotes"
        _refuse(lacking, guess, withheld=withheld)


def _refuse(lacking: list[str], guess: Hint, *, withheld: bool) -> NoReturn:
    guessed = {
        "actor": next(iter(guess.actors), ""),
        "stance": guess.stance or "",
        # In public not even the verb of a withheld text is shown.
        "verb": "" if withheld else guess.verb,
    }
    found = {option: guessed[option] for option in lacking if guessed[option]}
    alone = len(lacking) == 1
    told = ", ".join(value if alone else f"--{option} {shlex.quote(value)}" for option, value in found.items())
    suggested = f"the text suggests: {told}" if told else "the text does not tell"
    options = " and ".join(filter(None, [", ".join(f"--{o}" for o in lacking[:-1]), f"--{lacking[-1]}"]))
    message = f"give {options}, for a guess is never taken; {suggested}"
    raise click.UsageError(plain(message))


def asker_of(asker: Asker, option: str) -> Asker:
    """Give who asks for an answer that was not given as an option: then the guess is shown, and a person takes it."""
    return asker if asker.given.get(option) is not None else Asker(trail=asker.trail)


def ask_verb(asker: Asker, guess: Hint) -> str:
    """Ask for the verb; the guess is shown and can be changed."""
    found = asker.ask(Question("The text's own verb", "verb", default=guess.verb), checked(Position, "verb"))
    assert isinstance(found, str)
    return found


def tell_position(sheet: Sheet, claim: str, position: dict[str, Any]) -> None:
    """Say in one line all that was written of somebody."""
    library, actor = sheet.library, position["actor"]
    who = library.label(actor) if actor in library.kinds else "The text itself"
    words = library.claims[claim].record.claim
    say(f"  {who} {position['stance']}: “{words}” (verb: {position['verb']}; quote: “{position['quote']}”)")
