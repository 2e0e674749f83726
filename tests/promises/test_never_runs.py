"""Promise 3: data never runs. Whatever lies in the content is read as text; nothing of it is a program or a template.

Traps of all kinds lie in a project: expressions of a dozen template languages, includes, YAML tags, front matter, and
files with names that Python, MkDocs or their plugins would take for programs. The commands run with a hook of Python's
own that notes every module, every piece of code and every program that is started. What a trap would do is plain to
see: work out a product, show a secret, or leave a mark.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import what_runs
from click.testing import CliRunner
from history_repo import ARTICLE, commit, git, start, write
from sites import ROOT, make_project
from test_suggest import ATTRIBUTION, CLAIM, DEFINITION, event, job, repo, run_job

from generator.cache import Cache
from generator.cli import main, states
from generator.read.changed import read_changed
from generator.read.git import Git

__all__ = ["job", "repo"]  # fixtures

TOOLS = Path(sys.executable).parent

# Expressions: every one of them gives the same product where it runs, and none holds it.

PRODUCT = str(7193 * 7207)
SECRET = "a-secret-of-this-machine"
EXPRESSIONS = [
    "{{ 7193*7207 }}",
    "{{7193*7207}}",
    "{{{ 7193*7207 }}}",
    "{% set x = 7193*7207 %}{{ x }}",
    "{%- if 1 -%}{{ 7193*7207 }}{%- endif -%}",
    "{{ ''.__class__.__mro__ }}{{ 7193*7207 }}",
    "{{ config.site_name }}{{ 7193*7207 }}",
    "${7193*7207}",
    "$((7193*7207))",
    "#{7193*7207}",
    "<%= 7193*7207 %>",
    "<?php echo 7193*7207; ?>",
    "@(7193*7207)",
    "[[${7193*7207}]]",
    "*{7193*7207}",
    "`=7193*7207`",
    "`python -c 'print(7193*7207)'`",
    "$(expr 7193 \\* 7207)",
    "!!python/object/apply:eval ['7193*7207']",
    "${{ 7193*7207 }}",
    "%(7193*7207)s",
    "{7193*7207}",
]
INCLUDES = [
    '--8<-- "{secret}"',
    "--8<-- 'private/secret.md'",
    '{{% include "{secret}" %}}',
    '{{% include-markdown "{secret}" %}}',
    '{{% extends "{secret}" %}}',
    "{{!{secret}!}}",
    "{{{{ include('{secret}') }}}}",
    '<!--#include file="{secret}" -->',
    '<xi:include href="{secret}" parse="text"/>',
    "!include {secret}",
    "!ENV SAYSO_SECRET",
    "{{{{ environ.SAYSO_SECRET }}}}",
    "$SAYSO_SECRET",
    "${{SAYSO_SECRET}}",
    "%SAYSO_SECRET%",
    "env:SAYSO_SECRET",
    "file://{secret}",
    "<<{secret}>>",
    ".. include:: {secret}",
    "::: generator.cli",
    "@import '{secret}'",
    "\\input{{{secret}}}",
]
ENDINGS = ["py", "html", "js", "cfg", "toml", "ini", "so", "pth", "sh", "j2", "env"]

MARK = """\
import os
with open(os.environ["SAYSO_CAUGHT"], "a") as file:
    file.write(f"{__name__} in {__file__}\\n")
def on_config(config, **_): raise SystemExit("a hook ran")
def define_env(env): raise SystemExit("a macro ran")
def pytest_configure(config): raise SystemExit("a conftest ran")
"""
PROGRAMS = [
    "__init__.py",
    "__main__.py",
    "conftest.py",
    "hooks.py",
    "main.py",
    "setup.py",
    "sitecustomize.py",
    "usercustomize.py",
    "yaml.py",
    "json.py",
    "generator/__init__.py",
    "sayso_theme/__init__.py",
    "macros/__init__.py",
    "hooks/__init__.py",
    "templates/hooks.py",
    "plugins/sayso.py",
]
TEMPLATE = "{{ 7193*7207 }}{% include 'main.html' %}{% block content %}A TEMPLATE RAN{% endblock %}"
TEMPLATES = ["main.html", "templates/main.html", "overrides/main.html", "partials/claim.html", "base.j2"]
OTHERS = {
    "pyproject.toml": '[tool.sayso]\nhooks = ["hooks.py"]\n',
    "setup.cfg": "[options.entry_points]\nmkdocs.plugins =\n  sayso = hooks:Plugin\n",
    "pytest.ini": "[pytest]\naddopts = -p hooks\n",
    "trap.pth": "import hooks\n",
    ".pages": "nav: [../../etc]\nhooks: hooks.py\n",
    ".hooks.py": MARK,
    ".env": "SAYSO_TEXTS=/etc\n",
    "run.sh": '#!/bin/sh\ntouch "$SAYSO_CAUGHT"\n',
    "x.js": "throw 1",
    # Names that a program could take for an option, were they ever handed over bare.
    "--output=caught.yml": "terms: [{id: first-trap, term: first trap, definition: A trap.}]\n",
    "--upload-pack=touch caught;.yml": "terms: [{id: second-trap, term: second trap, definition: A trap.}]\n",
    "$(touch caught) `touch caught`.yml": "terms: [{id: third-trap, term: third trap, definition: A trap.}]\n",
}

SETTINGS = """\
site_name: Traps
site_url: https://site.example/
repo_url: https://git.example/owner/repo
edit_uri: edit/main/content/
docs_dir: content
theme: {name: sayso}
plugins:
  - sayso: {publish: [%s]}
