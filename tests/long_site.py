"""A site with more of everything than one page may hold, once the limits are as small as the tests make them."""

import pytest

from generator.pages import dividing, shares

MOST = 4
"""Entries of a list that stand on one page here."""

NAMES = (
    "Ångström",
    "Аліна",
    "Їжак",
    "Zebra",
    "zebu",
    "Élan",
    "42nd Street",
    "Яна",
    "김철수",
    "!?",
    "Zero",
    "Zest",
    "Ärmel",
)
YEARS = ("2021", "2022", "2023")


def shorten(patch: pytest.MonkeyPatch) -> None:
    """Let every list be too long."""
    for root in ("articles/", "claims/", "actors/", "units/", "places/", "glossary/", "timeline/", "corrections/"):
        patch.setitem(dividing.MOST, root, MOST)
    patch.setattr("generator.pages.shares.MOST", 12)
    patch.setattr("generator.pages.shares.MOST_OF_TERM", 6)
    for kind in ("ledger", "about", "events", "mentioned"):
        patch.setitem(shares.KEPT, kind, 2)
    for kind in ("about", "mentioned"):
        patch.setitem(shares.KEPT_OF_TERM, kind, 1)
    patch.setattr("generator.pages.dividing._MOST_IDS", 5)


def long_files(articles: int = 9) -> dict[str, str]:
    """Write the content down: each article has two claims of everybody's neighbour, and names the same few."""
    files = {
        "content/people.yml": _records("actors", "person", "type: person")
        + _records("units", "unit", "branch: infantry"),
        "content/places.yml": "places:\n"
        + "".join(
            f"  - id: place-{n}\n    name: {name} Place\n    type: village\n    coordinates: [50.{n}, 30.{n}]\n"
            f"{'    part_of: place-0' + chr(10) if n else ''}"
            for n, name in enumerate(map(_quoted, NAMES))
        ).replace("' Place", " Place'"),
        "content/terms.yml": "terms:\n"
        + "".join(
            f"  - id: term-{n}\n    term: {_quoted(name)}\n    was: [old-{n}]\n"
            "    definition: What it is. See [[term-0]].\n"
            for n, name in enumerate(name if name == "!?" else f"{name} word" for name in NAMES)
        ),
    }
    for number in range(articles):
        files |= _article(number)
    return files


def _quoted(name: str) -> str:
    return f"'{name}'"


def _records(key: str, prefix: str, more: str) -> str:
    lines = (
        f"  - id: {prefix}-{n}\n    name: {_quoted(f'{name} {prefix}')}\n    {more}\n" for n, name in enumerate(NAMES)
    )
    return f"{key}:\n{''.join(lines)}"


def _article(number: int) -> dict[str, str]:
    folder, year = f"content/articles/article-{number}/", YEARS[number % 3]
    second = 1 + number % (len(NAMES) - 1)
    if NAMES[second] == "!?":
        second = 1
    first, other = f"{NAMES[0]} person", f"{NAMES[second]} person"
    day = f"{year}-0{1 + number % 2}-1{number % 9}"
    return {
        f"{folder}article.yml": f"title: Report {number}\npublished: {day}\nlanguage: en\n"
        f"show_text: full\nsource: {{}}\ncorrections:\n  - on: {day}\n    what: A word.\n",
        f"{folder}text.md": f"On that day {first} said yes to {number}. But {other} said no to {number}.\n\n"
        f"It was in {NAMES[0]} Place, by the {NAMES[0]} word of {NAMES[0]} unit.\n",
        f"{folder}claims.yml": "claims:\n"
        + "".join(
            f"  - id: claim-{number}-{which}\n    claim: The {which} point of {number} holds.\n"
            "    about: [place-0, term-0]\n    positions:\n"
            f"      - {{actor: person-0, stance: asserts, verb: said, said: {day}, "
            f"quote: {first} said yes to {number}}}\n"
            f"      - {{actor: person-{second}, stance: {stance}, verb: said, quote: {other} said no to {number}}}\n"
            for which, stance in (("first", "denies"), ("second", "asserts"))
        )
        + f"events:\n  - id: event-{number}\n    title: It happened {number}\n    when: {day}\n    places: [place-0]\n"
        f"    quote: said yes to {number}\n",
    }
