"""The workflows do what they are for; that they are safe for pull requests from anybody is shown with the promises."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from sites import ROOT, make_project


def load(file):
    workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
    # In YAML 1.1 the key `on` is the value true.
    return {("on" if key is True else key): value for key, value in workflow.items()}


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("name", ["check", "nightly", "publish", "suggest"])
def test_the_whole_history_is_at_hand(name):
    workflow = load(ROOT / f".github/workflows/{name}.yml")
    checkouts = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout")]
    assert checkouts
    assert [step["with"]["fetch-depth"] for step in checkouts] == [0] * len(checkouts)


def test_what_changes_is_shown_whether_or_not_the_check_fails():
    jobs = load(ROOT / ".github/workflows/check.yml")["jobs"]
    step = jobs["summary"]["steps"][-1]
    assert step["run"] == 'sayso changes "origin/${BASE}" --format markdown >> "$GITHUB_STEP_SUMMARY"'
    assert step["env"] == {"BASE": "${{ github.base_ref }}"}
    assert not any("needs" in job for job in jobs.values())


def test_problems_are_shown_on_the_lines_and_the_preview_is_kept():
    workflow = load(ROOT / ".github/workflows/check.yml")
    commands = [step.get("run", "") for step in steps(workflow)]
    assert "sayso check --format github" in commands
    assert "sayso build" in commands
    assert any(step.get("uses", "").startswith("actions/upload-artifact") for step in steps(workflow))


def test_the_site_is_told_where_it_stands():
    build = next(
        step
        for step in load(ROOT / ".github/workflows/publish.yml")["jobs"]["build"]["steps"]
        if step.get("run") == "sayso build"
    )
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for name in build["env"]:
        assert f"!ENV [{name}," in settings


def publishing():
    return load(ROOT / ".github/workflows/publish.yml")["jobs"]


def named(job, name):
    return next(step for step in publishing()[job]["steps"] if step.get("name") == name)


def test_machines_share_the_work_only_where_that_is_asked_for():
    jobs = publishing()
    assert jobs["plan"]["if"] == "${{ (inputs.shards || vars.SAYSO_SHARDS || '1') != '1' }}"
    assert jobs["part"]["needs"] == "plan"
    assert jobs["build"]["needs"] == ["plan", "part"]
    for name in ("Check the content", "Build the site"):
        assert named("build", name)["if"] == "${{ needs.part.result == 'skipped' }}"
    for name in ("Fetch the parts", "Put the parts together"):
        assert named("build", name)["if"] == "${{ needs.part.result == 'success' }}"


def test_the_last_build_is_brought_back_before_the_next():
    step = named("build", "Bring back the last build")
    assert step["with"]["path"].split() == [".sayso-cache/", ".site.sayso/", "site/"]
    names = [each.get("name") for each in publishing()["build"]["steps"]]
    assert names.index("Bring back the last build") < names.index("Build the site")
    assert step["uses"].startswith("actions/cache/restore@")


def test_what_is_kept_is_the_site_as_the_build_has_left_it():
    brought, kept = named("build", "Bring back the last build"), named("build", "Keep this build")
    assert kept["uses"] == brought["uses"].replace("/restore@", "/save@")
    assert kept["with"] == {name: brought["with"][name] for name in ("path", "key")}
    assert kept["if"] == "${{ needs.part.result == 'skipped' && steps.last.outputs.cache-hit != 'true' }}"
    names = [each.get("name") for each in publishing()["build"]["steps"]]
    assert names.index("Build the site") < names.index("Keep this build") < names.index("Write the form editor")


def test_nothing_is_published_when_a_part_has_failed():
    jobs = publishing()
    assert jobs["build"]["if"] == (
        "${{ !cancelled() && needs.plan.result != 'failure' && needs.part.result != 'failure' }}"
    )
    assert jobs["deploy"]["if"] == "${{ !cancelled() && needs.build.result == 'success' }}"


def test_parts_are_built_as_the_whole_site_is():
    part, whole = named("part", "Build a part of the site")["env"], named("build", "Build the site")["env"]
    assert part.keys() == {"SHARD", *whole}
    assert part["SAYSO_REPO_URL"] == whole["SAYSO_REPO_URL"]
    assert part["SAYSO_SITE_URL"] == "${{ needs.plan.outputs.url }}/"
    assert publishing()["plan"]["outputs"]["url"] == "${{ steps.pages.outputs.base_url }}"


@pytest.mark.parametrize(
    ("shards", "told"),
    [("5", ["1/5", "2/5", "3/5", "4/5", "5/5"]), ("256", 256), ("257", None), ("0", None), ("2; id", None), ("", None)],
)
def test_parts_are_numbered(tmp_path, shards, told):
    script, output = named("plan", "Number the parts")["run"], tmp_path / "output"
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        env={**os.environ, "SHARDS": shards, "GITHUB_OUTPUT": str(output)},
        capture_output=True,
        text=True,
        check=False,
    )
    if told is None:
        assert (done.returncode, output.exists()) == (1, False)
        assert done.stdout == "::error::The number of machines is a whole number from 1 to 256.\n"
    else:
        numbered = json.loads(output.read_text("utf-8").removeprefix("shards="))
        assert numbered == told or len(numbered) == told


def test_parts_that_are_handed_over_are_put_together(tmp_path):
    project = make_project(tmp_path / "project")
    tools = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for number in range(2):
        script = named("part", "Build a part of the site")["run"]
        shell(script, project, {**tools, "SHARD": f"{number + 1}/2"})
        (project / f"parts/part-{number}").mkdir(parents=True)
        (project / "part.tar").rename(project / f"parts/part-{number}/part.tar")
        shutil.rmtree(project / "part")
    assert " from 2 parts." in shell(named("build", "Put the parts together")["run"], project, tools)


def shell(script, folder, environment):
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_the_form_editor_is_written_only_where_it_is_asked_for():
    listed = load(ROOT / ".github/workflows/publish.yml")["jobs"]["build"]["steps"]
    names = [step.get("name") for step in listed]
    step = listed[names.index("Write the form editor")]
    assert step["if"] == "${{ vars.SAYSO_ADMIN }}"
    assert step["run"] == 'sayso admin --auth "$SAYSO_ADMIN_AUTH"'
    assert names.index("Build the site") < names.index("Write the form editor") < names.index("Hand the site over")


def test_a_suggestion_is_drafted_only_for_whoever_may_label_and_by_one_job():
    workflow = load(ROOT / ".github/workflows/suggest.yml")
    assert workflow["on"] == {"issues": {"types": ["labeled"]}}
    assert workflow["concurrency"]["group"] == "suggest-${{ github.event.issue.number }}"
    (job,) = workflow["jobs"].values()
    assert job["if"] == "github.event.label.name == 'draft it'"


def test_what_a_stranger_wrote_is_read_before_the_token_is_at_hand():
    listed = load(ROOT / ".github/workflows/suggest.yml")["jobs"]["draft"]["steps"]
    assert [step.get("name") for step in listed if "github.token" in str(step)] == [listed[-1]["name"]]
    assert "GITHUB_EVENT_PATH" in listed[-2]["run"]
    # Of the event the last step gets numbers and names that GitHub gives, and nothing that somebody typed.
    assert set(listed[-1]["env"]) == {"GH_TOKEN", "BASE", "ISSUE", "MADE"}
    script = (ROOT / ".github/suggest.sh").read_text(encoding="utf-8")
    assert "EVENT" not in script
    assert "${{" not in script