"""


def traps(secret: Path) -> list[str]:
    return EXPRESSIONS + [text.format(secret=secret) for text in INCLUDES]


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def project_of_traps(folder: Path, secret: Path) -> Path:
    """Write a project whose every text is a trap, with files that would run if anything looked for programs."""
    told = traps(secret)
    joined = "\n\n".join(told)
    # What prose and pages refuse outright is no trap there: a reference to no record, and HTML.
    prose = [text for text in told if not text.startswith("[[")]
    page = "\n\n".join(text for text in prose if not text.startswith("<")) + f"\n\n```\n{joined}\n```\n"
    terms = "".join(
        f"  - id: term-{n}\n    term: {quoted(f'{n} {text}')}\n    note: {quoted(text)}\n"
        f"    definition: {quoted(text if text in prose else 'None.')}\n"
        for n, text in enumerate(told)
    )
    records = "".join(
        f"  - id: claim-{n}\n    claim: {quoted(text)}\n    positions:\n"
        f"      - actor: russia\n        stance: asserts\n        verb: claimed\n"
        f"        quote: 'Russia claimed its troops took control of Basivka'\n"
        for n, text in enumerate(told)
    )
    brief = "".join(f"  - {quoted(text)}\n" for text in prose)
    files = {
        "mkdocs.yml": SETTINGS % ", ".join(ENDINGS),
        "content/terms.yml": f"terms:\n{terms}",
        "content/articles/traps/article.yml": f"title: {quoted(told[0])}\npublished: 2025-04-08\nlanguage: en\n"
        f"show_text: full\nsource: {{publisher: {quoted(told[1])}}}\nin_brief:\n{brief}",
        "content/articles/traps/text.md": "Russia claimed its troops took control of Basivka.\n\n" + joined + "\n",
        "content/articles/traps/claims.yml": f"claims:\n{records}",
        "content/about.md": f"# About\n\n{page}",
        "content/private/secret.md": f"{SECRET}\n",
    }
    files |= {f"content/{name}": MARK for name in PROGRAMS} | {f"content/{name}": TEMPLATE for name in TEMPLATES}
    return make_project(folder, files | {f"content/{name}": text for name, text in OTHERS.items()})


WATCHER = """\
import json, os, sys
out = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
STARTS = {"os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.startfile", "pty.spawn", "ctypes.dlopen"}
def shown(arg):
    return getattr(arg, "co_filename", None) or (arg if isinstance(arg, (str, list, tuple)) else repr(arg)[:200])
def watch(name, args):
    if name in ("exec", "compile"):
        told = [str(shown(args[-1]))]
    elif name == "import":
        told = [str(args[0]), str(args[1]), *map(str, args[2] or ())]
    elif name == "subprocess.Popen":
        told = [os.fsdecode(arg) if isinstance(arg, bytes) else str(arg) for arg in (args[0], *args[1])]
    elif name == "pickle.find_class" or name in STARTS:
        told = [str(shown(arg)) for arg in args]
    else:
        return
    os.write(out, json.dumps([name, told]).encode() + b"\\n")
sys.addaudithook(watch)
from generator.cli import main
main(sys.argv[2:])
"""


def watched(project: Path, *arguments: str, given: str = "") -> tuple[subprocess.CompletedProcess[str], list]:
    """Run a command in the project's own folder and give what Python itself has noted of it."""
    notes = project.parent / "notes"
    notes.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "SAYSO_CAUGHT": str(project.parent / "caught"),
        "SAYSO_SECRET": SECRET,
        "PYTHONSAFEPATH": "1",  # as with the command `sayso`: the folder it is started in is not on the path
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", WATCHER, str(notes), *arguments],
        cwd=project,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done, [json.loads(line) for line in notes.read_text("utf-8").splitlines()]


COMMANDS = [
    ("check",),
    ("build",),
    ("build",),
    ("changes", "HEAD~1", "--format", "markdown"),
    ("coverage",),
    ("suggest", "-"),
    ("check", "--format", "github"),
]

# What Git is asked with; none of it takes words from the content but behind `--`.
ASKED = {"blame", "cat-file", "config", "diff", "diff-tree", "log", "ls-files", "ls-tree"}
ASKED |= {"merge-base", "rev-list", "rev-parse"}

