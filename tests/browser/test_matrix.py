"""The list of claims in a browser: narrowed down, sorted, shared, taken back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import browser_site
import pytest
from browser_site import serve
from pages_site import FILES
from sites import MKDOCS_YML, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


SMALL = "from generator.pages.views import matrix; matrix.LARGEST = 5; from generator.cli import main; main()"


def make_site(project: Path, web: Path, code: str = "") -> Path:
    """Build a site with several articles, hostile names and views among its claims."""
    for name, text in (FILES | {"mkdocs.yml": MKDOCS_YML}).items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = run(*(["build"] if code else ["generator", "build"]), cwd=project, code=code)
    assert done.returncode == 0, done.stderr
    shutil.move(project / "site", web / "repo")
    return web


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The list of claims as a matrix."""
    with serve(make_site(tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("web"))) as address:
        yield f"{address}claims/"


@pytest.fixture(scope="module")
def plain_list(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same where a matrix would be too large."""
    with serve(make_site(tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("web"), SMALL)) as address:
        yield f"{address}claims/"


def open_page(browser: Browser, url: str, **settings: object) -> tuple[Page, list[str]]:
    """Open a page, and wait for the last step of its script, however slow the machine."""
    page, faults = browser_site.open_page(browser, url, **settings)
    if settings.get("java_script_enabled", True) and page.locator("form.filters").count():
        page.wait_for_selector(".filters:not([hidden])")
    return page, faults


def shown(page: Page) -> list[str]:
    """Give the claims that can be seen, in the order in which they stand, each as the folder of its page."""
    page.wait_for_selector(".filters:not([hidden])")  # after a reload as well
    seen = "links => links.filter((link) => link.checkVisibility()).map((link) => link.getAttribute('href'))"
    return [href.split("/")[-2] for href in page.eval_on_selector_all(".matrix__words", seen)]


def told(page: Page) -> str:
    return page.locator(".filters [role=status]").inner_text()


def query(page: Page) -> str:
    return page.url.partition("claims/")[2]


ALONE = {
    "status=disputed": ["basivka-held", "basivka-taken"],
    "status=view": ["raid-was-wise"],
    "actor=brigade": ["basivka-held", "basivka-taken"],
    "actor=report": ["basivka-taken", "lost-claim", "raid-will-come", "raid-was-wise"],
    "actor=~russia": ["basivka-taken"],
    "place=basivka": ["basivka-held", "basivka-taken"],
    "place=ukraine": ["basivka-held", "basivka-taken"],
    "article=lost": ["lost-claim"],
    "article=kept": ["basivka-taken"],
    "q=RAID": ["raid-happened", "raid-will-come", "raid-was-wise"],
    "q=zelensky": ["basivka-taken", "raid-happened", "raid-will-come"],
    "q=%D0%93%D0%90%D0%97%D0%95%D0%A2%D0%90": ["basivka-taken"],
}


@pytest.mark.parametrize("address", ALONE)
def test_a_shared_address_opens_the_same_view(browser, claims, address):
    page, faults = open_page(browser, f"{claims}?{address}")
    assert shown(page) == ALONE[address]
    assert told(page).startswith(f"{len(ALONE[address])} of 7 claims shown · ")
    filled = page.locator("tbody:has(.matrix__row:not([hidden]))").count()
    assert page.locator(".matrix__group:visible").count() == page.locator(".matrix-jump li:visible").count() == filled
    assert faults == []
    page.context.close()


@pytest.mark.parametrize("address", ["status=disputed", "actor=brigade", "place=ukraine", "article=lost", "q=RAID"])
def test_a_list_without_cells_can_be_narrowed_down_alike(browser, plain_list, address):
    page, faults = open_page(browser, f"{plain_list}?{address}")
    assert page.locator("thead").count() == 0
    assert shown(page) == ALONE[address]
    page.select_option("#_sort", "z-a")
    assert sorted(shown(page)) == sorted(ALONE[address])
    assert faults == []
    page.context.close()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("status=disputed&actor=russia", ["basivka-taken"]),
        ("actor=zelensky&place=basivka&q=troops", ["basivka-taken"]),
        ("article=village&status=view&q=wise", ["raid-was-wise"]),
        ("actor=zelensky&q=raid%20another", ["raid-will-come"]),
        ("status=disputed&article=lost", []),
    ],
)
def test_filters_combine(browser, claims, address, expected):
    page, _ = open_page(browser, f"{claims}?{address}")
    assert shown(page) == expected
    page.context.close()


def test_choices_stand_in_the_address_and_can_be_taken_back_and_made_again(browser, claims):
    page, faults = open_page(browser, claims)
    page.select_option("#_status", "disputed")
    page.select_option("#_actor", "russia")
    assert query(page) == "?status=disputed&actor=russia"
    assert shown(page) == ["basivka-taken"]
    page.go_back()
    assert query(page) == "?status=disputed"
    assert page.input_value("#_actor") == ""
    assert shown(page) == ["basivka-held", "basivka-taken"]
    page.go_back()
    assert query(page) == ""
    assert len(shown(page)) == 7
    page.go_forward()
    page.go_forward()
    assert (query(page), shown(page)) == ("?status=disputed&actor=russia", ["basivka-taken"])
    page.reload()
    assert shown(page) == ["basivka-taken"]
    assert faults == []
    page.context.close()


def test_the_way_back_from_a_claim_leads_to_the_same_view(browser, claims):
    page, _ = open_page(browser, f"{claims}?status=disputed")
    page.locator(".matrix__words:visible").first.click()
    page.wait_for_url("**/claims/basivka-held/")
    page.go_back()
    page.wait_for_selector(".filters:not([hidden])")
    assert (page.input_value("#_status"), len(shown(page))) == ("disputed", 2)
    page.context.close()


def test_typing_waits_and_is_one_step_however_many_letters(browser, claims):
    page, _ = open_page(browser, claims)
    page.select_option("#_article", "village")
    steps = page.evaluate("history.length")
    page.locator("#_q").press_sequentially("basivka held", delay=20)
    assert query(page) == "?article=village"
    page.wait_for_url("**/claims/?q=basivka+held&article=village")
    assert shown(page) == ["basivka-held"]
    assert page.evaluate("history.length") == steps
    page.context.close()


def test_columns_in_which_nobody_speaks_go_with_the_claims(browser, claims):
    page, _ = open_page(browser, f"{claims}?status=view", viewport={"width": 1440, "height": 900})
    assert page.locator("thead .matrix__speaker:visible").all_inner_texts() == ["The reports themselves"]
    assert page.locator(".matrix__side:visible").count() == 0
    page.select_option("#_status", "disputed")
    assert page.locator(".matrix__side:visible").all_inner_texts() == ["Russia", "Ukraine"]
    wide = page.locator(".matrix__side:visible").evaluate_all("sides => sides.map(side => side.colSpan)")
    assert wide == [2, 2]
    page.select_option("#_status", "")
    assert page.locator("thead .matrix__speaker:visible").count() == page.locator("thead .matrix__speaker").count()
    page.context.close()


def test_columns_sort_with_the_keyboard(browser, claims):
    page, _ = open_page(browser, claims, viewport={"width": 1440, "height": 900})
    by_status = shown(page)
    sorts = {head: page.locator(f"thead button:text-is('{head}')") for head in ("Claim", "Status", "Voices")}
    corner = page.locator(".matrix__corner")
    sorts["Claim"].focus()
    page.keyboard.press("Enter")
    a_to_z = shown(page)
    assert (corner.get_attribute("aria-sort"), query(page)) == ("ascending", "?sort=a-z")
    assert a_to_z == sorted(by_status, key=a_to_z.index)
    words = page.locator(".matrix__row:visible .matrix__words").all_inner_texts()
    letters = [word.lstrip("“<'/\"").casefold() for word in words]
    assert letters == sorted(letters)
    page.keyboard.press("Space")
    assert (corner.get_attribute("aria-sort"), shown(page)) == ("descending", a_to_z[::-1])
    assert page.locator(".matrix__group:visible").count() == 0
    sorts["Voices"].press("Enter")
    assert shown(page)[0] == "basivka-taken"
    assert corner.get_attribute("aria-sort") is None
    assert page.locator("thead .matrix__voices").get_attribute("aria-sort") == "descending"
    sorts["Status"].press("Enter")
    assert (shown(page), query(page)) == (by_status, "")
    page.go_back()
    assert shown(page)[0] == "basivka-taken"
    page.context.close()


def test_the_order_by_day_is_that_of_the_latest_voice(browser, claims):
    page, _ = open_page(browser, f"{claims}?sort=newest")
    days = page.locator(".matrix__row").evaluate_all("rows => rows.map(row => row.dataset.latest)")
    assert days == sorted(days, reverse=True)
    page.select_option("#_sort", "oldest")
    days = page.locator(".matrix__row").evaluate_all("rows => rows.map(row => row.dataset.latest)")
    assert days == sorted(days)
    page.context.close()


def test_an_empty_result_says_what_to_do_and_can_be_cleared(browser, claims):
    page, _ = open_page(browser, f"{claims}?q=nobody+said+this&sort=newest")
    assert page.locator(".filters__none").is_visible()
    assert not page.locator(".matrix table").is_visible()
    assert told(page) == "0 of 7 claims shown · “nobody said this” · Last heard first"
    page.locator("text=Clear all").click()
    page.wait_for_url("**/claims/")
    assert len(shown(page)) == 7
    assert not page.locator(".filters__none").is_visible()
    assert not page.locator("button:text-is('Clear all')").is_visible()
    assert page.evaluate("document.activeElement.id") == "_q"
    page.go_back()
    assert page.input_value("#_q") == "nobody said this"
    page.context.close()


@pytest.mark.parametrize(
    "address",
    [
        "q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
        "status=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "actor=__proto__&place=constructor",
        "sort=toString",
        "q=%5B(%2A%5C",
        "q=%F0%9F%98%80%E0%A4%A&status=%",
        "q=" + "x" * 5000,
        "status=no-such&nobody=asks",
        "=&&==",
    ],
)
def test_hostile_addresses_do_nothing_bad(browser, claims, address):
    page, faults = open_page(browser, f"{claims}?{address}")
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    before = page.locator("main *").count()
    page.select_option("#_sort", "a-z")
    assert page.locator("main *").count() == before
    assert page.locator("main :is(img, script)").count() == 0
    assert told(page).startswith(("7 of 7", "0 of 7"))
    assert len(shown(page)) in {0, 7}
    assert faults == []
    page.context.close()


def test_a_phone_shows_each_claim_with_a_list_of_its_voices(browser, claims):
    page, _ = open_page(browser, claims, viewport={"width": 390, "height": 844})
    row = page.locator(".matrix__row:has(a[href$='basivka-taken/'])")
    assert row.locator("td:visible").count() == 6
    assert row.locator("td:visible a").all_inner_texts()[1] == "Russia asserted “claimed”, 6 April 2025"
    lefts = row.locator("td:visible").evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().left)")
    assert len(set(lefts)) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.locator("#_status").is_visible()
    page.locator(".filters summary").click()
    page.select_option("#_status", "view")
    assert shown(page) == ["raid-was-wise"]
    page.context.close()


def test_it_stays_a_table_for_those_who_listen_on_a_phone(browser, claims):
    page, _ = open_page(browser, claims, viewport={"width": 390, "height": 844})
    assert page.get_by_role("table").count() == 1
    row = page.get_by_role("row").filter(has_text="Russian troops have taken Basivka.")
    assert row.get_by_role("rowheader").count() == 1
    assert row.get_by_role("cell").count() == 6
    # A browser may take a table that is laid out as a list for none, unless the roles are written out.
    assert row.get_attribute("role") == "row"
    assert row.locator("td:not(:empty):not([role=cell]), th:not([role=rowheader])").count() == 0
    assert page.locator(":is(table, thead, tbody):not([role])").count() == 0
    page.context.close()


def test_heads_and_claims_stay_in_sight(browser, claims):
    page, _ = open_page(browser, claims, viewport={"width": 800, "height": 500})
    page.locator(".matrix").evaluate("matrix => matrix.scrollTo(300, 300)")
    matrix, head, claim = (
        page.locator(selector).first.bounding_box()
        for selector in (".matrix", "thead .matrix__corner", ".matrix__claim")
    )
    assert head["y"] == pytest.approx(matrix["y"], abs=1)
    assert head["x"] == claim["x"] == pytest.approx(matrix["x"], abs=1)
    page.context.close()


def test_the_verb_and_the_day_show_on_hover_and_focus_and_go_with_escape(browser, claims):
    page, _ = open_page(browser, claims, viewport={"width": 1440, "height": 900})
    voice = page.locator("a[href$='#p-village--russia']")
    more = voice.locator(".matrix__more > span")
    assert more.bounding_box()["width"] <= 1
    voice.hover()
    assert more.bounding_box()["width"] > 40
    page.keyboard.press("Escape")
    assert more.bounding_box()["width"] <= 1
    page.locator("h1").hover()
    voice.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert more.bounding_box()["width"] > 40
    assert more.inner_text() == "“claimed”, 6 April 2025"
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/basivka-taken/#p-village--russia")
    page.context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_jumps_when_the_controls_appear(browser: Browser, claims: str, width: int) -> None:
    places = {}
    for scripts in ("on", "off"):
        page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
        if scripts == "off":
            page.route("**/matrix.js", lambda route: route.abort())
        page.goto(claims, wait_until="load")
        page.wait_for_timeout(100)
        places[scripts] = page.locator(".matrix").bounding_box()["y"]
        page.context.close()
    assert places["on"] == pytest.approx(places["off"], abs=1)


@pytest.mark.parametrize("width", [390, 1440])
def test_without_scripts_all_claims_are_there_and_no_dead_control(browser, claims, width):
    page, _ = open_page(browser, claims, java_script_enabled=False, viewport={"width": width, "height": 900})
    assert page.locator(".matrix__row:visible").count() == 7
    assert page.locator("main :is(button, input, select, details):visible").count() == 0
    page.context.close()
