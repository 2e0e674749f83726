"""Git is asked, and nothing that lies in a repository runs or steers it: its settings may be a stranger's."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from git_site import ANN, BEN, QUIET, commit, git

from generator.read.blame import _BLAME, read_blame
from generator.read.git import Git, open_git
from generator.read.past import read_past
from generator.read.touched import _PLAIN

FILE = "content/people.yml"

_TIMES = re.compile(rb"(?m)^(?:author|committer)-time [0-9]+$")
"""Lines that nobody has committed are of the moment at which Git is asked."""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository of three commits; in its folder a line has changed since then."""
    folder = tmp_path / "repository"
    (folder / "content").mkdir(parents=True)
    for number in range(3):
        (folder / FILE).write_text("".join(f"a{line}: {number}\n" for line in range(9)), "utf-8")
        commit(folder, (ANN, BEN)[number % 2])
    (folder / FILE).write_text("a: new\n", "utf-8")
    return folder


def trap(folder: Path) -> Path:
    """Name a program wherever a repository can name one; give the file that it would leave behind."""
    caught = folder.parent / "caught"
    program = folder.parent / "program"
    program.write_text(f"#!/bin/sh\necho ran >> '{caught}'\nexit 1\n", "utf-8")
    program.chmod(0o755)
    hooks = folder / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
        (hooks / name).symlink_to(program)
    (folder / ".gitattributes").write_text("*.yml filter=evil=b diff=evil\n", "utf-8")
    (folder / ".git/info/attributes").write_text("people.yml filter=evil=b\n", "utf-8")
    for name in (
        *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.gitProxy"),
        *("pager.log", "pager.blame", "pager.diff", "diff.external", "gpg.program", "credential.helper"),
        *("diff.evil.textconv", "diff.evil.command", "filter.evil=b.clean", "filter.evil=b.process"),
        *("filter.evil=b.smudge", "alias.log", "alias.blame", "interactive.diffFilter"),
    ):
        git(folder, "config", name, f"!{program}" if name.startswith("alias") else str(program))
    git(folder, "config", "filter.evil=b.required", "true")
    git(folder, "config", "log.showSignature", "true")
    return caught


def by_itself(folder: Path, *arguments: str) -> None:
    """Run Git as it is."""
    command, environment = ["git", "--no-pager", *arguments], {**os.environ, **QUIET}
    subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=20, check=False
    )


def ask_all(folder: Path) -> tuple[object, ...]:
    """Ask everything that builds and checks ask of Git."""
    here = open_git(folder)
    assert here is not None
    return (
        read_past(here, folder / "content"),
        read_blame(here, [FILE]),
        here.ask("diff", "-U0", *_PLAIN[:3], "HEAD", "--", FILE),
        here.ask("log", "-p", *_PLAIN, "--", FILE),
        _TIMES.sub(b"", here.ask(*_BLAME, "--", FILE) or b""),
    )


def test_no_program_that_a_repository_names_is_run(repository):
    before = ask_all(repository)
    caught = trap(repository)
    assert ask_all(repository) == before
    assert not caught.exists()
    # The trap is one: Git by itself runs into it.
    by_itself(repository, "diff", "HEAD")
    assert caught.exists()


def test_what_a_clone_left_out_is_not_fetched_by_a_program(repository):
    caught = trap(repository)
    (lost,) = (repository / ".git/objects").glob(f"{git(repository, 'rev-parse', 'HEAD~1:content')[:2]}/*")
    lost.unlink()
    for name, value in (
        ("remote.origin.url", f"ext::{repository.parent / 'program'}"),
        ("remote.origin.promisor", "true"),
        ("protocol.ext.allow", "always"),
        ("extensions.partialClone", "origin"),
        ("core.repositoryFormatVersion", "1"),
    ):
        git(repository, "config", name, value)
    assert Git(repository).ask("log", "-p", "--", FILE) is None
    assert not caught.exists()
    by_itself(repository, "log", "-p")
    assert caught.exists()


@pytest.mark.parametrize("stand_in", ["graft", "replace"])
def test_no_stand_in_changes_the_past(repository, stand_in):
    here = Git(repository)
    before = read_past(here, repository / "content"), read_blame(here, [FILE])
    if stand_in == "graft":
        (repository / ".git/info/grafts").write_text(git(repository, "rev-parse", "HEAD"), "utf-8")
    else:
        git(repository, "replace", "--graft", "HEAD")
    assert git(repository, "rev-list", "--count", "HEAD") == "1\n"
    assert (read_past(here, repository / "content"), read_blame(here, [FILE])) == before
    assert len(before[0]) == 3


def test_settings_of_whoever_runs_it_change_nothing_that_is_told(repository, monkeypatch):
    before = ask_all(repository)
    own = repository.parent / "settings"
    own.write_text(
        "[color]\nui = always\n[diff]\nnoprefix = true\nalgorithm = histogram\nrenames = copies\n"
        "[log]\nfollow = true\nshowSignature = true\n[i18n]\nlogOutputEncoding = UTF-16\n",
        "utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    assert ask_all(repository) == before


@pytest.mark.parametrize(("count", "known"), [("1", b"Ann\n"), ("none", None)])
def test_settings_in_the_environment_hold_beside_ours(repository, monkeypatch, count, known):
    for name, value in {**QUIET, "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "Ann"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_CONFIG_COUNT", count)
    assert Git(repository).ask("config", "user.name") == known
    assert open_git(repository) is not None
