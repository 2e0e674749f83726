"""The names in a new article's text: whom those of two records mean, and what the unknown ones are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.cli.asking import Asker, Question, choose, read_line, say, tell_refused
from generator.cli.new_records import NEW, TYPES, add_actor, checked, try_record
from generator.edit.answers import Refusal, known, look_at, taken_ids
from generator.edit.candidates import Candidate, find_candidates
from generator.edit.ids import propose_id
from generator.link.names import NOBODY, collect_names, find_hits
from generator.model import Actor, Term
from generator.problems import in_public

if TYPE_CHECKING:
    from generator.cli.sheet import Sheet
    from generator.link import Library
    from generator.model import Kind

_KINDS: dict[str, tuple[Kind, str]] = {
    "p": ("actor", "person"),
    "o": ("actor", "organisation"),
    "s": ("actor", "state"),
    "g": ("actor", "group"),
    "u": ("unit", ""),
    "l": ("place", ""),
    "t": ("term", ""),
}
_KEYS = (
    "p person, o organisation, s state, g group, u armed unit, l place, t term to be explained.\n"
    "Enter: leave it out; q: ask about no more names. To put the name right, type it behind the letter."
)
_SHOWN = 160
"""Characters of the sentence that is shown with a name."""


def settle_names(sheet: Sheet, article: str, *, may_ask: bool) -> dict[str, str]:
    """Ask whom a name means that two records bear and that stands in the text; without asking the check will tell."""
    if not may_ask:
        return {}
    library = sheet.overlay.check()[0].library
    return {spelling: _ask_meant(library, spelling, bearers) for spelling, bearers in _unsettled(library, article)}


def _unsettled(library: Library, article: str) -> list[tuple[str, tuple[str, ...]]]:
    linked = library.articles.get(article)
    if linked is None or linked.folded is None:
        return []
    entities = [*library.actors.values(), *library.units.values(), *library.places.values(), *library.terms.values()]
    names = collect_names(entities, ())
    hits = find_hits(names, linked.record.mentions, linked.folded)
    return [(name, names.bearers[name]) for name in hits.unsettled]


def _ask_meant(library: Library, spelling: str, bearers: tuple[str, ...]) -> str:
    anything = known(library, ("actor", "unit", "place", "term"), "record", frozenset({NOBODY}))
    words = f"“{spelling}” is a name of {' and of '.join(bearers)}. Which is meant in this text? An id, or {NOBODY}"
    found = Asker().ask(Question(words), anything.find)
    assert found is not None
    return found


def ask_names(sheet: Sheet, article: str) -> None:
    """Ask what the unknown names of a text are, and prepare a record for each that is told."""
    found = find_candidates(sheet.library.articles[article])
    if not found:
        return
    withheld = in_public() and sheet.library.articles[article].record.show_text == "quotes"
    if withheld:
        say("The names in the text are not shown here, because it is not published. Add them with: sayso new actor")
        return
    say(f"\nNames in the text that no record has yet: {len(found)}. What is each of them?\n{_KEYS}")
    for number, candidate in enumerate(found, start=1):
        if _is_known(sheet.library, candidate.name):
            continue
        if not _ask_one(sheet, candidate, f"{number} of {len(found)}"):
            return


def _is_known(library: Library, name: str) -> bool:
    """Tell whether somebody of this name was added on the way."""
    return not isinstance(known(library, ("actor", "unit", "place", "term"), "record").find(name), Refusal)


def _ask_one(sheet: Sheet, candidate: Candidate, which: str) -> bool:
    """Ask about one name; False where no more are to be asked about."""
    times = f"{candidate.count} times" if candidate.count > 1 else "once"
    also = f", also as {', '.join(candidate.also)}" if candidate.also else ""
    shown = candidate.sentence if len(candidate.sentence) <= _SHOWN else f"{candidate.sentence[: _SHOWN - 1]}…"
    say(f"\n{which}: {candidate.name} ({times}{also})\n  {shown}")
    while True:
        letter, _, name = read_line().strip().partition(" ")
        name = name.strip() or candidate.name
        if not letter or letter.lower() == "q":
            return not letter
        refused = _refuse(letter.lower(), name) or _add(sheet, letter.lower(), name, candidate)
        if refused is None:
            return True
        tell_refused(refused)


def _refuse(letter: str, name: str) -> Refusal | None:
    if letter not in _KINDS:
        return Refusal(f'"{letter}" stands for nothing here', f"type one of: {', '.join(_KINDS)}, q, or press Enter")
    return look_at(Actor, "name", name)


def _add(sheet: Sheet, letter: str, name: str, candidate: Candidate) -> Refusal | None:
    """Prepare a record for a name."""
    kind, type_ = _KINDS[letter]
    fields = {
        "term" if kind == "term" else "name": name,
        **_ask_more(sheet, kind, type_),
        "aliases": [form for form in candidate.also if form != name],
        "id": propose_id(name, taken_ids(sheet.library), kind),
    }
    refused = try_record(sheet, kind, fields)
    if refused is None:
        say(f'  {name} is the {type_ or kind} "{fields["id"]}".')
    return refused


def _ask_more(sheet: Sheet, kind: Kind, type_: str) -> dict[str, Any]:
    """Ask for what this kind of record cannot do without, and for whom somebody speaks."""
    asker = Asker()
    if kind == "term":
        return {"definition": asker.ask(Question("What does it mean, in one sentence?"), checked(Term, "definition"))}
    if kind == "place":
        listed = ", ".join(TYPES["place"])
        return {"type": asker.ask(Question(f"What kind of place? {listed}"), choose(TYPES["place"], "kind of place"))}
    actors = known(sheet.library, ("actor", "unit"), "actor")
    if kind == "unit":
        return {"part_of": asker.ask(Question("What does it belong to?", needed=False), actors.find)}
    if type_ == "state":
        return {"type": type_}
    line = f"Type {NEW} before a name to add somebody new."
    speaks = Question("For whom do they speak? A name or an id", needed=False, hint=line)

    def find(typed: str) -> str | Refusal:
        return add_actor(sheet, typed.removeprefix(NEW)) if typed.startswith(NEW) else actors.find(typed)

    return {"type": type_, "affiliation": asker.ask(speaks, find)}
