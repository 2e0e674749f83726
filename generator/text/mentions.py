"""Mentions: names found in folded text, leftmost and longest, with no letter or digit on either side.

A few names are found by one regular expression made from a trie of them. To
compile one of all names of a site would take longer than to search its texts,
so these are looked up by the letters and digits that they begin with.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from heapq import merge
from itertools import islice, takewhile

from generator.text.chars import has_mark, marks
from generator.text.fold import fold
from generator.text.source import Range

_DEEPEST = 40
"""Below this many branchings endings are listed flat: the library that compiles the pattern recurses."""

_Trie = dict[str, "_Trie"]
_END = ""


class NameFinder:
    """Finds names in folded text: leftmost, longest, with no letter or digit on either side."""

    __slots__ = ("_names", "_patterns")

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        self._patterns: dict[bool, re.Pattern[str]] = {}

    def search(self, text: str, at: int = 0) -> Range | None:
        """Find the first name that begins at or behind a position."""
        match = self._pattern(text).search(text, at) if self._names else None
        return match.span() if match else None

    def places(self, text: str) -> Iterator[Range]:
        """Give each place where a name begins, with the end of the longest one there; they may overlap."""
        place = self.search(text)
        while place:
            yield place
            place = self.search(text, place[0] + 1)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Find all names, without overlaps, each with its spelling as it was given."""
        if self._names:
            for match in self._pattern(text).finditer(text):
                yield match.start(), match.end(), self._names[match[0]]

    def _pattern(self, text: str) -> re.Pattern[str]:
        """Give the pattern for a text; only one with marks in it needs them looked at, which is dear."""
        marked = has_mark(text)
        if marked not in self._patterns:
            self._patterns[marked] = re.compile(_make_pattern(self._names, marked=marked))
        return self._patterns[marked]


_PIECE = re.compile("[^\\W_]+")


class _Begun:
    """Names that begin with the same letters, in the order of the alphabet.

    What a text goes on with at a place is sought among them; each that stands there begins the one next before it in
    that order. So the work at a place hardly grows with the number of names, nor with how many lie within one another.
    """

    __slots__ = ("_lengths", "_longest", "_names")

    def __init__(self) -> None:
        self._names: list[str] = []
        self._lengths: list[tuple[int, ...]] = []
        self._longest = 0

    def add(self, name: str) -> None:
        """Take in the next name in the alphabet's order."""
        within = _shared(self._names[-1], self._lengths[-1], name) if self._names else ()
        self._lengths.append((*within, len(name)))
        self._names.append(name)
        self._longest = max(self._longest, len(name))

    def ends(self, text: str, start: int) -> Iterator[int]:
        """Give the ends of the names that stand at a place, the longest first."""
        rest = text[start : start + self._longest]
        before = bisect_right(self._names, rest) - 1
        if before >= 0:
            lengths = _shared(self._names[before], self._lengths[before], rest)
            yield from (start + length for length in reversed(lengths))


def _shared(name: str, lengths: tuple[int, ...], text: str) -> tuple[int, ...]:
    """Give of the lengths of a name's beginnings those with which a text begins as well."""
    if text.startswith(name):  # as is usual, and quicker to see
        return lengths
    differs = bisect_left(lengths, True, key=lambda length: not text.startswith(name[:length]))  # noqa: FBT003 - a key's
    return lengths[:differs]


