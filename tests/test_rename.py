"""`sayso rename`: an id changed everywhere it stands for its record, and nothing else."""

import hashlib
import os
import shutil
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sites import MKDOCS_YML, ROOT, build_with_mkdocs, fingerprint
from sites import make_project as make_small

from generator import cli
from generator.build import check
from generator.edit import rename as renaming
from generator.edit.overlay import Overlay
from generator.edit.rename import Failed, rename
from generator.edit.surgery import Edit, apply
from generator.problems import Span, has_errors
from generator.proof.fingerprints import fingerprint as fingerprint_of
from generator.read import read_project

FILES = {
    "mkdocs.yml": MKDOCS_YML + "nav:\n  - Home: index.md\n  - Basivka: claims/basivka-taken.md\n",
    "content/index.md": "# Home\n",
    "content/about.md": """\
# About

See [the claim](claims/basivka-taken.md#p-village--russia), [Ann](actors/ann.md "Ann") and [a word][w].

[w]: glossary.md#zone

`claims/basivka-taken.md` and [elsewhere](https://site.example/claims/basivka-taken.md) stay. So does basivka-taken.
""",
    "content/README.md": "# For editors\n\n[Claim](claims/basivka-taken.md)\n",
    "content/people.yml": """\
# ann is named here, and in the note below
actors:
  - id: russia
    name: Russia
    type: state
    aliases:
      - {name: Rus, used_by: ukraine}
  - id: ukraine # a state
    name: Ukraine
    type: state
    summary: >-
      Borders on [[russia]], says [[ann|Ann
      herself]], and \\[[ann]] is text; [[ ann ]] is not.
    was: [ukr]
  - id: 'ann'
    name: ann
    type: person
    affiliation: "ukraine"
    note: ann spoke once
    # a comment on links
    links:
      ann: https://ann.example

  - {id: daily, name: The Daily, type: organisation}
places:
  - id: basivka
    name: Basivka
    type: village
    part_of: ukraine
terms:
  - id: zone
    term: zone
    definition: "See [[basivka-taken|the claim]] and [[village]]."
    see: [basivka-taken, village, fall]
units:
  - id: guard
    name: Guard
    part_of: ukraine
    commander: ann
    was:
      - old-guard # long ago
mentions:
  Sunday: nobody
  Ann: "ann"
""",
    "content/articles/village/article.yml": """\
title: A village near the border
published: 2025-04-08
language: en
source:
  publisher: daily
show_text: full
in_brief:
  - Russia says that it holds [[basivka]].
mentions:
  the village: basivka
""",
    "content/articles/village/text.md": """\
# The village

On Sunday Russia claimed its troops took control of Basivka. Ukraine denied that the village had fallen. Ann agreed.
""",
    "content/articles/village/claims.yml": """\
claims:
  - id: basivka-taken
    claim: Russian troops have taken control of Basivka.
    about: [basivka, "russia"]
    positions:
      - id: russia
        actor: russia
        stance: asserts
        verb: claimed
        said: 2025-04-06
        via: [daily]
        quote: Russia claimed its troops took control of Basivka
  - id: basivka-held
    claim: Basivka has not fallen.
    contradicts: [basivka-taken]
    positions:
      - actor: ann
        stance: asserts
        verb: agreed
        quote: Ann agreed
""",
    "content/articles/village/map.gif": "GIF89a, no picture",
    "content/later.yml": """\
positions:
  - claim: basivka-taken
    actor: ukraine
    article: village
    stance: denies
    verb: denied
    quote: Ukraine denied that the village had fallen
events:
  - id: fall
    title: Basivka is said to have fallen
    article: village
    when: 2025-04-06
    places: [basivka]
    actors: [russia,
      ann]
    units: [guard]
    claims: [basivka-taken]
""",
}


