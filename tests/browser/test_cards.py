"""Cards in a real browser: by mouse, by touch, by keyboard, for screen readers, and without any script."""

from __future__ import annotations

import gzip
import re
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
OPEN = ".card:popover-open"
REST = 700
"""Milliseconds after which whatever opens or closes by itself has done so."""


@contextmanager
def reading(browser: Browser, url: str, **settings: object) -> Iterator[Page]:
    """Read a page that is not to have any fault."""
    # A page that scrolls by itself would carry names away from under the pointer.
    page, faults = open_page(browser, url, **{"reduced_motion": "reduce", **settings})
    try:
        yield page
        assert faults == []
    finally:
        page.context.close()


def name(page: Page, entity: str, index: int = 0) -> Locator:
    """Find a name in the text, and bring it to the middle of the window."""
    found = page.locator(f".passage a[data-entity='{entity}']").nth(index)
    found.evaluate("link => link.scrollIntoView({block: 'center'})")
    return found


def shown(page: Page) -> str | None:
    """Tell whose card is shown, of which there is never more than one."""
    cards = page.locator(OPEN)
    assert cards.count() <= 1
    return cards.locator(".card__name > a").inner_text() if cards.count() else None


def wait_for(page: Page, expected: str | None) -> None:
    """Wait until the card of this name is shown, or none."""
    test = "name => (document.querySelector('.card:popover-open .card__name > a')?.textContent ?? null) === name"
    page.wait_for_function(test, arg=expected, timeout=5000)


def box(locator: Locator) -> dict[str, float]:
    """Give where an element stands in the window."""
    found = locator.bounding_box()
    assert found is not None
    return {**found, "right": found["x"] + found["width"], "bottom": found["y"] + found["height"]}


# By mouse.


