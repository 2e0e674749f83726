"""`sayso changes`: what a proposed change does, as a reader would see it, for somebody who knows no YAML."""

import re

import pytest
from click.testing import CliRunner
from history_repo import ARTICLE, ASSERTS, CLAIMS_FILE, DENIES, PEOPLE, TEXT, claim, claims, commit, git, start, write
from markdown_it import MarkdownIt

from generator.cli import main
from generator.cli.forms import escaped

VILLAGE = "content/articles/village"


@pytest.fixture
def repo(tmp_path):
    """A branch that begins where main holds one disputed claim."""
    folder = start(tmp_path / "repo")
    commit(folder, "2025-04-02", {CLAIMS_FILE: claims(claim(ASSERTS, DENIES))})
    git(folder, "checkout", "--quiet", "-b", "proposal")
    return folder


def run(folder, *arguments, code=0):
    done = CliRunner().invoke(main, ["-C", str(folder), "changes", *arguments], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def propose(folder, *entries, **files):
    """Put other claims into the folder, and tell what that changes."""
    write(folder, {CLAIMS_FILE: claims(*entries)})
    return run(folder, "main")


def heads(told):
    """Give the headings of the blocks of a text."""
    return [row for row in told.splitlines() if row and not row.startswith(" ")]


def test_nothing_changed(repo):
    assert (
        run(repo, "main")
        == """\
What this changes
    Nothing changes in what readers see of the claims, and of who says what.

"""
    )


def test_an_added_position_is_shown_with_its_passage_and_can_be_signed(repo):
    more = ASSERTS.replace("actor: russia", "actor: ministry").replace("verb: claimed", "verb: said")
    more = more.replace(
        "Russia claimed its troops took control of Basivka", "The ministry said that the village stands"
    )
    more += "        said: 2025-04-06\n        certainty: probable\n        via: [ukraine, russia]\n"
    more += "        speaking_for: ukraine\n        original: {language: uk, words: Село стоїть}\n"
    told = propose(repo, claim(ASSERTS, DENIES, more))
    assert (
        re.sub("1:[0-9a-f]{32}", "1:…", told)
        == """\
What this changes
    A position is what one speaker says about a claim, with the words that show it; a status counts positions.
    Positions: 1 added, 0 changed, 0 removed.
    Claims with other words or another status: 1.

Claim changed: “Troops took Basivka.”
    Before: Disputed: asserted by Russia; denied by Ukraine.
    Now: Disputed: asserted by Russia, Defence ministry for Ukraine; denied by Ukraine.

Position added: Defence ministry for Ukraine asserted
    speaks for: Ukraine
    verb of the report: said
    when: 6 April 2025
    how sure: said to be probable
    passed on by: Ukraine, then Russia
    before translation: Село стоїть (uk)
    report: A village near the border (Test, 8 April 2025)
    in the section: The village
      | >>>The ministry said that the village stands<<<. Nobody else was asked.
    If you have read this beside its source and it is right, you can sign for it: put these lines at the end of \
content/reviews.yml (where there is no such file, begin it with a line "reviews:"), write your name and the day into \
them, and save them under your own account.
  - fingerprint: 1:…
    by: "YOUR NAME"
    on: YYYY-MM-DD

"""
    )


def test_a_removed_position_is_shown_as_it_was(repo):
    told = propose(repo, claim(ASSERTS))
    assert heads(told)[1:] == ["Claim changed: “Troops took Basivka.”", "Position removed: Ukraine denied"]
    assert (
        "| Russia claimed its troops took control of Basivka. >>>Ukraine denied that the village had fallen<<<." in told
    )
    assert "fingerprint" not in told


def test_another_speaker_comes_first_and_is_named(repo):
    told = propose(
        repo, claim(ASSERTS.replace("claimed\n", "said\n"), DENIES.replace("actor: ukraine", "actor: russia"))
    )
    assert heads(told)[:4] == [
        "What this changes",
        "Claim changed: “Troops took Basivka.”",
        "Speaker changed from Ukraine to Russia; also changed: whom they speak for",
        "Position of Russia changed: verb",
    ]
    assert "    Words that are now said to be somebody else's: 1. They come first.\n" in told
    assert "    Before: Ukraine denied\n    Now: Russia denied\n    Before: speaks for: Ukraine\n" in told
    only = propose(repo, claim(ASSERTS.replace("actor: russia", "actor: ministry"), DENIES))
    assert heads(only)[2] == "Speaker changed from Russia to Defence ministry"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("stance: asserts", "stance: questions", "stance"),
        ("verb: claimed", "verb: said\n        said: 2025-04", "verb, when it was said"),
        (
            "verb: claimed",
            "verb: claimed\n        certainty: possible\n        via: [ukraine]",
            "how sure they are, who passed it on",
        ),
        ("verb: claimed", "verb: claimed\n        speaking_for: themselves", ""),
        ("took control of Basivka\n", "took control\n", "quote"),
        ("verb: claimed", "verb: claimed\n        language: uk", "language of the words"),
        ("verb: claimed", "verb: claimed\n        original: {language: uk, words: Так}", "words before translation"),
        ("verb: claimed", "verb: claimed\n        note: Nobody sees it.\n        because: A reason.", ""),
    ],
)
def test_what_changed_is_named(repo, old, new, named):
    told = propose(repo, claim(ASSERTS.replace(old, new), DENIES))
    assert [head for head in heads(told) if "Position" in head] == (
        [f"Position of Russia changed: {named}"] if named else []
    )


