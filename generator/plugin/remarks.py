"""What a build says though nothing is wrong: which pages have to go without a picture."""

import unicodedata
from collections.abc import Mapping

SHOWN = 3
"""Pages and characters that are named at most."""


def remarks_on(lacking: Mapping[str, str]) -> list[str]:
    """Say which pages have no picture for link previews, by the characters that no font of ours has."""
    if not lacking:
        return []
    characters = list(dict.fromkeys("".join(lacking.values())))
    pages, named = _some([f"/{address}" for address in lacking]), _some([_named(c) for c in characters])
    return [f"No picture for link previews of {pages}: the fonts that come with Sayso have no {named}."]


def _some(names: list[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _named(character: str) -> str:
    """Show a character with its number, for not every terminal can show it."""
    shown = f"{character} " if unicodedata.category(character)[0] in "LNPS" else ""
    return f"{shown}(U+{ord(character):04X})"
