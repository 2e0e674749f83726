"""Interface texts: every word of the pages that no editor wrote, by its name.

The words stand in `generator/languages/<language>.yml`, and a project may put
its own in their place. None of them needs agreement with the names put into
it, in any language; with a number they agree by the plural forms of the CLDR.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any

from generator.pages.locales import END, FROM_LEFT, Direction, Tongue, open_tongue, set_apart
from generator.read import NUMBER, is_plural

SHOWN = 2
"""Names that stand in a sentence on either side before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Plural:
    """A text in the forms that it takes with numbers."""

    by: str
    forms: Mapping[str, str]

    def choose(self, tongue: Tongue, values: Mapping[str, object]) -> str:
        """Give the form for the number among some values."""
        number = values.get(self.by)
        category = tongue.plural(number) if isinstance(number, int | float) else "other"
        return self.forms.get(category) or self.forms["other"]


class Words:
    """The interface texts of one language; calling it with a name such as `nav.claims` gives the text."""

    def __init__(self, texts: Mapping[str, Any], language: str = "en") -> None:
        self._texts = dict(_flatten("", texts))
        self.language = language

    @cached_property
    def fingerprint(self) -> str:
        """Stand for all texts: pages that are printed with the same ones say the same."""
        return blake2b(repr((self.language, self._texts)).encode()).hexdigest()

    @cached_property
    def tongue(self) -> Tongue:
        """What is known of the language, looked up when it is needed."""
        return open_tongue(self.language)

    @cached_property
    def direction(self) -> Direction:
        """Tell which way the language is written."""
        return self.tongue.direction

    def __call__(self, name: str, /, **values: object) -> str:
        """Give a text with values in its places; a name that is not there is a fault of the program."""
        text = self._texts[name]
        if not isinstance(text, str):
            text = text.choose(self.tongue, values)
        return text.format(**{key: self.shown(value) for key, value in values.items()}) if values else text

    def form(self, name: str, values: Mapping[str, object]) -> str:
        """Give a text as it is before values are put in, in the form that they ask for."""
        text = self._texts[name]
        return text if isinstance(text, str) else text.choose(self.tongue, values)

    def shown(self, value: object) -> object:
        """Write a value as it stands in a text: numbers as the language does, names set apart."""
        if isinstance(value, str):
            return set_apart(value, self.direction)
        return self.tongue.number(value) if isinstance(value, int | float) else value

    def get(self, name: str, otherwise: str) -> str:
        """Give a text where there is one, for names that some language or project may lack."""
        text = self._texts.get(name, otherwise)
        return text if isinstance(text, str) else text.forms["other"]

    def quoted(self, claim: str) -> str:
        """Put a claim's words in quotation marks."""
        return self.get("claim.quoted", "{words}").replace("{words}", set_apart(claim, self.direction))

    def names(self, names: list[str], most: int = SHOWN) -> str:
        """List at most two names and count the rest: `Russia, Ukraine and 3 more`."""
        shown = self("status.comma").join(set_apart(name, self.direction) for name in names[:most])
        rest = len(names) - most
        return shown if rest <= 0 else self("status.more", names=shown, count=rest)

    def number(self, number: float) -> str:
        """Write a number that stands alone."""
        return self.tongue.number(number)

    def from_left(self, text: str) -> str:
        """Keep numbers that belong together in their order where the page is written from the right."""
        return f"{FROM_LEFT}{text}{END}" if self.direction == "rtl" else text

    def language_name(self, code: str) -> str:
        """Name a language."""
        return self.tongue.name_of(code)


def capital(text: str) -> str:
    """Begin a sentence with a capital letter, be it behind a mark that sets a name apart."""
    at = len(text) - len(text.lstrip("\u2068"))
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def _flatten(prefix: str, texts: Mapping[str, Any]) -> Iterator[tuple[str, str | Plural]]:
    for name, value in texts.items():
        if not isinstance(value, Mapping):
            yield f"{prefix}{name}", str(value)
        elif is_plural(value):
            forms = {category: str(form) for category, form in value.items() if category != "by"}
            yield f"{prefix}{name}", Plural(str(value.get("by", NUMBER)), forms)
        else:
            yield from _flatten(f"{prefix}{name}.", value)
