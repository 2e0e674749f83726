"""Nothing outside the project is read or written, and nothing special hangs a build or runs in a reader's browser.

Each trap (`tests/traps.py`) is laid in a small project, and `sayso build` runs under watch (`tests/watching.py`):
every file that it opens and every change that it makes is noted. What lies beside the project must not be among it,
nor come out in the site.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sites import FILES, ROOT, fingerprint, make_project
from traps import (
    ADDRESSES,
    FIELD_TRAPS,
    HARMLESS,
    HOME,
    LINKS,
    MEDIA,
    NAMES,
    PAGE_TRAPS,
    PLACES,
    PNG,
    SECRET,
    SETTINGS,
    SPECIAL,
    TRAPS,
    Trap,
    write,
)
from watching import Guard, Watched

import generator
from generator.read.files import FoundFile
from generator.read.media import refuse_media

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.problems import Problem

LONGEST = 60
"""Seconds that a build may take that meets a trap, on a machine that has much else to do; most take a tenth of one."""


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    guard = Guard()
    yield guard
    guard.close()


class Field:
    """A folder with a project and, beside it, what is nobody's business."""

    def __init__(self, folder: Path, guard: Guard) -> None:
        self.folder, self.guard, self.number = folder, guard, 0
        self.outside = folder / "outside"
        (self.outside / "content").mkdir(parents=True)
        for name in ("secret.md", "secret.yml", "content/x.md", "text.md", "article.yml"):
            (self.outside / name).write_text(SECRET)
        (self.outside / "secret.png").write_bytes(PNG + SECRET.encode())
        self.known = fingerprint(self.outside)

    def project(self) -> Path:
        """Make a project anew."""
        self.number += 1
        return make_project(self.folder / f"project{self.number}", {"mkdocs.yml": SETTINGS})

    def run(self, project: Path, *command: str, bound: bool = False) -> Watched:
        """Run a command, and see what it touched."""
        done = self.guard.run(project, *command, bound=bound)
        assert not done.hangs, done.output
        assert done.seconds < LONGEST, done.output
        assert "Traceback" not in done.output, done.output
        assert done.exit in {0, 1}, done.output
        assert strange(done, project, self.guard.passing) == [], done.output
        assert set(done.runs) <= {"git"}, done.runs
        assert SECRET not in done.output
        return done

    def has_leaked(self, project: Path) -> bool:
        """Tell whether words from outside came into what a build leaves."""
        left = [project / name for name in ("site", ".site.sayso", ".sayso-cache")]
        files = (file for top in left if not top.is_symlink() for file in top.rglob("*") if file.is_file())
        return any(SECRET.encode() in file.read_bytes() for file in files)


_SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/proc/self",
    "/proc/cpuinfo",
    "/sys",
    "/dev/null",
    "/dev/urandom",
    "/etc/mime.types",
)
_MADE = ("site", ".site.sayso", ".sayso-cache", "www")
"""Folders of a project that a build makes; the last is where some settings have the site go."""


def strange(done: Watched, project: Path, passing: Path) -> list[str]:
    """Name what a command read that is neither the project's nor the program's, and wrote that is not to be written."""
    python = (sys.prefix, sys.base_prefix, *(place for place in sys.path if place))
    program = {os.path.realpath(place) for place in (ROOT, Path(generator.__file__).parent, *python)}
    real = Path(os.path.realpath(project))
    known = {str(real), os.path.realpath(passing), *program, *_SYSTEM}
    made = {os.path.realpath(passing), *(str(real / name) for name in _MADE)}
    reads = [place for place in done.reads if not _is_in(place, known)]
    # Compiled templates lie where Python keeps compiled modules.
    return reads + [place for place in done.writes if not _is_in(place, made) and "/__pycache__" not in place]


def _is_in(place: str, folders: set[str]) -> bool:
    return any(place == folder or place.startswith(f"{folder}/") for folder in folders)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory, guard: Guard) -> Field:
    return Field(tmp_path_factory.mktemp("traps"), guard)


def spring(trap: Trap, field: Field) -> None:
    """Lay a trap in a project, and build it."""
    project = field.project()
    trap.lay(project)
    content = project / "content"
    before = {} if content.is_symlink() else _names(content)
    done = field.run(project, "build")
    codes = re.findall(r"error: ([a-z-]+8?):", done.output)
    if trap.code == "*":
        assert done.exit == 0 or codes, (trap.name, done.output)
    elif trap.code:
        assert done.exit == 1, (trap.name, done.output)
        assert set(codes) == {trap.code}, (trap.name, done.output)
    else:
        assert done.exit == 0, (trap.name, done.output)
    assert not field.has_leaked(project), trap.name
    assert fingerprint(field.outside) == field.known, trap.name
    assert before == ({} if content.is_symlink() else _names(content)), trap.name
    site = project / "site"
    if site.is_dir() and not site.is_symlink():
        names = [path.relative_to(site).as_posix() for path in site.rglob("*")]
        assert not trap.absent or not any(name.startswith(trap.absent) for name in names), trap.name
        assert not trap.there or trap.there in names, trap.name
    shutil.rmtree(project, ignore_errors=True)


