"""Divided lists in a browser: old links lead on, and claims are found on all pages."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_site import give_axe, open_page, serve
from long_site import long_files
from sites import MKDOCS_YML, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TESTS = str(Path(__file__).parents[1])
SHORT = f"""
import sys
sys.path.insert(0, {TESTS!r})
import pytest
from long_site import shorten
shorten(pytest.MonkeyPatch())
from generator.cli import main
main()
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose lists are all divided."""
    project, web = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("web")
    for name, text in (long_files(30) | {"mkdocs.yml": MKDOCS_YML}).items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = run("build", cwd=project, code=SHORT)
    assert done.returncode == 0, done.stderr
    shutil.move(project / "site", web / "repo")
    with serve(web) as address:
        yield address


@pytest.mark.parametrize(
    ("old", "page"),
    [
        ("glossary/#term-5", "glossary/-/e/"),
        ("glossary/#old-5", "glossary/-/e/"),
        ("glossary/#term-1", "glossary/-/u-430/"),
        ("timeline/#event-3", "timeline/-/2021-02-13--e/"),
    ],
)
def test_an_old_link_leads_to_the_page_on_which_it_stands_now(browser, site, old, page):
    opened, faults = open_page(browser, site + old)
    opened.wait_for_url(f"{site}{page}#*")
    anchor = old.partition("#")[2]
    assert opened.url.endswith(f"#{anchor}")
    assert opened.locator(f"#{anchor}").count() == 1
    assert faults == []
    opened.context.close()


@pytest.mark.parametrize("anchor", ["term-99", "%", "constructor", "//evil.example", "_first"])
def test_what_is_nowhere_leads_nowhere(browser, site, anchor):
    page, faults = open_page(browser, f"{site}glossary/#{anchor}")
    page.wait_for_load_state("networkidle")
    assert page.url == f"{site}glossary/#{anchor}"
    assert faults == []
    page.context.close()


def found(page: Page) -> list[str]:
    """Give the claims that were found, each as the folder of its page."""
    return [link.get_attribute("href").split("/")[-2] for link in page.locator(".finder__found a").all()]


def wait(page: Page) -> None:
    """Wait until the pages have been looked through."""
    page.locator(".finder__told", has_text="Claims found").wait_for()


def told(page: Page) -> str:
    return page.locator(".finder__told").inner_text()


def test_a_filtered_view_that_was_shared_before_the_list_was_divided_still_shows_its_claims(browser, site):
    page, faults = open_page(browser, f"{site}claims/?actor=person-2")
    wait(page)
    assert found(page)[0].startswith("claim-")
    assert sorted(found(page)) == sorted(f"claim-{n}-{which}" for n in (1, 13, 25) for which in ("first", "second"))
    assert told(page).startswith("Claims found: 6. ")
    assert told(page).endswith(" · Їжак person")
    first = page.locator(".finder__found a").first
    first.click()
    page.wait_for_url("**/claims/claim-*/")
    assert faults == []
    page.context.close()


def test_each_page_is_narrowed_down_alike_when_it_is_opened(browser, site):
    page, faults = open_page(browser, f"{site}claims/?status=disputed")
    for _ in range(2):
        wait(page)
        page.locator(".parts__link").first.click()
        page.wait_for_url("**/claims/-/*/?status=disputed")
    assert faults == []
    page.context.close()


def test_claims_are_looked_for_from_the_first_screen_and_further_back_when_asked(browser, site):
    page, faults = open_page(browser, f"{site}claims/")
    assert page.locator("form.finder").is_visible()
    assert found(page) == []
    page.fill("#_find-q", "POINT")
    page.select_option("#_find-status", "disputed")
    page.locator("form.finder button[type=submit]").click()
    page.wait_for_url("**/claims/?q=POINT&status=disputed")
    wait(page)
    assert page.input_value("#_find-status") == "disputed"
    assert 0 < len(found(page)) <= 30
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_url(f"{site}claims/")
    page.goto(f"{site}claims/?q=point")
    wait(page)
    few = len(found(page))
    further = page.get_by_role("button", name="Look further back")
    assert few < 60
    further.click()
    further.wait_for(state="hidden")
    assert len(found(page)) == 60
    assert faults == []
    page.context.close()


def test_without_scripts_every_page_is_reached_by_links(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}claims/?actor=person-2")
    assert not page.locator("form.finder").is_visible()
    page.locator(".parts__link").first.click()
    page.locator(".parts__link").first.click()
    page.locator(".parts__link").first.click()
    assert page.locator(".matrix__row").count() > 0
    context.close()


@pytest.mark.parametrize(
    "address", ["claims/", "claims/-/2023/", "actors/", "actors/-/z/", "actors/person-0/", "timeline/"]
)
@pytest.mark.parametrize("width", [320, 1440])
def test_divided_lists_fit_and_can_be_used_by_everybody(browser, site, address, width):
    page, faults = open_page(browser, site + address, viewport={"width": width, "height": 800}, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    give_axe(page)
    broken = page.evaluate("axe.run().then(({violations}) => violations.map(({id, nodes}) => [id, nodes[0].html]))")
    assert broken == []
    assert faults == []
    page.context.close()
