"""The plan for a large archive is worked out, and not written by hand."""

import pytest
from plan import PAGE, Extra, Figures, Taken, read_figures, with_tables


def figures(**changes: float) -> Figures:
    """Figures of archives in which each article takes one of everything, and nothing is there from the start."""
    sizes = [
        Taken(n, 16 * n, 20 * n, n * 100_000, n / 10, n / 20, 200 + n / 2, 200 + n / 4, n / 100, 100)
        for n in (100, 1000)
    ]
    extras = {name: Extra(0.06, 5000) for name in ("search", "maps", "pictures")}
    return Figures(tuple(sizes), extras, 3_000, 47_000)


def test_the_page_says_what_the_figures_say():
    page = PAGE.read_text("utf-8")
    assert with_tables(page, read_figures()) == page


def test_between_and_beyond_what_was_measured_all_lies_on_a_line():
    assert figures().at("pages", 550) == pytest.approx(8_800)
    assert figures().at("pages", 100_000) == pytest.approx(1_600_000)
    assert figures().at("memory", 0) == pytest.approx(200)


def test_how_far_a_limit_reaches():
    assert figures().within("bytes", 1_000_000_000) == 10_000
    assert figures().within("memory", 16_000) == pytest.approx(31_600, abs=1)


def test_machines_share_the_pages_and_nothing_else():
    assert figures().minutes(12_000, 1) == pytest.approx((600 + 600 / 2) / 60)
    assert figures().minutes(12_000, 10) == pytest.approx((600 + 600 / 2 / 10 + 120) / 60)
    assert figures().memory(1_000, 1) == pytest.approx(700)
    assert figures().memory(1_000, 10) == pytest.approx(700 - 500 + 50)


def test_tables_stand_where_the_page_marks_their_place():
    page = "Before\n\n<!-- figures: limits -->\nold\n<!-- end -->\n\nAfter\n"
    told = with_tables(page, figures())
    assert "| 1 GB for a site on GitHub Pages | 10,000 articles |\n" in told
    assert "| 100 GB of traffic a month there | 2,000,000 visits, each of one page |\n" in told
    assert told.startswith("Before\n\n<!-- figures: limits -->\n\n| limit | how far that reaches |\n|---|---|\n")
    assert told.endswith("\n\n<!-- end -->\n\nAfter\n")
    assert with_tables(told, figures()) == told
