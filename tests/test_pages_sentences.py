"""The status sentence, the words around it, and dates in words."""

import pytest
from pages_site import FILES, print_site, read_site
from support import Case, read_cases

from generator.build import texts
from generator.model import When
from generator.pages.times import tell_time
from generator.pages.words import Words, capital

ARTICLE = {"content/people.yml": FILES["content/people.yml"].replace(", village-fight", "")}
PUBLISHERS = {name: f"{name.title()} Post" for name in ("north", "south", "east", "west")}
for name, publisher in {"a": "agency", "gazette": "ministry", **PUBLISHERS}.items():
    ARTICLE[f"content/articles/{name}/article.yml"] = f"""\
title: {name}
published: 2025-04-08
language: en
source: {{publisher: {publisher}}}
"""
    ARTICLE[f"content/articles/{name}/text.md"] = "These words stand here.\n"
KEYS = {"for": "speaking_for: {}", "via": "via: [{}]", "in": "article: {}"}


def _positions(lines: list[str]) -> str:
    entries = []
    for number, line in enumerate(lines):
        stance, speaker, *rest = line.split()
        more = "".join(f", {KEYS[word].format(name)}" for word, name in zip(rest[::2], rest[1::2], strict=True))
        said = f"actor: {speaker}, stance: {stance}, verb: said{more}"
        entries.append(f"      - {{id: n{number}, {said}, quote: These words stand here}}\n")
    return "".join(entries)


@pytest.mark.parametrize("case", read_cases("sentences.md"), ids=lambda case: case.title)
def test_case(case: Case, tmp_path) -> None:
    head, _, against = case.given.partition("against:\n")
    lines = head.strip().split("\n")
    kind = f"    type: {lines.pop(0).removeprefix('type: ')}\n" if lines[0].startswith("type:") else ""
    claims = f"claims:\n  - id: it\n    claim: It is so.\n{kind}    positions:\n{_positions(lines)}"
    if against:
        claims += "  - id: other\n    claim: It is not.\n    contradicts: [it]\n    positions:\n" + _positions(
            against.strip().split("\n")
        )
    page = print_site(read_site(tmp_path, ARTICLE | {"content/articles/a/claims.yml": claims}))["claims/it/"]
    assert page.title == f"“It is so.” — {case.expected}", case.place


WORDS = Words(texts("en"))


@pytest.mark.parametrize(
    ("typed", "told", "machine", "is_span"),
    [
        ("2025", "2025", "2025", True),
        ("2025-04", "April 2025", "2025-04", True),
        ("2025-04-06", "6 April 2025", "2025-04-06", False),
        ("2025-04-06T07:05", "6 April 2025, 07:05", "2025-04-06T07:05", False),
        ("2025-04~", "about April 2025", "2025-04", True),
        ("2025-04-06~", "about 6 April 2025", "2025-04-06", True),
        ("2025-03/2025-04", "March 2025 to April 2025", None, True),
        ("2025-03~/2025-04-02", "about March 2025 to 2 April 2025", None, True),
    ],
)
def test_dates_are_told_as_exactly_as_they_are_known(typed, told, machine, is_span) -> None:
    view = tell_time(When.parse(typed), WORDS)
    assert (view.text, view.machine, view.is_span) == (told, machine, is_span)


def test_the_sources_own_wording_is_shown_instead() -> None:
    assert tell_time(When.parse("2025-03"), WORDS, "early March").text == "early March"


def test_words_that_are_missing_are_a_fault() -> None:
    with pytest.raises(KeyError):
        WORDS("no.such.words")
    assert WORDS.get("language.xx", "xx") == "xx"
    assert WORDS.quoted("It {is} so.") == "“It {is} so.”"


def test_sentences_begin_with_a_capital() -> None:
    assert [capital("denied by X"), capital("")] == ["Denied by X", ""]
