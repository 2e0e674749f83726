"""Reading the content folder: case documents, and what comes out."""

import hashlib
import os
from pathlib import Path

import pytest
from layout import lay_out
from support import Case, read_cases

from generator.problems import Problem, Span, lines_under, show_all
from generator.read import Records, SiteMention, read_content
from generator.read import yaml_tree as yaml_tree_module
from generator.read.files import FoundFile, read_bytes
from generator.read.yaml_tree import SlowParser

DOCUMENTS = ["read-yaml.md", "read-records.md", "read-files.md"]
CASES = [pytest.param(case, id=case.place) for document in DOCUMENTS for case in read_cases(document)]

ARTICLE = """\
--- content/articles/first/article.yml
title: A report
published: 2025-04-08
language: en
source: {publisher: Sayso}
--- content/articles/first/text.md
Words.
"""


def read(given: str, root: Path) -> tuple[Records, str]:
    lay_out(given, root)
    records, problems = read_content(root, root / "content")
    return records, show_all(problems, lines_under(root))


@pytest.mark.parametrize("case", CASES)
def test_messages(case: Case, tmp_path: Path):
    assert read(case.given, tmp_path)[1] == case.expected


@pytest.mark.parametrize("case", CASES)
def test_messages_are_the_same_without_libyaml(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(yaml_tree_module, "fastest_parser", lambda: SlowParser)
    assert read(case.given, tmp_path)[1] == case.expected


def test_an_empty_content_folder_has_no_records(tmp_path: Path):
    records, told = read("", tmp_path)
    assert records == Records()
    assert told == "no problems"


def test_a_content_folder_that_is_not_there_is_one_problem(tmp_path: Path):
    _, problems = read_content(tmp_path, tmp_path / "content")
    assert [(p.code, p.span) for p in problems] == [("unreadable", Span("content"))]


def test_a_content_folder_that_is_a_link_is_refused(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "content").symlink_to("elsewhere")
    records, problems = read_content(tmp_path, tmp_path / "content")
    assert [(p.code, p.span) for p in problems] == [("symbolic-link", Span("content"))]
    assert records.blind


def test_files_that_cannot_be_read_are_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_args, **_kwargs):
        raise PermissionError

    lay_out(f"{ARTICLE}--- content/about.md\n# About", tmp_path)
    monkeypatch.setattr("generator.read.files.open", refuse, raising=False)
    records, problems = read_content(tmp_path, tmp_path / "content")
    assert [p.code for p in problems] == ["unreadable"] * 3
    assert records.incomplete
    assert records.blind
    assert records.rejected == {"first": "article"}


def test_a_text_that_cannot_be_read_hides_no_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(path: str, *args, **kwargs):
        if path.endswith("text.md"):
            raise PermissionError
        return open(path, *args, **kwargs)  # noqa: PTH123 - the reader's own is stood in for

    lay_out(ARTICLE, tmp_path)
    monkeypatch.setattr("generator.read.files.open", refuse, raising=False)
    records, problems = read_content(tmp_path, tmp_path / "content")
    assert [p.code for p in problems] == ["unreadable"]
    assert (records.incomplete, records.blind) == (True, False)


def test_a_folder_that_cannot_be_read_hides_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    look = os.scandir

    def refuse(folder: Path):
        if Path(folder).name == "more":
            raise PermissionError
        return look(folder)

    lay_out(f"{ARTICLE}--- content/more/actors.yml\nactors: []", tmp_path)
    monkeypatch.setattr(os, "scandir", refuse)
    records, problems = read_content(tmp_path, tmp_path / "content")
    assert [(p.code, p.span) for p in problems] == [("unreadable", Span("content/more"))]
    assert records.blind


def test_something_that_is_no_file_is_a_problem(tmp_path: Path):
    os = pytest.importorskip("os")
    lay_out("", tmp_path)
    os.mkfifo(tmp_path / "content" / "pipe.yml")
    _, problems = read_content(tmp_path, tmp_path / "content")
    assert [(p.code, p.span.file) for p in problems] == [("stray-file", "content/pipe.yml")]
    assert (problems[0].message, problems[0].help) == ("this is not an ordinary file", "delete it")


