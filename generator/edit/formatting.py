"""Formatting: the keys of each record in canonical order, and all else as its editors wrote it."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.edit.arrange import arranged
from generator.edit.indent import indented
from generator.edit.snapshot import SeenFile, SeenRecords, parse
from generator.edit.witness import same_values, same_words
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file that is not in order, and its text put in order, with the line ends that most of its lines have."""

    seen: SeenFile
    text: str


def format_all(files: Iterable[SeenFile]) -> tuple[list[Formatted], list[Problem]]:
    """Put files in order; those that are in order already are left out."""
    made: list[Formatted] = []
    problems: list[Problem] = []
    for seen in files:
        records, found = parse(seen)
        text = None if records is None else _format(records)
        if text is None:
            problems += found or [_unsafe(seen)]
        elif (whole := _with_ends_of(seen, text)) != seen.text:
            made.append(Formatted(seen, whole))
    return made, problems


def _format(records: SeenRecords) -> str | None:
    """Give the text of a file put in order; None where it would not say the same any more."""
    text = records.layout.text
    for step in (arranged, indented):
        now = _reread(records, text)
        text = step(now) if now else text
    text = text if text.endswith("\n") else f"{text}\n"
    if text == records.layout.text:
        return text
    after = _reread(records, text)
    sound = after is not None and same_values(records.node, after.node) and same_words(records.layout.text, text)
    return text if sound else None


def _reread(records: SeenRecords, text: str) -> SeenRecords | None:
    return parse(SeenFile(records.file, text.encode()))[0]


def _with_ends_of(seen: SeenFile, text: str) -> str:
    """Give a text the line ends of its file: those of most of its lines."""
    windows = seen.text.count("\r\n")
    return text.replace("\n", "\r\n") if 2 * windows > seen.text.count("\n") else text


def _unsafe(seen: SeenFile) -> Problem:
    return Problem(
        "format-by-hand",
        seen.found.start(),
        "this file is laid out in a way that no program can put in order safely; it was left as it is",
        "let every key begin on a line of its own, and run the command again",
    )
