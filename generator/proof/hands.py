"""Hands: everybody who had a part in what stands on a page as a position, where blame alone would not name them.

These are those who took lines away, those whose words somebody else put back,
and whoever changed last what the position is read with. Asking costs a run of
Git for each record, so only what would count as read by two people is asked about.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.link import REPORT, Library, LinkedPosition
from generator.model import Claim, Record, Unit
from generator.proof.context import context_lines
from generator.proof.fingerprints import shared_names
from generator.read import Git
from generator.read.blame import Authors, Blame, gather, read_authors, read_blame
from generator.read.touched import Commits, Stretch, read_order, read_restored, read_touched

Place = tuple[str, tuple[int, ...]]
"""Some lines of a file."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where a position stands: its records, its longest lines, and all that it is read with."""

    own: Place
    stretches: tuple[Stretch, ...]
    telling: tuple[Stretch, ...]
    context: tuple[Place, ...]


def all_hands(
    git: Git, positions: Sequence[LinkedPosition], library: Library, private: Collection[str], blame: Blame
) -> list[Authors | None]:
    """Give for each position everybody who may not be its second reader, besides those whom blame names.

    None stands for one of which Git cannot say it. `blame` is that of the files the positions stand in.
    """
    shared = shared_names(library)
    lines = [_lines(position, library, private, shared) for position in positions]
    context = read_blame(git, sorted({file for entry in lines for file, _ in entry.context}))
    order = read_order(git)
    told = {
        **{("touched", s): c for s, c in read_touched(git, chain(*(entry.stretches for entry in lines))).items()},
        **{("restored", s): c for s, c in read_restored(git, chain(*(entry.telling for entry in lines))).items()},
    }
    commits = [
        _all(
            [
                *(told["touched", stretch] for stretch in entry.stretches),
                *(told["restored", stretch] for stretch in entry.telling),
                _newest(
                    _all([blame.commits(*entry.own), *(context.commits(*place) for place in entry.context)]), order
                ),
            ]
        )
        for entry in lines
    ]
    people = read_authors(git, chain(*(found for found in commits if found)))
    return [gather(people, found) for found in commits]


def _all(parts: Sequence[Commits | None]) -> Commits | None:
    known = [part for part in parts if part is not None]
    return frozenset(chain(*known)) if len(known) == len(parts) else None


def _newest(commits: Commits | None, order: Mapping[str, int]) -> Commits | None:
    """Give the last of some commits; None where one of them is none of this history."""
    if commits is None or not all(commit in order for commit in commits):
        return None
    return frozenset([min(commits, key=order.__getitem__)])


def _lines(position: LinkedPosition, library: Library, private: Collection[str], shared: Collection[str]) -> _Lines:
    record, claim = position.record, library.claims[position.claim].record
    context = [
        *_places(claim, "claim", "type"),
        *_article(position, library),
        *_speaker(position, library, shared),
        *(place for relay in record.via for place in _named(relay, library)),
    ]
    passage = None if position.article in private else context_lines(position, library)
    if passage:
        context.append((passage[0], tuple(sorted(passage[1]))))
    return _Lines(
        own=(record.span().file, tuple(record.lines())),
        stretches=(_stretch(record, record.lines()), *_of_claim(claim)),
        telling=(_stretch(record, record.lines("quote")), _stretch(claim, claim.lines("claim"))),
        context=tuple(context),
    )


def _stretch(record: Record, lines: range, after: int = 0) -> Stretch:
    return Stretch(record.span().file, lines.start, lines.stop - 1, after)


def _of_claim(claim: Claim) -> Iterator[Stretch]:
    """Give a claim's own lines: those before its positions, and those behind."""
    lines, positions = claim.lines(), claim.lines("positions")
    yield _stretch(claim, range(lines.start, positions.start + 1) if positions else lines)
    if positions:
        yield _stretch(claim, range(positions.stop - 1, lines.stop), claim.span().column)


def _places(record: Record, *keys: str) -> Iterator[Place]:
    for key in keys:
        lines = record.lines(key)
        if lines:
            yield record.span().file, tuple(lines)


def _named(some_id: str, library: Library, *keys: str) -> Iterator[Place]:
    """Give the lines that name an actor or a unit, where it is one and no plain name."""
    record = library.actors.get(some_id) or library.units.get(some_id)
    if record:
        yield from _places(record, "name", *keys)


def _article(position: LinkedPosition, library: Library) -> Iterator[Place]:
    article = library.articles[position.article].record
    yield from _places(article, "title", "published", "language", "text_sha256")
    yield from _places(article.source, "publisher")
    if article.source.publisher:
        yield from _named(article.source.publisher, library)


def _speaker(position: LinkedPosition, library: Library, shared: Collection[str]) -> Iterator[Place]:
    """Give the lines that say who speaks and for whom, up to the top of the chain."""
    speaker = position.speaker
    yield from _named(speaker.side, library)
    above = library.articles[position.article].record.source.publisher if position.actor == REPORT else speaker.actor
    if above and position.actor != REPORT and library.label(above) in shared:
        yield from _named(above, library, "type", "role")
    elif above:
        yield from _named(above, library)
    seen = set[str]()
    while above and above not in seen:
        seen.add(above)
        record = library.actors.get(above) or library.units.get(above)
        if record is None:
            break
        yield from _places(record, "affiliation", *(["part_of"] if isinstance(record, Unit) else []))
        above = record.affiliation or (record.part_of if isinstance(record, Unit) else None)
