"""Promise 12: logs are text. Whatever the content holds, nothing that a command prints moves the cursor, gives an order
to the machine that runs the job, or is more than words on a page of GitHub.

Hostile strings stand in every slot, in ids, in the names of files and in texts, and every command that can run in a job
is run on them.
"""

import itertools
import json
import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from git_site import ANN, commit
from history_repo import ARTICLE, ASSERTS, CLAIMS_FILE, DENIES, claim, claims, git, start
from history_repo import commit as repository
from hostile import STRICT, STRINGS, Content, Slot, let_through, quoted, sample
from markdown_it import MarkdownIt
from sites import make_project
from skeletons import by_python
from test_suggest import ATTRIBUTION, CLAIM, DEFINITION
from test_suggest import event as told_event

from generator.cli import main
from generator.cli.bar import picture
from generator.cli.formats import Repository, annotations, as_json, as_sarif, write_summary
from generator.cli.forms import Block, as_markdown, as_text, escaped, safe
from generator.cli.more import More
from generator.cli.seen import line
from generator.problems import Problem, Span, plain, show_all
from generator.progress import Stage

SEED = 12

ORDERS = [
    "::error file=x::y",
    "::set-output name=x::y",
    "::add-mask::x",
    "::stop-commands::x",
    "  ::warning::x",
    "\t::warning::x",
    "##[error]x",
    "##[group]x",
    "x ##[command]y",
    "##vso[task.setvariable variable=x]y",
    "##teamcity[x]",
    "%0A::warning::x",
    "x\n::warning::x",
    "x\r::warning::x",
    "x\r\n::warning::x",
    "x\x0b::warning::x",
    "x\x85::warning::x",
    "x\u2028::warning::x",
]
MARKDOWN = [
    "a | b | c",
    "| a |\n| - |",
    "\\| a",
    "`code`",
    "```",
    "~~~",
    "</td></tr></table>",
    "<details open>",
    "<!-- ",
    "![x](https://evil.example/x.png)",
    "[x](https://evil.example/)",
    "<https://evil.example/>",
    "https://evil.example/",
    "http://evil.example/",
    "www.evil.example",
    "evil@evil.example",
    "@team",
    "@owner/team",
    "/cc @team",
    "#12",
    "GH-12",
    "owner/repo#12",
    "0123456789abcdef0123456789abcdef01234567",
    "abcdef1",
    ":tada:",
    "$x^2$",
    "$`x`$",
    "# heading",
    "> quote",
    "- [ ] task",
    "Fixes #12",
    "[^1]",
    "[x]: https://evil.example/",
    "&#64;team",
    "<img src=x>",
    "*x* **x** _x_ ~x~",
]
ALL = [*ORDERS, *MARKDOWN, *STRINGS]

LINKED = re.compile(
    r"@\w|#\d|\bGH-\d|://\w|\bwww\.\w|:\w+:|(?<![\w])[0-9a-f]{7,40}(?![\w])|\$[^\s\u200b]", re.IGNORECASE
)
"""What GitHub makes a name, an issue, an address, a small picture, a commit or a formula of, when Markdown is done."""

_OF_PROGRAMS = re.compile(r"::(?:error|warning) [^\r\n]*")
"""What `sayso check --format github` says on purpose."""


def steering(log: str) -> list[str]:
    """Find characters that move the cursor, turn the words around or are not seen; a line may end."""
    return [c for c in log if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and c != "\n"]


def orders(log: str) -> list[str]:
    """Find what the machine of a job would take for an order: it looks past spaces, and for the old form anywhere."""
    lines = [each for each in re.split(r"[\r\n]", log) if each.lstrip().startswith("::") or re.search(r"##\w*\[", each)]
    return [each for each in lines if not _OF_PROGRAMS.fullmatch(each)]


def check_log(log: str) -> None:
    """See that a log is text."""
    assert steering(log) == []
    assert orders(log) == []


def html_of(summary: str) -> str:
    """Make of Markdown what GitHub makes of it: HTML is let through."""
    return MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"]).render(summary)


def check_summary(summary: str, tags: frozenset[str]) -> None:
    """See that a summary holds no tags but its own, and nothing that GitHub would make a link of."""
    assert steering(summary) == []
    html = html_of(summary)
    assert {tag for tag, _, _ in by_python(html)} <= tags
    html = re.sub(r"(?s)<pre>.*?</pre>", "", html)  # GitHub looks for nothing there
    words = re.sub(r"<[^>]*>", "\n", html)  # words on both sides of a tag are never one
    for text in map(_unescaped, words.split("\n")):
        assert not LINKED.search(text), text


