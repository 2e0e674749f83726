"""A project's own words for the interface: what is wrong with them, and what is made of them."""

from pathlib import Path

import pytest
from layout import lay_out
from support import Case, read_cases

from generator.problems import lines_under, show_all
from generator.read import read_interface, read_texts

CASES = [pytest.param(case, id=case.title) for case in read_cases("read-interface.md")]


@pytest.mark.parametrize("case", CASES)
def test_wrong_words_are_told_at_their_place(case: Case, tmp_path: Path) -> None:
    lay_out(case.given, tmp_path)
    [words] = (tmp_path / "outside/languages").iterdir()
    texts, problems = read_interface(tmp_path, words.stem, tmp_path / "outside")
    assert show_all(problems, lines_under(tmp_path)) == case.expected
    if problems:
        assert texts == read_interface(tmp_path, words.stem)[0], "nothing of what is wrong is shown"


def own(words: str, root: Path, language: str = "uk") -> dict:
    lay_out(f"--- outside/languages/{language}.yml\n{words}", root)
    texts, problems = read_interface(root, language, root / "outside")
    assert problems == []
    return texts


def test_what_a_project_does_not_say_is_said_as_before(tmp_path: Path) -> None:
    ours = read_interface(tmp_path, "uk")[0]
    texts = own("nav: {claims: Заяви}", tmp_path)
    assert texts == {**ours, "nav": {**ours["nav"], "claims": "Заяви"}}


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("status: {origins: {other: '{told}: {origins}'}}", "origins"),
        ("status: {origins: {by: told, other: '{told}: {origins}'}}", "told"),
        ("article: {unchecked_line: {other: '{count}'}}", "count"),
        ("note: {voices: {other: '{count}'}}", "count"),
    ],
)
def test_forms_go_by_the_number_that_ours_go_by(words: str, by: str, tmp_path: Path) -> None:
    group, _, rest = words.partition(": {")
    forms = own(words, tmp_path)[group][rest.partition(":")[0]]
    assert forms["by"] == by
    assert set(forms) == {"by", "other"}


def test_a_language_that_only_a_project_has_is_filled_up_with_english_and_without_its_dates(tmp_path: Path) -> None:
    english = read_texts("en")
    texts = own("nav: {claims: Asertoj}", tmp_path, "eo")
    assert texts["nav"] == {**english["nav"], "claims": "Asertoj"}
    assert set(english) - set(texts) == {"date"}


def test_a_language_that_nobody_has_is_english_and_a_problem(tmp_path: Path) -> None:
    texts, problems = read_interface(tmp_path, "eo", tmp_path)
    assert texts == read_texts("en")
    assert show_all(problems, lines_under(tmp_path)) == (
        'mkdocs.yml:1:1: error: unknown-language: there are no interface texts in the language "eo"\n'
        "   help: set one of de, en, es, uk, or write the texts in languages/eo.yml in the theme's custom_dir\n"
        "\n1 error"
    )
