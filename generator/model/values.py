"""The kinds of value a field may hold, each with its check and its plain message.

A check raises through `refuse`, which carries a problem's code, message and
help to the reader, who knows the place.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticKnownError

from generator.model import forms
from generator.model.dates import FORMS, NotADate, When
from generator.model.links import check_links, check_url
from generator.model.lookalikes import tell_lookalike, without_lookalikes
from generator.model.meant import has_other_year, meant_coordinates, meant_dates, meant_number
from generator.model.refusing import refuse, refuse_unfit
from generator.model.tree import Listing, Scalar, Table
from generator.model.unfit import unfit_in_name, unfit_in_passage

Kind = Literal["actor", "unit", "place", "term", "claim", "event", "article"]

DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for devices: it can hold no folder of such a name, and every record's page is a folder."""

RESERVED = frozenset({"report", "themselves", "nobody", "null", "true", "false", "yes", "no", *DEVICES})
"""Words with a meaning of their own, which no record may take as its id."""

LONGEST_ID = 64
LONGEST_LINE = 1_000
LONGEST_TEXT = 20_000
"""Characters of a name or title, and of a passage, at most: several times what anybody would read there."""

_FARTHEST = (90, 180)
"""Degrees of latitude and longitude that there are."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_CURLY = re.compile(r"[“”„«»][^“”„«»]*[“”„«»]", re.DOTALL)
_TABLE = re.compile(r"(?:-\s*)?\{\s*(?:name|language)\s*:")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,12})?", re.ASCII)
_SHA256 = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)


_LANGUAGES = {
    "arabic": "ar",
    "english": "en",
    "french": "fr",
    "german": "de",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "turkish": "tr",
    "ukrainian": "uk",
}
"""Codes of languages that editors may name in words."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that holds an id: the kinds of record it may name, and words beside ids it takes."""

    kinds: tuple[Kind, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProseMark:
    """Marks a field whose text is the safe Markdown subset."""


def _check_words(value: Any) -> Any:
    """Refuse what YAML would cut short in silence where free text belongs."""
    if isinstance(value, Listing | Table) and value.flow:
        opening, closing = "[]" if isinstance(value, Listing) else "{}"
        refuse(
            "brackets-in-text",
            f'text that begins with "{opening}" is read as a {"list" if opening == "[" else "table"}, not as words',
            f"put the whole text in double quotation marks, from before {opening} to after {closing}",
        )
    if isinstance(value, Scalar) and value.cut_at is not None:
        refuse(
            "comment-cuts-text",
            f'the text ends at " #": all that follows on the line would be lost ("{value[-30:]}" is its end now)',
            "put the whole text in double quotation marks, or move the comment to a line of its own",
        )
    return value


def _check_text(value: str, longest: int = LONGEST_TEXT) -> str:
    if len(value) > longest:
        told = f"this has {len(value):,} characters, and {longest:,} are the most that is read here"
        refuse("too-long", told, "shorten it; whole texts belong into text.md")
    text = unicodedata.normalize("NFC", value.strip())
    if not text:
        refuse("empty-value", "there is nothing here but white space", "fill it or delete the line")
    return text


def _check_marks(value: Any) -> Any:
    """Refuse curly quotation marks around a whole value: a word processor made them of those that YAML knows."""
    if isinstance(value, Scalar) and _CURLY.fullmatch(value.strip()) and not value.raw.startswith(('"', "'")):
        refuse(
            "curly-quotes",
            "the quotation marks around this value are curly, and so would be shown as part of it",
            f"if they are not meant to be shown, delete the first and the last sign: {value.strip()[1:-1]}; if they "
            'are, put straight ones (") around the whole as well',
        )
    return value


def _check_line(value: str) -> str:
    line = " ".join(_check_text(value, LONGEST_LINE).split())
    if _TABLE.match(line):
        refuse(
            "brackets-in-text",
            "this is written as a table, but as a text it would be shown with its brackets",
            "if it is an alias with its language, take away the quotation marks around it; else write the name alone",
        )
    refuse_unfit(unfit_in_name(line))
    return line


def _check_passage(value: str) -> str:
    """Take a sentence, or words of a source: people copy what only divides words, and it does no harm there."""
    text = _check_text(value)
    refuse_unfit(unfit_in_passage(text, "the passage"))
    return text


def _check_prose_list(value: Any) -> Any:
    """Refuse `[a, b]` for a list of prose: a comma in a sentence would split it in silence."""
    if isinstance(value, Listing) and value.flow:
        refuse(
            "brackets-in-text",
            "between [ and ] every comma begins a new entry, also one inside a sentence",
            'write each entry on a line of its own that begins with "- "',
        )
    return value


def check_id(value: str) -> str:
    """Check an id: `[a-z0-9]+(-[a-z0-9]+)*`, at most 64 characters, not a reserved word."""
    if value in RESERVED:
        refuse("bad-id", f'"{value}" has a meaning of its own and cannot be an id', "choose another id")
    if len(value) > LONGEST_ID:
        refuse("bad-id", f"this id has {len(value)} characters", f"use {LONGEST_ID} characters at most")
    if not _ID.fullmatch(value):
        message = f'"{value}" cannot be an id{tell_lookalike(value)}'
        refuse("bad-id", message, f"use small letters a to z, digits and single hyphens{_like(value)}")
    return value


def _like(value: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", without_lookalikes(value)).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", ascii_only.lower()))[:LONGEST_ID].strip("-")
    return f', such as "{slug}"' if slug and slug not in RESERVED else ""


def _parse_when(value: str) -> When:
    try:
        return When.parse(value.strip())
    except NotADate as error:
        refuse("bad-date", str(error), _mean_dates(value) or f"write a date that exists in one of these forms: {FORMS}")


