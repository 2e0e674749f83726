"""The editors' guide is true: its claim and its patterns check, its commands run, its links lead somewhere."""

import re
import shlex
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import guided
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from guided import CONTENT, FENCE, GUIDE, PICTURES, block, copy_content, misspell, read, the_claim, walk
from markdown_it import MarkdownIt
from sites import MKDOCS_YML, ROOT, run

from generator.build import load
from generator.cli import main
from generator.edit.order import ORDER
from generator.link.library import StatusWord
from generator.model.meanings import STANCES
from generator.pages.editing import FORMS
from generator.problems import Problem
from generator.proof.loaded import loaded_verbs
from generator.read import read_lessons

PAGES = [GUIDE, *sorted((CONTENT / "guide").glob("*.md"))]
EACH = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
OURS = pytest.mark.parametrize("page", [page for page in PAGES if page.stem != "fields"], ids=lambda page: page.stem)

A_MINUTE = 200
"""Words that a person reads in a minute, with care."""

LARGEST_PICTURE = 60_000
"""Bytes of a picture: the guide is read on phones, too."""

_CODE = re.compile(r"`([^`\n]+)`")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")


def problems_of(project: Path) -> list[Problem]:
    return load(project, project / "content")[1]


def told(problems: list[Problem]) -> list[str]:
    return [f"{problem.code}: {problem.message}" for problem in problems]


# The claim that the guide walks through.


@pytest.fixture
def walked(tmp_path: Path) -> Path:
    """Follow the guide to the letter: its pattern, into the file that it names, below the line that it names."""
    return walk(tmp_path)


@pytest.mark.usefixtures("walked")
def test_the_claim_of_the_guide_checks(tmp_path):
    loaded, problems = load(tmp_path, tmp_path / "content")
    assert told(problems) == []
    some_id, actor = the_claim()
    claim = loaded.library.claims[some_id]
    assert claim.status.word == "claimed"
    assert [position.record.actor for position in claim.positions] == [actor]


def test_whoever_has_proposed_the_claim_already_is_not_stopped(walked, tmp_path, monkeypatch):
    monkeypatch.setattr(guided, "CONTENT", tmp_path / "content")
    again = tmp_path / "again"
    again.mkdir()
    assert read(walk(again)) == read(walked)


def test_the_sentence_stands_in_the_text_that_the_guide_names(walked):
    (quote,) = re.findall(r"quote: (.+)\n", block(GUIDE, "the claim"))
    assert read(walked.with_name("text.md")).count(quote) == 1
    (sentence,) = re.findall(r"^> (.+)$", read(GUIDE), re.MULTILINE)
    assert sentence in read(walked.with_name("text.md"))
    assert quote in sentence


def test_the_mistake_of_the_guide_gives_the_answer_of_the_guide(walked, tmp_path):
    misspell(walked)
    result = CliRunner().invoke(main, ["-C", str(tmp_path), "check"])
    assert result.exit_code == 1
    assert block(GUIDE, "the answer") in result.output


# The patterns.

PATTERNS = CONTENT / "guide" / "patterns.md"
LISTS = ("actors", "units", "places", "terms", "events")


def patterns() -> Iterator[tuple[str, str]]:
    for match in FENCE.finditer(read(PATTERNS)):
        kind, _, name = (match["mark"] or "").partition(": ")
        if kind == "pattern":
            yield name, match["text"]


def put_together(folder: Path) -> Path:
    """Make a site of all patterns, each where the page says that it goes."""
    of: dict[str, list[str]] = defaultdict(list)
    for name, text in patterns():
        if name == "position":
            of["claims"][-1] += text
        elif name == "in-claim":
            of["claims"][0] += text
        else:
            of[name].append(text)
    shown = re.findall(r"^<!-- text -->\n((?:>.*\n)+)", read(PATTERNS), re.MULTILINE)
    texts = [re.sub(r"^> ?", "", text, flags=re.MULTILINE) for text in shown]
    first, second = folder / "content/articles/boats", folder / "content/articles/four-days-late"
    first.mkdir(parents=True)
    second.mkdir()
    files = {
        folder / "mkdocs.yml": MKDOCS_YML,
        folder / "content/records.yml": "".join(f"{name}:\n" + "\n".join(of[name]) + "\n" for name in LISTS[:-1]),
        first / "text.md": texts[0],
        first / "article.yml": "".join(of["article"]),
        first / "claims.yml": "claims:\n" + "\n".join(of["claims"]),
        first / "events.yml": "events:\n" + "".join(of["events"]),
        second / "text.md": texts[1],
        second / "article.yml": "".join(of["withheld"]),
        second / "claims.yml": "".join(of["positions"]),
    }
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return folder


