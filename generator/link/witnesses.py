"""Witnesses: texts whose checksum is known, and what rests on one that has changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.link.positions import Held
from generator.link.quotes import Quoting
from generator.model import Article, Event
from generator.problems import Problem
from generator.read import Records, TextFile
from generator.text import FoldedSource, Found, find_quote


@dataclass(slots=True)
class Touched:
    """The ids of claims and events that quote a text, by whether all their words still stand in it."""

    lost: dict[str, None] = field(default_factory=dict)
    kept: dict[str, None] = field(default_factory=dict)


def changed_texts(records: Records) -> frozenset[str]:
    """Give the articles whose text is not the one that their checksum was made of."""
    return frozenset(article.id for article, _ in _changed(records))


def _changed(records: Records) -> Iterator[tuple[Article, TextFile]]:
    for article in records.articles:
        text = records.texts.get(article.id)
        if text and article.text_sha256 not in {None, text.sha256}:
            yield article, text


def check_witnesses(
    records: Records, held: Mapping[str, Sequence[Held]], texts: Mapping[str, FoldedSource]
) -> Iterator[Problem]:
    """Report each text that has changed, with every claim and event that quotes it.

    This is the one problem with that text. Until somebody has said that it is
    right, a quote that does not stand in it is no fault of the quote.
    """
    for article, text in _changed(records):
        quoting = _quoting(article.id, held, records.events)
        yield _tell_changed(article, text, _look_up(quoting, texts.get(article.id)))


def _quoting(
    article: str, held: Mapping[str, Sequence[Held]], events: Iterable[Event]
) -> Iterator[tuple[str, Quoting]]:
    for claim in sorted(held):
        yield from ((claim, entry.record) for entry in held[claim] if entry.article == article)
    yield from ((event.id, event) for event in events if event.article == article and event.quote is not None)


def _look_up(quoting: Iterable[tuple[str, Quoting]], folded: FoldedSource | None) -> Touched:
    touched = Touched()
    for name, record in quoting:
        stands = folded and isinstance(find_quote(folded, record.quote or "", record.prefix, record.suffix), Found)
        (touched.kept if stands else touched.lost)[name] = None
    for name in touched.lost:
        touched.kept.pop(name, None)
    return touched


def _tell_changed(article: Article, text: TextFile, touched: Touched) -> Problem:
    name = text.file if text.private else "text.md"
    told = [
        f"{what}: {', '.join(names)}"
        for what, names in (("no longer found in it", touched.lost), ("quoted from it and still found", touched.kept))
        if names
    ]
    return Problem(
        "text-changed",
        article.span("text_sha256"),
        "; ".join([f"{name} is not the text that this checksum was made of", *told]),
        f"look at what has changed in {name}; if it is right, write this checksum: {text.sha256}",
    )
