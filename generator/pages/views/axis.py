"""The drawn side of a timeline: how long something lasted, and how much time lies between.

A drawing only repeats what the dates say. Lengths are in pixels of the drawing,
which is as high as it says and never less than its row.
"""

from dataclasses import dataclass
from datetime import timedelta

from generator.model import When
from generator.pages.words import Words

POINT = 12
"""The height of a mark for what took a day or less, and the width of any."""

_PIXELS_A_DAY = 0.8
_LONGEST = 150
_SHORTEST = 24


@dataclass(frozen=True, slots=True)
class MarkView:
    """The mark of one time on the axis: a dot, or a bar as long as the time lasts.

    What is approximate has no closed outline. What would be longer than there is
    room for `is_cut`: the bar is drawn with a break.
    """

    height: int
    is_bar: bool
    is_open: bool
    is_cut: bool


def view_mark(when: When) -> MarkView:
    """Work out the mark of a time."""
    lasts = when.end - when.start
    if lasts < timedelta(days=1):
        return MarkView(POINT, is_bar=False, is_open=when.approximate, is_cut=False)
    length = round(lasts / timedelta(days=1) * _PIXELS_A_DAY)
    height = max(_SHORTEST, min(length, _LONGEST))
    return MarkView(height, is_bar=True, is_open=when.approximate, is_cut=length > _LONGEST)


@dataclass(frozen=True, slots=True)
class Gap:
    """How much later something was, in the unit that its dates allow; `days` tells how long that is at least."""

    unit: str
    count: int
    days: int

    @property
    def is_wide(self) -> bool:
        """Tell whether it is worth telling between two dates that stand one below the other."""
        return self.days >= (_WIDE_IF_VAGUE if self.unit == _VAGUE else _WIDE)

    def tell(self, words: Words) -> str:
        """Put it in words."""
        name = f"timeline.later_{self.unit}"
        return words(name) if self.unit == _VAGUE else words(name, count=self.count)


_VAGUE = "some"
_WIDE = 6
_WIDE_IF_VAGUE = 60
_TWO_WEEKS = 14
_MONTHS_A_YEAR = 12
_TWO_YEARS = 2 * _MONTHS_A_YEAR


def gap_between(first: When, second: When) -> Gap | None:
    """Work out how much later the second time is; None where it is not later, or hardly.

    It is never told more exactly than the coarser of the two: from some day in
    August to some day in March it is seven months. Beside a time that is
    approximate it has no number.
    """
    if second.start <= first.end:
        return None
    days = (second.start - first.end).days
    if first.approximate or second.approximate:
        return Gap(_VAGUE, 0, days)
    unit, count = _count(first, second)
    return Gap(unit, count, days) if count else None


def _count(first: When, second: When) -> tuple[str, int]:
    begins, ends = first.end.date(), second.start.date()
    years = ends.year - begins.year
    months = years * _MONTHS_A_YEAR + ends.month - begins.month
    days = (ends - begins).days
    precisions = {first.precision, second.precision}
    if "year" in precisions:
        return "year", years
    is_by_month = "month" in precisions
    if not is_by_month and ends.day < begins.day:
        months -= 1  # the last month is not a whole one
    if not is_by_month and days < _TWO_WEEKS:
        return "day", days
    if not is_by_month and months <= 1:
        return "week", days // 7
    return ("month", months) if months < _TWO_YEARS else ("year", months // _MONTHS_A_YEAR)