PICKLED = {"babel", "generator"}
"""Whose values are read as pickles: a library's own data, and what a process of ours hands to another."""


def faults_in(notes: list, project: Path, secret: Path) -> list[str]:
    """Give what was run that comes from the project, and what was started that is no program of ours."""
    faults = []
    for name, told in notes:
        if name in ("exec", "compile"):
            wrong = told[0].startswith((str(project), "content"))
        elif name == "import":
            wrong = any(place.startswith(str(project)) for place in told[1:])
        elif name == "subprocess.Popen":
            wrong = not _is_ours(told, secret)
        elif name == "pickle.find_class":
            wrong = told[0].partition(".")[0] not in PICKLED
        elif name == "ctypes.dlopen":
            wrong = told != ["None"]  # Python itself, which the module asks for when it is imported
        else:
            wrong = True
        faults += [f"{name} {told}"] if wrong else []
    return faults


def _is_ours(command: list[str], secret: Path) -> bool:
    executable, arguments = Path(command[0]).name, command[2:]
    if executable.startswith("pagefind"):
        return arguments == ["--service"]
    if executable == "git" and arguments[0] == "--no-pager":
        while arguments[1] == "-c":
            del arguments[1:3]
        ours = arguments[: arguments.index("--")] if "--" in arguments else arguments
        named = (str(secret), SECRET, "caught", "touch", "trap")
        return arguments[1] in ASKED and not any(word in argument for argument in ours for word in named)
    return False


@pytest.fixture
def trapped(tmp_path: Path) -> tuple[Path, Path]:
    """A repository of traps, and a file outside it that holds a secret."""
    secret = tmp_path / "secret.txt"
    secret.write_text(f"{SECRET}\n", "utf-8")
    project = tmp_path / "project"
    project.mkdir()
    git(project, "init", "--quiet", "--initial-branch", "main")
    commit(project, "2025-04-01", {"README": "Begun.\n"})
    project_of_traps(project, secret)
    commit(project, "2025-04-02", {})
    return project, secret


@pytest.mark.slow
def test_nothing_of_the_content_runs(trapped, figure, at_length):
    project, secret = trapped
    notes: list = []
    for arguments in COMMANDS:
        issue = {**CLAIM, "claim": "$(touch caught) {{ 7193*7207 }}", "actor": "`touch caught`"}
        done, noted = watched(project, *arguments, given=event("claim", **issue))
        assert "Traceback" not in done.stderr
        assert done.returncode == 0 or arguments[0] == "suggest", done.stdout + done.stderr
        notes += noted
    assert faults_in(notes, project, secret) == []
    assert not list(project.rglob("caught*"))
    assert not (project.parent / "caught").exists()
    site = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
    # Files that the settings let in are copied; all others are made here.
    made = {
        path: data
        for path, data in site.items()
        if not (project / "content" / path.relative_to(project / "site")).is_file()
    }
    assert [path for path, data in made.items() if PRODUCT.encode() in data or b"A TEMPLATE RAN" in data] == []
    # The page whose own words these are is the only one that holds the secret.
    own = project / "site/private/secret/index.html"
    assert {path for path, data in made.items() if SECRET.encode() in data and path.suffix == ".html"} == {own}
    shown = (project / "site/glossary/index.html").read_text("utf-8")
    counted = [text for text in EXPRESSIONS if re.sub("&#39;|&#x27;", "'", shown).count(_escaped(text))]
    assert counted == EXPRESSIONS
    themes = ["mkdocs", "readthedocs", "material"] if at_length else ["mkdocs"]
    for theme in themes:
        assert PRODUCT.encode() not in built_with(project, theme)
    assert not (project.parent / "caught").exists()
    figure(
        f"{len(traps(secret))} template expressions and includes in 7 slots, "
        f"{len(PROGRAMS) + len(TEMPLATES) + len(OTHERS)} files that pose as programs or templates, {len(COMMANDS)} "
        f"commands, {len(themes)} other themes: 0 run; {counted_of(notes, 'exec', 'compile', 'import'):,} imports and "
        "pieces of code noted by Python, 0 from the content; "
        f"{counted_of(notes, 'subprocess.Popen')} programs started, all Git or Pagefind with arguments of ours"
    )


def counted_of(notes: list, *names: str) -> int:
    return sum(name in names for name, _ in notes)


def built_with(project: Path, theme: str) -> bytes:
    """Build with MkDocs' own program and another theme, and give all pages in one piece."""
    settings = (project / "mkdocs.yml").read_text("utf-8").replace("{name: sayso}", f"{{name: {theme}}}")
    (project / "other.yml").write_text(settings, "utf-8")
    site = project.parent / f"by-{theme}"
    command = ["build", "--quiet", "--config-file", "other.yml", "--site-dir", str(site)]
    environment = {**os.environ, "SAYSO_CAUGHT": str(project.parent / "caught"), "SAYSO_SECRET": SECRET}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "mkdocs", *command],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return b"".join(path.read_bytes() for path in site.rglob("*.html") if path.name == "index.html")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.slow