def make_project(folder: Path, files: dict[str, str] | None = None) -> Path:
    for name, text in {**FILES, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


def sayso(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["-C", str(project), *arguments], prog_name="sayso", catch_exceptions=False)


def changed(project: Path, old: str, new: str) -> dict[str, list[tuple[str, str]]]:
    """Rename and give the lines that differ, by file; the content must check afterwards."""
    before = {name: (project / name).read_text() for name in FILES}
    result = sayso(project, "rename", old, new)
    assert result.exit_code == 0, result.output
    assert sayso(project, "check").exit_code == 0
    lines = {}
    for name, text in before.items():
        now = (project / name).read_text().split("\n")
        was = text.split("\n")
        new_lines = [line for line in now if line.strip() == f"was: [{old}]"]
        now = [line for line in now if line not in new_lines]
        lines[name] = [(a, b) for a, b in zip(was, now, strict=True) if a != b] + [("", line) for line in new_lines]
    return {name: pairs for name, pairs in lines.items() if pairs}


# what is changed


def test_an_actor_is_renamed_in_every_field_quoted_or_not(project):
    assert changed(project, "ukraine", "the-ukraine") == {
        "content/people.yml": [
            ("      - {name: Rus, used_by: ukraine}", "      - {name: Rus, used_by: the-ukraine}"),
            ("  - id: ukraine # a state", "  - id: the-ukraine # a state"),
            ("    was: [ukr]", "    was: [ukr, ukraine]"),
            ('    affiliation: "ukraine"', '    affiliation: "the-ukraine"'),
            ("    part_of: ukraine", "    part_of: the-ukraine"),
            ("    part_of: ukraine", "    part_of: the-ukraine"),
        ],
        "content/later.yml": [("    actor: ukraine", "    actor: the-ukraine")],
    }


def test_prose_names_keys_and_comments_are_told_apart(project):
    assert changed(project, "ann", "ann-lee") == {
        "content/about.md": [(FILES["content/about.md"].split("\n")[2], ANN_LINKED)],
        "content/people.yml": [
            (
                "      Borders on [[russia]], says [[ann|Ann",
                "      Borders on [[russia]], says [[ann-lee|Ann",
            ),
            (
                "      herself]], and \\[[ann]] is text; [[ ann ]] is not.",
                "      herself]], and \\[[ann]] is text; [[ ann-lee ]] is not.",
            ),
            ("  - id: 'ann'", "  - id: 'ann-lee'"),
            ("    commander: ann", "    commander: ann-lee"),
            ('  Ann: "ann"', '  Ann: "ann-lee"'),
            ("", "    was: [ann]"),
        ],
        "content/articles/village/claims.yml": [("      - actor: ann", "      - actor: ann-lee")],
        "content/later.yml": [("      ann]", "      ann-lee]")],
    }
    people = (project / "content/people.yml").read_text()
    assert "    # a comment on links\n    links:\n      ann: https://ann.example\n    was: [ann]\n\n" in people


ANN_LINKED = (
    'See [the claim](claims/basivka-taken.md#p-village--russia), [Ann](actors/ann-lee.md "Ann") and [a word][w].'
)


def test_a_claim_goes_along_in_pages_and_menu_and_all_lists(project):
    about = FILES["content/about.md"].split("\n")[2]
    assert changed(project, "basivka-taken", "taken") == {
        "mkdocs.yml": [("  - Basivka: claims/basivka-taken.md", "  - Basivka: claims/taken.md")],
        "content/about.md": [(about, about.replace("basivka-taken", "taken"))],
        "content/people.yml": [
            (
                '    definition: "See [[basivka-taken|the claim]] and [[village]]."',
                '    definition: "See [[taken|the claim]] and [[village]]."',
            ),
            ("    see: [basivka-taken, village, fall]", "    see: [taken, village, fall]"),
        ],
        "content/articles/village/claims.yml": [
            ("  - id: basivka-taken", "  - id: taken"),
            ("    contradicts: [basivka-taken]", "    contradicts: [taken]"),
            ("", "    was: [basivka-taken]"),
        ],
        "content/later.yml": [
            ("  - claim: basivka-taken", "  - claim: taken"),
            ("    claims: [basivka-taken]", "    claims: [taken]"),
        ],
    }


def test_a_positions_own_id_is_none_of_the_sites(project):
    lines = changed(project, "russia", "rf")
    assert lines["content/articles/village/claims.yml"] == [
        ('    about: [basivka, "russia"]', '    about: [basivka, "rf"]'),
        ("        actor: russia", "        actor: rf"),
    ]
    assert lines["content/about.md"][0][1].startswith("See [the claim](claims/basivka-taken.md#p-village--rf), ")


def test_places_terms_units_events_and_publishers(project):
    assert changed(project, "basivka", "basovka")["content/articles/village/article.yml"] == [
        ("  - Russia says that it holds [[basivka]].", "  - Russia says that it holds [[basovka]]."),
        ("  the village: basivka", "  the village: basovka"),
    ]
    assert sayso(project, "rename", "zone", "strip").exit_code == 0
    assert "[w]: glossary.md#strip\n" in (project / "content/about.md").read_text()
    assert sayso(project, "rename", "guard", "guards").exit_code == 0
    people = (project / "content/people.yml").read_text()
    assert "    was:\n      - old-guard # long ago\n      - guard\nmentions:" in people
    assert sayso(project, "rename", "fall", "falling").exit_code == 0
    assert "see: [basivka-taken, village, falling]" in (project / "content/people.yml").read_text()
    assert sayso(project, "rename", "daily", "weekly").exit_code == 0
    people = (project / "content/people.yml").read_text()
    assert "  - {id: weekly, name: The Daily, type: organisation, was: [daily]}\n" in people
    assert "  publisher: weekly\n" in (project / "content/articles/village/article.yml").read_text()
    assert "        via: [weekly]\n" in (project / "content/articles/village/claims.yml").read_text()
    assert sayso(project, "check").exit_code == 0


def test_an_article_moves_with_its_folder(project):
    result = sayso(project, "rename", "village", "first")
    assert result.exit_code == 0
    assert not (project / "content/articles/village").exists()
    names = {path.name for path in (project / "content/articles/first").iterdir()}
    assert names == {"article.yml", "text.md", "claims.yml", "map.gif"}
    article = (project / "content/articles/first/article.yml").read_text()
    assert "show_text: full\nwas: [village]\nin_brief:\n" in article
    assert (project / "content/later.yml").read_text().count("article: first\n") == 2
    assert "#p-first--russia" in (project / "content/about.md").read_text()
    assert result.stdout == ARTICLE_TOLD


ARTICLE_TOLD = """\
The article village is called first now: 6 places in 4 files.
  content/about.md: 1
  content/articles/first/article.yml: 1
  content/later.yml: 2
  content/people.yml: 2
The folder content/articles/village/ is content/articles/first/ now.
The old address leads to the new one ("was: village"), and readings stay valid: they hold no ids.
"""


def test_what_was_changed_is_told_with_what_is_left(project):
    (project / ".vscode").mkdir()
    (project / ".vscode/sayso.schema.json").write_text("{}")
    result = sayso(project, "rename", "ann", "ann-lee")
    assert result.stdout == ANN_TOLD


ANN_TOLD = """\
The actor ann is called ann-lee now: 9 places in 4 files.
  content/about.md: 1
  content/articles/village/claims.yml: 1
  content/later.yml: 1
  content/people.yml: 6
The old address leads to the new one ("was: ann"), and readings stay valid: they hold no ids.
Comments and notes were left as they are; ann still stands in them here:
  content/people.yml:1:3
  content/people.yml:19:11
Run sayso schema, so that your editor offers the new id.
"""


def test_many_comments_are_counted(project):
    people = project / "content/people.yml"
    people.write_text("# ann\n" * 12 + people.read_text())
    assert "\n  and in 4 more lines\n" in sayso(project, "rename", "ann", "ann-lee").stdout


def test_renamed_back_the_two_ids_change_places(project):
    assert sayso(project, "rename", "ukraine", "the-ukraine").exit_code == 0
    assert sayso(project, "rename", "the-ukraine", "ukr").exit_code == 0
    people = (project / "content/people.yml").read_text()
    assert "  - id: ukr # a state\n" in people
    assert "    was: [the-ukraine, ukraine]\n" in people
    assert sayso(project, "check").exit_code == 0


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("was: []", "was: [basivka]"),
        ("was: [ a, b ]", "was: [ a, b, basivka ]"),
        ("was: [a,\n      b # and so on\n      ]", "was: [a,\n      b, basivka # and so on\n      ]"),
        ("was:\n    - a\n    - b", "was:\n    - a\n    - b\n    - basivka"),
        ("note: |\n      # words\n      more\n      # a remark", None),
        ("coordinates: [51.18,\n      35.24 # east\n      ]", None),
    ],
)
def test_the_old_id_is_kept_in_any_layout(project, written, becomes):
    people = project / "content/people.yml"
    people.write_text(people.read_text().replace("    type: village\n", f"    type: village\n    {written}\n"))
    before = people.read_text()
    assert sayso(project, "rename", "basivka", "b-1").exit_code == 0
    after = people.read_text()
    if becomes:
        assert after == before.replace("id: basivka\n", "id: b-1\n").replace(written, becomes)
    elif written.startswith("note"):
        wanted = "part_of: ukraine\n    was: [basivka]"
        assert after == before.replace("id: basivka\n", "id: b-1\n").replace("part_of: ukraine", wanted, 1)
    else:
        assert f"    {written}\n    was: [basivka]\n" in after
    assert sayso(project, "check").exit_code == 0


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_and_marks_stay(project, ends):
    people = project / "content/people.yml"
    people.write_bytes(b"\xef\xbb\xbf" + people.read_bytes().replace(b"\n", ends.encode()) + b"# no end")
    before = people.read_bytes()
    assert sayso(project, "rename", "zone", "strip").exit_code == 0
    assert people.read_bytes() == before.replace(b"id: zone", b"id: strip").replace(
        b"see: [basivka-taken, village, fall]", f"see: [basivka-taken, village, fall]{ends}    was: [zone]".encode()
    )


