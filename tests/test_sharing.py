"""Sharing: what link previews show of each page, links to copy, and the code for other pages."""

import html
import json
import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from pages_site import EVIL, SITE, Body, print_site, read_site, words
from sites import FILES, MKDOCS_YML, build_with_mkdocs, make_project, read_page, run

from generator.pages.locales import open_tongue
from generator.plugin.remarks import remarks_on

ONLINE = replace(SITE, url="https://site.example/repo/")
PREVIEW = 70
"""Characters of a title that every messenger shows."""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return read_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def made(library):
    return print_site(library, ONLINE)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build_with_mkdocs(make_project(tmp_path_factory.mktemp("project")))


def tags(page: BeautifulSoup) -> dict[str, str]:
    """Give what the head tells link previews; no name may stand twice."""
    found = [
        (tag.get("property") or tag.get("name"), tag["content"]) for tag in page.head.find_all("meta", content=True)
    ]
    told = [(name, value) for name, value in found if name and name.partition(":")[0] in {"og", "twitter", "article"}]
    assert len(dict(told)) == len(told)
    return dict(told)


# Titles


def test_a_claims_preview_begins_with_its_status(made):
    assert made["claims/raid-happened/"].preview.title == ("Confirmed by Volodymyr Zelensky: “There was a raid.”")
    assert made["claims/raid-was-wise/"].preview.title == (
        "A view: asserted by the report (The Agency): “The raid was wise.”"
    )


def test_a_long_status_is_told_with_one_name_a_side_and_the_denial_first(made):
    page = made["claims/basivka-taken/"]
    assert page.preview.title == (
        "Disputed: denied by Ukraine and 1 more; asserted by Defence ministry and 1 more; "
        "the opposite asserted by First Brigade: “Russian troops have taken Basivka.”"
    )
    assert "asserted by Defence ministry, Russia" in page.description


def test_no_claim_is_ever_told_as_a_fact(library, made):
    for name, linked in library.claims.items():
        page = made[f"claims/{name}/"]
        status, _, words = page.preview.title.partition(": “")
        assert words == f"{linked.record.claim}”"
        assert status
        for told in (page.title, page.description):
            assert f"“{linked.record.claim}”" in told


def test_an_articles_preview_begins_with_its_publisher(made):
    assert made["articles/village/"].preview.title.startswith("The Agency: A village near")
    assert made["articles/quiet/"].preview.title == "A quiet day"
    assert made["articles/village/"].preview.published == "2025-04-08"


def test_a_status_of_usual_length_is_not_cut_by_any_messenger(built):
    title = tags(read_page(built, "claims/basivka-taken/index.html"))["og:title"]
    status = title.partition(": “")[0]
    assert status == "Disputed: asserted by Russia; denied by Ukraine"
    assert len(status) <= PREVIEW


# The frame


def test_a_claim_tells_previews_what_it_is(built):
    told = tags(read_page(built, "claims/basivka-taken/index.html"))
    assert told == {
        "og:title": "Disputed: asserted by Russia; denied by Ukraine: “Russian troops have taken control of Basivka.”",
        "og:description": "“Russian troops have taken control of Basivka.” "
        "Disputed: asserted by Russia; denied by Ukraine.",
        "og:site_name": "Test site",
        "og:type": "website",
        "og:locale": "en_GB",
        "og:url": "https://site.example/repo/claims/basivka-taken/",
        "twitter:card": "summary",
    }


def test_an_article_has_its_picture_and_its_day(built):
    told = tags(read_page(built, "articles/village/index.html"))
    picture = told.pop("og:image")
    assert told == {
        "og:title": "Test: A village near the border",
        "og:description": "Russia says that it holds a village.",
        "og:site_name": "Test site",
        "og:type": "article",
        "og:locale": "en_GB",
        "og:url": "https://site.example/repo/articles/village/",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Test: A village near the border “Russian troops have taken control of Basivka.” "
        "Disputed: asserted by Russia; denied by Ukraine.",
        "article:published_time": "2025-04-08",
        "twitter:card": "summary_large_image",
    }
    file = picture.removeprefix("https://site.example/repo/").partition("?v=")[0]
    assert file == "assets/pictures/article-village.png"
    assert (built / file).read_bytes().startswith(b"\x89PNG")


