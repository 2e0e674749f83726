"""Lessons: for every code that a problem can have, what it means, an example, and the way out.

They stand in `generator/lessons/*.yml`, a few files by theme, each lesson under
its code. They are in English, as the messages are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from generator.problems import plain

THEMES = ("yaml", "files", "values", "ids", "quotes", "doubts", "settings", "writing")
"""The files of lessons, in the order in which an editor is likely to need them."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What there is to know about one code.

    `title` says it in one line, `means` in a few sentences. `wrong` is a small
    example and `right` the same mended; `mend` are the steps from one to the
    other. `file` is where the example stands: a file of the project, or in plain
    words what it shows instead, such as a folder or a terminal; then `is_file`
    is False, and the example is a picture of something and not a file's text.
    `theme` is the plain name of the file that holds the lesson.
    """

    code: str
    title: str
    means: str
    wrong: str
    right: str
    mend: tuple[str, ...]
    file: str = ""
    is_file: bool = True
    theme: str = ""


@cache
def read_lessons() -> Mapping[str, Lesson]:
    """Read all lessons by their code, in the order of the alphabet."""
    found: dict[str, Lesson] = {}
    for theme in THEMES:
        file = files("generator").joinpath("lessons", f"{theme}.yml")
        told: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - safe and quick
        found |= {code: _lesson(code, entry, theme) for code, entry in told.items()}
    return MappingProxyType(dict(sorted(found.items())))


def _lesson(code: str, told: Mapping[str, Any], theme: str) -> Lesson:
    return Lesson(
        code=code,
        title=told["title"],
        means=" ".join(told["means"].split()),
        wrong=told["wrong"].rstrip("\n"),
        right=told["right"].rstrip("\n"),
        mend=tuple(told["mend"]),
        file=told.get("file") or told["shows"],
        is_file="file" in told,
        theme=theme,
    )


def made_visible(example: str) -> str:
    """Show the tabs and controls of an example as signs; line ends stay."""
    return "\n".join(plain("".join(map(_sign, line))) for line in example.split("\n"))


def _sign(character: str) -> str:
    if character == "\t":
        return "→   "
    # Unicode has a picture of each of the first controls.
    return chr(0x2400 + ord(character)) if character < " " else character
