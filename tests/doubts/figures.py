"""How often doubts are right: the labelled positions beside this file, and what the checks say of them.

`python tests/doubts/figures.py` prints the figures. With `--known` it also names every known
position where the checks and the labels differ; the unseen ones are counted and never named.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.build import load
from generator.link import Library
from generator.problems import Problem, Severity, Span

HERE = Path(__file__).parent

KINDS = (
    "speaker-not-named",
    "other-speaker",
    "cut-changes-sense",
    "verb-not-in-text",
    "date-too-exact",
    "gap-changes-speaker",
)
"""The kinds of doubt: each is a label in `labels.yml` and the code of a warning."""

SAME = {"other-stance": "verb-not-in-text"}
"""Codes that came after the labels, and the kind that they are counted with: both say that the verb is not so."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A position, what a careful editor doubts about it, and what the checks doubt."""

    language: str
    part: str
    claim: str
    expected: frozenset[str]
    found: frozenset[str]


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """One set: its labels, its content's claims, what is wrong with its files, and its judged positions."""

    name: str
    labels: dict[str, frozenset[str]]
    claims: frozenset[str]
    errors: tuple[Problem, ...]
    positions: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: of the wrong positions and the doubted ones, how many are the same."""

    title: str
    positions: int
    wrong: int
    doubted: int
    both: int

    @property
    def cells(self) -> list[str]:
        """What the table shows."""
        counts = [self.positions, self.positions - self.wrong, self.wrong, self.doubted]
        shares = [_share(self.both, self.doubted), _share(self.both, self.wrong)]
        return [self.title, *map(str, counts), *shares]


def read_sets() -> list[LabelledSet]:
    """Load every set through the public door and put labels and doubts together."""
    return [_read_set(content.parent) for content in sorted(HERE.glob("*/*/content"))]


def _read_set(root: Path) -> LabelledSet:
    loaded, problems = load(root, root / "content")
    labels = read_labels(root / "labels.yml")
    doubts = _doubts_by_claim(loaded.library, problems)
    language, part = root.parent.name, root.name
    judged = (
        Judged(language, part, claim, expected, frozenset(doubts.get(claim, ()))) for claim, expected in labels.items()
    )
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    return LabelledSet(f"{language}/{part}", labels, frozenset(loaded.library.claims), errors, tuple(judged))


def read_labels(file: Path) -> dict[str, frozenset[str]]:
    """Read what each claim's position should be doubted for; nothing, where it is right."""
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {claim: frozenset() if kinds == "right" else frozenset(kinds) for claim, kinds in told.items()}


def _doubts_by_claim(library: Library, problems: Iterable[Problem]) -> dict[str, set[str]]:
    starts = sorted(_starts(library))
    doubts: dict[str, set[str]] = {}
    for problem in problems:
        kind = SAME.get(problem.code, problem.code)
        if kind in KINDS:
            doubts.setdefault(_claim_at(starts, problem.span), set()).add(kind)
    return doubts


def _starts(library: Library) -> Iterator[tuple[str, int, str]]:
    """Give the file and line at which each position's record begins, and its claim."""
    for positions in library.positions_of.values():
        for position in positions:
            span = position.record.span()
            yield span.file, span.line, position.claim


def _claim_at(starts: list[tuple[str, int, str]], span: Span) -> str:
    """Find the claim whose position holds a place: the last one that begins at or before it."""
    return [claim for file, line, claim in starts if file == span.file and line <= span.line][-1]


def tell(sets: Iterable[LabelledSet]) -> str:
    """Write the figures: known and unseen apart, all languages first, each with its kinds."""
    judged = [position for found in sets for position in found.positions]
    lines: list[str] = []
    for part in sorted({position.part for position in judged}):
        lines += ["", part.capitalize(), *_table(_rows([position for position in judged if position.part == part]))]
    return "\n".join(lines[1:])


def _rows(judged: list[Judged]) -> Iterator[Row]:
    languages = sorted({position.language for position in judged})
    for title, chosen in [("all", languages), *((language, [language]) for language in languages)]:
        those = [position for position in judged if position.language in chosen]
        yield row(f"{title}: any doubt", those, frozenset(KINDS))
        yield from (row(f"{title}: {kind}", those, frozenset([kind])) for kind in KINDS)


def row(title: str, judged: list[Judged], kinds: frozenset[str]) -> Row:
    """Count what is wrong and what is doubted in the sense of these kinds."""
    wrong = [position for position in judged if position.expected & kinds]
    doubted = [position for position in judged if position.found & kinds]
    return Row(title, len(judged), len(wrong), len(doubted), sum(position in wrong for position in doubted))


def _share(part: int, whole: int) -> str:
    """Give a share in hundredths, with its count; none where there is nothing to share."""
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "none"


def _table(rows: Iterable[Row]) -> list[str]:
    head = ["", "positions", "right", "wrong", "doubted", "precision", "recall"]
    cells = [head, *(line.cells for line in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    told = [f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |" for line in cells]
    return [told[0], f"|{'|'.join('-' * (width + 2) for width in widths)}|", *told[1:]]


def tell_known(sets: Iterable[LabelledSet]) -> str:
    """Name the known positions where checks and labels differ, for who tunes the checks."""
    judged = (position for found in sets for position in found.positions if position.part == "known")
    return "\n".join(
        f"{position.language} {position.claim}: missed {_names(position.expected - position.found)}; "
        f"doubted in vain {_names(position.found - position.expected)}"
        for position in judged
        if position.expected != position.found
    )


def _names(kinds: frozenset[str]) -> str:
    return ", ".join(sorted(kinds)) or "nothing"


if __name__ == "__main__":
    labelled = read_sets()
    print(tell(labelled))
    if "--known" in sys.argv[1:]:
        print(f"\n{tell_known(labelled)}")
