"""`sayso review`: positions shown beside their source, and readings recorded one by one."""

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from git_site import ANN, BEN, QUIET, commit, git
from sites import FILES, make_project

from generator import cli
from generator.build import load
from generator.problems import Problem, Span
from generator.read.recording import NewReading, record_reading

REVIEWS = "content/reviews.yml"
ARTICLE, TEXT = "content/articles/village/article.yml", "content/articles/village/text.md"
CLAIMS = "content/articles/village/claims.yml"
MORE = {
    TEXT: """\
# The village

A quiet week came before.

Russia claimed its troops took control of Basivka. Ukraine denied that the village had fallen.
""",
    CLAIMS: """\
claims:
  - id: basivka-taken
    claim: Russian troops have taken control of Basivka.
    positions:
      - actor: russia
        stance: asserts
        verb: claimed
        said: 2025-04-06
        certainty: possible
        via: [agency]
        quote: Russia claimed its troops took control of Basivka
        because: The text names them.
        note: Look twice.
      - actor: spokesman
        stance: denies
        verb: denied
        speaking_for: russia
        quote: Ukraine denied that the village had fallen
        original: {language: uk, words: Село не впало}
      - actor: report
        stance: questions
        verb: says
        quote: A quiet week
  - id: quiet
    claim: The week will be quiet.
    type: forecast
    positions:
      - actor: spokesman
        stance: asserts
        verb: said
        quote: A quiet week came before
""",
    "content/people.yml": """\
actors:
  - {id: russia, name: Russia, type: state}
  - {id: ukraine, name: Ukraine, type: state}
  - {id: agency, name: The Agency, type: organisation}
  - {id: spokesman, name: A spokesman, type: unnamed, affiliation: ukraine}
""",
}


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1744156800")
    monkeypatch.setenv("COLUMNS", "88")


def review(project: Path, *arguments: str, answers: str = "") -> Result:
    command = ["-C", str(project), "review", *arguments]
    return CliRunner().invoke(cli.main, command, input=answers, prog_name="sayso", catch_exceptions=False)


def readings(project: Path) -> dict[str, str]:
    return {mark: state.word for (_, mark), state in load(project, project / "content")[0].proof.readings.items()}


SCREEN = """\

--- 3 of 4 · content/articles/village/claims.yml:5

Claim
  “Russian troops have taken control of Basivka.”
  Disputed: asserted by Russia; denied by A spokesman for Russia.

Who says what
  Russia asserted
  verb: claimed
  said: 6 April 2025
  said to be possible
  relayed by: The Agency

Source
  A village near the border
  Test, 8 April 2025

Passage (the quote stands between >>> and <<<)
  # The village

  A quiet week came before.

  >>>Russia claimed its troops took control of Basivka<<<. Ukraine denied that the
  village had fallen.

The editor's reason
  The text names them.

The editor's note
  Look twice.

Do the marked words show that Russia asserted this claim? [y]es / [n]o / [s]kip / [q]uit y
"""

FILE = """\
# Who has read which position beside its source, and found that the text bears it out.
#
# "sayso review" writes here. Each entry names a position by its fingerprint. When anything changes that
# a reader sees of the position, the entry fits no more, and somebody has to read it again. The author
# of these lines in Git has to be another than the position's: then two people have read it.
reviews:
  # Russia asserted: “Russian troops have taken control of Basivka.”
  - fingerprint: {}
    by: "Ben \\"B\\" # Low"
    on: 2025-04-09
"""


def test_a_position_is_shown_as_readers_see_it_and_the_reading_recorded(tmp_path):
    project = make_project(tmp_path, MORE)
    result = review(project, "--by", ' Ben "B" #  Low\n', answers="s\ns\ny\nq\n")
    assert result.stdout.startswith("4 positions to read; each yes is saved at once.\n\n--- 1 of 4")
    assert SCREEN in result.stdout
    assert result.stdout.endswith(
        "Recorded: 1 reading. Still unread: 3 positions.\n"
        "Now commit content/reviews.yml yourself. "
        "A reading counts as that of whoever commits it, not of the name written in it.\n"
    )
    text = (project / REVIEWS).read_text(encoding="utf-8")
    assert text == FILE.format(text.partition("fingerprint: ")[2][:34])
    assert readings(project) == {"q-basivka-taken--russia": "unproven"}


