"""Characters: which are white space, which are not seen, and which are written in several ways.

The classes are strings for use between the `[` and `]` of a regular expression.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import groupby

WHITE = "\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
"""White space, line ends of every kind among it."""

STRAY = "\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\u202a-\\u202e\\u2066-\\u2069"
"""Control characters that mean nothing in a text. Real sources hold some, left by broken converters.

Those that turn whole passages are among them: what a page shows runs as its letters do.
"""

UNSEEN = (
    STRAY + "\\xad\\u034f\\u061c\\u180b-\\u180f\\u200b-\\u200f\\u2060-\\u2065\\u206a-\\u206f"
    "\\ufe00-\\ufe0f\\ufeff\\ufff9-\\ufffb\\U000e0000-\\U000e0fff"
)
"""Stray controls, soft hyphens, joiners, zero-width characters, direction marks, variation selectors."""

UNSPACED = (
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff"
    "\\uf900-\\ufaff\\U00020000-\\U0003ffff"
)
"""Scripts written without spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""

# Curly, low, angled and doubled; primes; full-width; those of Armenian and Hebrew; the corners of Chinese and Japanese.
_DOUBLE_QUOTES = (
    "\u00ab\u00bb\u05f4\u201c\u201d\u201e\u201f\u2033\u2036\u275d\u275e\u2e42\u300c\u300d\u300e\u300f"
    "\u301d\u301e\u301f\ufe41\ufe42\ufe43\ufe44\uff02\uff62\uff63"
)
_SINGLE_QUOTES = (
    "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u055a\u05f3\u2018\u2019\u201a"
    "\u201b\u2032\u2035\u2039\u203a\u275b\u275c\uff07"
)
_DASHES = "\u058a\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_WHITE_SPACE = re.compile(f"[{WHITE}]")
_MARKED = range(0x300, 0x1F000)
"""Outside of these there are no marks that can be seen."""


_UNSEEN = re.compile(f"[{UNSEEN}]")


@cache
def is_mark(character: str) -> bool:
    """Tell whether a character belongs to the one before: a combining mark, a part of a Hangul syllable."""
    return _is_mark(character)


def _is_mark(character: str) -> bool:
    if unicodedata.category(character)[0] == "M":
        return not _UNSEEN.fullmatch(character)
    # Conjoining vowels and final consonants are letters by category, and NFC joins them to what stands before.
    return "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff"


@lru_cache(maxsize=16)
def has_mark(text: str) -> bool:
    """Tell whether any mark stands in a text; in most there is none. A text is asked about many times in a row."""
    return not text.isascii() and any(map(is_mark, set(text)))


@cache
def marks() -> str:
    """Give the class of all marks, as ranges. It is long, and slow to make, to compile and to search with."""
    codes = (code for code in _MARKED if _is_mark(chr(code)))
    runs = ([code for _, code in run] for _, run in groupby(enumerate(codes), lambda entry: entry[1] - entry[0]))
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


class _OneToOne(dict[int, str]):
    """The table for `str.translate`, filled with the characters that it is asked for: there are a million."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_one(chr(code))
        return folded


@cache
def one_to_one() -> Mapping[int, str]:
    """Give the table for `str.translate` by which characters fold to one other character, or stay as they are."""
    return _OneToOne()


def _fold_one(character: str) -> str:
    if _WHITE_SPACE.fullmatch(character):
        return " "
    for plain, all_written in (('"', _DOUBLE_QUOTES), ("'", _SINGLE_QUOTES), ("-", _DASHES)):
        if character in all_written:
            return plain
    # NFC writes some characters in another way: the Kelvin sign, CJK compatibility forms.
    renamed = unicodedata.normalize("NFC", character)
    return "'" if renamed in _SINGLE_QUOTES else renamed


@cache
def folds_to_several(character: str) -> bool:
    """Tell whether a character is one of the letters that NFC takes apart."""
    return len(unicodedata.normalize("NFC", character)) > 1


_WORD_EDGE = re.compile(f"[{UNSEEN}{WHITE}]*")


def has_words(text: str) -> bool:
    """Tell whether anything in the text can be seen."""
    return _WORD_EDGE.fullmatch(text) is None


def is_word_character(character: str) -> bool:
    """Tell whether a character is a letter, a digit or a mark on one."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"
