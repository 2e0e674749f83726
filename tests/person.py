"""A person at a terminal: types answers to what the commands ask, and counts what that costs."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

PROMPT = "> "
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
_REFUSED = re.compile(r"^> [^\n]*\n  [^\n]+; [^\n]+\n(?=> )", re.MULTILINE)
"""An answer that was not taken, and is asked for again."""

_TOLD = re.compile(r"^\s*(?:help:|Worth a look)", re.MULTILINE)
_PATIENCE = 60


@dataclass
class Person:
    """Counts commands, keystrokes (each character and each Enter), prompts answered, and problems met."""

    project: Path
    commands: int = 0
    keystrokes: int = 0
    prompts: int = 0
    problems: int = 0
    machine: float = 0.0
    waited: list[float] = field(default_factory=list)

    def run(self, *arguments: str, answers: list[tuple[str, str]] = (), pasted: str = "") -> str:
        """Run `sayso` and answer each question: a part of what is asked, and what is typed. All else fails the test."""
        self.commands += 1
        self.keystrokes += len(" ".join(["sayso", *arguments])) + 1
        began = time.monotonic()
        session = _Session(self.project, arguments)
        try:
            return self._talk(session, answers, pasted, began)
        finally:
            session.end()

    def _talk(self, session: "_Session", answers: list[tuple[str, str]], pasted: str, began: float) -> str:
        shown = session.until_prompt()
        for asked, typed in answers:
            self.machine += time.monotonic() - began
            last = shown.rpartition("\n\n")[2] if asked not in shown else shown
            assert asked in last, f"expected {asked!r}, but was asked:\n{shown}"
            began = time.monotonic()
            self.prompts += 1
            if typed == "PASTE":
                session.paste(pasted)
                self.keystrokes += 4  # the paste itself, Enter, the dot, Enter
            else:
                session.type(typed)
                self.keystrokes += len(typed) + 1
            shown = session.until_prompt()
        code = session.close()
        self.machine += time.monotonic() - began
        self.problems += len(_REFUSED.findall(session.seen)) + len(_TOLD.findall(session.seen))
        assert code == 0, session.seen
        return session.seen


class _Session:
    """One command in a terminal of its own."""

    def __init__(self, project: Path, arguments: tuple[str, ...]) -> None:
        self._master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "PYTHONUNBUFFERED": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "generator", *arguments],
            cwd=project,
            env=environment,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            close_fds=True,
            start_new_session=True,
        )
        os.close(slave)
        self.seen = ""
        self._raw = ""

    def until_prompt(self) -> str:
        """Read until something is asked, or the command has ended; give what was shown."""
        new, ends = "", time.monotonic() + _PATIENCE
        while time.monotonic() < ends:
            ready, _, _ = select.select([self._master], [], [], 0.05)
            if ready:
                try:
                    data = os.read(self._master, 65536)
                except OSError:
                    data = b""
                if not data:
                    break
                self._raw += data.decode("utf-8", errors="replace")
                new += data.decode("utf-8", errors="replace")
            elif _plain(new).rstrip("\n").endswith((PROMPT, "and Enter.")) or self._process.poll() is not None:
                break
        self.seen += _plain(new)
        return _plain(new)

    def type(self, words: str) -> None:
        os.write(self._master, f"{words}\r".encode())

    def paste(self, text: str) -> None:
        """Paste as a terminal does: within marks, where the program asks for these."""
        marked = self._raw.rfind("\x1b[?2004h") > self._raw.rfind("\x1b[?2004l")
        words = f"\x1b[200~{text}\x1b[201~" if marked else text
        data = words.encode()
        for at in range(0, len(data), 512):
            os.write(self._master, data[at : at + 512])
            time.sleep(0.01)
        os.write(self._master, b"\r")
        time.sleep(0.3)
        self.type(".")

    def end(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._master)

    def close(self) -> int:
        self.until_prompt()
        return self._process.wait(timeout=_PATIENCE)


def _plain(text: str) -> str:
    return _ESCAPE.sub("", text).replace("\r\n", "\n").replace("\r", "")