def test_what_is_recorded_is_not_asked_again(tmp_path):
    project = make_project(tmp_path, MORE)
    assert "4 of 4" in review(project, "--by", "Ben", answers="y\ns\ny\ns\n").stdout
    result = review(project, "--by", "Ben", answers="y\ny\n")
    assert "--- 2 of 2" in result.stdout
    assert result.stdout.count("Do the marked words") == 2
    assert len(readings(project)) == 4
    assert review(project).stdout == "Recorded: 0 readings. Still unread: 0 positions.\n"


def test_speakers_are_named_with_whom_they_speak_for(tmp_path):
    result = review(make_project(tmp_path, MORE), "--by", "Ben", answers="s\ns\ns\ns\n")
    assert "\n  A spokesman (Ukraine) asserted\n" in result.stdout
    assert "\n  A spokesman for Russia denied\n" in result.stdout
    assert "\n  The report (Test) questioned\n\nSource\n  A village" in result.stdout
    assert "that A spokesman for Russia denied this claim? [y]es" in result.stdout
    assert "that the report (Test) questioned this claim? [y]es" in result.stdout
    assert "\n  the words in Ukrainian: Село не впало\n" in result.stdout
    assert "\n  a forecast\n" in result.stdout


@pytest.mark.parametrize(
    ("stance", "asked"),
    [
        ("confirms", "confirmed this claim"),
        ("reports", "reported this claim"),
        ("declines", "gave no comment on this claim"),
        ("retracts", "took this claim back"),
    ],
)
def test_the_question_says_what_is_to_be_judged(tmp_path, stance, asked):
    project = make_project(tmp_path, {CLAIMS: FILES[CLAIMS].replace("stance: asserts", f"stance: {stance}")})
    told = review(project, "--by", "Ben", answers="q\n").stdout
    assert f"\n\nDo the marked words show that Russia {asked}? [y]es / [n]o / [s]kip / [q]uit q\n" in told


def test_the_help_tells_every_answer(tmp_path):
    told = " ".join(review(make_project(tmp_path), "--help").stdout.split())
    assert "you answer y (yes, the words show it), n (no), s (skip: leave it for later) or q (quit)." in told


def test_what_is_wrong_is_not_recorded_but_advised_on(tmp_path):
    project = make_project(tmp_path)
    result = review(project, "--by", "Ben", answers="no\n\nwhat\nquit\n")
    assert result.exit_code == 0
    assert "Then correct the record in content/articles/village/claims.yml:6, or tell the editor who wrote it.\n" in (
        result.stdout
    )
    assert result.stdout.endswith(
        "Recorded: 0 readings. Still unread: 2 positions.\n"
        "You answered no to 1 position; correct it, or tell its author:\n"
        "  content/articles/village/claims.yml:6: Russia asserted: “Russian troops have taken control of Basivka.”\n"
    )
    assert result.stdout.count("Type y, n, s or q.\n") == 2
    assert not (project / REVIEWS).exists()


def test_when_the_input_ends_what_was_answered_is_kept(tmp_path):
    project = make_project(tmp_path)
    result = review(project, "--by", "Ben", answers="y\n")
    assert result.exit_code == 0
    assert result.stdout.endswith("not of the name written in it.\n")
    assert len(readings(project)) == 1


def test_who_reads_is_asked_where_nobody_says(tmp_path):
    project = make_project(tmp_path)
    assert "Who are you?" in review(project, answers=" \nBen\ny\n").stdout
    assert 'by: "Ben"' in (project / REVIEWS).read_text(encoding="utf-8")
    assert review(make_project(tmp_path / "other"), answers="").exit_code == 0


def test_git_tells_who_reads(tmp_path):
    project = make_project(tmp_path)
    commit(project, ANN)
    git(project, "config", "user.name", "Ben of the desk")
    git(project, "config", "user.email", "ben@press.example")
    assert "Who are you?" not in review(project, answers="y\ny\n").stdout
    assert 'by: "Ben of the desk"' in (project / REVIEWS).read_text(encoding="utf-8")
    commit(project, BEN)
    assert set(readings(project).values()) == {"second"}


