"""`sayso suggest`: nothing of which the check has a doubt gets among the records, whatever a stranger proposes."""

from pathlib import Path

import pytest
import yaml
from history_repo import ARTICLE, ASSERTS, CLAIMS_FILE, DENIES, TEXT, claim, claims, git, write
from test_suggest import ATTRIBUTION, CLAIM, DEFINITION, VILLAGE, changed, check, repo, suggest, words

from generator.edit.drafts import Draft
from generator.edit.overlay import Overlay

__all__ = ["repo"]

REPORTED = {**ATTRIBUTION, "wrong": "the verb is wrong", "why": "The text says so."}
MAP = "plugins: [sayso]"


def is_aside(folder):
    """Tell whether the claims say what they said before, and something was added all the same."""
    old, now = git(folder, "show", f"HEAD:{CLAIMS_FILE}"), (folder / CLAIMS_FILE).read_text(encoding="utf-8")
    return old != now and yaml.safe_load(old) == yaml.safe_load(now)


def test_a_draft_with_a_doubt_is_a_comment_that_says_why(repo):
    told = words(suggest(repo, "claim", **{**CLAIM, "actor": "Ukraine"}))
    assert is_aside(repo)
    assert "where it counts for nothing yet, because:\nthe sentence seems to give these words to Defence" in told
    assert "How the status would change if it were used\n“The village still stands.” Before: There is no" in told
    assert "After: Claimed: asserted by Ukraine." in told
    assert "warning" not in check(repo).output


def test_a_denial_that_was_never_made_is_a_comment(repo):
    write(repo, {f"{VILLAGE}/text.md": f"{TEXT}\nRussia has never denied that it rains.\n"})
    quote = "Russia has never denied that it rains"
    denied = {"actor": "Russia", "stance": "denies it", "verb": "denied", "quote": quote}
    told = words(suggest(repo, "claim", **{**CLAIM, **denied, "claim": "It rains."}))
    assert is_aside(repo)
    assert "its verb “denied” is negated in the sentence" in told


def test_how_a_status_changes_is_told_in_its_own_words(repo):
    write(repo, {CLAIMS_FILE: claims(claim(ASSERTS))})
    denied = {"actor": "Ukraine", "stance": "denies it", "verb": "denied", "claim": "taken"}
    told = words(suggest(repo, "claim", **{**CLAIM, **denied, "quote": "Ukraine denied that the village had fallen"}))
    assert (
        "How the status changes\n“Troops took Basivka.” Before: Claimed: asserted by Russia. "
        "After: Disputed: asserted by Russia; denied by Ukraine." in told
    )


def test_where_no_status_changes_none_is_told(repo):
    assert "status" not in words(suggest(repo, "attribution", **REPORTED)).lower()


def test_of_a_draft_that_would_not_check_no_status_is_told(repo):
    told = words(suggest(repo, "definition", **{**DEFINITION, "definition": "See [[nowhere]]."}))
    assert "where it counts for nothing yet" in told
    assert "How the status" not in told


@pytest.mark.parametrize(
    "line",
    [
        "because: It is the ministry that is meant here.",
        "certainty: probable",
        "speaking_for: ukraine",
        "via: [ukraine]",
    ],
)
def test_what_a_position_says_of_its_old_words_goes_with_no_others(repo, line):
    written = claims(claim(f"{ASSERTS}        {line}\n", DENIES))
    write(repo, {CLAIMS_FILE: written})
    told = words(suggest(repo, "attribution", **REPORTED, stance="denies it", verb="claimed"))
    key = line.partition(":")[0]
    assert f"The position also says {key}: and that was written for it as it is now." in told
    now = (repo / CLAIMS_FILE).read_text(encoding="utf-8")
    assert "\n".join(row for row in now.split("\n") if " note: " not in row) == written
    assert "Proposed: stance: denies it" in now


def test_a_changed_attribution_with_a_doubt_is_a_note_only(repo):
    told = words(suggest(repo, "attribution", **REPORTED, verb="whispered"))
    (row,) = changed(repo)
    assert row.startswith("+        note: ")
    assert "“whispered” does not stand in the sentences" in told


def test_a_changed_attribution_without_a_doubt_is_put_in_its_place(repo):
    suggest(repo, "attribution", **REPORTED, quote="Russia claimed its troops took control")
    assert "+        quote: Russia claimed its troops took control" in changed(repo)


def test_with_strict_even_the_comment_has_to_be_without_a_warning(repo):
    strict = (repo / "mkdocs.yml").read_text(encoding="utf-8")
    assert MAP in strict
    write(repo, {"mkdocs.yml": strict.replace(MAP, "plugins: [{sayso: {strict: true}}]")})
    suggest(repo, "claim", **{**CLAIM, "actor": "Ukraine"})
    assert check(repo).exit_code == 0


def test_who_changes_the_file_in_the_meantime_loses_nothing(repo, monkeypatch):
    inner = Overlay.write
    mine = claims(claim(ASSERTS, DENIES, words="Somebody else's work."))

    def write_later(self):
        (repo / CLAIMS_FILE).write_text(mine, encoding="utf-8")
        return inner(self)

    monkeypatch.setattr(Overlay, "write", write_later)
    suggest(repo, "claim", code=1, **CLAIM)
    assert (repo / CLAIMS_FILE).read_text(encoding="utf-8") == mine


def test_a_content_that_would_not_check_even_with_the_comment_is_left(repo, monkeypatch):
    from generator.cli import suggesting

    broken = Draft(lambda _: {Path(CLAIMS_FILE): "x: [\n"}, lacks=["Nothing."])
    monkeypatch.setattr(suggesting, "draft_of", lambda _: broken)
    told = suggest(repo, "claim", code=1, **CLAIM)
    assert "With this, even as a comment, the content would not check" in told
    assert changed(repo) == []


def test_of_a_withheld_text_a_doubt_shows_no_words(repo):
    write(repo, {f"{VILLAGE}/article.yml": ARTICLE.replace("show_text: full\n", "")})
    told = words(suggest(repo, "claim", **{**CLAIM, "quote": "that the village stands", "verb": "whispered"}))
    added = "\n".join(changed(repo))
    assert "The ministry said" not in told + added
    assert "“said”" not in told + added
