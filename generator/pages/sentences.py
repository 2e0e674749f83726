"""The status sentence: where a claim stands, always with its arithmetic and never cut."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from generator.link import REPORT, LinkedClaim, Opposite, Origins, Speaker, Status
from generator.pages.words import SHOWN, Words

_SUPPORT = ("asserted_by", "confirmed_by", "reported_by")
"""The kinds of voices that carry a claim on; behind the last that is told stands how often it was reported."""

_DENIAL = ("denied_by",)


class Names(Protocol):
    """Whoever knows how everybody is called."""

    def label(self, some_id: str) -> str:
        """Give the name that pages show for any id; a plain name is itself."""
        ...

    def publisher(self, article: str) -> str | None:
        """Give the name under which an article speaks in its own voice, where it has one."""
        ...


def report_of(publisher: str | None, words: Words) -> str:
    """Name an article's own voice, so that nobody takes it for its publisher speaking about itself."""
    return words("speaker.report_of", name=publisher) if publisher else words("speaker.report")


def name_of(speaker: Speaker, names: Names, words: Words) -> str:
    """Name a speaker, and whom they speak for where that is not their usual side."""
    if speaker.actor == REPORT:
        return report_of(names.publisher(speaker.article or ""), words)
    name = names.label(speaker.actor)
    if speaker.usual:
        return name
    if speaker.side == speaker.actor:
        return words("speaker.for_themselves", name=name)
    return words("speaker.for", name=name, side=names.label(speaker.side))


def status_sentence(claim: LinkedClaim, names: Names, words: Words, *, brief: bool = False) -> str:
    """Say where a claim stands, as `tell_status` does."""
    return tell_status(claim.status, names, words, is_view=claim.record.type == "judgement", brief=brief)


def tell_status(status: Status, names: Names, words: Words, *, is_view: bool, brief: bool = False) -> str:
    """Say where a claim stands, beginning with a small letter: `disputed: asserted by X; denied by Y`.

    In `brief` each side is told by one name and by how many more there are, and who
    denies it comes first: for titles that others cut, beside which the whole sentence is told.
    """
    parts = dict(_parts(status, names, words, most=1 if brief else SHOWN))
    if brief:
        parts = dict(sorted(parts.items(), key=lambda part: part[0] not in _DENIAL))
    else:
        _count_origins(parts, status, words, is_view=is_view)
    voices = words("status.semicolon").join(parts.values())
    if is_view:
        return words("status.view", voices=voices)
    only_opposite = status.word == "denied" and not status.denied_by
    return words("status.opposite" if only_opposite else f"status.{status.word}", voices=voices)


def _count_origins(parts: dict[str, str], status: Status, words: Words, *, is_view: bool) -> None:
    """Tell behind each side what its reports go back to."""
    # A view is told without its status, and so without the number of sides that makes it shared.
    sides = status.sides if status.word == "shared" and not is_view else 0
    _count(parts, _SUPPORT, _counts(status.support, words, sides), words)
    _count(parts, _DENIAL, _counts(status.denial, words), words)


def _parts(status: Status, names: Names, words: Words, most: int) -> Iterator[tuple[str, str]]:
    """Give the voices that make the status, each kind with its names."""
    for kind, speakers in _voices(status):
        named = dict.fromkeys(name_of(_speaker(voice), names, words) for voice in speakers)
        if named:
            yield kind, words(f"status.{kind}", names=words.names(list(named), most))


def _count(parts: dict[str, str], kinds: Iterable[str], counts: str, words: Words) -> None:
    """Put the counts of one side behind the last of its kinds that is told, where there are any."""
    told = [kind for kind in parts if kind in kinds]
    if told and counts:
        parts[told[-1]] = words("status.counted", voices=parts[told[-1]], counts=counts)


def _counts(origins: Origins, words: Words, sides: int = 0) -> str:
    """Tell how many sides share a claim, and how many origins its reports have where these are fewer."""
    counts = [words("status.sides", sides=sides)] if sides else []
    if origins.is_repeated:
        what = "reports" if origins.articles > 1 else "voices"
        told = words(f"status.{what}", count=origins.reports)
        counts.append(words("status.origins", told=told, origins=origins.origins))
    return words("status.semicolon").join(counts)


def _voices(status: Status) -> Iterator[tuple[str, Iterable[Speaker | Opposite]]]:
    match status.word:
        case "confirmed":
            yield from (("confirmed_by", status.confirmed_by), ("asserted_by", status.asserted_by))
        case "withdrawn":
            yield "retracted_by", status.retracted_by
        case "unanswered":
            yield from (("reported_by", status.reported_by), ("questioned_by", status.questioned_by))
            yield "declined_by", status.declined_by
        case _:
            yield from (("asserted_by", status.asserted_by), ("confirmed_by", status.confirmed_by))
            yield from (("denied_by", status.denied_by), ("opposite_by", status.opposite_by))


def _speaker(voice: Speaker | Opposite) -> Speaker:
    return voice.speaker if isinstance(voice, Opposite) else voice
