"""Coverage: what is said in a text and stands in no position, measured and written out as a draft."""

import pytest
import yaml
from click.testing import CliRunner, Result
from doubting import load_case
from sites import make_project

from generator import cli
from generator.build import load
from generator.problems import has_errors
from generator.proof.coverage import Coverage
from generator.proof.drafts import draft_of

CASE = """\
actor: ivanov
stance: asserts
verb: said
quote: Ivanov said the dam holds

The council met. Ivanov said the dam holds. “It leaks,” said Petrova: “every day.” According to Southland officials, \
nobody was hurt.

Analysts denied it."""


def test_sentences_in_which_somebody_speaks_are_counted(tmp_path):
    loaded, _ = load_case(CASE, tmp_path)
    assert loaded.proof.coverage == {"visit": Coverage(cues=4, covered=1)}
    assert loaded.proof.coverage["visit"].percent == 25


def test_a_text_in_which_nobody_speaks_is_covered(tmp_path):
    given = "actor: report\nstance: asserts\nverb: says\nquote: The dam is old\n\nThe dam is old."
    loaded, _ = load_case(given, tmp_path)
    assert loaded.proof.coverage["visit"].percent == 100


def test_a_language_without_cues_is_not_measured(tmp_path):
    loaded, _ = load_case(f"language: eo\n{CASE}", tmp_path)
    assert loaded.proof.coverage == {}
    assert draft_of(loaded.library, "visit") == ""


def test_the_draft_is_positions_with_the_text_s_own_words(tmp_path):
    loaded, _ = load_case(CASE, tmp_path)
    assert draft_of(loaded.library, "visit") == (
        "# A draft. Replace which-claim and who-says-this; nothing here is published by itself.\n"
        "positions:\n"
        "  # content/articles/visit/text.md, line 1\n"
        "  - claim: which-claim\n"
        "    actor: petrova\n"
        "    article: visit\n"
        "    stance: asserts  # see whether this is right\n"
        '    verb: "said"\n'
        '    quote: "“It leaks,” said Petrova: “every day.”"\n'
        "  # content/articles/visit/text.md, line 1\n"
        "  - claim: which-claim\n"
        "    actor: officials\n"
        "    article: visit\n"
        "    stance: asserts  # see whether this is right\n"
        '    verb: "According to"\n'
        '    quote: "According to Southland officials, nobody was hurt."\n'
        "  # content/articles/visit/text.md, line 3\n"
        "  - claim: which-claim\n"
        "    actor: who-says-this\n"
        "    article: visit\n"
        "    stance: denies  # see whether this is right\n"
        '    verb: "denied"\n'
        '    quote: "Analysts denied it."\n'
    )


def test_a_draft_is_never_published_unseen(tmp_path):
    loaded, _ = load_case(CASE, tmp_path)
    (tmp_path / "content/draft.yml").write_text(draft_of(loaded.library, "visit"), encoding="utf-8")
    _, problems = load(tmp_path, tmp_path / "content")
    assert has_errors(problems)
    assert {problem.code for problem in problems if problem.severity == "error"} == {"unknown-claim", "unknown-actor"}


def test_a_completed_draft_is_right(tmp_path):
    loaded, _ = load_case(CASE, tmp_path)
    draft = draft_of(loaded.library, "visit").replace("which-claim", "dam-holds").replace("who-says-this", "bloggers")
    (tmp_path / "content/draft.yml").write_text(draft, encoding="utf-8")
    loaded, problems = load(tmp_path, tmp_path / "content")
    assert not has_errors(problems)
    assert loaded.proof.coverage["visit"].percent == 100


def test_a_sentence_that_stands_twice_is_singled_out(tmp_path):
    text = CASE + " It rained all night. Petrova said no word more. It was cold. Petrova said no word more."
    loaded, _ = load_case(text, tmp_path)
    drafted = yaml.safe_load(draft_of(loaded.library, "visit"))["positions"]
    twice = [entry.get("prefix") for entry in drafted if entry["quote"] == "Petrova said no word more."]
    assert len(twice) == 2
    assert len(set(twice)) == 2


def test_what_nothing_singles_out_is_left_to_the_editor(tmp_path):
    twice = "Petrova said no word more."
    loaded, _ = load_case(CASE.replace("The council met.", f"{twice} The council met. {twice}"), tmp_path)
    drafted = yaml.safe_load(draft_of(loaded.library, "visit"))["positions"]
    assert [entry.get("prefix") for entry in drafted if entry["quote"] == twice] == [None, "The council met."]


def test_several_who_may_be_meant_are_named(tmp_path):
    text = CASE.replace("Analysts denied it.", "Ivanov and Petrova met. He denied it.")
    loaded, _ = load_case(text, tmp_path)
    assert "  # it may be ivanov or petrova\n  - claim: which-claim\n    actor: who-says-this\n" in draft_of(
        loaded.library, "visit"
    )


def sayso(project, *arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["-C", str(project), "coverage", *arguments], prog_name="sayso")


@pytest.fixture
def project(tmp_path):
    text = "Russia claimed its troops took control of Basivka. Ukraine denied that the village had fallen.\n\n"
    return make_project(tmp_path, {"content/articles/village/text.md": f"{text}Russia said it would go on.\n"})


def test_the_command_tells_the_share_and_the_draft(project):
    result = sayso(project)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "# village: sentences in which somebody speaks: 3, quoted: 2 (66 %)",
        "# A draft. Replace which-claim and who-says-this; nothing here is published by itself.",
        "positions:",
    ]
    assert lines[-1] == '    quote: "Russia said it would go on."'


def test_the_command_looks_at_one_article(project):
    assert sayso(project, "village").stdout == sayso(project).stdout
    result = sayso(project, "vilage")
    assert result.exit_code == 2
    assert result.stderr.endswith('Error: there is no article "vilage"; did you mean "village"?\n')


def test_words_of_a_text_that_is_not_published_stay_out_of_public_logs(project, monkeypatch):
    article = project / "content/articles/village/article.yml"
    article.write_text(article.read_text(encoding="utf-8").replace("show_text: full\n", ""), encoding="utf-8")
    assert "Russia said it would go on." in sayso(project).stdout
    monkeypatch.setenv("CI", "true")
    told = sayso(project).stdout
    assert "would go on" not in told
    assert told.endswith("(66 %)\n# content/articles/village/text.md, line 3\n")


def test_content_with_errors_is_told(project):
    (project / "content/people.yml").unlink()
    assert sayso(project).exit_code == 1


def test_an_article_without_its_text_cannot_be_looked_at(project):
    (project / "content/articles/village/text.md").unlink()
    with (project / "content/articles/village/article.yml").open("a", encoding="utf-8") as file:
        file.write(f"text_sha256: {'0' * 64}\n")
    assert sayso(project).stdout == "# village: its text is not at hand (use --texts DIR)\n"


def test_a_language_without_cues_is_named(project):
    article = project / "content/articles/village/article.yml"
    article.write_text(article.read_text(encoding="utf-8").replace("language: en", "language: eo"), encoding="utf-8")
    assert sayso(project).stdout == "# village: there is no list of cues for the language eo\n"


def test_where_nothing_is_missing_it_says_so(tmp_path):
    done = "# village: sentences in which somebody speaks: 2, quoted: 2 (100 %)\n# Nothing is missing.\n"
    assert sayso(make_project(tmp_path)).stdout == done