def test_the_project_may_describe_its_home_page_itself(tmp_path):
    home = """---\ndescription: 'Claims "from" <b>both</b> & all sides'\n---\n# Hello\n"""
    site = build_with_mkdocs(make_project(tmp_path, {"content/index.md": home}))
    page = read_page(site, "index.html")
    (tag,) = page.find_all("meta", attrs={"name": "description"})
    assert (tag["content"], tag["property"]) == ('Claims "from" <b>both</b> & all sides', "og:description")
    assert tags(page)["og:description"] == tag["content"]


def test_every_page_has_a_title_a_description_and_its_address(built):
    pages = [path for path in built.rglob("*.html") if 'http-equiv="refresh"' not in path.read_text("utf-8")]
    assert len(pages) > 12
    for path in pages:
        name = path.relative_to(built).as_posix()
        told = tags(read_page(built, name))
        if name != "404.html":  # it stands at every wrong address and is shared from none
            assert told["og:title"]
            assert "og:description" in told
            assert told["og:url"] == f"https://site.example/repo/{name.removesuffix('index.html')}"
            assert told["og:locale"] == "en_GB"


def test_words_of_the_content_stay_words(tmp_path):
    evil = FILES["content/articles/village/article.yml"].replace(
        "A village near the border", f"'{EVIL.replace(chr(39), '')}'"
    )
    site = build_with_mkdocs(
        make_project(tmp_path, {"content/articles/village/article.yml": evil.replace(": </", ": '</")})
    )
    page = read_page(site, "articles/village/index.html")
    assert tags(page)["og:title"].startswith("Test: </title><script>alert(1)")
    assert not [script for script in page.find_all("script") if "alert" in script.get_text()]


def test_without_an_address_no_preview_names_one(tmp_path):
    settings = MKDOCS_YML.replace("site_url: https://site.example/repo/\n", "")
    site = build_with_mkdocs(make_project(tmp_path, {"mkdocs.yml": settings}))
    told = tags(read_page(site, "articles/village/index.html"))
    assert not {"og:url", "og:image"} & told.keys()
    assert told["twitter:card"] == "summary"
    assert not (site / "assets/pictures").exists()
    assert not read_page(site, "claims/basivka-taken/index.html").select(".embed-code")


def test_other_themes_are_given_no_pictures(tmp_path):
    settings = MKDOCS_YML.replace("{name: sayso}", "{name: mkdocs}")
    site = build_with_mkdocs(make_project(tmp_path, {"mkdocs.yml": settings}))
    assert not (site / "assets/pictures").exists()


def test_drawings_are_not_published(built):
    assert not (built / "pictures").exists()


def test_the_site_has_an_icon(built):
    link = read_page(built, "claims/index.html").find("link", rel="icon")
    assert link["href"] == "../assets/icon.svg"
    assert "<path" in (built / "assets/icon.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "locale"), [("en", "en_GB"), ("en-US", "en_US"), ("uk", "uk_UA"), ("ar", "ar_EG"), ("pt-BR", "pt_BR")]
)
def test_previews_are_told_a_language_with_its_country(language, locale):
    assert open_tongue(language).with_country == locale


# A page without a picture


def test_a_build_says_which_pages_go_without_a_picture(tmp_path):
    article = FILES["content/articles/village/article.yml"].replace("A village", "村")
    project = make_project(tmp_path, {"content/articles/village/article.yml": article})
    done = run("generator", "build", "--strict", cwd=project)
    assert done.returncode == 0, done.stderr
    assert done.stderr == (
        "No picture for link previews of /articles/village/: the fonts that come with Sayso have no 村 (U+6751).\n"
    )
    assert "og:image" not in tags(read_page(project / "site", "articles/village/index.html"))


