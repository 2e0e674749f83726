"""`sayso admin` through the command line: what it writes, and what it says where it cannot."""

import hashlib
import io
import json
import os
import re
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sites import FILES, MKDOCS_YML, ROOT, fingerprint, make_project, run

from generator import cli
from generator.admin import script
from generator.admin.widgets import form_fields
from generator.edit.order import keys_in_order
from generator.model import Actor, Claim, Position
from generator.model.forms import TEXT
from generator.schema import Field, Many

GITHUB = MKDOCS_YML.replace("https://git.example/owner/repo", "https://github.com/owner/repo.git")
PROGRAM = {
    "package/dist/decap-cms.js": b"program",
    "package/dist/decap-cms.js.LICENSE.txt": b"licences",
    "package/dist/decap-cms.js.map": b"map",
    "package/dist/12.decap-cms.js": b"part",
    "package/dist/12.cms.js": b"other",
    "package/dist/../../../12.decap-cms.js": b"astray",
    "package/package.json": b"{}",
}
SCRIPTS = {"12.decap-cms.js", "LICENSE.txt", "decap-cms.js", "decap-cms.js.LICENSE.txt"}
OURS = {"config.yml", "form.css", "form.js", "ids.json", "index.html"}


def sayso(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["-C", str(project), *arguments], prog_name="sayso", catch_exceptions=False)


@pytest.fixture
def package(tmp_path: Path, monkeypatch) -> Path:
    """A small package in the place of Decap's, with the checksum that is asked for."""
    file = tmp_path / "decap.tgz"
    with tarfile.open(file, "w:gz") as made:
        for name, data in PROGRAM.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            made.addfile(entry, io.BytesIO(data))
    monkeypatch.setattr(script, "SHA512", hashlib.sha512(file.read_bytes()).hexdigest())
    return file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project", {"mkdocs.yml": GITHUB})


def config(project: Path, folder: str = "site/admin") -> dict:
    return json.loads((project / folder / "config.yml").read_text(encoding="utf-8"))


def fields(project: Path, collection: str, at: int = 0) -> dict[str, dict]:
    files = next(found["files"] for found in config(project)["collections"] if found["name"] == collection)
    return {field["name"]: field for field in files[at]["fields"]}


def npm(folder: Path, text: str, monkeypatch) -> None:
    """Put a program called npm into the place of all others."""
    folder.mkdir()
    program = folder / "npm"
    program.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


# What is written


def test_it_writes_the_form_into_the_site(project, package):
    result = sayso(project, "admin", "--script", str(package), "--auth", "https://sign-in.example/")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "Wrote the form into site/admin/.\n", "")
    assert {path.name for path in (project / "site/admin").iterdir()} == OURS | SCRIPTS
    assert (project / "site/admin/decap-cms.js").read_bytes() == b"program"
    assert "Permission is hereby granted" in (project / "site/admin/LICENSE.txt").read_text(encoding="utf-8")
    made = config(project)
    assert made["backend"] == {
        "name": "github",
        "repo": "owner/repo",
        "open_authoring": True,
        "base_url": "https://sign-in.example",
        "branch": "main",
        "commit_messages": {"create": "Write {{path}}", "update": "Change {{path}}"},
    }
    assert made["publish_mode"] == "editorial_workflow"
    assert "local_backend" not in made


def test_without_a_sign_in_proxy_it_says_so(project, package):
    result = sayso(project, "admin", "--script", str(package))
    assert (result.exit_code, result.stdout) == (0, "Wrote the form into site/admin/.\n")
    assert result.stderr == "Nobody can sign in yet: name the sign-in proxy with --auth.\n"
    assert "base_url" not in config(project)["backend"]


def test_another_folder_and_a_server_on_this_machine(project, package):
    (project / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    result = sayso(project, "admin", "--script", str(package), "--output", "forms/desk", "--local")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "Wrote the form into forms/desk/.\n", "")
    made = config(project, "forms/desk")
    assert made["backend"]["name"] == "proxy"
    assert made["local_backend"] == {"url": "http://localhost:8081/api/v1"}
    page = (project / "forms/desk/index.html").read_text(encoding="utf-8")
    assert "connect-src &#x27;self&#x27; blob: http://localhost:8081;" in page


def test_a_project_in_a_folder_of_its_repository_and_another_branch(project, package):
    settings = GITHUB.replace("edit/main/content/", "edit/draft/news/content/")
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert sayso(project, "admin", "--script", str(package)).exit_code == 0
    made = config(project)
    assert made["backend"]["branch"] == "draft"
    files = [file["file"] for collection in made["collections"] for file in collection["files"]]
    assert files == [
        "news/content/articles/village/article.yml",
        "news/content/articles/village/claims.yml",
        "news/content/people.yml",
        "news/content/articles/village/text.md",
    ]


