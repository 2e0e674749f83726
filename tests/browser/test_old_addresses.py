"""Whoever follows an address from before a renaming sees what it stood for, and nobody else sees a difference."""

import shutil

import pytest
from browser_site import copy_project, open_page, serve
from sites import run

pytestmark = pytest.mark.browser

CLAIM, TEXT = "claims/basivka-taken/", "articles/belgorod-confirmed/"


@pytest.fixture(scope="module")
def renamed(tmp_path_factory):
    """The repository's own site, in which a speaker was renamed, and after it a claim."""
    folder, web = tmp_path_factory.mktemp("renamed"), tmp_path_factory.mktemp("web")
    copy_project(folder)
    for old, new in (("russia", "russian-state"), ("basivka-taken", "basivka-captured")):
        done = run("generator", "rename", old, new, cwd=folder)
        assert done.returncode == 0, done.stderr
    done = run("generator", "build", cwd=folder)
    assert done.returncode == 0, done.stderr
    shutil.copytree(folder / "site", web / "repo")
    with serve(web) as address:
        yield address


def outline(page, selector: str) -> str:
    return page.locator(selector).evaluate("element => getComputedStyle(element).outlineStyle")


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_position_is_found_and_outlined(browser, renamed, java_script_enabled):
    address = f"{renamed}claims/basivka-captured/#p-belgorod-confirmed--russia"
    page, faults = open_page(browser, address, java_script_enabled=java_script_enabled)
    position = "#p-belgorod-confirmed--russian-state"
    assert outline(page, position) == "solid"
    top = page.locator(position).bounding_box()["y"]
    assert -20 < top < 720
    assert faults == []
    page.context.close()


def test_a_page_that_moved_hands_on_the_place(browser, renamed):
    page, _ = open_page(browser, f"{renamed}{CLAIM}#p-belgorod-confirmed--russia")
    page.wait_for_url("**/claims/basivka-captured/#p-belgorod-confirmed--russia")
    assert outline(page, "#p-belgorod-confirmed--russian-state") == "solid"
    page.context.close()


def test_words_in_the_text_are_found_and_marked(browser, renamed):
    page, faults = open_page(browser, f"{renamed}{TEXT}#q-basivka-taken--russia")
    words = page.locator("mark#q-basivka-captured--russian-state")
    page.wait_for_function("document.querySelector('mark.target')")
    assert "target" in words.get_attribute("class")
    assert 0 < words.bounding_box()["y"] < 720
    assert faults == []
    page.context.close()


@pytest.mark.parametrize("address", ["claims/basivka-captured/", TEXT])
def test_an_old_address_takes_no_room(browser, renamed, address):
    page, _ = open_page(browser, renamed + address)
    height = "document.documentElement.scrollHeight"
    with_them = page.evaluate(height)
    assert page.locator(".was").count() > 0
    page.evaluate("for (const was of document.querySelectorAll('.was')) was.remove()")
    assert page.evaluate(height) == with_them
    page.context.close()
