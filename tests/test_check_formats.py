"""What `sayso check` tells programs: JSON, SARIF, and GitHub's annotations and summary."""

import json
import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt
from sites import FILES, MKDOCS_YML, break_content, make_project

from generator import cli
from generator.cli import more as more_module
from generator.cli.formats import Repository, annotations, as_json, as_sarif, find_repository, write_summary
from generator.cli.formats.github import LONGEST
from generator.cli.formats.sarif import FINGERPRINT
from generator.cli.more import More, more_here, published
from generator.problems import PRIVATE, Problem, Severity, Span
from generator.read import read_lessons

SITE = "https://news.town.org/sayso/"
PAGE = f"{SITE}problems/"
EVIL = "%0A::add-mask::x ##[error] |a| `b` [c](https://evil.net) ![d](e) @octocat #12 <img src=x> \x1b[31m\u202e\r\nz"
FINE = "Nothing is wrong. Checked 1 article and 1 claim; 2 quotes checked word for word."


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch):
    """Let nothing of the machine that runs the tests be taken for the machine that is told of."""
    for name in [name for name in os.environ if name.startswith("GITHUB_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("CI", raising=False)


def sayso(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["-C", str(project), *arguments], prog_name="sayso", catch_exceptions=False)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    project = make_project(tmp_path, {"mkdocs.yml": MKDOCS_YML.replace("https://site.example/repo/", SITE)})
    break_content(project)
    return project


def problem(message: str = "wrong", file: str = "content/a.yml", line: int = 3, **more: object) -> Problem:
    return Problem("wrong-type", Span(file, line, 5, 4), message, "mend it", **more)


# Where to read more


@pytest.mark.parametrize("command", ["check", "build"])
def test_every_code_is_told_once_with_the_page_that_explains_it(broken, command):
    (broken / "content/more.yml").write_text("actors: [{id: a, id: b}]\nplaces: [{id: a, id: b}]\n", encoding="utf-8")
    lines = sayso(broken, command).stderr.rstrip("\n").split("\n")
    assert lines[lines.index("To read more, with an example:") + 1 :] == [
        f"  duplicate-key: {PAGE}#duplicate-key",
        f"  missing-key: {PAGE}#missing-key",
        f"  quote-absent: {PAGE}#quote-absent",
    ]


def test_pages_may_be_files(broken):
    settings = (broken / "mkdocs.yml").read_text(encoding="utf-8") + "use_directory_urls: false\n"
    (broken / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert f"  quote-absent: {SITE}problems.html#quote-absent\n" in sayso(broken, "check").stderr


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://town.org", "https://town.org/"),
        ("http://town.org:8080/a/b/", "http://town.org:8080/a/b/"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
        ("https://sayso.example/", None),
        ("https://sayso.example./", None),
        ("https://example.com/", None),
        ("https://www.example.org/a/", None),
        ("https://notexample.org/", "https://notexample.org/"),
        ("https://site.test/", None),
        ("http://localhost:8000/", None),
        ("http://127.0.0.1:8000/", None),
        ("http://[::1]/", None),
        ("http://[/", None),
        ("https://printer/", None),
        ("ftp://town.org/", None),
        ("https://town.org/?a=b", None),
        ("https://town.org/#a", None),
        ("https://town.org/\x1b]8;;", None),
        ("https://town.org/>x", None),
        ("https://тест.org/", None),
        ("", None),
    ],
)
def test_only_an_address_that_others_can_find_is_published(url, found):
    assert published(url) == found


def test_on_a_terminal_the_code_is_a_link(broken, monkeypatch):
    monkeypatch.setattr(more_module.sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    assert not more_module.can_link()
    monkeypatch.setenv("TERM", "xterm")
    told = More(PAGE).lines([problem(), problem()], linked=True)
    assert told == (
        f"To read more, with an example:\n  \x1b]8;;{PAGE}#wrong-type\x1b\\wrong-type\x1b]8;;\x1b\\: {PAGE}#wrong-type"
    )
    assert More().lines([problem()], linked=True).endswith("  wrong-type: sayso explain wrong-type")


def test_without_a_project_the_command_explains(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert more_here() == More()


# json


def test_json_is_all_that_stands_on_the_standard_output(broken):
    result = sayso(broken, "check", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    (found,) = json.loads(result.stdout)["problems"]
    assert json.loads(result.stdout) == {"version": 1, "problems": [found], "counts": {"error": 1, "warning": 0}}
    assert list(found) == ["code", "severity", "file", "line", "column", "length", "message", "help", "more"]
    assert {name: found[name] for name in ("code", "severity", "file", "line", "column", "length", "help", "more")} == {
        "code": "quote-absent",
        "severity": "error",
        "file": "content/articles/village/claims.yml",
        "line": 10,
        "column": 16,
        "length": 55,
        "help": "copy the words from the text, exactly as they stand there",
        "more": f"{PAGE}#quote-absent",
    }
    assert found["message"].startswith(
        "these words do not stand in content/articles/village/text.md; the nearest words"
    )


def test_json_without_problems_is_as_whole(tmp_path):
    result = sayso(make_project(tmp_path), "check", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == {"version": 1, "problems": [], "counts": {"error": 0, "warning": 0}}


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_warnings_fail_only_where_that_is_asked_for(tmp_path, form):
    claims = FILES["content/articles/village/claims.yml"].replace("quote: Russia claimed", "quote: ussia claimed")
    project = make_project(tmp_path, {"content/articles/village/claims.yml": claims})
    for strict, code, level in (([], 0, "warning"), (["--strict"], 1, "error")):
        result = sayso(project, "check", "--format", form, *strict)
        assert result.exit_code == code
        assert f'"{level}"' in result.stdout


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_folder_without_a_project_is_told_in_every_form(tmp_path, form):
    result = sayso(tmp_path, "check", "--format", form)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "no-settings" in json.dumps(json.loads(result.stdout))


def test_another_form_is_wrong_usage(tmp_path):
    assert sayso(make_project(tmp_path), "check", "--format", "xml").exit_code == 2


# sarif


def sarif(problems: list[Problem], top: Path, root: Path | None = None, page: str | None = PAGE) -> dict:
    return json.loads(as_sarif(problems, More(page), Repository(root or top, top)))["runs"][0]


def test_sarif_holds_what_its_schema_asks_for(broken):
    (broken / ".git").mkdir()
    result = sayso(broken, "check", "--format", "sarif")
    assert (result.exit_code, result.stderr) == (1, "")
    log = json.loads(result.stdout)
    assert list(log) == ["$schema", "version", "runs"]
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run.keys() == {"tool", "columnKind", "results"}
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver.keys() == {"name", "version", "rules"}
    (rule,) = driver["rules"]
    lesson = read_lessons()["quote-absent"]
    assert rule.keys() == {"id", "helpUri", "shortDescription", "fullDescription", "help"}
    assert rule["helpUri"] == f"{PAGE}#quote-absent"
    assert (rule["shortDescription"], rule["fullDescription"]) == ({"text": lesson.title}, {"text": lesson.means})
    assert rule["help"].keys() == {"text", "markdown"}
    assert all(step in rule["help"]["text"] for step in lesson.mend)
    (found,) = run["results"]
    assert found.keys() == {"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"}
    assert (found["ruleId"], found["ruleIndex"], found["level"]) == ("quote-absent", 0, "error")
    assert found["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "content/articles/village/claims.yml"},
                "region": {"startLine": 10, "startColumn": 16, "endColumn": 71},
            }
        }
    ]
    assert re.fullmatch("[0-9a-f]{32}", found["partialFingerprints"][FINGERPRINT])


def test_without_a_published_site_rules_have_no_address(tmp_path):
    (rule,) = sarif([problem()], tmp_path, page=None)["tool"]["driver"]["rules"]
    assert "helpUri" not in rule
    assert "**What to do**" in rule["help"]["markdown"]


def test_a_code_without_a_lesson_is_still_a_rule(tmp_path):
    run = sarif([Problem("of-a-plugin", Span("a.yml"), "m", "h")], tmp_path)
    assert run["tool"]["driver"]["rules"] == [{"id": "of-a-plugin", "helpUri": f"{PAGE}#of-a-plugin"}]


def test_files_are_named_from_the_repository_and_percent_encoded(tmp_path):
    root = tmp_path / "sub dir"
    run = sarif([problem(file="content/ü #1%?.yml")], tmp_path, root)
    (place,) = run["results"][0]["locations"]
    uri = place["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "sub%20dir/content/%C3%BC%20%231%25%3F.yml"
    assert unquote(uri) == "sub dir/content/ü #1%?.yml"


@pytest.mark.parametrize("file", [f"{PRIVATE}a.md", "../../elsewhere.yml"])
def test_what_lies_outside_is_placed_at_the_settings(tmp_path, file):
    root = tmp_path / "site"
    (found,) = sarif([problem(file=file)], tmp_path, root)["results"]
    assert found["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "site/mkdocs.yml"}
    assert found["message"]["text"] == f"{file}: wrong\nmend it"


def test_a_fingerprint_outlives_lines_above_and_tells_likes_apart(tmp_path):
    def prints(*problems: Problem) -> list[str]:
        return [found["partialFingerprints"][FINGERPRINT] for found in sarif(list(problems), tmp_path)["results"]]

    first, second = prints(problem("as on line 7"), problem("as on line 7", line=9))
    assert first != second
    assert prints(problem("as on line 12", line=30)) == [first]
    assert prints(problem("another"))[0] not in {first, second}
    assert prints(problem("as on line 7", file="content/b.yml"))[0] not in {first, second}


def test_a_message_in_sarif_links_nowhere_and_holds_no_placeholder(tmp_path):
    (found,) = sarif([problem("see [this](https://evil.net) {0} {count}")], tmp_path)["results"]
    assert found["message"]["text"] == "see [this] (https://evil.net) {{0}} {count}\nmend it"


@pytest.mark.parametrize("write", [as_json, lambda p, m: as_sarif(p, m, Repository(Path("/a"), Path("/a")))])
def test_no_character_of_the_content_leaves_a_form_for_programs_as_it_is(write):
    told = write([problem(EVIL, file="content/\ud800\x1b.yml")], More(PAGE))
    assert told.isascii()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", told)
    json.loads(told)


# What stands on the lines of a change


def test_the_ten_worst_stand_on_their_lines_errors_first(tmp_path):
    warnings = [problem(f"w{n}", line=n + 1, severity=Severity.WARNING) for n in range(9)]
    errors = [problem(f"e{n}", line=n + 20) for n in range(6)]
    lines = list(annotations([*warnings, *errors], More(PAGE), Repository(tmp_path, tmp_path)))
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 6 + ["::warning"] * 4
    assert lines[0] == (
        "::error file=content/a.yml,line=20,col=5,endColumn=9,title=wrong-type::"
        f"e0%0Ahelp: mend it%0Amore: {PAGE}#wrong-type"
    )


def test_what_lies_outside_the_repository_has_no_line(tmp_path):
    (line,) = annotations([problem(file=f"{PRIVATE}a.md")], More(), Repository(tmp_path, tmp_path))
    assert line == "::error title=wrong-type::wrong%0Ahelp: mend it%0Amore: sayso explain wrong-type"


def test_no_content_gives_orders_to_the_runner(tmp_path):
    name = "content/a,b:c%\r\n::stop-commands::x.yml"
    (line,) = annotations([problem(EVIL, file=name)], More(), Repository(tmp_path, tmp_path))
    assert line.count("\n") == 0
    assert not set("\r\x1b\u202e") & set(line)
    assert line.startswith("::error file=content/a%2Cb%3Ac%25%0D%0A%3A%3Astop-commands%3A%3Ax.yml,line=3,")
    assert "%250A::add-mask::x" in line


def test_the_log_holds_no_order_either(tmp_path):
    evil = "actors:\n  - id: '##[stop-commands]x'\n    name: n\n    type: state\n"
    project = make_project(tmp_path, {"content/evil.yml": evil})
    result = sayso(project, "check", "--format", "github")
    assert "stop-commands" in result.stderr
    assert "##[" not in result.output
    assert not any(line.lstrip().startswith("::") for line in result.stderr.splitlines())


# The summary of a job on GitHub


@pytest.fixture
def summary(tmp_path: Path, monkeypatch) -> Path:
    file = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    return file


def test_the_summary_has_every_problem_in_a_table(broken, summary, monkeypatch):
    (broken / ".git").mkdir()
    monkeypatch.setenv("GITHUB_REPOSITORY", "town/news")
    monkeypatch.setenv("GITHUB_REF_TYPE", "branch")
    monkeypatch.setenv("GITHUB_REF_NAME", "main")
    summary.write_text("Already here.\n", encoding="utf-8")
    assert sayso(broken, "check", "--format", "github").exit_code == 1
    html = MarkdownIt("commonmark").enable("table").render(summary.read_text(encoding="utf-8"))
    edit = "https://github.com/town/news/edit/main/content/articles/village/claims.yml#L10"
    assert "<p>Already here.</p>\n<h3>The content has 1 error</h3>\n<table>" in html
    cells = re.findall(r"<t[dh]>(.*?)</t[dh]>", html)
    assert cells[:4] == ["Where", "What is wrong", "What to do", "Read more"]
    assert cells[4] == f'<a href="{edit}">content/articles/village/claims.yml, line 10</a>'
    assert cells[5].startswith("these words do not stand in content/articles/village/text.md")
    assert cells[6] == "copy the words from the text, exactly as they stand there"
    assert cells[7] == f'<a href="{PAGE}#quote-absent">quote-absent</a>'


def test_a_summary_without_problems_says_so_in_one_line(tmp_path, summary):
    project = make_project(tmp_path)
    assert sayso(project, "check", "--format", "github").exit_code == 0
    assert MarkdownIt().render(summary.read_text(encoding="utf-8")) == f"<p>{FINE}</p>\n"


def test_nothing_in_the_summary_has_a_meaning_of_its_own(tmp_path):
    file = tmp_path / "summary.md"
    evil = problem(EVIL, file="content/a](x) | `b`.yml")
    write_summary(file, [evil, problem(severity=Severity.WARNING)], More(), Repository(tmp_path, tmp_path), "")
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(file.read_text(encoding="utf-8"))
    assert len(re.findall("<tr>", html)) == 3
    assert len(re.findall("<td>", html)) == 8
    assert not re.findall(r"<(?:a|img|code|em|strong)\b", html)
    # What GitHub would make a name, an issue or an address of is kept apart.
    assert not re.findall(r"@octocat|#12|://\w|[\x1b\u202e]", html)
    assert "<td>Warning: wrong</td>" in html
    assert "<td>sayso explain wrong-type</td>" in html


def test_a_long_summary_is_cut_with_a_sentence(tmp_path):
    file = tmp_path / "summary.md"
    file.write_bytes(b"x" * 500_000)
    many = [problem("ж" * 400, line=n + 1) for n in range(3000)]
    write_summary(file, many, More(), Repository(tmp_path, tmp_path), "")
    told = file.read_text(encoding="utf-8")
    assert LONGEST - 1200 < file.stat().st_size <= LONGEST
    rows = told.count("\n| content")
    assert told.endswith(
        f"\nNot shown: {3000 - rows} problems. "
        "GitHub shows no more than 1 MiB here; the log of this step has all of them.\n"
    )


def test_a_summary_that_cannot_be_written_stops_nothing(broken, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(broken / "content"))
    result = sayso(broken, "check", "--format", "github")
    assert result.exit_code == 1
    assert "The summary of this job could not be written: Is a directory." in result.stderr


# Where GitHub lets one edit


BASE = {"GITHUB_REPOSITORY": "town/news", "GITHUB_REF_NAME": "7/merge", "GITHUB_REF_TYPE": "branch"}


def event(folder: Path, head: object) -> dict[str, str]:
    file = folder / "event.json"
    file.write_text(json.dumps({"pull_request": {"head": head}}), encoding="utf-8")
    return {**BASE, "GITHUB_EVENT_PATH": str(file), "GITHUB_HEAD_REF": "my/branch"}


def edit_of(folder: Path, environment: dict[str, str]) -> str | None:
    return find_repository(folder, environment).edit


def test_a_pull_request_is_edited_where_it_comes_from(tmp_path):
    fork = event(tmp_path, {"ref": "my/branch#1", "repo": {"full_name": "ada/news"}})
    assert edit_of(tmp_path, fork) == "https://github.com/ada/news/edit/my/branch%231/"
    own = event(tmp_path, {"ref": "my/branch", "repo": {"full_name": "town/news"}})
    assert edit_of(tmp_path, {**own, "GITHUB_SERVER_URL": "https://git.town.org:8443/"}) == (
        "https://git.town.org:8443/town/news/edit/my/branch/"
    )


@pytest.mark.parametrize(
    "head",
    [
        {"ref": "x", "repo": None},
        {"ref": "x"},
        {"ref": "x", "repo": {"full_name": "a/b) [evil](https://evil.net"}},
        {"ref": "x", "repo": {"full_name": ["a"]}},
        "odd",
    ],
)
def test_a_fork_that_is_gone_or_odd_has_no_link(tmp_path, head):
    assert edit_of(tmp_path, event(tmp_path, head)) is None


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"pull_request": 1}'])
def test_an_event_that_cannot_be_read_is_none(tmp_path, data):
    (tmp_path / "e.json").write_bytes(data)
    told = {**BASE, "GITHUB_EVENT_PATH": str(tmp_path / "e.json"), "GITHUB_HEAD_REF": "proposed"}
    assert edit_of(tmp_path, told) == "https://github.com/town/news/edit/proposed/"


def test_a_push_is_edited_on_its_branch_and_a_tag_nowhere(tmp_path):
    assert edit_of(tmp_path, {**BASE, "GITHUB_REF_NAME": "main"}) == "https://github.com/town/news/edit/main/"
    assert edit_of(tmp_path, {**BASE, "GITHUB_REF_TYPE": "tag"}) is None
    assert edit_of(tmp_path, {}) is None
    assert edit_of(tmp_path, {**BASE, "GITHUB_SERVER_URL": "javascript:x"}) is None


def test_only_files_that_are_there_have_a_link(tmp_path):
    (tmp_path / "a b.yml").write_text("", encoding="utf-8")
    there = Repository(tmp_path, tmp_path, "https://github.com/o/r/edit/main/")
    assert there.edit_link(Span("a b.yml", 7)) == "https://github.com/o/r/edit/main/a%20b.yml#L7"
    assert there.edit_link(Span("gone.yml")) is None
    assert there.edit_link(Span(f"{PRIVATE}a.md")) is None
    assert there.edit_link(Span("../a.yml")) is None


def test_the_repository_is_gits_or_the_runners_or_the_project(tmp_path):
    root = tmp_path / "a/b"
    root.mkdir(parents=True)
    assert find_repository(root, {}).top == root
    assert find_repository(root, {"GITHUB_WORKSPACE": str(tmp_path)}).top == tmp_path
    assert find_repository(root, {"GITHUB_WORKSPACE": str(tmp_path / "else")}).top == root
    (tmp_path / "a/.git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert find_repository(root, {"GITHUB_WORKSPACE": str(tmp_path)}).top == tmp_path / "a"


# Words of a text that is not published


@pytest.mark.parametrize("in_ci", [False, True])
@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_no_form_for_others_holds_withheld_words(broken, summary, monkeypatch, form, in_ci):
    if in_ci:
        monkeypatch.setenv("CI", "true")
    article = broken / "content/articles/village/article.yml"
    shown = sayso(broken, "check", "--format", form)
    told = shown.stdout + (summary.read_text(encoding="utf-8") if form == "github" else "")
    assert "its troops took control" in told, "published words may be told"
    article.write_text(article.read_text(encoding="utf-8").replace("full", "quotes"), encoding="utf-8")
    summary.unlink(missing_ok=True)
    result = sayso(broken, "check", "--format", form)
    told = result.stdout + (summary.read_text(encoding="utf-8") if form == "github" else "")
    assert "quote-absent" in told
    assert "its troops took control" not in told
    if in_ci:
        assert "Russia claimed its troops took control of Basivka" not in result.stderr
