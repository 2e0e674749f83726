"""Prose: the safe Markdown subset of editors' fields, as HTML, as plain text, and what it refers to.

Emphasis, strong emphasis, lists, links, `[[id]]` and `[[id|words]]`; all else,
raw HTML and entities among it, is text and is shown as typed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from generator.model import is_safe_url
from generator.model.shown import shows_another
from generator.text.source import Range

Href = Callable[[str], tuple[str, str] | None]
"""Gives the address and the label of an id, or None where there is none."""
Card = Callable[[str], bool]
"""Tells whether a page may have a card for an id, so that the link to it says which."""

# Readers’ browsers tell no other site where they come from; that also keeps it from reaching back (noopener). Search
# engines are not told that we recommend it: nobody gains anything by proposing a link.
_REL = "external nofollow noreferrer"

_REFERENCE = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_HALF = re.compile(r"\[\[|\]\]|\[[\w-]+\|")
_BROKEN = re.compile(
    r"\[\[?[ ]*(?P<id>[\w-]+)(?:\|(?P<words>[^\[\]|\n]*))?\]{1,2}"  # one bracket is missing
    r"|\[\[[ ]*(?P<begun>[\w-]+)(?:\|(?P<first>[\w’'-]*))?"  # it has no end
    r"|(?<![\w-])(?P<ended>[\w-]{1,64})(?:\|(?P<last>[^\[\]|\n]*))?\]\]"  # it has no beginning
    r"|\[\[|\]\]"
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
# Prose with none of these has no markup at all; list markers need a line of their own, so "\n" is among them.
_MARKUP = re.compile(r"[\\*_\[<\n\t\r\0]|^ *(?:[-+]|\d{1,3}[.)]) ")
# A sign alone is no list, and neither is a year that ends a sentence.
_LIST_START = re.compile(r"(?:[-+*]|\d{1,3}[.)])[ \t]+\S")
_DEEPEST_LIST = 6


def render_prose(text: str, href: Href, *, inline: bool = False, card: Card = lambda _: False) -> str:
    """Give prose as safe HTML; `inline` leaves out paragraphs and lists. What `href` does not know is plain words.

    A link to what may have a `card` names it in `data-card`.
    """
    if not _MARKUP.search(text):
        words = escapeHtml(text.strip(" "))
        return words if inline or not words else f"<p>{words}</p>\n"
    tokens = _PARSER.parseInline(text) if inline else _PARSER.parse(text)
    for token in tokens:
        token.children = list(_without_bad_links(token.children or []))
    html: str = _PARSER.renderer.render(tokens, _PARSER.options, {"href": href, "card": card})
    return html


def prose_references(text: str) -> list[tuple[str, str]]:
    """Give the ids that prose refers to, in order, each with the whole `[[…]]` as typed."""
    if "[[" not in text:
        return []
    if not _MARKUP.search(text.replace("[[", "").replace("]]", "")):
        # Beside references there is nothing that could hold or hide one.
        return [(match[1].strip(), match[0]) for match in _REFERENCE.finditer(text)]
    return [(token.meta["id"], token.markup) for token in _parse_words(text) if token.type == "reference"]


def broken_references(text: str) -> list[tuple[str, str, str]]:
    """Give what was to be a reference and is none, since a bracket is missing: its id, its words and all as typed.

    Brackets of which nothing can be made out have no id.
    """
    rest = _REFERENCE.sub(" ", text)
    if not _HALF.search(rest):
        return []
    found = [match for words in _texts(text) for match in _BROKEN.finditer(words) if _HALF.search(match[0])]
    # What is not typed like that has a backslash before its brackets, which says that they are meant.
    return [
        (match["id"] or match["begun"] or match["ended"] or "", _own_words(match), match[0])
        for match in found
        if match[0] in rest
    ]


def _own_words(match: re.Match[str]) -> str:
    return (match["words"] or match["first"] or match["last"] or "").strip()


def _texts(text: str) -> Iterator[str]:
    """Give the texts of prose between its references, links and line ends."""
    for block in _PARSER.parse(text):
        words = ""
        for token in block.children or []:
            if token.type != "text":
                yield words
            words = words + token.content if token.type == "text" else ""
        yield words


def prose_links(text: str) -> list[str]:
    """Give the targets of all links as typed, also of those that are never published."""
    if not ("](" in text or "<" in text):
        return []
    return [str(token.attrs["href"]) for token in _parse_words(text) if token.type == "link_open"]


def false_links(text: str) -> list[tuple[str, str]]:
    """Give the links whose words are an address of another site, and where these lead."""
    found = []
    url, words = "", ""
    for token in _parse_words(text) if "](" in text else ():
        if token.type == "link_open":
            url, words = str(token.attrs["href"]), ""
        elif token.type == "link_close":
            found += [(words, url)] if shows_another(words, url) else []
        words += token.content
    return found


def plain_prose(text: str, label: Callable[[str], str]) -> str:
    """Give prose as plain text on one line."""
    if not _MARKUP.search(text):
        return " ".join(text.split())
    parts = (_plain(token, label) for block in _PARSER.parse(text) for token in [*(block.children or []), block])
    return " ".join("".join(parts).split())


@dataclass(frozen=True, slots=True)
class Reference:
    """A `[[…]]` in plain words: where its words stand, the id, and whether they are the editor's own."""

    place: Range
    id: str
    has_words: bool


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """A paragraph or list item of prose as plain words, with the references in it."""

    text: str
    references: tuple[Reference, ...] = ()


