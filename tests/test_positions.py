"""Positions: their order, their names, who speaks in them, and which of them count."""

from pathlib import Path

import pytest
from support import Case, read_cases
from test_link import checked, loaded

from generator.link import Library

DAY = "content/articles/day/claims.yml"
EVE = {
    "content/articles/eve/article.yml": (
        "title: The eve\npublished: 2025-04-05\nlanguage: en\nsource: {publisher: The Daily}\n"
    ),
    "content/articles/eve/text.md": "# One\n\nIt was quiet on the eve. It was loud on the eve.\n",
}
LATE = {
    "content/articles/late/article.yml": (
        "title: Late\npublished: 2025-04-10\nlanguage: en\nsource: {publisher: The Daily}\n"
    ),
    "content/articles/late/text.md": "# One\n\nIt was quiet in the end. It was loud in the end.\n",
}

BECAUSE = "These are words of a test."


@pytest.mark.parametrize("case", read_cases("positions.md"), ids=lambda case: case.title)
def test_problems_of_positions_are_told_verbatim(case: Case) -> None:
    assert checked(case.given) == case.expected


def listed(*entries: str, stance: str = "asserts") -> str:
    """Write a list of positions; each is said by its actor, article and quote."""
    parts = (entry.split(" | ") for entry in entries)
    return "positions:\n" + "".join(
        f"  - claim: taken\n    actor: {actor}\n    article: {article}\n    stance: {stance}\n    verb: said\n"
        f"    quote: {quote}\n    because: {BECAUSE}\n"
        for actor, article, quote in parts
    )


def addresses(found: Library) -> list[str]:
    return [position.anchor for position in found.claims["taken"].positions]


def test_a_list_stands_by_the_earliest_of_its_articles(tmp_path: Path) -> None:
    files = {
        **EVE,
        **LATE,
        "content/both.yml": listed("zelensky | late | It was quiet in", "zelensky | eve | It was loud on"),
        "content/only-late.yml": listed("russia | late | It was loud in"),
    }
    found, problems = loaded(files, tmp_path)
    assert problems == []
    assert addresses(found) == [
        "p-late--zelensky",
        "p-eve--zelensky",
        "p-day--russia",
        "p-day--ukraine",
        "p-late--russia",
    ]


def test_lists_of_one_day_stand_by_the_names_of_their_files(tmp_path: Path) -> None:
    files = {
        **EVE,
        "content/b.yml": listed("russia | eve | It was quiet on"),
        "content/a.yml": listed("zelensky | eve | It was loud on"),
    }
    found, problems = loaded(files, tmp_path)
    assert problems == []
    assert addresses(found)[:2] == ["p-eve--zelensky", "p-eve--russia"]


@pytest.mark.parametrize("known", ["", "russia | eve | It was quiet on"])
def test_a_list_with_an_article_that_is_not_there_is_ordered_by_the_others(tmp_path: Path, known: str) -> None:
    """What names no article of ours is told, and counts nowhere; without any day a list stands last."""
    entries = [entry for entry in ("ukraine | nowhere | It was loud on", known) if entry]
    found, problems = loaded({**EVE, "content/list.yml": listed(*entries)}, tmp_path)
    assert [problem.code for problem in problems] == ["unknown-article"]
    expected = ["p-eve--russia"] if known else []
    assert addresses(found) == [*expected, "p-day--russia", "p-day--ukraine"]


def position(text: str, **lines: str) -> str:
    """Write a list with one position on the claim `taken`, in the article of that day."""
    given = {"claim": "taken", "actor": "zelensky", "article": "day", **lines}
    own = "".join(f"{key}: {value}\n    " for key, value in given.items())
    return f"positions:\n  - {own}stance: asserts\n    verb: said\n    quote: {text}\n    because: {BECAUSE}\n"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ({"actor": "basivka"}, "wrong-kind"),
        ({"actor": "stranger"}, "unknown-actor"),
        ({"article": "ukraine"}, "wrong-kind"),
        ({"claim": "ukraine"}, "wrong-kind"),
    ],
)
def test_a_position_that_names_something_wrong_is_on_no_claim(tmp_path: Path, lines: dict[str, str], code: str) -> None:
    found, problems = loaded({"content/list.yml": position("troops still held the village", **lines)}, tmp_path)
    assert code in {problem.code for problem in problems}
    assert addresses(found) == ["p-day--russia", "p-day--ukraine"]
    assert list(found.claims) == ["taken"]
    assert [position.mark for position in found.articles["day"].positions] == ["q-taken--russia", "q-taken--ukraine"]


def test_a_position_whose_words_do_not_stand_in_the_text_is_on_no_claim(tmp_path: Path) -> None:
    found, problems = loaded({"content/list.yml": position("troops had left the village")}, tmp_path)
    assert [problem.code for problem in problems] == ["quote-absent"]
    assert addresses(found) == ["p-day--russia", "p-day--ukraine"]


def test_a_position_for_nobody_we_know_is_on_the_usual_side(tmp_path: Path) -> None:
    given = {"content/list.yml": position("troops still held the village", speaking_for="stranger")}
    found, problems = loaded(given, tmp_path)
    assert [problem.code for problem in problems] == ["unknown-actor"]
    spoken = found.claims["taken"].positions[-1].speaker
    assert (spoken.actor, spoken.side, spoken.usual) == ("zelensky", "ukraine", True)


