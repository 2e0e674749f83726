"""Our own voice: what editors write must not judge speakers, take sides, or quote what nobody wrote.

Each is a warning; other words are the way to settle it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from pydantic_core import to_json

from generator.cache import NO_CACHE, Cache, checksum
from generator.link import Library
from generator.problems import Problem, Severity
from generator.proof.disputed import DisputedClaims
from generator.proof.heard import NO_GIST, Gist, Heard, read_heard, write_heard
from generator.proof.hearing import Hearing
from generator.proof.loaded import Loaded
from generator.proof.notes import Notes, keep_warning, make_warning
from generator.proof.own_words import OwnWords, likely_sources, own_words, record_of
from generator.proof.quotation_marks import Witnesses, names_of_speakers, quotations, without
from generator.text import NameIndex, Range, fold

Voices = Notes[Heard]
"""What was heard before, under the language of our words."""

_ALL = "all"
"""The one name among these notes."""


def remember_voices(cache: Cache = NO_CACHE) -> Voices:
    """Give the notes of what was heard before."""
    return Notes(cache, "voice", write_heard, read_heard)


def doubt_voice(library: Library, texts: Mapping[str, str], language: str, voices: Voices) -> list[Problem]:
    """Look at all that editors wrote for readers; `language` is that of their words.

    `texts` are the checksums of all texts that are at hand, by article.
    """
    before = voices.get(_ALL, language) or Heard()
    listener = _Listener(Hearing(library, language, before), texts)
    doubts = dict(listener.doubts())
    heard = listener.heard(doubts)
    if heard != before:
        voices.put(_ALL, language, heard)
    voices.save()
    return [doubt for _, found in doubts.values() for doubt in found]


@dataclass(frozen=True)
class _Listener:
    """Doubts those records in which anything was heard that may give cause for it."""

    hearing: Hearing
    texts: Mapping[str, str]

    @cached_property
    def _witnesses(self) -> Witnesses:
        hearing = self.hearing
        return Witnesses(hearing.library, hearing.digests, self.texts, hearing.before.searched)

    @cached_property
    def _speakers(self) -> NameIndex:
        names = map(fold, names_of_speakers(self.hearing.library))
        # One that begins with a small letter is found with a capital as well.
        return NameIndex({spelling for name in names for spelling in (name, name[:1].upper() + name[1:])})

    @cached_property
    def _names(self) -> str:
        """The checksum of all names that the loaded verbs may have as their subjects."""
        return checksum(*sorted(names_of_speakers(self.hearing.library)))

    def heard(self, doubts: Mapping[str, tuple[str, list[Problem]]]) -> Heard:
        """Give all that is known now, for the next time."""
        hearing = self.hearing
        kept = {name: (stamp, [keep_warning(doubt) for doubt in found]) for name, (stamp, found) in doubts.items()}
        return Heard(
            hearing.digests,
            hearing.gists,
            hearing.stems,
            hearing.denied,
            hearing.told,
            kept,
            self._witnesses.searched,
        )

    def doubts(self) -> Iterator[tuple[str, tuple[str, list[Problem]]]]:
        """Give the doubts about each record that gives cause for any, with the stamp of what they depend on."""
        hearing = self.hearing
        gists, told, before = hearing.gists, hearing.told, hearing.before.doubts
        for name in sorted(gists.keys() | told.keys()):
            gist, claims = gists.get(name, NO_GIST), told.get(name, ())
            invented = self._invented(name, gist)
            if invented or gist.judges or claims:
                stamp = self._stamp(name, gist, invented, claims)
                known, kept = before.get(name, ("", []))
                if known == stamp:
                    yield name, (stamp, [make_warning(doubt) for doubt in kept])
                else:
                    yield name, (stamp, list(self._doubt(name, invented, claims)))

    def _invented(self, name: str, gist: Gist) -> list[str]:
        """Find what stands in quotation marks in a record, and in no source."""
        if not gist.quoted or not self._witnesses.are_complete:
            return []
        likely = partial(likely_sources, name, self.hearing.library)
        return [words for words in gist.quoted if not self._witnesses.hold(words, likely)]

    def _stamp(self, name: str, gist: Gist, invented: Sequence[str], claims: Iterable[str]) -> str:
        """Give the checksum of all that the doubts about a record depend on."""
        hearing = self.hearing
        told = [(claim, hearing.denied[claim][0], hearing.library.claims[claim].status.word) for claim in claims]
        # What nobody said is as our own words: there may be a verb in it.
        names = self._names if gist.judges or invented else ""
        return checksum(to_json([hearing.digests[name], gist.labels, invented, names, told]))

    def _doubt(self, name: str, invented: Collection[str], claims: Sequence[str]) -> Iterator[Problem]:
        """Give the doubts about a record."""
        hearing = self.hearing
        disputed = hearing.disputed(claims) if claims else None
        for words in own_words(record_of(name, hearing.library), hearing.label):
            yield from self._doubt_words(words, frozenset() if words.quotes_elsewhere else invented, disputed)

    def _doubt_words(
        self, words: OwnWords, invented: Collection[str], disputed: DisputedClaims | None
    ) -> Iterator[Problem]:
        """Give the doubts about one text."""
        quoted = list(quotations(words.text))
        others = [place for place in quoted if words.text[slice(*place)] not in invented]
        yield from (_quote_of_nobody(words, place) for place in quoted if place not in others)
        ours, loaded = without(words.text, others), self.hearing.loaded
        yield from (_loaded_verb(words, verb) for verb in (loaded.find(ours, lambda: self._speakers) if loaded else ()))
        for (claim, place), *_ in disputed.told_in(words, quoted) if disputed else ():
            yield self._disputed_as_fact(words, claim, place)

    def _disputed_as_fact(self, words: OwnWords, claim: str, place: Range) -> Problem:
        linked = self.hearing.library.claims[claim]
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
