"""`sayso fmt`: keys in canonical order, everything else as it was typed."""

import random
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sites import MKDOCS_YML, ROOT, fingerprint
from support import read_cases

from generator import cli
from generator.edit import formatting
from generator.edit.order import ORDER, keys_in_order
from generator.edit.witness import same_values, same_words
from generator.model import Actor, Claim, Event, Listing, Place, Position, Scalar, Table, Term
from generator.problems import Span

CASES = read_cases("fmt.md")


def sayso(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["-C", str(project), *arguments], prog_name="sayso", catch_exceptions=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text(MKDOCS_YML)
    return tmp_path


def formatted(project: Path, text: str, name: str = "content/some.yml") -> str:
    file = project / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    result = sayso(project, "fmt")
    assert result.exit_code == 0, result.output
    once = file.read_bytes()
    stamp = file.stat().st_mtime_ns
    assert sayso(project, "fmt").stdout == "1 file looked at, 0 put in order.\n"
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (once, stamp)
    return once.decode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_fmt(project, case):
    name = "content/articles/some/article.yml" if "article:" in case.title else "content/some.yml"
    assert formatted(project, f"{case.given}\n", name) == f"{case.expected}\n"


# the order itself


def test_the_order_is_that_of_the_guide():
    shared = ("links", "was", "note")
    assert keys_in_order(Actor) == (
        *("id", "name", "type", "role", "affiliation", "aliases", "forms", "summary"),
        *("links", "coordinates", "precision_km", "was", "note"),
    )
    assert keys_in_order(Place)[:4] == ("id", "name", "type", "part_of")
    assert keys_in_order(Term) == ("id", "term", "aliases", "forms", "summary", "definition", "see", *shared)
    assert keys_in_order(Claim) == (
        *("id", "claim", "type", "about", "when", "when_text", *shared),
        *("contradicts", "corrections", "positions", "evidence", "verdict"),
    )
    assert keys_in_order(Position) == (
        *("id", "claim", "actor", "article", "stance", "verb", "speaking_for", "said", "certainty", "via"),
        *("quote", "prefix", "suffix", "language", "original", "because", "note"),
    )
    assert keys_in_order(Event)[-6:] == ("quote", "prefix", "suffix", *shared)
    assert all(set(order) == set(model.model_fields) for model, order in ORDER.items())


# files as they come


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_line_ends_of_most_lines_are_those_of_all(project, ends):
    text = f"terms:{ends}  - term: a{ends}    id: a\r    definition: b"
    wanted = ["terms:", "  - id: a", "    term: a", "    definition: b", ""]
    assert formatted(project, text) == ends.join(wanted)


def test_a_file_with_windows_line_ends_is_in_order(project):
    text = "\ufeffterms:\r\n  - id: a\r\n    term: a\r\n    definition: b\r\n"
    assert formatted(project, text) == text


def test_faulty_yaml_is_told_and_the_rest_put_in_order(project):
    (project / "content/bad.yml").write_text("terms: [\n")
    (project / "content/none.yml").write_bytes(b"\xff\xfe\0")
    (project / "content/good.yml").write_text("terms:\n  - term: a\n    id: a\n")
    before = (project / "content/bad.yml").read_bytes()
    result = sayso(project, "fmt")
    assert result.exit_code == 1
    assert "content/bad.yml:" in result.stderr
    assert "content/none.yml:1:1: error: not-utf-8" in result.stderr
    assert result.stdout == "content/good.yml\n3 files looked at, 1 put in order.\n"
    assert (project / "content/good.yml").read_text() == "terms:\n  - id: a\n    term: a\n"
    assert (project / "content/bad.yml").read_bytes() == before


def test_content_with_other_errors_is_put_in_order(project):
    assert formatted(project, "terms:\n  - what: else\n    see: nobody\n    id: a\n  - text\nmore: 1\n") == (
        "terms:\n  - id: a\n    what: else\n    see: nobody\n  - text\nmore: 1\n"
    ).replace("  - id: a\n    what: else\n    see: nobody\n", "  - what: else\n    id: a\n    see: nobody\n")


def test_a_file_that_cannot_be_read_is_told(project, monkeypatch):
    (project / "content/some.yml").write_text("terms: []\n")

    def refuse(path: str, *args: object, **more: object) -> object:
        if str(path).endswith("some.yml"):
            raise PermissionError(13, "Permission denied")
        return open(path, *args, **more)  # noqa: PTH123 - the reader's own is stood in for

    monkeypatch.setattr("generator.read.files.open", refuse, raising=False)
    result = sayso(project, "fmt")
    assert result.exit_code == 1
    assert "content/some.yml:1:1: error: unreadable: this file cannot be read" in result.stderr


def test_a_list_at_the_top_is_left_alone(project):
    assert formatted(project, "- term: a\n  id: b\n") == "- term: a\n  id: b\n"


def test_what_would_not_say_the_same_is_left_alone(project, monkeypatch):
    monkeypatch.setattr(formatting, "arranged", lambda _: "terms: []\n")
    (project / "content/some.yml").write_text("terms:\n  - term: a\n    id: a\n")
    before = fingerprint(project)
    result = sayso(project, "fmt")
    assert result.exit_code == 1
    assert result.stderr.startswith("content/some.yml:1:1: error: format-by-hand: ")
    assert fingerprint(project) == before


def test_check_lists_and_diff_shows_and_neither_writes(project):
    (project / "content/some.yml").write_text("terms:\n  - term: \x9b\n    id: a\n".replace("\x9b", "b"))
    (project / "content/ends.yml").write_bytes(b"terms:\n  - id: a\n    term: b\r\n")
    before = fingerprint(project)
    told = "2 files looked at, 2 to be put in order.\n"
    checked = sayso(project, "fmt", "--check")
    assert (checked.exit_code, checked.stdout) == (1, f"content/ends.yml\ncontent/some.yml\n{told}")
    shown = sayso(project, "fmt", "--diff")
    assert (shown.exit_code, shown.stdout) == (0, f"content/ends.yml: the line ends\n{DIFF}{told}")
    assert sayso(project, "fmt", "--check", "--diff").exit_code == 1
    assert fingerprint(project) == before


DIFF = """\
--- content/some.yml
+++ content/some.yml
@@ -1,3 +1,3 @@
 terms:
-  - term: b
-    id: a
+  - id: a
+    term: b
"""


def test_paths_choose_files(project):
    for name in ("content/a.yml", "content/b/b.yml", "content/b/c.yaml"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("terms:\n  - term: a\n    id: a\n")
    assert sayso(project, "fmt", "content/b").stdout.startswith("content/b/b.yml\ncontent/b/c.yaml\n2 files")
    assert sayso(project, "fmt", "content/a.yml").stdout == "content/a.yml\n1 file looked at, 1 put in order.\n"
    refused = sayso(project, "fmt", "mkdocs.yml")
    assert (refused.exit_code, "mkdocs.yml does not lie in the content, content" in refused.stderr) == (2, True)


def test_no_project_and_no_way_to_write(project, monkeypatch):
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    (project / "content/some.yml").write_text("terms:\n  - term: a\n    id: a\n")
    before = fingerprint(project)
    monkeypatch.setattr("os.fsync", fail)
    result = sayso(project, "fmt")
    assert (result.exit_code, "cannot-write" in result.stderr, result.stdout) == (1, True, "")
    assert fingerprint(project) == before
    (project / "mkdocs.yml").unlink()
    assert sayso(project, "fmt").exit_code == 1


# the witness


def test_the_witness_misses_a_comment_and_a_value():
    text = "a: # one\n  - b # two\n  - 'c #d'\n"
    assert same_words(text, 'a:\n  - b # two\n  # one\n  - "c #d"\n')
    assert not same_words(text, "a:\n  - b # two\n  - 'c #d'\n")
    assert not same_words(text, "a: `b`")
    assert not same_words(text, "a: # one\n  - b # two\n  - 'c'\n")
    assert same_words("a: `b`", "c")


def test_trees_are_compared_whatever_the_order_of_keys():
    span = Span("f")
    one, other, listing = Table(span), Table(span), Listing(span)
    one["a"] = other["b"] = one["b"] = other["a"] = Scalar.at("x", span)
    assert same_values(one, other)
    listing.append(one)
    other["a"] = listing
    assert not same_values(one, other)
    assert not same_values(listing, None)
    assert same_values(None, None)


# the content of this repository


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def test_the_content_is_in_order():
    result = sayso(ROOT, "fmt", "--check")
    assert result.exit_code == 0, result.stdout


RECORD = re.compile(r"( *)- [a-z_]+:(?: |$)")
KEYS = {"claims", "positions", "evidence", "corrections", "aliases", "questions", "actors", "units", "places", "events"}


def shuffled(lines: list[str], column: int, chance: random.Random, *, head: int = 0) -> list[str]:
    """Shuffle the keys that stand in a column, and those of records below them; the first `head` lines stay."""
    groups: list[list[str]] = []
    above: list[str] = []
    for line in lines[head:]:
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or (line.lstrip().startswith("#") and indent <= column):
            above.append(line)
        elif indent == column and not line.lstrip().startswith("- "):
            groups.append([*above, line])
            above = []
        else:
            groups[-1] += [*above, line]
            above = []
    inner = [shuffled_below(group, column, chance) for group in groups]
    chance.shuffle(inner)
    return [*lines[:head], *(line for group in inner for line in group), *above]


def shuffled_below(group: list[str], column: int, chance: random.Random) -> list[str]:
    """Shuffle the records of a list below a key."""
    key = next(n for n, line in enumerate(group) if line.strip() and not line.lstrip().startswith("#"))
    name = group[key].strip().partition(":")[0]
    if name not in {*KEYS, "terms"}:
        return group
    made, entry, at = group[: key + 1], [], " " * (column + 2) + "- "
    for line in [*group[key + 1 :], at]:
        if line.startswith(at):
            made += shuffled_entry(entry, column + 4, chance)
            entry = []
        if line != at:
            entry.append(line)
    return made


def shuffled_entry(entry: list[str], column: int, chance: random.Random) -> list[str]:
    if not entry or not RECORD.match(entry[0]):
        return entry
    body = [" " * column + entry[0][column:], *entry[1:]]
    ends = next(n for n in range(len(body), 0, -1) if body[n - 1].strip() and not body[n - 1].lstrip().startswith("#"))
    mixed = shuffled(body[:ends], column, chance)
    return [" " * (column - 2) + "- " + mixed[0][column:], *mixed[1:], *body[ends:]]


@pytest.mark.parametrize("seed", range(6))
def test_shuffled_content_comes_back_to_the_same_bytes(copy, seed):
    assert sayso(copy, "fmt").exit_code == 0
    before = fingerprint(copy)
    chance = random.Random(seed)
    for file in (copy / "content").rglob("*.yml"):
        lines = file.read_text().split("\n")
        if file.name == "article.yml":
            head = next(n for n, line in enumerate(lines) if not line.startswith("#"))
            mixed = shuffled(lines, 0, chance, head=head)
        else:
            mixed, group = [], []
            for line in [*lines, "end:"]:
                if re.match(r"[a-z]+:", line):
                    mixed += shuffled_below(group, 0, chance) if group and RECORD.match(group[1]) else group
                    group = []
                group.append(line)
        file.write_text("\n".join(mixed))
    assert fingerprint(copy) != before
    result = sayso(copy, "fmt")
    assert result.exit_code == 0, result.output
    assert fingerprint(copy) == before
