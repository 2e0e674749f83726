"""What is kept from one build to the next."""

from pathlib import Path

import pytest

from generator.cache import NO_CACHE, Cache


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
