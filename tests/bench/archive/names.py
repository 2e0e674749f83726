"""Invented names for the corpus: as many as are asked for, each for one thing alone.

A name's word is spelt from its number: syllables of two letters and an ending of
three that belongs to one kind of thing. So no two things share a word, whatever
their kind, and the hundredth name is the same in a corpus of any size.
"""

from functools import cache

SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstvz" for vowel in "aeiou"]
ENDINGS = {
    "person": ["nov", "ler", "sen", "rik", "mas", "tov", "gar", "lin", "bek", "dor"],
    "state": ["nia", "via"],
    "organisation": ["tis", "dex"],
    "unit": ["tal", "rem"],
    "place": ["vka", "sko", "gra", "ton", "ham", "rad"],
    "term": ["nic", "lar", "tic"],
}
_FORENAMES = """
    Anna Boris Clara Dmytro Elena Fedir Greta Hanna Ivan Julia Karl Lena Marta Nina Oleh Petra Roman Sofia Taras
    Ulrike Viktor Yana
"""
FORENAMES = _FORENAMES.split()

STATES_APART, BODIES_APART = 60, 6
"""Of so many actors one is a state, of so many an organisation."""

_STRIDE = 1_000_003
"""A prime: numbers that follow each other give words that look nothing alike."""


def name(kind: str, number: int) -> str:
    """Give the name that the site writes."""
    return names(kind, number)[0]


@cache
def names(kind: str, number: int) -> tuple[str, ...]:
    """Give the names of an actor, a unit, a place or a term, the whole one first."""
    if kind == "unit":
        return _unit(number)
    if kind == "term":
        return (f"{word('term', number)} {('clause', 'line', 'zone', 'charter')[number % 4]}",)
    if kind == "place":
        return (word("place", number).title(),)
    sort = actor_type(number)
    if sort == "person":
        return person(number)
    return (word(sort, number).title() + (" Council" if sort == "organisation" else ""),)


def actor_type(number: int) -> str:
    """Tell what kind of actor one is."""
    if number % STATES_APART == 0:
        return "state"
    return "organisation" if number % BODIES_APART == BODIES_APART - 1 else "person"


def word(kind: str, number: int) -> str:
    """Spell the word of a number, in small letters."""
    endings, base = ENDINGS[kind], len(SYLLABLES)
    again, rest = divmod(number, base * base * len(endings))
    rest = rest * _STRIDE % (base * base * len(endings))
    rest, first = divmod(rest, base)
    last, second = divmod(rest, base)
    more = SYLLABLES[again % base] * (1 + again // base) if again else ""
    return SYLLABLES[first] + SYLLABLES[second] + more + endings[last]


def person(number: int) -> tuple[str, str]:
    """Give a person's whole name and the surname alone."""
    surname = word("person", number).title()
    return f"{FORENAMES[number % len(FORENAMES)]} {surname}", surname


def _unit(number: int) -> tuple[str, str]:
    """Give a unit's name with its number and without."""
    brigade = f"{word('unit', number).title()} Brigade"
    return f"{11 + number % 89}th {brigade}", brigade
