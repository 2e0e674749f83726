"""The page of an article whose text is not shown: its quotes, where they stand, and the way to the original."""

from pathlib import Path

import pytest
from pages_site import Body, print_site, read_site, words

TEXT = """\
The opening words. A second sentence.

# The mill stands

First paragraph here.

Second paragraph there.

Third paragraph, too.
"""
QUOTES = ["The opening words", "The mill stands", "Second paragraph there", "here. Second paragraph"]


def site(folder: Path, source: str) -> dict[str, str]:
    positions = "".join(
        f"      - actor: report\n        id: n{i}\n        stance: asserts\n        verb: says\n"
        f"        quote: {quote}\n"
        for i, quote in enumerate(QUOTES)
    )
    return print_site(
        read_site(
            folder,
            {
                "content/articles/mill/article.yml": "title: The mill\npublished: 2025-05-01\nlanguage: en\n"
                f"source: {source}\n",
                "content/articles/mill/text.md": TEXT,
                "content/articles/mill/claims.yml": "claims:\n  - id: stands\n    claim: It stands.\n    positions:\n"
                + positions,
            },
        )
    )


def test_each_quote_tells_where_it_stands(tmp_path: Path):
    page = Body(site(tmp_path, "{}")["articles/mill/"])
    assert page.texts(".passage__remark") == [
        "Opening, paragraph 1 of 1",
        "The mill stands, in the heading",
        "The mill stands, paragraphs 1 to 2 of 3",
        "The mill stands, paragraph 2 of 3",
    ]


URL = '{url: "https://valley.example/mill"}'


def test_each_quote_leads_to_the_original(tmp_path: Path):
    page = Body(site(tmp_path, URL)["articles/mill/"])
    assert page.texts(".passage__remark")[0] == "Opening, paragraph 1 of 1 · see it in the original"
    assert [link["href"] for link in page.all(".passage__remark a")] == [
        "https://valley.example/mill#:~:text=The%20opening%20words",
        "https://valley.example/mill#:~:text=The%20mill%20stands",
        "https://valley.example/mill#:~:text=here.,Second%20paragraph",
        "https://valley.example/mill#:~:text=Second%20paragraph%20there",
    ]


@pytest.mark.parametrize(("source", "shown"), [(URL, True), ("{publisher: The Valley}", False)])
def test_so_does_each_position_on_its_claims_page(source: str, shown: bool, tmp_path: Path):  # noqa: FBT001
    page = Body(site(tmp_path, source)["claims/stands/"])
    positions = page.all("[data-stance]")
    assert len(positions) == 4
    for position in positions:
        links = [words(link) for link in position.select(".position__how a")]
        assert "see it in the text" in links
        assert ("see it in the original" in links) is shown
