"""The command line, run in this process, and as a program where that is the point."""

import errno
import json
import os
import runpy
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sites import FILES, MKDOCS_YML, break_content, fingerprint, make_project, run

import generator
from generator import cli
from generator.cli.build import say_busy
from generator.problems import Problem, Severity, Span
from generator.publish import Broken, Built, Opened, Stopped
from generator.publish.preview import CannotServeError, Wanted

MORE = "\n\nTo read more, with an example:\n  {code}: sayso explain {code}\n"
SUMMARY = "Checked 1 article and 1 claim; 2 quotes checked word for word.\n"


def sayso(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["-C", str(project), *arguments], prog_name="sayso", catch_exceptions=False)


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    claims = FILES["content/articles/village/claims.yml"].replace("quote: Russia claimed", "quote: ussia claimed")
    return make_project(tmp_path, {"content/articles/village/claims.yml": claims})


# check


def test_check_counts_what_it_checked(tmp_path):
    result = sayso(make_project(tmp_path), "check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, SUMMARY, "")


def test_check_shows_problems_and_fails(tmp_path):
    project = make_project(tmp_path)
    break_content(project)
    result = sayso(project, "check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("content/articles/village/claims.yml:10:16: error: quote-absent: ")
    assert result.stderr.endswith("\n\n1 error" + MORE.format(code="quote-absent"))


def test_check_shows_warnings_and_passes(warned):
    result = sayso(warned, "check")
    assert (result.exit_code, result.stdout) == (0, SUMMARY)
    assert result.stderr.endswith("\n\n1 warning" + MORE.format(code="quote-cuts-word"))


@pytest.mark.parametrize("way", ["option", "setting"])
def test_strict_makes_warnings_errors(warned, way):
    if way == "setting":
        settings = MKDOCS_YML.replace("plugins: [sayso]", "plugins: [{sayso: {strict: true}}]")
        (warned / "mkdocs.yml").write_text(settings, encoding="utf-8")
    strict = ["--strict"] if way == "option" else []
    for command in ("check", "build"):
        result = sayso(warned, command, *strict)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.endswith("\n\n1 error" + MORE.format(code="quote-cuts-word"))


def test_a_folder_without_a_project_is_one_problem(tmp_path):
    for command in ("check", "build", "serve"):
        result = sayso(tmp_path, command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("mkdocs.yml:1:1: error: no-settings: ")


def test_quotes_of_texts_not_at_hand_are_told_apart(tmp_path):
    article = FILES["content/articles/village/article.yml"] + f"text_sha256: {'0' * 64}\n"
    events = "events:\n  - id: fall\n    title: A village falls\n    when: 2025-04\n    quote: the village had fallen\n"
    project = make_project(
        tmp_path,
        {"content/articles/village/article.yml": article, "content/articles/village/events.yml": events},
        without=("content/articles/village/text.md",),
    )
    told = "0 quotes checked word for word, 3 not checked, for the text is not at hand"
    assert told in sayso(project, "check").stdout


# check --format github


def test_annotations_stand_on_the_lines_of_the_change(tmp_path, monkeypatch):
    project = make_project(tmp_path / "sub, dir")
    break_content(project)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    result = sayso(project, "check", "--format", "github")
    assert result.exit_code == 1
    start = "::error file=sub%2C dir/content/articles/village/claims.yml,line=10,col=16,endColumn="
    assert result.stdout.startswith(start)
    assert ",title=quote-absent::these words do not stand in" in result.stdout
    assert "%0Ahelp: " in result.stdout
    assert "1 error" in result.stderr


def test_no_content_can_give_the_runner_commands(tmp_path):
    evil = "actors:\n  - id: 'x%0A::error::y'\n    name: '::add-mask::x'\n    type: state\n    'a:b,c%': 1\n"
    result = sayso(make_project(tmp_path, {"content/evil.yml": evil}), "check", "--format", "github")
    lines = result.stdout.splitlines()
    assert lines
    assert all(line.startswith("::error file=content/evil.yml,line=") for line in lines)
    assert "%0A::" not in result.stdout.replace("%250A::", "")


def test_annotations_are_the_ten_worst(tmp_path):
    many = "actors:\n" + "".join(f"  - id: a{n}\n    name: A{n}\n    type: wrong\n" for n in range(30))
    result = sayso(make_project(tmp_path, {"content/many.yml": many}), "check", "--format", "github")
    assert len(result.stdout.splitlines()) == 10
    assert "30 errors" in result.stderr


def test_warnings_are_annotated_too(warned):
    result = sayso(warned, "check", "--format", "github")
    assert result.exit_code == 0
    assert result.stdout.startswith("::warning file=content/articles/village/claims.yml,line=10,")
    assert result.stdout.endswith(SUMMARY)


# build


def test_build_says_what_it_made(tmp_path):
    project = make_project(tmp_path)
    result = sayso(project, "build")
    pages = len(list((project / "site").rglob("index.html")))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Built {pages} pages in site/; 2 quotes checked word for word.\n"


def test_build_shows_warnings_and_goes_on(warned):
    result = sayso(warned, "build")
    assert result.exit_code == 0
    assert result.stdout.startswith("Built ")
    assert "quote-cuts-word" in result.stderr


def test_build_with_errors_leaves_the_old_site(tmp_path):
    project = make_project(tmp_path)
    sayso(project, "build")
    old = fingerprint(project / "site")
    break_content(project)
    result = sayso(project, "build")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Traceback" not in result.stderr
    assert fingerprint(project / "site") == old


def test_a_site_elsewhere_is_named_in_full(tmp_path):
    settings = MKDOCS_YML + f"site_dir: {tmp_path / 'www'}\n"
    result = sayso(make_project(tmp_path / "project", {"mkdocs.yml": settings}), "build")
    assert f" in {tmp_path / 'www'}; " in result.stdout


def test_waiting_is_told(capsys):
    say_busy()
    assert "waiting" in capsys.readouterr().err


# serve


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ([], Wanted()),
        (["--port", "8001"], Wanted(port=8001)),
        (["--host", "0.0.0.0", "--open"], Wanted("0.0.0.0", browse=True)),
        (["--host", "::1", "--port", "9", "--texts", "."], Wanted("::1", 9, Path())),
    ],
)
def test_serve_passes_on_how_it_is_asked(tmp_path, monkeypatch, options, wanted):
    asked = []
    monkeypatch.setattr("generator.publish.preview.preview", lambda root, how, _tell: asked.append((root, how)))
    assert sayso(make_project(tmp_path), "serve", *options).exit_code == 0
    assert asked == [(tmp_path, wanted)]


def test_serve_says_what_happens(tmp_path, monkeypatch):
    error = Problem("unknown-actor", Span("a.yml"), "no such actor", "look")
    warning = replace(error, severity=Severity.WARNING)
    events = [
        Opened("http://127.0.0.1:8000/", ("search", "pictures"), is_private=True),
        Broken((error,), is_first=True),
        Built(1, 0.91, (warning,), mended=True),
        Broken((error, error), is_first=False, fault="the last lines of a program"),
        Built(2, 1.0, (), mended=False),
        Stopped(),
    ]
    monkeypatch.setattr(
        "generator.publish.preview.preview", lambda _root, _how, tell: [tell(event) for event in events]
    )
    result = sayso(make_project(tmp_path), "serve")
    assert result.stdout == (
        "Open http://127.0.0.1:8000/ in a browser; Ctrl-C ends this.\n"
        "This preview has no search and no pictures: `sayso build` makes them.\n"
        "The browser shows 1 error alone, for there is no page yet.\n"
        "Mended: built 1 page in 0.9 s.\n"
        "The browser shows 2 errors over the last good page.\n"
        "Built 2 pages in 1.0 s.\n"
        "\nStopped.\n"
    )
    assert "the last lines of a program" in result.stderr
    assert "warning: unknown-actor" in result.stderr


def test_serve_says_that_others_can_read_the_site(tmp_path, monkeypatch):
    opened = Opened("http://0.0.0.0:8000/", ("search",), is_private=False)
    monkeypatch.setattr("generator.publish.preview.preview", lambda _root, _how, tell: tell(opened))
    told = "Others can read this too: everybody in your network, and pages from elsewhere in your browser."
    assert told in sayso(make_project(tmp_path), "serve", "--host", "0.0.0.0").stdout
    assert "everybody in your network" in " ".join(sayso(tmp_path, "serve", "--help").stdout.split())


def test_a_server_that_cannot_start_says_so(tmp_path, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise CannotServeError("Address already in use")

    monkeypatch.setattr("generator.publish.preview.preview", fail)
    result = sayso(make_project(tmp_path), "serve")
    assert (result.exit_code, result.stderr) == (1, "Error: Address already in use\n")


# The program


def test_the_help_names_every_command_in_a_whole_sentence(tmp_path):
    told = sayso(tmp_path, "--help").stdout.partition("Commands:\n")[2]
    rows = [row.split(maxsplit=1) for row in told.splitlines()]
    assert " ".join(name for name, _ in rows) == (
        "admin build changes check coverage explain fields fmt join new rename review schema serve suggest"
    )
    assert all(summary.endswith(".") and not summary.endswith("...") for _, summary in rows)


def test_wrong_usage_is_two(tmp_path):
    assert sayso(tmp_path, "biuld").exit_code == 2
    assert sayso(tmp_path / "gone", "check").exit_code == 2
    assert sayso(tmp_path, "serve", "--port", "0").exit_code == 2


def test_a_fault_of_our_own_says_how_to_report_it(tmp_path, monkeypatch):
    monkeypatch.setattr("generator.build.check", lambda *_: 1 / 0)
    result = sayso(make_project(tmp_path), "check")
    assert result.exit_code == 1
    assert "ZeroDivisionError" in result.stderr
    assert result.stderr.endswith("what you did before.\n")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The system said: [Errno 28] No space left on device."),
        (MemoryError(), "The system said: there is not enough memory."),
    ],
)
def test_a_system_without_room_is_no_fault_of_ours(tmp_path, monkeypatch, error, told):
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("generator.build.check", fail)
    result = sayso(make_project(tmp_path), "check")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{told}\nLook whether a disk is full")
    assert "Traceback" not in result.stderr
    monkeypatch.setattr("generator.build.check", lambda *_: open(tmp_path / "gone"))  # noqa: PTH123, SIM115 - fails
    assert "This is a fault in Sayso" in sayso(tmp_path, "check").stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a device of this system")
