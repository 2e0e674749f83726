"""Doubts about positions, as cases."""

from pathlib import Path

import pytest
from doubting import load_case
from support import read_cases

from generator.problems import Severity


@pytest.mark.parametrize("case", read_cases("doubts.md"), ids=lambda case: case.title)
def test_doubts(case, tmp_path: Path):
    _, problems = load_case(case.given, tmp_path)
    assert "".join(f"{problem.code}: {problem.message}\n" for problem in problems).strip() == case.expected.strip()
    assert {problem.severity for problem in problems} <= {Severity.WARNING}


DOUBTED = """\
actor: petrova
stance: asserts
verb: said
quote: The dam holds

The council met. “The dam holds,” said Ivan Ivanov. It is old."""


def test_a_doubt_shows_its_passage_and_stands_at_the_field(tmp_path):
    _, (problem,) = load_case(DOUBTED, tmp_path)
    assert problem.passage == "“The dam holds,” said Ivan Ivanov."
    assert (problem.span.file, problem.span.line) == ("content/articles/visit/claims.yml", 5)
    assert not problem.withheld


def test_the_passage_of_a_text_that_is_not_published_is_withheld(tmp_path):
    _, (problem,) = load_case(f"show_text: quotes\n{DOUBTED}", tmp_path)
    assert problem.withheld


def test_names_in_other_scripts_and_marks_are_found_where_they_stand(tmp_path):
    """Soft hyphens and letters in two characters move what is folded; the doubt stays on its sentence."""
    text = DOUBTED.replace("The council met.", "The coun\u00adcil me\u0301t.").replace(
        "Ivan Ivanov", "Iva\u00adn Iva\u00adnov"
    )
    _, (problem,) = load_case(text, tmp_path)
    assert problem.passage.startswith("“The dam holds,” said Iva")
