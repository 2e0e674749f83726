"""A new article's sentences, one by one: what is claimed there, by whom, and how they stand to it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from generator.cli.asking import Asker, read_line, say, tell_refused
from generator.cli.new_claims import (
    add_to_claim,
    ask_speaker,
    ask_stance,
    claim_check,
    claims_file,
    drop_draft,
)
from generator.cli.new_meant import ask_meant
from generator.cli.new_positions import ask_verb, tell_position
from generator.edit.answers import Refusal, clean, taken_ids
from generator.edit.hints import Hint, named_in, uncovered
from generator.edit.ids import propose_id
from generator.link import REPORT
from generator.problems import has_errors, in_public
from generator.proof.drafts import prefix_of

if TYPE_CHECKING:
    from generator.cli.sheet import Sheet
    from generator.proof.coverage import Uncovered
    from generator.text import Range

_HEAD = """
Sentences in which somebody speaks: {count}. For each, type what is claimed, as one neutral sentence
without the speaker. Where “The mayor denied that the bridge was unsafe”, the claim is: The bridge is unsafe.
Enter: leave the sentence as a draft; q: stop here. For a claim that is there, type its number; ? lists all."""


@dataclass(slots=True)
class Sitting:
    """What came of going through the sentences: which were shown, the claims touched, and how much was added."""

    seen: set[tuple[object, str]] = field(default_factory=set)
    claims: list[str] = field(default_factory=list)
    added: int = 0


def ask_sentences(sheet: Sheet, article: str) -> None:
    """Go through the sentences that no position quotes; each claim is saved at once."""
    if in_public() and sheet.library.articles[article].record.show_text == "quotes":
        say("The sentences are not shown here, because the text is not published. They stand as drafts.")
        return
    sitting = Sitting()
    say(_HEAD.format(count=len(uncovered(sheet.library, article))))
    with contextlib.suppress(click.Abort):
        while (found := _next(sheet, article, sitting)) is not None and _ask_one(sheet, article, found, sitting):
            pass
    left = len(uncovered(sheet.library, article))
    say(f"\nSaved: {sitting.added}. Sentences left as drafts: {left}. To see the page: sayso serve")


def _next(sheet: Sheet, article: str, sitting: Sitting) -> Uncovered | None:
    """Find the next sentence; one with two speakers comes again when the first has a position."""
    for found in uncovered(sheet.library, article):
        if (found.at, found.verb) not in sitting.seen:
            sitting.seen.add((found.at, found.verb))
            return found
    return None


def _ask_one(sheet: Sheet, article: str, found: Uncovered, sitting: Sitting) -> bool:
    """Ask about one sentence; False where no more are to be asked about."""
    say(f"\n“{found.words}”\nWhat is claimed?")
    words = _ask_words(sheet, sitting)
    if not words:
        return words is not None
    before = sheet.overlay.state()
    guess = Hint(found.actors, found.verb, found.stance, found.maybe)
    actor = ask_speaker(sheet, Asker(), guess, may_leave=True)
    if actor is None:
        return True
    if actor not in (*found.actors, REPORT):
        ask_meant(sheet, article, found.words, actor)
    position = {
        "actor": actor,
        "stance": ask_stance(Asker(), guess, in_short=bool(sitting.claims)),
        "verb": ask_verb(Asker(), guess),
        "quote": found.words,
        "prefix": _prefix(sheet, article, found),
    }
    claim = _add(sheet, article, words, position, found.at)
    problems = sheet.try_out()
    if has_errors(problems):
        sheet.show_new(problems)
        sheet.overlay.back_to(before)
        say("With this the content would not check, so it was left out.")
        return True
    sheet.save()
    sitting.added += 1
    sitting.claims += [claim] if claim not in sitting.claims else []
    say(f"  Saved; the claim has the number {sitting.claims.index(claim) + 1}.")
    tell_position(sheet, claim, position)
    for problem in problems:
        say(f"  Worth a look: {problem.message}; {problem.help}")
    return True


def _ask_words(sheet: Sheet, sitting: Sitting) -> str | None:
    """Get a claim's words or id; empty to leave the sentence, None to stop."""
    check = claim_check(sheet.library, sitting.claims)
    while True:
        typed = clean(read_line())
        if not typed or typed == "q":
            return None if typed else ""
        claim = check(typed)
        if not isinstance(claim, Refusal):
            return claim
        tell_refused(claim)


def _prefix(sheet: Sheet, article: str, found: Uncovered) -> str | None:
    folded = sheet.library.articles[article].folded
    return prefix_of(folded, found) if folded else None


def _add(sheet: Sheet, article: str, claim: str, position: dict[str, Any], at: Range) -> str:
    """Prepare a position, and its claim where that is new; give the claim's id."""
    path = claims_file(sheet.library, article)
    if claim in sheet.library.claims:
        add_to_claim(sheet, article, claim, position)
    else:
        fields = _claim(sheet, claim, position)
        claim = fields["id"]
        sheet.add("claim", fields, path)
    drop_draft(sheet, article, at)
    return claim


def _claim(sheet: Sheet, words: str, position: dict[str, Any]) -> dict[str, Any]:
    about = list(named_in(sheet.library, words))
    some_id = propose_id(words, taken_ids(sheet.library), "claim")
    return {"id": some_id, "claim": words, "about": about, "positions": [position]}
