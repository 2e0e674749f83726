"""What a date or a number was probably meant to be, so that help can name it."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MARKS = re.compile(r"[\"'“”„«»‘’\s]+|[\"'“”„«»‘’]+$")
_DASHES = re.compile(r"\s*[‐‑‒–—−]\s*")
_YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})(?:[-./ ](\d{1,2}))?\.?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-./]) ?(\d{1,2})\2 ?(\d{4})")
_WORDS = re.compile(
    r"(?:[a-z]+,? )?(?:(\d{1,2})(?:st|nd|rd|th)?\.? ([a-z]{3,})\.?|([a-z]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?),? (\d{4})"
)
_MONTH_AND_YEAR = re.compile(r"([a-z]{3,})\.?,? (\d{4})")
_NUMBERS = re.compile(r"-?(?<![0-9])[0-9]{1,3}(?:[.,][0-9]+)?(?![0-9])")
_WHOLE_NUMBERS = re.compile(r"-?\d+")
_YEAR_IN_OTHER_DIGITS = re.compile(r"(?<!\d)(?![0-9]{4})\d{4}(?!\d)")
_OTHER_YEARS = range(1300, 1501)
"""What the Persian and the Islamic calendar count in our days."""


def meant_dates(text: str) -> list[str]:
    """Give the dates that another way of writing may mean, the likelier first; none where there is no telling."""
    clean = _DASHES.sub("-", " ".join(_MARKS.sub(" ", text).split()).lower())
    found = [*_year_first(clean), *_year_last(clean), *_in_words(clean)]
    return list(dict.fromkeys(found))


def has_other_year(text: str) -> bool:
    """Tell whether a year is probably of another calendar: people who write ۱۴۰۴ often have one of their own."""
    return any(int(year) in _OTHER_YEARS for year in _YEAR_IN_OTHER_DIGITS.findall(text))


def _year_first(text: str) -> list[str]:
    match = _YEAR_FIRST.fullmatch(text)
    return _written(match[1], match[2], match[3]) if match else []


def _year_last(text: str) -> list[str]:
    """`8.4.2025` has the day first; of `04/08/2025` nobody knows, so both are given."""
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return []
    day_first = _written(match[4], match[3], match[1])
    month_first = _written(match[4], match[1], match[3])
    return day_first if match[2] == "." else [*day_first, *month_first]


def _in_words(text: str) -> list[str]:
    match, month_only = _WORDS.fullmatch(text), _MONTH_AND_YEAR.fullmatch(text)
    if match:
        month = _month(match[2] or match[3])
        return _written(match[5], month, match[1] or match[4]) if month else []
    month = _month(month_only[1]) if month_only else ""
    return _written(month_only[2], month, None) if month_only and month else []


def _month(name: str) -> str:
    return str(_MONTHS.index(name[:3]) + 1) if name[:3] in _MONTHS else ""


def _written(year: str, month: str, day: str | None) -> list[str]:
    """Write a date as it is to be written, where there is such a day."""
    try:
        made = date(int(year), int(month), int(day or 1))
    except ValueError:
        return []
    return [made.isoformat() if day else made.isoformat()[:7]]


def meant_number(text: str) -> str | None:
    """Give the number in `3 km`, `3,5` or `about 3`."""
    found = _NUMBERS.findall(text)
    return found[0].replace(",", ".") if len(found) == 1 else None


def meant_coordinates(parts: list[str]) -> str | None:
    """Give the two numbers that are in coordinates of another form: a decimal comma, degrees, round brackets."""
    text = ", ".join(parts)
    whole = _WHOLE_NUMBERS.findall(text)
    found = [f"{whole[0]}.{whole[1]}", f"{whole[2]}.{whole[3]}"] if _has_commas(parts) else _points(text)
    return f"[{found[0]}, {found[1]}]" if len(found) == 2 else None  # noqa: PLR2004 - latitude and longitude


def _has_commas(parts: list[str]) -> bool:
    """Tell whether decimal commas made four numbers of two."""
    return len(parts) == 4 and all(_WHOLE_NUMBERS.fullmatch(part.strip()) for part in parts)  # noqa: PLR2004


def _points(text: str) -> list[str]:
    return re.findall(r"-?(?<![0-9.])[0-9]{1,3}\.[0-9]+", text) or re.findall(
        r"-?(?<![0-9.eE])[0-9]{1,3}(?![0-9.]|[eE][0-9])", text
    )
