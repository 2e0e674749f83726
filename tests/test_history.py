"""The history of claims, told from Git: what each commit changed, in words, on the claim's page."""

from datetime import date

import pytest
from history_repo import ARTICLE, ASSERTS, CLAIMS_FILE, DENIES, PEOPLE, claim, claims, commit, git, start, write
from pages_site import Body, print_site

from generator.build import Memory, load
from generator.cache import Cache
from generator.proof.history import tell_history


@pytest.fixture
def repo(tmp_path):
    return start(tmp_path / "repo")


def history(folder):
    """Load a project as it lies there, and give what pages print for each claim."""
    loaded, problems = load(folder, folder / "content")
    assert not [p for p in problems if p.severity == "error"], problems
    pages = print_site(loaded.library, proof=loaded.proof)
    return {c: told(Body(pages[f"claims/{c}/"])) for c in loaded.library.claims}


def told(body):
    return [
        (item.b.get_text(), *(span.get_text() for span in item.select("span"))) for item in body.all(".history > li")
    ]


def tell(folder, *states, some_id="taken"):
    """Commit one state of the claims after another, a day each, and give what the page of one says."""
    for day, state in enumerate(states, 2):
        commit(folder, f"2025-04-{day:02}", {CLAIMS_FILE: claims(*state)} if isinstance(state, tuple) else state)
    return history(folder)[some_id]


def test_a_claim_that_was_only_added_says_so(repo):
    assert tell(repo, (claim(ASSERTS),)) == [("2 April 2025", "First recorded.")]


def test_a_position_more_and_the_status_that_comes_of_it_are_one_entry(repo):
    assert tell(repo, (claim(ASSERTS),), (claim(ASSERTS, DENIES),)) == [
        ("3 April 2025", "Ukraine denied it: position added.", "Status: claimed → disputed."),
        ("2 April 2025", "First recorded."),
    ]


def test_a_position_less(repo):
    assert tell(repo, (claim(ASSERTS, DENIES),), (claim(ASSERTS),))[0] == (
        "3 April 2025",
        "Ukraine denied it: position removed.",
        "Status: disputed → claimed.",
    )


def test_old_words_stand_in_quotation_marks(repo):
    assert tell(repo, (claim(ASSERTS, words="Troops hold Basivka."),), (claim(ASSERTS),))[0] == (
        "3 April 2025",
        "Words: “Troops hold Basivka.” → “Troops took Basivka.”",
    )


def test_what_changed_in_a_position_is_named(repo):
    later = ASSERTS.replace("verb: claimed", "verb: said\n        said: 2025-04-06\n        certainty: probable")
    later = later.replace("its troops took control of Basivka", "its troops took control")
    later += "        via: [ministry]\n        speaking_for: themselves\n"
    assert tell(repo, (claim(ASSERTS),), (claim(later),))[0] == (
        "3 April 2025",
        (
            "Russia asserted it: position changed (quote; verb: claimed → said; date: none → 6 April 2025; "
            "certainty: certain → probable; for whom: the usual side → themselves; "
            "through whom it came: none → Defence ministry)."
        ),
    )


def test_what_changed_is_named_without_names_that_are_gone(repo):
    gone = PEOPLE + "  - id: agency\n    name: Agency\n    type: organisation\n"
    via = "        via: [agency, ministry]\n        speaking_for: agency\n"
    commit(repo, "2025-04-02", {"content/people.yml": gone, CLAIMS_FILE: claims(claim(ASSERTS + via))})
    commit(repo, "2025-04-03", {"content/people.yml": PEOPLE, CLAIMS_FILE: claims(claim(ASSERTS))})
    assert history(repo)["taken"][0][1] == "Russia asserted it: position changed (for whom; through whom it came)."


