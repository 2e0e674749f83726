"""Words: counting them in any script, and telling whether a passage cuts one in two."""

import re

from generator.text.chars import UNSEEN, UNSPACED, is_word_character

_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_IS_UNSEEN = re.compile(f"[{UNSEEN}]")
_DIGIT = re.compile(r"\d")
_NUMBER_SIGNS = ".,"


def count_words(text: str) -> int:
    """Count words: what white space divides, or each character of a script without spaces."""
    return sum(_count_in(piece) for piece in text.split())


def _count_in(piece: str) -> int:
    letters = [character for character in piece if character.isalnum()]
    unspaced = sum(1 for character in letters if _IS_UNSPACED.match(character))
    return unspaced + (len(letters) > unspaced)


def cuts_word_at(text: str, offset: int) -> bool:
    """Tell whether an offset lies inside a word of a script with spaces, or inside a number such as 5.5."""
    if " " in text[max(0, offset - 1) : offset + 1]:
        return False
    before, after = _seen(text, offset, -1), _seen(text, offset, 1)
    if not before or not after:
        return False
    if is_word_character(before[0]) and is_word_character(after[0]):
        return not (_IS_UNSPACED.match(before[0]) or _IS_UNSPACED.match(after[0]))
    return _is_in_number(before, after) or _is_in_number(after, before)


def _is_in_number(sign: str, digit: str) -> bool:
    """Tell whether a point or comma stands between digits, one of them on the other side of the cut."""
    return len(sign) > 1 and sign[0] in _NUMBER_SIGNS and bool(_DIGIT.match(sign[1])) and bool(_DIGIT.match(digit[0]))


def _seen(text: str, offset: int, step: int) -> str:
    """Give up to two characters that can be seen, nearest first, behind or before an offset."""
    at = offset if step > 0 else offset - 1
    seen = ""
    while 0 <= at < len(text) and len(seen) < 2:  # noqa: PLR2004 - a sign and what is behind it
        if not _IS_UNSEEN.match(text[at]):
            seen += text[at]
        at += step
    return seen
