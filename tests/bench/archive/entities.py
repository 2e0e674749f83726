"""The records of actors, units, places and terms, in files by the first letters of their names."""

import random
import string
from collections import defaultdict
from pathlib import Path

from archive.names import BODIES_APART, STATES_APART, actor_type, name, names
from archive.printing import Table, write
from archive.subjects import FRESH, zipf

REGIONS_APART = 10
"""Of so many places one is a region."""


def write_entities(content: Path, kind: str, articles: int) -> None:
    """Write the records of one kind into files by the first letters of their names."""
    files: dict[str, list[Table]] = defaultdict(list)
    for number in range(FRESH[kind] * articles):
        files[next(letter for letter in name(kind, number).lower() if letter in string.ascii_lowercase)].append(
            RECORDS[kind](number)
        )
    (content / f"{kind}s").mkdir()
    for letter, records in sorted(files.items()):
        write(content / f"{kind}s" / f"{letter}.yml", {f"{kind}s": records})


def _actor(number: int) -> Table:
    sort = actor_type(number)
    whole, *others = names("actor", number)
    record: Table = {"id": f"actor-{number}", "name": whole, "type": sort}
    if sort == "person":
        record["role"] = f"Speaker of the {('town', 'district', 'council', 'port')[number % 4]}"
    if sort != "state":
        record["affiliation"] = f"actor-{_affiliation(number)}"
    return record | _shown(others, f"{whole} speaks on matters of roads, water and trade.")


def _affiliation(number: int) -> int:
    """Choose whom an actor speaks for: a state, or every third person an organisation."""
    chance = random.Random(f"side {number}")
    bodies = number // BODIES_APART
    if actor_type(number) == "person" and bodies and chance.random() < 1 / 3:
        body = BODIES_APART * (zipf(chance, bodies) + 1) - 1
        return body if actor_type(body) == "organisation" else 0
    return STATES_APART * zipf(chance, number // STATES_APART + 1)


def _unit(number: int) -> Table:
    whole, *others = names("unit", number)
    state = STATES_APART * zipf(random.Random(f"flag {number}"), number * FRESH["actor"] // STATES_APART + 1)
    record: Table = {"id": f"unit-{number}", "name": whole, "part_of": f"actor-{state}"}
    return record | _shown(others, "A brigade of engineers that builds bridges and clears roads.")


def _place(number: int) -> Table:
    chance = random.Random(f"where {number}")
    place: Table = {"id": f"place-{number}", "name": name("place", number)}
    if number % REGIONS_APART == 0:
        place["type"] = "region"
    else:
        place["type"] = ("village", "town", "city")[number % 3]
        place["part_of"] = f"place-{number - number % REGIONS_APART}"
    place["coordinates"] = [f"{chance.uniform(44, 56):.3f}", f"{chance.uniform(22, 40):.3f}"]
    return place | {"precision_km": "5", "summary": "A place on the river with a bridge, a market and a mill."}


def _term(number: int) -> Table:
    term = name("term", number)
    return {"id": f"term-{number}", "term": term, "definition": f"What the treaties on trade call a {term.split()[1]}."}


def _shown(aliases: list[str], summary: str) -> Table:
    return ({"aliases": aliases} if aliases else {}) | {"summary": summary}


RECORDS = {"actor": _actor, "unit": _unit, "place": _place, "term": _term}
