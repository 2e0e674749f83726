"""Pages, read as a browser reads them: the places in them that a link may name, and the links that they hold.

The parser is Python's own. Whatever has links and is no page, such as a style sheet, is read in `others`.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

_LINKS = frozenset(
    {
        "href",
        "xlink:href",
        "src",
        "action",
        "formaction",
        "data",
        "poster",
        "background",
        "cite",
        "longdesc",
        "manifest",
    }
)
_LISTS = frozenset({"srcset", "imagesrcset"})
_META = re.compile(r"og:(?:url|(?:image|video|audio)(?::(?:secure_)?url)?)|twitter:(?:image|player)")
_REFRESH = re.compile(r"""\s*[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?["']?([^"'\s][^"']*)""", re.IGNORECASE)
_SOURCE = re.compile(r"([^\s,](?:\S*[^\s,])?)(?:,|[^,]*)")
"""A picture of several, and what is said of its size; a comma may stand in its address, and not at its end."""

_SNIPPET = re.compile(r"""\s(?:href|src)=["']([^"']*)""")
_URL = re.compile(r"""url\(\s*+(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)|@import\s+["']([^"']*)""")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_NUMBER = re.compile(r"&#(\d{8,})")


@dataclass(slots=True)
class Read:
    """What was read of a page: ids and other names of places in it, its links as they were written, and its own place.

    `twice` are ids that stand in it more than once. `canonical` is the address that it gives itself. One that is
    not `listed` asks not to be found by search engines, one that has `moved` leads on at once.
    """

    ids: set[str] = field(default_factory=set)
    twice: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    canonical: str | None = None
    listed: bool = True
    moved: bool = False


def read_page(text: str) -> Read:
    """Read a page, or a drawing."""
    reader = _Reader()
    reader.feed(bounded(text))
    reader.close()
    read = reader.read
    read.links = [_joined(reader.base, link) for link in read.links]
    return read


def bounded(text: str) -> str:
    """Cut short the numbers of characters in HTML: no character's has eight digits, and Python fails at thousands."""
    return _NUMBER.sub(lambda found: f"&#{found[1].lstrip('0')[:8]}", text)


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:  # one of the two is no address at all, so that it leads nowhere in the site either
        return link


class Parser(HTMLParser):
    """Python's parser, which fails at marks that browsers pass over as they do over comments."""

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: ARG002, FBT001, FBT002 - the parser's signature
        """Read on behind what begins with `<![`."""
        is_text = self.rawdata.startswith("<![CDATA[", i)
        return super().parse_marked_section(i) if is_text else self.parse_bogus_comment(i)


def urls_in(styles: str) -> list[str]:
    """Give the addresses in a style sheet; of a place in a drawing, that of the drawing."""
    found = ("".join(each).partition("#")[0] for each in _URL.findall(_COMMENT.sub("", styles)))
    return [address for address in found if address]


_NO_TAGS = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
"""The elements in which a browser sees no tags."""


class _Reader(Parser):
    """Gathers places and links."""

    def __init__(self) -> None:
        super().__init__()
        self.read = Read()
        self.base = ""
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a tag says."""
        given = {name: value for name, value in reversed(attrs) if value is not None}
        self._inside = tag
        if "id" in given:
            self._take_id(given["id"])
        if tag == "a" and "name" in given:
            self.read.ids.add(given["name"])
        if tag == "base":
            base = given.pop("href", "")
            self.base = self.base or base
        elif tag == "meta":
            self._take_meta(given)
        elif tag == "link" and _word(given, "rel") == "canonical":
            self.read.canonical = given.get("href")
        self.read.links += [link for name, value in given.items() for link in _links(name, value)]
        if "data-files" in given:
            beginnings = given.get("data-beginnings", "").split()
            self.read.links += [f"{given['data-files']}{beginning}.json" for beginning in beginnings]
        if tag in _NO_TAGS:
            self.set_cdata_mode(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a tag says that has nothing in it."""
        self.handle_starttag(tag, attrs)
        self.clear_cdata_mode()
        self._inside = None

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        """Leave whatever is read in another way."""
        self._inside = None

    def handle_data(self, data: str) -> None:
        """Look into style sheets, and into code that is shown to be copied."""
        if self._inside == "style":
            self.read.links += urls_in(data)
        elif self._inside == "textarea":
            self.read.links += _SNIPPET.findall(unescape(data))

    def _take_id(self, name: str) -> None:
        if name in self.read.ids:
            self.read.twice.append(name)
        self.read.ids.add(name)

    def _take_meta(self, given: dict[str, str]) -> None:
        content = given.get("content", "")
        name = _word(given, "property") or _word(given, "name")
        if _META.fullmatch(name):
            self.read.links.append(content)
        if name == "robots" and "noindex" in content.lower():
            self.read.listed = False
        if _word(given, "http-equiv") == "refresh" and (found := _REFRESH.match(content)):
            self.read.links.append(found[1])
            self.read.moved = True


def _word(given: dict[str, str], name: str) -> str:
    return given.get(name, "").lower()


def _links(name: str, value: str) -> list[str]:
    """Give the addresses that an attribute holds."""
    if name in _LINKS:
        return [value]
    if name in _LISTS:
        return _SOURCE.findall(value)
    if name == "ping":
        return value.split()
    return urls_in(value) if name == "style" else []
