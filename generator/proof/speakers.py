"""Who speaks: for each cue of speech in a sentence, whom its grammar makes the speaker.

No parser is at work here, only the order of names, pronouns and cues, so the
answer is a doubt's ground and never a proof: where the order does not tell,
nobody is named.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter, itemgetter

from generator.proof.lexicon import Cue, CueKind
from generator.proof.passages import Name, Passage, Passages, Place
from generator.text import Range

_REACH = 70
"""Characters behind a cue within which whoever speaks is sought, where the speaker stands behind it."""

_FEW = 4
"""Words that may stand between a cue and a name that belongs to it."""

_LONG = 6
"""Letters from which on a word in a small letter is taken for a noun that may be a subject of its own."""

_PASSIVE = 12
"""Characters between a verb and the word for whoever does it ("denied last night by")."""

_LONGEST = 10_000
"""Characters of the longest sentence that is looked into: what is longer has no grammar that could be followed."""

_FARTHEST_BACK = 50
"""Sentences through which whoever a pronoun means is sought."""

_TIMES: frozenset[CueKind] = frozenset({"day", "month", "year"})

_CLAUSE = re.compile(r'[,;:"]|-\s')
_STOP = re.compile(r'[;:"]')
_INVERTS = ('"', "-", "!", "?", '",', "-,", "!,", "?,")
"""What stands before a verb whose subject follows it: the end of a quotation, a dash; or nothing at all."""

_POSSESSIVE = re.compile(r"'s?(?!\w)")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a cue's grammar names: `speakers` are ids, several where a pronoun may mean several.

    With no speakers somebody speaks whom no record names. Where the verb stands
    alone it is not `certain` that they are meant and not somebody unnamed. `at`
    is the name or pronoun that was taken, None where the verb stands alone.
    """

    speakers: frozenset[str] = frozenset()
    certain: bool = True
    at: Range | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A cue of speech in a passage and its subject."""

    cue: Cue
    subject: Subject


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name or pronoun that may be a cue's subject; a pronoun names nobody by itself."""

    start: int
    end: int
    entity: str | None


_start_of = attrgetter("start")


