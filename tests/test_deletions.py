"""A character that goes missing anywhere in the site's own content: nothing falls over, and the problem is told there.

A line is right when a problem stands at the edited line or at the one after. A
character missing in a text.md is nobody's mistake in YAML: the record that quotes
the words is told, and which text they do not stand in. That is what an editor
needs to see, so there a problem is right that names this text.
"""

import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.build import load
from generator.problems import Problem, Severity, lines_under, show_all

CONTENT = Path(__file__).parent.parent / "content"
SEED = 20250408
LONGEST = 20
"""Seconds that no check may take, on a machine that does many things at once."""

KEYS = "\t\n :-\"'[]{}#*&!|>%@`,?\\“–\u00a0\u200b\u2028\x00aZ0"


@dataclass
class Outcome:
    """What came of many edits."""

    broke: int = 0
    right: int = 0
    worst: float = 0.0
    astray: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Give the figures in a line."""
        share = self.right / max(1, self.broke)
        return f"{self.broke} broke it, {self.right} told at the line ({share:.1%}), longest check {self.worst:.2f} s"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT, tmp_path / "content")
    return tmp_path


def files_of(root: Path) -> list[Path]:
    """List the files that editors write: records and texts."""
    found = sorted((root / "content").rglob("*"))
    return [path for path in found if path.suffix in {".yml", ".yaml"} or path.name == "text.md"]


def places(root: Path, count: int, seed: int) -> Iterator[tuple[Path, int]]:
    """Choose places in all files, each character as likely as any other."""
    everywhere = [(path, offset) for path in files_of(root) for offset in range(len(path.read_text("utf-8")))]
    yield from random.Random(seed).sample(everywhere, count)


@contextmanager
def edited(path: Path, text: str) -> Iterator[None]:
    """Have another text in a file for a while."""
    before = path.read_bytes()
    path.write_bytes(text.encode("utf-8"))
    yield
    path.write_bytes(before)


def try_edits(root: Path, count: int, seed: int, edit: Callable[[str, int], str]) -> Outcome:
    """Make single edits at chosen places, check the content after each, and see where its problems are told."""
    outcome = Outcome()
    assert not [p for p in load(root, root / "content")[1] if p.severity is Severity.ERROR]
    for path, offset in places(root, count, seed):
        text = path.read_text("utf-8")
        with edited(path, edit(text, offset)):
            start = time.perf_counter()
            problems = load(root, root / "content")[1]
            outcome.worst = max(outcome.worst, time.perf_counter() - start)
            assert show_all(problems, lines_under(root))
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        file, line = path.relative_to(root).as_posix(), text.count("\n", 0, offset) + 1
        if errors:
            outcome.broke += 1
            right = any(is_right(problem, file, line) for problem in errors)
            outcome.right += right
            outcome.astray += [] if right else [f"{file}:{line} {text[max(0, offset - 20) : offset + 20]!r}"]
    return outcome


def is_right(problem: Problem, file: str, line: int) -> bool:
    """Tell whether a problem leads an editor to the edit."""
    if problem.span.file == file:
        return problem.span.line in {line, line + 1}
    return file.endswith("/text.md") and file in problem.message


def delete(text: str, offset: int) -> str:
    return text[:offset] + text[offset + 1 :]


def insert(text: str, offset: int) -> str:
    return text[:offset] + KEYS[offset % len(KEYS)] + text[offset:]


def replace(text: str, offset: int) -> str:
    return text[:offset] + KEYS[offset % len(KEYS)] + text[offset + 1 :]


def swap_lines(text: str, offset: int) -> str:
    """Put the line at a place behind the next one."""
    lines = text.split("\n")
    number = min(text.count("\n", 0, offset), len(lines) - 2)
    lines[number], lines[number + 1] = lines[number + 1], lines[number]
    return "\n".join(lines)


def check(outcome: Outcome) -> None:
    print(f"\n{outcome}", *outcome.astray, sep="\n  ")
    assert outcome.worst < LONGEST


@pytest.mark.slow
def test_a_missing_character_is_told_at_its_line(root: Path):
    outcome = try_edits(root, 60, SEED, delete)
    check(outcome)
    assert outcome.right >= 0.9 * outcome.broke > 0


@pytest.mark.slow
def test_two_thousand_missing_characters_are_told_at_their_lines(root: Path):
    outcome = try_edits(root, 2000, SEED + 1, delete)
    check(outcome)
    assert outcome.right >= 0.9 * outcome.broke > 0


@pytest.mark.slow
@pytest.mark.parametrize("edit", [insert, replace, swap_lines])
def test_other_edits_are_problems_and_never_more(edit: Callable[[str, int], str], root: Path):
    check(try_edits(root, 100, SEED + 2, edit))
