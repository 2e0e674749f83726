"""`sayso serve`: what it answers, shows and says, whatever happens to the files meanwhile."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from sites import EVIL, MKDOCS_YML, break_content, make_project

from generator.cli import main
from generator.pages.serving import SHOWN, Found, Plate
from generator.pages.words import Words
from generator.plugin.files import packaged_templates
from generator.problems import Problem, Severity, Span
from generator.publish import Broken, Built, CannotPublishError, Opened, Stopped
from generator.publish.aside import mount_of
from generator.publish.preview import CannotServeError, Wanted, preview
from generator.publish.server import find, is_private, type_of
from generator.publish.watch import Watch
from generator.read import read_texts

CLAIMS = "content/articles/village/claims.yml"
PAGE = "repo/claims/basivka-taken/"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def get(url: str, **headers: str) -> tuple[int, str]:
    """Ask for an address; give the status and the body."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class Served:
    """A project that is served by a process of its own."""

    def __init__(self, project: Path, *options: str, **environment: str) -> None:
        self.project, self.port = project, free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.log = project.with_name("log")
        command = [sys.executable, "-m", "generator", "serve", "--port", str(self.port), *options]
        with self.log.open("wb") as log:
            # Where pytest runs in the background of a shell, all that it starts would leave Ctrl-C to others.
            self.process = subprocess.Popen(
                command,
                cwd=project,
                stdout=log,
                stderr=log,
                env={**os.environ, **environment},
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - before any thread
            )
        self.events: list[dict[str, str]] = []

    def until(self, holds: Callable[[], object], seconds: float = 30) -> object:
        """Wait until something holds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, f"the server has ended: {self.said}"
            with contextlib.suppress(OSError):
                if found := holds():
                    return found
            time.sleep(0.02)
        return pytest.fail(f"it never came: {self.said}")

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def event(self) -> dict[str, str]:
        """Give what a browser is told that asks now."""
        with urllib.request.urlopen(f"{self.url}_sayso/events", timeout=10) as line:
            return json.loads(next(told for told in line if told.startswith(b"data:"))[5:])

    def wait_for(self, mood: str) -> dict[str, str]:
        return self.until(lambda: (event := self.event())["mood"] == mood and event)

    def wait_to_show(self, words: str, address: str = PAGE) -> None:
        self.until(lambda: words in get(self.url + address)[1])

    def edit(self, old: str, new: str, name: str = CLAIMS) -> None:
        text = (self.project / name).read_text("utf-8")
        assert old in text
        (self.project / name).write_text(text.replace(old, new), "utf-8")

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@pytest.fixture
def serve(tmp_path) -> Iterator[Callable[..., Served]]:
    """Serve a small project; whatever comes, the process ends with the test."""
    started: list[Served] = []

    def start(files: dict[str, str] | None = None, *options: str, broken: bool = False, **environment: str) -> Served:
        project = make_project(tmp_path / "project", files)
        if broken:
            break_content(project)
        started.append(Served(project, *options, **environment))
        return started[-1]

    yield start
    for served in started:
        served.process.kill()
        served.process.wait()


# What is shown


def test_each_change_is_shown(serve):
    served = serve()
    served.wait_to_show("taken control of Basivka.")
    first = served.event()
    assert (first["mood"], first["title"]) == ("good", "")
    served.edit("control of Basivka.", "control of a village.")
    served.wait_to_show("taken control of a village.")
    served.until(lambda: served.event()["shown"] != first["shown"])
    said = served.until(lambda: "Built" in served.said and served.said.splitlines())
    assert said[0] == f"Open {served.url} in a browser; Ctrl-C ends this."
    assert "no search and no pictures" in said[1]
    assert said[2].startswith("Built ")
    assert not (served.project / "site").exists()


def test_problems_are_shown_over_the_last_good_page_until_they_are_mended(serve):
    served = serve()
    good = served.wait_for("good")
    break_content(served.project)
    event = served.wait_for("errors")
    assert event["shown"] == good["shown"]
    assert event["title"] == "1 problem"
    layer = BeautifulSoup(event["layer"], "lxml")
    assert layer.select_one(".place code").text.startswith(f"{CLAIMS}:10:")
    assert "Russia never claimed" in layer.select_one("pre mark").text
    assert layer.select_one(".help")
    assert "taken control of Basivka." in get(served.url + PAGE)[1]
    served.until(lambda: "over the last good page" in served.said)
    assert "quote-absent" in served.said
    served.edit("Russia never claimed its", "Russia claimed its")
    assert served.wait_for("good")["shown"] != good["shown"]
    served.until(lambda: "Mended: built" in served.said)


def test_it_starts_with_broken_content(serve):
    served = serve(broken=True)
    event = served.wait_for("errors")
    assert event["layer"] == ""
    for address in ("", PAGE, "any/thing.css"):
        status, page = get(served.url + address)
        assert status == 503
        shown = BeautifulSoup(page, "lxml")
        assert shown.select_one("h1").text == "1 problem"
        assert shown.select_one(".place code").text.startswith(CLAIMS)
        assert shown.select_one('noscript meta[http-equiv="refresh"]')
        assert f"?shown={event['shown']}" in shown.select_one("script")["src"]
    served.until(lambda: "alone, for there is no page yet" in served.said)
    served.edit("Russia never claimed its", "Russia claimed its")
    served.wait_to_show("taken control of Basivka.")


def test_warnings_stand_in_the_terminal_and_small_in_the_browser(serve):
    served = serve()
    served.wait_for("good")
    served.edit("verb: denied", "verb: confirmed")
    event = served.wait_for("warnings")
    assert event["title"] == "1 warning"
    assert event["layer"].count("Warning") == 2  # its label, and the word that it stops nothing
    served.until(lambda: "1 warning" in served.said)


def test_what_comes_from_content_is_escaped(serve):
    served = serve()
    served.wait_for("good")
    served.edit("actor: ukraine", "actor: '</code><img src=x onerror=alert(1)>'")
    layer = served.wait_for("errors")["layer"]
    assert "<img" not in layer
    assert "&lt;img src=x onerror=alert(1)&gt;" in layer


def test_settings_are_read_anew(serve):
    served = serve()
    served.wait_for("good")
    served.edit("site_name: Test site", "site_name: Another name", "mkdocs.yml")
    served.wait_to_show("Another name", "repo/")
    served.edit("site_name", "site_nam: [", "mkdocs.yml")
    assert "mkdocs.yml:1" in served.wait_for("errors")["layer"]
    served.edit("site_nam: [", "site_name", "mkdocs.yml")
    served.wait_for("good")


def test_content_may_go_and_come_back(serve):
    served = serve()
    served.wait_for("good")
    shutil.move(served.project / "content", served.project / "away")
    assert "there is no folder" in served.wait_for("errors")["layer"]
    shutil.move(served.project / "away", served.project / "content")
    served.wait_for("good")


def test_templates_and_private_texts_are_watched(serve, tmp_path):
    texts, own = tmp_path / "texts", tmp_path / "project" / "own"
    texts.mkdir()
    own.mkdir(parents=True)
    settings = MKDOCS_YML.replace("{name: sayso}", "{name: sayso, custom_dir: own}")
    served = serve({"mkdocs.yml": settings}, "--texts", str(texts))
    served.wait_for("good")
    (own / "pages").mkdir()
    (own / "pages" / "timeline.html").write_text("{{ nothing }}", "utf-8")
    assert "a template cannot be used" in served.wait_for("errors")["layer"]
    (own / "pages" / "timeline.html").write_text("<p>our own timeline</p>", "utf-8")
    served.wait_to_show("our own timeline", "repo/timeline/")
    built = served.said.count("uilt")
    (texts / "village.md").write_text("A text.", "utf-8")
    served.until(lambda: served.said.count("uilt") > built)


def test_a_page_that_vanished_is_not_found_and_comes_back(serve):
    served = serve()
    served.wait_to_show("taken control of Basivka.")
    served.edit("  - id: evil", "  - id: other", "content/people.yml")
    served.until(lambda: get(f"{served.url}repo/actors/evil/")[0] == 404)
    page = get(f"{served.url}repo/actors/evil/")[1]
    assert "_sayso/serve.js" in page
    served.edit("  - id: other", "  - id: evil", "content/people.yml")
    served.until(lambda: get(f"{served.url}repo/actors/evil/")[0] == 200)


# What editors' programs do


def test_a_file_that_is_half_written_makes_no_flicker(serve):
    served = serve()
    served.wait_for("good")
    claims, whole = served.project / CLAIMS, (served.project / CLAIMS).read_text("utf-8")
    new = whole.replace("control of Basivka.", "control of a village.")
    for share in (0.3, 0.5, 0.7):
        claims.write_text(new[: int(share * len(new))] + "\n  - : [", "utf-8")
        time.sleep(0.25)
    aside = claims.with_name("4913")
    aside.write_text(new, "utf-8")
    aside.replace(claims)
    served.wait_to_show("taken control of a village.")
    assert "error" not in served.said


SLOW = """\
import time
from pathlib import Path

