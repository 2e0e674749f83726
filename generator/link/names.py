"""Names: whom the words of a text mean.

A name of two entities that stands in some text is one error, until `mentions`
settles it: the article's own first, then the site's.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import merge

from generator.link.findings import Spot, Spots
from generator.link.library import Mention
from generator.model import Article, Entity, Term
from generator.problems import Problem, Span
from generator.read import SiteMention
from generator.text import FoldedSource, NameIndex, Range, fold, without_overlaps

NOBODY = "nobody"
Path = tuple[str | int, ...]
"""Where a name stands within its record."""


@dataclass(frozen=True)
class Names:
    """Every name of the site with those who bear it, by folded spelling, and those that are settled for all texts."""

    bearers: Mapping[str, tuple[str, ...]]
    settled: Mapping[str, str]
    entities: Sequence[Entity]

    @cached_property
    def finder(self) -> NameIndex:
        """A finder for all of them; at an edit few texts are searched, or none."""
        return NameIndex([*self.bearers, *self.settled])

    def span(self, spelling: str, bearer: str) -> Span:
        """Give the place of a name in the record of one who bears it."""
        bearers = (entity for entity in self.entities if entity.id == bearer)
        named = (
            (entity, path) for entity in bearers for name, path in _names_of(entity) if spelling in _spellings(name)
        )
        return next(entity.span(*path) for entity, path in named)


def collect_names(entities: Sequence[Entity], mentions: Iterable[SiteMention]) -> Names:
    """Gather the names of all entities, and what the site's `mentions` settle."""
    bearers: dict[str, tuple[str, ...]] = {}
    for entity in entities:
        bearer = (entity.id,)
        for name in _plain_names_of(entity):
            for spelling in _spellings(name):
                others = bearers.setdefault(spelling, bearer)
                if entity.id not in others:
                    bearers[spelling] = tuple(sorted((*others, entity.id)))
    settled = {spelling: entry.target for entry in mentions for spelling in _spellings(entry.name)}
    return Names(bearers, settled, entities)


def _plain_names_of(entity: Entity) -> list[str]:
    names = [entity.label, *entity.forms]
    if entity.aliases:  # as few have
        names += [alias.name for alias in entity.aliases if alias.match]
    return names


def _names_of(entity: Entity) -> Iterator[tuple[str, Path]]:
    matched = {("aliases", i) for i, alias in enumerate(entity.aliases) if alias.match}
    return ((name, path) for name, path, _ in names_of(entity) if path[0] != "aliases" or path in matched)


def names_of(entity: Entity) -> Iterator[tuple[str, Path, str | None]]:
    """Give every name of an entity, its place and the language it says that it is of, sought or not."""
    yield entity.label, ("term" if isinstance(entity, Term) else "name",), None
    yield from ((alias.name, ("aliases", i), alias.language) for i, alias in enumerate(entity.aliases))
    yield from ((form, ("forms", i), None) for i, form in enumerate(entity.forms))


def _spellings(name: str) -> list[str]:
    """Fold a name; one that begins with a small letter may stand with a capital in a text."""
    folded = fold(name)
    capital = folded[:1].upper() + folded[1:]
    return [folded] if capital == folded else [folded, capital]


@dataclass(frozen=True, slots=True)
class Hits:
    """The names found in a text, and whom each of their spellings means (None where that is not settled)."""

    spots: Spots
    targets: tuple[str | None, ...]

    @property
    def unsettled(self) -> list[str]:
        """The spellings of which it is not settled whom they mean."""
        told = zip(self.spots.spellings, self.targets, strict=True)
        return [spelling for spelling, target in told if target is None]


def find_hits(names: Names, own: Mapping[str, str], folded: FoldedSource) -> Hits:
    """Find every name in a text, leftmost and longest, the text's own names before the site's."""
    return settle(names, own, find_spots(names, own, folded))


