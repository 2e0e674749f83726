"""Disputed claims told as facts: sentences of ours that say what somebody denies, and not whose word it is."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import compress, repeat
from operator import contains

from generator.model import Event
from generator.proof.lexicon import CueKind, lexicon
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
_FEW = 16
"""Stems that are sought in a text one by one."""
_NEARLY_ALL = 80
_HALF = 50
"""Per cent of a claim's words."""
_CLOSING = " \"'”’“‘»)]*"
"""What may stand behind a question mark."""

_SETTLED = frozenset({"claim", "not_known", "evidence", "verdict"})
"""Fields that tell no claim as a fact of ours: a claim is shown as one, the others say how it is known, or that not."""

_SUPPOSING: frozenset[CueKind] = frozenset({"hedge", "condition"})

Stems = frozenset[str]


Denied = Sequence[str | None]
"""A claim that somebody denies, as it can be kept: its words, their stems with spaces between them, and its verb's."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A claim that somebody denies, as it is known again: by its words, as stems, and by its verb."""

    stems: Stems
    verb: str | None

    def share(self, stems: Stems) -> int:
        """Tell how many per cent of its words are there."""
        return 100 * len(self.stems & stems) // len(self.stems) if self.stems else 0

    def does(self, stems: Stems) -> bool:
        """Tell whether its verb is there, in any form; where it is not known, the other words must do."""
        verb = self.verb
        return verb is None or any(stem.startswith(verb) or verb.startswith(stem) for stem in stems)


class Attribution:
    """Finds the words of one language that show whose word a sentence is, or that it is in dispute."""

    def __init__(self, cues: Cues, language: str) -> None:
        speech = (word for words in cues.speech.values() for word in words)
        self._language = language
        self._finder = NameIndex(map(fold, [*speech, *cues.according, *cues.attributing]))
        links = (*cues.prepositions, *cues.subordinators, *cues.coordinators, *cues.pronouns)
        self._auxiliaries = frozenset(cues.auxiliaries)
        self._small_words = frozenset(word.casefold() for word in links) | self._auxiliaries

    def stands_in(self, sentence: str) -> bool:
        """Tell whether a sentence says whose word it is, or supposes it only ("may have", "if")."""
        folded = fold(sentence)
        if self._finder.search(folded.lower()) is not None:
            return True
        known = lexicon(self._language)
        assert known is not None  # it is made of the same cues
        return any(cue.kinds & _SUPPOSING for cue in known.find(folded))

    def stems(self, text: str) -> Stems:
        """Give the beginnings of the words that carry the sense."""
        # In ASCII a text can be folded as a whole; elsewhere that may take a letter apart, and a word with it.
        words = _WORD.findall(text.lower()) if text.isascii() else map(str.casefold, _WORD.findall(text))
        senses = set(words) - self._small_words
        return frozenset(word[:_STEM] for word in senses if len(word) >= _SHORTEST or word.isdigit())

    def verb(self, claim: str) -> str | None:
        """Give the beginning of the verb that says what was done, where an auxiliary shows it ("have taken")."""
        words = _WORD.findall(claim)
        at = next((index for index, word in enumerate(words, 1) if word in self._auxiliaries), len(words))
        # Nouns with capitals may stand between ("haben Basivka eingenommen").
        verb = next((word for word in words[at:] if word.islower() and self._carries_sense(word)), None)
        return verb and verb[:_STEM]

    def denied(self, words: str) -> Denied:
        """Prepare the words of a claim that somebody denies."""
        return [words, " ".join(sorted(self.stems(words))), self.verb(words)]

    def _carries_sense(self, word: str) -> bool:
        return len(word) >= _SHORTEST and word not in self._small_words


@cache
def attribution_in(language: str) -> Attribution | None:
    """Prepare the words of attribution of a language; None where there are none for it."""
    cues = read_cues(language)
    return Attribution(cues, language) if cues else None


