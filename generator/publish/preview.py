"""Preview: the site on this machine, built again after each change, and never without an answer.

Good news is shown at once, bad news only when the files have been quiet for a
moment: an editor's program may be half-way through writing them.
"""

import errno
import gc
import secrets
import socket
import tempfile
import threading
import time
import traceback
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.edit.stopping import stoppable
from generator.plugin.files import packaged_templates
from generator.problems import Problem, Span
from generator.publish.aside import Made, build_aside, remove
from generator.publish.board import Board
from generator.publish.build import CannotPublishError
from generator.publish.complaints import SETTINGS
from generator.publish.poster import Poster
from generator.publish.server import SCRIPT, STYLES, PreviewServer
from generator.publish.telling import Broken, Built, Event, Opened, Stopped
from generator.publish.watch import Watch
from generator.read import read_project
from generator.read.inheritance import merged, read_settings

HOST = "127.0.0.1"
PORT = 8000

PATIENCE = 0.5
"""Seconds without a change after which problems are shown."""

IDLE = 1.0
"""Seconds without a change after which garbage is collected: in a large archive that takes half a second."""

LACKS = ("search", "pictures for link previews")
"""What a preview goes without, for it takes long and an editor does not need it."""


class CannotServeError(Exception):
    """The server could not start."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a preview is asked for: its address, a private folder of source texts, and whether a browser is opened.

    What is not said about the address is as `mkdocs.yml` sets it.
    """

    host: str | None = None
    port: int | None = None
    texts: Path | None = None
    browse: bool = False


def preview(root: Path, wanted: Wanted, tell: Callable[[Event], None]) -> None:
    """Serve a project until it is stopped, and tell what happens.

    Raises:
        CannotPublishError: where there is no project.
        CannotServeError: where the address cannot be listened on.
    """
    if not (root / SETTINGS).exists():
        raise CannotPublishError(read_project(root)[1])
    host, port = _address(root)
    host, port = wanted.host or host, wanted.port or port
    with (
        suppress(KeyboardInterrupt),
        stoppable(),
        tempfile.TemporaryDirectory(prefix="sayso-serve-", ignore_cleanup_errors=True) as folder,
    ):
        poster = Poster(root)
        board = Board(poster.building())
        with _serving(host, port, board) as server:
            poster.is_public = not server.is_private
            url = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
            tell(Opened(url, LACKS, server.is_private))
            if wanted.browse:
                # Some browsers run in the terminal, and keep whoever opens them until they end.
                threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
            _Preview(root, url, wanted.texts, Path(folder), board, poster, tell).run()
    tell(Stopped())


def _address(root: Path) -> tuple[str, int]:
    """Find the address that `mkdocs.yml` sets, where it sets one that can be understood."""
    files, _ = read_settings(root)
    host, colon, port = str(merged(files).get("dev_addr") or "").rpartition(":")
    return (host.strip("[]") or HOST, int(port)) if colon and port.isdecimal() else (HOST, PORT)


@contextmanager
def _serving(host: str, port: int, board: Board) -> Iterator[PreviewServer]:
    """Answer browsers from threads of its own, and free the port at the end."""
    try:
        server = PreviewServer(host, port, board, _own_files())
    except OSError as error:
        raise CannotServeError(_why(error, host, port)) from error
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"the port {port} is taken, maybe by another `sayso serve`; name another one: --port {port + 1}"
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f'this machine has no address "{host}"; without --host it is {HOST}'
    if error.errno == errno.EACCES:
        return f"the system does not let you use the port {port}; name another one: --port {PORT}"
    return f"the server cannot listen on {host}, port {port}: {error}"


def _own_files() -> dict[str, bytes]:
    """Give the files that the server adds to a site."""
    templates = packaged_templates()
    # In the layer's own tree the host stands for the root of the page.
    tokens = (templates / "css" / "tokens.css").read_text(encoding="utf-8").replace(":root", ":root, :host")
    tokens = tokens.replace("--foot: 0px;", "")  # the page's own is the one that counts
    styles = tokens + (templates / "serve" / "serve.css").read_text(encoding="utf-8")
    return {SCRIPT: (templates / "serve" / "serve.js").read_bytes(), STYLES: styles.encode()}


