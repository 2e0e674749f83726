"""What is taken from `mkdocs.yml`, and the texts of the interface."""

from dataclasses import replace
from pathlib import Path

import pytest
from layout import lay_out
from support import Case, read_cases

from generator.problems import InvalidContent, lines_under, show_all
from generator.read import Options, Project, read_project, read_texts
from generator.read.settings import content_of


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


TRUTH = "write true or false, without quotation marks"
ONE_FOLDER = "write the name of one folder, in quotation marks where YAML takes it for something else"
ONE_CODE = "write the code of one language, in quotation marks where YAML takes it for something else"
ENDINGS = "write a list of endings, or of files by their paths in the content: [svg, CNAME]"
CHOICES = (
    *(
        (name, ("true", "false"), ("5", "yes please", "[true]"), TRUTH)
        for name in ("strict", "maps", "search", "cache")
    ),
    ("trusted_pages", ("true", "false"), ("'true'", "{a: b}"), TRUTH),
    ("reviews", ("optional", "required"), ("none", "true"), "write optional or required, in small letters"),
    (
        "boundaries",
        ("recognised", "de-facto"),
        ("De-facto", "false"),
        "write recognised or de-facto, in small letters",
    ),
    (
        "pictures",
        ("articles", "claims", "none"),
        ("all", "true"),
        "write articles, claims or none, in small letters",
    ),
    ("language", ("uk", "'no'"), ("no", "[uk]"), ONE_CODE),
    ("texts", ("kept", "'2025'"), ("2025", "[kept]"), ONE_FOLDER),
    ("publish", ("[svg]", "[]"), ("svg", "[5]", "{svg: 5}"), ENDINGS),
)
AS_WRITTEN = {"'true'": '"true"', "no": "false", "true": "true", "false": "false", "5": "5", "2025": "2025"}


def shown_as(value: str) -> str:
    return "a list or a table" if value[0] in "[{" else AS_WRITTEN.get(value, f'"{value}"')


@pytest.mark.parametrize(("name", "right", "wrong", "helped"), CHOICES, ids=[each[0] for each in CHOICES])
def test_each_setting_takes_what_it_is_for_and_nothing_else(name, right, wrong, helped, tmp_path: Path):
    for value in right:
        project(f"docs_dir: content\nplugins: [sayso: {{{name}: {value}}}]", tmp_path)
    for value in wrong:
        lay_out(f"--- mkdocs.yml\nplugins: [sayso: {{{name}: {value}}}]", tmp_path)
        found, [problem] = read_project(tmp_path)
        assert found is None
        assert (problem.code, problem.help) == ("unknown-value", helped)
        assert problem.message == f"{name} cannot be {shown_as(value)}"
        # Marks around a value are part of it, and a list has no end within its first line that counts.
        assert (problem.span.file, problem.span.line, problem.span.column) == ("mkdocs.yml", 1, 21 + len(name))
        assert problem.span.length == len(value)


@pytest.mark.parametrize(
    ("settings", "more"),
    [
        ("use_directory_urls: false", {"use_directory_urls": False}),
        ("use_directory_urls: true", {}),
        ("plugins: [sayso: {cache: false}]", {"has_cache": False, "has_plugin": True}),
        ("plugins: [sayso: {cache: true}]", {"has_plugin": True}),
        (
            "site_url: https://a.example/\nrepo_url: https://b.example/\nedit_uri: edit/",
            {"url": "https://a.example/", "repository": "https://b.example/", "edit_uri": "edit/"},
        ),
        ("site_url: [a]\nrepo_url: 5\nedit_uri:", {}),
        ("site_name: Sayso", {"name": "Sayso"}),
    ],
)
def test_what_else_is_set_of_a_site(settings: str, more: dict, tmp_path: Path):
    site = tmp_path / "site"
    turned = {name: value for name, value in more.items() if name == "use_directory_urls"}
    plain = Project(tmp_path, tmp_path / "content", site, options=Options(site=site, **turned))
    assert project(f"docs_dir: content\n{settings}", tmp_path) == replace(plain, **more)


