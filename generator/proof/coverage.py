"""Coverage: sentences of a text in which somebody speaks, and whether some position holds their words."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.link import Library, LinkedArticle
from generator.model import Stance
from generator.proof.lexicon import Cue
from generator.proof.passages import Passage
from generator.proof.proposals import propose
from generator.proof.readers import Reader
from generator.proof.speakers import Spoken
from generator.text import Found, Range

LEAST = 2
"""Words that a sentence with a cue has at least; less is a heading or a fragment."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many sentences of a text hold a cue of attribution, and in how many of these positions have every speaker."""

    cues: int
    covered: int

    @property
    def percent(self) -> int:
        """The share that is covered, rounded down so that 100 means all; a text where nobody speaks is covered."""
        return 100 * self.covered // self.cues if self.cues else 100


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A sentence in which somebody seems to speak and that no position quotes.

    `words` are the source's own, `at` their place in the file. `actors` are who
    may be meant (none: nobody that a record names), `maybe` whom one can ask
    about and no more, `verb` is the cue as it stands there. Where it does not
    settle what they do there is no `stance`.
    """

    words: str
    at: Range
    actors: tuple[str, ...]
    stance: Stance | None
    verb: str
    maybe: tuple[str, ...] = ()


def measure(article: LinkedArticle, reader: Reader) -> Coverage:
    """Measure how much of an article's text is covered."""
    sentences = list(_sentences(reader))
    quoted = _quoted(article)
    return Coverage(len(sentences), sum(_is_covered(reader, sentence, quoted) for sentence in sentences))


def find_uncovered(library: Library, article: LinkedArticle, reader: Reader) -> Iterator[Uncovered]:
    """Give the sentences in which somebody speaks without a position, in the order of the text."""
    quoted = _quoted(article)
    for sentence in _sentences(reader):
        # Those come first whom a record names.
        left = sorted(_left_out(reader, sentence, quoted), key=lambda spoken: not spoken.subject.speakers)
        if left and article.source is not None:
            at, passage = sentence.at, sentence.passage
            found = propose(library, reader.speakers, passage, sentence.where, left)
            words, verb = " ".join(article.source.passages(*at)), passage.text[found.cue.start : found.cue.end]
            yield Uncovered(words, at, found.actors, found.stance, verb, found.maybe)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with all the cues by which somebody speaks in it.

    `where` is its place in its paragraph, `at` that in the file.
    """

    passage: Passage
    where: Range
    at: Range
    cues: tuple[Cue, ...]


def _sentences(reader: Reader) -> Iterator[_Sentence]:
    for passage in reader.passages.all():
        # A paragraph in which nobody speaks need not be split.
        for where in passage.sentences if any(map(_speaks, passage.cues)) else ():
            cues = tuple(cue for cue in passage.cues_within(*where) if _speaks(cue))
            if cues and len(passage.text[slice(*where)].split()) >= LEAST:
                yield _Sentence(passage, where, passage.in_file(*where), cues)


def _speaks(cue: Cue) -> bool:
    return "noun" not in cue.kinds and ("speech" in cue.kinds or "according" in cue.kinds)


_Quoted = list[tuple[Range, str]]
"""Quoted ranges, each with the speaker of its position."""


def _quoted(article: LinkedArticle) -> _Quoted:
    found = ((p.quote, p.actor) for p in article.positions if isinstance(p.quote, Found))
    return [(fragment, actor) for quote, actor in found for fragment in quote.fragments]


def _is_covered(reader: Reader, sentence: _Sentence, quoted: _Quoted) -> bool:
    return next(_left_out(reader, sentence, quoted), None) is None


def _left_out(reader: Reader, sentence: _Sentence, quoted: _Quoted) -> Iterator[Spoken]:
    """Find who speaks in a sentence without a position: no quote holds the cue, nor is one there of who speaks by it.

    Where nobody is named a quote of anybody will do.
    """
    start, end = sentence.at
    here = [(fragment, actor) for fragment, actor in quoted if fragment[0] < end and fragment[1] > start]
    for cue in sentence.cues:
        if not _is_held(sentence.passage.in_file(cue.start, cue.end), here):
            spoken = reader.speakers.by(sentence.passage, sentence.where, cue)
            speakers = spoken.subject.speakers if spoken else frozenset()
            if spoken and not any(actor in speakers or not speakers for _, actor in here):
                yield spoken


def _is_held(at: Range, quoted: _Quoted) -> bool:
    return any(fragment[0] <= at[0] and at[1] <= fragment[1] for fragment, _ in quoted)
