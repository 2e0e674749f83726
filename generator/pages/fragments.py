"""Text fragments: links to a page elsewhere that scroll to the words and mark them.

The form is WICG's scroll-to-text-fragment: `#:~:text=[prefix-,]start[,end][,-suffix]`.
Of a text that is not published only quoted words may stand in a link: context
around them would give away what is withheld.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent_encode

from generator.link import LinkedArticle, LinkedPosition
from generator.text import Block, Found, SourceText, cuts_a_word, cuts_word_at, fold, quoted_words

LONGEST = 240
"""Characters of a quote that are all written into the link; of a longer one its beginning and its end are."""

LEAST_WORDS = 6
"""Words of a beginning or an end, where there are so many: fewer may well stand elsewhere on the page."""

MOST_CONTEXT = 8
"""Words before or behind a quote that are tried to single it out."""

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_ACCENTS = re.compile("[\u0300-\u036f]")
_BREAK = re.compile(r"\s*\n\s*\n\s*|\s*(?:\[\s*(?:…|\.{3})\s*\]|…|\.{3})\s*")


def original_links(article: LinkedArticle) -> dict[str, str]:
    """Give the link to each position's words in the original, by its mark; its top where nothing singles them out."""
    url, source = article.record.source.url, article.source
    if url is None:
        return {}
    plain = (
        tuple(_plain(source.words(block)) for section in source.sections for block in section.blocks) if source else ()
    )
    may_tell = article.record.show_text == "full"
    directives = {
        position.mark: _Sought(source, plain, position.quote).directive(may_tell=may_tell)
        if source and isinstance(position.quote, Found)
        else _unproven(position)
        for position in article.positions
    }
    return {mark: _join(url, directive) for mark, directive in directives.items()}


def _join(url: str, directive: str | None) -> str:
    """Put a directive behind an address, which may name a place on the page already."""
    url = url.partition(":~:")[0].removesuffix("#")
    if directive is None:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _unproven(position: LinkedPosition) -> str | None:
    """Make a directive of words whose text is not at hand, so that nobody knows how often they stand there."""
    record = position.record
    passages = [tidied for passage in _BREAK.split(record.quote) if (tidied := _tidy(passage))]
    if record.prefix or record.suffix or not passages:
        return None
    if len(passages) == 1 and len(passages[0]) <= LONGEST:
        return _encode(passages[0])
    first, last = passages[0].split(), passages[-1].split()
    if len(passages) == 1 and len(first) < 2 * LEAST_WORDS:
        return _encode(passages[0])
    return f"{_encode(' '.join(first[:LEAST_WORDS]))},{_encode(' '.join(last[-LEAST_WORDS:]))}"


@dataclass(frozen=True, slots=True)
class _Sought:
    """A quote that was found in a text, for which a link is sought that leads there and nowhere else."""

    source: SourceText
    plain: Sequence[str]
    found: Found

    def directive(self, *, may_tell: bool) -> str | None:
        """Find the words that single out the quote; with `may_tell` those around it may be among them."""
        if cuts_a_word(self.source, self.found):
            return None  # browsers look for whole words
        quoted = (_tidy(words) for fragment in quoted_words(self.source, self.found) for words in fragment)
        passages = [words for words in quoted if words]
        for chosen in self._choices(passages):
            if _count(self.plain, chosen[0]) == 1:
                return ",".join(map(_encode, chosen))
        return self._with_context(passages) if may_tell else None

    def _choices(self, passages: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Give what may stand for the quote, the best first: all of it, or its beginning and its end."""
        whole = len(passages) == 1
        if whole and len(passages[0]) <= LONGEST:
            yield (passages[0],)
            return
        first, last = passages[0].split(), passages[-1].split()
        room = len(first) // 2 if whole else len(first)
        end = self._end(last, len(last) - len(last) // 2 if whole else len(last))
        if end is not None:
            shortest = min(LEAST_WORDS, room)
            yield from ((" ".join(first[:count]), end) for count in range(shortest, room + 1) if count)
        if whole:
            yield (passages[0],)

    def _end(self, words: Sequence[str], room: int) -> str | None:
        """Give the last words of the quote that stand nowhere else between its beginning and its end."""
        passages = self.source.passages(self.found.fragments[0][0], self.found.fragments[-1][1])
        inside = [_plain(passage) for passage in passages]
        ends = (" ".join(words[-count:]) for count in range(min(LEAST_WORDS, room), room + 1))
        return next((end for end in ends if end and _count(inside, end) == 1), None)

    def _with_context(self, passages: Sequence[str]) -> str | None:
        """Put the words just before the quote, or just behind it, into the link."""
        if len(passages) > 1:
            return None
        source, (start, end) = self.source, self.found.fragments[0]
        block = next(b for section in source.sections for b in section.blocks if b.start <= start < b.end)
        for at in self._edges(block, block.start, start, forwards=False):
            if _count(self.plain, source.words(block, at, end)) == 1:
                return f"{_encode(_tidy(source.words(block, at, start)))}-,{_encode(passages[0])}"
        for at in self._edges(block, end, block.end, forwards=True):
            if _count(self.plain, source.words(block, start, at)) == 1:
                return f"{_encode(passages[0])},-{_encode(_tidy(source.words(block, end, at)))}"
        return None

    def _edges(self, block: Block, start: int, end: int, *, forwards: bool) -> list[int]:
        """Give the places up to which context may reach, the nearest first."""
        words = list(re.finditer(r"\S+", self.source.text[start:end]))
        edges = [start + (word.end() if forwards else word.start()) for word in words]
        return (edges if forwards else edges[::-1])[:MOST_CONTEXT] if block.start <= start else []


def _plain(words: str) -> str:
    """Write words as browsers compare them: without regard to case and accents."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", fold(words).casefold()))


def _count(texts: Sequence[str], words: str) -> int:
    """Count the places of words in plain texts, overlapping ones too; inside of other words browsers do not look."""
    sought, count = _plain(words), 0
    for text in texts:
        at = text.find(sought)
        while at >= 0:
            count += not (cuts_word_at(text, at) or cuts_word_at(text, at + len(sought)))
            at = text.find(sought, at + 1)
    return count


def _tidy(words: str) -> str:
    """Leave out what cannot be seen, and make white space single: so browsers compare."""
    spaced = " ".join(words.split())
    return "".join(c for c in spaced if c in _JOINERS or unicodedata.category(c) not in {"Cc", "Cf"})


def _encode(words: str) -> str:
    """Write words into a directive, where a hyphen has a meaning of its own."""
    return percent_encode(words, safe="").replace("-", "%2D")
