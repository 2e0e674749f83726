"""Second reading: which positions were read, and whether Git shows that somebody else read them."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from git_site import ANN, BEN, CAT, QUIET, commit, git
from pages_site import TEMPLATES
from sites import FILES, MKDOCS_YML, make_project

from generator.build import Loaded, load, texts
from generator.pages import Site, make_pages
from generator.problems import Problem, Severity
from generator.proof.fingerprints import fingerprint
from generator.read import Git, Options
from generator.read.blame import read_blame

CLAIMS = "content/articles/village/claims.yml"
REVIEWS = "content/reviews.yml"
RUSSIA, UKRAINE = ("village", "q-basivka-taken--russia"), ("village", "q-basivka-taken--ukraine")
REQUIRED = Options(reviews_required=True)


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)


def look(project: Path, options: Options | None = None) -> tuple[Loaded, list[Problem]]:
    """Load a project; what else may be doubted in it is no matter here."""
    loaded, problems = load(project, project / "content", options)
    return loaded, [problem for problem in problems if problem.severity is Severity.ERROR]


def words(project: Path) -> dict[tuple[str, str], str]:
    return {key: state.word for key, state in look(project)[0].proof.readings.items()}


def prints(project: Path) -> dict[tuple[str, str], str]:
    library = look(project)[0].library
    held = (position for article in library.articles.values() for position in article.positions)
    return {(position.article, position.mark): fingerprint(position, library) for position in held}


def sign(project: Path, *keys: tuple[str, str], by: str = "A reader") -> None:
    path, known = project / REVIEWS, prints(project)
    text = path.read_text(encoding="utf-8") if path.exists() else "reviews:\n"
    for key in keys:
        text += f"  - fingerprint: {known[key]}\n    by: {by}\n    on: 2025-04-08\n"
    path.write_text(text, encoding="utf-8")


def edit(project: Path, file: str, old: str, new: str) -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Make a project that Ann wrote."""
    project = make_project(tmp_path / "site")
    commit(project, ANN)
    return project


def test_without_readings_nothing_is_read_and_git_is_not_asked(written, monkeypatch):
    asked = []
    ask = Git.ask
    monkeypatch.setattr(Git, "ask", lambda *given, **more: asked.extend(given[1:]) or ask(*given, **more))
    assert words(written) == {}
    assert "blame" not in asked
    sign(written, RUSSIA)
    assert words(written) == {RUSSIA: "unproven"}
    assert asked.count("blame") == 3


def test_a_reading_by_another_author_is_a_second_person_s(written):
    sign(written, RUSSIA, by="Ben of the desk")
    commit(written, BEN)
    proof = look(written)[0].proof
    assert [(key, state.word, state.by) for key, state in proof.readings.items()] == [
        (RUSSIA, "second", ("Ben of the desk",))
    ]


def test_a_reading_by_the_author_is_none(written):
    sign(written, RUSSIA)
    commit(written, ANN)
    assert words(written) == {RUSSIA: "own"}


def test_whose_reading_it_is_git_says_and_not_the_record(written):
    sign(written, RUSSIA, by="Ben")
    commit(written, ANN)
    assert words(written) == {RUSSIA: "own"}


def test_case_of_addresses_does_not_make_two_people(written):
    sign(written, RUSSIA)
    commit(written, "Ann <ANN@Press.Example>")
    assert words(written) == {RUSSIA: "own"}


def test_the_mailmap_makes_two_addresses_one_person_and_never_one_two(written):
    (written / ".mailmap").write_text(
        "Ann <ann@press.example> <ann@home.example>\nSomebody <other@press.example> Cat <cat@press.example>\n",
        encoding="utf-8",
    )
    sign(written, RUSSIA)
    commit(written, "Ann <ann@home.example>")
    assert words(written) == {RUSSIA: "own"}
    # Cat wrote the other position's verb; that the mailmap calls her somebody else there makes her no second person.
    edit(written, CLAIMS, "verb: denied", "verb: rejected")
    commit(written, CAT)
    sign(written, UKRAINE)
    (written / ".mailmap").write_text("Other <other@press.example> Kitty <cat@press.example>\n", encoding="utf-8")
    commit(written, "Kitty <cat@press.example>")
    assert words(written)[UKRAINE] == "own"


