"""How often doubts are right, on labelled positions; figures are printed, and none is asked for."""

import pytest
from doubts.figures import HERE, KINDS, Judged, LabelledSet, read_sets, row, tell, tell_known

LANGUAGES = {"en", "es", "uk"}


@pytest.fixture(scope="module")
def sets() -> list[LabelledSet]:
    return read_sets()


def test_figures_are_printed(sets: list[LabelledSet], capsys: pytest.CaptureFixture[str]) -> None:
    table = tell(sets)
    with capsys.disabled():
        print(f"\n{table}")
    assert [line for line in table.splitlines() if line and not line.startswith("|")] == ["Known", "Unseen"]


def test_the_docs_tell_the_figures_as_they_are(sets: list[LabelledSet]) -> None:
    unseen = tell(sets).partition("\nUnseen\n")[2].splitlines()
    docs = (HERE.parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [line for line in unseen if ": any" in line or line.startswith("| all") if line not in docs] == []


def test_sets_are_large_enough_and_of_three_languages(sets: list[LabelledSet]) -> None:
    assert {found.name for found in sets} == {f"{lang}/{part}" for lang in LANGUAGES for part in ("known", "unseen")}
    assert sum(len(found.positions) for found in sets) >= 120


def test_every_claim_has_a_label_and_every_label_a_claim(sets: list[LabelledSet]) -> None:
    assert {found.name: set(found.labels) ^ found.claims for found in sets if set(found.labels) != found.claims} == {}


def test_every_label_is_a_kind_of_doubt(sets: list[LabelledSet]) -> None:
    assert {kind for found in sets for kinds in found.labels.values() for kind in kinds} == set(KINDS)


def test_sets_are_without_errors(sets: list[LabelledSet]) -> None:
    assert [f"{found.name}/{error.span} {error.message}" for found in sets for error in found.errors] == []


def test_each_claim_has_one_position(sets: list[LabelledSet]) -> None:
    for found in sets:
        files = (HERE / found.name).glob("content/articles/*/claims.yml")
        words = "".join(file.read_text(encoding="utf-8") for file in files)
        assert words.count("- actor:") == len(found.labels)


def test_precision_is_of_the_doubted_and_recall_of_the_wrong() -> None:
    wrong, gap = frozenset(["other-speaker"]), frozenset(["gap-changes-speaker"])
    judged = [
        Judged("en", "known", "seen", wrong, wrong),
        Judged("en", "known", "seen-for-another-reason", wrong, gap),
        Judged("en", "known", "missed", wrong, frozenset()),
        Judged("en", "known", "doubted-in-vain", frozenset(), gap),
        Judged("en", "known", "right", frozenset(), frozenset()),
    ]
    assert row("any", judged, frozenset(KINDS)).cells == ["any", "5", "2", "3", "3", "0.67 (2/3)", "0.67 (2/3)"]
    assert row("gap", judged, gap).cells == ["gap", "5", "5", "0", "2", "0.00 (0/2)", "none"]
    told = tell_known([LabelledSet("en/known", {}, frozenset(), (), tuple(judged))])
    assert told.splitlines() == [
        "en seen-for-another-reason: missed other-speaker; doubted in vain gap-changes-speaker",
        "en missed: missed other-speaker; doubted in vain nothing",
        "en doubted-in-vain: missed nothing; doubted in vain gap-changes-speaker",
    ]
