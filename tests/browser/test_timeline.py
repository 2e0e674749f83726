"""The timeline as it is drawn: before the line what happened, behind it what was said, nothing on top of anything."""

from __future__ import annotations

import itertools
import shutil
from typing import TYPE_CHECKING

import pytest
from browser_site import open_page, serve
from pages_site import FILES
from sites import MKDOCS_YML, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

EVENTS = """\
events:
  - {id: century, title: A border is drawn, when: 1925}
  - {id: siege, title: A long siege of a village with a long name near the border, when: 2024-01/2024-06}
  - {id: before, title: A fight before, when: 2024-08~, claims: [basivka-taken]}
  - {id: same-night, title: A night of shelling, when: 2025-04-06T22:00, claims: [basivka-taken]}
  - {id: about-then, title: A bridge is hit, when: 2025-05-02~}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose timeline has dates of every form."""
    project, web = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("web")
    for name, text in (FILES | {"mkdocs.yml": MKDOCS_YML, "content/articles/village/more.yml": EVENTS}).items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = run("generator", "build", cwd=project)
    assert done.returncode == 0, done.stderr
    shutil.move(project / "site", web / "repo")
    with serve(web) as address:
        yield address


PARTS = """[...document.querySelectorAll(".timeline__moment")].map(moment => {
  const box = (selector) => {
    const part = moment.querySelector(selector);
    if (!part) return null;
    const {left, right, top, bottom} = part.getBoundingClientRect();
    return {left, right, top, bottom};
  };
  return {
    whole: (({left, right, top, bottom}) => ({left, right, top, bottom}))(moment.getBoundingClientRect()),
    mark: box(".timeline__mark"), time: box(".timeline__time"), later: box(".timeline__later"),
    happened: box(".timeline__happened"), said: box(".timeline__said"),
  };
})"""
PAGES = pytest.mark.parametrize("page_name", ["timeline/", "articles/village/"])
BESIDE = 832  # pixels of the window from which the two sides stand side by side


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return (
        one["left"] < other["right"] - 0.5
        and other["left"] < one["right"] - 0.5
        and one["top"] < other["bottom"] - 0.5
        and other["top"] < one["bottom"] - 0.5
    )


@PAGES
@pytest.mark.parametrize("scheme", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_nothing_lies_on_anything_else(browser: Browser, address: str, page_name: str, width: int, scheme: str) -> None:
    page, faults = open_page(browser, address + page_name, viewport={"width": width, "height": 900})
    page.evaluate(f"document.documentElement.dir = '{scheme}'")
    moments = page.evaluate(PARTS)
    assert len(moments) > 4
    for moment in moments:
        parts = {name: box for name, box in moment.items() if box and name != "whole"}
        for (name, box), (other_name, other) in itertools.combinations(parts.items(), 2):
            assert not overlap(box, other), (name, other_name, moment)
        assert all(box["bottom"] <= moment["whole"]["bottom"] + 0.5 for box in parts.values())
    for first, second in itertools.pairwise(moments):
        assert first["whole"]["bottom"] <= second["whole"]["top"] + 0.5
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults == []
    page.context.close()


@pytest.mark.parametrize(("direction", "sign"), [("ltr", 1), ("rtl", -1)])
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_what_happened_stands_before_the_line_and_what_was_said_behind_it(browser, address, width, direction, sign):
    page, _ = open_page(browser, address + "timeline/", viewport={"width": width, "height": 900})
    page.evaluate(f"document.documentElement.dir = '{direction}'")
    for moment in page.evaluate(PARTS):
        axis = (moment["mark"]["left"] + moment["mark"]["right"]) / 2
        for side, is_before in (("happened", width >= BESIDE), ("said", False)):
            if moment[side]:
                middle = (moment[side]["left"] + moment[side]["right"]) / 2
                assert (middle - axis) * sign * (-1 if is_before else 1) > 0
    page.context.close()


def test_a_bar_is_as_long_as_the_time_lasted(browser, address):
    page, _ = open_page(browser, address + "timeline/")
    heights = page.locator(".timeline__mark").evaluate_all("marks => marks.map(mark => mark.clientHeight)")
    times = page.locator(".timeline__time").all_inner_texts()
    drawn = dict(zip(times, heights, strict=True))
    assert drawn["1925"] > drawn["January 2024 to June 2024"] > drawn["April 2025"] > drawn["2 April 2025"]
    page.context.close()


@PAGES
def test_links_between_what_happened_and_what_was_said_lead_there_and_back(browser, address, page_name):
    page, _ = open_page(browser, address + page_name, viewport={"width": 390, "height": 844})
    page.locator(".event:has-text('A fight before') .event__said a").first.click()
    there = page.locator(".said:target")
    assert there.locator(".line > a").inner_text() == "“Russian troops have taken Basivka.”"
    there.locator(".said__refers a", has_text="A fight before").click()
    assert page.locator(".event:target .event__title").inner_text() == "A fight before"
    page.context.close()


def test_the_drawing_is_not_read_aloud(browser, address):
    page, _ = open_page(browser, address + "timeline/")
    tree = page.locator(".timeline > ol").aria_snapshot()
    assert "img" not in tree
    assert tree.count("What happened") == page.locator(".timeline__happened").count()
    page.context.close()
