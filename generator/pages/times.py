"""Dates in words, never more precise than the source."""

from dataclasses import dataclass
from datetime import datetime

from generator.model import When
from generator.pages.words import Words


@dataclass(frozen=True, slots=True)
class TimeView:
    """A date as a page shows it.

    `machine` is its form for `<time datetime>`, None where that has no such form.
    `is_span` tells that it is more than one sure day, drawn as a span and not as a point.
    """

    text: str
    machine: str | None
    is_span: bool


def tell_time(when: When, words: Words, wording: str | None = None) -> TimeView:
    """Put a date in words; the source's own wording is shown instead where it is given."""
    is_span = when.is_interval or when.approximate or when.precision in {"year", "month"}
    return TimeView(wording or _in_words(when, words), _machine(when), is_span)


def _machine(when: When) -> str | None:
    return None if when.is_interval else when.text.rstrip("~")


def _in_words(when: When, words: Words) -> str:
    if when.is_interval:
        first, _, last = when.text.partition("/")
        return words("time.span", first=_point(When.parse(first), words), last=_point(When.parse(last), words))
    return _point(when, words)


def _point(when: When, words: Words) -> str:
    text = words(f"time.{when.precision}", **_values(when.start, words))
    return words("time.about", time=text) if when.approximate else text


def _values(moment: datetime, words: Words) -> dict[str, object]:
    return {
        "year": moment.year,
        "month": words(f"month.{moment.month}"),
        "day": moment.day,
        "hour": f"{moment.hour:02}",
        "minute": f"{moment.minute:02}",
    }
