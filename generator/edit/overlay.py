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
from generator.edit.journal import checksum
from generator.edit.stopping import stoppable
from generator.edit.writing import changed_since, write_all
from generator.problems import Problem, Severity, Span, as_errors, has_errors
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
        self._copied: dict[Path, str] = {}
        self._known: list[Problem] = []
        self.root = Path()
        """Where the changed content lies, for whoever shows lines of it."""

    def __enter__(self) -> Self:
        """Copy the content to a folder of its own, which goes also where the program is asked to stop."""
        self._exits.enter_context(stoppable(("SIGTERM", "SIGHUP")))
        self.root = Path(self._exits.enter_context(tempfile.TemporaryDirectory(prefix="sayso-"))).resolve()
        (self.root / self.content).mkdir(parents=True)
        self._follow()
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

    def _follow(self) -> list[Path]:
        """Copy what was changed since it was copied, and forget what is gone; give the files, from the project's."""
        root = self._project.root
        found = {file.path.relative_to(root) for file in find_files(root, self._project.content).files}
        now = {path: checksum((root / path).read_bytes()) for path in found}
        other = sorted(path for path in {*now, *self._copied} if now.get(path) != self._copied.get(path))
        for path in other:
            if path not in now:
                (self.root / path).unlink(missing_ok=True)
            elif path not in self._changed:
                self._copy(root / path)
        self._copied = now
        return other

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
        loaded, self._known = load(self.root, self.root / self.content, options)
        return loaded, self._known

    def write(self) -> Problem | None:
        """Put all changes in place, on the content as it is now."""
        root = self._project.root
        problem = write_all(root, dict(self._changed), hinders=self._hinders)
        if problem is None:
            written = {path: (root / path).read_bytes() for path in self._changed}
            self._seen.update(written)
            self._copied.update({path: checksum(data) for path, data in written.items()})
            self._changed.clear()
        return problem

    def _hinders(self) -> Problem | None:
        """Find out whether somebody was at work meanwhile; on what they left, all is checked once more."""
        problem = self._find_new() or changed_since(self._project.root, self._seen)
        if problem is not None:
            return problem
        others = self._follow()
        if not others:
            return None
        before = self._known
        new = added(before, self.check()[1])
        if not has_errors(as_errors(new) if self._project.strict else new):
            return None
        return Problem(
            "file-changed",
            Span(others[0].as_posix()),
            "this file was changed by somebody else in the meantime, and together with what you add the content"
            " would not check; nothing was written",
            "run the command again",
        )

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
