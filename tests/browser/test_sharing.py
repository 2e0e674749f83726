"""Sharing in a real browser: links that copy, by mouse and by keyboard, and a claim's box on another site's page."""

from __future__ import annotations

import functools
import html
import http.server
import re
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from browser_site import open_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser

CLAIM = "claims/basivka-taken/"
ARTICLE = "articles/belgorod-confirmed/"
STATUS = re.compile("[Dd]isputed: asserted by Russia.*; denied by Ukraine")
ALLOWED = {"permissions": ["clipboard-read", "clipboard-write"]}
REFUSED = "() => { navigator.clipboard.writeText = async () => { throw new DOMException('no', 'NotAllowedError'); }; }"


def copied(page) -> str:
    """Wait until the page says that it has copied something, and give that."""
    says(page, "copied")
    return page.evaluate("navigator.clipboard.readText()")


def says(page, words: str) -> None:
    from playwright.sync_api import expect  # the newcomer's test command goes without it

    expect(page.locator("#_says")).to_have_text(words)


# Links that copy


def test_a_click_copies_the_address_and_says_so(browser, site):
    page, faults = open_page(browser, site + CLAIM, **ALLOWED)
    button = page.locator(".claim > .share-line .share__copy").first
    assert button.inner_text() == "copy link"
    button.click()
    assert copied(page) == site + CLAIM
    assert button.inner_text() == "copied"
    says(page, "")
    assert button.inner_text() == "copy link"
    assert faults == []
    page.context.close()


def test_a_claim_is_never_copied_without_its_status_and_address(browser, site):
    for address in (CLAIM, ARTICLE):
        page, _ = open_page(browser, site + address, **ALLOWED)
        page.locator("[data-claim-box='basivka-taken'] .share-line .share__copy").nth(1).click()
        told = copied(page)
        said, _, status = told.partition(" — ")
        assert said == "“Russian troops have taken control of Basivka.”"
        assert STATUS.match(status)
        assert told.endswith(f" Sayso: {site}{CLAIM}")
        page.context.close()


def test_the_keyboard_copies_the_address_of_a_position(browser, site):
    page, _ = open_page(browser, site + CLAIM, **ALLOWED)
    position = page.locator("#p-belgorod-confirmed--ukraine")
    button = position.locator(".share__copy")
    links = position.locator("a, button")
    links.nth(links.count() - 2).focus()
    page.keyboard.press("Tab")
    assert button.evaluate("button => button === document.activeElement")
    page.keyboard.press("Enter")
    assert copied(page) == f"{site}{CLAIM}#p-belgorod-confirmed--ukraine"
    page.context.close()


def test_a_word_of_the_glossary_has_an_address_to_copy(browser, site):
    page, _ = open_page(browser, f"{site}glossary/", **ALLOWED)
    term = page.locator(".glossary > dt").first.get_attribute("id")
    page.locator(".glossary .share__copy").first.click()
    assert copied(page) == f"{site}glossary/#{term}"
    page.context.close()


@pytest.mark.parametrize("lack", [REFUSED, "() => delete Navigator.prototype.clipboard"], ids=["refused", "absent"])
def test_where_the_clipboard_is_refused_the_address_is_selected(browser, site, lack):
    page, faults = open_page(browser, site + CLAIM)
    page.evaluate(lack)
    button = page.locator(".claim > .share-line .share__copy").first
    for _ in range(2):
        button.click()
        says(page, "selected, now copy it")
        field = page.locator(".share__field")
        assert field.count() == 1
        assert field.evaluate("field => field === document.activeElement")
        chosen = field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
        assert chosen == site + CLAIM
    assert faults == []
    page.context.close()


def test_the_code_for_other_pages_can_be_copied_or_is_selected(browser, site):
    page, _ = open_page(browser, site + CLAIM, **ALLOWED)
    page.locator(".embed-code > summary").click()
    button, field = page.locator(".embed-code .share__copy").first, page.locator("#_embed-fitting")
    button.click()
    assert copied(page) == field.input_value()
    page.evaluate(REFUSED)
    button.click()
    says(page, "selected, now copy it")
    assert field.evaluate("field => field.selectionEnd - field.selectionStart === field.value.length")
    page.context.close()


def test_without_javascript_the_links_lead_to_what_they_stand_beside(browser, site):
    page, _ = open_page(browser, site + ARTICLE, java_script_enabled=False)
    page.locator("[data-claim-box='basivka-taken'] .share-line a.share").click()
    assert page.url == site + CLAIM
    page.locator("#p-belgorod-confirmed--ukraine a.share").click()
    assert page.url == f"{site}{CLAIM}#p-belgorod-confirmed--ukraine"
    assert page.locator(".share__copy").count() == 0
    page.context.close()


