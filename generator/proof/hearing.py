"""Hearing: what in our own words may give cause for a doubt, gathered again only where anything has changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from operator import attrgetter, ne
from typing import TypeVar

from generator.link import Library
from generator.model import Event, Record
from generator.proof.disputed import Attribution, Denied, DisputedClaims, attribution_in, could_tell
from generator.proof.heard import NO_GIST, Gist, Heard
from generator.proof.loaded import LoadedVerbs, loaded_verbs
from generator.proof.notes import noting
from generator.proof.own_words import digests_of_writing, label_in_prose, own_words, record_of
from generator.proof.quotation_marks import quotations, without

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Hearing:
    """All that editors wrote, held against what was `heard` of it before. `language` is that of their words."""

    library: Library
    language: str
    before: Heard

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The digests of all records in which editors write for readers."""
        return digests_of_writing(self.library)

    @cached_property
    def loaded(self) -> LoadedVerbs | None:
        """The verbs that judge; None where there are none for the language."""
        return loaded_verbs(self.language)

    @cached_property
    def attribution(self) -> Attribution | None:
        """The words that tell whose word a sentence is, likewise."""
        return attribution_in(self.language)

    def label(self, some_id: str) -> str:
        """Give the words that stand in prose for an id."""
        return label_in_prose(some_id, self.library)

    @cached_property
    def changed(self) -> frozenset[str]:
        """The records that are new, say something else, or show another name."""
        now = self.digests
        other = compress(now, map(ne, now.values(), map(self.before.digests.get, now)))
        renamed = (
            name
            for name, gist in self.before.gists.items()
            if any(self.label(some_id) != label for some_id, label in gist.labels.items())
        )
        return frozenset({*other, *renamed} & now.keys())

    @cached_property
    def gists(self) -> Mapping[str, Gist]:
        """The gist of each record that has any."""
        return self._unchanged(self.before.gists) | {
            name: gist for name, (gist, _) in self._heard_anew.items() if gist != NO_GIST
        }

    @cached_property
    def stems(self) -> Mapping[str, str]:
        """The words of each record's texts that could tell a claim as a fact, as stems: a line for each text."""
        return self._unchanged(self.before.stems) | {
            name: stems for name, (_, stems) in self._heard_anew.items() if stems
        }

    def _unchanged(self, heard: Mapping[str, Entry]) -> dict[str, Entry]:
        return {name: entry for name, entry in heard.items() if name in self.digests and name not in self.changed}

    @cached_property
    def _heard_anew(self) -> Mapping[str, tuple[Gist, str]]:
        return {name: self._hear(record_of(name, self.library)) for name in sorted(self.changed)}

    def _hear(self, record: Record) -> tuple[Gist, str]:
        """Gather the gist of a record, and the stems of its texts."""
        labels: dict[str, str] = {}
        quoted: dict[str, None] = {}
        claims = dict.fromkeys(record.claims if isinstance(record, Event) else ())
        stems, judges = [], False
        for words in own_words(record, noting(self.label, labels)):
            places = list(quotations(words.text))
            ours = without(words.text, places)
            judges = judges or (self.loaded is not None and self.loaded.may_judge(ours))
            if not words.quotes_elsewhere:
                quoted |= dict.fromkeys(words.text[slice(*place)] for place in places)
            if self.attribution and could_tell(words):
                claims |= dict.fromkeys(link.id for link in words.block.references if link.has_words)
                stems.append(" ".join(self.attribution.stems(ours)))
        return Gist(labels, tuple(quoted), judges, tuple(claims)), "\n".join(stems)

    @cached_property
    def denied(self) -> Mapping[str, Denied]:
        """The claims that are in dispute."""
        claims = self.library.claims
        in_dispute = map(_IN_DISPUTE.__contains__, map(_status, claims.values()))
        found = {name: self._denied(name, claims[name].record.claim) for name in compress(claims, in_dispute)}
        return {name: denied for name, denied in found.items() if denied}

    def _denied(self, name: str, words: str) -> Denied | None:
        known = self.before.denied.get(name)
        if known and known[0] == words:
            return known
        return self.attribution.denied(words) if self.attribution else None

    @cached_property
    def told(self) -> Mapping[str, Sequence[str]]:
        """The claims in dispute that a record tells as facts, of each that does."""
        before = self.before.denied
        others = {name: claim for name, claim in self.denied.items() if before.get(name) != claim}
        told = {
            name: [claim for claim in claims if claim in self.denied and claim not in others]
            for name, claims in self._unchanged(self.before.told).items()
        }
        found = self._find(others, self._is_unchanged) if others else {}
        found |= self._find(self.denied, self._is_changed) if self.changed else {}
        for name, claims in found.items():
            told[name] = sorted({*told.get(name, ()), *claims})
        return {name: claims for name, claims in told.items() if claims}

    def _is_unchanged(self, name: str) -> bool:
        return name not in self.changed

    def _is_changed(self, name: str) -> bool:
        return name in self.changed

    def _find(self, claims: Mapping[str, Denied], is_asked: Callable[[str], bool]) -> dict[str, set[str]]:
        """Find which of some claims those records tell as facts that are asked."""
        near = self.disputed(claims).near_any({name: self.stems[name] for name in filter(is_asked, self.stems)})
        for name, gist in self.gists.items():
            named = claims.keys() & gist.claims if gist.claims and is_asked(name) else ()
            if named:
                near[name] = near.get(name, set()).union(named)
        return {name: self._confirm(name, self.disputed(maybe)) for name, maybe in near.items()}

    def disputed(self, claims: Iterable[str]) -> DisputedClaims:
        """Prepare some claims in dispute to be known again."""
        return DisputedClaims({name: self.denied[name] for name in claims}, self.language)

    def _confirm(self, name: str, disputed: DisputedClaims) -> set[str]:
        """Find the claims that a sentence of a record tells, and not only its words taken together."""
        return {
            claim
            for words in own_words(record_of(name, self.library), self.label)
            for told in disputed.told_in(words, quotations(words.text))
            for claim, _ in told
        }


_IN_DISPUTE = frozenset({"disputed", "denied"})

_status = attrgetter("status.word")