def test_all_patterns_together_check(tmp_path):
    assert told(problems_of(put_together(tmp_path))) == []


def test_every_yaml_block_of_the_patterns_is_tried():
    shown = [match["text"] for match in FENCE.finditer(read(PATTERNS)) if match["language"] == "yaml"]
    assert shown == [text for _, text in patterns()]
    known = {"claims", "position", "positions", "in-claim", "article", "withheld", *LISTS}
    assert {name for name, _ in patterns()} == known


def test_the_patterns_show_every_stance():
    assert set(re.findall(r"stance: (\w+)", read(PATTERNS))) >= set(dict(STANCES.sentences))


# The style guide.

STYLE = CONTENT / "guide" / "style.md"


def rows(text: str) -> Iterator[tuple[str, str]]:
    """Give what the style guide says not to write, and what to write instead."""
    for line in re.findall(r"^\| (?!do not write)(.+) \|$", text, re.MULTILINE):
        bad, good = line.split(" | ")
        yield bad, good


def warned() -> list[tuple[str, str]]:
    """Give the pairs of the tables above which the style guide says that the check warns."""
    tables = [part.split("\n\n", 1)[0] for part in read(STYLE).split("<!-- warned -->\n")[1:]]
    return list(rows("\n".join(tables)))


def warnings(folder: Path, *sentences: str) -> list[str]:
    """Say something in our own voice, on the site of the patterns, and give what the check says to it."""
    file = folder / "content/articles/boats/article.yml"
    before = read(file)
    lines = "".join(f"  - '{sentence.replace(chr(39), chr(39) * 2)}'\n" for sentence in sentences)
    file.write_text(before.replace("in_brief:\n", f"in_brief:\n{lines}", 1), encoding="utf-8")
    problems = problems_of(folder)
    file.write_text(before, encoding="utf-8")
    return [problem.code for problem in problems]


def test_the_check_warns_where_the_style_guide_says_so(tmp_path):
    project = put_together(tmp_path)
    found = {bad: warnings(project, bad) for bad, _ in warned()}
    assert [bad for bad, codes in found.items() if len(codes) != 1] == []
    codes = [code for (code,) in found.values()]
    assert codes[:3] == ["disputed-as-fact", "disputed-as-fact", "quote-of-nobody"]
    assert set(codes[3:]) == {"loaded-verb"}
    assert len(codes) >= 12


def test_the_check_has_nothing_against_what_the_style_guide_recommends(tmp_path):
    recommended = [good for _, good in rows(read(STYLE))]
    assert len(recommended) >= 30
    assert warnings(put_together(tmp_path), *recommended) == []


def test_every_loaded_verb_that_the_style_guide_names_is_one_of_ours():
    verbs = loaded_verbs("en")
    assert verbs
    named = re.findall(r"^- ((?:\*[a-z ]+\*(?:, )?)+): (?:we|it)", read(STYLE), re.MULTILINE)
    listed = {verb for line in named for verb in re.findall(r"\*([a-z ]+)\*", line)}
    assert len(listed) >= 10
    assert listed <= {verb for verb, _ in verbs.verbs}
    unheard = re.search(r"It does not notice.*?(?=\n## )", read(STYLE), re.DOTALL)
    assert unheard
    assert not {verb for verb, _ in verbs.verbs} & set(re.findall(r"\*([a-z ]+)\*", unheard[0]))


# The commands.


def commands(page: Path) -> Iterator[str]:
    """Give every command of ours that a page shows: in a block or within a sentence."""
    for match in FENCE.finditer(read(page)):
        yield from (line for line in match["text"].split("\n") if line.startswith("sayso "))
    yield from (code for code in _CODE.findall(FENCE.sub("", read(page))) if code.startswith("sayso "))


def understand(command: click.Command, words: list[str]) -> None:
    """See that a command exists and takes these words."""
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name, *words = words
        assert name in command.commands, name
        command = command.commands[name]
    options = {name: one for one in command.params for name in one.opts if isinstance(one, click.Option)}
    plain = []
    while words:
        word, *words = words
        if word.startswith("-"):
            assert word in {*options, "--help"}, word
            words = words[0 if word == "--help" or options[word].is_flag else 1 :]
        else:
            plain.append(word)
    places = [one.nargs for one in command.params if isinstance(one, click.Argument)]
    assert -1 in places or len(plain) <= sum(places), plain


@OURS
def test_every_command_of_the_guide_exists_with_its_options(page):
    for line in commands(page):
        understand(main, shlex.split(line)[1:])