def test_a_last_line_without_an_end_can_be_followed(tmp_path):
    text = "terms:\n  - id: a\n    term: a\n    definition: b"
    project = make_project(tmp_path, {"content/one.yml": text})
    assert sayso(project, "rename", "a", "z").exit_code == 0
    assert (project / "content/one.yml").read_text() == text.replace("id: a", "id: z") + "\n    was: [a]"


def test_a_site_builds_without_a_warning_afterwards_and_the_old_address_leads_on(tmp_path):
    project = make_small(tmp_path)
    assert sayso(project, "rename", "basivka-taken", "taken").exit_code == 0
    assert sayso(project, "rename", "russia", "rf").exit_code == 0
    assert sayso(project, "rename", "village", "hamlet").exit_code == 0
    site = build_with_mkdocs(project, tmp_path / "out", strict=True)
    assert 'id="p-hamlet--rf"' in (site / "claims/taken/index.html").read_text()
    assert "../../claims/taken/" in (site / "claims/basivka-taken/index.html").read_text()


# what is refused


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ukrain", "x", 'nothing has the id "ukrain"; did you mean "ukraine"?'),
        ("qqq", "x", 'nothing has the id "qqq"; look for the line that begins with "id:" in its record'),
        ("ukr", "x", '"ukr" is an old id; its record has the id "ukraine" now'),
        ("report", "x", '"report" has a meaning of its own and is the id of no record'),
        ("ann", "ann", '"ann" is its id already'),
        ("ann", "Ann Lee", '"Ann Lee" cannot be an id; use small letters a to z, digits and single hyphens'),
        ("ann", "nobody", '"nobody" has a meaning of its own and cannot be an id; choose another id'),
        ("ann", "a" * 65, "this id has 65 characters; use 64 characters at most"),
        ("ann", "basivka", '"basivka" is the id of a place already ("Basivka"); choose another id'),
        ("ann", "ukr", '"ukr" is an old id of "ukraine", and its address leads there; choose another id'),
    ],
)
def test_ids_that_cannot_be_are_refused(project, old, new, told):
    before = fingerprint(project)
    result = sayso(project, "rename", old, new)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.replace("\n", " ").split())
    assert fingerprint(project) == before


