"""`sayso new`: nothing is said of anybody that nobody has seen, and no draft is lost or made public by it."""

import re
from types import SimpleNamespace

import pytest
from sites import FILES, fingerprint, make_project
from test_new import CLAIMS, TEXT, new, problems, read

from generator.build import load
from generator.edit.hints import Hint, hint, sentences_at, sketches, uncovered
from generator.edit.sketches import drop_sketch, with_sketches
from generator.proof.drafts import draft_of
from generator.text import find_quote

NEVER = "On Sunday Russia spoke. Russia has never denied that Ukraine asked for talks.\n"
BARE = {CLAIMS: "claims: []\n", "content/about.md": "# About\n\nThis site.\n"}
CLAIM = ["--article", "village", "--claim", "Ukraine asked for talks."]


def library(project):
    return load(project, project / "content")[0].library


@pytest.fixture
def never(tmp_path):
    return make_project(tmp_path, {TEXT: NEVER, **BARE})


# --- guesses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            [],
            "--verb, for a guess is never taken; the text suggests: --actor ukraine, --stance denies, --verb denied",
        ),
        (
            ["--actor", "ukraine", "--verb", "denied"],
            "give --stance, for a guess is never taken; the text suggests: denies",
        ),
        (
            ["--stance", "denies", "--verb", "denied"],
            "give --actor, for a guess is never taken; the text suggests: ukraine",
        ),
    ],
)
def test_with_options_no_guess_is_taken(tmp_path, options, told):
    project = make_project(tmp_path)
    before = fingerprint(project)
    words = ["--claim", "The village has fallen.", "--quote", "Ukraine denied that the village had fallen"]
    result = new(project, "claim", *words, *options)
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())
    assert fingerprint(project) == before


def test_where_the_verb_is_negated_nothing_is_suggested(never):
    result = new(never, "claim", *CLAIM, "--quote", "Russia has never denied that Ukraine asked for talks")
    assert result.exit_code == 2
    assert "--actor, --stance and --verb, for a guess is never taken; the text does not tell" in " ".join(
        result.output.split()
    )
    assert read(never, CLAIMS) == "claims: []\n"


def test_of_a_withheld_text_no_verb_is_suggested_in_public(tmp_path, monkeypatch):
    quotes = FILES["content/articles/village/article.yml"].replace("full", "quotes")
    project = make_project(tmp_path, {"content/articles/village/article.yml": quotes})
    monkeypatch.setenv("CI", "true")
    words = ["--claim", "The village has fallen.", "--quote", "the village had fallen"]
    result = new(project, "claim", *words, "--actor", "ukraine", "--stance", "denies")
    assert "give --verb, for a guess is never taken; the text does not tell" in " ".join(result.output.split())


def test_at_a_terminal_the_guess_is_shown_and_can_be_changed(tmp_path, monkeypatch):
    from generator.cli import new_positions

    terminal = SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(new_positions, "sys", terminal)
    project = make_project(tmp_path)
    words = ["--claim", "The village is safe.", "--quote", "Ukraine denied that the village had fallen"]
    result = new(project, "claim", *words, answers="\nquestions\n\n")
    assert "[Enter: ukraine]" in result.output
    assert "[Enter: denies]" in result.output
    assert "[Enter: denied]" in result.output
    assert "        stance: questions\n        verb: denied\n" in read(project, CLAIMS)


def test_what_was_written_is_told_whole(tmp_path):
    project = make_project(tmp_path)
    words = ["--claim", "The village has fallen.", "--quote", "Ukraine denied that the village had fallen"]
    result = new(project, "claim", *words, "--actor", "Ukraine", "--stance", "denies", "--verb", "denied")
    assert result.output.endswith(
        "  Ukraine denies: “The village has fallen.” "
        "(verb: denied; quote: “Ukraine denied that the village had fallen”)\n"
    )
    options = ["--actor", "report", "--stance", "reports", "--verb", "says", "--claim", "basivka-taken"]
    result = new(project, "claim", *options, "--quote", "On Sunday Russia claimed its troops")
    assert "  The text itself reports: “Russian troops have taken control of Basivka.” (verb: says; " in result.output


