"""The same site as Markdown files for MkDocs and Material: texts and lists in Markdown, boxes in HTML.

Mentions and marks stand in the text as ready HTML, and so do claim boxes: that
is less work for Python-Markdown than links and admonitions would be.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from peer.reading import Corpus
from peer.tables import tables, write

Table = dict[str, Any]
SETTINGS = """site_name: Corpus
site_url: https://corpus.example/
docs_dir: docs
theme: {{name: {theme}}}
plugins: []
markdown_extensions: [attr_list]
nav: [index.md, articles/index.md, claims/index.md, actors/index.md, units/index.md, places/index.md, glossary.md,
  timeline.md]
validation: {{nav: {{omitted_files: ignore}}}}
"""
_MARKUP = re.compile(r"([\\`*_\[\]#])")


def write_markdown(corpus: Corpus, folder: Path, theme: str) -> None:
    """Write the settings and a file for each page."""
    write(folder / "mkdocs.yml", SETTINGS.format(theme=theme))
    for name, text in _pages(tables(corpus)):
        write(folder / "docs" / f"{name}.md", text)


def _pages(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give every page's name and its Markdown."""
    claims, articles = data["claims"], sorted(data["articles"].values(), key=lambda it: it["published"], reverse=True)
    rows = [f"[{_safe(it['title'])}]({it['id']}.md), {it['label']}" for it in articles]
    yield "index", _list("Corpus", [row.replace("](", "](articles/") for row in rows[:10]])
    yield "articles/index", _list("Articles", rows)
    yield (
        "claims/index",
        _list("Claims", [f"[“{_safe(it['claim'])}”]({it['id']}.md) {it['told']}" for it in claims.values()]),
    )
    for kind, title in (("actors", "Who’s who"), ("units", "Units"), ("places", "Places")):
        yield f"{kind}/index", _list(title, [f"[{_safe(it['name'])}]({it['id']}.md)" for it in data[kind].values()])
        yield from ((f"{kind}/{id_}", _entity(it, claims)) for id_, it in data[kind].items())
    yield from ((f"articles/{it['id']}", _article(it, claims)) for it in articles)
    yield from ((f"claims/{id_}", _claim(it, claims)) for id_, it in claims.items())
    yield "glossary", _glossary(data["glossary"])
    yield "timeline", _timeline(data["timeline"], claims)


def _safe(words: str) -> str:
    return _MARKUP.sub(r"\\\1", words)


def _each(items: Iterable[Any], print_one: Callable[[Any], str]) -> str:
    return "".join(map(print_one, items))


def _list(title: str, items: list[str]) -> str:
    return f"# {title}\n\n{_each(items, _item)}"


def _item(words: str) -> str:
    return f"- {words}\n"


def _link(it: Table) -> str:
    return f'<a href="{it["url"]}">{escape(it["name"])}</a>'


def _line(it: Table) -> str:
    return f'<a href="{it["url"]}">“{escape(it["claim"])}”</a> <span>{escape(it["told"])}</span>'


def _position(claim: str, it: Table) -> str:
    said = f" <time>{it['day']}</time>" if it["day"] else ""
    return (
        f'<div class="position" data-claim="{claim}" data-actor="{it["actor"]}" data-stance="{it["stance"]}">\n'
        f"<p><b>{_link(it)}</b> {it['does']}{said}</p>\n"
        f"<p><q>{escape(it['quote'])}</q></p>\n"
        f'<p>verb: {it["verb"]} · <a href="{it["from"]}">{it["label"]}</a> · '
        f'<a href="{it["from"]}#{it["mark"]}">see it in the text</a></p>\n</div>\n'
    )


def _box(it: Table, claims: dict[str, Table]) -> str:
    opposites = _each(it["opposites"], lambda id_: f"<p>It cannot be true together with {_line(claims[id_])}</p>\n")
    when = f"when {it['day']} · " if it["day"] else ""
    return (
        f'<section class="claim" data-claim-box="{it["id"]}" data-status="{it["status"]}">\n'
        f'<h3><a href="{it["url"]}">“{escape(it["claim"])}”</a></h3>\n<p>{escape(it["told"])}</p>\n'
        f"<p>{when}about {_each(it['about'], _link)}</p>\n"
        f"{_each(it['positions'], lambda position: _position(it['id'], position))}{opposites}</section>\n\n"
    )