def test_who_wrote_a_commit_together_are_all_its_authors(written):
    edit(written, CLAIMS, "verb: denied", "verb: rejected")
    commit(
        written, ANN, "Mend a verb\n\nCo-authored-by: Ben <BEN@press.example>\nCo-Authored-By: Dan <dan@x.example>\n"
    )
    sign(written, RUSSIA, UKRAINE)
    commit(written, BEN)
    assert words(written) == {RUSSIA: "second", UKRAINE: "own"}


def test_the_mailmap_counts_for_co_authors_too(written):
    (written / ".mailmap").write_text("Ben <ben@press.example> <b@home.example>\n", encoding="utf-8")
    edit(written, CLAIMS, "verb: denied", "verb: rejected")
    commit(written, ANN, "Mend a verb\n\nCo-authored-by: Ben <b@home.example>\n")
    sign(written, UKRAINE)
    commit(written, BEN)
    assert words(written) == {UKRAINE: "own"}


def test_a_reading_that_its_position_s_author_had_a_hand_in_is_none(written):
    sign(written, RUSSIA)
    commit(written, BEN, "Read\n\nCo-authored-by: Ann <ann@press.example>\n")
    assert words(written) == {RUSSIA: "own"}


def test_who_wrote_the_claim_s_words_is_an_author_of_its_positions(written):
    edit(written, CLAIMS, "have taken control", "took control")
    commit(written, BEN)
    sign(written, RUSSIA)
    commit(written, BEN)
    assert words(written) == {RUSSIA: "own"}


def test_every_line_of_a_position_counts_also_those_of_a_long_value(written):
    long = "quote: >-\n          Ukraine denied that\n          the village had fallen"
    edit(written, CLAIMS, "quote: Ukraine denied that the village had fallen", long)
    commit(written, ANN)
    edit(written, CLAIMS, "          the village had fallen", "          the village\n          had fallen")
    commit(written, BEN)
    sign(written, UKRAINE)
    commit(written, BEN)
    assert words(written) == {UKRAINE: "own"}


@pytest.mark.parametrize("who", [ANN, BEN])
def test_who_wrote_a_line_stays_its_author_when_another_moves_it(written, who):
    """Neither who wrote the lines nor who carried them to another file can be their second reader."""
    claims = (written / CLAIMS).read_text(encoding="utf-8")
    head, positions = claims.split("    positions:\n")
    moved = "positions:\n" + positions.replace("      - actor", "  - claim: basivka-taken\n    actor")
    (written / CLAIMS).write_text(head, encoding="utf-8")
    (written / CLAIMS.replace("claims.yml", "positions.yml")).write_text(moved.replace("\n        ", "\n    "), "utf-8")
    commit(written, BEN)
    sign(written, RUSSIA)
    commit(written, who)
    assert words(written) == {RUSSIA: "own"}


def test_indenting_a_line_makes_nobody_its_author(written):
    text = (written / CLAIMS).read_text(encoding="utf-8")
    (written / CLAIMS).write_text(text.replace("\n      ", "\n         "), encoding="utf-8")
    commit(written, BEN)
    sign(written, RUSSIA)
    commit(written, BEN)
    assert words(written) == {RUSSIA: "second"}


def test_the_best_reading_counts_and_doubles_do_no_harm(written):
    sign(written, RUSSIA, by="Ann")
    commit(written, ANN)
    sign(written, RUSSIA, RUSSIA, by="Ben")
    sign(written, UKRAINE, by="Cat")
    commit(written, BEN)
    states = look(written)[0].proof.readings
    assert (states[RUSSIA].word, states[RUSSIA].by) == ("second", ("Ben",))
    assert states[UKRAINE].word == "second"


def test_a_change_makes_a_position_unread_again_and_the_old_reading_stays_harmless(written):
    sign(written, RUSSIA, UKRAINE)
    commit(written, BEN)
    edit(written, CLAIMS, "verb: claimed", "verb: announced")
    loaded, problems = look(written)
    assert problems == []
    assert list(loaded.proof.readings) == [UKRAINE]
    assert loaded.proof.outdated_readings == 1


# Hands that blame does not name

PEOPLE = "content/people.yml"
TEXT = "content/articles/village/text.md"
ARTICLE = "content/articles/village/article.yml"

