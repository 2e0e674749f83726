"""`sayso suggest` and the job around it: from what a stranger typed in a form to a draft for a person to judge."""

import json
import os
import subprocess

import pytest
import yaml
from click.testing import CliRunner
from history_repo import ARTICLE, ASSERTS, CLAIMS_FILE, DENIES, claim, claims, commit, git, start, write
from markdown_it import MarkdownIt
from sites import ROOT, fingerprint

from generator.cli import main
from generator.edit.issues import FORMS, LARGEST, NoDraft, read_issue

VILLAGE = "content/articles/village"
TERMS_FILE = "content/terms.yml"
TERMS = """\
terms:
  - id: mill
    term: mill
    aliases: [windmill]
    definition: A house where corn is ground.
  # the last comment
"""

CLAIM = {
    "article": "https://site.example/articles/village/",
    "claim": "The village still stands.",
    "actor": "Defence ministry",
    "stance": "asserts it",
    "verb": "said",
    "quote": "The ministry said that the village stands",
}
ATTRIBUTION = {
    "position": "https://site.example/claims/taken/#p-village--russia",
    "wrong": "somebody else said it",
    "why": "It was the ministry.",
}
DEFINITION = {"term": "buffer zone", "definition": "A strip of land between two armies."}


def body(form, **answers):
    """Write what GitHub makes of a form."""
    parts = [f"### {field.label}\n\n{answers.get(name, '_No response_')}" for name, field in FORMS[form].items()]
    return "\n\n".join(parts)


def event(form, number=12, login="a-reader", **answers):
    issue = {"number": number, "user": {"login": login}, "body": body(form, **answers).replace("\n", "\r\n")}
    return json.dumps({"action": "labeled", "issue": issue, "label": {"name": "draft it"}})


@pytest.fixture
def repo(tmp_path):
    folder = start(tmp_path / "repo")
    named = f"{ARTICLE}mentions:\n  The ministry: ministry\n"
    more = {TERMS_FILE: TERMS, f"{VILLAGE}/article.yml": named}
    commit(folder, "2025-04-02", {CLAIMS_FILE: claims(claim(ASSERTS, DENIES)), **more})
    return folder


