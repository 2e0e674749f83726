"""Outlines of records: of an old version only what a history tells, and of that whatever can be read."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from generator.model import Actor, Article, Claim, NotADate, Position, Record, Source, Stance, Unit, When
from generator.problems import Span

_STANCES = frozenset(get_args(Stance))
_CERTAINTIES = frozenset({"probable", "possible"})
_TYPES = frozenset({"fact", "intention", "judgement", "forecast"})

Entry = Mapping[str, Any]


def outline(kind: str, entries: object, file: str, article: str | None) -> Iterator[Record]:
    """Outline the records of a list; `article` is the one in whose folder the file lies."""
    for entry in entries if isinstance(entries, list) else ():
        record = KINDS[kind](entry, Span(file), article) if isinstance(entry, dict) else None
        if record is not None:
            yield record


def outline_article(table: object, file: str, article: str) -> Iterator[Record]:
    """Outline an article."""
    entry: Entry = table if isinstance(table, dict) else {}
    published = _when(entry, "published")
    if published is not None:
        told = entry.get("source")
        source = Source.sketch(Span(file), publisher=_line(told, "publisher") if isinstance(told, dict) else None)
        yield Article.sketch(
            Span(file), id=article, title=_line(entry, "title") or "", published=published, source=source
        )


def _actor(entry: Entry, span: Span, _: str | None) -> Record | None:
    some_id, name = _line(entry, "id"), _line(entry, "name")
    if not (some_id and name):
        return None
    return Actor.sketch(span, id=some_id, name=name, affiliation=_line(entry, "affiliation"))


def _unit(entry: Entry, span: Span, _: str | None) -> Record | None:
    some_id, name = _line(entry, "id"), _line(entry, "name")
    if not (some_id and name):
        return None
    above = {key: _line(entry, key) for key in ("part_of", "affiliation")}
    return Unit.sketch(span, id=some_id, name=name, **above)


def _claim(entry: Entry, span: Span, article: str | None) -> Record | None:
    some_id, words = _line(entry, "id"), _line(entry, "claim")
    if not (some_id and words):
        return None
    kind = _line(entry, "type")
    return Claim.sketch(
        span,
        id=some_id,
        claim=words,
        was=_lines(entry, "was"),
        type=kind if kind in _TYPES else "fact",
        contradicts=_lines(entry, "contradicts"),
        positions=list(outline("positions", entry.get("positions"), span.file, article)),
    )


def _position(entry: Entry, span: Span, article: str | None) -> Record | None:
    actor, stance, quote = (_line(entry, key) for key in ("actor", "stance", "quote"))
    if not (actor and stance in _STANCES and quote):
        return None
    certainty = _line(entry, "certainty")
    return Position.sketch(
        span,
        id=_line(entry, "id"),
        claim=_line(entry, "claim"),
        actor=actor,
        article=_line(entry, "article") or article,
        stance=stance,
        verb=_line(entry, "verb") or "",
        speaking_for=_line(entry, "speaking_for"),
        said=_when(entry, "said"),
        certainty=certainty if certainty in _CERTAINTIES else "certain",
        via=_lines(entry, "via"),
        quote=quote,
    )


KINDS: Mapping[str, Callable[[Entry, Span, str | None], Record | None]] = {
    "actors": _actor,
    "units": _unit,
    "claims": _claim,
    "positions": _position,
}
"""The lists that a history looks at."""


def _line(entry: Entry, key: str) -> str | None:
    value = entry.get(key)
    return " ".join(unicodedata.normalize("NFC", value).split()) or None if isinstance(value, str) else None


def _lines(entry: Entry, key: str) -> list[str]:
    value = entry.get(key)
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def _when(entry: Entry, key: str) -> When | None:
    try:
        return When.parse(_line(entry, key) or "")
    except NotADate:
        return None
