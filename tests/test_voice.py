"""Our own voice: the words that editors write, held to the cases of `cases/voice.md`."""

import json
from pathlib import Path

import pytest
from support import Case, read_cases

from generator.build import load
from generator.problems import Problem, Severity
from generator.read import Options

CODES = {"loaded-verb", "disputed-as-fact", "quote-of-nobody"}
TEXT = (
    "Norrholm said that its soldiers had taken the harbour bridge. Velde denied that.\n\n"
    "The mayor called it ‘a long night’ for some streets near the old market.\n"
)
ACTORS = """\
actors:
  - {{id: norrholm, name: Norrholm, type: state, aliases: [old Norrholm], summary: {summary}}}
  - {{id: velde, name: Velde, type: state}}
terms:
  - {{id: harbour-guard, term: harbour guard, definition: {definition}}}
"""
ARTICLE = """\
title: {title}
published: 2025-04-08
language: en
{checksum}source: {{publisher: The Lighthouse}}
in_brief:
  - {in_brief}
questions:
  - ask: {ask}
    answer: {answer}
not_known:
  - {not_known}
corrections:
  - {{on: 2025-04-09, what: {correction}}}
"""
CLAIMS = """\
claims:
  - id: bridge-taken
    claim: {claim}
    note: {note}
    positions:
      - {{actor: norrholm, stance: asserts, verb: {verb}, quote: its soldiers had taken, because: {because}}}
      - {{actor: velde, stance: denies, verb: denied, quote: Velde denied that}}
    evidence:
      - {{role: supports, type: picture, what: {evidence}{url}}}
    verdict: {{finding: mixed, why: {why}, by: Editors, on: 2025-04-08}}
  - id: market-open
    claim: The market in the old town is open.
    positions:
      - {{actor: norrholm, stance: asserts, verb: said, quote: near the old market}}
  - id: tower-stands
    claim: The watch tower in the north stands upright.
    positions:
      - {{actor: velde, stance: denies, verb: denied, quote: Velde denied that}}
events:
  - {{id: night, title: {event}, when: 2025-04-07, claims: [{event_claims}]}}
"""
PLAIN = {
    **dict.fromkeys(("title", "in_brief", "answer", "not_known", "summary", "definition", "evidence", "why"), "None"),
    **dict.fromkeys(("event", "note", "correction"), "None"),
    "ask": "None?",
    "because": "There is a reason here",
    "claim": "Norrholm soldiers have taken the harbour bridge.",
    "verb": "said",
}


def write(folder: Path, given: dict[str, str]) -> None:
    """Write a project with some of its texts given; each is quoted, so that it can hold anything."""
    words = {name: json.dumps(given.get(name, plain), ensure_ascii=False) for name, plain in PLAIN.items()}
    words["url"] = f", url: '{given['url']}'" if "url" in given else ""
    words["checksum"] = f"text_sha256: {'0' * 64}\n" if given.get("text") == "absent" else ""
    words["event_claims"] = given.get("event_claims", "")
    article = folder / "content/articles/bridge"
    article.mkdir(parents=True)
    (folder / "content/all.yml").write_text(ACTORS.format(**words), encoding="utf-8")
    (article / "article.yml").write_text(ARTICLE.format(**words), encoding="utf-8")
    (article / "claims.yml").write_text(CLAIMS.format(**words), encoding="utf-8")
    if given.get("text") != "absent":
        (article / "text.md").write_text(TEXT + "\n" + given.get("text", "") + "\n", encoding="utf-8")


def doubts(folder: Path, language: str = "en") -> list[Problem]:
    _, problems = load(folder, folder / "content", Options(language=language))
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    return [problem for problem in problems if problem.code in CODES]


def show(folder: Path, problem: Problem, given: dict[str, str]) -> str:
    """Write a problem with the words it points at between > and <."""
    span = problem.span
    line = (folder / span.file).read_text(encoding="utf-8").split("\n")[span.line - 1].replace('\\"', '"')
    start, end = span.column - 1, span.column - 1 + span.length
    marked = line[:start] + ">" + line[start:end] + "<" + line[end:]
    words = next(words for name, words in given.items() if name != "language" and words in line)
    at = line.index(words)
    return f"{problem.code}: {problem.message}\n  {marked[at : at + len(words) + 2]}\n  help: {problem.help}"


@pytest.mark.parametrize("case", read_cases("voice.md"), ids=lambda case: case.title)
def test_case(case: Case, tmp_path: Path) -> None:
    given = dict(line.split(": ", 1) for line in case.given.split("\n"))
    write(tmp_path, given)
    found = [show(tmp_path, problem, given) for problem in doubts(tmp_path, given.get("language", "en"))]
    assert "\n".join(found) == case.expected, case.place


def test_words_over_two_lines_are_one_text(tmp_path):
    write(tmp_path, {})
    file = tmp_path / "content/all.yml"
    folded = "definition: >-\n      Those whom the mayor “a short\n      night” called, and who\n      claimed it.\n"
    file.write_text(
        file.read_text().replace(
            '{id: harbour-guard, term: harbour guard, definition: "None"}', "id: x\n    term: y\n    " + folded
        )
    )
    problems = doubts(tmp_path)
    assert [(problem.code, problem.span.line) for problem in problems] == [("quote-of-nobody", 7), ("loaded-verb", 10)]


def test_markup_between_two_alike_hides_the_second(tmp_path):
    """The place is then that of the first: a line too early at most, never another file."""
    given = {"in_brief": "The unclaimed bag Velde *has* claimed."}
    write(tmp_path, given)
    (problem,) = doubts(tmp_path)
    assert show(tmp_path, problem, given).split("\n")[1] == "  The un>claimed< bag Velde *has* claimed."