def test_putting_buttons_there_moves_nothing(browser, site):
    page = browser.new_context(viewport={"width": 390, "height": 900}).new_page()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => {"
        "for (const entry of list.getEntries()) window.shift += entry.value;"
        "}).observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(site + CLAIM, wait_until="load")
    page.wait_for_timeout(200)
    assert page.evaluate("window.shift") < 0.005
    page.context.close()


# A claim on another page


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def other_site(folder: Path, body: str) -> Iterator[str]:
    """Serve a page of another origin."""
    (folder / "index.html").write_text(f"<!doctype html><title>Another site</title>{body}", encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def code_of(browser, site: str, field: str) -> str:
    """Give the code as a reader copies it, led to where the site is served here."""
    page, _ = open_page(browser, site + CLAIM)
    code = page.locator(field).input_value()
    page.context.close()
    origin = site.removesuffix("/repo/")
    return code.replace("https://site.example", origin)


def test_the_code_shows_the_box_alone_in_a_frame_of_its_height(browser, site, tmp_path):
    code = code_of(browser, site, "#_embed-fitting")
    with other_site(tmp_path, f"<p>Before.</p><div style='width:600px'>{code}</div>") as address:
        page = browser.new_page(viewport={"width": 800, "height": 900})
        page.goto(address, wait_until="load")
        frame = page.frame_locator("iframe")
        page.wait_for_function("document.querySelector('iframe').height !== '480'")
        height = int(page.locator("iframe").get_attribute("height"))
        assert frame.locator("html").evaluate("html => html.scrollHeight") <= height
        assert STATUS.match(frame.locator(".claim__status").inner_text())
        assert frame.locator(".claim .position").first.is_visible()
        assert frame.get_by_text("The whole record, with its sources, on Sayso").is_visible()
        for gone in (".frame-head", ".frame-foot", ".crumbs", ".beside", ".page-foot", ".share-line", ".embed-code"):
            assert not frame.locator(gone).first.is_visible(), gone
        page.locator("div").evaluate("div => { div.style.width = '320px'; }")
        page.wait_for_function("height => Number(document.querySelector('iframe').height) > height", arg=height)
        page.close()


def test_every_link_of_the_box_opens_beside_the_page_it_stands_on(browser, site, tmp_path):
    with other_site(tmp_path, code_of(browser, site, "#_embed-plain")) as address:
        page = browser.new_page()
        page.goto(address, wait_until="load")
        frame = page.frame_locator("iframe")
        frame.locator("#_embed").wait_for(state="visible")
        links = frame.locator("a[href]")
        assert {(link.target, link.rel) for link in map(_Link, links.all())} == {("_blank", "noopener")}
        with page.expect_popup() as opened:
            frame.locator("#_embed a").click()
        assert opened.value.url == site + CLAIM
        assert page.url == address
        page.close()


class _Link:
    def __init__(self, link) -> None:
        self.target, self.rel = link.get_attribute("target"), link.get_attribute("rel")


def test_the_script_on_the_other_page_listens_to_its_own_frames_alone(browser, site, tmp_path):
    with other_site(tmp_path, code_of(browser, site, "#_embed-fitting")) as address:
        page = browser.new_page()
        page.goto(address, wait_until="load")
        page.wait_for_function("document.querySelector('iframe').height !== '480'")
        height = page.locator("iframe").get_attribute("height")
        page.evaluate("postMessage({sayso: 'height', claim: 'basivka-taken', height: 9}, '*')")
        page.wait_for_timeout(50)
        assert page.locator("iframe").get_attribute("height") == height
        page.close()


def test_without_javascript_the_frame_still_shows_the_box_alone(browser, site, tmp_path):
    with other_site(tmp_path, code_of(browser, site, "#_embed-fitting")) as address:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(address, wait_until="load")
        frame = page.frame_locator("iframe")
        assert frame.locator(".claim__status").is_visible()
        assert not frame.locator(".frame-head").is_visible()
        page.context.close()


def test_the_box_alone_is_never_painted_with_the_page_around_it(browser, site):
    page = browser.new_page()
    page.route("**/sayso.js", lambda route: route.abort())
    page.goto(f"{site}{CLAIM}#_embed", wait_until="load")
    assert not page.locator(".frame-head").is_visible()
    assert page.locator(".claim__status").is_visible()
    page.close()


@pytest.mark.parametrize("width", [280, 390, 700])
def test_the_box_alone_needs_no_sideways_scrolling(browser, site, width):
    page = browser.new_page(viewport={"width": width, "height": 600})
    page.goto(f"{site}{CLAIM}#_embed", wait_until="load")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_claims_words_in_the_title_of_the_frame_are_text(browser, site):
    page, _ = open_page(browser, site + CLAIM)
    assert STATUS.search(html.unescape(page.locator("#_embed-plain").input_value()))
    page.context.close()
