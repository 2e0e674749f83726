"""What ordinary pages of the content may not hold: HTML, links that nobody should follow, pictures from elsewhere.

MkDocs' Markdown would publish all of it. The adapter takes every meaning from it when a page is
made (`plugin/ordinary.py`), as a wall does that asks nobody; here it is told beforehand, with its place.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.model import is_safe_url, wrong_url
from generator.model.shown import shows_another
from generator.model.unfit import unfit_in_name, unfit_in_passage
from generator.problems import Problem, Span
from generator.text.bounds import check_bounds
from generator.text.signs import spelt, unfit_in_page

_HIDDEN = re.compile(r"[\x00-\x1f\x7f]+")
"""What browsers leave out of an address before they look for its scheme."""

_OUTSIDE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
"""How an address begins that does not lead into the site."""

_TAG = re.compile(r"<!--|</?[A-Za-z][^\s/>]*|<[!?]")
_LEADS = re.compile(r"\bhref\s*=", re.IGNORECASE)
_LONGEST = 40
_MOST_LINES = 20
_NEAR = 1_000
"""How far the next words are looked for, so that a long paragraph takes no long time."""

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
    """A piece of a page that is refused: its code, its place, and its words."""

    code: str
    span: Span
    message: str
    help: str


def leads_outside(address: str) -> bool:
    """Tell whether an address leads out of the site, however its scheme is spelt."""
    return _OUTSIDE.match(_HIDDEN.sub("", address)) is not None


def is_followed(address: str) -> bool:
    """Tell whether an ordinary page may link to an address: one of the site's own, or one that may be published."""
    return not leads_outside(address) or is_safe_url(address)


def check_page(file: str, text: str, otherwise: str = "") -> Iterator[Problem]:
    """Find what a page may not hold: the first of all that one help mends, for a page with HTML has much of it.

    `otherwise` is added to the help for HTML: where it is allowed all the same.
    """
    if (unbounded := check_bounds(file, text)) is not None:
        yield unbounded
        return
    page = _Page(file, text.split("\n"))
    found: dict[tuple[str, str], list[_Found]] = {}
    for each in page.find_all(text):
        found.setdefault((each.code, each.help), []).append(each)
    for (code, help_text), pieces in found.items():
        first = pieces[0]
        end = otherwise if code == "raw-html" else ""
        yield Problem(code, first.span, f"{first.message}{_more(pieces)}", f"{help_text}{end}")


def _more(pieces: list[_Found]) -> str:
    """Say how many such places there are, and in which other lines, so that nobody has to look for them."""
    if len(pieces) == 1:
        return ""
    others = sorted({piece.span.line for piece in pieces} - {pieces[0].span.line})
    named = [str(line) for line in others[:_MOST_LINES]]
    named += [f"{len(others) - _MOST_LINES} more"] if len(others) > _MOST_LINES else []
    listed = " and ".join(filter(None, [", ".join(named[:-1]), *named[-1:]]))
    where = f", also in line{'s' if len(others) > 1 else ''} {listed}" if listed else ""
    return f"; there are {len(pieces)} such places on this page{where}"


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


class _Page(NamedTuple):
    """A page that is looked through."""

    file: str
    lines: list[str]

    def find_all(self, text: str) -> Iterator[_Found]:
        """Find all that is refused."""
        # What may stand in a name may stand everywhere, so most pages are spared the parser.
        is_plain = "&" not in text and unfit_in_name(text) is None
        if is_plain and not any(sign in text for sign in ("<", "](", "]:")):
            return
        known: dict[str, Any] = {}
        tokens = _parser().parse(text, known)
        if not is_plain:
            yield from self._find_signs(text, tokens)
        yield from self._find_second(known)
        source = self.source_of([0, 0])
        for block in tokens:
            if block.map:
                # The cells of a row stand in the same line, one behind the other.
                source = source if source.is_of(block) else self.source_of(block.map)
                yield from _find_in(block, source)

    def _find_signs(self, text: str, tokens: list[Token]) -> Iterator[_Found]:
        """Find signs that turn, hide or cover others: as they are typed, and as they are made of their numbers."""
        if unfit_in_passage(text):
            typed = ((unfit_in_passage(line), range(at, at + 1)) for at, line in enumerate(self.lines))
            first = next(((unfit, lines) for unfit, lines in typed if unfit), None)
        else:
            first = next(unfit_in_page(tokens), None)
        if first:
            unfit, lines = first
            yield _Found(unfit.code, self._spot(lines, unfit.sign), unfit.message, unfit.help)

    def _find_second(self, known: dict[str, Any]) -> Iterator[_Found]:
        """Find labels that have two addresses: one program takes the first for the link, another the last."""
        for second in known.get("duplicate_refs", ()):
            first, last = (str(each["href"]) for each in (known["references"][second["label"]], second))
            if first != last:
                message = f'"{_short(second["label"].lower())}" is the label of "{_short(first)}", and here of '
                spot = self.source_of(second["map"]).spot(last)
                yield _Found("bad-link", spot, f'{message}"{_short(last)}" too', "give each address a label of its own")

    def _spot(self, lines: range, sign: str) -> Span:
        for number in lines:
            if piece := spelt(sign, self.lines[number]):
                return Span(self.file, number + 1, self.lines[number].index(piece) + 1, len(piece))
        return Span(self.file, lines.start + 1)

    def source_of(self, lines: list[int]) -> "_Source":
        """Give some lines to be read."""
        return _Source(self.file, lines, "\n".join(self.lines[slice(*lines)]))


