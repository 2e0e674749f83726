"""The schema that helps while typing: it takes what our reader takes, and knows the ids that exist."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from sites import break_content, make_project

from generator.cli import main
from generator.edit.order import ORDER
from generator.model import RESERVED, Claim, Kind, Node, Scalar, Stance, Table
from generator.model.forms import ID, Form
from generator.model.meanings import STANCES, WORDS_BESIDE_IDS
from generator.model.values import AnyRef, MentionRef, PlaceRef, SpeakerRef
from generator.read import read_content
from generator.read.gathering import Gathering
from generator.read.yaml_tree import load_yaml
from generator.schema import SCHEMA_FILE, KnownIds, fields_of, know_ids, make_schema
from generator.schema.fields import Many

ROOT = Path(__file__).parents[1]

KNOWN = KnownIds(
    names=(
        ("russia", "actor", "Russia, state"),
        ("ann", "actor", "Ann, person"),
        ("2025", "unit", "Unit 2025, unit"),
        ("1e3", "place", "Hill 1000, site"),
        ("0x1f", "term", "a code, term"),
        ("0o17", "term", "another code, term"),
        ("x", "article", "An article, article"),
    ),
    states=frozenset({"russia"}),
    damaged=(("lost", None), ("torn", "claim")),
)


def yaml_12(node: Node) -> Any:  # noqa: PLR0911 - a line a kind of value
    """Give what a YAML 1.2 program reads where our reader reads text."""
    if isinstance(node, Table):
        return {key: yaml_12(value) for key, value in node.items()}
    if isinstance(node, list):
        return [yaml_12(entry) for entry in node]
    assert isinstance(node, Scalar)
    if node.raw.startswith(('"', "'", "|", ">")):
        return str(node)
    if node in {"null", "Null", "NULL", "~", ""}:
        return None
    if node.lower() in {"true", "false"}:
        return node.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", node):
        return int(node)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node):
        return float(node)
    return str(node)


def validator(known: KnownIds = KNOWN) -> Draft202012Validator:
    schema = json.loads(make_schema(known))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def accepts() -> Callable[[str], bool]:
    """Ask the schema about a file."""
    schema = validator()
    return lambda text: schema.is_valid(yaml_12(load_yaml("content/x.yml", text).node))


def reads(text: str) -> bool:
    """Ask our reader about a file."""
    loaded = load_yaml("content/x.yml", text)
    gathering = Gathering(problems=[*loaded.problems])
    if text.startswith("title:"):
        gathering.add_article(loaded.node, "content/articles/x/article.yml", "x")
    else:
        gathering.add_file(loaded.node, "content/x.yml", None)
    return not gathering.problems


VALUES = """
2025
2025-04
2025-04-08
"2025-04-08"
"  2025-04-08  "
2025-04-06T22:00
2025-04-06T22:00:15
2025-03/2025-04
2025-04~
2025-13
2025-04-31x
08.04.2025
0999
12345
-5
0
5
"5"
5.5
007
1234567
0.0
words
"words"
"   "
""
Words with spaces
true
false
"true"
yes
no
Yes
en
pt-BR
uk
english-language-of-old
a-name
A-Name
a--name
a_name
-a
report
nobody
[a, b]
[51.1, 35]
["51.1", "35.0"]
[51.1]
[51.1, 35, 1]
[91, 35]
[51, 181]
[fifty, one]
{a: b}
{wikidata: Q212}
{wikidata: 212}
{website: https://example.org/}
{website: example.org}
https://example.org/a?b=c#d
HTTPS://example.org
http://example.org:80/
https://
https://user@example.org/
https://example.org/with space
javascript:alert(1)
mailto:ann@example.org
mailto:ann
person
village
asserts
full
9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
"1:0123456789abcdef0123456789abcdef"
1:0123456789abcdef0123456789abcdef
fact
""".strip().split("\n")

CLAIM = "claims:\n  - id: x\n    claim: It rains.\n"
POSITION = f"{CLAIM}    positions:\n      - actor: ann\n        article: x\n        verb: says\n        "
ACTOR = "actors:\n  - id: x\n    name: X\n"
PLACES = {
    "id": "claims:\n  - claim: It rains.\n    id: ",
    "claim": "claims:\n  - id: x\n    claim: ",
    "note": f"{CLAIM}    note: ",
    "when": f"{CLAIM}    when: ",
    "when_text": f"{CLAIM}    when_text: ",
    "links": f"{CLAIM}    links: ",
    "was": f"{CLAIM}    was: ",
    "claim type": f"{CLAIM}    type: ",
    "on": f"{CLAIM}    corrections:\n      - what: It was.\n        on: ",
    "what": f"{CLAIM}    corrections:\n      - on: 2025-04-08\n        what: ",
    "stance": f"{POSITION}quote: It rains\n        stance: ",
    "quote": f"{POSITION}stance: asserts\n        quote: ",
    "language": f"{POSITION}stance: asserts\n        quote: It rains\n        language: ",
    "type": f"{ACTOR}    type: ",
    "summary": f"{ACTOR}    type: person\n    summary: ",
    "coordinates": f"{ACTOR}    type: state\n    coordinates: ",
    "precision_km": f"{ACTOR}    type: state\n    precision_km: ",
    "forms": f"{ACTOR}    type: state\n    forms: ",
    "alias": f"{ACTOR}    type: state\n    aliases:\n      - ",
    "match": f"{ACTOR}    type: state\n    aliases:\n      - name: Y\n        match: ",
    "url": f"{CLAIM}    evidence:\n      - role: supports\n        type: t\n        what: w\n        url: ",
    "fingerprint": "reviews:\n  - by: Ann\n    on: 2025-04-08\n    fingerprint: ",
    "published": "title: T\nlanguage: en\nsource: {publisher: P}\npublished: ",
    "show_text": "title: T\nlanguage: en\nsource: {publisher: P}\npublished: 2025-04-08\nshow_text: ",
    "text_sha256": "title: T\nlanguage: en\nsource: {publisher: P}\npublished: 2025-04-08\ntext_sha256: ",
    "in_brief": "title: T\nlanguage: en\nsource: {publisher: P}\npublished: 2025-04-08\nin_brief: ",
}

BRACKETS = {value for value in VALUES if value.startswith("[")}

ONLY_THE_READER_SEES = {
    # A program has made a number of it, and nobody can tell any more how it was typed.
    "id": {"0.0"},
    "when": {"5", "007"},
    # Brackets and dashes are the same to a program.
    "in_brief": BRACKETS,
}
"""What the schema lets pass and our reader does not."""


@pytest.mark.parametrize("place", PLACES)
def test_the_schema_takes_what_the_reader_takes_and_nearly_nothing_else(place: str, accepts: Callable[[str], bool]):
    texts = {value: f"{PLACES[place]}{value}\n" for value in VALUES}
    verdicts = {value: (accepts(text), reads(text)) for value, text in texts.items()}
    assert any(reader for _, reader in verdicts.values()) == (place != "in_brief")
    assert not [value for value, (schema, reader) in verdicts.items() if reader and not schema]
    assert {value for value, (schema, reader) in verdicts.items() if schema and not reader} == (
        ONLY_THE_READER_SEES.get(place, set())
    )


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_no_reserved_word_is_an_id(word: str, accepts: Callable[[str], bool]):
    assert not accepts(f"claims:\n  - claim: It rains.\n    id: {word}\n")
    assert not accepts(f'claims:\n  - claim: It rains.\n    id: "{word}"\n')


@pytest.mark.parametrize(
    "text",
    [
        CLAIM.replace("claim: It rains.", "claims: It rains."),
        CLAIM + "    status: disputed\n",
        "claims:\n  - id: x\n",
        "claims: x\n",
        "claim:\n  - id: x\n",
        f"{POSITION}stance: asserts\n        quote: q\n        claim: x\n",
        "positions:\n  - {actor: ann, article: x, stance: asserts, verb: v, quote: q}\n",
        "title: T\nlanguage: en\nsource: {}\npublished: 2025-04-08\nid: x\n",
        "title: T\nlanguage: en\npublished: 2025-04-08\n",
    ],
)
def test_the_schema_refuses_keys_that_the_reader_refuses(text: str, accepts: Callable[[str], bool]):
    assert not reads(text)
    assert not accepts(text)


@pytest.mark.parametrize(
    "text",
    [
        "positions:\n  - {claim: torn, actor: ann, article: x, stance: asserts, verb: v, quote: q}\n",
        "mentions: {Kyiv: nobody, Ann: ann}\n",
        "actors: []\nmentions: {Ann: ann}\n",
        "title: T\nlanguage: no\nsource: {publisher: 2025}\npublished: 2025-04-08\nmentions: {A: nobody}\n",
        "actors:\n  - {id: y, name: true, type: group, aliases: [2025, true, {name: 3}]}\n",
    ],
)
def test_every_kind_of_file_is_known_by_its_keys(text: str, accepts: Callable[[str], bool]):
    assert reads(text)
    assert accepts(text)


# Ids


def words(ref: type) -> dict[str, str]:
    return KNOWN.fitting(get_args(ref)[1])


def test_each_place_offers_the_ids_that_may_stand_there():
    assert list(words(SpeakerRef)) == ["report", "2025", "ann", "lost", "russia"]
    assert list(words(PlaceRef)) == ["1e3", "lost", "russia"]
    assert list(words(MentionRef)) == ["nobody", "0o17", "0x1f", "1e3", "2025", "ann", "lost", "russia"]
    assert words(SpeakerRef)["ann"] == "Ann, person"
    assert words(AnyRef)["torn"] == words(AnyRef)["lost"] == "There is a problem in its record."


@pytest.mark.parametrize("some_id", ["2025", "'2025'", "1e3", '"1e3"', "0o17", "0x1f", "russia"])
def test_an_id_that_looks_like_a_number_may_stand_with_and_without_quotation_marks(some_id: str):
    schema = validator()
    value = yaml_12(load_yaml("x.yml", f"a: {some_id}").node)["a"]
    read = {"0o17": 15, "0x1f": 31}.get(some_id, value)
    assert schema.is_valid({"claims": [{"id": "x", "claim": "y", "about": [read]}]})
    assert not schema.is_valid({"claims": [{"id": "x", "claim": "y", "about": [2026]}]})


def test_every_kind_of_record_has_a_name(tmp_path: Path):
    files = {
        "content/more.yml": """\
actors:
  - {id: first, name: Ann, type: person}
units:
  - {id: second, name: The regiment}
places:
  - {id: third, name: The hill, type: site}
terms:
  - {id: fourth, term: raid, definition: An attack.}
claims:
  - {id: fifth, claim: It rains., type: forecast}
events:
  - {id: sixth, title: It begins, when: 2025}
""",
    }
    records, _ = read_content(tmp_path, make_project(tmp_path, files) / "content")
    names = {some_id: name for some_id, _, name in know_ids(records).names}
    assert [names[some_id] for some_id in ("first", "second", "third", "fourth", "fifth", "sixth")] == [
        "Ann, person",
        "The regiment, unit",
        "The hill, site",
        "raid, term",
        "“It rains.”, forecast claimed",
        "It begins, event",
    ]
    assert names["village"].endswith(", article")
    assert {kind for _, kind, _ in know_ids(records).names} == set(get_args(Kind))


def test_ids_of_damaged_records_count_and_what_can_be_no_id_does_not(tmp_path: Path):
    files = {
        "content/more.yml": "actors:\n  - {id: torn, name: X, type: knight}\n  - {id: Ann B, name: X, type: person}\n",
        "content/other.yml": "claims:\n  - id: cut\n    claim: [\n",
    }
    records, problems = read_content(tmp_path, make_project(tmp_path, files) / "content")
    assert problems
    damaged = dict(know_ids(records).damaged)
    assert damaged["torn"] == "actor"
    assert damaged["cut"] == "claim"
    assert "ann b" not in damaged


# One declaration


def test_every_word_that_may_be_chosen_has_a_meaning():
    assert dict(STANCES.sentences).keys() == set(get_args(Stance))
    assert {word for word, _ in WORDS_BESIDE_IDS.sentences} <= RESERVED
    for model in ORDER:
        for field in fields_of(model):
            annotation = model.model_fields[field.name].annotation
            if str(annotation).startswith("typing.Literal"):
                assert tuple(word for word, _ in field.shape.sentences) == get_args(annotation), field
                assert all(sentence.endswith(".") for _, sentence in field.shape.sentences)


def test_fields_are_those_of_the_model_without_what_their_place_fills_in():
    fields = fields_of(Claim, without={"id"}, needed={"about"})
    assert {field.name for field in fields} == set(Claim.model_fields) - {"id"}
    assert [field.name for field in fields if field.needed] == ["claim", "about"]
    about = next(field for field in fields if field.name == "about")
    assert isinstance(about.shape, Many)
    was = next(field for field in fields if field.name == "was")
    assert was.shape == Many(ID)
    assert isinstance(ID, Form)


def test_a_field_of_a_kind_that_nobody_has_described_is_not_passed_over():
    from pydantic import Field

    from generator.model import Record

    class Odd(Record):
        number: int = Field(description="A number.")

    with pytest.raises(TypeError, match="nobody has said how"):
        fields_of(Odd)


# The command


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = make_project(tmp_path / "project")
    monkeypatch.chdir(made)
    return made


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.output


def test_the_schema_is_written_and_kept_current(project: Path):
    file = project / ".vscode" / SCHEMA_FILE
    assert run("schema", "--check") == (
        1,
        ".vscode/sayso.schema.json is not there; this command writes it: sayso schema\n",
    )
    assert not file.exists()
    assert run("schema") == (0, "Wrote .vscode/sayso.schema.json.\n")
    first = file.read_bytes()
    assert run("schema", "--check") == (0, ".vscode/sayso.schema.json is current.\n")
    (project / "content/new.yml").write_text("actors:\n  - {id: ann, name: Ann, type: person}\n", encoding="utf-8")
    code, told = run("schema", "--check")
    assert (code, "not current" in told, file.read_bytes()) == (1, True, first)
    assert run("schema")[0] == 0
    assert "Ann, person" in file.read_text("utf-8")


def test_another_folder_may_take_it_also_outside_the_project(project: Path, tmp_path: Path):
    assert run("schema", "-o", "help/typing")[0] == 0
    (tmp_path / "outside").mkdir()
    assert run("schema", "-o", str(tmp_path / "outside"))[0] == 0
    assert (project / "help/typing" / SCHEMA_FILE).read_bytes() == (tmp_path / "outside" / SCHEMA_FILE).read_bytes()


def test_line_ends_of_windows_make_it_no_older(project: Path):
    run("schema")
    file = project / ".vscode" / SCHEMA_FILE
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert run("schema", "--check")[0] == 0


def test_content_with_problems_has_a_schema_all_the_same(project: Path):
    break_content(project)
    (project / "content/broken.yml").write_text("actors:\n  - id: torn\n    name: [\n", encoding="utf-8")
    assert run("schema")[0] == 0
    assert "torn" in (project / ".vscode" / SCHEMA_FILE).read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_a_plain_problem(project: Path):
    (project / "taken").write_text("a file", encoding="utf-8")
    code, told = run("schema", "-o", "taken/folder")
    assert code == 1
    assert "Traceback" not in told


def test_a_folder_that_is_no_project_is_a_plain_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    code, told = run("schema")
    assert code == 1
    assert "mkdocs.yml" in told


def test_two_runs_give_the_same_bytes(project: Path):
    made = []
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "generator", "schema", "-o", seed],
            check=True,
            cwd=project,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": "Asia/Tokyo" if seed == "1" else "UTC"},
            capture_output=True,
        )
        made.append((project / seed / SCHEMA_FILE).read_bytes())
    assert made[0] == made[1]


def test_no_word_of_a_text_is_in_it(project: Path):
    run("schema")
    schema = (project / ".vscode" / SCHEMA_FILE).read_text("utf-8")
    assert "Ukraine denied that the village had fallen" not in schema


# What ships


def without_ids(schema: str) -> Any:
    """Leave out which ids there are: they change with the content."""
    document = json.loads(schema)
    for name, part in document["$defs"].items():
        if name.startswith("id-of-"):
            part["enum"] = part["enumDescriptions"] = []
    return document


def test_the_schema_that_ships_fits_the_models():
    shipped = (ROOT / ".vscode" / SCHEMA_FILE).read_text("utf-8")
    current = without_ids(shipped) == without_ids(make_schema(KNOWN))
    assert current, ".vscode/sayso.schema.json is not current; this command writes it: sayso schema"


def test_the_settings_that_ship_change_no_text_and_know_the_schema():
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    assert list(settings["yaml.schemas"]) == [f"./.vscode/{SCHEMA_FILE}"]
    assert settings["yaml.schemaStore.enable"] is False
    assert settings["yaml.format.enable"] is False
    assert settings["[yaml]"]["editor.formatOnSave"] is False
    assert settings["[yaml]"]["editor.insertSpaces"] is True
    # White space in a source text belongs to it.
    assert settings["[markdown]"]["files.trimTrailingWhitespace"] is False
    extensions = json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))
    assert extensions == {"recommendations": ["redhat.vscode-yaml"]}


def test_the_line_that_names_the_schema_is_a_comment_to_our_reader(tmp_path: Path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    with_lines, before = read_content(tmp_path, tmp_path / "content")
    for file in (tmp_path / "content").glob("**/*.yml"):
        text = file.read_text("utf-8")
        assert text.startswith("# yaml-language-server: $schema=")
        file.write_text("\n" + text.partition("\n")[2], encoding="utf-8")
    without, after = read_content(tmp_path, tmp_path / "content")
    assert (with_lines, before) == (without, after)