@pytest.mark.parametrize(
    ("settings", "language", "line", "column"),
    [
        ("theme: {name: sayso, locale: de}", "de", 1, 30),
        ("theme: {locale: uk_UA}", "uk-UA", 1, 17),
        ("theme: {name: material, language: es}", "es", 1, 35),
        ("theme: {locale: en, language: es}", "es", 1, 17),
        ("theme: {locale: en}", "en", 1, 17),
        ("theme: {locale: de}\nplugins: [sayso: {language: uk}]", "uk", 2, 29),
        ("theme: {locale: de}\nplugins: [sayso: {language: ''}]", "de", 1, 17),
    ],
)
def test_the_language_is_found_where_it_is_set(settings, language, line, column, tmp_path: Path):
    found = project(f"{settings}\ndocs_dir: content", tmp_path)
    assert found.options.language == language
    assert found.language_at is not None
    assert (found.language_at.line, found.language_at.column) == (line, column)


@pytest.mark.parametrize("theme", ["", "theme: sayso\n", "theme: [sayso]\n", "theme: {name: sayso}\n"])
def test_without_a_language_it_is_english(theme: str, tmp_path: Path):
    found = project(f"docs_dir: content\n{theme}", tmp_path)
    assert (found.options.language, found.language_at, found.templates) == ("en", None, None)


def test_the_folder_of_templates_and_what_is_let_in(tmp_path: Path):
    settings = "theme: {name: null, custom_dir: my/../theme}\nplugins: [sayso: {publish: [.SVG, CNAME, svgz]}]"
    found = project(f"docs_dir: content\n{settings}", tmp_path)
    assert found.templates == tmp_path / "theme"
    assert found.options.publish == {".SVG", "svg", "CNAME", "cname", "svgz"}


def test_the_surroundings_name_the_folder_of_texts_before_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    settings = "docs_dir: content\nplugins: [sayso: {texts: ../kept}]"
    assert project(settings, tmp_path).options.texts == tmp_path / "../kept"
    monkeypatch.setenv("SAYSO_TEXTS", "/elsewhere")
    assert project(settings, tmp_path).options.texts == Path("/elsewhere")
    monkeypatch.setenv("SAYSO_TEXTS", "")
    assert project("docs_dir: content", tmp_path).options.texts is None


def test_the_content_is_named_whether_it_is_there_or_not(tmp_path: Path):
    assert content_of(tmp_path) is None
    for settings, folder in (("site_name: a", "docs"), ("docs_dir: gone", "gone"), ("docs_dir: [a]", "docs")):
        (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
        assert content_of(tmp_path) == tmp_path / folder


def test_a_folder_that_is_missing_beside_one_named_content(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("site_name: a\ndocs_dir: texts\n", encoding="utf-8")
    _, [problem] = read_project(tmp_path)
    assert problem.message == 'there is no folder "texts" to read the content from'
    assert problem.help == 'make a folder named "texts" here (with sayso new article, for instance)'
    assert (problem.span.line, problem.span.length) == (2, 8)


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


@pytest.mark.parametrize(("number", "most"), [(10, True), (11, False)])
def test_ten_files_may_inherit_one_from_the_other(number: int, most, tmp_path: Path):
    files = {f"{n}.yml": f"INHERIT: {n + 1}.yml\n" for n in range(1, number - 1)}
    last = {f"{number - 1}.yml": "docs_dir: content\n"}
    found, problems = inherit(tmp_path, {"mkdocs.yml": "INHERIT: 1.yml\n", **files, **last})
    assert (found is not None) is most
    assert most or "10 files of settings inherit one from the other, and this is not the last" in problems


def test_a_name_takes_the_place_of_an_inherited_table(tmp_path: Path):
    files = {"mkdocs.yml": "INHERIT: far.yml\ndocs_dir: content\ntheme: sayso\n", "far.yml": "theme: {locale: de}\n"}
    found, _ = inherit(tmp_path, files)
    assert found is not None
    assert found.options.language == "en"


def test_an_empty_file_may_be_inherited(tmp_path: Path):
    found, problems = inherit(tmp_path, {"mkdocs.yml": "INHERIT: far.yml\ndocs_dir: content\n", "far.yml": "\n"})
    assert (found is not None, problems) == (True, "")


def test_a_name_that_no_file_can_have_is_none_that_is_there(tmp_path: Path):
    name = "a" * 300
    found, problems = inherit(tmp_path, {"mkdocs.yml": f"INHERIT: {name}\ndocs_dir: content\n"})
    assert found is None
    assert f"mkdocs.yml inherits from {name}, and there is no such file" in problems


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
