"""Jumps between the words of a report and what stands about them, there and back."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from browser_site import ADDRESSES, open_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
MARK = "q-basivka-taken--russia"
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


@contextmanager
def reading(browser: Browser, site: str, anchor: str = "", **settings: object) -> Iterator[Page]:
    """Read the article, where nothing is to have any fault."""
    address = f"{site}{ADDRESSES['article']}{anchor}"
    page, faults = open_page(browser, address, **{"reduced_motion": "reduce", **settings})
    try:
        yield page
        assert faults == []
    finally:
        page.context.close()


def to_text(page: Page, mark: str = MARK) -> Locator:
    """Find the link from the box to the words."""
    return page.locator(f".position__how a[href='#{mark}']")


def back(page: Page) -> Locator:
    return page.get_by_role("button", name="Back to where you were")


def top(locator: Locator) -> float:
    found = locator.bounding_box()
    assert found is not None
    return found["y"]


def lit(page: Page) -> set[str]:
    """Tell which words and notes are lit: the ids of marks, the beginnings of notes."""
    script = "all => all.map(e => e.dataset.mark || e.id || e.querySelector('.note__claim').textContent)"
    return set(page.locator(".lit").evaluate_all(script))


@SIZES
def test_from_a_box_to_the_words_and_back(browser, site, size):
    with reading(browser, site, **size) as page:
        link = to_text(page)
        link.scroll_into_view_if_needed()
        before = top(link)
        assert not back(page).is_visible()
        link.click()
        mark = page.locator(f"#{MARK}")
        page.wait_for_function("id => document.activeElement.id === id", arg=MARK)
        assert page.url.endswith(f"#{MARK}")
        assert 50 < top(mark) < size["viewport"]["height"] * 0.6
        back(page).wait_for()
        back(page).click()
        assert top(link) == pytest.approx(before, abs=2)
        assert page.evaluate("document.activeElement.getAttribute('href')") == f"#{MARK}"
        assert not back(page).is_visible()


@SIZES
def test_from_a_note_to_the_box_of_its_claim_which_opens(browser, site, size):
    with reading(browser, site, **size) as page:
        link = page.locator(".note__claim a[href='#c-buffer-zone-adds-security']").first
        link.click()
        box = page.locator("#c-buffer-zone-adds-security")
        page.wait_for_function("document.activeElement.closest('#c-buffer-zone-adds-security') !== null")
        assert box.locator("q, blockquote").first.is_visible()
        assert 0 <= top(box) < size["viewport"]["height"] * 0.6
        back(page).wait_for()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#c-buffer-zone-adds-security') !== null")


def test_the_way_back_of_the_browser_works_as_well(browser, site):
    with reading(browser, site, **DESK) as page:
        to_text(page).scroll_into_view_if_needed()
        at = page.evaluate("scrollY")
        to_text(page).click()
        back(page).wait_for()
        page.go_back()
        page.wait_for_function("at => Math.abs(scrollY - at) < 3", arg=at)
        back(page).wait_for(state="hidden")
        assert page.locator("mark.target").count() == 0


def test_whoever_scrolls_back_alone_is_not_offered_it_any_more(browser, site):
    with reading(browser, site, **DESK) as page:
        to_text(page).click()
        back(page).wait_for()
        to_text(page).evaluate("link => link.scrollIntoView({block: 'center'})")
        back(page).wait_for(state="hidden")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(300)
        assert not back(page).is_visible()


def test_two_jumps_lead_back_one_after_the_other(browser, site):
    with reading(browser, site, **PHONE) as page:
        first = to_text(page)
        first.click()
        back(page).wait_for()
        note = page.locator(
            ".note", has=page.locator("a[href='#q-clashes-fiercer-at-border--russian-military-bloggers']")
        )
        second = note.locator(".note__claim a")
        second.click()
        page.wait_for_function("location.hash.startsWith('#c-')")
        back(page).wait_for()
        back(page).click()
        assert 0 <= top(second) < 844
        back(page).wait_for()
        back(page).click()
        assert 0 <= top(first) < 844
        assert not back(page).is_visible()


def test_all_pieces_of_the_words_light_up_and_not_by_colour_alone(browser, site):
    with reading(browser, site, **DESK) as page:
        # As a mark stands in the page that had to be cut.
        page.locator(f"#{MARK}").evaluate("""mark => {
            const rest = document.createElement("mark");
            rest.dataset.mark = mark.dataset.mark = mark.id;
            rest.textContent = "the rest";
            mark.after(" and ", rest);
        }""")
        to_text(page).click()
        page.wait_for_selector("mark.target:not([id])")
        looks = page.locator(f"mark[data-mark='{MARK}']").evaluate_all(LOOK)
        assert len(looks) == 2
        assert len(set(looks)) == 1
        page.locator(".frame-head a").first.focus()
        assert looks[0] not in page.locator("mark:not(.target)").evaluate_all(LOOK)


LOOK = """all => all.map(element => {
    const {textDecorationLine, textDecorationThickness} = getComputedStyle(element);
    return textDecorationLine + textDecorationThickness;
})"""


def test_the_target_is_seen_in_forced_colours(browser, site):
    with reading(browser, site, f"#{MARK}", forced_colors="active", **DESK) as page:
        outline = page.locator(f"#{MARK}").evaluate("e => getComputedStyle(e).outlineStyle")
        assert outline == "solid"


def test_a_link_from_elsewhere_is_shown_without_a_way_back(browser, site):
    with reading(browser, f"{site}", f"#{MARK}", **PHONE) as page:
        assert 0 < top(page.locator(f"#{MARK}")) < 700
        assert page.locator(f"#{MARK}.target").count() == 1
        assert not back(page).is_visible()


def test_a_note_and_its_words_light_up_together(browser, site):
    with reading(browser, site, **DESK) as page:
        words = page.locator(f"#{MARK}")
        words.evaluate("mark => mark.scrollIntoView({block: 'center'})")
        words.hover(position={"x": 4, "y": 8})
        assert lit(page) == {MARK, "Russian troops have taken control of Basivka."}
        note = page.locator(".note.lit")
        page.mouse.move(3, 3)
        assert lit(page) == set()
        note = page.locator(".note", has=page.locator(f"a[href='#{MARK}']"))
        note.hover()
        assert MARK in lit(page)
        page.mouse.move(3, 3)
        note.locator("a").first.focus()
        assert MARK in lit(page)
        page.locator(".frame-head a").first.focus()
        assert lit(page) == set()


def test_a_tap_on_the_words_brings_their_note_into_view(browser, site):
    with reading(browser, site, **PHONE) as page:
        words = page.locator(f"#{MARK}")
        words.evaluate("mark => scrollTo(0, mark.getBoundingClientRect().bottom + scrollY - innerHeight + 120)")
        note = page.locator(".note", has=page.locator(f"a[href='#{MARK}']"))
        assert top(note) + 40 > 844 - 48
        box = words.bounding_box()
        page.touchscreen.tap(box["x"] + 30, box["y"] + 10)
        page.wait_for_function("document.querySelector('.note.lit')")
        found = note.bounding_box()
        assert found["y"] + found["height"] <= page.locator(".contents").bounding_box()["y"] + 1


def test_the_way_back_hides_neither_the_target_nor_the_bar(browser, site):
    with reading(browser, site, **PHONE) as page:
        to_text(page).tap()
        back(page).wait_for()
        way, bar, mark = (
            one.bounding_box() for one in (back(page), page.locator(".contents"), page.locator(f"#{MARK}"))
        )
        assert way["y"] + way["height"] <= bar["y"]
        assert mark["y"] + mark["height"] <= way["y"]
        assert way["height"] >= 44


@SIZES
def test_without_a_script_the_links_lead_both_ways(browser, site, size):
    with reading(browser, site, java_script_enabled=False, **size) as page:
        to_text(page).click()
        assert 50 < top(page.locator(f"#{MARK}")) < size["viewport"]["height"] * 0.7
        page.locator(".note", has=page.locator(f"a[href='#{MARK}']")).get_by_text("see both sides").click()
        assert page.url.endswith("#c-basivka-taken")
        assert 0 <= top(page.locator("#c-basivka-taken")) < 400
        assert page.get_by_role("button", name="Back to where you were").count() == 0
