"""The kinds of value a field may hold, each with its check and its plain message.

A check raises through `refuse`, which carries a problem's code, message and
help to the reader, who knows the place.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, NoReturn
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError, PydanticKnownError

from generator.model import forms
from generator.model.dates import FORMS, NotADate, When
from generator.model.lookalikes import tell_lookalike, without_lookalikes
from generator.model.meant import meant_coordinates, meant_dates, meant_number
from generator.model.tree import Listing, Scalar, Table

Kind = Literal["actor", "unit", "place", "term", "claim", "event", "article"]

RESERVED = frozenset({"report", "themselves", "nobody", "null", "true", "false", "yes", "no"})
"""Words with a meaning of their own, which no record may take as its id."""

LONGEST_ID = 64
_FARTHEST = (90, 180)
"""Degrees of latitude and longitude that there are."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_CURLY = re.compile(r"[“”„«»][^“”„«»]*[“”„«»]", re.DOTALL)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,12})?", re.ASCII)
_BARE_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_WIKIDATA_IN = re.compile(r"(?<![A-Za-z0-9])[Qq][1-9]\d{0,11}(?![A-Za-z0-9])", re.ASCII)
_WIKIDATA = re.compile(r"Q[1-9]\d{0,11}", re.ASCII)
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

_REFUSED: Final = "refused"
"""The type of error by which the reader knows a refusal."""


def refuse(code: str, message: str, help_text: str) -> NoReturn:
    """Refuse a value: raise what the reader turns into a problem at the value's place."""
    # The texts travel in the context so that braces in them are never taken for placeholders.
    raise PydanticCustomError(_REFUSED, _REFUSED, {"code": code, "message": message, "help": help_text})


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


def _check_text(value: str) -> str:
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
    return " ".join(_check_text(value).split())


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


def _check_url(value: str) -> str:
    url = value.strip()
    try:
        parts = urlsplit(url)
        whole = bool(parts.hostname) and not (parts.username or parts.password) and parts.port != 0
    except ValueError:
        parts, whole = urlsplit(""), False
    clean = not re.search(r"[\s\\<>\"\x00-\x20\x7f-\x9f]", url)
    web = parts.scheme in {"http", "https"} and whole
    mail = parts.scheme == "mailto" and "@" in parts.path
    if not (clean and (web or mail)):
        refuse(
            "bad-link",
            f'"{url}" is not a link that can be published',
            _mean_url(url) or "write a whole address that begins with https://, http:// or mailto:",
        )
    return url


def _mean_url(url: str) -> str:
    """Offer an address that lacks nothing but its beginning."""
    start = "mailto:" if "@" in url else "https://"
    meant = start + url
    return f'did you mean "{meant}"?' if _BARE_ADDRESS.fullmatch(url) and is_safe_url(meant) else ""


def is_safe_url(value: str) -> bool:
    """Tell whether a link may be published: whole http, https or mailto addresses only."""
    try:
        _check_url(value)
    except PydanticCustomError:
        return False
    return True


def _check_links(value: dict[str, str]) -> dict[str, str]:
    wrong: list[InitErrorDetails] = []
    for name, target in value.items():
        try:
            _check_link(name, target)
        except PydanticCustomError as error:
            # Told for each link, so that the problem stands at that link and not at the table.
            wrong.append({"type": error, "loc": (name,), "input": target})
    if wrong:
        title = "links"
        raise ValidationError.from_exception_data(title, wrong)
    return value


def _check_link(name: str, target: str) -> None:
    if name != "wikidata":
        _check_url(target)
    elif not _WIKIDATA.fullmatch(target):
        meant = _WIKIDATA_IN.search(target)
        help_text = f'did you mean "{meant[0].upper()}"?' if meant else "write Q and digits, such as Q3874799"
        refuse("bad-link", f'"{target}" is not a Wikidata number', help_text)


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
Words = Annotated[str, BeforeValidator(_check_words), AfterValidator(_check_text), forms.WORDS]
"""Words of a source, as they stand there."""
Prose = Annotated[str, BeforeValidator(_check_words), AfterValidator(_check_text), ProseMark(), forms.PROSE]
"""Text in the safe Markdown subset."""
ProseList = Annotated[list[Prose], BeforeValidator(_check_prose_list)]
EdtfDate = Annotated[When, BeforeValidator(_parse_node(_parse_when, "date_type")), forms.DATE]
Day = Annotated[When, BeforeValidator(_parse_node(_parse_day, "date_type")), forms.DAY]
Coordinates = Annotated[tuple[float, float], BeforeValidator(_parse_coordinates), forms.COORDINATES]
Kilometres = Annotated[float, BeforeValidator(_parse_node(_parse_positive, "float_type")), forms.KILOMETRES]
Url = Annotated[str, AfterValidator(_check_url), forms.URL]
Links = Annotated[dict[str, str], AfterValidator(_check_links), forms.LINKS]
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
