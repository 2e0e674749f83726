"""Writing several files: all of them or none."""

import codecs
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import cli
from generator.edit.journal import JOURNAL, Recovered, recover
from generator.edit.stopping import stoppable
from generator.edit.writing import changed_since, write_all
from generator.problems import Problem, Span


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.yml").write_bytes(b"a: 1\n")
    (tmp_path / "content/b.yml").write_bytes(b"b: 1\r\nc: 2\r\n")
    return tmp_path


def test_files_are_put_in_place_made_and_removed(root):
    new = Path("content/articles/x/article.yml")
    assert write_all(root, {Path("content/a.yml"): "a: 2\n", new: "title: Ö\n", Path("content/b.yml"): None}) is None
    assert tree(root) == {"content/a.yml": b"a: 2\n", new.as_posix(): "title: Ö\n".encode()}


def test_a_text_takes_over_the_line_ends_and_the_mark_of_its_file(root):
    (root / "content/a.yml").write_bytes(codecs.BOM_UTF8 + b"a: 1\n")
    assert write_all(root, {root / "content/a.yml": "a: 2\n", root / "content/b.yml": "b: 3\n"}) is None
    assert tree(root) == {"content/a.yml": codecs.BOM_UTF8 + b"a: 2\n", "content/b.yml": b"b: 3\r\n"}


def test_a_text_with_line_ends_of_its_own_is_written_as_it_is(root):
    assert write_all(root, {Path("content/a.yml"): "a: 2\r\nb: 3\n"}) is None
    assert tree(root)["content/a.yml"] == b"a: 2\r\nb: 3\n"


def test_rights_stay_and_new_files_get_the_usual_ones(root):
    (root / "content/a.yml").chmod(0o640)
    old = os.umask(0o027)
    try:
        assert write_all(root, {Path("content/a.yml"): "a: 2\n", Path("content/n.yml"): "n: 1\n"}) is None
    finally:
        os.umask(old)
    assert [(root / "content" / name).stat().st_mode & 0o777 for name in ("a.yml", "n.yml")] == [0o640, 0o640]


def test_folders_move_after_the_files(root):
    (root / "content/x").mkdir()
    (root / "content/x/p.png").write_bytes(b"\0")
    moves = {Path("content/x"): Path("content/y")}
    assert write_all(root, {Path("content/x/t.yml"): "t: 1\n"}, moves) is None
    assert sorted(tree(root)) == ["content/a.yml", "content/b.yml", "content/y/p.png", "content/y/t.yml"]


def test_nothing_changes_where_a_folder_is_in_the_way(root):
    before = tree(root)
    files = {Path("content/a.yml"): "a: 2\n", Path("content/new/n.yml"): "n: 1\n", Path("content/b.yml"): None}
    problem = write_all(root, files, {Path("content/a.yml"): Path("content/b.yml2"), Path("content"): Path("content")})
    assert problem is not None
    assert (problem.code, problem.span.file) == ("cannot-write", "content")
    assert problem.message == "this cannot be written (File exists); nothing was changed"
    assert tree(root) == before
    assert not (root / "content/new").exists()


def test_nothing_changes_where_a_rename_fails_half_way(root, monkeypatch):
    before = tree(root)
    real, done = Path.replace, []

    def fail_second(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == 2:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fail_second)
    problem = write_all(root, {Path("content/a.yml"): "a: 2\n", Path("content/b.yml"): "b: 2\n"})
    assert problem is not None
    assert problem.message == "this cannot be written (No space left on device); nothing was changed"
    assert tree(root) == before