@dataclass(slots=True)
class _Preview:
    """Builds again and again, and puts what comes of it on the board."""

    root: Path
    url: str
    texts: Path | None
    folder: Path
    board: Board
    poster: Poster
    tell: Callable[[Event], None]
    name: str = field(default_factory=lambda: secrets.token_hex(4))
    builds: int = 0
    shown: list[Made] = field(default_factory=list)
    is_broken: bool = False

    def run(self) -> None:
        """Build, and build again after each change, for ever."""
        watch = Watch()
        self._follow(watch)
        watch.take()
        patience = 0.0
        while True:
            self._build(watch, patience)
            if not watch.wait(IDLE):
                gc.collect()
                watch.wait()
            watch.take()
            patience = PATIENCE

    def _build(self, watch: Watch, patience: float) -> None:
        """Build once; where a change comes meanwhile, problems are not told, for they may be gone with it."""
        start = time.monotonic()
        self._follow(watch)
        self.builds += 1
        with _without_collector():
            made = self._try()
            seconds = time.monotonic() - start
            if isinstance(made, Made):
                self._follow(watch, made)
                self._show(made, seconds)
            elif not watch.wait(max(0.0, patience - seconds)):
                self._break(made)

    def _try(self) -> Made | Broken:
        """Build, whatever happens."""
        folder, is_first = self.folder / str(self.builds), not self.shown
        try:
            return build_aside(self.root, folder, self.url, self.texts, self.shown[-1] if self.shown else None)
        except CannotPublishError as error:
            broken = Broken(tuple(error.problems), is_first)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin's fault, or ours: the preview goes on
            broken = Broken((_fault(error),), is_first, traceback.format_exc())
        remove(folder)
        return broken

    def _show(self, made: Made, seconds: float) -> None:
        self.board.put(self.poster.good(made, f"{self.name}-{self.builds}"))
        self.tell(Built(made.pages, seconds, tuple(made.warnings), self.is_broken))
        self.is_broken = False
        if self.shown and self.shown[-1].folder == made.folder:
            self.shown.pop()
        self.shown.append(made)
        # The one before may still be on its way to some browser.
        while len(self.shown) > 2:  # noqa: PLR2004 - this one and that
            remove(self.shown.pop(0).folder)

    def _break(self, broken: Broken) -> None:
        self.is_broken = True
        self.board.put(self.poster.bad(broken.problems, self.board.notice, f"{self.name}-{self.builds}"))
        self.tell(broken)

    def _follow(self, watch: Watch, made: Made | None = None) -> None:
        """Watch what the site is made of; while that cannot be read, what it was made of before as well."""
        paths, is_sure = _sources(self.root)
        private = [self.texts] if self.texts else []
        others = made.watched if made else watch.paths if not is_sure else self._watched()
        watch.follow([*paths, *private, *others])

    def _watched(self) -> list[Path]:
        return self.shown[-1].watched if self.shown else []


def _sources(root: Path) -> tuple[list[Path], bool]:
    """List what a site is surely made of, even while it cannot be built; False where that may not be all."""
    try:
        files, _ = read_settings(root)
        project, _ = read_project(root)
    except Exception:  # noqa: BLE001 - a fault of ours: the build meets it as well, and tells it
        return [root / SETTINGS], False
    paths = [root / SETTINGS, *(root / file.name for file in files)]
    if project is None:
        folder = merged(files).get("docs_dir")
        return [*paths, root / (folder if isinstance(folder, str) else "docs")], False
    return [*paths, project.content, *filter(None, (project.templates, project.options.texts))], True


@contextmanager
def _without_collector() -> Iterator[None]:
    """Collect no garbage in a build: records stay to its end, and the collector would go through all of them."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _fault(error: BaseException) -> Problem:
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    message = f"a program has failed, and not the content: {told}"
    help_ = "look at the terminal: it says where this comes from"
    return Problem("fault", Span(SETTINGS), message, help_)
