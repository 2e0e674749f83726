"""Negated verbs: in "has never denied" the verb of a denial stands, and nobody denies."""

import re

from generator.proof.lexicon import Cue
from generator.proof.passages import Passage

_BETWEEN = 2
"""Words at most between a negation and its verb: "has never publicly been confirmed"."""

_WORD = re.compile(r"\w+")
_BREAK = re.compile(r'[,;:"]|-\s')
"""What ends the clause that a negation bears on."""


def negation_of(passage: Passage, cue: Cue) -> Cue | None:
    """Give the negation that governs a verb: one shortly before it, with nobody named and nothing said between them."""
    start = next((start for start, _ in passage.sentences_of(cue.start, cue.start + 1)), 0)
    negations = passage.cues_of("negation", start, cue.start)
    if not negations:
        return None
    last = negations[-1]
    between = passage.text[last.end : cue.start]
    is_far = len(_WORD.findall(between)) > _BETWEEN or _BREAK.search(between)
    return None if is_far or _somebody_between(passage, last.end, cue.start) else last


def _somebody_between(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a subject of its own, or another verb of speech, stands between: "without proof Russia claimed"."""
    others = any(found.kinds & {"pronoun", "speech", "according"} for found in passage.cues_within(start, end))
    return others or bool(passage.names_within(start, end))
