"""Ids proposed from names and sentences, in letters that an address may hold."""

import re
from collections.abc import Container

from anyascii import anyascii

from generator.model.values import LONGEST_ID, RESERVED

_MOST_WORDS = 7
"""Words that an id has at most: it is read in addresses, and typed."""

_APOSTROPHES = re.compile("['’ʼ‘`ʹ]")
_WORD = re.compile(r"[a-z0-9]+")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")

_UKRAINIAN = re.compile("[іїєґ]|[сцз]ьк", re.IGNORECASE)
_AT_START = {"г": "h", "ґ": "g", "и": "y", "є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_ANYWHERE = {"г": "h", "ґ": "g", "и": "y", "й": "i", "ї": "i", "є": "ie", "ю": "iu", "я": "ia", "ь": "", "щ": "shch"}
"""Where Ukrainian letters are not written in Latin ones as Russian letters are (the passport rules of 2010)."""


def propose_id(name: str, taken: Container[str], otherwise: str) -> str:
    """Propose an id that nothing has yet; `otherwise` is what to begin with where a name has no letters to go by."""
    words = _WORD.findall(_in_latin(name).lower())[:_MOST_WORDS]
    base = "-".join(words)[: LONGEST_ID - 4].strip("-") or otherwise
    if base in RESERVED:
        base = f"{base}-{otherwise}"
    number, proposed = 1, base
    while proposed in taken:
        number += 1
        proposed = f"{base}-{number}"
    return proposed


def _in_latin(name: str) -> str:
    """Write a name in Latin letters without accents."""
    plain = _APOSTROPHES.sub("", name)
    if _UKRAINIAN.search(plain):
        plain = " ".join(_from_ukrainian(word) for word in plain.split())
    latin = _APOSTROPHES.sub("", anyascii(plain))
    # Scripts without capitals come back with one at each syllable or word; names such as McDonald keep theirs.
    return latin if plain.lower() != plain.upper() else _INNER_CAPITAL.sub("-", latin)


def _from_ukrainian(word: str) -> str:
    low = word.lower()
    return "".join(_AT_START.get(c, c) if not at else _ANYWHERE.get(c, c) for at, c in enumerate(low))
