"""What the list of claims can be narrowed down and sorted by, as its page tells the script."""

from pathlib import Path

import pytest
from pages_site import Body, print_files, print_site, read_site, words


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Body:
    return Body(print_site(read_site(tmp_path_factory.mktemp("site")))["claims/"])


def traits(page: Body, claim: str) -> dict[str, str]:
    """Give what a claim's row says that it belongs to."""
    row = page.one(f'.matrix__row:has(a.matrix__words[href$="claims/{claim}/"])')
    return {name.removeprefix("data-"): value for name, value in row.attrs.items() if name.startswith("data-")}


def options(page: Body, name: str) -> list[str]:
    return [option["value"] for option in page.all(f'select[name="{name}"] option')]


def test_a_row_tells_what_its_claim_belongs_to(page) -> None:
    assert traits(page, "basivka-taken") == {
        "in-status": "disputed",
        "in-actor": "brigade ministry report russia ukraine zelensky ~russia ~ukraine ~zelensky",
        "in-place": "basivka sumy-region ukraine",
        "in-article": "kept village",
        "voices": "6",
        "latest": "2025-04-08T23:59",
    }
    assert traits(page, "raid-was-wise")["in-status"] == "view"
    assert traits(page, "raid-was-wise")["in-place"] == ""
    assert traits(page, "raid-happened")["latest"] == "2025-04-09T23:59"


def test_the_choices_are_those_that_some_claim_has(page) -> None:
    assert options(page, "status") == ["", "disputed", "confirmed", "shared", "claimed", "unanswered", "view"]
    assert options(page, "article") == ["", "village", "lost", "kept"]
    assert [o.get_text() for o in page.all('select[name="place"] option')] == [
        "Every place",
        "Ukraine",
        "\u2003Sumy region",
        "\u2003\u2003Basivka",
    ]
    assert all(value in options(page, "place") for value in traits(page, "basivka-taken")["in-place"].split())


def test_speakers_are_offered_once_under_their_side_and_those_who_are_alone_together(page) -> None:
    groups = {group["label"]: [o["value"] for o in group.find_all("option")] for group in page.all("optgroup")}
    assert groups["Russia"] == ["~russia", "russia", "ministry"]
    assert groups["Ukraine"] == ["~ukraine", "ukraine", "brigade", "zelensky"]
    assert groups["Speaking for themselves"][-1] == "report"
    actors = options(page, "actor")
    assert len(set(actors)) == len(actors)
    everybody = page.one('option[value="~russia"]')
    assert words(everybody) == "Russia: every voice"


def test_a_site_with_speakers_of_one_kind_has_no_groups_of_such_as_are_alone(tmp_path: Path) -> None:
    files = {
        "content/people.yml": """\
actors:
  - {id: a, name: A, type: state}
  - {id: b, name: B, type: person, affiliation: a}
""",
        "content/articles/x/article.yml": "title: X\npublished: 2025-01-01\nlanguage: en\nsource: {}\n",
        "content/articles/x/text.md": "A said yes. B said no.\n",
        "content/articles/x/claims.yml": """\
claims:
  - id: c
    claim: Yes.
    positions:
      - {actor: a, stance: asserts, verb: said, quote: A said yes}
      - {actor: b, stance: denies, verb: said, quote: B said no}
""",
    }
    page = Body(print_site(read_site(tmp_path, files))["claims/"])
    assert [group["label"] for group in page.all("optgroup")] == ["A"]
    # With one status, one article and no place there is nothing to choose between.
    assert [select["name"] for select in page.all("select")] == ["actor", "sort"]


def test_controls_are_hidden_until_a_script_works_them(page) -> None:
    form = page.one("form")
    assert form.has_attr("hidden")
    assert form.has_attr("data-needs-script")
    assert page.all("button:not(form button)") == []
    for control in page.all("input, select"):
        assert words(page.one(f'label[for="{control["id"]}"]'))


def test_a_list_without_cells_can_be_narrowed_down_alike(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("generator.pages.views.matrix.LARGEST", 5)
    page = Body(print_site(read_site(tmp_path))["claims/"])
    assert "~russia" in options(page, "actor")
    assert traits(page, "basivka-taken")["in-place"] == "basivka sumy-region ukraine"


def test_no_other_page_is_given_the_script(tmp_path: Path) -> None:
    files = print_files(read_site(tmp_path))
    assert b"aria-sort" in files["assets/matrix.js"]
    assert b"aria-sort" not in files["assets/sayso.js"]
