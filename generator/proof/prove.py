"""The story of proof: doubts about positions, readings by a second person, coverage, and what has changed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.cores import cores, spread
from generator.link import Library, LinkedArticle
from generator.problems import Problem
from generator.proof.annals import recall_history
from generator.proof.coverage import measure
from generator.proof.doubts import find_doubts
from generator.proof.looks import CloseLook, Looks, stamp_of, stamp_of_prints, tell
from generator.proof.notes import noting
from generator.proof.proof import Proof
from generator.proof.readers import ReaderOf, readers
from generator.proof.readings import demand_readings, judge_readings
from generator.proof.voice import doubt_voice
from generator.read import Git, Options, Records


@dataclass(frozen=True, slots=True)
class Basis:
    """What is looked at: all records, joined, and where they lie.

    `content` is the folder they were read from and `git` the repository that
    holds it, where it can say anything. `sound` tells that nothing was found
    wrong so far: on broken records every doubt would be about the breakage.
    `looks` are those that were taken before.
    """

    records: Records
    library: Library
    content: Path
    git: Git | None = None
    sound: bool = True
    looks: Looks = field(default_factory=Looks)


def prove(basis: Basis, options: Options) -> tuple[Proof, list[Problem]]:
    """Look at a Library as a doubting reader would, and gather what vouches for it."""
    records, library, git = basis.records, basis.library, basis.git
    stamps = {name: _stamp(basis, article) for name, article in library.articles.items()}
    looks = _take_looks(basis, stamps)
    problems = tell((library.articles[name], look) for name, look in looks.items()) if basis.sound else []
    if basis.sound:
        texts = {name: records.texts[name].sha256 for name, article in library.articles.items() if article.folded}
        problems += doubt_voice(library, texts, options.language, basis.looks.voices)
    private = frozenset(article for article, text in records.texts.items() if text.private)

    def prints(article: LinkedArticle, shared: Collection[str], make: Callable[[], list[str]]) -> list[str]:
        name = article.record.id
        stamp = stamp_of_prints(stamps[name], article, library, shared=shared, is_private=name in private)
        return basis.looks.prints(name, stamp, make)

    read = judge_readings(records.readings, library, git, private, prints)
    history = recall_history(git, basis.content, library.was, basis.looks.annals)
    basis.looks.save()
    if options.reviews_required:
        problems += demand_readings(library, read.states, git)
    proof = Proof(
        coverage={name: look.coverage for name, look in looks.items() if look.coverage},
        readings=read.states,
        outdated_readings=read.outdated,
        private=private,
        history=history,
    )
    return proof, problems


def _stamp(basis: Basis, article: LinkedArticle) -> str:
    text = basis.records.texts[article.record.id].sha256 if article.folded else ""
    return stamp_of(article, text, basis.library)


def _take_looks(basis: Basis, stamps: Mapping[str, str]) -> dict[str, CloseLook]:
    """Look closely at every article, or remember what came of it."""
    library, looks, sound = basis.library, basis.looks, basis.sound
    taken = looks.recall(stamps, library.label, with_doubts=sound)
    look = partial(_look, library, readers(library), with_doubts=sound)
    others = [article for name, article in library.articles.items() if name not in taken]
    for article, found in spread(look, others, cores()):
        taken[article.record.id] = looks.keep(article.record.id, stamps[article.record.id], found)
    return {name: taken[name] for name in library.articles}


def _look(library: Library, reader_of: ReaderOf, article: LinkedArticle, *, with_doubts: bool) -> CloseLook:
    """Look closely at an article whose text is at hand, in a language whose cues are known."""
    reader = reader_of(article)
    names: dict[str, str] = {}
    label = noting(library.label, names)
    doubts = tuple(find_doubts(article, reader, label) if reader else ()) if with_doubts else None
    return CloseLook(doubts, measure(article, reader) if reader else None, names)
