"""How values are written: what editors are told of them, and what a program that helps while typing checks.

A form stands beside the check of a kind of value (`values.py`), so that the
JSON Schema and the field reference are made from the same declaration.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import Field

_ANY_TEXT = r"\S"


@dataclass(frozen=True, slots=True)
class Form:
    """Marks how a single value is written.

    `name` is what it is in plain words, `more` what else there is to say, `pattern` what its text must hold, in
    words that JavaScript reads as Python does, `wrong` what is said where it
    does not. Our reader takes every plain value for text, a YAML program takes
    some for numbers or truths: `number` and `truth` tell that such a one may
    stand here, `least` and `most` what number. `offered` are texts to choose from.
    """

    name: str
    pattern: str | None = _ANY_TEXT
    wrong: str = "Write text here, or delete the line."
    number: bool = True
    truth: bool = True
    whole: bool = False
    least: float | None = None
    most: float | None = None
    offered: tuple[str, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Marks a list of just these values in this order."""

    name: str
    parts: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Keyed:
    """Marks a table whose keys are free: some have a form of their own, `others` is that of all others."""

    name: str
    known: tuple[tuple[str, str, Form], ...]
    others: Form


@dataclass(frozen=True, slots=True)
class Meanings:
    """Marks a field that takes one of a few words: what each of them means, in one sentence."""

    sentences: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, sentences: Mapping[str, str]) -> "Meanings":
        """Make the mark of a table."""
        return cls(tuple(sentences.items()))


_MONTH = "(?:0[1-9]|1[0-2])"
_DATE = rf"\d{{4}}-{_MONTH}-(?:0[1-9]|[12]\d|3[01])"
_CLOCK = r"T(?:[01]\d|2[0-3]):[0-5]\d(?::\d{2})?"
_PART = rf"\d{{4}}(?:-{_MONTH}(?:-(?:0[1-9]|[12]\d|3[01])(?:{_CLOCK})?)?)?~?"


def _whole(pattern: str) -> str:
    """Make a pattern that the whole text must fit, but for white space around it."""
    return rf"^\s*(?:{pattern})\s*$"


TEXT: Final = Form("any text", pattern=None)
"""What a field without a form of its own takes."""

LINE: Final = Form("text")
WORDS: Final = Form("words of the source", more="They are copied from the text, exactly as they stand there.")
PROSE: Final = Form(
    "prose",
    more="Sentences. `*emphasis*`, `**strong**`, `[a link](https://example.org)`, `[[id]]` and `[[id|words]]` may "
    "stand in them; the last two lead to a record of this site.",
)
ID: Final = Form(
    "an id",
    more="Small letters a to z, digits and single hyphens, 64 characters at most. No two records share one.",
    pattern=r"^(?!(?:report|themselves|nobody|null|true|false|yes|no|con|prn|aux|nul|com[0-9]|lpt[0-9])$)"
    r"(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$",
    wrong="An id is made of small letters a to z, digits and single hyphens, with 64 characters at most. "
    "Words such as report, nobody, yes and no have a meaning of their own.",
    truth=False,
    whole=True,
    least=0,
)
DATE: Final = Form(
    "a date",
    more="Only as exact as the source: `2025`, `2025-04`, `2025-04-06`, `2025-04-06T22:00`, `2025-03/2025-04` for from "
    "and to, `2025-04~` for about.",
    pattern=_whole(f"{_PART}(?:/{_PART})?"),
    wrong="Write a date as year, month and day, only as exact as the source: 2025, 2025-04, 2025-04-06, "
    "2025-04-06T22:00, 2025-03/2025-04, 2025-04~.",
    truth=False,
    whole=True,
    least=1,
    most=9999,
)
DAY: Final = Form(
    "one day",
    more="Year, month and day: `2025-04-08`.",
    pattern=_whole(_DATE),
    wrong="Write one day as year, month and day: 2025-04-08.",
    number=False,
    truth=False,
)
_DIGITS = r"\d{1,6}(?:\.\d{1,12})?"
KILOMETRES: Final = Form(
    "a number of kilometres",
    pattern=_whole(rf"(?!0*(?:\.0*)?\s*$){_DIGITS}"),
    wrong="Write a distance in kilometres, more than zero, such as 5.",
    truth=False,
    least=0.000000000001,
    most=999999.999999999999,
)
_LATITUDE: Final = Form(
    "latitude",
    pattern=_whole(rf"-?{_DIGITS}"),
    wrong="Write digits, with a point for decimals: 51.18.",
    truth=False,
    least=-90,
    most=90,
)
_LONGITUDE: Final = Form("longitude", _LATITUDE.pattern, _LATITUDE.wrong, truth=False, least=-180, most=180)
COORDINATES: Final = Row("two numbers in brackets: latitude, then longitude", (_LATITUDE, _LONGITUDE))
URL: Final = Form(
    "a web address",
    more="The whole of it, with `https://`, `http://` or `mailto:` at its beginning.",
    pattern=_whole(
        r"""[hH][tT][tT][pP][sS]?://[^\s\\<>"/@?#]+(?:[/?#][^\s\\<>"]*)?|"""
        r"""[mM][aA][iI][lL][tT][oO]:[^\s\\<>"]*@[^\s\\<>"]*"""
    ),
    wrong="Write a whole address that begins with https://, http:// or mailto:.",
    number=False,
    truth=False,
)
_WIKIDATA: Final = Form(
    "a Wikidata number",
    pattern=r"^Q[1-9]\d{0,11}$",
    wrong="Write Q and digits, such as Q3874799.",
    number=False,
    truth=False,
)
LINKS: Final = Keyed(
    "names and addresses; `wikidata` takes a number such as Q212",
    (("wikidata", "The number of this person, place or thing in Wikidata.", _WIKIDATA),),
    URL,
)
LANGUAGE: Final = Form(
    "a language code",
    more="The short name of a language, such as `en`, `uk`, `ru` or `pt-BR`.",
    pattern=r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$",
    wrong="Write a language code such as en, uk, ru or pt-BR.",
    number=False,
    truth=False,
)
FLAG: Final = Form(
    "yes or no", pattern="^(?:yes|no|true|false)$", wrong="Write yes or no.", number=False, offered=("yes", "no")
)
SHA256: Final = Form(
    "64 digits and letters a to f",
    pattern="^[0-9a-fA-F]{64}$",
    wrong="A SHA-256 checksum is 64 digits and letters a to f: copy the whole of it.",
    number=False,
    truth=False,
)
FINGERPRINT: Final = Form(
    "a number, a colon, and 32 digits and letters; `sayso review` writes it",
    pattern=_whole("[0-9]+:[0-9a-f]{32}"),
    wrong="Let sayso review write the fingerprint, or copy the whole of it.",
    number=False,
    truth=False,
)


def says(sentence: str, example: str | None = None) -> Any:
    """Tell of a field what it is, in one plain sentence, and what may stand behind its key, as it is typed."""
    return Field(description=sentence, examples=None if example is None else [example])