def plain_blocks(text: str, label: Callable[[str], str]) -> Iterator[PlainBlock]:
    """Give prose as plain words, one paragraph or list item after the other."""
    if not _MARKUP.search(text):
        yield PlainBlock(text)
        return
    for block in _PARSER.parse(text):
        if block.children:
            yield _plain_block(block.children, label)


def _plain_block(tokens: Sequence[Token], label: Callable[[str], str]) -> PlainBlock:
    words, references = "", []
    for token in tokens:
        start, words = len(words), words + _plain(token, label).replace("\n", " ")
        if token.type == "reference":
            references.append(Reference((start, len(words)), token.meta["id"], bool(token.content)))
    return PlainBlock(words, tuple(references))


def _plain(token: Token, label: Callable[[str], str]) -> str:
    if token.type == "reference":
        return token.content or label(token.meta["id"])
    if token.type == "text":
        return token.content
    # Blocks and line ends divide words, emphasis and links do not.
    return "" if token.type.startswith(("em_", "strong_", "link_")) else " "


def _parse_words(text: str) -> Iterator[Token]:
    """Give all tokens inside paragraphs."""
    return (token for block in _PARSER.parse(text) for token in block.children or [])


def _without_bad_links(tokens: Sequence[Token]) -> Iterator[Token]:
    """Turn links that may not be published into plain words. Links never nest."""
    bad = False
    for token in tokens:
        if token.type == "link_open":
            bad = not is_safe_url(str(token.attrs["href"]))
        if bad and token.type in {"link_open", "link_close"}:
            if token.info == "auto":
                yield Token("text", "", 0, content="<" if token.type == "link_open" else ">")
        else:
            yield token


class _Renderer(RendererHTML):
    """Writes the HTML of links and references; all other tokens as the library does."""

    def link_open(self, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
        address = str(tokens[index].attrs["href"])
        rel = "" if address.lower().startswith("mailto:") else f' rel="{_REL}"'
        return f'<a href="{escape(address)}"{rel}>'

    def hardbreak(self, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: EnvType) -> str:
        return "\n"

    def reference(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: Any) -> str:
        token = tokens[index]
        some_id = token.meta["id"]
        known = env["href"](some_id)
        words = escapeHtml(token.content or (known[1] if known else some_id))
        card = f' data-card="{escape(some_id)}"' if env["card"](some_id) else ""
        return f'<a href="{escape(known[0])}"{card}>{words}</a>' if known else words


class _Parser(MarkdownIt):
    """Takes every link as typed, so that refused ones can be reported; what is safe is decided when rendering."""

    def validateLink(self, _url: str) -> bool:  # noqa: N802 - the library's name
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - likewise
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - likewise
        return link


def _read_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it-py's signature
    """Take whatever stands in double brackets, so that a wrong id can be reported.

    The library takes nothing for a link whose words hold such a token, so links never nest.
    """
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None or _BLANK_LINE.search(match[0]):
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.markup = match[0]
        token.content = " ".join((match[2] or "").split())
        token.meta = {"id": match[1].strip()}
    state.pos = match.end()
    return True


def _read_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - likewise
    """Read a list. Very deep ones are text: the library would drop what is too deep for it."""
    is_list = _LIST_START.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    return is_list is not None and state.level < 2 * _DEEPEST_LIST and list_block(state, start, end, silent)


def _make_parser() -> MarkdownIt:
    parser = _Parser("zero", renderer_cls=_Renderer)
    parser.enable(["list", "emphasis", "link", "autolink", "escape"])
    parser.block.ruler.at("list", _read_list, {"alt": ["paragraph"]})
    parser.inline.ruler.before("link", "reference", _read_reference)
    return parser


_PARSER = _make_parser()
