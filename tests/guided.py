"""The editors' guide, read as a person reads it: its marked blocks, and its claim put where it says."""

import re
import shutil
from pathlib import Path

from sites import ROOT

CONTENT = ROOT / "content"
GUIDE = CONTENT / "README.md"
PICTURES = CONTENT / "guide" / "pictures"
FENCE = re.compile(r"(?:<!-- (?P<mark>[a-z: -]+) -->\n)?```(?P<language>[a-z]+)\n(?P<text>.*?)```\n", re.DOTALL)


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def block(page: Path, mark: str) -> str:
    """Give the code block below a mark."""
    (only,) = [match["text"] for match in FENCE.finditer(read(page)) if match["mark"] == mark]
    return only


def the_claim() -> tuple[str, str]:
    """Give the id and the speaker of the claim that the guide adds."""
    words = block(GUIDE, "the claim")
    return words.split("- id: ")[1].split("\n")[0], words.split("- actor: ")[1].split("\n")[0]


def file_of_claims(project: Path) -> Path:
    """Find the file into which the guide puts its claim."""
    (name,) = re.findall(r"open the file `(articles/[a-z-]+/claims\.yml)`", read(GUIDE))
    return project / "content" / name


def copy_content(folder: Path) -> Path:
    """Copy what the repository's own site is made of, as it is before somebody follows the guide."""
    shutil.copytree(CONTENT, folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    file, (some_id, _) = file_of_claims(folder), the_claim()
    # Whoever proposes the claim of the guide is not told that the guide is wrong.
    before = re.sub(rf"^  - id: {some_id}\n(?:    .*\n)*", "", read(file), flags=re.MULTILINE)
    file.write_text(before, encoding="utf-8")
    return folder


def walk(folder: Path) -> Path:
    """Follow the guide to the letter, in a copy of the content, and give the file of claims that was changed."""
    file = file_of_claims(copy_content(folder))
    before = read(file)
    # "Click into the empty line below it, press Enter, and paste this."
    assert before.count("\nclaims:\n\n") == 1
    file.write_text(before.replace("\nclaims:\n\n", "\nclaims:\n\n" + block(GUIDE, "the claim")), encoding="utf-8")
    return file


def misspell(file: Path) -> None:
    """Make the mistake of which the guide tells."""
    _, right = the_claim()
    (wrong,) = re.findall(r"- actor: (\S+)", block(GUIDE, "the answer"))
    before = read(file)
    assert before.count(f"actor: {right}\n") > 0
    file.write_text(before.replace(f"actor: {right}\n", f"actor: {wrong}\n", 1), encoding="utf-8")