class NameIndex:
    """Finds many names in folded text, as `NameFinder` does; they are given folded, in each of their spellings."""

    __slots__ = ("_by_start", "_names", "_others", "_unbegun")

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name: name for name in names if name}
        self._by_start: dict[str, _Begun] = defaultdict(_Begun)
        others: dict[str, str] = {}
        for name in sorted(self._names):
            piece = _PIECE.match(name)
            if piece:
                self._by_start[piece[0]].add(name)
            else:
                others[name] = name
        self._unbegun = tuple(others)
        self._others = NameFinder(others) if others else None

    def search(self, text: str) -> Range | None:
        """Find the first name."""
        return next(self.places(text), None)

    def places(self, text: str) -> Iterator[Range]:
        """Give each place where a name begins, with the end of the longest one there; they may overlap."""
        begun = (place for places in self._begun(text) for place in islice(places, 1))
        return merge(begun, self._others.places(text)) if self._others else begun

    def _begun(self, text: str) -> Iterator[Iterator[Range]]:
        """Give for each word that a name begins with the places of the names there, the longest first."""
        by_start = self._by_start
        for piece in _PIECE.finditer(text):
            if piece[0] in by_start:
                yield _alone(text, piece.start(), by_start[piece[0]])

    def standing(self, text: str) -> frozenset[str]:
        """Tell which of the names stand in a text, within longer ones as well."""
        begun: set[str] = set()
        for places in self._begun(text):
            # What stands within a name was found with it, where it was found first.
            begun.update(takewhile(lambda name: name not in begun, (text[start:end] for start, end in places)))
        return frozenset(begun).union(name for name in self._unbegun if any(_places_of(name, text)))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Find all names, without overlaps, each as it was given."""
        for start, end in without_overlaps(self.places(text)):
            yield start, end, self._names[text[start:end]]


def _alone(text: str, start: int, names: _Begun) -> Iterator[Range]:
    return ((start, end) for end in names.ends(text, start) if _stands_alone(text, start, end))


def _places_of(name: str, text: str) -> Iterator[Range]:
    at = text.find(name)
    while at >= 0:
        if _stands_alone(text, at, at + len(name)):
            yield at, at + len(name)
        at = text.find(name, at + 1)


def without_overlaps(places: Iterable[Range]) -> Iterator[Range]:
    """Take of places in their order the leftmost, and the next one that begins behind it."""
    at = 0
    for start, end in places:
        if start >= at:
            yield start, end
            at = end


def _stands_alone(text: str, start: int, end: int) -> bool:
    marked = has_mark(text[max(0, start - 1) : end + 3])
    return bool(_edge(_BEFORE, marked=marked).match(text, start) and _edge(_BEHIND, marked=marked).match(text, end))


def compile_names(names: Iterable[str]) -> NameFinder:
    """Make a finder of names. One that begins with a small letter is found with a capital as well."""
    spellings: dict[str, str] = {}
    for name in names:
        spellings.setdefault(fold(name), name)
    spellings.pop("", None)
    capitals = {spelling[0].upper() + spelling[1:]: name for spelling, name in spellings.items()}
    return NameFinder(capitals | spellings)


def _make_pattern(names: Iterable[str], *, marked: bool) -> str:
    edges = _edge(_BEFORE, marked=marked).pattern, _edge(_BEHIND, marked=marked).pattern
    return _alternatives(_make_trie(names), 0).join(edges)


_LETTER = "[^\\W_]"
_BEFORE = f"(?<!{_LETTER})(?<!MARK)"
# An apostrophe that goes on in letters is part of a longer word ("Лук'янівка"), but for the English possessive.
_BEHIND = f"(?!{_LETTER}|MARK|'(?![sS](?!{_LETTER}|MARK)){_LETTER})"


@cache
def _edge(pattern: str, *, marked: bool) -> re.Pattern[str]:
    """Compile the pattern of an edge of names; `MARK` stands for any mark, where there are any in the text."""
    return re.compile(pattern.replace("MARK", f"[{marks()}]" if marked else _LETTER))


def _make_trie(names: Iterable[str]) -> _Trie:
    trie: _Trie = {}
    for name in names:
        node = trie
        for character in name:
            node = node.setdefault(character, {})
        node[_END] = {}
    return trie


def _alternatives(node: _Trie, depth: int) -> str:
    """Write all endings from a node on, the longest first: that is the one to be taken if its edge holds."""
    if depth == _DEEPEST:
        endings = sorted(_endings(node), key=len, reverse=True)
        return f"(?:{'|'.join(map(re.escape, endings))})"
    branches = [_branch(character, child, depth) for character, child in node.items() if character != _END]
    if len(branches) == 1 and _END not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if _END in node else "")


def _branch(character: str, node: _Trie, depth: int) -> str:
    """Write a character and what may follow; where there is no choice, straight on without nesting."""
    written = re.escape(character)
    while len(node) == 1 and _END not in node:
        ((character, node),) = node.items()
        written += re.escape(character)
    return written if node.keys() == {_END} else written + _alternatives(node, depth + 1)


def _endings(node: _Trie) -> Iterator[str]:
    waiting = [("", node)]
    while waiting:
        ending, node = waiting.pop()
        for character, child in node.items():
            if character == _END:
                yield ending
            else:
                waiting.append((ending + character, child))
