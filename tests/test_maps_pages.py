"""Maps on pages: where one stands, what it says, and that no name breaks out of it."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from pages_site import EVIL, SITE, Body, print_site, read_site
from sites import ROOT

from generator.build import load
from generator.cache import Cache
from generator.link import Library
from generator.pages import Page

EVIL_YAML = "'" + EVIL.replace("'", "''") + "'"

FILES = {
    "content/records.yml": f"""\
actors:
  - {{id: ukraine, name: Ukraine, type: state, coordinates: [50.45, 30.52]}}
  - {{id: russia, name: Russia, type: state, coordinates: [55.75, 37.62]}}
  - {{id: no-land, name: No land, type: state}}
  - {{id: office, name: Office, type: organisation, coordinates: [50.45, 30.52]}}
places:
  - {{id: sumy-region, name: Sumy region, type: region, part_of: ukraine, coordinates: [51, 34], precision_km: 120}}
  - {{id: basivka, name: Basivka, type: village, part_of: sumy-region, coordinates: [51.18, 35.24], precision_km: 20}}
  - {{id: mill, name: Old mill, type: site, part_of: basivka}}
  - {{id: district, name: The district, type: district}}
  - {{id: hamlet, name: {EVIL_YAML}, type: village, part_of: district, coordinates: [51.3, 35.4]}}
  - {{id: border, name: The border, type: border, coordinates: [51.25, 35.0]}}
  - {{id: utopia, name: Utopia, type: city, part_of: no-land}}
  - {{id: fiji, name: Suva, type: city, coordinates: [-18.14, 178.44]}}
""",
    "content/articles/village/article.yml": "title: A village\npublished: 2025-04-08\nlanguage: en\nsource: {}\n",
    "content/articles/village/text.md": "Nobody knows who holds Basivka.\n",
    "content/articles/village/claims.yml": """\
events:
  - {id: raid, title: A raid, when: 2025-04-06, places: [hamlet, ukraine]}
