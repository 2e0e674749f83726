"""Generated pages as MkDocs takes them: finished HTML that Python-Markdown never sees."""

import re
from functools import cached_property
from html import unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.pages import Page as MadePage
from generator.pages import source_name
from generator.plugin.titles import SafeTitle, escape

_ID = re.compile(r'\sid="([^"]*)"')
_HEADING = re.compile(r'<h2\b[^>]*?\sid="([^"]*)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class SaysoPage(Page):
    """A page whose body is already made. `sayso` is that page, for the theme's frame."""

    def __init__(self, made: MadePage, file: File, config: MkDocsConfig) -> None:
        super().__init__(SafeTitle(made.title), file, config)
        self.sayso = made

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs' signature
        """Leave the Markdown empty; foreign themes print the description as it is, so it is escaped here."""
        self.markdown = ""
        self.meta = {"description": escape(self.sayso.description)}
        if not self.sayso.is_listed:
            # So Material's search knows that readers do not look for it.
            self.meta["search"] = {"exclude": True}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs' signature
        """Hand over the finished body."""
        self.content = self.sayso.html
        self.toc = headings(self.sayso.html)

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]  # found only when a page links here
        """The ids that other pages may link to."""
        return anchors(self.sayso.html)


def anchors(html: str) -> set[str]:
    """Find the ids in a body."""
    return {unescape(found) for found in _ID.findall(html)}


def headings(html: str) -> TableOfContents:
    """List the second-level headings of a body, for themes that show a table of contents."""
    found = ((unescape(anchor), _TAG.sub("", words).strip()) for anchor, words in _HEADING.findall(html))
    return TableOfContents([AnchorLink(words, anchor, 1) for anchor, words in found])


def add_page(made: MadePage, files: Files, config: MkDocsConfig, *, in_menu: bool) -> SaysoPage:
    """Add a page; only lists of records stand in menus, so that no page's menu grows with the site."""
    inclusion = InclusionLevel.INCLUDED if in_menu else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, source_name(made.address), content="", inclusion=inclusion)
    if file.src_uri in files.src_uris:  # one that the project excludes; any other is a problem found before
        files.remove(file)
    files.append(file)
    return SaysoPage(made, file, config)
