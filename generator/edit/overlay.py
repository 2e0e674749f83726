"""An overlay: the content with what is to be added to it, read and checked in a folder aside, step by step.

Only when the whole tree checks with everything is it put in place, all at once.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from generator.build import Loaded, load
from generator.edit.writing import changed_since, write_all
from generator.problems import Problem, Severity, Span
from generator.read.files import find_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.read import Project


class Overlay:
    """The project's content, and what is to be changed in it. Paths are from the project's folder."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._exits = ExitStack()
        self._seen: dict[Path, bytes] = {}
        self._changed: dict[Path, str] = {}
        self.root = Path()
        """Where the changed content lies, for whoever shows lines of it."""

    def __enter__(self) -> Self:
        """Copy the content to a folder of its own."""
        self.root = Path(self._exits.enter_context(tempfile.TemporaryDirectory(prefix="sayso-"))).resolve()
        (self.root / self.content).mkdir(parents=True)
        for found in find_files(self._project.root, self._project.content).files:
            self._copy(found.path)
        return self

    def __exit__(self, *_: object) -> None:
        """Throw the copy away."""
        self._exits.close()

    @property
    def content(self) -> Path:
        """The content's folder, from the project's."""
        return self._project.content.relative_to(self._project.root)

    def _copy(self, path: Path) -> None:
        at = self.root / path.relative_to(self._project.root)
        at.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, at)

    def text(self, path: Path) -> str:
        """Give what a file holds or is to hold, its line ends as they are; empty where there is none."""
        if path in self._changed:
            return self._changed[path]
        at = self._project.root / path
        if not at.exists():
            return ""
        self._seen[path] = at.read_bytes()
        return self._seen[path].decode("utf-8")

    def put(self, path: Path, text: str) -> None:
        """Change what a file is to hold."""
        self._changed[path] = text
        at = self.root / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text(text, encoding="utf-8", newline="")

    def state(self) -> dict[Path, str]:
        """Give the changes so far, to come back to."""
        return dict(self._changed)

    def back_to(self, state: Mapping[Path, str]) -> None:
        """Undo all changes but some."""
        for path in [path for path in self._changed if path not in state]:
            del self._changed[path]
            (self.root / path).unlink()
            if (self._project.root / path).exists():
                self._copy(self._project.root / path)
        for path, text in state.items():
            self.put(path, text)

    def check(self) -> tuple[Loaded, list[Problem]]:
        """Read the content with its changes. Who has read what is no matter of them."""
        options = replace(self._project.options, reviews_required=False)
        return load(self.root, self.root / self.content, options)

    def write(self) -> Problem | None:
        """Put all changes in place."""
        root = self._project.root
        problem = self._find_new() or changed_since(root, self._seen) or write_all(root, dict(self._changed))
        if problem is None:
            self._seen.update({path: (root / path).read_bytes() for path in self._changed})
            self._changed.clear()
        return problem

    def _find_new(self) -> Problem | None:
        """Find a file that was not there when this began, and is there now."""
        for path in self._changed:
            if path not in self._seen and (self._project.root / path).exists():
                message = "this file was not there when the command began; nothing was written"
                return Problem("file-changed", Span(path.as_posix()), message, "run the command again")
        return None


def added(before: list[Problem], after: list[Problem]) -> list[Problem]:
    """Give the problems that were not there before, wherever their lines are now."""
    old = Counter(map(_what, before))
    new = []
    for problem in after:
        if old[_what(problem)]:
            old[_what(problem)] -= 1
        else:
            new.append(problem)
    return new


def _what(problem: Problem) -> tuple[str, str, str, Severity]:
    return problem.code, problem.span.file, problem.message, problem.severity
