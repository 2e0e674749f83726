"""Dates in words, never more precise than the source, as the language writes them."""

from typing import NamedTuple

from generator.model import When
from generator.pages.words import Words


class TimeView(NamedTuple):
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
    """Write a single date by the pattern among the language's texts, else by the CLDR's."""
    pattern = words.get(f"date.{when.precision}", "") or words.tongue.own_pattern(when.precision)
    text = words.tongue.date(when.start, pattern)
    return words("time.about", time=text) if when.approximate else text
