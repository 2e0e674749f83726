"""Addresses of positions that were published before a record was renamed: they go on leading to the position."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup
from pages_site import ids, print_files, print_site, read_site

from generator.edit.names import find_position
from generator.link import Library, old_anchors, old_marks

FILES = {
    "content/people.yml": """\
actors:
  - {id: russia, name: Russia, type: state, was: [rus, moscow]}
units:
  - {id: guard, name: The guard, was: [old-guard]}
""",
    "content/claims.yml": """\
claims:
  - id: bridge-fell
    claim: The bridge has fallen.
    was: [fallen-bridge]
    positions:
      - {article: north, actor: russia, stance: asserts, verb: said, quote: Russia said it fell}
      - {article: north, id: again, actor: russia, stance: asserts, verb: said, quote: said it fell}
      - {article: north, actor: report, stance: asserts, verb: says, quote: The bridge has fallen}
      - {article: quotes, actor: guard, stance: denies, verb: denied, quote: the guard denied it}
      - {article: plain, actor: guard, stance: denies, verb: denied, quote: the guard denied it}
  - id: road-open
    claim: The road is open.
    positions:
      - {article: plain, actor: report, stance: asserts, verb: says, quote: The road is open}
""",
}
for name, more, text in (
    ("north", "was: [the-north]\nshow_text: full\n", "The bridge has fallen. Russia said it fell.\n"),
    ("quotes", "show_text: quotes\n", "And the guard denied it.\n"),
    ("plain", "show_text: full\n", "And the guard denied it. The road is open.\n"),
):
    FILES[f"content/articles/{name}/article.yml"] = f"""\
title: The {name}
published: 2025-04-08
language: en
source: {{publisher: Post}}
{more}"""
    FILES[f"content/articles/{name}/text.md"] = text


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return read_site(tmp_path_factory.mktemp("old"), FILES)


@pytest.fixture(scope="module")
def pages(library):
    return print_site(library)


def test_old_addresses_lead_to_the_position_on_its_claims_page(pages) -> None:
    soup = BeautifulSoup(pages["claims/bridge-fell/"].html, "lxml")
    assert [span["id"] for span in soup.find(id="p-north--russia").select(".was")] == [
        "p-north--rus",
        "p-north--moscow",
        "p-the-north--russia",
        "p-the-north--rus",
        "p-the-north--moscow",
    ]
    assert soup.find(id="p-the-north--rus--again").find_parent(class_="position")["id"] == "p-north--russia--again"
    assert soup.find(id="p-the-north--report").find_parent(class_="position")["id"] == "p-north--report"
    assert soup.find(id="p-quotes--old-guard").find_parent(class_="position")["id"] == "p-quotes--guard"


@pytest.mark.parametrize(
    ("address", "old", "mark"),
    [
        ("articles/north/", "q-bridge-fell--rus", "q-bridge-fell--russia"),
        ("articles/north/", "q-fallen-bridge--moscow", "q-bridge-fell--russia"),
        ("articles/north/", "q-fallen-bridge--rus--again", "q-bridge-fell--russia--again"),
        ("articles/north/", "q-fallen-bridge--report", "q-bridge-fell--report"),
        ("articles/quotes/", "q-fallen-bridge--old-guard", "q-bridge-fell--guard"),
        ("articles/plain/", "q-bridge-fell--old-guard", "q-bridge-fell--guard"),
    ],
)
def test_old_addresses_lead_to_the_words_in_the_text(pages, address, old, mark) -> None:
    found = BeautifulSoup(pages[address].html, "lxml").find("span", id=old)
    assert found.find_next("mark")["id"] == mark
    assert (found.get_text(), list(found.attrs)) == ("", ["class", "id"])


def test_no_address_stands_twice_on_a_page_and_none_without_need(pages) -> None:
    for page in pages.values():
        assert max(Counter(ids(page)).values(), default=1) == 1, page.address
    assert "q-road-open--report" in ids(pages["articles/plain/"])
    assert 'class="was"' not in pages["claims/road-open/"].html


def test_a_page_that_moved_hands_on_the_place_on_it(library) -> None:
    files = print_files(library)
    page = files["claims/fallen-bridge/index.html"].decode()
    assert '<script type="module" src="../../assets/moved.js"></script>' in page
    assert page.index('rel="canonical"') < page.index("<script") < page.index('http-equiv="refresh"')
    assert "location.hash" in files["assets/moved.js"].decode()


@pytest.mark.parametrize(
    "address",
    [
        "https://site.example/claims/fallen-bridge/#p-the-north--moscow",
        "claims/bridge-fell/#p-north--russia",
        "articles/the-north/#q-fallen-bridge--rus",
        "articles/north/#q-bridge-fell--rus",
    ],
)
def test_a_report_of_a_wrong_attribution_may_name_an_old_address(library, address) -> None:
    found = find_position(library, address)
    assert found is not None
    assert (found.anchor, found.mark) == ("p-north--russia", "q-bridge-fell--russia")
    assert find_position(library, f"{address}-never") is None


def test_what_was_never_renamed_has_no_other_address(library) -> None:
    position = library.articles["plain"].positions[1]
    assert (position.claim, old_anchors(library, position), old_marks(library, position)) == ("road-open", (), ())