def test_another_stance_and_another_speaker_are_told_loudly(repo):
    stance = ASSERTS.replace("asserts", "denies")
    speaker = stance.replace("actor: russia", "actor: ministry")
    assert tell(repo, (claim(ASSERTS),), (claim(stance),), (claim(speaker),))[:2] == [
        ("4 April 2025", "Speaker: Russia → Defence ministry (denied it)."),
        ("3 April 2025", "Russia: asserted it → denied it.", "Status: claimed → denied."),
    ]


def test_two_speakers_who_change_places(repo):
    swapped = [
        ASSERTS.replace("actor: russia", "actor: ukraine"),
        DENIES.replace("actor: ukraine", "actor: russia"),
    ]
    assert tell(repo, (claim(ASSERTS, DENIES),), (claim(*swapped),))[0][1:] == (
        "Speaker: Russia → Ukraine (asserted it).",
        "Speaker: Ukraine → Russia (denied it).",
    )


def test_another_kind_of_claim_and_no_status_for_a_view(repo):
    view = claim(ASSERTS, more="    type: judgement\n")
    more = claim(ASSERTS, DENIES, more="    type: judgement\n")
    assert tell(repo, (claim(ASSERTS),), (view,), (more,))[:2] == [
        ("4 April 2025", "Ukraine denied it: position added."),
        ("3 April 2025", "Kind: a fact that is claimed → a view."),
    ]


def test_a_claim_against_it_changes_its_status(repo):
    other = claim(
        DENIES.replace("denies", "asserts"), some_id="held", words="It is held.", more="    contradicts: [taken]\n"
    )
    states = [
        (claim(ASSERTS),),
        (claim(ASSERTS), other),
        (claim(ASSERTS), other.replace("    contradicts: [taken]\n", "")),
    ]
    assert tell(repo, *states) == [
        ("4 April 2025", "Status: disputed → claimed."),
        ("3 April 2025", "Status: claimed → disputed."),
        ("2 April 2025", "First recorded."),
    ]


def test_another_affiliation_changes_the_status_of_what_they_said(repo):
    second = ASSERTS.replace("actor: russia", "actor: ministry").replace(
        "its troops took control of Basivka", "its troops"
    )
    apart = PEOPLE.replace("    affiliation: russia\n", "")
    assert tell(repo, (claim(ASSERTS, second),), {"content/people.yml": apart})[0] == (
        "3 April 2025",
        "Status: claimed → shared.",
    )


def test_another_publisher_changes_the_side_of_the_report(repo):
    report = ASSERTS.replace("actor: russia", "actor: report").replace("Russia claimed its", "its")
    article = {"content/articles/village/article.yml": ARTICLE.replace("publisher: Test", "publisher: ministry")}
    assert tell(repo, (claim(ASSERTS, report),), article)[0] == ("3 April 2025", "Status: shared → claimed.")


def test_the_report_is_named_by_its_publisher(repo):
    report = ASSERTS.replace("actor: russia", "actor: report").replace("Russia claimed its", "its")
    assert tell(repo, (claim(ASSERTS),), (claim(ASSERTS, report),))[0][1] == (
        "The report (Test) asserted it: position added."
    )


def test_a_side_that_is_not_the_usual_one_is_named(repo):
    own = DENIES.replace("actor: ukraine", "actor: ministry").replace("denies", "denies\n        speaking_for: ukraine")
    assert tell(repo, (claim(ASSERTS),), (claim(ASSERTS, own),))[0][1] == (
        "Defence ministry for Ukraine denied it: position added."
    )


def test_a_claim_that_went_and_came_back(repo):
    other = claim(DENIES, some_id="other", words="It fell.")
    assert tell(repo, (claim(ASSERTS), other), (other,), (claim(ASSERTS), other)) == [
        ("4 April 2025", "Recorded again."),
        ("3 April 2025", "Removed."),
        ("2 April 2025", "First recorded."),
    ]


def test_a_renamed_claim_keeps_its_history(repo):
    renamed = claim(ASSERTS, DENIES, some_id="new", more="    was: [taken]\n")
    assert tell(repo, (claim(ASSERTS),), (renamed,), some_id="new") == [
        ("3 April 2025", "Ukraine denied it: position added.", "Status: claimed → disputed."),
        ("2 April 2025", "First recorded."),
    ]


