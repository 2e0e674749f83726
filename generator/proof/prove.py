"""The story of proof: doubts about positions, readings by a second person, coverage, and what has changed."""

from dataclasses import dataclass
from pathlib import Path

from generator.link import Library
from generator.problems import Problem
from generator.proof.coverage import coverages
from generator.proof.doubts import find_doubts
from generator.proof.history import tell_history
from generator.proof.proof import Proof
from generator.proof.readers import readers
from generator.proof.readings import demand_readings, judge_readings
from generator.proof.voice import doubt_voice
from generator.read import Git, Options, Records


@dataclass(frozen=True, slots=True)
class Basis:
    """What is looked at: all records, joined, and where they lie.

    `content` is the folder they were read from and `git` the repository that
    holds it, where it can say anything. `sound` tells that nothing was found
    wrong so far: on broken records every doubt would be about the breakage.
    """

    records: Records
    library: Library
    content: Path
    git: Git | None = None
    sound: bool = True


def prove(basis: Basis, options: Options) -> tuple[Proof, list[Problem]]:
    """Look at a Library as a doubting reader would, and gather what vouches for it."""
    records, library, git = basis.records, basis.library, basis.git
    reader_of = readers(library)
    problems: list[Problem] = []
    if basis.sound:
        problems += find_doubts(library, reader_of)
        problems += doubt_voice(library, options.language)
    private = frozenset(article for article, text in records.texts.items() if text.private)
    read = judge_readings(records.readings, library, git, private)
    if options.reviews_required:
        problems += demand_readings(library, read.states, git)
    proof = Proof(
        coverage=coverages(library, reader_of),
        readings=read.states,
        outdated_readings=read.outdated,
        private=private,
        history=tell_history(git, basis.content, library.was),
    )
    return proof, problems
