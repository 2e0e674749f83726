"""The press: what templates may say, however they are set, and the frame's parts that are kept."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup
from pages_site import TEMPLATES, read_site

from generator.build import texts
from generator.pages import open_printer, plan
from generator.pages.escapes import escaped
from generator.pages.page import Site
from generator.pages.render import Press
from generator.pages.words import Words
from generator.plugin.frame import Entry, Frame, Kept

TEXTS = {"nav": {"claims": "Claims & more", "hello": "Hello {name}"}}

Print = Callable[..., str]


@pytest.fixture
def press(tmp_path: Path) -> Print:
    """Print a template, given as its text, with others beside it."""

    def print_(template: str, others: Mapping[str, str] | None = None, **values: object) -> str:
        for name, text in {"page.html": template, **(others or {})}.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return Press([tmp_path], Site("x"), Words(TEXTS)).print("page.html", **values)

    return print_


@dataclass(frozen=True, slots=True)
class View:
    name: str
    inner: Any = None


def test_what_is_printed_is_escaped_once() -> None:
    assert escaped("a<b") == "a&lt;b"
    assert escaped(Markup("a<b")) == "a<b"
    assert escaped(3) == "3"


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ view.name }}", "a &amp; b"),
        ("{{ view.inner.key }}", "by its key"),
        ("{{ view.inner.class }}", "a word of Python"),
        ("{{ view.inner.gone is defined }} {{ view.inner.gone | default('else') }}", "False else"),
        ("{{ view.inner.get('key') }}", "by its key"),
        (
            "{{ dict(**{'a': 1}) }} {{ dict(*[{'b': 2}]) }} {{ dict(class=3) }}",
            "{'a': 1} {'b': 2} {'class': 3}".replace("'", "&#39;"),
        ),
    ],
)
def test_a_template_may_ask_for_values_in_every_way_that_jinja_knows(press: Print, template: str, printed: str) -> None:
    view = View("a & b", {"key": "by its key", "class": "a word of Python"})
    assert press(template, view=view) == printed


def test_a_value_that_is_not_there_is_named(press: Print) -> None:
    with pytest.raises(UndefinedError, match="gone"):
        press("{{ view.gone }}", view=View("a"))
    with pytest.raises(UndefinedError, match="gone"):
        press("{{ gone(1) }}")


@pytest.mark.parametrize(
    ("call", "printed"),
    [
        ("made(1)", "[1|two|3]"),
        ("made(1, 2)", "[1|2|3]"),
        ("made(1, c='<')", "[1|two|&lt;]"),
        ("made(b=2, a=1)", "[1|2|3]"),
        ("made('&', 2, 3)", "[&amp;|2|3]"),
        ("spread(1, 2, x=3)", "(2,) {'x': 3}".replace("'", "&#39;")),
        ("made.name", "made"),
    ],
)
def test_a_macro_takes_its_values_in_order_by_name_or_not_at_all(press: Print, call: str, printed: str) -> None:
    macros = (
        "{% macro made(a, b='two', c=3) %}[{{ a }}|{{ b }}|{{ c }}]{% endmacro %}"
        "{% macro spread(a) %}{{ varargs }} {{ kwargs }}{% endmacro %}"
    )
    assert press("{% from 'made.html' import made, spread %}{{ " + call + " }}", {"made.html": macros}) == printed


@pytest.mark.parametrize("call", ["made(1, 2)", "made(d=1)", "made(1, a=1)"])
def test_a_macro_refuses_what_it_has_no_place_for(press: Print, call: str) -> None:
    with pytest.raises(TypeError, match="made"):
        press("{% macro made(a) %}{% endmacro %}{{ " + call + " }}")


def test_a_macro_prints_a_block_around_which_it_is_called(press: Print) -> None:
    made = "{% macro framed(a) %}<{{ a }}>{{ caller() }}{% endmacro %}"
    assert press(made + "{% call framed('p') %}in &{% endcall %}") == "<p>in &"


def test_a_text_without_values_is_the_language_s_own(press: Print, tmp_path: Path) -> None:
    template = '{{ say("nav.claims") }} {{ say("nav." ~ "claims") }} {{ say("nav.hello", name="<b>") }}'
    assert press(template) == "Claims &amp; more Claims &amp; more Hello &lt;b&gt;"
    other = Words({"nav": {"claims": "Behauptungen", "hello": "Hallo {name}"}}, "de")
    assert Press([tmp_path], Site("x"), other).print("page.html") == "Behauptungen Behauptungen Hallo &lt;b&gt;"


def test_a_text_that_is_not_there_is_missed_only_where_it_is_printed(press: Print) -> None:
    template = '{% if told %}{{ say("nav.gone") }}{% endif %}here'
    assert press(template, told=False) == "here"
    with pytest.raises(KeyError, match=r"nav\.gone"):
        press(template, told=True)


@pytest.mark.parametrize(
    "template",
    [
        '{% macro say(name) %}{{ name }}!{% endmacro %}{{ say("nav.claims") }}',
        '{% set say = mine %}{{ say("nav.claims") }}',
        '{% macro made(say) %}{{ say("nav.claims") }}{% endmacro %}{{ made(mine) }}',
    ],
)
def test_a_template_may_call_something_of_its_own_say(press: Print, template: str) -> None:
    assert press(template, mine=lambda name: f"{name}!") == "nav.claims!"


def test_our_own_templates_are_all_set_in_the_quick_way(tmp_path: Path) -> None:
    library = read_site(tmp_path)
    printer = open_printer(library, Site("x", pictures="claims", url="https://x.example/"), texts("en"), [TEMPLATES])
    for sheet in plan(library):
        printer.make(sheet)
    assert printer.press.unusual == set()


def test_a_template_that_asks_otherwise_is_known(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ view.key }}", encoding="utf-8")
    press = Press([tmp_path], Site("x"), Words(TEXTS))
    assert [press.print("page.html", view={"key": key}) for key in "ab"] == ["a", "b"]
    assert press.unusual == {"page.html"}


def test_a_part_of_the_frame_is_printed_once_for_the_same_values() -> None:
    printed: list[str] = []

    def caller() -> str:
        printed.append("once")
        return f"part {len(printed)}"

    kept = Kept()
    assert [kept("head", "..", caller=caller), kept("head", "..", caller=caller)] == ["part 1", "part 1"]
    assert kept("head", "../..", caller=caller) == "part 2"


def test_the_menu_knows_the_page_and_its_part_of_the_site() -> None:
    nav = Entry("Claims", "claims/", "claim"), Entry("Notes", "notes/index.html", "page")
    frame = Frame({}, "en", "ltr", nav, "", "", "", "", "")
    assert frame.places("claims/") == ("page", "")
    assert frame.places("claims/a-claim/") == ("true", "")
    assert frame.places("notes/more.html") == ("", "true")
    assert frame.places("") == ("", "")


def test_where_markupsafe_is_not_compiled_the_same_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markupsafe._speedups", None)
    name = "generator.pages.escapes"
    monkeypatch.delitem(sys.modules, name)
    slower = import_module(name)
    assert [slower.escaped(value) for value in ("a<b", Markup("<b>"), 3)] == ["a&lt;b", "<b>", "3"]
