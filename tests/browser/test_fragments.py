"""Links to the words in the original, followed in a real browser: they scroll to the words and mark them."""

from __future__ import annotations

import base64
import functools
import http.server
import threading
from typing import TYPE_CHECKING

import pytest

from generator.build import load
from generator.pages.fragments import original_links

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# As another site may have set it: entities, wrapped lines, links and emphasis within the words, spaces of all kinds.
PARAGRAPHS = {
    "first": "The ferry goes on Monday, the harbour master said. He denied that it had ever gone on a Tuesday.",
    "signs": "“It\u2019s a\u00a0rope,” he said\u2009—\u2009“twenty\u2011two metres, new &amp; dry, "
    "<i>50\u202f% off</i>…”",
    "hyphens": "At noon the fire\u00adfighters left the <a href='#'>well-known harbour</a>, "
    "and the caf\u0065\u0301 was closed.",
    "long": "Long ago, so they say in town, the river stood higher than the school, "
    + "and nobody minded, " * 12
    + "and the geese came down\nto the square on market days, to be counted by the clerk.",
    "again": "The ferry goes on Monday, or so they say in town.",
    "end": "Nothing came of it. That is all there is to tell, said the clerk.",
    "ukrainian": "«Млин стоїть, і стоятиме», — заявила голова громади. "
    "„Жодних доку\u00adментів немає“, – сказав власник.",
    "chinese": "“渡口不会关闭，”镇长星期三表示。她说，修缮工程最早要到五月才能开始。",
    "arabic": "قال رئيس المجلس المحلي إنّ «البئر ملك لأهل القرية جميعًا»، وأضاف أنّ الأعمال ستبدأ خلال أسبوعين.",
    "thai": "“สะพานจะไม่ปิด” นายกเทศมนตรีกล่าวเมื่อวันพุธ และบอกว่าจะเริ่มซ่อมในเดือนพฤษภาคม",
}
SPACER = "<div style='height: 3000px'></div>"
HTML = (
    "<!doctype html><meta charset=utf-8><title>The original</title>"
    "<style>body { width: 40em } ::target-text { background: #f00; color: #f00 }</style>"
    + "".join(f"{SPACER}<p id={name}>{words}</p>" for name, words in PARAGRAPHS.items())
    + SPACER
)
TEXT = "\n\n".join(PARAGRAPHS.values()).replace("&amp;", "&")
for _tag in ("<i>", "</i>", "<a href='#'>", "</a>"):
    TEXT = TEXT.replace(_tag, "")

QUOTES = {
    "first": "He denied that it had ever gone on a Tuesday",
    "signs": '"It\'s a rope," he said - "twenty-two metres, new & dry, 50 % off..."',
    "hyphens": "firefighters left the well-known harbour, and the café was closed",
    "long": "the river stood higher … on market days, to be counted by the clerk.",
    "end": "That is all there is to tell, said the clerk.",
    "ukrainian": 'Жодних документів немає", - сказав власник',
    "chinese": "镇长星期三表示",
    "arabic": "البئر ملك لأهل القرية جميعًا",
    "thai": "นายกเทศมนตรีกล่าวเมื่อวันพุธ",
}
OVER_PARAGRAPHS = "or so they say in town. Nothing came of it."


PUBLISHED = "https://original.example/original.html"
"""Where records say that the text stands: a link to this machine would be refused."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page on which the text was first published, served as by another site."""
    web = tmp_path_factory.mktemp("web")
    (web / "original.html").write_text(HTML, encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(web)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/original.html"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 900, "height": 700})
    yield opened
    opened.close()


def link_to(url: str, folder: Path, fields: dict[str, str], show: str = "quotes") -> str:
    """Give the link to a quote's words, as pages show it."""
    home = folder / "content/articles/ferry"
    place, *anchor = url.split("#")
    published = "#".join((PUBLISHED, *anchor))
    home.mkdir(parents=True)
    quote = "".join(f"        {key}: |-\n          {value}\n" for key, value in fields.items())
    (home / "text.md").write_text(TEXT, encoding="utf-8")
    (home / "article.yml").write_text(
        f"title: Ferry\npublished: 2025-06-01\nlanguage: en\nshow_text: {show}\nsource: {{url: '{published}'}}\n"
    )
    (home / "claims.yml").write_text(
        "claims:\n  - id: goes\n    claim: It goes.\n    positions:\n"
        f"      - actor: report\n        stance: asserts\n        verb: says\n{quote}",
        encoding="utf-8",
    )
    loaded, problems = load(folder, folder / "content")
    assert not [problem for problem in problems if problem.severity == "error"], problems
    return original_links(loaded.library.articles["ferry"])["q-goes--report"].replace(PUBLISHED, place)


def marked(page: Page) -> set[str]:
    """Find the paragraphs that are in view and hold words the browser has marked."""
    seen = page.evaluate(
        """() => [...document.querySelectorAll("p")].filter(p => {
          const box = p.getBoundingClientRect();
          return box.top >= 0 && box.bottom <= innerHeight;
        }).map(p => p.id)"""
    )
    return {name for name in seen if reddened(page, page.locator(f"#{name}").screenshot())}


def reddened(page: Page, picture: bytes) -> bool:
    """Tell whether a picture holds what the page's style marks words with."""
    address = "data:image/png;base64," + base64.b64encode(picture).decode()
    count = page.evaluate(
        """async address => {
          const image = new Image();
          image.src = address;
          await image.decode();
          const canvas = document.createElement("canvas");
          canvas.width = image.width; canvas.height = image.height;
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0);
          const dots = context.getImageData(0, 0, image.width, image.height).data;
          let red = 0;
          for (let i = 0; i < dots.length; i += 4) red += dots[i] > 200 && dots[i + 1] < 60 && dots[i + 2] < 60;
          return red;
        }""",
        address,
    )
    return count > 50


def follow(page: Page, link: str) -> None:
    """Click a link, as a reader does, on a page of another site."""
    page.goto("about:blank")
    page.set_content("<a id=link>original</a>")
    page.evaluate("link => document.getElementById('link').href = link", link)
    page.click("#link")
    page.wait_for_url("**/original.html*")
    page.wait_for_function("scrollY > 0", timeout=5000)


@pytest.mark.parametrize("name", QUOTES)
def test_the_link_scrolls_to_the_words_and_marks_them(name: str, original: str, page: Page, tmp_path: Path):
    link = link_to(original, tmp_path, {"quote": QUOTES[name]})
    assert ":~:text=" in link
    follow(page, link)
    assert marked(page) == {name}


def test_words_over_paragraphs_are_marked_from_the_first_on(original: str, page: Page, tmp_path: Path):
    follow(page, link_to(original, tmp_path, {"quote": OVER_PARAGRAPHS}))
    assert "again" in marked(page)


def test_context_singles_out_the_second_place_where_the_text_is_published(original: str, page: Page, tmp_path: Path):
    fields = {"quote": "The ferry goes on Monday", "suffix": ", or"}
    follow(page, link_to(original, tmp_path, fields, show="full"))
    assert marked(page) == {"again"}


def test_an_anchor_that_the_address_had_stays(original: str, page: Page, tmp_path: Path):
    follow(page, link_to(f"{original}#end", tmp_path, {"quote": QUOTES["ukrainian"]}))
    assert marked(page) == {"ukrainian"}
    assert page.evaluate("location.hash") == "#end"
