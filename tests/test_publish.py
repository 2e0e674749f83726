"""Publishing: whatever happens, a whole site stands in its place."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from filelock import FileLock
from sites import MKDOCS_YML, break_content, build_with_mkdocs, fingerprint, make_project, read_page, run

from generator import publish as publish_room
from generator.edit.stopping import stoppable
from generator.publish import CannotPublishError, Published
from generator.publish import publish as publish_site
from generator.publish import workshop as workshop_module
from generator.publish.complaints import as_problems
from generator.publish.exchange import exchange, swap_of
from generator.publish.workshop import BusyError, Workshop


def publish(project: Path, *, strict: bool = False) -> Published:
    return publish_site(project, strict=strict, when_busy=lambda: None)


def refuse(project: Path, **options: bool) -> list[tuple[str, str]]:
    """Try to publish, and give the code and place of each problem."""
    with pytest.raises(CannotPublishError) as raised:
        publish(project, **options)
    return [(problem.code, str(problem.span)) for problem in raised.value.problems]


KEPT = {"lock", ".gitignore", "manifest", "journal", "twin", "record", "links"}
"""What a workshop keeps for the next build."""


def leftovers(project: Path) -> set[str]:
    return {path.name for path in (project / ".site.sayso").iterdir()} - KEPT


# Building


def test_a_first_build_makes_the_site(tmp_path):
    project = make_project(tmp_path)
    done = publish(project)
    assert done.site == project / "site"
    assert done.pages == len(list(done.site.rglob("*.html"))) - 1  # 404.html is no page
    assert leftovers(project) == set()
    assert (project / ".site.sayso/.gitignore").read_text("utf-8").endswith("*\n")


def test_it_is_the_site_that_mkdocs_makes(tmp_path):
    project = make_project(tmp_path)
    theirs = fingerprint(build_with_mkdocs(project, tmp_path / "theirs/site"))
    publish(project)
    assert fingerprint(project / "site") == theirs


def test_a_second_build_replaces_all_but_hidden_entries(tmp_path):
    project = make_project(tmp_path)
    publish(project)
    site = project / "site"
    (site / "stale.html").write_text("stale", encoding="utf-8")
    (site / ".gitignore").write_text("*", encoding="utf-8")
    (site / ".git/objects").mkdir(parents=True)
    (site / ".git/objects/one").write_text("1", encoding="utf-8")
    (site / ".link").symlink_to("nowhere")
    site.chmod(0o750)
    publish(project)
    assert not (site / "stale.html").exists()
    assert (site / ".gitignore").read_text("utf-8") == "*"
    assert (site / ".git/objects/one").read_text("utf-8") == "1"
    assert (site / ".link").readlink() == Path("nowhere")
    assert site.stat().st_mode & 0o777 == 0o750
    assert leftovers(project) == set()


def test_hidden_entries_are_copied_where_they_cannot_be_linked(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", lambda *_, **__: (_ for _ in ()).throw(OSError(errno.EPERM, "no links here")))
    project = make_project(tmp_path)
    (project / "site").mkdir()
    (project / "site/.keep").write_text("kept", encoding="utf-8")
    publish(project)
    assert (project / "site/.keep").read_text("utf-8") == "kept"


def test_an_empty_site_folder_is_filled(tmp_path):
    project = make_project(tmp_path)
    (project / "site").mkdir()
    publish(project)
    assert (project / "site/index.html").is_file()


def test_a_site_folder_behind_a_link_within_the_project_stays_a_link(tmp_path):
    project = make_project(tmp_path / "project")
    real = project / "elsewhere" / "www"
    real.mkdir(parents=True)
    (project / "site").symlink_to(real)
    assert publish(project).site == real
    assert (project / "site").is_symlink()
    assert (real / "index.html").is_file()


def test_a_site_may_go_several_folders_deep(tmp_path):
    project = make_project(tmp_path, {"mkdocs.yml": MKDOCS_YML + "site_dir: out/of/here\n"})
    assert publish(project).site == project / "out/of/here"


MINIMAL = "docs_dir: content\ntheme: {name: sayso}\nplugins: [sayso]\n"


def test_three_settings_are_enough(tmp_path):
    project = make_project(tmp_path / "The Paper", {"mkdocs.yml": MINIMAL})
    publish(project)
    assert "The Paper" in read_page(project / "site", "index.html").title.get_text()


# Problems


@pytest.mark.parametrize("way", ["option", "setting"])
def test_private_texts_in_the_site_are_neither_published_nor_lost(tmp_path, way):
    setting = "plugins: [{sayso: {texts: site/private}}]"
    settings = MKDOCS_YML.replace("plugins: [sayso]", setting) if way == "setting" else MKDOCS_YML
    project = make_project(tmp_path, {"mkdocs.yml": settings, "site/private/village.md": "Kept.\n"})
    texts = project / "site/private" if way == "option" else None
    with pytest.raises(CannotPublishError) as error:
        publish_site(project, strict=False, when_busy=lambda: None, texts=texts)
    assert [problem.code for problem in error.value.problems if problem.code == "private-texts"] == ["private-texts"]
    assert (project / "site/private/village.md").read_text() == "Kept.\n"
    assert leftovers(project) == set()


def test_content_errors_leave_the_old_site_alone(tmp_path):
    project = make_project(tmp_path)
    publish(project)
    old = fingerprint(project / "site")
    break_content(project)
    assert [code for code, _ in refuse(project)] == ["quote-absent"]
    assert fingerprint(project / "site") == old
    assert leftovers(project) == set()


def test_a_dead_link_of_an_ordinary_page_is_an_error_on_its_line(tmp_path):
    project = make_project(tmp_path, {"content/about.md": "# About\n\nSee [this](gone.md).\n"})
    assert refuse(project) == [("mkdocs-link", "content/about.md:3:12")]
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("theme: {name: sayso}", "theme: {name: gone}"), ("mkdocs-setting", "mkdocs.yml:6:1")),
        (("plugins: [sayso]", "plugins: [search]"), ("mkdocs-setting", "mkdocs.yml:7:1")),
        (("plugins: [sayso]", "plugins: [{sayso: {strict: 7}}]"), ("unknown-value", "mkdocs.yml:7:28")),
        (("plugins: [sayso]", "plugins: [{sayso: {sayso: 7}}]"), ("unknown-key", "mkdocs.yml:7:20")),
        (("plugins: [sayso]", "plugins: [{sayso: {language: tlh}}]"), ("unknown-language", "mkdocs.yml:7:30")),
        (("docs_dir: content", "docs_dir: content\nsite_dir: content/site"), ("mkdocs-setting", "mkdocs.yml:6:1")),
        (("docs_dir: content", "docs_dir: content\nsite_dir: ."), ("mkdocs-setting", "mkdocs.yml:6:1")),
        (("docs_dir: content", "docs_dir: content\nsite_dir: content"), ("mkdocs-setting", "mkdocs.yml:6:1")),
        (("docs_dir: content", "docs_dir: content\nsite_dir: a-file"), ("mkdocs-setting", "mkdocs.yml:6:1")),
        (("docs_dir: content", "docs_dir: content\nsite_dir: link/x"), ("mkdocs-setting", "mkdocs.yml:6:1")),
        (("docs_dir: content", "docs_dir: content\nunheard_of: 1"), ("mkdocs-setting", "mkdocs.yml:6:1")),
    ],
)
def test_wrong_settings_are_told_at_their_line(tmp_path, change, expected):
    project = make_project(tmp_path, {"a-file": "x", "mkdocs.yml": MKDOCS_YML.replace(*change)})
    (project / "link").symlink_to("content")
    assert refuse(project) == [expected]


def test_no_mkdocs_yml_is_one_problem(tmp_path):
    assert [code for code, _ in refuse(tmp_path)] == ["no-settings"]


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("line\n{% if %}", "look/main.html:2:1"),
        ("line\nline\n{{ frame.nothing.there }}", "look/main.html:3:1"),
        ("{% include 'gone.html' %}", "look/main.html:1:1"),
    ],
)
def test_a_broken_template_of_the_project_is_told_at_its_line(tmp_path, template, place):
    settings = MKDOCS_YML.replace("{name: sayso}", "{name: sayso, custom_dir: look}")
    project = make_project(tmp_path, {"mkdocs.yml": settings, "look/main.html": template})
    assert refuse(project) == [("template", place)]


def test_a_template_error_without_a_place_is_told_all_the_same(tmp_path):
    class Strange(Exception):  # noqa: N818 - as a template engine might name it
        __module__ = "jinja2.strange"

    with (
        pytest.raises(CannotPublishError, match="a template cannot be used: odd"),
        publish_room.build._told_plainly(tmp_path, SimpleNamespace(messages=[], content=None)),
    ):
        raise Strange("odd")


def test_a_fault_of_a_program_is_not_dressed_up(tmp_path):
    with pytest.raises(ZeroDivisionError), publish_room.build._told_plainly(tmp_path, SimpleNamespace()):
        _ = 1 / 0


def test_a_full_disk_is_a_plain_problem_and_leaves_the_old_site(tmp_path, monkeypatch):
    project = make_project(tmp_path)
    publish(project)
    old = fingerprint(project / "site")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "site/x.html")

    monkeypatch.setattr("mkdocs.utils.write_file", fail)
    assert refuse(project) == [("system", "mkdocs.yml:1:1")]
    assert fingerprint(project / "site") == old


def test_too_little_memory_is_a_plain_problem_and_leaves_the_old_site(tmp_path, monkeypatch):
    project = make_project(tmp_path)
    publish(project)
    old = fingerprint(project / "site")

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("mkdocs.utils.write_file", fail)
    with pytest.raises(CannotPublishError, match="there is not enough memory to build this site"):
        publish(project)
    assert fingerprint(project / "site") == old


def test_who_asks_to_stop_when_the_site_changes_is_too_late(tmp_path, monkeypatch):
    project, put = make_project(tmp_path), Workshop.put_in_place

    def put_and_stop(self: Workshop) -> None:
        signal.raise_signal(signal.SIGTERM)
        put(self)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Workshop, "put_in_place", put_and_stop)
    with stoppable():
        done = publish(project)
    assert (done.site / "index.html").exists()
    assert (project / ".site.sayso/record").exists()


WARNED = "content/articles/village/claims.yml"


def test_words_of_mkdocs_find_their_place_or_the_top_of_its_settings(tmp_path):
    project = make_project(tmp_path)
    messages = [
        "Doc file 'gone.md' contains a link 'x.md', but",
        "Doc file 'about.md' contains a link 'elsewhere.md', but",
        "Config value 'unheard': no",
        " something else ",
    ]
    places = [str(problem.span) for problem in as_problems(messages, project, project / "content")]
    assert places == ["mkdocs.yml:1:1", "content/about.md:1:1", "mkdocs.yml:1:1", "mkdocs.yml:1:1"]
    (project / "mkdocs.yml").unlink()
    assert str(as_problems(messages[2:3], project, None)[0].span) == "mkdocs.yml:1:1"
    elsewhere = as_problems(messages[1:2], tmp_path / "other", project / "content")
    assert str(elsewhere[0].span) == "about.md:1:1"


# Putting in place


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop_module, "exchange", lambda *_: False)


def test_two_renames_do_where_folders_cannot_be_exchanged(tmp_path, no_exchange):
    project = make_project(tmp_path)
    publish(project)
    (project / "site/stale.html").write_text("stale", encoding="utf-8")
    publish(project)
    assert not (project / "site/stale.html").exists()
    assert leftovers(project) == set()


def test_a_failure_between_two_renames_puts_the_old_site_back(tmp_path, no_exchange, monkeypatch):
    project = make_project(tmp_path)
    publish(project)
    old = fingerprint(project / "site")
    rename = Path.rename

    def fail_to_place(self: Path, target: Path) -> Path:
        if self.name in {"new", "twin"}:
            raise OSError(errno.EBUSY, "busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_to_place)
    assert refuse(project) == [("system", "mkdocs.yml:1:1")]
    assert fingerprint(project / "site") == old


def test_a_crash_between_two_renames_is_repaired_by_the_next_build(tmp_path):
    project = make_project(tmp_path)
    publish(project)
    old = fingerprint(project / "site")
    workshop = Workshop(project / "site")
    workshop.site.rename(workshop.old)  # and here the machine went down
    break_content(project)
    refuse(project)
    assert fingerprint(project / "site") == old


def test_leftovers_of_killed_builds_are_cleared_away(tmp_path):
    project = make_project(tmp_path)
    publish(project)
    for name in ("new/half", "old/whole"):
        (project / ".site.sayso" / name).mkdir(parents=True)
    publish(project)
    assert leftovers(project) == set()


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="only these systems can")
def test_folders_are_exchanged_in_one_step(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a/b").exists()
    assert not exchange(tmp_path / "a", tmp_path / "gone")


def test_each_system_has_its_own_call():
    calls = []
    system = SimpleNamespace(
        renamex_np=lambda *arguments: calls.append(arguments) or 0,
        renameat2=lambda *arguments: calls.append(arguments) or 0,
    )
    for platform in ("darwin", "linux"):
        swap = swap_of(platform, system)
        assert swap is not None
        assert swap(b"one", b"two") == 0
    assert calls == [(b"one", b"two", 2), (-100, b"one", -100, b"two", 2)]
    assert swap_of("win32", system) is None
    assert swap_of("darwin", SimpleNamespace()) is None
    assert swap_of("linux", SimpleNamespace()) is None


# More than one build, and killed ones


def test_a_build_waits_for_another(tmp_path):
    project = make_project(tmp_path)
    publish(project)
    lock = FileLock(project / ".site.sayso/lock")
    lock.acquire()
    told = []
    waiting = threading.Thread(
        target=lambda: publish_site(project, strict=False, when_busy=lambda: told.append(time.monotonic()))
    )
    waiting.start()
    while not told:
        time.sleep(0.01)
    (project / "site/stale.html").touch()
    lock.release()
    waiting.join(30)
    assert not (project / "site/stale.html").exists()


def test_it_does_not_wait_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(workshop_module, "LONGEST_WAIT", 0.05)
    project = make_project(tmp_path)
    (project / ".site.sayso").mkdir()
    with FileLock(project / ".site.sayso/lock"):
        assert refuse(project) == [("busy", "mkdocs.yml:1:1")]
    with FileLock(project / ".site.sayso/lock"), pytest.raises(BusyError), Workshop(project / "site").opened(int):
        pass


def test_a_killed_build_leaves_a_whole_site(tmp_path):
    project = make_project(tmp_path)
    publish(project)
    old = fingerprint(project / "site")
    page = project / "content/about.md"
    page.write_text("# Changed\n", encoding="utf-8")
    new = fingerprint(publish(project).site)
    assert old != new
    started = time.monotonic()
    run("generator", "build", cwd=project)
    duration = time.monotonic() - started
    chance = random.Random(7)
    for turn in range(15):
        page.write_text(f"# Changed {turn}\n", encoding="utf-8")
        before = fingerprint(project / "site")
        build = subprocess.Popen(
            [sys.executable, "-m", "generator", "build"],
            cwd=project,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(duration * chance.uniform(0.3, 1.05))
        build.send_signal(signal.SIGKILL)
        build.wait()
        after = fingerprint(project / "site")
        assert after == before or f"Changed {turn}" in (project / "site/about/index.html").read_text("utf-8")
        assert set(after) == set(before)
    publish(project)
    assert leftovers(project) == set()


def test_the_site_survives_the_removal_of_the_workshop(tmp_path):
    project = make_project(tmp_path)
    publish(project)
    shutil.rmtree(project / ".site.sayso")
    publish(project)
    assert (project / "site/index.html").is_file()