def run(folder, given, code=0):
    arguments = ["-C", str(folder), "suggest", "-"]
    done = CliRunner().invoke(main, arguments, input=given, catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.stdout


def suggest(folder, form, code=0, **answers):
    return run(folder, event(form, **answers), code)


def changed(folder):
    """Give the lines that were added and taken away, by file; none of the others."""
    rows = git(folder, "diff", "--unified=0", "--no-color").splitlines()
    return [row for row in rows if row[:1] in "+-" and row[:3] not in ("+++", "---")]


def check(folder):
    return CliRunner().invoke(main, ["-C", str(folder), "check"], catch_exceptions=False)


def words(markdown):
    """Give what a reader of the page sees."""
    tokens = MarkdownIt().parse(markdown)
    shown = "\n".join("".join(c.content for c in token.children or []) for token in tokens if token.type == "inline")
    return shown.replace("\u200b", "")


# Claims


def test_a_claim_is_put_among_the_records(repo):
    quote = "Russia claimed its troops took control of Basivka"
    told = suggest(repo, "claim", **{**CLAIM, "actor": "Russia", "verb": "claimed", "quote": quote}, remarks="Line 3.")
    assert changed(repo) == [
        "+",
        "+  - id: the-village-still-stands",
        "+    claim: The village still stands.",
        '+    note: "Proposed in issue 12, by a-reader. They add: Line 3."',
        "+    positions:",
        "+      - actor: russia",
        "+        stance: asserts",
        "+        verb: claimed",
        f"+        quote: {quote}",
    ]
    assert check(repo).exit_code == 0
    assert (
        words(told)
        == f"""\
Drafted by a program from issue 12, by a-reader. Nothing of it has been judged, and nothing is published.
Closes #12
What is proposed
A new claim: “The village still stands.”
Who: Russia
What they do with the claim: asserts it
Verb of the report: claimed
Report: A village near the border
Quote: “{quote}”
Anything else: Line 3.
Where it stands
Among the records, in content/articles/village/claims.yml.
What the check says
The content checks as it is now.
How the status changes
“The village still stands.” Before: There is no such claim. After: Claimed: asserted by Russia.
What a person has to decide
Read the quote beside its source. Do the words show this stance of this speaker?
Is the claim one neutral sentence, without the name of who says it? Is it new, also in other words?
Its id can still be changed. Which people and places is it about? Add their ids in a line “about:”.
Change the lines as you see fit, here on GitHub, and merge when all is right; close this if it is not. \
GitHub starts no checks for a pull request that a program has made: close it and open it again, and they run."""
    )


def test_the_day_is_taken_over(repo):
    told = words(suggest(repo, "claim", **CLAIM, said="2025-04-06"))
    assert "When it was said: 2025-04-06" in told
    assert "+  #       said: 2025-04-06" in changed(repo)


@pytest.mark.parametrize(
    "where",
    ["https://site.example/claims/taken/", "/claims/taken.html", "taken", "troops took basivka", "claims/taken/#p-x"],
)
def test_a_voice_on_a_claim_that_is_there_is_one_more_position(repo, where):
    told = suggest(repo, "claim", **{**CLAIM, "claim": where})
    assert "One more position on the claim: “Troops took Basivka.”" in words(told)
    assert any("actor: ministry" in row for row in changed(repo))
    assert not any("claim: The" in row for row in changed(repo))
    assert check(repo).exit_code == 0


def test_a_second_position_of_the_same_speaker_gets_a_name(repo):
    quote = "Russia claimed its troops took control"
    told = suggest(repo, "claim", **{**CLAIM, "claim": "taken", "actor": "russia", "quote": quote})
    assert "This speaker has a position on the claim in this report already. Is it another one?" in words(told)
    assert any("id: suggestion-12" in row for row in changed(repo))
    assert check(repo).exit_code == 0


@pytest.mark.parametrize(
    ("actor", "found"),
    [
        ("the report", "report"),
        ("https://site.example/actors/russia/", "russia"),
        ("the Defence ministry", "ministry"),
        ("RUSSIA", "russia"),
    ],
)
def test_who_says_it_may_be_a_name_or_an_address(repo, actor, found):
    suggest(repo, "claim", **{**CLAIM, "actor": actor})
    assert any(row.endswith(f"actor: {found}") for row in changed(repo))


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (
            {"quote": "The ministry denied it all"},
            "The quoted words do not stand in the report. The nearest are on line 5",
        ),
        ({"quote": "xyzzy plugh"}, "The quoted words do not stand in the report."),
        ({"quote": "village"}, "The quoted words stand 3 times in the report."),
        ({"quote": "The ministry … village stands"}, "Beside the gap in the quote there are fewer than three words"),
        ({"actor": "Somebody"}, "Who says it is not clear:"),
        ({"stance": "believes it"}, "“believes it” is none of the stances that the form offers."),
    ],
)
def test_what_cannot_be_placed_safely_is_a_comment(repo, answers, reason):
    before = check(repo).output
    told = words(suggest(repo, "claim", **{**CLAIM, **answers}))
    assert "where it counts for nothing yet, because:" in told
    assert reason in told
    rows = changed(repo)
    assert rows
    assert all(row == "+" or row.startswith("+  # ") for row in rows)
    assert any("claim: The village still stands." in row for row in rows)
    assert check(repo).output == before


def test_of_a_withheld_text_no_words_are_shown(repo):
    write(repo, {f"{VILLAGE}/article.yml": ARTICLE.replace("show_text: full\n", "")})
    told = words(suggest(repo, "claim", **{**CLAIM, "quote": "The ministry said that the village falls"}))
    assert "The nearest are on line 5 of its text." in told
    assert "village stands" not in told


