"""Does a gap change who is meant? What […] leaves out may hold another speaker."""

from collections.abc import Iterator
from itertools import pairwise

from generator.proof.doubts.look import SAY_WHY, Doubt, Look
from generator.proof.lexicon import Cue
from generator.proof.passages import Passage, Quoted
from generator.text import Range

_SO = ", so the words behind it may be about somebody else"


def doubt_gap(look: Look) -> Iterator[Doubt]:
    """Doubt a gap behind which somebody else is meant than the words that are left let one think."""
    for quoted in look.quoted:
        for left, right in pairwise(quoted.ranges):
            message = _judge(look, quoted, (left[1], right[0]), right)
            if message is not None:
                help_ = f"quote without the gap, or in two positions; if nobody else is meant, {SAY_WHY}"
                told = f"{message}{_SO}"
                yield Doubt(
                    "gap-changes-speaker", "quote", told, help_, look.shown, f"what the gap leaves out matters{_SO}"
                )
                return


def _judge(look: Look, quoted: Quoted, gap: Range, right: Range) -> str | None:
    """Say what a gap hides, where it hides somebody."""
    names = sorted(_left_out(look, quoted, gap))
    if names:
        return f"what the gap leaves out names {' and '.join(look.label(name) for name in names)}"
    if _is_cut_off(look, quoted, gap, right):
        return "the gap cuts a name off from the words that it belongs to"
    if quoted.passage.cues_of("speech", *gap):
        return "in what the gap leaves out somebody speaks"
    return "a new sentence begins in the gap" if _moves_on(look, quoted, gap, right) else None


def _left_out(look: Look, quoted: Quoted, gap: Range) -> set[str]:
    """Give the speakers whom only the gap names, and not in passing: they may be what follows is about."""
    passage = quoted.passage
    kept = {look.position.actor}
    for start, end in quoted.ranges:
        kept |= look.speakers.named(passage, start, end)
    free = (
        name
        for name in passage.names_within(*gap)
        if not look.speakers.depends(passage, name) and not _ties(passage, gap[0], name.start)
    )
    return {name.entity for name in free if look.speakers.is_speaker(name.entity)} - kept


def _is_cut_off(look: Look, quoted: Quoted, gap: Range, right: Range) -> bool:
    """Tell whether the words behind a gap begin with a name that belongs to words in it: "a cousin of […] Petrova"."""
    passage = quoted.passage
    name = next(iter(passage.names_within(*right)), None)
    if name is None or name.start - right[0] > 1:
        return False
    if look.speakers.preposition_of(passage, gap, name.start) is not None:
        return True
    tie = next(iter(_ties(passage, *gap)), None)
    behind = passage.text[tie.end : gap[1]] if tie else ""
    return bool(behind.strip(" ,")) and "," not in behind


def _ties(passage: Passage, start: int, end: int) -> list[Cue]:
    """Give the words between two offsets by which a clause hangs on what stands before it ("who", "that")."""
    return passage.cues_of("subordinator", start, end)


def _moves_on(look: Look, quoted: Quoted, gap: Range, right: Range) -> bool:
    """Tell whether a sentence begins in the gap in which the speaker is not said to speak."""
    passage = quoted.passage
    begun = next((sentence for sentence in passage.sentences if gap[0] < sentence[0] <= right[0] < sentence[1]), None)
    if begun is None:
        return False
    # A pronoun at its head may mean somebody whom only the gap names.
    first = next(iter(passage.cues_within(*right)), None)
    pronoun = first is not None and "pronoun" in first.kinds and first.start - right[0] <= 1
    spoken = look.speakers.within(passage, begun)
    return pronoun or not any(look.position.actor in entry.subject.speakers for entry in spoken)
