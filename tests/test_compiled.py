"""Compiled templates: the same program as compiled anew, kept beside Sayso's own and nowhere else."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from generator.cache import Cache
from generator.pages.compiled import Compiled, compiled


class Counted(Environment):
    """Counts how often a template is compiled."""

    compilations = 0

    def compile(self, *source, **options):
        self.compilations += 1
        return super().compile(*source, **options)


def printed(folder: Path, kept: Path, texts: str = "en", text: str | None = None) -> tuple[str, int]:
    """Print a template in a new environment; give what it printed and how many were compiled."""
    file = folder / "parts" / "page.html"
    if text is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    environment = Counted(
        loader=FileSystemLoader(folder), bytecode_cache=Compiled("Setter", texts, folder, Cache(kept))
    )
    return environment.get_template("parts/page.html").render(name="Ann"), environment.compilations


def test_a_template_is_compiled_once_while_it_is_the_same(tmp_path: Path):
    folder, kept = tmp_path / "templates", tmp_path / "kept"
    assert printed(folder, kept, text="Dear {{ name }}") == ("Dear Ann", 1)
    assert printed(folder, kept) == ("Dear Ann", 0)
    assert printed(folder, kept, text="Good {{ name }}") == ("Good Ann", 1)
    assert printed(folder, kept) == ("Good Ann", 0)


def test_other_words_of_the_interface_make_another_program(tmp_path: Path):
    folder, kept = tmp_path / "templates", tmp_path / "kept"
    assert printed(folder, kept, text="{{ name }}")[1] == 1
    assert printed(folder, kept, texts="fr")[1] == 1
    assert len(list(kept.rglob("*.pyc"))) == 1


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: bytes(len(data)), lambda _: b""])
def test_a_damaged_program_is_compiled_anew(tmp_path: Path, damage):
    folder, kept = tmp_path / "templates", tmp_path / "kept"
    printed(folder, kept, text="Dear {{ name }}")
    (file,) = kept.rglob("*.pyc")
    file.write_bytes(damage(file.read_bytes()))
    assert printed(folder, kept) == ("Dear Ann", 1)
    assert printed(folder, kept) == ("Dear Ann", 0)


@pytest.mark.parametrize("made", [b"", b"\xff\xff", b"c", b"(\x01\x00\x00\x00"])
def test_a_program_that_somebody_has_made_by_hand_is_compiled_anew(tmp_path: Path, made):
    folder, kept = tmp_path / "templates", tmp_path / "kept"
    printed(folder, kept, text="Dear {{ name }}")
    (file,) = kept.rglob("*.pyc")
    stamp = Cache(kept).read(file.name)[:32]
    Cache(kept).write(file.name, [stamp, made])
    assert printed(folder, kept) == ("Dear Ann", 1)


def test_templates_from_elsewhere_are_not_kept(tmp_path: Path):
    cache = Compiled("Setter", "en", tmp_path / "templates", Cache(tmp_path / "kept"))
    environment = Counted(loader=DictLoader({"page.html": "Dear {{ name }}"}), bytecode_cache=cache)
    assert environment.get_template("page.html").render(name="Ann") == "Dear Ann"
    assert not (tmp_path / "kept").exists()


def test_they_lie_beside_python_s_own_compiled_modules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "prefix"))
    for is_off in (True, False):
        monkeypatch.setattr(sys, "dont_write_bytecode", is_off)
        compiled.cache_clear()
        folder = tmp_path / "templates"
        folder.mkdir(exist_ok=True)
        (folder / "page.html").write_text("Dear {{ name }}", "utf-8")
        environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=compiled("Setter", "en", folder))
        assert environment.get_template("page.html").render(name="Ann") == "Dear Ann"
        assert bool(list(tmp_path.glob("prefix/**/pages/templates/*.pyc"))) is not is_off
    compiled.cache_clear()