def test_the_watcher_sees_what_runs(trapped):
    """Where the settings do name a hook in the content, as nobody but their owner can, every sign of it is seen."""
    project, secret = trapped
    settings = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(f"{settings}hooks: [content/hooks.py]\n", "utf-8")
    done, notes = watched(project, "build")
    assert done.returncode != 0
    assert any("content/hooks.py" in fault for fault in faults_in(notes, project, secret))
    assert (project.parent / "caught").exists()


TAGS = [
    "!!python/object/apply:os.system ['touch caught']",
    "!!python/object/new:os.system ['touch caught']",
    "!!python/name:os.system",
    "!!python/module:hooks",
    "!!python/tuple [a]",
    "!!binary aGk=",
    "!!str text",
    "!!timestamp 2025-04-08",
    "!!set {a}",
    "!ENV SAYSO_SECRET",
    "!ENV [SAYSO_SECRET, none]",
    "!include /etc/passwd",
    "!include_dir_list content",
    "!relative $config_dir",
    "!reference [a, b]",
    "!<tag:yaml.org,2002:python/name:os.system> ''",
    "! text",
    "!e!name text",
    "&anchor text",
    "*alias",
]
SPOTS = {
    "value": "actors:\n  - id: some-body\n    name: {0}\n    type: person\n",
    "key": "actors:\n  - id: some-body\n    ? {0}\n    : x\n    type: person\n",
    "entry": "actors:\n  - {0}\n",
    "document": "--- {0}\n",
    "alias": "actors:\n  - id: some-body\n    name: N\n    type: person\n    aliases:\n      - {0}\n",
}
ABOVE = {
    "page value": "---\ntitle: {0}\n---\n# Page\n",
    "page key": "---\n? {0}\n: x\n---\n# Page\n",
    "page table": "---\n{0}\n---\n# Page\n",
}


@pytest.mark.slow
def test_no_tag_of_yaml_has_a_meaning(tmp_path, monkeypatch, figure):
    monkeypatch.setenv("SAYSO_SECRET", SECRET)
    project = make_project(tmp_path / "project")
    refused = 0
    for tag in TAGS:
        for form in [*SPOTS.values(), *ABOVE.values()]:
            file = project / ("content/page.md" if form in ABOVE.values() else "content/tags.yml")
            file.write_text(form.format(tag), "utf-8")
            done = CliRunner().invoke(main, ["-C", str(project), "check"], catch_exceptions=False)
            is_text = form == ABOVE["page table"] and done.exit_code == 0
            assert done.exit_code == 1 or is_text, (tag, form, done.output)
            assert SECRET not in done.output
            refused += not is_text
            file.unlink()
    assert not list(tmp_path.rglob("caught"))
    figure(f"{len(TAGS)} YAML tags, anchors and aliases in {len(SPOTS) + len(ABOVE)} places: {refused} refused, 0 run")


# What is no content is called out

PLANTED = {
    "links": ["content/away.md", "templates/away.html", "content/articles/village/picture.png"],
    "made": [
        ".sayso-cache/records",
        ".site.sayso/record",
        ".sayso-unfinished-x",
        "content/.sayso-a-0.old",
        "site/x.html",
    ],
    "rules": [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".github/dependabot.yml", "SECURITY.md"],
    "workflows": [
        ".github/workflows/check.yml",
        ".github/workflows/new.yaml",
        ".github/actions/own/action.yml",
        ".github/suggest.sh",
    ],
    "settings": ["mkdocs.yml", "base.yml", "content/mkdocs.yml", "sub/mkdocs.yaml"],
    "packages": [
        "pyproject.toml",
        "setup.py",
        "requirements.txt",
        "requirements/site.in",
        "requirements/dev.txt",
        "uv.lock",
        "tests/gates/package.json",
        "tests/gates/package-lock.json",
        ".npmrc",
    ],
    "checks": [
        ".ci/run",
        "tests/test_x.py",
        ".pre-commit-config.yaml",
        ".vscode/settings.json",
        "conftest.py",
        "pytest.ini",
        ".coveragerc",
        "CLAUDE.md",
        ".claude/settings.json",
    ],
    "templates": ["templates/main.html", "templates/js/page/x.js", "ours/partials/claim.html", "ours/languages/en.yml"],
    "programs": [
        "generator/cli/changes.py",
        "generator/lessons/files.yml",
        "hooks.py",
        "content/hooks.py",
        "content/articles/village/x.so",
        "templates/hooks.py",
        "sitecustomize.py",
        "tool.pth",
        "runs-by-its-mode",
        "run.sh",
    ],
    "live": ["content/x.js", "content/page.html", "content/drawing.svg", "content/looks.css"],
    "git": [".gitattributes", ".gitmodules", ".mailmap", "content/.gitignore"],
    "sources": ["content/articles/village/text.md"],
    "guides": ["README.md", "CONTRIBUTING.md", "content/README.md", "content/guide/more.md", "content/guide/x.png"],
    "others": ["LICENSE", "notes.txt", "we\x1b[31m`x`\n::error::<b>ird.txt"],
}
CONTENT = [
    "content/about.md",
    "content/people.yml",
    "content/more/places.yaml",
    "content/pictures/map.png",
    "content/files/report.pdf",
    "content/articles/second/article.yml",
    "content/articles/second/text.md",
    "content/articles/second/claims.yml",
    "content/articles/village/article.yml",
]
INHERITING = "INHERIT: base.yml\ndocs_dir: content\ntheme: {name: sayso, custom_dir: ours}\n"


