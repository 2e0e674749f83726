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
    return load(root, root / "content")


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
