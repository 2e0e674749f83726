"""Files under the content folder: which there are, and what text they hold.

MkDocs follows symbolic links and reads whatever it finds; here every file is
looked at once, and what could carry something else than content is refused.
"""

import codecs
import errno
import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.problems import Problem, Span
from generator.read.names import alike, refuse_alike, refuse_name, refuse_path, refuse_signs

LARGEST = 1_000_000
"""Bytes that a YAML file may have at most."""

LARGEST_TEXT = 1_000_000
"""Bytes that a text or a page may have at most: a long novel has as many."""

STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that no YAML file may hold: controls, hidden line ends, halves of characters."""

_SAVE_AS_TEXT = (
    "open the file where it was saved, choose “Save as” and there “Plain text” with the encoding UTF-8, "
    "and give it its old name"
)

_FOREIGN = (
    (b"{\\rtf", "Word or another word processor saved this file as RTF", _SAVE_AS_TEXT),
    (b"PK\x03\x04", "a word processor saved this file in its own format, such as .docx", _SAVE_AS_TEXT),
    (b"\xd0\xcf\x11\xe0", "an old word processor saved this file in its own format, such as .doc", _SAVE_AS_TEXT),
    (b"%PDF", "this file is a PDF", "write its words into a plain text file of this name"),
)
"""How files begin that are no plain text, what that is, and what to do."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class FoundFile(NamedTuple):
    """A file under the content folder. `file` is its path as problems show it, `inside` its path in the folder.

    `place` is where it is opened. There are thousands at every edit: so each is a tuple, and has no `Path` of its own.
    """

    place: str | Path
    file: str
    inside: str

    @property
    def path(self) -> Path:
        """Where it is opened, as a path."""
        return Path(self.place)

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.inside.rpartition("/")[2]

    @property
    def stem(self) -> str:
        """Its name without the ending."""
        return self.name.partition(".")[0]

    @property
    def ending(self) -> str:
        """The ending of its name in small letters, with the dot."""
        return os.path.splitext(self.name)[1].lower()  # noqa: PTH122 - a name, not a path

    @property
    def holds_records(self) -> bool:
        """Tell whether it is a YAML file."""
        return self.ending in {".yml", ".yaml"}

    def start(self) -> Span:
        """Give the place of its first character."""
        return Span(self.file)


def shown_path(root: Path, path: Path) -> str:
    """Write a path from the project folder, with forward slashes."""
    return Path(os.path.relpath(path, root)).as_posix()