def _names(folder: Path) -> dict[str, int]:
    """Give all names under a folder, and what kind each is of."""
    found: dict[str, int] = {}
    for top, folders, files in os.walk(os.fsencode(folder)):
        for name in (*folders, *files):
            path = top + b"/" + name
            if len(path) < 4_000:
                found[os.fsdecode(path)] = stat.S_IFMT(os.lstat(path).st_mode)
    return found


@pytest.mark.slow
def test_no_trap_leads_outside_or_hangs(ground: Field, *, at_length: bool, figure: Callable[[str], None]) -> None:
    shares = [(LINKS, 2), (SPECIAL, 3), (NAMES, 6), (ADDRESSES, 4), (MEDIA, 8), (FIELD_TRAPS, 24), (PAGE_TRAPS, 4)]
    some = [trap for traps, step in [*shares, (PLACES, 3)] for trap in traps[::step]]
    chosen = TRAPS if at_length else some
    for trap in chosen:
        spring(trap, ground)
    figure(f"{len(chosen)} of {len(TRAPS)} traps: 0 files read or written outside, 0 hang, 0 leaked, 0 tracebacks")


def test_there_are_traps_of_every_kind() -> None:
    assert len({trap.name for trap in TRAPS}) == len(TRAPS) >= 300
    codes = {trap.code for trap in TRAPS}
    assert codes >= {
        "symbolic-link",
        "stray-file",
        "bad-file-name",
        "same-file-name",
        "address-taken",
        "unfit-file",
        "",
    }


@pytest.mark.slow
def test_the_watch_sees_what_goes_outside(ground: Field, tmp_path: Path) -> None:
    """A command that goes outside is seen: here one reads settings from there, and puts a part of the site there."""
    project = ground.project()
    (project / "mkdocs.yml").write_text(f"INHERIT: {ground.outside}/base.yml\n{SETTINGS}")
    (ground.outside / "base.yml").write_text("copyright: nobody's\n")
    done = ground.guard.run(project, "build", "--shard", "1/2", "--output", str(ground.outside / "part"))
    (ground.outside / "base.yml").unlink()
    shutil.rmtree(ground.outside / "part")
    assert done.exit == 0, done.output
    seen = strange(done, project, ground.guard.passing)
    assert f"{os.path.realpath(ground.outside)}/base.yml" in seen
    assert any(place.startswith(f"{os.path.realpath(ground.outside)}/part") for place in seen)
    assert tmp_path.is_dir()


@pytest.mark.slow
def test_what_sites_publish_is_published(ground: Field, figure: Callable[[str], None]) -> None:
    project = ground.project()
    for name, data in HARMLESS.items():
        write(f"content/{name}", data)(project)
    done = ground.run(project, "build")
    assert done.exit == 0, done.output
    for name, data in HARMLESS.items():
        assert (project / "site" / name).read_bytes() == data
    kinds = {Path(name).suffix.lower() for name in HARMLESS}
    figure(f"{len(HARMLESS)} harmless files of {len(kinds)} kinds: all published")