def on_files(files, config):
    (Path(config.config_file_path).parent / "reads").write_text("1")
    time.sleep(1)
"""


def test_an_edit_while_a_build_runs_is_not_lost(serve):
    served = serve({"slow.py": SLOW, "mkdocs.yml": MKDOCS_YML + "hooks: [slow.py]\n"})
    served.wait_for("good")
    (served.project / "reads").unlink()
    served.edit("control of Basivka.", "control of a village.")
    # The content has been read by now, and this build cannot know of the next edit.
    served.until((served.project / "reads").exists)
    served.edit("control of a village.", "control of a town.")
    served.wait_to_show("taken control of a town.")


def test_a_fault_in_a_plugin_ends_nothing(serve):
    served = serve(
        {"faulty.py": "def on_config(config):\n    1 / 0\n", "mkdocs.yml": MKDOCS_YML + "hooks: [faulty.py]\n"}
    )
    served.wait_for("errors")
    assert "ZeroDivisionError" in get(served.url)[1]
    served.until(lambda: "faulty.py" in served.said)
    served.edit("hooks: [faulty.py]\n", "", "mkdocs.yml")
    served.wait_to_show("taken control of Basivka.")


# The server


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("mood", ["good", "building"])
def test_it_ends_quietly_and_frees_its_port(serve, number, mood):
    served = serve()
    served.wait_for("good") if mood == "good" else served.until(lambda: "Open" in served.said)
    assert served.stop(number) == 0
    assert "Traceback" not in served.said
    assert served.said.endswith("\nStopped.\n")
    socket.create_server(("127.0.0.1", served.port)).close()


def test_a_browser_is_opened_where_that_is_asked_for(serve, tmp_path):
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\necho "$1" > {tmp_path / "opened"}\n')
    program.chmod(0o755)
    served = serve(None, "--open", BROWSER=f"{program} %s")
    served.until(lambda: (tmp_path / "opened").exists() and (tmp_path / "opened").read_text().strip() == served.url)


def test_the_site_is_served_as_where_it_will_be_published(serve):
    served = serve()
    served.wait_to_show("taken control of Basivka.")
    assert get(served.url)[0] == 200  # leads to /repo/
    with urllib.request.urlopen(f"{served.url}repo", timeout=10) as answer:
        assert answer.url == f"{served.url}repo/"
    with urllib.request.urlopen(f"{served.url}repo/about", timeout=10) as answer:
        assert answer.url == f"{served.url}repo/about/"
        assert "Content-Security-Policy" in answer.read().decode()
    for missing in ("elsewhere/", "repo/no/", "repo/assets/", "repo/..%2f..%2fmkdocs.yml", "repo/%00", "repo/a%5cb"):
        status, page = get(served.url + missing)
        assert (status, "Page not found" in page) == (404, True), missing
    with urllib.request.urlopen(f"{served.url}repo/assets/sayso.css", timeout=10) as answer:
        assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-store"
    asked = urllib.request.Request(f"{served.url}repo/", method="HEAD")
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert answer.read() == b""
    asked = urllib.request.Request(f"{served.url}_sayso/events", method="HEAD")
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert answer.read() == b""
    assert get(f"{served.url}_sayso/serve.css")[0] == 200
    assert get(f"{served.url}_sayso/other")[0] == 404


def test_a_name_from_elsewhere_is_not_answered(serve):
    served = serve()
    served.wait_for("good")
    assert get(served.url, Host=f"evil.example:{served.port}")[0] == 403
    assert get(served.url, Host=f"localhost:{served.port}")[0] == 200
    for host in ("[::1", "[", "a]b", "[no]:80", ""):
        assert get(served.url, Host=host)[0] == 403, host
    assert get(served.url, Host=f"[::1]:{served.port}")[0] == 200


def test_a_request_for_what_is_no_address_is_told_so(serve):
    served = serve()
    served.wait_for("good")
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as line, line.makefile("rb") as answer:
        line.sendall(b"GET http://[/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b" 400 " in answer.readline()


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_other_themes_are_served_too(serve, theme):
    settings = MKDOCS_YML.replace("{name: sayso}", f"{{name: {theme}}}").replace("repo/\n", "\n", 1)
    served = serve({"mkdocs.yml": settings})
    served.wait_to_show("_sayso/serve.js", "claims/basivka-taken/")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--port", "{port}"], "the port {port} is taken"),
        (["--host", "nowhere.invalid"], 'this machine has no address "nowhere.invalid"'),
        (["--host", "192.0.2.1"], 'this machine has no address "192.0.2.1"'),
        (["--host", "no host"], "no host"),
    ],
)
def test_an_address_that_cannot_be_listened_on_is_one_plain_message(tmp_path, monkeypatch, options, told):
    monkeypatch.chdir(make_project(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", *(option.format(port=port) for option in options)])
    assert result.exit_code == 1
    assert told.format(port=port) in result.stderr
    assert result.stderr.count("\n") == 1


def test_where_there_is_no_project_nothing_is_served(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 1
    assert "there is no mkdocs.yml here" in result.stderr


# The same in this process


class Watcher:
    """Notes what a preview tells, answers each event with the next step, and stops it after the last."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self.steps, self.told = list(steps), []

    def __call__(self, event: object) -> None:
        self.told.append(event)
        if isinstance(event, Built | Broken):
            if not self.steps:
                raise KeyboardInterrupt
            self.steps.pop(0)()


