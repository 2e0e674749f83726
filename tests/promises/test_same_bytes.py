"""Same input, same bytes: wherever, whenever and by whomever a site is built, it is the same to the last byte."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from corpus import make_corpus
from git_site import ANN, commit, git
from sites import FILES, ROOT, make_project

ELSEWHERE = Path(__file__).parent.parent / "elsewhere.py"
WORDS = "a folder with spaces & more/ім’я-名前"
CLAIMS = "content/articles/village/claims.yml"
LONG = "/".join(["a-long-name-of-a-folder" * 4] * 6)


@dataclass(frozen=True)
class Setup:
    """What differs from one build to the other; `before` is what happens to the project before it."""

    years: float = 0
    zone: str = "UTC"
    locale: str = "C.UTF-8"
    seed: str = "0"
    path: str = "p"
    umask: int = 0o022
    order: int = 0
    cores: int = 0
    mode: int = 0o644
    age: float = 0
    before: str = ""
    more: tuple[tuple[str, str], ...] = ()


SETUPS = (
    Setup(),
    Setup(
        *(11, "Pacific/Kiritimati", "tr_TR.UTF-8", "7", WORDS, 0o077, 1, 1, 0o600, 9e8),
        more=(("TERM", "dumb"), ("COLUMNS", "20"), ("https_proxy", "http://127.0.0.1:9")),
    ),
    Setup(
        *(-9, "America/St_Johns", "C", "4242", LONG, 0o000, 2, 4, 0o777, 1e9, "edited"),
        more=(("PYTHONUTF8", "0"), ("PYTHONCOERCECLOCALE", "0")),
    ),
    Setup(0.5, "Asia/Kathmandu", "de_DE.UTF-8", "random", "q/r", 0o027, 3, 2, before="built"),
    Setup(30, "Australia/Lord_Howe", "ar_EG.UTF-8", "1", "UPPER", 0o002, 4, 1, before="edited"),
    Setup(2, "Europe/Kyiv", "uk_UA.UTF-8", "2", ".hidden", 0o022, 5, 3, 0o440, before="no cache"),
    Setup(1, "UTC", "POSIX", "3", "content", 0o007, 6, 8, before="killed"),
    Setup(5, "Etc/GMT+12", "zh_CN.UTF-8", "4294967295", "site", 0o022, 7, 0, age=-3e8, before="another site"),
)


def hash_of(site: Path) -> str:
    """Make one checksum of all files of a site, hidden ones included, by their paths and what they hold."""
    made = hashlib.sha256()
    for path in sorted(site.rglob("*"), key=lambda path: path.relative_to(site).as_posix()):
        if path.is_file():
            data = path.read_bytes()
            made.update(f"{path.relative_to(site).as_posix()}\0{len(data)}\0".encode() + data)
    return made.hexdigest()


def build(project: Path, setup: Setup, leak: str = "") -> dict[str, object]:
    """Build a project as on another machine; give what the build could have seen of it."""
    room = project.parent / f"{project.name}.room"
    for name in ("home", "tmp"):
        (room / name).mkdir(parents=True, exist_ok=True)
    environment = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ} | {
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": setup.seed,
        "TZ": setup.zone,
        "LC_ALL": setup.locale,
        "HOME": str(room / "home"),
        "TMPDIR": str(room / "tmp"),
        **dict(setup.more),
    }
    told = {**asdict(setup), "leak": leak, "seen": str(room / "seen")}
    done = subprocess.run(
        [sys.executable, str(ELSEWHERE), json.dumps(told)],
        cwd=project,
        env=environment,
        umask=setup.umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, object] = json.loads((room / "seen").read_text("utf-8"))
    return seen


def prepare(project: Path, setup: Setup) -> None:
    """Let something happen before: builds of this content or of another, and of what they left something goes."""
    page = project / "content/about.md"
    if setup.before in {"edited", "killed"}:
        told = page.read_bytes()
        page.write_bytes(b"# Other words\n")
        build(project, setup)
        page.write_bytes(told)
    if setup.before in {"built", "no cache"}:
        build(project, setup)
    if setup.before == "no cache":
        shutil.rmtree(project / ".sayso-cache")
    if setup.before == "killed":
        (project / ".site.sayso/new/half").mkdir(parents=True)
        (project / ".site.sayso/manifest").write_bytes(b"half of")
    if setup.before == "another site":
        (project / "site/gone").mkdir(parents=True)
        (project / "site/index.html").write_bytes(b"of another program")
    for path in (project / "content").rglob("*"):
        if path.is_file():
            path.chmod(setup.mode)
            os.utime(path, (1_700_000_000 - setup.age,) * 2)


def build_all(source: Path, folder: Path, setups: tuple[Setup, ...], leak: str = "") -> tuple[set[str], dict[str, int]]:
    """Build in each way; give the hashes, and how many values each thing had that could have been seen."""
    hashes, seen = set[str](), list[dict[str, object]]()
    for number, setup in enumerate(setups):
        project = folder / str(number) / setup.path
        shutil.copytree(source, project)
        prepare(project, setup)
        seen.append(build(project, setup, leak))
        site = project / "site"
        hashes.add(hash_of(site))
        rights = {stat.S_IMODE(path.stat().st_mode) for path in site.rglob("*") if path.is_file()}
        # A build without anything before it: files have the rights that any new file gets, whatever the content's are.
        assert rights == {0o666 & ~setup.umask}, [oct(each) for each in rights]
        shutil.rmtree(folder / str(number))
    return hashes, {name: len({json.dumps(each[name]) for each in seen}) for name in seen[0]}


def repository(folder: Path) -> Path:
    """Take the content that comes with Sayso, without its history."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def archive(folder: Path) -> Path:
    """Take a corpus so large that several processes print its pages."""
    make_corpus(folder, 30)
    (folder / "content/about.md").write_text("# About\n", "utf-8")
    return folder


