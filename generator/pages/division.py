"""How a long list is divided into pages, so that what is added to it moves nothing else.

An entry has steps that lead to it: the year, month and day of its date, or the
letters of its name. Entries with the same first step are a part of the list; a part
that is too long is divided by the next step, and so on. A part is never "the third
two hundred": where an entry stands depends on the entry alone.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model import When

Steps = tuple[str, ...]
"""The way to an entry from the whole list."""

NOWHERE: Steps = ("",)
"""The way to what has no date, or no letter in its name."""

_APART = "-"
"""Stands between the steps of a date; no letter of a name is one."""

_SPLIT_BY_ID = "--"
"""Stands before the beginning of an id, where neither date nor name tells entries apart."""

_MARKED = ("LATIN", "GREEK")
"""Scripts whose marks do not make another letter of the alphabet, or one that readers look for elsewhere."""


class Entry(NamedTuple):
    """A record in a list: its way, its id, how much of a page it takes, and its kind where a page has several.

    There is one for each record of a site, so it is of the sort that is made fastest.
    """

    steps: Steps
    id: str
    weight: int = 1
    kind: str = ""


@dataclass(slots=True)
class Part:
    """A part of a list: the entries on its own page, and the parts that it is divided into. `tail` begins their ids."""

    steps: Steps
    tail: str
    entries: Sequence[Entry]
    parts: list["Part"] = field(default_factory=list)

    @property
    def slug(self) -> str:
        """Give the name of the part in its address."""
        own = slug_of(self.steps)
        return f"{own}{_SPLIT_BY_ID}{self.tail}" if self.tail else own


def divide(entries: Iterable[Entry], most: int) -> list[Part]:
    """Divide a list by the first steps of its entries, and each part further where it is longer than `most`."""
    return [_part(steps, held, most) for steps, held in _by_step(entries, 0).items()]


def _part(steps: Steps, entries: list[Entry], most: int) -> Part:
    if _weight(entries) <= most:
        return Part(steps, "", entries)
    here, further = _apart(entries, len(steps))
    while not here and len(further) == 1:  # all go on alike: no page between
        ((beyond, entries),) = further.items()
        here, further = _apart(entries, len(beyond))
    parts = [_part(beyond, held, most) for beyond, held in further.items()]
    if _weight(here) <= most or len({entry.id for entry in here}) == 1:  # what has one id cannot be told apart
        return Part(steps, "", here, parts)
    return Part(steps, "", [], [*_by_id(here[0].steps, here, most), *parts])


def _apart(entries: list[Entry], at: int) -> tuple[list[Entry], dict[Steps, list[Entry]]]:
    """Set those that have no further step apart from all others, by their next one."""
    here = [entry for entry in entries if len(entry.steps) == at]
    return here, _by_step((entry for entry in entries if len(entry.steps) > at), at)


def _by_step(entries: Iterable[Entry], at: int) -> dict[Steps, list[Entry]]:
    found: dict[Steps, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.steps[: at + 1], []).append(entry)
    return dict(sorted(found.items()))


def _by_id(steps: Steps, entries: list[Entry], most: int) -> list[Part]:
    """Divide what has the same date or name by the letters of the ids, which always differ."""
    known = {(entry.id, entry.kind): entry for entry in entries}
    spelt = [Entry(tuple(entry.id), entry.id, entry.weight, entry.kind) for entry in entries]
    leaves: list[Part] = []
    waiting = divide(spelt, most)
    while waiting:
        part = waiting.pop(0)
        waiting = [*part.parts, *waiting]
        if part.entries:
            held = [known[entry.id, entry.kind] for entry in part.entries]
            leaves.append(Part(steps, "".join(part.steps), held))
    return leaves


def _weight(entries: Iterable[Entry]) -> int:
    return sum([entry.weight for entry in entries])


def by_date(when: When) -> Steps:
    """Give the way to what has a date: as far as the date goes, and that of a span to its beginning."""
    day = when.start.isoformat()[:_DAY_LENGTH]
    return tuple(day.split(_APART)[: _EXACT[when.precision]])


_DAY_LENGTH = len("2025-04-08")

_EXACT = {"year": 1, "month": 2, "day": 3, "minute": 3}
"""How many steps lead to a date."""


def by_name(label: str) -> Steps:
    """Give the way to what has a name: its letters and digits, those that readers look for in one place as one."""
    if label.isascii():
        words = label.lower().replace(" ", "")
        return tuple(words if words.isalnum() else filter(str.isalnum, words)) or NOWHERE
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", label).casefold())
    letters = [letter for sign in folded if sign.isalnum() for letter in _plain(sign)]
    return tuple(letters) or NOWHERE


def _plain(sign: str) -> str:
    """Give a letter without marks where its script allows it, and a Korean syllable as its letters."""
    name = unicodedata.name(sign, "")
    if name.startswith(_MARKED):
        return unicodedata.normalize("NFD", sign)[0]
    return unicodedata.normalize("NFD", sign) if name.startswith("HANGUL SYLLABLE") else sign


def slug_of(steps: Steps) -> str:
    """Give the name of a way in an address; letters of other alphabets by their numbers, which every server knows."""
    if steps == NOWHERE:
        return _APART
    if any(len(step) > 1 for step in steps):
        return _APART.join(steps)
    letters = "".join(steps)
    return letters if letters.isascii() else _APART.join(["u", *(f"{ord(letter):x}" for letter in letters)])


def flatten(parts: Iterable[Part]) -> Iterator[Part]:
    """Give parts and all parts of theirs, each before its own."""
    for part in parts:
        yield part
        yield from flatten(part.parts)


def length(part: Part) -> int:
    """Count the entries of a part and of all parts of its own."""
    return sum(len(held.entries) for held in flatten([part]))