def test_the_story_of_a_preview(tmp_path):
    project = make_project(tmp_path / "project", {"mkdocs.yml": MKDOCS_YML + f"dev_addr: 127.0.0.1:{free_port()}\n"})
    claims, good = project / CLAIMS, (tmp_path / "project" / CLAIMS).read_text("utf-8")
    watcher = Watcher(
        lambda: claims.write_text(good + "# one\n"),
        lambda: claims.write_text(good + "# two\n"),
        lambda: break_content(project),
        lambda: shutil.rmtree(project / "content"),
        lambda: make_project(project, without=("mkdocs.yml",)),
    )
    preview(project, Wanted(), watcher)
    kinds = [type(event) for event in watcher.told]
    assert kinds == [Opened, Built, Built, Built, Broken, Broken, Built, Stopped]
    assert [event.mended for event in watcher.told if isinstance(event, Built)] == [False, False, False, True]
    assert not any(event.is_first for event in watcher.told if isinstance(event, Broken))


def test_a_fault_is_a_problem_and_a_trace(tmp_path):
    files = {
        "faulty.py": "def on_config(config):\n    raise SystemExit\n",
        "mkdocs.yml": MKDOCS_YML + "hooks: [faulty.py]\n",
    }
    watcher = Watcher()
    preview(make_project(tmp_path, files), Wanted(port=free_port()), watcher)
    assert watcher.told[1].is_first
    assert "faulty.py" in watcher.told[1].fault
    assert watcher.told[1].problems[0].code == "fault"


