"""Addresses, interface texts, templates and stylesheets."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pages_site import SITE, TEMPLATES, Body, read_site

from generator.build import texts
from generator.link import Library
from generator.pages import make_pages, source_name, url_of
from generator.pages.addresses import INDEXES, Compass
from generator.pages.styles import LAYERS, stylesheets

PAGES = Path(__file__).parent.parent / "generator" / "pages"


@pytest.mark.parametrize(
    ("address", "source", "flat"),
    [
        ("", "index.md", "index.html"),
        ("claims/", "claims/index.md", "claims/index.html"),
        ("claims/basivka-taken/", "claims/basivka-taken.md", "claims/basivka-taken.html"),
        ("claims/index/", "claims/index/index.md", "claims/index/index.html"),
        ("glossary/", "glossary.md", "glossary.html"),
    ],
)
def test_sources_and_urls(address, source, flat) -> None:
    assert source_name(address) == source
    assert url_of(address, use_directory_urls=True) == address
    assert url_of(address, use_directory_urls=False) == flat


@pytest.mark.parametrize(
    ("here", "to", "deep", "flat"),
    [
        ("", "", "./", "index.html"),
        ("", "claims/x/", "claims/x/", "claims/x.html"),
        ("claims/", "", "../", "../index.html"),
        ("claims/x/", "", "../../", "../index.html"),
        ("claims/x/", "actors/y/", "../../actors/y/", "../actors/y.html"),
        ("glossary/", "claims/", "../claims/", "claims/index.html"),
    ],
)
def test_links_are_relative(here, to, deep, flat) -> None:
    assert Compass(Library(), here, use_directory_urls=True).to(to) == deep
    assert Compass(Library(), here, use_directory_urls=False).to(to) == flat
    assert Compass(Library(), here).to(here, "a") == "#a"


def test_whoever_asks_for_addresses_alone_loads_no_templates() -> None:
    code = "import sys, generator.pages; assert 'jinja2' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PAGES.parent.parent)


def _said() -> set[str]:
    """Find every interface text that templates and modules ask for by its whole name."""
    sources = [*TEMPLATES.rglob("*.html"), *PAGES.rglob("*.py")]
    found = {name for file in sources for name in re.findall(r'(?:say|words)\(\s*"([\w.-]+)"', file.read_text("utf-8"))}
    found |= {f"{a}.{b}" for file in sources for a, b in re.findall(r"texts\.(\w+)\.(\w+)", file.read_text("utf-8"))}
    return found


MADE_UP = ("kind", "claim", "stance", "status", "status_heading", "status_meaning", "position",
           "evidence", "verdict", "method", "index", "nav", "time", "date", "filter", "order",
           "timeline", "history", "history_part", "history_type", "history_status",
           "history_stance", "history_certainty", "contract", "reading", "contents")  # fmt: skip
"""Groups of texts some of which are named by a value."""


def test_every_interface_text_that_is_asked_for_exists_and_the_others_are_gone() -> None:
    known = {f"{group}.{name}" for group, entries in texts("en").items() for name in entries}
    asked = {name for name in _said() if not name.endswith((".", "_"))}
    assert asked <= known
    unused = {name for name in known - asked if not name.startswith(tuple(f"{group}." for group in MADE_UP))}
    quoted = "".join(file.read_text("utf-8") for file in PAGES.rglob("*.py")).replace("'", '"')
    assert {name for name in unused if f'"{name}"' not in quoted} == set()


def test_a_project_may_override_a_single_template(tmp_path) -> None:
    own = tmp_path / "overrides"
    (own / "parts").mkdir(parents=True)
    (own / "parts" / "line.html").write_text(
        "{% macro line(claim) %}<i>{{ claim.words }}</i>{% endmacro %}{% macro lines(claims) %}{% endmacro %}", "utf-8"
    )
    (own / "css").mkdir()
    (own / "css" / "tokens.css").write_text(":root { --paper: pink; }\n", "utf-8")
    library = read_site(tmp_path)
    pages = {page.address: page for page in make_pages(library, SITE, texts("en"), [own, TEMPLATES])}
    assert Body(pages["claims/basivka-taken/"]).all(".claim__opposite i")
    whole = dict(stylesheets([own, TEMPLATES]))["assets/sayso.css"].decode()
    assert "--paper: pink" in whole
    assert "#fcfaf5" not in whole


def test_the_whole_stylesheet_has_its_layers_in_order() -> None:
    whole = dict(stylesheets([TEMPLATES]))["assets/sayso.css"].decode()
    assert whole.startswith("@layer tokens, base, layout, parts, print;\n")
    assert re.findall(r"^@layer (\w+) \{", whole, re.MULTILINE) == list(LAYERS)
    assert whole.count("{") == whole.count("}")


def test_the_stylesheet_for_other_themes_touches_nothing_of_theirs() -> None:
    parts = dict(stylesheets([TEMPLATES]))["assets/sayso-parts.css"].decode()
    assert parts.startswith(".sayso.sayso {")
    assert parts.rstrip().endswith("}")
    assert "@layer" not in parts
    assert ":root" not in parts


def test_values_stand_in_tokens_only() -> None:
    for file in [*TEMPLATES.glob("css/parts/*.css"), TEMPLATES / "css" / "base.css", TEMPLATES / "css" / "layout.css"]:
        name = file.name
        css = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
        assert not re.findall(r"^\s*--[\w-]+\s*:", css, re.MULTILINE), name
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(", css), name
        used = set(re.findall(r"var\((--[\w-]+)\)", css))
        for tokens in ("tokens", "guest"):
            known = set(re.findall(r"(--[\w-]+)\s*:", (TEMPLATES / "css" / f"{tokens}.css").read_text("utf-8")))
            assert used <= known, (name, tokens)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_stands_out_seven_times_from_paper_and_tint() -> None:
    css = (TEMPLATES / "css" / "tokens.css").read_text("utf-8")
    for scheme in css.split("@media (prefers-color-scheme"):
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", scheme))
        for ink in ("ink", "ink-quiet", "accent"):
            for ground in ("paper", "tint") if ink == "ink" else ("paper",):
                light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 7, (ink, ground, scheme[:40])


def test_no_template_holds_a_style_a_script_or_a_foreign_address() -> None:
    for file in TEMPLATES.rglob("*.html"):
        html = file.read_text("utf-8")
        assert not re.search(r"\sstyle=|<script(?! type=.module. src)|<style|\son\w+=|https?://", html), file


def test_the_lists_in_the_menu_come_in_this_order() -> None:
    assert INDEXES == ("articles/", "claims/", "actors/", "units/", "places/", "glossary/", "timeline/")
