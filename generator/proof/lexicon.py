"""The cues of a language made ready to be found in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from generator.model import Stance
from generator.read import read_cues

Phrase = tuple[str, ...]
"""The words of a cue, in small letters."""

_WORD = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*")
"""A word; an English possessive is none of it, so that "he's" holds "he"."""

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


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found in a folded text: where, as its list spells it, and what it may show."""

    start: int
    end: int
    words: str
    kinds: frozenset[CueKind]
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Finds the cues of one language."""

    kinds: Mapping[Phrase, frozenset[CueKind]]
    stances: Mapping[Phrase, Stance]
    phrases: Mapping[Phrase, tuple[Phrase, ...]]
    """The cues of several words by their first two, the longest first."""
    months: Mapping[str, int]
    """Names of months, in every form, and their numbers."""
    weekdays: Mapping[str, int]
    """Names of weekdays, in every form, and their numbers; Monday's is 0."""

    def find(self, text: str) -> tuple[Cue, ...]:
        """Find all cues in a folded text, leftmost and longest."""
        return tuple(self._search(text, list(_WORD.finditer(text))))

    def _search(self, text: str, words: list[re.Match[str]]) -> Iterator[Cue]:
        spellings = [word[0].lower() for word in words]
        at = 0
        while at < len(words):
            phrase = self._phrase_at(spellings, words, at)
            if phrase is None:
                at += 1
                continue
            start, at = words[at].start(), at + len(phrase)
            kinds = self.kinds[phrase]
            if not (text[start].isupper() and kinds <= _SMALL) or _begins_sentence(text, start):
                yield Cue(start, words[at - 1].end(), " ".join(phrase), kinds, self.stances.get(phrase))

    def _phrase_at(self, spellings: list[str], words: list[re.Match[str]], at: int) -> Phrase | None:
        """Find the longest cue that begins with a word."""
        longer = self.phrases.get((spellings[at], spellings[at + 1]), ()) if at + 1 < len(words) else ()
        for phrase in longer:
            if _stands(phrase, spellings, words, at):
                return phrase
        alone = (spellings[at],)
        return alone if alone in self.kinds else None


def _stands(phrase: Phrase, spellings: list[str], words: list[re.Match[str]], at: int) -> bool:
    """Tell whether the words of a phrase stand from a word on, with no more than a space or hyphen between them."""
    if tuple(spellings[at : at + len(phrase)]) != phrase:
        return False
    return all(words[i + 1].start() - words[i].end() == 1 for i in range(at, at + len(phrase) - 1))


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
    return Lexicon(
        {phrase: frozenset(found) for phrase, found in kinds.items()}, stances, _by_beginning(kinds), months, weekdays
    )


def _phrase(words: str) -> Phrase:
    return tuple(word.lower() for word in _WORD.findall(words))


def _by_beginning(phrases: Iterable[Phrase]) -> dict[Phrase, tuple[Phrase, ...]]:
    groups: dict[Phrase, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        if len(phrase) > 1:
            groups[phrase[:2]].append(phrase)
    return {beginning: tuple(sorted(group, key=len, reverse=True)) for beginning, group in groups.items()}