@pytest.mark.parametrize("path", ["../outside.yml", "/nowhere/outside.yml", "content/link/x.yml", "content/link"])
def test_nothing_is_written_outside_the_project(root, path, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (root / "content/link").symlink_to(outside)
    problem = write_all(root, {Path("content/a.yml"): "a: 2\n", Path(path): "x: 1\n"})
    assert problem is not None
    assert "it does not lie in the project's folder" in problem.message
    assert (root / "content/a.yml").read_bytes() == b"a: 1\n"
    assert not list(outside.iterdir())


@pytest.mark.parametrize("path", ["content/a\0.yml", "content/a.yml/b.yml", "content/gone.yml"])
def test_what_cannot_be_is_a_problem(root, path):
    before = tree(root)
    text = None if path.endswith("gone.yml") else "x: 1\n"
    problem = write_all(root, {Path("content/b.yml"): "b: 2\n", Path(path): text})
    assert problem is not None
    assert problem.code == "cannot-write"
    assert tree(root) == before


def test_text_that_is_no_unicode_is_a_problem(root):
    before = tree(root)
    problem = write_all(root, {Path("content/a.yml"): "a: \ud800\n"})
    assert problem is not None
    assert problem.message == "this cannot be written (its name or its text cannot be stored); nothing was changed"
    assert tree(root) == before


def test_folders_that_were_made_for_nothing_are_taken_away(root):
    before = tree(root)
    problem = write_all(root, {Path("content/new/deep/n.yml"): "n: 1\n", Path("content/gone.yml"): None})
    assert problem is not None
    assert problem.span.file == "content/gone.yml"
    assert not (root / "content/new").exists()
    assert tree(root) == before


def test_a_file_that_may_not_be_written_stays(root, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    problem = write_all(root, {Path("content/a.yml"): "a: 2\n"})
    assert problem is not None
    assert problem.message == "this cannot be written (Permission denied); nothing was changed"


def test_what_goes_wrong_otherwise_is_undone_as_well(root, monkeypatch):
    before = tree(root)
    real = Path.replace

    def interrupt(self: Path, target: Path) -> Path:
        if target.name == "b.yml" and target.read_bytes() == before["content/b.yml"]:
            monkeypatch.undo()
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_all(root, {Path("content/a.yml"): "a: 2\n", Path("content/b.yml"): "b: 2\n"})
    assert tree(root) == before


def test_a_file_changed_in_the_meantime_is_told(root):
    seen = {root / "content/a.yml": b"a: 1\n", root / "content/b.yml": b"b: 0\n"}
    problem = changed_since(root, seen)
    assert problem is not None
    assert (problem.code, str(problem.span)) == ("file-changed", "content/b.yml:1:1")
    assert changed_since(root, {root / "content/a.yml": b"a: 1\n"}) is None
    assert changed_since(root, {root / "content/none.yml": b""}) is not None


WRITER = """\
import sys
from pathlib import Path
from generator.edit.writing import write_all

root, moves = Path(sys.argv[1]), [(Path("here"), Path("there")), (Path("there"), Path("here"))]
print("ready", flush=True)
for round in range(100_000):
    word, (source, target) = "ab"[round % 2], moves[round % 2]
    files = {Path(f"{n}.yml"): word * 9000 + "\\n" for n in range(6)} | {source / "x.yml": word + "\\n"}
    files |= {Path(f"new/{word}.yml"): "new\\n"}
    if round:
        files[Path(f"new/{'ba'[round % 2]}.yml")] = None
    assert write_all(root, files, {source: target}) is None
"""
"""Writes files for ever, in turn the one state and the other."""


def make_states(root: Path) -> tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes]]:
    """Give the three states that the writer's tree may have, and make the first."""
    (root / "here").mkdir(parents=True)
    (root / "here/x.yml").write_bytes(b"b\n")
    for n in range(6):
        (root / f"{n}.yml").write_bytes(b"b" * 9000 + b"\n")
    before = tree(root)
    numbered = [{f"{n}.yml": word * 9000 + b"\n" for n in range(6)} for word in (b"a", b"b")]
    return (
        before,
        numbered[0] | {"there/x.yml": b"a\n", "new/a.yml": b"new\n"},
        numbered[1] | {"here/x.yml": b"b\n", "new/b.yml": b"new\n"},
    )


