"""The site, served from a sub-path, and a browser to read it with."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browser_site import build_site, serve, started_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The repository's own site, served from a sub-path as on GitHub Pages; built once for all tests."""
    with serve(build_site(tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("web"))) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium, one for each file of tests: one that dies takes no other file's tests with it."""
    with started_browser() as browser:
        yield browser
