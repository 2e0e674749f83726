"""The workshop: a site changes in one step, by its twin, and whatever was changed from outside is noticed."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

from generator.cache import HALF
from generator.publish import links as links_module
from generator.publish import workshop as workshop_module
from generator.publish.links import carry_hidden
from generator.publish.manifest import Manifest, note, read
from generator.publish.twin import NotCarriedError
from generator.publish.workshop import Workshop

FIRST = {
    "index.html": "home",
    "style.css": "css",
    "claims/index.html": "claims",
    "claims/a/index.html": "a",
    "claims/b/index.html": "b",
    "deep/er/and/deeper.html": "deep",
    ".nojekyll": "",
    "ім’я/index.html": "a name",
}


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def content(folder: Path) -> dict[str, str]:
    """Read all files below a folder; empty folders and links are told too."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = path.read_text("utf-8")
        elif not any(path.iterdir()):
            found[f"{name}/"] = "empty"
    return found


def make_site(folder: Path, files: dict[str, str] | None = None) -> Workshop:
    workshop = Workshop(folder / "site")
    build(workshop, FIRST if files is None else files)
    return workshop


def build(workshop: Workshop, files: dict[str, str]) -> None:
    with workshop.opened(int) as new:
        write(new, files)
        workshop.put_in_place()


def change(workshop: Workshop, files: dict[str, str], removed: tuple[str, ...] = ()) -> None:
    with workshop.opened(int) as new:
        write(new, files)
        workshop.put_changes_in_place(new, removed)


def fail(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "the disk is full")


def refuse(workshop: Workshop) -> None:
    """Try to change the site, and see that it is not touched."""
    before = content(workshop.site)
    with pytest.raises(NotCarriedError):
        change(workshop, {"index.html": "changed"})
    assert content(workshop.site) == before


# Changes


