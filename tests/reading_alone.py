"""Files read each in a process of its own, so that what the reading takes can be measured and bounded.

Run as a program it takes folders, one a line, and answers each with a line of JSON: what `content/records.yml` in it
was found to be, and the processor time and memory that took. It forks for each, so that none has paid for another.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "content/records.yml"
MOST_SECONDS = 30
"""Seconds after which the system stops a process."""
MOST_BYTES = 2_000_000_000
SHORT = 20_000
"""Bytes of a file that is read by the slow parser as well."""


@dataclass(frozen=True)
class Reading:
    """What came of one file: its tree and the problems of its YAML, those of the whole reading, and what it took."""

    tree: Any
    yaml: list[list[Any]]
    problems: list[list[Any]]
    same: bool
    seconds: float
    megabytes: float


class Reader:
    """A process that reads files in processes of their own."""

    def __init__(self) -> None:
        here = Path(__file__).parent
        paths = os.pathsep.join([str(here), str(here.parent), os.environ.get("PYTHONPATH", "")])
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": paths},
        )  # fmt: skip

    def read(self, root: Path) -> Reading:
        """Read `content/records.yml` in a folder."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{root}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer.strip(), f"reading {root} ended without an answer"
        return Reading(**json.loads(answer))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def _main() -> None:
    # Before the forks, so that no file pays for it.
    from generator.read import read_content  # noqa: F401
    from generator.read.gathering import Gathering  # noqa: F401

    for line in sys.stdin:
        into, out = os.pipe()
        if os.fork() == 0:
            _read(Path(line.rstrip("\n")), out)
        os.close(out)
        with os.fdopen(into, "rb") as answer:
            told = answer.read()
        os.wait()
        sys.stdout.write(told.decode() + "\n")
        sys.stdout.flush()


def _read(root: Path, out: int) -> None:
    """Read a folder, answer, and end."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    from generator.read import read_content

    start = time.process_time()
    _, problems = read_content(root, root / "content")
    seconds = time.process_time() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tree, told, same = _load(root)
    found = {"tree": tree, "yaml": told, "problems": list(_plain(problems)), "same": same}
    with os.fdopen(out, "wb") as answer:
        answer.write(json.dumps({**found, "seconds": seconds, "megabytes": megabytes}).encode())
    os._exit(0)


def _load(root: Path) -> tuple[Any, list[list[Any]], bool]:
    """Give the tree of the file, and whether the slow parser gives the same."""
    from generator.read.files import decode_yaml
    from generator.read.texts import simplify
    from generator.read.yaml_tree import SlowParser, load_yaml

    data = (root / FILE).read_bytes()
    decoded = decode_yaml(FILE, data)
    if decoded.text is None:
        return None, list(_plain([decoded.problem])), True
    loaded = load_yaml(FILE, decoded.text)
    tree = None if loaded.node is None else simplify(loaded.node)
    if len(data) > SHORT:
        return None if loaded.problems else _outline(tree), list(_plain(loaded.problems)), True
    slowly = load_yaml(FILE, decoded.text, SlowParser)
    same = (slowly.problems, slowly.node) == (loaded.problems, loaded.node)
    return tree, list(_plain(loaded.problems)), same


def _outline(tree: Any) -> Any:
    """Give the measure of a tree that is too large to be told."""
    if isinstance(tree, dict):
        return {key[:20]: _outline(value) for key, value in tree.items()}
    return f"{len(tree)} {'entries' if isinstance(tree, list) else 'characters'}"


def _plain(problems: Any) -> Iterator[list[Any]]:
    for problem in problems:
        yield [problem.code, problem.span.line, problem.span.column, problem.message, problem.help]


if __name__ == "__main__":
    _main()
