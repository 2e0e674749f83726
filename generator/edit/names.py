"""Names: which record somebody means who writes its name, its id or the address of its page."""

import re
from collections.abc import Collection
from urllib.parse import unquote

from generator.edit.answers import Refusal, known
from generator.link import REPORT, Library, LinkedPosition, old_anchors, old_marks

_ID = "([a-z0-9]+(?:-[a-z0-9]+)*)"
_PAGE = re.compile(rf"(?:^|/)(articles|claims|actors|units|places)/{_ID}(?:/|\.html)?$")
_POSITION = re.compile(r"([pq])-([a-z0-9-]+)")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_THE_REPORT = frozenset({"report", "the report", "the report itself", "the article"})


def find_article(library: Library, words: str) -> str | None:
    """Find an article by the address of its page, its id or its title."""
    some_id = _from_page(words, ("articles",)) or words
    titles = (name for name, article in library.articles.items() if _same(article.record.title, words))
    return _known(library, some_id, library.articles) or next(titles, None)


def find_claim(library: Library, words: str) -> str | None:
    """Find a claim by the address of its page, its id or its words."""
    some_id = _from_page(words, ("claims",)) or words
    alike = (name for name, claim in library.claims.items() if _same(claim.record.claim, words))
    return _known(library, some_id, library.claims) or next(alike, None)


def find_speaker(library: Library, words: str) -> str | Refusal:
    """Find who may speak by the address of a page, an id or a name that only one has."""
    if words.casefold() in _THE_REPORT:
        return REPORT
    page = _from_page(words, ("actors", "units"))
    some_id = library.was.get(page or words, page or words)
    speakers = known(library, ("actor", "unit"), "actor or unit")
    found = speakers.find(some_id)
    without = _ARTICLE.sub("", words)
    if isinstance(found, Refusal) and without != words:
        again = speakers.find(without)
        return found if isinstance(again, Refusal) else again
    return found


def find_term(library: Library, words: str) -> str | None:
    """Find a word of the glossary by its address, its id or one of its spellings."""
    anchor = unquote(words.partition("#")[2]) if "glossary" in words.partition("#")[0] else ""
    alike = (
        name
        for name, record in library.terms.items()
        if any(_same(label, words) for label in (record.term, *(alias.name for alias in record.aliases)))
    )
    return _known(library, anchor or words, library.terms) or next(alike, None)


def find_position(library: Library, words: str) -> LinkedPosition | None:
    """Find a position by its address on its claim's page, or by that of its words in an article's text."""
    path, _, fragment = words.partition("#")
    anchor, page = unquote(fragment), _PAGE.search(unquote(path.partition("?")[0]))
    if page is None or not _POSITION.fullmatch(anchor):
        return None
    kind, some_id = page[1], library.was.get(page[2], page[2])
    if kind == "claims" and some_id in library.claims:
        return next(
            (p for p in library.claims[some_id].positions if anchor in (p.anchor, *old_anchors(library, p))), None
        )
    if kind == "articles" and some_id in library.articles:
        return next(
            (p for p in library.articles[some_id].positions if anchor in (p.mark, *old_marks(library, p))), None
        )
    return None


def _known(library: Library, some_id: str, table: Collection[str]) -> str | None:
    today = library.was.get(some_id, some_id)
    return today if today in table else None


def _from_page(words: str, kinds: Collection[str]) -> str | None:
    """Take the id out of the address of a page; an address may have anything before and behind its path."""
    found = _PAGE.search(unquote(re.split(r"[?#]", words, maxsplit=1)[0]))
    return found[2] if found and found[1] in kinds else None


def _same(name: str, words: str) -> bool:
    return name.strip().casefold().rstrip(".") == words.strip().casefold().rstrip(".")
