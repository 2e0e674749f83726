"""What was read before: it comes back equal to what is read freshly, and never when anything has changed."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from layout import lay_out

from generator.cache import Cache
from generator.cores import FEWEST
from generator.model import Record
from generator.problems import Problem, Span
from generator.read import KeptFiles, Options, Records, content, kept, read_content
from generator.read.alone import gather_records
from generator.read.gathering import Gathering
from generator.read.yaml_tree import load_yaml

OWN = Path(__file__).parent.parent / "content"

ARTICLE = """\
--- content/articles/first/article.yml
title: First
published: 2025-04-08
language: en
source: {publisher: Test}
mentions: {Kyiv: nobody}
corrections:
  - {on: 2025-04-10, what: A day}
--- content/articles/first/claims.yml
claims:
  - id: held
    claim: It is held.
    when: 2025-03/2025-04
    was: [taken]
    positions:
      - actor: kyiv
        stance: asserts
        verb: said
        said: 2025-04-06
        quote: Kyiv said so
--- content/articles/first/text.md
Kyiv said so.
--- content/actors.yml
actors:
  - {id: kyiv, name: Kyiv government, type: state, coordinates: [50.0, 30.5], aliases: [Kyiv, {name: K, match: no}]}
mentions:
  Kyiv: kyiv
"""


def read(root: Path, before: KeptFiles | None = None) -> tuple[Records, list[Problem]]:
    return read_content(root, root / "content", before=before)


def on_disk(root: Path) -> KeptFiles:
    return KeptFiles(Cache(root / ".sayso-cache"))


def keep(root: Path) -> tuple[Records, list[Problem]]:
    files = on_disk(root)
    found = read(root, files)
    files.save()
    return found


def everything(records: Records) -> Iterator[Record]:
    for name in records.__dataclass_fields__:
        value = getattr(records, name)
        waiting = [each for each in value if isinstance(each, Record)] if isinstance(value, tuple) else []
        while waiting:
            record = waiting.pop()
            yield record
            for inner in record.__dict__.values():
                waiting += [e for e in (inner if isinstance(inner, list) else [inner]) if isinstance(e, Record)]


def look(record: Record) -> list[object]:
    """Give all that can be asked of a record."""
    keys = type(record).model_fields
    places = [(record.span(key), record.key_span(key), record.lines(key), record.spot("a", key)) for key in keys]
    given = record.model_dump(), list(record.__dict__), record.model_fields_set
    return [record, given, record.digest, record.span(), record.span("id"), record.lines(), places]


@pytest.fixture
def no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse to scan any YAML."""

    def refuse(*_args: object) -> None:
        raise AssertionError

    monkeypatch.setattr("generator.read.alone.load_yaml", refuse)


@pytest.mark.parametrize("given", [OWN, ARTICLE], ids=["our own content", "a small project"])
def test_what_was_kept_is_what_is_read(given: Path | str, tmp_path: Path) -> None:
    if isinstance(given, Path):
        shutil.copytree(given, tmp_path / "content")
    else:
        lay_out(given, tmp_path)
    fresh, problems = read(tmp_path)
    assert keep(tmp_path) == (fresh, problems)
    again, found = read(tmp_path, on_disk(tmp_path))
    assert (again, found) == (fresh, problems)
    assert (again.mentions, again.texts, again.pages) == (fresh.mentions, fresh.texts, fresh.pages)
    for one, other in zip(everything(fresh), everything(again), strict=True):
        assert (one.digest, one.span(), one.span("id")) == (other.digest, other.span(), other.span("id"))
    for one, other in zip(everything(fresh), everything(again), strict=True):
        assert look(one) == look(other)


@pytest.mark.usefixtures("no_yaml")
def test_files_that_have_not_changed_are_not_scanned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(ARTICLE, tmp_path)
    with monkeypatch.context() as allowed:
        allowed.setattr("generator.read.alone.load_yaml", load_yaml)
        fresh = keep(tmp_path)
    files = on_disk(tmp_path)
    for _ in range(2):
        assert read(tmp_path, files) == fresh
        files.save()
    records, _ = read(tmp_path, files)
    assert records.claims[0].span("id") == Span("content/articles/first/claims.yml", 2, 9, 4)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("actors.yml", "government", "city"),
        ("actors.yml", "actors:", "# Who speaks\nactors:"),
        ("articles/first/claims.yml", "asserts", "denies"),
        ("articles/first/article.yml", "title: First", "title: Second"),
        ("articles/first/article.yml", "title: First", "title:"),
    ],
)
def test_a_change_is_seen(file: str, old: str, new: str, tmp_path: Path) -> None:
    lay_out(ARTICLE, tmp_path)
    keep(tmp_path)
    path = tmp_path / "content" / file
    path.write_text(path.read_text().replace(old, new))
    fresh, problems = read(tmp_path)
    again, found = read(tmp_path, on_disk(tmp_path))
    assert (again, found) == (fresh, problems)
    assert [look(one) for one in everything(again)] == [look(one) for one in everything(fresh)]