def _unescaped(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


# The forms


@pytest.mark.parametrize("make", [plain, safe, lambda text: as_text(Block(line(text), (line(text), line("x", text))))])
def test_no_string_steers_a_terminal_or_a_job(make: Callable[[str], str], figure: Callable[[str], None]) -> None:
    for string in ALL:
        check_log(make(string))
    figure(f"{len(ALL)} strings in one form of text: 0 move the cursor or give an order")


def test_pieces_give_no_order_together() -> None:
    check_log(as_text(Block(line("x"), (line(":", ":error::x"), line("", "#", "#[error]x")))))


def test_no_string_has_a_meaning_in_a_summary(figure: Callable[[str], None]) -> None:
    for string in ALL:
        check_summary(f"{escaped(string)}\n", frozenset({"p"}))
        block = Block(line(string, string), (line(string), line("", string)))
        check_summary(as_markdown(block), frozenset({"h3", "b", "p"}))
        row = html_of(f"| a | b |\n| --- | --- |\n| {escaped(string)} | b |\n")
        assert [tag for tag, _, _ in by_python(row).elements()].count("td") == 2, string
    figure(f"{len(ALL)} strings in Markdown: 0 break a table, make a tag, a link, a picture or a mention")


def problems_of(strings: Sequence[str]) -> list[Problem]:
    """Make problems that hold a string wherever a problem can hold words."""
    return [Problem("of-a-plugin", Span(f"content/{text}.yml", 1), text, text, passage=text) for text in strings]


def test_problems_are_told_in_every_form_as_text(tmp_path: Path) -> None:
    problems, repository = problems_of(ALL), Repository(tmp_path, tmp_path, "https://github.com/o/r/edit/main/")
    check_log(show_all(problems, lambda span: span.file))
    for problem in problems:
        (told,) = annotations([problem], More(), repository)
        check_log(told)
        assert told.startswith("::error ")
    for form in (as_json(problems, More()), as_sarif(problems, More(), repository)):
        check_log(form)
        assert form.isascii()
        json.loads(form)
    write_summary(tmp_path / "s.md", problems, More(), repository, "")
    check_summary(
        (tmp_path / "s.md").read_text(encoding="utf-8"), frozenset({"h3", "table", "thead", "tbody", "tr", "th", "td"})
    )


def test_the_bar_is_text() -> None:
    for string in ALL:
        check_log(plain(picture(Stage(plain(string), total=3, done=1), 1.0, 80)))


@pytest.mark.parametrize(
    "log", ["\x1b[31m", "a\rb", "\x9b", "\u202e", "::error::x", " ::x", "a ##[x]", "##vso[x]", "a\x08"]
)
def test_what_is_no_text_is_found(log: str) -> None:
    with pytest.raises(AssertionError):
        check_log(log)


@pytest.mark.parametrize(
    "text", ["@team", "<b>x</b>", "[x](y)", "![x](y)", "#12", "https://x.y", "# x", "a\x1b", "`x`"]
)
def test_what_has_a_meaning_is_found(text: str) -> None:
    with pytest.raises(AssertionError):
        check_summary(f"{text}\n", frozenset({"p"}))


# The commands


@pytest.fixture(autouse=True)
def _in_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run as in a job on GitHub, and with nothing of the machine that runs the tests."""
    for name in [name for name in os.environ if name.startswith("GITHUB_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("CI", "true")


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the file for the summary of the job."""
    file = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    return file


def run(project: Path, *arguments: str) -> str:
    """Run a command, and give all that it has printed; it never ends with a fault."""
    result = CliRunner().invoke(main, ["-C", str(project), *arguments], prog_name="sayso")
    assert result.exception is None or isinstance(result.exception, SystemExit), arguments
    assert "Traceback" not in result.output
    assert result.output
    return result.output


LOUD = (
    ("check",),
    ("check", "--strict"),
    ("check", "--format", "json"),
    ("check", "--format", "sarif"),
    ("check", "--format", "github"),
    ("build", "--verbose", "--profile"),
    ("fmt", "--check"),
    ("fmt", "--diff"),
    ("coverage",),
    ("review", "--list"),
    ("fields",),
    ("rename", "actors-id-0", "another-id"),
    ("rename", "actors-id-0", "::error::x\x1b[31m"),
    ("explain", "::error::x\x1b[31m"),
    ("changes", "main"),
    ("changes", "main", "--format", "markdown"),
    ("changes", "main", "--format", "json"),
    ("changes", "::error::x\x1b[31m"),
)
"""Commands that tell of the content, or of what they were asked."""

TAGS = frozenset(
    {"h2", "h3", "h4", "p", "b", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "pre", "code", "a"}
)


def with_odd_names(project: Path) -> int:
    """Put files of hostile names beside the others, as far as a disk takes such names."""
    written = 0
    for number, string in enumerate(ALL):
        name = string.replace("/", "_").replace("\0", "_").encode(errors="replace").decode()[:60]
        with suppress(OSError):
            folder = project / "content/articles" / name if number % 3 == 0 else project / "content"
            folder.mkdir(exist_ok=True)
            file = folder / ("article.yml" if number % 3 == 0 else f"{name}{('.yml', '.md')[number % 3 - 1]}")
            file.write_text(f"{'# ' * (file.suffix == '.md')}actors: [{quoted(string)}]\n", encoding="utf-8")
            written += 1
    return written


@pytest.mark.slow
def test_commands_on_a_broken_content(
    tmp_path: Path, summary: Path, figure: Callable[[str], None], *, at_length: bool
) -> None:
    project = tmp_path / "project"
    content = Content(sample(60 if at_length else 7, SEED), strict=strict_values(9))
    harmless = content.harmless()
    harmless.write(project)
    commit(project, ANN)
    content.write(project)
    names = with_odd_names(project)
    logs = {command: run(project, *command) for command in LOUD}
    for command, log in logs.items():
        check_log(log)
        if command == ("changes", "main", "--format", "markdown"):
            check_summary(log, TAGS)
    check_summary(summary.read_text(encoding="utf-8"), TAGS)
    told = logs["check",].count(": error: ")
    figure(f"{len(LOUD)} commands on {told} problems, {names} hostile names of files: 0 steer, order or mean anything")
    assert told > 300


@pytest.mark.slow
def test_commands_on_a_hostile_content_that_checks(
    tmp_path: Path, summary: Path, figure: Callable[[str], None], *, at_length: bool
) -> None:
    project = tmp_path / "project"
    content = Content(sample(60 if at_length else 7, SEED))
    content.harmless().write(project)
    commit(project, ANN)
    let_through(content, project)
    texts = "".join(f"\n\n{string}" for string in ORDERS if "\x0b" not in string)
    with (project / "content/articles/article-0/text.md").open("a", encoding="utf-8", newline="") as file:
        file.write(texts)
    logs = {command: run(project, *command) for command in LOUD if command[:2] != ("rename", "actors-id-0")}
    logs["rename",] = run(project, "rename", "actors-id-0", "another-id")
    assert ": error: " not in logs["check",]
    assert "Built" in logs["build", "--verbose", "--profile"]
    for log in logs.values():
        check_log(log)
    check_summary(logs["changes", "main", "--format", "markdown"], TAGS)
    check_summary(summary.read_text(encoding="utf-8"), TAGS)
    figure(
        f"{len(logs)} commands, {sum(map(len, logs.values())):,} characters printed: 0 steer, order or mean anything"
    )


OTHERWISE_REFUSED = re.compile(r"[<>\0]|&#\d{9}")
"""What an ordinary page may not hold at all, so that MkDocs never sees it."""


def test_warnings_of_mkdocs_come_through_as_text(tmp_path: Path) -> None:
    lines = (f"[x](<{' '.join(string.split())}.md>)" for string in ALL if not OTHERWISE_REFUSED.search(string))
    text = "\n\n".join(lines).encode(errors="replace").decode()
    project = make_project(tmp_path, {"content/x.md": f"# X\n\n{text}\n"})
    log = run(project, "build")
    assert "mkdocs-link" in log or "bad-link" in log
    check_log(log)
    check_log(run(project, "new", "actor", "--name", ORDERS[0], "--type", f"{ORDERS[1]}\x1b[31m"))


@pytest.mark.slow
def test_a_suggestion_is_told_as_text(tmp_path: Path, figure: Callable[[str], None], *, at_length: bool) -> None:
    folder = start(tmp_path / "repo")
    texts = {"content/articles/village/article.yml": f"{ARTICLE}mentions:\n  The ministry: ministry\n"}
    repository(folder, "2025-04-02", {CLAIMS_FILE: claims(claim(ASSERTS, DENIES)), **texts})
    forms = {"claim": CLAIM, "attribution": ATTRIBUTION, "definition": DEFINITION}
    fields = [(form, name) for form, given in forms.items() for name in given]
    strings = ALL if at_length else ALL[SEED :: len(ALL) // 20]
    for turn, string in enumerate(strings):
        form, name = fields[turn % len(fields)]
        event = told_event(form, login=string, **{**forms[form], name: string, "why": string})
        result = CliRunner().invoke(main, ["-C", str(folder), "suggest", "-"], input=event)
        assert "Traceback" not in result.output
        check_log(result.output)
        if result.stdout:
            check_summary(result.stdout.replace("Closes #12", ""), TAGS | {"ul", "li"})
        git(folder, "checkout", "--quiet", ".")
    figure(f"{len(strings)} hostile suggestions in {len(fields)} fields: 0 steer, order or mean anything")


def strict_values(copies: int) -> dict[tuple[int, Slot], str]:
    """Put orders into ids and other values of stricter forms."""
    turning = itertools.cycle(ORDERS)
    return {
        (copy, slot): next(turning) for copy in range(copies) for slot in STRICT if (copy + len(slot.path)) % 5 == 0
    }


def test_a_fault_tells_hostile_words_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("\n".join(ORDERS) + "\x1b[31m\u202e")

    monkeypatch.setattr("generator.build.check", fail)
    make_project(tmp_path)
    result = CliRunner().invoke(main, ["-C", str(tmp_path), "check"], prog_name="sayso")
    assert "This is a fault in Sayso" in result.output
    check_log(result.output)