def test_another_text_around_the_words_is_a_change_too(repo):
    text = TEXT.replace("Nobody else", "No one else").replace(
        "Russia claimed its", "It is not true that Russia claimed its"
    )
    write(repo, {f"{VILLAGE}/text.md": text, f"{VILLAGE}/article.yml": ARTICLE.replace("near", "at")})
    told = run(repo, "main")
    assert heads(told)[3:] == [
        "Claim: “Troops took Basivka.”",
        "Position of Russia changed: the report, text around the quote",
        "Position of Ukraine changed: the report, text around the quote",
    ]
    assert "    Articles: 1 changed.\n" in told
    assert "      | It is not true that >>>Russia claimed its troops took control of Basivka<<<." in told


def test_the_kind_and_the_words_of_a_claim(repo):
    told = propose(repo, claim(ASSERTS, DENIES, words="Troops hold Basivka.", more="    type: forecast\n"))
    assert heads(told)[1:] == [
        "Claim changed: “Troops hold Basivka.”",
        "Position of Russia changed: claim's words, kind of claim",
        "Position of Ukraine changed: claim's words, kind of claim",
    ]
    assert (
        """
    Before: “Troops took Basivka.”
    Now: “Troops hold Basivka.”
    Before: a fact that is claimed
    Now: a forecast
    Disputed: asserted by Russia; denied by Ukraine.
"""
        in told
    )


def test_of_a_changed_position_only_what_differs_is_told_twice(repo):
    before = ASSERTS.replace("verb: claimed", "verb: claimed\n        via: [ministry]")
    commit(repo, "2025-04-03", {CLAIMS_FILE: claims(claim(before, DENIES))})
    git(repo, "branch", "--force", "main")
    quote = "The ministry said that the village stands"
    after = ASSERTS.replace("verb: claimed", "verb: said\n        said: 2025-04").replace(
        "Russia claimed its troops took control of Basivka", quote
    )
    told = propose(repo, claim(after, DENIES))
    assert (
        """
Claim: “Troops took Basivka.”
    Disputed: asserted by Russia; denied by Ukraine.

Position of Russia changed: quote, verb, when it was said, who passed it on
    Russia asserted
    speaks for: Russia
    Before: verb of the report: claimed
    Now: verb of the report: said
    New: when: April 2025
    No longer: passed on by: Defence ministry
    report: A village near the border (Test, 8 April 2025)
    Before:
    in the section: The village
      | >>>Russia claimed its troops took control of Basivka<<<. Ukraine denied that the village had fallen.
    Now:
    in the section: The village
      | >>>The ministry said that the village stands<<<. Nobody else was asked.
    If you have read"""
        in told
    )


def test_a_claim_more_and_one_less(repo):
    told = propose(repo, claim(DENIES, some_id="fell", words="It fell."))
    assert heads(told)[1:] == [
        "Claim added: “It fell.”",
        "Position added: Ukraine denied",
        "Claim removed: “Troops took Basivka.”",
        "Position removed: Russia asserted",
        "Position removed: Ukraine denied",
    ]


