"""Progress: what a command tells of its work, on a terminal and elsewhere."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sites import FILES, MKDOCS_YML, break_content, make_project

from generator import cli, progress
from generator.build import load
from generator.cli.bar import Bar, drawn, has_terminal, picture
from generator.cli.manner import Manner, table
from generator.progress import NO_PROGRESS, Progress, Stage, Stopwatch

SLOW = """
import sys, time
import generator.build as house
import generator.cli.bar as bar
read = house.read_content
def slowly(*values):
    time.sleep({seconds})
    return read(*values)
house.read_content = slowly
bar.PATIENCE = {patience}
{more}
from generator.cli import main
main(sys.argv[1:], prog_name="sayso")
"""
"""The command line, with content that takes long to read."""


def sayso(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["-C", str(project), *arguments], prog_name="sayso", catch_exceptions=False)


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    claims = FILES["content/articles/village/claims.yml"].replace("quote: Russia claimed", "quote: ussia claimed")
    return make_project(tmp_path, {"content/articles/village/claims.yml": claims})


def watch_terminal(project: Path, *arguments: str, code: str, columns: int = 80, **environment: str) -> str:
    """Run the command line with its errors going to a terminal, and give what this was told."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in {"CI", "TERM"}}
    with subprocess.Popen(
        [sys.executable, "-c", code, "-C", str(project), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**kept, "TERM": "xterm", **environment},
    ) as process:
        os.close(theirs)
        told = bytearray()
        while piece := read(ours):
            told += piece
        assert process.wait() == 0
    os.close(ours)
    return told.decode()


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the last program that wrote there has ended, or has written nothing more
        return b""


def on_screen(told: str) -> list[str]:
    """Give what stands in the lines of a terminal at the end, after all that was written over."""
    lines = []
    for line in told.replace("\r\n", "\n").split("\n"):
        shown = ""
        for text in line.split("\r"):
            shown = text + shown[len(text) :]
        lines.append(shown.rstrip())
    return lines


# The bar


@pytest.mark.parametrize("columns", [40, 80])
def test_a_command_that_takes_long_shows_a_bar_and_clears_it(tmp_path, columns):
    code = SLOW.format(seconds=0.6, patience=0.2, more="")
    start = time.monotonic()
    told = watch_terminal(make_project(tmp_path), "check", code=code, columns=columns)
    most = 1 + 10 * (time.monotonic() - start)
    shown = [text.rstrip() for text in told.split("\r") if text.strip()]
    reading = [text for text in shown if text.endswith("] Reading")]
    assert 2 <= len(reading) <= most, "at most ten times a second"
    assert all(re.fullmatch(r"\[-*###-*\] Reading", text) for text in reading)
    assert max(len(text.rstrip("\n")) for text in shown) < columns
    assert on_screen(told) == [""]


def test_pages_are_counted_in_the_bar(tmp_path):
    more = """
from generator.plugin.beside import FrameSetter
original = FrameSetter.print
def slow_print(self, sheet):
    time.sleep(0.3)
    return original(self, sheet)
FrameSetter.print = slow_print
"""
    told = watch_terminal(
        make_project(tmp_path), "build", code=SLOW.format(seconds=0, patience=0.1, more=more), columns=40
    )
    shown = re.findall(r"\[([#-]+)\] Making pages (\d) of (\d)", told)
    assert shown
    assert {len(bar) for bar, _, _ in shown} == {6}
    counts = [int(done) for _, done, _ in shown]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]
    assert on_screen(told) == [""]


def test_a_command_that_is_done_soon_shows_no_bar(tmp_path):
    assert watch_terminal(make_project(tmp_path), "check", code=SLOW.format(seconds=0, patience=60, more="")) == ""


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [(["--quiet"], {}), ([], {"TERM": "dumb"}), ([], {"CI": "true"})],
    ids=["quiet", "dumb", "CI"],
)
def test_nobody_who_looks_away_is_shown_a_bar(tmp_path, arguments, environment):
    code = SLOW.format(seconds=0.5, patience=0.1, more="")
    assert watch_terminal(make_project(tmp_path), "check", *arguments, code=code, **environment) == ""