class DisputedClaims:
    """Some claims that somebody denies, to be known again in words of ours."""

    def __init__(self, claims: Mapping[str, Denied], language: str) -> None:
        self._denied, self._language = claims, language

    @cached_property
    def _claims(self) -> Mapping[str, _Known]:
        denied = self._denied.items()
        return {name: _Known(frozenset((stems or "").split()), verb) for name, (_, stems, verb) in denied}

    @cached_property
    def _attribution(self) -> Attribution:
        attribution = attribution_in(self._language)
        assert attribution is not None  # else nobody could tell what is told as a fact
        return attribution

    def near(self, stems: Stems) -> list[str]:
        """Give the claims nearly all of whose words a whole text holds; none of its sentences tells another one."""
        index = self._by_rare_stem
        near = {name for rare in index.keys() & stems for name, own, least in index[rare] if len(own & stems) >= least}
        return [name for name in near if self._claims[name].does(stems)]

    def near_any(self, records: Mapping[str, str]) -> dict[str, set[str]]:
        """Give the claims that records may tell, by the stems of their texts: a line for each text."""
        near = {
            record: {name for stems in records[record].split("\n") for name in self.near(frozenset(stems.split()))}
            for record in self._holding_any(records)
        }
        return {record: claims for record, claims in near.items() if claims}

    def _holding_any(self, records: Mapping[str, str]) -> Iterable[str]:
        """Find the records that hold any rare word: at an edit a claim or two are sought, and few hold theirs."""
        if not records or len(self._by_rare_stem) > _FEW:
            return records
        texts = records.values()
        return {name for stem in self._by_rare_stem for name in compress(records, map(contains, texts, repeat(stem)))}

    def told_in(self, words: OwnWords, quoted: Iterable[Range]) -> Iterator[list[tuple[str, Range]]]:
        """Give the claims that each sentence tells as facts, if any, the likeliest first, and where."""
        bare = without(words.text, quoted)
        may_tell = could_tell(words) and self._told(words, bare, (0, len(bare)))
        for sentence in split_sentences(words.text, self._language) if may_tell else ():
            text = words.text[slice(*sentence)]
            told = self._told(words, bare, sentence)
            if told and not text.rstrip(_CLOSING).endswith("?") and not self._attribution.stands_in(text):
                yield told

    def _told(self, words: OwnWords, bare: str, sentence: Range) -> list[tuple[str, Range]]:
        """Find the claims that a sentence links to with words of ours, and those nearly all of whose words it holds."""
        linked = [
            (link.id, link.place)
            for link in words.block.references
            if link.has_words and link.id in self._claims and sentence[0] <= link.place[0] < sentence[1]
        ]
        stems = self._attribution.stems(bare[slice(*sentence)])
        near = sorted(self.near(stems), key=lambda name: (-self._claims[name].share(stems), name))
        # The title of an event that names a claim needs fewer of its words to tell it.
        about = words.record.claims if isinstance(words.record, Event) else []
        half = [name for name in about if name in self._claims and self._claims[name].share(stems) >= _HALF]
        return [*linked, *((name, sentence) for name in (*near, *half))]

    @cached_property
    def _by_rare_stem(self) -> dict[str, list[tuple[str, Stems, int]]]:
        """List claims by their rarest words, as many as make sure that no sentence with nearly all lacks every one.

        Each with all its words, and how many of them must be there.
        """
        count = Counter(stem for claim in self._claims.values() for stem in claim.stems)
        index: dict[str, list[tuple[str, Stems, int]]] = defaultdict(list)
        for name, claim in self._claims.items():
            missing = len(claim.stems) * (100 - _NEARLY_ALL) // 100
            rarest = sorted(claim.stems, key=lambda stem: (count[stem], stem)) if len(claim.stems) >= _LEAST else []
            for stem in rarest[: missing + 1]:
                index[stem].append((name, claim.stems, len(claim.stems) - missing))
        return index


def could_tell(words: OwnWords) -> bool:
    """Tell whether a text is one that could tell a claim as a fact."""
    return words.kind not in _SETTLED