def test_a_name_that_cannot_be_shown_is_a_problem(tmp_path: Path):
    lay_out("--- content/a\u202eb.yml\nactors: []", tmp_path)
    records, problems = read_content(tmp_path, tmp_path / "content")
    assert [p.code for p in problems] == ["bad-file-name"]
    assert records.blind
    assert "\u202e" not in show_all(problems, lines_under(tmp_path))


@pytest.mark.parametrize(
    "name",
    ["at 9.41.00\u202fPM", "می\u200cخواهم", "क्\u200dष", "東京\u3000駅", "a\u00a0b", "a\u202f/more\u00a0people"],
    ids=ascii,
)
def test_what_real_names_of_files_need_may_stand_in_them(name: str, tmp_path: Path):
    lay_out(f"--- content/{name}.yml\nterms:\n  - {{id: a, term: Alpha, definition: A letter.}}", tmp_path)
    records, problems = read_content(tmp_path, tmp_path / "content")
    assert (problems, [term.id for term in records.terms]) == ([], ["a"])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a\nb", "(U+000A)"),
        ("a\tb", "(U+0009)"),
        ("a\x1b[31mb", "(U+001B)"),
        ("a\u0085b", "(U+0085)"),
        ("a\u2028b", "(U+2028, LINE SEPARATOR)"),
        ("a\u202eb", "(U+202E, RIGHT-TO-LEFT OVERRIDE)"),
        ("a\u200db", "(U+200D, ZERO WIDTH JOINER)"),
        ("a\u202eb/c", "(U+202E, RIGHT-TO-LEFT OVERRIDE)"),
        ("a\udcffb", "(U+DCFF)"),
    ],
    ids=ascii,
)
def test_what_a_name_of_a_file_hides_is_told_by_its_number(name: str, told: str, tmp_path: Path):
    place = tmp_path / "content" / f"{name}.yml"
    place.parent.mkdir(parents=True)
    place.write_text("actors: []\n", encoding="utf-8")
    records, (problem,) = read_content(tmp_path, tmp_path / "content")
    assert problem.code == "bad-file-name"
    assert problem.message == (f"in the name of this file or of its folder an invisible character stands here {told}")
    assert problem.help.startswith("rename it: type its name anew")
    assert records.blind
    shown = show_all([problem], lines_under(tmp_path))
    assert all(line.isprintable() for line in shown.splitlines())


def test_a_file_that_is_too_large_is_refused_and_its_ids_are_kept(tmp_path: Path):
    line = "  - {id: russia, name: Russia, type: state}\n"
    lay_out("actors:\n" + line * 25_000, tmp_path)
    records, problems = read_content(tmp_path, tmp_path / "content")
    assert [(p.code, p.span) for p in problems] == [("file-too-large", Span("content/records.yml"))]
    assert records.incomplete
    assert records.rejected == {"russia": "actor"}


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_may_have_a_million_bytes_and_not_one_more(more: int, tmp_path: Path):
    lay_out(f"terms: []\n{ARTICLE}--- content/page.md\n# A page", tmp_path)
    for name in ("records.yml", "articles/first/text.md", "page.md"):
        path = tmp_path / "content" / name
        held = path.read_bytes()
        path.write_bytes(held + (b"# so\n" * 200_000)[: 1_000_000 - len(held)] + b"\n" * more)
    records, problems = read_content(tmp_path, tmp_path / "content")
    files = ["content/articles/first/text.md", "content/page.md", "content/records.yml"]
    message = "this file has more than 1,000,000 bytes, which is the most that is read"
    assert sorted((p.span.file, p.message, p.help) for p in problems) == [
        (file, message, "divide it into several files") for file in files * more
    ]
    assert records.incomplete is bool(more)


def test_names_that_other_systems_take_for_one_are_told_in_their_folder(tmp_path: Path):
    lay_out(
        "--- content/a/deep/one.md\n# x\n--- content/a/deep/ONE.md\n# y\n--- content/Two.md\n--- content/two.md",
        tmp_path,
    )
    _, problems = read_content(tmp_path, tmp_path / "content")
    told = [(p.code, p.span.file, p.message.partition(" have")[0]) for p in problems if p.code == "same-file-name"]
    assert sorted(told) == [
        ("same-file-name", "content/a/deep/one.md", 'this and "ONE.md"'),
        ("same-file-name", "content/two.md", 'this and "Two.md"'),
    ]


