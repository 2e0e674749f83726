"""The articles' texts: their sections, with mentions linked, quotes marked, and everybody told where they are named."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

Table = dict[str, Any]
Names = dict[str, list[tuple[str, Table]]]
Mention = tuple[int, int, Table]
Tag = tuple[int, int, str]
"""Where a tag stands, its order among those at the same place, and the tag."""

_WORD = re.compile(r"\w+")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


def read_texts(articles: Iterable[Table], entities: Iterable[Table]) -> None:
    """Read each article's text into sections of paragraphs."""
    names = _names(entities)
    for article in articles:
        text = (article.pop("folder") / "text.md").read_text("utf-8")
        quotes = article.pop("quotes")
        parts = re.split(r"^# ", text, flags=re.MULTILINE)[1:]
        article["sections"] = [_section(names, article, part, quotes) for part in parts]


def _names(entities: Iterable[Table]) -> Names:
    """Sort all names by their first words, the longest first."""
    names: Names = defaultdict(list)
    for record in entities:
        for name in [record["name"], *record.get("aliases", ())]:
            names[_WORD.match(name)[0]].append((name, record))
    for same in names.values():
        same.sort(key=lambda pair: -len(pair[0]))
    return names


def _section(names: Names, article: Table, part: str, quotes: list[tuple[str, str]]) -> Table:
    title, *paragraphs = part.strip().split("\n\n")
    id_ = f"s-{_NO_LETTERS.sub('-', title.lower()).strip('-')}"
    passage = {"article": article["id"], "title": article["title"], "section": title, "url": f"{article['url']}#{id_}"}
    linked: set[str] = set()
    printed = []
    for words in paragraphs:
        mentions = list(_mentions(names, words))
        _tell(mentions, words, passage)
        printed.append(_with_tags(words, [*_links(mentions, linked), *_marks(words, quotes)]))
    return {"id": id_, "title": title, "paragraphs": printed}


def _mentions(names: Names, words: str) -> Iterator[Mention]:
    """Find the names in a paragraph, leftmost and longest."""
    done = 0
    for match in _WORD.finditer(words):
        if match.start() < done or match[0] not in names:
            continue
        for name, record in names[match[0]]:
            end = match.start() + len(name)
            if words.startswith(name, match.start()) and not words[end : end + 1].isalnum():
                yield match.start(), end, record
                done = end
                break


def _tell(mentions: list[Mention], words: str, passage: Table) -> None:
    """Hand a paragraph to everybody who is named in it, with their names in bold."""
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        named[mention[2]["id"]].append(mention)
    for same in named.values():
        bold = [tag for start, end, _ in same for tag in ((start, 0, "<b>"), (end, -1, "</b>"))]
        same[0][2]["passages"].append(passage | {"html": _with_tags(words, bold)})


def _links(mentions: list[Mention], linked: set[str]) -> Iterator[Tag]:
    """Link the first mention of each in a section."""
    for start, end, record in mentions:
        if record["id"] not in linked:
            linked.add(record["id"])
            yield start, 1, f'<a href="{record["url"]}" data-entity="{record["id"]}">'
            yield end, -2, "</a>"


def _marks(words: str, quotes: list[tuple[str, str]]) -> Iterator[Tag]:
    for quote, mark in quotes:
        start = words.find(quote)
        if start >= 0:
            yield start, 0, f'<mark id="{mark}">'
            yield start + len(quote), -1, "</mark>"


def _with_tags(words: str, tags: list[Tag]) -> str:
    pieces, done = [], 0
    for at, _, tag in sorted(tags):
        pieces += [escape(words[done:at], quote=False), tag]
        done = at
    return "".join([*pieces, escape(words[done:], quote=False)])