@pytest.fixture
def proposal(tmp_path: Path) -> Path:
    """A branch that begins where main holds an article and settings."""
    folder = start(tmp_path / "repo")
    commit(folder, "2025-04-02", {"mkdocs.yml": INHERITING, "base.yml": "plugins: [sayso]\n"})
    git(folder, "checkout", "--quiet", "-b", "proposal")
    return folder


def changes(folder: Path, form: str = "json", base: str = "main") -> str:
    done = CliRunner().invoke(main, ["-C", str(folder), "changes", base, "--format", form], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def found(folder: Path, base: str = "main") -> dict[str, list[str]]:
    told = json.loads(changes(folder, base=base))["besides"]
    return {some["kind"]: [file["file"] for file in some["files"]] for some in told}


def plant(folder: Path) -> None:
    for kind, paths in PLANTED.items():
        for path in paths:
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if kind == "links":
                place.symlink_to("/etc/hostname")
            else:
                old = place.read_text("utf-8") if place.exists() else ""
                place.write_text(f"{old}# planted\n", "utf-8")
    (folder / "runs-by-its-mode").chmod(0o755)
    for path in CONTENT:
        write(folder, {path: f"{ARTICLE}# More.\n" if path.endswith("article.yml") else "# More.\n"})


@pytest.mark.parametrize("committed", [True, False])
def test_what_is_no_content_is_called_out_by_what_it_can_do(proposal, committed, figure):
    plant(proposal)
    # Before it is known to Git, a file's mode and whether it is a link are not told.
    if committed:
        commit(proposal, "2025-04-03", {})
    else:
        git(proposal, "add", "--all")
    assert found(proposal) == {kind: sorted(paths) for kind, paths in PLANTED.items()}
    count = sum(map(len, PLANTED.values()))
    text, markdown = changes(proposal, "text"), changes(proposal, "markdown")
    assert text.startswith(f"Besides the content, this changes {count} things\n")
    assert markdown.startswith(f"## Besides the content, this changes {count} things\n")
    assert markdown.index("What this changes") > max(
        map(markdown.index, ["CODEOWNERS", "mkdocs", "suggest", "LICENSE"])
    )
    for told in (text, markdown):
        assert told.count("Who has to look") == len(PLANTED)
        assert "\x1b" not in told
        assert not re.search(r"^::|<b>ird|`x`", told, re.MULTILINE) or told is text
    if committed:
        figure(f"{count} files of {len(PLANTED)} kinds planted beside {len(CONTENT)} of content: {count} called out")


def test_all_that_tools_would_run_or_obey_is_for_those_who_maintain_the_repository(proposal, figure):
    """The list of such files is taken from our workflows and commands, and from the manuals of what these run."""
    files = what_runs.obeyed()
    write(proposal, {path: "x\n" for path in files if path != "mkdocs.yml"} | {"mkdocs.yml": f"{INHERITING}# x\n"})
    git(proposal, "add", "--all", "--force")
    told = json.loads(changes(proposal))["besides"]
    assert sorted(file["file"] for kind in told for file in kind["files"]) == files
    asked = {kind["look"] for kind in told}
    assert asked == {
        "Who has to look: somebody who maintains the repository, at every line, before anything is merged."
    }
    figure(f"{len(files)} files that tools run or obey by their names, as our commands call them: all called out")


def test_of_content_alone_nothing_is_called_out(proposal):
    for path in CONTENT:
        write(proposal, {path: f"{ARTICLE}# More.\n" if path.endswith("article.yml") else "# More.\n"})
    commit(proposal, "2025-04-03", {})
    assert found(proposal) == {}
    assert not changes(proposal, "text").startswith("Besides")


# What readers see as it is

SEEN = """\
Pages and files that readers see
    These are published beside the records, as they are. Open each of them: what a page, a picture or a document says \
is proven against no source, and changes no status.
    7 files: 5 added, 1 changed, 1 removed.
    content/.known/x.txt (added)
    content/about.md (changed)
    content/articles/second/text.md (added)
    content/articles/village/map.png (added)
    content/assets/pictures/article-village.png (added)
    content/files/report.pdf (added)
    content/old.md (removed)

"""
BEFORE = {"content/about.md": "# About\n", "content/old.md": "# Old\n", "content/people.md": "# People\n"}
SEEN_LATER = {
    "content/about.md": "# About us\n",
    "content/old.md": None,
    "content/.known/x.txt": "x",
    "content/articles/second/text.md": "Words.\n",
    "content/articles/second/article.yml": ARTICLE,
    "content/articles/village/map.png": "x",
    "content/assets/pictures/article-village.png": "x",
    "content/files/report.pdf": "x",
}


def test_pages_and_files_that_readers_see_are_named(proposal, figure):
    commit(proposal, "2025-04-03", BEFORE)
    git(proposal, "branch", "--force", "main")
    assert json.loads(changes(proposal))["seen"] == []
    assert "Pages and files that readers see" not in changes(proposal, "text")
    write(proposal, SEEN_LATER)
    for committed in (False, True):
        if committed:
            commit(proposal, "2025-04-04", {})
        assert changes(proposal, "text").startswith(SEEN + "What this changes\n")
        markdown = changes(proposal, "markdown")
        assert markdown.startswith("## Pages and files that readers see\n")
        assert markdown.index("report&#46;pdf") < markdown.index("## What this changes")
        seen = json.loads(changes(proposal))["seen"]
        assert [file["file"] for file in seen] == [row.split()[0] for row in SEEN.splitlines()[3:-1]]
        assert {file["file"]: file["change"] for file in seen}["content/old.md"] == "removed"
    figure(f"{len(seen)} pages, texts, pictures and documents of the content that readers see: all named")


def test_who_breaks_the_settings_hides_no_page(proposal):
    write(proposal, {"mkdocs.yml": "plugins: [\n", "content/propaganda.md": "# X\n"})
    done = CliRunner().invoke(main, ["-C", str(proposal), "changes", "main"])
    assert done.exit_code == 1
    assert "\n    content/propaganda.md (added)\n" in done.stdout


def test_of_very_many_pages_some_are_named_and_all_are_counted(proposal):
    write(proposal, {f"content/x{n:03}.md": "# x\n" for n in range(75)})
    told = changes(proposal, "text")
    assert "    75 files: 75 added.\n" in told
    assert "    content/x049.md (added)\n    and 25 more files\n" in told


def test_what_is_new_here_counts_but_for_what_a_build_has_made(proposal):
    write(proposal, {"notes.txt": "x", "site/index.html": "x", ".site.sayso/new/x.html": "x", ".sayso-cache/x": "x"})
    assert found(proposal) == {"others": ["notes.txt"]}
    # What a proposal holds there, no build has made.
    git(proposal, "add", "--all", "--force")
    assert found(proposal) == {
        "made": [".sayso-cache/x", ".site.sayso/new/x.html", "site/index.html"],
        "others": ["notes.txt"],
    }


def test_what_is_removed_is_called_out_too(proposal):
    write(proposal, {"base.yml": None, "mkdocs.yml": "plugins: [sayso]\ndocs_dir: content\n"})
    assert json.loads(changes(proposal))["besides"][0]["files"] == [
        {"file": "base.yml", "change": "removed"},
        {"file": "mkdocs.yml", "change": "changed"},
    ]


BROKEN_SETTINGS = ["plugins: [\n", "docs_dir: nowhere\n", "INHERIT: gone.yml\n", "docs_dir: ..\n", None]


@pytest.mark.parametrize("settings", BROKEN_SETTINGS)
def test_whoever_breaks_the_settings_hides_nothing(proposal, settings):
    text = "content/articles/village/text.md"
    write(proposal, {"mkdocs.yml": settings, ".github/workflows/x.yml": "x", text: "x\n", "generator/x.py": "x"})
    done = CliRunner().invoke(main, ["-C", str(proposal), "changes", "main", "--format", "markdown"])
    assert done.exit_code in {1, 2}
    assert done.stdout.startswith("## Besides the content, this changes 4 things\n")
    for title in ("What GitHub runs", "Settings of the site", "Programs", "Source texts that were quoted before"):
        assert f"### {title}\n" in done.stdout
    assert "error" in done.stderr.lower()


def test_a_project_below_the_top_of_its_repository(tmp_path):
    top = tmp_path / "top"
    folder = start(top / "ours")
    (folder / ".git").rename(top / ".git")
    commit(top, "2025-04-02", {"README": "x"})
    write(
        top,
        {
            "ours/mkdocs.yml": "plugins: [sayso]\ndocs_dir: content\n# x\n",
            "mkdocs.yml": "x",
            ".github/workflows/x.yml": "x",
        },
    )
    write(top, {"ours/content/articles/village/text.md": "x\n", "ours/templates/x.html": "x", "elsewhere/x": "x"})
    git(top, "add", "--all")
    assert found(folder, "HEAD") == {
        "workflows": [".github/workflows/x.yml"],
        "settings": ["mkdocs.yml", "ours/mkdocs.yml"],
        "templates": ["ours/templates/x.html"],
        "sources": ["ours/content/articles/village/text.md"],
        "others": ["elsewhere/x"],
    }


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("1" * 64, "2" * 64, f"The checksum of the text of village is now {'2' * 64}"),
        (None, "2" * 64, f"The checksum of the text of village is given now: {'2' * 64}"),
        ("1" * 64, None, f"The checksum of the text of village is no longer given: {'1' * 64}"),
    ],
)
def test_the_checksum_of_a_text_that_is_kept_in_private(proposal, before, after, told):
    home, text = "content/articles/village/article.yml", "content/articles/village/text.md"
    commit(proposal, "2025-04-03", {home: with_checksum(before), text: None})
    git(proposal, "branch", "--force", "main")
    write(proposal, {home: with_checksum(after)})
    (sources,) = json.loads(changes(proposal))["besides"]
    assert (sources["kind"], sources["files"], sources["more"]) == ("sources", [], [told])
    assert f"    {told}\n" in changes(proposal, "text")


