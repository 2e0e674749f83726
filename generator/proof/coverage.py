"""Coverage: sentences of a text in which somebody speaks, and whether some position holds their words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.link import Library, LinkedArticle
from generator.model import Stance
from generator.proof.passages import Passage
from generator.proof.readers import Reader
from generator.proof.speakers import Spoken
from generator.text import Found, Range

LEAST = 2
"""Words that a sentence with a cue has at least; less is a heading or a fragment."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many sentences of a text hold a cue of attribution, and how many of these a position quotes."""

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
    may be meant (none: nobody that a record names), `verb` is the cue as it
    stands there.
    """

    words: str
    at: Range
    actors: tuple[str, ...]
    stance: Stance
    verb: str


def coverages(library: Library, reader_of: Callable[[LinkedArticle], Reader | None]) -> Mapping[str, Coverage]:
    """Measure every article that can be read closely."""
    measured = ((article, reader_of(article)) for article in library.articles.values())
    return {article.record.id: _measure(article, reader) for article, reader in measured if reader}


def _measure(article: LinkedArticle, reader: Reader) -> Coverage:
    spoken = list(_sentences(reader))
    quoted = _quoted(article)
    covered = sum(_is_covered(passage.in_file(*sentence), quoted) for passage, sentence, _ in spoken)
    return Coverage(len(spoken), covered)


def find_uncovered(article: LinkedArticle, reader: Reader) -> Iterator[Uncovered]:
    """Give the sentences with a cue of attribution that no position quotes, in the order of the text."""
    quoted = _quoted(article)
    for passage, sentence, spoken in _sentences(reader):
        at = passage.in_file(*sentence)
        if not _is_covered(at, quoted) and article.source is not None:
            cue = spoken.cue
            yield Uncovered(
                " ".join(article.source.passages(*at)),
                at,
                tuple(sorted(spoken.subject.speakers)),
                cue.stance or "asserts",
                passage.text[cue.start : cue.end],
            )


def _sentences(reader: Reader) -> Iterator[tuple[Passage, Range, Spoken]]:
    """Give each sentence in which somebody speaks, with its telling cue: one whose speaker is known, else the first."""
    for passage in reader.passages.all():
        for sentence in passage.sentences:
            spoken = [s for s in reader.speakers.within(passage, sentence) if "noun" not in s.cue.kinds]
            if spoken and len(passage.text[slice(*sentence)].split()) >= LEAST:
                yield passage, sentence, next((s for s in spoken if s.subject.speakers), spoken[0])


def _quoted(article: LinkedArticle) -> list[Range]:
    return sorted(r for p in article.positions if isinstance(p.quote, Found) for r in p.quote.fragments)


def _is_covered(at: Range, quoted: list[Range]) -> bool:
    return any(start < at[1] and end > at[0] for start, end in quoted)
