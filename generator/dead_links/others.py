"""Files that hold links and are no pages: style sheets, feeds, the sitemap, and lists for programs."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from generator.dead_links.pages import Parser, bounded, urls_in

SITEMAP = "sitemap.xml"

_LOCATION = re.compile(r"<loc>\s*([^<]*?)\s*</loc>")
_ROBOTS = re.compile(r"^[ \t]*sitemap:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_STYLED_BY = re.compile(r"""<\?xml-stylesheet[^<>]*?href=["']([^"']*)""")

_TEXTS = frozenset({"link", "id", "loc", "guid", "url", "uri", "icon", "logo", "comments", "docs"})
"""The elements of feeds and sitemaps whose text is an address."""

_KEYS = frozenset(
    {"url", "src", "start_url", "scope", "home_page_url", "feed_url", "next_url", "image", "icon", "favicon"}
)
"""The same in lists for programs."""

_WHERE_IDS_ARE = re.compile(r"(?:.*/)?-/ids-[^/]*\.json")
"""Files by which a script finds the page of a word or an event."""

KINDS = (".css", ".xml", ".atom", ".rss", ".json", ".webmanifest", "robots.txt")
"""How the names of these files end."""


def links_of(file: str, text: str) -> list[str]:
    """Give the links in a file, as seen from its own place."""
    if file.endswith(".css"):
        return urls_in(text)
    if file.endswith((".json", ".webmanifest")):
        return _listed(file, text)
    return _ROBOTS.findall(text) if file.endswith(".txt") else _told(text)


def locations(sitemap: str) -> list[str]:
    """Give the addresses in a sitemap, which may be very long."""
    return [unescape(found) for found in _LOCATION.findall(bounded(sitemap))]


def _listed(file: str, text: str) -> list[str]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if _WHERE_IDS_ARE.fullmatch(file) and isinstance(told, dict):
        up = "../" * file.count("/")
        return [f"{up}{page}#{name}" for name, page in told.items()]
    is_for_programs = file.endswith(".webmanifest") or (isinstance(told, dict) and _is_feed(told))
    return list(_addresses(told)) if is_for_programs else []


def _is_feed(told: dict[str, Any]) -> bool:
    return "jsonfeed.org" in str(told.get("version"))


def _addresses(told: Any) -> Iterator[str]:
    """Find the addresses in a list for programs, however deep they stand."""
    left = [("", told)]
    while left:
        key, value = left.pop()
        if isinstance(value, dict):
            left += reversed(value.items())
        elif isinstance(value, list):
            left += (("", each) for each in reversed(value))
        elif isinstance(value, str) and (key in _KEYS or (key == "id" and "://" in value)):
            yield value


def _told(text: str) -> list[str]:
    reader = _Feed()
    reader.feed(bounded(text))
    reader.close()
    return [*_STYLED_BY.findall(text), *reader.links]


class _Feed(Parser):
    """Gathers the links of a feed; what it quotes of pages is theirs."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self._element: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the addresses of an element, and note whether its text is one."""
        given = dict(attrs)
        self._element = tag if given.get("ispermalink") != "false" else None
        self.links += [value for name in ("href", "src", "url") if (value := given.get(name))]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        """Leave the element."""
        self._element = None

    def handle_data(self, data: str) -> None:
        """Take an address; an id that is none leads nowhere."""
        told = data.strip()
        if told and self._element in _TEXTS and (self._element == "link" or "://" in told):
            self.links.append(told)

    def unknown_decl(self, data: str) -> None:
        """Read text that is marked as nothing but text."""
        self.handle_data(data.removeprefix("CDATA["))