def test_an_old_id_that_is_noted_later_joins_both_histories(repo):
    states = [(claim(ASSERTS),), (claim(ASSERTS, DENIES),), (claim(ASSERTS, DENIES, some_id="new"),)]
    later = [(claim(ASSERTS, DENIES, some_id="new", more="    was: [taken]\n"),)]
    assert [entry[0] for entry in tell(repo, *states, *later, some_id="new")] == ["3 April 2025", "2 April 2025"]


def test_an_old_id_that_never_was_changes_nothing(repo):
    assert tell(repo, (claim(ASSERTS, more="    was: [ghost]\n"),)) == [("2 April 2025", "First recorded.")]


def test_a_rename_that_is_not_committed_keeps_the_history(repo):
    tell(repo, (claim(ASSERTS),))
    write(repo, {CLAIMS_FILE: claims(claim(ASSERTS, DENIES, some_id="new", more="    was: [taken]\n"))})
    assert history(repo) == {"new": [("2 April 2025", "First recorded.")]}


def test_renamed_people_and_articles_are_no_change(repo):
    tell(repo, (claim(ASSERTS),))
    people = PEOPLE.replace("id: russia\n    name: Russia", "id: moscow\n    was: [russia]\n    name: Moscow")
    people = people.replace("affiliation: russia", "affiliation: moscow")
    git(repo, "mv", "content/articles/village", "content/articles/hamlet")
    hamlet = "content/articles/hamlet"
    moved = claims(claim(ASSERTS.replace("actor: russia", "actor: moscow")))
    article = f"{ARTICLE}was: [village]\n"
    files = {"content/people.yml": people, f"{hamlet}/article.yml": article, f"{hamlet}/claims.yml": moved}
    commit(repo, "2025-04-03", files)
    assert history(repo)["taken"] == [("2 April 2025", "First recorded.")]


def test_a_claim_that_moves_to_another_file_does_not_change(repo):
    listed = "positions:\n" + DENIES.replace("      - ", "  - claim: taken\n    ").replace("        ", "    ")
    moved = {CLAIMS_FILE: None, "content/articles/village/more.yaml": claims(claim(ASSERTS)) + listed}
    assert tell(repo, (claim(ASSERTS, DENIES),), moved) == [("2 April 2025", "First recorded.")]


def test_a_position_in_a_list_of_its_own(repo):
    listed = "positions:\n" + DENIES.replace("      - ", "  - claim: taken\n    ").replace("        ", "    ")
    more = {"content/articles/village/more.yml": listed}
    assert tell(repo, (claim(ASSERTS),), more, {"content/articles/village/more.yml": None})[:2] == [
        ("4 April 2025", "Ukraine denied it: position removed.", "Status: disputed → claimed."),
        ("3 April 2025", "Ukraine denied it: position added.", "Status: claimed → disputed."),
    ]


def test_somebody_who_is_gone_has_the_name_of_that_time(repo):
    gone = DENIES.replace("actor: ukraine", "actor: kyiv")
    with_kyiv = PEOPLE + "  - id: kyiv\n    name: Kyiv\n    type: group\n"
    commit(repo, "2025-04-02", {"content/people.yml": with_kyiv, CLAIMS_FILE: claims(claim(ASSERTS, gone))})
    commit(repo, "2025-04-03", {"content/people.yml": PEOPLE, CLAIMS_FILE: claims(claim(ASSERTS))})
    assert history(repo)["taken"][0][1] == "Kyiv denied it: position removed."


