"""Our own voice: what editors write must not judge speakers, take sides, or quote what nobody wrote.

Each is a warning; other words are the way to settle it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.link import Library
from generator.problems import Problem, Severity
from generator.proof.disputed import DisputedClaims, attribution_in
from generator.proof.loaded import Loaded, LoadedVerbs, loaded_verbs
from generator.proof.own_words import OwnWords, own_words
from generator.proof.quotation_marks import Witnesses, names_of_speakers, quotations, without
from generator.text import NameFinder, Range, compile_names

_SETTLED = frozenset({"claim", "not_known", "evidence", "verdict"})
"""Fields that tell no claim as a fact of ours: a claim is shown as one, the others say how it is known, or that not."""


def doubt_voice(library: Library, language: str) -> Iterator[Problem]:
    """Look at all that editors wrote for readers; `language` is that of their words."""
    attribution = attribution_in(language)
    disputed = DisputedClaims(library, attribution) if attribution else None
    listener = _Listener(library, language, Witnesses(library), loaded_verbs(language), disputed)
    for words in own_words(library):
        yield from listener.doubts(words)


@dataclass(frozen=True)
class _Listener:
    """What every text is asked, prepared once. What needs the cues of a language is None without them."""

    library: Library
    language: str
    witnesses: Witnesses
    loaded: LoadedVerbs | None
    disputed: DisputedClaims | None

    @cached_property
    def _speakers(self) -> NameFinder:
        return compile_names(names_of_speakers(self.library))

    def doubts(self, words: OwnWords) -> Iterator[Problem]:
        """Give the doubts about one text."""
        quoted = list(quotations(words.text))
        invented = {place: None for place in quoted if self._is_invented(words, place)}
        yield from (_quote_of_nobody(words, place) for place in invented)
        ours = without(words.text, (place for place in quoted if place not in invented))
        yield from (
            _loaded_verb(words, verb)
            for verb in (self.loaded.find(ours, lambda: self._speakers) if self.loaded else ())
        )
        if self.disputed and words.kind not in _SETTLED:
            told = self.disputed.told_in(words, quoted, self.language)
            yield from (self._disputed_as_fact(words, claim, place) for claim, place in told)

    def _is_invented(self, words: OwnWords, place: Range) -> bool:
        if words.quotes_elsewhere or not self.witnesses.are_complete:
            return False
        return not self.witnesses.hold(words.text[slice(*place)], words.articles)

    def _disputed_as_fact(self, words: OwnWords, claim: str, place: Range) -> Problem:
        linked = self.library.claims[claim]
        link = "" if words.kind == "title" else f", or write [[{claim}]], which shows the claim with its status"
        return Problem(
            "disputed-as-fact",
            words.spot(place),
            f'this tells as a fact what is {linked.status.word}: "{linked.record.claim}"',
            f"say in the same sentence whose word it is{link}",
            Severity.WARNING,
        )


def _loaded_verb(words: OwnWords, verb: Loaded) -> Problem:
    place = (verb.start, verb.end)
    return Problem(
        "loaded-verb",
        words.spot(place),
        f'"{_tidy(words, place)}" judges whoever speaks',
        f'write "{verb.plain}", or quote the source\'s own words',
        Severity.WARNING,
    )


def _quote_of_nobody(words: OwnWords, place: Range) -> Problem:
    return Problem(
        "quote-of-nobody",
        words.spot(place),
        f'no source text holds the words in these quotation marks: "{_tidy(words, place)}"',
        "copy the words from the text, or write them without quotation marks",
        Severity.WARNING,
    )


def _tidy(words: OwnWords, place: Range) -> str:
    return " ".join(words.text[slice(*place)].split())
