"""The page that explains every code a problem can have, for the editors of the site.

The lessons are Sayso's own and the same on every site; they are read when this
page is made and by no other.
"""

import difflib
from dataclasses import dataclass

from generator.pages.desk import Desk
from generator.read import Lesson, made_visible, read_lessons

THEMES = {
    "yaml": "problems.yaml",
    "files": "problems.files",
    "values": "problems.values",
    "ids": "problems.ids",
    "quotes": "problems.quotes",
    "doubts": "problems.doubts",
    "settings": "problems.settings",
    "writing": "problems.writing",
}
"""The themes of the lessons, in their order, with the names of their headings among the interface texts."""

LANGUAGE = "en"
"""The language of the lessons, which is that of the messages."""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of an example; `differs` tells that it is not the same in the other example."""

    indent: str
    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class LessonView:
    """What a code means, an example, and the way out."""

    code: str
    title: str
    means: str
    place: str
    wrong: tuple[LineView, ...]
    right: tuple[LineView, ...]
    mend: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeView:
    """Lessons that belong together."""

    name: str
    heading: str
    lessons: tuple[LessonView, ...]


@dataclass(frozen=True, slots=True)
class ProblemsPage:
    """The page of all lessons."""

    language: str
    themes: tuple[ThemeView, ...]


def view_problems(desk: Desk) -> ProblemsPage:
    """Make the view of all lessons."""
    lessons = read_lessons().values()
    themes = (
        ThemeView(name, desk.words(heading), tuple(_view(lesson) for lesson in lessons if lesson.theme == name))
        for name, heading in THEMES.items()
    )
    return ProblemsPage(LANGUAGE, tuple(themes))


def _view(lesson: Lesson) -> LessonView:
    wrong, right = made_visible(lesson.wrong).split("\n"), made_visible(lesson.right).split("\n")
    return LessonView(
        lesson.code,
        lesson.title,
        lesson.means,
        lesson.file,
        _marked(wrong, right),
        _marked(right, wrong),
        lesson.mend,
    )


def _marked(lines: list[str], others: list[str]) -> tuple[LineView, ...]:
    """Mark the lines of an example that are not those of the other."""
    same: set[int] = set()
    for block in difflib.SequenceMatcher(None, lines, others, autojunk=False).get_matching_blocks():
        same |= set(range(block.a, block.a + block.size))
    return tuple(_line(text, differs=index not in same) for index, text in enumerate(lines))


def _line(text: str, *, differs: bool) -> LineView:
    words = text.lstrip(" ")
    return LineView(text[: len(text) - len(words)], words, differs)
