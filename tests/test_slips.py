"""The slips that editors make: one problem each, at the right line, and a help that mends it when it is followed."""

from pathlib import Path

import pytest
from following import follow
from slipping import CONTENT, make_slip
from support import CASES as DOCUMENTS
from support import Case, read_cases

from generator.build import load
from generator.problems import Problem, has_errors, lines_under, show_all

CASES = [
    pytest.param(case, id=f"{path.stem}: {case.title}")
    for path in sorted((DOCUMENTS / "slips").glob("*.md"))
    for case in read_cases(f"slips/{path.name}")
]


def problems_in(root: Path) -> list[Problem]:
    return load(root, root / "content")[1]


def test_the_content_that_is_broken_here_is_right():
    assert problems_in(CONTENT.parent) == []


def test_there_are_more_than_sixty_slips():
    assert len({case.values[0].given for case in CASES}) > 60


@pytest.mark.parametrize("case", CASES)
def test_a_slip_is_one_problem_at_its_line_and_its_help_mends_it(case: Case, tmp_path: Path):
    slip = make_slip(case.given, tmp_path)
    problems = problems_in(tmp_path)
    assert show_all(problems, lines_under(tmp_path)) == case.expected
    [problem] = problems
    assert problem.span.file == slip.file
    assert slip.first <= problem.span.line <= slip.last + 1
    assert follow(problem, tmp_path), "no rule knows how to follow this help"
    assert not has_errors(problems_in(tmp_path))
