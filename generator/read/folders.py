"""Which file belongs where: the folders of the articles, other records, pages."""

from collections.abc import Collection
from dataclasses import dataclass, field

from pydantic_core import PydanticCustomError

from generator.model.values import check_id
from generator.problems import Problem, Span, nearest
from generator.read.files import FoundFile
from generator.read.media import PAGES

ARTICLES = "articles"
EDITORS_GUIDE = "README.md"
EDITORS_PAGES = "guide"
"""The guide at the top of the content folder, and the folder of its pages and pictures: neither is published."""

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})
"""Endings of images. SVG is not among them: it can carry scripts."""

_HOMES = ("article.yml", "article.yaml")
_TEXT = "text.md"


@dataclass(slots=True)
class ArticleFolder:
    """The files of one article. `home` is its article.yml, `text` its text.md."""

    id: str
    file: str
    home: FoundFile | None = None
    text: FoundFile | None = None
    records: list[FoundFile] = field(default_factory=list)
    images: list[FoundFile] = field(default_factory=list)
    strays: list[FoundFile] = field(default_factory=list)

    @property
    def misnamed(self) -> bool:
        """Tell whether its name cannot be an id."""
        return _refuse_name(self) is not None


@dataclass(slots=True)
class SortedFiles:
    """All files of the content folder by what they are for. `others` are published as they are."""

    folders: dict[str, ArticleFolder] = field(default_factory=dict)
    records: list[FoundFile] = field(default_factory=list)
    others: list[FoundFile] = field(default_factory=list)


def sort_files(files: list[FoundFile]) -> SortedFiles:
    """Sort files by where they lie and how their names end."""
    made = SortedFiles()
    for file in files:
        parts = file.inside.split("/")
        if parts[0] == ARTICLES and len(parts) > 2:  # noqa: PLR2004 - articles/<id>/<file>
            folder_file = "/".join(file.file.split("/")[: 2 - len(parts)])
            folder = made.folders.setdefault(parts[1], ArticleFolder(parts[1], folder_file))
            _put(folder, file, "/".join(parts[2:]))
        elif file.holds_records:
            made.records.append(file)
        elif not is_for_editors(file.inside):
            made.others.append(file)
    return made


def is_for_editors(inside: str) -> bool:
    """Tell whether a file that holds no records is there for editors alone, by its path in the content folder."""
    return inside == EDITORS_GUIDE or inside.startswith(f"{EDITORS_PAGES}/")


def _put(folder: ArticleFolder, file: FoundFile, place: str) -> None:
    if place in _HOMES and folder.home is None:
        folder.home = file
    elif place == _HOMES[0] and folder.home is not None:
        folder.strays.append(folder.home)
        folder.home = file
    elif place == _TEXT:
        folder.text = file
    elif file.ending in IMAGES:
        folder.images.append(file)
    elif file.holds_records and file.name not in _HOMES:
        folder.records.append(file)
    else:
        folder.strays.append(file)


def check_folder(folder: ArticleFolder, refused: Collection[str]) -> list[Problem]:
    """Find what is wrong with a folder's name and with the names in it; `refused` are files told of already."""
    problems = [_refuse_stray(folder, stray) for stray in folder.strays]
    misnamed = _refuse_name(folder)
    if misnamed:
        problems.append(misnamed)
    home_told = f"{folder.file}/{_HOMES[0]}" in refused or any(_meant(stray) == _HOMES[0] for stray in folder.strays)
    if folder.home is None and not home_told:
        problems.append(_miss_home(folder))
    return problems


def _refuse_name(folder: ArticleFolder) -> Problem | None:
    try:
        check_id(folder.id)
    except PydanticCustomError as error:
        told = error.context or {}
        message = f"the name of this folder is the article's id: {told['message']}"
        return Problem(told["code"], Span(folder.file), message, f"rename the folder: {told['help']}")
    return None


def _miss_home(folder: ArticleFolder) -> Problem:
    """Tell that article.yml is missing; a file with nearly that name is taken for it."""
    message = "this folder has no article.yml"
    mistyped = next((file for file in folder.records if nearest(file.stem, ["article"])), None)
    if mistyped is None:
        help_text = "write article.yml, or move the files out of the articles' folder"
        return Problem("no-article-file", Span(f"{folder.file}/article.yml"), message, help_text)
    folder.records.remove(mistyped)
    return Problem("no-article-file", mistyped.start(), message, f'rename "{mistyped.name}" to "article.yml"')


def lacks_text(folder: ArticleFolder, refused: Collection[str]) -> bool:
    """Tell whether there is no text.md, nor one that was told of: refused, or by another name."""
    if folder.text or f"{folder.file}/{_TEXT}" in refused:
        return False
    return not any(_meant(stray) == _TEXT for stray in folder.strays)


def _meant(stray: FoundFile) -> str | None:
    return {"text": _TEXT, "article": _HOMES[0]}.get(nearest(stray.stem, ["text", "article"]) or "")


def _refuse_stray(folder: ArticleFolder, stray: FoundFile) -> Problem:
    meant = _meant(stray)
    has = {_TEXT: folder.text, _HOMES[0]: folder.home}
    message = f'"{stray.name}" is none of the files that an article has'
    if meant and has[meant] is None:
        help_text = f'did you mean "{meant}", directly in the folder of the article?'
    elif stray.name in {*_HOMES, _TEXT}:
        message = f'this is a second "{meant}" for the article'
        help_text = "delete it, or move it to the folder of another article"
    else:
        help_text = _where_to(stray)
    return Problem("stray-file", stray.start(), message, help_text)


def _where_to(stray: FoundFile) -> str:
    """Say where a file belongs that lies among those of an article."""
    outside = f"outside of {ARTICLES}/, such as {stray.file.removesuffix(stray.inside)}"
    if stray.ending in PAGES:
        return f'a page of the site belongs {outside}{stray.name}; what is for editors can stand in a record\'s "note"'
    if stray.ending in {".svg", ".bmp", ".tif", ".tiff", ".heic"}:
        return "save it as PNG or WebP: such a picture can stand here"
    return (
        f"what readers are to download belongs {outside}files/{stray.name}; "
        'what is for editors can stand in a record\'s "note"'
    )