class Speakers:
    """Finds who speaks in the sentences of one article; each sentence is looked at once."""

    def __init__(self, passages: Passages, is_speaker: Callable[[str], bool]) -> None:
        self._passages = passages
        self.is_speaker = is_speaker
        self._known: dict[tuple[Place, Range], tuple[Spoken, ...]] = {}
        self._subjects: dict[tuple[Place, Range, int, int], Subject] = {}
        self._candidates_of: dict[Place, list[_Candidate]] = {}

    def within(self, passage: Passage, sentence: Range) -> tuple[Spoken, ...]:
        """Give every cue of speech in a sentence with its subject."""
        key = (passage.place, sentence)
        if sentence[1] - sentence[0] > _LONGEST:
            return ()
        if key not in self._known:
            # A pronoun looks back to the sentences before, never to this one again.
            found = (self.by(passage, sentence, cue) for cue in passage.cues_within(*sentence))
            self._known[key] = tuple(spoken for spoken in found if spoken is not None)
        return self._known[key]

    def named(self, passage: Passage, start: int, end: int) -> frozenset[str]:
        """Give all speakers named between two offsets."""
        return frozenset(n.entity for n in passage.names_within(start, end) if self.is_speaker(n.entity))

    def by(self, passage: Passage, sentence: Range, cue: Cue) -> Spoken | None:
        """Give who speaks by a cue; None where nobody does, for a noun may be nobody's."""
        if "speech" in cue.kinds:
            return Spoken(cue, self.subject(passage, sentence, cue))
        if "according" in cue.kinds:
            return Spoken(cue, self._behind(passage, sentence, cue.end) or Subject())
        owner = self._owner(passage, sentence, cue) if "noun" in cue.kinds else None
        return Spoken(cue, owner) if owner is not None else None

    def subject(self, passage: Passage, sentence: Range, cue: Cue) -> Subject:
        """Give whom the grammar around a cue makes its speaker; several ask about each."""
        key = (passage.place, sentence, cue.start, cue.end)
        found = self._subjects.get(key)
        if found is None:
            is_one = sentence[1] - sentence[0] <= _LONGEST
            found = self._subjects[key] = self._find_subject(passage, sentence, cue) if is_one else Subject()
        return found

    def _find_subject(self, passage: Passage, sentence: Range, cue: Cue) -> Subject:
        start, end = sentence
        doer = next(iter(passage.cues_of("by", cue.end, min(end, cue.end + _PASSIVE))), None)
        if doer is not None:
            return self._behind(passage, sentence, doer.end) or Subject()
        joined = self._joined(passage, sentence, cue)
        if joined is not None:
            return joined
        before = passage.text[start : cue.start]
        lead = before.rstrip()
        inverted = self._behind(passage, sentence, cue.end) if not lead or lead.endswith(_INVERTS) else None
        found = inverted or self._in_front(passage, sentence, cue)
        if found is None and not _WORD.search(_CLAUSE.split(before)[-1]):
            # "…, said Petrova". "Añadió que…", "…, додав": a verb alone takes its subject from the sentence before.
            found = self._behind(passage, sentence, cue.end)
            found = found or Subject(self._antecedents(passage, sentence, cue.start), certain=False)
        return found or Subject()

    def _joined(self, passage: Passage, sentence: Range, cue: Cue) -> Subject | None:
        """Give the subject of the verb before, where "and" gives both the same: "praised the guards and said"."""
        earlier = passage.cues_of("speech", sentence[0], cue.start)
        if not earlier:
            return None
        words = passage.cues_of("coordinator", earlier[-1].end, cue.start)
        between = next((passage.text[c.end : cue.start] for c in words), None)
        if (
            between is None
            or len(_WORD.findall(between)) > 1
            or self._candidates(passage, cue.start - len(between), cue.start)
        ):
            return None
        return self.subject(passage, sentence, earlier[-1])

    def _in_front(self, passage: Passage, sentence: Range, cue: Cue) -> Subject | None:
        """Find the nearest name or pronoun before a cue that can be its subject."""
        for candidate in reversed(self._candidates(passage, sentence[0], cue.start)):
            between = passage.text[candidate.end : cue.start]
            if _STOP.search(between) or self._speech_between(passage, candidate.end, cue.start):
                return None
            inserted = between.count(",") % 2 and not _is_apposed(passage.text, candidate)
            if inserted or self._depends(passage, sentence, candidate):
                continue
            if self._has_own_noun(between):
                return None
            return self._mean(passage, sentence, candidate)
        return None

    def _behind(self, passage: Passage, sentence: Range, at: int) -> Subject | None:
        """Find the first name or pronoun behind a cue that can be its subject."""
        limit = min(sentence[1], at + _REACH)
        for candidate in self._candidates(passage, at, limit):
            between = passage.text[at : candidate.start]
            if _STOP.search(between) or self._speech_between(passage, at, candidate.start):
                return None
            if _POSSESSIVE.match(passage.text, candidate.end) or self._depends(passage, (at, limit), candidate):
                continue
            return self._mean(passage, sentence, candidate)
        return None

    def _owner(self, passage: Passage, sentence: Range, cue: Cue) -> Subject | None:
        """Find whose claim a noun names: "Moscow's claim", "the claim by Moscow"."""
        for name in passage.names_within(sentence[0], cue.start):
            owned = _POSSESSIVE.match(passage.text, name.end)
            words = _WORD.findall(passage.text[owned.end() : cue.start]) if owned else []
            if owned and len(words) < _FEW and self.is_speaker(name.entity):
                return Subject(frozenset({name.entity}))
        for name in passage.names_within(cue.end, min(sentence[1], cue.end + _REACH)):
            few = len(_WORD.findall(passage.text[cue.end : name.start])) < _FEW - 1
            if few and self.is_speaker(name.entity):
                return Subject(frozenset({name.entity}))
        return None

    def _candidates(self, passage: Passage, start: int, end: int) -> list[_Candidate]:
        if passage.place not in self._candidates_of:
            self._candidates_of[passage.place] = self._all_candidates(passage)
        listed = self._candidates_of[passage.place]
        first, last = bisect_left(listed, start, key=_start_of), bisect_left(listed, end, key=_start_of)
        return [found for found in listed[first:last] if found.end <= end]

    def _all_candidates(self, passage: Passage) -> list[_Candidate]:
        named = [_Candidate(n.start, n.end, n.entity) for n in passage.names if self.is_speaker(n.entity)]
        pronouns = [_Candidate(c.start, c.end, None) for c in passage.cues_of("pronoun", 0, len(passage.text))]
        return sorted([*named, *pronouns], key=lambda candidate: candidate.start)

    def depends(self, passage: Passage, name: Name) -> bool:
        """Tell whether a name is no subject itself wherever its sentence begins."""
        return self._depends(passage, (0, len(passage.text)), _Candidate(name.start, name.end, name.entity))

    def _depends(self, passage: Passage, sentence: Range, candidate: _Candidate) -> bool:
        """Tell whether a name hangs on a preposition or owns what follows it: then it is no subject itself."""
        if candidate.entity is None:
            return False
        if _POSSESSIVE.match(passage.text, candidate.end):
            return True
        return self.preposition_of(passage, sentence, candidate.start) is not None

    def preposition_of(self, passage: Passage, sentence: Range, at: int) -> Cue | None:
        """Find the preposition that a name hangs on: one right before it, or with one word between them."""
        prepositions = passage.cues_of("preposition", sentence[0], at)
        if not prepositions:
            return None
        last = prepositions[-1]
        between = passage.text[last.end : at]
        if len(_WORD.findall(between)) > 1 or "," in between:
            return None
        # "On Monday Ivanov said": the preposition has its own word already.
        is_time = any(c.kinds & _TIMES for c in passage.cues_within(last.end, at)) or any(map(str.isdigit, between))
        return None if is_time or between.strip().casefold() in self._passages.lexicon.months else last

    def _has_own_noun(self, between: str) -> bool:
        """Tell whether a subject of its own stands between a name and a cue, behind a comma."""
        if "," not in between:
            return False
        words = _WORD.findall(between.rpartition(",")[2])
        return any(len(word) >= _LONG and not word.endswith("ly") for word in words)

    def _speech_between(self, passage: Passage, start: int, end: int) -> bool:
        return bool(passage.cues_of("speech", start, end))

    def _mean(self, passage: Passage, sentence: Range, candidate: _Candidate) -> Subject:
        at = candidate.start, candidate.end
        if candidate.entity is not None:
            return Subject(frozenset({candidate.entity}), at=at)
        return Subject(self._antecedents(passage, sentence, candidate.start), at=at)

    def _antecedents(self, passage: Passage, sentence: Range, at: int) -> frozenset[str]:
        """Find whom a pronoun may mean: those named before it in its sentence, else in the nearest sentence before."""
        before = self._candidates(passage, sentence[0], at)
        free = {c.entity for c in before if c.entity and not self._depends(passage, sentence, c)}
        if free:
            return frozenset(free)
        for earlier, one_before in islice(self._backwards(passage, sentence), _FARTHEST_BACK):
            speaking = {some_id for spoken in self.within(earlier, one_before) for some_id in spoken.subject.speakers}
            named = speaking or self.named(earlier, *one_before)
            if named:
                return frozenset(named)
        return self.named(passage, sentence[0], at)

    def _backwards(self, passage: Passage, sentence: Range) -> Iterator[tuple[Passage, Range]]:
        """Give the sentences before one in its paragraph, the nearest first, and then those of the paragraph before."""
        here = bisect_right(passage.sentences, sentence[0], key=itemgetter(1))
        yield from ((passage, passage.sentences[at]) for at in reversed(range(here)))
        before = self._passages.before(passage)
        if before is not None:
            yield from ((before, other) for other in reversed(before.sentences))


def _is_apposed(text: str, candidate: _Candidate) -> bool:
    """Tell whether a name stands alone between two commas: it names whoever was described before it."""
    return text[: candidate.start].rstrip().endswith(",") and text[candidate.end :].lstrip().startswith(",")
