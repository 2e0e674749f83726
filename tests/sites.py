"""Small projects to build in tests, and ways to build them."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.cache import FOLDER

ROOT = Path(__file__).parent.parent
EVIL = "</title><script>alert(1)</script> & <b>x</b>"

MKDOCS_YML = """\
site_name: Test site
site_url: https://site.example/repo/
repo_url: https://git.example/owner/repo
edit_uri: edit/main/content/
docs_dir: content
theme: {name: sayso}
plugins: [sayso]
"""

FILES = {
    "mkdocs.yml": MKDOCS_YML,
    "content/people.yml": f"""\
actors:
  - id: russia
    name: Russia
    type: state
  - id: ukraine
    name: Ukraine
    type: state
  - id: evil
    name: "{EVIL}"
    type: group
    summary: "{EVIL}"
""",
    "content/articles/village/article.yml": """\
title: A village near the border
published: 2025-04-08
language: en
show_text: full
source: {publisher: Test}
in_brief:
  - Russia says that it holds a village.
""",
    "content/articles/village/text.md": """\
# The village

On Sunday Russia claimed its troops took control of Basivka. Ukraine denied that the village had fallen.
""",
    "content/articles/village/claims.yml": """\
claims:
  - id: basivka-taken
    claim: Russian troops have taken control of Basivka.
    about: [russia]
    positions:
      - actor: russia
        stance: asserts
        verb: claimed
        said: 2025-04-06
        quote: Russia claimed its troops took control of Basivka
      - actor: ukraine
        stance: denies
        verb: denied
        quote: Ukraine denied that the village had fallen
""",
    "content/about.md": "# About this site\n\nThe claim on [Basivka](claims/basivka-taken.md#p-village--russia).\n",
    "content/README.md": "# For editors\n\nHow to edit.\n",
}


def make_project(folder: Path, files: dict[str, str] | None = None, *, without: tuple[str, ...] = ()) -> Path:
    """Write a small project; `files` are added to it or put in place of its own."""
    for name, text in {**FILES, **(files or {})}.items():
        if name not in without:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


def break_content(project: Path) -> None:
    """Make a quote that is not in the text."""
    claims = project / "content/articles/village/claims.yml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(text.replace("Russia claimed its", "Russia never claimed its", 1), encoding="utf-8")


def fingerprint(folder: Path) -> dict[str, str]:
    """Give the checksum of every file under a folder, hidden ones included, and the cache left out."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and FOLDER not in path.parts)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def run(
    *command: str, cwd: Path, environment: dict[str, str] | None = None, code: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a Python module or a piece of code with this Python, from a folder, and wait for it."""
    start = ["-c", code] if code else ["-m"]
    env = {**os.environ, **(environment or {})}
    return subprocess.run(
        [sys.executable, *start, *command], cwd=cwd, env=env, capture_output=True, text=True, timeout=120, check=False
    )


def build_with_mkdocs(project: Path, site: Path | None = None, **settings: object) -> Path:
    """Build as `mkdocs build` does, in this process, and give the site's folder."""
    file = str(project / "mkdocs.yml")
    config = load_config(file, config_file_path=file, site_dir=str(site) if site else None, **settings)
    build(config)
    return Path(config.site_dir)


def read_page(site: Path, name: str) -> BeautifulSoup:
    """Parse a page of a built site."""
    return BeautifulSoup((site / name).read_text(encoding="utf-8"), "lxml")
