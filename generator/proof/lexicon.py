"""The cues of a language made ready to be found in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Literal, NamedTuple

from generator.model import Stance
from generator.read import read_cues

Phrase = tuple[str, ...]
"""The words of a cue, in small letters."""

_WORD = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*")
"""A word; an English possessive is none of it, so that "he's" holds "he"."""

_WORDS = re.compile(f"({_WORD.pattern})")

CueKind = Literal[
    "speech",
    "according",
    "by",
    "noun",
    "negation",
    "hedge",
    "condition",
    "pronoun",
    "preposition",
    "subordinator",
    "coordinator",
    "harmless",
    "day",
    "month",
    "year",
]

_SMALL: frozenset[CueKind] = frozenset({"negation", "hedge", "condition"})
"""Cues that with a capital inside a sentence are something else: the month of May, No. 5."""

_FIELDS: dict[str, CueKind] = {
    "according": "according",
    "by": "by",
    "nouns": "noun",
    "negations": "negation",
    "hedges": "hedge",
    "conditions": "condition",
    "pronouns": "pronoun",
    "prepositions": "preposition",
    "subordinators": "subordinator",
    "coordinators": "coordinator",
    "harmless": "harmless",
    "relative_days": "day",
    "relative_months": "month",
    "relative_years": "year",
}
"""The lists of a language and what a word of each shows."""


class Cue(NamedTuple):
    """A cue found in a folded text: where, as its list spells it, and what it may show.

    A tuple, for there are a hundred and more in each text, and it is made in a third of the time.
    """

    start: int
    end: int
    words: str
    kinds: frozenset[CueKind]
    stance: Stance | None = None


class _Sense(NamedTuple):
    """What a cue may show wherever it stands; `small` tells that with a capital it is something else."""

    words: str
    kinds: frozenset[CueKind]
    stance: Stance | None
    small: bool


class _Begun(NamedTuple):
    """The cues that begin with a word: the word alone, and longer ones by their second word, the longest first."""

    alone: _Sense | None
    longer: Mapping[str, tuple[tuple[Phrase, _Sense], ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Finds the cues of one language."""

    begun: Mapping[str, _Begun]
    """The cues by the word that they begin with."""
    months: Mapping[str, int]
    """Names of months, in every form, and their numbers."""
    weekdays: Mapping[str, int]
    """Names of weekdays, in every form, and their numbers; Monday's is 0."""

    def find(self, text: str) -> tuple[Cue, ...]:
        """Find all cues in a folded text, leftmost and longest."""
        # Words stand at the odd places, what divides them at the even ones.
        pieces = _WORDS.split(_in_small_letters(text))
        words = pieces[1::2]
        begun = [index for index, word in enumerate(words) if word in self.begun]
        if not begun:
            return ()
        return tuple(self._search(text, words, begun, list(accumulate(map(len, pieces), initial=0))))

    def _search(self, text: str, words: list[str], begun: list[int], edges: list[int]) -> Iterator[Cue]:
        """Look at each word with which a cue may begin; word number n stands between the edges 2n + 1 and 2n + 2."""
        free = 0
        for at in begun:
            if at < free:
                continue
            sense, longer = self.begun[words[at]]
            length = 1
            if longer and at + 1 < len(words) and words[at + 1] in longer:
                phrases = longer[words[at + 1]]
                length, sense = _longest(phrases, words, edges, at) or (length, sense)
            if sense is None:
                continue
            free = at + length
            start, end = edges[2 * at + 1], edges[2 * free]
            if not (sense.small and text[start].isupper()) or _begins_sentence(text, start):
                yield Cue(start, end, sense.words, sense.kinds, sense.stance)


def _in_small_letters(text: str) -> str:
    """Write a text in small letters, each in its place: the rare one that becomes two has no place in a cue."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(s if len(s := c.lower()) == 1 else c for c in text)


def _longest(
    phrases: Iterable[tuple[Phrase, _Sense]], words: list[str], edges: list[int], at: int
) -> tuple[int, _Sense] | None:
    """Find the longest of some cues of several words that stands from a word on."""
    return next(((len(phrase), sense) for phrase, sense in phrases if _stands(phrase, words, edges, at)), None)


def _stands(phrase: Phrase, words: list[str], edges: list[int], at: int) -> bool:
    """Tell whether the words of a phrase stand from a word on, with no more than a space or hyphen between them."""
    if tuple(words[at : at + len(phrase)]) != phrase:
        return False
    return all(edges[2 * i + 3] - edges[2 * i + 2] == 1 for i in range(at, at + len(phrase) - 1))


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \"'([-")
    return not before or before[-1] in ".!?:;\n"


@cache
def lexicon(language: str) -> Lexicon | None:
    """Prepare the cues of a language; None where there are none for it."""
    cues = read_cues(language)
    if cues is None:
        return None
    kinds: dict[Phrase, set[CueKind]] = defaultdict(set)
    for name, kind in _FIELDS.items():
        for words in getattr(cues, name):
            kinds[_phrase(words)].add(kind)
    stances: dict[Phrase, Stance] = {}
    for stance, listed in cues.speech.items():
        for words in listed:
            kinds[_phrase(words)].add("speech")
            stances[_phrase(words)] = stance  # type: ignore[assignment]  # the lists are by stance
    months = {form: number for number, forms in enumerate(cues.months, 1) for form in forms}
    weekdays = {form: number for number, forms in enumerate(cues.weekdays) for form in forms}
    for form in weekdays:
        kinds[_phrase(form)].add("day")
    senses = {
        phrase: _Sense(" ".join(phrase), frozenset(found), stances.get(phrase), found <= _SMALL)
        for phrase, found in kinds.items()
    }
    return Lexicon(_by_beginning(senses), months, weekdays)


def _phrase(words: str) -> Phrase:
    return tuple(word.lower() for word in _WORD.findall(words))


def _by_beginning(senses: Mapping[Phrase, _Sense]) -> dict[str, _Begun]:
    begun: dict[str, _Begun] = {}
    for phrase in sorted(senses, key=len, reverse=True):
        first, *rest = phrase
        alone, longer = begun.get(first, (None, {}))
        if rest:
            more = (*longer.get(rest[0], ()), (phrase, senses[phrase]))
            begun[first] = _Begun(alone, {**longer, rest[0]: more})
        else:
            begun[first] = _Begun(senses[phrase], longer)
    return begun
