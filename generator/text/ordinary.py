"""What ordinary pages of the content may not hold: HTML, links that nobody should follow, pictures from elsewhere.

MkDocs' Markdown would publish all of it. The adapter takes every meaning from it when a page is
made (`plugin/ordinary.py`), as a wall does that asks nobody; here it is told beforehand, with its place.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.model import is_safe_url
from generator.problems import Problem, Span
from generator.text.bounds import check_bounds

_HIDDEN = re.compile(r"[\x00-\x1f\x7f]+")
"""What browsers leave out of an address before they look for its scheme."""

_OUTSIDE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
"""How an address begins that does not lead into the site."""

_TAG = re.compile(r"<!--|</?[A-Za-z][^\s/>]*|<[!?]")
_LONGEST = 40

_INSTEAD = {
    "img": "write a picture as ![what it shows](picture.png)",
    "a": "write a link as [words](address)",
    "br": "leave a line empty for a new paragraph",
    "b": "write **words** for strong words",
    "strong": "write **words** for strong words",
    "i": "write *words* for emphasis",
    "em": "write *words* for emphasis",
    "code": "write `words` between backticks",
}


class _Found(NamedTuple):
    """A piece of a page that is refused: its code, the lines it stands in, the piece as typed, and its words."""

    code: str
    lines: range
    piece: str
    message: str
    help: str


def leads_outside(address: str) -> bool:
    """Tell whether an address leads out of the site, however its scheme is spelt."""
    return _OUTSIDE.match(_HIDDEN.sub("", address)) is not None


def is_followed(address: str) -> bool:
    """Tell whether an ordinary page may link to an address: one of the site's own, or one that may be published."""
    return not leads_outside(address) or is_safe_url(address)


def check_page(file: str, text: str, otherwise: str = "") -> Iterator[Problem]:
    """Find what a page may not hold: of each kind the first, for a page with HTML has much of it.

    `otherwise` is added to the help for HTML: where it is allowed all the same.
    """
    if (unbounded := check_bounds(file, text)) is not None:
        yield unbounded
        return
    if not any(sign in text for sign in ("<", "](", "]:")):
        return
    lines = text.split("\n")
    found: dict[str, list[_Found]] = {}
    for each in _find(_parser().parse(text), len(lines)):
        found.setdefault(each.code, []).append(each)
    for code, pieces in found.items():
        first = pieces[0]
        more = f"; there are {len(pieces)} such places on this page" if len(pieces) > 1 else ""
        end = otherwise if code == "raw-html" else ""
        yield Problem(code, _place(file, lines, first), f"{first.message}{more}", f"{first.help}{end}")


class _Parser(MarkdownIt):
    """Takes every address as typed: each is judged here."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's name
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - likewise
        return url


@cache
def _parser() -> MarkdownIt:
    """Make a parser that takes what MkDocs' Markdown takes, or more."""
    return _Parser("commonmark", {"html": True}).enable("table")


def _find(tokens: list[Token], end: int) -> Iterator[_Found]:
    for block in tokens:
        lines = range(*block.map) if block.map else range(end)
        for token in block.children or [block]:
            if token.type in {"html_block", "html_inline"}:
                yield _html(token.content, lines)
            elif token.type == "link_open" and not is_followed(str(token.attrs["href"])):
                yield _link(str(token.attrs["href"]), lines)
            elif token.type == "image":
                yield from _find_picture(token, lines)


def _find_picture(token: Token, lines: range) -> Iterator[_Found]:
    address = str(token.attrs["src"])
    if leads_outside(address):
        message = f'the picture "{_short(address)}" is not one of this site, and pages load nothing from elsewhere'
        yield _Found("picture-elsewhere", lines, address, message, "put the file beside this page, and name it here")


def _html(content: str, lines: range) -> _Found:
    tag = _TAG.search(content)
    piece = tag[0] if tag else "<"
    name = piece.strip("</").lower()
    message = f'"{_short(piece)}" begins HTML, which is not published from a page of the content'
    kept = "put it between backticks (`) to show it as it is"
    instead = "delete the comment" if piece == "<!--" else _INSTEAD.get(name, "write it in Markdown")
    return _Found("raw-html", lines, piece, message, f"{instead}, or {kept}")


def _link(address: str, lines: range) -> _Found:
    message = f'"{_short(address)}" is not a link that can be published'
    return _Found(
        "bad-link", lines, address, message, "write a whole address that begins with https://, http:// or mailto:"
    )


def _short(piece: str) -> str:
    return piece if len(piece) <= _LONGEST else f"{piece[:_LONGEST]}…"


def _place(file: str, lines: list[str], found: _Found) -> Span:
    """Find a piece in its lines; its first line where it is spelt in another way there."""
    for number in found.lines:
        column = lines[number].find(found.piece)
        if column >= 0:
            return Span(file, number + 1, column + 1, len(found.piece))
    return Span(file, found.lines.start + 1)