def test_marks_around_the_quote_are_left_out(repo):
    suggest(repo, "claim", **{**CLAIM, "quote": "“The ministry said that the village stands.”"})
    assert any(row.endswith("quote: The ministry said that the village stands.") for row in changed(repo))


def test_a_text_that_is_not_at_hand_is_said_plainly(repo):
    write(repo, {f"{VILLAGE}/text.md": None, f"{VILLAGE}/article.yml": f"{ARTICLE}text_sha256: {'a' * 64}\n"})
    told = words(suggest(repo, "claim", **CLAIM))
    assert "The text of this report is not at hand here, so the quote was not looked up." in told
    assert "Among the records" in told


@pytest.mark.parametrize("written", ["26.4.2025", "26 April 2025", "April 26, 2025", "2025/4/26"])
def test_a_time_written_otherwise_is_read(repo, written):
    told = words(suggest(repo, "claim", **CLAIM, said=written))
    assert f"When it was said: {written}, which was taken for 2025-04-26" in told
    assert any(row.endswith("said: 2025-04-26") for row in changed(repo))


def test_a_time_that_may_be_two_is_asked_about(repo):
    told = words(suggest(repo, "claim", **CLAIM, said="04/08/2025"))
    assert "so it was left out. It may be 2025-08-04 or 2025-04-08." in told


def test_a_time_that_is_no_date_is_left_out(repo):
    told = words(suggest(repo, "claim", **CLAIM, said="last Sunday"))
    assert "The time “last Sunday” is not written as a date such as 2025-04-06, so it was left out." in told
    assert not any("said:" in row for row in changed(repo))


def test_with_a_warning_it_is_a_comment_and_what_to_do_is_told(repo):
    told = words(suggest(repo, "claim", **{**CLAIM, "actor": "ukraine", "verb": "whispered"}))
    assert "where it counts for nothing yet, because:" in told
    assert "not to Ukraine; see who speaks there and name that actor" in told


def test_a_draft_with_which_the_content_would_not_check_is_a_comment(repo):
    told = words(suggest(repo, "definition", **{**DEFINITION, "definition": "See [[nowhere]]."}))
    assert "where it counts for nothing yet, because:" in told
    assert "nowhere" in told
    assert check(repo).exit_code == 0
    assert all(row == "+" or row.startswith("+  #") for row in changed(repo))


def test_errors_that_were_there_before_let_no_position_among_the_records(repo):
    write(repo, {"content/broken.yml": "terms:\n  - id: X\n"})
    told = words(suggest(repo, "claim", **CLAIM))
    assert "The content had " in told
    assert "before they are mended nobody can say what the check thinks of this" in told
    assert "Among the records" in words(suggest(repo, "definition", **DEFINITION))


def test_where_there_is_no_file_yet_one_is_made(repo):
    write(repo, {CLAIMS_FILE: None, TERMS_FILE: None})
    suggest(repo, "claim", **CLAIM)
    suggest(repo, "definition", **DEFINITION)
    assert (repo / CLAIMS_FILE).read_text(encoding="utf-8").startswith("claims:\n")
    assert (repo / TERMS_FILE).read_text(encoding="utf-8").startswith("terms:\n")
    assert check(repo).exit_code == 0


def told_in(text):
    """Give the comments of a file as running words."""
    return " ".join(line.strip().removeprefix("# ").strip() for line in text.splitlines())


def uncommented(text, first):
    """Take away the sign before each line from one on, as the draft says."""
    lines = text.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.strip() == f"# {first}")
    end = next((n for n in range(at, len(lines)) if not lines[n].lstrip().startswith("#")), len(lines))
    return "".join([*lines[:at], *(line.replace("# ", "", 1) for line in lines[at:end]), *lines[end:]])


OF_A_LIST = DENIES.replace("- ", "  ").replace("        ", "    ")