def test_lines_that_stay_are_printed_above_the_bar(tmp_path):
    code = SLOW.format(seconds=0.6, patience=0.2, more="")
    told = watch_terminal(make_project(tmp_path), "check", "--verbose", code=code)
    assert "] Reading" in told
    lines = on_screen(told)
    assert [line.partition(":")[0] for line in lines] == ["Starting", "Reading", "Linking", "Checking quotes", ""]
    assert all(re.fullmatch(r"[A-Z][a-z ]+: \d+\.\d s", line) for line in lines[:-1])


def test_problems_stand_where_the_bar_was(tmp_path, monkeypatch):
    project = make_project(tmp_path)
    break_content(project)
    code = SLOW.format(seconds=0.5, patience=0.1, more="sys.exit = lambda status: None")
    lines = on_screen(watch_terminal(project, "check", code=code))
    assert lines[0].startswith("content/articles/village/claims.yml:10:16: error: quote-absent: ")


def test_a_system_without_alarms_draws_from_a_thread(tmp_path):
    code = SLOW.format(seconds=0.6, patience=0.2, more="import signal; del signal.setitimer")
    told = watch_terminal(make_project(tmp_path), "check", code=code)
    assert "] Reading" in told
    assert on_screen(told) == [""]


@pytest.mark.parametrize("has_alarm", [True, False])
def test_work_in_this_process_is_watched_as_well(monkeypatch, has_alarm):
    monkeypatch.setattr("generator.cli.bar.PATIENCE", 0.02)
    monkeypatch.setenv("TERM", "xterm")
    if not has_alarm:
        monkeypatch.delattr(signal, "setitimer")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as out:
        monkeypatch.setattr(sys, "stderr", out)
        with Manner().watching() as watch, watch.stage("Reading"):
            time.sleep(0.3)
        os.set_blocking(ours, False)
        told = b"".join(iter(lambda: read(ours), b"")).decode()
    os.close(ours)
    assert re.search(r"\r\[[-#]{24}\] Reading", told)
    assert on_screen(told) == [""]


def test_who_knows_no_width_gets_the_usual_one(tmp_path, monkeypatch):
    monkeypatch.setattr("generator.cli.bar.PATIENCE", 0.02)
    watch, file = Stopwatch(), tmp_path / "out"
    with file.open("w") as out, drawn(Bar(out), watch), watch.stage("Reading"):
        time.sleep(0.1)
    assert re.search(rb"\r\[[-#]{24}\] Reading", file.read_bytes())


def test_what_was_done_at_an_alarm_before_is_done_again(tmp_path):
    before = signal.getsignal(signal.SIGALRM)
    with (tmp_path / "out").open("w") as out, drawn(Bar(out), Stopwatch()):
        assert signal.getsignal(signal.SIGALRM) is not before
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_between_stages_the_line_is_empty(tmp_path, monkeypatch):
    monkeypatch.setattr("generator.cli.bar.PATIENCE", 0.05)
    watch, file = Stopwatch(), tmp_path / "out"
    with file.open("w") as out:
        bar = Bar(out)
        bar.show("Reading")
        with drawn(bar, watch):
            time.sleep(0.2)
            assert file.read_bytes() == b"\rReading\r       \r"


def test_a_terminal_that_is_gone_stops_nothing(tmp_path):
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as out:
        os.close(ours)
        Bar(out).show("Reading")


def test_a_line_that_is_being_printed_is_not_drawn_into(tmp_path, monkeypatch):
    file = tmp_path / "out"
    with file.open("w") as out:
        bar = Bar(out)
        monkeypatch.setattr("click.echo", lambda *_, **__: bar.show("Reading"))
        bar.say("Linking: 1.0 s")
    assert file.read_text("utf-8") == ""


def test_only_a_terminal_that_can_go_back_gets_a_bar(monkeypatch, tmp_path):
    with (tmp_path / "out").open("w") as out:
        assert not has_terminal(out)


