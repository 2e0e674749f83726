"""Posters: what came of a build, made into what browsers are shown."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from generator.build import texts
from generator.pages.serving import Found, Plate
from generator.pages.words import Words
from generator.plugin.files import packaged_templates
from generator.problems import Problem, in_public, lines_under
from generator.publish.aside import Made
from generator.publish.board import Mood, Notice, Site
from generator.publish.server import POLICY, STYLES
from generator.read import read_project

LESSONS = ("problems/", "problems.html")
"""Where a site has its page on problems, if it has one."""


class Poster:
    """Prints notices in the language of the project. With `is_public` others can read them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.is_public = False
        self._language = "en"
        self._plate = _plate(self._language)

    def building(self) -> Notice:
        """Say that the first site is being made."""
        return Notice("building", "building", page=self._page(self._plate_now(), []))

    def good(self, made: Made, name: str) -> Notice:
        """Show a new site, and its warnings small at the foot."""
        plate, site = self._plate_now(), Site(made.folder, made.mount, name)
        return self._notice(plate, name, "warnings" if made.warnings else "good", site, made.warnings)

    def bad(self, problems: Sequence[Problem], before: Notice, name: str) -> Notice:
        """Show problems over the last good site, or alone where there is none."""
        plate = self._plate_now()
        if before.site is None:
            return Notice(name, "errors", page=self._page(plate, problems))
        return self._notice(plate, name, "errors", before.site, problems)

    def _notice(self, plate: Plate, name: str, mood: Mood, site: Site, problems: Sequence[Problem]) -> Notice:
        lessons = next((quote(f"{site.mount}{page}") for page in LESSONS if _has(site.folder, page)), "")
        layer = plate.layer(self._found(problems, lessons))
        return Notice(name, mood, site, plate.title(problems), layer, gone=plate.gone)

    def _page(self, plate: Plate, problems: Sequence[Problem]) -> str:
        return plate.page(self._found(problems), site_name="Sayso", policy=POLICY, styles=STYLES)

    def _found(self, problems: Sequence[Problem], lessons: str = "") -> Found:
        return Found(problems, lines_under(self._root), lessons, self.is_public or in_public())

    def _plate_now(self) -> Plate:
        """Give what prints in the language that is set now; while the settings cannot be read, in the one before."""
        # A fault of ours in here is told by the build, which meets it as well.
        with suppress(Exception):
            project, _ = read_project(self._root)
            if project and project.options.language != self._language:
                self._plate = _plate(project.options.language)
                self._language = project.options.language
        return self._plate


def _plate(language: str) -> Plate:
    try:
        words = Words(texts(language), language)
    except LookupError:  # a language whose words are the project's own, or none
        words = Words(texts("en"))
    return Plate(packaged_templates(), words)


def _has(folder: Path, page: str) -> bool:
    return (folder / page).is_file() or (folder / page / "index.html").is_file()
