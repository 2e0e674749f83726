"""Sites built aside for a preview, one after another: each is the one that would be built alone."""

from pathlib import Path

import pytest
from pages_site import FILES
from random_edits import Editor
from test_incremental import OWN, differences, write

from generator.publish.aside import Made, build_aside
from generator.publish.build import CannotPublishError

URL = "http://127.0.0.1:8000/"


@pytest.fixture
def build(tmp_path):
    """Build the project aside, from the site before where there is one."""
    root = write(tmp_path / "project", FILES | OWN)
    numbers = iter(range(1000))

    def again(last: Made | None = None) -> Made:
        return build_aside(root, tmp_path / f"site-{next(numbers)}", URL, None, last)

    again.root = root
    return again


@pytest.mark.slow
def test_previews_after_edits_are_those_of_a_clean_build(build):
    editor, made, folders = Editor(build.root, seed=5), None, set()
    for _ in range(8):
        editor.edit()
        editor.write()
        try:
            made = build(made)
        except CannotPublishError:
            editor.undo()
            continue
        folders.add(made.folder)
        assert differences(made.folder, build().folder) == []
    assert len(folders) < 4  # most are the site before with a few files changed


def test_a_preview_that_fails_leaves_the_one_before(build):
    made = build()
    claims = build.root / "content/articles/village/claims.yml"
    claims.write_text(
        claims.read_text(encoding="utf-8").replace("actor: zelensky", "actor: unknown-one"), encoding="utf-8"
    )
    before = {path: path.read_bytes() for path in made.folder.rglob("*") if path.is_file()}
    with pytest.raises(CannotPublishError):
        build(made)
    assert {path: path.read_bytes() for path in made.folder.rglob("*") if path.is_file()} == before


def test_a_preview_that_failed_half_way_is_no_ground_for_the_next(build):
    """A file became a folder, which once could not be written: what had been written before it stayed for good."""
    (build.root / "content/data.txt").write_text("1", encoding="utf-8")
    made = build()
    (build.root / "content/data.txt").unlink()
    (build.root / "content/data.txt").mkdir()
    (build.root / "content/data.txt/a.csv").write_text("2", encoding="utf-8")
    made = build(made)
    assert (made.folder / "data.txt/a.csv").read_text(encoding="utf-8") == "2"
    (build.root / "content/data.txt/a.csv").unlink()
    (build.root / "content/data.txt").rmdir()
    (build.root / "content/data.txt").write_text("3", encoding="utf-8")
    made = build(made)
    assert differences(made.folder, build().folder) == []


def test_what_fails_while_a_preview_is_changed_makes_the_next_one_whole(build, monkeypatch):
    made = build()
    people = build.root / "content/people.yml"
    old = people.read_text(encoding="utf-8")
    people.write_text(old.replace("name: War bloggers", "name: War bloggerz"), encoding="utf-8")
    replace = Path.replace
    monkeypatch.setattr(Path, "replace", lambda path, to: fail() if "index.html" in str(to) else replace(path, to))
    with pytest.raises(CannotPublishError, match="no room"):
        build(made)
    monkeypatch.undo()
    people.write_text(old, encoding="utf-8")
    assert differences(build(made).folder, build().folder) == []


def fail() -> None:
    message = "no room"
    raise OSError(message)
