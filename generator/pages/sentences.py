"""The status sentence: where a claim stands, always with its arithmetic and never cut."""

from collections.abc import Iterable, Iterator

from generator.link import REPORT, Library, LinkedClaim, Opposite, Speaker, Status
from generator.pages.words import Words


def publisher_of(library: Library, article: str) -> str | None:
    """Give the name under which an article speaks in its own voice, where it has one."""
    linked = library.articles.get(article)
    publisher = linked.record.source.publisher if linked else None
    return library.label(publisher) if publisher else None


def report_of(publisher: str | None, words: Words) -> str:
    """Name an article's own voice, so that nobody takes it for its publisher speaking about itself."""
    return words("speaker.report_of", name=publisher) if publisher else words("speaker.report")


def name_of(speaker: Speaker, library: Library, words: Words) -> str:
    """Name a speaker, and whom they speak for where that is not their usual side."""
    if speaker.actor == REPORT:
        return report_of(publisher_of(library, speaker.article or ""), words)
    name = library.label(speaker.actor)
    if speaker.usual:
        return name
    if speaker.side == speaker.actor:
        return words("speaker.for_themselves", name=name)
    return words("speaker.for", name=name, side=library.label(speaker.side))


def status_sentence(claim: LinkedClaim, library: Library, words: Words) -> str:
    """Say where a claim stands, beginning with a small letter: `disputed: asserted by X; denied by Y`."""
    status = claim.status
    voices = words("status.semicolon").join(_parts(status, library, words))
    if claim.record.type == "judgement":
        return words("status.view", voices=voices)
    only_opposite = status.word == "denied" and not status.denied_by
    return words("status.opposite" if only_opposite else f"status.{status.word}", voices=voices, sides=status.sides)


def _parts(status: Status, library: Library, words: Words) -> Iterator[str]:
    """Give the voices that make the status, each kind with its names."""
    for kind, speakers in _voices(status):
        names = [name_of(_speaker(voice), library, words) for voice in speakers]
        if names:
            yield words(f"status.{kind}", names=words.names(list(dict.fromkeys(names))))


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
