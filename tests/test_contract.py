"""The page that tells how quotes are checked: it is on every site, and it cannot lie."""

from pathlib import Path

import pytest
from pages_site import Body, print_site, words
from sites import MKDOCS_YML, build_with_mkdocs, make_project, read_page

from generator.build import load, texts
from generator.link import Library
from generator.pages import Page
from generator.pages.views.contract import SECTIONS
from generator.problems import lines_under, show_all

ADDRESS = "how-quotes-are-checked/"
LANGUAGES = [file.stem for file in (Path(__file__).parent.parent / "generator/languages").glob("*.yml")]

PROMISED = {
    "found": "marks spaces dashes hyphens accents dots paragraphs gap own_dots own_brackets prefix suffix",
    "absent": "word letter capital number left_out order gap_order",
    "bad_gap": "gap_short",
    "ambiguous": "ambiguous",
    "wrong_context": "wrong_prefix",
    "unchecked": "unchecked",
}
"""What the words around the examples promise, whatever the examples are in a language."""


@pytest.fixture(scope="module")
def page() -> Page:
    return print_site(Library())[ADDRESS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_check_says_is_what_the_page_promises(language: str):
    """The outcomes on the page are those of the code that checks the site; here stands what they must be."""
    from generator.pages import make_pages
    from generator.pages.page import Site

    pages = make_pages(Library(), Site("Test", language), texts(language), [Path("templates")])
    body = Body(next(page for page in pages if page.address == ADDRESS))
    outcomes = {row["data-example"]: row["data-outcome"] for row in body.all("[data-example]")}
    assert outcomes == {name: outcome for outcome, names in PROMISED.items() for name in names.split()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_shown(language: str):
    named = [name for names in SECTIONS.values() for name in names]
    assert sorted(texts(language)["contract"]["example"]) == sorted(named)


def test_what_was_found_is_marked_as_the_source_has_it(page: Page):
    body = Body(page)
    rows = {row["data-example"]: row for row in body.all("[data-example]")}
    assert rows["spaces"].mark.get_text() == "some 1\u202f250\u00a0men"
    assert words(rows["spaces"].q) == "some 1 250 men"
    assert [mark.get_text() for mark in rows["gap"].select("mark")] == [
        "the bridge is closed",
        "until the first of May",
    ]
    assert [len(rows[name].select("mark")) > 0 for name in rows] == [
        row["data-outcome"] == "found" for row in rows.values()
    ]


def test_the_page_tells_what_a_quote_does_not_prove(page: Page):
    told = words(Body(page).soup)
    for words_of_it in (
        "does not make them true",
        "the right person",
        "not checked here",
        "No site is made",
        "checksum",
    ):
        assert words_of_it in told


def test_every_page_leads_to_it(tmp_path: Path):
    site = build_with_mkdocs(make_project(tmp_path))
    article = read_page(site, "articles/village/index.html")
    assert article.select_one(".method a[href='../../how-quotes-are-checked/']").get_text() == "How quotes are checked"
    assert article.select_one(".frame-foot a[href='../../how-quotes-are-checked/']")
    assert read_page(site, "404.html").select_one(".frame-foot a[href='/repo/how-quotes-are-checked/']")
    contract = read_page(site, f"{ADDRESS}index.html")
    assert contract.title.get_text() == "How quotes are checked · Test site"
    assert not contract.select(f".frame-head__menu a[href*='{ADDRESS}']")


def test_without_directories_it_is_a_file(tmp_path: Path):
    settings = MKDOCS_YML + "use_directory_urls: false\n"
    site = build_with_mkdocs(make_project(tmp_path, {"mkdocs.yml": settings}))
    article = read_page(site, "articles/village.html")
    assert article.select_one(".frame-foot a[href='../how-quotes-are-checked.html']")
    assert article.select_one(".method a[href='../how-quotes-are-checked.html']")
    assert (site / "how-quotes-are-checked.html").is_file()


def test_the_address_is_taken(tmp_path: Path):
    project = make_project(tmp_path, {"content/how-quotes-are-checked.md": "# Ours\n"})
    _, problems = load(project, project / "content")
    errors = [problem for problem in problems if problem.severity == "error"]
    assert (
        show_all(errors, lines_under(project))
        == """\
content/how-quotes-are-checked.md:1:1: error: address-taken: \
this page would be published at /how-quotes-are-checked/, where Sayso puts a page of its own
    1 | # Ours
      | ^
   help: give the file another name, or move it to another folder

1 error"""
    )
