"""Passages: the paragraphs of a text with their sentences, the names in them, and the cues of who speaks."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, itemgetter

from generator.link import LinkedArticle, Mention
from generator.proof.lexicon import Cue, CueKind, Lexicon
from generator.text import Folded, FoldedSource, Found, Range, split_sentences

Place = tuple[int, int]
"""A paragraph by the indexes of its section and of itself in `Section.blocks`."""


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something named in a paragraph, by the offsets of its folded text."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True)
class Passage:
    """A heading or paragraph as folded text; all offsets count its characters."""

    place: Place
    folded: Folded
    language: str
    mentions: tuple[Mention, ...]
    lexicon: Lexicon

    @property
    def text(self) -> str:
        """Its words, folded."""
        return self.folded.text

    @cached_property
    def sentences(self) -> tuple[Range, ...]:
        """Where its sentences begin and end."""
        return tuple(split_sentences(self.text, self.language))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Who and what is named, in order."""
        at = self.folded.position
        return tuple(Name(at(m.start), at(m.end - 1) + 1, m.entity) for m in self.mentions)

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The cues in it, in order."""
        return self.lexicon.find(self.text)

    @cached_property
    def _cue_starts(self) -> list[int]:
        return [cue.start for cue in self.cues]

    @cached_property
    def _of_kind(self) -> dict[CueKind, list[Cue]]:
        """The cues by what they may show; most questions are about one kind only."""
        found: dict[CueKind, list[Cue]] = defaultdict(list)
        for cue in self.cues:
            for kind in cue.kinds:
                found[kind].append(cue)
        return found

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.start for name in self.names]

    def cues_within(self, start: int, end: int) -> list[Cue]:
        """Give the cues that lie between two offsets."""
        first, last = bisect_left(self._cue_starts, start), bisect_left(self._cue_starts, end)
        return [cue for cue in self.cues[first:last] if cue.end <= end]

    def cues_of(self, kind: CueKind, start: int, end: int) -> list[Cue]:
        """Give the cues of one kind that lie between two offsets."""
        cues = self._of_kind.get(kind, [])
        first, last = bisect_left(cues, start, key=_start_of), bisect_left(cues, end, key=_start_of)
        return [cue for cue in cues[first:last] if cue.end <= end]

    def names_within(self, start: int, end: int) -> list[Name]:
        """Give the names that lie between two offsets."""
        first, last = bisect_left(self._name_starts, start), bisect_left(self._name_starts, end)
        return [name for name in self.names[first:last] if name.end <= end]

    def sentences_of(self, start: int, end: int) -> tuple[Range, ...]:
        """Give the sentences that hold any character between two offsets."""
        first = bisect_right(self.sentences, start, key=itemgetter(1))
        return self.sentences[first : bisect_left(self.sentences, end, key=itemgetter(0))]

    def in_file(self, start: int, end: int) -> Range:
        """Find where folded characters stand in the file."""
        return self.folded.range(start, end)


_start_of = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a quote takes of one paragraph: a range of its folded text for each fragment."""

    passage: Passage
    ranges: tuple[Range, ...]

    @property
    def start(self) -> int:
        """Where the quote begins in this paragraph."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """Where it ends in this paragraph."""
        return self.ranges[-1][1]

    @property
    def sentences(self) -> tuple[Range, ...]:
        """The sentences it touches."""
        return self.passage.sentences_of(self.start, self.end)

    def holds(self, start: int, end: int) -> bool:
        """Tell whether all characters between two offsets are quoted."""
        return any(first <= start and end <= last for first, last in self.ranges)


class Passages:
    """The passages of one article's text, each made when it is asked for."""

    def __init__(self, article: LinkedArticle, folded: FoldedSource, lexicon: Lexicon) -> None:
        self._folded = folded
        self._language = article.record.language
        self._lexicon = lexicon
        self._made: dict[Place, Passage] = {}
        self._mentions: dict[Place, list[Mention]] = defaultdict(list)
        for mention in article.mentions:
            self._mentions[mention.section, mention.block].append(mention)

    @property
    def lexicon(self) -> Lexicon:
        """The cues of the text's language."""
        return self._lexicon

    def at(self, place: Place) -> Passage:
        """Give the passage at a place."""
        if place not in self._made:
            section, block = place
            folded = self._folded.sections[section].blocks[block]
            mentions = tuple(self._mentions.get(place, ()))
            self._made[place] = Passage(place, folded, self._language, mentions, self._lexicon)
        return self._made[place]

    def before(self, passage: Passage) -> Passage | None:
        """Give the passage before another, headings included; sections follow each other as in the text."""
        section, block = passage.place
        if block:
            return self.at((section, block - 1))
        return self.at((section - 1, len(self._folded.sections[section - 1].blocks) - 1)) if section else None

    def all(self) -> Iterator[Passage]:
        """Give every paragraph, headings left out."""
        for section, block, _ in self._folded.blocks():
            if self._folded.source.sections[section].blocks[block].kind == "paragraph":
                yield self.at((section, block))

    def quoted(self, found: Found) -> tuple[Quoted, ...]:
        """Give what a quote takes of each paragraph it runs over."""
        section = self._folded.source.sections[found.section]
        first, last = found.fragments[0][0], found.fragments[-1][1]
        touched = []
        for index, block in enumerate(section.blocks):
            if first < block.end and block.start < last:
                ranges = [(max(a, block.start), min(b, block.end)) for a, b in found.fragments]
                passage = self.at((found.section, index))
                at = passage.folded.position
                places = tuple((at(a), at(b - 1) + 1) for a, b in ranges if a < b)
                touched += [Quoted(passage, places)] if places else []
        return tuple(touched)