def test_nobody_is_asked_to_read_what_they_wrote(tmp_path):
    project = make_project(tmp_path)
    commit(project, ANN)
    claims = project / CLAIMS
    claims.write_text(claims.read_text(encoding="utf-8").replace("verb: denied", "verb: rejected"), encoding="utf-8")
    commit(project, BEN)
    (project / ".mailmap").write_text("Ben <ben@press.example> <b@home.example>\n", encoding="utf-8")
    git(project, "config", "user.email", "b@HOME.example")
    result = review(project, "--by", "Ben", answers="s\n")
    assert result.stdout.startswith(
        "You wrote these; somebody else must read them:\n"
        "  content/articles/village/claims.yml:11: Ukraine denied: “Russian troops have taken control of Basivka.”\n\n"
        "1 position to read; each yes is saved at once.\n\n--- 1 of 1"
    )
    assert result.stdout.endswith("Recorded: 0 readings. Still unread: 2 positions.\n")


def test_a_reading_of_one_s_own_is_offered_to_others(tmp_path):
    project = make_project(tmp_path)
    review(project, "--by", "Ann", answers="y\n")
    commit(project, ANN)
    assert "--- 2 of 2" in review(project, "--by", "Ben", answers="y\ny\n").stdout
    commit(project, BEN)
    assert set(readings(project).values()) == {"second"}


def test_the_list_tells_what_is_unread_and_changes_nothing(tmp_path):
    project = make_project(tmp_path)
    review(project, "--by", "Ben", answers="y\n")
    path = project / REVIEWS
    path.write_text(f"{path.read_text(encoding='utf-8')}  - {{fingerprint: 1:{'0' * 32}, by: Ben, on: 2025-04-09}}\n")
    before = path.read_bytes()
    result = review(project, "--list")
    assert result.exit_code == 0
    assert result.stdout == (
        "content/articles/village/claims.yml:11: Ukraine denied: “Russian troops have taken control of Basivka.”\n"
        "Positions: 2\n"
        "  read by a second person: 0\n"
        "  read, but who read them could not be checked here: 1\n"
        "  read only by somebody who wrote them: 0\n"
        "  not read: 1\n"
        "Older readings that no longer fit: 1\n"
    )
    assert path.read_bytes() == before
    why = "because what was read has since changed."
    told = review(project, "--by", "B").stdout
    assert told.endswith(f"1 older reading no longer fits, {why} You may leave it.\n")
    path.write_text(f"{path.read_text(encoding='utf-8')}  - {{fingerprint: 1:{'1' * 32}, by: Ben, on: 2025-04-09}}\n")
    told = review(project, "--by", "B").stdout
    assert told.endswith(f"2 older readings no longer fit, {why} You may leave them.\n")


def test_one_article_may_be_chosen(tmp_path):
    second = {name.replace("village", "town"): text for name, text in FILES.items() if "village" in name}
    second["content/articles/town/claims.yml"] = FILES[CLAIMS].replace("basivka-taken", "town-taken")
    project = make_project(tmp_path, second)
    assert "Positions: 4\n" in review(project, "--list").stdout
    listed = review(project, "town", "--list").stdout
    assert "Positions: 2\n" in listed
    assert "articles/village" not in listed
    result = review(project, "twon")
    assert result.exit_code == 2
    assert 'there is no article "twon"; did you mean "town"?' in result.stderr


def test_with_errors_in_the_content_nobody_is_asked(tmp_path):
    claims = FILES[CLAIMS].replace("Russia claimed its", "Russia never claimed its", 1)
    result = review(make_project(tmp_path, {CLAIMS: claims}), "--by", "Ben", answers="y\n")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error: quote-absent: " in result.stderr
    assert review(tmp_path / "content", "--list").exit_code == 1


def test_unread_positions_are_no_reason_not_to_read_them(tmp_path):
    settings = FILES["mkdocs.yml"].replace("[sayso]", "[{sayso: {reviews: required}}]")
    project = make_project(tmp_path, {"mkdocs.yml": settings})
    assert review(project, "--by", "Ben", answers="y\n").exit_code == 0
    assert review(project, "--by", "Ben", answers="y\n").exit_code == 0
    assert len(readings(project)) == 2


