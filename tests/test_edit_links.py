"""Ways to change what pages tell: links to the line, and the forms for suggestions with their fields filled in."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from mkdocs.config.defaults import MkDocsConfig
from pages_site import SITE, Body, print_site, read_site
from sites import MKDOCS_YML, ROOT, build_with_mkdocs, make_project, read_page

from generator.pages.editing import FORMS, files_at, form_at, is_on_github, line_at
from generator.plugin.edits import edit_base, edit_link, issues_url
from generator.problems import Span

BASE = "https://github.com/o/r/blob/main/"
ON_GITHUB = replace(SITE, edit_base=BASE, issues="https://github.com/o/r/issues/new", url="https://site.example/s/")
NOBODY_EDITS = {"how-quotes-are-checked/", "problems/"}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return read_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def pages(library) -> dict[str, Body]:
    return {address: Body(page) for address, page in print_site(library, ON_GITHUB).items()}


def hrefs(body: Body, words: str) -> list[str]:
    return [a["href"] for a in body.all("a") if a.get_text() == words]


def query(href: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(href).query, strict_parsing=True).items()}


def test_every_page_leads_to_its_records(pages) -> None:
    lacking = [address for address, body in pages.items() if not body.all(f'.page-foot a[href^="{BASE[:-10]}"]')]
    assert set(lacking) == NOBODY_EDITS & set(pages)


def test_a_record_says_what_to_do_on_github(pages, library) -> None:
    foot = pages["claims/basivka-taken/"].all(".page-foot__edit")[-1]
    assert foot.a["href"] == f"{BASE}content/articles/village/claims.yml#L2"
    assert foot.span.get_text() == "GitHub marks the line; the pencil above it opens the file."
    elsewhere = Body(print_site(library)["claims/basivka-taken/"])
    assert not elsewhere.all(".page-foot__hint")


def test_a_list_leads_to_the_file_or_the_folder_that_holds_its_records(pages) -> None:
    found = {
        address: hrefs(pages[address], "Edit the records behind this list") for address in ("claims/", "glossary/")
    }
    (claims,), (words,) = found["claims/"], found["glossary/"]
    assert claims.startswith("https://github.com/o/r/tree/main/content")
    assert words.startswith(BASE)
    assert words.endswith(".yml#L1")


def test_a_site_without_any_record_leads_to_its_content(tmp_path) -> None:
    made = print_site(read_site(tmp_path, {}), ON_GITHUB)
    for address in ("", "actors/", "corrections/"):
        assert hrefs(Body(made[address]), "Edit the records behind this list") == [
            "https://github.com/o/r/tree/main/content"
        ]


def test_beside_every_position_stand_its_line_and_the_way_to_report_it(pages, library) -> None:
    seen = set()
    for address, body in pages.items():
        for position in body.all("[data-stance]"):
            line, report = (a["href"] for a in position.select(".edit a"))
            assert line.startswith(f"{BASE}content/"), address
            assert "#L" in line
            given = query(report)
            assert given["template"] == "report-attribution.yml"
            where, _, anchor = given["position"].partition("#")
            claim = where.removeprefix("https://site.example/s/")
            assert claim == f"claims/{position['data-claim']}/"
            assert given["title"] == f"Wrong attribution: {position['data-claim']}"
            assert pages[claim].one(f'[id="{anchor}"]')["data-actor"] == position["data-actor"]
            seen.add(address.partition("/")[0])
    assert seen >= {"articles", "claims", "actors"}


def test_what_fits_a_page_can_be_suggested_there(pages) -> None:
    def offered(address: str) -> dict[str, str]:
        (href,) = [
            a["href"] for a in pages[address].all('.page-foot a[href*="template=suggest"], .page-foot a[href*=propose]')
        ]
        return query(href)

    assert offered("articles/village/") == {
        "template": "suggest-claim.yml",
        "article": "https://site.example/s/articles/village/",
    }
    assert offered("claims/basivka-taken/") == {
        "template": "suggest-claim.yml",
        "claim": "https://site.example/s/claims/basivka-taken/",
    }
    assert offered("claims/") == {"template": "suggest-claim.yml"}
    assert offered("glossary/") == {"template": "propose-definition.yml"}
    assert not pages["actors/russia/"].all(".page-foot a[href*=template]")


def test_elsewhere_there_are_edit_links_alone(library) -> None:
    for page in print_site(library).values():
        assert "template=" not in page.html
        assert "/tree/" not in page.html
    bare = {name: Body(page) for name, page in print_site(library, replace(SITE, edit_base=None)).items()}
    for body in bare.values():
        assert not body.all(".edit")
        assert all(listed.select("li") for listed in body.all(".position__how"))


def test_without_an_address_of_the_site_the_path_is_given(library) -> None:
    body = Body(print_site(library, replace(ON_GITHUB, url=None))["claims/basivka-taken/"])
    assert query(hrefs(body, "report an error")[0])["position"].startswith("/claims/basivka-taken/#p-")


def test_addresses_of_lines_files_and_folders() -> None:
    other = "https://git.example/o/r/edit/main/"
    assert line_at(BASE, Span("content/my claims.yml", 7)) == f"{BASE}content/my%20claims.yml#L7"
    assert line_at(BASE, Span("content/a.md", 7)) == f"{BASE}content/a.md?plain=1#L7"
    assert line_at(other, Span("content/a.md", 7)) == f"{other}content/a.md#L7"
    assert files_at(other, ["content/a.yml", "content/a.yml"], "content") == f"{other}content/a.yml#L1"
    assert files_at(other, ["content/a.yml", "content/b.yml"], "content") is None
    assert files_at(BASE, ["content/x/a.yml", "content/x/b.yml"], "content").endswith("/tree/main/content/x")
    assert not is_on_github("https://github.com.evil.example/o/r/blob/main/")
    assert form_at(SITE, "claim") is None
    assert query(form_at(ON_GITHUB, "claim", claim="a & b #1")) == {"template": FORMS["claim"], "claim": "a & b #1"}


def settings_of(project: Path, **settings: str) -> MkDocsConfig:
    (project / "content").mkdir(exist_ok=True)
    config = MkDocsConfig(config_file_path=str(project / "mkdocs.yml"))
    config.load_dict({"site_name": "x", "docs_dir": "content", **settings})
    assert config.validate() == ([], [])
    return config


def test_on_github_a_link_leads_to_the_marked_line_and_not_into_the_editor(tmp_path) -> None:
    config = settings_of(tmp_path, repo_url="https://github.com/o/r", edit_uri="edit/edit/x/content/")
    assert edit_base(config, tmp_path) == "https://github.com/o/r/blob/edit/x/"
    assert (
        edit_link(config, tmp_path)(Span("content/a.yml", 3)) == "https://github.com/o/r/blob/edit/x/content/a.yml#L3"
    )
    config = settings_of(tmp_path, repo_url="https://github.com/o/r", edit_uri_template="edit/main/content/{path!q}")
    assert edit_link(config, tmp_path)(Span("content/a.yml", 3)) == "https://github.com/o/r/blob/main/content/a.yml#L3"


def test_the_forms_are_offered_only_where_they_are(tmp_path) -> None:
    github = settings_of(tmp_path, repo_url="https://github.com/o/r/")
    assert issues_url(github, tmp_path) is None
    folder = tmp_path / ".github/ISSUE_TEMPLATE"
    folder.mkdir(parents=True)
    for name in FORMS.values():
        (folder / name).write_text("name: A form\n", encoding="utf-8")
    assert issues_url(github, tmp_path) == "https://github.com/o/r/issues/new"
    assert issues_url(settings_of(tmp_path, repo_url="https://git.example/o/r"), tmp_path) is None
    assert issues_url(settings_of(tmp_path), tmp_path) is None
    assert issues_url(github, ROOT) == "https://github.com/o/r/issues/new"


def test_ordinary_pages_and_the_home_page_can_be_edited_too(tmp_path) -> None:
    settings = MKDOCS_YML.replace("https://git.example/owner/repo", "https://github.com/owner/repo")
    files = {"mkdocs.yml": settings, "content/index.md": "# Welcome\n"}
    site = build_with_mkdocs(make_project(tmp_path / "a", files))
    for name, file in (("about/index.html", "about.md"), ("index.html", "index.md")):
        link = read_page(site, name).find("a", string="Edit this page")
        assert link["href"] == f"https://github.com/owner/repo/edit/main/content/{file}"
    without = build_with_mkdocs(make_project(tmp_path / "b", {"mkdocs.yml": settings}))
    home = read_page(without, "index.html")
    assert home.find("a", string="Edit the records behind this list")["href"].endswith("/tree/main/content")
    assert not read_page(without, "404.html").find("a", string="Edit this page")
