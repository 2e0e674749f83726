"""The past of the content as Git holds it: which versions of which files there were, and what they say in outline."""

from datetime import date

import pytest
from history_repo import ARTICLE, ASSERTS, CLAIMS_FILE, DENIES, PEOPLE, claim, claims, commit, git, start

from generator.read import open_git
from generator.read.old_files import OldFiles
from generator.read.past import read_past
from generator.read.yaml_tree import SlowParser

VILLAGE = "articles/village/claims.yml"


@pytest.fixture
def repo(tmp_path):
    return start(tmp_path / "repo")


def past(folder):
    git_here = open_git(folder)
    return read_past(git_here, folder / "content") if git_here else []


def last(folder):
    """Give the last commit's files, each with the ids of its records."""
    files = past(folder)[-1].files
    return {name: file and sorted(r.id for some in file.records.values() for r in some) for name, file in files.items()}


def read(text, path=VILLAGE):
    """Read a version of a file, and give the ids of its records; None where it cannot be read."""
    file = OldFiles().read(path, text)
    return file and [getattr(record, "id", None) for some in file.records.values() for record in some]


# What Git tells


def test_commits_come_in_order_with_their_authors_days(repo):
    commit(repo, "2025-04-09", {CLAIMS_FILE: claims(claim(ASSERTS))})
    commit(repo, "2025-04-02", {"content/about.md": "# About\n"})
    commit(repo, "2025-04-03", {CLAIMS_FILE: None})
    steps = past(repo)
    assert [step.on for step in steps] == [date(2025, 4, 1), date(2025, 4, 9), date(2025, 4, 3)]
    assert sorted(steps[0].files) == ["articles/village/article.yml", "people.yml"]
    assert [step.files.get(VILLAGE) is None for step in steps] == [True, False, True]
    assert steps[2].files == {VILLAGE: None}


def test_names_of_files_may_be_odd(repo):
    names = ["a b.yml", "ü.yaml", "quote'\".yml", "-x.YML", "[a]*.yml", "deep/er/è.yml", "a\u202fb.yml"]
    commit(repo, "2025-04-02", {f"content/{name}": PEOPLE for name in names})
    assert last(repo) == {name: ["ministry", "russia", "ukraine"] for name in names}


def test_what_holds_no_records_is_left_out(repo):
    hidden = {
        "content/.drafts/x.yml": PEOPLE,
        "content/.x.yml": PEOPLE,
        "content/x.md": "x",
        "content/new\nline.yml": "x",
    }
    commit(repo, "2025-04-02", {**hidden, "content/more.yml": PEOPLE, "elsewhere.yml": PEOPLE})
    (repo / "content" / "link.yml").symlink_to("people.yml")
    name = b"content/\xff.yml".decode("utf-8", errors="surrogateescape")
    commit(repo, "2025-04-03", {name: PEOPLE})
    assert [sorted(step.files) for step in past(repo)[1:]] == [["more.yml"], ["link.yml"]]
    assert past(repo)[2].files == {"link.yml": None}


def test_a_file_that_becomes_a_link_is_gone(repo):
    (repo / "content/people.yml").unlink()
    (repo / "content/people.yml").symlink_to("elsewhere.yml")
    commit(repo, "2025-04-02", {})
    assert last(repo) == {"people.yml": None}


def test_another_repository_within_the_content_has_no_history_here(repo, tmp_path):
    start(tmp_path / "other")
    git(repo, "submodule", "--quiet", "add", (tmp_path / "other").as_uri(), "content/more")
    git(repo, "commit", "--quiet", "--message", "Add")
    assert len(past(repo)) == 1


def test_content_that_is_a_repository_of_its_own_has_that_ones_history(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    git(inner, "init", "--quiet")
    commit(inner, "2025-04-02", {"people.yml": PEOPLE})
    outer = start(tmp_path / "outer")
    git(outer, "rm", "-r", "--quiet", "content")
    git(outer, "submodule", "--quiet", "add", inner.as_uri(), "content")
    git(outer, "commit", "--quiet", "--message", "Add")
    assert last(outer) == {"people.yml": ["ministry", "russia", "ukraine"]}


def test_a_project_may_lie_deep_in_a_repository(tmp_path):
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "2025-04-02", {"content/no.yml": PEOPLE, "sites/one/content/people.yml": PEOPLE})
    assert last(tmp_path / "sites/one") == {"people.yml": ["ministry", "russia", "ukraine"]}


