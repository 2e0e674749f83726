"""The slips that editors make: one problem each, at the right line, and a help that mends it when it is followed."""

import shutil
from pathlib import Path

import pytest
from following import follow
from slipping import CONTENT, make_slip
from support import CASES as DOCUMENTS
from support import Case, read_cases

from generator.build import load
from generator.problems import Problem, has_errors, lines_under, show_all
from generator.text import broken_references

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


def lay_out(root: Path, **edits: tuple[str, str]) -> Path:
    """Lay the content out under a folder, with words put in place of others in its files."""
    shutil.copytree(CONTENT, root / "content")
    for path in (path for path in (root / "content").rglob("*.yml") if path.stem in edits):
        old, new = edits[path.stem]
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    return root


def test_beside_a_file_that_cannot_be_read_no_right_id_is_called_a_slip(tmp_path):
    # Only the file with the tab names zelensky's affiliation; the typo is one, and it alone is told.
    root = lay_out(tmp_path, units=("    name:", "\tname:"), claims=("[belgorod-region, ", "[belgorod-regoin, "))
    told = [(problem.code, problem.help) for problem in problems_in(root)]
    assert sorted(told) == [
        ("unknown-id", 'did you mean "belgorod-region"?'),
        ("yaml-tab", "put 4 spaces in place of each tab at the start of a line"),
    ]


@pytest.mark.parametrize("file", ["actors.yml", "places.yml", "articles/basivka-accounts/claims.yml"])
@pytest.mark.parametrize("rest", ["", "{}:\n"])
def test_an_emptied_file_is_one_problem(tmp_path, file, rest):
    path = lay_out(tmp_path) / "content" / file
    path.write_text(rest.format(path.stem), "utf-8")
    [problem] = problems_in(tmp_path)
    assert problem.code == ("empty-value" if ":" in rest else "empty-file")
    assert problem.span.file == f"content/{file}"


def test_beside_an_emptied_file_a_typing_error_is_still_told(tmp_path):
    root = lay_out(tmp_path, claims=("actor: zelensky", "actor: zelenski"))
    (root / "content" / "terms.yml").write_text("", "utf-8")
    told = [(problem.code, problem.help) for problem in problems_in(root)]
    assert told[-1:] + told[:-1] == [
        ("empty-file", "write records into it, or delete it"),
        ("unknown-actor", 'did you mean "zelensky"?'),
    ]


def test_an_article_older_than_all_that_is_said_in_it_has_the_wrong_day(tmp_path):
    root = lay_out(tmp_path, article=("published: 2025-04-08", "published: 2024-04-08"))
    [problem] = problems_in(root)
    assert (problem.code, problem.span.line) == ("said-after-published", 3)


def test_brackets_that_are_meant_are_no_references(tmp_path):
    words = r"Told by [us] [here [sic]](https://a.example/), \[\[so\]\] a|b and [x|y]. "
    root = lay_out(tmp_path, article=("  - Who the Ukr", f"  - >-\n    {words}\n  - Who the Ukr"))
    assert problems_in(root) == []
    assert broken_references("[[a]] [[b|c]]") == []
    assert broken_references("so ]] and [[.") == [("", "", "]]"), ("", "", "[[")]


def test_brackets_of_which_nothing_can_be_made_out_are_told(tmp_path):
    root = lay_out(tmp_path, article=("  - Who the Ukr", "  - Here are ]] brackets.\n  - Who the Ukr"))
    [problem] = problems_in(root)
    assert problem.code == "broken-reference"
    assert problem.help == "write [[ before the id that is meant and ]] behind it, or delete the brackets"
