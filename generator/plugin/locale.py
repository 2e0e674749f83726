"""The language of a site, and MkDocs' own translations, which most themes do not have."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.localization import parse_locale
from mkdocs.theme import Theme

_DEFAULT = "en"


def language_of(theme: Theme) -> str:
    """Give the language that a theme is set to: MkDocs' locale, or the `language` that some themes have instead."""
    locale = str(theme.locale)
    named = theme.get("language") if locale == _DEFAULT else None
    return (named if isinstance(named, str) and named else locale).replace("_", "-")


@dataclass(slots=True)
class NoLocale:
    """Takes the locale out of MkDocs' sight while it looks for translations that a theme does not have.

    With Babel at hand, which Sayso brings, MkDocs would warn that there are
    none, and a strict build would fail, although every word of Sayso's pages
    is in the language. For a theme with translations nothing is hidden.
    """

    locale: Any = None

    def hide(self, theme: Theme) -> None:
        """Set the locale to English for a theme that has no translations at all."""
        if not any((Path(folder) / "locales").is_dir() for folder in theme.dirs):
            self.locale = theme.locale
            theme["locale"] = parse_locale(_DEFAULT)

    def show(self, theme: Theme) -> None:
        """Set it back."""
        if self.locale is not None:
            theme["locale"], self.locale = self.locale, None
