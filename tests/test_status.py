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
        "agency": {},
        "tass": {"affiliation": "russia"},
    }.items()
)
PUBLISHERS = {
    "first": "Sayso",
    "later": "Sayso",
    "north": "North Post",
    "south": "South Post",
    "east": "East Post",
    "west": "West Post",
    "wire": "agency",
    "gazette": "tass",
}
ARTICLES = tuple(
    Article.model_validate(
        {
            "id": name,
            "title": name,
            "published": "2025-05-01" if name == "later" else "2025-04-30",
            "language": "en",
            "source": {"publisher": publisher},
        }
    )
    for name, publisher in PUBLISHERS.items()
)
PARTS = {
    "asserted by": "asserted_by",
    "confirmed by": "confirmed_by",
    "denied by": "denied_by",
    "the opposite asserted by": "opposite_by",
    "retracted by": "retracted_by",
    "questioned by": "questioned_by",
    "reported by": "reported_by",
    "no comment from": "declined_by",
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
    """Read `speaker [for SIDE] stance [date] [via A, B] [in ARTICLE]`."""
    parts = r"  (\w+)(?: for (\w+))? (\w+)(?: (\d\S+))?(?: via (\w+(?:, \w+)*))?(?: in (\w+))?"
    match = re.fullmatch(parts, line)
    assert match, line
    actor, side, stance, said, via, elsewhere = match.groups()
    given = {"speaking_for": side, "said": said, "via": via and via.split(", "), "article": elsewhere}
    always = {"id": f"n{number}", "actor": actor, "stance": stance, "verb": "said", "article": article}
    always["quote"] = f"words {number}"
    return {**always, **{key: value for key, value in given.items() if value}}


def told(library: Library) -> str:
    """Write every status as the cases do."""
    return "\n".join(f"{claim}: {status_of(linked)}" for claim, linked in library.claims.items())


def status_of(claim: LinkedClaim) -> str:
    """Write one status with its arithmetic; reports and origins where their numbers differ."""
    parts = [str(claim.status.word)]
    for words, name in PARTS.items():
        heard = [getattr(entry, "speaker", entry) for entry in getattr(claim.status, name)]
        if heard:
            parts.append(f"{words} {', '.join(speaker_of(speaker) for speaker in heard)}")
    for name in ("support", "denial"):
        counted = getattr(claim.status, name)
        if counted.reports != counted.origins:
            parts.append(f"{name}: {counted.reports} reports, {counted.origins} origins")
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
        kinds = (frozenset(getattr(status, name)) for name in PARTS.values())
        found.add((status.word, *kinds, status.support, status.denial))
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


Said = tuple[str, str, str | None, str]
"""An article, a stance, whom it comes through, and the day."""


def plain_count(said: tuple[Said, ...], wanted: set[str]) -> tuple[int, int]:
    """Count reports and origins once more, in the plainest way, for outlets that speak in their own voice.

    `wanted` are the stances of one side, `reports` among them on the side of support.
    """
    reports, origins = set(), set()
    for article, stance, via, _ in said:
        source = via or article
        same_voice = [other for at, other, through, _ in said if at == article and (through or at) == source]
        stands = stance == "reports" or last_voice(tuple(same_voice)) in wanted
        if stance in wanted and stands and (stance != "reports" or via):
            reports.add(article)
            origins.add(source)
    return len(reports), len(origins)


def test_every_pair_of_stances_of_outlets_that_name_their_agency_or_do_not() -> None:
    """Reports and origins are counted as the plain rule counts them, whoever came first and whoever they name."""
    ways = [(article, via) for article in ("north", "south") for via in (None, "agency", "bloggers")]
    for (one, two), stances in itertools.product(
        itertools.product(ways, repeat=2), itertools.product(STANCES, repeat=2)
    ):
        said = tuple((way[0], stance, way[1], day) for way, stance, day in zip((one, two), stances, "12", strict=True))
        lines = [
            f"  report {stance} 2025-04-0{day}{f' via {via}' if via else ''} in {at}" for at, stance, via, day in said
        ]
        library, problems = link(records_of("\n".join(["main", *lines])))
        status = library.claims["main"].status
        found = [(counted.reports, counted.origins) for counted in (status.support, status.denial)]
        wanted = [plain_count(said, {"asserts", "confirms", "reports"}), plain_count(said, {"denies"})]
        assert (found, problems) == (wanted, []), lines


def test_the_number_of_outlets_never_makes_a_claim_shared() -> None:
    """However many outlets print one agency's words, and in whatever order, one side claims it."""
    outlets = [f"  report asserts via agency in {article}" for article in ("north", "south", "east", "west")]
    for order in itertools.permutations([*outlets, "  agency asserts in wire"]):
        library, _ = link(records_of("\n".join(["main", *order])))
        status = library.claims["main"].status
        assert (status.word, status.support.reports, status.support.origins) == ("claimed", 5, 1)
        assert status.support.is_repeated
