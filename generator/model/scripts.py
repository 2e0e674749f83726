"""Scripts: of which alphabets the letters of a word are, and what a name looks like whatever they are.

Two names that have the same skeleton cannot be told apart by eye (Unicode, UTS #39).
"""

import re
import unicodedata
from functools import cache

from generator.model.confusables import LETTERS
from generator.model.unseen import only_seen

ALPHABETS = frozenset(["LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "GEORGIAN", "CHEROKEE", "LISU"])
"""The scripts that have letters of one another's shapes, so that a word holds letters of one of them."""

_EASTERN = frozenset(["CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"])
"""Scripts that are written together, and with Latin letters."""

_OF_NO_SCRIPT = frozenset(["MODIFIER", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"])

_SIGNS = {
    "'": "`´ʹʻʼʽʾʿˈ՚׳‘’‚‛′‵‹›＇",
    '"': "«»״“”„‟″‶",
    "-": "‐‑‒–—―−⁃֊־",
    "l": "I|∣ӏꙆ",
    "L": "Լ",
    "Q": "Ԛ",
    "c": "ᲃ",
    "o": "ᲂ",
    "w": "ω",
    "ĸ̵": "ꝁ",
    "Ч": "Ɥ",
    "д": "ᲁ",
    "ш": "ꟺ",
    "ʙ": "ᲀ",
    "ᴛ": "ᲄ",
    "ⱨ": "ԧ",
    "ⱶ": "ͱ",
    "ꓶ": "Ꞁ",
    "\u0326": "\u0327",
}
"""Signs that look like others and are not in the table: marks, a Latin letter of two shapes, letters it lacks.

Many of them were found by drawing all letters in the fonts that are common on Linux: two that came out alike.
"""

_WHOLE = str.maketrans("ϲϹᵸͺ", "cCᴴι")
"""Letters that Unicode takes for others before anything is asked of their shape: a Greek sigma that looks Latin."""

_TOLD: dict[int, str | None] = {
    0x640: None,  # it stretches an Arabic word
    **{ord(pair[0]): pair[1:] for pair in LETTERS.split()},
    **{ord(sign): shape for shape, signs in _SIGNS.items() for sign in signs},
}
# What a letter looks like may look like something else again.
_SHAPES = {sign: shape and shape.translate(_TOLD) for sign, shape in _TOLD.items()}
_ASCII_SHAPES = str.maketrans("I|`", "ll'")
_RARE = re.compile(
    "[\u0370-\u03ff\u0531-\u0588\u10a0-\u10ff\u13a0-\u13ff\u1c90-\u1cbf\u1f00-\u1fff\u2c80-\u2cff\ua4d0-\uab6f]"
)
_OTHERS = re.compile(f"[\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f]|{_RARE.pattern}")
_LATIN = re.compile("[A-Za-z\xaa-\u02af\u1e00-\u1eff]")
"""Letters of alphabets that are not Latin, of those that are neither that nor Cyrillic, and Latin ones."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\u0300-\u036f]+[^\W\d_]+)*")


def skeleton(text: str) -> str:
    """Give what a text looks like: the same for all that look alike."""
    if text.isascii():
        return text.translate(_ASCII_SHAPES)
    plain = unicodedata.normalize("NFKD", only_seen(text).translate(_WHOLE)).translate(_SHAPES)
    return " ".join(unicodedata.normalize("NFD", plain).split())


@cache
def script_of(sign: str) -> str | None:
    """Give the script of a letter; None for what is written in all of them."""
    if not sign.isalpha():
        return None
    script = unicodedata.name(unicodedata.normalize("NFKC", sign)[0], "").partition(" ")[0]
    return None if script in _OF_NO_SCRIPT else script


def scripts_of(text: str) -> frozenset[str]:
    """Give the scripts of all letters of a text."""
    return frozenset(script for sign in set(text) if (script := script_of(sign)))


def are_written_together(scripts: frozenset[str]) -> bool:
    """Tell whether words may have letters of all these scripts: of one, or of those of the East with Latin ones."""
    return len(scripts) <= 1 or (bool(scripts & _EASTERN) and scripts <= _EASTERN | {"LATIN"})


def mixed_words(text: str) -> list[str]:
    """Give the words that have letters of several alphabets; digits and hyphens part them, as in `Т-72B3`."""
    if text.isascii() or not _OTHERS.search(text) or not (_LATIN.search(text) or _RARE.search(text)):
        return []
    return [word for word in _WORD.findall(text) if len(scripts_of(word) & ALPHABETS) > 1]


def looks_latin(text: str) -> bool:
    """Tell whether a text has letters that are not Latin, and all of them look as if they were."""
    letters = [sign for sign in text if sign.isalpha() and not sign.isascii()]
    return bool(letters) and all(_is_latin_shape(letter) for letter in letters)


def _is_latin_shape(letter: str) -> bool:
    shape = skeleton(letter)
    return len(shape) == 1 and shape.isascii() and letter != "ı"  # which Turkish words are full of
