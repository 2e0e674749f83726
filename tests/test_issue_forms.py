"""The forms on GitHub ask for what `sayso suggest` reads, and for nothing that gives anybody rights."""

import pytest
import yaml
from sites import ROOT

from generator.edit.issues import FORMS, STANCES
from generator.pages import editing

FOLDER = ROOT / ".github/ISSUE_TEMPLATE"
EACH = pytest.mark.parametrize("form", FORMS)


def load(form):
    return yaml.safe_load((FOLDER / editing.FORMS[form]).read_text(encoding="utf-8"))


def fields(form):
    return [field for field in load(form)["body"] if field["type"] != "markdown"]


def test_there_are_the_three_and_their_settings():
    assert set(editing.FORMS) == set(FORMS)
    assert {path.name for path in FOLDER.iterdir()} == {*editing.FORMS.values(), "config.yml"}


@EACH
def test_the_fields_are_those_that_are_read_in_their_order(form):
    asked = {field["id"]: field["attributes"]["label"] for field in fields(form)}
    read = {name: field.label for name, field in FORMS[form].items()}
    assert list(asked.items()) == list(read.items())
    needed = {field["id"] for field in fields(form) if field["validations"]["required"] is True}
    assert needed - {"wrong"} == {name for name, field in FORMS[form].items() if field.required} - {"wrong"}
    assert len(set(read.values())) == len(read)


@EACH
def test_every_field_says_what_belongs_there(form):
    for field in fields(form):
        assert field["attributes"].get("description") or field["id"] == "wrong", field["id"]


@EACH
def test_a_form_gives_no_label_so_that_none_starts_the_job(form):
    assert set(load(form)) == {"name", "description", "title", "body"}


@pytest.mark.parametrize("form", ["claim", "attribution"])
def test_the_stances_are_those_that_there_are(form):
    (offered,) = [field["attributes"]["options"] for field in fields(form) if field["id"] == "stance"]
    assert offered == list(STANCES)


def test_forms_are_told_apart_by_their_first_heading():
    first = [next(iter(read.values())).label for read in FORMS.values()]
    assert len(set(first)) == len(first)


def test_what_links_fill_in_are_fields_for_text():
    # GitHub shows an empty issue where an address fills in a choice.
    typed = {form: {field["id"] for field in fields(form) if field["type"] in {"input", "textarea"}} for form in FORMS}
    assert {"article", "claim"} <= typed["claim"]
    assert "position" in typed["attribution"]