FRAME = ["--title", "Two", "--published", "2026-05-08", "--language", "en", "--publisher", "Weekly", "--url", ""]


def article(project, text, shown="full", *more, answers=""):
    path = project / "report.txt"
    path.write_text(text, encoding="utf-8")
    options = [*FRAME, "--show-text", shown, "--id", "two", *more]
    return new(project, "article", "--text", str(path), *options, answers=answers)


def test_in_the_walk_stance_and_verb_are_shown_and_can_be_changed(tmp_path):
    project = make_project(tmp_path)
    answers = "It rains.\nRussia\nquestions\ndenied that\n"
    result = article(project, "Russia denied that it rains.\n", "full", "--claims", "ask", answers=answers)
    assert "What do they do with the claim? [Enter: denies]" in result.output
    assert "The text's own verb [Enter: denied]" in result.output
    assert "  Russia questions: “It rains.” (verb: denied that; quote: “Russia denied that it rains.”)" in result.output
    assert "verb: denied that\n" in read(project, "content/articles/two/claims.yml")


# --- negated verbs --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Russia has never denied that it rains.",
        "Russia no longer confirmed that it rains.",
        "Russia has not publicly denied that it rains.",
        "Russia did not announce that it rains.",
    ],
)
def test_nothing_is_guessed_of_a_negated_verb(tmp_path, text):
    found = library(make_project(tmp_path, {TEXT: f"{text}\n", **BARE}))
    guess = hint(found, "village", (0, len(text)))
    assert (guess.actors, guess.stance, guess.verb) == ((), None, "")
    (entry,) = uncovered(found, "village")
    assert (entry.actors, entry.stance) == ((), None)
    assert "#       stance:\n" in next(sketches(found, "village"))
    assert "stance: denies" not in draft_of(found, "village")


@pytest.mark.parametrize(
    "text",
    [
        "Not only Russia denied that it rains.",
        "Without proof Russia denied that it rains.",
        "It did not rain, Russia denied that it rains.",
        "It does not rain in any of the villages there and Russia denied it.",
    ],
)
def test_a_negation_of_something_else_is_none_of_the_verb(tmp_path, text):
    found = library(make_project(tmp_path, {TEXT: f"{text}\n", **BARE}))
    assert hint(found, "village", (0, len(text))).stance == "denies"


def record(stance, verb, quote):
    position = f"      - actor: russia\n        stance: {stance}\n        verb: {verb}\n        quote: {quote}\n"
    return f"claims:\n  - id: talks\n    claim: It is so.\n    positions:\n{position}"


@pytest.mark.parametrize(
    ("text", "stance", "verb", "doubted"),
    [
        ("Russia has never denied that it rains.", "denies", "denied", True),
        ("Russia has never denied that it rains.", "denies", "never denied", True),
        ("Russia no longer confirms that it rains.", "confirms", "confirms", True),
        ("Russia did not say that it rains.", "asserts", "say", True),
        ("Russia did not announce that it rains.", "asserts", "announce", True),
        ("Russia denied that it never rains.", "denies", "denied", False),
        ("Russia has never denied that it rains.", "questions", "denied", False),
        ("Russia did not say that it rains.", "denies", "say", False),
    ],
)
def test_a_stance_whose_verb_is_negated_is_doubted(tmp_path, text, stance, verb, doubted):
    files = {**BARE, TEXT: f"{text}\n", CLAIMS: record(stance, verb, text)}
    found = [p for p in load(*_of(make_project(tmp_path, files)))[1] if "is negated" in p.message]
    assert [p.code for p in found] == ["other-stance"] * doubted


def test_a_negation_that_the_quote_leaves_out_is_doubted_once(tmp_path):
    text = "Russia has never denied that it rains."
    files = {**BARE, TEXT: f"{text}\n", CLAIMS: record("denies", "denied", "denied that it rains")}
    assert [p.code for p in load(*_of(make_project(tmp_path, files)))[1]] == ["cut-changes-sense"]


def _of(project):
    return project, project / "content"


# --- drafts ---------------------------------------------------------------------------------------

FOUR = "Russia denied it. Russia denied it all. Ukraine said so. Ukraine said so again.\n"
DRAFTED = "content/articles/two/claims.yml"


