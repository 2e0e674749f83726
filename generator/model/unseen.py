"""Characters that are not seen, and those that turn the text about them.

In a name or a title none may stand: two names would look alike, or one would be read in another order. Real names
need a few of them, each in its own place: Persian and Indic words are divided by joiners, Mongolian letters and
Chinese characters have variants, and so have emoji. In sentences and in words of a source more may stand, for
people copy them: all that only divides words or stands at their edges. What turns or hides whole passages may
stand nowhere.
"""

import re
import unicodedata

_TAG_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,8}\U000e007f"
"""The flags of England, Scotland and Wales are a black flag and letters of tags."""

_STEERING = re.compile(
    f"(?P<fine>{_TAG_FLAG})|[\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters that turn, annotate or hide whole passages: embeddings, overrides, isolates, tags."""

# Scripts whose letters change their shapes where a joiner stands: Arabic to N'Ko, Indic to Khmer, Mongolian.
_JOINED = "\u0600-\u08ff\u0900-\u1059\u1780-\u17d3\u1800-\u18af\ua840-\ua9df\ufb50-\ufdff\ufe70-\ufefc"
# Scripts that are written without spaces, so that some mark where a word begins: Thai, Lao, Burmese, Khmer.
_UNSPACED = "\u0e01-\u0ec4\u1000-\u109f\u1780-\u17b3"
_SYMBOL = (
    "#*0-9\xa9\xae\u2000-\u200a\u2010-\u2027\u2030-\u205e\u2070-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_FINE_IN_NAMES = (
    f"(?<=[{_JOINED}])[\u200c\u200d]{{1,2}}"
    f"|\u200b(?=[{_UNSPACED}])"
    "|(?<=[\u1800-\u18af])[\u180b-\u180f]|\u180e(?=[\u1800-\u18af])"
    "|(?<=[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\ufe00-\ufe02\U000e0100-\U000e01ef]"
    f"|(?<=[{_SYMBOL}])[\ufe0e\ufe0f]|(?<=[\ufe0f\u2640\u2642\U0001f000-\U0001faff])\u200d(?=[{_SYMBOL}])|{_TAG_FLAG}"
)
_UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_CANNOT_STAND = re.compile(f"[{_UNSEEN}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_IN_NAMES = re.compile(f"(?P<fine>{_FINE_IN_NAMES})|{_CANNOT_STAND.pattern}")
_ANY = re.compile(f"[{_UNSEEN}]+")


def unseen_in_names(text: str) -> str | None:
    """Give the first character that may not stand in a name or a title; None where there is none."""
    if text.isascii() and text.isprintable():
        return None
    return _first(_IN_NAMES, text) if _CANNOT_STAND.search(text) else None


def steering_in(text: str) -> str | None:
    """Give the first character that may not even stand in a sentence; None where there is none."""
    # None of them can be printed, and Python tells soonest whether all of a text can.
    return None if text.isascii() or text.isprintable() else _first(_STEERING, text)


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    return next((found[0] for found in pattern.finditer(text) if found["fine"] is None), None)


def only_seen(text: str) -> str:
    """Leave out all that is not seen."""
    return text if text.isascii() else _ANY.sub("", text)


def name_of_sign(sign: str) -> str:
    """Name a character by its number and its name: `U+202E, RIGHT-TO-LEFT OVERRIDE`."""
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X}{', ' if name else ''}{name}"
