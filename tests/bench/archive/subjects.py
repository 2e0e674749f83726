"""Who and what an article tells of: its own things, earlier ones again, its day, and what its claims are about."""

import random
from bisect import bisect
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from archive.names import name

FRESH = {"actor": 3, "unit": 1, "place": 3, "term": 2}
"""How many things of each kind an article brings."""

AGAIN = {"actor": 2, "unit": 1, "place": 1, "term": 1}
"""How many of each kind it names that were there before."""

SECTIONS = 8
FIRST_DAY, DAYS, DAYS_APART = date(2012, 1, 2), 13 * 365, 1_009
"""Days go round the years in steps, so that every few articles reach every year."""

STATES_APART, BODIES_APART, REGIONS_APART = 60, 6, 10
"""Of so many actors one is a state or an organisation, of so many places one is a region."""

_THINGS = """
    bridge station road harbour school hospital warehouse airfield market pumping-station power-line railway depot
    checkpoint bakery windmill water-tower brickworks library ferry canal quarry refinery reservoir
"""
THINGS = _THINGS.split()
STATES_OF_THINGS = [
    ("was closed", "was open"),
    ("was under repair", "was in full use"),
    ("had been rebuilt", "still lay in ruins"),
    ("had lost its power", "had power all day"),
    ("was held by local guards", "was held by nobody"),
]


@dataclass(frozen=True)
class Point:
    """What a claim is about: something somewhere, how it is, and what the opposite would be."""

    thing: str
    place: int
    holds: str
    opposite: str

    def words(self) -> str:
        """Say it within a sentence."""
        return f"the {self.thing} at {name('place', self.place)} {self.holds}"


def published(number: int) -> date:
    """Give the day of an article."""
    return FIRST_DAY + timedelta(days=number * DAYS_APART % DAYS)


def spoken(day: date) -> str:
    """Write a day as texts do."""
    return f"{day.day} {day:%B} {day.year}"


@cache
def _sums(count: int) -> list[float]:
    return list(accumulate(1 / (n + 1) for n in range(count)))


def zipf(chance: random.Random, count: int) -> int:
    """Choose one of so many, the first most often."""
    sums = _sums(1 << count.bit_length())
    return bisect(sums, chance.random() * sums[count - 1], hi=count - 1)


def known(number: int, kind: str, seed: int) -> list[int]:
    """Give what an article names: its own, and some that were there before."""
    chance = random.Random(f"{seed} known {kind} {number}")
    before = FRESH[kind] * number
    own = list(range(before, before + FRESH[kind]))
    return own + list(dict.fromkeys(zipf(chance, before) for _ in range(AGAIN[kind]) if before))


def points(number: int, seed: int) -> list[Point]:
    """Give what the claims of an article are about; in every fourth the last is the opposite of the one before."""
    chance = random.Random(f"{seed} points {number}")
    places = known(number, "place", seed)
    given = [
        Point(thing.replace("-", " "), chance.choice(places), *chance.choice(STATES_OF_THINGS))
        for thing in chance.sample(THINGS, SECTIONS)
    ]
    if number % 4 == 1:
        before = given[-2]
        given[-1] = Point(before.thing, before.place, before.opposite, before.holds)
    return given