def test_content_with_errors_is_shown_and_left_alone(project):
    people = project / "content/people.yml"
    people.write_text(people.read_text().replace("commander: ann", "commander: anne"))
    before = fingerprint(project)
    result = sayso(project, "rename", "ann", "ann-lee")
    assert result.exit_code == 1
    assert "unknown-actor" in result.stderr
    assert fingerprint(project) == before


def test_what_would_not_check_changes_nothing(project):
    (project / "content/claims").mkdir()
    (project / "content/claims/held.md").write_text("# Held\n")
    before = fingerprint(project)
    result = sayso(project, "rename", "basivka-held", "held")
    assert result.exit_code == 1
    assert result.stderr.startswith("content/claims/held.md:1:1: error: address-taken: ")
    assert fingerprint(project) == before


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ('commander: "\\x61nn"', "content/people.yml:39:16"),
        ('summary: "[\\x5bann]] leads."', "content/people.yml:39:14"),
    ],
)
def test_escapes_are_left_to_a_person(project, written, place):
    people = project / "content/people.yml"
    people.write_text(people.read_text().replace("commander: ann", written))
    before = fingerprint(project)
    result = sayso(project, "rename", "ann", "ann-lee")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{place}: error: rename-by-hand: ")
    assert fingerprint(project) == before


