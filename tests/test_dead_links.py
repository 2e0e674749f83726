"""The check for dead links: how addresses, pages and other files are read, how changes are checked, what is told."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.dead_links import Change, Fault, Files, Site, Sources, check, check_change, is_plain, list_files, tell
from generator.dead_links.addresses import Ground, files_at, target_of, ways_to
from generator.dead_links.others import links_of, locations
from generator.dead_links.pages import read_page
from generator.dead_links.skim import Skimmer
from generator.problems import Severity, Span

if TYPE_CHECKING:
    from pathlib import Path

GROUND = Ground.of("https://Site.example/repo")
PAGE = "claims/x/index.html"


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("https://site.example:443/repo/y/", "y/"),
        ("//site.example:443/repo/y/", "y/"),
        ("https://site.example:0443/repo/y/", "y/"),
        ("https://site.example:0/repo/y/", None),
        ("http://site.example:80/repo/y/", "y/"),
        ("https://site.example:/repo/y/", "y/"),
        ("https://a:b@site.example/repo/y/", "y/"),
        ("https://site.example./repo/y/", "y/"),
        ("https://site.example:80/repo/y/", None),
        ("https://site.example:8443/repo/y/", None),
        ("", "claims/x/"),
        ("#p", "claims/x/#p"),
        ("#", "claims/x/"),
        ("#top", "claims/x/"),
        ("#TOP", "claims/x/"),
        ("#%D0%B6", "claims/x/#ж"),
        ("#:~:text=a", "claims/x/"),
        ("#p:~:text=a,-b", "claims/x/#p"),
        ("?a=b#p", "claims/x/#p"),
        ("../y/", "claims/y/"),
        ("../y", "claims/y"),
        ("./z.png", "claims/x/z.png"),
        ("..", "claims/"),
        (".", "claims/x/"),
        ("../..", ""),
        ("../../", ""),
        ("../../index.html#p", "index.html#p"),
        ("../..//y/", "/y/"),
        ("../../../y/", "../y/"),
        ("../../../../y/#p", "../../y/#p"),
        ("..\\y\\", "claims/y/"),
        (" \n../y/\t", "claims/y/"),
        ("../\ny/", "claims/y/"),
        ("../a%20b/%2e%2e/y/", "claims/y/"),
        ("../a%23b/#p", "claims/a%23b/#p"),
        ("../film.mp4#t=10", "claims/film.mp4"),
        ("../drawing.svg#part", "claims/drawing.svg#part"),
        ("/repo/y/", "y/"),
        ("/repo", ""),
        ("/repo/", ""),
        ("/repository/", "../repository/"),
        ("/y/", "../y/"),
        ("https://site.example/repo/y/#p", "y/#p"),
        ("HTTP://SITE.EXAMPLE/repo/y/", "y/"),
        ("//site.example/repo/y/", "y/"),
        ("https://site.example/repo", ""),
        ("https://site.example/other/", None),
        ("https://site.example", None),
        ("https://site.example:8080/repo/", None),
        ("https://other.example/repo/", None),
        ("mailto:a@site.example", None),
        ("data:text/plain,x", None),
        ("javascript:void(0)", None),
        ("http:y", None),
        ("http://[", None),
    ],
)
def test_where_a_link_leads(link, target):
    assert target_of(link, PAGE, GROUND) == target


def test_a_site_without_an_address_stands_at_its_hosts_root():
    assert target_of("/y/", PAGE, Ground.of(None)) == "y/"
    assert target_of("https://site.example/y/", PAGE, Ground.of("")) is None
    assert target_of("https://site.example", PAGE, Ground.of("https://site.example/")) == ""


def test_a_path_may_stand_for_a_file_or_for_the_page_of_a_folder():
    assert files_at("") == ("index.html",)
    assert files_at("a/") == ("a/index.html",)
    assert files_at("a/b") == ("a/b", "a/b/index.html")
    # A name may hold the signs that stand for the other one.
    assert files_at("a%23b") == ("a#b", "a#b/index.html", "a%23b", "a%23b/index.html")
    assert files_at("a%23b/") == ("a#b/index.html", "a%23b/index.html")
    assert ways_to("a/index.html") == ("a/index.html", "a/", "a")
    assert ways_to("index.html") == ("index.html", "", "")
    assert ways_to("a#b.html") == ("a%23b.html",)


def test_a_page_is_read_as_a_browser_reads_it():
    read = read_page(
        """<!doctype html><base href="/base/"><title><a href="in-a-title"></title>
        <!-- <p id="no"><a href="in-a-comment"> -->
        <script>'<a href="in-a-script">'</script>
        <style>@import "a.css"; p { background: url( 'b.png' ), url(#c) }</style>
        <P ID=one style="background: url(d.png)">&lt;a href="in-words"&gt;</P>
        <a name='two' HREF='e&amp;f'>x</a><p id=one>
        <img srcset="g.png 1x,
        h.png 2x" src><a ping="i j" href="k" href="l">x</a><svg><title/><use xlink:href="#m"/></svg>
        <textarea>&lt;iframe src="n"&gt; <a href="o"></textarea><meta name="robots" content="NOINDEX">
        <meta http-equiv=Refresh content="1; URL='p'"><meta http-equiv=refresh content=5>
        <meta property="og:image" content="q">
        <meta name="description" content="r"><link rel="CANONICAL" href="s"><base href="/later/">"""
    )
    links = ["a.css", "b.png", "d.png", "e&f", "g.png", "h.png", "i", "j", "k", "#m", "n", "o", "p", "q", "s"]
    assert sorted(read.links) == sorted(f"/base/{link}" for link in links)
    assert (read.ids, read.twice, read.canonical) == ({"one", "two"}, ["one"], "s")
    assert (read.listed, read.moved) == (False, True)


@pytest.mark.parametrize(
    ("file", "text", "links"),
    [
        ("a.css", "/* url(no) */ @import 'b.css'; p { x: url(c.png) url('d.svg#e') }", "b.css c.png d.svg"),
        ("robots.txt", "User-agent: *\nSITEMAP: https://a.example/s.xml\nDisallow: /x", "https://a.example/s.xml"),
        ("a.webmanifest", '{"start_url": "./", "icons": [{"src": "i.png", "sizes": "1x1"}], "id": "x"}', "./ i.png"),
        ("a.json", '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "x://y", "url": "c"}]}', "x://y c"),
        ("a.json", '{"url": "whatever"}', ""),
        ("a.json", '["url"]', ""),
        ("a.json", "{", ""),
        ("glossary/-/ids-a.json", '{"abc": "glossary/-/a/"}', "../../glossary/-/a/#abc"),
        ("-/ids-a.json", '{"abc": "glossary/-/a/"}', "../glossary/-/a/#abc"),
        ("feed.xml", '<?xml-stylesheet href="a.xsl"?><feed><link href="b"/></feed>', "a.xsl b"),
        ("feed.xml", "<feed><id>tag:a</id><entry><id>https://b/c</id></entry></feed>", "https://b/c"),
        ("feed.rss", "<rss><link>a</link><guid>b</guid><guid isPermaLink='false'>https://c</guid></rss>", "a"),
        ("feed.rss", '<rss><link><![CDATA[ a ]]></link><enclosure url="b.mp3"/><title>x://c</title></rss>', "a b.mp3"),
    ],
)  # fmt: skip
def test_other_files_hold_links_as_well(file, text, links):
    assert sorted(links_of(file, text)) == sorted(links.split())


def test_a_sitemap_names_addresses():
    assert locations("<urlset><url><loc> https://a.example/?b&amp;c </loc></url></urlset>") == [
        "https://a.example/?b&c"
    ]


# Skimming

OURS = """\
<head><title>x</title>
<meta property="og:url" content="https://s.example/a/b/">
<link rel="canonical" href="https://s.example/a/b/">
<link rel="icon" href="../../i.svg"></head><body><nav id="_menu"><a href="../../a/">x</a></nav>
<main id="_main" class="frame-main">
<div class="sayso sayso--claim"><p id="c"><a href="#c">x</a><img src="../../d.png"></p></div></main>
"""


def test_our_own_pages_are_skimmed():
    found = Skimmer().skim(OURS.encode(), "a/b/index.html", "https://s.example/a/b/")
    assert found is not None
    assert sorted(found.ids) == [b"_main", b"_menu", b"c"]
    assert sorted(found.links) == [b"#c", b"../../a/", b"../../d.png", b"../../i.svg"]


@pytest.mark.parametrize(
    ("page", "file", "url"),
    [
        (OURS.replace("sayso sayso", "prose"), "a/b/index.html", "https://s.example/a/b/"),
        (OURS.replace("<main ", "<main class "), "a/b/index.html", "https://s.example/a/b/"),
        (OURS, "a/index.html", "https://s.example/a/b/"),
        (OURS, "a/b/index.html", "https://s.example/a/c/"),
        (OURS.replace("<title>", '<meta name="robots"><title>'), "a/b/index.html", "https://s.example/a/b/"),
        ('<main id="_main" class="frame-main">\n<div class="sayso ', "a/b/index.html", ""),
    ],
)  # fmt: skip
def test_what_looks_odd_is_left_to_the_parser(page, file, url):
    assert Skimmer().skim(page.encode(), file, url) is None


@pytest.mark.parametrize(
    ("template", "plain"),
    [
        (
            '{% extends "x" %}{# <!-- #}<p class="a" id="{{ b }}"{% if c %} hidden{% endif %}>{{ d }} &lt;</p><br />',
            True,
        ),
        ('{# <p\nid=x> #}{% if a\n> b %}<p class="a">{{ a\n< b }}</p>{% endif %}', True),
        ("<p id='a'></p>", False),
        ("<p id=a></p>", False),
        ('<P id="a"></P>', False),
        ('<p\nid="a"></p>', False),
        ('<!-- <p id="a"></p> -->', False),
        ('<script>"id"</script>', False),
        ('<img srcset="a" alt="">', False),
        ('id="a"', False),
        ("a > b", False),
        ('<template><p id="a"></p></template>', False),
    ],
)
def test_templates_are_plain_that_print_as_ours_do(template, plain):
    assert is_plain(template) is plain


# Whole sites


def write(folder: Path, files: dict[str, str]) -> Site:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Site(Files(list_files(str(folder)), str(folder)), "https://s.example/")


def found(site: Site) -> list[tuple[str, str, str]]:
    return [(fault.kind, fault.file, fault.target) for fault in check(site)[0]]


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="https://s.example/{address}">'


def test_a_sitemap_must_hold_all_pages_that_are_to_be_found_and_no_others(tmp_path):
    loc = "<url><loc>https://s.example/{}</loc></url>"
    files = {
        "index.html": canonical(""),
        "a/index.html": canonical("a/"),
        "b/index.html": canonical("b/"),
        "c/index.html": canonical("c/") + '<meta name="robots" content="noindex">',
        "d/index.html": canonical("a/") + '<meta http-equiv="refresh" content="0; url=../a/">',
        "404.html": "",
        "sitemap.xml": f"<urlset>{loc.format('')}{loc.format('a/')}{loc.format('gone/')}</urlset>",
    }
    site = write(tmp_path, files)
    assert found(site) == [("unmapped", "b/index.html", "https://s.example/b/"), ("dead", "sitemap.xml", "gone/")]
    assert found(replace(site, is_mapped=False)) == [("dead", "sitemap.xml", "gone/")]


def test_a_page_gives_its_own_address(tmp_path):
    files = {"a/index.html": canonical("b/"), "b/index.html": canonical("b"), "c.html": canonical("a/")}
    site = write(tmp_path, files)
    (fault,) = check(replace(site, by_hand=frozenset({"c.html"})))[0]
    assert fault == Fault("misnamed", "a/index.html", "https://s.example/b/", "https://s.example/a/", 2)
    assert found(replace(site, url="")) == []


def test_where_addresses_name_files_the_page_of_a_folder_does_so_too(tmp_path):
    sitemap = "<urlset><loc>https://s.example/a/index.html</loc><loc>https://s.example/b.html</loc></urlset>"
    files = {"a/index.html": canonical("a/index.html"), "b.html": canonical("b.html"), "sitemap.xml": sitemap}
    assert found(write(tmp_path, files)) == []


def test_the_same_dead_link_is_told_once(tmp_path):
    files = {f"{n}/index.html": '<a href="../gone/#a">x</a><a href="/gone/#b">x</a><p id=a><p id=a>' for n in "abc"}
    assert check(write(tmp_path, files))[0] == [
        Fault("dead", "a/index.html", "../gone/#a", "gone/", 3),
        Fault("twice", "a/index.html", "a", "a", 3),
    ]


def test_results_of_the_search_lead_somewhere(tmp_path):
    site = write(tmp_path, {"a/index.html": "<p id=b>"})
    assert found(replace(site, entries=("a/", "a/#b", "a/#c", "d/"))) == [
        ("dead", "search", "a/#c"),
        ("dead", "search", "d/"),
    ]


def test_what_is_hidden_at_the_top_of_the_old_site_stays(tmp_path):
    site = write(
        tmp_path / "new", {"a.html": '<a href=".well-known/x">x</a><a href=".y">x</a><a href="a/.hidden">x</a>'}
    )
    write(tmp_path / "old", {".well-known/x": "", ".y": "", "a/.hidden": ""})
    both = [("dead", "a.html", ".well-known/x"), ("dead", "a.html", ".y")]
    assert found(site) == [*both, ("dead", "a.html", "a/.hidden")]
    staying = replace(site.files, staying={".well-known"}, old=str(tmp_path / "old"))
    assert found(replace(site, files=staying)) == [both[1], ("dead", "a.html", "a/.hidden")]


def test_names_that_hold_the_signs_of_addresses(tmp_path):
    links = '<a href="a%23b/#c">x</a><a href="e%2523f/#d">x</a><a href="e%2523f/#g">x</a>'
    mapped = "".join(f"<url><loc>https://s.example/{name}/</loc></url>" for name in ("a%23b", "e%2523f", "a%2523c"))
    files = {"x.html": links, "a#b/index.html": "<p id=c>", "e%23f/index.html": "<p id=d>", "sitemap.xml": mapped}
    site = replace(write(tmp_path, files), url="https://s.example/")
    assert found(site) == [("dead", "sitemap.xml", "a%23c/"), ("dead", "x.html", "e%23f/#g")]


def test_what_only_looks_like_a_link_is_none(tmp_path):
    page = OURS.replace('<p id="c">', '<p id="c"><!-- <a href="../../gone/"> -->')
    files = {"a/b/index.html": page, "a/index.html": "", "d.png": "", "i.svg": ""}
    assert found(replace(write(tmp_path, files), plain=True)) == []


# Changes

LINKS = (
    "../{0}/",
    "/{0}/",
    "https://s.example/{0}/",
    "../{0}",
    "../{0}/index.html",
    "../{0}/#{1}",
    "#{1}",
    "../{0}.png",
    "../{0}.md",
)


def random_page(name: str, chance: random.Random) -> str:
    names, ids = "abcdef", "pqrs"
    links = [chance.choice(LINKS).format(chance.choice(names), chance.choice(ids)) for _ in range(chance.randrange(3))]
    own = "".join(f'<p id="{each}">' for each in ids if chance.random() < 0.9)
    robots = '<meta name="robots" content="noindex">' if chance.random() < 0.1 else ""
    return f"{canonical(f'{name}/')}{robots}{own}" + "".join(f'<a href="{link}">x</a>' for link in links)


def random_site(chance: random.Random) -> dict[str, str]:
    files = {f"{name}/index.html": random_page(name, chance) for name in "abcdef"}
    return files | {f"{name}.png": "" for name in "abcdef"} | {f"{name}.md": "" for name in "abcdef"}


def with_sitemap(files: dict[str, str], chance: random.Random) -> dict[str, str]:
    listed = [name for name, text in files.items() if "canonical" in text and "noindex" not in text]
    if chance.random() < 0.1:
        listed = listed[1:]
    urls = "".join(f"<loc>https://s.example/{name.removesuffix('index.html')}</loc>" for name in listed)
    return {**files, "sitemap.xml": f"<urlset>{urls}</urlset>"}


def changed(files: dict[str, str], chance: random.Random) -> dict[str, str]:
    files = dict(files)
    for _ in range(chance.randrange(1, 3)):
        name = chance.choice(sorted(files))
        if chance.random() < 0.3:
            del files[name]
        elif name.endswith("index.html"):
            files[name] = random_page(name.partition("/")[0], chance)
        else:
            files[chance.choice("abcdef") + ".png"] = ""
    return files


def test_a_change_is_judged_as_the_whole_is(tmp_path):
    chance = random.Random(1)
    sound = quick = 0
    for number in range(60):
        old = with_sitemap(random_site(chance), random.Random(0))
        before = write(tmp_path / f"{number}/old", old)
        faults, tally = check(before)
        if faults:
            continue
        new = with_sitemap(changed(old, chance), chance)
        written = {name: text for name, text in new.items() if old.get(name) != text}
        site = write(tmp_path / f"{number}/new", new)
        write(tmp_path / f"{number}/fresh", written)
        fresh = str(tmp_path / f"{number}/fresh")
        over = replace(site, files=Files(frozenset(new), before.files.folder, frozenset(written), fresh))
        verdict, whole = check(site)
        assert check(over) == (verdict, whole)
        quickly = check_change(
            over, Change(before.files, frozenset(written), frozenset(old.keys() - new.keys())), tally
        )
        assert quickly is None or (verdict, quickly) == ([], whole), number
        sound, quick = sound + (verdict == []), quick + (quickly is not None)
    print(f"{sound} changes kept a site sound, {quick} of them were seen to without a look at the whole")
    assert sound > 5
    assert quick > sound * 0.7


# Telling


OURS_OR_THEIRS = (
    "look for it in your own templates; if it is not there, this is a fault of Sayso and not of your content: "
    "please report it"
)


def project(folder: Path) -> Sources:
    files = {
        "mkdocs.yml": "extra_css:\n  - gone.css\n",
        "content/about.md": '# About\n\n<a href=\'../gone/\'>x</a> <p id="a"> <p id="a">\n',
        "content/claims.yml": "url: https://s.example/lost/\n",
        "mine/parts/foot.html": '<a href="{{ root("nowhere/") }}">',
    }
    write(folder, files)
    return Sources(folder, folder / "content", folder / "mine")


@pytest.mark.parametrize(
    ("fault", "span", "message", "to_do"),
    [
        (
            Fault("dead", "about/index.html", "../gone/", "gone/"),
            Span("content/about.md", 3, 10, 8),
            'a link leads to "gone/", which is not in the site: "../gone/" in the page "about/"',
            "correct the link, or add what it leads to",
        ),
        (
            Fault("dead", "index.html", "gone.css", "gone.css", 3),
            Span("mkdocs.yml", 2, 5, 8),
            'a link leads to "gone.css", which is not in the site: "gone.css" in the home page, and in 2 more',
            "correct the link, or add what it leads to",
        ),
        (
            Fault("dead", "claims/x/index.html", "../../nowhere/", "nowhere/", 2),
            Span("mine/parts/foot.html", 1, 19, 7),
            (
                'a link leads to "nowhere/", which is not in the site: "../../nowhere/" in the page "claims/x/", and '
                "in one more"
            ),
            "correct the link in this template",
        ),
        (
            Fault("dead", "claims/x/index.html", "https://s.example/lost/", "lost/"),
            Span("content/claims.yml", 1, 6, 23),
            'a link leads to "lost/", which is not in the site: "https://s.example/lost/" in the page "claims/x/"',
            "correct the link, or add what it leads to",
        ),
        (
            Fault("dead", "about/index.html", "../made/", "made/"),
            Span("content/about.md"),
            'a link leads to "made/", which is not in the site: "../made/" in the page "about/"',
            "look for it in this page; if nothing there leads to it, report it as a fault of Sayso",
        ),
        (
            Fault("dead", "claims/index.html", "../y/#q", "claims/y/#q"),
            Span("mkdocs.yml"),
            'a link leads to "#q" in the page "claims/y/", where nothing has this id: "../y/#q" in the page "claims/"',
            OURS_OR_THEIRS,
        ),
        (
            Fault("dead", "look.css", "../../x.png", "../x.png"),
            Span("mkdocs.yml"),
            'a link leads out of the site: "../../x.png" in the file "look.css"',
            OURS_OR_THEIRS,
        ),
        (
            Fault("twice", "about/index.html", "a", "a"),
            Span("content/about.md", 3, 29, 6),
            'the id "a" stands more than once in the page "about/"',
            "give each of them an id of its own",
        ),
        (
            Fault("misnamed", "x/index.html", "https://s.example/y/", "https://s.example/x/", 1_001),
            Span("mkdocs.yml"),
            (
                'the page "x/" gives "https://s.example/y/" as its address, and it stands at "https://s.example/x/"; '
                "so it is with 1,000 more"
            ),
            OURS_OR_THEIRS,
        ),
        (
            Fault("unmapped", "x/index.html", "https://s.example/x/", "https://s.example/x/"),
            Span("mkdocs.yml"),
            'the page "x/" is not in sitemap.xml, though search engines are to find it',
            OURS_OR_THEIRS,
        ),
        (
            Fault("dead", "search", "claims/y/", "claims/y/"),
            Span("mkdocs.yml"),
            'a link leads to "claims/y/", which is not in the site: "claims/y/" in a result of the search',
            OURS_OR_THEIRS,
        ),
    ],
)
def test_each_fault_is_told_with_its_place_and_what_to_do(tmp_path, fault, span, message, to_do):
    problem = tell(fault, project(tmp_path))
    assert (problem.span, problem.message, problem.help) == (span, message, to_do)
    assert problem.severity is Severity.ERROR


def test_what_others_have_made_is_a_warning(tmp_path):
    fault = Fault("dead", "claims/x/index.html", "../y/", "claims/y/")
    ours = replace(project(tmp_path), templates=None)
    assert tell(fault, ours).help == "this is a fault of Sayso and not of your content: please report it"
    problem = tell(fault, replace(ours, others='the theme "material"'))
    assert (problem.severity, problem.help) == (
        Severity.WARNING,
        'this comes from the theme "material": see to it there',
    )
    in_content = Fault("dead", "about/index.html", "../gone/", "gone/")
    assert tell(in_content, replace(ours, others='the theme "material"')).severity is Severity.ERROR
