"""Count what a built site shows, and what the corpus says it should: pages, links, marks, boxes, backlinks.

    python tests/bench/counting.py CONTENT SITE

A site that has more around these is not worse for it; one that has fewer or
other numbers did not do the same work, and its time says nothing.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from peer.reading import Corpus, read_corpus

KINDS = ("articles", "claims", "actors", "units", "places")
SPEAK, NAMED = ("actors", "units"), ("actors", "units", "places")

_HREF = re.compile(r'href="([^"]*)"')
_TARGET = re.compile(r"(articles|claims|actors|units|places)/([a-z0-9-]+)/?(?:index\.html)?(#.*)?$")
_IN_PLACE = {
    "mention links": re.compile(r'<a [^>]*data-entity="'),
    "quote marks": re.compile(r'<mark [^>]*id="q-'),
    "boxes": re.compile(r'data-claim-box="'),
    "positions": re.compile(r'data-claim="[^"]*"[^>]*data-stance="'),
}
_VOICE = re.compile(r'data-claim="([^"]*)" data-actor="([^"]*)" data-stance="([^"]*)"')
_STATUS = re.compile(r'data-claim-box="[^"]*"[^>]*data-status="([a-z]+)"')
_PASSAGE = re.compile(r'<p [^>]*class="[^"]*mentions__passage[^>]*>(.*?)</p>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_TERM, _EVENT = re.compile(r'id="(term-\d+)"'), re.compile(r'id="(event-\d+)"')


def expected(corpus: Corpus) -> Counter[str]:
    """Count what a site of this corpus has to show."""
    told: Counter[str] = Counter({f"{kind}: pages": len(getattr(corpus, kind)) for kind in KINDS})
    told.update({f"{kind}: listed": len(getattr(corpus, kind)) for kind in KINDS})
    for article in corpus.articles.values():
        text = "".join(words for section in article["sections"] for words in section["paragraphs"])
        told["articles: mention links"] += text.count("data-entity=")
        told["articles: quote marks"] += text.count("<mark ")
        told["articles: boxes"] += len(article["claims"])
        told["articles: positions"] += sum(len(corpus.claims[id_]["positions"]) for id_ in article["claims"])
    for claim in corpus.claims.values():
        told["claims: boxes"] += 1
        told["claims: positions"] += len(claim["positions"])
        told["claims: ways to the words"] += len(claim["positions"])
        told[f"claims: {claim['status']}"] += 1
    for kind in NAMED:
        records = getattr(corpus, kind).values()
        told[f"{kind}: passages"] = sum(len(record["passages"]) for record in records)
        told[f"{kind}: sections"] = sum(len({passage["url"] for passage in record["passages"]}) for record in records)
    for kind in SPEAK:
        for record in getattr(corpus, kind).values():
            held = [position for entry in record["ledger"].values() for position in entry]
            told[f"{kind}: voices"] += len({(position["claim"], position["stance"]) for position in held})
            told[f"{kind}: ways to the words"] += len(held)
    for place in corpus.places.values():
        happened = (corpus.events[id_].get("claims", ()) for id_ in place["happened"])
        told["places: claims"] += len({*place["about"], *(id_ for claims in happened for id_ in claims)})
    told["glossary: terms"] = len(corpus.terms)
    told["glossary: articles"] = sum(
        len({passage["article"] for passage in term["passages"]}) for term in corpus.terms.values()
    )
    told["timeline: events"] = len(corpus.events)
    dated = {claim["id"] for claim in corpus.claims.values() if any("said" in held for held in claim["positions"])}
    told["timeline: claims"] = len(dated.union(*(event.get("claims", ()) for event in corpus.events.values())))
    return +told


def counted(site: Path) -> Counter[str]:
    """Count what a site shows."""
    told: Counter[str] = Counter()
    for kind in KINDS:
        told += _count_kind(site / kind, kind)
    terms, uses = _glossary(site / "glossary")
    told.update({"glossary: terms": len(terms), "glossary: articles": len(uses)})
    timeline = "".join(_texts(site / "timeline"))
    told["timeline: events"] = len(set(_EVENT.findall(timeline)))
    told["timeline: claims"] = len(set(_targets(timeline, "claims")))
    return +told


def differences(should: Counter[str], does: Counter[str]) -> list[str]:
    """Tell what differs, a line each."""
    return [f"{what}: {does[what]}, not {should[what]}" for what in sorted(should | does) if should[what] != does[what]]


def _count_kind(folder: Path, kind: str) -> Counter[str]:
    """Count the pages of a kind, and what stands on them; pages of a long list count as one with it."""
    told: Counter[str] = Counter()
    lists = [*folder.glob("*.html"), *(folder / "-").rglob("*.html")]
    told[f"{kind}: listed"] = len({id_ for page in lists for id_ in _listed(page, kind, folder.parent)})
    for own in sorted(folder.glob("[!-]*/")):
        text = "".join(_texts(own))
        told[f"{kind}: pages"] += 1
        for what in _WHAT.get(kind, ()):
            told[f"{kind}: {what}"] += len(_IN_PLACE[what].findall(text))
        if kind == "claims":
            told.update(f"claims: {word}" for word in set(_STATUS.findall(text)))
            told["claims: ways to the words"] += len(_ways(text, "#q-"))
        if kind in SPEAK:
            told[f"{kind}: voices"] += len(set(_VOICE.findall(text)))
            told[f"{kind}: ways to the words"] += len(_ways(text, "#q-"))
        if kind in NAMED:
            told[f"{kind}: passages"] += len(
                {(*_ways(words, "#s-"), _TAG.sub("", words)) for words in _PASSAGE.findall(text)}
            )
            told[f"{kind}: sections"] += len(_ways(text, "#s-"))
        if kind == "places":
            told["places: claims"] += len(set(_targets(text, "claims")))
    return told


_WHAT = {
    "articles": ("mention links", "quote marks", "boxes", "positions"),
    "claims": ("boxes", "positions"),
}


def _glossary(folder: Path) -> tuple[set[str], set[tuple[str, str]]]:
    """Give the terms of the glossary, and the articles that each is used in; a term may have a page of its own."""
    terms, uses = set(), set()
    for page in folder.rglob("*.html"):
        own = page.parent.relative_to(folder).parts[:1]
        before, *parts = _TERM.split(page.read_text("utf-8"))
        terms.update(parts[::2])
        entries = list(zip(parts[::2], parts[1::2], strict=True)) or [(*own, before)]
        uses.update((entry[0], id_) for entry in entries for id_ in _targets(entry[-1], "articles"))
    return terms, uses


def _texts(folder: Path) -> Iterator[str]:
    for page in sorted(folder.rglob("*.html")):
        yield page.read_text("utf-8")


def _listed(page: Path, kind: str, site: Path) -> Iterator[str]:
    """Give the ids of one kind that a list has links to, which may be as short as the id."""
    address = f"/{page.relative_to(site).as_posix()}"
    for href in _HREF.findall(page.read_text("utf-8")):
        found = _TARGET.search(urljoin(address, href))
        if found and found[1] == kind and found[2] not in {"-", "index"}:
            yield found[2]


def _targets(text: str, kind: str) -> Iterator[str]:
    """Give the ids of one kind that a text has links to."""
    for href in _HREF.findall(text):
        found = _TARGET.search(href)
        if found and found[1] == kind:
            yield found[2]


def _ways(text: str, mark: str) -> set[str]:
    """Give the links into articles, to a quote's mark or to a section."""
    return {href.rpartition("/articles/")[2] for href in _HREF.findall(text) if "articles/" in href and mark in href}


def main() -> None:
    """Check a site and print what differs."""
    content, site = map(Path, sys.argv[1:])
    should = expected(read_corpus(content))
    wrong = differences(should, counted(site))
    print("\n".join(wrong) or "\n".join(f"{number:>8}  {what}" for what, number in sorted(should.items())))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
