"""No input may raise, stall, or tell a place that does not exist, with or without libyaml."""

import random
import sys
import time
from pathlib import Path

import pytest

from generator.problems import Problem, lines_under, show_all
from generator.read import read_content
from generator.read import yaml_tree as yaml_tree_module
from generator.read.yaml_tree import Loaded, SlowParser, fastest_parser, load_yaml

SEED = 20250408
WHOLE = """\
actors:
  - id: russia
    name: "Russia"
    aliases: [RF, {name: 'Росія', language: uk, match: no}]
    summary: >-
      A state
      in the east.  # or so
claims:
  - id: basivka-taken
    claim: Russian troops have taken Basivka.
    about: [basivka]
    when: 2025-04-06
    positions:
      - actor: russia
        article: first
        stance: asserts
        verb: claimed
        quote: its troops took control
        links: {}
    evidence:
      - role: supports
        what: |
          Footage: a street.
    verdict: {finding: mixed, why: none, by: us, on: 2025-04-08}
positions:
  - {claim: basivka-taken, actor: ukraine}
mentions:
  Kyiv: nobody
"""
PIECES = [
    " ", "\t", "\n", ":", ": ", " #", "- ", '"', "'", "[", "]", "{", "}", "&a ", "*a", "!t ", "|", ">", "%", "@", "`",
    "---\n", "...\n", "? ", "?", "\\", "<<: x\n", ",", "é", "<<<<<<< H\n", "  ", "#", "\0", "\x85", "\u2028", "\ufeff",
    '"\\ud800"', '"\\UFFFFFFFF"', "[" * 30, "- " * 30, "{a: " * 30,
]  # fmt: skip


def mutate(chance: random.Random) -> str:
    lines = WHOLE.splitlines(keepends=True)
    start = chance.choice([0, 0, chance.randrange(len(lines))])
    text = "".join(lines[start : start + chance.randrange(1, 40)])
    for _ in range(chance.randrange(1, 4)):
        at, other = chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)
        text = chance.choice([
            text[:at] + chance.choice(PIECES) + text[at:],
            text[:at] + text[at + chance.randrange(1, 6) :],
            text[:at],
            text[:at] + text[other : other + 30] + text[at:],
        ])  # fmt: skip
    return text


def read(root: Path) -> list[Problem]:
    return read_content(root, root / "content")[1]


def test_mutated_files_give_problems_and_the_same_ones_without_libyaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    chance = random.Random(SEED)
    (tmp_path / "content").mkdir()
    file = tmp_path / "content" / "records.yml"
    told = 0
    for _ in range(400):
        file.write_bytes(mutate(chance).encode("utf-8"))
        problems = read(tmp_path)
        with monkeypatch.context() as without:
            without.setattr(yaml_tree_module, "fastest_parser", lambda: SlowParser)
            assert read(tmp_path) == problems
        lines = file.read_text("utf-8-sig").split("\n")
        for problem in problems:
            assert 1 <= problem.span.line <= len(lines)
            assert 1 <= problem.span.column <= len(lines[problem.span.line - 1]) + 1
        assert show_all(problems, lines_under(tmp_path))
        told += bool(problems)
    assert told > 350


def test_without_libyaml_the_slow_parser_is_taken(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "yaml.cyaml", None)
    assert fastest_parser() is SlowParser


def test_random_bytes_give_problems(tmp_path: Path):
    chance = random.Random(SEED)
    (tmp_path / "content").mkdir()
    for _ in range(200):
        data = (
            bytes(chance.choices(range(256), k=60))
            if chance.random() < 0.5
            else WHOLE.encode()[: chance.randrange(900)]
        )
        (tmp_path / "content" / "records.yml").write_bytes(data)
        assert isinstance(read(tmp_path), list)


@pytest.mark.parametrize("place", ["article.yml", "claims.yml", "text.md"])
def test_mutated_articles_give_problems(place: str, tmp_path: Path):
    chance = random.Random(SEED)
    folder = tmp_path / "content" / "articles" / "first"
    folder.mkdir(parents=True)
    (folder / "article.yml").write_text("title: A report\nmentions:\n  Kyiv: ukraine\nin_brief:\n  - one\n")
    for _ in range(60):
        (folder / place).write_bytes(mutate(chance).encode("utf-8")[chance.randrange(3) :])
        assert read(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 150_000,
        "{a: " * 50_000,
        "a: [" + "&a b, " * 50_000 + "]",
        "a: {" + ", ".join(f"k{n}" for n in range(25_000)) + "}",
        "".join(f"k{n}:\n" for n in range(25_000)),
        "".join("a: b\n" for _ in range(25_000)),
        "a: '" + "\n" * 150_000,
        "a: b" + " " * 500_000 + "# c",
        "\n" * 200_000 + "a: b: c",
        "a: " + "b\n  " * 50_000 + "c: d",
        ": " * 50_000,
        "- " * 50_000,
        '"' * 150_001,
    ],
    ids=range(13),
)
def test_no_file_takes_long(text: str):
    start = time.process_time()
    assert isinstance(load_yaml("records.yml", text), Loaded)
    # Generous: what grows with the square of the size takes minutes here.
    assert time.process_time() - start < 20
