"""The adapter: MkDocs builds a project with the plugin, and the site is looked at."""

import logging
import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from sites import EVIL, FILES, MKDOCS_YML, break_content, build_with_mkdocs, fingerprint, make_project, read_page

from generator.link import Library
from generator.plugin import InvalidContentError
from generator.plugin.dates import day_of
from generator.plugin.edits import edit_base, edit_link
from generator.plugin.page import anchors, headings
from generator.plugin.titles import SafeTitle
from generator.problems import Span

EVIL_PAGE = "actors/evil/index.html"


def themed(theme: str, plugins: str = "sayso") -> dict[str, str]:
    text = MKDOCS_YML.replace("theme: {name: sayso}", f"theme: {{name: {theme}}}")
    return {"mkdocs.yml": text.replace("[sayso]", f"[{plugins}]")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The project under each theme."""
    sites = {}
    for theme in ("sayso", "mkdocs", "readthedocs", "material"):
        project = make_project(tmp_path_factory.mktemp(theme), themed(theme))
        sites[theme] = build_with_mkdocs(project, strict=True)
    return sites


THEMES = pytest.mark.parametrize("theme", ["sayso", "mkdocs", "readthedocs", "material"])


# What is published


def test_every_kind_of_page_is_made(built):
    pages = {name for name in fingerprint(built["sayso"]) if name.endswith(".html")}
    assert pages >= {
        "index.html",
        "404.html",
        "about/index.html",
        "articles/index.html",
        "articles/village/index.html",
        "actors/index.html",
        "actors/russia/index.html",
        "claims/index.html",
        "claims/basivka-taken/index.html",
        "corrections/index.html",
        "glossary/index.html",
        "timeline/index.html",
    }


@THEMES
def test_the_sources_are_not_published(built, theme):
    names = set(fingerprint(built[theme]))
    assert not [name for name in names if name.endswith((".yml", ".yaml", ".md", ".txt"))]
    assert not [name for name in names if "text/" in name or "README" in name]
    assert "For editors" not in (built[theme] / "index.html").read_text(encoding="utf-8")


def test_the_theme_publishes_its_made_stylesheet_and_none_of_its_parts(built):
    names = set(fingerprint(built["sayso"]))
    assert "assets/sayso.css" in names
    assert not [name for name in names if name.startswith(("css/", "parts/", "pages/"))]


def test_the_editors_guide_beside_index_md_gives_no_warning(tmp_path, caplog):
    project = make_project(tmp_path, {"content/index.md": "# Welcome\n\nHello reader.\n"})
    with caplog.at_level(logging.WARNING, "mkdocs"):
        site = build_with_mkdocs(project)
    assert caplog.messages == []
    home = read_page(site, "index.html")
    assert "Hello reader." in home.get_text()
    assert home.find("a", href=re.compile("claims/basivka-taken"))


def test_images_of_an_article_are_published_and_nothing_else_of_its_folder(tmp_path):
    project = make_project(tmp_path)
    (project / "content/articles/village/photo.JPG").write_bytes(b"\xff\xd8\xff, not really")
    site = build_with_mkdocs(project)
    assert {path.name for path in (site / "articles/village").iterdir()} == {"index.html", "photo.JPG"}


@THEMES
def test_the_pages_and_pictures_for_editors_are_not_published(tmp_path, theme, caplog):
    files = {
        **themed(theme),
        "content/guide/index.md": "# Secret guide\n\n![A picture](pictures/one.png)\n",
        "content/guide/fields.md": "# Secret fields\n\n[More](../README.md)\n",
        "content/guide/pictures/one.png": "not really",
        "content/more/guide/page.md": "# Of the site\n",
    }
    with caplog.at_level(logging.WARNING, "mkdocs"):
        site = build_with_mkdocs(make_project(tmp_path, files), strict=True)
    names = set(fingerprint(site))
    assert not [name for name in names if name.startswith("guide") or "one.png" in name]
    assert "more/guide/page/index.html" in names
    for page in (name for name in names if name.endswith((".html", ".xml", ".json"))):
        assert "Secret" not in (site / page).read_text("utf-8"), page
    assert caplog.messages == []


def test_records_in_the_editors_folder_are_read_all_the_same(tmp_path):
    files = {"content/guide/people.yml": "actors:\n  - {id: ann, name: Ann, type: person}\n"}
    site = build_with_mkdocs(make_project(tmp_path, files))
    assert (site / "actors/ann/index.html").is_file()
    assert not (site / "guide").exists()


def test_a_project_cannot_let_the_editors_pages_in_again(tmp_path):
    settings = MKDOCS_YML + "exclude_docs: |\n  !guide/\n  !/guide/page.md\n"
    project = make_project(tmp_path, {"mkdocs.yml": settings, "content/guide/page.md": "# For editors\n"})
    assert not [name for name in fingerprint(build_with_mkdocs(project)) if name.startswith("guide")]


def test_a_project_cannot_let_the_sources_in_again(tmp_path):
    settings = MKDOCS_YML + "exclude_docs: |\n  !people.yml\n  !README.md\n"
    site = build_with_mkdocs(make_project(tmp_path, {"mkdocs.yml": settings}))
    assert not [name for name in fingerprint(site) if name.endswith((".yml", ".md"))]


def test_without_index_md_the_home_page_is_ours(built):
    assert read_page(built["sayso"], "index.html").find("a", href=re.compile("articles/village"))


def test_an_index_page_that_the_project_excludes_makes_room_for_ours(tmp_path):
    settings = MKDOCS_YML + "exclude_docs: index.md\n"
    files = {"mkdocs.yml": settings, "content/index.md": "# Not this\n"}
    project = make_project(tmp_path, files, without=("content/README.md",))
    home = read_page(build_with_mkdocs(project), "index.html")
    assert "Not this" not in home.get_text()
    assert home.find("a", href=re.compile("articles/village"))


def test_a_file_of_the_projects_own_theme_goes_over_a_made_one(tmp_path):
    settings = MKDOCS_YML.replace("{name: sayso}", "{name: sayso, custom_dir: mine}")
    site = build_with_mkdocs(make_project(tmp_path, {"mkdocs.yml": settings, "mine/assets/sayso.css": "/* own */"}))
    assert (site / "assets/sayso.css").read_text("utf-8") == "/* own */"


# Themes


@THEMES
def test_a_title_made_of_markup_stays_text(built, theme):
    page = read_page(built[theme], EVIL_PAGE)
    assert EVIL in page.title.get_text()
    markup = (built[theme] / EVIL_PAGE).read_text(encoding="utf-8")
    assert "<script>alert(1)" not in markup
    assert "<b>x</b>" not in markup


@THEMES
def test_descriptions_made_of_markup_stay_text(built, theme):
    described = read_page(built[theme], EVIL_PAGE).find("meta", attrs={"name": "description"})
    assert described is None or "<" not in str(described)[1:-2]


@THEMES
def test_bodies_come_out_the_same(built, theme):
    box = read_page(built[theme], "claims/basivka-taken/index.html").find(attrs={"data-claim-box": "basivka-taken"})
    assert box["data-status"] == "disputed"
    assert box.find(attrs={"data-actor": "russia", "data-stance": "asserts"})


def test_foreign_themes_get_the_parts_stylesheet_and_ours_the_whole_one(built):
    for theme in ("mkdocs", "material"):
        page = (built[theme] / EVIL_PAGE).read_text(encoding="utf-8")
        assert "assets/sayso-parts.css" in page
        assert (built[theme] / "assets/sayso-parts.css").is_file()
    own = (built["sayso"] / EVIL_PAGE).read_text(encoding="utf-8")
    assert "assets/sayso.css" in own
    assert "sayso-parts.css" not in own


def test_foreign_menus_list_the_indexes_and_no_single_record(built):
    links = {link["href"] for link in read_page(built["mkdocs"], EVIL_PAGE).select("#navbar-collapse a")}
    assert links >= {"../", "../../claims/", "../../articles/"}
    assert not [link for link in links if "basivka-taken" in link or "glossary" in link]


def test_the_frame_lists_filled_sections_and_ordinary_pages(built):
    page = read_page(built["sayso"], "claims/basivka-taken/index.html")
    links = [link["href"] for link in page.select("header nav a")]
    assert "../../claims/" in links
    assert "../../about/" in links
    assert not [link for link in links if "units" in link or "places" in link]


def test_a_template_of_the_projects_own_comes_first(tmp_path):
    project = make_project(
        tmp_path,
        {
            "mkdocs.yml": MKDOCS_YML.replace("{name: sayso}", "{name: sayso, custom_dir: look}"),
            "look/main.html": "<title>{{ page.title }}</title><p>own look</p>{{ page.content }}",
        },
    )
    site = build_with_mkdocs(project)
    assert "own look" in (site / "claims/index.html").read_text(encoding="utf-8")


def test_overrides_of_a_foreign_theme_may_replace_our_templates_too(tmp_path):
    settings = MKDOCS_YML.replace("{name: sayso}", "{name: mkdocs, custom_dir: look}")
    project = make_project(
        tmp_path,
        {
            "mkdocs.yml": settings,
            "look/extra.css": "b{}",
            "look/pages/claims.html": "<h1>own list</h1>",
        },
    )
    site = build_with_mkdocs(project)
    assert (site / "extra.css").is_file()
    assert "own list" in (site / "claims/index.html").read_text("utf-8")


def test_safe_titles_come_out_escaped_once_however_they_are_printed():
    title = SafeTitle('<b> & "x"\'s')
    assert str(title) == f"{title}" == "&lt;b&gt; &amp; &quot;x&quot;'s"
    assert title.__html__() == "&amp;lt;b&amp;gt; &amp;amp; &amp;quot;x&amp;quot;'s"


# Links


def test_an_ordinary_page_may_link_to_an_anchor_on_ours(tmp_path, caplog):
    settings = MKDOCS_YML + "validation: {links: {anchors: warn}}\n"
    wrong = "# About\n\n[Right](claims/basivka-taken.md#p-village--russia) [wrong](claims/basivka-taken.md#nowhere)\n"
    project = make_project(tmp_path, {"mkdocs.yml": settings, "content/about.md": wrong})
    build_with_mkdocs(project)
    assert [message for message in caplog.messages if "anchor" in message]
    assert all("#nowhere" in message for message in caplog.messages)


def test_the_home_page_has_the_anchors_of_both_its_parts(tmp_path, caplog):
    settings = MKDOCS_YML + "validation: {links: {anchors: warn}}\n"
    home = "# Welcome\n\n## More\n\n[here](#more) [nowhere](#nowhere)\n"
    build_with_mkdocs(make_project(tmp_path, {"mkdocs.yml": settings, "content/index.md": home}))
    # MkDocs says so, and so does our own check of what it has built.
    assert ["#nowhere" in message for message in caplog.messages] == [True, True]


def test_edit_links_lead_to_the_line_of_the_record(built):
    page = read_page(built["mkdocs"], "claims/basivka-taken/index.html")
    base = "https://git.example/owner/repo/edit/main/content/articles/village/claims.yml"
    assert page.find("a", href=f"{base}#L2")
    article = read_page(built["sayso"], "articles/village/index.html")
    assert article.find("a", href=re.compile(re.escape(base) + r"#L\d+$"))


def settings_of(project: Path, settings: dict[str, str]) -> MkDocsConfig:
    (project / "content").mkdir()
    config = MkDocsConfig(config_file_path=str(project / "mkdocs.yml"))
    config.load_dict({"site_name": "x", "docs_dir": "content", **settings})
    assert config.validate() == ([], [])
    return config


@pytest.mark.parametrize(
    ("settings", "base", "link"),
    [
        ({}, None, None),
        (
            {"repo_url": "https://g.example/o/r", "edit_uri": "edit/main/content/"},
            "https://g.example/o/r/edit/main/",
            "https://g.example/o/r/edit/main/content/my%20claims.yml#L7",
        ),
        (
            {"repo_url": "https://g.example/o/r/", "edit_uri": "edit/main/docs/"},
            "https://g.example/o/r/edit/main/",
            "https://g.example/o/r/edit/main/content/my%20claims.yml#L7",
        ),
        (
            {"repo_url": "https://g.example/o/r", "edit_uri": "?query=src/content/"},
            "https://g.example/o/r/?query=src/",
            "https://g.example/o/r/?query=src/content/my%20claims.yml#L7",
        ),
        (
            {"edit_uri": "https://g.example/edit/content/"},
            "https://g.example/edit/",
            "https://g.example/edit/content/my%20claims.yml#L7",
        ),
        (
            {"repo_url": "https://g.example/o/r", "edit_uri_template": "blob/{path}"},
            "https://g.example/o/r/",
            "https://g.example/o/r/blob/my claims.yml#L7",
        ),
        (
            {"repo_url": "https://g.example/o/r", "edit_uri_template": "edit?f={path!q}&n={path_noext}"},
            None,
            "https://g.example/o/r/edit?f=my%20claims.yml&n=my claims#L7",
        ),
        ({"repo_url": "https://g.example/o/r", "edit_uri": ""}, None, None),
    ],
)
def test_edit_addresses_follow_every_way_of_setting_them(tmp_path, settings, base, link):
    config = settings_of(tmp_path, settings)
    assert edit_base(config, tmp_path) == base
    made = edit_link(config, tmp_path)
    assert (made and made(Span("content/my claims.yml", 7))) == link


def test_without_directory_urls_pages_are_files(tmp_path):
    project = make_project(tmp_path, {"mkdocs.yml": MKDOCS_YML + "use_directory_urls: false\n"})
    site = build_with_mkdocs(project, strict=True)
    assert (site / "claims/basivka-taken.html").is_file()
    page = read_page(site, "claims/basivka-taken.html")
    targets = [link["href"].partition("#")[0] for link in page.find_all("a") if "://" not in link["href"]]
    assert [target for target in targets if target and not (site / "claims" / target).exists()] == []


def test_a_page_lives_without_a_site_url_and_without_a_repository(tmp_path):
    bare = "site_name: Bare\ndocs_dir: content\ntheme: {name: sayso}\nplugins: [sayso]\n"
    site = build_with_mkdocs(make_project(tmp_path, {"mkdocs.yml": bare}), strict=True)
    page = read_page(site, "claims/basivka-taken/index.html")
    assert page.find("link", rel="canonical") is None
    assert not page.find("a", href=re.compile("edit"))


def test_canonical_links_hold_the_sub_path(built):
    page = read_page(built["sayso"], "claims/basivka-taken/index.html")
    assert page.find("link", rel="canonical")["href"] == "https://site.example/repo/claims/basivka-taken/"


# The project's own navigation, other plugins


def test_a_projects_own_menu_may_name_our_pages(tmp_path, caplog):
    nav = "nav: [{Who: actors/index.md}, {More: [about.md]}, {Out: 'https://else.example/'}, {None: []}]\n"
    project = make_project(tmp_path, {"mkdocs.yml": MKDOCS_YML + nav + "validation: {nav: {omitted_files: warn}}\n"})
    with caplog.at_level(logging.WARNING, "mkdocs"):
        site = build_with_mkdocs(project)
    assert caplog.messages == []
    labels = [link.get_text() for link in read_page(site, "claims/index.html").select("header nav a")]
    assert "More" in labels
    assert "Out" not in labels
    assert "Who" not in labels


def test_the_menu_stays_short_however_many_ordinary_pages_there_are(tmp_path):
    pages = {f"content/page-{n:02}.md": f"# Page {n:02} *&amp; more*\n" for n in range(20)}
    site = build_with_mkdocs(make_project(tmp_path, pages, without=("content/about.md",)))
    labels = [link.get_text() for link in read_page(site, "claims/index.html").select("header nav a")]
    assert [label for label in labels if label.startswith("Page")] == [f"Page {n:02} & more" for n in range(8)]


def test_the_search_plugin_coexists_and_finds_our_pages(tmp_path):
    article = FILES["content/articles/village/article.yml"].replace("show_text: full", "show_text: quotes")
    text = FILES["content/articles/village/text.md"] + "\nWithheld words stand here.\n"
    project = make_project(
        tmp_path,
        {
            **themed("material", "search, sayso"),
            "content/articles/village/article.yml": article,
            "content/articles/village/text.md": text,
        },
    )
    site = build_with_mkdocs(project, strict=True)
    index = (site / "search/search_index.json").read_text(encoding="utf-8")
    assert "took control of Basivka" in index
    assert "claims/basivka-taken/" in index
    assert "Withheld words" not in index
    assert all("Withheld words" not in path.read_text("utf-8") for path in site.rglob("*.html"))


def test_two_builds_are_the_same_bytes_under_any_theme(tmp_path, built, monkeypatch):
    monkeypatch.setattr("mkdocs.utils.get_build_datetime", lambda: datetime(2031, 1, 2, tzinfo=UTC))
    monkeypatch.setattr("mkdocs.utils.get_build_date", lambda: "2031-01-02")
    for theme in ("sayso", "mkdocs", "material"):
        project = make_project(tmp_path / theme, themed(theme))
        assert fingerprint(build_with_mkdocs(project)) == fingerprint(built[theme])


# Dates


def test_the_day_of_a_site_is_the_newest_in_its_content(tmp_path):
    corrected = FILES["content/articles/village/claims.yml"] + (
        "    corrections:\n      - on: 2025-05-02\n        what: Something.\n"
        "    verdict: {finding: mixed, why: Both., by: An editor, on: 2025-05-03}\n"
    )
    site = build_with_mkdocs(make_project(tmp_path, {"content/articles/village/claims.yml": corrected}))
    dates = set(re.findall(r"<lastmod>(.*?)</lastmod>", (site / "sitemap.xml").read_text("utf-8")))
    assert dates <= {"2025-05-03"}


def test_source_date_epoch_is_heeded(monkeypatch):
    assert day_of(Library()) == date(1980, 1, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert day_of(Library()) == date(2023, 11, 14)


# Problems


def test_errors_stop_mkdocs_before_it_touches_the_old_site(tmp_path, caplog):
    project = make_project(tmp_path)
    old = fingerprint(build_with_mkdocs(project))
    break_content(project)
    with pytest.raises(Abort) as raised:
        build_with_mkdocs(project)
    assert fingerprint(project / "site") == old
    problems = raised.value.__context__.problems
    assert [problem.code for problem in problems] == ["quote-absent"]
    assert "content/articles/village/claims.yml:10:" in caplog.text
    assert "1 error" in caplog.text


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    """A project whose quote begins inside a word."""
    claims = FILES["content/articles/village/claims.yml"].replace("quote: Russia claimed", "quote: ussia claimed")
    return make_project(tmp_path, {"content/articles/village/claims.yml": claims})


def test_warnings_are_logged_and_stop_nothing(warned, caplog):
    site = build_with_mkdocs(warned)
    assert (site / "index.html").is_file()
    assert [record.levelname for record in caplog.records if "quote-cuts-word" in record.getMessage()] == ["WARNING"]


@pytest.mark.parametrize("way", ["mkdocs", "plugin"])
def test_strict_makes_warnings_errors_before_the_old_site_is_touched(warned, way):
    if way == "plugin":
        settings = MKDOCS_YML.replace("plugins: [sayso]", "plugins: [{sayso: {strict: true}}]")
        (warned / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (warned / "site").mkdir()
    (warned / "site/old.html").write_text("old", encoding="utf-8")
    with pytest.raises(Abort):
        build_with_mkdocs(warned, strict=way == "mkdocs")
    assert (warned / "site/old.html").exists()


def test_an_unknown_language_is_told_before_the_old_site_is_touched(tmp_path):
    settings = MKDOCS_YML.replace("plugins: [sayso]", "plugins: [{sayso: {language: tlh}}]")
    project = make_project(tmp_path, {"mkdocs.yml": settings})
    (project / "site").mkdir()
    (project / "site/old.html").write_text("old", encoding="utf-8")
    with pytest.raises(Abort) as raised:
        build_with_mkdocs(project)
    assert isinstance(raised.value.__context__, PluginError)
    assert "tlh" in str(raised.value.__context__)
    assert (project / "site/old.html").exists()


# Small parts


def test_headings_and_anchors_are_found_in_bodies():
    html = '<h2 class="x" id="a&amp;b">One <b>two</b></h2><h2>no id</h2><p id="p">x</p>'
    assert [(item.id, item.title, item.level) for item in headings(html)] == [("a&b", "One two", 1)]
    assert anchors(html) == {"a&b", "p"}


def test_the_problem_error_carries_problems_and_shows_them(tmp_path):
    error = InvalidContentError([], tmp_path)
    assert error.problems == []
    assert "no problems" in str(error)


def test_serve_watches_templates_and_languages(tmp_path):
    project = make_project(tmp_path)
    config = load_config(str(project / "mkdocs.yml"), config_file_path=str(project / "mkdocs.yml"))
    watched: list[str] = []
    server = SimpleNamespace(watch=watched.append)
    assert config.plugins["sayso"].on_serve(server, config=config, builder=None) is server
    assert [Path(folder).name for folder in watched][-1] == "languages"
    assert all(Path(folder).is_dir() for folder in watched)
    shutil.rmtree(project)


def test_serve_watches_the_private_texts(tmp_path, monkeypatch):
    (tmp_path / "texts").mkdir()
    project = make_project(tmp_path / "project")
    monkeypatch.setenv("SAYSO_TEXTS", str(tmp_path / "texts"))
    config = load_config(str(project / "mkdocs.yml"), config_file_path=str(project / "mkdocs.yml"))
    plugin = config.plugins["sayso"]
    plugin.on_config(config)
    watched: list[str] = []
    plugin.on_serve(SimpleNamespace(watch=watched.append), config=config, builder=None)
    assert str(tmp_path / "texts") in watched
