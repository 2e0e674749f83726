"""The timeline: how long, how much later, and where else."""

import pytest
from pages_site import FILES, Body, print_site, read_site, words

from generator.build import texts
from generator.model import When
from generator.pages.views.axis import gap_between, view_mark
from generator.pages.words import Words


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("2025-04-06", "2025-04-07", "the next day"),
        ("2025-04-06", "2025-04-19", "13 days later"),
        ("2025-04-06", "2025-04-20", "2 weeks later"),
        ("2025-01-31", "2025-03-30", "8 weeks later"),
        ("2025-01-31", "2025-03-31", "2 months later"),
        ("2024-08", "2025-03", "7 months later"),
        ("2025-03", "2025-04-06", "the next month"),
        ("2025-03-31", "2025-04", "the next month"),
        ("2023-03", "2025-03", "2 years later"),
        ("2023-03-05", "2025-03-04", "23 months later"),
        ("2023-03-05", "2025-03-05", "2 years later"),
        ("2023", "2025-03-05", "2 years later"),
        ("2024", "2025", "the next year"),
        ("2024-01/2024-06", "2024-08", "2 months later"),
        ("2024~", "2025-03-05", "some time later"),
        ("2024", "2025-03~", "some time later"),
        ("2025-03", "2025-03-06", None),
        ("2025-03-06", "2025-03", None),
        ("2025-04-06", "2025-04-05", None),
        ("2025-04-06T10:00", "2025-04-06T22:00", None),
    ],
)
def test_how_much_later_is_told_as_exactly_as_both_dates_allow(first, second, told) -> None:
    gap = gap_between(When.parse(first), When.parse(second))
    assert (gap.tell(Words(texts("en"))) if gap else None) == told


@pytest.mark.parametrize(
    ("when", "height", "is_bar", "is_open", "is_cut"),
    [
        ("2025-04-06", 12, False, False, False),
        ("2025-04-06T22:00", 12, False, False, False),
        ("2025-04-06~", 12, False, True, False),
        ("2025-04-06/2025-04-08", 24, True, False, False),
        ("2025-04", 24, True, False, False),
        ("2025-01/2025-03", 72, True, False, False),
        ("2025", 150, True, False, True),
        ("2025~", 150, True, True, True),
    ],
)
def test_a_mark_is_as_long_as_the_time_lasted(when, height, is_bar, is_open, is_cut) -> None:
    mark = view_mark(When.parse(when))
    assert (mark.height, mark.is_bar, mark.is_open, mark.is_cut) == (height, is_bar, is_open, is_cut)


EVENTS = """\
events:
  - {id: before, title: A fight long before, when: 2024-08, when_text: late summer, claims: [basivka-taken]}
  - {id: during, title: A month of fighting, when: 2025-04, claims: [basivka-taken]}
  - {id: after, title: A fight to come, when: 2026, claims: [basivka-taken, raid-was-wise]}
"""
RAID = """\
positions:
  - {claim: raid-happened, actor: zelensky, id: x, stance: asserts, verb: said, said: 2025-04-06, quote: said so twice}
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Body]:
    files = FILES | {"content/articles/village/more.yml": EVENTS + RAID}
    pages = print_site(read_site(tmp_path_factory.mktemp("site"), files))
    return {address: Body(page) for address, page in pages.items()}


def test_an_event_tells_when_its_claims_were_said_and_leads_there(pages) -> None:
    page = pages["timeline/"]
    before = page.one(".event#before .event__said a")
    assert words(before) == "Said: 6 April 2025, 8 months later"
    assert words(page.one(".event#after .event__said a")) == "Said: 6 April 2025"
    assert page.all(".event#during .event__said") == [], "what lies within the same time is not later"
    there = page.one(f'[id="{str(before["href"])[1:]}"]')
    assert "“Russian troops have taken Basivka.”" in words(there)


def test_what_was_said_tells_what_it_refers_to_and_leads_there(pages) -> None:
    page = pages["timeline/"]
    said = page.one('[id="_said-basivka-taken--2025-04-06"]')
    assert [words(p) for p in said.select(".said__refers")] == [
        "Refers to: late summer, A fight long before",
        "Refers to: 2026, A fight to come",
    ]
    assert [a["href"] for a in said.select(".said__refers a")] == ["#before", "#after"]
    raid = page.one('[id="_said-raid-happened--2025-04-06"]')
    assert [words(p) for p in raid.select(".said__refers")] == ["Refers to: early March"]


def test_the_timeline_of_an_article_leads_to_itself(pages) -> None:
    page = pages["articles/village/"]
    link = page.one('[id="_said-basivka-taken--2025-04-06"] .said__refers a[href="#_event-before"]')
    assert words(page.one("#_event-before .event__title")) == words(link)


def test_gaps_are_told_where_they_are_wide(pages) -> None:
    assert pages["timeline/"].texts(".timeline__later") == ["24 years later", "some time later"]


def test_drawings_only_repeat_what_the_dates_say(pages) -> None:
    for page in (pages["timeline/"], pages["articles/village/"]):
        marks = page.all(".timeline__mark")
        assert len(marks) == len(page.all(".timeline__moment")) == len(page.all(".timeline__time"))
        assert all(mark["aria-hidden"] == "true" for mark in marks)
        assert len(page.all(".timeline__mark--open")) == sum("about" in time for time in page.texts(".timeline__time"))


def test_events_on_the_page_of_an_actor_have_no_address_there(pages) -> None:
    event = pages["actors/russia/"].one(".events .event")
    assert not event.has_attr("id")
    assert event.select(".event__said") == []


def test_a_wording_for_a_part_of_a_month_heads_nothing_else_of_that_month(tmp_path) -> None:
    event = "events:\n  - {id: late, title: A fight, when: 2025-03, when_text: the end of March}\n"
    said = "said: 2025-03, quote: said so twice}\n"
    raid = f"positions:\n  - {{claim: raid-happened, actor: zelensky, id: x, stance: asserts, verb: said, {said}"
    for name, more, heading in (("alone", "", "the end of March"), ("beside", raid, "March 2025")):
        files = FILES | {"content/articles/village/more.yml": event + more}
        page = Body(print_site(read_site(tmp_path / name, files))["timeline/"])
        assert heading in page.texts(".timeline__time")


def test_what_two_articles_tell_of_one_day_was_said_once(tmp_path) -> None:
    folder = "content/articles/{0}/{1}".format
    again = {folder("again", name): FILES[folder("village", name)] for name in ("article.yml", "text.md")}
    again[folder("again", "article.yml")] = again[folder("again", "article.yml")].replace("hamlet", "hamlet-again")
    both = {folder(name, "more.yml"): RAID for name in ("again", "village")}
    page = Body(print_site(read_site(tmp_path, FILES | again | both))["timeline/"])
    said = page.one('[id="_said-raid-happened--2025-04-06"]')
    assert words(said).count("Volodymyr Zelensky asserted") == 1
