"""The printing press: views into HTML, by templates that only print.

Our own Jinja environment escapes everything; a name that is not there is an
error. A project may override any single template.
"""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    nodes,
    select_autoescape,
)
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from generator.pages.compiled import compiled
from generator.pages.escapes import escaped
from generator.pages.locales import Direction, direction_of, turns
from generator.pages.page import Site
from generator.pages.setting import SAY, Say, Setter, Texts, TrustingSetter, macro
from generator.pages.words import Words


class _Part(Template):
    """A template from which others take macros; as it has no globals of its own, these are the same for all."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 - Jinja passes it
        return self._module or super()._get_default_module()


class _Environment(Environment):
    """Has templates set in our own way, and looks for each once.

    It gives all of them the one table of globals: none has any of its own, and a chain of tables is slow.
    """

    template_class = _Part
    escaped = staticmethod(escaped)
    macro = staticmethod(macro)

    def __init__(
        self, template_dirs: Sequence[Path], values: Mapping[str, Any], texts: str, setter: type[Setter]
    ) -> None:
        super().__init__(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in template_dirs]),
            autoescape=select_autoescape(("html", "xml"), default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=compiled(setter.__name__, texts, template_dirs[-1]),
        )
        self.code_generator_class = setter
        self.globals.update(values)
        self._found: dict[str | Template, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return self.globals if d is None else super().make_globals(d)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as Jinja names it
    ) -> Template:
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found

    def _generate(self, source: nodes.Template, *more: Any, **options: Any) -> str:
        return super()._generate(Texts(cast("Say", self.globals[SAY])).set_in(source), *more, **options)


class Press:
    """Prints pages; every template is compiled once."""

    def __init__(self, template_dirs: Sequence[Path], site: Site, words: Words) -> None:
        values = {
            SAY: _escaping(words),
            "site": site,
            "number": words.number,
            "direction": words.direction,
            "in_language": partial(in_language, words.direction),
            "spoken": partial(spoken, words.direction),
            "isolated": partial(isolate, words.direction),
        }
        self._trusting, self._asking = (
            _Environment(template_dirs, values, words.fingerprint, setter) for setter in (TrustingSetter, Setter)
        )
        self.unusual: set[str] = set()
        """Templates that have asked for what is not there, or for a key by a dot: Jinja knows what is to be done."""

    def print(self, template: str, **values: object) -> str:
        """Print one page."""
        if template not in self.unusual:
            with suppress(AttributeError):
                return self._trusting.get_template(template).render(values)
            self.unusual.add(template)
        return self._asking.get_template(template).render(values)


def _escaping(words: Words) -> Callable[..., str]:
    """Give the interface texts to templates; those without values are escaped once, not once a page."""
    escaped: dict[str, Markup] = {}

    def say(name: str, /, **values: object) -> str:
        if not values:
            if name not in escaped:
                escaped[name] = escape(words(name))
            return escaped[name]
        if Markup not in map(type, values.values()):
            return words(name, **values)
        text = str(escape(words.form(name, values)))
        # All that goes into it is escaped: the text before, each value here.
        return Markup(text.format(**{key: _kept(words, value) for key, value in values.items()}))  # noqa: S704

    return say


def _kept(words: Words, value: object) -> str:
    return str(value) if type(value) is Markup else str(escape(words.shown(value)))


@cache
def in_language(page: Direction, code: str | None, around: str | None = None) -> Markup:
    """Give the attributes of an element in another language than the page's, with its direction where that differs.

    `around` is the language of what the element stands in, where that is not the page's.
    """
    if not code:
        return Markup()
    found = direction_of(code)
    differs = found != (direction_of(around) if around else page)
    turn = f' dir="{found or "auto"}"' if differs else ""
    return Markup(f' lang="{escape(code)}"{turn}')  # noqa: S704 - escaped, and a word of ours


def spoken(page: Direction, text: str, code: str | None) -> str:
    """Put words of another language into an element that says so."""
    return Markup(f"<span{in_language(page, code)}>{escape(text)}</span>") if code else text  # noqa: S704 - escaped


def isolate(page: Direction, text: str) -> str:
    """Keep a name that is written the other way from turning what stands around it."""
    return Markup(f"<bdi>{escape(text)}</bdi>") if turns(text, page) else text  # noqa: S704 - escaped
