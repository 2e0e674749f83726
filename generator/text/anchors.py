"""Anchors: addresses of sections, made from their words alone, never from their order."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.text.chars import is_word_character

LONGEST = 60

# Two hyphens in a row: no heading's own anchor holds them, so these never meet one.
OPENING = "s--opening"
"""The anchor of the words before the first heading."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a section's anchor is made from: its heading's words, if it has one, and all of its words."""

    heading: str | None
    words: str


def make_anchors(sections: Sequence[Named]) -> list[str]:
    """Make the anchors of a text's sections.

    Sections with equal headings are told apart by a checksum of their words,
    every one of them, and only twins that agree in all words are counted.
    """
    plain = [OPENING if section.heading is None else f"s-{slug(section.heading)}" for section in sections]
    times = Counter(plain)
    told = [a if times[a] == 1 else f"{a}--{_checksum(s.words)}" for a, s in zip(plain, sections, strict=True)]
    return _count_twins(told)


def slug(words: str) -> str:
    """Make a short name from words: letters and digits of any script, with hyphens between."""
    text = unicodedata.normalize("NFC", words.lower())
    kept = "".join(c if is_word_character(c) else " " for c in text if unicodedata.category(c) != "Cf")
    return _shorten("-".join(kept.split())) or "section"


def _shorten(name: str) -> str:
    """Cut at a hyphen, where there is one not too far from the end."""
    if len(name) <= LONGEST:
        return name
    whole_words = name[: LONGEST + 1].rpartition("-")[0]
    return whole_words if len(whole_words) > LONGEST // 2 else name[:LONGEST].strip("-")


def _checksum(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode(errors="replace")).hexdigest()[:8]


def _count_twins(anchors: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    counted = []
    for anchor in anchors:
        seen[anchor] += 1
        counted.append(anchor if seen[anchor] == 1 else f"{anchor}--{seen[anchor]}")
    return counted