class _Source:
    """The lines of a block as they are typed, and how far they are read: tokens do not say where they stand."""

    def __init__(self, file: str, lines: list[int], text: str) -> None:
        self._file = file
        self._lines = lines
        self._text = text
        self._read = 0

    def is_of(self, block: Token) -> bool:
        """Tell whether a block stands in the same lines."""
        return block.map == self._lines

    def spot(self, piece: str) -> Span:
        """Find a piece in what is not read yet; the first line where it is spelt in another way."""
        at = self._text.find(piece, self._read)
        if at < 0:
            return Span(self._file, self._lines[0] + 1)
        line = self._text.count("\n", 0, at)
        return Span(self._file, self._lines[0] + line + 1, at - self._text.rfind("\n", 0, at), len(piece))

    def before(self, piece: str) -> str:
        """Give the sign before a piece."""
        return self._text[: max(self._text.find(piece, self._read), 0)][-1:]

    def pass_by(self, token: Token) -> None:
        """Read on behind words and tags, as far as it is certain: what is not found is passed by later."""
        if token.type == "code_inline":
            fence = rf"(?<!`){token.markup}(?!`)"
            found = re.compile(f"{fence}.*?{fence}", re.DOTALL).search(self._text, self._read)
            self._read = found.end() if found else self._read
        elif token.type in {"text", "html_inline"} and token.content:
            words = token.content.partition("\n")[0]
            at = self._text.find(words, self._read, self._read + len(words) + _NEAR)
            self._read = self._read if at < 0 else at + len(words)


def _find_in(block: Token, source: _Source) -> Iterator[_Found]:
    """Find markup, links and pictures in a block."""
    tokens = block.children or [block]
    for at, token in enumerate(tokens):
        if token.type in {"html_block", "html_inline"}:
            yield _html(token.content, source)
        elif token.type == "link_open" and not is_followed(str(token.attrs["href"])):
            yield _link(str(token.attrs["href"]), source)
        elif token.type == "link_open" and shows_another(words := _words(tokens, at), str(token.attrs["href"])):
            yield _misleading(words, str(token.attrs["href"]), source)
        elif token.type == "image":
            yield from _find_picture(token, source)
        source.pass_by(token)


def _find_picture(token: Token, source: _Source) -> Iterator[_Found]:
    address = str(token.attrs["src"])
    if leads_outside(address):
        message = f'the picture "{_short(address)}" is not one of this site, and pages load nothing from elsewhere'
        help_text = "put the file beside this page, and name it here"
        yield _Found("picture-elsewhere", source.spot(address), message, help_text)


def _html(content: str, source: _Source) -> _Found:
    tag = _TAG.search(content)
    piece = tag[0] if tag else "<"
    message = f'"{_short(piece)}" begins HTML, which is not published from a page of the content'
    kept = "put it between backticks (`) to show it as it is"
    return _Found("raw-html", source.spot(piece), message, f"{_instead(piece, content, source)}, or {kept}")


def _instead(piece: str, content: str, source: _Source) -> str:
    """Say what to write in place of HTML."""
    name = piece.strip("</").lower()
    if piece == "<!--":
        return "delete the comment"
    if source.before(piece).isalnum() and name not in _INSTEAD:
        return "leave a space behind the < if it means less than"
    if name == "a" and not _LEADS.search(content):
        return "leave it out: each heading is a place to link to, as in [words](#words-of-the-heading)"
    return _INSTEAD.get(name, "write it in Markdown")


def _link(address: str, source: _Source) -> _Found:
    message = f'"{_short(address)}" is not a link that can be published'
    return _Found("bad-link", source.spot(address), message, str(wrong_url(address)))


def _words(tokens: Sequence[Token], at: int) -> str:
    """Give the words of the link that begins with a token."""
    end = next((end for end in range(at, len(tokens)) if tokens[end].type == "link_close"), at)
    # Where a line ends, a word does.
    return "".join(" " if each.type in {"softbreak", "hardbreak"} else each.content for each in tokens[at:end])


def _misleading(words: str, address: str, source: _Source) -> _Found:
    message = f'the words of this link are the address "{_short(words)}", and it leads to "{_short(address)}"'
    return _Found("bad-link", source.spot(words), message, "write plain words, or let it lead to the address it shows")


def _short(piece: str) -> str:
    return piece if len(piece) <= _LONGEST else f"{piece[:_LONGEST]}…"