def test_the_same_bytes_in_another_folder_are_another_file(tmp_path: Path) -> None:
    lay_out(ARTICLE, tmp_path)
    keep(tmp_path)
    articles = tmp_path / "content" / "articles"
    (articles / "first").rename(articles / "second")
    records, problems = read(tmp_path, on_disk(tmp_path))
    assert (records, problems) == read(tmp_path)
    assert records.claims[0].positions[0].article == "second"


def test_what_has_a_fault_is_read_each_time(tmp_path: Path) -> None:
    lay_out(ARTICLE.replace("stance: asserts", "stance: shouts"), tmp_path)
    for _ in range(2):
        _, problems = keep(tmp_path)
        assert [problem.code for problem in problems] == ["unknown-value"]


def test_a_folder_without_its_article_is_read_for_a_cache_as_well(tmp_path: Path) -> None:
    lay_out(ARTICLE, tmp_path)
    (tmp_path / "content/articles/first/article.yml").unlink()
    records, problems = keep(tmp_path)
    assert [problem.code for problem in problems] == ["no-article-file"]
    assert (len(records.claims), records.rejected) == (1, {"first": "article"})
    assert read(tmp_path, on_disk(tmp_path)) == (records, problems)


def test_an_article_in_a_misnamed_folder_is_refused_each_time(tmp_path: Path) -> None:
    lay_out(ARTICLE.replace("articles/first", "articles/First"), tmp_path)
    fresh = read(tmp_path)
    assert [problem.code for problem in fresh[1]] == ["bad-id"]
    assert fresh[0].rejected["First"] == "article"
    assert [keep(tmp_path) for _ in range(2)] == [fresh, fresh]


def test_only_what_is_still_there_is_kept(tmp_path: Path) -> None:
    lay_out(ARTICLE, tmp_path)
    files = on_disk(tmp_path)
    for _ in range(2):
        read(tmp_path, files)
        files.save()
    kept_once = (tmp_path / ".sayso-cache" / "records").stat().st_size
    (tmp_path / "content/actors.yml").unlink()
    read(tmp_path, files)
    files.save()
    assert (tmp_path / ".sayso-cache" / "records").stat().st_size < kept_once


def test_a_text_that_is_gone_is_told_of_an_article_that_was_kept(tmp_path: Path) -> None:
    lay_out(ARTICLE, tmp_path)
    keep(tmp_path)
    (tmp_path / "content/articles/first/text.md").unlink()
    _, problems = read(tmp_path, on_disk(tmp_path))
    assert [problem.code for problem in problems] == ["no-text"]
    assert problems == read(tmp_path)[1]


def test_a_private_text_is_withheld_and_its_article_still_knows_its_place(tmp_path: Path) -> None:
    lay_out(ARTICLE.replace("title: First", "title: First\nshow_text: full"), tmp_path)
    keep(tmp_path)
    (tmp_path / "private").mkdir()
    (tmp_path / "content/articles/first/text.md").rename(tmp_path / "private/first.md")
    options = Options(texts=tmp_path / "private")
    fresh = read_content(tmp_path, tmp_path / "content", options)
    again = read_content(tmp_path, tmp_path / "content", options, before=on_disk(tmp_path))
    assert fresh == again
    assert [problem.code for problem in again[1]] == ["no-text", "private-text-shown"]
    assert look(fresh[0].articles[0]) == look(again[0].articles[0])
    assert again[0].articles[0].digest != read(tmp_path)[0].articles[0].digest


