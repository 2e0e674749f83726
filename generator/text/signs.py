"""Signs that words of ordinary pages may not hold: those that turn, hide or cover others.

Titles and headings stand in menus and are what a page is known by, so they are judged as names of records are; all
other words as sentences are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import chain
from typing import NamedTuple

from markdown_it.token import Token

from generator.model.unfit import Unfit, unfit_in_name, unfit_in_passage

_REFERENCE = re.compile(r"&[#\w]{2,40};")
_CODE = frozenset({"code_inline", "fence", "code_block"})


class Stretch(NamedTuple):
    """Words of a page, the lines that they stand in, and whether a heading is made of them."""

    words: str
    lines: range
    is_heading: bool


def unfit_in_page(tokens: Sequence[Token]) -> Iterator[tuple[Unfit, range]]:
    """Find signs in what is read of a page, where each stretch of words has its own rule."""
    for stretch in _stretches(tokens):
        found = unfit_in_name(stretch.words) if stretch.is_heading else unfit_in_passage(stretch.words)
        if found:
            yield found, stretch.lines


def _stretches(tokens: Sequence[Token]) -> Iterator[Stretch]:
    for before, block in zip(chain([None], tokens), tokens, strict=False):
        if block.map and (words := "".join(_words([block]))):
            yield Stretch(words, range(*block.map), before is not None and before.type == "heading_open")


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    """Give what is read of some tokens, with all that browsers show of a link or picture."""
    for token in tokens:
        yield from (str(token.attrs[name]) for name in ("title",) if name in token.attrs)
        if token.children:
            yield from _words(token.children)
        else:
            yield " " if token.type == "softbreak" else token.content
        if token.type in _CODE:
            yield token.info


def spelt(sign: str, line: str) -> str | None:
    """Give a sign as it is spelt in a line: as itself, or as the number or name that Markdown makes it of."""
    if sign in line:
        return sign
    return next((found[0] for found in _REFERENCE.finditer(line) if unescape(found[0]) == sign), None)
