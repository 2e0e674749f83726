"""What an article's page costs a reader with a slow line and a slow phone."""

import pytest
from browser_site import ADDRESSES

pytestmark = pytest.mark.browser

ALLOWED = 60_000  # bytes over the line, headers and the page itself included, before anything is opened
ALLOWED_SCRIPT = 10_000
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
SLOWNESS = 4
# From here on the makers of browsers call an answer slow (Interaction to Next Paint).
SLOW = 200


@pytest.fixture
def article(site):
    return site + ADDRESSES["article"]


def load(browser, url, **settings):
    """Load a page into an empty cache, and tell what came over the line: address, kind and size of each answer."""
    page = browser.new_context(**settings).new_page()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    kinds, loads = {}, []
    line.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told}))
    line.on("Network.loadingFinished", lambda told: loads.append((told["requestId"], told["encodedDataLength"])))
    page.goto(url, wait_until="networkidle")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")  # what waits to be seen comes now
    page.wait_for_timeout(300)
    return page, [(kinds[one]["response"]["url"], kinds[one]["type"], size) for one, size in loads if one in kinds]


@pytest.mark.parametrize("settings", [PHONE, DESK], ids=["phone", "desk"])
def test_an_article_is_light(browser, article, settings):
    page, loads = load(browser, article, **settings)
    whole = sum(size for _, _, size in loads)
    script = sum(size for _, kind, size in loads if kind == "Script")
    host = article.split("/repo/")[0]
    print(f"\narticle: {whole} bytes, {script} of them scripts, {len(loads)} answers: {loads}")
    assert {"Document", "Stylesheet", "Script"} <= {kind for _, kind, _ in loads}
    assert [url for url, kind, _ in loads if kind == "Font" or not url.startswith((host, "data:"))] == []
    assert whole <= ALLOWED
    assert script <= ALLOWED_SCRIPT
    page.context.close()


SHIFTS = """new Promise(done => {
  const shifts = [];
  new PerformanceObserver(list => shifts.push(...list.getEntries())).observe({type: "layout-shift", buffered: true});
  const steps = Math.ceil(document.documentElement.scrollHeight / innerHeight);
  let step = 0;
  const next = () => {
    if (step++ < steps) { scrollTo(0, step * innerHeight); setTimeout(next, 30); }
    else done(shifts.map(shift => `${shift.value} ${shift.sources.map(({node}) => node?.className ?? "")}`));
  };
  next();
})"""


@pytest.mark.parametrize("name", ["home", "article", "claim", "claims", "place", "timeline"])
@pytest.mark.parametrize("settings", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_while_a_page_loads_and_is_read(browser, site, name, settings):
    page = browser.new_context(**settings, reduced_motion="reduce").new_page()
    page.goto(site + ADDRESSES[name], wait_until="load")
    assert page.evaluate(SHIFTS) == []
    page.context.close()


ANSWERS = """() => {
  window.answers = [];
  new PerformanceObserver(list => list.getEntries().forEach(({interactionId, duration}) => {
    if (interactionId) answers.push(duration);
  })).observe({type: "event", durationThreshold: 16});
}"""


def slowed(browser, url, **settings):
    """Open a page on a machine that is four times as slow, and begin to measure how fast it answers."""
    page = browser.new_context(**settings, reduced_motion="reduce").new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWNESS})
    page.goto(url, wait_until="load")
    page.evaluate(ANSWERS)
    return page


def slowest(page, rounds):
    """Give the slowest answer of a middling round: one that the rest of the machine held up is not the page's."""
    page.wait_for_timeout(300)  # until the browser has written down the last
    answers = page.evaluate("answers")
    print(f"\nanswers on a machine {SLOWNESS} times as slow: {answers} ms")
    return sorted(answers)[-(rounds + 1) // 2]


@pytest.mark.alone
def test_a_slow_phone_opens_cards(browser, article):
    page = slowed(browser, article, **PHONE)
    names = page.locator(".passage a[data-card]")
    rounds = (0, 5, 10, 15, 20)
    for index in rounds:
        names.nth(index).evaluate("link => link.scrollIntoView({block: 'center'})")
        names.nth(index).tap()
        page.locator(".card:popover-open").wait_for(timeout=2000)
        page.keyboard.press("Escape")
        page.locator(".card:popover-open").wait_for(state="hidden", timeout=2000)
    assert slowest(page, len(rounds)) <= SLOW
    page.context.close()


@pytest.mark.alone
def test_a_slow_phone_opens_the_menu(browser, article):
    page = slowed(browser, article, **PHONE)
    for _ in range(3):
        page.locator("[popovertarget]").first.tap()
        page.locator("nav:popover-open").wait_for(timeout=2000)
        page.keyboard.press("Escape")
    assert slowest(page, 3) <= SLOW
    page.context.close()


def test_a_slow_machine_follows_links(browser, article):
    page = slowed(browser, article, **DESK)
    page.locator(".passage a[data-card]").first.hover()
    page.locator(".card:popover-open").wait_for(timeout=2000)
    page.locator(".card:popover-open .card__name a").click()
    page.wait_for_url(lambda url: url != article, timeout=5000)
    page.context.close()
