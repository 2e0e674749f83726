"""Looks: what reading an article's text closely brought, remembered so that an edit costs one look.

It depends on the article, its text, who is named where, its positions and the
cues of its language. All of that is in the stamp of a look, so what is
remembered is what would be found again. No word of a text that is withheld is kept.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from pydantic_core import from_json, to_json

from generator.cache import NO_CACHE, Cache, checksum
from generator.link import Library, LinkedArticle
from generator.problems import Problem, Severity, Span
from generator.proof.coverage import Coverage
from generator.proof.doubts import Doubted
from generator.proof.notes import Notes
from generator.text import Found, Range


@dataclass(frozen=True, slots=True)
class CloseLook:
    """What a close look at an article's text brought.

    `doubts` are None where they were not looked for, `coverage` is None where the text cannot be read closely.
    """

    doubts: tuple[Doubted, ...] | None
    coverage: Coverage | None


class Looks:
    """The looks that were taken before, and the fingerprints that were made of positions."""

    def __init__(self, cache: Cache = NO_CACHE) -> None:
        self._looks = Notes(cache, "looks", _write, _read)
        self._prints: Notes[list[str]] = Notes(cache, "prints", to_json, from_json)

    def take(self, article: str, stamp: str, look: Callable[[], CloseLook], *, with_doubts: bool) -> CloseLook:
        """Give what a look at an article brings; `look` takes it where anything has changed since the last one."""
        known = self._looks.get(article, stamp)
        if known is None or (with_doubts and known.doubts is None):
            known = look()
            self._looks.put(article, stamp, known)
        return known

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


def stamp_of(article: LinkedArticle, text: str, library: Library) -> str:
    """Give the checksum of all that a look at an article depends on; `text` is that of its text."""
    mentions = [(m.entity, m.section, m.block, m.start, m.end) for m in article.mentions]
    positions = [
        (p.record.digest, p.quote.section, p.quote.fragments) if isinstance(p.quote, Found) else (p.record.digest,)
        for p in article.positions
    ]
    named = dict.fromkeys([*article.entities, *(p.actor for p in article.positions)])
    names = [(some_id, library.kinds.get(some_id), library.label(some_id)) for some_id in named]
    return checksum(to_json([article.record.digest, text, mentions, positions, names]))


def stamp_of_prints(
    seen: str, article: LinkedArticle, library: Library, *, shared: Collection[str], is_private: bool
) -> str:
    """Give the checksum of all that the fingerprints of an article's positions depend on.

    `seen` is that of a look at it, `shared` are the names that several share.
    """
    publisher = article.record.source.publisher
    positions = [
        (
            library.claims[position.claim].record.digest,
            position.speaker.usual,
            [library.label(some_id) for some_id in (position.speaker.side, *position.record.via)],
            _what_tells_apart(position.speaker.actor, library, shared),
        )
        for position in article.positions
    ]
    return checksum(seen, to_json([publisher and library.label(publisher), is_private, positions]))


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
    told = [_plain(*doubted) for doubted in look.doubts] if look.doubts is not None else None
    return to_json([told, [look.coverage.cues, look.coverage.covered] if look.coverage else None])


def _plain(problem: Problem, at: Range) -> list[object]:
    span = problem.span
    place = [span.file, span.line, span.column, span.length]
    return [problem.code, place, problem.message, problem.help, problem.withheld, at]


def _read(kept: bytes) -> CloseLook:
    told, coverage = from_json(kept)
    doubts = None
    if told is not None:
        doubts = tuple(
            (Problem(code, Span(*place), message, help_, Severity.WARNING, withheld=withheld), (at[0], at[1]))
            for code, place, message, help_, withheld, at in told
        )
    return CloseLook(doubts, Coverage(*coverage) if coverage else None)