WAITING = {
    "there is no file": (None, "claims:"),
    "the last list is that of positions": (
        f"{claims(claim(ASSERTS))}\npositions:\n  - claim: taken\n{OF_A_LIST}",
        "- id: the-village-still-stands",
    ),
    "a list at the margin": (
        "claims:\n- id: x\n  claim: X is so.\n  positions:\n" + ASSERTS,
        "- id: the-village-still-stands",
    ),
    "a file of drafts": ("# claims:\n\n  # # draft\n", "- id: the-village-still-stands"),
}


@pytest.mark.parametrize("name", WAITING)
def test_a_draft_that_waits_can_be_switched_on_as_it_says(repo, name):
    begun, first = WAITING[name]
    write(repo, {CLAIMS_FILE: begun})
    assert check(repo).exit_code == 0, check(repo).output
    suggest(repo, "claim", **{**CLAIM, "actor": "Somebody"})
    assert check(repo).exit_code == 0, check(repo).output
    text = (repo / CLAIMS_FILE).read_text(encoding="utf-8")
    assert f"line from “{first}” on is gone." in told_in(text)
    used = uncommented(text, first).replace("actor: Somebody", "actor: ministry")
    if name == "a file of drafts":
        assert "Take away the sign before “claims:” as well." in told_in(text)
        used = used.replace("# claims:", "claims:", 1)
    write(repo, {CLAIMS_FILE: used})
    assert check(repo).exit_code == 0, check(repo).output


def test_a_word_that_waits_in_a_new_file(repo):
    write(repo, {TERMS_FILE: None})
    suggest(repo, "definition", **{**DEFINITION, "term": "Russia"})
    text = (repo / TERMS_FILE).read_text(encoding="utf-8")
    assert text.startswith("terms: []\n")
    assert "Take away the brackets behind “terms:” as well." in told_in(text)
    assert check(repo).exit_code == 0, check(repo).output


def test_a_position_that_waits_stands_among_those_of_other_claims(repo):
    suggest(repo, "claim", **{**CLAIM, "claim": "taken", "actor": "Somebody"})
    text = (repo / CLAIMS_FILE).read_text(encoding="utf-8")
    assert "\n# positions:\n  # - claim: taken\n" in text
    write(repo, {CLAIMS_FILE: uncommented(text, "positions:").replace("actor: Somebody", "actor: ministry")})
    assert check(repo).exit_code == 0, check(repo).output


def test_a_list_that_cannot_be_added_to_gets_a_comment(repo):
    position = (
        'actor: russia, stance: asserts, verb: claimed, quote: "Russia claimed its troops took control of Basivka"'
    )
    listed = f"claims: [{{id: taken, claim: Troops took Basivka., positions: [{{{position}}}]}}]\n"
    write(repo, {CLAIMS_FILE: listed})
    told = words(suggest(repo, "claim", **CLAIM))
    assert "An entry cannot be added to content/articles/village/claims.yml by a program" in told
    assert check(repo).exit_code == 0, check(repo).output


# Wrong attributions


def test_another_quote_is_put_in_its_place_and_noted(repo):
    told = suggest(repo, "attribution", **ATTRIBUTION, actor="Russia", quote="Russia claimed its troops took control")
    note = "Reported as wrong in issue 12, by a-reader: somebody else said it. It was the ministry."
    assert sorted(changed(repo)) == sorted(
        [
            "-        quote: Russia claimed its troops took control of Basivka",
            "+        quote: Russia claimed its troops took control",
            f'+        note: "{note}"',
        ]
    )
    assert check(repo).exit_code == 0
    assert "Whose position is shown: Russia asserts" in words(told)


def test_another_speaker_is_noted_and_never_put_in_by_a_program(repo):
    told = words(suggest(repo, "attribution", **ATTRIBUTION, actor="the Defence ministry", verb="said"))
    note = "Reported as wrong in issue 12, by a-reader: somebody else said it. It was the ministry."
    proposed = "Proposed: actor: the Defence ministry; verb: said."
    assert changed(repo) == [f'+        note: "{note} {proposed}"']
    assert "Who said it, as proposed: the Defence ministry" in told
    assert "Whom a record names is changed by nobody but a person. Did somebody else say it?" in told
    assert check(repo).exit_code == 0