OTHERWISE = {
    "a.jpg": (b"RIFF\x10\0\0\0WEBPVP8 ", "it is a WEBP file", 'save it again as a JPG file, or rename it to "a.webp"'),
    "b.png": (b"\xff\xd8\xff\xe0", "it is a JPG file", 'save it again as a PNG file, or rename it to "b.jpg"'),
    "d.pdf": (b"ID3\x04", "it is an MP3 file", 'save it again as a PDF file, or rename it to "d.mp3"'),
    "e.ico": (b"GIF89a", "it is a GIF file", 'save it again as an ICO file, or rename it to "e.gif"'),
    "f.png": (b"<html>", "it is no PNG file", "save it again as a PNG file, or give it the ending of what it is"),
    "g.txt": (b"<\0", "it is no plain text", "save it again as plain text, or give it the ending of what it is"),
    "h.csv": (b"PK\3\4\0", "it is no plain text", "save it again as plain text, or give it the ending of what it is"),
    "i.json": (b"%PDF-1.7 \0", "it is a PDF file", 'save it again as plain text, or rename it to "i.pdf"'),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_a_file_is_that_is_not_what_its_name_says_is_told(name: str, tmp_path: Path) -> None:
    data, what, help_text = OTHERWISE[name]
    problem = judged(tmp_path, name, data)
    assert (problem.code, problem.help) == ("unfit-file", help_text)
    assert problem.message == f'"{name}" does not hold what its name says: {what}'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("note.txt", b"<unnamed> said"),
        ("prices.csv", b"\xef\xbb\xbf<DAY>,<PRICE>\n"),
        ("page.json", b"\n <!doctype html>"),
    ],
)
def test_a_text_whose_first_sign_a_browser_could_mistake_is_told_so(name: str, data: bytes, tmp_path: Path) -> None:
    problem = judged(tmp_path, name, data)
    assert problem.message == f'"{name}" begins with "<", so a browser could take it for a page'
    assert problem.help == (
        "let it begin with something else, such as a line of words; if it is a page that was saved under this name, "
        "put its words alone here"
    )
    (tmp_path / name).write_bytes(b"Notes\n" + data)
    assert refuse_media(FoundFile(tmp_path / name, f"content/{name}", name), ()) is None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_table_that_a_spreadsheet_has_saved_in_another_encoding_is_told_as_such(
    encoding: str, tmp_path: Path
) -> None:
    data = "\ufeff" * (encoding != "utf-16") + "місто,особи\nКиїв,3\n"
    problem = judged(tmp_path, "losses.csv", data.encode(encoding))
    assert problem.message == '"losses.csv" is saved as UTF-16, and texts are published as UTF-8 alone'
    assert problem.help.startswith("save it again with the encoding UTF-8; ")


def judged(folder: Path, name: str, data: bytes) -> Problem:
    """Give the problem with a file of the content."""
    (folder / name).write_bytes(data)
    problem = refuse_media(FoundFile(folder / name, f"content/{name}", name), ())
    assert problem is not None
    return problem


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [".", "..", "/", "content", "content/part", "site", "site/part", "../outside", "mkdocs.yml"]
)
def test_a_part_takes_no_other_things_place(ground: Field, name: str) -> None:
    project = ground.project()
    write("site/index.html", "old")(project)
    before = fingerprint(project)
    done = ground.guard.run(project, "build", "--shard", "1/2", "--output", name)
    assert done.exit == 1
    assert "part-in-the-way" in done.output
    assert fingerprint(project) == before
    assert fingerprint(ground.outside) == ground.known


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("content/people.yml", "unreadable"),
        ("content/about.md", "unreadable"),
        (f"{HOME}/text.md", "unreadable"),
        (f"{HOME}/article.yml", "unreadable"),
        (HOME, "unreadable"),
        ("content", "unreadable"),
        ("content/x.png", "unreadable"),
        ("mkdocs.yml", "no-settings"),
        ("content/.x", ""),
    ],
)
def test_what_cannot_be_read_is_told(guard: Guard, name: str, code: str) -> None:
    """Without what root may do beyond the rights of files."""
    with tempfile.TemporaryDirectory() as made:
        field = Field(Path(made), guard)
        project = field.project()
        write("content/x.png", PNG)(project)
        (project / "content/.x").mkdir()
        (project / name).chmod(0)
        done = field.run(project, "build", bound=True)
        (project / name).chmod(0o755)
        codes = set(re.findall(r"error: ([a-z-]+8?):", done.output))
        assert codes == ({code} if code else set()), done.output
        assert done.exit == (1 if code else 0)


@pytest.mark.slow
def test_files_that_change_meanwhile_give_a_site_or_plain_words(
    ground: Field, *, at_length: bool, figure: Callable[[str], None]
) -> None:
    project = ground.project()
    files = [project / name for name in FILES if name.startswith("content/")]
    kept = {file: file.read_bytes() for file in files}
    is_over = threading.Event()

    def disturb() -> None:
        turn = 0
        while not is_over.is_set():
            file = files[turn % len(files)]
            if turn % 3:
                file.write_bytes(b"\xff" * (turn % 3 - 1) * 500)
            else:
                file.unlink()
            file.write_bytes(kept[file])
            turn += 1

    thread = threading.Thread(target=disturb)
    thread.start()
    rounds = 40 if at_length else 8
    try:
        exits = [ground.run(project, "build").exit for _ in range(rounds)]
    finally:
        is_over.set()
        thread.join()
    assert ground.run(project, "build").exit == 0
    assert not ground.has_leaked(project)
    figure(f"{rounds} builds while files change: {exits.count(0)} sites, {exits.count(1)} refusals, 0 tracebacks")
