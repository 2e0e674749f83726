"""Is it their verb? "Claimed" for "said", or "confirmed" for "suggested", is the editor's judgement, not the text's."""

from collections.abc import Iterator

from generator.model import Stance
from generator.proof.doubts.look import SAY_WHY, Doubt, Look
from generator.proof.lexicon import Cue
from generator.proof.negated import negation_of
from generator.proof.passages import Passage

_OPPOSED: dict[Stance, frozenset[Stance]] = {
    "asserts": frozenset({"denies", "questions", "declines", "retracts"}),
    "confirms": frozenset({"denies", "questions", "declines", "retracts"}),
    "denies": frozenset({"confirms"}),
}
"""Stances of a verb that do not go with the stance of a record."""


def doubt_verb(look: Look) -> Iterator[Doubt]:
    """Doubt a verb that does not stand in the sentences of the quote, or that shows another stance than the record."""
    if look.is_report:
        return
    if look.verbs:
        yield from _doubt_stance(look)
        return
    verb = look.position.record.verb
    listed = dict.fromkeys(spoken.cue.words for spoken in look.governing)
    there = f", which have {' and '.join(f'“{words}”' for words in listed)}" if listed else ""
    plain = f"the verb “{verb}” does not stand in the sentences of these words"
    yield Doubt("verb-not-in-text", "verb", plain + there, "write the verb that the text uses there", look.shown, plain)


def _doubt_stance(look: Look) -> Iterator[Doubt]:
    """A denial shown as an assertion is the worst of mistakes, and a claim may be worded so that it is right."""
    stance = look.position.stance
    shown = next((spoken.cue for spoken in look.governing if spoken.cue.stance in _OPPOSED.get(stance, ())), None)
    if shown is not None:
        message = (
            f"the record says “{stance}”, and its verb “{look.position.record.verb}” rather shows “{shown.stance}”"
        )
        help_ = f"see what the speaker does with the claim; if you are right, {SAY_WHY}"
        yield Doubt("other-stance", "stance", message, help_, look.shown)
    elif stance in _OPPOSED and _is_negated(look):
        message = f"the record says “{stance}”, and its verb “{look.position.record.verb}” is negated in the sentence"
        help_ = (
            f"who never denied has not denied: see what the speaker does with the claim; if you are right, {SAY_WHY}"
        )
        yield Doubt("other-stance", "stance", message, help_, look.shown)


def _is_negated(look: Look) -> bool:
    """Tell whether a negation within the quote governs its verb; one that is left out is doubted as a cut."""
    for passage, spoken in look.verbs:
        negations = _negations(passage, spoken.cue, look.position.stance) if spoken in look.governing else ()
        if any(look.distance(passage, negation) == 0 for negation in negations):
            return True
    return False


def _negations(passage: Passage, verb: Cue, stance: Stance) -> Iterator[Cue]:
    """Give what makes a verb the contrary of a stance: a negation of it, or more words than the record has."""
    for cue in passage.cues_within(verb.start, verb.end):
        negation = negation_of(passage, cue) if cue.stance == stance else None
        if negation is not None:
            yield negation
    # "Did not say" is one cue, of which the record has "say".
    around = passage.cues_within(max(0, verb.start - _LONGEST_CUE), verb.start + _LONGEST_CUE)
    yield from (c for c in around if c.start < verb.start and verb.end <= c.end and c.stance in _OPPOSED[stance])


_LONGEST_CUE = 200
"""Characters of the longest cue there may be."""