def with_checksum(checksum: str | None) -> str:
    return ARTICLE + (f"text_sha256: '{checksum}'\n" if checksum else "")


def test_of_very_many_files_some_are_named_and_all_are_counted(proposal):
    write(proposal, {f"generator/x{n:03}.py": "x" for n in range(75)})
    told = changes(proposal, "text")
    assert told.startswith("Besides the content, this changes 75 things\n")
    assert "    generator/x049.py (added)\n    and 25 more files\n" in told


def test_without_settings_and_without_git_there_is_nothing_to_tell(tmp_path):
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "changes", "main"], catch_exceptions=False)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "there is no mkdocs.yml here" in done.stderr


def test_of_a_commit_that_git_has_not_it_can_say_nothing(proposal):
    assert read_changed(Git(proposal), "0" * 40) is None


def test_where_git_cannot_say_that_is_said(proposal, monkeypatch):
    monkeypatch.setattr(states, "read_changed", lambda *_: None)
    assert "Git cannot say what else this changes. Look at all files of the proposal" in changes(proposal, "text")
    assert json.loads(changes(proposal))["besides"] is None
    assert json.loads(changes(proposal))["seen"] is None


# What a stranger writes in an issue stays in files

ISSUES = {"claim": CLAIM, "attribution": ATTRIBUTION, "definition": DEFINITION}
EVIL = [
    "$(touch caught) `touch caught`; touch caught",
    "'; touch caught #",
    '"; touch caught; "',
    "a\ntouch caught\n",
    "| tee caught",
    "--upload-pack=touch caught",
    "-c core.sshCommand=touch",
    "--output=caught.yml",
    "main:main",
    "+refs/heads/main",
    "suggestion-12..main",
    "../../.github/workflows/evil.yml",
    "../../../caught.yml",
    "/etc/passwd",
    "content/../mkdocs.yml",
    ".git/hooks/post-commit",
    "::set-output name=made::yes",
    "::add-path::/tmp",
    "\n::error::caught\n##[group]caught",
    "made=yes\nmade<<EOF\nyes\nEOF",
    "${{ github.token }}",
    "{{ 7193*7207 }}",
    "$GH_TOKEN %GH_TOKEN%",
    "x\nactor: russia\n    stance: denies",
    "- id: caught\n  name: caught",
    "!!python/object/apply:os.system ['touch caught']",
    "@everyone closes #1",
    "<script>caught</script>",
    "# caught",
    "\x1b]0;caught\x07",
    "con.yml",
    "$" * 299,
]


