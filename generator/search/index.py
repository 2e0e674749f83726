"""Makes the index and puts it into a site, which is whole without one where Pagefind cannot run."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.cache import NO_CACHE, Cache, checksum
from generator.pages import Entry
from generator.problems import NO_ROOM, Problem, Severity, Span
from generator.search.making import make_files
from generator.search.program import CannotIndexError, find_program

FOLDER = "assets/pagefind"
"""Where the index lies in a site; the page's script looks for it beside itself."""


Sums = Mapping[str, str]
"""The checksum of each file of an index, by its path from the site's folder."""


def write_index(
    entries: Iterable[Entry], site: Path, language: str, cache: Cache = NO_CACHE, known: Sums | None = None
) -> tuple[Sums, list[Problem]]:
    """Put the index of all entries into a site; where that cannot be done there is none, and a warning says so.

    `known` are files that need not be written, for they are there already. What comes back are the checksums of all
    files of the index, those among them.
    """
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    files, problems = make_index(entries, language, cache)
    sums = {f"{FOLDER}/{name}": checksum(data) for name, data in files.items()}
    unknown = {
        name: data for name, data in files.items() if (known or {}).get(path := f"{FOLDER}/{name}") != sums[path]
    }
    part = site / f"{FOLDER}.part"
    shutil.rmtree(part, ignore_errors=True)
    try:
        if unknown:
            _write(unknown, part)
            part.rename(folder)
    except OSError as error:
        problems.append(_no_search(_told(error)))
        sums = {}
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return sums, problems


def make_index(
    entries: Iterable[Entry], language: str, cache: Cache = NO_CACHE
) -> tuple[dict[str, bytes], list[Problem]]:
    """Make the index of all entries: its files by their paths below `FOLDER`, or none, and what is to be said.

    In the cache is kept what was indexed: of a large site only the part in which entries have changed is
    indexed again.
    """
    found = list(entries)
    try:
        return (make_files(found, find_program(), language, cache) if found else {}), []
    except CannotIndexError as error:
        return {}, [_no_search(str(error))]
    except OSError as error:
        return {}, [_no_search(_told(error))]


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for parent in {(folder / name).parent for name in files}:
        parent.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _told(error: OSError) -> str:
    """Tell what the system said of Pagefind; where it has no room for anything, there is no site either.

    Raises:
        OSError: where the next page could have met the same.
    """
    if error.errno in NO_ROOM:
        raise error
    return f"the system said: {error.strerror or error}"


def _no_search(reason: str) -> Problem:
    return Problem(
        "no-search",
        Span("mkdocs.yml"),
        f"the site has no search: {reason}",
        "see that Pagefind can run here, or write `search: false` below the plugin sayso",
        Severity.WARNING,
    )
