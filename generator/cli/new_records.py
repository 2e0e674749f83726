"""The questions of `sayso new` for actors, units, places and terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from generator.cli.asking import Asker, Question, Trail, choose, confirm, refuse
from generator.edit.answers import Answer, Refusal, clean, known, look_at, look_at_id, taken_ids
from generator.edit.ids import propose_id
from generator.model import Actor, Place, Record, Term, Unit
from generator.problems import has_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.cli.sheet import Sheet
    from generator.link import Library
    from generator.model import Kind

MODELS: dict[str, type[Record]] = {"actor": Actor, "unit": Unit, "place": Place, "term": Term}

TYPES: dict[str, tuple[str, ...]] = {
    name: get_args(model.model_fields["type"].annotation) for name, model in (("actor", Actor), ("place", Place))
}

_QUESTIONS: dict[str, tuple[Question, ...]] = {
    "actor": (
        Question("Name, as the site writes it (such as: Volodymyr Zelensky)", "name"),
        Question(f"What kind of actor? {', '.join(TYPES['actor'])}", "type"),
        Question("Office or occupation, in a few words (such as: President of Ukraine)", "role", needed=False),
        Question("For whom do they speak? An actor's name or id", "affiliation", needed=False),
        Question("Who is this, in one or two sentences?", "summary", needed=False),
    ),
    "unit": (
        Question("Name, as the site writes it (such as: 225th Assault Regiment)", "name"),
        Question("What does it belong to? The name or id of a unit or an actor", "part-of", needed=False),
        Question("What is it, in one or two sentences?", "summary", needed=False),
    ),
    "place": (
        Question("Name, as the site writes it (such as: Basivka)", "name"),
        Question(f"What kind of place? {', '.join(TYPES['place'])}", "type"),
        Question("In what does it lie? The name or id of a place or a state", "part-of", needed=False),
        Question("Where is it? Latitude and longitude (such as: 51.18, 35.24)", "coordinates", needed=False),
        Question("What is it, in one or two sentences?", "summary", needed=False),
    ),
    "term": (
        Question("The word or words to be explained (such as: buffer zone)", "term"),
        Question("What does it mean, in one or two sentences?", "definition"),
    ),
}

_SPEAKERS = frozenset({"affiliation", "part-of"})


def ask_record(sheet: Sheet, kind: Kind, asker: Asker, aliases: tuple[str, ...] = ()) -> dict[str, Any]:
    """Ask for everything that a record of this kind needs."""
    fields: dict[str, Any] = {}
    for question in _QUESTIONS[kind]:
        key = question.option.replace("-", "_")
        fields[key] = asker.ask(question, _check(sheet.library, kind, key))
    fields["aliases"] = list(aliases)
    fields["id"] = ask_id(sheet, asker, fields.get("name") or fields["term"], kind)
    return fields


def ask_until_right(sheet: Sheet, kind: Kind, asker: Asker, aliases: tuple[str, ...]) -> dict[str, Any]:
    """Ask for a record, show it in a line, and ask again from the start where it is not right."""
    trail = asker.trail or Trail()
    while True:
        fields = trail.walk(lambda: _ask_and_show(sheet, kind, asker, aliases))
        if fields is not None:
            return fields
        trail.answers.clear()


def _ask_and_show(sheet: Sheet, kind: Kind, asker: Asker, aliases: tuple[str, ...]) -> dict[str, Any] | None:
    fields = ask_record(sheet, kind, asker, aliases)
    return fields if confirm(asker, in_a_line(kind, fields)) else None


def in_a_line(kind: Kind, fields: dict[str, Any]) -> str:
    """Show a record that is about to be made: its name, and what was said of it."""
    name = fields.get("name") or fields.get("term")
    rest = [value for key, value in fields.items() if key not in {"name", "term", "id", "aliases"} and value]
    told = [", ".join(value) if isinstance(value, list) else str(value) for value in rest]
    return f"New {kind}: {', '.join([str(name), *told])}."


def ask_id(sheet: Sheet, asker: Asker, name: str, kind: str) -> str:
    """Propose an id, which may be typed over."""
    proposed = propose_id(name, taken_ids(sheet.library), kind)
    words = "Id: its name in addresses and in other records, which never changes"

    def check(typed: str) -> str | Refusal:
        return look_at_id(typed, sheet.library) or typed

    found = asker.ask(Question(words, "id", default=proposed), check)
    assert found is not None
    return found


def _check(library: Library, kind: Kind, key: str) -> Callable[[str], Any]:
    """Give the check of one answer."""
    model = MODELS[kind]
    if key == "type":
        return choose(TYPES[kind], f"kind of {kind}")
    if key == "coordinates":
        return check_coordinates
    if key.replace("_", "-") in _SPEAKERS:
        kinds: tuple[Kind, ...] = ("place",) if kind == "place" else ("actor", "unit")
        return known(library, kinds, "place" if kind == "place" else "actor").find
    return checked(model, key)


def checked(model: type[Record], key: str) -> Callable[[str], str | Refusal]:
    """Give the model's own check of a text."""

    def check(typed: str) -> str | Refusal:
        return look_at(model, key, typed) or typed

    return check


_BETWEEN = re.compile(r"\s*[,;]\s*|\s+")


def check_coordinates(typed: str) -> Answer | Refusal:
    """Check a latitude and a longitude, however they are set apart."""
    parts = [part for part in _BETWEEN.split(typed.strip(" []()")) if part]
    return look_at(Place, "coordinates", parts) or parts


def check_aliases(kind: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """Check the other names that were given as options."""
    for alias in aliases:
        refused = look_at(MODELS[kind], "forms", [alias])
        if refused:
            refuse("alias", refused)
    return aliases


NEW = "+"
"""Stands before the name of somebody who is to be added on the way."""


def add_actor(sheet: Sheet, name: str) -> str | Refusal:
    """Add somebody by name and kind alone; the rest can be written in later."""
    name = clean(name)
    refused = look_at(Actor, "name", name)
    if refused:
        return refused
    question = Question(f"What is {name}? {', '.join(TYPES['actor'])}")
    kind = Asker().ask(question, choose(TYPES["actor"], "kind of actor"))
    if not confirm(Asker(), in_a_line("actor", {"name": name, "type": kind})):
        return Refusal(f"{name} was not added", "give another answer")
    some_id = propose_id(name, taken_ids(sheet.library), "actor")
    return try_record(sheet, "actor", {"id": some_id, "name": name, "type": kind}) or some_id


def try_record(sheet: Sheet, kind: Kind, fields: dict[str, Any]) -> Refusal | None:
    """Prepare a record; where the content would not check with it, it is taken back."""
    before = sheet.overlay.state()
    sheet.add(kind, fields)
    problems = sheet.try_out()
    if has_errors(problems):
        sheet.show_new(problems)
        sheet.overlay.back_to(before)
        return Refusal("with this the content would not check", "give another answer")
    return None
