"""Words: counting them in any script, and telling whether a passage cuts one in two."""

import re
from collections.abc import Iterable
from itertools import islice

from generator.text.chars import UNSEEN, UNSPACED, is_word_character

_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_IS_UNSEEN = re.compile(f"[{UNSEEN}]")
_NUMBER_SIGNS = frozenset({".", ","})


def count_words(text: str) -> int:
    """Count words: what white space divides, or each character of a script without spaces."""
    return sum(_count_in(piece) for piece in text.split())


def _count_in(piece: str) -> int:
    letters = [character for character in piece if character.isalnum()]
    unspaced = sum(1 for character in letters if _IS_UNSPACED.fullmatch(character))
    return unspaced + (len(letters) > unspaced)


def cuts_word_at(text: str, offset: int) -> bool:
    """Tell whether an offset lies inside a word of a script with spaces, or inside a number such as 5.5."""
    before, after = _seen(text, range(offset - 1, -1, -1)), _seen(text, range(offset, len(text)))
    if not before or not after:
        return False
    if is_word_character(before[0]) and is_word_character(after[0]):
        return not (_IS_UNSPACED.fullmatch(before[0]) or _IS_UNSPACED.fullmatch(after[0]))
    return _is_in_number(before, after) or _is_in_number(after, before)


def _is_in_number(sign: str, digit: str) -> bool:
    """Tell whether a point or comma stands between digits, one of them on the other side of the cut."""
    return len(sign) > 1 and sign[0] in _NUMBER_SIGNS and sign[1].isdecimal() and digit[0].isdecimal()


def _seen(text: str, places: Iterable[int]) -> str:
    """Give the first two characters that can be seen: a sign, and what is behind it."""
    seen = (text[at] for at in places if not _IS_UNSEEN.fullmatch(text[at]))
    return "".join(islice(seen, 2))
