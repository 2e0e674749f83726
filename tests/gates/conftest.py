"""The site as a folder and as an address, and the programs that measure it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_site import build_site, serve

MODULES = Path(__file__).parent / "node_modules"


def needed(path: Path) -> str:
    """Give the path of a program that must be there: without it a gate fails, it is never skipped."""
    assert path.exists(), f"{path.name} is missing; install it with: npm ci --prefix tests/gates"
    return str(path)


def program(name: str) -> str:
    """Find a program of the system; without it a gate fails, it is never skipped."""
    found = shutil.which(name)
    assert found, f"{name} is not installed"
    return found


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is served; the repository's own site stands under `repo/`."""
    return build_site(tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session")
def site(web: Path) -> Iterator[str]:
    """The repository's own site, served from a sub-path."""
    with serve(web) as address:
        yield address


@pytest.fixture(scope="session")
def vnu() -> list[str]:
    """The start of the Nu validator's command."""
    return [program("java"), "-jar", needed(MODULES / "vnu-jar/build/dist/vnu.jar")]


@pytest.fixture(scope="session")
def lighthouse() -> list[str]:
    """The start of Lighthouse's command."""
    return [program("node"), needed(MODULES / "lighthouse/cli/index.js")]


@pytest.fixture(scope="session")
def yaml_language_server() -> list[str]:
    """The start of yaml-language-server's command."""
    return [program("node"), needed(MODULES / "yaml-language-server/bin/yaml-language-server")]
