"""Ordinary pages of the content, which Python-Markdown makes: what stands in them is words and never markup.

A check has refused HTML, links and pictures that must not be published, and told their places
(`text/ordinary.py`). But it reads Markdown in another way than Python-Markdown does, which has ways of
its own to make HTML of words. So here nothing is asked: tags are text, and what an address or an attribute
could run is taken away, whatever the page was found to be. What extensions make is left
alone: the project's owner has chosen them.
"""

import re
from collections.abc import Mapping
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markdown.extensions import Extension  # type: ignore[import-untyped]  # MkDocs brings it, without types
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]
from markdown.util import AMP_SUBSTITUTE  # type: ignore[import-untyped]
from mkdocs.structure.pages import Page

from generator.plugin.titles import SafeTitle, escape
from generator.text import is_followed, leads_outside

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown  # type: ignore[import-untyped]

_BEFORE_MKDOCS = 1
"""Where MkDocs has not yet looked at links."""

_LAST = -100
"""Behind all that others do to a page's tree."""

_FOLLOWED = {"href", "src"}

_ADDRESSES = frozenset(
    {"href", "src", "srcset", "action", "formaction", "data", "poster", "background", "cite", "ping", "xlink:href"}
)
_REL = "external nofollow noreferrer"
"""As links in prose have it (`text/prose.py`)."""

_RUNS = re.compile(r"on\w*|srcdoc|style", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align: (?:left|right|center);")
"""The one style that Markdown has, of a table's cells."""

_OPENING = re.compile(r"\s*(?:<(?:pre|code|div|span|table)\b[^<>]*>)+")
_HANDLER = re.compile(r'\s(?:on\w*|srcdoc)="[^"<>]*"', re.IGNORECASE)


class WordsOnly(Extension):  # type: ignore[misc]  # likewise
    """Takes HTML out of Markdown: a tag is shown as it was typed."""

    def extendMarkdown(self, md: "Markdown") -> None:  # noqa: N802 - the library's name
        """Forget what lets HTML through, and look at the finished tree."""
        md.preprocessors.deregister("html_block", strict=False)
        md.inlinePatterns.deregister("html", strict=False)
        md.treeprocessors.register(_Readable(md), "sayso_readable", _BEFORE_MKDOCS)
        md.treeprocessors.register(_Harmless(md), "sayso_harmless", _LAST)


class _Readable(Treeprocessor):  # type: ignore[misc]  # likewise
    """Empties addresses that are none, for MkDocs ends at them with an error of Python's."""

    def run(self, root: "Element") -> None:
        for element in root.iter():
            for name in _FOLLOWED.intersection(element.attrib):
                if not _is_readable(element.attrib[name]):
                    element.set(name, "")


def _is_readable(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


class _Harmless(Treeprocessor):  # type: ignore[misc]  # likewise
    """Takes away what an attribute could run, and addresses that nobody should follow."""

    def run(self, root: "Element") -> None:
        for element in root.iter():
            for name, value in list(element.attrib.items()):
                if not _is_harmless(str(element.tag), name, value):
                    del element.attrib[name]
            if element.tag == "a" and leads_outside(element.get("href", "")):
                element.set("rel", _REL)
        stash = self.md.htmlStash.rawHtmlBlocks
        # Code between fences is HTML already; values in it are escaped, so that a tag ends where it seems to.
        stash[:] = [_OPENING.sub(_without_handlers, block, 1) if isinstance(block, str) else block for block in stash]


def _without_handlers(opening: re.Match[str]) -> str:
    return _HANDLER.sub("", opening[0])


def _is_harmless(tag: str, name: str, value: str) -> bool:
    if _RUNS.fullmatch(name):
        return name == "style" and _ALIGNED.fullmatch(value) is not None
    if name.lower() not in _ADDRESSES:
        return True
    # Addresses of mail are written in a code of Python-Markdown's own until the page is done.
    address = unescape(value.replace(AMP_SUBSTITUTE, "&"))
    return is_followed(address) if tag == "a" else not leads_outside(address)


def tame(page: Page, *, own_theme: bool) -> None:
    """Take every meaning from what stands above a page's text; themes print it as it is, and ours only the title."""
    page.meta.pop("template", None)
    if own_theme:
        if page.meta.get("title") is not None:
            # As titles that come from a heading, which are HTML.
            page.meta["title"] = escape(str(page.meta["title"]))
    else:
        page.meta = _tamed(page.meta)


def _tamed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_tamed(key): _tamed(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_tamed(entry) for entry in value]
    return SafeTitle(value) if isinstance(value, str) else value
