"""The files of the content as the form lists them: articles, claims, events, texts, and the records of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from generator.admin.widgets import Widget, form_fields, list_of, pairs
from generator.model import Article, Position
from generator.read.gathering import KINDS
from generator.schema import fields_of
from generator.schema.document import MENTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Record
    from generator.read import Records

COMMENTS: Final = (
    "Saving here puts the whole file in order and drops its comments (lines that begin with #): "
    "write what other editors should know into the field Note."
)

_KINDS: Final = ("actors", "units", "places", "terms", "claims", "positions", "events")
"""The lists that are edited in a form, in the order in which a file's are shown; readings have a command."""

_TITLES: Final = {
    "articles": ("Articles", f"The frame of each article: its title, its source, questions and answers. {COMMENTS}"),
    "claims": ("Claims", f"Who says what, article by article. {COMMENTS}"),
    "events": ("Events", f"What happened when, article by article. {COMMENTS}"),
    "records": ("Actors, units, places, terms", f"Who and what the articles speak of. {COMMENTS}"),
    "texts": (
        "Texts",
        (
            "The source text of each article. Quotes are looked for in it word for word: "
            "change it only where it was copied wrongly."
        ),
    ),
}


@dataclass(slots=True)
class _File:
    """A file with records: its path, the article in whose folder it lies, and the lists that it holds."""

    path: str
    article: Article | None
    kinds: set[str] = field(default_factory=set)

    @property
    def group(self) -> str:
        """The collection that it belongs to."""
        if self.article and self.kinds & {"claims", "positions"}:
            return "claims"
        return "events" if self.article and "events" in self.kinds else "records"

    @property
    def usual(self) -> bool:
        """Whether its name is the one that everybody expects."""
        return PurePosixPath(self.path).stem == self.group

    @property
    def label(self) -> str:
        """What the form calls it."""
        name = PurePosixPath(self.path).name
        if self.article:
            return self.article.title if self.usual else f"{self.article.title} ({name})"
        lists = [kind for kind in _KINDS if kind in self.kinds]
        return f"{', '.join(lists).capitalize()} ({name})"

    def fields(self) -> list[Widget]:
        """Give the lists that can be written in it."""
        kinds = self.kinds | ({"claims", "positions"} if self.group == "claims" and self.usual else set())
        shown = [_list(kind, in_article=self.article is not None) for kind in _KINDS if kind in kinds]
        return [*shown, pairs(MENTIONS)] if "mentions" in kinds else shown


def make_collections(records: Records) -> list[dict[str, Any]]:
    """Group all files with records into the lists of the form."""
    groups: dict[str, list[dict[str, Any]]] = {key: [] for key in _TITLES}
    for article in records.articles:
        groups["articles"].append(_entry(article.span().file, article.title, form_fields(_article())))
        text = records.texts.get(article.id)
        if text is not None and not text.private:
            groups["texts"].append(_entry(text.file, article.title, [_TEXT]))
    for file in _files(records):
        groups[file.group].append(_entry(file.path, file.label, file.fields()))
    return [_collection(key, files) for key, files in groups.items() if files]


_TEXT: Final[Widget] = {
    "name": "body",
    "label": "Text",
    "widget": "text",
    "hint": "An empty line parts paragraphs; # at the beginning of a line makes a heading.",
}


def _collection(key: str, files: list[dict[str, Any]]) -> dict[str, Any]:
    label, description = _TITLES[key]
    shown = {"name": key, "label": label, "description": description, "editor": {"preview": False}}
    return {**shown, **({"format": "plain-text"} if key == "texts" else {}), "files": files}


def _entry(path: str, label: str, fields: list[Widget]) -> dict[str, Any]:
    """List a file. Its name in addresses and branches is its path, which no other file shares."""
    name = path.rpartition(".")[0].replace("/", "-")
    return {"name": name, "label": label, "file": path, "fields": fields}


def _article() -> Iterable[Any]:
    return fields_of(Article, without={"id"})


def _list(kind: str, *, in_article: bool) -> Widget:
    model = KINDS[kind]
    if model is Position:
        return list_of(
            kind, _OWN_POSITIONS, fields_of(Position, needed={"claim", *(() if in_article else ("article",))})
        )
    return list_of(kind, _about(model), fields_of(model))


_OWN_POSITIONS: Final = (
    "Positions on claims that stand in another file, mostly those of an earlier article. Positions on the claims "
    "above stand under their claim."
)


def _about(model: type[Record]) -> str:
    return str(model.__doc__).partition("\n")[0]


def _files(records: Records) -> Iterator[_File]:
    """Find the files that hold records, in the order of their paths."""
    articles = {PurePosixPath(article.span().file).parent.as_posix(): article for article in records.articles}
    found: dict[str, _File] = {}
    for kind in _KINDS:
        for record in getattr(records, kind):
            path = record.span().file
            file = found.setdefault(path, _File(path, articles.get(PurePosixPath(path).parent.as_posix())))
            file.kinds.add(kind)
    for mention in records.mentions:
        path = mention.span.file
        found.setdefault(path, _File(path, None)).kinds.add("mentions")
    yield from (found[path] for path in sorted(found))