TAKEN_AWAY = {
    "a certainty inside": ("        verb: claimed\n", "        certainty: possible\n"),
    "a chain inside": ("        verb: claimed\n", "        via: [evil]\n"),
    "on whose behalf": ("        verb: claimed\n", "        speaking_for: evil\n"),
    "the last line": ("control of Basivka\n", "        via: [evil]\n"),
    "the last line, of a long list": ("control of Basivka\n", "        via:\n          - evil\n"),
    "the claim's type": ("    about: [russia]\n", "    type: judgement\n"),
    "the claim's type, last": ("had fallen\n", "    type: judgement\n"),
}


@pytest.mark.parametrize(("above", "gone"), TAKEN_AWAY.values(), ids=TAKEN_AWAY)
@pytest.mark.parametrize(("deleter", "word"), [(BEN, "own"), (CAT, "second")])
def test_who_takes_lines_away_is_an_author(written, above, gone, deleter, word):
    edit(written, CLAIMS, above, above + gone)
    commit(written, ANN)
    edit(written, CLAIMS, above + gone, above)
    commit(written, deleter)
    sign(written, RUSSIA)
    commit(written, BEN)
    assert words(written) == {RUSSIA: word}


def test_who_makes_one_position_of_two_by_taking_lines_away_is_its_author(written):
    text = (written / CLAIMS).read_text(encoding="utf-8")
    gone = text[text.index("        verb: claimed") : text.index("        verb: denied")]
    edit(written, CLAIMS, gone, "")
    edit(written, CLAIMS, "stance: asserts", "stance: denies")
    edit(written, CLAIMS, "actor: russia", "actor: ukraine")
    (written / CLAIMS).write_text(text, encoding="utf-8")
    edit(written, CLAIMS, "actor: russia\n        stance: asserts", "actor: ukraine\n        stance: denies")
    edit(written, CLAIMS, "      - actor: ukraine\n        stance: denies\n        verb: denied", "#")
    edit(written, CLAIMS, "#", "      - actor: russia\n        stance: asserts\n        verb: denied")
    commit(written, ANN)
    gone = gone.replace("- actor: ukraine\n        stance: denies", "- actor: russia\n        stance: asserts")
    edit(written, CLAIMS, gone, "")
    commit(written, BEN)
    sign(written, UKRAINE)
    commit(written, BEN)
    assert words(written) == {UKRAINE: "own"}


def test_who_takes_a_line_away_before_the_first_is_an_author(written):
    edit(written, CLAIMS, "      - actor: russia", "      -\n        certainty: possible\n        actor: russia")
    commit(written, ANN)
    edit(written, CLAIMS, "        certainty: possible\n", "")
    commit(written, BEN)
    sign(written, RUSSIA)
    commit(written, BEN)
    assert words(written) == {RUSSIA: "own"}


def test_whoever_changes_what_stands_beside_a_position_is_not_its_author(written):
    third = (
        "      - actor: evil\n        stance: denies\n        verb: denied\n"
        "        quote: denied that the village had fallen\n"
    )
    edit(written, CLAIMS, "had fallen\n", "had fallen\n" + third)
    edit(written, CLAIMS, "control of Basivka\n", "control of Basivka\n        # A remark.\n")
    commit(written, CAT)
    edit(written, CLAIMS, third, "")
    edit(written, CLAIMS, "        # A remark.\n", "\n")
    commit(written, BEN)
    sign(written, RUSSIA, UKRAINE)
    commit(written, BEN)
    assert words(written) == {RUSSIA: "second", UKRAINE: "second"}


def test_a_position_added_behind_another_makes_nobody_the_author_of_that(written):
    """Nor does the line end that the last line of the file did not have."""
    path = written / CLAIMS
    text = path.read_text(encoding="utf-8").removesuffix("\n")
    path.write_text(text, encoding="utf-8")
    commit(written, ANN)
    more = "\n  - {id: other, claim: It rained.}\n"
    path.write_text(text + more, encoding="utf-8")
    commit(written, BEN)
    sign(written, RUSSIA, UKRAINE)
    commit(written, BEN)
    assert words(written) == {RUSSIA: "second", UKRAINE: "second"}


