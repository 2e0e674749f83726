"""Does the cut change the sense? A negation, a hedge or a condition of the same sentence must not be left out."""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.proof.doubts.look import SAY_WHY, Doubt, Look
from generator.proof.lexicon import Cue, CueKind
from generator.proof.passages import Quoted
from generator.text import Range

_WORD = re.compile(r"\w+")
_BREAK = re.compile(r',|;|:|--?\s|\s-|["()]')
"""Where one clause may end and another begin."""

_INNER_END = re.compile(r'[.!?]"?\s+(?:-\s+)?"?(?=\w)|;\s+')
"""Where a sentence may end inside a quotation, or a new one begin behind a semicolon."""

_TAIL = 5
"""Words of a last clause that still belong to what stands before it: "…, according to unconfirmed reports"."""

_INSERTED = 2
"""Words of a clause that stands between commas within another: ", probably,"."""

_NAMES: dict[CueKind, str] = {"negation": "a negation", "hedge": "a hedge", "condition": "a condition"}
_BEARING = frozenset(_NAMES)


def doubt_cut(look: Look) -> Iterator[Doubt]:
    """Doubt a quote whose own sentence holds such a word, left out by the cut."""
    for quoted in look.quoted:
        for whole in quoted.sentences:
            sentence = _narrowed(quoted, whole)
            found = next(_dropped(quoted, sentence), None)
            if found is not None:
                kind, cue = found
                word = quoted.passage.text[cue.start : cue.end]
                message = f"the sentence holds {_NAMES[kind]}, “{word}”, that the quote leaves out"
                help_ = f"quote the words with it; if they mean the same without, {SAY_WHY}"
                discreet = f"the sentence holds {_NAMES[kind]} that the quote leaves out"
                yield Doubt("cut-changes-sense", "quote", message, help_, (quoted.passage, sentence), discreet)
                return


def _narrowed(quoted: Quoted, sentence: Range) -> Range:
    """Narrow a sentence that is a quotation of several to those that the quote touches."""
    text, (start, end) = quoted.passage.text, sentence
    ends = [
        match.end()
        for match in _INNER_END.finditer(text, start, end)
        if match[0].startswith(";") or text[match.end()].isupper()
    ]
    before = [at for at in ends if at <= max(quoted.start, start)]
    behind = [at for at in ends if at >= min(quoted.end, end)]
    return (before[-1] if before else start, behind[0] if behind else end)


def _dropped(quoted: Quoted, sentence: Range) -> Iterator[tuple[CueKind, Cue]]:
    """Find the words that bear on the quoted ones, by what they are."""
    # "Did not say" is a verb of silence, and a negation all the same.
    bearing = (c for c in quoted.passage.cues_within(*sentence) if c.stance == "declines" or _BEARING & c.kinds)
    left_out = [cue for cue in bearing if not quoted.holds(cue.start, cue.end)]
    if not left_out:
        return
    start, end = _reach(quoted, sentence)
    for cue in left_out:
        kind = "negation" if cue.stance == "declines" else next(kind for kind in _NAMES if kind in cue.kinds)
        if kind == "condition" or (start <= cue.start and cue.end <= end):
            yield kind, cue


def _reach(quoted: Quoted, sentence: Range) -> Range:
    """Find how far the clauses of the quoted words reach within a sentence.

    A clause that begins with a word such as "that" goes on from the one before
    it; one that only says who speaks, or a short one at the end, stands between
    them without ending them.
    """
    edges = _edges(quoted, sentence)
    first = max(i for i, edge in enumerate(edges[:-1]) if edge <= max(quoted.start, sentence[0]))
    last = min(i for i, edge in enumerate(edges) if i and edge >= min(quoted.end, sentence[1]))
    while first > 0 and (_goes_on(quoted, edges[first], edges[first + 1]) or _is_inserted(quoted, edges, first - 1)):
        first -= 1
    if all(_words(quoted, start, end) <= _TAIL for start, end in pairwise(edges[last:])):
        last = len(edges) - 1
    return edges[first], edges[last]


def _edges(quoted: Quoted, sentence: Range) -> list[int]:
    """Give where the clauses of a sentence begin, and its end; breaks inside the quote are none."""
    start, end = sentence
    breaks = [match.end() for match in _BREAK.finditer(quoted.passage.text, start, end)]
    breaks += [cue.start for cue in quoted.passage.cues_of("coordinator", start, end)]
    inner = (at for at in breaks if start < at < end and not quoted.start < at < quoted.end)
    return sorted({start, *inner, end})


def _goes_on(quoted: Quoted, start: int, end: int) -> bool:
    """Tell whether a clause begins with a word that ties it to the one before."""
    passage = quoted.passage
    lead = len(passage.text[start:end]) - len(passage.text[start:end].lstrip(' "-'))
    return any(cue.start == start + lead for cue in passage.cues_of("subordinator", start, end))


def _is_inserted(quoted: Quoted, edges: list[int], index: int) -> bool:
    """Tell whether a clause is a word or two between commas, or a short one that only says who speaks.

    The first clause of a sentence stands between nothing: it may lead to who speaks, and is cut off from it.
    """
    start, end = edges[index], edges[index + 1]
    speaks = index > 0 and bool(quoted.passage.cues_of("speech", start, end))
    return _words(quoted, start, end) <= (_TAIL if speaks else _INSERTED)


def _words(quoted: Quoted, start: int, end: int) -> int:
    return len(_WORD.findall(quoted.passage.text[start:end]))