@pytest.mark.parametrize(
    ("stage", "columns", "expected"),
    [
        (Stage("Making pages", 16_011, 1_204), 40, "[------] Making pages 1,204 of 16,011"),
        (Stage("Making pages", 16_011, 12_004), 40, "[####--] Making pages 12,004 of 16,011"),
        (Stage("Making pages", 160_011, 120_004), 40, "Making pages 120,004 of 160,011"),
        (Stage("Making pages", 100, 50), 80, "[############------------] Making pages 50 of 100"),
        (Stage("Making pages", 100, 150), 80, "[########################] Making pages 150 of 100"),
        (Stage("Making pages", 0), 80, "[###---------------------] Making pages"),
        (Stage("Linking"), 80, "[###---------------------] Linking"),
        (Stage("Indexing the search"), 40, "[###---] Indexing the search"),
        (Stage("Indexing the search"), 10, "Indexing "),
    ],
)
def test_a_stage_is_drawn_in_one_line(stage, columns, expected):
    assert picture(stage, 0, columns) == expected
    assert len(expected) < columns


def test_where_the_end_is_unknown_a_block_wanders_to_and_fro():
    drawn_at = [picture(Stage("Linking"), tick / 10 + 0.05, 40) for tick in range(8)]
    assert [text.partition("]")[0] for text in drawn_at] == [
        "[###---", "[-###--", "[--###-", "[---###", "[--###-", "[-###--", "[###---", "[-###--",
    ]  # fmt: skip


# What is printed


def test_without_an_option_nothing_is_printed_but_what_came_of_it(tmp_path):
    for command in ("build", "check"):
        assert sayso(make_project(tmp_path), command).stderr == ""


@pytest.mark.parametrize("command", ["check", "build"])
def test_quiet_prints_problems_alone(warned, command):
    result = sayso(warned, command, "--quiet")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "warning: quote-cuts-word: " in result.stderr
    (warned / "content/articles/village/claims.yml").write_text(FILES["content/articles/village/claims.yml"])
    result = sayso(warned, command, "-q")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_quiet_leaves_out_remarks(tmp_path):
    article = FILES["content/articles/village/article.yml"].replace("near the border", "near 村")
    project = make_project(tmp_path, {"content/articles/village/article.yml": article})
    assert sayso(project, "build", "--quiet").stderr == ""
    assert sayso(project, "build").stderr.startswith("No picture for link previews of ")


def test_what_programs_read_is_the_same_in_any_manner(warned):
    for form in ("json", "sarif"):
        usual = sayso(warned, "check", "--format", form).stdout
        for option in ("--quiet", "--verbose", "--profile"):
            assert sayso(warned, "check", "--format", form, option).stdout == usual


def test_annotations_are_problems_and_the_summary_of_the_check_is_none(warned):
    result = sayso(warned, "check", "--format", "github", "--quiet")
    assert [line.partition(" ")[0] for line in result.stdout.splitlines()] == ["::warning"]


def test_verbose_tells_each_stage_when_it_is_done(tmp_path):
    project = make_project(tmp_path)
    result = sayso(project, "check", "-v")
    names = [line.partition(":")[0] for line in result.stderr.splitlines()]
    assert names == ["Starting", "Reading", "Linking", "Checking quotes"]
    assert result.stdout.startswith("Checked 1 article")


def test_verbose_tells_why_pages_are_made_anew(tmp_path):
    project = make_project(tmp_path)
    first = sayso(project, "build", "-v").stderr
    assert "All pages are made anew: there is no site yet, or it has been changed since it was built.\n" in first
    stages = [line.partition(":")[0] for line in first.splitlines() if re.search(r": \d+\.\d s$", line)]
    assert stages == [
        "Starting", "Reading", "Linking", "Checking quotes", "Comparing", "Making pages", "Indexing the search",
        "Checking links", "Writing",
    ]  # fmt: skip


def test_profile_is_a_table_of_what_stages_have_cost(tmp_path):
    result = sayso(make_project(tmp_path), "build", "--profile")
    head, *rows, memory = result.stderr.splitlines()
    assert head == "stage                  seconds     CPU s       count"
    figures = {row[:20].strip(): row[20:].split() for row in rows}
    assert list(figures) == [
        "Starting", "Reading", "Linking", "Checking quotes", "Comparing", "Making pages", "Indexing the search",
        "Checking links", "Writing", "All else", "Together",
    ]  # fmt: skip
    assert all(re.fullmatch(r"\d+\.\d\d", value) for row in figures.values() for value in row[:2])
    assert [name for name, row in figures.items() if len(row) > 2] == ["Making pages"]
    parts = [float(row[0]) for name, row in figures.items() if name != "Together"]
    assert sum(parts) == pytest.approx(float(figures["Together"][0]), abs=0.06)
    assert re.fullmatch(r"Most memory: \d+ MB(, and \d+ MB in a helper)?", memory)


