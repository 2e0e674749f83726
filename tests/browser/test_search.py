"""Searching the site in a real browser: it is served from a sub-path and under the policy of its own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser_site import ADDRESSES, open_page

from generator.pages import Entry
from generator.search import make_index

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

OPEN = "dialog.search[open]"
NAMES = f"{OPEN} .search__name"


def seek(page: Page, words: str, count: str | None = None) -> list[str]:
    """Type words into the open search, and give the names of what was found."""
    page.locator(".search__words").fill("")
    page.locator(".search__words").press_sequentially(words, delay=20)
    # The count is told once results stand there; before that it is that of other words, or none.
    page.wait_for_function(
        "count => document.querySelector('.search__told').textContent.includes(count)", arg=count or ": "
    )
    page.wait_for_timeout(400)
    return page.locator(NAMES).all_inner_texts()


def open_search(page: Page) -> None:
    page.keyboard.press("/")
    page.locator(OPEN).wait_for()


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.className")


@pytest.mark.parametrize("how", ["key", "mouse", "touch", "enter"])
@pytest.mark.parametrize("address", ["article", "about", "not found"])
def test_it_opens_finds_and_leads_there(browser, site, how, address):
    page, faults = open_page(browser, site + ADDRESSES[address], has_touch=how == "touch")
    link = page.locator("a[data-search]")
    match how:
        case "key":
            page.keyboard.press("/")
        case "mouse":
            link.click()
        case "touch":
            link.tap()
        case _:
            link.press("Enter")
    page.locator(OPEN).wait_for()
    assert "search__words" in focused(page)
    assert seek(page, "Basivka")[0] == "Basivka"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}places/basivka/")
    # The 404 page is asked for by its own name here, so that nothing is missing.
    assert faults == []
    page.context.close()


def test_nothing_of_it_is_loaded_before_it_is_opened(browser, site):
    page = browser.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + ADDRESSES["article"], wait_until="networkidle")
    assert not [url for url in asked if "pagefind" in url or url.endswith("/search.js")]
    open_search(page)
    seek(page, "Basivka")
    assert [url for url in asked if "pagefind-entry.json" in url]
    page.context.close()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("zelenskyy", "Volodymyr Zelensky"),
        ("Зеленський", "Volodymyr Zelensky"),
        ("putin", "Vladimir Putin"),
        ("ukraine", "Ukraine"),
        ("russia", "Russia"),
        ("kursk", "Kursk region"),
        ("buffer zones", "buffer zone"),
    ],
)
def test_who_bears_the_name_comes_before_those_who_only_mention_it(browser, site, words, first):
    page, faults = open_page(browser, site)
    open_search(page)
    found = seek(page, words)
    assert found[0] == first
    assert len(found) > 1
    assert faults == []
    page.context.close()


def test_a_claim_is_shown_with_its_marks_and_its_whole_status(browser, site):
    page, _ = open_page(browser, site)
    open_search(page)
    assert "“Russian troops have taken control of Basivka.”" in seek(page, "taken control of basivka")
    row = page.locator(f"{OPEN} li", has_text="Russian troops have taken control of Basivka.")
    whole = page.context.new_page()
    whole.goto(f"{site}claims/basivka-taken/")
    (status,) = {" ".join(text.split()) for text in [row.locator(".search__status").inner_text()]}
    assert status.startswith("Disputed: asserted by Russia")
    assert "; denied by " in status
    assert status in " ".join(whole.content().split())
    page.context.close()


def test_kinds_can_be_chosen_and_are_counted(browser, site):
    page, faults = open_page(browser, site)
    open_search(page)
    everything = seek(page, "bilovody")  # few enough to be shown at once
    label = page.locator(".search__kinds label", has_text="Claims")
    count = int(label.locator(".search__count").inner_text())
    assert 0 < count < len(everything)
    label.click()
    page.wait_for_function("n => document.querySelectorAll('.search__results li').length === n", arg=count)
    assert all(name.startswith("“") for name in page.locator(NAMES).all_inner_texts())
    assert page.locator(".search__told").inner_text().endswith(str(count))
    page.locator(".search__kinds label", has_text="Everything").click()
    page.wait_for_function("n => document.querySelectorAll('.search__results li').length === n", arg=len(everything))
    assert faults == []
    page.context.close()


def test_keys_move_through_the_results_and_escape_leads_back(browser, site):
    page, faults = open_page(browser, site + ADDRESSES["claim"])
    page.locator("a[data-search]").focus()
    page.keyboard.press("Enter")
    page.locator(OPEN).wait_for()
    seek(page, "basivka")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.textContent") == "Basivka"
    page.keyboard.press("ArrowUp")
    assert "search__words" in focused(page)
    page.keyboard.press("Escape")
    assert page.locator(OPEN).count() == 0
    assert page.evaluate("document.activeElement.hasAttribute('data-search')")
    open_search(page)
    page.locator(".search__close").click()
    assert page.locator(OPEN).count() == 0
    assert faults == []
    page.context.close()


def test_a_term_leads_to_its_place_on_the_very_same_page(browser, site):
    page, _ = open_page(browser, site + ADDRESSES["glossary"])
    open_search(page)
    seek(page, "buffer zone")
    page.locator(NAMES).first.click()
    assert page.url == f"{site}glossary/#buffer-zone"
    assert page.locator(OPEN).count() == 0
    page.context.close()


def test_more_results_are_shown_when_asked_for(browser, site):
    page, _ = open_page(browser, site)
    open_search(page)
    assert len(seek(page, "ukraine")) == 10
    page.locator(".search__more").click()
    page.wait_for_function("() => document.querySelectorAll('.search__results li').length === 20")
    assert "search__name" in focused(page)
    page.context.close()


def test_nothing_found_is_said(browser, site):
    page, _ = open_page(browser, site)
    open_search(page)
    assert seek(page, "qqqq", "Nothing found") == []
    assert page.locator(".search__kinds").is_hidden()
    assert page.locator(".search__told").get_attribute("role") == "status"
    page.context.close()


def test_the_key_is_left_alone_in_a_field_and_with_others(browser, site):
    page, _ = open_page(browser, site + ADDRESSES["claims"])
    page.keyboard.press("Control+/")
    page.evaluate("document.querySelector('main').append(document.createElement('textarea'))")
    page.locator("main textarea").focus()
    page.keyboard.press("/")
    page.wait_for_timeout(300)
    assert page.locator(OPEN).count() == 0
    assert page.locator("main textarea").input_value() == "/"
    page.context.close()


@pytest.mark.parametrize("address", ["home", "article"])
def test_without_javascript_the_link_leads_to_the_lists(browser, site, address):
    page, faults = open_page(browser, site + ADDRESSES[address], java_script_enabled=False)
    page.locator(".frame-head__search a").click()
    assert page.url in {f"{site}#_counts", f"{site}./#_counts"}
    lists = page.locator("section:has(> #_counts) a")
    assert {"claims/", "actors/", "places/", "glossary/"} <= {link.get_attribute("href") for link in lists.all()}
    assert faults == []
    page.context.close()


def test_where_the_index_is_missing_the_link_does_the_same(browser, site):
    page, _ = open_page(browser, site + ADDRESSES["article"])
    page.route("**/pagefind/**", lambda route: route.abort())
    page.locator("a[data-search]").click()
    page.wait_for_url(f"{site}#_counts")
    page.context.close()


def test_an_index_joined_from_shards_is_searched_like_any_other(browser, site):
    people = [
        Entry("actor", f"actors/a{number}/", f"Ira Name{number}", names=(f"Ira Name{number}", f"Їжак{number}"))
        for number in range(900)
    ]
    claims = [
        Entry(
            "claim", f"claims/c{number}/", f"“Claim {number}.”", status="Claimed: a.", words=(f"Said by Name{number}.",)
        )
        for number in range(0, 900, 3)
    ]
    files, problems = make_index([*people, *claims], "en")
    assert problems == []
    page, faults = open_page(browser, site)

    def answer(route: Route) -> None:
        name = route.request.url.partition("/assets/pagefind/")[2].partition("?")[0]
        route.fulfill(body=files[name], content_type="text/javascript" if name.endswith(".js") else "application/json")

    page.route("**/assets/pagefind/**", answer)
    open_search(page)
    assert seek(page, "name333") == ["Ira Name333", "“Claim 333.”"]
    assert seek(page, "їжак777") == ["Ira Name777"]
    assert len(seek(page, "ira", "900")) == 10
    assert seek(page, "name801", "2")[0] == "Ira Name801"
    page.locator(".search__kinds label", has_text="Claims").click()
    page.wait_for_function("() => document.querySelectorAll('.search__results li').length === 1")
    assert page.locator(NAMES).all_inner_texts() == ["“Claim 801.”"]
    assert faults == []
    page.context.close()


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_it_fits_the_screen(browser, site, width):
    page, _ = open_page(browser, site, viewport={"width": width, "height": 844})
    open_search(page)
    seek(page, "ukraine")
    sizes = "({scrollWidth: needed, clientWidth: there}) => [needed, there]"
    needed, there = page.locator(OPEN).evaluate(sizes)
    assert needed <= there <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