def find_spots(names: Names, own: Mapping[str, str], folded: FoldedSource) -> Spots:
    """Find every name in a text, whomever it means; `own` are the text's own names."""
    settled = [spelling for name in own for spelling in _spellings(name)]
    finders = [NameIndex(settled), names.finder] if settled else [names.finder]
    numbers: dict[str, int] = {}
    spots: list[Spot] = []
    for section, block, folded_block in folded.blocks():
        in_paragraph = folded.source.sections[section].blocks[block].kind == "paragraph"
        for start, end in scan(finders, folded_block.text):
            number = numbers.setdefault(folded_block.text[start:end], len(numbers))
            spots.append((number, section, block, *folded_block.range(start, end), in_paragraph))
    absent = _absent(own, finders[0], folded) if settled else ()
    return Spots(tuple(own), tuple(numbers), spots, absent)


def _absent(own: Mapping[str, str], finder: NameIndex, folded: FoldedSource) -> tuple[str, ...]:
    """Tell which of a text's own names do not stand in it, not even within longer ones."""
    # Between blocks stands what no name holds.
    standing = finder.standing("\n".join(block.text for _, _, block in folded.blocks()))
    return tuple(name for name in own if standing.isdisjoint(_spellings(name)))


def settle(names: Names, own: Mapping[str, str], spots: Spots) -> Hits:
    """Find whom the names in a text mean."""
    settled = {spelling: target for name, target in own.items() for spelling in _spellings(name)}
    return Hits(spots, tuple(_target(spelling, settled, names) for spelling in spots.spellings))


def scan(finders: Sequence[NameIndex], text: str) -> Iterator[Range]:
    """Merge what several finders find, as one finder for all names would: leftmost, then longest."""
    if len(finders) == 1:
        return without_overlaps(finders[0].places(text))
    places = merge(*(finder.places(text) for finder in finders), key=lambda place: (place[0], -place[1]))
    return without_overlaps(places)


def _target(spelling: str, settled: Mapping[str, str], names: Names) -> str | None:
    """Find whom a name means: by the article's mentions, the site's, or because only one bears it."""
    # An empty id is told of elsewhere; it settles a name no less than one that does not exist.
    meant = settled.get(spelling, names.settled.get(spelling))
    if meant is None:
        bearers = names.bearers[spelling]
        meant = bearers[0] if len(bearers) == 1 else None
    return meant


def mentions_of(article: str, hits: Hits, known: Container[str]) -> list[Mention]:
    """Turn settled hits into mentions of what is known; an entity's first in a section's paragraphs is marked."""
    # Nobody is known by the word for nobody.
    targets = [target if target in known else None for target in hits.targets]
    seen: set[tuple[int, str]] = set()
    mentions = []
    for number, section, block, start, end, in_paragraph in hits.spots.spots:
        target = targets[number]
        if target is None:
            continue
        first = in_paragraph and (section, target) not in seen
        if first:
            seen.add((section, target))
        mentions.append(Mention(target, article, section, block, start, end, first))
    return mentions


def unsettled(names: Names, hits: Mapping[str, Hits], texts: Mapping[str, FoldedSource]) -> list[Problem]:
    """Report each name of several entities that stands in a text unsettled: one problem a name, listing the texts."""
    places: dict[str, dict[str, str]] = defaultdict(dict)
    for article, found in hits.items():
        for spelling in found.unsettled:
            number = found.spots.spellings.index(spelling)
            at = next(spot[3] for spot in found.spots.spots if spot[0] == number)
            line, _ = texts[article].source.line_and_column(at)
            places[spelling][article] = f"{texts[article].source.file}:{line}"
    return [_unsettled(spelling, names, list(stands.values())) for spelling, stands in places.items()]


def _unsettled(spelling: str, names: Names, stands: list[str]) -> Problem:
    bearers = names.bearers[spelling]
    choices = " or ".join(f'"{spelling}: {bearer}"' for bearer in bearers)
    return Problem(
        "name-of-two",
        max(names.span(spelling, bearer) for bearer in bearers),
        f'"{spelling}" is a name of {" and of ".join(bearers)}, and stands in {", ".join(stands)}',
        f"write {choices} under mentions: in the article.yml beside the text, or keep the name for one of them only",
    )


def check_own_names(article: Article, file: str, spots: Spots) -> list[Problem]:
    """Report each key of an article's `mentions` that is nowhere in its text."""
    return [
        Problem(
            "mention-not-in-text",
            article.key_span("mentions", name),
            f'"{name}" does not stand in {file}',
            "write the name as it stands in the text, or delete the line",
        )
        for name in spots.absent
    ]