def test_doubts_about_a_position_are_shown_with_it(tmp_path):
    claims = FILES[CLAIMS].replace("quote: Russia claimed", "quote: ussia claimed")
    result = review(make_project(tmp_path, {CLAIMS: claims}), "--by", "Ben", answers="s\ns\n")
    first, _, second = result.stdout.partition("--- 2 of 2")
    assert "A doubt of the check\n  the quote begins or ends inside a word of the text\n" in first
    assert "inside a word" not in second


def test_a_language_that_only_the_project_has_texts_in_is_no_hindrance(tmp_path):
    settings = (
        FILES["mkdocs.yml"]
        .replace("[sayso]", "[{sayso: {language: eo}}]")
        .replace("theme: {name: sayso}", "theme: {name: sayso, custom_dir: own}")
    )
    project = make_project(tmp_path, {"mkdocs.yml": settings, "own/languages/eo.yml": "nav: {claims: Asertoj}\n"})
    assert "that Russia asserted this claim" in review(project, "--by", "Ben", answers="q\n").stdout


def test_a_text_without_headings_is_shown_without_one(tmp_path):
    text = FILES[TEXT].replace("# The village\n\n", "")
    result = review(make_project(tmp_path, {TEXT: text}), "--by", "Ben", answers="q\n")
    assert "between >>> and <<<)\n  On Sunday >>>Russia claimed its troops" in result.stdout


# Texts that are not published, or not at hand


def withheld(folder: Path, *, without: tuple[str, ...] = (), url: str = ", url: 'https://paper.example/1'") -> Path:
    sha256 = hashlib.sha256(MORE[TEXT].encode()).hexdigest()
    article = FILES[ARTICLE].replace("show_text: full", f"text_sha256: {sha256}")
    article = article.replace("{publisher: Test}", f"{{publisher: Test{url}}}")
    return make_project(folder, {ARTICLE: article, TEXT: MORE[TEXT]}, without=without)


def test_a_withheld_text_is_shown_at_a_terminal_and_not_where_others_read(tmp_path, monkeypatch):
    project = withheld(tmp_path)
    assert "A quiet week came before." in review(project, "--by", "Ben", answers="q\n").stdout
    monkeypatch.setenv("CI", "true")
    result = review(project, "--by", "Ben", answers="s\ns\n")
    assert "  >>>Russia claimed its troops took control of Basivka<<<\n" in result.stdout
    assert "quiet" not in result.stdout
    assert "The village" not in result.stdout


def test_without_the_text_the_words_are_shown_as_typed(tmp_path):
    project = withheld(tmp_path / "site", without=(TEXT,))
    result = review(project, "--by", "Ben", answers="y\nq\n")
    words = "  The text is not at hand. These are the words as typed. Look them up at\n  https://paper.example/1\n\n"
    assert f"{words}  >>>Russia claimed its troops took control of Basivka<<<\n" in result.stdout
    unlinked = withheld(tmp_path / "unlinked", without=(TEXT,), url="")
    assert "as typed.\n\n  >>>" in review(unlinked, "--by", "Ben", answers="q\n").stdout
    private = tmp_path / "texts"
    private.mkdir()
    (private / "village.md").write_text(MORE[TEXT], encoding="utf-8")
    result = review(project, "--by", "Ben", "--texts", str(private), answers="y\n")
    assert "--- 1 of 1" in result.stdout
    assert "A quiet week came before." in result.stdout
    assert len(readings(project)) == 2


# Writing the file


NEW = NewReading(f"1:{'a' * 32}", "Ben", "2025-04-09", "Who\nsays: # what\x1b[31m " + "x" * 200)
ENTRY = f'- fingerprint: 1:{"a" * 32}\n  by: "Ben"\n  on: 2025-04-09\n'
OLD = f"- fingerprint: 1:{'b' * 32}\n  by: Ann\n  on: 2025-04-08\n"


def add(content: Path, text: bytes) -> tuple[bytes, str | None]:
    path = content / "reviews.yml"
    path.write_bytes(text)
    problem = record_reading(content, REVIEWS, NEW)
    assert list(content.iterdir()) == [path]
    return path.read_bytes(), problem.code if problem else None


