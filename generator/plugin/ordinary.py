"""Ordinary pages of the content, which Python-Markdown makes: what stands in them is words and never markup.

A check has refused HTML, links and pictures that must not be published, and told their places
(`text/ordinary.py`). But it reads Markdown in another way than Python-Markdown does, which has ways of
its own to make HTML of words. So here nothing is asked: tags are text, and what an address or an attribute
could run is taken away, whatever the page was found to be. What extensions make is left
alone: the project's owner has chosen them.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markdown.extensions import Extension  # type: ignore[import-untyped]  # MkDocs brings it, without types
from markdown.extensions.fenced_code import FencedBlockPreprocessor  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE  # type: ignore[import-untyped]
from mkdocs.structure.pages import Page

from generator.model.shown import shows_another
from generator.model.unseen import steering_in, without_steering
from generator.plugin.titles import SafeTitle, escape
from generator.text import is_followed, leads_outside

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown  # type: ignore[import-untyped]

_BEFORE_TITLES = 19
"""Where words have become elements, and no list of headings is made of them yet."""

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
_TAG = re.compile(r"<(?P<tag>\w+)(?P<rest>[^<>]*)>")
_ATTRIBUTE = re.compile(r'\s(?P<name>[\w:.-]+)="(?P<value>[^"<>]*)"')
_LANGUAGE = "language-"
"""How the class begins that tells in which language code is written."""

_OF_LINES = "__"
"""How ids begin that extensions give to lines of code."""

_FENCES = "fenced_code_block"
"""What makes code between fences; extensions put their own under this name."""

_NUMBERED = re.compile(
    rf"(?:&|{re.escape(AMP_SUBSTITUTE)})#(?:0*(?P<plain>[0-9]{{1,7}})|[xX]0*(?P<hex>[0-9a-fA-F]{{1,6}}));"
)
"""A character that is written as its number."""


class WordsOnly(Extension):  # type: ignore[misc]  # likewise
    """Takes HTML out of Markdown: a tag is shown as it was typed."""

    def extendMarkdown(self, md: "Markdown") -> None:  # noqa: N802 - the library's name
        """Forget what lets HTML through, and look at the finished tree."""
        md.preprocessors.deregister("html_block", strict=False)
        md.inlinePatterns.deregister("html", strict=False)
        md.treeprocessors.register(_Upright(md), "sayso_upright", _BEFORE_TITLES)
        md.treeprocessors.register(_Readable(md), "sayso_readable", _BEFORE_MKDOCS)
        md.treeprocessors.register(_Harmless(md), "sayso_harmless", _LAST)


class _Upright(Treeprocessor):  # type: ignore[misc]  # likewise
    """Takes away what would turn or hide the words about it."""

    def run(self, root: "Element") -> None:
        for element in root.iter():
            for name, value in element.attrib.items():
                element.set(name, _upright(value))
            element.text, element.tail = _upright(element.text), _upright(element.tail)
        stash = self.md.htmlStash.rawHtmlBlocks
        stash[:] = [_upright(block) if isinstance(block, str) else block for block in stash]


def _upright(text: Any) -> Any:
    """Give a text without signs that steer, be they typed or numbered; the same text where it has none."""
    if not text or (text.isascii() and "#" not in text):
        return text
    numbered = _NUMBERED.sub(lambda found: "" if _steers(found) else found[0], text)
    plain = without_steering(numbered)
    return text if plain == text else plain


def _steers(numbered: re.Match[str]) -> bool:
    number = int(numbered["plain"] or 0) or int(numbered["hex"] or "0", 16)
    return number <= sys.maxunicode and steering_in(chr(number)) is not None


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
            if element.tag == "a" and "href" in element.attrib:
                self._without_other_words(element)
        stash = self.md.htmlStash.rawHtmlBlocks
        is_plain = _FENCES in self.md.preprocessors and type(self.md.preprocessors[_FENCES]) is FencedBlockPreprocessor
        # Code between fences is HTML already; values in it are escaped, so that a tag ends where it seems to.
        stash[:] = [_without_choices(block, is_plain=is_plain) if isinstance(block, str) else block for block in stash]

    def _without_other_words(self, link: "Element") -> None:
        """Take away an address that is not the one of its words: a check may have read another for this link."""
        stash = self.md.htmlStash.rawHtmlBlocks
        typed = HTML_PLACEHOLDER_RE.sub(lambda found: str(*stash[int(found[1]) :][:1]), "".join(link.itertext()))
        if shows_another(_read(typed), _read(link.attrib["href"])):
            del link.attrib["href"]


def _without_choices(block: str, *, is_plain: bool) -> str:
    """Take from the tags around code what its writer may not choose: what runs, ids, and classes of our pages."""

    def opening(found: re.Match[str]) -> str:
        return _TAG.sub(tag, found[0])

    def tag(found: re.Match[str]) -> str:
        attributes = (_kept(found["tag"], each, is_plain=is_plain) for each in _ATTRIBUTE.finditer(found["rest"]))
        return f"<{found['tag']}{''.join(attributes)}>"

    return _OPENING.sub(opening, block, 1)


def _kept(tag: str, attribute: re.Match[str], *, is_plain: bool) -> str:
    """Give what is left of an attribute."""
    name, value = attribute["name"], attribute["value"]
    if name == "class":
        value = " ".join(_kept_classes(tag, value.split(), is_plain=is_plain))
    elif name == "style":
        value = "" if tag == "code" else value
    elif _RUNS.fullmatch(name) or (name == "id" and not value.startswith(_OF_LINES)):
        value = ""
    return f' {name}="{value}"' if value else ""


def _kept_classes(tag: str, classes: list[str], *, is_plain: bool) -> Iterator[str]:
    """Give the classes that are no choice of the page's writer: the language, and what an extension calls its own.

    It puts that behind those that were written; before them only where it makes something else of code, as a drawing.
    """
    if tag == "code" or (tag == "pre" and is_plain):
        own = []
    else:
        own = classes[:1] if tag == "pre" and "highlight" not in classes else classes[-1:]
    yield from (each for each in classes if each.startswith(_LANGUAGE) or each in own)


def _is_harmless(tag: str, name: str, value: str) -> bool:
    if _RUNS.fullmatch(name):
        return name == "style" and _ALIGNED.fullmatch(value) is not None
    if name.lower() not in _ADDRESSES:
        return True
    address = _read(value)
    return is_followed(address) if tag == "a" else not leads_outside(address)


def _read(text: str) -> str:
    """Give a text as browsers read it: mail addresses are in a code of Python-Markdown's own until the page is done."""
    return unescape(text.replace(AMP_SUBSTITUTE, "&"))


def tame(page: Page, *, own_theme: bool) -> None:
    """Take every meaning from what stands above a page's text; themes print it as it is, and ours two lines."""
    page.meta.pop("template", None)
    if own_theme:
        for key in ("title", "description"):
            if page.meta.get(key) is not None:
                # As titles that come from a heading, which are HTML.
                page.meta[key] = escape(without_steering(str(page.meta[key])))
    else:
        page.meta = _tamed(page.meta)


def _tamed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_tamed(key): _tamed(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_tamed(entry) for entry in value]
    return SafeTitle(without_steering(value)) if isinstance(value, str) else value