def test_a_card_opens_for_a_pointer_that_rests_and_not_for_one_that_passes(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        name(page, "russia").hover()
        assert shown(page) is None
        page.mouse.move(5, 5)
        page.wait_for_timeout(REST)
        assert shown(page) is None
        name(page, "russia").hover()
        wait_for(page, "Russia")
        assert "State" in page.locator(OPEN).inner_text()


def test_the_pointer_can_move_into_the_card_and_it_stays_while_the_pointer_is_there(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        name(page, "russia").hover()
        wait_for(page, "Russia")
        card = box(page.locator(OPEN))
        page.mouse.move(card["x"] + 40, card["y"] + 40, steps=8)
        page.wait_for_timeout(2 * REST)
        assert shown(page) == "Russia"
        page.mouse.move(5, 5, steps=3)
        wait_for(page, None)


def test_a_click_follows_the_link_as_ever(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        name(page, "russia").hover()
        wait_for(page, "Russia")
        name(page, "russia").click()
        assert page.url == f"{site}actors/russia/"


def test_a_card_leads_to_the_page_behind_it(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        name(page, "front-line").hover()
        wait_for(page, "front line")
        page.locator(OPEN).locator("a").click()
        assert page.url == f"{site}glossary/#front-line"


def test_escape_closes_a_card_that_does_not_come_back_under_a_still_pointer(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        link = name(page, "russia")
        link.hover()
        wait_for(page, "Russia")
        page.keyboard.press("Escape")
        assert shown(page) is None
        at = box(link)
        page.mouse.move(at["x"] + 3, at["y"] + at["height"] / 2)
        page.wait_for_timeout(REST)
        assert shown(page) is None
        page.mouse.move(5, 5)
        link.hover()
        wait_for(page, "Russia")


def test_escape_also_stops_a_card_that_is_about_to_open(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        name(page, "russia").hover()
        page.keyboard.press("Escape")
        page.wait_for_timeout(REST)
        assert shown(page) is None


def test_one_card_makes_room_for_the_next(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        name(page, "russia").hover()
        wait_for(page, "Russia")
        page.locator(".passage a[data-entity='zelensky']").first.hover()
        wait_for(page, "Volodymyr Zelensky")
        page.mouse.click(5, 5)
        wait_for(page, None)


def test_a_page_scrolled_under_a_still_pointer_opens_nothing(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        at = box(name(page, "russia"))
        page.evaluate("scrollBy(0, 200)")
        page.mouse.move(at["x"] + 5, at["y"] + 5)
        page.wait_for_timeout(REST)
        before = shown(page)
        page.mouse.wheel(0, -200)
        page.wait_for_timeout(2 * REST)
        assert page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).matches('a[data-entity=russia]')", [at["x"] + 5, at["y"] + 5]
        )
        assert (before, shown(page)) == (None, None)


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_a_card_stands_at_its_name_and_within_the_window(browser, site, width):
    with reading(browser, site + ADDRESSES["article"], viewport={"width": width, "height": 700}) as page:
        for block in ("start", "center", "end"):
            for index in (2, 5, 9, 14):
                link = page.locator(".passage a[data-card]").nth(index)
                link.evaluate("(link, block) => link.scrollIntoView({block})", block)
                page.mouse.move(1, 1)
                wait_for(page, None)
                link.hover()
                page.wait_for_selector(OPEN)
                card, lines = box(page.locator(OPEN)), link.evaluate(LINES)
                assert card["x"] >= 0
                assert card["right"] <= width
                assert card["y"] >= 0
                assert card["bottom"] <= 700
                assert (
                    min(min(abs(card["y"] - line["bottom"]), abs(line["top"] - card["bottom"])) for line in lines) < 6
                )
        assert page.evaluate("document.documentElement.scrollWidth") <= width


LINES = "link => [...link.getClientRects()].map(({top, bottom}) => ({top, bottom}))"


def test_a_card_scrolls_with_its_name(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        link = name(page, "russia")
        link.hover()
        wait_for(page, "Russia")
        before = box(page.locator(OPEN))["y"] - box(link)["y"]
        page.evaluate("scrollBy(0, 120)")
        assert box(page.locator(OPEN))["y"] - box(link)["y"] == pytest.approx(before, abs=1)


# By touch.


def test_the_first_tap_opens_a_sheet_at_the_foot_whose_heading_leads_on(browser, site):
    with reading(browser, site + ADDRESSES["article"], **PHONE) as page:
        name(page, "russia").tap()
        wait_for(page, "Russia")
        assert page.url == site + ADDRESSES["article"]
        sheet, bar = box(page.locator(OPEN)), box(page.locator(".contents"))
        assert (sheet["x"], sheet["width"]) == (0, 390)
        assert sheet["bottom"] == pytest.approx(bar["y"], abs=1)
        assert sheet["height"] < 844 * 0.6
        page.locator(OPEN).locator(".card__name > a").tap()
        page.wait_for_url(f"{site}actors/russia/")


@pytest.mark.parametrize("way", ["elsewhere", "button", "key"])
def test_a_sheet_can_be_sent_away(browser, site, way):
    with reading(browser, site + ADDRESSES["article"], **PHONE) as page:
        link = name(page, "russia")
        link.tap()
        wait_for(page, "Russia")
        if way == "elsewhere":
            page.touchscreen.tap(4, 60)  # the margin, where no page has a link
        elif way == "button":
            page.get_by_role("button", name="Close").tap()
        else:
            page.keyboard.press("Escape")
        wait_for(page, None)
        assert page.url == site + ADDRESSES["article"]
        assert page.get_by_role("button", name="Close").count() == 0
        link.tap()
        wait_for(page, "Russia")


def test_a_name_that_the_sheet_would_cover_stays_in_view(browser, site):
    with reading(browser, site + ADDRESSES["article"], **PHONE) as page:
        link = page.locator(".passage a[data-entity='russia']").first
        link.evaluate("link => scrollTo(0, link.getBoundingClientRect().bottom + scrollY - innerHeight + 90)")
        link.tap()
        wait_for(page, "Russia")
        page.wait_for_timeout(100)
        assert box(link)["bottom"] <= box(page.locator(OPEN))["y"]


def test_two_taps_show_two_cards_after_each_other(browser, site):
    with reading(browser, site + ADDRESSES["article"], **PHONE) as page:
        name(page, "russia").tap()
        wait_for(page, "Russia")
        name(page, "zelensky").tap()
        wait_for(page, "Volodymyr Zelensky")
        page.wait_for_timeout(REST)
        assert shown(page) == "Volodymyr Zelensky"


def test_a_card_opens_within_a_claims_box_on_a_phone(browser, site):
    with reading(browser, site + ADDRESSES["article"], **PHONE) as page:
        speaker = page.locator("[data-claim-box] .position__who a[data-card]").first
        speaker.evaluate("link => link.scrollIntoView({block: 'center'})")
        expected = speaker.inner_text()
        speaker.tap()
        wait_for(page, expected)
        assert page.url == site + ADDRESSES["article"]


def test_a_finger_on_a_tablet_gets_the_card_at_the_name(browser, site):
    with reading(browser, site + ADDRESSES["article"], **{**PHONE, "viewport": {"width": 1024, "height": 768}}) as page:
        link = name(page, "russia")
        link.tap()
        wait_for(page, "Russia")
        assert abs(box(page.locator(OPEN))["y"] - box(link)["bottom"]) < 12


def test_a_finger_moves_the_focus_into_the_card_and_back(browser, site):
    with reading(browser, site + ADDRESSES["article"], **PHONE) as page:
        name(page, "russia").tap()
        wait_for(page, "Russia")
        assert page.get_by_role("dialog", name="Russia").count() == 1
        assert page.evaluate("document.activeElement.closest('.card') !== null")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.dataset.entity") == "russia"


# By keyboard.


def test_the_focus_shows_a_card_and_takes_it_along(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        link = name(page, "russia")
        page.keyboard.press("Tab")  # from here on the browser knows that somebody uses keys
        link.focus()
        wait_for(page, "Russia")
        page.keyboard.press("Tab")
        assert shown(page) != "Russia"
        page.keyboard.press("Shift+Tab")
        wait_for(page, "Russia")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site}actors/russia/")


def test_escape_closes_the_card_and_leaves_the_focus_on_its_name(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        link = name(page, "russia")
        page.keyboard.press("Tab")
        link.focus()
        wait_for(page, "Russia")
        page.keyboard.press("Escape")
        page.wait_for_timeout(REST)
        assert shown(page) is None
        assert page.evaluate("document.activeElement.dataset.entity") == "russia"


def test_nobody_is_held_by_a_card(browser, site):
    with reading(browser, site + ADDRESSES["claim"], **DESK) as page:
        stops = []
        for _ in range(80):
            page.keyboard.press("Tab")
            stops.append(page.evaluate("document.activeElement.closest('.endnotes') !== null"))
            if page.evaluate("document.activeElement.closest('.frame-foot') !== null"):
                break
        else:
            pytest.fail("the foot of the page is never reached")
        assert not any(stops)


# For those who hear the page.


def test_a_screen_reader_hears_with_the_name_what_its_card_tells(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        link = name(page, "basivka")
        session = page.context.new_cdp_session(page)
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": ".passage a[data-entity='basivka']"})
        tree = session.send("Accessibility.getPartialAXTree", {**node, "fetchRelatives": False})["nodes"][0]
        assert tree["role"]["value"] == "link"
        assert tree["name"]["value"] == link.inner_text()
        assert tree["description"]["value"].startswith("Village in Sumy region")


def test_cards_that_are_not_shown_are_heard_by_nobody(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        assert "Names and words" not in page.locator("main").aria_snapshot()


# Without what it takes.


def test_without_a_script_names_lead_to_the_same_words(browser, site):
    with reading(browser, site + ADDRESSES["article"], java_script_enabled=False, **DESK) as page:
        card = page.locator(".card", has_text="front line").first
        definition = card.locator("p").nth(1).text_content()
        page.locator(".passage a[data-entity='front-line']").first.click()
        assert page.url == f"{site}glossary/#front-line"
        assert definition in page.locator("main").inner_text()


def test_without_popovers_the_cards_are_a_list_at_the_end(browser, site):
    context = browser.new_context(**DESK)
    context.add_init_script("delete HTMLElement.prototype.popover")
    page = context.new_page()
    page.route(re.compile(r"\.css$"), _without_popovers)
    page.goto(site + ADDRESSES["article"])
    assert page.get_by_role("heading", name="Names and words").is_visible()
    assert page.locator(".card__name", has_text="Russia").first.is_visible()
    name(page, "russia").hover()
    page.wait_for_timeout(REST)
    assert page.locator(".card[popover]").count() == 0
    context.close()


def _without_popovers(route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("selector(:popover-open)", "selector(:unknown-state)"))


def test_without_a_stylesheet_the_cards_are_a_list_at_the_end(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route(re.compile(r"\.css$"), lambda route: route.abort())
    page.goto(site + ADDRESSES["article"])
    assert page.get_by_role("heading", name="Names and words").is_visible()
    assert page.locator(".card").last.is_visible()
    context.close()


def test_on_paper_each_name_has_the_number_of_its_card(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        number = "link => getComputedStyle(link, '::after').content"
        link = name(page, "russia")
        assert link.evaluate(number) == "none"
        page.emulate_media(media="print")
        assert page.get_by_role("heading", name="Names and words").is_visible()
        own = link.get_attribute("data-card")
        assert link.evaluate(number) in {f'"{own}"', "attr(data-card)"}
        listed = page.locator(".endnotes li").nth(int(own) - 1)
        assert "Russia" in listed.inner_text()
        assert page.get_by_role("button", name="Close").count() == 0


# Where it is hard.


@pytest.mark.parametrize("settings", [{"forced_colors": "active"}, {"color_scheme": "dark"}], ids=["forced", "dark"])
def test_a_card_has_an_edge_and_hides_what_is_behind_it(browser, site, settings):
    with reading(browser, site + ADDRESSES["article"], **DESK, **settings) as page:
        name(page, "russia").hover()
        wait_for(page, "Russia")
        look = page.locator(OPEN).evaluate("""card => {
            const {borderTopStyle, borderTopWidth, backgroundColor, color} = getComputedStyle(card);
            return {borderTopStyle, borderTopWidth, backgroundColor, color};
        }""")
        assert look["borderTopStyle"] == "solid"
        assert float(look["borderTopWidth"].removesuffix("px")) >= 1
        assert look["backgroundColor"] not in {"rgba(0, 0, 0, 0)", "transparent", look["color"]}


def test_from_right_to_left_a_card_begins_where_its_name_begins(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        page.evaluate("document.documentElement.dir = 'rtl'")
        link = name(page, "basivka")
        link.hover()
        wait_for(page, "Basivka")
        assert box(page.locator(OPEN))["right"] == pytest.approx(box(link)["right"], abs=2)


def test_a_slow_phone_answers_a_tap_at_once(browser, site):
    with reading(browser, site + ADDRESSES["article"], **PHONE) as page:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.evaluate("""() => addEventListener('click', () => {
            window.tapped = performance.now();
            requestAnimationFrame(() => setTimeout(() => { window.answered = performance.now(); }));
        }, true)""")
        name(page, "russia").tap()
        wait_for(page, "Russia")
        page.wait_for_function("window.answered")
        assert page.evaluate("answered - tapped") < 200


@pytest.mark.parametrize("kind", ["article", "claim", "actor", "place", "glossary", "home"])
def test_every_kind_of_page_with_names_has_cards_that_open(browser, site, kind):
    with reading(browser, site + ADDRESSES[kind], **DESK) as page:
        links = page.locator("a[data-card]:visible")
        if not links.count():
            assert page.locator(".endnotes").count() == 0
            return
        links.first.evaluate("link => link.scrollIntoView({block: 'center'})")
        links.first.hover()
        page.wait_for_selector(OPEN)
        assert page.locator(OPEN).locator("a").get_attribute("href") == links.first.get_attribute("href")


def test_all_cards_of_an_article_weigh_little(browser, site):
    with reading(browser, site + ADDRESSES["article"], **DESK) as page:
        whole = page.request.get(page.url).text()
        start = whole.index('<section class="endnotes"')
        end = whole.index("</section>", start)
        names = len(re.findall(r' data-card="\d+"', whole))
        assert names > 50
        without = re.sub(r' data-card="\d+"', "", whole[:start] + whole[end:])
        assert len(gzip.compress(whole.encode())) - len(gzip.compress(without.encode())) < 3000
