"""Is it their verb? "Claimed" for "said", or "confirmed" for "suggested", is the editor's judgement, not the text's."""

from collections.abc import Iterator

from generator.proof.doubts.look import Doubt, Look


def doubt_verb(look: Look) -> Iterator[Doubt]:
    """Doubt a verb that does not stand in the sentences of the quote."""
    if look.is_report or look.verbs:
        return
    verb = look.position.record.verb
    listed = dict.fromkeys(spoken.cue.words for spoken in look.governing)
    there = f", which have {' and '.join(f'“{words}”' for words in listed)}" if listed else ""
    message = f"the verb “{verb}” does not stand in the sentences of these words{there}"
    yield Doubt("verb-not-in-text", "verb", message, "write the verb that the text uses there", look.shown)
