"""Names of files that not every system can hold: a site is edited and built on Linux, on Macs and on Windows."""

import os
import re
import unicodedata
from collections.abc import Iterable

from generator.model.unfit import unfit_in_path
from generator.model.values import DEVICES
from generator.problems import Problem, Span

LONGEST_PATH = 1000
"""Bytes that the path of a file in the content folder may have at most: every page becomes a folder with a file."""

_UNFIT = re.compile(rf'(?is)(?:(?:{"|".join(sorted(DEVICES))}|(?:com|lpt)[¹²³])\s*(?:\..*)?|.*[<>:"|?*\\].*|.*[. ])')


def refuse_name(file: str, name: str) -> Problem | None:
    """Refuse a name of a file or folder that Windows cannot hold; None where it can."""
    if not _UNFIT.fullmatch(name):
        return None
    return Problem(
        "bad-file-name",
        Span(file),
        "Windows cannot hold a file or folder of this name, so nobody could edit the site there",
        r'rename it: not CON, NUL or the like, none of < > : " | ? * \ in it, and no dot or space at its end',
    )


def refuse_path(file: str, inside: str) -> Problem | None:
    """Refuse a path that is so long that its page could not be written."""
    # No character has more than four bytes.
    if len(inside) <= LONGEST_PATH // 4 or (length := len(os.fsencode(inside))) <= LONGEST_PATH:
        return None
    message = f"the path of this file or folder has {length} bytes, and at most {LONGEST_PATH} can be published"
    return Problem("bad-file-name", Span(f"{file[:_SHOWN]}…"), message, "use shorter names, or fewer folders")


def refuse_signs(file: str, inside: str) -> Problem | None:
    """Refuse a path with signs that nobody sees, but for those that real names need.

    A Mac writes a narrow space before PM, and Persian and Indic words are divided by joiners.
    """
    unfit = unfit_in_path(inside)
    if unfit is None:
        return None
    message = f"in the name of this file or of its folder {unfit.message}"
    return Problem("bad-file-name", Span(file), message, "rename it: type its name anew")


_SHOWN = 80
"""Characters of a long path that are shown."""


def alike(names: Iterable[str]) -> list[tuple[str, str]]:
    """Find names in one folder that are one and the same where capitals or ways to write é do not count."""
    first: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    for name in sorted(names):
        other = first.setdefault(folded(name), name)
        if other is not name:
            pairs.append((other, name))
    return pairs


def folded(name: str) -> str:
    """Give a name as disks compare it that do not tell capitals from small letters."""
    if name.isascii():
        return name.lower()
    # Each letter by itself, as disks do it: ß does not become ss.
    capitals = ((letter, letter.upper()) for letter in unicodedata.normalize("NFC", name))
    return "".join(capital.lower() if len(capital) == 1 else letter for letter, capital in capitals)


def refuse_alike(folder: str, first: str, second: str) -> Problem:
    """Refuse the second of two names that are one on Windows or on a Mac."""
    return Problem(
        "same-file-name",
        Span(f"{folder}{second}"),
        f'this and "{first}" have one and the same name on Windows and on Macs, so one of the two would be lost there',
        "rename one of them, or delete it",
    )
