"""Mentions: names found in folded text, by one regular expression made from a trie of all names."""

import re
from collections.abc import Iterable, Iterator

from generator.text.chars import marks
from generator.text.fold import fold
from generator.text.source import Range

_DEEPEST = 40
"""Below this many branchings endings are listed flat: the library that compiles the pattern recurses."""

_Trie = dict[str, "_Trie"]
_END = ""


class NameFinder:
    """Finds names in folded text: leftmost, longest, with no letter or digit on either side."""

    __slots__ = ("_names", "_pattern")

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        self._pattern = re.compile(_make_pattern(names)) if names else None

    def search(self, text: str, at: int = 0) -> Range | None:
        """Find the first name that begins at or behind a position."""
        match = self._pattern.search(text, at) if self._pattern else None
        return match.span() if match else None

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Find all names, without overlaps, each with its spelling as it was given."""
        if self._pattern:
            for match in self._pattern.finditer(text):
                yield match.start(), match.end(), self._names[match[0]]


def compile_names(names: Iterable[str]) -> NameFinder:
    """Make a finder of names. One that begins with a small letter is found with a capital as well."""
    spellings: dict[str, str] = {}
    for name in names:
        spellings.setdefault(fold(name), name)
    spellings.pop("", None)
    capitals = {spelling[0].upper() + spelling[1:]: name for spelling, name in spellings.items()}
    return NameFinder(capitals | spellings)


def _make_pattern(names: Iterable[str]) -> str:
    letter, mark = "[^\\W_]", f"[{marks()}]"
    before = f"(?<!{letter})(?<!{mark})"
    # An apostrophe that goes on in letters is part of a longer word ("Лук'янівка"), but for the English possessive.
    longer_word = f"'(?![sS](?!{letter}|{mark})){letter}"
    return f"{before}{_alternatives(_make_trie(names), 0)}(?!{letter}|{mark}|{longer_word})"


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