def test_a_report_that_is_gone_has_the_name_of_its_publisher(repo):
    report = ASSERTS.replace("actor: russia", "actor: report").replace("Russia claimed its", "its")
    told_by = report.replace("actor: report", "actor: report\n        article: second")
    second = {"content/articles/second/article.yml": ARTICLE.replace("Test", "ministry"),
              "content/articles/second/text.md": "its troops took control of Basivka\n"}  # fmt: skip
    commit(repo, "2025-04-02", {**second, CLAIMS_FILE: claims(claim(ASSERTS, told_by))})
    commit(repo, "2025-04-03", {**dict.fromkeys(second), CLAIMS_FILE: claims(claim(ASSERTS))})
    assert history(repo)["taken"][0][1] == "The report (Defence ministry) asserted it: position removed."


def test_positions_of_nobody_known_or_on_no_claim_are_not_told(repo):
    nobody = DENIES.replace("actor: ukraine", "actor: nobody-known")
    stray = "positions:\n" + DENIES.replace("      - ", "  - claim: unknown\n    ").replace("        ", "    ")
    commit(repo, "2025-04-02", {CLAIMS_FILE: claims(claim(ASSERTS))})
    commit(repo, "2025-04-03", {CLAIMS_FILE: claims(claim(ASSERTS, nobody)), "content/stray.yml": stray})
    commit(repo, "2025-04-04", {CLAIMS_FILE: claims(claim(ASSERTS, more="    was: [other]\n"))})
    (repo / "content/stray.yml").unlink()
    assert history(repo)["taken"] == [("2 April 2025", "First recorded.")]


def test_what_is_not_committed_is_not_told(repo):
    tell(repo, (claim(ASSERTS),))
    write(repo, {CLAIMS_FILE: claims(claim(ASSERTS, DENIES), claim(DENIES, some_id="new", words="It fell."))})
    assert history(repo) == {"taken": [("2 April 2025", "First recorded.")], "new": []}


def test_a_version_that_cannot_be_read_counts_as_the_one_before(repo):
    broken = {CLAIMS_FILE: "claims: [\n"}
    assert tell(repo, (claim(ASSERTS),), broken, (claim(ASSERTS, DENIES),))[0][0] == "4 April 2025"


def test_the_order_is_that_of_the_commits_whatever_their_days_say(repo):
    commit(repo, "2025-04-09", {CLAIMS_FILE: claims(claim(ASSERTS))})
    commit(repo, "2025-03-01", {CLAIMS_FILE: claims(claim(ASSERTS, DENIES))})
    assert [entry[0] for entry in history(repo)["taken"]] == ["1 March 2025", "9 April 2025"]


def test_a_merge_is_one_change_on_the_line_that_was_published(repo):
    commit(repo, "2025-04-02", {CLAIMS_FILE: claims(claim(ASSERTS))})
    git(repo, "checkout", "--quiet", "-b", "side")
    commit(repo, "2025-04-03", {CLAIMS_FILE: claims(claim(ASSERTS, words="First draft."))})
    commit(repo, "2025-04-04", {CLAIMS_FILE: claims(claim(ASSERTS, DENIES))})
    git(repo, "checkout", "--quiet", "main")
    git(repo, "merge", "--quiet", "--no-ff", "--no-edit", "side", day="2025-04-05T08:00:00+03:00")
    assert history(repo)["taken"] == [
        ("5 April 2025", "Ukraine denied it: position added.", "Status: claimed → disputed."),
        ("2 April 2025", "First recorded."),
    ]


def test_without_a_history_there_is_no_section(repo, tmp_path):
    commit(repo, "2025-04-02", {CLAIMS_FILE: claims(claim(ASSERTS))})
    git(tmp_path, "clone", "--quiet", "--depth", "1", repo.as_uri(), "shallow")
    assert history(tmp_path / "shallow") == {"taken": []}
    loaded, _ = load(repo, repo / "content")
    page = print_site(loaded.library)["claims/taken/"]
    assert "What changed here" not in page.html
    assert Body(print_site(loaded.library, proof=loaded.proof)["claims/taken/"]).texts("#_history") == [
        "What changed here"
    ]


