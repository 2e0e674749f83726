"""Entries as the documents that Pagefind reads.

What results show, and the names by which a record is found first, are fields of
the document; Pagefind searches fields apart from the text and with weights of
their own. All else is the text.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from generator.pages import Entry

STAND_IN = "saysostandinqzx"
"""The one word of a document that is in every shard of an index, and in no index that is whole."""


def document_of(entry: Entry, language: str) -> str:
    """Write an entry as a document."""
    # Pagefind passes over a document without a text.
    return _document(entry.kind, dict(fields_of(entry)), entry.words or (entry.title,), language)


def stand_in(fields: Iterable[str], language: str) -> str:
    """Write a document that has all fields: Pagefind numbers those that it sees, and all shards are to number alike."""
    return _document(STAND_IN, dict.fromkeys(fields, STAND_IN), (STAND_IN,), language)


def _document(kind: str, fields: Mapping[str, str], texts: Iterable[str], language: str) -> str:
    values = "".join(f' data-{name}="{escape(value)}"' for name, value in fields.items())
    names = ", ".join(f"{name}[data-{name}]" for name in fields)
    text = "".join(f"<p>{escape(words, quote=False)}</p>" for words in texts)
    return (
        f'<!doctype html><html lang="{escape(language)}"><body data-pagefind-body data-kind="{kind}"'
        f' data-pagefind-filter="kind[data-kind]" data-pagefind-meta="{names}"{values}>{text}</body></html>\n'
    )


def fields_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Give the fields that are not empty; the page's script takes names apart at the line between them."""
    yield "title", entry.title
    for name in ("also", "what", "status", "about"):
        if value := getattr(entry, name):
            yield name, value
    if entry.names:
        yield "names", " | ".join(entry.names)
    if entry.is_text:
        yield "text", "1"