""",
    "content/articles/nowhere/article.yml": "title: No place\npublished: 2025-04-08\nlanguage: en\nsource: {}\n",
    "content/articles/nowhere/text.md": "Nothing happened anywhere.\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return read_site(tmp_path_factory.mktemp("site"), FILES)


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, Page]:
    return print_site(library)


def names_on(page: Page) -> set[str]:
    return {text for text in Body(page).texts("figure.map text") if not text.endswith("km")}


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("places/basivka/", "Map: Basivka"),
        ("places/sumy-region/", "Map: Sumy region"),
        ("places/mill/", "Map: Old mill"),
        ("places/district/", "Map: The district"),
        ("places/border/", "Map: The border"),
        ("places/fiji/", "Map: Suva"),
        ("actors/ukraine/", "Map: Ukraine"),
        ("articles/village/", "Map: A village"),
        ("places/", "Map: Places"),
    ],
)
def test_a_page_with_a_place_has_one_map(pages, address, title):
    body = Body(pages[address])
    svg = body.one("figure.map > svg")
    assert svg["aria-label"] == title
    assert svg["aria-describedby"] == body.one("svg > desc")["id"]
    assert all(str(element["id"]).startswith("_") for element in svg.select("[id]"))
    assert body.one("figure.map > figcaption")


@pytest.mark.parametrize(
    "address", ["places/utopia/", "actors/office/", "actors/no-land/", "articles/nowhere/", "claims/"]
)
def test_a_page_without_a_point_has_none(pages, address):
    assert "<figure" not in pages[address].html


def test_a_site_may_have_no_maps(library):
    pages = print_site(library, replace(SITE, maps=False))
    assert not [page.address for page in pages.values() if 'class="map"' in page.html]


def test_the_caption_names_the_boundaries_and_the_source(library, pages):
    caption = Body(pages["places/basivka/"]).texts("figcaption")[0]
    assert "Crimea is drawn as Ukraine (UN resolution 68/262)" in caption
    assert "Natural Earth" in caption
    de_facto = print_site(library, replace(SITE, boundaries="de-facto"))["places/basivka/"]
    assert "by control on the ground" in Body(de_facto).texts("figcaption")[0]


def test_names_are_our_own_and_lead_to_their_pages(pages):
    body = Body(pages["places/basivka/"])
    assert {"Basivka", "Ukraine", "Russia"} <= names_on(pages["places/basivka/"])
    targets = {link["aria-label"]: link["href"] for link in body.all("svg a")}
    assert targets["Ukraine"] == "../../actors/ukraine/"
    assert targets["The border"] == "../../places/border/"
    assert "Basivka" not in targets  # this page is its own


def test_areas_and_lines_have_no_point(pages):
    body = Body(pages["places/border/"])
    own = body.one("svg .map__own")
    assert own.select("circle") == []
    assert own.get_text(strip=True) == "The border"


def test_a_place_has_its_ring_on_its_own_map_and_a_region_has_none(pages):
    assert len(Body(pages["places/basivka/"]).all(".map__ring")) == 1
    assert not Body(pages["places/sumy-region/"]).all(".map__ring")
    assert "A ring shows" in pages["places/basivka/"].html
    assert "A ring shows" not in pages["places/fiji/"].html


def test_an_article_shows_its_places_and_those_of_its_events(pages):
    told = Body(pages["articles/village/"]).texts("svg > desc")[0]
    assert "Basivka" in told
    assert EVIL in told


def test_hostile_names_stay_words(pages):
    for address in ("places/hamlet/", "places/basivka/", "places/", "articles/village/"):
        soup = BeautifulSoup(pages[address].html, "lxml")
        assert soup.select("svg script, svg b") == []
        assert "{{ 7" in soup.select_one("figure.map").decode() or address == "places/"


def test_maps_have_no_style_and_no_script(pages):
    for page in pages.values():
        for figure in re.findall(r'<figure class="map">.*?</figure>', page.html, re.DOTALL):
            assert not re.search(r"\sstyle=|<style|<script|\son\w+=|https?:", figure)
            assert len(figure.encode()) < 40_000


def test_every_map_of_the_repositorys_own_content_is_small():
    loaded, _ = load(ROOT, ROOT / "content")
    pages = print_site(loaded.library)
    sizes = {
        address: len(figure.encode())
        for address, page in pages.items()
        for figure in re.findall(r'<figure class="map">.*?</figure>', page.html, re.DOTALL)
    }
    assert len(sizes) > 8
    assert max(sizes.values()) < 40_000
    assert {"places/", "articles/belgorod-confirmed/", "places/basivka/"} <= set(sizes)


def test_kept_maps_are_the_same_and_are_drawn_once(library, pages, tmp_path):
    site = replace(SITE, cache=Cache(tmp_path))
    for _ in range(2):
        again = print_site(library, site)
        assert {address: page.html for address, page in again.items()} == {
            address: page.html for address, page in pages.items()
        }
    assert len(list((tmp_path / "maps").iterdir())) > 4


@pytest.mark.parametrize("made", [b"{}", b"[1, 2]", b"no JSON", b'[{"land": ""}, []]', b"[[], [7]]", b"[" * 99_999])
def test_a_kept_map_that_somebody_has_made_by_hand_is_drawn_anew(library, pages, tmp_path, made):
    site = replace(SITE, cache=Cache(tmp_path))
    print_site(library, site)
    for file in (tmp_path / "maps").iterdir():
        Cache(tmp_path).write(f"maps/{file.name}", [made])
    again = print_site(library, site)
    assert {address: page.html for address, page in again.items()} == {
        address: page.html for address, page in pages.items()
    }


def test_many_places_cost_a_map_no_more_names(tmp_path):
    many = "".join(
        f"  - {{id: village-{n}, name: Village {n}, type: village, coordinates: [{51 + n / 500}, {35 + n / 500}]}}\n"
        for n in range(200)
    )
    pages = print_site(read_site(tmp_path, {"content/places.yml": f"places:\n{many}"}))
    assert len(names_on(pages["places/village-100/"])) <= 32
    assert "among others" in Body(pages["places/"]).texts("svg > desc")[0]
    assert len(pages["places/"].html) < 200_000
