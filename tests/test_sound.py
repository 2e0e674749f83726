"""Records that were sound before: after any edit the same is found wrong as if all were looked into."""

import random
from pathlib import Path

import pytest
from pydantic_core import to_json

from generator.build import Memory
from generator.cache import Cache, Shelf
from generator.link import Findings, link
from generator.link import references as looked_into
from generator.model import Record
from generator.problems import Problem
from generator.read import read_content

ACTOR = "  - {id: ACTOR, name: Name ACTOR, type: TYPE, aliases: [{name: N-ACTOR, used_by: NAMED}], summary: 'PROSE'}\n"
PLACE = "  - {id: PLACE, name: Name PLACE, type: village, part_of: NAMED}\n"
TERM = "  - {id: TERM, term: Word TERM, definition: 'PROSE', see: [NAMED]}\n"
PROSE = ("Plain words.", "See [[one]].", "See [[two|them]] and [[three]].", "Half a [[one] of it.", "[a](javascript:b)")
IDS = ("one", "two", "three", "four", "one-old")


class Glossary:
    """A few records that name each other, edited at random."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.dice = root, random.Random(seed)
        self.records = {
            some_id: {"kind": kind, "NAMED": "one", "PROSE": "Plain words.", "TYPE": "state"}
            for some_id, kind in zip(IDS, (ACTOR, ACTOR, PLACE, TERM), strict=False)
        }

    def edit(self) -> None:
        """Change what a record names or says, its kind, or whether it is there at all."""
        record = self.records[self.dice.choice([*self.records])]
        match self.dice.randrange(5):
            case 0:
                record["NAMED"] = self.dice.choice(IDS[:4])
            case 1:
                record["PROSE"] = self.dice.choice(PROSE)
            case 2:
                record["kind"] = self.dice.choice([ACTOR, PLACE, TERM])
            case 3:
                record["TYPE"] = self.dice.choice(["state", "person"])
            case _:
                record["kind"] = "" if record["kind"] else ACTOR
        self.write()

    def write(self) -> None:
        lists = {"actors": ACTOR, "places": PLACE, "terms": TERM}
        for key, kind in lists.items():
            held = [some_id for some_id, record in self.records.items() if record["kind"] == kind]
            made = "".join(self._written(some_id, kind) for some_id in held)
            (self.root / "content").mkdir(exist_ok=True)
            (self.root / f"content/{key}.yml").write_text(f"{key}:\n{made}" if made else "# none\n", "utf-8")

    def _written(self, some_id: str, kind: str) -> str:
        record = self.records[some_id]
        for mark in ("ACTOR", "PLACE", "TERM"):
            kind = kind.replace(mark, some_id)
        return kind.replace("TYPE", record["TYPE"]).replace("NAMED", record["NAMED"]).replace("PROSE", record["PROSE"])


def wrong(root: Path, memory: Memory) -> list[Problem]:
    records, problems = read_content(root, root / "content", before=memory.files)
    _, more = link(records, memory.findings)
    memory.save()
    return [*problems, *more]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many records are looked into, linking after linking."""
    numbers: list[int] = []
    real = looked_into.marked_texts

    def count(records: list[Record]) -> object:
        numbers.append(len(records))
        return real(records)

    monkeypatch.setattr(looked_into, "marked_texts", count)
    return numbers


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edit_the_same_is_wrong(seed: int, tmp_path: Path) -> None:
    glossary = Glossary(tmp_path, seed)
    glossary.write()
    cache = Cache(tmp_path / ".sayso-cache")
    staying = Memory(Cache(tmp_path / ".another"))
    sound = 0
    for _ in range(40):
        glossary.edit()
        fresh = wrong(tmp_path, Memory())
        sound += not fresh
        for memory in (Memory(cache), staying):
            assert wrong(tmp_path, memory) == fresh
    assert 0 < sound < 40


def test_only_what_has_changed_is_looked_into(tmp_path: Path, asked: list[int]) -> None:
    glossary = Glossary(tmp_path, 1)
    glossary.write()
    cache = Cache(tmp_path / ".sayso-cache")
    staying = Memory(cache)
    for _ in range(2):
        assert wrong(tmp_path, staying) == []
    assert wrong(tmp_path, Memory(cache)) == []
    glossary.records["four"]["PROSE"] = "See [[two]]."
    glossary.write()
    for _ in range(2):
        assert wrong(tmp_path, staying) == []
    assert wrong(tmp_path, Memory(cache)) == []
    assert wrong(tmp_path, Memory()) == []
    alone = Memory()
    for _ in range(2):
        assert wrong(tmp_path, alone) == []
    # Without a folder to keep it in, nothing is remembered.
    assert asked == [4, 0, 0, 1, 0, 0, 4, 4, 4]


def write_terms(folder: Path, count: int, last: str) -> None:
    folder.mkdir(exist_ok=True)
    term = "  - {{id: term-{0}, term: Word {0}, definition: {1}}}\n"
    listed = [term.format(number, last if number == count - 1 else "first") for number in range(count)]
    (folder / "terms.yml").write_text("terms:\n" + "".join(listed), "utf-8")


# A sixteenth of them is not yet worth writing all.
@pytest.mark.parametrize(("count", "again"), [(40, 1), (17, 1), (16, 1), (15, 0)])
def test_a_small_part_is_looked_into_again_sooner_than_all_is_written(
    count: int, again: int, tmp_path: Path, asked: list[int]
) -> None:
    cache = Cache(tmp_path / ".sayso-cache")
    for words in ("first", "second", "second"):
        write_terms(tmp_path / "content", count, words)
        assert wrong(tmp_path, Memory(cache)) == []
    assert asked == [count, 1, again]


def test_within_one_process_nothing_is_looked_into_twice(tmp_path: Path, asked: list[int]) -> None:
    staying = Memory(Cache(tmp_path / ".sayso-cache"))
    for words in ("first", "second", "second"):
        write_terms(tmp_path / "content", 40, words)
        assert wrong(tmp_path, staying) == []
    assert asked == [40, 1, 0]


def test_a_new_id_or_one_that_is_gone_has_all_looked_into(tmp_path: Path, asked: list[int]) -> None:
    glossary = Glossary(tmp_path, 1)
    glossary.write()
    cache = Cache(tmp_path / ".sayso-cache")
    wrong(tmp_path, Memory(cache))
    glossary.records["five"] = dict(glossary.records["two"])
    glossary.write()
    assert wrong(tmp_path, Memory(cache)) == []
    glossary.records["one"]["kind"] = ""
    glossary.write()
    assert "unknown-place" in {problem.code for problem in wrong(tmp_path, Memory(cache))}
    assert asked == [4, 5, 4]


@pytest.mark.parametrize("kept", [b"", b"{", b"1", b"[[1]]", b'{"a": 1}', b'["x"]'])
def test_a_cache_of_another_form_is_as_if_it_were_not_there(kept: bytes, tmp_path: Path, asked: list[int]) -> None:
    glossary = Glossary(tmp_path, 1)
    glossary.write()
    cache = Cache(tmp_path / ".sayso-cache")
    findings = Findings(cache)
    records, _ = read_content(tmp_path, tmp_path / "content")
    assert link(records, findings)[1] == []
    findings.save()
    stamps = [stamp for stamp, _ in findings.sound._shelf._held.values()]
    shelf = Shelf(cache, "sound", findings.sound._shelf._version)
    shelf.put("", stamps[0], kept or to_json(None))
    shelf.save()
    assert link(records, Findings(cache))[1] == []
    assert asked == [4, 4]
