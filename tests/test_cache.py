"""What is kept from one build to the next."""

import os
import random
import time
from pathlib import Path

import pytest

from generator.cache import HALF, NO_CACHE, Cache, Shelf, checksum, checksum_of_code


def counting() -> tuple[list[int], object]:
    calls: list[int] = []

    def make() -> bytes:
        calls.append(1)
        return b"made"

    return calls, make


def test_a_thing_is_made_once_for_the_same_ingredients(tmp_path: Path) -> None:
    calls, make = counting()
    for _ in range(2):
        assert Cache(tmp_path / "kept").get("maps", "a village", make) == b"made"
    assert len(calls) == 1


@pytest.mark.parametrize(("kind", "ingredients"), [("maps", "another"), ("pictures", "a village")])
def test_other_ingredients_and_other_kinds_are_other_things(tmp_path: Path, kind: str, ingredients: str) -> None:
    calls, make = counting()
    cache = Cache(tmp_path)
    cache.get("maps", "a village", make)
    cache.get(kind, ingredients.encode(), make)
    assert len(calls) == 2


def test_without_a_folder_everything_is_made_each_time() -> None:
    calls, make = counting()
    for _ in range(2):
        NO_CACHE.get("maps", "a village", make)
    assert len(calls) == 2


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    calls, make = counting()
    (tmp_path / "file").write_text("in the way")
    assert Cache(tmp_path / "file").get("maps", "a village", make) == b"made"
    assert len(calls) == 1


def test_git_ignores_what_is_kept_and_nothing_half_written_stays(tmp_path: Path) -> None:
    Cache(tmp_path).get("maps", "a village", lambda: b"made")
    assert (tmp_path / ".gitignore").read_text() == "*\n"
    assert len(list((tmp_path / "maps").iterdir())) == 1


def kept_file(tmp_path: Path) -> Path:
    Cache(tmp_path / "kept").write("records", [b"what was", b" made"])
    return tmp_path / "kept" / "records"


def test_what_is_kept_under_a_name_comes_back(tmp_path: Path) -> None:
    kept_file(tmp_path)
    assert Cache(tmp_path / "kept").read("records") == b"what was made"
    assert Cache(tmp_path / "kept").read("others") is None
    assert NO_CACHE.read("records") is None
    NO_CACHE.write("records", [b"nowhere"])


def test_what_is_cut_short_or_changed_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    file = kept_file(tmp_path)
    whole = file.read_bytes()
    for damaged in [
        *(whole[:length] for length in range(len(whole))),
        *(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))),
        whole + b" and more",
        whole.replace(b"sayso 1", b"sayso 2"),
        random.Random(6).randbytes(200),
    ]:
        file.write_bytes(damaged)
        assert Cache(tmp_path / "kept").read("records") is None


def test_a_thing_under_another_name_is_another_thing(tmp_path: Path) -> None:
    file = kept_file(tmp_path)
    file.rename(file.with_name("texts"))
    assert Cache(tmp_path / "kept").read("texts") is None


def test_a_damaged_thing_is_made_again(tmp_path: Path) -> None:
    calls, make = counting()
    cache = Cache(tmp_path)
    cache.get("maps", "a village", make)
    (file,) = (tmp_path / "maps").iterdir()
    file.write_bytes(b"noise")
    for _ in range(2):
        assert cache.get("maps", "a village", make) == b"made"
    assert len(calls) == 2


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system knows no owners")
def test_a_folder_of_another_user_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = kept_file(tmp_path)
    before = file.read_bytes()
    monkeypatch.setattr(os, "getuid", lambda: os.geteuid() + 1)
    other = Cache(tmp_path / "kept")
    assert other.read("records") is None
    other.write("records", [b"mine"])
    assert file.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system knows no owners")
def test_a_file_of_another_user_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_file(tmp_path)
    cache = Cache(tmp_path / "kept")
    assert cache.read("records")
    monkeypatch.setattr(os, "getuid", lambda: os.geteuid() + 1)
    assert cache.read("records") is None


