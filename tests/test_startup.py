"""What a command loads: each library costs every start, so none is loaded that the command does not need."""

import subprocess
import sys
from pathlib import Path

import pytest

SETTINGS = "site_name: A\ndocs_dir: content\nplugins: [sayso]\n"

PEOPLE = "actors:\n  - {id: ann, name: Ann, type: person, summary: 'She leads the [[ann|council]].'}\n"

ARTICLE = "title: A report\npublished: 2025-04-08\nlanguage: en\nsource: {publisher: A paper}\n"

CLAIMS = (
    "claims:\n  - id: dam-holds\n    claim: The dam holds.\n    positions:\n"
    "      - {actor: ann, stance: asserts, verb: said, quote: the dam holds}\n"
)

LOADED = """
import sys
from generator.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
print()
print(*sys.modules)
"""

OF_PAGES = {"jinja2", "markupsafe", "babel", "mkdocs", "markdown", "ruamel", "resvg_py", "pagefind", "livereload"}
"""What pages, maps, search and editing are made with."""

OF_CONTENT = {"pydantic", "pydantic_core", "yaml", "markdown_it", "sentencex"}
"""What content is read with."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    article = tmp_path / "content/articles/visit"
    article.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (tmp_path / "content/people.yml").write_text(PEOPLE, "utf-8")
    (article / "article.yml").write_text(ARTICLE, "utf-8")
    (article / "claims.yml").write_text(CLAIMS, "utf-8")
    (article / "text.md").write_text("Ann said that the dam holds.\n", "utf-8")
    return tmp_path


def loaded_by(folder: Path, *command: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", LOADED, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(run.stdout.splitlines()[-1].split())


def test_the_version_is_told_without_any_library_but_that_of_commands(project: Path) -> None:
    assert loaded_by(project, "--version").isdisjoint(OF_PAGES | OF_CONTENT | {"asyncio", "http.server"})


def test_help_needs_no_more_than_the_version(project: Path) -> None:
    assert loaded_by(project, "check", "--help").isdisjoint(OF_PAGES | OF_CONTENT)


def test_a_check_loads_nothing_that_pages_are_made_with(project: Path) -> None:
    loaded = loaded_by(project, "check")
    assert loaded >= {"pydantic", "yaml", "generator.proof"}
    assert loaded.isdisjoint(OF_PAGES)
    assert {name for name in loaded if name.startswith("generator.pages.")} == {
        "generator.pages.addresses",
        "generator.pages.clashes",
        "generator.pages.grounds",
    }
    assert loaded.isdisjoint({"generator.publish", "generator.plugin", "generator.search", "generator.edit"})


def test_the_room_of_pages_still_gives_all_that_it_names() -> None:
    from generator import pages

    assert all(getattr(pages, name) for name in pages.__all__)
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = pages.nothing_such
