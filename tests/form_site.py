"""The form editor for tests in a browser: a copy of the repository's content under Git, with decap-server behind it."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from browser_site import copy_project
from sites import ROOT, run

from generator.admin import NAME, VERSION

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MODULES = ROOT / "tests/gates/node_modules"
PACKAGE = MODULES / f"{NAME}-{VERSION}.tgz"
SERVER = MODULES / "decap-server/dist/index.js"


def needed(path: Path) -> str:
    """Give a path that must be there: without it a test fails, it is never skipped."""
    assert path.exists(), f"{path.name} is missing; .ci/run tells how tests/gates/node_modules is filled"
    return str(path)


def make_form(project: Path, *options: str) -> Path:
    """Copy the repository's content, write the form for it, and give the folder that is to be served."""
    copy_project(project)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", project], check=True)
    web = project / "web"
    done = run("generator", "admin", "--script", needed(PACKAGE), "--output", "web/repo/admin", *options, cwd=project)
    assert done.returncode == 0, done.stderr
    return web


def free_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def decap_server(project: Path, port: int) -> Iterator[None]:
    """Let the form save into a folder, for as long as it is needed."""
    node = shutil.which("node")
    assert node, "node is not installed"
    settings = {"PORT": str(port), "BIND_HOST": "127.0.0.1", "GIT_REPO_DIRECTORY": str(project), "LOG_LEVEL": "error"}
    with subprocess.Popen([node, needed(SERVER)], env={**os.environ, **settings}, cwd=project) as server:
        try:
            await_port(port)
            yield
        finally:
            server.terminate()


def await_port(port: int) -> None:
    """Wait until somebody listens."""
    for _ in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    message = f"nobody listens at port {port}"
    raise AssertionError(message)


class Form:
    """Works in the form as a person does."""

    def __init__(self, page: "Page", address: str) -> None:
        self.page = page
        self.address = address

    def enter(self) -> None:
        """Open the form and go in."""
        self.page.goto(self.address, wait_until="load")
        self.page.get_by_role("button", name="Login").click()
        self.page.get_by_role("heading", name="Collections").wait_for()

    def open(self, collection: str, label: str) -> None:
        """Open a file by the names that are shown."""
        self.page.goto(f"{self.address}#/", wait_until="load")
        self.page.get_by_role("link", name=collection, exact=True).click()
        self.page.get_by_role("link", name=label).click()

    def field(self, key: str, inside: "Locator | None" = None) -> "Locator":
        """Find a field by its key."""
        return (inside or self.page).locator(f"[id^='{key}-field-']").first

    def entry(self, key: str, label: str, inside: "Locator | None" = None) -> "Locator":
        """Unfold an entry of a list, named by what it shows, and give it; "" is the last one, which is new."""
        entries = self.field(key, inside).locator(":scope > div > [class*='SortableListItem']")
        if not label:
            return entries.last
        entries.first.wait_for()
        at = next(at for at, entry in enumerate(entries.all()) if label in entry.inner_text())
        entries.nth(at).get_by_role("button").first.click()
        return entries.nth(at)

    def add(self, key: str, name: str, inside: "Locator | None" = None) -> "Locator":
        """Add an entry to a list and give it."""
        self.field(key, inside).get_by_role("button", name=f"Add {name}").first.click()
        return self.entry(key, "", inside)

    def write(self, key: str, text: str, inside: "Locator | None" = None) -> None:
        """Write into a field, in place of what stands there."""
        self.field(key, inside).click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, key: str, start: str, inside: "Locator | None" = None) -> None:
        """Choose from a list by typing the beginning of what is wanted."""
        self.field(key, inside).press_sequentially(start)
        self.page.keyboard.press("Enter")

    def publish(self) -> None:
        """Save the file."""
        self.page.get_by_role("button", name="Publish").click()
        self.page.get_by_role("menuitem", name="Publish now").click()

    def saved(self) -> None:
        """Wait until the file is saved."""
        self.page.get_by_text("Changes saved").wait_for()

    def complaints(self) -> list[str]:
        """Give what the form finds wrong."""
        return self.page.locator("[class*='ControlErrorsList'] li").all_inner_texts()
