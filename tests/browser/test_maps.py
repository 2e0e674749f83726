"""Maps in a browser: their letters are large enough at every width, nothing touches, and both schemes differ."""

import itertools

import pytest
from browser_site import ADDRESSES

pytestmark = pytest.mark.browser

SHOWN = """[...document.querySelectorAll('figure.map text')].filter(text => text.getClientRects().length).map(text => {
  const scale = text.ownerSVGElement.getScreenCTM().a, {left, top, right, bottom} = text.getBoundingClientRect();
  return {words: text.textContent, size: parseFloat(getComputedStyle(text).fontSize) * scale, left, top, right, bottom};
})"""

WITH_MAPS = [ADDRESSES["article"], ADDRESSES["places"], ADDRESSES["place"], "places/basivka/", "actors/ukraine/"]


def open_at(browser, address, **options):
    page = browser.new_context(**options).new_page()
    page.goto(address, wait_until="load")
    return page


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
@pytest.mark.parametrize("address", WITH_MAPS)
def test_letters_are_large_enough_and_names_do_not_touch(browser, site, address, width):
    page = open_at(browser, site + address, viewport={"width": width, "height": 900})
    shown = page.evaluate(SHOWN)
    assert len(shown) > 2
    assert min(label["size"] for label in shown) >= 12
    for one, other in itertools.combinations(shown, 2):
        across = min(one["right"], other["right"]) - max(one["left"], other["left"])
        down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
        assert across <= 1 or down <= 4, (one["words"], other["words"])
    page.context.close()


def test_a_map_takes_the_pages_colours(browser, site):
    colours = set()
    for scheme in ("light", "dark"):
        page = open_at(browser, f"{site}places/basivka/", color_scheme=scheme)
        colours.add(page.evaluate("getComputedStyle(document.querySelector('.map__land')).fill"))
        page.context.close()
    assert len(colours) == 2


def test_a_name_on_a_map_leads_to_its_page(browser, site):
    page = open_at(browser, f"{site}places/basivka/")
    page.locator("figure.map a", has_text="Kursk region").click()
    assert page.url == f"{site}places/kursk-region/"
    page.context.close()
