"""The skeleton of a page: its tags, the names of their attributes and the schemes of its addresses, without any words.

Two parsers that mend broken markup in different ways look at each page: libxml2's, and Python's own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from lxml import etree, html

ADDRESSES = frozenset(
    {"href", "src", "srcset", "action", "formaction", "data", "poster", "background", "cite", "ping", "xlink:href"}
)
_SCHEME = re.compile(r"[\s\x00-\x1f]*(?:([a-z][a-z0-9+.-]*):|([/\\]{2}))", re.IGNORECASE)

Bone = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A tag, the names of its attributes, and how its addresses begin."""


def _bone(tag: str, attributes: Iterable[tuple[str, str | None]]) -> Bone:
    pairs = [(str(name), value or "") for name, value in attributes]
    return tag, tuple(sorted(name for name, _ in pairs)), tuple(sorted(_schemes(pairs)))


def _schemes(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, value in pairs:
        if name.lower() in ADDRESSES:
            found = _SCHEME.match(re.sub(r"[\t\r\n]", "", value))
            yield (found[1] or found[2]).lower() if found else ""


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.bones: list[Bone] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bones.append(_bone(tag, attrs))

    def handle_comment(self, data: str) -> None:
        self.bones.append(("!--", (), ()))

    def handle_decl(self, decl: str) -> None:
        self.bones.append((f"!{decl}", (), ()))

    def handle_pi(self, data: str) -> None:
        self.bones.append(("?", (), ()))

    def unknown_decl(self, data: str) -> None:
        self.bones.append(("![", (), ()))


def by_python(text: str) -> Counter[Bone]:
    """Give the skeleton as Python's parser sees it."""
    collector = _Collector()
    collector.feed(text)
    collector.close()
    return Counter(collector.bones)


def by_libxml(text: str) -> Counter[Bone]:
    """Give the skeleton as libxml2 sees it."""
    return _bones_of(_parsed(text))


def by_xml(text: str) -> Counter[Bone]:
    """Give the skeleton of XML, which must be whole: a drawing, or a list of pages."""
    return _bones_of(etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True)))


def _bones_of(root: etree._Element) -> Counter[Bone]:
    return Counter(_bone(_tag(each), each.items()) for each in root.iter())


def _tag(element: etree._Element) -> str:
    return str(element.tag) if isinstance(element.tag, str) else "!--"


def handles_in(text: str) -> Counter[tuple[str, str, str]]:
    """Give what scripts and styles take hold of: the ids and the classes of a page, with their tags."""
    return Counter(
        (_tag(each), name, value)
        for each in _parsed(text).iter()
        for name in ("id", "class")
        for value in str(each.get(name, "")).split()
    )


def codes_in(text: str) -> list[str]:
    """Give the HTML that a page offers as words, to be put into other pages."""
    return [str(each.text_content()) for each in _parsed(text).iter("textarea")]


def words_of(text: str) -> Iterator[str]:
    """Give what a page tells: its text, and the words in attributes that are read out or shown elsewhere."""
    root = _parsed(text)
    for each in root.iter("textarea"):
        yield from words_of(str(each.text_content()))
        each.text = ""
    for each in root.iter():
        if isinstance(each.tag, str):
            yield from (value for name, value in each.items() if name in {"content", "title", "alt", "aria-label"})
    yield str(root.text_content())


def _parsed(text: str) -> html.HtmlElement:
    return html.document_fromstring(text.encode(errors="replace"), html.HTMLParser(encoding="utf-8"))
