"""What the workflows and commands of this repository run and obey, taken from them and not from what the product knows.

The commands are those that stand in the workflows, in `.ci/run`, in the hooks of pre-commit and in the README. What
each program reads without being asked is from its own manual.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from pathspec import GitIgnoreSpec
from sites import ROOT

OBEYED: dict[str, list[str]] = {
    "git": [
        ".gitattributes",
        ".gitignore",
        ".gitmodules",
        ".mailmap",
        "content/.gitattributes",
        "tests/.gitattributes",
    ],
    "python": ["sitecustomize.py", "usercustomize.py", "click.py", "yaml.py", "generator.py", "python.pth"],
    "pytest": [
        "pytest.ini",
        ".pytest.ini",
        "pytest.toml",
        ".pytest.toml",
        "tox.ini",
        "conftest.py",
        "tests/conftest.py",
    ],
    "--cov": [".coveragerc", ".coveragerc.toml"],
    "pip": ["pyproject.toml", "setup.py", "setup.cfg", "MANIFEST.in", "constraints.txt", "requirements/site.txt"],
    "ruff": ["ruff.toml", ".ruff.toml", ".editorconfig"],
    "mypy": ["mypy.ini", ".mypy.ini"],
    "lint-imports": [".importlinter", "setup.cfg"],
    "npm": [".npmrc", "package.json", "tests/gates/.npmrc", "tests/gates/package.json", "npm-shrinkwrap.json"],
    "node": ["tests/gates/actionlint.cjs", "node_modules/x/index.js", ".node-version"],
    "zizmor": ["zizmor.yml", ".github/zizmor.yml"],
    "actionlint": [".github/actionlint.yaml", ".github/actionlint.yml"],
    "check-jsonschema": [".github/dependabot.yml", ".github/ISSUE_TEMPLATE/x.yml"],
    "mkdocs": ["mkdocs.yml", "mkdocs.yaml", "hooks.py", "templates/main.html", "templates/assets/x.js"],
    "sayso": ["mkdocs.yml", "templates/languages/en.yml", ".sayso-cache/x", ".sayso-unfinished-x"],
    "pre-commit": [".pre-commit-config.yaml", ".pre-commit-hooks.yaml"],
    "-m pytest": ["content/README.md", "content/guide/more.md"],  # a test runs the commands of the editors' guide
    "gh": [".github/suggest.sh"],
}
"""Programs by the words by which commands call them, and files that they run or obey because of their names alone."""

OBEYED_BY_PEOPLES_PROGRAMS = [
    ".vscode/tasks.json",
    ".vscode/settings.json",
    ".idea/workspace.xml",
    ".devcontainer/devcontainer.json",
    ".envrc",
    "CLAUDE.md",
    "AGENTS.md",
    ".cursorrules",
    ".claude/settings.json",
    "Makefile",
    "Dockerfile",
    ".github/copilot-instructions.md",
    "x.code-workspace",
]
"""What programs on developers' own machines run or obey when the folder is opened."""


def commands() -> str:
    """Give all commands in one text."""
    return "\n".join(_commands())


def _commands() -> Iterator[str]:
    yield (ROOT / ".ci/run").read_text("utf-8")
    yield (ROOT / ".github/suggest.sh").read_text("utf-8")
    for file in sorted((ROOT / ".github/workflows").iterdir()):
        workflow = yaml.safe_load(file.read_text("utf-8"))
        yield from (step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    yield from (hook["entry"] for repository in hooks["repos"] for hook in repository["hooks"])
    yield from re.findall(r"(?ms)^<!-- \w+ -->\n+```sh\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"))


def named() -> list[str]:
    """Give the files of the repository that commands name."""
    words = {word.strip("\"'();,|") for word in re.split(r"[\s=]+", commands())}
    return sorted(words.intersection(kept()))


def obeyed() -> list[str]:
    """Give the files that would be run or obeyed, were they there."""
    by_programs = (file for files in OBEYED.values() for file in files)
    return sorted({*by_programs, *OBEYED_BY_PEOPLES_PROGRAMS, *named()})


def kept() -> list[str]:
    """Give all files of the repository but those that Git is told to leave out; there may be no Git here."""
    ignored = GitIgnoreSpec.from_lines([*(ROOT / ".gitignore").read_text("utf-8").splitlines(), ".git/", "/site/"])
    found = []
    for where, folders, names in os.walk(ROOT):
        inside = Path(where).relative_to(ROOT)
        folders[:] = [name for name in folders if not ignored.match_file(f"{(inside / name).as_posix()}/")]
        found += [path for name in names if not ignored.match_file(path := (inside / name).as_posix())]
    return sorted(found)
