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
            stance=words(f"stance.{edit.stance}") if edit.stance else "",
            parts=words("status.comma").join(words(f"history_part.{part}") for part in edit.parts),
        )


def _ends(desk: Desk, edit: Edit) -> tuple[str, str]:
    """Put what was and what came instead in words."""
    ends = (edit.before, edit.after)
    match edit.kind:
        case "words":
            first, second = (desk.words.quoted(text) for text in ends)
        case "type" | "status" | "stance":
            kind = "stance" if edit.kind == "stance" else f"history_{edit.kind}"
            first, second = (desk.words(f"{kind}.{name}") for name in ends)
        case "speaker":
            return _name(desk, edit.other), _name(desk, edit.who)
        case _:
            return ends
    return first, second


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