def test_two_runs_write_the_same_bytes(project, package):
    assert sayso(project, "admin", "--script", str(package)).exit_code == 0
    first = fingerprint(project / "site")
    code = (
        f"from generator.admin import script; script.SHA512 = {script.SHA512!r}; from generator.cli import main; main()"
    )
    environment = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}
    done = run("admin", "--script", str(package), cwd=project, environment=environment, code=code)
    assert done.returncode == 0, done.stderr
    assert fingerprint(project / "site") == first


def test_the_page_is_kept_from_search_engines_and_names_all_that_it_speaks_to(project, package):
    (project / "mkdocs.yml").write_text(GITHUB.replace("Test site", "A <b>& B"), encoding="utf-8")
    assert sayso(project, "admin", "--script", str(package), "--auth", "https://in.example").exit_code == 0
    page = (project / "site/admin/index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert "<title>Edit A &lt;b&gt;&amp; B</title>" in page
    assert "connect-src &#x27;self&#x27; blob: https://api.github.com https://in.example;" in page
    assert re.findall(r'(?:src|href)="([^"]+)"', page) == ["data:,", "form.css", "form.js", "decap-cms.js"]


# The fields


def test_fields_are_those_of_the_models_in_their_order(project, package):
    assert sayso(project, "admin", "--script", str(package)).exit_code == 0
    claims = fields(project, "claims")
    assert list(claims) == ["claims", "positions"]
    claim = {field["name"]: field for field in claims["claims"]["fields"]}
    assert tuple(claim) == keys_in_order(Claim)
    assert claim["id"]["pattern"][1].startswith("An id is made of small letters")
    assert claim["when"]["widget"] == "string"
    assert claim["note"] == {
        "name": "note",
        "label": "Note",
        "hint": "A word to other editors; it is never published. Example: Ask Ann whether the date is right.",
        "required": False,
        "widget": "text",
    }
    position = {field["name"]: field for field in claim["positions"]["fields"]}
    assert tuple(position) == tuple(key for key in keys_in_order(Position) if key != "claim")
    assert (position["actor"]["widget"], position["actor"]["ids"]) == ("id", "id-of-actor-or-unit-or-report")
    assert position["stance"]["options"][0] == {"label": "asserts: Says that it is so.", "value": "asserts"}
    assert position["original"]["widget"] == "part"
    own = {field["name"]: field["required"] for field in claims["positions"]["fields"]}
    assert (own["claim"], own["article"]) == (True, False)
    actors = fields(project, "records")["actors"]
    assert tuple(field["name"] for field in actors["fields"]) == keys_in_order(Actor)


def test_ids_are_offered_with_their_names(project, package):
    assert sayso(project, "admin", "--script", str(package)).exit_code == 0
    ids = json.loads((project / "site/admin/ids.json").read_text(encoding="utf-8"))
    asked = {field["ids"] for field in walk(config(project)) if field.get("ids")}
    assert asked <= set(ids)
    speakers = ids["id-of-actor-or-unit-or-report"]
    assert speakers["kinds"] == ["actor", "unit"]
    assert speakers["known"][0] == ["report", "The article itself, in its own voice."]
    assert ["russia", "Russia, state"] in speakers["known"]


def walk(node):
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from walk(inner)


def test_coordinates_are_typed_as_two_numbers(project, package):
    assert sayso(project, "admin", "--script", str(package)).exit_code == 0
    actor = {field["name"]: field for field in fields(project, "records")["actors"]["fields"]}
    pattern, hint = actor["coordinates"]["pattern"]
    assert re.search(pattern, "51.18,-35.24")
    assert not re.search(pattern, "51.18")
    assert hint == "Write two numbers: latitude, then longitude, such as 51.18, 35.24."


def test_every_file_has_a_place_of_its_own(tmp_path, package):
    files = {
        "mkdocs.yml": GITHUB,
        "content/articles/village/later.yml": "positions:\n"
        + FILES["content/articles/village/claims.yml"]
        .split("    positions:\n")[1]
        .replace("      - actor: russia", "  - claim: basivka-taken\n    actor: russia", 1)
        .replace("        ", "    ")
        .split("      - actor")[0],
        "content/articles/village/events.yml": "events:\n  - id: fall\n    title: It falls\n    when: 2025\n",
        "content/names.yml": "mentions:\n  Moscow: russia\nunits:\n  - id: first\n    name: First\n",
        "content/map/places.yaml": "places:\n  - id: here\n    name: Here\n    type: town\n",
    }
    project = make_project(tmp_path / "project", files)
    assert sayso(project, "admin", "--script", str(package)).exit_code == 0
    listed = {
        collection["name"]: [
            (file["label"], [field["name"] for field in file["fields"]]) for file in collection["files"]
        ]
        for collection in config(project)["collections"]
    }
    title = "A village near the border"
    assert listed["claims"] == [(title, ["claims", "positions"]), (f"{title} (later.yml)", ["positions"])]
    assert listed["events"] == [(title, ["events"])]
    assert listed["records"] == [
        ("Places (places.yaml)", ["places"]),
        ("Units (names.yml)", ["units", "mentions"]),
        ("Actors (people.yml)", ["actors"]),
    ]


# What can go wrong


def test_a_repository_elsewhere_cannot_be_saved_into(project, package):
    (project / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    result = sayso(project, "admin", "--script", str(package))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(
        "Error: repo_url in mkdocs.yml does not lead to GitHub, where the form would save; "
        "write it there, or use --local for a copy on this machine\n"
    )
    assert not (project / "site").exists()


def test_a_folder_without_a_project(tmp_path):
    result = sayso(tmp_path, "admin")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("mkdocs.yml:1:1: error: no-settings: ")


def test_another_package_is_refused(project, package):
    package.write_bytes(b"not it")
    result = sayso(project, "admin", "--script", str(package))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"Error: {package} is not decap-cms 3.16.3: its checksum is another one\n"
        "  help: nothing was written; fetch the package again with: npm pack decap-cms@3.16.3\n"
    )
    assert not (project / "site").exists()


def test_without_npm_it_says_what_to_do(project, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    result = sayso(project, "admin")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "Error: npm is not here, and it is what fetches the form's program\n"
        "  help: install Node.js, which brings npm; or take the package from elsewhere and name it: "
        "sayso admin --script decap-cms-3.16.3.tgz\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="a program without an ending is none there")
@pytest.mark.parametrize("program", ["exit 1", "exit 0"])
def test_a_registry_that_does_not_answer(project, monkeypatch, tmp_path, program):
    npm(tmp_path / "bin", program, monkeypatch)
    result = sayso(project, "admin")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "Error: npm could not fetch decap-cms 3.16.3; the registry may be out of reach\n"
        "  help: try again when the net is there; or take the package from elsewhere and name it: "
        "sayso admin --script decap-cms-3.16.3.tgz\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="a program without an ending is none there")
def test_npm_is_asked_once(project, package, monkeypatch, tmp_path):
    npm(tmp_path / "bin", f'/bin/cp "{package}" decap-cms-3.16.3.tgz', monkeypatch)
    assert sayso(project, "admin").exit_code == 0
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    result = sayso(project, "admin")
    assert (result.exit_code, result.stdout) == (0, "Wrote the form into site/admin/.\n")


@pytest.mark.skipif(os.name == "nt", reason="a program without an ending is none there")
def test_what_npm_fetches_is_checked_and_not_kept(project, monkeypatch, tmp_path):
    npm(tmp_path / "bin", "echo other > decap-cms-3.16.3.tgz", monkeypatch)
    result = sayso(project, "admin")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: what npm fetched is not decap-cms 3.16.3")
    assert not list((project / ".sayso-cache").glob("decap/*"))


def test_a_folder_that_cannot_be_written(project, package):
    (project / "site").write_text("a file", encoding="utf-8")
    result = sayso(project, "admin", "--script", str(package))
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.fullmatch(r"Error: .*site/admin cannot be written: Not a directory\n", result.stderr)


def test_a_package_that_is_gone(tmp_path):
    with pytest.raises(script.NoScriptError, match="cannot be read: No such file or directory"):
        script.read_script(tmp_path / "gone.tgz")


def test_a_kind_of_list_that_nobody_has_thought_of():
    with pytest.raises(TypeError, match="nobody has said how a list of"):
        form_fields([Field("lists", "Lists of lists.", Many(Many(TEXT)), needed=False, example=None)])


def test_a_text_that_is_not_in_the_content_is_not_offered(tmp_path, package):
    article = FILES["content/articles/village/article.yml"] + f"text_sha256: {'0' * 64}\n"
    files = {"mkdocs.yml": GITHUB, "content/articles/village/article.yml": article}
    project = make_project(tmp_path / "project", files, without=("content/articles/village/text.md",))
    assert sayso(project, "admin", "--script", str(package)).exit_code == 0
    assert [collection["name"] for collection in config(project)["collections"]] == ["articles", "claims", "records"]


def test_the_version_that_is_tested_is_the_one_that_is_fetched():
    commands = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert f"npm pack {script.NAME}@{script.VERSION} " in commands


def test_the_command_is_listed():
    assert "Write a form editor beside the site." in CliRunner().invoke(cli.main, ["--help"]).output
