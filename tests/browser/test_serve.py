"""`sayso serve` in a real browser: problems over the last good page, and the page anew when they are mended."""

import contextlib
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_site import copy_project, give_axe
from sites import MKDOCS_YML, break_content, make_project

pytestmark = pytest.mark.browser

CLAIMS = "content/articles/village/claims.yml"
PAGE = "claims/basivka-taken/"
HOSTILE = "'</code><img src=x onerror=\"document.title = 1\"><script>document.title = 2</script>'"


@contextlib.contextmanager
def served(project: Path) -> Iterator[str]:
    """Serve a project, and give the address of its site."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(urllib.error.URLError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_sayso/serve.js", timeout=10).close()
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/repo/"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def edit(project: Path, old: str, new: str, name: str = CLAIMS) -> None:
    text = (project / name).read_text("utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new), "utf-8")


def opened(browser, url, **settings):
    """Open a page of the preview, and wait until the first site is there."""
    page = browser.new_context(**settings).new_page()
    page.goto(url)
    page.locator("main h1, article h1").first.wait_for()
    page.locator("body:not(.page)").wait_for()
    return page


def layer_of(page):
    return page.locator("sayso-preview .layer")


def test_problems_lie_over_the_good_page_and_clear_by_themselves(browser, tmp_path):
    project = make_project(tmp_path)
    with served(project) as url:
        page, other = opened(browser, url + PAGE), opened(browser, url)
        break_content(project)
        layer = layer_of(page)
        layer.wait_for(state="visible")
        assert layer.locator(".place code").inner_text().startswith(f"{CLAIMS}:10:")
        assert "Russia never claimed" in layer.locator("pre mark").inner_text()
        assert layer.locator(".message").inner_text()
        assert layer.locator(".help").inner_text().startswith("What to do")
        page.locator("sayso-preview [role=alert]", has_text=re.compile("^1 problem$")).wait_for(state="attached")
        assert "taken control of Basivka." in page.locator("main").inner_text()
        layer_of(other).wait_for(state="visible")
        edit(project, "Russia never claimed its", "Russia claimed its")
        layer.wait_for(state="hidden")
        edit(project, "control of Basivka.", "control of a village.")
        page.get_by_text("taken control of a village.").first.wait_for()
        layer_of(other).wait_for(state="hidden")
        for tab in (page, other):
            tab.context.close()


def test_it_starts_with_broken_content_and_turns_into_the_site(browser, tmp_path):
    project = make_project(tmp_path)
    break_content(project)
    with served(project) as url:
        page = browser.new_page()
        page.goto(url + PAGE)
        page.get_by_role("heading", name="1 problem").wait_for()
        assert page.locator("pre mark").inner_text()
        edit(project, "Russia never claimed its", "Russia claimed its")
        page.get_by_text("taken control of Basivka.").first.wait_for()
        page.close()


def test_without_javascript_the_page_of_problems_asks_again_by_itself(browser, tmp_path):
    project = make_project(tmp_path)
    break_content(project)
    with served(project) as url:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(url + PAGE)
        page.get_by_role("heading", name="1 problem").wait_for()
        edit(project, "Russia never claimed its", "Russia claimed its")
        page.get_by_text("taken control of Basivka.").first.wait_for()
        page.context.close()


def test_hostile_words_stay_words(browser, tmp_path):
    project = make_project(tmp_path)
    with served(project) as url:
        page = opened(browser, url + PAGE)
        title = page.title()
        edit(project, "actor: ukraine", f"actor: {HOSTILE}")
        layer_of(page).wait_for(state="visible")
        assert '<img src=x onerror="document.title = 1">' in layer_of(page).inner_text()
        assert layer_of(page).locator("img, script").count() == 0
        assert page.title() == title
        page.reload()  # the page that was loaded meanwhile shows it as well
        layer_of(page).wait_for(state="visible")
        assert page.title() == title
        page.context.close()


def test_the_layer_can_be_closed_and_opened_by_keyboard(browser, tmp_path):
    project = make_project(tmp_path)
    with served(project) as url:
        page = opened(browser, url + PAGE)
        break_content(project)
        layer, note = layer_of(page), page.locator("sayso-preview .open")
        layer.wait_for(state="visible")
        page.keyboard.press("Escape")
        layer.wait_for(state="hidden")
        assert note.inner_text() == "1 problem"
        page.keyboard.press("Enter")  # the note has the focus
        layer.wait_for(state="visible")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        layer.wait_for(state="hidden")
        # What is left closed opens again when there is something else to see.
        edit(project, "stance: denies", "stance: deny")
        layer.wait_for(state="visible")
        assert layer.get_by_role("heading").inner_text() == "2 problems"
        page.context.close()


def test_a_reload_keeps_the_place_on_the_page(browser, tmp_path):
    project = copy_project(tmp_path)
    with served(project) as url:
        page = opened(browser, url.replace("/repo/", "/articles/belgorod-confirmed/"))
        page.evaluate("scrollTo(0, 1500)")
        title = "site_name: Sayso"
        edit(project, title, f"{title} again", "mkdocs.yml")
        page.get_by_text("Sayso again").first.wait_for()
        page.wait_for_timeout(300)
        assert abs(page.evaluate("scrollY") - 1500) < 3
        page.context.close()


def test_the_layer_leads_to_what_a_problem_means_and_does_not_cover_it(browser, tmp_path):
    project = make_project(tmp_path)
    with served(project) as url:
        page = opened(browser, url + PAGE)
        break_content(project)
        layer_of(page).get_by_role("link", name="What this means").click()
        page.wait_for_url("**/repo/problems/#quote-absent")
        page.locator("sayso-preview .open").wait_for(state="visible")
        assert not layer_of(page).is_visible()
        page.context.close()


def test_warnings_are_a_small_note(browser, tmp_path):
    project = make_project(tmp_path)
    edit(project, "verb: denied", "verb: confirmed")
    with served(project) as url:
        page = opened(browser, url + PAGE)
        note = page.locator("sayso-preview .open")
        note.wait_for(state="visible")
        assert note.inner_text() == "1 warning"
        assert not layer_of(page).is_visible()
        note.click()
        layer_of(page).wait_for(state="visible")
        page.context.close()


def test_a_page_says_when_the_preview_has_ended(browser, tmp_path):
    with served(make_project(tmp_path)) as url:
        page = opened(browser, url + PAGE)
        page.locator("sayso-preview").wait_for(state="attached")
    page.get_by_text("No connection to Sayso.").wait_for()
    page.context.close()


def test_under_another_theme_the_layer_looks_the_same(browser, tmp_path):
    project = make_project(tmp_path, {"mkdocs.yml": MKDOCS_YML.replace("{name: sayso}", "{name: material}")})
    with served(project) as url:
        page = opened(browser, url + PAGE)
        break_content(project)
        layer_of(page).wait_for(state="visible")
        family = layer_of(page).evaluate("element => getComputedStyle(element).fontFamily")
        assert family.startswith("system-ui")
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_the_layer_and_the_page_are_accessible_and_fit(browser, tmp_path, width, scheme):
    project = make_project(tmp_path)
    settings = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "bypass_csp": True}
    with served(project) as url:
        page = opened(browser, url + PAGE, **settings)
        break_content(project)
        layer_of(page).wait_for(state="visible")
        page.wait_for_timeout(100)
        check(page, "sayso-preview", width)
        # A third of the good page is seen at least.
        assert layer_of(page).bounding_box()["height"] <= 0.66 * 800
        page.context.close()
    with served(project) as url:
        page = browser.new_context(**settings).new_page()
        page.goto(url)
        page.get_by_role("heading", name="1 problem").wait_for()
        check(page, "html", width)
        page.context.close()


def check(page, part: str, width: int) -> None:
    """Let axe look at a part of a page, and see that nothing needs sideways scrolling."""
    give_axe(page)
    found = page.evaluate("part => axe.run(part)", part)
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
