"""What stands at the edges of what the reader knows: the least change of one of its steps would tell it otherwise."""

from pathlib import Path

import pytest
from layout import lay_out
from support import Case, read_cases
from test_read import read

from generator.problems import lines_under, show_all
from generator.read import read_content, yaml_tree
from generator.read.yaml_tree import SlowParser

CASES = [pytest.param(case, id=case.title) for case in read_cases("read-edges.md")]


@pytest.mark.parametrize("case", CASES)
def test_messages_at_the_edges(case: Case, tmp_path: Path) -> None:
    assert read(case.given, tmp_path)[1] == case.expected


@pytest.mark.parametrize("case", CASES)
def test_messages_at_the_edges_without_libyaml(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "fastest_parser", lambda: SlowParser)
    assert read(case.given, tmp_path)[1] == case.expected


BROKEN = [pytest.param(case, id=case.title) for case in read_cases("read-broken.md")]
KINDS = ("actors", "units", "places", "terms", "claims", "positions", "events", "readings", "articles")


def left_of(given: str, root: Path) -> str:
    """Show what is wrong with some files, and what is left of them for those that link."""
    lay_out(given, root)
    records, problems = read_content(root, root / "content")
    lost = [name for name in ("incomplete", "emptied", "blind") if getattr(records, name)]
    known = [f"known: {some_id} ({kind or 'any'})" for some_id, kind in records.rejected.items()]
    kept = [record.model_dump_json(exclude_unset=True) for kind in KINDS for record in getattr(records, kind)]
    named = [f"{mention.name} is {mention.target}" for mention in records.mentions]
    told = [show_all(problems, lines_under(root)), *([f"lost: {', '.join(lost)}"] if lost else [])]
    return "\n".join([*told, *known, *(f"read: {each}" for each in (*kept, *named))])


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_told_and_left_of_broken_files(case: Case, tmp_path: Path) -> None:
    assert left_of(case.given, tmp_path) == case.expected


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_told_and_left_without_libyaml(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "fastest_parser", lambda: SlowParser)
    assert left_of(case.given, tmp_path) == case.expected


OPEN = (
    "claims: [",
    "claims:\n  - about: {",
    "- [a, {b: c}, ",
    'a: [b, "]", ',
    "a: '['\nb: {c: ",
    "? [",
    "a: [\n# b\n\n",
)


@pytest.mark.parametrize("text", OPEN)
def test_of_a_file_that_ends_in_a_list_the_open_bracket_is_told(text: str, tmp_path: Path) -> None:
    """An editor that lost the end of a file sees the line where it was lost, and not one that does not exist."""
    _, told = read(f"--- content/claims.yml\n{text}", tmp_path)
    place, _, message = told.partition(": error: ")
    line, column = (int(number) for number in place.split(":")[1:])
    sign = text.split("\n")[line - 1][column - 1]
    assert sign in "[{"
    assert message.startswith(f'yaml-bracket: what begins with "{sign}" here is not closed')


@pytest.mark.parametrize("list_name", ["place", "actors"])
def test_one_entry_without_an_id_is_enough_to_make_blind(list_name: str, tmp_path: Path) -> None:
    records, _ = read(f"--- content/x.yml\n{list_name}:\n  - {{id: a, nme: A}}\n  - {{nme: B}}\n", tmp_path)
    assert records.blind
