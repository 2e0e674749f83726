"""How soon an edit is seen: save a file under `sayso serve`, and time the event that makes browsers load again.

Run from the project's folder: `python tests/bench/serve.py [ROUNDS] [--articles N]`. A copy of the
repository's content is served, or a corpus of so many articles. Figures are in milliseconds: the least, the middle
one and the greatest of all rounds. What a browser needs to load a page comes on top.
"""

import argparse
import contextlib
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus import make_corpus

from generator.build import load
from generator.publish.aside import build_aside
from generator.publish.preview import PATIENCE
from generator.publish.watch import INTERVAL, SETTLING, Watch

ROOT = Path(__file__).parent.parent.parent
CLAIMS = "content/articles/belgorod-confirmed/claims.yml"


def main() -> None:
    """Print how long each step takes, and the whole."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rounds", type=int, nargs="?", default=10)
    asked.add_argument("--articles", type=int, default=0)
    given = asked.parse_args()
    rounds = given.rounds
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        if given.articles:
            make_corpus(project, given.articles)
        else:
            shutil.copytree(ROOT / "content", project / "content")
            shutil.copy(ROOT / "mkdocs.yml", project)
        print(f"{'':<44} {'least':>7} {'middle':>7} {'most':>7}")
        with served(project) as events:
            row("save -> event, a remark", [edit(project, events, "# a remark\n") for _ in range(rounds)])
            row("save -> event, a claim's words", [reword(project, events) for _ in range(rounds)])
            row("save -> event, a problem", [spoil(project, events) for _ in range(rounds // 2)])
        print(f"\nof that, waiting: a look every {1000 * INTERVAL:.0f} ms, rest for {1000 * SETTLING:.0f} ms;")
        print(f"before problems are shown, rest for {1000 * PATIENCE:.0f} ms. And working:")
        row("one look at all files", timed(Watch([project])._look, rounds))
        row("reading, linking, proving", timed(lambda: load(project, project / "content"), rounds))
        sites = (Path(folder) / str(number) for number in range(rounds + 1))
        row(
            "the whole build, anew",
            timed(lambda: build_aside(project, next(sites), "http://127.0.0.1:8000/", None), rounds),
        )


def row(name: str, seconds: list[float]) -> None:
    """Print one line."""
    figures = (min(seconds), statistics.median(seconds), max(seconds))
    print(f"{name:<44}", *(f"{1000 * figure:>7.1f}" for figure in figures))


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Time some work, once it is warm."""
    work()
    spans = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        spans.append(time.perf_counter() - start)
    return spans


@contextlib.contextmanager
def served(project: Path) -> Iterator[Callable[[], bytes]]:
    """Serve a project, and give a function that waits for the next event."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=project, env=environment, stdout=quiet, stderr=quiet)
    try:
        with answer(f"http://127.0.0.1:{port}/_sayso/events") as line:

            def event() -> bytes:
                return next(told for told in line if told.startswith(b"data:"))

            while b'"good"' not in event():
                pass
            yield event
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def answer(url: str) -> "urllib.request.Request":
    """Ask until the server is there."""
    while True:
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(url, timeout=60)
        time.sleep(0.1)


def claims_of(project: Path) -> Path:
    """Find the file that is edited."""
    return next(path for path in (project / CLAIMS, *project.glob("content/articles/*/claims.yml")) if path.exists())


def edit(project: Path, event: Callable[[], bytes], more: str) -> float:
    """Save a file with something more at its end, and wait for the event."""
    file = claims_of(project)
    return save(file, file.read_text("utf-8") + more, event)


def reword(project: Path, event: Callable[[], bytes]) -> float:
    """Save a file in which one claim has other words, and wait for the event."""
    file = claims_of(project)
    return save(file, re.sub(r"(claim: .*)\.\n", r"\1, once more.\n", file.read_text("utf-8"), count=1), event)


def save(file: Path, text: str, event: Callable[[], bytes]) -> float:
    """Save a file, and wait for the event."""
    time.sleep(0.3 + 0.037 * time.time_ns() % 0.1)  # at no fixed moment between two looks
    file.write_text(text, "utf-8")
    start = time.perf_counter()
    event()
    return time.perf_counter() - start


def spoil(project: Path, event: Callable[[], bytes]) -> float:
    """Break a file, wait for the event, and mend it again."""
    good = claims_of(project).read_text("utf-8")
    seconds = edit(project, event, "nonsense: 1\n")
    claims_of(project).write_text(good, "utf-8")
    event()
    return seconds


if __name__ == "__main__":
    main()
