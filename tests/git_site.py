"""Git repositories for tests, made by people whose names the tests choose; the machine's settings do not count."""

import os
import subprocess
from pathlib import Path

QUIET = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_DATE": "2025-04-08T12:00:00+0000",
    "GIT_COMMITTER_DATE": "2025-04-08T12:00:00+0000",
}
ANN, BEN, CAT = "Ann <ann@press.example>", "Ben <ben@press.example>", "Cat <cat@press.example>"


def git(folder: Path, *arguments: str, who: str = ANN) -> str:
    """Run Git as somebody."""
    name, _, mail = who.partition(" <")
    people = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", name), ("EMAIL", mail.removesuffix(">")))
    }
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **QUIET, **people},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def commit(folder: Path, who: str, message: str = "Change") -> None:
    """Commit all that has changed as somebody; the first commit makes the repository."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A", who=who)
    git(folder, "commit", "-q", "-m", message, who=who)
