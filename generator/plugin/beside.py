"""Pages of records, printed straight into the theme's frame.

MkDocs holds every page it knows until the last one is written, asks each plugin about each,
and takes as long for those that have not changed. So it is handed the lists, which
stand in menus, and what ordinary pages link to; all other pages of records are printed
beside it, into the same frame, by the same template, on all cores. Where something
else has a say in pages (another plugin, a hook, another theme, a frame of the project's own),
MkDocs is handed all of them.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_relative_url, normalize_url

from generator.cache import Cache
from generator.cores import at_once, cores, spread
from generator.dead_links import bounded
from generator.pages import Entry, Printer, Sheet, draw_picture, file_of, url_of
from generator.pages import Page as MadePage
from generator.pages.addresses import HOME
from generator.plugin.files import is_own_theme, packaged_templates

FRAME = "main.html"

FEW = frozenset({"home", "index", "contract", "problems"})
"""The sheets that are MkDocs' pages, for they may stand in menus; of all others there are as many as records."""

_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_NAMED = re.compile(rf"(?<=/)({_ID})|({_ID})(?=/|\.[a-z])")
"""What could be the last step of an address: whatever stands beside a slash, or before the ending of a file."""

_BRINGS_IN = "pymdownx.snippets"
"""An extension with which pages have text, and links, that is in another file."""


def reason_against(config: MkDocsConfig) -> str | None:
    """Say why all pages have to go through MkDocs, where they have to."""
    for name, plugin in config.plugins.items():  # hooks stand among them, by the names of their files
        if not type(plugin).__module__.startswith("generator."):
            return f'"{name}" may have a say in every page'
    if _BRINGS_IN in config.markdown_extensions:
        return f"{_BRINGS_IN} may bring links into the project's own pages"
    if not is_own_theme(config):
        return "the theme is another one"
    if any((Path(folder) / FRAME).is_file() for folder in config.theme.dirs if Path(folder) != packaged_templates()):
        return f"the project has a {FRAME} of its own"
    return None


def divide(sheets: Iterable[Sheet], files: Files, config: MkDocsConfig) -> tuple[list[Sheet], list[Sheet]]:
    """Divide sheets into those that MkDocs must know as pages, and those that are printed beside it."""
    linked = _linked(files, config)
    through, beside = list[Sheet](), list[Sheet]()
    for sheet in sheets:
        is_known = sheet.kind in FEW or sheet.address.split("/")[-2] in linked
        (through if is_known else beside).append(sheet)
    return through, beside


def _linked(files: Files, config: MkDocsConfig) -> set[str]:
    """Find whatever could be the last step of an address in the project's own pages and in its navigation.

    A page too many among those that MkDocs knows costs little; of one too few it would say that it is not there.
    """
    texts = [repr(config.nav), *(file.content_string for file in files.documentation_pages())]
    plain = (unquote(unescape(bounded(text))).replace("\\", "") for text in texts)
    return {step for text in plain for found in _NAMED.findall(text) for step in found}


class FramedPage(NamedTuple):
    """What the frame is told of a page that MkDocs does not know."""

    sayso: MadePage
    url: str
    canonical_url: str | None
    content: str
    is_homepage: bool = False
    is_link: bool = False
    abs_url: str | None = None


class SitemapEntry(NamedTuple):
    """What the sitemap is told of such a page."""

    page: "Location"


