"""The corrections page: what was put right, the newest first; always there, in the menu where it holds any."""

import pytest
from pages_site import FILES, Body, print_site, read_site, words
from sites import FILES as SMALL
from sites import build_with_mkdocs, make_project, read_page

from generator.build import load


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    library = read_site(tmp_path_factory.mktemp("corrections"), FILES)
    return Body(print_site(library)["corrections/"])


def test_all_corrections_stand_newest_first(page):
    assert page.texts(".corrections b") == ["11 April 2025", "10 April 2025", "9 April 2025"]
    assert [time["datetime"] for time in page.all(".corrections time")] == ["2025-04-11", "2025-04-10", "2025-04-09"]


def test_a_correction_names_what_it_is_about_a_claim_with_its_status(page):
    first, *_, last = page.all(".corrections > li")
    assert words(first).startswith("11 April 2025 A date was wrong. A village near")
    assert first.select_one(".corrections__of a")["href"] == "../articles/village/"
    assert words(last).startswith("9 April 2025 The date was wrong. “Russian troops have taken Basivka.” Disputed:")
    assert last.select_one(".line > a")["href"] == "../claims/basivka-taken/"


def corrected(folder, files):
    """Give what the article and the claim say at once was corrected."""
    pages = print_site(read_site(folder, files))
    return [Body(pages[address]).all(".corrected") for address in ("articles/village/", "claims/basivka-taken/")]


def test_a_page_begins_with_its_latest_correction(tmp_path):
    (article,), (claim,) = corrected(tmp_path, FILES)
    assert words(article) == "Corrected 11 April 2025: A date was wrong. 1 earlier correction"
    assert words(claim) == "Corrected 9 April 2025: The date was wrong."
    assert {a["href"] for a in (*article.select("a"), *claim.select("a"))} == {"#_corrections"}
    assert article.parent["class"] == ["opening"]
    assert claim.find_previous_sibling()["class"] == ["claim__status"]


def test_where_nothing_was_corrected_nothing_is_said(tmp_path):
    assert corrected(tmp_path, {name: text for name, text in SMALL.items() if name.endswith((".yml", "text.md"))}) == [
        [],
        [],
    ]


def test_nothing_in_a_title_or_a_correction_becomes_markup(page):
    assert not page.all("script")


CORRECTED = SMALL["content/articles/village/claims.yml"].replace(
    "    about: [russia]\n",
    "    about: [russia]\n    corrections:\n      - {on: 2025-04-09, what: The day was wrong.}\n",
)


def menu(site):
    return [a.get_text() for a in read_page(site, "index.html").select(".frame-head__menu a")]


def test_it_is_in_the_menu_only_where_something_was_corrected(tmp_path):
    without = build_with_mkdocs(make_project(tmp_path / "without"))
    files = {"content/articles/village/claims.yml": CORRECTED}
    with_one = build_with_mkdocs(make_project(tmp_path / "with", files))
    assert "Corrections" not in menu(without)
    assert menu(with_one)[-2:] == ["Corrections", "About this site"]
    assert "Nothing has been corrected yet." in read_page(without, "corrections/index.html").get_text()


@pytest.mark.parametrize("directories", [True, False])
def test_every_page_leads_to_it_at_its_foot(tmp_path, directories):
    site = build_with_mkdocs(make_project(tmp_path), use_directory_urls=directories)
    name = "corrections/index.html" if directories else "corrections.html"
    assert (site / name).is_file()
    for file in site.rglob("*.html"):
        soup = read_page(site, file.relative_to(site).as_posix())
        links = [a["href"] for a in soup.select(".frame-foot a") if a.get_text() == "Corrections"]
        assert len(links) == 1, file
        if file.name != "404.html":
            target = (file.parent / links[0]).resolve()
            assert (target / "index.html" if directories else target) == (site / name).resolve()


def test_an_ordinary_page_cannot_take_its_address(tmp_path):
    project = make_project(tmp_path, {"content/corrections.md": "# Ours\n"})
    _, problems = load(project, project / "content")
    assert [(problem.code, problem.message) for problem in problems if problem.severity == "error"] == [
        ("address-taken", "this page would be published at /corrections/, where Sayso puts a page of its own")
    ]
