"""Interface texts: every word of the pages that no editor wrote, by its name.

The words stand in `generator/languages/<language>.yml`. None of them needs
agreement with the names and numbers put into it, in any language.
"""

from collections.abc import Iterator, Mapping
from typing import Any


class Words:
    """The interface texts of one language; calling it with a name such as `nav.claims` gives the text."""

    def __init__(self, texts: Mapping[str, Any]) -> None:
        self._texts = dict(_flatten("", texts))

    def __call__(self, name: str, /, **values: object) -> str:
        """Give a text with values in its places; a name that is not there is a fault of the program."""
        text = self._texts[name]
        return text.format(**values) if values else text

    def get(self, name: str, otherwise: str) -> str:
        """Give a text where there is one, for names that come from the content, such as a language's code."""
        return self._texts.get(name, otherwise)

    def quoted(self, claim: str) -> str:
        """Put a claim's words in quotation marks."""
        return self._texts["claim.quoted"].replace("{words}", claim)

    def names(self, names: list[str]) -> str:
        """List at most two names and count the rest: `Russia, Ukraine and 3 more`."""
        shown = self("status.comma").join(names[:SHOWN])
        rest = len(names) - SHOWN
        return shown if rest <= 0 else self("status.more", names=shown, count=rest)


SHOWN = 2
"""Names that stand in a sentence on either side before the rest is counted."""


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


def _flatten(prefix: str, texts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in texts.items():
        if isinstance(value, Mapping):
            yield from _flatten(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", str(value)
