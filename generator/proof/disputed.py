"""Disputed claims told as facts: sentences of ours that say what somebody denies, and not whose word it is."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from generator.link import Library
from generator.model import Event
from generator.proof.lexicon import CueKind, Lexicon, lexicon
from generator.proof.own_words import OwnWords
from generator.proof.quotation_marks import without
from generator.read import Cues, read_cues
from generator.text import NameIndex, Range, fold, split_sentences

_WORD = re.compile(r"[^\W\d_]+|\d+")
_STEM = 5
_SHORTEST = 4
"""Letters of a word that is compared; shorter ones mean little by themselves."""
_LEAST = 4
"""Words that a claim needs to be known again by them."""
_NEARLY_ALL = 80
_HALF = 50
"""Per cent of a claim's words."""
_CLOSING = " \"'”’“‘»)]*"
"""What may stand behind a question mark."""

_SUPPOSING: frozenset[CueKind] = frozenset({"hedge", "condition"})

Stems = frozenset[str]


class Attribution:
    """Finds the words of one language that show whose word a sentence is, or that it is in dispute."""

    def __init__(self, cues: Cues, lexicon: Lexicon) -> None:
        speech = (word for words in cues.speech.values() for word in words)
        self._lexicon = lexicon
        self._finder = NameIndex(map(fold, [*speech, *cues.according, *cues.attributing]))
        links = (*cues.prepositions, *cues.subordinators, *cues.coordinators, *cues.pronouns)
        self._auxiliaries = frozenset(cues.auxiliaries)
        self._small_words = frozenset(word.casefold() for word in links) | self._auxiliaries

    def stands_in(self, sentence: str) -> bool:
        """Tell whether a sentence says whose word it is, or supposes it only ("may have", "if")."""
        folded = fold(sentence)
        if self._finder.search(folded.lower()) is not None:
            return True
        return any(cue.kinds & _SUPPOSING for cue in self._lexicon.find(folded))

    def stems(self, text: str) -> Stems:
        """Give the beginnings of the words that carry the sense."""
        words = (word.casefold() for word in _WORD.findall(text))
        return frozenset(word[:_STEM] for word in words if word.isdigit() or self._carries_sense(word))

    def verb(self, claim: str) -> str | None:
        """Give the beginning of the verb that says what was done, where an auxiliary shows it ("have taken")."""
        words = _WORD.findall(claim)
        at = next((index for index, word in enumerate(words, 1) if word in self._auxiliaries), len(words))
        # Nouns with capitals may stand between ("haben Basivka eingenommen").
        verb = next((word for word in words[at:] if word.islower() and self._carries_sense(word)), None)
        return verb and verb[:_STEM]

    def _carries_sense(self, word: str) -> bool:
        return len(word) >= _SHORTEST and word not in self._small_words


@cache
def attribution_in(language: str) -> Attribution | None:
    """Prepare the words of attribution of a language; None where there are none for it."""
    cues = read_cues(language)
    found = lexicon(language)
    return Attribution(cues, found) if cues and found else None


class DisputedClaims:
    """The claims of a Library that somebody denies, to be known again in words of ours."""

    def __init__(self, library: Library, attribution: Attribution) -> None:
        self._attribution = attribution
        denied = [claim.record for claim in library.claims.values() if claim.status.word in {"disputed", "denied"}]
        self._stems = {claim.id: attribution.stems(claim.claim) for claim in denied}
        self._verbs = {claim.id: attribution.verb(claim.claim) for claim in denied}
        self._by_rare_stem = _index(self._stems)

    def told_in(self, words: OwnWords, quoted: Iterable[Range], language: str) -> Iterator[tuple[str, Range]]:
        """Find the claims that sentences tell as facts, and where."""
        bare = without(words.text, quoted)
        for sentence in split_sentences(words.text, language) if self._may_be_told(words, bare) else ():
            text = words.text[slice(*sentence)]
            told = self._told(words, bare, sentence)
            if told and not text.rstrip(_CLOSING).endswith("?") and not self._attribution.stands_in(text):
                yield told

    def _may_be_told(self, words: OwnWords, bare: str) -> bool:
        """Tell whether a whole text holds what one of its sentences would have to hold; most do not."""
        return bool(self._stems) and self._told(words, bare, (0, len(bare))) is not None

    def _told(self, words: OwnWords, bare: str, sentence: Range) -> tuple[str, Range] | None:
        """Find a claim that a sentence links to with words of ours, or nearly all of whose words it holds."""
        for link in words.block.references:
            if link.has_words and link.id in self._stems and sentence[0] <= link.place[0] < sentence[1]:
                return link.id, link.place
        stems = self._attribution.stems(bare[slice(*sentence)])
        # The title of an event that names a claim needs fewer of its words to tell it.
        about = words.record.claims if isinstance(words.record, Event) else []
        near = dict.fromkeys(name for stem in sorted(stems) for name in self._by_rare_stem.get(stem, ()))
        claims = [
            *(name for name in near if self._share(name, stems) >= _NEARLY_ALL and self._does(name, stems)),
            *(name for name in about if self._share(name, stems) >= _HALF),
        ]
        return (claims[0], sentence) if claims else None

    def _does(self, name: str, stems: Stems) -> bool:
        """Tell whether a claim's verb is there, in any form; where it is not known, the other words must do."""
        verb = self._verbs[name]
        return verb is None or any(stem.startswith(verb) or verb.startswith(stem) for stem in stems)

    def _share(self, name: str, stems: Stems) -> int:
        """Tell how many per cent of a claim's words are there."""
        own = self._stems.get(name, frozenset())
        return 100 * len(own & stems) // len(own) if own else 0


def _index(stems: dict[str, Stems]) -> dict[str, list[str]]:
    """List claims by their rarest words, as many as make sure that no sentence with nearly all lacks every one."""
    count = Counter(stem for found in stems.values() for stem in found)
    index: dict[str, list[str]] = defaultdict(list)
    for name, found in stems.items():
        missing = len(found) * (100 - _NEARLY_ALL) // 100
        for stem in sorted(found, key=lambda stem: (count[stem], stem))[: missing + 1] if len(found) >= _LEAST else ():
            index[stem].append(name)
    return index
