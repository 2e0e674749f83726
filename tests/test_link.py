"""Linking through its public door: files in, problems and the Library out."""

import tempfile
from pathlib import Path

import pytest
from support import Case, read_cases

from generator.build import load
from generator.link import Library
from generator.problems import Problem, lines_under, show_all

PROJECT = {
    "content/actors.yml": """\
actors:
  - id: ukraine
    name: Ukraine
    type: state
  - id: russia
    name: Russia
    type: state
  - id: zelensky
    name: Volodymyr Zelensky
    type: person
    affiliation: ukraine
    aliases: [Zelensky]
""",
    "content/places.yml": """\
places:
  - id: sumy-region
    name: Sumy region
    type: region
    part_of: ukraine
  - id: basivka
    name: Basivka
    type: village
    part_of: sumy-region
""",
    "content/articles/day/article.yml": """\
title: A day in Sumy region
published: 2025-04-08
language: en
source: {publisher: The Daily}
""",
    "content/articles/day/text.md": """\
# One

Russia claimed that it had taken Basivka. Ukraine denied it.

Zelensky said that Ukraine’s troops still held the village. Basivka was quiet.
""",
    "content/articles/day/claims.yml": """\
claims:
  - id: taken
    claim: Russian troops hold Basivka.
    about: [basivka]
    positions:
      - actor: russia
        stance: asserts
        verb: claimed
        quote: Russia claimed that it had taken Basivka
      - actor: ukraine
        stance: denies
        verb: denied
        quote: Ukraine denied it
""",
}


def files_of(given: str) -> dict[str, str]:
    """Split a case's input into its files, each after a line `--- path`."""
    files: dict[str, str] = {}
    for line in given.split("\n"):
        if line.startswith("--- "):
            path = line.removeprefix("--- ")
            files[path] = ""
        else:
            files[path] += f"{line}\n"
    return {path: content.removesuffix("\n") if content == "\n" else content for path, content in files.items()}


def loaded(files: dict[str, str], root: Path) -> tuple[Library, list[Problem]]:
    """Load a project made of the small one and some files."""
    for path, content in {**PROJECT, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    everything, problems = load(root, root / "content")
    return everything.library, problems


def checked(given: str) -> str:
    """Check a project and give its problems as they are shown."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _, problems = loaded(files_of(given), root)
        return show_all(problems, lines_under(root))


@pytest.mark.parametrize("case", read_cases("link.md"), ids=lambda case: case.title)
def test_problems_are_told_verbatim(case: Case) -> None:
    """Every problem between records is told with its place, its words and its mend."""
    assert checked(case.given) == case.expected


ABSENT = "Russia said that it had taken Basivka"


@pytest.mark.parametrize(("show", "seen"), [("full", True), ("quotes", False)])
def test_the_words_of_a_withheld_text_go_to_no_public_log(
    show: str,
    seen: bool,  # noqa: FBT001 - the name says it
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where others read the log, the nearest words of a text that is not published are left out, their line is not."""
    article = PROJECT["content/articles/day/article.yml"] + f"show_text: {show}\n"
    claims = PROJECT["content/articles/day/claims.yml"].replace("Russia claimed that it had taken Basivka", ABSENT)
    _, problems = loaded(
        {"content/articles/day/article.yml": article, "content/articles/day/claims.yml": claims}, tmp_path
    )
    words, place = "Russia claimed that it had taken", "the nearest words there are on line 3"
    at_home = show_all(problems, lines_under(tmp_path))
    assert words in at_home
    assert place in at_home
    monkeypatch.setenv("CI", "true")
    in_public = show_all(problems, lines_under(tmp_path))
    assert (words in in_public) is seen
    assert place in in_public


def test_no_line_of_a_source_text_goes_to_a_public_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the file of a text is told with its place, and without the line."""
    loaded({}, tmp_path)
    (tmp_path / "content/articles/day/text.md").write_bytes(b"A secret sentence.\nAnother one \xff.\n")
    _, problems = load(tmp_path, tmp_path / "content")
    assert "Another one" in show_all(problems, lines_under(tmp_path))
    monkeypatch.setenv("CI", "1")
    in_public = show_all(problems, lines_under(tmp_path))
    assert "content/articles/day/text.md:2:13" in in_public
    assert "Another one" not in in_public