def hostile_answers(form: str) -> list[dict[str, str]]:
    """Put each evil into each field alone, and each into all fields at once."""
    fields = ISSUES[form]
    alone = [{**fields, name: evil} for name in fields for evil in EVIL]
    return alone + [dict.fromkeys(fields, evil) for evil in EVIL]


@pytest.mark.slow
def test_an_issue_changes_nothing_but_files_of_records(repo, at_length, figure):
    tried = written = 0
    for form in ISSUES:
        for answers in hostile_answers(form)[:: 1 if at_length else 9]:
            given = event(form, **answers)
            done = CliRunner().invoke(main, ["-C", str(repo), "suggest", "-"], input=given, catch_exceptions=False)
            assert done.exit_code in {0, 1}, done.output
            told = git(repo, "status", "--porcelain", "--untracked-files=all", "-z").split("\0")
            touched = {entry[3:] for entry in told if entry}
            assert touched <= {"content/terms.yml", "content/articles/village/claims.yml"}, answers
            tried, written = tried + 1, written + bool(touched)
            git(repo, "reset", "--quiet", "--hard")
    assert not list(repo.parent.rglob("caught*"))
    assert written
    figure(f"{tried} hostile issues: {written} drafted into a file of records, 0 into any other file")


@pytest.mark.slow
def test_nothing_of_an_issue_reaches_a_command(job, at_length, figure):
    evils = EVIL if at_length else EVIL[::6]
    for number, evil in enumerate(evils):
        form = list(ISSUES)[number % len(ISSUES)]
        given = {**ISSUES[form], list(ISSUES[form])[-1]: evil, "remarks": evil, "why": evil}
        title = {"title": evil, "labels": [{"name": evil}], "user": {"login": evil}, "html_url": evil}
        told = json.loads(event(form, login=evil, **given))
        told["issue"].update({name: value for name, value in title.items() if name != "user"})
        run_job(job, json.dumps({**told, "sender": {"login": evil}, "repository": {"default_branch": evil}}))
        branches = git(job / "bare.git", "for-each-ref", "--format=%(refname)").split()
        assert set(branches) <= {"refs/heads/main", "refs/heads/suggestion-12"}
        if "refs/heads/suggestion-12" in branches:
            commit_told = git(job / "bare.git", "log", "-1", "--format=%an|%ae|%B", "suggestion-12").strip()
            assert commit_told == f"{BOT}|Draft from issue 12"
            git(job / "clone", "switch", "--quiet", "main")
            git(job / "clone", "branch", "--quiet", "--delete", "--force", "suggestion-12")
            git(job / "bare.git", "branch", "--quiet", "--delete", "--force", "suggestion-12")
    temp = str(job / "temp/told.md")
    asked = set((job / "log").read_text("utf-8").replace(temp, "told.md").splitlines())
    assert asked == ASKED_OF_GITHUB
    assert not [path for path in job.rglob("caught*") if ".git" not in path.parts]
    figure(
        f"{len(evils)} hostile issues in the job with a token: {len(asked)} kinds of commands, 0 with words of theirs"
    )


