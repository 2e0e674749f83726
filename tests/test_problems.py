"""Problems: how they are told, ordered and counted."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.problems import (
    InvalidContent,
    Problem,
    Severity,
    Span,
    as_errors,
    count,
    did_you_mean,
    has_errors,
    in_order,
    lines_under,
    nearest,
    show,
    show_all,
    told,
)

UNKNOWN = Problem(
    "unknown-actor",
    Span("content/claims.yml", 14, 14, 9),
    'no actor has the id "zelenskyy"',
    'did you mean "zelensky"?',
)


def line(text: str | None) -> str:
    """Show the problem above at a line of text."""
    return show(UNKNOWN, lambda _: text)


def test_a_problem_is_shown_with_its_line_and_a_pointer() -> None:
    assert line("      actor: zelenskyy") == (
        'content/claims.yml:14:14: error: unknown-actor: no actor has the id "zelenskyy"\n'
        "   14 |       actor: zelenskyy\n"
        "      |              ^^^^^^^^^\n"
        '   help: did you mean "zelensky"?'
    )


def test_a_problem_without_a_line_is_shown_without_one() -> None:
    expected = (
        'content/claims.yml:14:14: error: unknown-actor: no actor has the id "zelenskyy"\n'
        '   help: did you mean "zelensky"?'
    )
    assert line(None) == expected
    assert line("   ") == expected


def test_words_of_the_text_stand_on_a_line_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    problem = replace(UNKNOWN, passage="Zelenskyy said so.\x1b", withheld=True)
    shown = show(problem, lambda _: "      actor: zelenskyy").split("\n")
    assert shown[0].endswith('no actor has the id "zelenskyy"')
    assert shown[3:] == ["   text: Zelenskyy said so.\N{REPLACEMENT CHARACTER}", '   help: did you mean "zelensky"?']
    assert told(problem) == 'no actor has the id "zelenskyy": Zelenskyy said so.\x1b'
    monkeypatch.setenv("CI", "true")
    assert "said so" not in show(problem, lambda _: None) + told(problem)
    assert told(replace(problem, withheld=False)).endswith("Zelenskyy said so.\x1b")


def test_a_long_line_is_shown_around_the_place() -> None:
    text = "a" * 300 + "NEEDLE" + "b" * 300
    problem = Problem("x", Span("f", 1, 301, 6), "m", "h")
    shown, pointer = show(problem, lambda _: text).split("\n")[1:3]
    at = shown.index("NEEDLE")
    assert len(shown) < 130
    assert pointer[at : at + 7] == "^^^^^^"


def test_what_could_steer_a_terminal_is_replaced() -> None:
    hostile = "\x1b[31m\u202ered\u2066 \x07\ttab\x9b"
    problem = Problem("x", Span("f", 1, 1, 3), f"says {hostile}", hostile)
    shown = show(problem, lambda _: hostile)
    assert not set("\x1b\u202e\u2066\x07\x9b\t") & set(shown)
    assert shown.count("\N{REPLACEMENT CHARACTER}") == 15
    assert "[31m" in shown


def test_a_pointer_never_leaves_the_line() -> None:
    problem = Problem("x", Span("f", 1, 99, 50), "m", "h")
    assert show(problem, lambda _: "short").split("\n")[1:3] == ["    1 | short", "      |      ^"]


def test_problems_are_sorted_told_once_and_counted() -> None:
    first = Problem("a", Span("a.yml", 2, 1), "m", "h")
    warning = Problem("a", Span("a.yml", 10, 1), "m", "h", Severity.WARNING)
    last = Problem("a", Span("b.yml", 1, 1), "m", "h")
    assert in_order([last, warning, first, first]) == [first, warning, last]
    assert count([last, warning, first]) == "2 errors, 1 warning"
    assert count([first]) == "1 error"
    assert count([]) == "no problems"
    assert show_all([warning, first], lambda _: None) == (
        "a.yml:2:1: error: a: m\n   help: h\n\na.yml:10:1: warning: a: m\n   help: h\n\n1 error, 1 warning"
    )


def test_only_errors_stop_a_build_and_strictness_makes_errors() -> None:
    warning = Problem("a", Span("a.yml"), "m", "h", Severity.WARNING)
    assert not has_errors([warning])
    assert has_errors(as_errors([warning]))


def test_invalid_content_holds_its_problems_sorted() -> None:
    first, second = Problem("a", Span("a.yml"), "m", "h"), Problem("a", Span("b.yml"), "m", "h")
    error = InvalidContent([second, first])
    assert error.problems == [first, second]
    assert str(error) == "2 errors"


def test_lines_are_read_from_files_however_they_end(tmp_path: Path) -> None:
    (tmp_path / "f.yml").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n\xff")
    line_of = lines_under(tmp_path)
    assert [line_of(Span("f.yml", number)) for number in (1, 2, 3, 4, 5)] == ["one", "two", "three", "\ufffd", None]
    assert line_of(Span("none.yml", 1)) is None


def test_the_nearest_word_is_offered_whatever_its_case() -> None:
    assert nearest("Zelenskyy", ["putin", "zelensky"]) == "zelensky"
    assert nearest("xyz", ["putin"]) is None
    assert did_you_mean("putim", ["putin"], "else") == 'did you mean "putin"?'
    assert did_you_mean("xyz", ["putin"], "else") == "else"


def test_nothing_is_shown_of_what_a_symbolic_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("token\n")
    (tmp_path / "link.md").symlink_to(tmp_path / "secret")
    shown = show(Problem("symbolic-link", Span("link.md"), "m", "h"), lines_under(tmp_path))
    assert "token" not in shown