def test_of_many_such_pages_a_few_are_named():
    remarks = remarks_on({f"articles/{i}/": f"村\u0e31{chr(0x4E00 + i)}" for i in range(5)})
    told = (
        "No picture for link previews of /articles/0/, /articles/1/, /articles/2/ and 2 more: "
        "the fonts that come with Sayso have no 村 (U+6751), (U+0E31), 一 (U+4E00) and 4 more."
    )
    assert remarks == [told]


def test_nothing_is_said_where_nothing_lacks():
    assert remarks_on({}) == []


# Links to copy


def test_a_claims_link_stands_where_its_words_and_its_whole_status_do(made):
    for address in ("claims/basivka-taken/", "articles/village/"):
        body = Body(made[address])
        assert body.one("[data-claim-box='basivka-taken'] > .share-line > a.share")
        assert (
            words(body.one("[data-claim-box='basivka-taken'] .claim__words")) == "“Russian troops have taken Basivka.”"
        )
        status = words(body.one("[data-claim-box='basivka-taken'] .claim__status"))
        assert status.startswith("Disputed: asserted by Defence ministry, Russia")
        assert status.endswith("the opposite asserted by First Brigade.")
        assert body.one("#_says")["data-text"] == "{words} — {sentence} Test site:"


def test_positions_and_words_have_a_link_to_themselves(made):
    positions = Body(made["claims/basivka-taken/"]).all(".position")
    assert [position.select_one("a.share")["href"] for position in positions] == [f"#{p['id']}" for p in positions]
    glossary = Body(made["glossary/"])
    assert [link["href"] for link in glossary.all("a.share")] == [f"#{term['id']}" for term in glossary.all("dt")]


def test_pages_with_links_to_copy_have_one_place_that_speaks(made):
    for address, page in made.items():
        speaks = len(Body(page).all("#_says[role=status]"))
        assert speaks == (1 if page.kind in {"article", "claim", "glossary"} else 0), address


# The code for other pages


def test_the_code_shows_the_claims_own_page(made):
    body = Body(made["claims/basivka-taken/"])
    fitting, plain = (field.get_text() for field in body.all(".embed-code textarea"))
    frame = BeautifulSoup(plain, "lxml").iframe
    assert frame["src"] == "https://site.example/repo/claims/basivka-taken/#_embed"
    assert frame["title"].startswith(
        "“Russian troops have taken Basivka.” — disputed: asserted by Defence ministry, Russia"
    )
    assert frame["loading"] == "lazy"
    assert fitting.startswith(plain)
    assert json.loads(re.search(r"event.origin !== (\".*?\")", fitting)[1]) == "https://site.example"


def test_the_way_back_is_hidden_until_the_box_stands_alone(made):
    foot = Body(made["claims/basivka-taken/"]).one("#_embed")
    assert foot.has_attr("hidden")
    assert foot.a["target"] == "_blank"
    assert "noopener" in foot.a["rel"]


def test_no_words_of_a_claim_break_out_of_the_code(made):
    body = Body(made["claims/evil-claim/"])
    for code in (field.get_text() for field in body.all(".embed-code textarea")):
        parsed = BeautifulSoup(code, "lxml")
        assert parsed.iframe["title"].startswith(f"“{EVIL}”")
        assert "alert(1)" not in "".join(script.get_text() for script in parsed.find_all("script"))
        assert html.escape(EVIL) in code


def test_no_address_of_a_site_breaks_out_of_the_script(library):
    site = replace(ONLINE, url="https://x</script>\"'.example/")
    code = Body(print_site(library, site)["claims/basivka-taken/"]).all(".embed-code textarea")[0].get_text()
    assert code.count("</script>") == 1


def test_flat_addresses_are_shared_as_they_are(library):
    page = print_site(library, replace(ONLINE, use_directory_urls=False))["claims/basivka-taken/"]
    assert (
        'src="https://site.example/repo/claims/basivka-taken.html#_embed"' in Body(page).one("#_embed-plain").get_text()
    )
