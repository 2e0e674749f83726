"""Private texts: sources that may not stand in a public repository, in a folder of their own.

The folder belongs to whoever builds the site, so links in it are followed; it
must lie outside the content, all of which is published, and apart from the
site, which each build makes anew.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from generator.problems import PRIVATE, Problem, Span
from generator.read.files import FoundFile, shown_path

_SETTINGS = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class PrivateTexts:
    """The private folder of texts, where one is named and can be looked into."""

    folder: Path | None = None

    def find(self, article: str) -> list[FoundFile]:
        """Find the text of an article: `<article>.md`, or `text.md` in a folder of that name. Both are one too many."""
        if self.folder is None:
            return []
        names = (f"{article}.md", f"{article}/text.md")
        # Unlike pathlib, this says no where the system does not let us look.
        there = [name for name in names if os.path.isfile(self.folder / name)]  # noqa: PTH113
        return [FoundFile(self.folder / name, f"{PRIVATE}{name}", name) for name in there]


def open_private(
    root: Path, content: Path, folder: Path | None, site: Path | None = None
) -> tuple[PrivateTexts, list[Problem]]:
    """Look whether the private folder is one, and lies where nothing publishes it."""
    if folder is None:
        return PrivateTexts(), []
    real = folder.resolve()
    shown = shown_path(root.resolve(), real) if real.is_relative_to(root.resolve()) else str(folder)
    if real.is_relative_to(content.resolve()):
        return PrivateTexts(), [_refuse_published(shown)]
    if site is not None and _overlap(real, site.resolve()):
        return PrivateTexts(), [_refuse_in_site(shown)]
    try:
        next(folder.iterdir(), None)
    except OSError:
        return PrivateTexts(), [_refuse_unreadable(shown)]
    return PrivateTexts(folder), []


def refuse_second(first: FoundFile, second: FoundFile) -> Problem:
    """Tell of two private texts for one article."""
    message = f'there are two private texts for this article, "{first.inside}" and "{second.inside}"'
    return Problem("private-text-twice", second.start(), message, "delete one of them, or move it elsewhere")


def refuse_shown(span: Span, file: FoundFile) -> Problem:
    """Tell of a private text that its article would publish whole: what is kept apart must not get out by accident."""
    return Problem(
        "private-text-shown",
        span,
        f"the whole text would be published, but it is a private one: {file.file}",
        'write "show_text: quotes"; where the whole text may be published, put it in text.md beside this file',
    )


def _refuse_published(shown: str) -> Problem:
    return Problem(
        "private-texts",
        Span(_SETTINGS),
        f"the private folder of texts, {shown}, lies in the content, and the content is published",
        "move the folder out of the content, and name the new place",
    )


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _refuse_in_site(shown: str) -> Problem:
    return Problem(
        "private-texts",
        Span(_SETTINGS),
        f"the private folder of texts, {shown}, and the site's folder lie one in the other, "
        "and the site is published and made anew by each build",
        "move the folder out of the site, and name the new place",
    )


def _refuse_unreadable(shown: str) -> Problem:
    return Problem(
        "private-texts",
        Span(_SETTINGS),
        f"the private folder of texts, {shown}, is not there or cannot be read",
        "look how it is called in --texts, in SAYSO_TEXTS or under the plugin in mkdocs.yml, and who may read it",
    )
