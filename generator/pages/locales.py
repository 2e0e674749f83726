"""What the Unicode CLDR knows of a language, by Babel: the only module that knows it.

Babel is imported when a language is opened, so that a check, which prints no
page, does not wait for it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel.core import Locale
    from babel.dates import DateTimePattern

Direction = Literal["ltr", "rtl"]

DATES_OF = {"en": "en_GB"}
"""Where a language has no country, the one whose dates and numbers are written.

Most of those who write English put the day before the month; the United States are `en-US`.
"""

OTHERWISE = "en_GB"
"""What stands in for a language that the CLDR does not know."""

_MOST_PLAIN = 1000
"""Smaller whole numbers are written alike in every language that we write with these digits."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: how it writes numbers and dates, which plural forms it has, how it calls other languages."""

    code: str
    locale: "Locale"
    direction: Direction
    _patterns: dict[str, "DateTimePattern"] = field(default_factory=dict)
    _dates: dict[tuple[datetime, str], str] = field(default_factory=dict)
    """Dates that were written before: the same few stand on most pages."""
    _plurals: dict[str, str] = field(default_factory=dict)
    """The categories of numbers that were asked for before, likewise."""
    _numbers: dict[float, str] = field(default_factory=dict)
    """Numbers that were written before, likewise: 1 and 1.0 are written alike."""

    @property
    def with_country(self) -> str:
        """Give the code with a country, the likeliest where the language names none, as link previews want it."""
        from babel.core import get_global  # noqa: PLC0415 - opening the language has brought it

        language = self.locale.language
        likely = get_global("likely_subtags").get(language, language)
        return f"{language}_{self.locale.territory or likely.rpartition('_')[2].upper()}"

    def plural(self, number: float) -> str:
        """Give the CLDR's plural category of a number: zero, one, two, few, many or other."""
        written = str(number)  # 1.0 may have another form than 1
        if written not in self._plurals:
            self._plurals[written] = str(self.locale.plural_form(number))
        return self._plurals[written]

    def number(self, number: float) -> str:
        """Write a number as the language does: `1,250`, `1 250`, `0,5`."""
        if isinstance(number, int) and 0 <= number < _MOST_PLAIN:
            return str(number)
        if number not in self._numbers:
            from babel.numbers import format_decimal  # noqa: PLC0415 - few sites hold such numbers

            self._numbers[number] = format_decimal(number, locale=self.locale)
        return self._numbers[number]

    def date(self, moment: datetime, pattern: str) -> str:
        """Write a date by a pattern of the CLDR, such as `d MMMM y`."""
        told = self._dates.get((moment, pattern))
        if told is None:
            told = self._dates[moment, pattern] = self._pattern(pattern).apply(moment, self.locale)
        return told

    def _pattern(self, pattern: str) -> "DateTimePattern":
        if pattern not in self._patterns:
            from babel.dates import parse_pattern  # noqa: PLC0415 - opening the language has brought it

            self._patterns[pattern] = parse_pattern(pattern)
        return self._patterns[pattern]

    def own_pattern(self, precision: str) -> str:
        """Give the language's own pattern for a date that is as exact as that."""
        day = self.locale.date_formats["long"].pattern
        if precision == "minute":
            return str(self.locale.datetime_formats["medium"]).replace("{1}", day).replace("{0}", "HH:mm")
        skeletons = self.locale.datetime_skeletons
        return str({"year": skeletons["y"].pattern, "month": skeletons["yMMMM"].pattern}.get(precision, day))

    def name_of(self, language: str) -> str:
        """Name a language in this one; by its code where it has no name."""
        found = _parse(language)
        return (found.get_display_name(self.locale) if found else None) or language


@cache
def open_tongue(language: str) -> Tongue:
    """Open a language by its code, such as `uk` or `pt-BR`."""
    found = _parse(DATES_OF.get(language, language)) or _parse(OTHERWISE)
    assert found is not None  # Babel has English
    return Tongue(language, found, _direction(found))


def direction_of(language: str) -> Direction | None:
    """Tell which way a language is written; None where the CLDR does not know it."""
    found = _parse(language)
    return _direction(found) if found else None


def _direction(locale: "Locale") -> Direction:
    return "rtl" if locale.character_order == "right-to-left" else "ltr"


@cache
def _parse(language: str) -> "Locale | None":
    """Find what the CLDR has on a language; a longer code is served by a shorter one."""
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415 - see above

    parts = language.replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


_RTL = (
    "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"  # Hebrew to Arabic, and others
)
_FOREIGN: dict[Direction, Callable[[str], object]] = {
    "ltr": re.compile(f"[{_RTL}]").search,
    "rtl": re.compile(rf"[^\W\d_{_RTL}]").search,
}
"""What finds a letter that is written the other way."""

ISOLATE, FROM_LEFT, END = "\u2068", "\u2066", "\u2069"
_ISOLATED = re.compile(f"{ISOLATE}[^{END}]*{END}")


def turns(text: str, direction: Direction) -> bool:
    """Tell whether some of the text is written the other way, and not set apart already."""
    # Nothing in ASCII is written from the right; looking for it letter by letter takes longer.
    if (direction == "ltr" and text.isascii()) or not _FOREIGN[direction](text):
        return False
    return ISOLATE not in text or _FOREIGN[direction](_ISOLATED.sub("", text)) is not None


def set_apart(text: str, direction: Direction) -> str:
    """Keep what is written the other way from turning the words around it.

    These two characters are for plain text what `<bdi>` is in HTML: a sentence
    stands in titles and attributes as well, where no element can.
    """
    return f"{ISOLATE}{text}{END}" if turns(text, direction) else text