@pytest.mark.parametrize("damage", ["cut short", "noise", "another version", "another user"])
def test_a_damaged_cache_changes_nothing(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(ARTICLE, tmp_path)
    fresh = keep(tmp_path)
    file = tmp_path / ".sayso-cache" / "records"
    if damage == "cut short":
        file.write_bytes(file.read_bytes()[:-1])
    elif damage == "noise":
        file.write_bytes(bytes(range(256)) * 40)
    elif damage == "another version":
        monkeypatch.setattr(kept, "checksum_of_code", lambda *_folders: "other code")
    else:
        monkeypatch.setattr("os.getuid", lambda: 12345, raising=False)
    assert read(tmp_path, on_disk(tmp_path)) == fresh


def test_a_digest_tells_apart_all_that_a_page_could_show(tmp_path: Path) -> None:
    lay_out(ARTICLE, tmp_path)
    first = read(tmp_path)[0].claims[0]
    digests = {first.digest, first.positions[0].digest, first.changed(claim="It is lost.").digest}
    path = tmp_path / "content/articles/first/claims.yml"
    for old, new in [
        ("asserts", "denies"),
        ("claims:", "\nclaims:"),
        ("said: 2025", "said:  2025"),
    ]:
        changed = path.read_text().replace(old, new)
        path.write_text(changed)
        digests.add(read(tmp_path)[0].claims[0].digest)
    assert len(digests) == 6
    assert all(len(digest) == 32 for digest in digests)


def test_records_are_equal_by_what_they_say(tmp_path: Path) -> None:
    lay_out(ARTICLE, tmp_path)
    first = read(tmp_path)[0]
    path = tmp_path / "content/actors.yml"
    path.write_text(f"# moved\n{path.read_text()}")
    moved = read(tmp_path)[0]
    assert first.actors == moved.actors
    assert first.actors[0].span() != moved.actors[0].span()
    assert first.actors[0] != first.claims[0]
    assert first.actors[0] != "kyiv"


def test_a_copy_of_what_was_kept_stands_at_the_same_place(tmp_path: Path) -> None:
    lay_out(ARTICLE, tmp_path)
    fresh, _ = keep(tmp_path)
    again, _ = read(tmp_path, on_disk(tmp_path))
    one, other = (records.articles[0].changed(show_text="full") for records in (fresh, again))
    assert look(one) == look(other)
    assert one.digest != fresh.articles[0].digest
    assert other.changed(show_text="quotes").digest == fresh.articles[0].changed(show_text="quotes").digest


def test_many_files_are_read_by_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(ARTICLE, tmp_path)
    for number in range(FEWEST):
        line = "id: Broken" if number == 8 else f"{{id: p-{number}, name: Place {number}, type: town}}"
        (tmp_path / f"content/p{number:04}.yml").write_text(f"places:\n  - {line}\n")
    monkeypatch.setattr(kept, "cores", lambda: 2)
    here, gathered = os.getpid(), []

    def watched(file: str, article: str | None, data: bytes) -> Gathering:
        gathered.append((file, os.getpid()))
        return gather_records(file, article, data)

    monkeypatch.setattr(content, "gather_records", watched)
    found = keep(tmp_path)
    assert {process for _, process in gathered} == {here}
    assert FEWEST / 2 < len(gathered) < FEWEST / 2 + 10  # the other half was read elsewhere
    fresh = read(tmp_path)
    assert found == fresh
    assert [look(one) for one in everything(found[0])] == [look(one) for one in everything(fresh[0])]


def test_a_file_that_goes_away_meanwhile_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(ARTICLE, tmp_path)
    for number in range(FEWEST):
        (tmp_path / f"content/p{number:04}.yml").write_text(f"terms:\n  - {{id: t-{number}, term: T, definition: D}}\n")
    monkeypatch.setattr(kept, "cores", lambda: 2)

    def refuse(path: str, *args: Any, **more: Any) -> Any:
        if path.endswith("p0009.yml"):
            raise FileNotFoundError
        return open(path, *args, **more)  # noqa: PTH123 - the reader's own is stood in for

    monkeypatch.setattr("generator.read.files.open", refuse, raising=False)
    records, problems = keep(tmp_path)
    assert [(problem.code, problem.span.file) for problem in problems] == [("unreadable", "content/p0009.yml")]
    assert len(records.terms) == FEWEST - 1


def test_files_that_cannot_be_opened_are_told_and_hide_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError

    lay_out(ARTICLE, tmp_path)
    keep(tmp_path)
    monkeypatch.setattr("generator.read.files.open", refuse, raising=False)
    records, problems = read(tmp_path, on_disk(tmp_path))
    assert {problem.code for problem in problems} == {"unreadable"}
    assert "first" in records.rejected
    assert (records.incomplete, records.blind) == (True, True)