@pytest.mark.slow
def test_one_input_gives_one_hash(tmp_path, at_length, figure):
    for make in (repository, archive) if at_length else (repository,):
        setups = SETUPS if at_length else SETUPS[1:3]
        room = tmp_path / make.__name__
        hashes, values = build_all(make(room / "source"), room, setups)
        told = ", ".join(f"{name} ({number})" for name, number in values.items())
        figure(f"{make.__name__}: {len(setups)} builds, {len(hashes)} hash {min(hashes)[:16]}; what differed: {told}")
        assert len(hashes) == 1
        assert {name for name, number in values.items() if number == 1} == set()


@pytest.mark.slow
def test_whatever_leaks_into_a_page_makes_another_hash(tmp_path, at_length, figure):
    source = make_project(tmp_path / "source")
    leaks = list(build(source, SETUPS[0])) if at_length else ["order of files"]
    shutil.rmtree(source)
    make_project(source)
    for leak in leaks:
        hashes, _ = build_all(source, tmp_path / "planted", SETUPS[:2], leak)
        assert len(hashes) > 1, leak
    figure(f"{len(leaks)} leaks planted, {len(leaks)} seen")


@pytest.mark.slow
def test_two_clones_are_one_and_an_archive_has_no_history(tmp_path, figure):
    whole = FILES[CLAIMS]
    source = make_project(tmp_path / "source", {CLAIMS: whole.partition("      - actor: ukraine")[0]})
    commit(source, ANN, "Russia says so")
    (source / CLAIMS).write_text(whole, "utf-8")
    commit(source, ANN, "Ukraine denies it")
    hashes = {}
    for name, setup in (("one", SETUPS[0]), ("another", SETUPS[1])):
        git(tmp_path, "clone", "-q", str(source), name)
        build(tmp_path / name, setup)
        hashes[name] = hash_of(tmp_path / name / "site")
    shutil.rmtree(tmp_path / "one/.git")
    build(tmp_path / "one", SETUPS[0])
    hashes["archive"] = hash_of(tmp_path / "one/site")
    assert hashes["one"] == hashes["another"] != hashes["archive"]
    figure("2 clones, built in two ways: 1 hash; an archive without the history, which is a part of the input: another")
