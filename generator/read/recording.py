"""Recording a reading: one more entry in the file of readings, whose every other line stays as it is."""

import contextlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.model import Listing, Reading, Table
from generator.problems import Problem, Span, plain
from generator.read.files import FoundFile, decode, read_yaml_text
from generator.read.gathering import Gathering
from generator.read.yaml_tree import load_yaml

READINGS = "reviews.yml"
"""The file in the content folder to which readings are added."""

_HEAD = """\
# Who has read which position beside its source, and found that the text bears it out.
#
# "sayso review" writes here. Each entry names a position by its fingerprint. When anything changes that
# a reader sees of the position, the entry fits no more, and somebody has to read it again. The author
# of these lines in Git has to be another than the position's: then two people have read it.
"""

LONGEST_COMMENT = 160
"""Characters of the line that tells people which position an entry is about."""


@dataclass(frozen=True, slots=True)
class NewReading:
    """A reading to be recorded. `on` is a day such as 2025-04-08, `about` says in our words which position it is."""

    fingerprint: str
    by: str
    on: str
    about: str


def record_reading(content: Path, shown: str, new: NewReading) -> Problem | None:
    """Add a reading to the file of readings, at once and whole; where that cannot be done nothing is changed.

    `shown` is the file's path as problems tell it.
    """
    path = content / READINGS
    aside = content / f".{READINGS}.new"
    try:
        old = path.read_bytes() if path.exists() else b""
        _write(aside, _add(old, shown, new))
        if path.exists():
            shutil.copymode(path, aside)
        expected = _expected(path, shown, new)
        if path.is_symlink() or expected is None or expected != _records_in(aside, shown):
            aside.unlink()
            return _refuse(shown)
        aside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        return Problem(
            "unwritable", Span(shown), f"this file cannot be written: {error.strerror}", "look who may write to it"
        )
    return None


def _write(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _add(old: bytes, shown: str, new: NewReading) -> bytes:
    """Put the entry behind all that stands in the file."""
    text = old.decode("utf-8", errors="replace")
    end = "\r\n" if "\r\n" in text else "\n"
    before = [] if text.endswith("\n") or not text else [""]
    if not text:
        before = _HEAD.splitlines()
    margin = _margin(old, shown)
    if margin is None:
        margin = "  "
        before += ["reviews:"]
    lines = [
        f"{margin}# {_comment(new.about)}",
        f"{margin}- fingerprint: {new.fingerprint}",
        f"{margin}  by: {json.dumps(new.by, ensure_ascii=False)}",
        f"{margin}  on: {new.on}",
        "",
    ]
    added = end.join([*before, *lines])
    return old + added.encode()


def _margin(data: bytes, shown: str) -> str | None:
    """Give the white space before the hyphens of the list of readings; None where there is no list."""
    node = load_yaml(shown, decode(shown, data).text or "").node
    listing = node.get("reviews") if isinstance(node, Table) else None
    return " " * (listing.span.column - 1) if isinstance(listing, Listing) else None


def _comment(about: str) -> str:
    words = plain(" ".join(about.split()))
    return words if len(words) <= LONGEST_COMMENT else f"{words[: LONGEST_COMMENT - 1]}…"


Dumped = dict[str, list[dict[str, Any]]]


def _expected(path: Path, shown: str, new: NewReading) -> Dumped | None:
    """Give what the file holds now, and the new reading as its last."""
    held = _records_in(path, shown) if path.exists() else _dump(Gathering())
    if held is not None:
        table = {"fingerprint": new.fingerprint, "by": new.by, "on": new.on}
        held["reviews"].append(Reading.model_validate(table).model_dump())
    return held


def _records_in(path: Path, shown: str) -> Dumped | None:
    """Read a file as the project is read; None where anything is wrong with it."""
    decoded = read_yaml_text(FoundFile(path, shown, READINGS))
    if decoded.text is None:
        return None
    loaded = load_yaml(shown, decoded.text)
    gathering = Gathering(problems=loaded.problems)
    if loaded.node is not None:
        gathering.add_file(loaded.node, shown, None)
    return None if gathering.problems else _dump(gathering)


def _dump(gathering: Gathering) -> Dumped:
    return {key: [record.model_dump() for record in records] for key, records in gathering.records.items()}


def _refuse(shown: str) -> Problem:
    return Problem(
        "cannot-record",
        Span(shown),
        "the reading cannot be added here without changing what the file says; nothing was written",
        'let "reviews:" be the last key of the file, with its entries on lines of their own below it',
    )
