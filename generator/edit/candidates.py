"""Candidates: capitalised names in a text that no record bears yet.

Only the order and the case of letters are looked at, so this proposes and never
decides: whoever edits says what a name is, or leaves it out.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.link import LinkedArticle
from generator.proof.lexicon import Lexicon, lexicon
from generator.text import Folded, split_sentences

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['-](?=[^\W\d_]))*")
_OWNED = re.compile(r"'s?\Z", re.IGNORECASE)

_JOINING = frozenset("of de la le du des del di da do dos der den van von zu bin ibn al el y i".split())  # noqa: SIM905 - words are read in a row
"""Small words that may stand within a name ("Bank of Elmford")."""

_HONORIFIC = frozenset("mr mrs ms miss dr prof sir dame lady lord".split())  # noqa: SIM905 - likewise
"""Words before a name that are no part of it."""

_OPENING_WORDS = (
    "a an the this that these those it its he his she her they their we our you your i my who what which "
    "where when while why how in on at by for from with without within to of as if and but or nor so yet "
    "not no after before since until during about against between among under over near all both each "
    "many most some several few there here now then also however meanwhile according although because one "
    "two three"
)
_OPENING = frozenset(_OPENING_WORDS.split())
"""Words that have a capital only where a sentence begins."""

_ALL_NOUNS = frozenset({"de"})
"""Languages in which every noun has a capital: a single word is no sign of a name there."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may want a record. `also` are shorter forms of it that stand alone, `sentence` where it is first."""

    name: str
    count: int
    sentence: str
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class _Runs:
    """The runs of capitalised words in a text, how often each stands there, and where first."""

    counts: Counter[str] = field(default_factory=Counter)
    sentences: dict[str, str] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)


def find_candidates(article: LinkedArticle) -> list[Candidate]:
    """Give the unknown names of a text, those of several words first, the most frequent of each first."""
    if article.folded is None or article.source is None:
        return []
    runs = _collect(article)
    words = [name for name in runs.counts if " " not in name]
    longer = [name for name in runs.counts if " " in name]
    also = {name: _forms(name, longer, words) for name in longer}
    taken = {word for forms in also.values() for word in forms}
    alone = [] if _base(article) in _ALL_NOUNS else [w for w in words if w not in taken and w not in runs.doubtful]
    groups = ([_candidate(runs, name, also.get(name, ())) for name in names] for names in (longer, alone))
    return [candidate for group in groups for candidate in sorted(group, key=lambda found: -found.count)]


def _base(article: LinkedArticle) -> str:
    return article.record.language.partition("-")[0].lower()


def _candidate(runs: _Runs, name: str, also: tuple[str, ...]) -> Candidate:
    count = runs.counts[name] + sum(runs.counts[form] for form in also)
    return Candidate(name, count, runs.sentences[name], also)


def _forms(name: str, longer: list[str], words: list[str]) -> tuple[str, ...]:
    """Give the single words that stand for a longer name: its last word, where no other name ends with it."""
    last = name.rpartition(" ")[2]
    same = [other for other in longer if other.rpartition(" ")[2] == last]
    return (last,) if last in words and same == [name] else ()


def _collect(article: LinkedArticle) -> _Runs:
    assert article.folded is not None
    assert article.source is not None
    known = lexicon(article.record.language)
    runs = _Runs()
    paragraphs = []
    for section, index, block in article.folded.blocks():
        if article.source.sections[section].blocks[index].kind == "paragraph":
            at = block.position
            here = [m for m in article.mentions if (m.section, m.block) == (section, index)]
            paragraphs.append((block, [(at(m.start), at(m.end - 1) + 1) for m in here]))
    small = {word[0] for block, _ in paragraphs for word in _WORD.finditer(block.text) if word[0].islower()}
    for block, names in paragraphs:
        for start, end in split_sentences(block.text, article.record.language):
            for run in _runs(block, (start, end), known):
                _note(runs, run, names, small, block.text[start:end])
    _merge(runs)
    return runs


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row; `opens` tells that the first has its capital from its place as well."""

    words: tuple[re.Match[str], ...]
    opens: bool


def _runs(block: Folded, sentence: tuple[int, int], known: Lexicon | None) -> Iterator[_Run]:
    words: list[re.Match[str]] = []
    opens = False
    end = sentence[0]
    for word in _WORD.finditer(block.text, *sentence):
        gap = block.text[end : word.start()]
        if words and gap != " ":
            yield from _ended(words, opens=opens)
            words = []
        end = word.end()
        if _is_capital(word[0]) and not _is_day(word[0], known):
            if not words:
                opens = not _WORD.search(block.text[sentence[0] : word.start()]) or gap.rstrip(" (").endswith(
                    ('"', ":")
                )
            words.append(word)
        elif not (words and word[0] in _JOINING):
            yield from _ended(words, opens=opens)
            words = []
        else:
            words.append(word)
        if words and _OWNED.search(words[-1][0]):
            yield from _ended(words, opens=opens)
            words = []
    yield from _ended(words, opens=opens)


def _ended(words: list[re.Match[str]], *, opens: bool) -> Iterator[_Run]:
    while words and words[-1][0] in _JOINING:
        words.pop()
    while words and words[0][0].lower() in _HONORIFIC:
        words.pop(0)
        opens = False
    if words:
        yield _Run(tuple(words), opens)


def _is_capital(word: str) -> bool:
    return word[0].isupper() and len(_OWNED.sub("", word)) > 1


def _is_day(word: str, known: Lexicon | None) -> bool:
    low = word.lower()
    return known is not None and (low in known.months or low in known.weekdays)


def _note(runs: _Runs, run: _Run, names: list[tuple[int, int]], small: set[str], sentence: str) -> None:
    """Count a run, without what is no part of a name, unless a record has it already."""
    words, opens = list(run.words), run.opens
    first = words[0][0].lower()
    if opens and (first in _OPENING or (first in small and len(words) > 1)):
        words, opens = words[1:], False
    while words and words[0][0] in _JOINING:
        words = words[1:]
    if not words or _is_known(words, names):
        return
    name = " ".join(_OWNED.sub("", word[0]) for word in words)
    runs.counts[name] += 1
    runs.sentences.setdefault(name, sentence)
    if len(words) == 1 and opens:
        if runs.counts[name] == 1:
            runs.doubtful.add(name)
    else:
        runs.doubtful.discard(name)


def _is_known(words: list[re.Match[str]], names: list[tuple[int, int]]) -> bool:
    """Tell whether a known name is all of a run, or its end, with a title or the like before it."""
    end = words[-1].start() + len(_OWNED.sub("", words[-1][0]))
    return any(start < end <= last or (start <= words[0].start() and last >= end) for start, last in names)


def _merge(runs: _Runs) -> None:
    """Count a name with more before it ("Mayor Ann Low") for the name itself, where that stands alone as well."""
    for name in sorted(runs.counts, key=len, reverse=True):
        rest = name.partition(" ")[2]
        while " " in rest:
            if rest in runs.counts:
                runs.counts[rest] += runs.counts.pop(name)
                break
            rest = rest.partition(" ")[2]