def start_writer(root: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITER, str(root)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def kill_at_random(root: Path, number: signal.Signals, seed: int) -> None:
    process = start_writer(root)
    time.sleep(random.Random(seed).uniform(0.005, 0.1))
    process.send_signal(number)
    process.communicate(timeout=10)
    assert process.returncode != 0


@pytest.mark.parametrize("seed", range(7))
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_program_that_is_ended_at_any_moment_leaves_a_whole_tree(tmp_path, number, seed):
    states = make_states(tmp_path)
    kill_at_random(tmp_path, number, seed)
    if number is not signal.SIGKILL:
        # Outside of a change these end the program at once, as they always do; within one nothing is left of it.
        assert not [name for name in tree(tmp_path) if ".sayso-" in name]
    recover(tmp_path)
    assert tree(tmp_path) in states
    assert recover(tmp_path) is None


def stop_at(monkeypatch, step: int) -> None:
    """Let the program end, as a power cut does, before a step that changes the disk."""
    count = iter(range(1000))

    def cut(*_: object) -> None:
        if next(count) == step:
            os._exit(9)

    def before(name: str) -> None:
        real = getattr(Path, name)

        def stopping(self: Path, *given: object, **options: object) -> object:
            cut()
            return real(self, *given, **options)

        monkeypatch.setattr(Path, name, stopping)

    for name in ("replace", "unlink", "rename", "mkdir", "write_bytes"):
        before(name)


CHANGES: dict[Path, str | None] = {
    Path("content/a.yml"): "a: 2\n",
    Path("content/new/n.yml"): "n: 1\n",
    Path("content/b.yml"): None,
}


def write_and_stop(root: Path, step: int, monkeypatch) -> int:
    """Write in a process of its own that ends before a step; give how it ended."""
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    try:
        stop_at(monkeypatch, step)
        write_all(root, CHANGES, {Path("content/x"): Path("content/y")})
    finally:
        os._exit(0)


def test_every_step_of_a_change_can_be_the_last(root, monkeypatch):
    (root / "content/x").mkdir()
    (root / "content/x/p.yml").write_bytes(b"p: 1\n")
    before = tree(root)
    ended, undone, step = 9, [], 0
    while ended == 9:
        ended = write_and_stop(root, step, monkeypatch)
        recovered = recover(root)
        if recovered and recovered.is_undone:
            undone.append(step)
            assert recovered.left == ()
        if recovered is None or recovered.is_undone:
            assert ended == 0 or tree(root) == before
            assert ended == 0 or not (root / "content/new").exists()
        else:
            break
        step += 1
    assert len(undone) > 5
    assert tree(root) == {"content/a.yml": b"a: 2\n", "content/new/n.yml": b"n: 1\n", "content/y/p.yml": b"p: 1\n"}


def cut_short(root: Path, monkeypatch) -> None:
    """Leave a change behind that was cut short when its first file was in place."""
    step = 0
    while (root / "content/a.yml").read_bytes() != b"a: 2\n":
        recover(root)
        assert write_and_stop(root, step, monkeypatch) == 9
        step += 1


def test_what_was_changed_by_hand_after_a_power_cut_is_left_alone(root, monkeypatch):
    (root / "content/x").mkdir()
    cut_short(root, monkeypatch)
    (root / "content/a.yml").write_bytes(b"a: by hand\n")
    assert recover(root) == Recovered(is_undone=True, left=(root / "content/a.yml",))
    assert tree(root) == {"content/a.yml": b"a: by hand\n", "content/b.yml": b"b: 1\r\nc: 2\r\n"}


def test_the_next_command_tells_that_a_change_was_undone(root, monkeypatch):
    (root / "content/x").mkdir()
    before = tree(root)
    cut_short(root, monkeypatch)
    result = CliRunner().invoke(cli.main, ["-C", str(root), "explain"])
    assert "What it had begun is undone" in result.stderr
    assert tree(root) == before
    cut_short(root, monkeypatch)
    (root / "content/a.yml").write_bytes(b"a: by hand\n")
    result = CliRunner().invoke(cli.main, ["-C", str(root), "explain"])
    assert "content/a.yml has been changed since then, and was left as it is" in result.stderr
    assert "cut short" not in CliRunner().invoke(cli.main, ["-C", str(root), "explain"]).stderr


def test_a_change_is_refused_on_top_of_one_that_was_cut_short(root, monkeypatch):
    (root / "content/x").mkdir()
    before = tree(root)
    cut_short(root, monkeypatch)
    problem = write_all(root, {Path("content/a.yml"): "a: 3\n"})
    assert problem is not None
    assert problem.message.startswith("a change that was cut short before has been undone just now")
    assert tree(root) == before


def test_two_commands_never_write_at_the_same_time(root):
    problems = []

    def meanwhile() -> None:
        problems.append(write_all(root, {Path("content/b.yml"): "b: 3\n"}))
        assert recover(root) is None

    assert write_all(root, {Path("content/a.yml"): "a: 2\n"}, hinders=meanwhile) is None
    assert [problem.message for problem in problems] == ["another command is writing here; nothing was written"]
    assert tree(root) == {"content/a.yml": b"a: 2\n", "content/b.yml": b"b: 1\r\nc: 2\r\n"}


def test_what_hinders_is_told_and_nothing_is_written(root):
    before = tree(root)
    hindered = Problem("file-changed", Span("content/b.yml"), "no", "wait")
    assert write_all(root, {Path("content/new/n.yml"): "n: 1\n"}, hinders=lambda: hindered) is hindered
    assert tree(root) == before
    assert not (root / "content/new").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whoever_asks_to_stop_finds_all_as_it_was(root, number):
    before = tree(root)
    with pytest.raises(KeyboardInterrupt):
        write_all(root, {Path("content/a.yml"): "a: 2\n"}, hinders=lambda: os.kill(os.getpid(), number))
    assert tree(root) == before


def test_the_other_threads_leave_signals_alone(root):
    done = []
    thread = threading.Thread(target=lambda: done.append(write_all(root, {Path("content/a.yml"): "a: 2\n"})))
    thread.start()
    thread.join()
    assert done == [None]


@pytest.mark.parametrize(
    "told",
    [
        "",
        "[]",
        "{}",
        '{"token": "../x", "files": [], "moves": [], "folders": []}',
        '{"token": "x", "files": [["../outside.yml", "0", true]], "moves": [], "folders": []}',
        '{"token": "x", "files": [["content/../../outside.yml", "0", true]], "moves": [], "folders": []}',
        '{"token": "x", "files": [], "moves": [[".git/hooks/pre-commit", "content/a.yml"]], "folders": []}',
        '{"token": "x", "files": [[7, "0", true]], "moves": [], "folders": []}',
    ],
)
def test_a_journal_is_not_believed_about_other_files(root, told):
    before = tree(root)
    (root / JOURNAL).write_text(f"{told}\nbegun\n", encoding="utf-8")
    assert recover(root) is None
    assert tree(root) == before


def test_a_change_that_cannot_be_undone_stays_in_the_journal(root, monkeypatch):
    (root / "content/x").mkdir()
    before = tree(root)
    cut_short(root, monkeypatch)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        result = CliRunner().invoke(cli.main, ["-C", str(root), "explain"])
    assert result.exit_code == 1
    assert "cannot be undone (No space left on device)" in result.stderr
    assert recover(root) == Recovered(is_undone=True)
    assert tree(root) == before


def test_a_wish_to_stop_that_python_lets_go_is_heard_all_the_same():
    class Deaf:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGTERM)

    def wait() -> None:
        del deaf[0]  # what is raised while a thing goes is let go by Python
        time.sleep(10)

    deaf, begun, hook = [Deaf()], time.monotonic(), sys.unraisablehook
    with pytest.raises(KeyboardInterrupt), stoppable():
        wait()
    assert time.monotonic() - begun < 5
    assert sys.unraisablehook is hook
