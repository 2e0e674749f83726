"""Marks above, below and within letters: those of the letters' own script, and as many as words are written with.

A mark of a foreign script may be drawn as nothing, the same mark twice looks like one, and fifty of them cover the
lines about. Vietnamese sets two marks over a letter, old Greek three, Hebrew with all its points and accents five,
Burmese and Tibetan up to eight (compare Unicode, UTS #39, 5.4).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

MOST_ACCENTS = 4
"""Marks of those that all scripts share (accents) upon one letter, at most."""

MOST = 8
"""Marks upon one letter, at most, whatever they are."""

_MAYBE = re.compile(r"[^\w\s\x00-\x7f]")
_MAYBE_PILED = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_ACCENTS},}}")
"""Where marks may stand, and where many: Python takes none of them for a part of a word. Signs and emoji as well."""

_OF_ALL = frozenset(["COMBINING", "IDEOGRAPHIC", "VARIATION", "VEDIC"])
"""How the names of marks begin that are no single script's."""

_SHARED = {"ARABIC": frozenset(["SYRIAC"]), "DEVANAGARI": frozenset(["BENGALI", "GURMUKHI", "ORIYA", "TELUGU"])}
"""Scripts whose marks stand upon letters of others too: Arabic vowels in Garshuni, accents of the Vedas."""

_BEARER = "\N{DOTTED CIRCLE}"
"""What shows a mark by itself."""


class OddMark(NamedTuple):
    """A mark with which no word is written, and what is wrong with it."""

    sign: str
    why: str


class _Pile(NamedTuple):
    """What bears marks, None where nothing does, and the marks upon it."""

    bearer: str | None
    marks: str


def odd_mark(text: str) -> OddMark | None:
    """Give the first mark of a name or a title that cannot be meant; None where all can."""
    if text.isascii() or not _MAYBE.search(text):
        return None
    return next(filter(None, (_judge(pile, text) for pile in _piles(text))), None)


def piled_mark(text: str) -> OddMark | None:
    """Give the first mark in a passage that stands upon too many others; None where there is none."""
    if text.isascii():
        return None
    # Letters that are put together of a letter and marks have three at most.
    near = (text[max(found.start() - 1, 0) : found.end()] for found in _MAYBE_PILED.finditer(text))
    return next(filter(None, (_too_many(pile) for piece in near for pile in _piles(piece))), None)


def _piles(text: str) -> Iterator[_Pile]:
    bearer: str | None = None
    marks = ""
    for sign in unicodedata.normalize("NFD", text):
        category = unicodedata.category(sign)
        if category in {"Mn", "Me"}:
            marks += sign
        # Joiners and vowels that take room of their own stand between a letter and its marks.
        elif category not in {"Mc", "Cf"}:
            if marks:
                yield _Pile(bearer, marks)
            bearer, marks = None if sign.isspace() else sign, ""
    if marks:
        yield _Pile(bearer, marks)


def _judge(pile: _Pile, text: str) -> OddMark | None:
    foreign = next((mark for mark in pile.marks if not _belongs(mark, pile.bearer, text)), None)
    if foreign:
        return OddMark(foreign, f'stands here upon "{pile.bearer or " "}", which is never written with it')
    twice = next((mark for mark, other in pairwise(pile.marks) if mark == other), None)
    if twice:
        return OddMark(twice, f'stands here twice upon "{pile.bearer or " "}", and looks like one')
    return _too_many(pile)


def _too_many(pile: _Pile) -> OddMark | None:
    if sum(map(_is_accent, pile.marks)) <= MOST_ACCENTS and len(pile.marks) <= MOST:
        return None
    return OddMark(pile.marks[-1], f'stands here with {len(pile.marks) - 1} others upon "{pile.bearer or " "}"')


@lru_cache(1)  # a text may have a mark without a bearer at each word
def _scripts_of(text: str) -> frozenset[str]:
    return frozenset(_script(sign) for sign in text if sign.isalpha())


def _is_accent(mark: str) -> bool:
    return _script(mark) == "COMBINING"


def _belongs(mark: str, bearer: str | None, text: str) -> bool:
    """Tell whether a mark is of its bearer's script, or of no single one.

    Some write a vowel with no letter before it, at a word's beginning; then the script is that of the words.
    """
    script = _script(mark)
    if script in _OF_ALL or bearer == _BEARER:
        return True
    scripts = _scripts_of(text) if bearer is None else {_script(bearer)}
    return script in scripts or not _SHARED.get(script, frozenset()).isdisjoint(scripts)


def _script(sign: str) -> str:
    """Give the script of a sign as its name tells it: `ARABIC` of ARABIC FATHA and of ARABIC-INDIC DIGIT ONE."""
    return re.split("[ -]", unicodedata.name(sign, ""), maxsplit=1)[0]
