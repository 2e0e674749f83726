"""Entries as the documents that Pagefind reads.

What results show, and the names by which a record is found first, are fields of
the document; Pagefind searches fields apart from the text and with weights of
their own. All else is the text.
"""

from collections.abc import Iterator
from html import escape

from generator.pages import Entry


def document_of(entry: Entry, language: str) -> str:
    """Write an entry as a document."""
    fields = dict(_fields(entry))
    values = "".join(f' data-{name}="{escape(value)}"' for name, value in fields.items())
    names = ", ".join(f"{name}[data-{name}]" for name in fields)
    # Pagefind passes over a document without a text.
    text = "".join(f"<p>{escape(words, quote=False)}</p>" for words in entry.words or [entry.title])
    return (
        f'<!doctype html><html lang="{escape(language)}"><body data-pagefind-body data-kind="{entry.kind}"'
        f' data-pagefind-filter="kind[data-kind]" data-pagefind-meta="{names}"{values}>{text}</body></html>\n'
    )


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    """Give the fields that are not empty; the page's script takes names apart at the line between them."""
    yield "title", entry.title
    for name in ("also", "what", "status", "about"):
        if value := getattr(entry, name):
            yield name, value
    if entry.names:
        yield "names", " | ".join(entry.names)
    if entry.is_text:
        yield "text", "1"