def _article(it: Table, claims: dict[str, Table]) -> str:
    def section(part: Table) -> str:
        paragraphs = _each(part["paragraphs"], lambda words: f"{_safe_text(words)}\n\n")
        return f"### {_safe(part['title'])} {{ #{part['id']} }}\n\n{paragraphs}"

    def question(asked: Table) -> str:
        return f"### {_safe(asked['ask'])}\n\n{_safe(asked['answer'])}\n\n"

    return (
        f"# {_safe(it['title'])}\n\n{it['label']}, {it['author']}\n\n## In brief\n\n"
        f"{_each(it['brief'], _item)}\n## Claims\n\n"
        f"{_each(it['claims'], lambda id_: _box(claims[id_], claims))}## The report\n\n"
        f"{_each(it['sections'], section)}## Questions\n\n"
        f"{_each(it['questions'], question)}## What is not known\n\n{_each(map(_safe, it['notKnown']), _item)}"
    )


def _safe_text(words: str) -> str:
    """Escape the words of a paragraph and leave its tags."""
    return "".join(piece if piece.startswith("<") else _safe(piece) for piece in re.split(r"(<[^>]*>)", words))


def _claim(it: Table, claims: dict[str, Table]) -> str:
    told = _each(it["articles"], lambda article: f"- [{_safe(article['title'])}](..{article['url'][:-1]}.md)\n")
    return f"# “{_safe(it['claim'])}”\n\n{_box(it, claims)}## Told in\n\n{told}"


def _entity(it: Table, claims: dict[str, Table]) -> str:
    def fact(told: Table) -> str:
        words = _link({"url": told["url"], "name": told["words"]}) if "url" in told else escape(told["words"])
        return f"- {told['label']}: {words}\n"

    def held(entry: list) -> str:
        claim = claims[entry[0]]
        positions = _each(entry[1], lambda number: _position(claim["id"], claim["positions"][number]))
        return f"### [“{_safe(claim['claim'])}”](..{claim['url'][:-1]}.md)\n\n{claim['told']}\n\n{positions}\n"

    def about(id_: str) -> str:
        return f"- [“{_safe(claims[id_]['claim'])}”](../claims/{id_}.md) {claims[id_]['told']}\n"

    def passage(named: Table) -> str:
        article, _, section = named["url"].partition("/#")
        return (
            f"{_safe_text(named['html'])} [in {_safe(named['title'])}, {named['section']}](..{article}.md#{section})\n"
            "{ .mentions__passage }\n\n"
        )

    def event(row: Table) -> str:
        return f"- {row['day']}: {_safe(row['title'])}, [{row['label']}](..{row['from'][:-1]}.md)\n"

    return "\n".join(
        [
            f"# {_safe(it['name'])}\n\n{_safe(it['summary'])}\n\n{_each(it['facts'], fact)}",
            f"## What they say\n\n{_each(it['ledger'], held)}" if it["ledger"] else "",
            f"## Claims about it\n\n{_each(it['about'], about)}" if it["about"] else "",
            f"## What happened\n\n{_each(it['events'], event)}" if it["events"] else "",
            f"## Where it is named\n\n{_each(it['passages'], passage)}",
        ]
    )


def _glossary(terms: list[Table]) -> str:
    def entry(it: Table) -> str:
        used = ", ".join(f"[{article['label']}]({article['url'][1:-1]}.md)" for article in it["articles"])
        return f"## {_safe(it['term'])} {{ #{it['id']} }}\n\n{_safe(it['definition'])}\n\nUsed in {used}\n\n"

    return f"# Glossary\n\n{_each(terms, entry)}"


def _timeline(days: list[Table], claims: dict[str, Table]) -> str:
    def event(it: Table) -> str:
        lines = _each(it["claims"], lambda id_: f"<p>{_line(claims[id_])}</p>\n")
        return (
            f'<div id="{it["id"]}">\n<p>{escape(it["title"])}</p>\n<q>{escape(it["quote"])}</q>\n'
            f'<p>{_each(it["places"], _link)} <a href="{it["from"]}">{it["label"]}</a></p>\n{lines}</div>\n\n'
        )

    def said(it: Table) -> str:
        return f"<div>\n<p>{escape(' '.join(it['voices']))}</p>\n<p>{_line(claims[it['claim']])}</p>\n</div>\n\n"

    return "# Timeline\n\n" + _each(
        days, lambda it: f"## {it['day']}\n\n{_each(it['events'], event)}{_each(it['said'], said)}"
    )
