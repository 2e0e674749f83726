"""Statuses: a table of cases, and what may never change them."""

import itertools
import re

import pytest
from support import Case, read_cases

from generator.link import Library, LinkedClaim, Speaker, link
from generator.model import Actor, Article, Claim, Position
from generator.read import Records

ACTORS = tuple(
    Actor.model_validate({"id": name, "name": name.title(), "type": "group", **above})
    for name, above in {
        "ukraine": {},
        "russia": {},
        "zelensky": {"affiliation": "ukraine"},
        "syrskyi": {"affiliation": "ukraine"},
        "putin": {"affiliation": "russia"},
        "bloggers": {},
    }.items()
)
ARTICLES = tuple(
    Article.model_validate(
        {"id": name, "title": name, "published": day, "language": "en", "source": {"publisher": "Sayso"}}
    )
    for name, day in {"first": "2025-04-08", "later": "2025-05-01"}.items()
)
PARTS = {
    "asserted by": "asserted_by",
    "confirmed by": "confirmed_by",
    "denied by": "denied_by",
    "the opposite asserted by": "opposite_by",
    "retracted by": "retracted_by",
    "questioned by": "questioned_by",
    "reported by": "reported_by",
    "no word from": "declined_by",
}


def records_of(given: str) -> Records:
    """Make records from a case's short form."""
    claims: dict[str, dict[str, object]] = {}
    claim = ""
    listed: list[Position] = []
    article = "first"
    for number, line in enumerate(given.splitlines()):
        if line.startswith("+"):
            article = "later"
        elif line.startswith(" "):
            position = position_of(line, number, article)
            if article == "first":
                claims[claim]["positions"].append(position)  # type: ignore[attr-defined]
            else:
                listed.append(Position.model_validate({**position, "claim": claim}))
        else:
            claim, _, others = line.partition(" contradicts ")
            claims[claim] = {
                "id": claim,
                "claim": claim,
                "positions": [],
                "contradicts": others.split(", ") if others else [],
            }
    made = tuple(Claim.model_validate(entry) for entry in claims.values())
    return Records(actors=ACTORS, articles=ARTICLES, claims=made, positions=tuple(listed))


def position_of(line: str, number: int, article: str) -> dict[str, object]:
    """Read `speaker [for SIDE] stance [date]`."""
    match = re.fullmatch(r"  (\w+)(?: for (\w+))? (\w+)(?: (\S+))?", line)
    assert match, line
    actor, side, stance, said = match.groups()
    given = {"speaking_for": side, "said": said}
    always = {"id": f"n{number}", "actor": actor, "stance": stance, "verb": "said", "quote": "x", "article": article}
    return {**always, **{key: value for key, value in given.items() if value}}


def told(library: Library) -> str:
    """Write every status as the cases do."""
    return "\n".join(f"{claim}: {status_of(linked)}" for claim, linked in library.claims.items())


def status_of(claim: LinkedClaim) -> str:
    """Write one status with its arithmetic."""
    parts = [str(claim.status.word)]
    for words, name in PARTS.items():
        heard = [getattr(entry, "speaker", entry) for entry in getattr(claim.status, name)]
        if heard:
            parts.append(f"{words} {', '.join(speaker_of(speaker) for speaker in heard)}")
    return " | ".join(parts)


def speaker_of(speaker: Speaker) -> str:
    """Write a speaker, with the side where it is not the usual one."""
    return speaker.actor if speaker.usual else f"{speaker.actor} for {speaker.side}"


@pytest.mark.parametrize("case", read_cases("status.md"), ids=lambda case: case.title)
def test_status_follows_from_the_positions(case: Case) -> None:
    """A claim's status and its arithmetic are what the table says."""
    library, problems = link(records_of(case.given))
    assert problems == []
    assert told(library) == case.expected


def test_every_order_of_dated_stances_gives_one_status() -> None:
    """Dates decide, not the order of lines: all 120 orders of five dated positions agree."""
    lines = [
        "  russia asserts 2025-04-01",
        "  ukraine denies 2025-04-02",
        "  russia retracts 2025-04-03",
        "  zelensky confirms 2025-04-04",
        "  bloggers reports 2025-04-05",
    ]
    found = set()
    for order in itertools.permutations(lines):
        library, _ = link(records_of("\n".join(["main", *order])))
        status = library.claims["main"].status
        found.add((status.word, *(frozenset(getattr(status, name)) for name in PARTS.values())))
    assert {entry[0] for entry in found} == {"disputed"}
    assert len(found) == 1


def test_contradiction_works_from_either_claim() -> None:
    """It does not matter which of two claims names the other."""
    lines = "main{}\n  russia asserts\nother{}\n  ukraine asserts"
    one, _ = link(records_of(lines.format(" contradicts other", "")))
    two, _ = link(records_of(lines.format("", " contradicts main")))
    assert told(one) == told(two)
    assert one.claims["other"].contradicts == ("main",)


STANCES = ("asserts", "confirms", "denies", "questions", "reports", "declines", "retracts")
VOICES = {"asserts", "confirms", "denies", "retracts"}


def plain_rule(*voices: str | None) -> str:
    """Say the table of the content format once more, in the plainest way, for speakers of different sides."""
    support = [voice for voice in voices if voice in {"asserts", "confirms"}]
    if "denies" in voices:
        return "disputed" if support else "denied"
    if support:
        return "confirmed" if "confirms" in voices else "shared" if len(support) > 1 else "claimed"
    return "withdrawn" if "retracts" in voices else "unanswered"


def last_voice(stances: tuple[str, ...]) -> str | None:
    return next((stance for stance in reversed(stances) if stance in VOICES), None)


@pytest.mark.parametrize("dated", [False, True])
def test_every_order_of_three_stances_of_one_speaker(dated: bool) -> None:  # noqa: FBT001 - the name says it
    for order in itertools.product(STANCES, repeat=3):
        lines = [f"  russia {stance}{f' 2025-04-0{day}' if dated else ''}" for day, stance in enumerate(order, 1)]
        # With dates the lines may stand in any order, so they are turned round.
        library, _ = link(records_of("\n".join(["main", *(reversed(lines) if dated else lines)])))
        assert library.claims["main"].status.word == plain_rule(last_voice(order)), order


def test_every_pair_of_stances_of_two_speakers_of_two_sides() -> None:
    for one, other in itertools.product(itertools.product(STANCES, repeat=2), repeat=2):
        lines = [f"  russia {one[0]}", f"  ukraine {other[0]}", f"  russia {one[1]}", f"  ukraine {other[1]}"]
        library, _ = link(records_of("\n".join(["main", *lines])))
        wanted = plain_rule(last_voice(one), last_voice(other))
        assert library.claims["main"].status.word == wanted, (one, other)


def test_every_pair_of_stances_on_two_contradicting_claims() -> None:
    for mine, opposite in itertools.product(STANCES, repeat=2):
        library, _ = link(records_of(f"main contradicts other\n  russia {mine}\nother\n  ukraine {opposite}"))
        against = "denies" if opposite in {"asserts", "confirms"} else None
        assert library.claims["main"].status.word == plain_rule(last_voice((mine,)), against), (mine, opposite)
