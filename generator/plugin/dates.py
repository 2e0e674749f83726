"""The day a site is from. No clock: the same content gives the same bytes on any day."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime

from mkdocs.utils import get_build_datetime

from generator.link import Library
from generator.model import When

NO_DAY = date(1980, 1, 1)
"""Stands in where nothing in the content has a date; the earliest that archives can hold."""


def day_of(library: Library) -> date:
    """Give the newest day on which an editor changed something, or what SOURCE_DATE_EPOCH asks for."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return get_build_datetime().date()
    return max((when.start.date() for when in _days(library)), default=NO_DAY)


def as_moment(day: date) -> datetime:
    """Give the first moment of a day, as MkDocs tells times to themes."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _days(library: Library) -> Iterator[When]:
    for article in library.articles.values():
        yield article.record.published
        yield from (correction.on for correction in article.record.corrections)
    for claim in library.claims.values():
        yield from (correction.on for correction in claim.record.corrections)
        if claim.record.verdict:
            yield claim.record.verdict.on