def test_older_hands_are_found_behind_later_changes(written):
    edit(written, CLAIMS, "        verb: claimed\n", "        verb: claimed\n        via: [evil]\n")
    commit(written, ANN)
    edit(written, CLAIMS, "        via: [evil]\n", "")
    commit(written, BEN)
    edit(written, CLAIMS, "verb: claimed", "verb: announced")
    edit(written, CLAIMS, "claims:\n", "# First\n\nclaims:\n")
    commit(written, CAT)
    edit(written, CLAIMS, "verb: announced", "verb: claimed")
    commit(written, CAT)
    sign(written, RUSSIA)
    commit(written, BEN)
    assert words(written) == {RUSSIA: "own"}


@pytest.mark.parametrize("between", ["", "claims: []\n", None])
@pytest.mark.parametrize("spoiler", [ANN, CAT])
def test_putting_back_what_another_wrote_makes_nobody_else_its_only_author(written, between, spoiler):
    path = written / CLAIMS
    text = path.read_text(encoding="utf-8")
    if between is None:
        path.unlink()
    else:
        path.write_text(between, encoding="utf-8")
    commit(written, spoiler)
    path.write_text(text, encoding="utf-8")
    commit(written, BEN)
    sign(written, RUSSIA)
    commit(written, ANN)
    assert words(written) == {RUSSIA: "own"}


CONTEXT = {
    "the paragraph": (TEXT, "On Sunday", "On Monday"),
    "the heading": (TEXT, "The village", "A village"),
    "the speaker's name": (PEOPLE, "name: Russia", "name: The Russian state"),
    "the side": (PEOPLE, "name: Russia\n", "name: Russia\n    affiliation: evil\n"),
    "the title": (ARTICLE, "near the border", "at the border"),
    "the day": (ARTICLE, "2025-04-08", "2025-04-07"),
    "the publisher": (ARTICLE, "Test", "The Test"),
}


@pytest.mark.parametrize(("file", "old", "new"), CONTEXT.values(), ids=CONTEXT)
def test_whoever_changed_last_what_is_read_is_no_second_reader(written, file, old, new):
    edit(written, file, old, new)
    commit(written, BEN)
    sign(written, RUSSIA)
    commit(written, BEN)
    assert words(written) == {RUSSIA: "own"}
    # As soon as somebody else has changed something, Ben only was there earlier.
    edit(written, CLAIMS, "verb: claimed", "verb: announced")
    commit(written, ANN)
    sign(written, RUSSIA)
    commit(written, BEN)
    assert words(written) == {RUSSIA: "second"}


def test_who_pasted_the_text_long_ago_may_read(tmp_path):
    claims = FILES[CLAIMS]
    project = make_project(tmp_path / "site", {CLAIMS: "claims: []\n"})
    (project / "content/about.md").unlink()
    commit(project, BEN)
    (project / CLAIMS).write_text(claims, encoding="utf-8")
    commit(project, ANN)
    sign(project, RUSSIA)
    commit(project, BEN)
    assert words(project) == {RUSSIA: "second"}


def test_a_text_that_is_not_committed_proves_nothing(written):
    edit(written, TEXT, "On Sunday", "On Monday")
    sign(written, RUSSIA)
    git(written, "add", REVIEWS)
    git(written, "commit", "-q", "-m", "Read", who=BEN)
    assert words(written) == {RUSSIA: "unproven"}


@pytest.mark.parametrize("change", ["\n\nclaims:", "claims:"])
def test_other_lines_that_are_not_committed_do_no_harm(written, change):
    edit(written, CLAIMS, "had fallen\n", "had fallen\n\n# The end.\n")
    edit(written, CLAIMS, "claims:", "# One.\n# Two.\nclaims:")
    commit(written, ANN)
    sign(written, RUSSIA)
    commit(written, BEN)
    edit(written, CLAIMS, "# One.\n# Two.\nclaims:", change)
    edit(written, CLAIMS, "# The end.", "# The very end.")
    assert words(written) == {RUSSIA: "second"}


def test_a_line_taken_away_and_not_committed_proves_nothing(written):
    sign(written, RUSSIA)
    edit(written, CLAIMS, "        verb: claimed\n", "        verb: claimed\n        via: [evil]\n")
    commit(written, BEN)
    edit(written, CLAIMS, "        via: [evil]\n", "")
    assert words(written) == {RUSSIA: "unproven"}


@pytest.mark.parametrize("name", ["Ann", "  aNN "])
def test_an_author_s_name_with_another_address_proves_nothing(written, name):
    sign(written, RUSSIA)
    commit(written, f"{name} <somebody@home.example>")
    assert words(written) == {RUSSIA: "unproven"}