def test_links_in_hidden_folders_are_told_and_nothing_else_of_them(tmp_path: Path):
    given = (
        "--- outside/more/a.yml\nterms: []\n--- content/.hidden/deep/b.yml\nno: one\n--- content/x/.y/z/c.yml\nno: one"
    )
    lay_out(
        f"{given}\n--- content/.hidden/deep/link -> ../../../outside/more\n--- content/x/.y/z/l -> ../../../../outside",
        tmp_path,
    )
    (tmp_path / "content/.hidden/deep/con.yml").write_text("not: read")
    # What a link leads to is not gone through, so the links there are nobody's.
    (tmp_path / "outside/beyond").symlink_to(tmp_path)
    (tmp_path / "content/.away").symlink_to("../outside")
    records, problems = read_content(tmp_path, tmp_path / "content")
    assert sorted((p.code, p.span.file) for p in problems) == [
        ("symbolic-link", "content/.away"),
        ("symbolic-link", "content/.hidden/deep/link"),
        ("symbolic-link", "content/x/.y/z/l"),
    ]
    assert (records.pages, records.terms, records.incomplete, records.blind) == ((), (), False, False)


def test_links_in_a_circle_are_told_and_hidden_ones_harm_nobody(tmp_path: Path):
    lay_out("--- content/a.yml\nterms: []", tmp_path)
    for one, other in (("one", "two"), ("two", "one"), (".one", ".two"), (".two", ".one")):
        (tmp_path / "content" / one).symlink_to(other)
    _, problems = read_content(tmp_path, tmp_path / "content")
    assert [(p.code, p.span.file, p.message) for p in problems] == [
        ("symbolic-link", f"content/{name}", "this is a symbolic link to another place, and links are not followed")
        for name in ("one", "two")
    ]


