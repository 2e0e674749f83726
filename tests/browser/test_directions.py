"""A site that is written from the right: its pages stand the other way round, and nothing leaves the screen."""

import shutil

import pytest
from arabic_site import write_site
from browser_site import give_axe, open_page, serve
from sites import run

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "article": "articles/wadi-news/",
    "claim": "claims/wadi-taken/",
    "matrix": "claims/",
    "timeline": "timeline/",
    "actor": "actors/bbc/",
    "place": "places/wadi/",
    "glossary": "glossary/",
    "contract": "how-quotes-are-checked/",
}


@pytest.fixture(scope="module")
def arabic(tmp_path_factory):
    """The Arabic site, served."""
    project, web = write_site(tmp_path_factory.mktemp("arabic")), tmp_path_factory.mktemp("web")
    done = run("generator", "build", cwd=project)
    assert done.returncode == 0, done.stderr
    shutil.move(project / "site", web / "repo")
    with serve(web) as address:
        yield address


def box(page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found, selector
    return {**found, "right": found["x"] + found["width"]}


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_nothing_leaves_the_screen_on_either_side(arabic, browser, address, width):
    page, faults = open_page(browser, arabic + address, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("scrollTo(-500, 0)")
    assert page.evaluate("scrollX") == 0
    assert faults == []
    page.context.close()


def test_the_text_begins_at_the_right_and_the_notes_stand_in_the_left_margin(arabic, browser):
    page, _ = open_page(browser, f"{arabic}articles/wadi-news/", viewport={"width": 1440, "height": 900})
    text, note = box(page, ".passage__text"), box(page, ".passage__notes .note")
    assert note["right"] <= text["x"], "the margin is at the left"
    heading = page.evaluate("getComputedStyle(document.querySelector('h1')).textAlign")
    assert heading == "start"
    assert box(page, ".frame-head__name")["x"] > 720 > box(page, ".frame-head__name + *")["x"]
    page.context.close()


def test_on_a_phone_the_notes_follow_their_paragraph(arabic, browser):
    page, _ = open_page(browser, f"{arabic}articles/wadi-news/", viewport={"width": 390, "height": 844})
    text, note = box(page, ".passage__text"), box(page, ".passage__notes .note")
    assert note["y"] >= text["y"] + text["height"]
    page.context.close()


def test_the_matrix_begins_at_the_right(arabic, browser):
    page, _ = open_page(browser, f"{arabic}claims/", viewport={"width": 1440, "height": 900})
    cells = page.locator("tbody tr:has(th[scope=row])").first.locator("th, td")
    places = [cells.nth(index).bounding_box() for index in range(cells.count())]
    at = [place["x"] for place in places if place]
    assert at == sorted(at, reverse=True)
    page.context.close()


def test_the_timeline_has_what_happened_at_the_right(arabic, browser):
    page, _ = open_page(browser, f"{arabic}timeline/", viewport={"width": 1440, "height": 900})
    assert box(page, ".timeline__happened")["x"] > box(page, ".timeline__said")["x"]
    page.context.close()


def test_a_name_in_latin_letters_keeps_its_brackets(arabic, browser):
    page, _ = open_page(browser, f"{arabic}actors/bbc/", viewport={"width": 390, "height": 844})
    ends = page.evaluate(
        """() => {
          const text = document.querySelector("h1 bdi").firstChild;
          return [0, text.length - 1].map((at) => {
            const range = document.createRange();
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            return range.getBoundingClientRect().left;
          });
        }"""
    )
    assert ends[0] < ends[1], "the closing bracket stands behind the name, as the name is read"
    page.context.close()


def test_dates_numbers_and_names_of_other_languages(arabic, browser):
    page, _ = open_page(browser, f"{arabic}articles/wadi-news/", viewport={"width": 1440, "height": 900})
    assert page.locator(".opening__kicker").inner_text() == "8 أبريل 2025"
    page.goto(f"{arabic}actors/north/")
    alias = page.locator('.facts [lang="en"][dir="ltr"]')
    assert alias.inner_text() == "Northern Kingdom"
    page.context.close()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_in_a_page_from_the_right(arabic, browser, address):
    page, _ = open_page(browser, arabic + address, viewport={"width": 390, "height": 844}, bypass_csp=True)
    give_axe(page)
    found = page.evaluate("axe.run(document).then((r) => r.violations.map((v) => `${v.id}: ${v.nodes[0].html}`))")
    assert found == []
    page.context.close()
