"""Writing several files: all of them or none."""

import codecs
import os
from pathlib import Path

import pytest

from generator.edit.writing import changed_since, write_all


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.yml").write_bytes(b"a: 1\n")
    (tmp_path / "content/b.yml").write_bytes(b"b: 1\r\nc: 2\r\n")
    return tmp_path


def test_files_are_put_in_place_made_and_removed(root):
    new = Path("content/articles/x/article.yml")
    assert write_all(root, {Path("content/a.yml"): "a: 2\n", new: "title: Ö\n", Path("content/b.yml"): None}) is None
    assert tree(root) == {"content/a.yml": b"a: 2\n", new.as_posix(): "title: Ö\n".encode()}


def test_a_text_takes_over_the_line_ends_and_the_mark_of_its_file(root):
    (root / "content/a.yml").write_bytes(codecs.BOM_UTF8 + b"a: 1\n")
    assert write_all(root, {root / "content/a.yml": "a: 2\n", root / "content/b.yml": "b: 3\n"}) is None
    assert tree(root) == {"content/a.yml": codecs.BOM_UTF8 + b"a: 2\n", "content/b.yml": b"b: 3\r\n"}


def test_a_text_with_line_ends_of_its_own_is_written_as_it_is(root):
    assert write_all(root, {Path("content/a.yml"): "a: 2\r\nb: 3\n"}) is None
    assert tree(root)["content/a.yml"] == b"a: 2\r\nb: 3\n"


def test_rights_stay_and_new_files_get_the_usual_ones(root):
    (root / "content/a.yml").chmod(0o640)
    old = os.umask(0o027)
    try:
        assert write_all(root, {Path("content/a.yml"): "a: 2\n", Path("content/n.yml"): "n: 1\n"}) is None
    finally:
        os.umask(old)
    assert [(root / "content" / name).stat().st_mode & 0o777 for name in ("a.yml", "n.yml")] == [0o640, 0o640]


def test_folders_move_after_the_files(root):
    (root / "content/x").mkdir()
    (root / "content/x/p.png").write_bytes(b"\0")
    moves = {Path("content/x"): Path("content/y")}
    assert write_all(root, {Path("content/x/t.yml"): "t: 1\n"}, moves) is None
    assert sorted(tree(root)) == ["content/a.yml", "content/b.yml", "content/y/p.png", "content/y/t.yml"]


def test_nothing_changes_where_a_folder_is_in_the_way(root):
    before = tree(root)
    files = {Path("content/a.yml"): "a: 2\n", Path("content/new/n.yml"): "n: 1\n", Path("content/b.yml"): None}
    problem = write_all(root, files, {Path("content/a.yml"): Path("content/b.yml2"), Path("content"): Path("content")})
    assert problem is not None
    assert (problem.code, problem.span.file) == ("cannot-write", "content")
    assert problem.message == "this cannot be written (File exists); nothing was changed"
    assert tree(root) == before
    assert not (root / "content/new").exists()


def test_nothing_changes_where_a_rename_fails_half_way(root, monkeypatch):
    before = tree(root)
    real, done = Path.replace, []

    def fail_second(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == 2:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fail_second)
    problem = write_all(root, {Path("content/a.yml"): "a: 2\n", Path("content/b.yml"): "b: 2\n"})
    assert problem is not None
    assert problem.message == "this cannot be written (No space left on device); nothing was changed"
    assert tree(root) == before


@pytest.mark.parametrize("path", ["../outside.yml", "/nowhere/outside.yml", "content/link/x.yml", "content/link"])
def test_nothing_is_written_outside_the_project(root, path, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (root / "content/link").symlink_to(outside)
    problem = write_all(root, {Path("content/a.yml"): "a: 2\n", Path(path): "x: 1\n"})
    assert problem is not None
    assert "it does not lie in the project's folder" in problem.message
    assert (root / "content/a.yml").read_bytes() == b"a: 1\n"
    assert not list(outside.iterdir())


@pytest.mark.parametrize("path", ["content/a\0.yml", "content/a.yml/b.yml", "content/gone.yml"])
def test_what_cannot_be_is_a_problem(root, path):
    before = tree(root)
    text = None if path.endswith("gone.yml") else "x: 1\n"
    problem = write_all(root, {Path("content/b.yml"): "b: 2\n", Path(path): text})
    assert problem is not None
    assert problem.code == "cannot-write"
    assert tree(root) == before


def test_text_that_is_no_unicode_is_a_problem(root):
    before = tree(root)
    problem = write_all(root, {Path("content/a.yml"): "a: \ud800\n"})
    assert problem is not None
    assert problem.message == "this cannot be written (its name or its text cannot be stored); nothing was changed"
    assert tree(root) == before


def test_folders_that_were_made_for_nothing_are_taken_away(root):
    before = tree(root)
    problem = write_all(root, {Path("content/new/deep/n.yml"): "n: 1\n", Path("content/gone.yml"): None})
    assert problem is not None
    assert problem.span.file == "content/gone.yml"
    assert not (root / "content/new").exists()
    assert tree(root) == before


def test_a_file_that_may_not_be_written_stays(root, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    problem = write_all(root, {Path("content/a.yml"): "a: 2\n"})
    assert problem is not None
    assert problem.message == "this cannot be written (Permission denied); nothing was changed"


def test_what_goes_wrong_otherwise_is_undone_as_well(root, monkeypatch):
    before = tree(root)
    real = Path.replace

    def interrupt(self: Path, target: Path) -> Path:
        if target.name == "b.yml" and target.read_bytes() == before["content/b.yml"]:
            monkeypatch.undo()
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_all(root, {Path("content/a.yml"): "a: 2\n", Path("content/b.yml"): "b: 2\n"})
    assert tree(root) == before


def test_a_file_changed_in_the_meantime_is_told(root):
    seen = {root / "content/a.yml": b"a: 1\n", root / "content/b.yml": b"b: 0\n"}
    problem = changed_since(root, seen)
    assert problem is not None
    assert (problem.code, str(problem.span)) == ("file-changed", "content/b.yml:1:1")
    assert changed_since(root, {root / "content/a.yml": b"a: 1\n"}) is None
    assert changed_since(root, {root / "content/none.yml": b""}) is not None
