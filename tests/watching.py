"""Commands run under watch: every file that Python opens, and every change it makes on the disk, is noted.

Run as a program it takes orders, one a line of JSON, and answers each with another: how the command ended, what it
said, and what it touched. It forks for each; what the forks of a command touch is noted as well. What other programs do
(Git, the search's indexer) is not seen; that they were started is.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PATIENCE = 60
"""Seconds after which a command counts as one that hangs."""

_READS = {"os.listdir": 0, "os.scandir": 0, "os.walk": 0, "glob.glob": 0}
_WRITES = {
    "os.mkdir": ((0, 2),), "os.rmdir": ((0, 1),), "os.remove": ((0, 1),), "os.rename": ((0, 2), (1, 3)),
    "os.link": ((0, 2), (1, 3)), "os.symlink": ((1, 2),), "os.truncate": ((0, -1),), "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),), "os.utime": ((0, 3),),
}  # fmt: skip
"""What changes a place on the disk: which of the words handed on name it, and which the open folder it is seen from."""

_RUNS = {"subprocess.Popen": 0, "os.system": 0, "os.exec": 0, "os.posix_spawn": 0, "socket.connect": 1}


@dataclass(frozen=True)
class Watched:
    """What a command did: real paths that it read and wrote, programs it ran, addresses it called."""

    exit: int
    output: str
    seconds: float
    reads: list[str] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)

    @property
    def hangs(self) -> bool:
        """Tell whether it had to be stopped."""
        return self.exit < 0


class Guard:
    """A process that runs commands of Sayso, each in a process of its own."""

    def __init__(self) -> None:
        here = Path(__file__).parent
        paths = os.pathsep.join([str(here), str(here.parent), os.environ.get("PYTHONPATH", "")])
        self.passing = Path(tempfile.mkdtemp(prefix="sayso-passing-"))
        """Where passing files go; anybody may write there, as in the system's own folder for them."""
        self.passing.chmod(0o1777)
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": paths, "TMPDIR": str(self.passing)},
        )  # fmt: skip

    def run(self, root: Path, *command: str, bound: bool = False) -> Watched:
        """Run a command in a folder, `bound` by the rights of files even where root runs it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([str(root), command, bound]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the guard itself has ended"
        return Watched(**json.loads(answer))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
        shutil.rmtree(self.passing, ignore_errors=True)


def _warm_up() -> None:
    """Build a site before the first fork, so that none of them has to import what a build needs."""
    from sites import MKDOCS_YML, make_project

    from generator import cli

    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
        here = Path.cwd()
        plain = MKDOCS_YML.replace("plugins: [sayso]", "plugins: [{sayso: {search: false, pictures: none}}]")
        project = make_project(Path(folder), {"mkdocs.yml": plain})
        cli.main(["-C", str(project), "build", "--quiet"], prog_name="sayso", standalone_mode=False)
        os.chdir(here)


def _main() -> None:
    _warm_up()
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        root, command, bound = json.loads(line)
        with tempfile.TemporaryFile() as notes, tempfile.TemporaryFile() as told:
            start = time.monotonic()
            process = os.fork()
            if process == 0:
                _run(root, command, notes.fileno(), told.fileno(), bound=bound)
            status = _wait(process)
            notes.seek(0)
            told.seek(0)
            output = told.read().decode(errors="replace")
            found = _sorted([json.loads(note) for note in notes.read().decode().splitlines()])
        answer = {"exit": status, "output": output, "seconds": time.monotonic() - start, **found}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _wait(process: int) -> int:
    """Wait for a process, and give how it ended: less than nothing where it was stopped."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.killpg(process, 9)
    os.waitpid(process, 0)
    return -9


def _give_up_rights() -> None:
    """Give up what root may do beyond the rights of files (capset of Linux); to be another user would hide too much."""
    system = ctypes.CDLL(None, use_errno=True)
    third_form, this_process = 0x20080522, 0
    if system.capset(struct.pack("Ii", third_form, this_process), bytes(24)):
        raise OSError(ctypes.get_errno(), "the rights of root cannot be given up")


def _run(root: str, command: list[str], notes: int, told: int, *, bound: bool) -> None:
    """Run a command under watch, and end."""
    os.setpgid(0, 0)
    if bound:
        _give_up_rights()
    from generator import cli

    output = io.TextIOWrapper(os.fdopen(os.dup(told), "wb"), encoding="utf-8", write_through=True)
    os.chdir(root)
    sys.addaudithook(_Noting(notes).note)
    status = 0
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            cli.main(command, prog_name="sayso", standalone_mode=True)
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is told
            import traceback

            traceback.print_exception(error, file=output)
            status = 70
        output.flush()
    os._exit(status)


class _Noting:
    """Notes what is touched; each note is written at once, for forks share the file."""

    def __init__(self, notes: int) -> None:
        self._notes = notes
        self._busy = False

    def note(self, event: str, args: tuple[Any, ...]) -> None:
        """Take what Python tells before it does it."""
        if self._busy:
            return
        self._busy = True
        try:
            self._note(event, args)
        finally:
            self._busy = False

    def _note(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            writes = bool(args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND))
            self._write("writes" if writes else "reads", args[0], whole=True)
        elif event in _READS:
            self._write("reads", args[_READS[event]] or ".", whole=True)
        elif event in _WRITES:
            for at, seen_from in _WRITES[event]:
                self._write("writes", _from(args[at], args[seen_from]), whole=False)
        elif event in _RUNS:
            os.write(self._notes, json.dumps(["runs", str(args[_RUNS[event]])]).encode() + b"\n")

    def _write(self, kind: str, path: object, *, whole: bool) -> None:
        """Note a place as the disk knows it; where a name itself is changed, only the folders above it are followed."""
        if isinstance(path, int):
            return
        named = os.fsdecode(path)  # type: ignore[arg-type]  # a name, in one of its forms
        real = os.path.realpath(named)
        if not whole:
            real = f"{os.path.realpath(Path(named).parent)}/{Path(named).name}"
        os.write(self._notes, json.dumps([kind, real]).encode() + b"\n")


def _from(path: object, folder: object) -> object:
    """Give a path that is seen from an open folder, where it is."""
    if isinstance(path, int) or not isinstance(folder, int) or folder < 0:
        return path
    return f"{Path(f'/proc/self/fd/{folder}').readlink()}/{os.fsdecode(path)}"  # type: ignore[arg-type]  # as below


def _sorted(notes: list[list[str]]) -> dict[str, list[str]]:
    return {kind: sorted({what for found, what in notes if found == kind}) for kind in ("reads", "writes", "runs")}


if __name__ == "__main__":
    _main()