@pytest.fixture(params=["exchanged", "renamed", "copied"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way in which a system may put a twin in place."""
    if request.param == "renamed":
        monkeypatch.setattr(workshop_module, "exchange", lambda *_: False)
    if request.param == "copied":
        monkeypatch.setattr(os, "link", fail)
    return request.param


CHANGES = [
    ({"claims/a/index.html": "A"}, ()),
    ({"index.html": "Home", "claims/b/index.html": "B"}, ("claims/a/index.html",)),
    ({"claims/a/index.html": "again", "new/place/index.html": "new"}, ("deep/er/and/deeper.html",)),
    ({"new": "a file where a folder was"}, ("new/place/index.html", ".nojekyll")),
    ({"new/index.html": "and a folder again"}, ("new",)),
    ({}, ("claims/b/index.html", "never/there.html", "../site/index.html")),
    ({}, ()),
    ({"claims/b/index.html": "written wins"}, ("claims/b/index.html",)),
]


def test_a_change_leaves_the_old_site_with_the_change(tmp_path, way):
    workshop, expected = make_site(tmp_path), dict(FIRST)
    for files, removed in CHANGES:
        change(workshop, files, removed)
        expected = {path: text for path, text in expected.items() if path not in removed} | files
        assert content(workshop.site) == expected
        assert workshop.can_carry()
    assert {path.name for path in workshop.folder.iterdir()} == {"lock", ".gitignore", "manifest", "journal", "twin"}


def test_what_does_not_change_is_one_file_under_two_names(tmp_path):
    workshop = make_site(tmp_path)
    change(workshop, {"index.html": "changed"})
    name = "claims/a/index.html"
    assert (workshop.site / name).samefile(workshop.twin.folder / name)
    assert not (workshop.site / "index.html").samefile(workshop.twin.folder / "index.html")


def test_the_next_change_touches_only_what_has_changed(tmp_path):
    workshop = make_site(tmp_path)
    change(workshop, {"index.html": "changed"})
    untouched = workshop.twin.folder / "claims/a"
    before = untouched.stat()
    change(workshop, {"claims/b/index.html": "changed"})
    assert os.path.samestat(before, (workshop.site / "claims/a").stat())
    assert before.st_ctime_ns == (workshop.site / "claims/a").stat().st_ctime_ns


def test_changes_may_lie_on_another_disk(tmp_path, monkeypatch):
    workshop = make_site(tmp_path)
    replace = os.replace

    def refuse_to_move(source: str, target: str) -> None:
        if "elsewhere" in str(source):
            raise OSError(errno.EXDEV, "another disk")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse_to_move)
    write(tmp_path / "elsewhere", {"index.html": "moved"})
    with workshop.opened(int):
        workshop.put_changes_in_place(tmp_path / "elsewhere", [])
    assert content(workshop.site) == FIRST | {"index.html": "moved"}
    assert workshop.can_carry()


def test_a_link_that_leads_to_the_site_stays(tmp_path):
    workshop = make_site(tmp_path / "elsewhere")
    (tmp_path / "site").symlink_to(workshop.site)
    change(Workshop((tmp_path / "site").resolve()), {"index.html": "changed"})
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "site/index.html").read_text("utf-8") == "changed"


def test_a_full_disk_leaves_the_old_site_and_the_next_change_goes_on(tmp_path, monkeypatch):
    workshop = make_site(tmp_path)
    change(workshop, {"index.html": "one"})
    before = content(workshop.site)
    with monkeypatch.context() as patched:
        patched.setattr(links_module.os, "replace", fail)
        patched.setattr(links_module.shutil, "copy2", fail)
        with pytest.raises(OSError, match="full"):
            change(workshop, {"claims/a/index.html": "two"}, ("claims/b/index.html",))
    assert content(workshop.site) == before
    assert workshop.can_carry()
    change(workshop, {"claims/index.html": "three"})
    assert content(workshop.site) == before | {"claims/index.html": "three"}


@pytest.mark.parametrize("act", [build, change])
def test_a_note_that_cannot_be_written_costs_the_site_nothing(tmp_path, monkeypatch, act):
    workshop = make_site(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(Manifest, "write", fail)
        act(workshop, FIRST | {"index.html": "one"})
    assert content(workshop.site) == FIRST | {"index.html": "one"}
    assert not workshop.can_carry()
    build(workshop, FIRST)
    assert workshop.can_carry()


def test_what_a_killed_build_left_half_written_goes(tmp_path):
    workshop = make_site(tmp_path)
    (workshop.folder / f"{HALF}of-a-note").write_bytes(b"half")
    change(workshop, {"index.html": "one"})
    assert not list(workshop.folder.glob(f"{HALF}*"))


# What was changed from outside


def _edit(site: Path) -> None:
    (site / "claims/a/index.html").write_text("somebody's own words", encoding="utf-8")


def _edit_at_the_same_length(site: Path) -> None:
    (site / "claims/a/index.html").write_text("z", encoding="utf-8")


def _exchange_a_file(site: Path) -> None:
    (site / "claims/a/other").write_text("z", encoding="utf-8")
    (site / "claims/a/other").replace(site / "claims/a/index.html")


def _link_a_file(site: Path) -> None:
    (site / "claims/a/index.html").unlink()
    (site / "claims/a/index.html").symlink_to("../b/index.html")


OUTSIDE = {
    "a file written": _edit,
    "a file written, as long as before": _edit_at_the_same_length,
    "a file exchanged": _exchange_a_file,
    "a file that is a link": _link_a_file,
    "a file gone": lambda site: (site / "index.html").unlink(),
    "a file gone deep inside": lambda site: (site / "deep/er/and/deeper.html").unlink(),
    "a file more": lambda site: (site / "deep/er/more.html").touch(),
    "a file more at the top": lambda site: (site / "more.html").touch(),
    "a hidden file more inside": lambda site: (site / "claims/.more").touch(),
    "a folder more": lambda site: (site / "claims/more").mkdir(),
    "a folder more at the top": lambda site: (site / "more").mkdir(),
    "a folder gone": lambda site: shutil.rmtree(site / "claims"),
    "a hidden file of ours gone": lambda site: (site / ".nojekyll").unlink(),
    "the site gone": shutil.rmtree,
    "a file in its place": lambda site: (shutil.rmtree(site), site.touch()),
    "a copy in its place": lambda site: (shutil.copytree(site, site.with_name("x")), shutil.rmtree(site)),
}


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize("built", ["whole", "changed"])
def test_a_site_that_was_changed_from_outside_is_not_carried(tmp_path, name, built):
    workshop = make_site(tmp_path)
    if built == "changed":
        change(workshop, {"claims/b/index.html": "changed"})
    assert workshop.can_carry()
    OUTSIDE[name](workshop.site)
    assert not workshop.can_carry()


def test_hidden_entries_of_the_users_at_the_top_are_no_change(tmp_path):
    workshop = make_site(tmp_path)
    write(workshop.site, {".git/HEAD": "ref", ".gitignore": "*"})
    assert workshop.can_carry()
    change(workshop, {"index.html": "changed"})
    assert workshop.can_carry()
    assert content(workshop.site) == FIRST | {"index.html": "changed", ".git/HEAD": "ref", ".gitignore": "*"}


def test_a_whole_build_makes_good_what_was_changed_in_both_trees_at_once(tmp_path):
    workshop = make_site(tmp_path)
    change(workshop, {"index.html": "changed"})
    # One file under two names: this is written into the twin as well.
    _edit_at_the_same_length(workshop.site)
    assert (workshop.twin.folder / "claims/a/index.html").read_text("utf-8") == "z"
    build(workshop, FIRST)
    assert content(workshop.site) == FIRST
    change(workshop, {"claims/index.html": "changed"})
    assert content(workshop.site) == FIRST | {"claims/index.html": "changed"}
    assert workshop.can_carry()


def test_a_file_that_goes_away_while_it_is_looked_for_is_a_change(tmp_path, monkeypatch):
    workshop = make_site(tmp_path)
    monkeypatch.setattr(Manifest, "holds_the_same", lambda *_: True)
    assert workshop.can_carry()
    (workshop.site / "index.html").unlink()
    assert not workshop.can_carry()


@pytest.mark.parametrize("name", ["a file written", "a file gone", "the site gone"])
def test_a_site_that_is_changed_during_a_build_is_not_carried(tmp_path, name):
    workshop = make_site(tmp_path)
    OUTSIDE[name](workshop.site)
    refuse(workshop)


@pytest.mark.parametrize("damage", ["gone", "cut", "noise", "other", "empty"])
def test_a_manifest_that_cannot_be_believed_is_as_if_it_were_not_there(tmp_path, damage):
    workshop = make_site(tmp_path)
    spoil(workshop.manifest, damage)
    assert not workshop.can_carry()
    refuse(workshop)
    build(workshop, FIRST)
    assert workshop.can_carry()


def spoil(file: Path, damage: str) -> None:
    data = file.read_bytes()
    if damage == "gone":
        file.unlink()
    elif damage == "other":
        file.write_bytes(data.replace(b"workshop-", b"workshop-9", 1))
    else:
        file.write_bytes({"cut": data[:-7], "noise": data[:40] + b"\xff\0" + data[42:], "empty": b""}[damage])


def test_a_site_of_nothing_is_not_carried(tmp_path):
    workshop = make_site(tmp_path, {})
    assert not workshop.can_carry()
    build(workshop, FIRST)
    assert workshop.can_carry()


def test_a_disk_that_counts_in_whole_seconds_cannot_tell(tmp_path):
    write(tmp_path, FIRST)
    for path in FIRST:
        os.utime(tmp_path / path, (7, 7))
    assert note(tmp_path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_new_site_with_a_link_in_it_is_not_carried(tmp_path):
    workshop = make_site(tmp_path)
    assert workshop.can_carry()
    with workshop.opened(int) as new:
        write(new, FIRST)
        (new / "link").symlink_to("index.html")
        workshop.put_in_place()
    assert not workshop.can_carry()
    assert not workshop.manifest.exists()


def test_empty_folders_of_a_new_site_are_taken_away(tmp_path):
    workshop = Workshop(tmp_path / "site")
    with workshop.opened(int) as new:
        write(new, FIRST)
        (new / "empty/and/empty").mkdir(parents=True)
        workshop.put_in_place()
    assert content(workshop.site) == FIRST
    assert workshop.can_carry()


# The twin


def test_the_twin_can_be_made_ahead(tmp_path):
    workshop = make_site(tmp_path)
    with workshop.opened(int):
        workshop.make_twin()
    assert content(workshop.twin.folder) == FIRST
    inside = (workshop.twin.folder / "claims/a").stat().st_ino
    change(workshop, {"index.html": "changed"})
    assert (workshop.site / "claims/a").stat().st_ino == inside


def test_the_site_before_a_whole_build_becomes_the_twin(tmp_path):
    workshop = make_site(tmp_path)
    folder = (workshop.site / "claims/a").stat().st_ino
    build(workshop, FIRST | {"claims/a/index.html": "other", "index.html": "HOME", "more.html": "more"})
    assert (workshop.twin.folder / "claims/a").stat().st_ino == folder
    change(workshop, {"style.css": "changed"}, ("more.html",))
    assert content(workshop.site) == FIRST | {
        "claims/a/index.html": "other",
        "index.html": "HOME",
        "style.css": "changed",
    }
    assert (workshop.site / "claims/a").stat().st_ino == folder
    assert workshop.can_carry()


def _fill_with_strangers(twin: Path) -> None:
    outside = twin.parent.parent / "outside"
    write(outside, {"precious.html": "precious"})
    write(twin, {"stray/deep/x.html": "stray", "claims/a/stray.html": "stray", ".stray/x": "stray"})
    shutil.rmtree(twin / "deep")
    (twin / "deep").symlink_to(outside)
    (twin / "index.html").unlink()
    (twin / "index.html").mkdir()
    write(twin / "index.html", {"x": "a folder where a file was"})
    shutil.rmtree(twin / "claims/b")
    (twin / "claims/b").write_text("a file where a folder was", encoding="utf-8")
    (twin / "style.css").unlink()  # the site's own file has two names, and the other one is to stay as it is
    (twin / "style.css").write_text("CSS", encoding="utf-8")


def _replace_by_a_link(twin: Path) -> None:
    outside = twin.parent.parent / "outside"
    write(outside, {"precious.html": "precious"})
    shutil.rmtree(twin)
    twin.symlink_to(outside)


def _replace_by_a_file(twin: Path) -> None:
    shutil.rmtree(twin)
    twin.touch()


def _replace_by_nothing(twin: Path) -> None:
    shutil.rmtree(twin)


def _block_a_file(twin: Path) -> None:
    (twin / "claims/index.html").unlink()
    write(twin, {"claims/index.html/x": "a folder where a file was"})


TWINS = {
    "nothing": _replace_by_nothing,
    "strangers": _fill_with_strangers,
    "a folder in a file's place": _block_a_file,
    "a link": _replace_by_a_link,
    "a file": _replace_by_a_file,
}


@pytest.mark.parametrize("journal", ["kept", "gone"])
@pytest.mark.parametrize("name", TWINS)
def test_whatever_stands_in_the_twins_place_nothing_of_it_comes_into_the_site(tmp_path, name, journal):
    workshop = make_site(tmp_path)
    change(workshop, {"claims/index.html": "one"})
    TWINS[name](workshop.twin.folder)
    if journal == "gone":
        workshop.twin.journal.unlink()
    change(workshop, {"claims/a/index.html": "two"})
    assert content(workshop.site) == FIRST | {"claims/index.html": "one", "claims/a/index.html": "two"}
    assert workshop.can_carry()
    if (tmp_path / "outside").exists():
        assert content(tmp_path / "outside") == {"precious.html": "precious"}


@pytest.mark.parametrize("name", TWINS)
def test_a_whole_build_goes_over_whatever_stands_in_the_twins_place(tmp_path, name):
    workshop = make_site(tmp_path)
    change(workshop, {"claims/index.html": "one"})
    TWINS[name](workshop.twin.folder)
    build(workshop, FIRST)
    change(workshop, {"claims/index.html": "two"})
    assert content(workshop.site) == FIRST | {"claims/index.html": "two"}


@pytest.mark.parametrize("damage", ["gone", "cut", "noise", "other", "empty"])
def test_without_a_journal_to_believe_the_twin_is_compared_byte_by_byte(tmp_path, damage):
    workshop = make_site(tmp_path)
    change(workshop, {"index.html": "one", "claims/b/index.html": "one"})
    spoil(workshop.twin.journal, damage)
    change(workshop, {"claims/a/index.html": "two"})
    assert content(workshop.site) == FIRST | {
        "index.html": "one",
        "claims/b/index.html": "one",
        "claims/a/index.html": "two",
    }
    assert workshop.can_carry()


def test_a_journal_of_other_folders_is_not_believed(tmp_path):
    workshop = make_site(tmp_path)
    change(workshop, {"index.html": "one"})
    journal = workshop.twin.journal.read_bytes()
    change(workshop, {"claims/a/index.html": "two"})
    workshop.twin.journal.write_bytes(journal)
    twin = workshop.twin.folder
    shutil.copytree(twin, tmp_path / "copy")
    shutil.rmtree(twin)
    (tmp_path / "copy").rename(twin)
    change(workshop, {"claims/b/index.html": "three"})
    assert content(workshop.site) == FIRST | {
        "index.html": "one",
        "claims/a/index.html": "two",
        "claims/b/index.html": "three",
    }


# Hidden entries


@pytest.fixture
def carried(tmp_path: Path) -> SimpleNamespace:
    site, new = tmp_path / "site", tmp_path / "new"
    write(site, {".git/objects/one": "1", ".git/HEAD": "ref", ".keep": "kept", ".nojekyll": "", "page.html": "page"})
    (site / ".link").symlink_to("nowhere")
    new.mkdir()
    return SimpleNamespace(site=site, new=new, hidden=content(site).keys() - {"page.html", ".nojekyll"})


def test_hidden_entries_are_carried_but_for_those_that_builds_make(carried):
    carry_hidden(carried.site, carried.new, {".nojekyll"})
    assert content(carried.new).keys() == carried.hidden
    assert content(carried.new)[".link"] == "-> nowhere"


def test_what_is_carried_already_is_left_as_it_is(carried, monkeypatch):
    carry_hidden(carried.site, carried.new, {".nojekyll"})
    shutil.copy2(carried.site / ".keep", carried.new / "copy")
    (carried.new / "copy").replace(carried.new / ".keep")
    monkeypatch.setattr(links_module, "link", lambda *_: pytest.fail("nothing is to be linked"))
    (carried.site / ".link").unlink()
    carry_hidden(carried.site, carried.new, {".nojekyll"})
    assert content(carried.new).keys() == carried.hidden - {".link"}


def test_what_has_changed_in_hidden_entries_is_carried(carried):
    carry_hidden(carried.site, carried.new, ())
    (carried.site / ".git/HEAD").unlink()
    write(carried.site, {".git/HEAD": "another", ".git/objects/two": "2"})
    (carried.site / ".git/objects/one").unlink()
    (carried.site / ".keep").unlink()
    write(carried.site, {".keep/inside": "a folder now"})
    (carried.site / ".link").unlink()
    (carried.site / ".link").symlink_to("elsewhere")
    write(carried.new, {".gone/x": "x"})
    carry_hidden(carried.site, carried.new, ())
    before = {path: text for path, text in content(carried.site).items() if path != "page.html"}
    assert content(carried.new) == before


def test_a_hidden_file_that_builds_no_longer_make_goes(tmp_path):
    workshop = make_site(tmp_path)
    build(workshop, {"index.html": "home"})
    assert content(workshop.site) == {"index.html": "home"}
    write(workshop.site, {".nojekyll": "the user's own"})
    build(workshop, {"index.html": "home"})
    assert content(workshop.site) == {"index.html": "home", ".nojekyll": "the user's own"}


# Killed builds


def test_two_renames_that_were_cut_short_leave_a_twin_that_is_known(tmp_path):
    workshop = make_site(tmp_path)
    change(workshop, {"index.html": "one"})
    with workshop.opened(int):
        pass
    twin = (workshop.twin.folder / "claims").stat().st_ino
    workshop.twin.folder.rename(workshop.old)  # as a build leaves it that is killed before its last rename
    change(workshop, {"claims/index.html": "two"})
    assert content(workshop.site) == FIRST | {"index.html": "one", "claims/index.html": "two"}
    assert (workshop.site / "claims").stat().st_ino == twin


@pytest.mark.parametrize("act", [build, change])
def test_a_failure_between_two_renames_puts_the_old_site_back(tmp_path, monkeypatch, act):
    monkeypatch.setattr(workshop_module, "exchange", lambda *_: False)
    workshop = make_site(tmp_path)
    rename = Path.rename

    def fail_to_place(self: Path, target: Path) -> Path:
        return fail() if self.name in {"new", "twin"} else rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", fail_to_place)
        with pytest.raises(OSError, match="full"):
            act(workshop, {"index.html": "changed"})
    assert content(workshop.site) == FIRST
    assert workshop.can_carry()
    change(workshop, {"claims/index.html": "changed"})
    assert content(workshop.site) == FIRST | {"claims/index.html": "changed"}


def test_a_last_rename_that_fails_is_left_to_the_next_build(tmp_path, monkeypatch):
    monkeypatch.setattr(workshop_module, "exchange", lambda *_: False)
    workshop = make_site(tmp_path)
    rename = Path.rename

    def fail_at_last(self: Path, target: Path) -> Path:
        if self.name == "old":
            raise OSError(errno.EBUSY, "busy")
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", fail_at_last)
        change(workshop, {"index.html": "one"})
    assert workshop.old.exists()
    assert workshop.can_carry()
    change(workshop, {"claims/index.html": "two"})
    assert content(workshop.site) == FIRST | {"index.html": "one", "claims/index.html": "two"}


KILLED = Path(__file__).parent / "killing.py"


def kill(way: str, folder: Path, every: int, first: int) -> int:
    """Run the program that kills builds; give how many it has killed."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(KILLED.parent.parent), str(KILLED.parent)])}
    command = [sys.executable, str(KILLED), way, str(folder), str(every), str(first)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")
@pytest.mark.parametrize(("way", "first"), [("exchanged", 0), ("renamed", 3), ("copied", 6)])
def test_a_build_that_is_killed_before_a_step_leaves_a_whole_site(tmp_path, way, first):
    assert kill(way, tmp_path, 17, first) > 12


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")
@pytest.mark.parametrize("way", ["exchanged", "renamed", "copied"])
def test_a_build_that_is_killed_before_any_step_leaves_a_whole_site(tmp_path, way):
    assert kill(way, tmp_path, 1, 0) > 250


def test_the_manifest_tells_size_and_time_of_each_file(tmp_path):
    workshop = make_site(tmp_path)
    change(workshop, {"index.html": "changed"})
    manifest = read(workshop.manifest)
    assert manifest is not None
    assert manifest.files.keys() == FIRST.keys()
    for path, (size, time) in manifest.files.items():
        found = (workshop.site / path).stat()
        assert (found.st_size, found.st_mtime_ns) == (size, time)
