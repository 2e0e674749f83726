"""Writes the index with Pagefind, a program of its own: whatever befalls it, the site is whole without."""

import shutil
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from generator.pages import Entry
from generator.problems import Problem, Severity, Span
from generator.search.documents import document_of
from generator.search.program import CannotIndexError, find_program, running
from generator.search.steady import steadied

FOLDER = "assets/pagefind"
"""Where the index lies in a site; the page's script looks for it beside itself."""

PATIENCE = 60.0
"""Seconds that the program may take for a small site; it needs one for two thousand entries."""

_PATIENCE_FOR_EACH = 0.02
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
"""What Pagefind brings along for pages that have no search of their own."""


def write_index(entries: Sequence[Entry], site: Path, language: str) -> list[Problem]:
    """Put the index of all entries into a site; where that cannot be done there is none, and a warning says so."""
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    if not entries:
        return []
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        _make(find_program(), entries, part, language.partition("-")[0])
        part.rename(folder)
    except CannotIndexError as error:
        return [_no_search(str(error))]
    except OSError as error:
        return [_no_search(f"the system said: {error.strerror or error}")]
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return []


def _make(program: Path, entries: Sequence[Entry], folder: Path, language: str) -> None:
    """Let the program read all entries, always in the same order, and write the index."""
    folder.mkdir(parents=True)
    with running(program, folder, PATIENCE + _PATIENCE_FOR_EACH * len(entries)) as pagefind:
        index = pagefind.ask("NewIndex", config={"force_language": language}).get("index_id")
        for entry in sorted(entries, key=lambda entry: entry.url):
            content = document_of(entry, language)
            pagefind.ask("AddFile", index_id=index, url=entry.url, file_contents=content, file_path=None)
        # It could write them as well, but may say that it has while the last of them is still to come.
        files = pagefind.ask("GetFiles", index_id=index).get("files", ())
    contents = {file["path"].replace("\\", "/"): b64decode(file["content"]) for file in files}
    for name, data in steadied(contents).items():
        _write(folder, PurePosixPath(name), data)
    if not (folder / "pagefind-entry.json").is_file():
        message = "Pagefind made none"
        raise CannotIndexError(message)


def _write(folder: Path, name: PurePosixPath, content: bytes) -> None:
    if not any(name.match(pattern) for pattern in _UNUSED):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)


def _no_search(reason: str) -> Problem:
    return Problem(
        "no-search",
        Span("mkdocs.yml"),
        f"the site has no search: {reason}",
        "see that Pagefind can run here, or write `search: false` below the plugin sayso",
        Severity.WARNING,
    )
