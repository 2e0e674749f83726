"""The swap test: on the site's own content, no two positions can change their speakers unseen.

The content is committed by one person and every position signed by another, so
that all of them count as read by two people. Then the actors of two positions
are exchanged, pair by pair: each time there is an error at the two, for nobody
has read what then stands there.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from git_site import ANN, BEN, QUIET, commit
from sites import ROOT

from generator.build import load
from generator.link import Library, LinkedPosition, join, link
from generator.model import Claim, Position
from generator.problems import Problem, Severity
from generator.proof.fingerprints import fingerprint
from generator.proof.readings import demand_readings, judge_readings, key_of, positions_of
from generator.read import Git, Options, Records, read_content

Pair = tuple[LinkedPosition, LinkedPosition]

REQUIRED = Options(reviews_required=True)
MANY, FEW = 120, 6
"""About so many pairs change in memory and in the files in the quick suite."""


@pytest.fixture(scope="module")
def signed(tmp_path_factory) -> Path:
    """Copy the site's content, written by Ann, and every position of it read by Ben."""
    project = tmp_path_factory.mktemp("swap")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in QUIET.items():
            patch.setenv(name, value)
        shutil.copytree(ROOT / "content", project / "content", ignore=shutil.ignore_patterns("reviews.yml"))
        shutil.copy(ROOT / "mkdocs.yml", project)
        commit(project, ANN)
        library = load(project, project / "content")[0].library
        entries = (
            f"  - {{fingerprint: {fingerprint(position, library)}, by: Ben, on: 2025-04-09}}\n"
            for position in positions_of(library)
        )
        (project / "content/reviews.yml").write_text("reviews:\n" + "".join(entries), encoding="utf-8")
        commit(project, BEN)
    return project


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)


def pairs_of(library: Library) -> list[Pair]:
    pairs = combinations(positions_of(library), 2)
    return [(first, second) for first, second in pairs if first.actor != second.actor]


def some_of(pairs: list[Pair], count: int) -> list[Pair]:
    """Take about so many pairs, from all over the content however much there is of it."""
    return pairs[:: len(pairs) // count + 1]


def is_about(error: Problem, position: LinkedPosition) -> bool:
    """Tell whether an error stands at a position, or names its place beside another's."""
    span = position.record.span()
    return (error.span.file == span.file and error.span.line in position.record.lines()) or str(span) in error.message


def test_as_it_stands_all_is_read_by_two_people(signed):
    loaded, problems = load(signed, signed / "content", REQUIRED)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    held = list(positions_of(loaded.library))
    assert len(held) > 40
    assert {loaded.proof.read_state(position).word for position in held} == {"second"}
    assert len(pairs_of(loaded.library)) > 500


# In memory: whatever does not depend on who takes a position is worked out once.


@pytest.fixture
def once(monkeypatch) -> None:
    known: dict[object, object] = {}

    def remember(holder: object, name: str) -> None:
        real = getattr(holder, name)

        def ask(*given, **more):
            key = (name, *(entry for entry in given[1:] if isinstance(entry, str)), more.get("given"))
            if key not in known:
                known[key] = real(*given, **more)
            return known[key]

        monkeypatch.setattr(holder, name, ask)

    remember(join, "_fold_texts")
    remember(join, "_find_mentions")
    remember(Git, "ask")


def check_in_memory(signed: Path, count: int) -> None:
    records, _ = read_content(signed, signed / "content")
    library, _ = link(records)
    git = Git(signed)
    assert set(judge_readings(records.readings, library, git, frozenset()).states) == {
        key_of(position) for position in positions_of(library)
    }
    pairs = some_of(pairs_of(library), count)
    outcomes = [judge(swap_in_memory(records, pair), pair) for pair in pairs]
    silent = [pair for pair, outcome in zip(pairs, outcomes, strict=True) if outcome is None]
    assert silent == []
    assert len(outcomes) > MANY / 2
    assert set(outcomes) <= {"error", "unread"}


def test_pairs_from_everywhere_cannot_change_speakers_unseen(signed, once):
    check_in_memory(signed, MANY)


@pytest.mark.slow
def test_many_pairs_of_positions_cannot_change_speakers_unseen(signed, once):
    check_in_memory(signed, 400)


def swap_in_memory(records: Records, pair: Pair) -> Records:
    first, second = (position.record for position in pair)
    changed = {id(first): second.actor, id(second): first.actor}
    claims = tuple(_swap_in_claim(claim, changed) for claim in records.claims)
    return replace(records, claims=claims, positions=tuple(_swap(records.positions, changed)))


def _swap_in_claim(claim: Claim, changed: dict[int, str]) -> Claim:
    if not any(id(position) in changed for position in claim.positions):
        return claim
    return claim.model_copy(update={"positions": list(_swap(claim.positions, changed))})


def _swap(positions, changed: dict[int, str]) -> Iterator[Position]:
    for position in positions:
        actor = changed.get(id(position))
        yield position if actor is None else position.model_copy(update={"actor": actor})


def judge(records: Records, pair: Pair) -> str | None:
    """Say how a swapped state is found out: by an error at one of the two, or because both are unread.

    A position that no reading fits is unread whatever Git says, so Git is not asked here.
    """
    library, problems = link(records)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if any(is_about(error, position) for error in errors for position in pair):
        return "error"
    states = judge_readings(records.readings, library, None, frozenset()).states
    places = {position.record.span(): position for position in positions_of(library)}
    now = [places[position.record.span()] for position in pair]
    unread = {problem.span for problem in demand_readings(library, states, None) if problem.code == "position-unread"}
    both = unread == {position.record.span() for position in now}
    return "unread" if both and not any(key_of(position) in states for position in now) else None


# In the files.


def check_in_files(signed: Path, folder: Path, count: int) -> None:
    project = folder / "site"
    shutil.copytree(signed, project)
    library = load(project, project / "content")[0].library
    for pair in some_of(pairs_of(library), count):
        old = swap_in_files(project, pair)
        loaded, problems = load(project, project / "content", REQUIRED)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        found = [any(is_about(error, position) for error in errors) for position in pair]
        # Two positions that now share an address are an error of their own, and nothing else is judged then.
        if any(error.code != "position-unread" for error in errors):
            assert any(found), pair
        else:
            assert all(found), pair
            now = {line_of(position): position for position in positions_of(loaded.library)}
            assert {loaded.proof.read_state(now[line_of(position)]).word for position in pair} == {"unread"}
        for file, text in old.items():
            (project / file).write_text(text, encoding="utf-8")


def line_of(position: LinkedPosition) -> tuple[str, int]:
    """Say where a position begins; how long its first line is changes with the actor's name."""
    span = position.record.span()
    return span.file, span.line


def swap_in_files(project: Path, pair: Pair) -> dict[str, str]:
    """Exchange the lines that name the actors, and give the files as they were."""
    spans = [position.record.span("actor") for position in pair]
    old = {span.file: (project / span.file).read_text(encoding="utf-8") for span in spans}
    for span, other in zip(spans, reversed(pair), strict=True):
        lines = (project / span.file).read_text(encoding="utf-8").split("\n")
        line = lines[span.line - 1]
        lines[span.line - 1] = line[: span.column - 1] + other.actor + line[span.column - 1 + span.length :]
        (project / span.file).write_text("\n".join(lines), encoding="utf-8")
    return old


def test_a_few_pairs_change_speakers_in_the_files(signed, tmp_path):
    check_in_files(signed, tmp_path, FEW)


@pytest.mark.slow
def test_many_pairs_change_speakers_in_the_files(signed, tmp_path):
    check_in_files(signed, tmp_path, 30)
