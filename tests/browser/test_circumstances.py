"""Reading where not everything is as usual: small, enlarged, calm, in few colours, without style or scripts."""

import itertools

import pytest
from browser_site import ADDRESSES, EVERY_PAGE, give_axe

pytestmark = pytest.mark.browser

# A desk's window of 1280 by 1024 at 400 %: what is left of it.
ENLARGED = {"width": 320, "height": 256}
# The spacing that WCAG 1.4.12 lets a reader ask for.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }"""

# Words that their own box cuts off: it hides what overflows, and something does.
CUT = """() => [...document.querySelectorAll("body *")].filter(element => {
  const {overflowX, overflowY, position} = getComputedStyle(element);
  const seen = element.checkVisibility({visibilityProperty: true}) && position !== "absolute";
  return seen && element.textContent.trim() && (
    (overflowX === "hidden" || overflowX === "clip") && element.scrollWidth > element.clientWidth + 1
    || (overflowY === "hidden" || overflowY === "clip") && element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 100))"""

# How much of the window is always covered by what does not scroll away.
COVERED = """() => {
  const fixed = [...document.querySelectorAll("body *")].filter(element => {
    const {position, insetBlockStart, insetBlockEnd} = getComputedStyle(element);
    return (position === "fixed" || position === "sticky") && element.checkVisibility({visibilityProperty: true});
  });
  const rows = new Set();
  for (const box of fixed.map(element => element.getBoundingClientRect())) {
    for (let y = Math.max(0, Math.ceil(box.top)); y < Math.min(innerHeight, box.bottom); y++) rows.add(y);
  }
  return rows.size / innerHeight;
}"""

# Pairs of a link that leads within the page to what is not there.
NOWHERE = """() => [...document.querySelectorAll("a[href^='#']")].map(link => link.getAttribute("href").slice(1))
  .filter(id => !document.getElementById(decodeURIComponent(id)))"""


def opened(browser, url, **settings):
    page = browser.new_context(**settings).new_page()
    page.goto(url, wait_until="load")
    page.wait_for_timeout(50)
    return page


@EVERY_PAGE
def test_at_four_hundred_percent_everything_can_be_reached(browser, site, address):
    page = opened(browser, site + address, viewport=ENLARGED)
    assert page.evaluate("document.documentElement.scrollWidth") <= ENLARGED["width"]
    assert page.evaluate(CUT) == []
    for part in (0, 0.5, 1):
        page.evaluate(
            "part => scrollTo({top: part * document.documentElement.scrollHeight, behavior: 'instant'})", part
        )
        assert page.evaluate(COVERED) <= 1 / 3
    page.context.close()


