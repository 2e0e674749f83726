"""The printing press: views into HTML, by templates that only print.

Our own Jinja environment escapes everything; a name that is not there is an
error. A project may override any single template.
"""

from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape
from markupsafe import Markup, escape

from generator.pages.page import Site
from generator.pages.words import Words


class _Environment(Environment):
    """Gives all templates the one table of globals: none has any of its own, and a chain of tables is slow."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return self.globals if d is None else super().make_globals(d)


class Press:
    """Prints pages; every template is compiled once."""

    def __init__(self, template_dirs: Sequence[Path], site: Site, words: Words) -> None:
        loader = ChoiceLoader([FileSystemLoader(folder) for folder in template_dirs])
        self._environment = _Environment(
            loader=loader,
            autoescape=select_autoescape(("html", "xml"), default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals.update(say=_escaping(words), site=site)
        self._templates: dict[str, Template] = {}

    def print(self, template: str, **values: object) -> str:
        """Print one page."""
        if template not in self._templates:
            self._templates[template] = self._environment.get_template(template)
        return self._templates[template].render(values)


def _escaping(words: Words) -> Callable[..., str]:
    """Give the interface texts to templates; those without values are escaped once, not once a page."""
    escaped: dict[str, Markup] = {}

    def say(name: str, /, **values: object) -> str:
        if values:
            return words(name, **values)
        if name not in escaped:
            escaped[name] = escape(words(name))
        return escaped[name]

    return say
