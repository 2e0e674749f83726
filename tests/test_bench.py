"""The bench: its corpus is the same twice and in order, and its checker finds whatever a site leaves out."""

import re
import shutil
from pathlib import Path

import adapt
import edits
import peers
import pytest
from archive.names import names as all_names
from archive.subjects import FRESH
from corpus import QUIET, make_corpus
from counting import counted, differences, expected, read_corpus
from sites import build_with_mkdocs, fingerprint
from tools import MissingError, names

from generator.build import load

ARTICLES = 6

TAKEN_OUT = {
    "articles: mention links": ("articles", r' data-entity="[^"]*"'),
    "articles: quote marks": ("articles", r'<mark id="q-[^>]*>'),
    "articles: boxes": ("articles", r' data-claim-box="[^"]*"'),
    "articles: positions": ("articles", r' data-stance="[^"]*"'),
    "articles: listed": ("articles/index.html", r'href="[^"]*articles/article-1/"'),
    "claims: boxes": ("claims/claim-0-0", r' data-claim-box="[^"]*"'),
    "claims: disputed": ("claims", r' data-status="disputed"'),
    "claims: ways to the words": ("claims", r"#q-claim"),
    "actors: voices": ("actors", r' data-stance="[^"]*"'),
    "actors: passages": ("actors", r"mentions__passage"),
    "places: sections": ("places", r"#s-[^\"]*"),
    "places: claims": ("places", r"claims/claim-0-[0-7]/"),
    "glossary: terms": ("glossary", r' id="term-0"'),
    "timeline: events": ("timeline", r' id="event-0"'),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small corpus with its site."""
    folder = tmp_path_factory.mktemp("bench") / "project"
    make_corpus(folder, ARTICLES, options=QUIET)
    build_with_mkdocs(folder)
    return folder


def test_same_numbers_make_the_same_files(tmp_path: Path) -> None:
    for name, articles in (("one", 3), ("again", 3), ("more", 5)):
        make_corpus(tmp_path / name, articles)
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "again")
    first, more = (fingerprint(tmp_path / name / "content" / "articles") for name in ("one", "more"))
    assert first.items() < more.items()


def test_another_seed_makes_other_texts(tmp_path: Path) -> None:
    for seed in (1, 2):
        make_corpus(tmp_path / str(seed), 1, seed)
    assert fingerprint(tmp_path / "1") != fingerprint(tmp_path / "2")


def test_no_name_is_given_twice() -> None:
    given = [
        word for kind, count in FRESH.items() for number in range(3000 * count) for word in all_names(kind, number)
    ]
    assert len(given) == len(set(given))


def test_corpus_has_no_problem(tmp_path: Path) -> None:
    make_corpus(tmp_path, 30)
    loaded, problems = load(tmp_path, tmp_path / "content")
    assert problems == []
    claims = loaded.library.claims.values()
    assert {claim.status.word for claim in claims} >= {"disputed", "confirmed", "claimed"}
    assert any(len({position.article for position in claim.positions}) > 1 for claim in claims)
    assert len({article.record.published.start.year for article in loaded.library.articles.values()}) > 5


def test_site_shows_what_the_corpus_says(project: Path) -> None:
    assert differences(expected(read_corpus(project / "content")), counted(project / "site")) == []


@pytest.mark.parametrize("what", TAKEN_OUT)
def test_checker_finds_what_is_taken_out(what: str, project: Path, tmp_path: Path) -> None:
    where, pattern = TAKEN_OUT[what]
    site = shutil.copytree(project / "site", tmp_path / "site")
    pages = sorted((site / where).rglob("*.html")) if (site / where).is_dir() else [site / where]
    page = next(page for page in pages if re.search(pattern, page.read_text("utf-8")))
    page.write_text(re.sub(pattern, "", page.read_text("utf-8")), "utf-8")
    wrong = differences(expected(read_corpus(project / "content")), counted(site))
    assert any(line.startswith(f"{what}:") for line in wrong)


def test_checker_finds_a_page_that_is_gone(project: Path, tmp_path: Path) -> None:
    site = shutil.copytree(project / "site", tmp_path / "site")
    shutil.rmtree(site / "units" / "unit-1")
    wrong = differences(expected(read_corpus(project / "content")), counted(site))
    assert f"units: pages: {ARTICLES - 1}, not {ARTICLES}" in wrong


@pytest.mark.parametrize("tool", [name for name in names() if name != "sayso"])
def test_adapter_writes_only_what_has_changed(tool: str, project: Path, tmp_path: Path) -> None:
    content = shutil.copytree(project / "content", tmp_path / "content")
    folder = tmp_path / "tool"
    adapt.adapt(tool, content, folder)
    first = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in folder.rglob("*") if file.is_file()}
    words, pages = edits.edit_claim(content, ARTICLES)
    adapt.adapt(tool, content, folder)
    changed = [file for file, (_, data) in first.items() if file.read_bytes() != data]
    written = [file for file, (time, _) in first.items() if file.stat().st_mtime_ns != time]
    assert written == changed != []
    assert any(words in file.read_text("utf-8") for file in changed)
    assert tool in adapt.DATA or {folder / "docs" / f"{page}.md" for page in pages} <= set(changed)


@pytest.mark.parametrize("edit", edits.EDITS)
def test_edit_leaves_the_corpus_in_order(edit: str, tmp_path: Path) -> None:
    make_corpus(tmp_path, ARTICLES)
    before = fingerprint(tmp_path)
    edits.EDITS[edit](tmp_path / "content", ARTICLES)
    assert len(before.items() ^ fingerprint(tmp_path).items()) == 2
    assert load(tmp_path, tmp_path / "content")[1] == []


def test_tool_that_cannot_be_had_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def find(name: str) -> None:
        raise MissingError("there is no node here")

    monkeypatch.setattr(peers, "find_tool", find)
    assert peers.available(["eleventy"]) == []
    assert capsys.readouterr().out.startswith("eleventy is left out: there is no node here\n")