def test_files_that_the_first_commit_took_from_elsewhere_are_known_as_moved(tmp_path):
    git(tmp_path, "init", "--quiet")
    commit(
        tmp_path, "2025-04-01", {"docs/people.yml": PEOPLE, "docs/ü b.yml": claims(claim(ASSERTS)), "draft.yml": "x"}
    )
    (tmp_path / "docs").rename(tmp_path / "content")
    commit(tmp_path, "2025-04-02", {"content/more.yml": claims(claim(DENIES, some_id="more"))})
    git(tmp_path, "mv", "draft.yml", "content/draft.yml")
    commit(tmp_path, "2025-04-03", {"content/draft.yml": PEOPLE})
    assert [step.moved for step in past(tmp_path)] == [{"people.yml", "ü b.yml"}, set()]


def test_what_moves_within_the_content_comes_from_nowhere_else(repo):
    git(repo, "mv", "content", "texts")
    git(repo, "mv", "texts", "content")
    git(repo, "mv", "content/people.yml", "content/actors.yml")
    commit(repo, "2025-04-02", {})
    assert [step.moved for step in past(repo)] == [set(), set()]


def test_settings_of_this_machine_change_nothing(repo, monkeypatch, tmp_path):
    settings = tmp_path / "settings"
    settings.write_text(
        "[log]\nshowRoot = false\nshowSignature = true\ndiffMerges = off\n[diff]\nrelative = true\nrenames = copies\n"
        "noprefix = true\n[core]\nquotePath = true\nabbrev = 4\n"
    )
    before = [sorted(step.files) for step in past(repo)]
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert [sorted(step.files) for step in past(repo)] == before != []


def test_a_day_that_no_calendar_has_is_that_of_the_commit_before(repo):
    commit(repo, "2025-04-02", {"content/more.yml": PEOPLE})
    made = git(repo, "cat-file", "commit", "HEAD").replace("1743654600", "300000000000")
    assert "300000000000" in made
    (repo / "made").write_text(made)
    git(
        repo,
        "reset",
        "--quiet",
        "--soft",
        git(repo, "hash-object", "-t", "commit", "-w", "--literally", "made").strip(),
    )
    assert len(past(repo)) == 2
    assert past(repo)[1].on == date(2025, 4, 1)


def test_without_the_whole_history_there_is_none(repo, tmp_path):
    assert past(tmp_path) == []
    commit(repo, "2025-04-02", {"content/people.yml": PEOPLE.replace("Russia", "Russland")})
    version = git(repo, "rev-parse", "HEAD~1:content/people.yml").strip()
    (repo / ".git/objects" / version[:2] / version[2:]).unlink()
    assert past(repo) == []


def test_git_may_fall_silent(repo, monkeypatch):
    here = open_git(repo)
    monkeypatch.setenv("PATH", "")
    assert read_past(here, repo / "content") == []
    assert read_past(here, repo) == []


def test_many_versions_are_read_a_portion_at_a_time(repo, monkeypatch):
    monkeypatch.setattr("generator.read.past._AT_ONCE", 300)
    for day in range(2, 6):
        commit(repo, f"2025-04-{day:02}", {"content/people.yml": PEOPLE + f"# {day}\n"})
    assert [list(step.files) for step in past(repo)[1:]] == [["people.yml"]] * 4


def test_content_without_records_has_no_past(tmp_path):
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "2025-04-02", {"content/about.md": "# About\n"})
    commit(tmp_path, "2025-04-03", {"content/more.yml": b"\xff"})
    assert [step.files for step in past(tmp_path)] == [{}]


# What cannot be read