@EVERY_PAGE
def test_a_reader_may_space_the_text(browser, site, address):
    page = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True).new_page()
    page.goto(site + address, wait_until="load")
    page.add_style_tag(content=SPACED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(CUT) == []
    page.context.close()


@EVERY_PAGE
def test_large_letters_of_the_browser_are_taken(browser, site, address):
    page = browser.new_context(viewport={"width": 780, "height": 844}, bypass_csp=True).new_page()
    page.goto(site + address, wait_until="load")
    before = page.locator("main").evaluate("main => parseFloat(getComputedStyle(main).fontSize)")
    page.add_style_tag(content="html { font-size: 200% }")
    after = page.locator("main").evaluate("main => parseFloat(getComputedStyle(main).fontSize)")
    assert after >= 1.8 * before
    assert page.evaluate("document.documentElement.scrollWidth") <= 780
    page.context.close()


@EVERY_PAGE
def test_nothing_moves_for_who_wants_no_motion(browser, site, address):
    page = opened(browser, site + address, reduced_motion="reduce")
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = """() => [...document.querySelectorAll("*")].filter(element => {
      const {transitionDuration, animationName} = getComputedStyle(element);
      return parseFloat(transitionDuration) > 0 || animationName !== "none";
    }).map(element => element.outerHTML.slice(0, 80))"""
    assert page.evaluate(moving) == []
    page.context.close()


# Words whose colour is too near to the one behind them. axe does not look where the reader sets the colours.
UNSEEN = """() => {
  const dots = colour => colour.match(/[0-9.]+/g).map(Number);
  const light = colour => dots(colour).slice(0, 3)
    .map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const isClear = element => dots(getComputedStyle(element).backgroundColor)[3] === 0;
  const behind = element => isClear(element) && element.parentElement ? behind(element.parentElement) : element;
  const probe = document.body.appendChild(document.createElement("p"));
  probe.style = "background-color: Canvas";
  const canvas = getComputedStyle(probe).backgroundColor;
  probe.remove();
  const hasWords = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  return [...document.querySelectorAll("body *")].filter(element => {
    if (!hasWords(element) || !element.checkVisibility({visibilityProperty: true})) return false;
    const ground = behind(element);
    const {backgroundColor} = getComputedStyle(ground);
    const pair = [getComputedStyle(element).color, isClear(ground) ? canvas : backgroundColor].map(light);
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05) < 4.5;
  }).map(element => element.outerHTML.slice(0, 80));
}"""
CONTRAST = """async rule => (await axe.run(document, {runOnly: {type: "rule", values: [rule]}}))
  .violations.flatMap(({nodes}) => nodes.map(({failureSummary, target}) => `${target}: ${failureSummary}`))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@EVERY_PAGE
def test_in_forced_colours_all_words_are_seen(browser, site, address, scheme):
    page = opened(browser, site + address, forced_colors="active", color_scheme=scheme, bypass_csp=True)
    assert page.evaluate(UNSEEN) == []
    page.context.close()


def test_words_that_cannot_be_seen_are_found(browser):
    page = browser.new_context(forced_colors="active", color_scheme="dark").new_page()
    page.set_content("<p>Words and <mark>marked ones with <a href='#there'>a link</a></mark></p>")
    assert len(page.evaluate(UNSEEN)) == 1
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_in_forced_colours_quoted_words_stand_out(browser, site, width, scheme):
    page = opened(
        browser,
        site + ADDRESSES["article"],
        forced_colors="active",
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
    )
    plain = """() => [...document.querySelectorAll("mark:not(.unchecked)")].filter(mark =>
      getComputedStyle(mark).textDecorationLine !== "underline").map(mark => mark.outerHTML.slice(0, 80))"""
    assert page.evaluate(plain) == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["article", "claim", "claims", "timeline", "place", "contract"])
def test_more_contrast_is_given_to_who_asks(browser, site, name, scheme):
    page = browser.new_context(color_scheme=scheme, contrast="more", bypass_csp=True).new_page()
    page.goto(site + ADDRESSES[name], wait_until="load")
    give_axe(page)
    assert page.evaluate(CONTRAST, "color-contrast-enhanced") == []
    tokens = page.evaluate(
        """() => ["--ink", "--ink-quiet", "--rule-strong"].map(
          name => getComputedStyle(document.documentElement).getPropertyValue(name))"""
    )
    assert len(set(tokens)) == 1
    page.context.close()


@EVERY_PAGE
def test_without_style_the_order_makes_sense(browser, site, address):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.route("**/*.css", lambda route: route.abort())
    page = context.new_page()
    page.goto(site + address, wait_until="load")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#_main"
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => +one.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []
    parts = page.evaluate("[...document.body.querySelectorAll('header, main, footer')].map(one => one.tagName)")
    assert [part for part in parts if part in {"HEADER", "MAIN", "FOOTER"}][:2] == ["HEADER", "MAIN"]
    if not page.locator("table, pre").count():  # a table needs its width, and lines of an example must not break
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(NOWHERE) == []
    context.close()


def test_without_style_shapes_are_small_and_words_tell_the_stance(browser, site):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.route("**/*.css", lambda route: route.abort())
    page = context.new_page()
    page.goto(site + ADDRESSES["claim"], wait_until="load")
    widest = page.evaluate("Math.max(0, ...[...document.querySelectorAll('svg')].map(one => one.clientWidth))")
    assert widest <= 390
    assert "denied" in page.locator("main").inner_text()
    shapes = page.locator("main svg.shape").all()
    assert all(shape.bounding_box()["width"] <= 24 for shape in shapes if shape.is_visible())
    context.close()


@EVERY_PAGE
def test_without_scripts_nothing_is_offered_that_needs_them(browser, site, address):
    page = opened(browser, site + address, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    # What works without a script: it opens a popover, or sends a form.
    dead = "main button:not([popovertarget]):not([type=submit]), main select, main input:not([type=submit])"
    assert [one.evaluate("one => one.outerHTML") for one in page.locator(dead).all() if one.is_visible()] == []
    assert page.evaluate(NOWHERE) == []
    page.context.close()


def test_without_scripts_the_menu_opens_on_a_phone(browser, site):
    page = opened(browser, site, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.locator("[popovertarget]").click()
    page.locator("nav:popover-open a[href$='claims/']").click()
    assert page.url == f"{site}claims/"
    page.context.close()
