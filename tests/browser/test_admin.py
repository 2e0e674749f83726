"""The form editor in a real browser: what is saved in it checks and builds, and nothing else is changed by it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_site import AXE, open_page, serve
from form_site import Form, decap_server, free_port, make_form
from sites import run

from generator.model import Node, Table
from generator.model.forms import DATE, ID
from generator.read import read_content
from generator.read.yaml_tree import load_yaml

pytestmark = [pytest.mark.browser, pytest.mark.node]

CLAIMS = "content/articles/belgorod-confirmed/claims.yml"
TEXT = "content/articles/belgorod-confirmed/text.md"
ARTICLE = "content/articles/belgorod-confirmed/article.yml"
TITLE = "Zelensky confirms Ukrainian troops"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path / "project"


@pytest.fixture
def form(browser, project: Path) -> Iterator[Form]:
    """The form, entered, over a copy of the repository's content."""
    port = free_port()
    project.mkdir()
    web = make_form(project, "--local", str(port))
    with decap_server(project, port), serve(web) as address:
        page, faults = open_page(browser, f"{address}admin/", viewport={"width": 1440, "height": 900})
        opened = Form(page, f"{address}admin/")
        opened.enter()
        yield opened
        page.context.close()
        # Nothing goes anywhere but to this site and to the server on this machine, and the page's policy holds.
        ours = (address, f"http://localhost:{port}/")
        elsewhere = [fault for fault in faults if "://" in fault and not any(known in fault for known in ours)]
        assert elsewhere == []
        assert not [fault for fault in faults if "Content Security Policy" in fault]


def records(project: Path) -> dict[str, dict]:
    """Give all records of a project as plain values, by kind and name."""
    found, problems = read_content(project, project / "content")
    assert problems == []
    kinds = ("actors", "units", "places", "terms", "claims", "events", "articles")
    return {f"{kind}/{record.id}": record.model_dump() for kind in kinds for record in getattr(found, kind)}


def check_and_build(project: Path) -> None:
    for command in ("check", "build"):
        done = run("generator", command, cwd=project)
        assert done.returncode == 0, done.stderr


def keys_of(node: Node) -> object:
    """Give the keys of a file as they follow one another."""
    if isinstance(node, Table):
        return [(key, keys_of(value)) for key, value in node.items()]
    return [keys_of(entry) for entry in node] if isinstance(node, list) else None


def tree(project: Path, name: str) -> Node:
    loaded = load_yaml(name, (project / name).read_text(encoding="utf-8"))
    assert loaded.problems == []
    return loaded.node


def test_the_form_asks_nobody_at_load_and_keeps_out_of_sight(browser, project):
    project.mkdir()
    settings = make_form_for_github(project)
    with serve(settings) as address:
        page, faults = open_page(browser, f"{address}admin/")
        page.get_by_role("button", name="Login with GitHub").wait_for()
        assert faults == []
        assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
        page.context.close()


