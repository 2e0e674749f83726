"""What `sayso serve` shows to an editor: problems in a layer over the pages, or on a page alone while there is no site.

Only the templates that come with Sayso are used here: a project's own may be what the problems are about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.pages.page import Site
from generator.pages.render import Press
from generator.pages.words import Words
from generator.problems import (
    PRIVATE,
    SOURCE,
    LineOf,
    Problem,
    Severity,
    Span,
    has_errors,
    in_order,
    plain,
)

LONGEST = 400
"""Characters of a line that are shown at most; unlike a terminal's, a page's lines may be broken."""

SHOWN = 50
"""Problems that are shown at most; more are too many to be read on a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, or what is shown of it, with the marked characters apart."""

    number: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem as it is shown; `lesson` is the address of the page on it, `command` what tells the same."""

    is_error: bool
    place: str
    message: str
    line: Line | None
    passage: str
    help: str
    lesson: str
    command: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a build has found. `lessons` is the address of the page on problems, where there is one.

    `is_public` says that others can read it, so that nothing is shown of texts that may not be published.
    """

    problems: Sequence[Problem]
    line_of: LineOf
    lessons: str = ""
    is_public: bool = False


class Plate:
    """Prints the layer and the page of a preview, in one language."""

    def __init__(self, templates: Path, words: Words) -> None:
        self._press = Press([templates], Site(""), words)
        self._words = words

    def title(self, problems: Sequence[Problem]) -> str:
        """Count the errors, or the warnings where there is no error; say nothing where there is neither."""
        if not problems:
            return ""
        name = "serve.errors" if has_errors(problems) else "serve.warnings"
        counted = [problem for problem in problems if problem.severity is Severity.ERROR or not has_errors(problems)]
        return self._words(name, count=len(counted))

    @property
    def gone(self) -> str:
        """What a page says of itself when the program has ended."""
        return self._words("serve.gone")

    def layer(self, found: Found) -> str:
        """Print what lies over a page; without problems it holds but the place for a word on the connection."""
        state = self._words("serve.under") if has_errors(found.problems) else self._words("serve.beside")
        return self._print("serve/layer.html", found, self.title(found.problems), state)

    def page(self, found: Found, **values: str) -> str:
        """Print what stands alone: problems, or that the first site is being made."""
        title = self.title(found.problems) if found.problems else self._words("serve.building")
        state = self._words("serve.nothing") if found.problems else self._words("serve.building_text")
        return self._print("serve/page.html", found, title, state, **values)

    def _print(self, template: str, found: Found, title: str, state: str, **values: str) -> str:
        # Errors first: they are what keeps the pages back.
        ordered = sorted(in_order(found.problems), key=lambda problem: problem.severity is not Severity.ERROR)
        return self._press.print(
            template,
            problems=[_trouble(problem, found) for problem in ordered[:SHOWN]],
            rest=max(0, len(ordered) - SHOWN),
            title=title,
            state=state,
            language=self._words.language,
            direction=self._words.direction,
            **values,
        )


def _trouble(problem: Problem, found: Found) -> Trouble:
    hidden = found.is_public and problem.withheld
    return Trouble(
        is_error=problem.severity is Severity.ERROR,
        place=plain(str(problem.span)),
        message=plain(problem.message),
        line=_line(problem.span, found),
        passage="" if hidden else plain(problem.passage),
        help=plain(problem.help),
        lesson=f"{found.lessons}#{problem.code}" if found.lessons else "",
        command=f"sayso explain {problem.code}",
    )


def _line(span: Span, found: Found) -> Line | None:
    """Cut a line to what is readable, around the marked place."""
    if span.file.startswith(PRIVATE) or (found.is_public and span.file.endswith(SOURCE)):
        return None
    line = found.line_of(span)
    if line is None or not line.strip():
        return None
    at = min(span.column - 1, len(line))
    start = max(0, min(at - LONGEST // 3, len(line) - LONGEST))
    end = min(at + max(1, span.length), start + LONGEST)
    shown = plain(line)
    # A mark behind the last character is as wide as a space.
    marked = shown[at:end] or "\N{NO-BREAK SPACE}"
    return Line(span.line, shown[start:at], marked, shown[end : start + LONGEST].rstrip())
