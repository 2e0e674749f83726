"""Pagefind at work: a program that takes one request after the other and answers each.

Requests and answers are JSON in Base64, with a comma behind each. The package has
a client of its own, which looks for an answer ten times a second: too seldom for
thousands of entries. Files in a folder would be read in the order of the disk, and
the index would be another on the next machine.
"""

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, Any

from generator.problems import NO_ROOM

_LONGEST_REASON = 200


class CannotIndexError(Exception):
    """There is no index; the text says why."""


def find_program() -> Path:
    """Find the program; it comes in packages for some systems."""
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 - who does not build needs none of it

        program = get_executable()
    except (ImportError, OSError):  # it is not installed, or without the part that is made for one system
        program = None
    if program is None:
        message = "Pagefind, the program that makes it, is not installed; it does not exist for every system"
        raise CannotIndexError(message)
    return program


class Pagefind:
    """The running program."""

    def __init__(self, process: subprocess.Popen[bytes], complaints: IO[bytes]) -> None:
        self._process = process
        self._complaints = complaints
        self._requests = 0

    def ask(self, action: str, **values: object) -> dict[str, Any]:
        """Make a request and wait for its answer."""
        assert self._process.stdin is not None
        self._requests += 1
        request = {"message_id": self._requests, "payload": {"type": action, **values}}
        try:
            self._process.stdin.write(b64encode(json.dumps(request).encode()) + b",")
            self._process.stdin.flush()
        except OSError as error:
            if error.errno in NO_ROOM:
                raise
            raise self._ended() from None
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        answer = bytearray()
        while not answer.endswith(b","):
            piece = self._process.stdout.read1()  # type: ignore[attr-defined]  # it is buffered
            if not piece:
                raise self._ended()
            answer += piece
        try:
            payload: dict[str, Any] = json.loads(b64decode(bytes(answer[:-1])))["payload"]
            is_error = payload["type"] == "Error"
        except (ValueError, KeyError, TypeError):
            message = "Pagefind gave an answer that is none"
            raise CannotIndexError(message) from None
        if is_error:
            message = f"Pagefind said: {_short(str(payload.get('message')))}"
            raise CannotIndexError(message)
        return payload

    def _ended(self) -> CannotIndexError:
        """Tell how the program ended when it should not have."""
        code = self._process.wait()
        self._complaints.seek(0)
        lines = [line.strip() for line in self._complaints.read().decode(errors="replace").splitlines()]
        reason = next((f": {_short(line)}" for line in reversed(lines) if line), "")
        return CannotIndexError(f"Pagefind ended with the code {code}{reason}")


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_REASON]


@contextmanager
def running(program: Path, folder: Path, patience: float) -> Iterator[Pagefind]:
    """Run the program in a folder, and for so many seconds at most."""
    # Settings in the environment would be followed as well.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    with (
        TemporaryFile() as complaints,
        subprocess.Popen(  # noqa: S603 - the program that was installed with this one
            [program, "--service"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
        ) as process,
    ):
        late: list[str] = []

        def stop() -> None:
            late.append(f"Pagefind had not ended after {patience:.0f} seconds")
            process.kill()

        timer = Timer(patience, stop)
        timer.start()
        try:
            yield Pagefind(process, complaints)
        except CannotIndexError:
            if late:
                raise CannotIndexError(late[0]) from None
            raise
        finally:
            timer.cancel()
            process.kill()
            assert process.stdin is not None
            with suppress(OSError):  # what it did not take is still waiting there
                process.stdin.close()
