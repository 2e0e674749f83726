"""An article's files: the text, the claims that it quotes, its events and its frame."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.names import name, names, person
from archive.printing import Table, write
from archive.subjects import SECTIONS, Point, known, points, published, spoken


@dataclass(frozen=True)
class Voice:
    """A position and the sentence of the text that shows it."""

    sentence: str
    record: Table


OPENINGS = [
    ("asserts", "said that", "said"),
    ("asserts", "announced that", "announced"),
    ("asserts", "stated that", "stated"),
]
ANSWERS = [
    ("denies", "denied that", "denied"),
    ("denies", "rejected the report that", "rejected"),
    ("confirms", "confirmed that", "confirmed"),
    ("confirms", "acknowledged that", "acknowledged"),
    ("asserts", "added that", "added"),
    ("questions", "questioned whether", "questioned"),
    ("declines", "declined to comment on whether", "declined to comment"),
]
MOMENTS = """
    In the early morning|After the heavy rain|On the far side of the river|Behind the old town hall|Towards the evening|
    At the edge of the fields|Along the narrow street|During the long winter|Near the last houses|Before the market day
"""
PEOPLE = """
    the farmers|two tall carpenters|a group of pupils|the drivers of the lorries|many travellers|the women of the choir|
    an old fisherman|the workers in orange vests|a dozen volunteers|the neighbours
"""
DEEDS = """
    carried sacks of sand to the bank|mended a fence that the wind had thrown down|cleared branches from the pavement|
    waited in the hall beside their luggage|lifted the last beams from the yard|
    brought the small harvest into the barns|painted the doors of the old tram|swept the snow from the roofs|
    sold apples and bread from a cart|drew water from the deep well
"""
SCENE = [[words.strip() for words in part.split("|")] for part in (MOMENTS, PEOPLE, DEEDS)]


def write_article(folder: Path, number: int, seed: int) -> None:
    """Write an article's records and its text."""
    chance = random.Random(f"{seed} article {number}")
    folder.mkdir(parents=True)
    claims, sections, later = [], [], []
    for index, point in enumerate(points(number, seed)):
        voices = list(_voices(chance, number, seed, point))
        claims.append(_claim(number, index, point) | {"positions": [voice.record for voice in voices]})
        if index == 0 and number % 2:
            voice, claim = _later_voice(chance, number, seed)
            later.append({"claim": claim} | voice.record)
            voices.append(voice)
        sections.append(_section(chance, number, seed, index, [voice.sentence for voice in voices]))
    if number % 4 == 1:
        claims[-1]["contradicts"] = [claims[-2]["id"]]
    write(folder / "claims.yml", {"claims": claims} | ({"positions": later} if later else {}))
    if number % 2 == 0:
        write(folder / "events.yml", {"events": [_event(number, seed)]})
    write(folder / "article.yml", _article(number, seed))
    (folder / "text.md").write_text("\n\n".join(sections) + "\n", "utf-8")


def _voices(chance: random.Random, number: int, seed: int, point: Point) -> Iterator[Voice]:
    """Let one to three speakers take a position: the first claims it, the others answer."""
    speakers = known(number, "actor", seed)
    count = chance.choice((1, 2, 2, 3))
    for order, who in enumerate(chance.sample(speakers, min(count, len(speakers)))):
        yield _voice(chance, number, who, point, chance.choice(ANSWERS if order else OPENINGS))


def _later_voice(chance: random.Random, number: int, seed: int) -> tuple[Voice, str]:
    """Let a speaker answer a claim that an article before this one has brought up."""
    earlier, index = chance.randrange(max(0, number - 60), number), chance.randrange(SECTIONS)
    who = chance.choice(known(number, "actor", seed))
    voice = _voice(chance, number, who, points(earlier, seed)[index], chance.choice(ANSWERS))
    return voice, f"claim-{earlier}-{index}"


def _voice(chance: random.Random, number: int, who: int, point: Point, saying: tuple[str, str, str]) -> Voice:
    stance, words, verb = saying
    speaker, day = chance.choice(names("actor", who)), published(number)
    sentence = f"{speaker} {words} {point.words()}"
    record: Table = {"actor": f"actor-{who}", "stance": stance, "verb": verb}
    if chance.random() < 1 / 5:
        sentence = f"On {spoken(day)} {sentence}"
        record["said"] = day.isoformat()
    return Voice(f"{sentence}.", record | {"quote": sentence})


def _claim(number: int, index: int, point: Point) -> Table:
    words = point.words()
    record: Table = {
        "id": f"claim-{number}-{index}",
        "claim": f"{words[0].upper()}{words[1:]}.",
        "about": [f"place-{point.place}"],
    }
    day = published(number).isoformat()
    return record | ({}, {"when": day}, {"when": day[:7]})[index % 3]


def _section(chance: random.Random, number: int, seed: int, index: int, sentences: list[str]) -> str:
    """Write a heading and two paragraphs: what was said, and what else there was to see."""
    scene = _scene(chance)
    engineers = name("unit", chance.choice(known(number, "unit", seed)))
    term = name("term", chance.choice(known(number, "term", seed)))
    seen = (
        f"Vehicles of the {engineers} stood beside the road.",
        f"The rules of the {term} applied here as well.",
        f"The {engineers} had put up signs about the {term} at the crossing.",
    )
    told = _happening(number, seed) + "." if index == SECTIONS - 1 and number % 2 == 0 else seen[index % 3]
    return f"# Part {index + 1} of {number}\n\n{scene} {' '.join(sentences)}\n\n{told}"


def _scene(chance: random.Random) -> str:
    """Tell something that nobody says: the words between what matters."""
    return " ".join(chance.choice(part) for part in SCENE) + "."


def _happening(number: int, seed: int) -> str:
    point = points(number, seed)[-1]
    return f"Crews with new machines reached {name('place', point.place)} on {spoken(published(number))}"


def _event(number: int, seed: int) -> Table:
    point = points(number, seed)[-1]
    return {
        "id": f"event-{number}",
        "title": f"Crews with new machines reach {name('place', point.place)}",
        "when": published(number).isoformat(),
        "places": [f"place-{point.place}"],
        "claims": [f"claim-{number}-{SECTIONS - 1}"],
        "quote": _happening(number, seed),
    }


def _article(number: int, seed: int) -> Table:
    first, *_, last = points(number, seed)
    return {
        "title": f"Report {number} on the {first.thing} at {name('place', first.place)}",
        "published": published(number).isoformat(),
        "language": "en",
        "source": [{"publisher": f"Corpus Courier {number % 5}", "author": person(number)[0]}],
        "show_text": "full",
        "in_brief": [
            f"Accounts of the {first.thing} at [[place-{first.place}]] differ.",
            f"Work on the {last.thing} was much discussed.",
        ],
        "questions": [{"ask": f"Who spoke about the {last.thing}?", "answer": "Those whose words stand below."}],
        "not_known": ["How long the works will take."],
    }
