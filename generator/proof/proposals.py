"""Proposals: who may be named as the speaker of a sentence that no position quotes yet, and with which stance.

A doubt may be wrong now and then; what is written into a draft is believed. So a
speaker is proposed only where the sentence itself names one, or where nothing in
it could be meant but the person named last. When in doubt nobody is proposed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.link import Library
from generator.model import Stance
from generator.proof.lexicon import Cue, CueKind
from generator.proof.negated import negation_of
from generator.proof.passages import Passage
from generator.proof.speakers import Speakers, Spoken
from generator.text import Range, fold

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_CLAUSE = re.compile(r'[,;:"]|-\s')
_SPEECH_MARKS = re.compile(r'"[^"]*"')

_IMPERSONAL = frozenset({"it", "its", "itself"})
"""Pronouns that may mean any thing of the sentence, and whoever a noun there stands for."""

_PERSONAL = frozenset({"he", "she"})
"""Pronouns that mean a person and no organisation."""

_PEOPLE = frozenset({"person", "unnamed"})

_EMPTY: frozenset[CueKind] = frozenset({"coordinator", "preposition", "day", "month", "year"})
"""Cues that are no subject and hold none."""

_SHORTEST = 4
"""Letters of a word that may stand for a longer name ("the office")."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a draft may say: `maybe` are speakers who can be asked about and no more; `cue` is the verb."""

    cue: Cue
    actors: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    stance: Stance | None = None


def propose(
    library: Library, speakers: Speakers, passage: Passage, sentence: Range, spoken: Sequence[Spoken]
) -> Proposal:
    """Propose speaker, verb and stance of some cues of a sentence; those first for which a speaker can be told."""
    careful = _Careful(library, speakers)
    told = [(entry, careful.speakers_of(passage, sentence, entry)) for entry in spoken]
    chosen, meant = next(((entry, who) for entry, who in told if who), told[0])
    same = [entry.cue for entry, who in told if not who or who == meant]
    if any(negation_of(passage, cue) for cue in same):
        # Who has never denied it has not denied it: what they do, a person has to tell.
        return Proposal(chosen.cue, maybe=tuple(sorted(meant)))
    declining = next((cue for cue in same if cue.stance == "declines"), None)
    stances = {cue.stance or "asserts" for cue in same}
    actors = tuple(meant) if len(meant) == 1 else ()
    maybe = () if actors else tuple(sorted(meant or _ending_so(library, passage.text[sentence[0] : sentence[1]])))
    if declining is not None:
        return Proposal(declining, actors, maybe, "declines")
    one = chosen.cue.stance or "asserts"
    return Proposal(chosen.cue, actors, maybe, one if len(stances) == 1 else None)


class _Careful:
    """Tells whom alone a cue's subject can mean; of a pronoun also between whom it leaves the choice."""

    def __init__(self, library: Library, speakers: Speakers) -> None:
        self._library = library
        self._speakers = speakers

    def speakers_of(self, passage: Passage, sentence: Range, spoken: Spoken) -> frozenset[str]:
        """Give the speakers whom a draft may name."""
        subject, cue = spoken.subject, spoken.cue
        if not subject.speakers:
            return frozenset()
        if subject.at is None:
            is_bare = _is_bare(passage, sentence[0], cue.start)
            return subject.speakers if is_bare and self._go_on(passage, sentence, subject.speakers) else frozenset()
        if any(name.start == subject.at[0] for name in passage.names):
            return frozenset() if _has_own_subject(passage.text[subject.at[1] : cue.start]) else subject.speakers
        is_sure = self._is_meant(passage, sentence, spoken)
        return subject.speakers if is_sure else frozenset()

    def _is_meant(self, passage: Passage, sentence: Range, spoken: Spoken) -> bool:
        """Tell whether a pronoun can mean nobody else: it stands alone, and its person was named right before."""
        assert spoken.subject.at is not None
        start, end = spoken.subject.at
        word = passage.text[start:end].lower()
        if word in _IMPERSONAL or (word in _PERSONAL and not self._are_people(spoken.subject.speakers)):
            return False
        before = _is_bare(passage, sentence[0], min(start, spoken.cue.start))
        return (
            before
            and not _CLAUSE.search(passage.text[min(end, spoken.cue.end) : max(start, spoken.cue.start)])
            and (self._go_on(passage, sentence, spoken.subject.speakers, is_person=word in _PERSONAL))
        )

    def _are_people(self, speakers: frozenset[str]) -> bool:
        actors = self._library.actors
        return all(some_id in actors and actors[some_id].type in _PEOPLE for some_id in speakers)

    def _go_on(self, passage: Passage, sentence: Range, speakers: frozenset[str], *, is_person: bool = False) -> bool:
        """Tell whether the sentence right before, of the same paragraph, names these last or has them speak."""
        earlier = [where for where in passage.sentences if where[1] <= sentence[0]]
        if not earlier:
            return False
        named = [n.entity for n in passage.names_within(*earlier[-1]) if self._speakers.is_speaker(n.entity)]
        people = [some_id for some_id in named if self._are_people(frozenset({some_id}))] if is_person else []
        if named:
            return speakers == (set(people[-1:]) if len(speakers) == 1 and people else set(named))
        spoken = self._speakers.within(passage, earlier[-1])
        return any(self.speakers_of(passage, earlier[-1], entry) == speakers for entry in spoken)


def _is_bare(passage: Passage, start: int, end: int) -> bool:
    """Tell whether no noun can stand between two offsets: only joining words, days and adverbs do."""
    left = list(passage.text[start:end])
    for cue in passage.cues_within(start, end):
        if cue.kinds & _EMPTY:
            left[cue.start - start : cue.end - start] = " " * (cue.end - cue.start)
    words = _WORD.findall(_SPEECH_MARKS.sub(" ", "".join(left)))
    return all(word.endswith("ly") or word.isdigit() for word in words)


def _has_own_subject(between: str) -> bool:
    """Tell whether behind a name and a comma more than a single word stands before the verb."""
    return "," in between and len(_WORD.findall(between.rpartition(",")[2])) > 1


def _ending_so(library: Library, words: str) -> frozenset[str]:
    """Find whose name ends as a clause begins: "The port authority" may be the Varnby Port Authority."""
    clauses = [[word.casefold() for word in _WORD.findall(clause)] for clause in _CLAUSE.split(words)]
    found: dict[int, set[str]] = {}
    for some_id, name in _names(library):
        parts = [word.casefold() for word in _WORD.findall(fold(name))]
        for length in range(1, len(parts)):
            tail = parts[-length:]
            if len("".join(tail)) >= _SHORTEST and any(c[1 : length + 1] == tail for c in clauses):
                found.setdefault(length, set()).add(some_id)
    return frozenset(found[max(found)] if found else ())


def _names(library: Library) -> Iterator[tuple[str, str]]:
    """Give the names of those who may speak and are no single person."""
    for some_id, kind in library.kinds.items():
        if kind == "unit" or (kind == "actor" and library.actors[some_id].type not in _PEOPLE):
            entity = library.entity(some_id)
            yield from ((some_id, name) for name in (entity.label, *(alias.name for alias in entity.aliases)))
