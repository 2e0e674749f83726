"""Makes the pictures of the editors' guide anew, from a site in which somebody has followed it.

    .venv/bin/python tests/guide_pictures.py

Needs Chromium, and for the letters of a reader's screen the packages fonts-sil-charis and fonts-inter. Look at the
pictures before they are committed: content/guide/pictures/.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from browser.test_serve import served
from browser_site import serve
from guided import PICTURES, misspell, the_claim, walk
from pictures import browser_with_fonts
from sites import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

WIDTH = 620
TWICE = 2
"""Points of a picture for each of the page, so that letters are sharp on a phone."""

COLOURS = 48
MARGIN = 12
SITE = {"SAYSO_SITE_URL": "https://site.example/repo/", "SAYSO_REPO_URL": "https://github.com/your-paper/your-site"}
RING = "el => { el.style.outline = '3px solid #b3261e'; el.style.outlineOffset = '5px'; el.style.borderRadius = '2px' }"
"""Draws a ring around what a text speaks of."""

CARDS = (
    (
        "1  The report says",
        "serif",
        ("“In March, he said, the area held", "by Ukraine had shrunk to less than", "half within five days.”"),
    ),
    (
        "2  You write",
        "monospace",
        (
            "claim:  what is said, in our words",
            "actor:  who says it",
            "stance: what they do with it",
            "quote:  the words of the report",
        ),
    ),
    (
        "3  Readers see",
        "serif",
        (
            "“In March 2025 the area … shrank …”",
            "Claimed: asserted by Valery Gerasimov.",
            "▲ Valery Gerasimov asserted",
            "   “In March, he said, …”",
        ),
    ),
)


def steps() -> str:
    """Draw the three steps, one below the other, so that they can be read on a phone."""
    parts, top = [], 8
    for number, (heading, family, lines) in enumerate(CARDS):
        height = 74 + 34 * len(lines)
        parts.append(f'<rect x="8" y="{top}" width="604" height="{height}" rx="6" fill="#fff" stroke="#8a8a80"/>')
        parts.append(f'<text x="32" y="{top + 40}" font-family="sans-serif" font-weight="700">{heading}</text>')
        style = f'font-family="{family}" xml:space="preserve"'
        parts += [f'<text x="32" y="{top + 80 + 34 * at}" {style}>{line}</text>' for at, line in enumerate(lines)]
        top += height
        if number < len(CARDS) - 1:
            parts.append(
                f'<path d="M310 {top + 8}v30m-12-13l12 13 12-13" fill="none" stroke="#1a1a17" stroke-width="3"/>'
            )
            top += 48
    size = f'width="{WIDTH}" height="{top + 8}"'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-size="24" fill="#1a1a17">{"".join(parts)}</svg>'
    return f'<!doctype html><meta charset="utf-8"><body style="margin:0;background:#fcfcf6">{drawing}'


def save(picture: bytes, name: str) -> None:
    """Keep a picture in as few bytes as it needs."""
    from PIL import Image  # as in pictures.py

    PICTURES.mkdir(exist_ok=True)
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.convert("RGB").save(PICTURES / name, lossless=True, quality=100, method=6)


def new_page(browser: Browser, height: int = 800, width: int = WIDTH) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=TWICE, reduced_motion="reduce"
    )
    return context.new_page()


def take(page: Page, first: Locator, last: Locator, name: str) -> None:
    """Take a picture from the top of one element to the foot of another, as wide as the page."""
    page.wait_for_timeout(200)
    top, foot = first.bounding_box(), last.bounding_box()
    assert top
    assert foot
    width = page.viewport_size["width"]
    start, end = top["y"] - MARGIN, foot["y"] + foot["height"] + MARGIN
    clip = {"x": 0, "y": start, "width": width, "height": end - start}
    save(page.screenshot(full_page=True, clip=clip, animations="disabled"), name)


def pages_of(browser: Browser, site: str, article: str) -> None:
    """Take the claim's own page, and its words in the report."""
    claim, actor = the_claim()
    page = new_page(browser)
    page.goto(f"{site}claims/{claim}/", wait_until="load")
    position = page.locator(".position").first
    position.get_by_role("link", name="edit", exact=True).evaluate(RING)
    take(page, page.locator("h1"), position, "claim.webp")
    page.goto(f"{site}articles/{article}/", wait_until="load")
    mark = page.locator(f"#q-{claim}--{actor}")
    paragraph = page.locator("p").filter(has=mark)
    note = page.locator(".note").filter(has=page.locator(f'[href*="{claim}"]')).first
    note.evaluate(RING)
    take(page, paragraph, note, "marked.webp")


def preview_of(browser: Browser, project: Path, file: Path) -> None:
    """Take what `sayso serve` shows of the mistake of which the guide tells."""
    claim, _ = the_claim()
    with served(project) as url:
        page = new_page(browser, height=660)
        page.goto(url.replace("/repo/", f"/claims/{claim}/"), wait_until="load")
        page.locator("main h1").first.wait_for()
        misspell(file)
        page.locator("sayso-preview .layer").wait_for(state="visible")
        page.wait_for_timeout(300)
        save(page.screenshot(animations="disabled"), "serve.webp")


def main() -> None:
    """Follow the guide, build the site, and make the pictures."""
    with tempfile.TemporaryDirectory() as work, browser_with_fonts("phone") as browser:
        page = new_page(browser)
        page.set_content(steps())
        save(page.locator("svg").screenshot(), "steps.webp")
        project, web = Path(work, "project"), Path(work, "web")
        project.mkdir()
        web.mkdir()
        file = walk(project)
        done = run("generator", "build", cwd=project, environment=SITE)
        assert done.returncode == 0, done.stderr
        (project / "site").rename(web / "repo")
        with serve(web) as site:
            pages_of(browser, site, file.parent.name)
        preview_of(browser, project, file)
    for picture in sorted(PICTURES.iterdir()):
        print(f"{picture.name}: {picture.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
