"""A repository of Git in a test's own folder, whose commits have days of their own."""

import os
import subprocess
from pathlib import Path

ARTICLE = """\
title: A village near the border
published: 2025-04-08
language: en
show_text: full
source: {publisher: Test}
"""

TEXT = """\
# The village

Russia claimed its troops took control of Basivka. Ukraine denied that the village had fallen.

The ministry said that the village stands. Nobody else was asked.
"""

PEOPLE = """\
actors:
  - id: russia
    name: Russia
    type: state
  - id: ukraine
    name: Ukraine
    type: state
  - id: ministry
    name: Defence ministry
    type: organisation
    affiliation: russia
"""

ASSERTS = """\
      - actor: russia
        stance: asserts
        verb: claimed
        quote: Russia claimed its troops took control of Basivka
"""

DENIES = """\
      - actor: ukraine
        stance: denies
        verb: denied
        quote: Ukraine denied that the village had fallen
"""

CLAIMS_FILE = "content/articles/village/claims.yml"


def claim(*positions: str, some_id: str = "taken", words: str = "Troops took Basivka.", more: str = "") -> str:
    """Write a claim, as an entry of a list of claims."""
    listed = "    positions:\n" + "".join(positions) if positions else ""
    return f"  - id: {some_id}\n    claim: {words}\n{more}{listed}"


def claims(*entries: str) -> str:
    """Write a file of claims."""
    return "claims:\n" + "".join(entries)


def git(folder: Path, *arguments: str, day: str = "2025-04-08T12:00:00+02:00") -> str:
    """Run Git in a folder, with a fixed person and day, and none of this machine's settings."""
    person = {f"GIT_{who}_{what}": "editor@example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    settings = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    # Who committed, and when, is not told; only the author's day is.
    days = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": "2030-01-01T00:00:00+00:00"}
    command = ["git", "-c", "protocol.file.allow=always", *arguments]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **person, **settings, **days},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def write(folder: Path, files: dict[str, str | bytes | None]) -> None:
    """Write files, or delete those that are None."""
    for name, text in files.items():
        path = folder / name
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def commit(folder: Path, day: str, files: dict[str, str | bytes | None]) -> None:
    """Write files and commit them on a day."""
    write(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A change", day=f"{day}T23:30:00-05:00")


def start(folder: Path) -> Path:
    """Make a repository with the people, an article and its text, and no claim yet."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    village = "content/articles/village"
    files = {"content/people.yml": PEOPLE, f"{village}/article.yml": ARTICLE, f"{village}/text.md": TEXT}
    commit(folder, "2025-04-01", {"mkdocs.yml": "plugins: [sayso]\ndocs_dir: content\n", **files})
    return folder