def test_another_status_is_refused(tmp_path):
    position = "    claim: c\n    actor: {}\n    stance: {}\n    verb: says\n    quote: {}\n"
    article = "title: T\npublished: 2025-04-08\nlanguage: en\nshow_text: full\nsource: {publisher: P}\n"
    files = {"mkdocs.yml": MKDOCS_YML, "content/c.yml": "actors:\n  - {id: a, name: A, type: group}\nclaims:\n"}
    files["content/c.yml"] += "  - id: c\n    claim: It is so.\n"
    for name, stance in (("one", "asserts"), ("two", "retracts")):
        folder = f"content/articles/{name}"
        files[f"{folder}/article.yml"] = article
        files[f"{folder}/text.md"] = "A says that it is so.\n"
        body = position.format("a", stance, "A says that it is so").lstrip()
        files[f"{folder}/claims.yml"] = f"positions:\n  - {body}"
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    before = fingerprint(tmp_path)
    result = sayso(tmp_path, "rename", "one", "zero")
    assert (result.exit_code, fingerprint(tmp_path)) == (1, before)
    assert result.stderr.startswith("content/c.yml:4:9: error: rename-changes-status: ")
    assert sayso(tmp_path, "rename", "one", "first").exit_code == 0


def test_a_file_changed_in_the_meantime_stops_it(project, monkeypatch):
    people = project / "content/people.yml"
    real = renaming._try

    def meanwhile(*given):
        people.write_text(people.read_text() + "# one more line\n")
        return real(*given)

    monkeypatch.setattr(renaming, "_try", meanwhile)
    result = sayso(project, "rename", "ann", "ann-lee")
    assert result.exit_code == 1
    assert "file-changed" in result.stderr
    assert "id: 'ann'" in people.read_text()


def test_a_file_that_cannot_be_written_stops_it(project, monkeypatch):
    before = fingerprint(project)
    monkeypatch.setattr("os.access", lambda _, mode: mode != os.W_OK)
    result = sayso(project, "rename", "ann", "ann-lee")
    assert result.exit_code == 1
    assert "cannot-write" in result.stderr
    assert fingerprint(project) == before


def test_a_file_that_cannot_be_read_any_more_stops_it(project, monkeypatch):
    _, loaded, _ = check(project)
    checked, _, _ = check(project)
    assert checked is not None
    assert loaded is not None
    (project / "content/people.yml").write_text("actors: [\n")
    assert isinstance(rename(checked, loaded, "ann", "ann-lee"), Failed)
    (project / "content/people.yml").unlink()
    (project / "content/people.yml").symlink_to(project / "mkdocs.yml")
    assert isinstance(rename(checked, loaded, "ann", "ann-lee"), Failed)


def test_an_edit_of_another_text_is_refused():
    edit = Edit(Span("f", 1, 1, 3), "abc", "x")
    assert apply("abc\n", [edit]) == "x\n"
    with pytest.raises(ValueError, match="abc"):
        apply("abd\n", [edit])


def test_a_private_text_is_to_be_renamed_too(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    project = make_project(tmp_path / "project")
    (project / "content/articles/village/text.md").rename(texts / "village.md")
    article = project / "content/articles/village/article.yml"
    words = article.read_text().replace("show_text: full", f"show_text: quotes\ntext_sha256: {SHA}")
    article.write_text(words)
    result = sayso(project, "rename", "--texts", str(texts), "village", "first")
    assert result.exit_code == 0, result.output
    assert "Its text lies in the private folder: rename village to first there as well.\n" in result.stdout


SHA = hashlib.sha256(FILES["content/articles/village/text.md"].encode()).hexdigest()


def test_content_beside_the_project_is_renamed(tmp_path):
    project = make_project(tmp_path / "project")
    (project / "content").rename(tmp_path / "content")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("docs_dir: content", "docs_dir: ../content"))
    assert sayso(project, "rename", "ann", "ann-lee").exit_code == 0
    assert "id: 'ann-lee'" in (tmp_path / "content/people.yml").read_text()


# the content of this repository


