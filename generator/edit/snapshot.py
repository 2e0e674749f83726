"""The content as its files hold it now, byte for byte, beside what our reader makes of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.edit.layout import Layout
from generator.model import Node
from generator.problems import Problem
from generator.read.files import FoundFile, decode_yaml, find_files, read_whole
from generator.read.yaml_tree import load_yaml


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file with its bytes. `text` has the line ends that the file has, and no byte order mark."""

    found: FoundFile
    data: bytes

    @property
    def text(self) -> str:
        """The text that edits are made in; only of a file that was decoded before."""
        return self.data.decode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class SeenRecords:
    """A YAML file that could be read: its tree, and where everything in it stands."""

    file: FoundFile
    node: Node | None
    layout: Layout


def look(root: Path, content: Path) -> tuple[list[SeenFile], list[Problem]]:
    """Read all files of the content that hold records or words; what cannot be read is a problem."""
    there = find_files(root, content)
    return look_at(found for found in there.files if found.holds_records or found.ending == ".md")


def look_at(files: Iterable[FoundFile]) -> tuple[list[SeenFile], list[Problem]]:
    """Read some files; what cannot be read is a problem."""
    seen: list[SeenFile] = []
    problems: list[Problem] = []
    for found in files:
        data = read_whole(found)
        if isinstance(data, Problem):
            problems.append(data)
        else:
            seen.append(SeenFile(found, data))
    return seen, problems


def parse(seen: SeenFile) -> tuple[SeenRecords | None, list[Problem]]:
    """Read a YAML file as it was typed; None where it is faulty as YAML, whatever it is about."""
    decoded = decode_yaml(seen.found.file, seen.data)
    if decoded.text is None:
        return None, [decoded.problem] if decoded.problem else []
    loaded = load_yaml(seen.found.file, decoded.text)
    if loaded.problems:
        return None, loaded.problems
    return SeenRecords(seen.found, loaded.node, Layout(decoded.text)), []
