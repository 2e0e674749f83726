"""Dates as precise as their source: a small part of the Extended Date/Time Format.

Source: Library of Congress, EDTF specification (2019), the forms that the
content format allows: year, month, day, minute, interval, and `~` for approximate.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Precision = Literal["year", "month", "day", "minute"]

FORMS = "2025, 2025-04, 2025-04-06, 2025-04-06T22:00, 2025-03/2025-04, 2025-04~"
"""The forms that a date may have, to be shown to editors."""

_PART = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T(?P<hour>\d{2}):(?P<minute>\d{2})(?::\d{2})?)?)?)?"
    r"(?P<approximate>~)?",
    re.ASCII,
)


class NotADate(ValueError):  # noqa: N818 - it says what the text is
    """The text is not a date of an allowed form, or the day does not exist."""


@dataclass(frozen=True, slots=True)
class When:
    """A date or a span of time.

    `text` is the EDTF form as typed; `start` and `end` are its first and last
    minute, local to the source; `precision` is that of its coarser end.
    """

    text: str
    start: datetime
    end: datetime
    precision: Precision
    approximate: bool = False

    @property
    def is_interval(self) -> bool:
        """Tell whether two dates are given, from and to."""
        return "/" in self.text

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read an EDTF date.

        Raises:
            NotADate: with a plain sentence on what is wrong.
        """
        if "/" not in text:
            return _parse_part(text)
        first, _, last = text.partition("/")
        if not (_PART.fullmatch(first) and _PART.fullmatch(last)):
            message = f'"{text}" is not a date that can be read'
            raise NotADate(message)
        begins, ends = _parse_part(first), _parse_part(last)
        if ends.end < begins.start:
            message = f'"{text}" ends before it begins'
            raise NotADate(message)
        coarser = min(begins.precision, ends.precision, key=_PRECISIONS.index)
        return cls(text, begins.start, ends.end, coarser, begins.approximate or ends.approximate)


_PRECISIONS: list[Precision] = ["year", "month", "day", "minute"]


def _parse_part(text: str) -> When:
    match = _PART.fullmatch(text)
    if match is None:
        message = f'"{text}" is not a date that can be read'
        raise NotADate(message)
    parts = {name: match[name] for name in _PRECISIONS[:3]}
    given = [int(value) for value in parts.values() if value is not None]
    precision = _PRECISIONS[len(given) - 1] if match["hour"] is None else "minute"
    clock = (int(match["hour"]), int(match["minute"])) if match["hour"] else None
    try:
        start, end = _bounds(given, clock)
    except ValueError:
        message = f'"{text}" is a date that does not exist'
        raise NotADate(message) from None
    return When(text, start, end, precision, match["approximate"] is not None)


def _bounds(given: list[int], clock: tuple[int, int] | None) -> tuple[datetime, datetime]:
    year, month, day = [*given, None, None][:3]
    if year is None or year < 1:
        raise ValueError
    if clock and month and day:
        minute = datetime(year, month, day, *clock)  # noqa: DTZ001 - local to the source, no zone is known
        return minute, minute
    first = datetime(year, month or 1, day or 1)  # noqa: DTZ001 - as above
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return first, datetime(year, last_month, last_day, 23, 59)  # noqa: DTZ001 - as above