@pytest.mark.parametrize(
    "bot",
    [
        "helper[bot] <1+helper[bot]@users.noreply.press.example>",
        "Helper[BOT] <helper@press.example>",
        "Helper <1+helper[bot]@users.noreply.press.example>",
        "Helper <helper[bot]>",
    ],
)
def test_a_program_reads_nothing(written, bot):
    sign(written, RUSSIA, by="Ben")
    commit(written, bot)
    assert words(written) == {RUSSIA: "unproven"}


# Where Git cannot say


def test_lines_that_are_not_committed_prove_nothing(written):
    sign(written, RUSSIA)
    assert words(written) == {RUSSIA: "unproven"}
    commit(written, BEN)
    edit(written, CLAIMS, "    claim: Russian", "    claim:   'Russian")
    edit(written, CLAIMS, "of Basivka.\n    about", "of Basivka.'\n    about")
    assert words(written) == {RUSSIA: "unproven"}


def test_a_shallow_clone_proves_nothing(written, tmp_path):
    sign(written, RUSSIA)
    commit(written, BEN)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", written.as_uri(), str(clone))
    assert words(clone) == {RUSSIA: "unproven"}
    whole = tmp_path / "whole"
    git(tmp_path, "clone", "-q", written.as_uri(), str(whole))
    assert words(whole) == {RUSSIA: "second"}


def test_without_a_repository_nothing_is_proven(tmp_path):
    project = make_project(tmp_path)
    sign(project, RUSSIA)
    assert words(project) == {RUSSIA: "unproven"}


def test_lines_that_git_counts_in_another_way_prove_nothing(written):
    path = written / CLAIMS
    path.write_bytes(path.read_bytes().replace(b"\nclaims:", b"\rclaims:").replace(b"claims:\n", b"claims:\r", 1))
    commit(written, ANN)
    sign(written, RUSSIA)
    commit(written, BEN)
    assert words(written) == {RUSSIA: "unproven"}


def test_windows_line_ends_do_no_harm(written):
    path = written / CLAIMS
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    commit(written, ANN)
    sign(written, RUSSIA)
    commit(written, BEN)
    assert words(written) == {RUSSIA: "second"}


def test_a_project_below_the_repository_s_top_is_found(tmp_path):
    project = make_project(tmp_path / "sites" / "one")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Write")
    sign(project, RUSSIA)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Read", who=BEN)
    assert words(project) == {RUSSIA: "second"}


def test_a_list_of_commits_to_pass_over_hides_nobody(written):
    edit(written, CLAIMS, "verb: claimed", "verb: announced")
    commit(written, BEN)
    head = git(written, "rev-parse", "HEAD")
    (written / "passed-over").write_text(head, encoding="utf-8")
    git(written, "config", "blame.ignoreRevsFile", "passed-over")
    sign(written, RUSSIA)
    commit(written, BEN)
    assert words(written) == {RUSSIA: "own"}


@pytest.mark.parametrize(
    ("who", "message"),
    [
        ("Nobody <>", "Read"),
        ("Nobody <>", "Read\n\nCo-authored-by: Ben <ben@press.example>\n"),
        (BEN, "Read\n\nCo-authored-by: Ann\n"),
    ],
)
def test_an_author_without_an_address_proves_nothing(written, who, message):
    sign(written, RUSSIA)
    commit(written, who, message)
    assert words(written) == {RUSSIA: "unproven"}


def test_a_file_that_git_does_not_know_has_no_authors(written):
    assert read_blame(Git(written), ["content/none.yml"]).authors("content/none.yml", [1]) is None
    blame = read_blame(Git(written), ["content/none.yml", CLAIMS])
    assert blame.authors("content/none.yml", [1]) is None
    assert blame.authors("content/other.yml", [1]) is None
    assert blame.authors(CLAIMS, [1, 2]) == {"ann@press.example"}
    assert blame.authors(CLAIMS, []) is None
    assert blame.authors(CLAIMS, [1, 999]) is None


# Where readings are asked for

UNREAD = [
    (f"{CLAIMS}:6:9", "position-unread", "no second person has read this position"),
    (f"{CLAIMS}:11:9", "position-unread", "no second person has read this position"),
]


def told(problems: list[Problem]) -> list[tuple[str, str, str]]:
    return [(str(problem.span), problem.code, problem.message) for problem in problems]


