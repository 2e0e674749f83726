"""The repository around a project: what a file is called there, and where GitHub lets one edit it.

What GitHub's runner says of a change from a fork is written by whoever made the
change, so it is looked at before it becomes part of an address.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.problems import PRIVATE, Span

_SERVER = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?")
_NAME = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)

PULL_REQUEST = "pull_request"


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository. `root` is the project's folder, `top` the repository's own.

    `edit` is the address under which GitHub edits files of the branch that is looked at.
    """

    root: Path
    top: Path
    edit: str | None = None

    def name_of(self, span: Span) -> str | None:
        """Give the name of a problem's file from the repository's top, None where it lies elsewhere."""
        if span.file.startswith(PRIVATE):
            return None
        name = Path(os.path.relpath(self.root / span.file, self.top)).as_posix()
        return None if name == ".." or name.startswith("../") else name

    def edit_link(self, span: Span) -> str | None:
        """Give the address at which GitHub edits the line of a problem, where there is such a file."""
        name = self.name_of(span)
        if self.edit is None or name is None or not (self.root / span.file).is_file():
            return None
        return f"{self.edit}{as_uri(name)}#L{span.line}"


def as_uri(name: str) -> str:
    """Write the name of a file as a relative address."""
    return quote(name, safe="/", errors="surrogatepass")


def find_repository(root: Path, environment: Mapping[str, str]) -> Repository:
    """Find the repository that a project lies in: Git's, else the runner's folder, else the project's own."""
    root = root.resolve()
    above = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)
    workspace = Path(environment.get("GITHUB_WORKSPACE") or root).resolve()
    top = above or (workspace if root.is_relative_to(workspace) else root)
    return Repository(root, top, _edit(environment))


def _edit(environment: Mapping[str, str]) -> str | None:
    server = environment.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    name, branch = _branch(environment)
    if not (name and branch and _SERVER.fullmatch(server) and _NAME.fullmatch(name)):
        return None
    return f"{server}/{name}/edit/{quote(branch, safe='/')}/"


def _branch(environment: Mapping[str, str]) -> tuple[str, str]:
    """Find the branch to edit and its repository; that of a pull request may lie in a fork, or be gone."""
    own, proposed = environment.get("GITHUB_REPOSITORY", ""), environment.get("GITHUB_HEAD_REF", "")
    request = _event(environment).get(PULL_REQUEST)
    if isinstance(request, dict):
        head = _table(request.get("head"))
        return str(_table(head.get("repo")).get("full_name") or ""), str(head.get("ref") or proposed)
    if proposed:
        return own, proposed
    return own, environment.get("GITHUB_REF_NAME", "") if environment.get("GITHUB_REF_TYPE") == "branch" else ""


def _event(environment: Mapping[str, str]) -> dict[str, Any]:
    """Read what GitHub's runner says about the event; nothing where it cannot be read."""
    try:
        return _table(json.loads(Path(environment.get("GITHUB_EVENT_PATH", "")).read_bytes()))
    except (OSError, ValueError, RecursionError):
        return {}


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
