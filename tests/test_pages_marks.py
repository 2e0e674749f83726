"""Names and quotes in a text come out as valid, properly nested HTML."""

import random

import pytest
from bs4 import BeautifulSoup
from support import Case, read_cases

from generator.pages.marks import Name, Words, set_text
from generator.text import SourceText, parse_source


def _find(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _spans(text: str, spec: str) -> tuple[list[Name], list[Words]]:
    names, quotes = [], []
    for entry in _entries(spec):
        kind, _, rest = entry.partition(" ")
        name, _, words = rest.partition(": ")
        if kind == "link":
            names.append(Name(name, *_find(text, words), f"/{name}"))
        if kind == "mark":
            quotes.append(Words(name, tuple(_find(text, fragment) for fragment in words.split(" | "))))
    return names, quotes


def _entries(spec: str) -> list[str]:
    """Divide the lines into entries; a line that begins neither a link nor a mark goes on with the one before."""
    entries: list[str] = []
    for line in spec.split("\n"):
        if line.startswith(("link ", "mark ")) or not entries:
            entries.append(line)
        else:
            entries[-1] += "\n" + line
    return entries


def _blocks(source: SourceText, names: list[Name], quotes: list[Words]) -> list[str]:
    return [str(html) for section in set_text(source, names, quotes) for html in section]


@pytest.mark.parametrize("case", read_cases("marks.md"), ids=lambda case: case.title)
def test_case(case: Case) -> None:
    text, _, spec = case.given.partition("\n--")
    source = parse_source("text.md", text)
    assert "\n".join(_blocks(source, *_spans(text, spec.strip("\n")))) == case.expected, case.place


def test_any_ranges_nest_and_keep_every_character() -> None:
    chance = random.Random(7)
    for _ in range(300):
        text = _random_text(chance)
        source = parse_source("text.md", text)
        names, quotes = _random_spans(chance, source)
        html = _blocks(source, names, quotes)
        _check(source, html, names, quotes)


def _random_text(chance: random.Random) -> str:
    words = [chance.choice(["one", "two", "*three four*", "**five**", "<b>", "&", "six"]) for _ in range(24)]
    breaks = [chance.choice([" ", " ", " ", "\n\n"]) for _ in words]
    return "".join(word + gap for word, gap in zip(words, breaks, strict=True)).strip()


def _random_spans(chance: random.Random, source: SourceText) -> tuple[list[Name], list[Words]]:
    blocks = [block for section in source.sections for block in section.blocks]
    names, at = [], 0
    for block in blocks:
        start = max(at, block.start)
        while start < block.end - 3:
            end = min(block.end, start + chance.randint(2, 9))
            if chance.random() < 0.4:
                names.append(Name(f"n{len(names)}", start, end, "#"))
            start = at = end + chance.randint(1, 6)
    last = blocks[-1].end
    edges = [sorted(chance.sample(range(blocks[0].start, last), 2)) for _ in range(8)]
    return names, [Words(f"q{i}", ((a, b),)) for i, (a, b) in enumerate(edges)]


def _check(source: SourceText, html: list[str], names: list[Name], quotes: list[Words]) -> None:
    blocks = [block for section in source.sections for block in section.blocks]
    parsed = [BeautifulSoup(f"<p>{block}</p>", "lxml").p for block in html]
    for block, written, soup in zip(blocks, html, parsed, strict=True):
        assert soup.get_text() == source.words(block)
        # A parser that repairs what is not nested would write it back otherwise.
        assert len(soup.select("*")) == written.count("</")
    links = [link["data-entity"] for soup in parsed for link in soup.find_all("a")]
    assert len(set(links)) == len(links), "a link was cut"
    assert set(links) <= {name.entity for name in names}
    for quote in quotes:
        start, end = quote.ranges[0]
        pieces = [
            m for soup in parsed for m in soup.find_all("mark") if quote.mark in (m.get("id"), m.get("data-mark"))
        ]
        touched = (block for block in blocks if block.start < end and block.end > start)
        assert "".join(piece.get_text() for piece in pieces) == "".join(source.words(b, start, end) for b in touched)
        assert [piece.get("id") for piece in pieces[1:]] == [None] * (len(pieces) - 1)
