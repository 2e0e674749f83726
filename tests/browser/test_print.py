"""Pages on paper: what can be read stays, what can only be clicked goes."""

import io
import re
import unicodedata

import pytest
from browser_site import ADDRESSES

pytestmark = pytest.mark.browser


def printed(browser, url):
    """Print a page as a reader would, and give its words, page by page."""
    from pypdf import PdfReader  # the newcomer's test command goes without it

    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(url, wait_until="load")
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    page.context.close()
    return [re.sub(r"\s+", " ", one.extract_text()) for one in pages]


def words_of(browser, url, selector):
    """Give the words that a page's elements hold, as they stand in its source."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(url, wait_until="load")
    found = page.locator(selector).all_text_contents()
    page.context.close()
    return [re.sub(r"\s+", " ", words).strip() for words in found]


def bare(text):
    """Leave the letters only: how a PDF spaces words is its own affair, and names carry the numbers of their notes."""
    return re.sub(r"[\W\d_]", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def article(browser, site):
    return printed(browser, site + ADDRESSES["article"])


def test_an_article_prints_its_report_notes_and_endnotes(browser, site, article):
    paper = bare(" ".join(article))
    url = site + ADDRESSES["article"]
    for selector in ("h1", ".passage__text", ".note__voices", ".note__claim", ".endnotes .card > p"):
        held = words_of(browser, url, selector)
        assert held
        assert [words for words in held if bare(words) not in paper] == [], selector


def test_what_is_folded_on_a_screen_is_open_on_paper(browser, site, article):
    paper = bare(" ".join(article))
    quotes = words_of(browser, site + ADDRESSES["article"], ".position q, .position blockquote")
    assert quotes
    assert [words for words in quotes if bare(words) not in paper] == []


def test_endnotes_stand_at_the_end(browser, site, article):
    paper = bare(" ".join(article))
    headings = words_of(browser, site + ADDRESSES["article"], "h2")
    (heading,) = words_of(browser, site + ADDRESSES["article"], ".endnotes > h2")
    assert max(headings, key=lambda words: paper.rfind(bare(words))) == heading


@pytest.mark.parametrize("name", ["home", "article", "claim", "claims", "actor", "place", "timeline", "glossary"])
def test_nothing_is_printed_that_can_only_be_clicked(browser, site, name):
    url = site + ADDRESSES[name]
    page = browser.new_context().new_page()
    page.goto(url, wait_until="load")
    page.emulate_media(media="print")
    shown = page.evaluate(
        """() => [...document.querySelectorAll("nav, button:not(th *), input, select, .skip, .crumbs, [popovertarget]")]
          .filter(element => element.checkVisibility({visibilityProperty: true}))
          .map(element => element.outerHTML.slice(0, 80))"""
    )
    assert shown == []
    page.context.close()


@pytest.mark.parametrize("name", ["article", "claims", "claim", "timeline", "glossary", "contract"])
def test_nothing_is_cut_off_at_the_edge_of_the_paper(browser, site, name):
    page = browser.new_context(viewport={"width": 643, "height": 900}).new_page()  # A4 within its margins
    page.goto(site + ADDRESSES[name], wait_until="load")
    page.emulate_media(media="print")
    cut = page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter(element => {
          const {overflowX, position} = getComputedStyle(element);
          return element.checkVisibility() && position !== "absolute" && overflowX !== "visible"
            && element.scrollWidth > element.clientWidth + 1;
        }).map(element => element.outerHTML.slice(0, 80))"""
    )
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 643
    page.context.close()


def test_the_matrix_prints_every_voice(browser, site):
    paper = bare("".join(printed(browser, site + ADDRESSES["claims"])))
    voices = words_of(browser, site + ADDRESSES["claims"], ".matrix td a .matrix__name")
    assert len(voices) > 30
    assert {words for words in voices if bare(words) not in paper} == set()


def test_addresses_are_printed_where_a_link_leads_away(browser, site):
    paper = "".join(printed(browser, site + ADDRESSES["actor"])).replace(" ", "")
    assert "wikidata.org/wiki/Q3874799" in paper


def test_ink_is_black_on_white_in_the_dark_too(browser, site):
    page = browser.new_context(color_scheme="dark").new_page()
    page.goto(site + ADDRESSES["article"], wait_until="load")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate("(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    page.context.close()
