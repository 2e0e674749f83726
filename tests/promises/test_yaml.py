"""YAML means what it says: a hostile file is refused in plain words or read as typed, in 2 seconds and 300 MB.

The files stand in `tests/cases/hostile-yaml.md`. In the same way everything else is looked at that is read as data:
texts, settings, words of the interface, the cache, parts of a site, issues; and programs that change files keep
what they mean.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from reading_alone import FILE, Reader, Reading
from sites import MKDOCS_YML, fingerprint, make_project
from support import Case, read_cases

from generator import cli
from generator.edit.issues import NoDraft, read_issue
from generator.publish.parts import read_part
from generator.read import read_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CASES = read_cases("hostile-yaml.md")
SECONDS, MEGABYTES = 2, 300
LONGEST = 1_100
"""Characters of a message or a help."""
MOST = 110
"""Problems of one file: the reader stops at a hundred faults."""

_MANY = re.compile(r"%(\d+)\*(.*?)%", re.DOTALL)


def bytes_of(case: Case) -> bytes:
    """Give the file that a case stands for."""
    data = case.given.encode().decode("unicode_escape")
    return _MANY.sub(lambda found: found[2] * int(found[1]), data).encode("latin-1")


def is_light(case: Case) -> bool:
    return not any(int(number) > 5_000 for number, _ in _MANY.findall(case.given))


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    reader = Reader()
    yield reader
    reader.close()


def told(reading: Reading, case: Case) -> str:
    """Tell what was found as a case expects it."""
    found = reading.problems if case.expected.startswith("in records") else reading.yaml
    if not found and found is reading.yaml:
        return f"reads {json.dumps(reading.tree, ensure_ascii=False)}"
    first = [f"{code} {line}:{column}" for code, line, column, *_ in found[:1]]
    more = [f"and {len(found) - 1} more, the last {found[-1][0]}"] if len(found) > 1 else []
    return "\n".join([*(["in records"] if found is reading.problems else []), *first, *more])


def plainly(problems: list[list[Any]]) -> bool:
    """Tell whether each problem is a short line of words with help beside it."""
    words = [text for problem in problems for text in problem[3:]]
    return all(0 < len(text) <= LONGEST and "\n" not in text and "Error" not in text for text in words)


@pytest.mark.slow
def test_hostile_files_are_refused_plainly_or_read_as_typed_in_bounds(
    tmp_path: Path, reader: Reader, *, at_length: bool, figure: Callable[[str], None]
) -> None:
    (tmp_path / "content").mkdir()
    light = [case for case in CASES if is_light(case)]
    heavy = [case for case in CASES if not is_light(case)]
    chosen = CASES if at_length else [*light[::2], *heavy[::3]]
    slowest, largest, refused = 0.0, 0.0, 0
    for case in chosen:
        (tmp_path / FILE).write_bytes(bytes_of(case))
        reading = reader.read(tmp_path)
        assert told(reading, case) == case.expected, case.title
        assert reading.same, f"the two parsers differ on: {case.title}"
        assert plainly([*reading.yaml, *reading.problems]), case.title
        assert len(reading.problems) <= MOST, case.title
        assert reading.seconds <= SECONDS, case.title
        assert reading.megabytes <= MEGABYTES, case.title
        slowest, largest = max(slowest, reading.seconds), max(largest, reading.megabytes)
        refused += not case.expected.startswith("reads")
    figure(
        f"{len(chosen)} of {len(CASES)} files: {refused} refused plainly, {len(chosen) - refused} read as typed; "
        f"at most {slowest:.1f} s and {largest:.0f} MB; 0 tracebacks"
    )


def test_there_are_as_many_files_as_were_promised() -> None:
    assert len(CASES) >= 150
    assert len({case.title for case in CASES}) == len(CASES)
    # What the list is for: each way of being wrong is in it, and so is what only looks wrong.
    codes = {line.split(" ")[0] for case in CASES for line in case.expected.split("\n")}
    assert len(codes) >= 25
    assert sum(case.expected.startswith("reads") for case in CASES) >= 80


def test_a_file_that_takes_too_long_would_be_seen(tmp_path: Path, reader: Reader) -> None:
    """The largest file that is read at all takes time that is measured, so a slower one would not pass."""
    (tmp_path / "content").mkdir()
    entries = "".join(f"  - {{id: t{number}, term: T{number}, definition: D}}\n" for number in range(15_000))
    (tmp_path / FILE).write_text(f"terms:\n{entries}")
    reading = reader.read(tmp_path)
    assert 0.05 < reading.seconds <= SECONDS
    assert 20 < reading.megabytes <= MEGABYTES
    assert reading.problems == []


# What programs change


def sayso(project: Path, *arguments: str, given: bytes | str | None = None) -> Result:
    command = ["-C", str(project), *arguments]
    return CliRunner().invoke(cli.main, command, prog_name="sayso", catch_exceptions=False, input=given)


ODD = [
    'actors:\n  - id: ann\n    name: "Ann\\u00e9"\n    type: person\n',
    "actors:\n- type: person\n  name: 'it''s Ann'\n  id: ann\n",
    "actors: [{type: person, id: ann, name: no}]\n",
    '{"actors": [{"name": "Ann", "id": "ann", "type": "person"}]}\n',
    "\ufeffactors:\r\n  - name: Ann\r\n    type: person\r\n    id: ann\r\n",
    "actors:\r  - name: Ann\r    type: person\r    id: ann\r",
    "---\nactors:\n  - name: Ann\n    type: person\n    id: ann\n...\n",
    "actors:\n  - ? name\n    : Ann\n    type: person\n    id: ann\n",
    "actors:\n  - name: |-\n      Ann\n    type: person\n    id: ann\n",
    "actors:\n  - summary: >\n      One\n\n      two\n        three\n    name: 12:30\n    type: person\n    id: ann\n",
    "actors:\n  - summary: |2-\n        One\n      two\n    name: 010\n    id: ann\n    type: person\n",
    'actors:\n  - summary: "One \\\n      two # three"\n    name: 1_000\n    id: ann\n    type: person\n',
    "actors:\n  -   name:    Ann\n      # another\n      id:   ann   # a remark\n      type: person\n",
    "actors:\n      - name: Ann\n        type: person\n        id: ann\n        aliases:\n        - .inf\n",
    "actors:\n  - name: on\n    aliases: [off, ~, null, 0x1F, 2025-04-08]\n    id: ann\n    type: person\n",
    "actors:\n  - name: Ann\n\n\n    id: ann\n\n    type: person\n\n\n",
    "actors:\n  - name: Ann\tLee\n    id: ann\n    type:\tperson\n",
    'actors:\n  - "name": Ann\n    \'id\': ann\n    "ty\\x70e": person\n',
    "actors:\n  - name: cafe\u0301\n    id: ann\n    type: person\n",
    "actors:\n  - name: Ann\n    links: {website: 'https://example.org/?a=1&b=2#c'}\n    id: ann\n    type: person\n",
    "actors:\n  -\n    name: Ann\n    id: ann\n    type: person\n",
    "actors:\n  - name: Ann\n    type: person\n    id: ann",
    "# first\nactors: # second\n  # third\n  - name: Ann\n    type: person # fourth\n    id: ann\n# last\n",
    "actors:\n  - {name: Ann,\n     type: person,\n     id: ann}\n",
    "mentions: {The Hague: ann}\nactors:\n  - {name: Ann, type: person, id: ann}\n",
]
"""Records written as nobody would write them, and yet as YAML takes them."""


def records_in(project: Path) -> Any:
    records, problems = read_content(project, project / "content")
    assert problems == []
    return records


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_programs_that_change_files_keep_what_they_mean(project: Path, figure: Callable[[str], None]) -> None:
    file = project / FILE
    changed = 0
    for text in ODD:
        file.write_bytes(text.encode())
        before = records_in(project)
        data = file.read_bytes()
        result = sayso(project, "fmt")
        assert "Traceback" not in result.output
        assert records_in(project) == before, text
        changed += file.read_bytes() != data
        file.write_bytes(data)
        result = sayso(project, "rename", "ann", "bea")
        after = records_in(project)
        actor = after.actors[0]
        if result.exit_code == 0:
            assert (actor.id, actor.was) == ("bea", ["ann"]), text
            assert actor.changed(id="ann", was=[]) == before.actors[0], text
            assert [mention.target for mention in after.mentions] == ["bea" for _ in before.mentions]
        else:
            assert after == before, text
        changed += result.exit_code == 0
        file.write_bytes(data)
    assert changed > len(ODD)
    figure(f"{len(ODD)} odd files: fmt and rename made {changed} changes, and none of what they mean")


@pytest.mark.slow
def test_programs_leave_refused_files_alone(project: Path, *, at_length: bool, figure: Callable[[str], None]) -> None:
    refused = [case for case in CASES if is_light(case) and not case.expected.startswith(("reads", "in records"))]
    chosen = refused if at_length else refused[::8]
    for case in chosen:
        (project / FILE).write_bytes(bytes_of(case))
        before = fingerprint(project)
        for command in (["fmt"], ["rename", "a", "b"]):
            result = sayso(project, *command)
            assert result.exit_code == 1, (command, case.title)
            assert "Traceback" not in result.output
            assert fingerprint(project) == before, (command, case.title)
    figure(f"{len(chosen)} refused files: fmt and rename changed none")


# Other files that are read as data


SETTINGS = [
    "a: &a [x, x]\nb: [*a, *a]\n",
    "plugins: &p [*p]\n",
    "plugins: &p\n  sayso: *p\n",
    "theme: &t {name: sayso, custom_dir: *t}\n",
    "&a : *a\n",
    "docs_dir: !!binary Y29udGVudA==\n",
    "docs_dir: !!set {content}\n",
    "docs_dir: 2025-02-31\n",
    "docs_dir: .inf\n",
    "docs_dir: ~\n",
    "docs_dir: [content]\n",
    'docs_dir: "cont\\0ent"\n',
    'docs_dir: "\\ud800"\n',
    f"docs_dir: {'x' * 100_000}\n",
    f"site_dir: {'x' * 100_000}\n",
    f"theme: {{name: sayso, custom_dir: {'x' * 100_000}}}\n",
    f"plugins: [{{sayso: {{texts: {'x' * 100_000}}}}}]\n",
    f"x: {'[' * 50_000}\n",
    f"{'- ' * 5_000}\n",
    f"x: {'9' * 100_000}\n",
    "x: 1e999999\n",
    "site_name: 2025-99-99\n",
    "? [a, b]\n: c\n",
    "{a: b}: c\n",
    "INHERIT: mkdocs.yml\n",
    "INHERIT: /dev/zero\n",
    "INHERIT: .\n",
    "INHERIT: [a]\n",
    "plugins: 7\n",
    "plugins: [{sayso: 7}]\n",
    "plugins: [{sayso: {publish: 7}}]\n",
    "plugins: {sayso: {strict: [}}\n",
    "theme: []\n",
    "%YAML 9.9\n---\nsite_name: x\n",
    "--- a\n--- b\n",
    "site_name: \x1b[31m\n",
    "<<: {docs_dir: content}\n",
    "<<: *none\n",
    "x: !ENV {a: b}\n",
    "x: !ENV [[a], b]\n",
    "x: !relative ../..\n",
    "dev_addr: !!float nan\n",
]
"""Settings as nobody means them; whoever may change them is trusted, and yet they are to end in plain words."""


@pytest.mark.slow
def test_broken_settings_end_in_plain_words(tmp_path: Path, *, figure: Callable[[str], None], at_length: bool) -> None:
    project = make_project(tmp_path)
    files = [b"\xff\xfea\0", b"\0" * 10_000, b"\xef\xbb\xbf" * 3, b"", b"x: y\r", b"#" * 1_500_000]
    files += [text.encode("utf-8", "surrogatepass") for text in SETTINGS]
    files += [f"{text}{MKDOCS_YML}".encode("utf-8", "surrogatepass") for text in SETTINGS]
    chosen = files if at_length else files[::3]
    refused = 0
    for data in chosen:
        (project / "mkdocs.yml").write_bytes(data)
        for command in ("check", "fmt") if not at_length else ("check", "fmt", "build"):
            result = sayso(project, command)
            assert result.exit_code in {0, 1}, (command, data[:80])
            assert "Traceback" not in result.output + result.stderr, (command, data[:80])
            assert not re.search(r"\w+Error\b", result.stderr), (command, data[:80], result.stderr)
            refused += result.exit_code
    assert refused > len(chosen)
    figure(f"{len(chosen)} broken mkdocs.yml: 0 tracebacks")


@pytest.mark.parametrize(
    "order", ["!!python/object/apply:os.system ['touch ran']", "!!python/object/new:os.mkdir [ran]", "!ENV ['ran']"]
)
def test_a_check_runs_nothing_that_settings_order(tmp_path: Path, order: str) -> None:
    """A build does, for MkDocs takes settings for a program: whoever changes them is trusted like the templates."""
    project = make_project(tmp_path, {"mkdocs.yml": f"{MKDOCS_YML}extra: {{x: {order}}}\n"})
    for command in ("check", "fmt"):
        assert sayso(project, command).exit_code == 0
    assert not (project / "ran").exists()
    assert not Path("ran").exists()


@pytest.mark.slow
def test_hostile_files_of_the_interface_and_texts_end_in_plain_words(
    tmp_path: Path, *, at_length: bool, figure: Callable[[str], None]
) -> None:
    settings = MKDOCS_YML.replace("{name: sayso}", "{name: sayso, custom_dir: mine}")
    project = make_project(tmp_path, {"mkdocs.yml": settings})
    chosen = [case for case in CASES if is_light(case)][:: 1 if at_length else 12]
    places = ["mine/languages/en.yml", "content/articles/village/text.md", "content/about.md"]
    for place in places:
        file = project / place
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_bytes() if file.exists() else None
        for case in chosen:
            file.write_bytes(bytes_of(case))
            result = sayso(project, "check")
            assert result.exit_code in {0, 1}, (place, case.title)
            assert "Traceback" not in result.stderr, (place, case.title)
        if before is not None:
            file.write_bytes(before)
        else:
            file.unlink()
    figure(f"{len(chosen)} files in {len(places)} other places: 0 tracebacks")


def test_a_text_without_end_is_not_read(project: Path) -> None:
    folder = project / "content/articles/first"
    folder.mkdir(parents=True)
    (folder / "article.yml").write_text("title: T\npublished: 2025-04-08\nlanguage: en\nsource: {publisher: P}\n")
    for place in (folder / "text.md", project / "content/about.md"):
        with place.open("wb") as opened:
            opened.truncate(1 << 40)
        problems = read_content(project, project / "content")[1]
        assert [(each.code, each.span.file) for each in problems] == [
            ("file-too-large", place.relative_to(project).as_posix())
        ]
        place.write_text("Words.\n")


@pytest.mark.slow
def test_a_damaged_cache_is_as_if_it_were_not_there(
    tmp_path: Path, *, at_length: bool, figure: Callable[[str], None]
) -> None:
    project = make_project(tmp_path)
    wanted = sayso(project, "check").output
    whole = tmp_path / "whole"
    shutil.copytree(project / ".sayso-cache", whole)
    files = [
        file.relative_to(whole) for file in sorted(whole.rglob("*")) if file.is_file() and file.name != ".gitignore"
    ]
    assert files
    chance = random.Random(7)
    tried = 0
    for _ in range(40 if at_length else 8):
        for name in files:
            data = bytearray((whole / name).read_bytes())
            at = chance.randrange(len(data))
            damaged = chance.choice([
                bytes(data[:at]), bytes(data[:at]) + b"\xff" + bytes(data[at + 1 :]), bytes(data) * 2, b"[" * 100_000,
                b"", b'["' + bytes(data),
            ])  # fmt: skip
            (project / ".sayso-cache" / name).write_bytes(damaged)
            result = sayso(project, "check")
            assert (result.exit_code, result.output) == (0, wanted)
            tried += 1
    figure(f"{tried} damaged files of a cache: the check says the same")


def test_what_calls_itself_a_part_is_refused_plainly(tmp_path: Path) -> None:
    from hashlib import sha256

    bodies = [
        b"",
        b"[" * 100_000,
        b"{}",
        b"null",
        b'{"files": 7}',
        b"\xff\xfe",
        b'{"a":' * 50_000,
        b'"' + b"x" * 100_000,
    ]
    for body in bodies:
        (tmp_path / "part.json").write_bytes(f"sayso-part-1 {sha256(body).hexdigest()}\n".encode() + body)
        found = read_part(tmp_path, "part")
        assert getattr(found, "code", "") == "part-damaged", body[:20]


ISSUES = [
    b"", b"{", b"[" * 1_000_000, b'{"issue":' * 200_000, b'{"issue": 7}', b'{"issue": {"body": 7}}', b"\xff\xfe{\0",
    b'{"issue": {"number": ' + b"9" * 100_000 + b', "body": "x"}}', b"{" * 6_000_000, b'{"issue": {"body": "\\ud800"}}',
    b'{"issue": {"body": "### Report\\n\\n\\u202e"}}', b"### Report\n\n" + b"x" * 100_000,
    b"### Report\n\n### Claim\n\n\0",
]  # fmt: skip


def test_what_calls_itself_an_issue_is_refused_plainly(tmp_path: Path, figure: Callable[[str], None]) -> None:
    project = make_project(tmp_path)
    before = fingerprint(project / "content")
    for data in ISSUES:
        with pytest.raises(NoDraft) as refusal:
            read_issue(data)
        assert "\n" not in str(refusal.value)
        result = sayso(project, "suggest", "-", given=data)
        assert result.exit_code == 1
        assert "No draft could be made of this." in result.output
        assert "Traceback" not in result.output
    assert fingerprint(project / "content") == before
    figure(f"{len(ISSUES)} hostile issues: all refused plainly")
