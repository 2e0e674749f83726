"""The repository's own site for tests in a browser: built, served as GitHub Pages does, and opened."""

import functools
import gzip
import http.server
import mimetypes
import os
import shutil
import sys
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sites import ROOT, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

ADDRESSES = {
    "home": "",
    "articles": "articles/",
    "article": "articles/belgorod-confirmed/",
    "claims": "claims/",
    "claim": "claims/basivka-taken/",
    "actors": "actors/",
    "actor": "actors/zelensky/",
    "units": "units/",
    "unit": "units/225th-assault-regiment/",
    "places": "places/",
    "place": "places/sumy-region/",
    "glossary": "glossary/",
    "timeline": "timeline/",
    "contract": "how-quotes-are-checked/",
    "corrections": "corrections/",
    "problems": "problems/",
    "about": "about/",
    "not found": "404.html",
}
EVERY_PAGE = pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
AXE = ROOT / "tests/gates/node_modules/axe-core/axe.min.js"
WIDTHS = (320, 390, 768, 1440)
COMPRESSED = {"application/json", "application/xml", "image/svg+xml", "text/javascript"}
TYPES = {".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".xml": "application/xml"}


class PagesHandler(http.server.BaseHTTPRequestHandler):
    """Answers as GitHub Pages does: text compressed, kept for ten minutes, the site's own page for a wrong address."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, web: Path) -> None:
        self.web = web
        super().__init__(*arguments)

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        address = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
        path = self.web / address.lstrip("/")
        # The icon that browsers ask every host for belongs to the host, not to the site.
        if address == "/favicon.ico":
            self.answer(HTTPStatus.NO_CONTENT, b"", "image/x-icon")
        elif ".." in path.parts or not path.exists():
            self.answer(HTTPStatus.NOT_FOUND, (self.web / "repo/404.html").read_bytes(), "text/html")
        elif path.is_dir() and not address.endswith("/"):
            self.answer(HTTPStatus.MOVED_PERMANENTLY, b"", "text/html", location=f"{address}/")
        else:
            file = path / "index.html" if path.is_dir() else path
            self.answer(HTTPStatus.OK, file.read_bytes(), type_of(file))

    def answer(self, status: HTTPStatus, body: bytes, kind: str, location: str = "") -> None:
        text = kind in COMPRESSED or kind.startswith("text/")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Cache-Control", "max-age=600")
        if location:
            self.send_header("Location", location)
        if text and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, compresslevel=6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        if status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class PagesServer(http.server.ThreadingHTTPServer):
    """Serves until it is told to stop, whatever a browser does with its connections."""

    daemon_threads = True  # a browser that keeps its connection does not keep the tests

    def handle_error(self, *request: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a browser that was ended answers no more
            super().handle_error(*request)


def type_of(file: Path) -> str:
    """Give a file's type; not all systems know those of the web alike."""
    return TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def copy_project(folder: Path) -> Path:
    """Copy what the repository's own site is made of."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def build_site(folder: Path, web: Path) -> Path:
    """Build the repository's own site in a folder, and put it where it can be served from `/repo/`."""
    project = copy_project(folder)
    done = run("generator", "build", cwd=project, environment={"SAYSO_SITE_URL": "https://site.example/repo/"})
    assert done.returncode == 0, done.stderr
    shutil.move(project / "site", web / "repo")
    return web


@contextmanager
def serve(web: Path) -> Iterator[str]:
    """Serve a folder, and give the address of the site that stands under `repo/` there."""
    server = PagesServer(("127.0.0.1", 0), functools.partial(PagesHandler, web=web))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/repo/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def chromium() -> str:
    """Find Chromium as the system has it. Without one the tests fail; they never pass unseen."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = os.environ.get("SAYSO_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert program, "no Chromium is installed; name one in SAYSO_CHROMIUM"
    return program


@contextmanager
def started_browser(*more: str, **environment: str) -> Iterator["Browser"]:
    """Start Chromium, for as long as it is needed, with further flags and an environment if need be."""
    from playwright.sync_api import sync_playwright  # the newcomer's test command goes without it

    flags = ["--no-sandbox", "--disable-gpu", *more]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags, env={**os.environ, **environment})
        yield browser
        browser.close()


def give_axe(page: "Page") -> None:
    """Put axe-core into a page whose context lets it past the page's own policy."""
    assert AXE.exists(), "axe-core is missing; install it with: npm ci --prefix tests/gates"
    page.add_script_tag(path=AXE)


def is_taken_back(request: "Request") -> bool:
    """Tell whether the browser itself gave a request up, as with an icon when its page is left at once."""
    return request.failure == "net::ERR_ABORTED"


def open_page(browser: "Browser", url: str, **settings: object) -> tuple["Page", list[str]]:
    """Open a page and note all that a reader should never be given."""
    page = browser.new_context(**settings).new_page()
    faults: list[str] = []
    host = url.split("/repo/", maxsplit=1)[0]
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith(host) else None)
    page.on("requestfailed", lambda request: is_taken_back(request) or faults.append(f"failed: {request.url}"))
    page.on(
        "response", lambda answer: faults.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None
    )
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(url, wait_until="load")
    page.wait_for_timeout(50)  # what a script might still do
    return page, faults
