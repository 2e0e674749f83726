"""Loaded verbs: those that judge whoever speaks, such as "claimed", found where they are verbs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from generator.read import Cues, read_cues

_LONGEST_NAME = 80
"""Characters that are searched for a name before a word that may be a noun as well."""

_GAP = "…"
"""In a verb of two pieces: words of the same clause, if any; the second piece ends it ("räumte … ein")."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A verb that judges: where it stands, and the plain one."""

    start: int
    end: int
    plain: str


@dataclass(frozen=True, slots=True)
class LoadedVerbs:
    """Finds the loaded verbs of one language."""

    pattern: re.Pattern[str]
    verbs: tuple[tuple[str, str], ...]
    """Each verb with the plain one, in the order of the pattern's groups."""
    nouns: frozenset[str]
    """Verbs that may be nouns as well, such as "claims"."""

    def find(self, text: str, names: Iterable[str]) -> Iterator[Loaded]:
        """Find the loaded verbs in a text; what may be a noun is a verb only behind a name, given in small letters."""
        for match in self.pattern.finditer(text):
            verb, plain = self.verbs[(match.lastindex or 0) - 1]
            if verb not in self.nouns or _follows_name(text, match.start(), names):
                yield Loaded(match.start(), match.end(), plain)


def _follows_name(text: str, at: int, names: Iterable[str]) -> bool:
    before = text[max(0, at - _LONGEST_NAME) : at].casefold().split()
    return any(" ".join(before[index:]) in names for index in range(len(before)))


@cache
def loaded_verbs(language: str) -> LoadedVerbs | None:
    """Prepare the loaded verbs of a language; None where there are none for it."""
    cues = read_cues(language)
    return _prepare(cues) if cues else None


def _prepare(cues: Cues) -> LoadedVerbs:
    verbs = tuple(sorted(cues.loaded.items(), key=lambda entry: -len(entry[0])))
    choices = "|".join(f"({_spell(verb)})" for verb, _ in verbs)
    pattern = re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE)
    return LoadedVerbs(pattern, verbs, frozenset(cues.loaded) & frozenset(cues.nouns))


def _spell(verb: str) -> str:
    begin, gap, end = verb.partition(_GAP)
    words = r"\s+".join(map(re.escape, begin.split()))
    if not gap:
        return words
    return rf"{words}(?:\s[^.,:;!?\n]{{1,80}}?)?\s{re.escape(end.strip())}(?=[.,:;!?\n]|\Z)"
