"""Loaded verbs: those that judge whoever speaks, such as "claimed", found where somebody speaks with them.

Most of them have other senses: museums admit visitors, and floods claim lives. So one counts only where its subject
is somebody who can speak, or where speech follows it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from generator.read import Cues, read_cues
from generator.text import NameIndex, fold

_CLAUSE = 200
"""Characters before a verb that are searched for its subject."""

_GAP = "…"
"""In a verb of two pieces: words of the same clause, if any; the second piece ends it ("räumte … ein")."""

_MOST_BETWEEN = 4
"""Words between a subject and its verb, the first of them an auxiliary ("has now repeatedly claimed")."""

_ENDS_CLAUSE = re.compile(r"[.;:!?()\n\N{EM DASH}\N{EN DASH}]|[^\S\n]-[^\S\n]")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_TOKEN = re.compile(r"\w+")
_HYPHENS = ("-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}")
_SPEECH_BEFORE = re.compile(r"(?:[,?!.][”“\"»«’‘]|[”“\"»«’‘],)\s+\Z")
_SPEECH_BEHIND = re.compile(r"[,:]?\s+[“„\"«»‚‘]")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A verb that judges: where it stands, and the plain one."""

    start: int
    end: int
    plain: str


@dataclass(frozen=True, slots=True)
class LoadedVerbs:
    """Finds the loaded verbs of one language."""

    firsts: frozenset[str]
    """The first word of each: most texts hold none of them, and are not looked at any closer."""
    pattern: re.Pattern[str]
    verbs: tuple[tuple[str, str], ...]
    """Each verb with the plain one, in the order of the pattern's groups."""
    nouns: frozenset[str]
    """Verbs that may be nouns as well, such as "claims"."""
    subjects: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    begins_clause: re.Pattern[str]
    unloaded: re.Pattern[str]
    that: re.Pattern[str]

    def may_judge(self, text: str) -> bool:
        """Tell whether there is such a verb at all, in whatever sense; in most texts there is none."""
        return not self.firsts.isdisjoint(_TOKEN.findall(text.casefold())) and bool(self.pattern.search(text))

    def find(self, text: str, speakers: Callable[[], NameIndex]) -> Iterator[Loaded]:
        """Find the loaded verbs in a text with which somebody speaks; `speakers` gives the names of those who can."""
        for match in self.pattern.finditer(text) if self.may_judge(text) else ():
            verb, plain = self.verbs[(match.lastindex or 0) - 1]
            if self._judges(verb, text, match, speakers):
                yield Loaded(match.start(), match.end(), plain)

    def _judges(self, verb: str, text: str, match: re.Match[str], speakers: Callable[[], NameIndex]) -> bool:
        before, behind = text[max(0, match.start() - _CLAUSE) : match.start()], text[match.end() :]
        if before.endswith(_HYPHENS) or behind.startswith(_HYPHENS) or self.unloaded.match(text, match.start()):
            return False
        # Several words have no other sense, and most hold their subject ("he claims").
        if " " in verb:
            return True
        if verb in self.nouns:
            return self._has_subject(before, speakers)
        last = _WORD.findall(before)[-1:]
        if last and last[0].casefold() in self.determiners:
            return False
        if self.that.match(behind) or _SPEECH_BEHIND.match(behind) or _SPEECH_BEFORE.search(before):
            return True
        return self._has_subject(before, speakers)

    def _has_subject(self, before: str, speakers: Callable[[], NameIndex]) -> bool:
        """Tell whether somebody who can speak is the subject of the verb behind these words."""
        clause = self._clause(fold(before))
        names = [(start, end) for start, end, _ in speakers().find(clause)]
        pronouns = [word.span() for word in _WORD.finditer(clause) if word[0].casefold() in self.subjects]
        return any(self._is_subject(clause, *place) for place in (*names, *pronouns))

    def _clause(self, before: str) -> str:
        """Give the clause that leads up to a verb; what stands between two commas is left out."""
        pieces = self.begins_clause.split(_ENDS_CLAUSE.split(before)[-1])[-1].split(",")
        match pieces:
            case [*_, clause, _, end] if not end.strip():
                return clause
        return pieces[-1]

    def _is_subject(self, clause: str, start: int, end: int) -> bool:
        if clause[end : end + 1] == "'":
            return False  # whose something it is ("Velde's flood")
        ahead = [word.casefold() for word in _WORD.findall(clause[:start])]
        while ahead and ahead[-1] in self.determiners:
            ahead.pop()
        if ahead and ahead[-1] in self.prepositions:
            return False
        between = [word.casefold() for word in _WORD.findall(clause[end:])]
        is_near = not between or (between[0] in self.auxiliaries and len(between) <= _MOST_BETWEEN)
        return is_near and not self.determiners & set(between)


@cache
def loaded_verbs(language: str) -> LoadedVerbs | None:
    """Prepare the loaded verbs of a language; None where there are none for it."""
    cues = read_cues(language)
    return _prepare(cues) if cues else None


def _prepare(cues: Cues) -> LoadedVerbs:
    verbs = tuple(sorted(cues.loaded.items(), key=lambda entry: -len(entry[0])))
    choices = "|".join(f"({_spell(verb)})" for verb, _ in verbs)
    links = set(cues.subordinators) - set(cues.subjects) - set(cues.determiners)
    that = _choice(cues.that)
    return LoadedVerbs(
        firsts=frozenset(_TOKEN.findall(verb.casefold())[0] for verb in cues.loaded),
        pattern=re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE),
        verbs=verbs,
        nouns=frozenset(cues.loaded) & frozenset(cues.nouns),
        subjects=frozenset(cues.subjects),
        determiners=frozenset(cues.determiners),
        prepositions=frozenset(word.split()[-1] for word in cues.prepositions),
        auxiliaries=frozenset(cues.auxiliaries),
        begins_clause=re.compile(_choice({*links, *cues.that}), re.IGNORECASE),
        unloaded=re.compile(_choice(cues.unloaded), re.IGNORECASE),
        # In some languages the comma before it may stand behind the subject ("behauptete der Rat, dass").
        that=re.compile(rf"(?:[^.,;:!?\n]{{0,60}},)?\s+{that}", re.IGNORECASE),
    )


def _choice(words: Iterable[str]) -> str:
    spelled = "|".join(_spell(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return rf"(?<!\w)(?:{spelled})(?!\w)"


def _spell(verb: str) -> str:
    begin, gap, end = verb.partition(_GAP)
    words = r"\s+".join(map(re.escape, begin.split()))
    if not gap:
        return words
    return rf"{words}(?:\s[^.,:;!?\n]{{1,80}}?)?\s{re.escape(end.strip())}(?=[.,:;!?\n]|\Z)"
