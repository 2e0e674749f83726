"""Is it they who speak? The words of a quote may stand in the text and be somebody else's."""

from collections.abc import Iterable, Iterator

from generator.proof.doubts.look import SAY_WHY, Doubt, Look
from generator.proof.speakers import Spoken

CHECK = f"see who speaks there and name that actor; if you are right, {SAY_WHY}"


def doubt_speaker(look: Look) -> Iterator[Doubt]:
    """Doubt a speaker whom the sentence does not make its speaker, or whom the passage does not name."""
    doubt = _doubt_report(look) if look.is_report else (_doubt_other(look) or _doubt_absent(look))
    if doubt is not None:
        yield doubt


def _doubt_report(look: Look) -> Doubt | None:
    """Somebody's words given to the report itself."""
    spoken = [entry for entry in look.governing if "noun" not in entry.cue.kinds]
    others = _speakers(spoken)
    if not others and spoken and not look.holds(spoken[0]):
        message = "the record gives these words to the report itself, and the sentence says that somebody else speaks"
        return Doubt("other-speaker", "actor", message, CHECK, look.shown)
    if not others:
        return None
    message = (
        f"the record gives these words to the report itself, the sentence seems to give them to {_names(look, others)}"
    )
    return Doubt("other-speaker", "actor", message, CHECK, look.shown)


def _doubt_other(look: Look) -> Doubt | None:
    actor = look.position.actor
    if not look.governing:
        message = (
            f"nobody is said to speak here, so the words seem to be the report's own and not those of {_name(look)}"
        )
        help_ = f'write "actor: report" if the report itself says so; {CHECK}'
        return Doubt("other-speaker", "actor", message, help_, look.shown)
    speakers = _speakers(s for s in look.governing if s.subject.certain)
    if actor in _speakers(look.governing) or (not speakers and _may_be_meant(look)):
        return None
    if not speakers:
        message = f"the sentence does not name {_name(look)}, and somebody seems to speak there whom no record names"
        help_ = f"if a name or an office there means {_name(look)}, write it under mentions: in article.yml; {CHECK}"
        return Doubt("other-speaker", "actor", message, help_, look.shown) if _is_in_passage(look) else None
    message = f"the sentence seems to give these words to {_names(look, speakers)}, not to {_name(look)}"
    return Doubt("other-speaker", "actor", message, CHECK, look.shown)


def _may_be_meant(look: Look) -> bool:
    """Tell whether the sentences of a quote, or those beside it, name its speaker or have a pronoun for somebody."""
    sentences = [*look.touched, *look.around]
    if any(not spoken.subject.certain for spoken in look.governing):
        return True
    if any(look.position.actor in look.speakers.named(passage, *where) for passage, where in sentences):
        return True
    return any(passage.cues_of("pronoun", *where) for passage, where in sentences)


def _is_in_passage(look: Look) -> bool:
    """Tell whether the paragraphs of a quote, or the one before, name its speaker."""
    passages = [quoted.passage for quoted in look.quoted]
    before = look.passages.before(passages[0])
    whole = [*passages, *([before] if before else [])]
    return any(look.position.actor in look.speakers.named(passage, 0, len(passage.text)) for passage in whole)


def _doubt_absent(look: Look) -> Doubt | None:
    if look.position.actor in _speakers(look.governing) or _is_in_passage(look):
        return None
    message = f"{_name(look)} is named neither in the paragraph of these words nor in the one before"
    help_ = f"add the name that the text uses as an alias or under mentions:, or {CHECK}"
    return Doubt("speaker-not-named", "actor", message, help_, look.shown)


def _speakers(spoken: Iterable[Spoken]) -> list[str]:
    return sorted({speaker for entry in spoken for speaker in entry.subject.speakers})


def _name(look: Look) -> str:
    return look.label(look.position.actor)


def _names(look: Look, speakers: Iterable[str]) -> str:
    return " or ".join(look.label(speaker) for speaker in speakers)
