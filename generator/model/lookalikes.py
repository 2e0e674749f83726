"""Letters and hyphens that only look like those of an id, as another keyboard or a word processor types them."""

import unicodedata

_SHAPES = str.maketrans("аеіјорсухѕԛԝһαορικντυ", "aeijopcyxsqwhaopikvtu")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN")


def without_lookalikes(text: str) -> str:
    """Give a text with the letters and hyphens that were meant."""
    even = text.lower().translate(_DASHES)
    return even.translate(_SHAPES) if _has_latin(text) else even


def _has_latin(text: str) -> bool:
    return any(sign.isascii() and sign.isalpha() for sign in text)


def tell_lookalike(text: str) -> str:
    """Say which letter of an id is one of another script; nothing where all its letters are, or none."""
    if not _has_latin(text):
        return ""
    for place, sign in enumerate(text):
        script = unicodedata.name(sign, "").partition(" ")[0]
        if script in _SCRIPTS:
            return f' ("{sign}", sign {place + 1} of it, is a {script.capitalize()} letter)'
    return ""