def test_a_report_without_a_proposal_is_a_note(repo):
    suggest(repo, "attribution", **ATTRIBUTION)
    (row,) = changed(repo)
    assert row.startswith('+        note: "Reported as wrong in issue 12')
    suggest(repo, "attribution", **{**ATTRIBUTION, "why": "Again."}, number=13)
    (row,) = changed(repo)
    assert row.endswith('Reported as wrong in issue 13, by a-reader: somebody else said it. Again."')


def test_a_proposal_that_does_not_fit_is_noted_and_changes_nothing(repo):
    told = words(suggest(repo, "attribution", **ATTRIBUTION, actor="Somebody", stance="denies it"))
    (row,) = changed(repo)
    assert row.endswith('It was the ministry. Proposed: actor: Somebody; stance: denies it."')
    assert "Who says it is not clear:" in told
    assert check(repo).exit_code == 0


def test_a_position_on_one_line_gets_a_comment(repo):
    line = (
        "      - {actor: russia, stance: asserts, verb: claimed, "
        'quote: "Russia claimed its troops took control of Basivka"}\n'
    )
    commit(repo, "2025-04-03", {CLAIMS_FILE: claims(claim(line))})
    told = words(suggest(repo, "attribution", **ATTRIBUTION, verb="said"))
    assert "written in a way that a program cannot change safely" in told
    assert all(row.lstrip("+ ").startswith("# ") for row in changed(repo))
    assert check(repo).exit_code == 0


def test_a_comment_behind_a_value_is_not_lost(repo):
    commit(repo, "2025-04-03", {CLAIMS_FILE: claims(claim(ASSERTS.replace("russia\n", "russia # see there\n")))})
    suggest(repo, "attribution", **ATTRIBUTION, actor="ministry")
    assert [row[:1] for row in changed(repo)] == ["+"]
    assert "# see there" in (repo / CLAIMS_FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "where",
    ["https://site.example/articles/village/#q-taken--russia", "claims/taken.html#p-village--russia"],
)
def test_a_position_has_two_addresses(repo, where):
    suggest(repo, "attribution", **{**ATTRIBUTION, "position": where})
    assert len(changed(repo)) == 1


@pytest.mark.parametrize(
    "where",
    [
        "somewhere",
        "claims/taken/",
        "claims/taken/#p-village--nobody",
        "claims/nothing/#p-village--russia",
        "articles/nothing/#q-taken--russia",
        "actors/russia/#p-village--russia",
        "http://[broken/claims/taken/#p-village--nobody",
    ],
)
def test_a_position_that_is_not_there_is_said_plainly(repo, where):
    before = fingerprint(repo / "content")
    told = words(suggest(repo, "attribution", 1, **{**ATTRIBUTION, "position": where}))
    assert f"There is no position at the address “{where}”." in told
    assert "An editor can still record it by hand." in told
    assert fingerprint(repo / "content") == before


# Definitions


def test_a_definition_is_a_word_of_the_glossary(repo):
    source = "https://law.example/zone"
    told = suggest(repo, "definition", **DEFINITION, aliases="buffer strip, grey zone", source=source)
    text = (repo / TERMS_FILE).read_text(encoding="utf-8")
    assert "id: buffer-zone" in text
    assert "# the last comment" in text
    assert source in text
    assert "Other words for it: buffer strip, grey zone" in words(told)
    assert check(repo).exit_code == 0


@pytest.mark.parametrize("term", ["Mill", "windmill", "https://site.example/glossary/#mill"])
def test_a_word_that_is_there_gets_the_other_definition_below_it(repo, term):
    told = words(suggest(repo, "definition", **{**DEFINITION, "term": term}))
    assert "The glossary explains this word already." in told
    rows = changed(repo)
    assert rows
    assert all(row.startswith("+    # ") for row in rows)
    text = (repo / TERMS_FILE).read_text(encoding="utf-8")
    assert text.index("corn is ground") < text.index("A strip of land") < text.index("the last comment")
    assert check(repo).exit_code == 0


