"""Our own pages, read in a hundredth of the time that a parser takes.

Our templates print every attribute in one form, so two expressions find all ids and links. That holds where no
template of the project, no plugin and no other theme has a say; and what looks odd here is read by the parser.
"""

import re
from typing import NamedTuple

_OPENING = b'<main id="_main"'
_OURS = b'<main id="_main" class="frame-main">\n<div class="sayso '

_ID = re.compile(rb' id="([^"]*)"')
_LINK = re.compile(rb' (?:href|src)="([^"]*)"')
_PICTURE = re.compile(rb'<meta property="og:image" content="([^"]*)">')
_LISTS = re.compile(r"(?:[^/]*/)?index\.html|[^/]*\.html")
"""Pages that a script may lead on from, of which there are few."""

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_PLAIN_TAG = re.compile(
    r"</?(?!(?:base|embed|frame|iframe|link|math|meta|no\w+|object|script|style|template|textarea|title|xmp)\b)"
    r"[a-z][a-z0-9]*"
    r"(?: (?!(?:xlink:href|srcset|action|formaction|data|data-files|poster|background|cite|ping|style|name)=)"
    r'[a-z][a-z:-]*(?:="[^"<>]*")?)* ?/?>'
)


class Skimmed(NamedTuple):
    """What was found on a page of ours: its ids, and its links as they were written, each once."""

    ids: list[bytes]
    links: set[bytes]


def is_plain(template: str) -> bool:
    """Tell whether a project's template prints nothing but what its own words show, in the form of ours."""
    rest = _PLAIN_TAG.sub("", _JINJA.sub("", template))
    return not re.search(r"[<>]|=[\"']", rest)


class Skimmer:
    """Skims one page after another; what the frame repeats on each of them is looked at once."""

    def __init__(self) -> None:
        self._frames: dict[bytes, Skimmed] = {}

    def skim(self, page: bytes, file: str, url: str) -> Skimmed | None:
        """Find the ids and links of a page; `url` is what it gives as its address. None where a parser has to look."""
        start = page.find(_OPENING)
        if not page.startswith(_OURS, start) or _LISTS.fullmatch(file):
            return None
        own = f'<meta property="og:url" content="{url}">\n<link rel="canonical" href="{url}">' if url else "<link"
        # What stands above is told in words, but for the picture of a link preview.
        head, found, rest = page[:start].partition(own.encode())
        if not found or b'<meta name="robots"' in head:
            return None
        frame = self._frame(rest)
        links = {*_LINK.findall(page, start), *frame.links}
        if b'"og:image"' in head:
            links.update(_PICTURE.findall(head))
        return Skimmed(_ID.findall(page, start) + frame.ids, links)

    def _frame(self, part: bytes) -> Skimmed:
        """Find the same in what stands between the head and the page's own words."""
        if part not in self._frames:
            self._frames[part] = Skimmed(_ID.findall(part), {*_LINK.findall(part)})
        return self._frames[part]
