"""Lessons: one for every code that the program can give, each with an example that is tried out."""

import ast
import hashlib
import re
from pathlib import Path

import pytest
from lessons_site import FILES, make_town

import generator
from generator.build import check
from generator.pages.views.problems import THEMES as HEADINGS
from generator.problems import Problem
from generator.read import THEMES, made_visible, read_lessons

HOUSE = Path(generator.__file__).parent
CODE = re.compile(r"[a-z]+(?:-[a-z]+[0-9]*)*(?:-8)?")
MAKERS = {"Problem", "Doubt", "Mend", "of_row", "problem", "refuse", "_refuse", "_Found", "Unfit"}
"""What makes a problem; its first argument, or the one called `code`, is the code, or what it was handed."""

NOT_IN_A_FILE = {
    "address-alike", "address-taken", "bad-file-name", "file-too-large", "no-article-file", "not-utf-8",
    "stray-file", "symbolic-link",
    "unreadable", "position-unread", "reading-unproven", "busy", "cannot-record", "inherits-too-far", "mkdocs",
    "mkdocs-link", "mkdocs-setting", "no-search", "no-settings", "private-text-shown", "private-text-twice", "system",
    "template", "not-plain-text", "fault", "cannot-add", "cannot-write", "file-changed", "format-by-hand",
    "rename-by-hand", "rename-changes-status", "unwritable", "no-parts", "part-damaged", "part-in-the-way",
    "part-missing", "part-twice", "chain-too-long", "parts-differ", "same-file-name", "too-long", "too-many-faults",
    "unfit-file", "dead-link", "anchor-twice", "not-in-sitemap", "wrong-address",
}  # fmt: skip
"""Codes that no text of one file can bring about: they are about files, folders, Git, MkDocs or the system."""


def codes_in(tree: ast.AST) -> set[str]:
    """Find the codes that a module gives; a `*` stands for what is only known when it runs."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in MAKERS:
            by_name = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            found |= {code for argument in (*node.args[:1], *by_name) for code in _codes(argument)}
        # A code may stand beside its message in a table.
        if isinstance(node, ast.Tuple) and len(node.elts) > 1 and " " in _constant(node.elts[1]):
            found |= {code for code in _codes(node.elts[0]) if "-" in code}
    return found


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _constant(node: ast.expr) -> str:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(p.value if isinstance(p, ast.Constant) and isinstance(p.value, str) else "*" for p in parts)


def _codes(node: ast.expr) -> set[str]:
    if isinstance(node, ast.IfExp):
        return _codes(node.body) | _codes(node.orelse)
    told = _constant(node)
    return {told} if told != "*" and CODE.fullmatch(told.replace("*", "x")) else set()


@pytest.fixture(scope="module")
def given() -> set[str]:
    # The commands make none of their own.
    files = [file for file in HOUSE.rglob("*.py") if file.parent != HOUSE / "cli"]
    return {code for file in files for code in codes_in(ast.parse(file.read_text("utf-8")))}


def test_every_code_has_a_lesson(given) -> None:
    assert {"quote-absent", "yaml-anchor", "bad-id", "other-speaker", "system", "wrong-*", "unknown-*"} <= given
    assert {code for code in given if "*" not in code} - read_lessons().keys() == set()


def test_every_lesson_is_about_a_code_that_is_given(given) -> None:
    patterns = [re.compile(code.replace("*", "[a-z]+")) for code in given]
    assert [code for code in read_lessons() if not any(pattern.fullmatch(code) for pattern in patterns)] == []


def test_every_code_of_the_case_documents_has_a_lesson() -> None:
    cases = (Path(__file__).parent / "cases").rglob("*.md")
    told = {c for file in cases for c in re.findall(r": (?:error|warning): ([a-z0-9-]+):", file.read_text("utf-8"))}
    assert told
    assert told - read_lessons().keys() == set()


def test_lessons_stand_in_the_known_files_and_these_have_headings() -> None:
    assert {file.stem for file in (HOUSE / "lessons").iterdir()} == set(THEMES)
    assert tuple(HEADINGS) == THEMES
    assert list(read_lessons()) == sorted(read_lessons())
    headings = re.compile(r"^([a-z][a-z0-9-]*):$", re.MULTILINE)
    codes = [c for file in (HOUSE / "lessons").iterdir() for c in headings.findall(file.read_text("utf-8"))]
    assert sorted(codes) == list(read_lessons()), "no code stands twice"


@pytest.mark.parametrize("lesson", read_lessons().values(), ids=read_lessons())
def test_a_lesson_says_what_it_means_and_what_to_do(lesson) -> None:
    assert lesson.wrong != lesson.right
    assert 1 <= len(re.findall(r"[.?!](?:\s|$)", lesson.means)) <= 4
    assert lesson.mend
    assert all(step.endswith((".", "?")) for step in (lesson.means, *lesson.mend))
    assert len(lesson.title) <= 60
    assert not lesson.title.endswith(".")


def test_the_list_of_what_cannot_be_shown_is_kept() -> None:
    assert {code for code, lesson in read_lessons().items() if not lesson.is_file} == NOT_IN_A_FILE


def find(folder: Path, file: str, text: str) -> list[Problem]:
    return check(make_town(folder, {file: f"{text}\n"}))[2]


def test_without_an_example_nothing_is_wrong(tmp_path) -> None:
    assert check(make_town(tmp_path))[2] == []


@pytest.mark.parametrize("code", sorted(read_lessons().keys() - NOT_IN_A_FILE))
def test_an_example_is_wrong_and_then_right(tmp_path, code) -> None:
    lesson = read_lessons()[code]
    wrong = find(tmp_path / "wrong", lesson.file, lesson.wrong)
    assert [problem.code for problem in wrong] == [code]
    assert wrong[0].span.file == lesson.file
    assert find(tmp_path / "right", lesson.file, lesson.right) == []


def test_the_checksum_of_the_example_is_that_of_its_text() -> None:
    text = FILES["content/articles/bridge/text.md"]
    assert hashlib.sha256(text.encode()).hexdigest() in read_lessons()["text-changed"].right


def test_what_cannot_be_seen_in_an_example_is_shown_as_a_sign() -> None:
    assert made_visible("a:\n\tb\x07 c\x9b\u202e") == "a:\n→   b␇ c\ufffd\ufffd"
