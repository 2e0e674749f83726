"""Reading the content folder: from files to records, with every problem found on the way."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.model import (
    Actor,
    Article,
    Claim,
    Event,
    Kind,
    Node,
    Place,
    Position,
    Table,
    Term,
    Unit,
)
from generator.problems import Problem, Span
from generator.read.files import FoundFile, find_files, read_text, read_yaml_text
from generator.read.folders import ArticleFolder, check_folder, lacks_text, sort_files
from generator.read.gathering import Gathering, SiteMention
from generator.read.yaml_tree import load_yaml


@dataclass(frozen=True, slots=True)
class TextFile:
    """An article's source text, with LF line ends and no byte order mark, and its checksum as such."""

    file: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a content folder, in the order of its files.

    `texts` is by article id. `positions` are those that do not stand under a
    claim. `pages` are the files that are published as they are, by their paths
    in the folder. `rejected` holds ids of records that have faults, and their
    kinds where these are known: nobody should call them unknown. `incomplete`
    tells that some file could not be read to its end, `blind` that a file or a
    record was lost whose ids cannot even be guessed.
    """

    actors: tuple[Actor, ...] = ()
    units: tuple[Unit, ...] = ()
    places: tuple[Place, ...] = ()
    terms: tuple[Term, ...] = ()
    claims: tuple[Claim, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    articles: tuple[Article, ...] = ()
    texts: dict[str, TextFile] = field(default_factory=dict)
    mentions: tuple[SiteMention, ...] = ()
    pages: tuple[str, ...] = ()
    rejected: dict[str, Kind | None] = field(default_factory=dict)
    incomplete: bool = False
    blind: bool = False


def read_content(root: Path, content: Path, private: Path | None = None) -> tuple[Records, list[Problem]]:
    """Read everything under the content folder; `root` is the project folder that problems count paths from.

    `private` is a folder with source texts that are not in the content.
    """
    del private
    there = find_files(root, content)
    gathering = Gathering(problems=there.problems, blind=there.blind)
    found = sort_files(there.files)
    for file in found.records:
        _read_records(file, None, gathering)
    texts = dict(_read_folders(found.folders, gathering))
    images = [image for folder in found.folders.values() for image in folder.images]
    published = [*found.others, *images]
    gathering.problems += _check_pages(found.others)
    return _finish(gathering, texts, published), gathering.problems


def _finish(gathering: Gathering, texts: dict[str, TextFile], published: list[FoundFile]) -> Records:
    by_kind: dict[str, Any] = {key: tuple(records) for key, records in gathering.records.items()}
    return Records(
        **by_kind,
        texts=texts,
        mentions=tuple(gathering.mentions),
        pages=tuple(sorted(file.inside for file in published)),
        rejected=gathering.rejected,
        incomplete=gathering.incomplete,
        blind=gathering.blind,
    )


def _load(file: FoundFile, gathering: Gathering) -> Node | None:
    """Load a YAML file; its problems and, where it is lost, its ids are noted."""
    decoded = read_yaml_text(file)
    if decoded.text is None:
        gathering.problems += [decoded.problem] if decoded.problem else []
        gathering.reject_text(decoded.rest)
        return None
    loaded = load_yaml(file.file, decoded.text)
    gathering.problems += loaded.problems
    if loaded.lost:
        gathering.reject_text(decoded.text)
    gathering.reject_doubles(loaded.doubles)
    return loaded.node


def _read_records(file: FoundFile, article: str | None, gathering: Gathering) -> None:
    node = _load(file, gathering)
    if node is not None:
        gathering.add_file(node, file.file, article)


def _read_folders(folders: dict[str, ArticleFolder], gathering: Gathering) -> Iterator[tuple[str, TextFile]]:
    """Read the folders of all articles and give the texts that are there."""
    refused = {problem.span.file for problem in gathering.problems}
    for folder in folders.values():
        gathering.problems += check_folder(folder, refused)
        if folder.home is None or folder.misnamed:
            gathering.reject_id(folder.id, "article")
        text = _read_source(folder, gathering)
        if text:
            yield folder.id, text
        if folder.home:
            article = _read_article(folder, folder.home, gathering, lacks_text(folder, refused))
            gathering.problems += _compare(article, text)
        for file in folder.records:
            _read_records(file, folder.id, gathering)


def _read_source(folder: ArticleFolder, gathering: Gathering) -> TextFile | None:
    if folder.text is None:
        return None
    decoded = read_text(folder.text)
    if decoded.text is None:
        gathering.problems += [decoded.problem] if decoded.problem else []
        gathering.incomplete = True
        return None
    checksum = hashlib.sha256(decoded.text.encode()).hexdigest()
    return TextFile(folder.text.file, decoded.text, checksum)


def _read_article(folder: ArticleFolder, home: FoundFile, gathering: Gathering, no_text: bool) -> Article | None:  # noqa: FBT001
    node = _load(home, gathering)
    if node is None:
        gathering.rejected[folder.id] = "article"
        return None
    article = gathering.add_article(node, home.file, folder.id, misnamed=folder.misnamed)
    if no_text and isinstance(node, Table) and "text_sha256" not in node.keys_at:
        gathering.problems.append(_miss_text(node))
    return article


def _compare(article: Article | None, text: TextFile | None) -> Iterator[Problem]:
    """Compare a text with the checksum that its article gives."""
    if article and text and article.text_sha256 not in {None, text.sha256}:
        yield _tell_changed(article.span("text_sha256"), text)


def _miss_text(node: Table) -> Problem:
    return Problem(
        "no-text",
        node.span,
        'this article has neither a text.md nor a "text_sha256"',
        'put the source text in text.md beside this file; where it cannot be published, give its "text_sha256"',
    )


def _tell_changed(span: Span, text: TextFile) -> Problem:
    return Problem(
        "text-changed",
        span,
        "text.md is not the text that this checksum was made of",
        f"look at what has changed in text.md; if it is right, write this checksum: {text.sha256}",
    )


def _check_pages(files: list[FoundFile]) -> Iterator[Problem]:
    """Find ordinary pages that are not UTF-8: MkDocs would end with an error of its own."""
    for file in files:
        problem = read_text(file).problem if file.ending == ".md" else None
        if problem:
            yield problem