def test_ports_of_the_system_are_told_as_such(tmp_path, monkeypatch):
    for number, told in ((13, "does not let you"), (5, "cannot listen")):

        def fail(*_: object, number: int = number) -> None:
            raise OSError(number, "no")

        monkeypatch.setattr(sys.modules[preview.__module__], "PreviewServer", fail)
        with pytest.raises(CannotServeError, match=told):
            preview(make_project(tmp_path), Wanted("127.0.0.1", 80), lambda _: None)
    with pytest.raises(CannotPublishError):
        preview(tmp_path / "content", Wanted(), lambda _: None)


def test_what_only_this_machine_can_reach_is_private():
    assert [is_private(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "example.org")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_site_stands_under_the_path_of_its_address():
    assert mount_of(None) == "/"
    assert mount_of("https://site.example") == "/"
    assert mount_of("https://site.example/a%20b/c") == "/a b/c/"


def test_types_of_files():
    assert type_of(Path("a.mjs")) == "text/javascript"
    assert type_of(Path("a.unheard-of")) == "application/octet-stream"


def test_a_name_that_no_disk_can_hold_is_not_found(tmp_path, monkeypatch):
    from generator.publish.board import Site

    monkeypatch.setattr(Path, "resolve", lambda _: (_ for _ in ()).throw(OSError))
    assert find("/a", Site(tmp_path, "/", "1")) is None


# Watching


def test_a_watch_sees_what_changes_and_not_what_passes(tmp_path):
    file, folder = tmp_path / "a.yml", tmp_path / "folder"
    file.write_text("1")
    folder.mkdir()
    (folder / "loop").symlink_to(tmp_path)
    watch = Watch([tmp_path, tmp_path / "absent"])
    watch.take()
    for passing in (".hidden", "a.yml~", "a.swp"):
        (tmp_path / passing).write_text("1")
    assert not watch.wait(0.2)
    file.write_text("2")
    assert watch.wait(1)
    watch.take()
    (folder / "b.yml").write_text("1")
    assert watch.wait(1)
    watch.take()
    shutil.rmtree(folder)
    assert watch.wait(1)


def test_files_that_never_rest_are_taken_after_a_second(tmp_path, monkeypatch):
    watch, looks = Watch([tmp_path]), iter(range(10**9))
    monkeypatch.setattr(Watch, "_look", lambda _: {"a": next(looks)})
    start = time.monotonic()
    watch.take()
    assert 1 <= time.monotonic() - start < 5


def test_a_path_that_is_followed_later_counts_as_taken(tmp_path):
    first, second = tmp_path / "1", tmp_path / "2"
    first.write_text("1")
    second.write_text("1")
    watch = Watch([first])
    watch.take()
    watch.follow([first, second])
    assert not watch.has_changed()
    second.write_text("22")
    assert watch.has_changed()
    watch.follow([first])
    watch.take()
    second.write_text("333")
    assert not watch.has_changed()


# The layer


def plate(language: str = "en") -> Plate:
    return Plate(packaged_templates(), Words(read_texts(language), language))


def problem(severity: Severity = Severity.ERROR, **values: object) -> Problem:
    told = {"code": "unknown-actor", "span": Span("content/a.yml", 2, 3, 4), "message": "m", "help": "h", **values}
    return Problem(**told, severity=severity)


def test_a_problem_links_to_its_lesson_where_there_is_one():
    found = Found([problem()], lambda _: None, "/repo/problems/")
    assert 'href="/repo/problems/#unknown-actor"' in plate().layer(found)
    assert "sayso explain unknown-actor" in plate().layer(Found([problem()], lambda _: None))


@pytest.mark.parametrize(
    ("line", "column", "length", "marked"),
    [
        ("  actor: x", 3, 5, "actor"),
        ("abc", 9, 1, "\xa0"),
        ("a" * 500 + "b" + "c" * 500, 501, 1, "b"),
        ("\tx", 1, 1, " "),
    ],
)
def test_the_line_is_shown_with_its_place_marked(line, column, length, marked):
    found = Found([problem(span=Span("a.yml", 7, column, length))], lambda _: line)
    shown = BeautifulSoup(plate().layer(found), "html.parser").select_one("pre")
    assert shown.select_one("mark").text == marked
    assert len(shown.text) < 420
    assert shown.select_one(".number").text == "7 "


def test_what_may_not_be_published_is_shown_to_nobody_else():
    secret = problem(span=Span("content/articles/a/text.md", 2), passage="secret words", withheld=True)
    found = [Found([secret], lambda _: "a secret line", is_public=public) for public in (False, True)]
    alone, public = (plate().layer(one) for one in found)
    assert "secret words" in alone
    assert "secret line" in alone
    assert "secret" not in public
    private = problem(span=Span("<texts>/a.md", 1))
    assert "secret" not in plate().layer(Found([private], lambda _: "a secret line"))


def test_errors_come_first_and_too_many_are_counted():
    many = [problem(Severity.WARNING, span=Span("a.yml", n)) for n in range(1, SHOWN + 1)]
    layer = BeautifulSoup(plate().layer(Found([*many, problem(span=Span("b.yml"))], lambda _: " ")), "lxml")
    assert layer.select_one(".place").text == "Problem b.yml:1:1"
    assert len(layer.select("li")) == SHOWN
    assert layer.select_one(".rest").text == "More in the terminal: 1"
    assert layer.select_one("h2").text == "1 problem"


@pytest.mark.parametrize("language", ["en", "de", "es", "uk"])
def test_the_layer_speaks_the_language_of_the_site(language):
    texts = read_texts(language)["serve"]
    page = plate(language).page(Found([problem()], lambda _: EVIL), site_name="S", policy="p", styles="s")
    assert f'<html lang="{language}"' in page
    assert texts["nothing"] in page
    assert "<script>alert" not in page


def test_a_language_without_words_is_told_in_english(serve):
    served = serve({"mkdocs.yml": MKDOCS_YML.replace("[sayso]", "[sayso: {language: fr}]")})
    served.wait_for("errors")
    assert "1 problem" in get(served.url)[1]