def test_renaming_ids_changes_nothing_that_a_reader_sees(repo):
    people = PEOPLE.replace("id: ukraine", "id: kyiv\n    was: [ukraine]")
    write(repo, {"content/people.yml": people})
    renamed = claim(ASSERTS, DENIES.replace("ukraine", "kyiv"), some_id="new", more="    was: [taken]\n")
    told = propose(repo, renamed)
    assert heads(told) == ["What this changes"]
    assert "    Actors: 1 changed.\n" in told


def test_other_records_are_counted(repo):
    events = (
        "events:\n  - {id: raid, title: A raid, when: 2025}\nterms:\n  - {id: raid-word, term: raid, definition: A.}\n"
    )
    write(
        repo, {"content/more.yml": events, "content/people.yml": PEOPLE.replace("state\n  - id: u", "group\n  - id: u")}
    )
    assert "    Events: 1 added; actors: 1 changed; words of the glossary: 1 added.\n" in run(repo, "main")


def test_only_what_the_branch_did_is_told(repo):
    write(repo, {CLAIMS_FILE: claims(claim(ASSERTS))})
    git(repo, "commit", "--quiet", "--all", "--message", "A change")
    git(repo, "checkout", "--quiet", "main")
    commit(repo, "2025-04-05", {CLAIMS_FILE: claims(claim(ASSERTS, DENIES), claim(DENIES, some_id="b", words="B."))})
    git(repo, "checkout", "--quiet", "proposal")
    assert heads(run(repo, "main"))[2] == "Position removed: Ukraine denied"
    assert "Positions: 0 added, 0 changed, 1 removed." in run(repo, "main")


# Texts that may not be published


SECRET = "Nobody else was asked"


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize("was_open", [True, False])
def test_of_a_withheld_text_only_the_quoted_words_are_shown(repo, form, was_open, monkeypatch):
    closed = {f"{VILLAGE}/article.yml": ARTICLE.replace("show_text: full\n", "")}
    if was_open:
        write(repo, closed)
    else:
        commit(repo, "2025-04-03", closed)
        git(repo, "branch", "--force", "main")
        write(repo, {f"{VILLAGE}/article.yml": ARTICLE})
    quote = "The ministry said that the village stands"
    stands = ASSERTS.replace("Russia claimed its troops took control of Basivka", quote)
    both = claim(ASSERTS, DENIES, ASSERTS.replace("russia", "ministry"))
    write(repo, {CLAIMS_FILE: claims(both, claim(stands, some_id="stands", words="It stands."))})
    here = run(repo, "main", "--format", form)
    assert quote in here
    # Whoever has the text before them may see it at a terminal; a page, and a log, is read by others.
    assert (SECRET in here) == (form == "text")
    monkeypatch.setenv("CI", "true")
    told = run(repo, "main", "--format", form)
    assert quote in told
    assert "section" in told
    assert SECRET not in told


def test_without_a_text_the_words_are_shown_as_typed(repo):
    checksum = f"{ARTICLE}text_sha256: {'0' * 64}\n"
    commit(repo, "2025-04-03", {f"{VILLAGE}/article.yml": checksum, f"{VILLAGE}/text.md": None})
    git(repo, "branch", "--force", "main")
    told = propose(repo, claim(ASSERTS))
    assert (
        "    the text is not at hand; these are the words as an editor typed them:\n      | >>>Ukraine denied" in told
    )


def test_a_text_that_came_or_went_is_named(repo):
    write(repo, {f"{VILLAGE}/article.yml": f"{ARTICLE}text_sha256: {'0' * 64}\n", f"{VILLAGE}/text.md": None})
    assert "Position of Russia changed: quote, whether the text is at hand" in run(repo, "main")


# Content with errors, and bases that cannot be found


def test_errors_are_counted_on_both_sides_and_the_rest_is_shown(repo):
    wrong = claim(DENIES.replace("actor: ukraine", "actor: unknown"), some_id="bad", words="Bad.")
    commit(repo, "2025-04-03", {CLAIMS_FILE: claims(claim(ASSERTS, DENIES), wrong)})
    git(repo, "branch", "--force", "main")
    absent = ASSERTS.replace("took control of", "never took")
    told = propose(repo, claim(absent, DENIES), wrong)
    rest = "What is wrong is left out here, so that positions may seem removed, or added. The check names every error."
    assert f"    The content had 1 error before. {rest}\n    The content has 2 errors now. {rest}\n" in told
    assert "Position removed: Russia asserted" in told