def test_an_address_that_cannot_be_published_is_left_out(repo):
    told = words(suggest(repo, "definition", **DEFINITION, source="javascript:alert(1)"))
    assert "Where it is explained is no whole address, so that was left out." in told
    assert "javascript" not in (repo / TERMS_FILE).read_text(encoding="utf-8")


def test_words_of_another_script_get_an_id(repo):
    suggest(repo, "definition", **{**DEFINITION, "term": "буферна зона"})
    assert "id: buferna-zona" in (repo / TERMS_FILE).read_text(encoding="utf-8")


# What strangers may try

EVIL = "@all #1 </details><img src=x> [a](javascript:b) `c` https://evil.example ](x) $d$ GH-7"


def test_nothing_that_a_stranger_wrote_means_anything_in_markdown(repo):
    answers = dict.fromkeys(("claim", "verb", "actor", "quote", "remarks", "said", "stance"), EVIL)
    told = suggest(repo, "claim", **{**CLAIM, **answers})
    tokens = MarkdownIt().parse(told)
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "softbreak", "text_special"}
    assert "@all" not in told
    assert "<" not in told
    assert "https://evil" not in told
    assert check(repo).exit_code == 0


def test_what_a_stranger_wrote_stays_one_value(repo):
    evil = 'x"\n  - id: evil\n    claim: y: z #'
    suggest(repo, "claim", **{**CLAIM, "claim": evil, "remarks": evil})
    loaded = yaml.safe_load((repo / CLAIMS_FILE).read_text(encoding="utf-8"))
    assert loaded["claims"][0]["id"] == "taken"
    assert len(loaded["claims"]) == 2
    assert check(repo).exit_code == 0


@pytest.mark.parametrize("evil", ['"\nclaims:\n  - id: x', "a\n\n### Quote\n\nb", "# - x: [", "---\n...\n%TAG"])
def test_a_comment_has_no_way_out(repo, evil):
    before = check(repo).output
    run(repo, event("claim", **{**CLAIM, "actor": "Somebody", "remarks": evil}), code=1 if "### Quote" in evil else 0)
    assert check(repo).output == before


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("", "This issue was not made with one of the three forms"),
        ("Hello", "This issue was not made with one of the three forms"),
        ("{", "The file is no event of GitHub"),
        ("[" * 100_000, "This issue was not made with one of the three forms"),
        ('{"a":' * 100_000, "The file is no event of GitHub"),
        ('{"issue": 3}', "The file is no event of GitHub"),
        ('{"issue": {"body": null}}', "This issue was not made with one of the three forms"),
        (b"\xff\xfe", "The file is no text in UTF-8."),
        (b" " * (LARGEST + 1), "The file is larger than an issue can be."),
        (
            body("claim", **CLAIM).replace("### Claim\n\nThe village still stands.", ""),
            "There is nothing below “Claim”.",
        ),
        (body("claim", **CLAIM) + "\n\n### Claim\n\nAnother", "A heading of the form stands twice"),
        (body("claim", **{**CLAIM, "verb": "x" * 101}), "What stands below “Verb of the report” is longer than 100"),
        (
            body("claim", **{**CLAIM, "verb": "sa\u202eid"}),
            "Below “Verb of the report” there are signs that nobody can see.",
        ),
        (body("claim", **{**CLAIM, "quote": "a\u2028b"}), "Below “Quote” there are signs that nobody can see."),
        (body("claim", **{**CLAIM, "quote": "a\x1b[2Jb"}), "Below “Quote” there are signs that nobody can see."),
        (body("claim", **{**CLAIM, "article": "nowhere"}), "There is no report on this site at the address “nowhere”."),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(repo, given, reason):
    before = fingerprint(repo / "content")
    assert reason in words(run(repo, given, code=1))
    assert fingerprint(repo / "content") == before