def test_links_that_lead_elsewhere_are_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    kept_file(elsewhere)
    project = tmp_path / "project"
    project.mkdir()
    (project / "out").symlink_to(elsewhere / "kept")
    (project / "gone").symlink_to(tmp_path / "nowhere")
    (project / "round").symlink_to("round")
    for name in ("out", "gone", "round"):
        assert Cache(project / name).read("records") is None
        Cache(project / name).write("others", [b"made"])
    (project / "own").mkdir()
    (project / "own" / "records").symlink_to(elsewhere / "kept" / "records")
    (project / "own" / "maps").symlink_to(elsewhere / "kept")
    assert Cache(project / "own").read("records") is None
    Cache(project / "own").write("maps/one", [b"made"])
    assert [file.name for file in (elsewhere / "kept").iterdir() if file.name != ".gitignore"] == ["records"]


def test_what_is_no_ordinary_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert Cache(tmp_path).read("records") is None
    assert Cache(tmp_path).read("pipe") is None
    Cache(tmp_path).write("records", [b"made"])
    assert sorted(file.name for file in tmp_path.iterdir()) == [".gitignore", "pipe", "records"]


def test_a_full_disk_costs_only_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    file = kept_file(tmp_path)
    monkeypatch.setattr(os, "replace", refuse)
    Cache(tmp_path / "kept").write("records", [b"new"])
    assert Cache(tmp_path / "kept").read("records") == b"what was made"
    assert [each.name for each in file.parent.iterdir() if each.name != ".gitignore"] == ["records"]


def test_what_a_killed_program_left_half_written_goes_when_nobody_writes_it_any_more(tmp_path: Path) -> None:
    old, young = tmp_path / f"{HALF}old", tmp_path / f"{HALF}young"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 3600,) * 2)
    Cache(tmp_path).write("records", [b"made"])
    assert not old.exists()
    assert young.exists()
    assert Cache(tmp_path).read("records") == b"made"


def test_a_file_that_git_is_told_of_is_never_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        Cache(tmp_path).write("records", [b"made"])
    assert not list(tmp_path.iterdir())
    Cache(tmp_path).write("records", [b"made"])
    assert (tmp_path / ".gitignore").read_bytes() == b"*\n"


def test_a_checksum_tells_parts_apart() -> None:
    assert checksum("a", "b") == checksum(b"a", b"b") != checksum("ab")


def test_the_checksum_of_code_knows_every_byte(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("a = 1")
    first = checksum_of_code(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.py").write_text("a = 2")
    assert first != checksum_of_code(other)
    assert first == checksum_of_code(tmp_path / "one.py")


def test_code_that_cannot_be_read_is_never_known_again(tmp_path: Path) -> None:
    missing = [tmp_path, tmp_path / "one.py"]
    assert len({checksum_of_code(*missing[:1]), checksum_of_code(*missing[1:]), checksum_of_code(*missing)}) == 3


def test_a_shelf_holds_what_was_asked_for(tmp_path: Path) -> None:
    shelf = Shelf(Cache(tmp_path), "texts", "1")
    shelf.put("one", "as of now", b"made of one")
    shelf.put("two", "as of now", b"made of two")
    shelf.save()
    assert shelf.get("one", "as of now") == b"made of one"
    again = Shelf(Cache(tmp_path), "texts", "1")
    assert again.get("one", "as of now") == b"made of one"
    assert again.get("two", "of another time") is None
    again.save()
    last = Shelf(Cache(tmp_path), "texts", "1")
    assert last.get("two", "as of now") is None
    last.keep_on("one")
    last.save()
    assert Shelf(Cache(tmp_path), "texts", "1").get("one", "as of now") == b"made of one"


def test_a_shelf_of_another_version_is_empty(tmp_path: Path) -> None:
    shelf = Shelf(Cache(tmp_path), "texts", "1")
    shelf.put("one", "as of now", b"made")
    shelf.save()
    assert Shelf(Cache(tmp_path), "texts", "2").get("one", "as of now") is None


def test_a_shelf_is_written_only_where_something_is_new(tmp_path: Path) -> None:
    shelf = Shelf(Cache(tmp_path), "texts", "1")
    shelf.put("one", "as of now", b"made")
    shelf.save()
    written = (tmp_path / "texts").stat().st_ino
    again = Shelf(Cache(tmp_path), "texts", "1")
    again.get("one", "as of now")
    again.save()
    assert (tmp_path / "texts").stat().st_ino == written