def test_broken_files_are_no_end(repo):
    write(repo, {CLAIMS_FILE: "claims: [\n", "content/people.yml": "\0", f"{VILLAGE}/article.yml": "title: X\n"})
    assert "Positions: 0 added, 0 changed, 2 removed." in run(repo, "main")


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "HEAD:content", "main..HEAD", ""])
def test_a_base_that_is_none(repo, base):
    told = run(repo, "--", base, code=2)
    assert told.endswith(f'Error: Git knows no branch or commit "{base}"; look at its spelling, or fetch it\n')


def test_in_a_workflow_the_help_is_that_of_workflows(repo, monkeypatch):
    monkeypatch.setenv("CI", "true")
    line = "in a workflow, give actions/checkout the line fetch-depth: 0"
    assert f'Git knows no branch or commit "nosuch"; {line}\n' in run(repo, "nosuch", code=2)


def test_a_base_whose_files_git_has_not(repo):
    version = git(repo, "rev-parse", f"main:{CLAIMS_FILE}").strip()
    (repo / ".git/objects" / version[:2] / version[2:]).unlink()
    commit = git(repo, "rev-parse", "main")[:12]
    assert f"Git cannot read the content of the commit {commit}, from which the comparison starts" in run(
        repo, "main", code=2
    )


def test_content_that_is_a_repository_of_its_own(repo, tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    git(inner, "init", "--quiet")
    commit(inner, "2025-04-02", {"people.yml": PEOPLE})
    git(repo, "rm", "-r", "--quiet", "content")
    git(repo, "submodule", "--quiet", "add", inner.as_uri(), "content")
    told = "the content lies in a repository of its own, or in none, so no commit of this one holds it"
    assert run(repo, "main", code=2).endswith(f"Error: {told}\n")


def test_histories_that_never_meet(repo):
    git(repo, "checkout", "--quiet", "--orphan", "other")
    git(repo, "commit", "--quiet", "--message", "Begin")
    assert 'the history of "main" and the one here have no commit in common' in run(repo, "main", code=2)


def test_without_git_there_is_nothing_to_compare_with(repo, tmp_path):
    git(tmp_path, "clone", "--quiet", "--depth", "1", repo.as_uri(), "shallow")
    assert "Git has no history here, or only the end of it; run git fetch --unshallow" in run(
        tmp_path / "shallow", "main", code=2
    )


def test_without_a_project_the_problem_is_told(repo):
    (repo / "mkdocs.yml").unlink()
    assert "there is no mkdocs.yml here" in run(repo, "main", code=1)


def test_a_language_without_texts_is_served_in_english(repo):
    write(repo, {"mkdocs.yml": "docs_dir: content\nplugins: [sayso: {language: tlh}]\n"})
    assert "What this changes" in run(repo, "main")


def test_content_that_is_new_has_only_additions(repo):
    git(repo, "mv", "content", "docs")
    write(repo, {"mkdocs.yml": "plugins: [sayso]\n"})
    assert "Positions: 2 added, 0 changed, 0 removed." in run(repo, "main")


def test_links_and_odd_files_at_the_base_are_left_alone(repo):
    (repo / "content/link.yml").symlink_to("/etc/passwd")
    commit(
        repo, "2025-04-03", {"content/picture.png": b"\x89", b"content/\xff.yml".decode(errors="surrogateescape"): "x"}
    )
    git(repo, "branch", "--force", "main")
    (repo / "content/link.yml").unlink()
    assert "Nothing changes in what readers see" in run(repo, "main")


# Markdown for a public page


HOSTILE = [
    "# heading",
    "a\n\n# heading",
    "[link](https://evil.example) ![picture](https://evil.example/x.png)",
    "<script>alert(1)</script><img src=x onerror=y>",
    "https://evil.example www.evil.example mailto:a@evil.example a@evil.example",
    "@somebody and @org/team, #12, GH-12, owner/repo#12, 0123456789abcdef0123456789abcdef01234567",
    "1. one",
    "- one",
    "+ one",
    "> quoted",
    "| a | b |\n|---|---|",
    "```\ncode\n```",
    "`code` **bold** _em_ ~~gone~~ $x$ :tada:",
    "&lt;b&gt; \\# \\",
    "=== ---",
    "[x]: https://evil.example",
    "    indented",
    "</b></ins> <!-- -->",
    "\u202eback\u200b \x1b[31m",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_content_means_nothing_in_markdown(text):
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"> {escaped(text)}")
    told = re.sub("\\s+", " ", re.sub("[\u200b\u202e]", "", text)).replace("\x1b", "\ufffd")
    assert re.sub("<[^>]*>", "", html).replace("\u200b", "").strip() == (
        told.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
    assert re.findall("<[^>]*>", html) == ["<blockquote>", "<p>", "</p>", "</blockquote>"]


def test_names_issues_and_addresses_are_kept_apart():
    told = re.sub("&#(\\d+);", lambda found: chr(int(found[1])), escaped(HOSTILE[5]))
    assert told == (
        "@\u200bsomebody and @\u200borg/team, #\u200b12, GH\u200b-12, owner/repo#\u200b12, "
        "012345\u200b6789ab\u200bcdef01\u200b234567\u200b89abcd\u200bef0123\u200b4567"
    )
    links = re.sub("&#(\\d+);", lambda found: chr(int(found[1])), escaped(HOSTILE[4]))
    assert links == "https://\u200bevil.example www\u200b.evil.example mailto:a@\u200bevil.example a@\u200bevil.example"
    assert ":\u200btada:" in re.sub("&#(\\d+);", lambda found: chr(int(found[1])), escaped("now :tada: then"))


def test_a_summary_in_markdown_holds_no_markup_of_the_content(repo):
    evil = "<img src=x> [a](https://evil.example) @you #1 # x"
    told = ASSERTS.replace("verb: claimed", f"verb: '{evil}'")
    write(repo, {"content/people.yml": PEOPLE.replace("name: Ukraine", f"name: '{evil}'")})
    write(repo, {CLAIMS_FILE: claims(claim(told, DENIES, words=f"'{evil}'"))})
    html = MarkdownIt("commonmark").render(run(repo, "main", "--format", "markdown"))
    assert set(re.findall("<([a-z0-9]+)", html)) == {"h2", "h3", "h4", "p", "b", "blockquote", "pre", "code"}
    assert not re.search("[@#](?=[a-z0-9])", re.sub("<[^>]*>", "", html))
    assert html.count("<b>Russia claimed its troops took control of Basivka</b>") == 1


def test_a_summary_that_is_too_long_is_cut_with_a_count(repo, monkeypatch):
    monkeypatch.setattr("generator.cli.comparing.LONGEST", 1500)
    entries = [claim(ASSERTS, some_id=f"c{n}", words=f"Claim {n}.") for n in range(3)]
    write(repo, {CLAIMS_FILE: claims(*entries, claim(ASSERTS, DENIES))})
    told = run(repo, "main", "--format", "markdown")
    shown = told.count("Position added")
    assert 0 < shown < 3
    assert f"### Not shown&#58; {6 - shown - told.count('### Claim')} parts" in told
    assert "Run sayso changes on your own machine to see everything" in told
    assert len(told.encode()) < 1800
    assert "Not shown" not in run(repo, "main")


def test_a_position_that_two_have_read_needs_no_reading(repo):
    proposed = claim(ASSERTS.replace("claimed\n", "said\n"), DENIES)
    told = propose(repo, proposed)
    name = re.search("1:[0-9a-f]{32}", told)[0]
    git(repo, "commit", "--quiet", "--all", "--message", "A change")
    reading = f"reviews:\n  - {{fingerprint: '{name}', by: Somebody else, on: 2025-04-09}}\n"
    write(repo, {"content/reviews.yml": reading})
    git(repo, "add", "--all")
    git(repo, "commit", "--quiet", "--message", "Read", "--author", "Somebody else <else@example>")
    told = run(repo, "main")
    assert "fingerprint" not in told
    assert "had fallen.\n    A second person has read this already.\n" in told


def test_a_text_without_headings_names_no_section(repo):
    write(repo, {f"{VILLAGE}/text.md": TEXT.partition("\n\n")[2]})
    told = run(repo, "main")
    assert told.count("in the section: The village") == told.count("section") == 2


def test_whose_side_somebody_speaks_for(repo):
    told = propose(repo, claim(ASSERTS.replace("claimed", "claimed\n        speaking_for: ukraine", 1), DENIES))
    assert heads(told)[2] == "Position of Russia for Ukraine changed: whom they speak for"
