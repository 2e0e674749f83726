"""Slips: one edit of a small content, as an editor would make it by hand.

A case begins with the file. `-` and `+` before a line take it away and put it
in, a space keeps it; the lines taken together stand in the file once. After
`escaped`, `\\t` and the like stand for characters that nobody sees on a page.
`saved as` hands the whole file to another program.
"""

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

CONTENT = Path(__file__).parent / "cases" / "slips" / "content"
"""A part of the site's real content as it stood on one day, so that later edits there break no case."""

_HEADER = re.compile(r"(?P<file>content/\S+)(?: (?P<escaped>escaped)| saved as (?P<program>\S+))?")


@dataclass(frozen=True)
class Slip:
    """A slip that was made: the file, and the first and last line where the file now differs."""

    file: str
    first: int
    last: int


def make_slip(given: str, root: Path) -> Slip:
    """Lay the content out under a folder, and make a case's slip in it."""
    shutil.copytree(CONTENT, root / "content")
    header, *rows = given.split("\n")
    found = _HEADER.fullmatch(header)
    path = root / found["file"]
    text = path.read_text("utf-8")
    if found["program"]:
        path.write_bytes(PROGRAMS[found["program"]](text))
        return Slip(found["file"], 1, text.count("\n"))
    edited, slip = _edit(found["file"], text, [_unescape(row) if found["escaped"] else row for row in rows])
    path.write_text(edited, "utf-8")
    return slip


def _unescape(row: str) -> str:
    return re.sub(r"\\(?:t|x..|u....)", lambda match: match[0].encode().decode("unicode_escape"), row)


def _edit(file: str, text: str, rows: list[str]) -> tuple[str, Slip]:
    old = "".join(f"{row[1:]}\n" for row in rows if row[0] in " -")
    new = "".join(f"{row[1:]}\n" for row in rows if row[0] in " +")
    assert f"\n{text}".count(f"\n{old}") == 1, f"these lines stand not once in {file}: {old}"
    at = f"\n{text}".index(f"\n{old}")
    line = text.count("\n", 0, at) + 1
    kept = [row for row in rows if row[0] != "-"]
    # What is not there any more has no line: any of those that the case shows around it is right.
    changed = [number for number, row in enumerate(kept) if row[0] == "+"] or [0, len(kept) - 1]
    return text[:at] + new + text[at + len(old) :], Slip(file, line + changed[0], line + changed[-1])


def _rtf(text: str) -> bytes:
    """Write a text as Word writes RTF: signs beyond ASCII by their numbers, a paragraph a line."""
    signs = re.sub(r"([\\{}])", r"\\\1", text)
    ascii_only = "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in signs)
    body = ascii_only.replace("\n", "\\par\n")
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Calibri;}}\n\\f0 " + body + "}").encode("ascii")


def _docx(text: str) -> bytes:
    """Write a text as the part of a .docx file that holds its words."""
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n")[:-1])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), f"<w:document><w:body>{body}</w:body></w:document>")
    return packed.getvalue()


PROGRAMS: dict[str, Callable[[str], bytes]] = {
    "utf-16": lambda text: text.encode("utf-16"),
    "windows-1252": lambda text: text.encode("cp1252", errors="replace"),
    "rtf": _rtf,
    "docx": _docx,
}
"""What programs make of a text that they save in their own way."""
