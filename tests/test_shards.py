"""A site in parts: several machines make it together, and it is the same as from one."""

import json
import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sites import FILES, MKDOCS_YML, ROOT, break_content, fingerprint, make_project, run

from generator import cli
from generator.publish import parts as parts_module
from generator.publish.parts import MANIFEST, Shard


def sayso(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["-C", str(project), *arguments], prog_name="sayso", catch_exceptions=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A project with its whole site and, in `parts/1` and `parts/2`, the same in two parts."""
    project = make_project(tmp_path_factory.mktemp("made"))
    for number in "12":
        assert sayso(project, "build", "--shard", f"{number}/2", "--output", f"parts/{number}").exit_code == 0
    assert not (project / "site").exists()
    assert sayso(project, "build").exit_code == 0
    return project


@pytest.fixture
def project(made, tmp_path) -> Path:
    """The same, to be harmed; its site is an old one."""
    shutil.copytree(made, tmp_path / "project")
    (tmp_path / "project/site/old.txt").write_text("old", encoding="utf-8")
    return tmp_path / "project"


def refused(project: Path, *parts: str) -> tuple[str, str, str]:
    """Try to put parts together, see that the site is as it was, and give the one problem: its place, code and text."""
    before = fingerprint(project / "site")
    result = sayso(project, "join", *(parts or ("parts/1", "parts/2")))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "\n1 error\n" in result.stderr
    assert "\n   help: " in result.stderr
    assert fingerprint(project / "site") == before
    place, severity, code, message = result.stderr.splitlines()[0].split(": ", 3)
    assert severity == "error"
    return place, code, message


def rewrite(part: Path, **changes: object) -> None:
    """Change what a part says of itself, with a checksum that is right again."""
    head, _, body = (part / MANIFEST).read_text("utf-8").partition("\n")
    told = json.dumps({**json.loads(body), **changes})
    digest = sha256(told.encode()).hexdigest()
    (part / MANIFEST).write_text(f"{head.split()[0]} {digest}\n{told}", encoding="utf-8")


def listed(part: Path) -> dict[str, str]:
    return json.loads((part / MANIFEST).read_text("utf-8").partition("\n")[2])["files"]


# Building


def test_two_parts_make_the_site_that_one_build_makes(project, made):
    result = sayso(project, "join", "parts/2", "parts/1")
    pages = len(list((made / "site").rglob("index.html")))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Built {pages} pages in site/ from 2 parts.\n"
    assert fingerprint(project / "site") == fingerprint(made / "site")


def test_each_page_of_a_record_is_made_by_one_part_and_all_else_by_the_first(made):
    first, second = (set(listed(made / "parts" / number)) for number in "12")
    whole = set(fingerprint(made / "site"))
    assert not first & second
    assert first | second == {file for file in whole if not file.startswith("assets/pagefind/")}
    assert {"index.html", "404.html", "sitemap.xml", "assets/sayso.css", "claims/index.html"} <= first
    assert second
    assert all(Shard(2, 2).holds(file.removesuffix("index.html")) for file in second)


def test_a_part_goes_beside_the_site_where_nobody_says_otherwise(tmp_path):
    project = make_project(tmp_path)
    for _ in range(2):  # the second takes the first one's place
        result = sayso(project, "build", "--shard", "3/3")
        assert result.exit_code == 0
        assert " in site.shard-3-of-3/; 2 quotes checked word for word.\n" in result.stdout
    assert {path.name for path in (project / "site.shard-3-of-3").iterdir()} == {"part.json", "site", ".gitignore"}
    assert {path.name for path in project.iterdir()} == {"content", "mkdocs.yml", "site.shard-3-of-3", ".sayso-cache"}


def test_which_part_a_page_belongs_to_is_known_for_ever():
    addresses = [f"claims/{number}/" for number in range(1000)]
    assert [next(k for k in range(1, 6) if Shard(k, 5).holds(address)) for address in addresses[:5]] == [1, 3, 2, 3, 1]
    shares = [sum(Shard(k, 5).holds(address) for address in addresses) for k in range(1, 6)]
    assert sum(shares) == 1000
    assert all(150 < share < 250 for share in shares)


def test_machines_that_differ_in_what_must_not_matter_make_parts_that_fit(made, tmp_path):
    for number, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        target = tmp_path / number
        done = run(
            "generator", "-C", str(made), "build", "--shard", f"{number}/2", "--output", str(target),
            cwd=tmp_path, environment={"TZ": zone, "PYTHONHASHSEED": number},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert fingerprint(target) == fingerprint(made / "parts" / number)


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 5])
def test_the_content_of_the_repository_in_parts(tmp_path, count):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    assert sayso(tmp_path, "build").exit_code == 0
    whole = fingerprint(tmp_path / "site")
    for number in range(1, count + 1):
        zone = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": str(number)}
        part = run("generator", "build", "--shard", f"{number}/{count}", cwd=tmp_path, environment=zone)
        assert part.returncode == 0, part.stderr
    shutil.rmtree(tmp_path / "site")
    assert sayso(tmp_path, "join", *(str(part) for part in sorted(tmp_path.glob("site.shard-*")))).exit_code == 0
    assert fingerprint(tmp_path / "site") == whole


def test_a_build_after_joining_knows_that_the_site_is_not_its_own(project, made):
    assert sayso(project, "join", "parts/1", "parts/2").exit_code == 0
    result = sayso(project, "build", "--verbose")
    assert "All pages are made anew: " in result.stderr
    assert fingerprint(project / "site") == fingerprint(made / "site")


def test_a_part_with_problems_leaves_the_one_before(project):
    before = fingerprint(project / "parts/1")
    break_content(project)
    result = sayso(project, "build", "--shard", "1/2", "--output", "parts/1")
    assert result.exit_code == 1
    assert "quote-absent" in result.stderr
    assert fingerprint(project / "parts/1") == before
    assert {path.name for path in (project / "parts").iterdir()} == {"1", "2"}


def test_strict_holds_for_a_part_as_well(tmp_path):
    claims = FILES["content/articles/village/claims.yml"].replace("quote: Russia claimed", "quote: ussia claimed")
    project = make_project(tmp_path, {"content/articles/village/claims.yml": claims})
    assert sayso(project, "build", "--shard", "1/2").exit_code == 0
    result = sayso(project, "build", "--shard", "1/2", "--strict")
    assert (result.exit_code, "error: quote-cuts-word" in result.stderr) == (1, True)


def test_a_part_is_always_made_anew(project):
    result = sayso(project, "build", "--shard", "1/2", "--output", "parts/1", "--verbose")
    assert "\nA part is always made anew.\n" in result.stderr
    assert "All pages" not in result.stderr


@pytest.mark.parametrize("written", ["0/2", "3/2", "2", "1/2/3", "a/b", "1/1001", "-1/2", "٢/٣", ""])
def test_what_is_no_part_is_told(tmp_path, written):
    result = sayso(make_project(tmp_path), "build", "--shard", written)
    assert result.exit_code == 2
    assert "write it as K/N, the first of five parts as 1/5; K is from 1 to N, and N is 1000 at most" in result.stderr


def test_a_folder_is_named_only_for_a_part(tmp_path):
    result = sayso(make_project(tmp_path), "build", "--output", "there")
    assert result.exit_code == 2
    assert "--output goes with --shard" in result.stderr


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("content", "which is the folder of the content"),
        ("content/a/part", "which lies within the folder of the content"),
        ("site", "which is the folder of the site"),
        ("site/part", "which lies within the folder of the site"),
        ("full", "for something else lies there"),
        ("file", "for something else lies there"),
        (".", "for something else lies there"),
    ],
)
def test_nothing_but_a_part_is_replaced(tmp_path, place, why):
    project = make_project(tmp_path, {"full/mine.txt": "mine", "file": "mine"})
    before = fingerprint(project)
    result = sayso(project, "build", "--shard", "1/2", "--output", place)
    assert result.exit_code == 1
    told = f'{place}:1:1: error: part-in-the-way: a part of the site cannot be put into "{place}", {why}\n'
    assert result.stderr.startswith(told)
    assert fingerprint(project) == before


@pytest.mark.parametrize(
    "setting", ["theme: {name: mkdocs}\nplugins: [sayso]", "theme: {name: sayso}\nplugins: [sayso, search]"]
)
def test_a_site_in_which_others_have_a_say_is_not_divided(tmp_path, setting):
    settings = MKDOCS_YML.replace("theme: {name: sayso}\nplugins: [sayso]", setting)
    result = sayso(make_project(tmp_path, {"mkdocs.yml": settings}), "build", "--shard", "1/2")
    assert result.exit_code == 1
    assert "error: no-parts: the pages of this site cannot be made apart from each other: " in result.stderr


# Joining


def test_the_site_may_be_another_machines(made, tmp_path):
    for number in "12":
        shutil.copytree(made / "parts" / number, tmp_path / f"brought {number}")
    elsewhere = make_project(tmp_path / "elsewhere")
    assert sayso(elsewhere, "join", str(tmp_path / "brought 1"), "../brought 2").exit_code == 0
    assert fingerprint(elsewhere / "site") == fingerprint(made / "site")


def test_without_a_search_none_is_made(tmp_path):
    settings = MKDOCS_YML.replace("plugins: [sayso]", "plugins: [{sayso: {search: false}}]")
    project = make_project(tmp_path, {"mkdocs.yml": settings})
    sayso(project, "build", "--shard", "1/1")
    assert sayso(project, "join", "site.shard-1-of-1").stdout.endswith(" in site/ from 1 part.\n")
    assert not (project / "site/assets/pagefind").exists()


def test_what_is_wrong_with_the_search_is_a_warning_or_with_strict_an_error(project, monkeypatch):
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    assert refused(project, "--strict", "parts/1", "parts/2")[1] == "no-search"
    result = sayso(project, "join", "parts/1", "parts/2")
    assert result.exit_code == 0
    assert "warning: no-search: " in result.stderr


def test_a_part_is_missing(project):
    assert refused(project, "parts/2") == ("parts/2:1:1", "part-missing", "not all of the 2 parts are here; missing: 1")


def test_many_parts_are_missing(project):
    rewrite(project / "parts/1", shard={"number": 3, "of": 900})
    told = "not all of the 900 parts are here; missing: 1, 2, 4, 5, 6 and 894 more"
    assert refused(project, "parts/1") == ("parts/1:1:1", "part-missing", told)


def test_a_part_is_there_twice(project):
    shutil.copytree(project / "parts/2", project / "parts/copy")
    told = 'part 2 is there twice: the other one is "parts/2"'
    assert refused(project, "parts/1", "parts/2", "parts/copy") == ("parts/copy:1:1", "part-twice", told)


def test_a_part_is_of_other_content(project):
    claims = project / "content/articles/village/claims.yml"
    claims.write_text(claims.read_text("utf-8").replace("have taken control", "control it"), encoding="utf-8")
    assert sayso(project, "build", "--shard", "2/2", "--output", "parts/2").exit_code == 0
    place, code, message = refused(project)
    assert code == "parts-differ"
    assert place in {"parts/1:1:1", "parts/2:1:1"}
    assert message.endswith("it was made from other content, settings, templates or programs than others")


def test_a_part_is_of_other_settings(project):
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("Test site", "Another"), encoding="utf-8")
    assert sayso(project, "build", "--shard", "2/2", "--output", "parts/2").exit_code == 0
    assert refused(project)[1] == "parts-differ"


def test_a_part_is_one_of_another_number(project):
    assert sayso(project, "build", "--shard", "3/3", "--output", "parts/3").exit_code == 0
    told = "this part does not go with the others: it is one of 3 parts, and others are of 2"
    assert refused(project, "parts/1", "parts/2", "parts/3") == ("parts/3:1:1", "parts-differ", told)


def test_a_part_is_of_another_version(project):
    rewrite(project / "parts/2", version="99.0")
    place, code, message = refused(project)
    assert (place, code) == ("parts/2:1:1", "parts-differ")
    assert "Sayso 99.0 has made it, and this is Sayso " in message


def test_two_parts_hold_the_same_file(project):
    first, second = project / "parts/1", project / "parts/2"
    (second / "site/index.html").write_text("mine", encoding="utf-8")
    rewrite(second, files={**listed(second), "index.html": sha256(b"mine").hexdigest()})
    told = 'this part of the site cannot be used: it holds the file "index.html", which "parts/1" holds as well'
    assert refused(project) == ("parts/2:1:1", "part-damaged", told)
    assert "index.html" in listed(first)


def harm_listed(part: Path) -> None:
    (part / "site" / next(iter(listed(part)))).write_text("other", encoding="utf-8")


def lose_listed(part: Path) -> None:
    (part / "site" / next(iter(listed(part)))).unlink()


def link_file(part: Path) -> None:
    file = part / "site" / next(iter(listed(part)))
    file.rename(part / "aside")
    file.symlink_to(part / "aside")


def link_folder(part: Path) -> None:
    file = part / "site" / next(iter(listed(part)))
    file.parent.rename(part / "aside")
    file.parent.symlink_to(part / "aside", target_is_directory=True)


def link_site(part: Path) -> None:
    (part / "site").rename(part / "aside")
    (part / "site").symlink_to("aside", target_is_directory=True)


def put_pipe(part: Path) -> None:
    file = part / "site" / next(iter(listed(part)))
    file.unlink()
    os.mkfifo(file)


def name_another(name: str):
    def harm(part: Path) -> None:
        (part.parent / "secret.txt").write_text("secret", encoding="utf-8")
        rewrite(part, files={**listed(part), name: sha256(b"secret").hexdigest()})

    return harm


def cut_manifest(part: Path) -> None:
    file = part / MANIFEST
    file.write_bytes(file.read_bytes()[:-20])


def change_manifest(part: Path) -> None:
    file = part / MANIFEST
    file.write_text(file.read_text("utf-8").replace('"pages":', '"pages" :', 1), encoding="utf-8")


def scramble(part: Path) -> None:
    (part / MANIFEST).write_bytes(bytes(range(256)))


def lose_manifest(part: Path) -> None:
    (part / MANIFEST).unlink()


def nest(part: Path) -> None:
    body = b'{"pages":' + b"[" * 100_000
    head = (part / MANIFEST).read_bytes().split()[0]
    (part / MANIFEST).write_bytes(head + b" " + sha256(body).hexdigest().encode() + b"\n" + body)


HARM = {
    "a file is changed": (harm_listed, "is not as it was made"),
    "a file is lost": (lose_listed, "is missing in it, or is no plain file"),
    "a file is a link": (link_file, "is missing in it, or is no plain file"),
    "a folder is a link": (link_folder, "is missing in it, or is no plain file"),
    "the site is a link": (link_site, "is missing in it, or is no plain file"),
    "a file is a pipe": (put_pipe, "is missing in it, or is no plain file"),
    "a path that leads out": (name_another("../../secret.txt"), "would lie outside the site"),
    "a path that goes up and down": (name_another("a/../../../secret.txt"), "would lie outside the site"),
    "a path from the root": (name_another("/etc/hostname"), "would lie outside the site"),
    "a path of Windows": (name_another("..\\..\\secret.txt"), "would lie outside the site"),
    "a drive": (name_another("c:secret.txt"), "would lie outside the site"),
    "a path with NUL": (name_another("a\0b"), "would lie outside the site"),
    "no path": (name_another(""), "would lie outside the site"),
    "a path too long": (name_another("a" * 5000), "is missing in it, or is no plain file"),
    "the list is cut short": (cut_manifest, "has been changed or cut short"),
    "the list is changed": (change_manifest, "has been changed or cut short"),
    "the list is noise": (scramble, "has been changed or cut short"),
    "there is no list": (lose_manifest, "there is no part.json that can be read"),
    "no number": (lambda part: rewrite(part, pages="many"), "says something that cannot be understood"),
    "no end of lists": (nest, "says something that cannot be understood"),
    "entries of nothing": (lambda part: rewrite(part, entries=[{"kind": "x"}]), "says something that cannot be"),
    "part 0": (lambda part: rewrite(part, shard={"number": 0, "of": 2}), "it says that it is part 0 of 2"),
}


@pytest.mark.parametrize("case", HARM)
def test_a_part_that_is_damaged_is_one_problem(project, case):
    harm, why = HARM[case]
    harm(project / "parts/2")
    place, code, message = refused(project)
    assert (place, code) == ("parts/2:1:1", "part-damaged")
    assert message.startswith("this part of the site cannot be used: ")
    assert why in message


def test_a_folder_that_is_no_part_is_told_and_every_one_of_them(project):
    result = sayso(project, "join", "content", "parts/1", "nowhere")
    assert result.exit_code == 1
    assert (
        "content:1:1: error: part-damaged: this part of the site cannot be used: there is no part.json "
        in result.stderr
    )
    told = "nowhere:1:1: error: part-damaged: this part of the site cannot be used: there is no folder of this name"
    assert f"{told}\n   help: look at how it is spelt\n" in result.stderr
    assert "\n2 errors\n" in result.stderr


def test_whoever_names_the_folder_below_is_told(project):
    place, code, message = refused(project, "parts/1/site", "parts/2")
    assert (place, code) == ("parts/1/site:1:1", "part-damaged")
    assert message.endswith(": part.json is not in it, but beside it")
    assert "\n   help: name the folder above\n" in sayso(project, "join", "parts/1/site").stderr


def test_a_file_that_is_not_in_the_list_stays_out(project, made):
    (project / "parts/2/site/more.html").write_text("more", encoding="utf-8")
    assert sayso(project, "join", "parts/1", "parts/2").exit_code == 0
    assert fingerprint(project / "site") == fingerprint(made / "site")


def test_a_file_where_another_part_has_a_folder_is_a_problem(project):
    second = project / "parts/2"
    (second / "site/about").write_text("mine", encoding="utf-8")
    rewrite(second, files={**listed(second), "about": sha256(b"mine").hexdigest()})
    assert refused(project)[1] == "system"


def test_a_project_that_is_none_is_told(tmp_path):
    result = sayso(tmp_path, "join", "x")
    assert (result.exit_code, "error: no-settings: " in result.stderr) == (1, True)


def test_parts_have_to_be_named(tmp_path):
    assert sayso(tmp_path, "join").exit_code == 2


def test_the_adapter_is_made_once():
    assert parts_module._adapter() is parts_module._adapter()
