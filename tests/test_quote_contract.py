"""The quote contract at large: slices of texts in eleven scripts and languages, retyped as people retype.

The texts under tests/texts/ were written for this. They hold what real sources
hold: curly, low and angled quotation marks, no-break and thin spaces, soft
hyphens, joiners, letters in two characters, stray controls, dashes of every length.
"""

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.text import FoldedSource, Found, Section, find_quote, fold_source, parse_source

TEXTS = Path(__file__).parent / "texts"
UNSPACED = {"chinese", "thai"}
SLICES = 2000
SHORTEST, LONGEST = 3, 40
MOST_CONTEXT = 12

PLAIN = {
    '"': "«»“”„״「」『』",
    "'": "‘’׳",
    "-": "–—\N{NON-BREAKING HYPHEN}־",
    " ": "\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\n",
    "...": "…",
}
DROPPED = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{RIGHT-TO-LEFT MARK}"
    "\N{WORD JOINER}\x92"
)
KEYS = str.maketrans(
    {sign: plain for plain, signs in PLAIN.items() for sign in signs} | dict.fromkeys(map(ord, DROPPED))
)


def retype(text: str) -> str:
    """Write a text with the keys that everybody has. This knows nothing of the fold that is being tested."""
    return unicodedata.normalize("NFC", re.sub(" +", " ", text.translate(KEYS)).strip())


@dataclass(frozen=True)
class Text:
    name: str
    folded: FoldedSource
    plain: tuple[str, ...]
    """Every heading, and every section's paragraphs, retyped."""

    def count(self, words: str) -> int:
        return sum(len(re.findall(f"(?={re.escape(words)})", section)) for section in self.plain)


def body(section: Section) -> tuple[int, int]:
    return section.paragraphs[0].start, section.paragraphs[-1].end


@cache
def texts() -> tuple[Text, ...]:
    read = []
    for file in sorted(TEXTS.glob("*.md")):
        source = parse_source(file.name, file.read_text(encoding="utf-8"))
        headings = [source.words(section.heading) for section in source.sections if section.heading]
        bodies = [source.text[slice(*body(section))] for section in source.sections]
        plain = tuple(retype(words) for words in (*headings, *bodies))
        read.append(Text(file.stem, fold_source(source), plain))
    return tuple(read)


@cache
def tokens(text: Text, index: int) -> list[tuple[int, int]]:
    """Find where the words of a section stand; in scripts without spaces a letter with its marks is one."""
    source = text.folded.source
    start, end = body(source.sections[index])
    pattern = r"\w[^\w\s]*" if text.name in UNSPACED else r"\S+"
    found = [match.span() for match in re.compile(pattern).finditer(source.text, start, end)]
    return [(a, b) for a, b in found if source.text[a:b].strip(DROPPED)]


@dataclass(frozen=True)
class Slice:
    text: Text
    section: int
    first: int
    last: int
    """Numbers of its first and last word."""

    @property
    def range(self) -> tuple[int, int]:
        listed = tokens(self.text, self.section)
        return listed[self.first][0], listed[self.last][1]

    @property
    def exact(self) -> str:
        return self.text.folded.source.text[slice(*self.range)]

    def before(self, words: int) -> str:
        start = tokens(self.text, self.section)[self.first - words][0]
        return self.text.folded.source.text[start : self.range[0]]

    def after(self, words: int) -> str:
        end = tokens(self.text, self.section)[self.last + words][1]
        return self.text.folded.source.text[self.range[1] : end]

    def context(self, side: str) -> dict[str, str] | None:
        """Find the shortest words before or behind it that single it out."""
        left = self.first if side == "prefix" else len(tokens(self.text, self.section)) - 1 - self.last
        for words in range(1, min(left, MOST_CONTEXT) + 1):
            around = self.before(words) if side == "prefix" else self.after(words)
            whole = around + self.exact if side == "prefix" else self.exact + around
            if self.text.count(retype(whole)) == 1:
                return {side: retype(around)}
        return None


def slices(draw: random.Random) -> Iterator[Slice]:
    """Draw slices of all texts, none twice."""
    seen: set[Slice] = set()
    while True:
        text = draw.choice(texts())
        section = draw.randrange(len(text.folded.sections))
        listed = tokens(text, section)
        # Half of them are short, for only short ones stand more than once.
        length = draw.randint(SHORTEST, min(draw.choice((SHORTEST, LONGEST)), len(listed)))
        first = draw.randrange(len(listed) - length + 1)
        drawn = Slice(text, section, first, first + length - 1)
        if drawn not in seen:
            seen.add(drawn)
            yield drawn


def test_the_texts_hold_what_real_sources_hold():
    everything = "".join(text.folded.source.text for text in texts())
    for sign in "".join(PLAIN.values()) + DROPPED:
        assert sign in everything, f"U+{ord(sign):04X}"
    assert unicodedata.normalize("NFC", everything) != everything
    assert len(texts()) == 11


def test_every_retyped_slice_is_found_and_gives_back_the_sources_own_characters():
    draw = random.Random(1)
    counted = {"found": 0, "exact": 0, "unique": 0, "prefix": 0, "suffix": 0, "over paragraphs": 0}
    for drawn in slices(draw):
        quote = retype(drawn.exact)
        side = draw.choice(("prefix", "suffix"))
        unique = drawn.text.count(quote) == 1
        context = {} if unique else drawn.context(side)
        if context is None:
            continue
        outcome = find_quote(drawn.text.folded, quote, **context)
        counted["unique" if unique else side] += 1
        counted["over paragraphs"] += "\n\n" in drawn.exact
        if isinstance(outcome, Found) and len(outcome.fragments) == 1:
            counted["found"] += 1
            start, end = outcome.fragments[0]
            same = drawn.text.folded.source.text[start:end] == drawn.exact.strip(DROPPED)
            counted["exact"] += same and drawn.range[0] <= start < end <= drawn.range[1]
        if sum(counted[how] for how in ("unique", "prefix", "suffix")) == SLICES:
            break
    print(counted)
    assert counted["found"] == counted["exact"] == SLICES
    assert min(counted.values()) > 5


def change(drawn: Slice, draw: random.Random) -> str:
    """Change one word of a slice into another of its text, or into one that nobody knows."""
    text = drawn.text.folded.source.text
    (start, end), words = drawn.range, [core(text, at) for at in tokens(drawn.text, drawn.section)]
    first, last = draw.choice([word for word in words[drawn.first : drawn.last + 1] if word[0] < word[1]])
    other = "".join(draw.choices(sorted(set(filter(str.isalpha, text))), k=draw.randint(2, 9)))
    if draw.random() < 0.5:
        other = text[slice(*draw.choice(words))] or other
    return retype(text[start:first] + other + text[last:end])


def core(text: str, at: tuple[int, int]) -> tuple[int, int]:
    """Leave out the signs around a word."""
    found = re.compile(r"\w(?:.*\w)?").search(text, *at)
    return found.span() if found else (at[0], at[0])


def test_no_slice_with_a_word_changed_is_found():
    draw = random.Random(2)
    tried, found = 0, []
    for drawn in slices(draw):
        quote = change(drawn, draw)
        if drawn.text.count(quote):
            continue  # by chance it is what stands there, or elsewhere
        tried += 1
        if isinstance(find_quote(drawn.text.folded, quote), Found):
            found.append((drawn.text.name, quote))
        if tried == SLICES:
            break
    print({"tried": tried, "found": len(found)})
    assert found == []