def numbers(text):
    return re.findall(r"quote: (.*)", text)


def add(project, quote, *more):
    options = ["--article", "two", "--claim", f"On {len(read(project, DRAFTED))}.", "--actor", "russia"]
    result = new(project, "claim", *options, "--stance", "denies", "--verb", "denied", "--quote", quote, *more)
    assert result.exit_code == 0, result.output


def test_a_short_quote_takes_no_draft_of_another_sentence(tmp_path):
    project = make_project(tmp_path)
    article(project, FOUR)
    assert read(project, DRAFTED).count("# draft, ") == 4
    add(project, "denied it", "--prefix", "denied it. Russia")
    left = [row for row in read(project, DRAFTED).splitlines() if row.startswith("  #       quote: ")]
    assert [row.partition("quote: ")[2] for row in left] == [
        "Russia denied it.",
        "Ukraine said so.",
        "Ukraine said so again.",
    ]


def test_a_file_with_other_line_ends_and_notes_of_an_editor(tmp_path):
    project = make_project(tmp_path)
    article(project, "Russia denied it. Ukraine said so.\n")
    text = read(project, DRAFTED)
    first = text.replace("Russia denied it.\n\n", "Russia denied it.\n  # see page 4\n  #   a note: of mine\n\n", 1)
    assert first != text
    (project / DRAFTED).write_bytes(first.replace("\n", "\r\n").encode())
    add(project, "Russia denied it")
    text = read(project, DRAFTED)
    assert "\n" not in text.replace("\r\n", "")
    assert text.count("# draft, ") == 1
    assert "  # see page 4\r\n  #   a note: of mine\r\n" in text
    add(project, "Ukraine said so")
    text = read(project, DRAFTED)
    assert "draft" not in text.lower()
    assert "  # see page 4\r\n" in text
    assert text.endswith("\r\n")
    assert [message for message in problems(project) if "key" in message] == []


def test_a_draft_that_was_changed_stays(tmp_path):
    project = make_project(tmp_path, {TEXT: FOUR, **BARE})
    found = library(project)
    folded, drafts = found.articles["village"].folded, list(sketches(found, "village"))
    text = with_sketches("claims: []\n", drafts)
    everything = sentences_at(found, "village", (0, len(FOUR)))
    for changed in ("quote: Russia never stood here", "quote:", "quoted: x"):
        other = text.replace("quote: Russia denied it.", changed)
        assert drop_sketch(other, folded, everything).count("# draft, ") == 1
    assert "draft" not in drop_sketch(text, folded, everything).lower()
    assert drop_sketch(text, folded, []) == text


def test_a_language_without_cues_has_no_sentences(tmp_path):
    other = FILES["content/articles/village/article.yml"].replace("language: en", "language: eo")
    found = library(make_project(tmp_path, {"content/articles/village/article.yml": other}))
    assert sentences_at(found, "village", (0, 100)) == []
    assert hint(found, "village", (0, 100)) == Hint()


def test_drafts_of_a_withheld_text_hold_none_of_its_words(tmp_path):
    project = make_project(tmp_path)
    broke = "Russia denied that the turbine broke."
    text = f"The bridge\n{broke} {broke} Ukraine agreed that it did.\n"
    article(project, text, "quotes")
    drafted = read(project, DRAFTED)
    for word in ("turbine", "broke", "that it did"):
        assert word not in drafted
    line = "draft, text.md line 1, character 12; its words are not published, look them up there"
    assert drafted.count("its words are not published, look them up there\n") == 3, line
    assert "  #     - actor: russia\n  #       stance: denies\n  #       verb: denied\n  #       quote:\n" in drafted
    assert problems(project) == []
    folded = library(project).articles["two"].folded
    assert find_quote(folded, "Ukraine agreed")
    add(project, "Ukraine agreed that it did", "--actor", "ukraine")
    assert read(project, DRAFTED).count("# draft, ") == 2


def test_at_a_terminal_the_sentences_of_a_withheld_text_are_shown(tmp_path):
    result = article(
        make_project(tmp_path), "Russia denied that it rains.\n", "quotes", "--claims", "ask", answers="q\n"
    )
    assert "“Russia denied that it rains.”" in result.output
