"""The server of the preview: the last good site, and beside it the events that tell browsers of the next.

Every page gets one script, a file of this server's own, so a page's policy
holds here as it will where the site is published.
"""

import ipaddress
import json
import mimetypes
import os
import posixpath
import socket
import socketserver
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from generator.publish.board import Board, Notice, Site

OWN = "/_sayso/"
"""What this server adds to a site stands under this path; no page of ours begins with `_`."""

EVENTS = f"{OWN}events"
SCRIPT = f"{OWN}serve.js"
STYLES = f"{OWN}serve.css"

HEARTBEAT = 15.0
"""Seconds after which a quiet line of events is written to, so that one that nobody reads is noticed."""

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"

_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
"""Not every system knows these."""

_TEXTS = {"application/json", "application/xml", "image/svg+xml"}


class PreviewServer(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """Listens on an address. `own` are the files under `OWN`, by their names."""

    daemon_threads = True  # a browser that keeps its line of events does not keep the program
    # Elsewhere this frees a port at once that was used before; on Windows it would take one in use.
    allow_reuse_address = os.name != "nt"

    def __init__(self, host: str, port: int, board: Board, own: dict[str, bytes]) -> None:
        self.board = board
        self.own = own
        self.is_private = is_private(host)
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), PreviewHandler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of browsers that have gone away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def is_private(host: str) -> bool:
    """Tell whether an address can be reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class PreviewHandler(BaseHTTPRequestHandler):
    """Answers one browser."""

    server: PreviewServer
    server_version = "sayso"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - Python's signature
        """Say nothing of every request."""

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer with what stands at an address now."""
        path, notice = _path_in(self.path), self.server.board.notice
        if path is None:
            self._answer(HTTPStatus.BAD_REQUEST, b"this is no address", "text/plain")
        elif not self._is_asked_by_name():
            self._answer(HTTPStatus.FORBIDDEN, b"sayso serve answers to localhost alone", "text/plain")
        elif path == EVENTS:
            self._tell_events()
        elif path.startswith(OWN):
            self._give_own(path)
        elif notice.site is None:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, with_script(notice.page.encode(), notice), "text/html")
        else:
            self._give(path, notice.site, notice)

    def _is_asked_by_name(self) -> bool:
        """Tell whether this machine was asked for by an address of its own.

        A page from elsewhere may lead a name of its own here, to read what is not published yet.
        """
        try:
            host = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        except ValueError:  # no address at all, such as a bracket that is not closed
            return False
        return not self.server.is_private or is_private(host)

    def _give_own(self, path: str) -> None:
        content = self.server.own.get(path)
        if content is None:
            self._answer(HTTPStatus.NOT_FOUND, b"", "text/plain")
        else:
            self._answer(HTTPStatus.OK, content, type_of(Path(path)))

    def _give(self, path: str, site: Site, notice: Notice) -> None:
        """Give a file of the site, as GitHub Pages does."""
        if path == "/" != site.mount or path == site.mount.rstrip("/") != "":
            self._lead_to(site.mount)
            return
        file = find(path, site)
        if file is not None and file.is_dir():
            if not path.endswith("/"):
                self._lead_to(f"{path}/")
                return
            file = file / "index.html"
        if file is not None and self._give_file(HTTPStatus.OK, file, notice):
            return
        if not self._give_file(HTTPStatus.NOT_FOUND, site.folder / "404.html", notice):
            self._answer(HTTPStatus.NOT_FOUND, with_script(b"<p>404</p>", notice), "text/html")

    def _give_file(self, status: HTTPStatus, file: Path, notice: Notice) -> bool:
        try:
            content = file.read_bytes()
        except OSError:
            return False
        kind = type_of(file)
        self._answer(status, with_script(content, notice) if kind == "text/html" else content, kind)
        return True

    def _lead_to(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        # Two slashes would name another host.
        self.send_header("Location", quote("/" + path.lstrip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        is_text = kind.startswith("text/") or kind in _TEXTS
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _tell_events(self) -> None:
        """Tell a browser of every notice, until it goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        told: Notice | None = None
        while self.command != "HEAD":
            notice = self.server.board.next_after(told, HEARTBEAT)
            self.wfile.write(b":\n\n" if notice is told else event_of(notice))
            told = notice


def _path_in(target: str) -> str | None:
    try:
        return unquote(urlsplit(target).path)
    except ValueError:
        return None


def event_of(notice: Notice) -> bytes:
    """Write a notice as an event; a browser whose line is cut comes back after half a second."""
    names = ("shown", "mood", "title", "layer", "gone")
    told = json.dumps({name: getattr(notice, name) for name in names})
    return f"retry: 500\ndata: {told}\n\n".encode()


def find(path: str, site: Site) -> Path | None:
    """Find the file or folder at a path of the site; None where the path leads out of it."""
    if not path.startswith(site.mount) or "\0" in path or "\\" in path:
        return None
    inside = posixpath.normpath("/" + path.removeprefix(site.mount)).lstrip("/")
    try:
        file = (site.folder / inside).resolve()
    except OSError:  # a name that no disk can hold
        return None
    return file if file.is_relative_to(site.folder.resolve()) else None


def type_of(file: Path) -> str:
    """Give a file's type."""
    return _TYPES.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def with_script(page: bytes, notice: Notice) -> bytes:
    """Put the preview's script into a page, and into it what the page shows."""
    script = f'<script type="module" src="{SCRIPT}?shown={quote(notice.shown)}"></script>'.encode()
    at = page.rfind(b"</body>")
    return page + script if at < 0 else page[:at] + script + page[at:]
