"""Coverage: sentences of a text in which somebody speaks, and whether some position holds their words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.link import Library, LinkedArticle
from generator.model import Stance
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


def coverages(library: Library, reader_of: Callable[[LinkedArticle], Reader | None]) -> Mapping[str, Coverage]:
    """Measure every article that can be read closely."""
    measured = ((article, reader_of(article)) for article in library.articles.values())
    return {article.record.id: _measure(article, reader) for article, reader in measured if reader}


def _measure(article: LinkedArticle, reader: Reader) -> Coverage:
    sentences = list(_sentences(reader))
    quoted = _quoted(article)
    return Coverage(len(sentences), sum(not _left_out(sentence, quoted) for sentence in sentences))


def find_uncovered(library: Library, article: LinkedArticle, reader: Reader) -> Iterator[Uncovered]:
    """Give the sentences in which somebody speaks without a position, in the order of the text."""
    quoted = _quoted(article)
    for sentence in _sentences(reader):
        left = _left_out(sentence, quoted)
        if left and article.source is not None:
            at, passage = sentence.at, sentence.passage
            found = propose(library, reader.speakers, passage, sentence.where, left)
            words, verb = " ".join(article.source.passages(*at)), passage.text[found.cue.start : found.cue.end]
            yield Uncovered(words, at, found.actors, found.stance, verb, found.maybe)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with everything in it by which somebody speaks.

    `where` is its place in its paragraph, `at` that in the file.
    """

    passage: Passage
    where: Range
    at: Range
    spoken: tuple[Spoken, ...]


def _sentences(reader: Reader) -> Iterator[_Sentence]:
    for passage in reader.passages.all():
        for where in passage.sentences:
            spoken = tuple(s for s in reader.speakers.within(passage, where) if "noun" not in s.cue.kinds)
            if spoken and len(passage.text[slice(*where)].split()) >= LEAST:
                yield _Sentence(passage, where, passage.in_file(*where), spoken)


def _quoted(article: LinkedArticle) -> list[tuple[Range, str]]:
    """Give every quoted range with the speaker of its position."""
    found = ((p.quote, p.actor) for p in article.positions if isinstance(p.quote, Found))
    return [(fragment, actor) for quote, actor in found for fragment in quote.fragments]


def _left_out(sentence: _Sentence, quoted: list[tuple[Range, str]]) -> list[Spoken]:
    """Find who speaks in a sentence without a position, those first whom a record names."""
    start, end = sentence.at
    here = [(fragment, actor) for fragment, actor in quoted if fragment[0] < end and fragment[1] > start]
    ordered = sorted(sentence.spoken, key=lambda spoken: not spoken.subject.speakers)
    return [spoken for spoken in ordered if not _is_covered(sentence, spoken, here)]


def _is_covered(sentence: _Sentence, spoken: Spoken, here: list[tuple[Range, str]]) -> bool:
    """Tell whether a quote in the sentence holds a cue, or is of who speaks by it; of anybody where nobody is named."""
    speakers = spoken.subject.speakers
    start, end = sentence.passage.in_file(spoken.cue.start, spoken.cue.end)
    return any(
        actor in speakers or not speakers or (fragment[0] <= start and end <= fragment[1]) for fragment, actor in here
    )
