"""What is shipped: the wheel holds everything a newsroom needs, and what it says of itself is true."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from sites import ROOT

import generator

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHIPPED = ("pyproject.toml", "README.md", "LICENSE", "generator", "templates")


def names_under(folder: str, *patterns: str) -> set[str]:
    found = (path for pattern in patterns for path in (ROOT / folder).rglob(pattern))
    return {path.relative_to(ROOT / folder).as_posix() for path in found if "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the repository in a folder with a space in its name."""
    copy = tmp_path_factory.mktemp("a folder") / "sayso"
    copy.mkdir()
    for name in SHIPPED:
        source = ROOT / name
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, copy / name, ignore=ignored) if source.is_dir() else shutil.copy(source, copy / name)
    code = "from setuptools.build_meta import build_wheel; print(build_wheel('.'))"
    done = subprocess.run([sys.executable, "-c", code], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return copy / done.stdout.splitlines()[-1]


def test_the_wheel_holds_all_code_templates_and_languages(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    assert held >= {f"generator/{name}" for name in names_under("generator", "*.py", "*.yml", "*.ttf", "OFL.txt")}
    assert held >= {f"sayso_theme/{name}" for name in names_under("templates", "*.*")}
    assert not [name for name in held if name.startswith(("tests/", "content/", "templates/"))]


def test_the_wheel_says_what_it_is(wheel):
    files = zipfile.ZipFile(wheel)
    metadata = files.read(next(name for name in files.namelist() if name.endswith("METADATA"))).decode()
    assert f"Version: {generator.__version__}" in metadata
    assert "License-Expression: MIT" in metadata
    assert re.search(r"Requires-Dist: mkdocs<2,>=1\.6\.1", metadata)


def test_every_package_folder_is_listed():
    folders = {path.parent for path in (ROOT / "generator").rglob("__init__.py")}
    packages = {".".join(folder.relative_to(ROOT).parts) for folder in folders}
    assert set(PYPROJECT["tool"]["setuptools"]["packages"]) == packages | {"sayso_theme"}


def test_mkdocs_finds_the_plugin_and_the_theme():
    assert entry_points(group="mkdocs.plugins")["sayso"].load().__name__ == "SaysoPlugin"
    theme = entry_points(group="mkdocs.themes")["sayso"].load()
    assert (Path(theme.__file__).parent / "mkdocs_theme.yml").is_file()


def test_every_dependency_has_an_upper_bound():
    extras = PYPROJECT["project"]["optional-dependencies"]
    for requirement in [*PYPROJECT["project"]["dependencies"], *extras["test"], *extras["dev"]]:
        assert "<" in requirement or requirement.startswith("sayso["), requirement


def test_every_lint_rule_left_out_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lines = re.findall(r'^    "[A-Z]+\d*",.*$', text, re.MULTILINE)
    assert lines
    assert [line for line in lines if "#" not in line] == []