def test_the_guide_tells_of_every_command():
    shown = {shlex.split(line)[1] for line in commands(CONTENT / "guide" / "programs.md")}
    assert shown == set(main.commands)


@pytest.mark.slow
def test_the_commands_of_the_guide_run_in_their_order(tmp_path):
    project = copy_content(tmp_path)
    lines = block(CONTENT / "guide" / "programs.md", "run").strip().split("\n")
    assert len(lines) >= 7
    for line in lines:
        name, *words = shlex.split(line)
        assert name == "sayso"
        done = run("generator", *words, cwd=project)
        assert done.returncode == 0, (line, done.stdout, done.stderr)
    some_id, _ = the_claim()
    assert (project / "site" / "claims" / some_id / "index.html").is_file()


# The pages themselves.


def slug(heading: str) -> str:
    """Name a heading as GitHub does."""
    return re.sub(r"[^\w -]", "", re.sub(r"[`*]", "", heading).lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    return {slug(heading) for heading in _HEADING.findall(FENCE.sub("", read(page)))}


def rendered(page: Path) -> BeautifulSoup:
    return BeautifulSoup(MarkdownIt("gfm-like", {"linkify": False}).render(read(page)), "lxml")


@EACH
def test_every_link_and_picture_of_the_guide_is_there(page):
    html = rendered(page)
    for address in [a["href"] for a in html.find_all("a")]:
        if address.startswith(("https://", "http://")):
            continue
        path, _, anchor = address.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_file(), address
        assert not anchor or anchor in anchors(target), address
    for picture in html.find_all("img"):
        file = page.parent / picture["src"]
        assert file.is_file(), file
        assert len(picture["alt"]) > 40, file


def test_every_picture_is_shown_and_small():
    shown = {(page.parent / img["src"]).resolve() for page in PAGES for img in rendered(page).find_all("img")}
    there = set(PICTURES.iterdir())
    assert there == shown
    assert len(there) >= 4
    assert {file.name: file.stat().st_size for file in there if file.stat().st_size >= LARGEST_PICTURE} == {}


@OURS
def test_the_list_at_the_top_of_a_page_names_its_parts(page):
    parts = re.findall(r"^## (.+)$", FENCE.sub("", read(page)), re.MULTILINE)
    listed = re.search(r"^\*\*On this page:\*\* (.+)$", read(page), re.MULTILINE)
    if page.stem != "path":
        assert listed
        assert re.findall(r"\(#([^)]+)\)", listed[1]) == [slug(part) for part in parts]


def test_the_guide_is_read_in_ten_minutes():
    words = len(_WORD.findall(re.sub(r"\]\([^)]*\)|<[^>]+>", "]", read(GUIDE))))
    print(f"{words} words: {words / A_MINUTE:.1f} minutes at {A_MINUTE} words a minute")
    assert words <= 10 * A_MINUTE


def table_words(page: Path, heading: str) -> list[str]:
    """Give the words in the first column of the table below a heading."""
    (part,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", read(page), re.DOTALL | re.MULTILINE)
    return re.findall(r"^\| `?([a-z-]+)`? \|", part.split("|---|", 1)[1], re.MULTILINE)


def test_the_tables_of_words_are_those_of_the_models():
    more = CONTENT / "guide" / "more.md"
    assert table_words(GUIDE, "Choose the stance") == [word for word, _ in STANCES.sentences]
    assert table_words(more, "How the site counts voices") == list(get_args(StatusWord))
    doubts = table_words(more, "When the check doubts you")
    assert len(doubts) == 7
    assert set(doubts) <= set(read_lessons())
    known = {name for model in ORDER for name in model.model_fields}
    for line in re.findall(r"^\| `(?:- )?([a-z_]+):", read(GUIDE) + read(more), re.MULTILINE):
        assert line in known, line


def test_the_guide_names_the_check_and_the_forms_as_they_are_called():
    check = read(ROOT / ".github/workflows/check.yml")
    assert "name: Content and preview\n" in check
    assert "name: Tests\n" in check
    assert "retention-days: 14\n" in check
    assert "name: site\n" in check
    for form in FORMS.values():
        (name,) = re.findall(r"^name: (.+)$", read(ROOT / ".github/ISSUE_TEMPLATE" / form), re.MULTILINE)
        assert f"*{name}*" in read(GUIDE)
    assert "'draft it'" in read(ROOT / ".github/workflows/suggest.yml")


def test_the_guide_tells_the_minutes_that_were_counted():
    (minutes,) = re.findall(r"\[(\d+ minutes)\]\(guide/path\.md\)", read(GUIDE))
    assert f", {minutes}.**" in read(CONTENT / "guide" / "path.md")