def test_a_unit_speaks_for_itself_where_it_is_part_of_nothing(tmp_path: Path) -> None:
    files = {
        "content/units.yml": "units:\n  - id: legion\n    name: The Legion\n",
        "content/list.yml": position("troops still held the village", actor="legion"),
    }
    found, problems = loaded(files, tmp_path)
    assert problems == []
    spoken = found.claims["taken"].positions[-1].speaker
    assert (spoken.actor, spoken.side) == ("legion", "legion")
    assert found.sides["legion"] == "legion"


@pytest.mark.parametrize(
    ("stance", "support", "denial"),
    [
        ("asserts", (3, 2, 3), (1, 1, 1)),
        ("confirms", (3, 2, 3), (1, 1, 1)),
        ("denies", (0, 0, 0), (3, 2, 3)),
        ("retracts", (0, 0, 0), (1, 1, 1)),
        ("questions", (1, 1, 1), (1, 1, 1)),
        ("reports", (1, 1, 1), (1, 1, 1)),
    ],
)
def test_what_supports_and_denies_a_claim_is_counted(
    tmp_path: Path, stance: str, support: tuple[int, ...], denial: tuple[int, ...]
) -> None:
    """Reports, the sides they go back to, and the articles they stand in; who takes something back counts no more."""
    further = {
        "content/eve.yml": listed("zelensky | eve | It was quiet on", stance=stance),
        "content/late.yml": listed("russia | late | It was loud in", stance=stance),
    }
    found, problems = loaded({**EVE, **LATE, **further}, tmp_path)
    assert problems == []
    status = found.claims["taken"].status
    counted = [(of.reports, of.origins, of.articles) for of in (status.support, status.denial)]
    assert counted == [support, denial]


def test_who_denied_and_took_it_back_denies_no_more(tmp_path: Path) -> None:
    further = listed("ukraine | late | It was loud in", stance="retracts")
    found, problems = loaded({**LATE, "content/list.yml": further}, tmp_path)
    assert problems == []
    status = found.claims["taken"].status
    assert (status.word, status.denial.reports, len(status.retracted_by)) == ("claimed", 0, 1)


@pytest.mark.parametrize(
    ("publisher", "side"),
    [("publisher: The Daily", "The Daily"), ("publisher: zelensky", "ukraine"), ("author: N.N.", "eve")],
)
def test_the_own_voice_of_an_article_has_the_side_of_its_publisher(tmp_path: Path, publisher: str, side: str) -> None:
    eve = EVE["content/articles/eve/article.yml"].replace("publisher: The Daily", publisher)
    voice = listed("report | eve | It was quiet on")
    found, problems = loaded({**EVE, "content/articles/eve/article.yml": eve, "content/list.yml": voice}, tmp_path)
    assert problems == []
    assert found.claims["taken"].positions[0].speaker.side == side


def members(*links: str) -> dict[str, str]:
    """Write actors, each with the one it is affiliated with, as `one > other`."""
    pairs = (link.split(" > ") for link in links)
    entries = (f"  - {{id: {one}, name: {one.title()}, type: group, affiliation: {other}}}\n" for one, other in pairs)
    return {"content/groups.yml": f"actors:\n{''.join(entries)}"}


@pytest.mark.parametrize(
    ("links", "told", "line"),
    [
        (("red > blue", "green > red", "blue > green"), "red → blue → green → red", 2),
        (("tail > red", "red > blue", "blue > red"), "red → blue → red", 3),
        (("tail > blue", "red > blue", "blue > red"), "red → blue → red", 3),
        (("end > tail", "blue > red", "tail > blue", "red > green", "green > blue"), "blue → red → green → blue", 3),
    ],
)
def test_a_circle_is_told_from_the_record_that_stands_first(
    tmp_path: Path, links: tuple[str, ...], told: str, line: int
) -> None:
    found, problems = loaded(members(*links), tmp_path)
    assert [(problem.message, problem.span.line) for problem in problems] == [
        (f"affiliation runs in a circle: {told}", line)
    ]
    assert set(found.sides) >= {end for entry in links for end in entry.split(" > ")}


def test_two_circles_are_two_problems(tmp_path: Path) -> None:
    _, problems = loaded(members("red > blue", "blue > red", "tail > red", "one > two", "two > one"), tmp_path)
    assert [problem.message.rpartition(": ")[2] for problem in problems] == ["red → blue → red", "one → two → one"]


@pytest.mark.parametrize("size", [9, 10, 12])
def test_of_a_long_circle_some_members_are_told(tmp_path: Path, size: int) -> None:
    _, problems = loaded(members(*(f"m-{at:02} > m-{(at + 1) % size:02}" for at in range(size))), tmp_path)
    all_told = [f"m-{at:02}" for at in range(size)]
    told = " → ".join([*all_told, "m-00"] if size < 10 else [*all_told[:9], "…", "m-00"])
    assert [problem.message for problem in problems] == [f"affiliation runs in a circle: {told}"]
