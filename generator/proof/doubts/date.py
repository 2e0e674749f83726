"""Is the date the text's? A day that no word of the passage gives was made up by somebody."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from generator.model import When
from generator.proof.doubts.look import SAY_WHY, Doubt, Look
from generator.proof.lexicon import Lexicon
from generator.proof.passages import Passage
from generator.text import Range

_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?!\d)|(?<!\d)\d{1,2} ?(?:a\.?m|p\.?m|Uhr|год|час)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\s?\d{1,2}(?:[./]\s?\d{2,4})?)(?!\d)")
_WORD = re.compile(r"\w+")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|го|е)?")

_NEAR = 3
"""Words between a day's number and its month: "the 7th of April", "7 de abril"."""

_SPAN = timedelta(days=8)
"""How far from an article's day a day may lie that it calls by its name or tells as "yesterday"."""


def doubt_date(look: Look) -> Iterator[Doubt]:
    """Doubt a date that is more exact than the sentences of the quote, or where they give none, than the passage."""
    said = look.position.record.said
    if said is None:
        return
    finest = _finest(look, said)
    if _ORDER.index(_needed(said)) > _ORDER.index(finest):
        message = f"the text {_TOLD[finest]} here, and the record says {said.text}"
        help_ = f"write the date only as exactly as the text gives it; if you are right, {SAY_WHY}"
        yield Doubt("date-too-exact", "said", message, help_, look.shown)


_ORDER = ["nothing", "year", "month", "day", "minute"]

_TOLD = {
    "nothing": "gives no such date",
    "year": "gives only a year",
    "month": "gives no such day",
    "day": "gives no such hour",
}


def _needed(said: When) -> str:
    """Tell how exact the text must be; about a day may be told from its month."""
    return _ORDER[_ORDER.index(said.precision) - 1] if said.approximate else said.precision


def _finest(look: Look, said: When) -> str:
    """Tell how exactly the text gives the time: in the quote's sentences, else its paragraphs and the one before."""
    clues = [Clues(passage, sentence, look.passages.lexicon) for passage, sentence in look.touched]
    if not any(clue.tells_time for clue in clues):
        passages = [quoted.passage for quoted in look.quoted]
        before = look.passages.before(passages[0])
        whole = [*passages, *([before] if before else [])]
        clues = [Clues(passage, (0, len(passage.text)), look.passages.lexicon) for passage in whole]
    published = look.article.published.start
    return max((clue.precision(said, published) for clue in clues), key=_ORDER.index)


class Clues:
    """The words of a stretch of text that tell a time."""

    def __init__(self, passage: Passage, where: Range, lexicon: Lexicon) -> None:
        self._text = passage.text[slice(*where)]
        self._words = [word.casefold() for word in re.findall(r"[\w']+", self._text)]
        self._kinds = {kind for cue in passage.cues_within(*where) for kind in cue.kinds}
        self._months = {lexicon.months[word] for word in self._words if word in lexicon.months}
        self._weekdays = {lexicon.weekdays[word] for word in self._words if word in lexicon.weekdays}
        self._days = set(_days_of_month(self._text, lexicon))

    @property
    def tells_time(self) -> bool:
        """Tell whether there is any such word."""
        told = self._kinds & {"day", "month", "year"}
        return bool(told or self._months or _NUMERIC.search(self._text) or _YEAR.search(self._text))

    def precision(self, said: When, published: datetime) -> str:
        """Tell how much of a date these words give: a day of another name or number gives none of it."""
        if self._gives_day(said, published):
            return "minute" if _CLOCK.search(self._text) else "day"
        if "month" in self._kinds or "day" in self._kinds or self._months & _numbers(said):
            return "month"
        return "year" if "year" in self._kinds or said.text[:4] in _YEAR.findall(self._text) else "nothing"

    def _gives_day(self, said: When, published: datetime) -> bool:
        start = said.start
        if start.day in self._days or (said.is_interval and self._days):
            return True
        if abs(published - start) > _SPAN or "day" not in self._kinds:
            return False
        return not self._weekdays or start.weekday() in self._weekdays


def _numbers(said: When) -> set[int]:
    return {said.start.month, said.end.month}


def _days_of_month(text: str, lexicon: Lexicon) -> Iterator[int]:
    """Give the numbers that stand beside the name of a month, and the days of dates in digits."""
    words = _WORD.findall(text)
    for index, word in enumerate(words):
        near = words[max(0, index - _NEAR) : index + 2] if word.casefold() in lexicon.months else []
        yield from (int(match[1]) for match in map(_DAY.fullmatch, near) if match)
    for found in _NUMERIC.findall(text):
        parts = [int(part) for part in re.findall(r"\d+", found)]
        yield parts[-1] if parts[0] > _LARGEST_DAY else parts[0]


_LARGEST_DAY = 31
