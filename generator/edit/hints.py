"""Hints: what a text itself lets one propose for a claim, to be judged by whoever writes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.edit.sketches import sketch
from generator.link import Library
from generator.link.names import collect_names
from generator.model import Stance
from generator.proof.coverage import Uncovered, find_uncovered
from generator.proof.negated import negation_of
from generator.proof.passages import Passage
from generator.proof.proposals import propose
from generator.proof.readers import readers
from generator.proof.speakers import Spoken
from generator.text import Range, fold


@dataclass(frozen=True, slots=True)
class Hint:
    """Who seems to speak in some words, with which verb, and what they seem to do; `maybe` can only be asked about."""

    actors: tuple[str, ...] = ()
    verb: str = ""
    stance: Stance | None = None
    maybe: tuple[str, ...] = ()


def hint(library: Library, article: str, at: Range) -> Hint:
    """Tell what the order of names and verbs shows about words of a text; nothing where it does not tell."""
    reader = readers(library)(library.articles[article])
    for passage in reader.passages.all() if reader else ():
        for where in passage.sentences:
            start, end = passage.in_file(*where)
            if reader and start < at[1] and end > at[0]:
                spoken = [s for s in reader.speakers.within(passage, where) if "noun" not in s.cue.kinds]
                near = _nearest(passage, spoken, at)
                if near:
                    best = propose(library, reader.speakers, passage, where, near)
                    if negation_of(passage, best.cue):
                        return Hint()
                    verb = passage.text[best.cue.start : best.cue.end]
                    return Hint(best.actors, verb, best.stance, best.maybe)
    return Hint()


def _nearest(passage: Passage, spoken: Sequence[Spoken], at: Range) -> Sequence[Spoken]:
    """Choose the verbs within the words, those first whose speaker is known; else the last before them, or the next."""
    placed = [(passage.in_file(s.cue.start, s.cue.end)[0], s) for s in spoken]
    inside = sorted((s for start, s in placed if at[0] <= start < at[1]), key=lambda s: not s.subject.speakers)
    before = [s for start, s in placed if start < at[0]]
    return inside or before[-1:] or spoken[:1]


def uncovered(library: Library, article: str) -> list[Uncovered]:
    """Give the sentences in which somebody speaks without a position; none where the text cannot be read closely."""
    linked = library.articles[article]
    reader = readers(library)(linked)
    return list(find_uncovered(library, linked, reader)) if reader else []


def sketches(library: Library, article: str) -> Iterator[str]:
    """Draft a claim for each of these sentences."""
    linked = library.articles[article]
    folded, withheld = linked.folded, linked.record.show_text != "full"
    entries = uncovered(library, article)
    return (sketch(folded, entry, withheld=withheld) for entry in entries if folded is not None)


def sentences_at(library: Library, article: str, at: Range) -> list[Range]:
    """Give the places of the sentences that a place in a text touches."""
    reader = readers(library)(library.articles[article])
    placed = (p.in_file(*where) for p in reader.passages.all() for where in p.sentences) if reader else ()
    return [(start, end) for start, end in placed if start < at[1] and end > at[0]]


def is_read_closely(library: Library, article: str) -> bool:
    """Tell whether the text's language has a list of the words by which somebody speaks."""
    return readers(library)(library.articles[article]) is not None


def named_in(library: Library, words: str) -> tuple[str, ...]:
    """Give the actors, units, places and terms that some words name, each once, in their order."""
    entities = [*library.actors.values(), *library.units.values(), *library.places.values(), *library.terms.values()]
    names = collect_names(entities, ())
    folded = fold(words)
    bearers = (names.bearers[folded[start:end]] for start, end, _ in names.finder.find(folded))
    return tuple(dict.fromkeys(found[0] for found in bearers if len(found) == 1))