@pytest.mark.parametrize(
    "old",
    [
        f"# Mine\n\nreviews:\n{OLD}# the end\n",
        f"reviews:\n{OLD}".removesuffix("\n"),
        f"\ufeffreviews:\n{OLD}",
        f"mentions: {{Kyiv: nobody}}\nreviews:\n{OLD}\n\n",
        f"reviews:\n{OLD}  note: |\n    Long.\n\n    Longer.\n",
        f"reviews:\n  {OLD.replace(chr(10), chr(10) + '  ')}",
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_reading_is_added_and_every_line_kept(tmp_path, old, ends):
    before = old.replace("\n", ends).encode()
    after, code = add(tmp_path, before)
    assert code is None
    assert after.startswith(before)
    assert after.endswith(ends.encode())
    added = after[len(before) :].decode().replace("\r\n", "\n")
    assert "\n".join(line.strip() for line in added.strip().split("\n")[1:]) == "\n".join(
        line.strip() for line in ENTRY.strip().split("\n")
    )
    comment = added.strip().split("\n")[0]
    assert comment.startswith("# Who says: # what\N{REPLACEMENT CHARACTER}[31m xxx")
    assert comment.endswith("…")
    assert len(comment) == 162


def test_a_file_of_other_records_gets_a_list_of_readings(tmp_path):
    after, code = add(tmp_path, b"mentions: {Kyiv: nobody}\n")
    assert code is None
    assert after.startswith(b"mentions: {Kyiv: nobody}\nreviews:\n  # Who")


@pytest.mark.parametrize(
    "old",
    [
        f"reviews:\n{OLD}mentions:\n  Kyiv: nobody\n",
        f"reviews: [{{fingerprint: 1:{'b' * 32}, by: Ann, on: 2025-04-08}}]\n",
        f"reviews:\n{OLD}...\n",
        "reviews: none\n",
        "reviews:\n",
        "[",
        "",
        "- a list\n",
        f"reviews:\n{OLD}#" + "x" * 1_000_000,
    ],
)
def test_where_it_cannot_be_added_nothing_is_changed(tmp_path, old):
    assert add(tmp_path, old.encode()) == (old.encode(), "cannot-record")
    assert record_reading(tmp_path, REVIEWS, NEW) == Problem(
        "cannot-record",
        Span(REVIEWS),
        "the reading cannot be added here without changing what the file says; nothing was written",
        'let "reviews:" be the last key of the file, with its entries on lines of their own below it',
    )


def test_bytes_that_are_no_text_are_left_alone(tmp_path):
    old = f"reviews:\n{OLD}# caf".encode() + b"\xe9\n"
    assert add(tmp_path, old) == (old, "cannot-record")


def test_a_file_that_cannot_be_written_is_a_problem(tmp_path):
    result = record_reading(tmp_path / "none", REVIEWS, NEW)
    assert result is not None
    assert (result.code, result.message) == (
        "unwritable",
        "this file cannot be written: No such file or directory",
    )


def test_a_failure_to_record_ends_the_reading(tmp_path):
    project = make_project(tmp_path, {REVIEWS: f"reviews:\n{OLD}mentions:\n  Kyiv: nobody\n"})
    result = review(project, "--by", "Ben", answers="y\ny\n")
    assert result.exit_code == 1
    assert "error: cannot-record: the reading cannot be added here" in result.stderr
    assert (project / REVIEWS).read_text(encoding="utf-8").endswith("Kyiv: nobody\n")


def test_who_may_read_the_file_stays_as_it_is(tmp_path):
    path = tmp_path / "reviews.yml"
    path.write_text(f"reviews:\n{OLD}", encoding="utf-8")
    path.chmod(0o640)
    (tmp_path / ".reviews.yml.new").write_text("left behind", encoding="utf-8")
    assert record_reading(tmp_path, REVIEWS, NEW) is None
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_is_not_written_through(tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(f"reviews:\n{OLD}", encoding="utf-8")
    (tmp_path / "reviews.yml").symlink_to(other)
    problem = record_reading(tmp_path, REVIEWS, NEW)
    assert problem is not None
    assert problem.code == "cannot-record"
    assert other.read_text(encoding="utf-8") == f"reviews:\n{OLD}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.txt", "reviews.yml"]


def test_without_a_day_given_it_is_today(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    project = make_project(tmp_path)
    assert review(project, "--by", "Ben", answers="y\n").exit_code == 0
    assert "    on: 20" in (project / REVIEWS).read_text(encoding="utf-8")