def _mean_dates(value: str) -> str:
    if has_other_year(value):
        return "write the date of the Gregorian calendar"
    meant = [f'"{date}"' for date in meant_dates(value)]
    return f"did you mean {' or '.join(meant)}?" if meant else ""


def _parse_day(value: str) -> When:
    when = _parse_when(value)
    if when.precision != "day" or when.is_interval or when.approximate:
        refuse("bad-date", f'"{value}" is not one single day', "write the day as year, month and day: 2025-04-08")
    return when


def _parse_number(value: str) -> float:
    if not _NUMBER.fullmatch(value.strip()):
        meant = meant_number(value)
        help_text = f'did you mean "{meant}"?' if meant else "write digits, with a point for decimals: 51.18"
        refuse("bad-number", f'"{value}" is not a number', help_text)
    return float(value)


def _parse_positive(value: str) -> float:
    number = _parse_number(value)
    if number <= 0:
        refuse("bad-number", f'"{value}" is not more than zero', "write a distance in kilometres, such as 5")
    return number


def _parse_coordinates(value: Any) -> tuple[float, float]:
    parts = value if isinstance(value, list) else [value]
    if any(not isinstance(part, str) for part in parts):
        refuse("bad-coordinates", "coordinates are two numbers", "write [latitude, longitude], such as [51.18, 35.24]")
    wrong = [part for part in parts if not _NUMBER.fullmatch(part.strip())]
    if len(parts) != len(_FARTHEST) or wrong:
        meant = meant_coordinates(parts)
        help_text = f'did you mean "{meant}"?' if meant else "write [latitude, longitude], such as [51.18, 35.24]"
        if len(parts) != len(_FARTHEST):
            refuse("bad-coordinates", "coordinates are two numbers", help_text)
        refuse("bad-number", f'"{wrong[0]}" is not a number', help_text)
    latitude, longitude = (_parse_number(part) for part in value)
    if abs(latitude) > _FARTHEST[0] or abs(longitude) > _FARTHEST[1]:
        refuse(
            "bad-coordinates",
            f"{value[0]}, {value[1]} is not on the globe",
            "latitude comes first, from -90 to 90; then longitude, from -180 to 180",
        )
    return latitude, longitude


def _check_language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        meant = _LANGUAGES.get(value.strip().lower())
        help_text = f'did you mean "{meant}"?' if meant else "write a code such as en, uk, ru or pt-BR"
        refuse("bad-language", f'"{value}" is not a language code', help_text)
    return value


def _parse_flag(value: str) -> bool:
    if value not in {"true", "false", "yes", "no"}:
        refuse("unknown-value", f'"{value}" is neither yes nor no', "write yes or no")
    return value in {"true", "yes"}


def _check_sha256(value: str) -> str:
    if not _SHA256.fullmatch(value):
        refuse(
            "bad-checksum", "a SHA-256 checksum is 64 digits and letters a to f", "copy the whole checksum of the text"
        )
    return value.lower()


def _parse_node(parse: Any, needed: Literal["date_type", "float_type", "bool_type"]) -> Any:
    """Let a parser of text refuse lists and tables by naming the type that is needed."""

    def parse_text(value: Any) -> Any:
        if isinstance(value, list | dict):
            raise PydanticKnownError(needed)
        return parse(value) if isinstance(value, str) else value

    return parse_text


Id = Annotated[str, AfterValidator(check_id), forms.ID]
Line = Annotated[
    str, BeforeValidator(_check_words), BeforeValidator(_check_marks), AfterValidator(_check_line), forms.LINE
]
"""Plain text on one line; white space runs become one space."""
Words = Annotated[str, BeforeValidator(_check_words), AfterValidator(_check_passage), forms.WORDS]
"""Words of a source, as they stand there."""
Prose = Annotated[str, BeforeValidator(_check_words), AfterValidator(_check_passage), ProseMark(), forms.PROSE]
"""Text in the safe Markdown subset."""
ProseList = Annotated[list[Prose], BeforeValidator(_check_prose_list)]
EdtfDate = Annotated[When, BeforeValidator(_parse_node(_parse_when, "date_type")), forms.DATE]
Day = Annotated[When, BeforeValidator(_parse_node(_parse_day, "date_type")), forms.DAY]
Coordinates = Annotated[tuple[float, float], BeforeValidator(_parse_coordinates), forms.COORDINATES]
Kilometres = Annotated[float, BeforeValidator(_parse_node(_parse_positive, "float_type")), forms.KILOMETRES]
Url = Annotated[str, AfterValidator(check_url), forms.URL]
Links = Annotated[dict[str, str], AfterValidator(check_links), forms.LINKS]
Language = Annotated[str, AfterValidator(_check_language), forms.LANGUAGE]
Flag = Annotated[bool, BeforeValidator(_parse_node(_parse_flag, "bool_type")), forms.FLAG]
Sha256 = Annotated[str, AfterValidator(_check_sha256), forms.SHA256]

SpeakerRef = Annotated[str, Ref(("actor", "unit"), ("report",))]
ActorRef = Annotated[str, Ref(("actor", "unit"))]
SideRef = Annotated[str, Ref(("actor", "unit"), ("themselves",))]
PlaceRef = Annotated[str, Ref(("place", "actor"))]
UnitRef = Annotated[str, Ref(("unit",))]
EntityRef = Annotated[str, Ref(("actor", "unit", "place", "term"))]
MentionRef = Annotated[str, Ref(("actor", "unit", "place", "term"), ("nobody",))]
ClaimRef = Annotated[str, Ref(("claim",))]
ArticleRef = Annotated[str, Ref(("article",))]
AnyRef = Annotated[str, Ref(("actor", "unit", "place", "term", "claim", "event", "article"))]
