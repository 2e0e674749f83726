"""Following a problem's help to the letter, as somebody would who understands nothing of YAML.

What is known here is what stands on an editor's screen: the place with its marks,
the help and the words shown from the text, and the file. Each rule knows one way
in which help is worded, and does just that. What help does not say is not done.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import unescape

from generator.problems import Problem

_MARKS = "\"'“”„«»"
_ODD = re.compile(r"^[\s\u200b\u2060-]*|(?<=:)[\s\u200b\u2060]+")


@dataclass
class Desk:
    """A file that lies open at the place of a problem."""

    root: Path
    problem: Problem
    rows: list[str]

    @property
    def number(self) -> int:
        """The index of the line that is marked."""
        return self.problem.span.line - 1

    @property
    def row(self) -> str:
        """The line that is marked."""
        return self.rows[self.number]

    @row.setter
    def row(self, text: str) -> None:
        self.rows[self.number] = text

    @property
    def start(self) -> int:
        """The column of the first mark, from 0."""
        return self.problem.span.column - 1

    @property
    def marked(self) -> str:
        """What the marks stand under."""
        return self.row[self.start : self.start + self.problem.span.length]

    def mark(self, text: str) -> None:
        """Put something in place of what is marked."""
        self.row = self.row[: self.start] + text + self.row[self.start + self.problem.span.length :]


Step = Callable[[Desk, re.Match], None]


def follow(problem: Problem, root: Path) -> str | None:
    """Do what the help of a problem says; gives the rule that was followed, None where no rule fits."""
    for pattern, step in _SAVING:
        if re.search(pattern, problem.help):
            path = root / problem.span.file
            path.write_text(step(path.read_bytes()), "utf-8")
            return pattern
    path = root / problem.span.file
    desk = Desk(root, problem, path.read_text("utf-8").split("\n"))
    matches = [(found, step) for pattern, step in _RULES if (found := re.search(pattern, problem.help))]
    if not matches:
        return None
    # Help may offer two ways; who understands nothing takes the first.
    found, step = min(matches, key=lambda match: match[0].start())
    step(desk, found)
    path.write_text("\n".join(desk.rows), "utf-8")
    return found.re.pattern


def _put_space(desk: Desk, found: re.Match) -> None:
    at = desk.row.index({"colon": ":", "hyphen": "-"}[found[1]], desk.start)
    desk.row = f"{desk.row[: at + 1]} {desk.row[at + 1 :]}"


def _put_colon(desk: Desk, found: re.Match) -> None:
    word = found[1] or desk.marked
    at = desk.row.index(word, desk.start) + len(word)
    desk.row = f"{desk.row[:at]}:{desk.row[at:]}"


def _write_colon(desk: Desk, _: re.Match) -> None:
    after = desk.row[desk.start + desk.problem.span.length :]
    desk.row = f"{desk.row[: desk.start].rstrip()}: {after.lstrip()}"


def _begin(desk: Desk, found: re.Match) -> None:
    desk.row = " " * int(found[1]) + desk.row.lstrip()


def _begin_entry(desk: Desk, found: re.Match) -> None:
    desk.row = " " * int(found[1]) + "- " + desk.row.lstrip()


def _move(desk: Desk, found: re.Match) -> None:
    what, count, first, last, line = found.groups()
    numbers = range(int(first) - 1, int(last)) if first else [int(line) - 1]
    for number in numbers:
        row = desk.rows[number]
        desk.rows[number] = " " * int(count) + row if what == "put" else row[int(count) :]


def _move_flat(desk: Desk, found: re.Match) -> None:
    entry, line, keys, first, last = found.groups()
    desk.rows[int(line) - 1] = " " * int(entry) + desk.rows[int(line) - 1]
    for number in range(int(first or last) - 1, int(last)):
        desk.rows[number] = " " * int(keys) + desk.rows[number]


def _put_at_end(desk: Desk, found: re.Match) -> None:
    desk.rows[int(found[2]) - 1] += found[1]


def _in_marks(desk: Desk, found: re.Match) -> None:
    """Put a text in quotation marks. Of a long one the help shows the first and the last words."""
    mark, words = found[2], found[3]
    text = "\n".join(desk.rows)
    line = sum(len(row) + 1 for row in desk.rows[: desk.number])
    whole = text.find(words, line)
    begins, _, ends = words.partition(" … ")
    if 0 <= whole < line + len(desk.row):
        start, end = whole, whole + len(words)
    else:
        start = text.rfind(begins, 0, line + len(desk.row))
        end = text.index(ends, start) + len(ends)
    while text[start - 1] in _MARKS and text[end : end + 1] and text[end] in _MARKS:
        start, end = start - 1, end + 1
    inner = text[start:end].strip(_MARKS) if text[start] in _MARKS and words[0] not in _MARKS else text[start:end]
    desk.rows = (text[:start] + mark + inner + mark + text[end:]).split("\n")


def _in_block(desk: Desk, _: re.Match) -> None:
    begins = re.match(r" *(?:- )*(?:[\w-]+: )?", desk.row)[0]
    column = len(re.match(r" *(?:- )*", desk.row)[0]) + 2
    desk.rows[desk.number : desk.number + 1] = [f"{begins}>-", " " * column + desk.row[len(begins) :]]


def _around(desk: Desk, _: re.Match) -> None:
    desk.mark(f'"{desk.marked}"')


def _behind_line_above(desk: Desk, _: re.Match) -> None:
    desk.rows[desk.number - 1] += f" {desk.row.strip().removeprefix('- ')}"
    del desk.rows[desk.number]


def _below(desk: Desk, found: re.Match) -> None:
    moved = desk.marked
    desk.rows[desk.number : desk.number + 1] = [desk.row[: desk.start].rstrip(), " " * int(found[1]) + moved]


def _delete_line(desk: Desk, _: re.Match) -> None:
    del desk.rows[desk.number]


def _delete_lines(desk: Desk, found: re.Match) -> None:
    del desk.rows[int(found[1]) - 1 : int(found[2])]


def _delete_beginning(desk: Desk, found: re.Match) -> None:
    desk.rows = [row for row in desk.rows if not row.lstrip().startswith(found[1])]


def _keep_first_version(desk: Desk, _: re.Match) -> None:
    text = "\n".join(desk.rows)
    text = re.sub(r"(?ms)^=======\n.*?(?=^>>>>>>>)", "", text)
    desk.rows = [row for row in text.split("\n") if not row.startswith(("<<<<<<<", "=======", ">>>>>>>"))]


def _replace_tabs(desk: Desk, found: re.Match) -> None:
    spaces = " " * int(found[1] or 1)
    desk.rows = [re.sub(r"^\s+", lambda lead: lead[0].replace("\t", spaces), row) for row in desk.rows]


def _type_spaces(desk: Desk, found: re.Match) -> None:
    row = re.sub("[\u200b\u2060]", "", desk.row) if found[1] == ", none for each that has no width" else desk.row
    row = row.replace("\u3000", "  ") if found[1] == ", two for each wide one" else row
    desk.row = _ODD.sub(lambda odd: re.sub(r"[^-]", " ", odd[0]), row)


def _line_above(desk: Desk, found: re.Match) -> None:
    desk.rows.insert(desk.number, " " * int(found[2] or 0) + found[1])


def _entry_above(desk: Desk, found: re.Match) -> None:
    desk.rows.insert(desk.number, " " * int(found[1]) + found[2])


def _part(desk: Desk, found: re.Match) -> None:
    at = desk.row.index(found[1], desk.start)
    desk.rows[desk.number : desk.number + 1] = [desk.row[:at].rstrip(), " " * int(found[2]) + desk.row[at:]]


def _add_lines(desk: Desk, found: re.Match) -> None:
    for key, rest in reversed(re.findall(r'"(\w+): …"([^"]*)', found[0])):
        choice = re.search(r"with one of: ([\w-]+)", rest)
        desk.rows.insert(desk.number + 1, f"{' ' * desk.start}{key}: {choice[1] if choice else '…'}")


def _add_line(desk: Desk, found: re.Match) -> None:
    column = re.match(r" *(?:- )*", desk.row).end()
    desk.rows.insert(desk.number + 1, " " * column + found[1])


def _write_behind(desk: Desk, found: re.Match) -> None:
    desk.row = f"{desk.row.rstrip()} {found[1] or '…'}"


def _as_shown(desk: Desk, _: re.Match) -> None:
    desk.mark(desk.problem.passage)


def _delete_marks(desk: Desk, _: re.Match) -> None:
    desk.mark(desk.marked.strip(_MARKS))


def _delete_signs(desk: Desk, _: re.Match) -> None:
    desk.mark(re.sub(r"[*>#]+ ?", "", desk.marked))


def _move_out(desk: Desk, found: re.Match) -> None:
    """Move a key with all that belongs to it into a new file."""
    end = desk.number + 1
    while end < len(desk.rows) and desk.rows[end].startswith((" ", "#")):
        end += 1
    folder = (desk.root / desk.problem.span.file).parent
    target = folder / found[1] if not (folder / found[1]).exists() else folder / f"more-{found[1]}"
    target.write_text("\n".join([*desk.rows[desk.number : end], ""]), "utf-8")
    del desk.rows[desk.number : end]


def _replace_with(group: int) -> Step:
    return lambda desk, found: desk.mark(found[group])


_RULES: list[tuple[str, Step]] = [
    (r'^did you mean "([^"]+)"', _replace_with(1)),
    (r'^write "(\[\[.*?\]\])" in place of "', _replace_with(1)),
    (r"put # in front of (?:this line|it)", lambda desk, _: setattr(desk, "row", f"# {desk.row}")),
    (r'delete "(.+)" behind "', lambda desk, _: setattr(desk, "row", desk.row[: desk.start].rstrip())),
    (r"put (\d+) spaces? before line (\d+), and (\d+) before (?:each of the lines (\d+) to|line) (\d+)", _move_flat),
    (r"put (\S) at the end of line (\d+)", _put_at_end),
    (r"put a space behind the (colon|hyphen)", _put_space),
    (r'put a colon behind (?:"([^"]+)"|it)', _put_colon),
    (r'write ": " in place of "[^"]+"$', _write_colon),
    (r'begin the line with (\d+) spaces and "- "', _begin_entry),
    (r"begin (?:the line|it) with (\d+) spaces", _begin),
    (
        r"(put|take) (\d+) spaces? (?:before|away from the start of) (?:each of the lines (\d+) to (\d+)|line (\d+))",
        _move,
    ),
    (r'keep one hyphen and one space: ("- ")', lambda desk, _: desk.mark("- ")),
    (r'type a hyphen \("-"\) in place of', lambda desk, _: desk.mark("-")),
    (r"type a space in place of the hyphen", lambda desk, _: desk.mark(" ")),
    (r'begin the line with "- " in place of "(.)"', lambda desk, _: desk.mark(f"- {desk.marked[1:].lstrip()}")),
    (r"write it in (double|single) quotation marks: ([\"'])(.*?)\2(?:; if not|$)", _in_marks),
    (r"write >- in the text's place", _in_block),
    (r"put the whole text in double quotation marks, from before . to after .", _around),
    (r"write it in square brackets: (\[.*\])$", _replace_with(1)),
    (r"write it without the brackets: (.*)$", _replace_with(1)),
    (r"move it behind the colon of the line above, without its hyphen", _behind_line_above),
    (r"write it on a line of its own below, with (\d+) spaces before it", _below),
    (r'put "?(\S)"? at the end of the (?:line|text)', lambda desk, found: setattr(desk, "row", desk.row + found[1])),
    (r"delete every line that begins with (\S+)", _delete_beginning),
    (r"keep one of the versions, and delete the lines that begin with", _keep_first_version),
    (r"put (?:(\d+) spaces|one space) in place of each tab at the start of a line", _replace_tabs),
    (r"type as many with the space bar(.*)$", _type_spaces),
    (r'(?:write|put) a line "([^"]+)" above this one(?:, with (\d+) spaces before it)?', _line_above),
    (r'write it above, (\d+) spaces and "(.*)"$', _entry_above),
    (r'begin a new line before "([- \w]+)", with (\d+) spaces at its start', _part),
    (r'add a line "([^"]+)" to this position', _add_line),
    (r'add ("\w+: …".*)', _add_lines),
    (r"write behind the colon (?:one of: (\w+)|what belongs there)", _write_behind),
    (r"write two backslashes in place of the one", lambda desk, _: desk.mark(f"\\\\{desk.marked[1:]}")),
    (r"copy the words from the text|quote a few words more, as many as make it stand once", _as_shown),
    (r"delete the quotation marks around the words", _delete_marks),
    (r"delete the signs and keep the words", _delete_signs),
    (r"delete the first and the last sign", lambda desk, _: desk.mark(desk.marked[1:-1])),
    (r"delete this comma", lambda desk, _: desk.mark("")),
    (r"write a date that exists in one of these forms: (\S+),", _replace_with(1)),
    (r'such as "([^"]+)"', _replace_with(1)),
    (r"write one of: ([\w-]+)", _replace_with(1)),
    (r"delete the lines (\d+) to (\d+)", _delete_lines),
    (r"move it to a file of its own in this folder, such as (\S+)$", _move_out),
    (r"delete (?:this|the) line|delete one of the two lines", _delete_line),
]


def _save_as_utf8(data: bytes) -> str:
    return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "cp1252")


def _save_as_text(data: bytes) -> str:
    """Do what a word processor does when it saves a document as plain text."""
    if data.startswith(b"PK"):
        document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
        lines = re.findall(r"<w:t>(.*?)</w:t>|<w:p><w:r><w:t/>", document)
        return "".join(f"{unescape(line)}\n" for line in lines)
    body = data.decode("ascii").partition("\n\\f0 ")[2].removesuffix("}")
    text = re.sub(r"\\u(\d+)\?", lambda sign: chr(int(sign[1])), body.replace("\\par\n", "\n"))
    return re.sub(r"\\([\\{}])", r"\1", text)


_SAVING: list[tuple[str, Callable[[bytes], str]]] = [
    (r"there “Plain text” with the encoding UTF-8", _save_as_text),
    (r"save the file again with the encoding UTF-8", _save_as_utf8),
]