@pytest.mark.parametrize("command", ["build", "check", "--help"])
def test_words_that_have_nowhere_to_go_are_told_of_plainly(tmp_path, command):
    project = make_project(tmp_path)
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "generator", command],
            cwd=project,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("The system said: ")
    assert "Traceback" not in done.stderr


def test_who_stops_a_build_finds_the_site_as_it_was(tmp_path, monkeypatch):
    project = make_project(tmp_path)
    assert sayso(project, "build").exit_code == 0
    before = fingerprint(project)

    def stop(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    for name in ("build", "join"):
        with monkeypatch.context() as patched:
            patched.setattr("generator.publish.build.load_config", stop)
            result = sayso(project, name, *(["."] if name == "join" else []))
        assert (result.exit_code, result.stderr) == (130, "Stopped. The site is as it was.\n")
    assert fingerprint(project) == before


def test_it_runs_as_a_module_in_a_folder_of_any_name(tmp_path):
    project = make_project(tmp_path / "a folder, «so»")
    done = run("generator", "build", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Built ")
    assert run("generator", "-C", str(project), "check", cwd=tmp_path).stdout == SUMMARY


def test_without_a_folder_it_runs_where_it_is(tmp_path, monkeypatch):
    monkeypatch.chdir(make_project(tmp_path))
    assert CliRunner().invoke(cli.main, ["check"]).stdout == SUMMARY


def test_the_module_is_the_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["anything", "--version"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("generator", run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"sayso, version {generator.__version__}\n"


def loaded(code: str, cwd: Path) -> set[str]:
    """Run code in a fresh Python and give the top-level modules it left loaded."""
    show = "; import json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    done = run(cwd=cwd, code=code + show)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_each_command_loads_only_what_it_needs(tmp_path):
    project = make_project(tmp_path)
    start = "from click.testing import CliRunner; from generator.cli import main; CliRunner().invoke(main, [{}])"
    version = loaded(start.format("'--version'"), project)
    assert not version & {"mkdocs", "jinja2", "pydantic", "yaml", "markdown_it", "markdown"}
    checked = loaded(start.format("'check'"), project)
    assert not checked & {"mkdocs", "jinja2", "markdown"}
    assert checked >= {"pydantic", "yaml"}


def test_the_version_is_the_packages(tmp_path):
    assert sayso(tmp_path, "--version").stdout == f"sayso, version {generator.__version__}\n"


# Our own modules are loaded before the clock is set, for pydantic wants the real class of dates.
ON_ANOTHER_DAY = """
import datetime, time
import generator.build, generator.pages.make
real = time.time
time.time = lambda: real() + {days} * 86400
class Moved(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.fromtimestamp(time.time(), tz)
datetime.datetime = Moved
import mkdocs.utils
assert mkdocs.utils.get_build_date() != "{today}" or {days} == 0
from generator.cli import main
main(["build"])
"""


def test_two_days_two_zones_two_hash_seeds_one_site(tmp_path):
    today = datetime.now(UTC).date().isoformat()
    prints = []
    for days, zone, seed in ((0, "UTC", "1"), (400, "Asia/Kathmandu", "2")):
        project = make_project(tmp_path / seed)
        code = ON_ANOTHER_DAY.format(days=days, today=today)
        done = run(cwd=project, code=code, environment={"TZ": zone, "PYTHONHASHSEED": seed})
        assert done.returncode == 0, done.stderr
        prints.append(fingerprint(project / "site"))
    assert prints[0] == prints[1]


def test_check_tells_that_the_plugin_is_not_listed_as_build_does(tmp_path):
    project = make_project(tmp_path, {"mkdocs.yml": "site_name: A\ndocs_dir: content\ntheme: {name: sayso}\n"})
    result = sayso(project, "check")
    assert result.exit_code == 1
    assert "mkdocs.yml:1:1: error: no-plugin: the plugin sayso is not in the list of plugins" in result.stderr
    assert sayso(project, "build").exit_code == 1
    (project / "base.yml").write_text("plugins: [sayso]\n")
    (project / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: A\ndocs_dir: content\ntheme: {name: sayso}\n")
    assert sayso(project, "check").exit_code == 0


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_reader_who_has_had_enough_is_left_in_peace(tmp_path, stream):
    """As with `sayso check | head -1`: nobody reads the pipe any more, and nothing is said about it."""
    project = make_project(tmp_path)
    if stream == "stderr":
        break_content(project)
    ours, closed = ("stderr", "stdout") if stream == "stdout" else ("stdout", "stderr")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "generator", "check"],
            cwd=project,
            check=False,
            timeout=60,
            **{ours: subprocess.PIPE, closed: writing},
        )
    finally:
        os.close(writing)
    assert (done.returncode, getattr(done, ours)) == (1, b"")


def test_check_refuses_the_settings_that_build_refuses(tmp_path):
    settings = MKDOCS_YML.replace("plugins: [sayso]", "plugins: [{sayso: {reviews: Required}}]")
    project = make_project(tmp_path, {"mkdocs.yml": settings})
    checked, built = sayso(project, "check"), sayso(project, "build")
    assert (checked.exit_code, built.exit_code) == (1, 1)
    assert 'error: unknown-value: reviews cannot be "Required"' in checked.stderr
    assert checked.stderr == built.stderr