def test_an_unread_position_is_an_error_where_readings_are_required(written):
    assert look(written)[1] == []
    problems = look(written, REQUIRED)[1]
    assert told(problems) == UNREAD
    assert problems[0].help == (
        'ask somebody who did not write it to run "sayso review", '
        "or to paste its lines from the pull request's summary into content/reviews.yml"
    )


def test_a_reading_may_be_written_on_one_line(written):
    library = look(written)[0].library
    signed = [
        f"{{fingerprint: {fingerprint(p, library)}, by: Ben, on: 2025-04-08}}"
        for p in library.articles["village"].positions
    ]
    text = "reviews:\n" + "".join(f"- {entry}\n" for entry in signed)
    (written / REVIEWS).write_text(text, encoding="utf-8")
    commit(written, BEN)
    assert look(written, REQUIRED)[1] == []


def test_a_reading_of_one_s_own_position_is_not_enough(written):
    sign(written, RUSSIA)
    commit(written, ANN)
    message = "no second person has read this position, only somebody who wrote it"
    assert told(look(written, REQUIRED)[1]) == [(f"{CLAIMS}:6:9", "position-unread", message), UNREAD[1]]


def test_read_positions_are_no_errors(written):
    sign(written, RUSSIA, UKRAINE)
    commit(written, BEN)
    assert look(written, REQUIRED)[1] == []


def test_what_is_not_committed_is_an_error_at_each_position(written):
    sign(written, RUSSIA, UKRAINE)
    message = "a reading of this position is recorded, but Git cannot say that a second person made it"
    assert told(look(written, REQUIRED)[1]) == [
        (f"{CLAIMS}:6:9", "reading-unproven", message),
        (f"{CLAIMS}:11:9", "reading-unproven", message),
    ]


NO_HISTORY = (
    "readings are recorded, but who made them cannot be checked: there is no Git history here, or only the end of it"
)


def test_where_there_is_no_history_that_is_told_once(tmp_path):
    project = make_project(tmp_path)
    sign(project, RUSSIA, UKRAINE)
    problems = look(project, REQUIRED)[1]
    assert told(problems) == [
        (
            "mkdocs.yml:1:1",
            "reading-unproven",
            NO_HISTORY,
        )
    ]
    assert problems[0].help == "fetch the whole history: in a workflow, give actions/checkout the line `fetch-depth: 0`"


def test_check_obeys_the_setting(written):
    settings = MKDOCS_YML.replace("[sayso]", "[{sayso: {reviews: required}}]")
    (written / "mkdocs.yml").write_text(settings, encoding="utf-8")
    from generator.build import check

    errors = [problem for problem in check(written)[2] if problem.severity is Severity.ERROR]
    assert told(errors) == UNREAD


# The file of readings

BAD = {
    "not a fingerprint": ("fingerprint: abc\n    by: Ben\n    on: 2025-04-08", "bad-fingerprint"),
    "no version": (f"fingerprint: {'a' * 32}\n    by: Ben\n    on: 2025-04-08", "bad-fingerprint"),
    "cut short": (f"fingerprint: 1:{'a' * 31}\n    by: Ben\n    on: 2025-04-08", "bad-fingerprint"),
    "no name": (f"fingerprint: 1:{'a' * 32}\n    on: 2025-04-08", "missing-key"),
    "no day": (f"fingerprint: 1:{'a' * 32}\n    by: Ben", "missing-key"),
    "not one day": (f"fingerprint: 1:{'a' * 32}\n    by: Ben\n    on: 2025-04", "bad-date"),
    "another key": (f"fingerprint: 1:{'a' * 32}\n    by: Ben\n    on: 2025-04-08\n    verdict: fine", "unknown-key"),
}


@pytest.mark.parametrize(("entry", "code"), BAD.values(), ids=BAD)
def test_a_reading_with_a_fault_is_one_problem(tmp_path, entry, code):
    project = make_project(tmp_path, {REVIEWS: f"reviews:\n  - {entry}\n"})
    problems = look(project)[1]
    assert [(problem.code, problem.span.file) for problem in problems] == [(code, REVIEWS)]