def test_a_hidden_folder_that_cannot_be_read_is_nobodys_business(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    lay_out("--- content/a.yml\nterms: []\n--- content/.own/b.yml\nno: one", tmp_path)

    def refuse(path: str) -> object:
        if ".own" in os.fspath(path):
            raise PermissionError(path)
        return scan(path)

    scan = os.scandir
    monkeypatch.setattr(os, "scandir", refuse)
    assert read_content(tmp_path, tmp_path / "content")[1] == []


def test_what_is_no_ordinary_file_any_more_when_it_is_opened_is_not_read(tmp_path: Path):
    os.mkfifo(tmp_path / "a.yml")
    problem = read_bytes(FoundFile(str(tmp_path / "a.yml"), "content/a.yml", "a.yml"), 100)
    assert isinstance(problem, Problem)
    assert problem.message == "this file cannot be read"


def test_a_folder_that_windows_cannot_hold_hides_ids(tmp_path: Path):
    lay_out("--- content/con/actors.yml\nactors: []", tmp_path)
    records, problems = read_content(tmp_path, tmp_path / "content")
    assert [(p.code, p.span.file) for p in problems] == [("bad-file-name", "content/con")]
    assert records.blind


def test_what_cannot_be_read_is_told_plainly(tmp_path: Path):
    _, [problem] = read_content(tmp_path, tmp_path / "content")
    assert problem.message == "this folder cannot be read"
    assert problem.help == "look whether it is there, and who may read it"
    os.mkfifo(tmp_path / "content")
    _, [problem] = read_content(tmp_path, tmp_path / "content")
    assert problem.message == "this folder cannot be read"


@pytest.mark.parametrize("ending", [".svg", ".bmp", ".tif", ".tiff", ".heic", ".HEIC"])
def test_a_picture_of_another_kind_is_to_be_saved_anew(ending: str, tmp_path: Path):
    lay_out(ARTICLE, tmp_path)
    (tmp_path / f"content/articles/first/one{ending}").write_bytes(b"")
    _, problems = read_content(tmp_path, tmp_path / "content")
    assert [p.help for p in problems if p.code == "stray-file"] == [
        "save it as PNG or WebP: such a picture can stand here"
    ]


@pytest.mark.parametrize("ending", [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".PNG"])
def test_pictures_of_every_kind_may_stand_beside_an_article(ending: str, tmp_path: Path):
    lay_out(ARTICLE, tmp_path)
    (tmp_path / f"content/articles/first/one{ending}").write_bytes(b"")
    _, problems = read_content(tmp_path, tmp_path / "content")
    assert "stray-file" not in {problem.code for problem in problems}


def test_dot_files_are_skipped_and_the_editors_guide_is_not_published(tmp_path: Path):
    given = """\
--- content/.hidden/actors.yml
not: read
--- content/.draft.yml
not: read
--- content/README.md
# For editors
--- content/guide/fields.md
# For editors
--- content/guide/index.md
# For editors
--- content/guide/pictures/one.png
--- content/more/README.md
# A page
--- content/more/guide/page.md
# A page
--- content/about.md
# About
--- content/assets/figures.csv
--- content/articles/about.md
# About articles
--- content/articles/first/photos/1.PNG escaped
\\x89PNG\\r
\\x1a
"""
    records, told = read(given + ARTICLE, tmp_path)
    assert told == "no problems"
    assert records.pages == (
        "about.md",
        "articles/about.md",
        "articles/first/photos/1.PNG",
        "assets/figures.csv",
        "more/README.md",
        "more/guide/page.md",
    )


def test_every_kind_of_record_is_read_wherever_it_stands(tmp_path: Path):
    given = """\
actors:
  - {id: russia, name: Russia, type: state}
units:
  - {id: regiment, name: The regiment}
--- content/deep/in/a/folder/records.yaml
places:
  - {id: basivka, name: Basivka, type: village}
terms:
  - {id: raid, term: raid, definition: An attack.}
events:
  - {id: raid-begins, title: The raid begins., when: 2025-04}
--- content/articles/first/claims.YML
claims:
  - id: basivka-taken
    claim: Basivka is taken.
positions:
  - {claim: basivka-taken, actor: russia, stance: asserts, verb: said, quote: Words}
"""
    records, told = read(given + ARTICLE, tmp_path)
    assert told == "no problems"
    found = [
        records.actors,
        records.units,
        records.places,
        records.terms,
        records.events,
        records.claims,
        records.articles,
    ]
    assert [[record.id for record in kind] for kind in found] == [
        ["russia"],
        ["regiment"],
        ["basivka"],
        ["raid"],
        ["raid-begins"],
        ["basivka-taken"],
        ["first"],
    ]
    assert [position.actor for position in records.positions] == ["russia"]


def test_a_text_is_given_with_its_checksum_as_lf_and_without_a_mark(tmp_path: Path):
    given = ARTICLE.replace("text.md\nWords.", "text.md escaped\n\\xef\\xbb\\xbf# One\\r\\nTwo\\rThree \\x0c")
    records, told = read(given, tmp_path)
    assert told == "no problems"
    text = records.texts["first"]
    assert text.file == "content/articles/first/text.md"
    assert text.text == "# One\nTwo\nThree \x0c\n"
    assert text.sha256 == hashlib.sha256(text.text.encode()).hexdigest()


def test_what_a_place_says_is_filled_in(tmp_path: Path):
    given = """\
--- content/articles/first/claims.yml
claims:
  - id: basivka-taken
    claim: Basivka is taken.
    positions:
      - {actor: russia, stance: asserts, verb: said, quote: Words}
      - {actor: ukraine, article: second, stance: denies, verb: said, quote: Words}
positions:
  - {claim: other, actor: russia, stance: asserts, verb: said, quote: Words}
events:
  - {id: one, title: One., when: 2025}
  - {id: two, title: Two., when: 2025, article: second}
--- content/events.yml
events:
  - {id: three, title: Three., when: 2025}
"""
    records, told = read(given + ARTICLE, tmp_path)
    assert told == "no problems"
    nested = records.claims[0].positions
    assert [(p.claim, p.article) for p in nested] == [("basivka-taken", "first"), ("basivka-taken", "second")]
    assert [(p.claim, p.article) for p in records.positions] == [("other", "first")]
    assert [(e.id, e.article) for e in records.events] == [("three", None), ("one", "first"), ("two", "second")]
    assert nested[0].span("article") == nested[0].span()
    assert nested[1].span("article").column > nested[1].span().column
    assert records.articles[0].key_span("id") == Span("content/articles/first/article.yml")


def test_records_know_the_places_of_their_values(tmp_path: Path):
    given = """\
actors:
  - id: russia
    name: "Russia"
    type: state
    aliases: [RF, {name: Rossiya}]
    summary: >-
      A state
      in the east.
"""
    records, told = read(given, tmp_path)
    assert told == "no problems"
    actor, file = records.actors[0], "content/records.yml"
    assert actor.span() == Span(file, 2, 5, 10)
    assert actor.span("name") == Span(file, 3, 11, 8)
    assert actor.key_span("type") == Span(file, 4, 5, 4)
    assert actor.span("aliases") == Span(file, 5, 14, 21)
    assert actor.span("aliases", 1, "name") == Span(file, 5, 26, 7)
    assert actor.span("summary") == Span(file, 6, 14, 2)
    assert actor.spot("the east", "summary") == Span(file, 8, 10, 8)


def test_mentions_for_the_whole_site(tmp_path: Path):
    records, told = read("mentions:\n  The  president: zelensky\n  Kyiv: nobody\n", tmp_path)
    assert told == "no problems"
    file = "content/records.yml"
    assert records.mentions == (
        SiteMention("The president", "zelensky", Span(file, 2, 3, 14), Span(file, 2, 19, 8)),
        SiteMention("Kyiv", "nobody", Span(file, 3, 3, 4), Span(file, 3, 9, 6)),
    )


@pytest.mark.parametrize(
    ("given", "rejected"),
    [
        ("actors:\n  - {id: russia, nme: Russia}", {"russia": "actor"}),
        ("places:\n  - {id: Basivka, name: Basivka, type: village}", {"Basivka": "place", "basivka": "place"}),
        ("actors:\n  - {id: russia, name: Russia, type: state, summary: }", {"russia": "actor"}),
        ("actor:\n  - {id: russia, name: Russia, type: state}", {"russia": None}),
        ("- {id: russia}\n- [ukraine]", {"russia": None, "ukraine": None}),
        ("places:\n  basivka: {name: Basivka}", {"basivka": "place"}),
        ("claims:\n  - taken", {"taken": "claim"}),
        ("terms:\n  -id: raid", {}),
        ("units:\n  - id: regiment\n   name: no\nplaces:\n  - 'id': basivka", {"regiment": "unit", "basivka": "place"}),
        ("things:\n  - id: one\n  - {id: two, name: : }", {"one": None, "two": None}),
        ("positions:\n  - {actor: russia}", {}),
        ("actors:\n  - id: russia\n    name: Russia\n    id: ukraine", {"ukraine": None, "russia": "actor"}),
        ("terms: []\nunits: []\nterms:\n  - {id: raid, term: raid, definition: x}", {"raid": "term"}),
        ("--- content/a.yml escaped\n\\xff\\xfe-\\x00i\\x00d\\x00:\\x00r\\x00f\\x00", {"rf": None}),
        ("places:\n  - id: Basivka\n\tname: x", {"Basivka": "place", "basivka": "place"}),
    ],
)
def test_ids_of_what_is_refused_are_kept(given: str, rejected: dict, tmp_path: Path):
    records, told = read(given, tmp_path)
    assert told != "no problems"
    assert records.rejected == rejected


@pytest.mark.parametrize(
    "entry", ["places: &all\n  - ", "places: !!seq\n  - ", "places:\n  - &one\n    ", "&x\nplaces:\n  - "]
)
def test_records_below_an_anchor_or_a_tag_are_read(entry: str, tmp_path: Path):
    lay_out(f"{entry}id: basivka\n    name: Basivka\n    type: village", tmp_path)
    records, problems = read_content(tmp_path, tmp_path / "content")
    assert [p.code for p in problems] == ["yaml-tag" if "!" in entry else "yaml-anchor"]
    assert [place.id for place in records.places] == ["basivka"]
    assert not records.blind


@pytest.mark.parametrize(
    ("given", "blind"),
    [
        *((f"{key}:\n  - {{summary: x}}", True) for key in ("actors", "units", "places", "terms", "claims", "events")),
        ("positions:\n  - {actor: russia}", False),
        ("positions:\n  actor: russia", False),
        ("claims:\n  - {id: one, claim: One., positions: [{actor: russia}]}", False),
        ("actors:\n  - {id: !!str russia, name: Russia, type: state}", True),
        ("actors:\n  - {id: [russia], name: Russia, type: state}", True),
        ("actors:\n  - {id: , name: Russia, type: state}", True),
        ("actors:\n  - {id: The State, name: Russia, type: state}", True),
        ("actors:\n  - {id: Russia, name: Russia, type: state}", False),
        ("actors:\n  - {id: russia, nme: Russia}", False),
        ("actors:\n  name: Russia\n  type: state", True),
        ("actors:\n  russia: {name: Russia, type: state}", False),
        ("actors: {}", True),
        ("terms:\n  -id: raid", True),
        ("&key places:\n  - id: basivka", True),
        ("place:\n  - name: Basivka", True),
        ("- name: Basivka", True),
        ("postions:\n  - actor: russia", False),
        ("mentions: [Kyiv]", False),
        ("mention:\n  Kyiv: ukraine", False),
        ("actors:\n  - id: russia\n   name: no", False),
        ("--- content/actors.yml -> gone.yml", True),
        ("--- content/deep/Actors.YAML -> gone", True),
        ("--- content/about.md -> gone.md", False),
        ("--- outside/actors.yml\n--- content/more -> ../outside", True),
        ("--- content/articles/Day/article.yml\ntitle: A report", False),
        ("--- content/articles/A Day/article.yml\ntitle: A report", True),
        (f"{ARTICLE}--- content/articles/first/claims.yml\nmentions:\n  Kyiv: ukraine", False),
    ],
)
def test_it_is_told_when_ids_are_lost_that_nobody_can_guess(given: str, blind, tmp_path: Path):
    records, told = read(given, tmp_path)
    assert told != "no problems"
    assert records.blind is blind


@pytest.mark.parametrize("body", ["title: [", "- title", "", "title: A report", "id: other\ntitle: 1"])
def test_an_article_that_is_refused_keeps_its_id(body: str, tmp_path: Path):
    records, _ = read(f"--- content/articles/first/article.yml\n{body}", tmp_path)
    assert records.articles == ()
    assert records.rejected["first"] == "article"


@pytest.mark.parametrize(
    "given",
    [
        "--- content/articles/first/text.md\nWords.",
        "--- content/articles/first/text.md escaped\n\\xff",
        "--- content/articles/First/article.yml\ntitle: A report",
    ],
)
def test_folders_that_are_no_articles_keep_their_ids(given: str, tmp_path: Path):
    records, told = read(given, tmp_path)
    assert told != "no problems"
    assert {name.lower() for name in records.rejected} == {"first"}
    assert records.rejected["first"] == "article"


@pytest.mark.parametrize(
    ("given", "incomplete"),
    [
        ("actors: [", True),
        ("actors: []\n---\nactors: []", True),
        ("--- content/a.yml escaped\n\\xff", True),
        ("--- content/a.yml escaped\n\\x00", True),
        ("--- content/articles/first/text.md escaped\n\\xff", True),
        ("actors: [[[[[[[[[[[[[[[[[[[[[[[[[", True),
        ("actors:\n  - {}", False),
        ("# nothing", False),
        ("positions: []\npositions: []", True),
    ],
)
def test_a_file_that_cannot_be_read_to_its_end_leaves_the_records_incomplete(given: str, incomplete, tmp_path: Path):
    records, told = read(given, tmp_path)
    assert told != "no problems"
    assert records.incomplete is incomplete


def test_the_order_of_records_is_that_of_the_files(tmp_path: Path):
    given = "\n".join(f"--- content/{name}.yml\nterms:\n  - {{id: {name}, term: x, definition: y}}" for name in "cab")
    records, _ = read(given, tmp_path)
    assert [term.id for term in records.terms] == ["a", "b", "c"]
