"""axe-core finds nothing to object to on any kind of page: on a phone and a desk, light and dark."""

import pytest
from browser_site import ADDRESSES, EVERY_PAGE, give_axe

pytestmark = pytest.mark.browser

WIDTHS = (390, 1440)
SCHEMES = ("light", "dark")
# All rules axe has for WCAG A and AA and for good practice; those it holds back as experimental are not asked for.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = """async rules => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  return found.violations.flatMap(({id, help, nodes}) =>
    nodes.map(({target, failureSummary}) => `${id}: ${help}: ${target}: ${failureSummary}`));
}"""


def opened(browser, url, width=390, scheme="light", **settings):
    """Open a page and give it axe, which the page's own policy would not let in."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
        bypass_csp=True,
        **settings,
    )
    page = context.new_page()
    page.goto(url, wait_until="load")
    give_axe(page)
    return page


def violations(page):
    return page.evaluate(ASK, RULES)


@EVERY_PAGE
def test_axe_finds_nothing(browser, site, address):
    found = {}
    for width in WIDTHS:
        for scheme in SCHEMES:
            page = opened(browser, site + address, width, scheme)
            found.update({(line, width, scheme): None for line in violations(page)})
            page.context.close()
    assert found == {}, "\n".join(f"{width} {scheme} {line}" for line, width, scheme in found)


def test_axe_finds_what_is_wrong(browser, site):
    page = opened(browser, site)
    page.evaluate("document.querySelector('main').innerHTML += '<img src=\"x.png\"><p style=\"color:#ddd\">pale</p>'")
    rules = {line.split(":")[0] for line in violations(page)}
    assert {"image-alt", "color-contrast"} <= rules
    page.context.close()


def search(page):
    page.keyboard.press("/")
    page.locator("dialog.search[open]").wait_for()
    page.keyboard.type("bas")
    page.locator("dialog.search li").first.wait_for()


def card_of_a_name(page):
    page.locator(".passage a[data-card]").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.locator(".card:popover-open").wait_for()


def tapped_card(page):
    name = page.locator(".passage a[data-card]").first
    name.scroll_into_view_if_needed()
    name.tap()
    page.locator(".card:popover-open").wait_for()


def menu(page):
    page.locator("[popovertarget]").first.click()
    page.locator("nav:popover-open").wait_for()


OPENED = {
    "search": (1440, search),
    "search on a phone": (390, search),
    "card": (1440, card_of_a_name),
    "tapped card": (390, tapped_card),
    "menu": (390, menu),
}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("width", "opening"), OPENED.values(), ids=OPENED)
def test_axe_finds_nothing_in_what_opens(browser, site, width, opening, scheme):
    page = opened(browser, site + ADDRESSES["article"], width, scheme, has_touch=width == 390)
    opening(page)
    assert violations(page) == []
    page.context.close()
