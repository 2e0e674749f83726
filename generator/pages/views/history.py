"""The changes to a claim's record, as its page tells them: the newest first, each in plain sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.link import REPORT
from generator.model import When
from generator.pages.desk import Desk
from generator.pages.sentences import name_of, report_of
from generator.pages.times import TimeView, tell_time
from generator.pages.words import capital
from generator.proof import Change, Edit, Who
from generator.proof.changes import Part, PartChange


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changed on one day, a sentence for each thing."""

    on: TimeView
    sentences: tuple[str, ...]


def view_history(desk: Desk, claim_id: str) -> tuple[ChangeView, ...]:
    """Make the views of the changes to a claim's record; none where Git cannot tell them."""
    changes = desk.proof.history.get(claim_id, ())
    return tuple(_view(desk, change) for change in reversed(changes))


def _view(desk: Desk, change: Change) -> ChangeView:
    day = tell_time(When.parse(change.on.isoformat()), desk.words)
    return ChangeView(day, tuple(dict.fromkeys(_sentences(desk, change.edits))))


def _sentences(desk: Desk, edits: Iterable[Edit]) -> Iterable[str]:
    words = desk.words
    for edit in edits:
        before, after = _ends(desk, edit)
        yield words(
            f"history.{edit.kind}",
            before=before,
            after=after,
            who=_name(desk, edit.who),
            stance=words(f"history_stance.{edit.stance}") if edit.stance else "",
            parts=words("status.semicolon").join(_part(desk, part) for part in edit.parts),
        )


def _ends(desk: Desk, edit: Edit) -> tuple[str, str]:
    """Put what was and what came instead in words."""
    ends = (edit.before, edit.after)
    match edit.kind:
        case "words":
            first, second = (desk.words.quoted(text) for text in ends)
        case "type" | "status" | "stance":
            first, second = (desk.words(f"history_{edit.kind}.{name}") for name in ends)
        case "speaker":
            return _name(desk, edit.other), _name(desk, edit.who)
        case _:
            return ends
    return first, second


def _part(desk: Desk, change: PartChange) -> str:
    """Name a part of a position, with what it was and what it is where that can be told."""
    name = desk.words(f"history_part.{change.part}")
    before, after = (_end(desk, change.part, values) for values in (change.before, change.after))
    if before is None or after is None:
        return name
    return desk.words("history.part", part=name, before=before, after=after)


def _end(desk: Desk, part: Part, values: tuple[str, ...]) -> str | None:
    """Put a part in words. Quotes are not told again: what was quoted once may be no words of the text."""
    if not values:
        return desk.words("history.usual_side" if part == "side" else "history.none")
    match part:
        case "quote":
            return None
        case "verb":
            return values[0]
        case "date":
            return tell_time(When.parse(values[0]), desk.words).text
        case "certainty":
            return desk.words(f"history_certainty.{values[0]}")
        case _:
            return _names(desk, values)


def _names(desk: Desk, ids: tuple[str, ...]) -> str | None:
    """Name those of whom a part tells; None where one has no name any more."""
    library = desk.library
    if any(some_id not in {*library.sides, "themselves"} for some_id in ids):
        return None
    names = (desk.words("history.themselves") if i == "themselves" else library.label(i) for i in ids)
    return desk.words("status.comma").join(names)


def _name(desk: Desk, who: Who | None) -> str:
    """Name a speaker by today's name where there is one, else by that of the time."""
    if who is None:
        return ""
    library, speaker = desk.library, who.speaker
    if speaker.actor == REPORT:
        article = library.was.get(speaker.article or "", speaker.article or "")
        if article not in library.articles:
            return capital(report_of(who.name or None, desk.words))
        return capital(name_of(replace(speaker, article=article), library, desk.words))
    actor, side = (library.was.get(some_id, some_id) for some_id in (speaker.actor, speaker.side))
    if actor in library.sides and side in library.sides:
        return name_of(replace(speaker, actor=actor, side=side), library, desk.words)
    return library.label(actor) if actor in library.sides else who.name
