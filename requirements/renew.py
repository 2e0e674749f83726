"""Renews the files that CI installs from: each package in one version, with the hashes of its wheels.

`site.in` holds what pyproject.toml asks for to make a site, `dev.in` what developers need besides; `site.txt` and
`dev.txt` are made of them by uv. Dependabot does the same whenever a package has a new version. After a change in
pyproject.toml, and where Dependabot has changed a range here, this has to be done by hand:

    python requirements/renew.py            keeps the versions that still fit
    python requirements/renew.py --upgrade  takes the newest of all
"""

import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# ruff: noqa: INP001 - one script beside the lists that it writes

HERE = Path(__file__).parent

# Packages are never built here: what builds one would be fetched without a hash, and runs before anybody looks.
_HEAD = "# Written by renew.py from pyproject.toml.\n--only-binary :all:\n"

COMPILE = ("uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes")
"""Every system and every Python that Sayso runs on; the options that Dependabot repeats stand in the files' heads."""


def inputs(project: Mapping[str, Any]) -> dict[str, str]:
    """Give the two lists that pyproject.toml stands for, by the names of their files."""
    extras = project["project"]["optional-dependencies"]
    site = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    dev = [*extras["test"], *(line for line in extras["dev"] if not line.startswith("sayso["))]
    # A developer has the very versions that make the site.
    return {"site.in": _listed(site), "dev.in": _listed(["-c site.txt", "-r site.in", *dev])}


def _listed(lines: list[str]) -> str:
    return _HEAD + "".join(f"{line}\n" for line in lines)


def main(arguments: list[str]) -> None:
    """Write the lists and have uv find the versions."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    for name, text in inputs(project).items():
        (HERE / name).write_text(text, encoding="utf-8")
        output = f"--output-file={name.removesuffix('.in')}.txt"
        command = [sys.executable, "-m", *COMPILE, "--emit-build-options", "--quiet", *arguments, output, name]
        subprocess.run(command, cwd=HERE, check=True)  # noqa: S603 - of what is typed here only uv makes something


if __name__ == "__main__":
    main(sys.argv[1:])