def test_the_same_commit_gives_the_same_history_anywhere(repo, tmp_path):
    tell(repo, (claim(ASSERTS),), (claim(ASSERTS, DENIES),))
    git(tmp_path, "clone", "--quiet", repo.as_uri(), "copy")
    both = [load(folder, folder / "content")[0] for folder in (repo, tmp_path / "copy")]
    assert both[0].proof.history == both[1].proof.history
    assert both[0].proof.history["taken"][0].on == date(2025, 4, 2)
    first, second = (print_site(loaded.library, proof=loaded.proof)["claims/taken/"].html for loaded in both)
    assert first == second


def test_nothing_of_an_old_version_becomes_markup(repo):
    evil = "</li><script>alert(1)</script> <b>x</b>"
    tell(repo, (claim(ASSERTS, words=f"'{evil}'"),), (claim(ASSERTS),))
    loaded, _ = load(repo, repo / "content")
    page = Body(print_site(loaded.library, proof=loaded.proof)["claims/taken/"])
    assert not page.all("script")
    assert evil in page.texts(".history > li")[0]


def test_a_folder_that_was_renamed_added_nothing_on_that_day(tmp_path):
    folder = start(tmp_path / "repo")
    commit(folder, "2025-04-02", {CLAIMS_FILE: claims(claim(ASSERTS))})
    git(folder, "mv", "content", "site-content")
    commit(folder, "2025-04-03", {})
    # What another commit adds afterwards, or changes, is told as ever.
    moved = CLAIMS_FILE.replace("content", "site-content", 1)
    commit(folder, "2025-04-04", {moved: claims(claim(ASSERTS, DENIES), claim(ASSERTS, some_id="b", words="B."))})
    loaded, problems = load(folder, folder / "site-content")
    assert not [p for p in problems if p.severity == "error"], problems
    pages = print_site(loaded.library, proof=loaded.proof)
    assert told(Body(pages["claims/taken/"])) == [
        ("4 April 2025", "Ukraine denied it: position added.", "Status: claimed → disputed.")
    ]
    assert told(Body(pages["claims/b/"])) == [("4 April 2025", "First recorded.")]


def test_a_history_is_remembered_until_there_is_another_commit(repo, monkeypatch):
    """Also from one command to the next: nothing of the past is read again for an edit that is not committed."""
    asked = []

    def note(*given):
        asked.append(1)
        return tell_history(*given)

    monkeypatch.setattr("generator.proof.annals.tell_history", note)

    def recalled():
        memory = Memory(Cache(repo / ".sayso-cache"))
        return load(repo, repo / "content", memory=memory)[0].proof.history

    write(repo, {CLAIMS_FILE: claims(claim(ASSERTS))})
    assert recalled() == {}
    commit(repo, "2025-04-02", {CLAIMS_FILE: claims(claim(ASSERTS))})
    commit(repo, "2025-04-03", {CLAIMS_FILE: claims(claim(ASSERTS, DENIES, words="Troops hold Basivka."))})
    commit(repo, "2025-04-04", {CLAIMS_FILE: claims(claim(ASSERTS.replace("claimed", "said"), some_id="held"))})
    commit(repo, "2025-04-05", {CLAIMS_FILE: claims(claim(ASSERTS.replace("russia", "report"), some_id="held"))})
    write(repo, {CLAIMS_FILE: claims(claim(DENIES, some_id="held"))})
    first = recalled()
    assert first == load(repo, repo / "content")[0].proof.history
    asked.clear()
    write(repo, {CLAIMS_FILE: claims(claim(DENIES, some_id="held", words="Other words."))})
    assert recalled() == first
    assert asked == []
    write(repo, {CLAIMS_FILE: claims(claim(DENIES, some_id="held", more="    was: [taken]\n"))})
    assert recalled() == load(repo, repo / "content")[0].proof.history != first
    commit(repo, "2025-04-06", {CLAIMS_FILE: claims(claim(ASSERTS, some_id="held"))})
    assert recalled() == load(repo, repo / "content")[0].proof.history
    assert len(recalled()["held"]) > len(first["held"])
