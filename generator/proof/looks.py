"""Looks: what reading an article's text closely brought, remembered so that an edit costs one look.

It depends on the article, its text, who is named where, its positions and the
cues of its language. All of that is in the stamp of a look, and the names that
its doubts tell are kept with it, so what is remembered is what would be found
again. No word of a text that is withheld is kept.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter

from pydantic_core import from_json, to_json

from generator.cache import NO_CACHE, Cache, checksum
from generator.link import Library, LinkedArticle
from generator.problems import Problem
from generator.proof.annals import remember_annals
from generator.proof.coverage import Coverage
from generator.proof.doubts import Doubted
from generator.proof.notes import Notes, keep_warning, make_warning
from generator.proof.voice import remember_voices
from generator.text import Found, Range


@dataclass(frozen=True, slots=True)
class CloseLook:
    """What a close look at an article's text brought.

    `doubts` are None where they were not looked for, `coverage` is None where the text cannot be read closely.
    `names` are those that the doubts tell, by their ids.
    """

    doubts: tuple[Doubted, ...] | None
    coverage: Coverage | None
    names: Mapping[str, str] = field(default_factory=dict)


class Looks:
    """The looks that were taken before, and the fingerprints that were made of positions."""

    def __init__(self, cache: Cache = NO_CACHE) -> None:
        self._looks = Notes(cache, "looks", _write, _read)
        self._prints: Notes[list[str]] = Notes(cache, "prints", to_json, from_json)
        self.voices = remember_voices(cache)
        self.annals = remember_annals(cache)

    def recall(
        self, stamps: Mapping[str, str], label: Callable[[str], str], *, with_doubts: bool
    ) -> dict[str, CloseLook]:
        """Give the looks at articles that would bring the same again, by the articles' stamps.

        `label` gives the name of an id; a look without doubts does not do `with_doubts`.
        """
        known = {article: self._looks.get(article, stamp) for article, stamp in stamps.items()}
        return {
            article: look
            for article, look in known.items()
            if look and _fit(look.names, label) and not (with_doubts and look.doubts is None)
        }

    def keep(self, article: str, stamp: str, look: CloseLook) -> CloseLook:
        """Keep a look at an article."""
        self._looks.put(article, stamp, look)
        return look

    def prints(self, article: str, stamp: str, make: Callable[[], list[str]]) -> list[str]:
        """Give the fingerprints of an article's positions."""
        known = self._prints.get(article, stamp)
        if known is None:
            known = make()
            self._prints.put(article, stamp, known)
        return known

    def save(self) -> None:
        """Keep what was asked for this time, and nothing else, for the next."""
        self._looks.save()
        self._prints.save()


def _fit(names: Mapping[str, str], label: Callable[[str], str]) -> bool:
    return all(label(some_id) == name for some_id, name in names.items())


_stands = attrgetter("entity", "start", "end")


def stamp_of(article: LinkedArticle, text: str, library: Library) -> str:
    """Give the checksum of all that a look at an article depends on but names; `text` is that of its text."""
    mentions = list(map(_stands, article.mentions))
    positions = [
        (p.record.digest, p.quote.fragments) if isinstance(p.quote, Found) else p.record.digest
        for p in article.positions
    ]
    kinds = list(map(library.kinds.get, article.entities))
    return checksum(to_json([article.record.digest, text, mentions, positions, kinds]))


def stamp_of_prints(
    seen: str, article: LinkedArticle, library: Library, *, shared: Collection[str], is_private: bool
) -> str:
    """Give the checksum of all that the fingerprints of an article's positions depend on.

    `seen` is that of a look at it, `shared` are the names that several share.
    """
    publisher = article.record.source.publisher
    positions = [(library.claims[p.claim].record.digest, p.speaker.usual, p.speaker.side) for p in article.positions]
    named = dict.fromkeys(name for p in article.positions for name in (p.actor, p.speaker.side, *p.record.via))
    names = [(name, library.label(name), _what_tells_apart(name, library, shared)) for name in named]
    return checksum(seen, to_json([publisher and library.label(publisher), is_private, positions, names]))


def _what_tells_apart(speaker: str, library: Library, shared: Collection[str]) -> str | None:
    """Give the digest of a speaker whose name others have as well."""
    record = library.actors.get(speaker) or library.units.get(speaker)
    return record.digest if record and record.label in shared else None


def tell(looks: Iterable[tuple[LinkedArticle, CloseLook]]) -> list[Problem]:
    """Give the doubts of all looks as problems, each with the words that it is about."""
    return [_with_words(article, *doubted) for article, look in looks for doubted in look.doubts or ()]


def _with_words(article: LinkedArticle, problem: Problem, at: Range) -> Problem:
    words = article.source.passages(*at) if article.source else []
    return replace(problem, passage=" ".join(" ".join(words).split()))


def _write(look: CloseLook) -> bytes:
    told = [[keep_warning(problem), at] for problem, at in look.doubts] if look.doubts is not None else None
    return to_json([told, [look.coverage.cues, look.coverage.covered] if look.coverage else None, look.names])


def _read(kept: bytes) -> CloseLook:
    told, coverage, names = from_json(kept)
    doubts = None if told is None else tuple((make_warning(problem), (at[0], at[1])) for problem, at in told)
    return CloseLook(doubts, Coverage(*coverage) if coverage else None, names)
