"""The page for editors on every field: made from the models, true, and never published."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from sites import make_project

from generator.cli import main
from generator.edit.order import ORDER
from generator.model import Article, Record, Table
from generator.read.gathering import KINDS
from generator.read.yaml_tree import load_yaml
from generator.schema import REFERENCE_FILE, Field, fields_of, make_reference
from generator.schema.values import typed

ROOT = Path(__file__).parents[1]

EXAMPLES = [
    pytest.param(model, field, id=f"{model.__name__}.{field.name}")
    for model in ORDER
    for field in fields_of(model)
    if field.example is not None
]


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.output


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = make_project(tmp_path)
    monkeypatch.chdir(made)
    return made


def test_the_page_that_ships_is_current():
    shipped = (ROOT / "content" / REFERENCE_FILE).read_text("utf-8")
    current = shipped == make_reference()
    assert current, "content/guide/fields.md is not current; this command writes it: sayso fields"


@pytest.mark.parametrize(("model", "field"), EXAMPLES)
def test_every_example_may_stand_there(model: type[Record], field: Field):
    loaded = load_yaml("x.yml", typed(field) + "\n")
    assert loaded.problems == []
    assert isinstance(loaded.node, Table)
    needed = {other.name: other.example for other in fields_of(model) if other.needed and other is not field}
    whole = load_yaml("x.yml", "\n".join(f"{name}: {example}" for name, example in needed.items()) + "\n")
    table = whole.node if isinstance(whole.node, Table) else Table(loaded.node.span)
    table.update(loaded.node)
    model.model_validate(table)


def test_every_field_has_a_sentence_and_all_but_lists_of_records_an_example():
    for model in ORDER:
        for field in fields_of(model):
            assert field.sentence.endswith("."), (model, field.name)
            assert field.sentence.count(". ") == 0, (model, field.name)
    lacking = {field.name for model in ORDER for field in fields_of(model) if field.example is None}
    assert lacking == {"corrections", "positions", "evidence", "verdict", "questions"}


def test_every_record_has_its_table_and_every_field_its_row():
    page = make_reference()
    parts = page.split("\n## ")[1:]
    rows = [set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) for part in parts]
    for model in {*ORDER, *KINDS.values()}:
        names = set(model.model_fields) - ({"id"} if model is Article else set())
        assert names in rows, model


def test_every_link_of_the_page_leads_to_one_of_its_headings():
    page = make_reference()
    headings = {"#" + heading.lower().replace(" ", "-") for heading in re.findall(r"^## (.+)$", page, re.MULTILINE)}
    links = set(re.findall(r"\]\((#[^)]+)\)", page))
    assert links == headings


def test_every_table_has_five_cells_in_each_row():
    for line in make_reference().split("\n"):
        if line.startswith("|"):
            assert line.count("|") == 6, line


def test_the_command_writes_the_page_and_keeps_it_current(project: Path):
    assert run("fields", "--check") == (
        1,
        "content/guide/fields.md is not there; this command writes it: sayso fields\n",
    )
    assert run("fields") == (0, "Wrote content/guide/fields.md.\n")
    assert run("fields", "--check") == (0, "content/guide/fields.md is current.\n")
    (project / "content" / REFERENCE_FILE).write_text("old", encoding="utf-8")
    assert run("fields", "--check")[0] == 1
    assert (project / "content" / REFERENCE_FILE).read_text("utf-8") == "old"


def test_it_may_stand_somewhere_else(project: Path):
    assert run("fields", "-o", "docs/all.md") == (0, "Wrote docs/all.md.\n")
    assert (project / "docs/all.md").read_text("utf-8") == make_reference()


def test_a_folder_that_is_no_project_is_a_plain_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    code, told = run("fields")
    assert code == 1
    assert "mkdocs.yml" in told
