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
_BLANK = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\U00016fe4\U0001d159"
    "\U000e0100-\U000e01ef"
)
"""What is drawn as nothing though it is a letter, a mark or a sign to Unicode: fillers, selectors, empty signs."""

_UNSEEN = (
    f"\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f\ufeff\ufff0-\ufffb{_BLANK}"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_SEEN = re.compile(
    "[\t-\r\x85\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
    "\U0001f000-\U0001faff\U00020000-\U0002fffd\U00030000-\U0003fffd]"
)
"""Of what cannot be printed: ends of lines; signs that are drawn about numbers; room for emoji and Chinese characters.

Python knows no younger signs than itself, and these two kinds are what becomes more each year.
"""

_OF_NO_MEANING = frozenset(["Co", "Cn"])
"""Categories of what is nobody's, and what each font may draw as it likes, or not at all."""

_FINE = re.compile(_FINE_IN_NAMES)
_IS_BLANK = re.compile(f"[{_BLANK}]")
_ANY = re.compile(f"[{_UNSEEN}]+")


def unseen_in_names(text: str) -> str | None:
    """Give the first character that may not stand in a name or a title; None where there is none."""
    if text.isprintable() and (text.isascii() or not _IS_BLANK.search(text)):
        return None
    fine = {at for found in _FINE.finditer(text) for at in range(*found.span())}
    return next((sign for at, sign in enumerate(text) if at not in fine and _is_unseen(sign)), None)


def _is_unseen(sign: str) -> bool:
    if sign.isprintable():
        return _IS_BLANK.match(sign) is not None
    return unicodedata.category(sign) != "Zs" and not _SEEN.match(sign)


def is_of_no_meaning(sign: str) -> bool:
    """Tell whether a character is one of private use, or none at all."""
    return unicodedata.category(sign) in _OF_NO_MEANING


def steering_in(text: str) -> str | None:
    """Give the first character that may not even stand in a sentence; None where there is none."""
    # None of them can be printed, and Python tells soonest whether all of a text can.
    if text.isascii() or text.isprintable():
        return None
    return next((found[0] for found in _STEERING.finditer(text) if found["fine"] is None), None)


def without_steering(text: str) -> str:
    """Leave out what may stand in no sentence."""
    return text if steering_in(text) is None else _STEERING.sub(lambda found: found["fine"] or "", text)


def only_seen(text: str) -> str:
    """Leave out all that is not seen."""
    return text if text.isascii() else _ANY.sub("", text)


def name_of_sign(sign: str) -> str:
    """Name a character by its number and its name: `U+202E, RIGHT-TO-LEFT OVERRIDE`."""
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X}{', ' if name else ''}{name}"
