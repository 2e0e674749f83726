"""The checks work: of the mutants of the code that reads, looks for quotes and works out statuses, nearly all die."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from every_branch import mutated
from mutating import GROUPS, Group

ROOT = Path(__file__).parents[2]
NEEDED = ("generator", "templates", "tests", "content", "mkdocs.yml", "pyproject.toml", "README.md", "CONTRIBUTING.md")
EQUIVALENT = ROOT / "tests" / "cases" / "equivalent-mutants.md"
SHORT = ("text/quotes.py", "link/status.py", "link/positions.py", "link/days.py")
SHORT_TESTS = (
    *("test_status.py", "test_positions.py", "test_quotes.py", "test_many_places.py"),
    *("test_text_cases.py", "test_quote_contract.py", "test_link.py"),
)
SAMPLE = 60
SEED = 1


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Copy what is tested: a mutant may write or delete anything."""
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def tried(root: Path, group: Group, sample: int = 0) -> list[dict[str, str]]:
    """Try mutants of some modules, and give what has become of each."""
    command = [sys.executable, "tests/mutating.py", *group.modules, f"--sample={sample}", f"--seed={SEED}", "--jobs=2"]
    paths = os.pathsep.join((str(root), str(root / "tests")))
    report = root / "mutants.json"
    done = subprocess.run(
        [*command, f"--report={report}", "--tests", *(f"tests/{name}" for name in group.tests)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["failing"] == [], "these fail without any mutant"
    return told["mutants"]


def equivalents() -> set[str]:
    """Read which mutants change nothing; the reasons stand beside them."""
    parts = re.split(r"^## (.*)\n", EQUIVALENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    listed = zip(parts[1::2], parts[2::2], strict=True)
    return {f"{module}: {told}" for module, below in listed for told in re.findall(r"^- `(.*)`$", below, re.MULTILINE)}


def name_of(mutant: dict[str, str]) -> str:
    """Give a mutant's name without its line, which moves."""
    return re.sub(r":\d+:", ":", mutant["mutant"], count=1)


ENDS = {"killed", "stopped"}


def judged(mutants: list[dict[str, str]]) -> list[dict[str, str]]:
    """Leave out the mutants that change nothing."""
    same = equivalents()
    return [mutant for mutant in mutants if mutant["outcome"] in ENDS or name_of(mutant) not in same]


def counted(mutants: list[dict[str, str]]) -> tuple[float, str]:
    """Give the share of mutants that are dead, and the figures in words."""
    every = judged(mutants)
    fates = Counter(mutant["outcome"] for mutant in every)
    dead = fates["killed"] + fates["stopped"]
    share = dead / len(every)
    remarks = f"{fates['stopped']} of them in endless work, {len(mutants) - len(every)} equal ones left out"
    return share, f"{len(every)} mutants, {dead} dead, {len(every) - dead} alive: {share:.1%} ({remarks})"


def survivors(mutants: list[dict[str, str]]) -> list[str]:
    alive = [mutant for mutant in judged(mutants) if mutant["outcome"] not in ENDS]
    return [f"{mutant['outcome']}: {mutant['mutant']}" for mutant in alive]


@pytest.mark.slow
def test_nearly_all_mutants_die(copied: Path, *, at_length: bool, figure: Callable[[str], None]) -> None:
    """All mutants in the long form, drawn by lot from the innermost modules in the short one."""
    drawn = {"drawn by lot": Group(SHORT, SHORT_TESTS)}
    too_many, names = [], set()
    for name, group in (GROUPS if at_length else drawn).items():
        mutants = tried(copied, group, 0 if at_length else SAMPLE)
        share, figures = counted(mutants)
        figure(f"{name}: {figures}")
        names |= {name_of(mutant) for mutant in mutants}
        too_many += survivors(mutants) if share < group.least else []
    assert too_many == []
    assert not at_length or equivalents() <= names


BLIND = """
from test_status import records_of
from generator.link import link

def test_that_looks_at_nothing():
    link(records_of("main contradicts other\\n  russia asserts\\n  ukraine denies\\nother\\n  ukraine asserts"))
"""


@pytest.mark.slow
def test_mutants_live_where_tests_do_not_look(copied: Path) -> None:
    """The measure itself: a test that runs through everything and asserts nothing lets most of them live."""
    (copied / "tests" / "test_blind.py").write_text(BLIND, encoding="utf-8")
    blind = Group(("link/status.py",), ("test_blind.py",))
    share, _ = counted(tried(copied, blind))
    assert share < blind.least / 2


def test_every_branch_of_what_is_mutated_has_to_be_run(figure: Callable[[str], None]) -> None:
    """What `.ci/run` asks of the quick tests; it fails where one branch is missing."""
    modules = {*mutated()}
    assert all((ROOT / "generator" / module).is_file() for module in modules)
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert 'coverage report --fail-under=100 --include="$(.venv/bin/python tests/every_branch.py)"\n' in script
    figure(f"{len(modules)} modules of the checks are held to 100 % of their branches")
