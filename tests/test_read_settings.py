"""What is taken from `mkdocs.yml`, and the texts of the interface."""

from pathlib import Path

import pytest
from layout import lay_out
from support import Case, read_cases

from generator.problems import InvalidContent, lines_under, show_all
from generator.read import Options, Project, read_project, read_texts


def project(settings: str, root: Path) -> Project:
    lay_out(f"--- mkdocs.yml\n{settings}", root)
    found, problems = read_project(root)
    assert problems == []
    assert found is not None
    return found


@pytest.mark.parametrize("case", [pytest.param(case, id=case.place) for case in read_cases("read-settings.md")])
def test_messages(case: Case, tmp_path: Path):
    lay_out(case.given, tmp_path)
    found, problems = read_project(tmp_path)
    assert found is None
    assert show_all(problems, lines_under(tmp_path)) == case.expected


def test_all_that_is_needed_is_read(tmp_path: Path):
    found = project(
        "site_name: Sayso\ndocs_dir: content\nsite_dir: out/site\nplugins: [search, {sayso: {strict: true}}]\n",
        tmp_path,
    )
    assert found == Project(
        root=tmp_path,
        content=tmp_path / "content",
        site=tmp_path / "out" / "site",
        name="Sayso",
        has_plugin=True,
        strict=True,
        options=Options(site=tmp_path / "out" / "site"),
    )


def test_the_defaults_are_those_of_mkdocs(tmp_path: Path):
    (tmp_path / "docs").mkdir()
    found = project("site_name: Sayso", tmp_path)
    assert found == Project(
        root=tmp_path,
        content=tmp_path / "docs",
        site=tmp_path / "site",
        name="Sayso",
        options=Options(site=tmp_path / "site"),
    )


