"""What MkDocs complains about, told as problems: with a place, where one can be found."""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.problems import Problem, Span

SETTINGS = "mkdocs.yml"

_SETTING = re.compile(r"Config value '([\w-]+)'")
_LINK = re.compile(r"Doc file '([^']+)' contains an? (?:\w+ )?link '([^']+)'", re.DOTALL)


class Transcript(logging.Handler):
    """Keeps what MkDocs and its plugins log as warnings and errors; `content` is the folder they are about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.content: Path | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.messages.append(record.getMessage())


@contextmanager
def transcribed() -> Iterator[Transcript]:
    """Listen to MkDocs' log for a while."""
    transcript = Transcript()
    log = logging.getLogger("mkdocs")
    log.addHandler(transcript)
    try:
        yield transcript
    finally:
        log.removeHandler(transcript)


def as_problems(messages: Iterable[str], root: Path, content: Path | None) -> list[Problem]:
    """Make a problem of each message, placed at the setting or the link that it names."""
    return [_as_problem(message.strip(), root, content) for message in messages]


def about_setting(root: Path, name: str, message: str, help_: str) -> Problem:
    """Make a problem of a setting, placed at its line of `mkdocs.yml` where it has one."""
    span = _place(root / SETTINGS, rf"^{re.escape(name)}(?=\s*:)", root)
    return Problem("mkdocs-setting", span, message, help_)


def _as_problem(message: str, root: Path, content: Path | None) -> Problem:
    if content and (link := _LINK.match(message)) and (page := content / link[1]).is_file():
        span = _place(page, re.escape(link[2]), root)
        ids = '; the id of a heading is made of its words, such as #about-us of "About us"' if "#" in link[2] else ""
        return Problem("mkdocs-link", span, message, f"correct the link, or add what it leads to{ids}")
    if setting := _SETTING.match(message):
        return about_setting(root, setting[1], message, f"correct this setting in {SETTINGS}")
    return Problem("mkdocs", Span(SETTINGS), message, "this comes from MkDocs or from one of its plugins")


def _place(file: Path, pattern: str, root: Path) -> Span:
    name = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    found = re.search(pattern, text, re.MULTILINE)
    if found is None:
        return Span(name)
    line_start = text.rfind("\n", 0, found.start()) + 1
    return Span(name, text.count("\n", 0, found.start()) + 1, found.start() - line_start + 1, max(1, len(found[0])))