@pytest.mark.parametrize(
    ("number", "login", "source"),
    [
        (7, "dependabot[bot]", "issue 7, by dependabot[bot]"),
        (7, "@evil <b>", "issue 7"),
        (7, None, "issue 7"),
        (-1, "x", "an issue, by x"),
        (True, "x", "an issue, by x"),
        ("7", "x", "an issue, by x"),
    ],
)
def test_who_wrote_it_is_a_name_of_githubs(number, login, source):
    issue = read_issue(event("claim", number, login, **CLAIM).encode())
    assert issue.source == source


def test_an_issue_may_have_no_author():
    told = json.dumps({"issue": {"number": 1, "user": None, "body": body("definition", **DEFINITION)}})
    assert read_issue(told.encode()).source == "issue 1"
    with pytest.raises(NoDraft):
        read_issue(b"\xff")


def test_a_project_that_cannot_be_read_is_an_error(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("docs_dir: nowhere\n", encoding="utf-8")
    run(tmp_path, body("claim", **CLAIM), code=1)


def test_content_outside_the_project_is_left_alone(repo):
    inner = repo / "inner"
    inner.mkdir()
    (inner / "mkdocs.yml").write_text("plugins: [sayso]\ndocs_dir: ../content\n", encoding="utf-8")
    assert "The content does not lie in the project’s folder." in words(run(inner, body("claim", **CLAIM), code=1))


def test_a_file_that_cannot_be_read_is_named(repo):
    write(repo, {TERMS_FILE: b"terms: \xff\n"})
    told = words(suggest(repo, "definition", 1, **DEFINITION))
    assert "The file content/terms.yml cannot be read." in told


def test_a_folder_in_the_place_of_a_file_is_said_plainly(repo):
    write(repo, {TERMS_FILE: None})
    (repo / TERMS_FILE).mkdir()
    assert "The file content/terms.yml cannot be read." in words(suggest(repo, "definition", 1, **DEFINITION))


@pytest.mark.parametrize("linked", ["terms.yml", "articles/village"])
def test_nothing_is_written_through_a_link(repo, tmp_path, linked):
    path, outside = repo / "content" / linked, tmp_path / "outside"
    path.rename(outside)
    path.symlink_to(outside)
    before = fingerprint(tmp_path / "outside") if outside.is_dir() else outside.read_bytes()
    suggest(repo, "definition" if linked == "terms.yml" else "claim", 1, **DEFINITION, **CLAIM)
    assert (fingerprint(outside) if outside.is_dir() else outside.read_bytes()) == before


# The job on GitHub

GH = """\
#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$GH_LOG"
case "$1 $2" in
  "issue comment") cat > "$GH_ANSWER" ;;
  "pr create") while [ $# -gt 0 ]; do [ "$1" = --body-file ] && cp "$2" "$GH_BODY"; shift; done
    [ -z "${GH_REFUSES:-}" ] || { echo "not permitted" >&2; exit 1; }
    echo https://github.com/o/r/pull/3 ;;
esac
"""


@pytest.fixture
def job(repo, tmp_path):
    """A clone of a bare repository, in which the steps of the workflow are run with a `gh` of our own."""
    write(repo, {".gitignore": "*.pyc\n"})
    git(repo, "add", "--all")
    git(repo, "commit", "--quiet", "--message", "A change")
    bare, clone, bin_ = tmp_path / "bare.git", tmp_path / "clone", tmp_path / "bin"
    git(tmp_path, "clone", "--quiet", "--bare", str(repo), str(bare))
    git(tmp_path, "clone", "--quiet", str(bare), str(clone))
    (clone / ".git/info/exclude").write_text(".github\n", encoding="utf-8")
    (clone / ".github").mkdir()
    (clone / ".github/suggest.sh").write_bytes((ROOT / ".github/suggest.sh").read_bytes())
    bin_.mkdir()
    (bin_ / "gh").write_text(GH, encoding="utf-8")
    (bin_ / "gh").chmod(0o755)
    (tmp_path / "temp").mkdir()
    return tmp_path


def run_job(job, given, **more):
    """Run the two last steps of the workflow as GitHub does, and give what was answered in the issue."""
    listed = yaml.safe_load((ROOT / ".github/workflows/suggest.yml").read_text(encoding="utf-8"))
    write_it, open_it = listed["jobs"]["draft"]["steps"][-2:]
    output = job / "output"
    output.write_text("", encoding="utf-8")
    (job / "event.json").write_text(given, encoding="utf-8")
    places = {"GITHUB_EVENT_PATH": "event.json", "GITHUB_OUTPUT": "output", "RUNNER_TEMP": "temp"}
    places |= {"GH_LOG": "log", "GH_ANSWER": "answer", "GH_BODY": "body"}
    environment = {
        **os.environ,
        **{name: str(job / place) for name, place in places.items()},
        "PATH": f"{job / 'bin'}:{ROOT / '.venv/bin'}:{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "o/r",
    }
    shell(job, write_it["run"], environment)
    told = dict(line.split("=") for line in output.read_text(encoding="utf-8").splitlines())
    settings = {"GH_TOKEN": "secret", "BASE": "main", "ISSUE": "12", "MADE": told.get("made", "")}
    assert set(settings) == set(open_it["env"])
    shell(job, open_it["run"], {**environment, **settings, **more})
    return (job / "answer").read_text(encoding="utf-8")


def shell(job, script, environment):
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=job / "clone", env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_a_labelled_issue_becomes_a_draft_pull_request(job):
    answer = run_job(job, event("claim", **CLAIM))
    assert answer == "An editor can look at a draft of this now: https://github.com/o/r/pull/3\n"
    log = (job / "log").read_text(encoding="utf-8")
    assert "pr create --draft --base main --head suggestion-12 --title Draft from issue 12 --body-file" in log
    assert words((job / "body").read_text(encoding="utf-8")).startswith(
        "Drafted by a program from issue 12, by a-reader"
    )
    pushed = git(job / "bare.git", "diff", "--name-only", "main", "suggestion-12")
    assert pushed.split() == [CLAIMS_FILE]
    assert git(job / "bare.git", "log", "-1", "--format=%an: %s", "suggestion-12").strip() == (
        "github-actions[bot]: Draft from issue 12"
    )


def test_a_second_label_overwrites_no_draft(job):
    run_job(job, event("claim", **CLAIM))
    first = git(job / "bare.git", "rev-parse", "suggestion-12")
    git(job / "clone", "switch", "--quiet", "main")
    answer = run_job(job, event("claim", **{**CLAIM, "claim": "The village is still there."}))
    assert answer.startswith("There is a draft of this on the branch `suggestion-12` already.")
    assert git(job / "bare.git", "rev-parse", "suggestion-12") == first


def test_an_issue_that_cannot_be_drafted_is_answered_with_the_reason(job):
    answer = run_job(job, json.dumps({"issue": {"number": 12, "body": "Hello @all"}}))
    assert words(answer).startswith(
        "No draft could be made of this. This issue was not made with one of the three forms"
    )
    assert "suggestion-12" not in git(job / "bare.git", "branch")
    assert "pr create" not in (job / "log").read_text(encoding="utf-8")


def test_a_fault_of_ours_is_answered_too(job):
    (job / "clone/mkdocs.yml").unlink()
    assert run_job(job, event("claim", **CLAIM)) == ("No draft could be made of this; the log of the job says why.\n")


def test_where_no_pull_request_may_be_opened_the_branch_is_named(job):
    answer = run_job(job, event("claim", **CLAIM), GH_REFUSES="yes")
    assert "GitHub did not let this job open a pull request" in answer
    assert "https://github.com/o/r/compare/main...suggestion-12?expand=1" in answer


def test_what_a_stranger_wrote_runs_in_no_shell(job):
    evil = "$(touch evil) `touch evil` ; touch evil"
    run_job(job, event("claim", login="$(touch evil)", **{**CLAIM, "claim": evil, "actor": evil, "remarks": evil}))
    assert not (job / "clone/evil").exists()
    assert "touch evil" not in (job / "log").read_text(encoding="utf-8")
