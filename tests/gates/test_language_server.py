"""What an editor's program says of the content: yaml-language-server, with the settings and the schema that ship."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from language_server import LanguageServer, language_server

from generator.read import read_content
from generator.schema import SCHEMA_FILE, know_ids, make_schema

pytestmark = pytest.mark.node

ROOT = Path(__file__).parents[2]

CLAIM = """\
claims:
  - id: a-claim
    claim: It rains.
    positions:
      - actor: zelensky
        stance: asserts
        verb: said
        quote: It rains
"""


def nested(settings: dict[str, Any]) -> dict[str, Any]:
    """Give settings as the extension hands them on: `yaml.hover` is the key hover of yaml."""
    made: dict[str, Any] = {}
    for key, value in settings.items():
        *folders, name = key.split(".") if key.startswith("yaml.") else [key]
        place = made
        for folder in folders:
            place = place.setdefault(folder, {})
        place[name] = value
    return made


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's content and settings, with a schema that is current: an editor may have added an actor."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / ".vscode", root / ".vscode")
    records, _ = read_content(root, root / "content")
    (root / ".vscode" / SCHEMA_FILE).write_text(make_schema(know_ids(records)), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def server(project: Path, yaml_language_server: list[str]) -> Iterator[LanguageServer]:
    """The language server, started for that project."""
    settings = json.loads((project / ".vscode/settings.json").read_text("utf-8"))
    with language_server(yaml_language_server, project, nested(settings)) as started:
        yield started


@pytest.fixture
def claims(project: Path) -> Path:
    """A file of an article, without the line that names the schema: the settings say which it is."""
    return project / "content/articles/belgorod-confirmed/more.yml"


def test_nothing_is_said_of_the_repositorys_content(server: LanguageServer, project: Path):
    files = sorted(project.glob("content/**/*.yml"))
    assert len(files) >= 7
    assert {file.name: said for file in files if (said := server.diagnose(file))} == {}


def test_every_file_of_the_content_names_the_schema(project: Path):
    for file in project.glob("content/**/*.yml"):
        first = file.read_text("utf-8").partition("\n")[0]
        start, _, path = first.partition("$schema=")
        assert start == "# yaml-language-server: ", file
        assert (file.parent / path).resolve() == (project / ".vscode" / SCHEMA_FILE).resolve()


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("zelensky", "zelenskyy", (5, "No actor or unit with this id is known")),
        ("zelensky", "basivka", (5, "No actor or unit with this id is known")),
        ("verb:", "verbs:", (7, "verbs")),
        ("asserts", "assert", (6, "asserts")),
        ("said", "[said, wrote]", (7, "Write text here")),
        ("verb: said", "verb:", (7, "Write text here")),
        ("claims:", "claim:", (1, "claim")),
        ("verb: said", "said: 8 April 2025", (7, "2025-04-06")),
        ("        quote: It rains\n", "        claim: a-claim\n        quote: x\n", (8, "claim")),
    ],
)
def test_a_slip_is_marked_on_its_line(server: LanguageServer, claims: Path, right: str, wrong: str, said: Any):
    assert server.diagnose(claims, CLAIM) == []
    line, words = said
    told = server.diagnose(claims, CLAIM.replace(right, wrong, 1))
    assert [entry for entry in told if entry[0] == line and words in entry[1]], told


@pytest.mark.parametrize(
    ("right", "same"),
    [
        ("verb: said", "verb: true"),
        ("verb: said", "verb: 12"),
        ("verb: said", "verb: said\n        said: 2025"),
        ("verb: said", "verb: said\n        said: 2025-04-08"),
        ("verb: said", "verb: said\n        language: no"),
        ("id: a-claim", "id: 2025"),
        ("actor: zelensky", "actor: report"),
        ("actor: zelensky", "actor: '225th-assault-regiment'"),
        ("quote: It rains", "quote: 2025-04-08"),
    ],
)
def test_what_our_reader_takes_for_text_is_not_marked(server: LanguageServer, claims: Path, right: str, same: str):
    assert server.diagnose(claims, CLAIM.replace(right, same)) == []


def test_an_article_is_known_by_its_keys(server: LanguageServer, project: Path):
    home = project / "content/articles/more/article.yml"
    text = "title: x\npublished: 2025-04-08\nlanguage: no\nsource: {publisher: 2025}\n"
    assert server.diagnose(home, text) == []
    assert [line for line, _ in server.diagnose(home, text + "tilte: y\n")] == [5]
    assert "in_brief" in server.complete(home, "title: x\n|\n")


def test_a_file_at_the_top_of_the_content_has_the_schema_too(server: LanguageServer, project: Path):
    file = project / "content/people.yml"
    text = "actors:\n  - {id: ann, name: Ann, type: person, coordinates: [51.1, 35], precision_km: 5}\n"
    assert server.diagnose(file, text) == []
    assert [line for line, _ in server.diagnose(file, text.replace("person", "persons"))] == [2]
    assert {"actors", "claims"} <= set(server.complete(file, "|\n"))


def test_actors_are_offered_with_their_names(server: LanguageServer, claims: Path):
    offered = server.complete(claims, CLAIM.replace("actor: zelensky", "actor: |"))
    assert offered["zelensky"] == "Volodymyr Zelensky, person"
    assert offered["report"] == "The article itself, in its own voice."
    assert "basivka" not in offered


def test_entities_are_offered_in_brackets_and_below(server: LanguageServer, claims: Path):
    for form in ("about: [|]", "about:\n      - |"):
        offered = server.complete(claims, CLAIM.replace("    positions", f"    {form}\n    positions"))
        assert offered["basivka"] == "Basivka, village"
        assert "nobody" not in offered


def test_stances_are_offered_with_their_meaning(server: LanguageServer, claims: Path):
    offered = server.complete(claims, CLAIM.replace("stance: asserts", "stance: |"))
    assert list(offered) == ["asserts", "confirms", "denies", "questions", "reports", "declines", "retracts"]
    assert offered["denies"] == "Says that it is not so."


def test_keys_are_offered_on_a_new_line(server: LanguageServer, claims: Path):
    offered = server.complete(claims, CLAIM + "        |\n")
    assert {"said", "certainty", "via", "because", "note"} <= set(offered)
    assert not {"claim", "actor", "stance"} & set(offered)
    assert offered["said"].startswith("When it was said")
    assert "said: 2025-04-06" in offered["said"]


def test_yes_and_no_are_offered_where_they_may_stand_and_nowhere_else(server: LanguageServer, claims: Path):
    alias = "actors:\n  - id: ann\n    aliases:\n      - name: Annie\n        match: |\n"
    assert {"yes", "no"} <= {word.strip('"') for word in server.complete(claims, alias)}
    assert server.complete(claims, CLAIM.replace("verb: said", "verb: |")) == {}


def test_resting_on_a_key_tells_its_sentence_and_what_its_words_mean(server: LanguageServer, claims: Path):
    told = server.hover(claims, CLAIM.replace("stance", "sta|nce"))
    assert "What the actor does with the claim." in told
    assert "`denies`: Says that it is not so." in told
    assert "Volodymyr Zelensky, person" in server.hover(claims, CLAIM.replace("zelensky", "zel|ensky"))