@pytest.mark.parametrize(
    "version",
    [
        b"\xff\xfe",
        b"claims: \xff",
        b"claims: [",
        b"claims: \x01",
        b"version https://example/spec/v1\noid sha256:0\n",
        b"claims:\n" + b"#" * 1_000_000,
        b"claims:\n  - &a {id: x, claim: X}\n  - *a\n",
        b"claims: &a [*a]",
        b"claims:\n  - " + b"[" * 100_000,
        b"claims: " + b"[" * 20 + b"]" * 20,
        b"? [a]\n: b\n",
        b"claims:\n  - [}\n",
        b"a: 1\n---\nb: 2\n",
        b'claims: "\\UFFFFFFFF"',
    ],
    ids=range(14),
)
def test_a_version_that_cannot_be_read_is_passed_over(repo, version):
    commit(repo, "2025-04-02", {CLAIMS_FILE: claims(claim(ASSERTS))})
    commit(repo, "2025-04-03", {CLAIMS_FILE: version, "content/more.yml": PEOPLE})
    assert list(past(repo)[-1].files) == ["more.yml"]


# What is read


def test_both_ways_of_reading_find_the_same():
    lists = claims(claim(ASSERTS, DENIES), claim(ASSERTS, some_id="b", words="B."))
    flow = "claims: [{id: taken, claim: X}, {id: b, claim: B}]\n"
    loose = "# A file\n\nclaims:   # all\n- id: taken\n  claim: X\n# between\n\n- id: b\n  claim: >-\n    B\n    # b\n"
    others = (
        "mentions:\n  Kyiv: x\nclaims:\n  - id: taken\n    claim: X\n\n  - id: b\n    claim: B\nevents:\n  - id: e\n"
    )
    assert [read(text) for text in (lists, flow, loose, others)] == [["taken", "b"]] * 4
    assert read("") == read("# nothing\n") == read("claims:\n") == read("claims: no\n") == []
    assert read("claims:\n  id: x\n  claim: y\n") == []
    assert read("claims:\n  - id: x\n    claim: X\n - id: y\n") == read("- a\n- b\n") == read("words\n") is None
    assert read("Claims here:\n  - id: x\n    claim: X\n") == []


def test_the_slow_parser_reads_the_same():
    text = claims(claim(ASSERTS, DENIES))
    slow = OldFiles(make_parser=SlowParser).read(VILLAGE, text)
    assert slow == OldFiles().read(VILLAGE, text)


def test_an_entry_that_stays_is_the_same_record():
    reader = OldFiles()
    first = reader.read(VILLAGE, claims(claim(ASSERTS), claim(DENIES, some_id="b")))
    second = reader.read(VILLAGE, claims(claim(DENIES, some_id="b"), claim(ASSERTS, words="New.")))
    assert first.records["claims"][1] is second.records["claims"][0]


def test_whatever_can_be_read_of_a_record_is():
    text = """\
claims:
  - no record
  - id: [a]
    claim: x
  - id: only
  - id: a
    claim: "  Two \\n words "
    type: rumour
    was: old
    contradicts: [b, {c: d}]
    positions:
      - nothing
      - {actor: x, stance: shouts, quote: q}
      - {actor: x, stance: asserts}
      - {actor: x, stance: asserts, quote: q, said: 2025-13, certainty: sure, verb: [v], via: y, more: z}
"""
    (record,) = OldFiles().read("claims.yml", text).records["claims"]
    assert (record.id, record.claim, record.type, record.was, record.contradicts) == (
        "a",
        "Two words",
        "fact",
        [],
        ["b"],
    )
    (position,) = record.positions
    assert (position.said, position.certainty, position.verb, position.via) == (None, "certain", "", [])
    assert position.article is None
    assert position.span().file == "claims.yml"


def test_actors_units_and_articles_in_outline():
    people = "actors:\n  - {id: a}\n  - {id: b, name: B, affiliation: c}\nunits:\n  - {name: u}\n  - {id: u, name: U}\n"
    assert read(people, "people.yml") == ["b", "u"]
    article = "articles/village/article.yml"
    assert read(ARTICLE, article) == ["village"]
    assert read("title: X\npublished: soon\n", article) == read("- a", article) == read("", article) == []
    (record,) = OldFiles().read(article, "published: 2025-04-08\nsource: x\n").records["articles"]
    assert (record.title, record.source.publisher) == ("", None)
    assert read(ARTICLE, "articles/article.yml") == []
