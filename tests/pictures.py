"""Makes pictures of the site's pages, from a fresh build.

    .venv/bin/python tests/pictures.py FOLDER
    .venv/bin/python tests/pictures.py FOLDER --only article claim
    .venv/bin/python tests/pictures.py --approve

The first makes the whole home, article, claim, actor, place, matrix and timeline pages at three widths, light and
dark, and `FOLDER/index.html`, which shows them all. With the packages fonts-sil-charis and fonts-inter they look much
as on a phone. The second makes some of them only.

The last makes the approved pictures anew, with which tests/browser/test_pictures_of_pages.py compares the pages: what
a reader sees first, in a font that is the same everywhere. Look at them before they are committed.
"""

from __future__ import annotations

import argparse
import html
import io
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from browser_site import ADDRESSES, build_site, serve, started_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image
    from playwright.sync_api import Browser

HERE = Path(__file__).parent
APPROVED = HERE / "approved"
PAGES = {**{name: ADDRESSES[name] for name in ("home", "article", "claim", "actor", "place")}, "matrix": "claims/"}
PAGES["timeline"] = ADDRESSES["timeline"]
COMPARED = ("article", "claim", "matrix", "place", "timeline")
SIZES = {390: 844, 820: 1180, 1440: 900}
SCHEMES = ("light", "dark")
GREYS = 16
DRAWN_ALIKE = ("--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb")


@contextmanager
def browser_with_fonts(fonts: str) -> Iterator[Browser]:
    """Start a browser that draws alike everywhere, with the fonts that a file of `tests/fonts/` names."""
    with started_browser(*DRAWN_ALIKE, FONTCONFIG_FILE=str(HERE / "fonts" / f"{fonts}.conf")) as browser:
        yield browser


def take(browser: Browser, url: str, width: int, scheme: str = "light", *, whole: bool = True) -> bytes:
    """Take a picture of a page that has come to rest."""
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(url, wait_until="load")
    page.wait_for_timeout(100)  # what a script might still do
    picture = page.screenshot(full_page=whole, animations="disabled", caret="hide")
    context.close()
    return picture


def small(picture: bytes) -> Image.Image:
    """Make a picture what is kept and compared: in a few greys."""
    from PIL import Image  # the newcomer's test command goes without it

    step = 255 / (GREYS - 1)
    return Image.open(io.BytesIO(picture)).convert("L").point([round(round(grey / step) * step) for grey in range(256)])


def first_views(browser: Browser, site: str) -> Iterator[tuple[str, Image.Image]]:
    """Take what a reader sees first of the pages that are compared, with the names the pictures are kept under."""
    for name in COMPARED:
        for width in SIZES:
            yield f"{name}-{width}.png", small(take(browser, site + PAGES[name], width, whole=False))


def save(picture: Image.Image, path: Path) -> None:
    """Keep a picture in as few bytes as it needs."""
    picture.quantize(GREYS).save(path, optimize=True)


def approve(site: str) -> list[str]:
    """Put pictures of the pages as they are now in place of the approved ones."""
    APPROVED.mkdir(exist_ok=True)
    with browser_with_fonts("approved") as browser:
        views = dict(first_views(browser, site))
    for old in APPROVED.glob("*.png"):
        old.unlink()
    for name, picture in views.items():
        save(picture, APPROVED / name)
    return sorted(views)


def whole_pages(site: str, folder: Path, names: list[str]) -> list[str]:
    """Take whole pages, light and dark, and give the pictures' names."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with browser_with_fonts("phone") as browser:
        for name, width, scheme in ((n, w, s) for n in names for s in SCHEMES for w in SIZES):
            made.append(f"{name}-{width}-{scheme}.png")
            (folder / made[-1]).write_bytes(take(browser, site + PAGES[name], width, scheme))
    (folder / "index.html").write_text(sheet(made), encoding="utf-8")
    return made


def sheet(names: list[str]) -> str:
    """Write a page that shows the tops of all pictures; each leads to the whole."""
    style = "body{margin:1rem;background:#777;font:14px sans-serif;display:flex;flex-wrap:wrap;gap:1rem}"
    style += "a{color:#fff}img{display:block;height:36rem;width:auto;object-fit:cover;object-position:top}"
    style += "a span{display:block;overflow:hidden;height:36rem;width:22rem}img{width:22rem;height:auto}"
    figures = "".join(
        f'<a href="{(n := html.escape(name))}">{n}<span><img src="{n}" alt=""></span></a>' for name in names
    )
    return f"<!doctype html><meta charset=utf-8><title>Pictures</title><style>{style}</style>{figures}\n"


def main() -> None:
    """Read the command line, build the site and make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="where the pictures go")
    parser.add_argument("--only", nargs="+", choices=PAGES, default=list(PAGES), help="these pages only")
    parser.add_argument("--approve", action="store_true", help="make the approved pictures anew")
    chosen = parser.parse_args()
    if bool(chosen.folder) == chosen.approve:
        parser.error("give either a folder or --approve")
    with tempfile.TemporaryDirectory() as work:
        project, web = Path(work, "project"), Path(work, "web")
        project.mkdir()
        web.mkdir()
        with serve(build_site(project, web)) as site:
            made = approve(site) if chosen.approve else whole_pages(site, chosen.folder, chosen.only)
    print(f"{len(made)} pictures in {APPROVED if chosen.approve else chosen.folder}")


if __name__ == "__main__":
    main()