def make_form_for_github(project: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYSO_REPO_URL", "https://github.com/owner/name")
        return make_form(project, "--auth", "https://sign-in.example")


def test_a_claim_is_changed_and_a_position_added(form, project):
    before, keys = records(project), keys_of(tree(project, CLAIMS))
    form.open("Claims", TITLE)
    claim = form.entry("claims", "Ukrainian forces are operating")
    form.write("claim", "Ukrainian troops are operating in Russia’s Belgorod region.", claim)
    position = form.add("positions", "position", claim)
    form.choose("actor", "report", position)
    form.choose("stance", "reports", position)
    form.write("verb", "no", position)
    form.write("said", "7 April", position)
    form.write("quote", "Russia has retaken some areas", position)
    assert form.complaints() == [f"Said: {DATE.wrong}"]
    form.write("said", "2025", position)
    form.publish()
    form.saved()
    check_and_build(project)
    after = records(project)
    changed = after.pop("claims/forces-in-belgorod")
    old = before.pop("claims/forces-in-belgorod")
    assert after == before
    assert changed["claim"] == "Ukrainian troops are operating in Russia’s Belgorod region."
    assert changed["note"] == old["note"]
    assert changed["positions"][:-1] == old["positions"]
    made = {key: value for key, value in changed["positions"][-1].items() if value}
    assert made.pop("said")["text"] == "2025"
    assert made == {
        "claim": "forces-in-belgorod",
        "article": "belgorod-confirmed",
        "actor": "report",
        "stance": "reports",
        "verb": "no",
        "certainty": "certain",
        "quote": "Russia has retaken some areas",
    }
    shown = keys_of(tree(project, CLAIMS))
    assert shown[0][1][0].pop()[1].pop() == [(key, None) for key in ("actor", "stance", "verb", "said", "quote")]
    assert shown[0][1][1:] == keys[0][1][1:]


def test_an_actor_is_added_and_a_name_changed(form, project):
    before = records(project)
    form.open("Actors, units, places, terms", "Actors (actors.yml)")
    known = form.entry("actors", "Volodymyr Zelensky")
    names = form.field("aliases", known).get_by_label("Name", exact=True)
    assert [name.input_value() for name in names.all()] == ["Zelensky", "Zelenskyy", "Володимир Зеленський"]
    names.nth(1).fill("Zelenskij")
    names.nth(2).fill("Володимир Зеленский")
    made = form.add("actors", "actor")
    form.write("id", "Ann Example", made)
    form.write("name", "Ann Example", made)
    assert form.complaints() == [f"Id: {ID.wrong}"]
    form.publish()
    form.page.get_by_text("Oops, you've missed a required field").wait_for()
    assert records(project) == before
    form.write("id", "ann-example", made)
    form.choose("type", "person", made)
    form.choose("affiliation", "ann", made)
    form.choose("affiliation", "ukraine", made)
    form.publish()
    form.saved()
    check_and_build(project)
    after = records(project)
    ann = {key: value for key, value in after.pop("actors/ann-example").items() if value}
    assert ann == {"id": "ann-example", "name": "Ann Example", "type": "person", "affiliation": "ukraine"}
    changed, old = after.pop("actors/zelensky"), before.pop("actors/zelensky")
    assert after == before
    old["aliases"][1]["name"], old["aliases"][2]["name"] = "Zelenskij", "Володимир Зеленский"
    assert changed == old


def test_the_frame_of_an_article_is_changed(form, project):
    before = records(project)
    keys = keys_of(tree(project, ARTICLE))
    form.open("Articles", TITLE)
    form.write("title", "Zelensky: “Yes”, they are there # today")
    names = form.field("mentions")
    names.get_by_role("button", name="Add a line").click()
    names.get_by_label("Name").last.fill("border towns")
    names.get_by_label("Whom or what it means").last.select_option("nobody")
    form.publish()
    form.saved()
    check_and_build(project)
    after = records(project)
    changed, old = after.pop("articles/belgorod-confirmed"), before.pop("articles/belgorod-confirmed")
    assert after == before
    assert changed == old | {
        "title": "Zelensky: “Yes”, they are there # today",
        "mentions": old["mentions"] | {"border towns": "nobody"},
    }
    keys[-1][1].append(("border towns", None))
    assert keys_of(tree(project, ARTICLE)) == keys


def test_what_yaml_programs_would_change_is_not_saved(form, project):
    actors = project / "content/actors.yml"
    actors.write_text(actors.read_text(encoding="utf-8").replace("role: President of Ukraine", "role: 010"), "utf-8")
    before = actors.read_bytes()
    form.open("Actors, units, places, terms", "Actors (actors.yml)")
    form.write("name", "The state of Ukraine", form.entry("actors", "Ukraine, state"))
    form.publish()
    form.page.get_by_text('Put it in quotation marks in the file on GitHub first: "010"').wait_for()
    assert actors.read_bytes() == before


def test_a_text_is_kept_to_the_byte(form, project):
    text = (project / TEXT).read_bytes()
    form.open("Texts", TITLE)
    form.field("body").press("Control+End")
    form.page.keyboard.insert_text("It ends here.\n")
    form.publish()
    form.saved()
    assert (project / TEXT).read_bytes() == text + b"It ends here.\n"


def test_a_page_of_the_form_has_no_faults_for_axe_that_are_ours(form):
    form.open("Articles", TITLE)
    form.field("mentions").wait_for()
    form.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = form.page.evaluate("axe.run('.form-pairs, .form-names')")
    assert [fault["id"] for fault in found["violations"]] == []