def test_a_reading_of_another_version_is_outdated_and_no_error(tmp_path):
    entry = f"reviews:\n  - {{fingerprint: 2:{'a' * 32}, by: Ben, on: 2025-04-08}}\n"
    loaded, problems = look(make_project(tmp_path, {REVIEWS: entry}))
    assert problems == []
    assert loaded.proof.outdated_readings == 1


def test_readings_stand_outside_the_folders_of_articles(tmp_path):
    entry = f"reviews:\n  - {{fingerprint: 1:{'a' * 32}, by: Ben, on: 2025-04-08}}\n"
    article = FILES["content/articles/village/article.yml"] + entry
    files = {"content/articles/village/reviews.yml": entry, "content/articles/village/article.yml": article}
    loaded, problems = look(make_project(tmp_path, files))
    assert [(problem.span.file, problem.message) for problem in problems] == [
        ("content/articles/village/article.yml", '"reviews" cannot stand in article.yml'),
        ("content/articles/village/reviews.yml", '"reviews" cannot stand in the folder of an article'),
    ]
    assert {problem.help for problem in problems} == {
        "move it to content/reviews.yml, which holds the readings of the whole site"
    }
    assert loaded.proof.outdated_readings == 0


def test_readings_may_stand_in_any_other_file_of_records(written):
    line = f"reviews:\n- {{fingerprint: {prints(written)[RUSSIA]}, by: Ben, on: 2025-04-08}}\n"
    (written / "content/desk").mkdir()
    (written / "content/desk/read.yaml").write_text(line, encoding="utf-8")
    commit(written, BEN)
    assert words(written) == {RUSSIA: "second"}


# What pages say


def pages(project: Path) -> dict[str, str]:
    loaded, _ = look(project)
    made = make_pages(loaded.library, Site("Test"), texts("en"), [TEMPLATES], loaded.proof)
    return {page.address: page.html for page in made}


def test_a_claim_s_page_says_of_each_position_whether_it_was_read(written):
    sign(written, RUSSIA)
    commit(written, BEN)
    sign(written, UKRAINE)
    html = pages(written)
    claim = html["claims/basivka-taken/"]
    assert claim.count('<li class="position__read">read by two people</li>') == 1
    unproven = "a reading is recorded; who read it could not be checked here"
    assert claim.count(f'<li class="position__read">{unproven}</li>') == 1
    article = html["articles/village/"]
    assert "position__read" not in article
    assert "Positions read by a second person: 1 of 2." in article


def test_an_unread_position_says_so(written):
    sign(written, RUSSIA)
    commit(written, ANN)
    html = pages(written)
    claim = html["claims/basivka-taken/"]
    assert claim.count('<p class="claim__read">No second person has read these positions in this form yet.</p>') == 1
    assert "position__read" not in claim
    assert "Positions read by a second person: 0 of 2." in html["articles/village/"]


def told_of_readings(project: Path) -> tuple[str, list[str]]:
    """Give what a claim's page says of its positions together, and of each."""
    page = BeautifulSoup(pages(project)["claims/basivka-taken/"], "lxml")
    (together,) = page.select(".claim__status ~ .claim__read")
    return together.get_text(), [item.get_text() for item in page.select(".position__read")]


def test_readings_are_told_together_and_of_each_only_where_they_differ(written):
    sign(written, RUSSIA)
    commit(written, BEN)
    unread = "not yet read by a second person in this form"
    assert told_of_readings(written) == ("Read by a second person: 1 of 2 positions.", ["read by two people", unread])
    sign(written, UKRAINE)
    commit(written, BEN)
    assert told_of_readings(written) == ("Read by a second person: 2 of 2 positions.", [])


def test_where_nobody_can_say_who_read_the_page_says_that(written):
    sign(written, RUSSIA, UKRAINE)
    assert told_of_readings(written) == ("A reading is recorded; who read it could not be checked here.", [])


def test_a_single_position_is_told_as_one(written):
    claims = (written / CLAIMS).read_text(encoding="utf-8")
    (written / CLAIMS).write_text(claims.partition("      - actor: ukraine")[0], encoding="utf-8")
    assert told_of_readings(written) == ("No second person has read this position in this form yet.", [])


def test_a_claim_without_positions_says_nothing_of_readings(written):
    claims = "claims:\n  - {id: unheard, claim: Nobody has said so.}\n"
    (written / "content/more.yml").write_text(claims, encoding="utf-8")
    assert "claim__read" not in pages(written)["claims/unheard/"]