@pytest.mark.parametrize(
    ("plugins", "listed", "strict"),
    [
        ("plugins: [search, sayso]", True, False),
        ("plugins: {sayso: {strict: true}}", True, True),
        ("plugins: [sayso: ]", True, False),
        ("plugins: [sayso: {strict: , reviews: , language: , texts: }]", True, False),
        ("plugins: [sayso: {enabled: false}]", False, False),
        ("plugins: [sayso: {enabled: true, strict: true}]", True, True),
        ("plugins: [sayso: [strict]]", True, False),
        ("plugins: sayso", True, False),
        ("plugins: [search, {tags: {}}]", False, False),
        ("plugins: 3", False, False),
        ("theme: sayso", False, False),
    ],
)
def test_the_plugin_is_found_however_it_is_listed(plugins: str, listed, strict, tmp_path: Path):
    found = project(f"docs_dir: content\n{plugins}", tmp_path)
    assert (found.has_plugin, found.strict) == (listed, strict)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("!ENV SITE", "from outside"),
        ("!ENV [NOWHERE, SITE, Sayso]", "from outside"),
        ("!ENV [NOWHERE, Sayso]", "Sayso"),
        ("!ENV NOWHERE", ""),
        ("!ENV [NOWHERE]", ""),
        ("!ENV {a: b}", ""),
        ("!relative", ""),
        ("[no, name]", ""),
        ('"a\\0b"', ""),
    ],
)
def test_environment_variables_and_other_tags_are_taken(
    value: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SITE", "from outside")
    monkeypatch.delenv("NOWHERE", raising=False)
    more = "markdown_extensions:\n  - toc:\n      slugify: !!python/object/apply:slugs.slugify {kwds: {case: lower}}\n"
    assert project(f"docs_dir: content\nsite_name: {value}\n{more}", tmp_path).name == name


def test_an_environment_variable_can_switch_strictness_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("STRICT", "true")
    assert project("docs_dir: content\nplugins:\n  - sayso:\n      strict: !ENV [STRICT, false]", tmp_path).strict


INHERITED = {
    "mkdocs.yml": "INHERIT: base/more.yml\nsite_name: Near\ntheme: {locale: de}\n",
    "base/more.yml": "INHERIT: ../far.yml\nsite_name: Middle\ndocs_dir: content\ntheme: {name: sayso, locale: es}\n",
    "far.yml": "site_dir: out\nplugins: [sayso: {reviews: required, strict: true, texts: kept}]\n",
}


def inherit(root: Path, files: dict[str, str]) -> tuple[Project | None, str]:
    """Read a project of several files of settings, and show what is wrong with it."""
    for name, text in {"content/about.md": "# About\n", **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    found, problems = read_project(root)
    return found, show_all(problems, lines_under(root)) if problems else ""


def test_settings_are_inherited_as_mkdocs_inherits_them(tmp_path: Path):
    found, problems = inherit(tmp_path, INHERITED)
    assert problems == ""
    assert found == Project(
        root=tmp_path,
        content=tmp_path / "content",
        site=tmp_path / "out",
        name="Near",
        has_plugin=True,
        strict=True,
        options=Options(language="de", texts=tmp_path / "kept", site=tmp_path / "out", reviews_required=True),
    )


@pytest.mark.parametrize(
    ("plugins", "listed", "strict", "required"),
    [
        ("plugins: [sayso]", True, False, False),
        ("plugins: [search]", False, False, False),
        ("plugins:", False, False, False),
        ("plugins: {sayso: {strict: false}}", True, False, False),
    ],
)
def test_a_list_of_plugins_replaces_the_inherited_one(plugins, listed, strict, required, tmp_path: Path):
    files = {**INHERITED, "base/more.yml": f"{INHERITED['base/more.yml']}{plugins}\n"}
    found, _ = inherit(tmp_path, files)
    assert found is not None
    assert (found.has_plugin, found.strict, found.options.reviews_required) == (listed, strict, required)


def test_tables_of_plugins_are_joined(tmp_path: Path):
    near = "INHERIT: far.yml\ndocs_dir: content\nplugins: {sayso: {strict: true}}\n"
    files = {"mkdocs.yml": near, "far.yml": "plugins: {sayso: {reviews: required, strict: false}}\n"}
    found, _ = inherit(tmp_path, files)
    assert found is not None
    assert (found.strict, found.options.reviews_required) == (True, True)


def test_a_wrong_setting_is_shown_where_it_is_inherited_from(tmp_path: Path):
    far = "plugins:\n  - search\n  - sayso:\n      reviews: Required\n"
    assert inherit(tmp_path, {**INHERITED, "far.yml": far}) == (
        None,
        """\
far.yml:4:16: error: unknown-value: reviews cannot be "Required"
    4 |       reviews: Required
      |                ^^^^^^^^
   help: write optional or required, in small letters

1 error""",
    )


def test_a_wrong_setting_may_come_by_an_alias(tmp_path: Path):
    settings = "docs_dir: content\nx: &x {strict: maybe}\nplugins: [{sayso: {<<: *x}}]\n"
    found, problems = inherit(tmp_path, {"mkdocs.yml": settings})
    assert found is None
    assert problems.startswith('mkdocs.yml:1:1: error: unknown-value: strict cannot be "maybe"')


def test_an_empty_file_may_be_inherited(tmp_path: Path):
    found, problems = inherit(tmp_path, {"mkdocs.yml": "INHERIT: far.yml\ndocs_dir: content\n", "far.yml": "\n"})
    assert (found is not None, problems) == (True, "")


def test_texts_of_a_language(tmp_path: Path):
    (tmp_path / "en.yml").write_text("yes: no\nstance:\n  asserts: asserted by\nmonths: [January]\n", encoding="utf-8")
    assert read_texts("en", tmp_path) == {"yes": "no", "stance": {"asserts": "asserted by"}, "months": ["January"]}
    assert read_texts("en-GB", tmp_path) == read_texts("en", tmp_path)


def test_english_texts_are_there():
    assert read_texts("en")


@pytest.mark.parametrize("language", ["xx", "../en", "", "en/../en"])
def test_a_language_that_is_not_there(language: str):
    with pytest.raises(LookupError, match="no interface texts"):
        read_texts(language)


@pytest.mark.parametrize("text", ["a:\n", "- a\n", "a: [\n"])
def test_texts_that_cannot_be_read(text: str, tmp_path: Path):
    (tmp_path / "en.yml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidContent):
        read_texts("en", tmp_path)
