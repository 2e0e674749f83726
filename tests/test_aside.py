"""Sites built aside for a preview, one after another: each is the one that would be built alone."""

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