def known(project: Path) -> tuple[dict[str, str], list[str], list[str]]:
    _, loaded, problems = check(project)
    assert loaded is not None
    assert not [problem for problem in problems if problem.severity == "error"]
    library = loaded.library
    statuses = {some_id: claim.status.word for some_id, claim in library.claims.items()}
    read = sorted(fingerprint_of(p, library) for claim in library.claims.values() for p in claim.positions)
    return statuses, read, list(library.kinds)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def rename_all(project: Path, ids: list[str]) -> None:
    for some_id in ids:
        result = sayso(project, "rename", some_id, f"{some_id[:60]}-2")
        assert result.exit_code == 0, result.output


def test_records_of_each_kind_are_renamed_in_the_content(copy):
    statuses, read, _ = known(copy)
    ids = ["zelensky", "ukrainian-military", "basivka", "buffer-zone", "basivka-taken", "belgorod-confirmed"]
    rename_all(copy, ids)
    after = known(copy)
    assert after[0] == {f"{i}-2" if i in ids else i: status for i, status in statuses.items()}
    assert after[1] == read


@pytest.mark.slow
def test_ids_from_all_over_the_content_can_be_renamed_and_back(copy):
    statuses, read, ids = known(copy)
    ids = ids[::3]
    rename_all(copy, ids)
    after = known(copy)
    assert after[0] == {f"{i[:60]}-2" if i in ids else i: status for i, status in statuses.items()}
    assert after[1] == read
    for some_id in ids[::10]:
        assert sayso(copy, "rename", f"{some_id[:60]}-2", some_id).exit_code == 0
    assert known(copy)[1] == read


def test_a_file_that_came_in_the_meantime_stops_it(project, monkeypatch):
    real = renaming._try

    def meanwhile(*given):
        (project / "content/more.yml").write_text("events: []\n")
        return real(*given)

    monkeypatch.setattr(renaming, "_try", meanwhile)
    result = sayso(project, "rename", "ann", "ann-lee")
    assert result.exit_code == 1
    assert "content/more.yml:1:1: error: file-changed" in result.stderr


NEW_TERM = "terms:\n  - {id: border, term: border, definition: Where a state ends.}\n"


def prepared(project) -> Overlay:
    """Prepare a record on an overlay, as `sayso new` does."""
    read, _ = read_project(project)
    overlay = Overlay(read)
    overlay.__enter__()
    overlay.check()
    overlay.put(Path("content/border.yml"), NEW_TERM)
    assert not has_errors(overlay.check()[1])
    return overlay


@pytest.fixture
def overlay(project):
    made = prepared(project)
    yield made
    made.__exit__()


def test_a_record_that_came_elsewhere_in_the_meantime_is_seen(project, overlay):
    zones = project / "content/people.yml"
    zones.write_text(zones.read_text().replace("terms:\n", NEW_TERM), encoding="utf-8")
    problem = overlay.write()
    assert (problem.code, problem.span.file) == ("file-changed", "content/people.yml")
    assert "together with what you add the content would not check" in problem.message
    assert not (project / "content/border.yml").exists()
    assert not list(project.rglob(".sayso-*"))


def test_another_change_in_the_meantime_is_checked_and_does_no_harm(project, overlay):
    (project / "content/other.yml").write_text("events: []\n")
    (project / "content/articles/village/map.gif").unlink()
    assert overlay.write() is None
    assert (project / "content/border.yml").read_text() == NEW_TERM
    assert not has_errors(check(project)[2])
    overlay.put(Path("content/border.yml"), NEW_TERM.replace("ends", "begins"))
    assert overlay.write() is None


def test_a_record_that_went_in_the_meantime_is_missed(project, overlay):
    (project / "content/more.yml").write_text("")
    overlay.put(Path("content/border.yml"), NEW_TERM.replace("ends.}", "ends., see: [zone]}"))
    overlay.check()
    people = project / "content/people.yml"
    people.write_text(people.read_text().replace("terms:", "x-terms:"), encoding="utf-8")
    problem = overlay.write()
    assert problem.code == "file-changed"


def test_strict_projects_are_strict_with_what_comes_together(project, overlay):
    object.__setattr__(overlay._project, "strict", True)
    (project / "content/lonely.yml").write_text("actors:\n  - {id: lonely, name: Lonely, type: person, see: 7}\n")
    assert overlay.write().code == "file-changed"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_window_that_is_closed_leaves_no_folder_aside(project, number):
    made = prepared(project)
    with pytest.raises(KeyboardInterrupt), made._exits:
        os.kill(os.getpid(), number)
    assert not made.root.exists()