@dataclass(slots=True)
class FoundFiles:
    """The files under the content folder. `blind` tells that records may lie in what was refused."""

    files: list[FoundFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    blind: bool = False

    def refuse(self, problem: Problem, *, blind: bool) -> None:
        """Note what cannot be looked into."""
        self.problems.append(problem)
        self.blind |= blind


def find_files(root: Path, content: Path) -> FoundFiles:
    """Find all files under the content folder, sorted; names that begin with a dot are skipped, as MkDocs does."""
    found = FoundFiles()
    link = find_link(root, content)
    if link:
        found.refuse(refuse_link(link, shown_path(root, link)), blind=True)
        return found
    # Without recursion: folders may lie deeper than Python can call.
    waiting = [""]
    shown = "" if content == root else f"{shown_path(root, content)}/"
    while waiting:
        inside = waiting.pop()
        is_hidden = inside.startswith(".") or "/." in inside
        try:
            with os.scandir(os.path.join(content, inside)) as listed:  # noqa: PTH118 - there are as many as articles
                entries = list(listed)
        except OSError:
            if not is_hidden:
                found.refuse(_refuse_unreadable(shown_path(root, content / inside), "folder"), blind=True)
            continue
        for entry in entries:
            file = FoundFile(entry.path, f"{shown}{inside}{entry.name}", f"{inside}{entry.name}")
            if is_hidden or entry.name[0] == ".":
                waiting += _look_behind(file, entry, found)
            else:
                waiting += _take(file, entry, found)
        found.problems += [refuse_alike(f"{shown}{inside}", *pair) for pair in alike(entry.name for entry in entries)]
    found.files.sort(key=lambda file: file.inside.split("/"))
    return found


def find_link(root: Path, folder: Path) -> Path | None:
    """Find a symbolic link on the way from the project to a folder in it; of any other folder only its own name."""
    if not folder.is_relative_to(root):
        return folder if folder.is_symlink() else None
    steps = [folder, *folder.parents][: len(folder.parts) - len(root.parts)]
    return next((step for step in reversed(steps) if step.is_symlink()), None)


def _look_behind(file: FoundFile, entry: os.DirEntry[str], found: FoundFiles) -> list[str]:
    """Give a hidden folder to be looked into: nothing of it is read, but MkDocs follows the links that lie there."""
    try:
        leads_on = entry.is_symlink() and entry.is_dir()
    except OSError:
        leads_on = False
    if leads_on:
        found.refuse(refuse_link(file.path, file.file), blind=False)
    return [f"{file.inside}/"] if entry.is_dir(follow_symlinks=False) else []


def _take(file: FoundFile, entry: os.DirEntry[str], found: FoundFiles) -> list[str]:
    """Note a file, or why it is refused, and give a folder to be looked into.

    What the system told of it with its name need not be asked again.
    """
    problem = refuse_name(file.file, entry.name) or refuse_path(file.file, file.inside)
    if problem:
        found.refuse(problem, blind=True)
    elif entry.is_dir(follow_symlinks=False):
        return [f"{file.inside}/"]
    elif problem := _judge(file, entry):
        found.refuse(problem, blind=file.holds_records or file.path.is_dir())
    else:
        found.files.append(file)
    return []


def _judge(file: FoundFile, entry: os.DirEntry[str]) -> Problem | None:
    if entry.is_symlink():
        return refuse_link(file.path, file.file)
    if not entry.is_file():
        return Problem("stray-file", file.start(), "this is not an ordinary file", "delete it")
    return refuse_signs(file.file, file.inside)


def refuse_link(path: Path, file: str) -> Problem:
    """Refuse a symbolic link, and say whether it leads away."""
    try:
        outside = not path.resolve().is_relative_to(path.parent.resolve())
    except (OSError, RuntimeError):  # a circle of links
        outside = False
    where = "a place outside its folder" if outside else "another place"
    return Problem(
        "symbolic-link",
        Span(file),
        f"this is a symbolic link to {where}, and links are not followed",
        "put the file itself here, or delete the link",
    )


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file with LF line ends, or the problem with it.

    `rest` is what can be made out all the same, None where that is nothing.
    """

    text: str | None
    problem: Problem | None = None
    rest: str | None = None


def read_text(file: FoundFile) -> Decoded:
    """Read a file as UTF-8; a byte order mark is dropped, CRLF and CR line ends become LF."""
    data = read_whole(file)
    return Decoded(None, data) if isinstance(data, Problem) else decode(file.file, data)


def read_whole(file: FoundFile) -> bytes | Problem:
    """Read all that a text or a page holds."""
    data = read_bytes(file, LARGEST_TEXT + 1)
    return data if isinstance(data, Problem) or len(data) <= LARGEST_TEXT else _too_large(file.file, LARGEST_TEXT)


def read_bytes(file: FoundFile, most: int) -> bytes | Problem:
    """Read what an ordinary file holds, and no more than so many bytes: its name may lead to what never ends."""
    try:
        with open(file.place, "rb", buffering=0, opener=open_plainly) as stream:
            size = os.fstat(stream.fileno()).st_size
            return stream.readall() if size <= most else stream.read(most)
    except OSError:
        return _refuse_unreadable(file.file, "file")


def open_plainly(path: str, flags: int) -> int:
    """Open an ordinary file, waiting for nothing.

    Raises:
        OSError: where it is anything else, such as a pipe or a device.
    """
    opened = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError(errno.EINVAL, "no ordinary file", path)
    return opened


def _refuse_unreadable(file: str, what: str) -> Problem:
    return Problem(
        "unreadable", Span(file), f"this {what} cannot be read", "look whether it is there, and who may read it"
    )


def read_yaml_text(file: FoundFile) -> Decoded:
    """Read the text of a YAML file, within its limits."""
    data = read_yaml_bytes(file)
    return decode_yaml(file.file, data) if isinstance(data, bytes) else Decoded(None, data)


def read_yaml_bytes(file: FoundFile) -> bytes | Problem:
    """Read what a YAML file holds, or as much of it as is needed to see that it is too large."""
    return read_bytes(file, 8 * LARGEST)


def decode_yaml(file: str, data: bytes) -> Decoded:
    """Give the text of a YAML file, within its limits."""
    if len(data) > LARGEST:
        return _refuse_size(file, data)
    decoded = decode(file, data)
    if decoded.text is None:
        return decoded
    problem = _find_control(file, decoded.text)
    return decoded if problem is None else Decoded(None, problem, decoded.text)


def _refuse_size(file: str, data: bytes) -> Decoded:
    return Decoded(None, _too_large(file, LARGEST), unify_line_ends(data.decode("utf-8-sig", errors="replace")))


def _too_large(file: str, most: int) -> Problem:
    message = f"this file has more than {most:,} bytes, which is the most that is read"
    return Problem("file-too-large", Span(file), message, "divide it into several files")


def decode(file: str, data: bytes) -> Decoded:
    """Decode UTF-8; what is not gives a problem at the first wrong byte."""
    for beginning, message, help_text in _FOREIGN:
        if data.startswith(beginning):
            return Decoded(None, Problem("not-plain-text", Span(file), message, help_text))
    if data.startswith(_UTF16):
        rest = data.decode("utf-16", errors="replace")
        return Decoded(
            None, _not_utf8(file, "", "the file is saved as UTF-16, and only UTF-8 is read"), unify_line_ends(rest)
        )
    try:
        return Decoded(unify_line_ends(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        # `error.object` may lack the byte order mark, so that its offsets fit.
        good = bytes(error.object[: error.start])
        before = unify_line_ends(good.decode("utf-8-sig"))
        byte = error.object[error.start]
        return Decoded(
            None,
            _not_utf8(
                file, before, f"the file is not saved as UTF-8: what stands here is no letter in it (byte {byte:02x})"
            ),
            unify_line_ends(data.decode("utf-8-sig", errors="replace")),
        )


def unify_line_ends(text: str) -> str:
    """Make every CRLF and CR a LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def place_of(file: str, text: str, offset: int) -> Span:
    """Give the place of an offset in a text with LF line ends."""
    before = text.rfind("\n", 0, offset)
    return Span(file, text.count("\n", 0, offset) + 1, offset - before)


def _not_utf8(file: str, before: str, message: str) -> Problem:
    span = place_of(file, before, len(before))
    return Problem("not-utf-8", span, message, "save the file again with the encoding UTF-8")


def _find_control(file: str, text: str) -> Problem | None:
    found = STEERING.search(text)
    if found is None:
        return None
    number = len(text) - len(STEERING.sub("", text))
    more = f"; there are {number} such characters in this file" if number > 1 else ""
    return Problem(
        "control-character",
        place_of(file, text, found.start()),
        f"an invisible character stands here ({name_character(found.group())}){more}",
        "delete it, or type the line again",
    )


def name_character(character: str) -> str:
    """Name a character by its number: U+2028."""
    return f"U+{ord(character):04X}"