class Location(NamedTuple):
    """Where a page stands, for whoever needs nothing else of it."""

    url: str
    canonical_url: str | None
    abs_url: str | None = None
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """What is left of a page once it is written: what was read for it, its files, and what others ask of it."""

    reads: bytes
    files: tuple[str, ...]
    lacks: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class FrameSetter:
    """Puts pages into the theme's frame and writes them."""

    printer: Printer
    config: MkDocsConfig
    nav: Navigation
    template: Any
    """The theme's frame, a compiled template."""
    cache: Cache
    taken: frozenset[str]
    """Files that the project itself puts into the site: they go over ours."""
    around: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    """What the frame is told besides the page, by how many folders the page is away from the root."""

    def __post_init__(self) -> None:
        """Make one table of what the template knows: Jinja has several, one behind another, which is slow."""
        self.template.globals = dict(self.template.globals)

    def print_all(
        self, sheets: Sequence[Sheet], written: Callable[[int], None], *, processes: int | None = None
    ) -> dict[str, Printed]:
        """Print pages, and give what is left of each by its address; `written` is told how many more there are."""
        done: dict[str, Printed] = {}
        workers = at_once(sheets, processes or cores())
        for sheet, printed in spread(self.print, sheets, workers):
            # What other processes have done is told at their end only; meanwhile they do as much as this one.
            written(max(0, min(workers, len(sheets) - workers * len(done))))
            done[sheet.address] = printed
        return done

    def print(self, sheet: Sheet) -> Printed:
        """Print one page."""
        made = self.printer.make(sheet)
        name = file_of(made.address, use_directory_urls=self.config.use_directory_urls)
        self._write(name, self.frame(made).encode(errors="xmlcharrefreplace"))
        picture = made.preview.picture if made.preview else None
        drawn = [picture] if picture and picture.file not in self.taken else []
        for each in drawn:
            self._write(each.file, draw_picture(each, self.cache))
        files = name, *(each.file for each in drawn)
        lacks = made.preview.lacks if made.preview else ""
        return Printed(self.printer.watch.reads(), files, lacks, made.entries)

    def frame(self, made: MadePage) -> str:
        """Put a page into the frame, with all that MkDocs would give it."""
        place = location(made.address, self.config)
        page = FramedPage(made, place.url, place.canonical_url, made.html)
        framed: str = self.template.render(self._around(place.url), page=page)
        return framed

    def _around(self, url: str) -> Mapping[str, Any]:
        depth = url.count("/")
        if depth not in self.around:
            base = get_relative_url(".", url)
            self.around[depth] = {
                "nav": self.nav,
                "pages": [],
                "base_url": base,
                "extra_css": [normalize_url(path, None, base) for path in self.config.extra_css],
                "extra_javascript": [normalize_url(str(path), None, base) for path in self.config.extra_javascript],
                "config": self.config,
            }
        return self.around[depth]

    def _write(self, name: str, content: bytes) -> None:
        file = f"{self.config.site_dir}/{name}"
        _make_folder(os.path.dirname(file))  # noqa: PTH120 - paths as objects cost more than the rest
        with open(file, "wb") as opened:  # noqa: PTH123 - likewise
            opened.write(content)


def _make_folder(folder: str) -> None:
    """Make a folder; the one that it stands in is most often there, so that nothing is looked up for nothing."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - likewise
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - likewise


def with_all(known: Iterable[Any], sheets: Iterable[Sheet], config: MkDocsConfig) -> list[Any]:
    """Give the sitemap all pages: the project's own first, then ours in their order, whoever prints them."""
    ours = {file.page.sayso.address: file for file in known if hasattr(file.page, "sayso")}
    own = [file for file in known if not hasattr(file.page, "sayso") or file.page.is_homepage]
    others = (sheet.address for sheet in sheets if sheet.address != HOME)
    return [*own, *(ours.get(address) or SitemapEntry(location(address, config)) for address in others)]


def location(address: str, config: MkDocsConfig) -> Location:
    """Tell where the page of an address stands, as MkDocs does."""
    url = url_of(address, use_directory_urls=config.use_directory_urls)
    # Our addresses are made of ids and slashes, so that the two need no more than to be put together.
    return Location(url, f"{_base(config.site_url)}{url}" if config.site_url else None)


@cache
def _base(site_url: str) -> str:
    """Give what all addresses of a site begin with."""
    return urljoin(f"{site_url.rstrip('/')}/", ".")
