"""Projects of a few files, written down in a case's input and laid out in a folder.

A line `--- path` begins each file. `--- path escaped` lets `\\xff`, `\\t` and the
like stand for bytes; `--- path -> target` makes a symbolic link. What stands
before the first such line goes to `content/records.yml`.
"""

import re
from pathlib import Path

FIRST = "content/records.yml"

_HEADER = re.compile(r"--- (?P<path>mkdocs\.yml|(?:content|outside)/.+?)(?: -> (?P<target>.+)|(?P<escaped> escaped))?")


def lay_out(given: str, root: Path) -> None:
    """Write the files of a case's input under a folder."""
    (root / "content").mkdir(parents=True, exist_ok=True)
    place, lines = _HEADER.fullmatch(f"--- {FIRST}"), []
    for line in [*given.splitlines(), None]:
        header = None if line is None else _HEADER.fullmatch(line)
        if line is None or header:
            if lines or place["path"] != FIRST:
                _write(place, lines, root)
            place, lines = header, []
        else:
            lines.append(line)


def _write(place: re.Match, lines: list[str], root: Path) -> None:
    path = root / place["path"]
    path.parent.mkdir(parents=True, exist_ok=True)
    if place["target"]:
        path.symlink_to(place["target"])
        return
    text = "".join(f"{line}\n" for line in lines)
    data = text.encode("ascii").decode("unicode_escape").encode("latin-1") if place["escaped"] else text.encode()
    path.write_bytes(data)
