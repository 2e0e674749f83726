"""A small client of yaml-language-server, as an editor's program would speak to it."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any


class LanguageServer:
    """Speaks the Language Server Protocol over a program's input and output."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path, settings: dict[str, Any]) -> None:
        self._process = process
        self._root = root
        self._settings = settings
        self._numbers = count(1)
        self._texts = count(1)

    def start(self) -> None:
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
            "workspace": {"configuration": True, "workspaceFolders": True},
        }
        folder = {"uri": self._root.as_uri(), "name": "site"}
        self._ask(
            "initialize",
            {"processId": None, "rootUri": folder["uri"], "workspaceFolders": [folder], "capabilities": capabilities},
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self._settings})

    def diagnose(self, path: Path, text: str | None = None) -> list[tuple[int, str]]:
        """Show a file, as it is or with another text, and give what is said of it: lines from 1, and messages."""
        uri = self._show(path, text)
        while True:
            told = self._wait(lambda message: message.get("method") == "textDocument/publishDiagnostics")
            if told["params"]["uri"] == uri:
                return [(item["range"]["start"]["line"] + 1, item["message"]) for item in told["params"]["diagnostics"]]

    def complete(self, path: Path, text: str) -> dict[str, str]:
        """Give what is offered at the `|` in a text, each with what is told of it."""
        answer = self._at_mark(path, text, "textDocument/completion")
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: _words(item.get("documentation")) for item in items}

    def hover(self, path: Path, text: str) -> str:
        """Give what is told of the word at the `|` in a text."""
        answer = self._at_mark(path, text, "textDocument/hover")
        return _words(answer["contents"]) if answer else ""

    def _at_mark(self, path: Path, text: str, method: str) -> Any:
        before, mark, after = text.partition("|")
        assert mark, "the text has no mark"
        uri = self._show(path, before + after)
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self._ask(method, {"textDocument": {"uri": uri}, "position": position})

    def _show(self, path: Path, text: str | None) -> str:
        """Open a file as it is, or with another text under a name of its own: no answer can be of an old one."""
        place = path if text is None else path.with_name(f"{path.stem}-{next(self._texts)}{path.suffix}")
        words = path.read_text("utf-8") if text is None else text
        document = {"uri": place.as_uri(), "languageId": "yaml", "version": 1, "text": words}
        self._tell("textDocument/didOpen", {"textDocument": document})
        return place.as_uri()

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        return self._wait(lambda message: message.get("id") == number and "method" not in message).get("result")

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _wait(self, wanted: Any) -> dict[str, Any]:
        """Read messages until the wanted one comes, and answer what the server asks in between."""
        while True:
            message = self._read()
            if "id" in message and "method" in message:
                self._send({"id": message["id"], "result": self._answer(message)})
            elif wanted(message):
                return message

    def _answer(self, message: dict[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        return [self._settings.get(item.get("section", "")) for item in message["params"]["items"]]

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.decode().partition(":")
            length = int(value) if name.lower() == "content-length" else length
        assert length, "the language server has ended"
        return json.loads(self._process.stdout.read(length))


def _words(told: Any) -> str:
    return told["value"] if isinstance(told, dict) else told or ""


@contextmanager
def language_server(command: list[str], root: Path, settings: dict[str, Any]) -> Iterator[LanguageServer]:
    """Start the language server for a folder, with the settings of an editor's program."""
    with subprocess.Popen([*command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            server = LanguageServer(process, root, settings)
            server.start()
            yield server
        finally:
            process.kill()
