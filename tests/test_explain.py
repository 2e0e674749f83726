"""`sayso explain`, and the page that tells the same."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from sites import MKDOCS_YML, build_with_mkdocs, make_project, read_page

from generator import cli
from generator.build import check
from generator.pages.addresses import PROBLEMS
from generator.read import made_visible, read_lessons

ACTOR = """\
unknown-actor: No actor has this id

Here the id of somebody who speaks is needed, an actor or a unit, and no record has it.
Most often it is misspelt, or the record is still to be written.

Example: content/articles/bridge/claims.yml

  Wrong:

    claims:
      - id: bridge-closes
        claim: The old bridge will close in May.
        positions:
          - actor: councel
            stance: asserts
            verb: said
            quote: the council said that the old bridge would close in May

  Right:

    claims:
      - id: bridge-closes
        claim: The old bridge will close in May.
        positions:
          - actor: council
            stance: asserts
            verb: said
            quote: the council said that the old bridge would close in May

What to do:
  - Compare the id with that of the record, letter by letter.
  - If there is no such record yet, add one under "actors:" with an id, a name and a
    type.
  - Where the article speaks in its own voice, write "report".
"""


def sayso(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["-C", str(folder), *arguments], prog_name="sayso", catch_exceptions=False)


def test_a_code_is_explained(tmp_path):
    result = sayso(tmp_path, "explain", "unknown-actor")
    assert (result.exit_code, result.stdout, result.stderr) == (0, ACTOR, "")
    assert sayso(tmp_path, "explain", " Unknown-Actor ").stdout == ACTOR


def test_on_a_published_site_its_page_is_named(tmp_path):
    make_project(tmp_path, {"mkdocs.yml": MKDOCS_YML.replace("site.example", "news.town.org")})
    shown = sayso(tmp_path, "explain", "unknown-actor").stdout
    assert shown == f"{ACTOR}\nhttps://news.town.org/repo/problems/#unknown-actor\n"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("unkown-actor", 'there is no code "unkown-actor"; did you mean "unknown-actor"?'),
        ("\x1b[31mxyz", 'there is no code "\ufffd[31mxyz"; "sayso explain" alone lists all codes'),
    ],
)
def test_a_wrong_code_is_wrong_usage(tmp_path, code, message):
    result = sayso(tmp_path, "explain", code)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"\nError: {message}\n")


def test_without_a_code_all_are_listed(tmp_path):
    lines = sayso(tmp_path, "explain").stdout.rstrip("\n").split("\n")
    assert lines[-2:] == ["", "To read about one of them: sayso explain CODE"]
    assert [tuple(re.split(r" {2,}", line)) for line in lines[:-2]] == [
        (lesson.code, lesson.title) for lesson in read_lessons().values()
    ]


def test_what_cannot_be_seen_is_shown(tmp_path):
    assert "\n    →   name: Harbour Choir\n" in sayso(tmp_path, "explain", "yaml-tab").stdout
    assert "Harbour␇ Choir" in sayso(tmp_path, "explain", "control-character").stdout


# The page


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    return build_with_mkdocs(make_project(tmp_path_factory.mktemp("site")))


@pytest.fixture(scope="module")
def page(site) -> BeautifulSoup:
    return read_page(site, "problems/index.html")


def test_every_code_has_a_place_that_tells_its_lesson(page):
    sections = {section["id"]: section for section in page.select("section.lesson")}
    assert sorted(sections) == list(read_lessons())
    for code, lesson in read_lessons().items():
        section = sections[code]
        assert section["lang"] == "en" or page.html["lang"] == "en"
        assert section.h3.text == lesson.title
        assert section.select_one(".lesson__code").text == code
        assert lesson.means in section.text
        assert [item.text for item in section.select(".lesson__mend li")] == list(lesson.mend)
        wrong, right = (pre.text.rstrip("\n") for pre in section.select("pre"))
        assert (wrong, right) == (made_visible(lesson.wrong), made_visible(lesson.right))
        assert section.mark, "the lines that differ are marked"


def test_the_page_is_for_editors_and_not_for_search_engines(site, page):
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert read_page(site, "index.html").find("meta", {"name": "robots"}) is None
    assert "/problems/" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "/how-quotes-are-checked/" in (site / "sitemap.xml").read_text(encoding="utf-8")
    linking = [
        file.relative_to(site).as_posix()
        for file in sorted(site.rglob("*.html"))
        if "problems/" in file.read_text(encoding="utf-8") and file.parent.name != "problems"
    ]
    assert linking == ["how-quotes-are-checked/index.html"]
    assert read_page(site, linking[0]).find("a", string="Problems and how to mend them")["href"] == "../problems/"


def test_other_languages_frame_lessons_in_english(tmp_path):
    settings = MKDOCS_YML.replace("[sayso]", "[{sayso: {language: uk}}]")
    page = read_page(build_with_mkdocs(make_project(tmp_path, {"mkdocs.yml": settings})), "problems/index.html")
    assert page.html["lang"] == "uk"
    assert page.h1.text == "Проблеми та як їх усунути"
    assert {section["lang"] for section in page.select("section.lesson")} == {"en"}


def test_a_page_of_the_content_cannot_stand_there(tmp_path):
    project = make_project(tmp_path, {"content/problems.md": "# Ours\n"})
    (problem,) = check(project)[2]
    assert (problem.code, problem.span.file) == ("address-taken", "content/problems.md")
    assert problem.message == f"this page would be published at /{PROBLEMS}, where Sayso puts a page of its own"