BOT = "github-actions[bot]|41898282+github-actions[bot]@users.noreply.github.com"
ASKED_OF_GITHUB = {
    "auth setup-git",
    "issue comment 12 --body-file -",
    "pr create --draft --base main --head suggestion-12 --title Draft from issue 12 --body-file told.md",
}


# What commands leave behind is not believed where it has come with the repository


@pytest.mark.slow
@pytest.mark.parametrize("kept_by_git", [True, False])
def test_a_cache_that_comes_with_the_repository_is_not_believed(tmp_path, kept_by_git):
    project = make_project(tmp_path / "project")
    git(project, "init", "--quiet", "--initial-branch", "main")
    built(project)
    page = project / "site/claims/basivka-taken/index.html"
    honest = page.read_text("utf-8")
    swap_speaker(project)
    shutil.rmtree(project / "site")
    shutil.rmtree(project / ".site.sayso")
    if kept_by_git:
        git(project, "add", "--all", "--force")
    built(project)
    # Without Git's word a cache is what the last build has left here, and is believed.
    assert (page.read_text("utf-8") == honest) is kept_by_git


def swap_speaker(project: Path) -> None:
    """Have the cache say that another has said it, sealed as builds seal what they keep."""
    cache = Cache(project / ".sayso-cache")
    data = cache.read("records")
    changed = data.replace(b'"verb":"claimed"', b'"verb":"admited"')
    assert changed != data
    cache.write("records", [changed])


def built(project: Path) -> None:
    done = subprocess.run([TOOLS / "sayso", "build"], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_journal_that_comes_with_the_repository_changes_nothing(tmp_path):
    project = make_project(tmp_path / "project")
    git(project, "init", "--quiet", "--initial-branch", "main")
    told = {"token": "a", "files": [["mkdocs.yml", None, True]], "moves": [], "folders": []}
    (project / ".sayso-unfinished").write_text(f"{json.dumps(told)}\nbegun\n", "utf-8")
    (project / ".sayso-a-0.old").write_text("hooks: [evil.py]\n", "utf-8")
    settings = (project / "mkdocs.yml").read_bytes()
    (project / "mkdocs.yml").unlink()
    git(project, "add", "--all", "--force")
    done = CliRunner().invoke(main, ["-C", str(project), "check"], catch_exceptions=False)
    assert done.exit_code == 1
    assert done.output.startswith(".sayso-unfinished has come with the repository.")
    assert not (project / "mkdocs.yml").exists()
    # Where a command of one's own was cut short, it is undone as ever.
    git(project, "rm", "--quiet", "--cached", ".sayso-unfinished")
    (project / ".sayso-a-0.old").write_bytes(settings)
    done = CliRunner().invoke(main, ["-C", str(project), "check"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert (project / "mkdocs.yml").read_bytes() == settings
