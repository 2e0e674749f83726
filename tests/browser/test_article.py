"""The article's page in a browser: its menu, its contents, the boxes that fold, and what is seen first."""

from __future__ import annotations

import pytest
from browser_site import ADDRESSES, open_page

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}}
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@SCRIPTS
def test_on_a_phone_the_menu_opens_and_closes_without_a_script(browser, site, scripts):
    page, faults = open_page(browser, site, java_script_enabled=scripts, **PHONE)
    menu = page.get_by_role("navigation", name="Main menu")
    assert not menu.is_visible()
    page.get_by_role("button", name="Menu", exact=True).click()
    assert menu.get_by_role("link", name="Claims").is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert faults == []
    page.context.close()


def test_on_a_wide_screen_the_menu_is_always_open(browser, site):
    page, _ = open_page(browser, site, viewport={"width": 1440, "height": 900})
    assert page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Claims").is_visible()
    assert not page.get_by_role("button", name="Menu", exact=True).is_visible()
    page.context.close()


@SCRIPTS
def test_a_folded_box_opens_by_mouse_and_by_keyboard(browser, site, scripts):
    page, _ = open_page(browser, site + ADDRESSES["article"], java_script_enabled=scripts, **PHONE)
    box = page.locator("[data-claim-box='buffer-zone-adds-security']")
    words = box.locator("q, blockquote").first
    assert not words.is_visible()
    box.locator("summary").click()
    assert words.is_visible()
    box.locator("summary").press("Enter")
    assert not words.is_visible()
    page.context.close()


def test_a_note_leads_to_its_box_and_unfolds_it(browser, site):
    page, _ = open_page(browser, site + ADDRESSES["article"], **PHONE)
    page.locator(".note__claim a[href='#c-buffer-zone-adds-security']").first.click()
    box = page.locator("[data-claim-box='buffer-zone-adds-security']")
    assert box.get_attribute("open") is not None
    assert box.locator("q, blockquote").first.is_visible()
    page.context.close()


def test_whoever_comes_by_a_link_finds_the_box_open(browser, site):
    page, _ = open_page(browser, f"{site}{ADDRESSES['article']}#c-buffer-zone-adds-security", **PHONE)
    assert page.locator("#c-buffer-zone-adds-security q, #c-buffer-zone-adds-security blockquote").first.is_visible()
    page.context.close()


def test_the_first_screen_of_a_phone_tells_what_it_is_about_and_the_second_what_is_disputed(browser, site):
    page, _ = open_page(browser, site + ADDRESSES["article"], **PHONE)
    assert page.locator(".brief").bounding_box()["y"] < 844
    status = page.locator("[data-status=disputed] .claim__status").first.bounding_box()
    assert status["y"] + status["height"] < 2 * 844
    page.context.close()


def test_the_contents_lead_to_their_parts_and_do_not_cover_them(browser, site):
    page, _ = open_page(browser, site + ADDRESSES["article"], **PHONE)
    links = page.locator(".contents a:visible")
    assert links.count() == 4
    for index in range(4):
        anchor = links.nth(index).get_attribute("href")
        links.nth(index).click()
        box = page.locator(anchor).bounding_box()
        assert 0 <= box["y"] < page.locator(".contents").bounding_box()["y"]
    page.context.close()


def test_folded_boxes_whose_positions_the_notes_tell_are_printed_as_lines_with_their_status(browser, site):
    """Paper is long enough; what the notes do not tell is printed (tests/browser/test_print.py)."""
    page, _ = open_page(browser, site + ADDRESSES["article"])
    page.emulate_media(media="print")
    box = page.locator("[data-claim-box='buffer-zone-adds-security']")
    assert box.locator(".claim__status").is_visible()
    assert not box.locator("q, blockquote").first.is_visible()
    page.context.close()
