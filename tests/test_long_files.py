"""Long files: of one that cannot be read to its end only the record is looked at again in which reading stopped."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from layout import lay_out

from generator.problems import Problem, Span, lines_under, show_all
from generator.read import Records, read_content
from generator.read.yaml_tree import SlowParser, load_yaml

FILE = "content/claims.yml"
ENOUGH = 700
"""Records that make a file long."""


def record(number: int, *more: str) -> list[str]:
    """Write one small claim, with further lines at its end."""
    claim = f"    claim: What is said in the claim of the number {number}, in one sentence."
    return [f"  - id: claim-{number}", claim, "    about: [basivka]", *more]


def long_file(slips: dict[int, list[str]], records: int = ENOUGH) -> list[str]:
    """Write many claims, some of them with further lines."""
    return ["claims:", *(line for number in range(records) for line in record(number, *slips.get(number, [])))]


def read(lines: list[str], root: Path) -> tuple[Records, list[Problem]]:
    lay_out(f"--- {FILE}\n" + "\n".join(lines), root)
    return read_content(root, root / "content")


def told(lines: list[str], root: Path) -> list[tuple[str, int]]:
    return [(problem.code, problem.span.line) for problem in read(lines, root)[1]]


def test_a_slip_in_a_long_file_is_told_as_in_a_short_one(tmp_path: Path) -> None:
    lines = long_file({12: ["    type fact"]})
    records, problems = read(lines, tmp_path)
    at = lines.index("    type fact") + 1
    assert show_all(problems, lines_under(tmp_path)) == (
        f'{FILE}:{at}:5: error: yaml-no-colon: after "type" a colon is missing\n'
        f'{at:>5} |     type fact\n      |     ^^^^\n   help: put a colon behind "type"\n\n1 error'
    )
    assert (records.claims, records.incomplete, len(records.rejected)) == ((), True, ENOUGH)


def test_what_is_wrong_above_is_told_as_well_and_once(tmp_path: Path) -> None:
    slips = {5: ["    note: !x a"], 11: ["    note: [b", "    type: &x fact"], 12: ["    note: &y c"]}
    lines = long_file(slips)
    assert told(lines, tmp_path) == [
        ("yaml-tag", lines.index("    note: !x a") + 1),
        ("yaml-bracket", lines.index("    note: [b") + 1),
    ]


def test_a_slip_in_the_first_record_and_one_in_the_last(tmp_path: Path) -> None:
    lines = long_file({0: ["   type: fact"]})
    assert told(lines, tmp_path) == [("yaml-indent", 5)]
    lines = long_file({ENOUGH - 1: ["   type: fact"]})
    assert told(lines, tmp_path) == [("yaml-indent", len(lines))]


def test_a_slip_in_a_second_list(tmp_path: Path) -> None:
    lines = [*long_file({}), "terms:", "  - id: raid", "    term: raid", "    definition An attack.", "places: []"]
    assert told(lines, tmp_path) == [("yaml-no-colon", len(lines) - 1)]


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    lines = long_file({9: ['    note: "It is lost']})
    assert told(lines, tmp_path) == [("yaml-quote", lines.index('    note: "It is lost') + 1)]


LONG = ["    note: >-", *("      Words that fill a line of a text, again and again." for _ in range(1_200))]


@pytest.mark.parametrize(
    "lines",
    [
        lambda: [*long_file({}, 3), *record(3, *LONG, "    type fact  ")],
        lambda: ["claims:", *("" for _ in range(49_999)), *record(3, *LONG[:1100], "    type fact  ")],
    ],
    ids=["in a record that is as long as a file", "in a file of more lines than are looked at"],
)
def test_a_slip_that_cannot_be_looked_into_is_told_by_its_line(lines: Callable[[], list[str]], tmp_path: Path) -> None:
    written = lines()
    records, problems = read([*written, "    type: fact"], tmp_path)
    [problem] = problems
    assert (problem.code, problem.span) == ("yaml-syntax", Span(FILE, len(written) + 1, 1, 14))
    assert problem.message == "this file cannot be read as YAML beyond this line"
    assert problem.help == "compare it with a record that works"
    assert records.incomplete


def test_a_line_that_is_longer_than_people_write_is_not_tried(tmp_path: Path) -> None:
    """As many characters as a line may have are tried, and one more is not: that could cost minutes."""
    for length, code, line in ((5_000, "yaml-no-colon", 4), (5_001, "yaml-no-colon", 4)):
        text = "x" * (length - len("    note: "))
        _, [problem] = read(["claims:", "  - id: a", f"    note: {text}", "    claim b", "    type: fact"], tmp_path)
        assert (problem.code, problem.span.line) == (code, line)
        assert (problem.message == 'after "claim" a colon is missing') is (length == 5_000)


def test_after_a_hundred_faults_a_file_is_let_go(tmp_path: Path) -> None:
    entries = [f"  - {{id: term-{number}, term: x}}" for number in range(130)]
    records, problems = read(["terms:", *entries, "actors: []", "x: y"], tmp_path)
    assert [problem.code for problem in problems] == ["missing-key"] * 100 + ["too-many-faults"]
    assert problems[-1].span.line == 102
    assert (len(records.rejected), records.incomplete, records.blind) == (100, True, True)


def test_a_hundred_faults_in_one_list_end_the_next_one(tmp_path: Path) -> None:
    entries = [f"  - {{id: term-{number}, term: x}}" for number in range(100)]
    _, problems = read(["terms:", *entries, "actors: []", "x: y"], tmp_path)
    assert [problem.code for problem in problems[99:]] == ["missing-key", "too-many-faults"]
    assert problems[-1].span == Span(FILE, 102, 1, 6)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("b c\nnote: [who?]\n", ("yaml-indent", 2)),
        ("a: [x\nnote: [who?]\n", ("yaml-bracket", 1)),
    ],
)
def test_what_only_the_quick_parser_takes_is_left_to_the_other_while_a_slip_is_mended(
    text: str, told: tuple[str, int]
) -> None:
    assert [(problem.code, problem.span.line) for problem in load_yaml(FILE, text).problems] == [told]


class Stumbling(SlowParser):
    """A parser that stops at a word where the other sees nothing wrong."""

    def get_event(self) -> yaml.Event:
        event = super().get_event()
        if getattr(event, "value", None) == "oops":
            raise yaml.MarkedYAMLError(problem="odd", problem_mark=event.start_mark)
        return event


@pytest.mark.parametrize("in_window", [True, False])
def test_where_only_the_quick_parser_stops_the_line_is_told(
    monkeypatch: pytest.MonkeyPatch, *, in_window: bool
) -> None:
    lines = long_file({9: ["    note: oops"]})
    at = lines.index("    note: oops") + 1
    if in_window:
        monkeypatch.setattr("generator.read.yaml_tree.fastest_parser", lambda: Stumbling)
    loaded = load_yaml(FILE, "\n".join(lines), Stumbling)
    assert [(problem.code, problem.span) for problem in loaded.problems] == [
        ("yaml-syntax", Span(FILE, at, 1, len("    note: oops")))
    ]
    assert loaded.lost
