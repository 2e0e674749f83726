"""What the content may publish beside its pages: pictures, sound, film, documents and plain text.

MkDocs copies every file that it finds into the site, and a browser runs what can run in it. So a file is published
only where its ending is known to be harmless and it holds what its ending says. A site's owner can let in more.
"""

import codecs
import os
import re
from collections.abc import Collection

from generator.problems import Problem
from generator.read.files import FoundFile, open_plainly, refuse_link

LARGEST_MEDIA = 100_000_000
"""Bytes that a published file may have at most, as on GitHub."""

PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""How the names of ordinary pages end, in small letters: of any other MkDocs makes no page."""

_RIFF = rb"(?s)RIFF.{4}"
_BOX = rb"(?s).{4}ftyp"

_BEGINNINGS: dict[str, bytes | None] = {
    "png": rb"\x89PNG\r\n\x1a\n",
    "jpg": rb"\xff\xd8\xff",
    "jpeg": rb"\xff\xd8\xff",
    "gif": rb"GIF8[79]a",
    "webp": _RIFF + rb"WEBP",
    "avif": _BOX + rb"(?:avif|avis|mif1|msf1)",
    "ico": rb"\x00\x00\x01\x00",
    "pdf": rb"%PDF-",
    "mp3": rb"ID3|\xff[\xe2-\xff]",
    "m4a": _BOX,
    "mp4": _BOX,
    "ogg": rb"OggS",
    "wav": _RIFF + rb"WAVE",
    "webm": rb"\x1aE\xdf\xa3",
    "csv": None,
    "geojson": None,
    "json": None,
    "tsv": None,
    "txt": None,
}
"""Endings of files that no browser runs, and how such a file begins; None where it is plain text."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[A-Za-z!?/]")
"""How a text begins that a browser could take for a page, where a server says nothing else of it."""

_ORDERS = frozenset(
    {"robots.txt", "ads.txt", "app-ads.txt", "ai.txt", "llms.txt", "llms-full.txt", "security.txt", "humans.txt"}
    | {"sellers.json", "manifest.json"}
)
"""Files that speak for the whole site to search engines and other programs, and to whoever sells advertisements."""

_HEAD = 2048
"""Bytes that are looked at."""

_KINDS = (
    "pictures (png, jpg, gif, webp, avif), sound (mp3, m4a, ogg, wav), film (mp4, webm), pdf, txt, csv, tsv and json"
)


def refuse_media(file: FoundFile, allowed: Collection[str]) -> Problem | None:
    """Refuse what must not be published as it is; `allowed` are endings and paths that the site's owner lets in."""
    ending = file.ending.removeprefix(".")
    if file.name.endswith(PAGES):
        return None
    head, size = _begin(file)
    if head is None:
        return Problem(
            "unreadable", file.start(), "this file cannot be read", "look whether it is there, and who may read it"
        )
    if size > LARGEST_MEDIA:
        message = f"this file has more than {LARGEST_MEDIA:,} bytes, which is the most that is published"
        return Problem("file-too-large", file.start(), message, "make it smaller, or put it elsewhere and link to it")
    if ending in allowed or file.inside in allowed:
        return None
    if ending not in _BEGINNINGS or file.inside.lower() in _ORDERS:
        return _refuse_kind(file, ending)
    return None if _fits(head, _BEGINNINGS[ending]) else _refuse_contents(file, ending, head)


def refuse_unlisted(file: FoundFile, allowed: Collection[str]) -> Problem | None:
    """Refuse likewise what was not looked at when all files were listed: it may be no file at all."""
    return refuse_link(file.path, file.file) if file.path.is_symlink() else refuse_media(file, allowed)


def _begin(file: FoundFile) -> tuple[bytes | None, int]:
    """Give the first bytes of a file and its size; None where it cannot be read."""
    try:
        with open(file.place, "rb", buffering=0, opener=open_plainly) as stream:
            return stream.read(_HEAD), os.fstat(stream.fileno()).st_size
    except OSError:
        return None, 0


def _fits(head: bytes, beginning: bytes | None) -> bool:
    if beginning is not None:
        return re.match(beginning, head) is not None
    return b"\0" not in head and not _MARKUP.match(head)


def _refuse_kind(file: FoundFile, ending: str) -> Problem:
    if f".{ending}" in PAGES:
        message, help_text = (
            "MkDocs makes no page of a file whose ending is in capitals",
            f'let its name end with ".{ending}"',
        )
    else:
        name = file.inside if ending in {"", "txt"} else ending
        message = (
            f'"{file.name}" would be copied into the site as it is, and it could change what readers see or run there'
        )
        help_text = _help_for(ending, name)
    return Problem("unfit-file", file.start(), message, help_text)


def _help_for(ending: str, name: str) -> str:
    if ending == "svg":
        first = "save it as PNG or WebP, for an SVG can carry scripts"
    elif ending in {"", "txt"}:
        first = "delete it"
    else:
        first = f"delete it; what can be published are {_KINDS}"
    return f'{first}; if the owner wants it, put "{name}" into the list "publish" of the plugin sayso in mkdocs.yml'


def _refuse_contents(file: FoundFile, ending: str, head: bytes) -> Problem:
    told = _tell_text(file, head) if _BEGINNINGS[ending] is None else None
    if told:
        return Problem("unfit-file", file.start(), *told)
    kind = "plain text" if _BEGINNINGS[ending] is None else f"{_a(ending)} file"
    message, help_text = f'"{file.name}" does not hold what its name says', f"save it again as {kind}"
    found = _kind_of(head)
    if found:
        message += f": it is {_a(found)} file"
        help_text += f', or rename it to "{file.name.rpartition(".")[0]}.{found}"'
    else:
        message += f": it is no {kind.removeprefix(_article(ending))}"
        help_text += ", or give it the ending of what it is"
    return Problem("unfit-file", file.start(), message, help_text)


def _tell_text(file: FoundFile, head: bytes) -> tuple[str, str] | None:
    """Say what is wrong with a text that is one, and what to do; None where it is none.

    A browser that is told nothing of a text looks at its first sign.
    """
    if head.startswith(_UTF16):
        message = f'"{file.name}" is saved as UTF-16, and texts are published as UTF-8 alone'
        return message, "save it again with the encoding UTF-8; spreadsheets call that “CSV UTF-8” or “Unicode (UTF-8)”"
    if b"\0" in head or not _MARKUP.match(head):
        return None
    return f'"{file.name}" begins with "<", so a browser could take it for a page', (
        "let it begin with something else, such as a line of words; if it is a page that was saved under this name, "
        "put its words alone here"
    )


def _kind_of(head: bytes) -> str | None:
    """Give the ending that a file would have for how it begins."""
    fits = (ending for ending, beginning in _BEGINNINGS.items() if beginning and re.match(beginning, head))
    return next(fits, None)


def _a(ending: str) -> str:
    return f"{_article(ending)}{ending.upper()}"


def _article(ending: str) -> str:
    return "an " if ending[0] in "aimo" else "a "
