"""Fingerprints: what a reader sees of a position, made so short that a record can name it.

Whoever reads a position signs its fingerprint. It covers what stands on the
page and around the words in the source, and nothing else: no ids, no files, no
lines, no order. Renaming an id leaves it as it is; changing a word does not.
"""

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Collection
from typing import Any

from generator.link import REPORT, Library, LinkedPosition
from generator.proof.context import context_of
from generator.text import fold

VERSION = "1"
"""Another number whenever anything is covered that was not, or in another form: all is unread again then."""

DIGITS = 32
"""Of SHA-256, as many as nobody can find another position for."""


def fingerprint(
    position: LinkedPosition,
    library: Library,
    private: Collection[str] = (),
    shared: Collection[str] | None = None,
) -> str:
    """Give a position's fingerprint, such as `1:` and 32 digits.

    `private` are the articles whose text does not lie in the content: theirs
    must be the same for those who have the text and for those who have not.
    `shared` may give the names that several share, for whoever asks often.
    """
    seen = covered(position, library, private, shared)
    text = json.dumps(seen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{VERSION}:{hashlib.sha256(unicodedata.normalize('NFC', text).encode()).hexdigest()[:DIGITS]}"


def shared_names(library: Library) -> frozenset[str]:
    """Give the names that more than one actor or unit has."""
    names = Counter(record.label for table in (library.actors, library.units) for record in table.values())
    return frozenset(name for name, count in names.items() if count > 1)


def covered(
    position: LinkedPosition,
    library: Library,
    private: Collection[str] = (),
    shared: Collection[str] | None = None,
) -> dict[str, Any]:
    """Give all that a fingerprint covers."""
    record, article = position.record, library.articles[position.article].record
    claim = library.claims[position.claim].record
    return {
        "claim": {"words": claim.claim, "type": claim.type},
        "speaker": _speaker(position, library, shared_names(library) if shared is None else shared),
        "stance": position.stance,
        "verb": record.verb,
        "said": record.said.text if record.said else None,
        "certainty": record.certainty,
        "via": [library.label(relay) for relay in record.via],
        "language": record.language or article.language,
        "original": {"language": record.original.language, "words": record.original.words} if record.original else None,
        "article": {
            "title": article.title,
            "published": article.published.text,
            "publisher": _publisher(position, library),
        },
        "source": _typed(position, library) if position.article in private else _source(position, library),
    }


def _speaker(position: LinkedPosition, library: Library, shared: Collection[str]) -> dict[str, Any]:
    """Name who speaks and for whom. A report without a publisher has no name: its side would be an id.

    Where others have the same name, what tells them apart on the page is covered too.
    """
    speaker, publisher = position.speaker, _publisher(position, library)
    if position.actor == REPORT:
        side = library.label(speaker.side) if publisher else None
        return {"report": True, "name": publisher, "side": side, "for": None}
    own = "themselves" if speaker.side == speaker.actor else "another"
    return {
        "report": False,
        "name": library.label(speaker.actor),
        "side": library.label(speaker.side),
        "for": None if speaker.usual else own,
        **(_what(speaker.actor, library) if library.label(speaker.actor) in shared else {}),
    }


def _what(speaker: str, library: Library) -> dict[str, Any]:
    """Say what a speaker is besides its name."""
    actor = library.actors.get(speaker)
    return {"type": actor.type, "role": actor.role} if actor else {"type": "unit", "role": None}


def _publisher(position: LinkedPosition, library: Library) -> str | None:
    publisher = library.articles[position.article].record.source.publisher
    return library.label(publisher) if publisher else None


def _source(position: LinkedPosition, library: Library) -> dict[str, Any]:
    """Give the words where they stand: whole paragraphs, outside and inside the quote in turn."""
    context = context_of(position, library)
    if context is None:
        return _typed(position, library)
    return {"heading": context.heading, "paragraphs": context.paragraphs}


def _typed(position: LinkedPosition, library: Library) -> dict[str, Any]:
    """Give the words as an editor typed them, and the checksum of the text that they are from."""
    record = position.record
    return {
        "quote": fold(record.quote),
        "prefix": fold(record.prefix or ""),
        "suffix": fold(record.suffix or ""),
        "text_sha256": library.articles[position.article].record.text_sha256,
    }