def test_where_mkdocs_makes_all_pages_they_are_counted_as_it_writes_them(tmp_path):
    settings = MKDOCS_YML.replace("plugins: [sayso]", "plugins: [sayso, search]")
    project = make_project(tmp_path, {"mkdocs.yml": settings})
    result = sayso(project, "build", "--profile")
    pages = re.match(r"Built (\d+) pages ", result.stdout)
    assert pages
    (writing,) = re.findall(r"^Writing .* (\d+)$", result.stderr, re.MULTILINE)
    assert writing == pages[1]


def test_profile_comes_last_also_where_there_are_problems(tmp_path):
    project = make_project(tmp_path)
    break_content(project)
    result = sayso(project, "check", "--profile", "--quiet")
    assert result.exit_code == 1
    assert result.stderr.startswith("content/articles/village/claims.yml:10:16: error: ")
    assert result.stderr.splitlines()[-1].startswith("Most memory: ")


def test_quiet_and_verbose_exclude_each_other(tmp_path):
    result = sayso(make_project(tmp_path), "check", "--quiet", "--verbose")
    assert result.exit_code == 2
    assert "--quiet and --verbose cannot both be meant" in result.stderr


# Stages


def test_a_stage_within_a_stage_takes_time_of_its_own():
    watch = Stopwatch()
    with watch.stage("outer"):
        time.sleep(0.02)
        with watch.stage("inner", 3):
            time.sleep(0.05)
            watch.advance()
            watch.advance(2)
            assert watch.current is watch.stages["inner"]
        assert watch.current is watch.stages["outer"]
    assert watch.current is None
    inner, outer, rest = watch.costs()
    assert (inner.done, inner.total, outer.total, rest.name) == (3, 3, None, "")
    assert outer.wall >= 0.02
    assert inner.wall >= 0.05
    assert outer.wall + inner.wall + rest.wall <= watch.seconds


def test_a_stage_goes_on_where_it_was():
    watch = Stopwatch()
    for _ in range(2):
        with watch.stage("pages", 2):
            watch.advance(2)
    assert list(watch.stages) == ["pages"]
    assert (watch.stages["pages"].done, watch.stages["pages"].total) == (4, 4)


def test_what_is_counted_between_stages_is_nobodys():
    watch = Stopwatch()
    watch.advance()
    watch.expect(3)
    assert [stage.done for stage in watch.costs()] == [0]


def test_a_stage_that_fails_is_not_told_as_done():
    told = []
    watch = Stopwatch(told.append)
    with pytest.raises(ValueError, match="no"), watch.stage("reading"):
        raise ValueError("no")
    assert told == []
    assert watch.current is None


def test_where_nobody_looks_nothing_is_kept(tmp_path):
    with NO_PROGRESS.stage("reading", 3):
        NO_PROGRESS.advance()
        NO_PROGRESS.expect(2)
    NO_PROGRESS.remark("why")
    assert vars(NO_PROGRESS) == {}
    assert type(NO_PROGRESS) is Progress


def test_loading_tells_its_stages(tmp_path):
    project, watch = make_project(tmp_path), Stopwatch()
    load(project, project / "content", progress=watch)
    assert list(watch.stages) == ["Reading", "Linking", "Checking quotes"]


@pytest.mark.parametrize(("platform", "unit"), [("linux", 1024), ("darwin", 1)])
def test_systems_count_memory_in_units_of_their_own(monkeypatch, platform, unit):
    monkeypatch.setattr(sys, "platform", platform)
    own, _ = progress.peak_memory()
    assert own % unit == 0
    assert own > 0


def test_where_memory_is_unknown_nothing_is_said_of_it(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert progress.peak_memory() == (0, 0)
    assert table(Stopwatch()).splitlines()[-1].startswith("Together")


def test_in_quiet_nothing_is_said(capsys):
    Manner(quiet=True).say("Built")
    Manner(quiet=True).remark("No picture")
    assert capsys.readouterr() == ("", "")
