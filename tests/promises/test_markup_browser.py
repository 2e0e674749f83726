"""Promise 1 in a browser: of hostile content nothing runs, with the pages' own policy out of the way.

The policy is the second wall. Here it is switched off, so that the first one stands alone.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_site import serve, started_browser
from hostile import Content, let_through, sample

from generator.publish import publish

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SEED = 1
LISTEN = "window.heard = []; window.fired = (what) => window.heard.push(`${what} on ${location.pathname}`);"

BONES = """
(html) => {
  const parse = (text) => new DOMParser().parseFromString(text, "text/html");
  const all = (root) => [...root.querySelectorAll("*")].flatMap((e) => [e, ...inner(e)]);
  const inner = (e) => (e.localName === "template" ? all(e.content) : []);
  const bones = (document) => {
    const found = {};
    for (const element of all(document)) {
      const names = element.getAttributeNames().sort();
      const runs = names.filter((name) => /^(href|src|action|formaction|data)$/.test(name));
      const scheme = (name) => /^\\s*([a-z][a-z0-9+.-]*:|\\/\\/)?/i.exec(element.getAttribute(name))[1] ?? "";
      const schemes = runs.map(scheme);
      const bone = [element.namespaceURI?.slice(-4), element.localName, ...names, ...schemes].join(" ");
      found[bone] = (found[bone] ?? 0) + 1;
    }
    return found;
  };
  const once = parse(html);
  return [bones(once), bones(parse(once.documentElement.outerHTML))];
}
"""
"""What a page is made of, as a browser sees it, and again when what it has made of it is written down and read."""

SOUGHT = ("script", "fired", "img onerror", "svg", "javascript", "verdict true", "iframe srcdoc")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Start a browser for this file."""
    with started_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def webs(tmp_path_factory: pytest.TempPathFactory, *, at_length: bool) -> dict[str, Path]:
    """Build a hostile site and its harmless likeness, each where it can be served."""
    folder = tmp_path_factory.mktemp("projects")
    content = Content(sample(60 if at_length else 8, SEED))
    let_through(content, folder / "hostile")
    content.harmless().write(folder / "calm")
    webs = {}
    for name in ("hostile", "calm"):
        site = publish(folder / name, strict=False, when_busy=list).site
        webs[name] = tmp_path_factory.mktemp(name)
        site.rename(webs[name] / "repo")
    return webs


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """Open a page that listens, without the policy."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    yield page
    context.close()


def heard(page: "Page") -> list[str]:
    """Tell what has run."""
    page.wait_for_timeout(30)
    return page.evaluate("window.heard")


def addresses(web: Path, kinds: tuple[str, ...], most: int) -> list[str]:
    """Give some pages of each kind, and all that are no records'."""
    pages = sorted(file.parent.relative_to(web / "repo").as_posix() for file in (web / "repo").rglob("index.html"))
    records = [[page for page in pages if page.startswith(f"{kind}/")][:most] for kind in kinds]
    return [page for some in records for page in some] + [page for page in pages if "/" not in page]


def test_nothing_runs_on_any_kind_of_page(
    page: "Page", webs: dict[str, Path], figure: Callable[[str], None], *, at_length: bool
) -> None:
    visited = addresses(webs["hostile"], ("articles", "claims", "actors", "units", "places"), 60 if at_length else 2)
    cards = 0
    with serve(webs["hostile"]) as site:
        for address in visited:
            page.goto(f"{site}{address}/", wait_until="load")
            page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
            for link in page.locator("main a[data-card]").all()[:2]:
                link.hover(force=True)
                page.wait_for_timeout(350)
                cards += page.locator(".card").count() > 0
            assert heard(page) == [], address
    assert cards
    figure(f"{len(visited)} pages opened in Chromium, {cards} cards shown: nothing ran")


def test_nothing_runs_in_the_search(page: "Page", webs: dict[str, Path]) -> None:
    with serve(webs["hostile"]) as site:
        page.goto(site)
        page.keyboard.press("/")
        found = 0
        for words in SOUGHT:
            page.locator("dialog input[type=search]").fill(words)
            page.wait_for_timeout(600)
            rows = page.locator(".search__results li")
            found += rows.count()
            tags = page.evaluate("[...document.querySelectorAll('.search__results *')].map((each) => each.localName)")
            assert set(tags) <= {"li", "p", "a", "mark"}, words
            assert heard(page) == [], words
        assert found > len(SOUGHT)


def test_a_browser_sees_the_same_tags_as_in_the_harmless_site(
    page: "Page", webs: dict[str, Path], figure: Callable[[str], None]
) -> None:
    """Count over all pages, for single ones change places by their names; what prose may become is left out."""
    page.goto("about:blank")
    totals = {name: [dict[str, int](), dict[str, int]()] for name in webs}
    pages = 0
    for name, web in webs.items():
        for file in sorted(web.rglob("*.html")):
            pages += 1
            once, again = page.evaluate(BONES, file.read_text(encoding="utf-8"))
            assert once == again, f"{file} means something else when it is written down again"
            for bone, count in once.items():
                totals[name][0][bone] = totals[name][0].get(bone, 0) + count
    calm = totals["calm"][0]
    new = {bone for bone in totals["hostile"][0] if bone not in calm and bone.split()[1] not in MADE}
    scripts = {bone for bone in calm if bone.split()[1] in WEIGHTY}
    figure(f"{pages} pages read by Chromium, and read again as it wrote them: {len(new)} kinds of tags are new")
    assert new == set()
    assert {bone: totals["hostile"][0].get(bone) for bone in scripts} == {bone: calm[bone] for bone in scripts}


MADE = {"em", "strong", "ul", "ol", "li", "p", "blockquote", "bdi", "a", "section", "div", "h2", "h3"}
"""What prose, a text and the direction of a name may become (`test_markup.py` counts them one by one)."""

WEIGHTY = {
    "script",
    "link",
    "meta",
    "base",
    "style",
    "iframe",
    "form",
    "input",
    "button",
    "img",
    "svg",
    "template",
    "h1",
}
"""Of these there is not one more."""
