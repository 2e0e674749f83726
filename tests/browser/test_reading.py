"""Reading the site in a real browser, from a sub-path, as on GitHub Pages."""

import itertools
from pathlib import Path

import pytest
from browser_site import ADDRESSES, EVERY_PAGE, WIDTHS, copy_project, open_page
from sites import ROOT, run

pytestmark = pytest.mark.browser


@EVERY_PAGE
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_asks_nobody_else_and_has_no_faults(browser, site, address, scheme):
    page, faults = open_page(browser, site + address, color_scheme=scheme)
    assert faults == []
    assert page.locator("h1").count() == 1
    page.context.close()


@EVERY_PAGE
def test_no_width_needs_sideways_scrolling(browser, site, address):
    page, _ = open_page(browser, site + address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        needed = page.evaluate("document.documentElement.scrollWidth")
        assert needed <= width, f"{needed} pixels wide at {width}"
    page.context.close()


def test_light_and_dark_differ(browser, site):
    colours = set()
    for scheme in ("light", "dark"):
        page, _ = open_page(browser, site, color_scheme=scheme)
        colours.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.context.close()
    assert len(colours) == 2


@EVERY_PAGE
def test_everything_can_be_read_without_javascript(browser, site, address):
    with_it, _ = open_page(browser, site + address)
    without, faults = open_page(browser, site + address, java_script_enabled=False)
    assert faults == []
    # What only a script can do is marked, and is not there at all where there is none.
    assert without.locator("main [data-needs-script]:visible").count() == 0
    # A script makes buttons that copy an address of the links to it.
    assert with_it.locator("main a.share").count() == 0
    for page in (with_it, without):
        page.evaluate("""for (const part of document.querySelectorAll(
          "main :is([data-needs-script], .share, .share__copy)")) part.remove()""")
    assert without.locator("main").inner_text() == with_it.locator("main").inner_text()
    with_it.context.close()
    without.context.close()


def test_a_reader_gets_from_the_report_to_a_claim_to_its_speaker_and_back(browser, site):
    page, faults = open_page(browser, site)
    page.locator("main a[href*='articles/belgorod-confirmed']").first.click()
    page.locator("[data-claim-box='basivka-taken'] a[href*='claims/basivka-taken']").first.click()
    assert page.url.startswith(f"{site}claims/basivka-taken/")
    page.locator("main a[href*='actors/russia']").first.click()
    assert page.url.startswith(f"{site}actors/russia/")
    page.locator("a[href='../../']").first.click()
    assert page.url == site
    assert faults == []
    page.context.close()


def test_a_wrong_address_leads_back_into_the_site(browser, site):
    page, _ = open_page(browser, f"{site}claims/no-such-claim/")
    page.locator("main a[href='/repo/claims/']").click()
    assert page.url == f"{site}claims/"
    page.context.close()


def test_a_position_can_be_linked_to(browser, site):
    page, _ = open_page(browser, f"{site}claims/basivka-taken/#p-belgorod-confirmed--russia")
    assert page.locator("#p-belgorod-confirmed--russia").is_visible()
    assert page.locator("#p-belgorod-confirmed--russia").bounding_box()["y"] < 900
    page.context.close()


WHOLE = ROOT / "content/articles/belgorod-confirmed/article.yml"


def build_withheld(project: Path) -> str:
    """Build the repository's site with no more of its article than the quotes, and give the address of that page."""
    copy_project(project)
    article = project / WHOLE.relative_to(ROOT)
    text = article.read_text(encoding="utf-8")
    assert "show_text: full" in text
    article.write_text(text.replace("show_text: full", "show_text: quotes"), encoding="utf-8")
    done = run("generator", "build", cwd=project)
    assert done.returncode == 0, done.stderr
    return (project / "site" / ADDRESSES["article"] / "index.html").as_uri()


@pytest.fixture(scope="module")
def texts(site: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The article with its whole text, and with its quotes alone."""
    return {"full": site + ADDRESSES["article"], "quotes": build_withheld(tmp_path_factory.mktemp("quotes"))}


ROWS = """[...document.querySelectorAll(".passage__notes")].map(notes => {
  const words = notes.previousElementSibling, box = element => {
    const {top, bottom, left, right} = element.getBoundingClientRect();
    return {top, bottom, left, right};
  };
  return {words: box(words), notes: box(notes), line: parseFloat(getComputedStyle(words).lineHeight)};
})"""


@pytest.mark.parametrize("width", [1056, 1100, 1440])
@pytest.mark.parametrize("shown", ["full", "quotes"])
def test_notes_stand_beside_their_own_words_and_no_others(browser, texts, shown, width):
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(texts[shown], wait_until="load")
    rows = page.evaluate(ROWS)
    assert len(rows) > 10
    for row in rows:
        assert row["notes"]["left"] >= row["words"]["right"]
        drift = row["notes"]["top"] - row["words"]["top"]
        assert -1 <= drift <= min(row["line"], row["words"]["bottom"] - row["words"]["top"])
    for before, after in itertools.pairwise(rows):
        assert after["words"]["top"] >= before["notes"]["bottom"]
    page.context.close()


@pytest.mark.parametrize("shown", ["full", "quotes"])
def test_in_one_column_notes_follow_their_words(browser, texts, shown):
    page = browser.new_context(viewport={"width": 390, "height": 900}).new_page()
    page.goto(texts[shown], wait_until="load")
    for row in page.evaluate(ROWS):
        assert row["notes"]["top"] >= row["words"]["bottom"]
    page.context.close()


def test_examples_of_the_contract_stack_where_columns_are_too_narrow(browser, site):
    page, _ = open_page(browser, site + ADDRESSES["contract"])
    places = "[...document.querySelector('.examples tbody tr').cells].map(cell => cell.getBoundingClientRect().left)"
    columns = {}
    for width in (390, 600):
        page.set_viewport_size({"width": width, "height": 900})
        columns[width] = len(set(page.evaluate(places)))
    assert columns == {390: 1, 600: 3}
    page.context.close()
