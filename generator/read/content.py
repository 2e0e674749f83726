"""Reading the content folder: from files to records, with every problem found on the way."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from generator.model import (
    Actor,
    Article,
    Claim,
    Event,
    Kind,
    Place,
    Position,
    Reading,
    Term,
    Unit,
)
from generator.problems import Problem, Span
from generator.read.alone import gather_article, gather_records
from generator.read.files import FoundFile, find_files, read_text, read_yaml_bytes
from generator.read.folders import ArticleFolder, SortedFiles, check_folder, lacks_text, sort_files
from generator.read.gathering import Gathering, SiteMention
from generator.read.kept import KeptFiles, Source
from generator.read.media import refuse_media
from generator.read.ordinary import read_ordinary
from generator.read.private import PrivateTexts, open_private, refuse_second, refuse_shown
from generator.read.settings import Options


@dataclass(frozen=True, slots=True)
class TextFile:
    """An article's source text, with LF line ends and no byte order mark, and its checksum as such.

    `private` tells that it is not in the content, but in a folder that nobody else can look into.
    """

    file: str
    text: str
    sha256: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a content folder, in the order of its files.

    `texts` is by article id. `positions` are those that do not stand under a
    claim. `pages` are the files that are published as they are, by their paths
    in the folder, `page_texts` the texts of ordinary pages by file, where these
    are not trusted. `rejected` holds ids of records that have faults, and their
    kinds where these are known: nobody should call them unknown. `incomplete`
    tells that some file could not be read to its end, `emptied` that one holds
    nothing, `blind` that a file or a record was lost whose ids cannot even be guessed.
    """

    actors: tuple[Actor, ...] = ()
    units: tuple[Unit, ...] = ()
    places: tuple[Place, ...] = ()
    terms: tuple[Term, ...] = ()
    claims: tuple[Claim, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    readings: tuple[Reading, ...] = ()
    articles: tuple[Article, ...] = ()
    texts: dict[str, TextFile] = field(default_factory=dict)
    mentions: tuple[SiteMention, ...] = ()
    pages: tuple[str, ...] = ()
    page_texts: dict[str, str] = field(default_factory=dict)
    rejected: dict[str, Kind | None] = field(default_factory=dict)
    incomplete: bool = False
    emptied: bool = False
    blind: bool = False


def read_content(
    root: Path,
    content: Path,
    options: Options | None = None,
    before: KeptFiles | None = None,
) -> tuple[Records, list[Problem]]:
    """Read everything under the content folder; `root` is the project folder that problems count paths from.

    `before` is what was read the last time, which is asked first.
    """
    options = options or Options()
    before = before or KeptFiles()
    there = find_files(root, content)
    kept, refused = open_private(root, content, options.texts, options.site)
    gathering = Gathering(problems=[*there.problems, *refused], blind=there.blind)
    found = sort_files(there.files)
    before.read_ahead(_sources(found))
    for file in found.records:
        _read_records(file, None, gathering, before)
    texts = dict(_read_folders(found.folders, kept, gathering, before))
    images = [image for folder in found.folders.values() for image in folder.images]
    judged = [(file, refuse_media(file, options.publish)) for file in (*found.others, *images)]
    published = [file for file, problem in judged if problem is None]
    ordinary = read_ordinary(found.others, trusted=options.trusted_pages)
    gathering.problems += [*ordinary.problems, *(problem for _, problem in judged if problem)]
    gathering.problems += _settled_twice(gathering.mentions)
    return _finish(gathering, texts, published, ordinary.texts), gathering.problems


def _settled_twice(mentions: Iterable[SiteMention]) -> Iterator[Problem]:
    """Find names that are settled for the site in two places, and not alike."""
    first: dict[str, SiteMention] = {}
    for mention in mentions:
        other = first.setdefault(mention.name, mention)
        if other.target != mention.target:
            there = f"{other.span.file}, line {other.span.line}"
            message = f'"{mention.name}" is settled a second time here, and not as in {there}'
            yield Problem("duplicate-key", mention.span, message, "delete one of the two lines")


def _finish(
    gathering: Gathering, texts: dict[str, TextFile], published: list[FoundFile], pages: dict[str, str]
) -> Records:
    by_kind: dict[str, Any] = {key: tuple(records) for key, records in gathering.records.items()}
    by_kind["readings"] = by_kind.pop("reviews")
    return Records(
        **by_kind,
        texts=texts,
        mentions=tuple(gathering.mentions),
        pages=tuple(sorted(file.inside for file in published)),
        page_texts=pages,
        rejected=gathering.rejected,
        incomplete=gathering.incomplete,
        emptied=gathering.emptied,
        blind=gathering.blind,
    )


def _read_records(file: FoundFile, article: str | None, gathering: Gathering, before: KeptFiles) -> None:
    data = read_yaml_bytes(file)
    if isinstance(data, Problem):
        gathering.lose(data)
        return
    gathering.join(before.read(_of_records(file, article), data))


def _sources(found: SortedFiles) -> Iterator[Source]:
    """Give all files that hold records, and how each is read."""
    yield from (_of_records(file, None) for file in found.records)
    for folder in found.folders.values():
        if folder.home:
            yield _of_article(folder, folder.home)
        yield from (_of_records(file, folder.id) for file in folder.records)


def _of_records(file: FoundFile, article: str | None) -> Source:
    return Source(file, f"in {article}", partial(gather_records, file.file, article))


def _of_article(folder: ArticleFolder, home: FoundFile) -> Source:
    role = f"{'misnamed' if folder.misnamed else 'of'} {folder.id}"
    return Source(home, role, partial(gather_article, home.file, folder.id, folder.misnamed))


def _read_folders(
    folders: dict[str, ArticleFolder], kept: PrivateTexts, gathering: Gathering, before: KeptFiles
) -> Iterator[tuple[str, TextFile]]:
    """Read the folders of all articles and give the texts that are there."""
    refused = {problem.span.file for problem in gathering.problems}
    for folder in folders.values():
        gathering.problems += check_folder(folder, refused)
        if folder.home is None or folder.misnamed:
            gathering.reject_id(folder.id, "article")
        lacking = lacks_text(folder, refused)
        private = _find_private(folder, kept, gathering) if lacking else None
        text = _read_source(private or folder.text, gathering, private=private is not None)
        if text:
            yield folder.id, text
        if folder.home:
            article = _read_article(folder, folder.home, gathering, before, no_text=lacking)
            if article and private and article.show_text == "full":
                gathering.problems.append(refuse_shown(article.span("show_text"), private))
                gathering.withhold_text()
        for file in folder.records:
            _read_records(file, folder.id, gathering, before)


def _find_private(folder: ArticleFolder, kept: PrivateTexts, gathering: Gathering) -> FoundFile | None:
    """Find the private text of an article that has none in its folder; its own would be the one that counts."""
    files = kept.find(folder.id)
    if len(files) > 1:
        gathering.problems.append(refuse_second(files[0], files[1]))
    return files[0] if files else None


def _read_source(file: FoundFile | None, gathering: Gathering, *, private: bool) -> TextFile | None:
    if file is None:
        return None
    decoded = read_text(file)
    if decoded.text is None:
        gathering.problems += [decoded.problem] if decoded.problem else []
        gathering.incomplete = True
        return None
    checksum = hashlib.sha256(decoded.text.encode()).hexdigest()
    return TextFile(file.file, decoded.text, checksum, private)


def _read_article(
    folder: ArticleFolder, home: FoundFile, gathering: Gathering, before: KeptFiles, *, no_text: bool
) -> Article | None:
    data = read_yaml_bytes(home)
    if isinstance(data, Problem):
        gathering.lose(data)
        gathering.rejected[folder.id] = "article"
        return None
    made = before.read(_of_article(folder, home), data)
    gathering.join(made)
    if no_text and made.unproven:
        gathering.problems.append(_miss_text(made.unproven))
    article = made.records["articles"][0] if made.records["articles"] else None
    return article if isinstance(article, Article) else None


def _miss_text(span: Span) -> Problem:
    return Problem(
        "no-text",
        span,
        'this article has neither a text.md nor a "text_sha256"',
        'put the source text in text.md beside this file; where it cannot be published, give its "text_sha256"',
    )
