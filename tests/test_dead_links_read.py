"""How single files are read for links, and what is told of a dead one: the odd forms, one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from test_dead_links import GROUND, project, write

from generator.dead_links import Fault, Sources, bounded, check, tell, tell_all
from generator.dead_links import survey as surveying
from generator.dead_links.addresses import Ground, address_of, target_of, ways_to
from generator.dead_links.others import links_of, locations
from generator.dead_links.pages import read_page
from generator.dead_links.skim import Skimmer
from generator.problems import Severity, Span

if TYPE_CHECKING:
    from pathlib import Path


LINKS = (
    "href",
    "xlink:href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "cite",
    "longdesc",
    "ping",
)


@pytest.mark.parametrize(
    ("markup", "links"),
    [
        ('<img srcset="a.png 1x,b.png 2x, c.png ,d,e.png 3x,, f.png">', "a.png b.png c.png d,e.png f.png"),
        ('<img srcset=" , "><link imagesrcset="a.png">', "a.png"),
        ('<nav data-files="../ids-" data-beginnings="a b">', "../ids-a.json ../ids-b.json"),
        ('<nav data-files="x"></nav><nav data-beginnings="a">', ""),
        ('<p style="background: url(a)" title="url(b)">', "a"),
        ("<style>@import 'a'</style>url(b)<p>url(c)", "a"),
        ("<style/>url(b)", ""),
        ('<textarea>&lt;a href="a"&gt; &lt;img src=\'b\'&gt;</textarea> href="c"<p> src="d"', "a b"),
        ('<textarea/> href="c"', ""),
        ("<style>/* url(a) */ p { x: url(b) } /* url(c) </style>", "b"),
        ('<base target="_blank"><a href="a"></a><a href="#b">', "a #b"),
        ('<base href="/x/"><a href="a"></a><a href="http://["></a><a href="">', "/x/a http://[ /x/"),
        ('<base href="http://["><a href="a">', "a"),
        ('<meta property="og:url" content="a"><meta name="twitter:image" content="b"><meta content="c">', "a b"),
        ('<meta property="OG:IMAGE:secure_url" content="a"><meta property="og:image:width" content="b">', "a"),
        *((f'<p {name}="a">', "a") for name in LINKS),
        ("<object data=a></object><html manifest=b><body background=c><img longdesc=d src=e>", "a b c d e"),
        ("<![foo]><a href=a><![ ]><![if !IE]><a href=b><![endif]><svg><![CDATA[<a href=c>]]></svg>", "a b"),
        (f'<a href="a&#{"0" * 5_000}98;&#{"9" * 5_000};">', "ab\ufffd"),
    ],
)  # fmt: skip
def test_a_pages_links_are_read_as_browsers_read_them(markup, links):
    assert sorted(read_page(markup).links) == sorted(links.split())


@pytest.mark.parametrize(
    ("content", "link"),
    [
        ("0; url=a", "a"),
        ("0;URL='a'", "a"),
        ("0, url = a", "a"),
        ("1.5;a", "a"),
        ("5", None),
        ("5;", None),
        ("5; ", None),
        ("soon; url=a", None),
        ("", None),
    ],
)
def test_a_page_that_leads_on_says_where(content, link):
    read = read_page(f'<meta http-equiv="refresh" content="{content}"><meta http-equiv="x" content="0; url=b"><meta>')
    assert (read.links, read.moved) == ([link] if link else [], link is not None)


@pytest.mark.parametrize(
    ("markup", "listed", "canonical"),
    [
        ("<meta name=robots content=index><meta name=description content=noindex>", True, None),
        ('<meta name="ROBOTS" content="follow, NOINDEX">', False, None),
        ("<meta name=robots>", True, None),
        ("<a rel=canonical href=a><link rel=icon href=b><link href=c>", True, None),
        ("<link rel=Canonical href=a>", True, "a"),
        ("<link rel=canonical>", True, None),
    ],
)
def test_a_page_says_whether_it_is_to_be_found_and_where_it_stands(markup, listed, canonical):
    read = read_page(markup)
    assert (read.listed, read.canonical) == (listed, canonical)


TEXTS = ("link", "id", "loc", "guid", "url", "uri", "icon", "logo", "comments", "docs")
KEYS = ("url", "src", "start_url", "scope", "home_page_url", "feed_url", "next_url", "image", "icon", "favicon")


@pytest.mark.parametrize(
    ("file", "text", "links"),
    [
        *(("a.xml", f"<rss><{name}>x://a/b</{name}> x://c</rss>", "x://a/b") for name in TEXTS),
        *(("a.webmanifest", f'{{"{name}": "a/b"}}', "a/b") for name in KEYS),
        ("a.xml", "<rss><link>a?b&c", "a?b&c"),
        ("a.xml", "<rss><link> </link><title>x://a</title><guid isPermaLink='true'>x://b</guid></rss>", "x://b"),
        ("a.xml", '<feed><content src="a"/><enclosure url="b"/><link href="c"/></feed>', "a b c"),
        ("a.xml", "<a><![foo[ x ]]><link>a</link></a>", "a"),
        ("a.xml", f'<a href="b&#{"1" * 5_000};">', "b\ufffd"),
        ("a.json", '{"version": "https://jsonfeed.org/version/1", "items": {"a": [[{"url": "a"}], "url"]}}', "a"),
        ("a.webmanifest", '["url", {"id": "a", "x": {"icon": "b"}, "src": 1}, {"id": "c://d"}]', "b c://d"),
        ("a.webmanifest", "[" * 900 + '{"src": "a"}' + "]" * 900, "a"),
        ("a.json", f'{{"version": {"1" * 5_000}}}', ""),
        ("-/ids-a.json", "[]", ""),
        ("x/-/ids-a.json", '"abc"', ""),
        ("a.xml", '<?xml-stylesheet type="text/xsl" href="a.xsl"?><?xml-stylesheet <a href="b">', "a.xsl"),
        ("robots.txt", "Sitemap: a\nSitemap:\n  # Sitemap: b\nsitemap:c", "a c"),
    ],
)  # fmt: skip
def test_other_files_links_are_read_whatever_they_hold(file, text, links):
    assert sorted(links_of(file, text)) == sorted(links.split())


def test_a_sitemaps_odd_numbers_stop_nothing():
    assert locations(f"<loc>a&#{'1' * 5_000};</loc><loc>b") == ["a\ufffd"]
    assert bounded("&#0; &#x41; &#1078; &#00000066; &#12345678901;") == "&#0; &#x41; &#1078; &#66; &#12345678;"


@pytest.mark.parametrize(
    ("link", "page", "target"),
    [
        ("#p", "a/b.html", "a/b.html#p"),
        ("", "a/my-index.html", "a/my-index.html"),
        ("y!", "a/b/index.html", "a/b/y!"),
        ("ftp://site.example/repo/y/", "a/b/index.html", None),
        ("../..", "a/b/index.html", ""),
        ("../a#b", "a#b/index.html", "a#b"),
        ("../a%23b/", "a#b/index.html", "a%23b/"),
        ("", "a#b/index.html", "a%23b/"),
    ],
)
def test_links_of_pages_with_other_names(link, page, target):
    assert target_of(link, page, GROUND) == target


def test_the_ground_is_taken_from_the_sites_address():
    assert Ground.of(None) == Ground.of("") == Ground()
    assert Ground.of("http://a.example:80/").host == Ground.of("http://a.example:443/").host.removesuffix(":443")
    assert Ground.of("https://A.example")[:2] == ("a.example", "/")
    assert Ground.of("https://a.example/X/y%20z/")[:2] == ("a.example", "/X/y z/")
    named = Ground.of("https://b\u00fccher.example/")
    for host in ("b\u00fccher.example", "B\u00dcCHER.example.", "xn--bcher-kva.example", "a@xn--bcher-kva.example:443"):
        assert target_of(f"https://{host}/y/", "index.html", named) == "y/"
    assert target_of("https://b\u00fccher.example:80/y/", "index.html", named) is None
    assert target_of("https://" + "\u00fc" * 80 + "/y/", "index.html", named) is None
    assert address_of("a/my-index.html") == "a/my-index.html"
    assert ways_to("aX/index.html") == ("aX/index.html", "aX/", "aX")


# Whole sites


def found(folder: Path, files: dict[str, str], **settings: object) -> list[tuple[str, str, str, int]]:
    faults, _ = check(replace(write(folder, files), **settings))
    return [(fault.kind, fault.file, fault.target, fault.files) for fault in faults]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        *(("a.css", "p { x: url(gone) }"), ("a.CSS", ""), ("b.HTML", '<a href="gone">'), ("b.htm", "<a href=gone>")),
        *(("b.xhtml", "<a href='gone'/>"), ("b.svg", '<a href="gone"/>'), ("c.xml", "<link>gone</link>")),
        *(("c.atom", '<link href="gone"/>'), ("c.rss", "<link>gone</link>"), ("robots.txt", "Sitemap: gone")),
        *(("c.webmanifest", '{"src": "gone"}'), ("c.json", '{"version": "jsonfeed.org", "url": "gone"}')),
    ],
)
def test_every_kind_of_file_is_looked_at(file, text, tmp_path):
    dead = [("dead", file, "gone", 1)] if text else []
    assert found(tmp_path, {file: text, "other.txt": "Sitemap: gone", "assets/pagefind/a.json": text}) == dead


def test_places_are_looked_for_in_pages_and_drawings_alone(tmp_path):
    links = ["#a", "a.svg#a", "a.svg#b", "c#x", "#a%00b", "#a&amp;b", "d.png#x"]
    page = "".join(f'<a href="{link}">x</a>' for link in links)
    files = {"index.html": f'<p id="a"></p><p id="b"></p><p id="a&amp;b">{page}', "a.svg": '<g id="a"/>', "c": ""}
    assert found(tmp_path, {**files, "d.png": ""}) == [
        ("dead", "index.html", "#a\0b", 1),
        ("dead", "index.html", "a.svg#b", 1),
    ]


def test_bytes_that_are_no_text_stop_nothing(tmp_path):
    site = write(tmp_path, dict.fromkeys(("index.html", "a.css", "sitemap.xml", "-/ids-a.json", "b.html"), ""))
    (tmp_path / "index.html").write_bytes(b'<p id="\xff"><a href="\xff/">x</a><a href="b.html#\xff">x</a>')
    (tmp_path / "a.css").write_bytes(b"p { background: url(\xff.png) }")
    (tmp_path / "sitemap.xml").write_bytes(b"<loc>https://s.example/\xff</loc>")
    (tmp_path / "-/ids-a.json").write_bytes(b'{"\\ud800": "b.html"}')
    told = [(fault.file, fault.target) for fault in check(site)[0]]
    assert told == [
        ("-/ids-a.json", "b.html#\ud800"),
        ("a.css", "\ufffd.png"),
        ("index.html", "b.html#\ufffd"),
        ("index.html", "\ufffd/"),
        ("sitemap.xml", "\ufffd"),
    ]


def test_faults_of_one_kind_are_told_once_and_others_each(tmp_path):
    sitemap = "<urlset></urlset>"
    page = '<link rel="canonical" href="https://s.example/{0}/"><p id="{1}"><p id="{1}">'
    files = {f"{name}/index.html": page.format(name, name) for name in "ab"}
    assert found(tmp_path, {**files, "sitemap.xml": sitemap}) == [
        ("twice", "a/index.html", "a", 1),
        ("unmapped", "a/index.html", "https://s.example/a/", 2),
        ("twice", "b/index.html", "b", 1),
    ]


def test_who_only_seems_to_hold_a_dead_link_is_not_told_of(tmp_path):
    ours = '<main id="_main" class="frame-main">\n<div class="sayso ">'
    seeming = f'<link >{ours}<!-- <a href="../../gone/"> --><p id="a&amp;b"><a href="#a&amp;b">x</a></p>'
    files = {"x/a/index.html": seeming, "x/b/index.html": '<a href="../../gone/">', "c.html": '<a href="gone/">'}
    # The first to look so is the one whose link is in a comment.
    assert found(tmp_path, files, plain=True, url="") == [("dead", "c.html", "gone/", 3)]
    assert found(tmp_path, {**files, "c.html": ""}, plain=True, url="") == [("dead", "x/b/index.html", "gone/", 1)]


def test_a_sound_site_is_surveyed_once_and_a_page_with_many_faults_parsed_once_more(tmp_path, monkeypatch):
    read, times = surveying.read_page, []
    monkeypatch.setattr(surveying, "read_page", lambda text: times.append(text) or read(text))
    assert found(tmp_path / "sound", {"index.html": '<a href="index.html">'}) == []
    assert len(times) == 1
    times.clear()
    page = "".join(f'<a href="gone-{number}/">x</a>' for number in range(50))
    assert len(found(tmp_path / "many", {"index.html": page})) == 50
    # To see all, to find who holds what is dead, and to see what the parser sees.
    assert len(times) == 3


OURS = """{}<link rel="stylesheet" href="s.css"><link rel="icon" href="i.svg">{}<main id="_main" class="frame-main">
<div class="sayso ">"""


def test_a_page_without_an_address_is_skimmed_from_its_first_link(tmp_path):
    found = Skimmer().skim(OURS.format("<title>x</title>", '<p id="m">').encode(), "a/b/index.html", "")
    assert found is not None
    assert (sorted(found.links), sorted(found.ids)) == ([b"i.svg", b"s.css"], [b"_main", b"m"])


@pytest.mark.parametrize(
    ("page", "url"),
    [
        (OURS.format("<title>x</title>", '<main id="_main" class="x">'), ""),
        (OURS.format('<meta name="robots" content="noindex">', ""), ""),
        (OURS.format("", "") + '<meta property="og:url" content="u">\n<link rel="canonical" href="u">', "u"),
        (OURS.format("", "").replace("<link", "<a") + "<link >", ""),
    ],
)
def test_odd_pages_are_left_to_the_parser(page, url):
    assert Skimmer().skim(page.encode(), "a/b/index.html", url) is None


# Telling


def lines(folder: Path, files: dict[str, str]) -> Sources:
    write(folder, {"mkdocs.yml": "site_name: x\n", **files})
    return Sources(folder, folder / "content", None)


ABOUT = "about/index.html"


@pytest.mark.parametrize(
    ("files", "fault", "span"),
    [
        *(
            ({f"content/{file}": "\n[x](gone/)\n"}, Fault("dead", page, "gone/", "gone/"), (f"content/{file}", 2, 5, 5))
            for file, page in {
                "index.md": "index.html",
                "README.md": "index.html",
                "about/README.md": ABOUT,
                "about/index.md": ABOUT,
                "about.md": "about.html",
                "a.svg": "a.svg",
                "look.css": "look.css",
                "feed.xml": "feed.xml",
                "feed.json": "feed.json",
            }.items()
        ),
        # As it was typed, with what stands for other signs, or what it leads to.
        ({"content/about.md": "a?b&amp;c"}, Fault("dead", ABOUT, "a?b&c", "a"), ("content/about.md", 1, 1, 9)),
        ({"content/about.md": "x жа/"}, Fault("dead", ABOUT, "%D0%B6а/", "жа/"), ("content/about.md", 1, 3, 3)),
        ({"content/about.md": "y#pq2 #pq."}, Fault("dead", ABOUT, "../y#pq", "y#pq"), ("content/about.md", 1, 7, 3)),
        ({"content/about.md": "x: gone"}, Fault("dead", ABOUT, "../gone/", "gone/"), ("content/about.md", 1, 4, 4)),
        ({"content/about.md": "gone\n(go\nne)"}, Fault("dead", ABOUT, "go\nne", "gone"), ("content/about.md", 2, 2, 2)),
        ({"content/about.md": "a\n\nb/"}, Fault("dead", ABOUT, "\nb/", "b/"), ("content/about.md", 2, 1, 1)),
        # One sign is looked for only where it is all that was typed.
        ({"content/about.md": "a x"}, Fault("dead", ABOUT, "x", "about/x"), ("content/about.md", 1, 3, 1)),
        ({"content/about.md": "a x"}, Fault("dead", ABOUT, "../x/", "x/"), ("content/about.md", 1, 1, 1)),
        ({"content/about.md": "a ../"}, Fault("dead", ABOUT, "../", "../"), ("content/about.md", 1, 3, 3)),
        ({"content/about.md": "a Xy"}, Fault("dead", ABOUT, "../Xy/", "Xy/"), ("content/about.md", 1, 3, 2)),
        *(
            ({"content/about.md": f"a\n <p {typed}>"}, Fault("twice", ABOUT, "x", ""), ("content/about.md", 2, 5, size))
            for typed, size in (('id="x"', 6), ("id='x'", 6), ("id=x", 4))
        ),
        ({"content/about.md": "## A {#x}"}, Fault("twice", ABOUT, "x", "x"), ("content/about.md", 1, 7, 2)),
        # Links of records have a slash at least; other files of the content are none.
        ({"content/a.yaml": "url: a/b"}, Fault("dead", "x/index.html", "a/b", "x/a/b"), ("content/a.yaml", 1, 6, 3)),
        ({"content/a.yml": "url: ab"}, Fault("dead", "x/index.html", "ab", "x/ab"), ("mkdocs.yml", 1, 1, 1)),
        ({"content/a.txt": "a/b"}, Fault("dead", "x/index.html", "a/b", "x/a/b"), ("mkdocs.yml", 1, 1, 1)),
        # What many pages have is not the fault of the first; where two files may be the page's, it is the first.
        ({"content/about.md": "x"}, Fault("dead", ABOUT, "gone/", "gone/", 2), ("mkdocs.yml", 1, 1, 1)),
        (
            {"content/about.md": "x", "content/about/index.md": "x"},
            Fault("dead", ABOUT, "gone/", "gone/"),
            ("content/about.md", 1, 1, 1),
        ),
    ],
)  # fmt: skip
def test_a_link_is_found_where_it_was_typed(files, fault, span, tmp_path):
    assert tell(fault, lines(tmp_path, files)).span == Span(*span)


def test_files_that_are_no_text_or_lie_elsewhere_are_looked_through_as_well(tmp_path):
    sources = lines(tmp_path / "project", {})
    (tmp_path / "content").mkdir()
    (tmp_path / "content/about.md").write_bytes(b"\xff\n\xff gone/")
    problem = tell(Fault("dead", ABOUT, "gone/", "gone/"), replace(sources, content=tmp_path / "content"))
    assert problem.span == Span("about.md", 2, 3, 5)


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (Fault("misnamed", "x/index.html", "a", "b"), 'the page "x/" gives "a" as its address, and it stands at "b"'),
        (
            Fault("unmapped", "x.html", "a", "a", 2),
            'the page "x.html" is not in sitemap.xml, though search engines are to find it; so it is with one more',
        ),
        (Fault("twice", "x.svg", "a", "a", 3), 'the id "a" stands more than once in the file "x.svg", and in 2 more'),
        (
            Fault("dead", "index.html", "#a", "#a"),
            'a link leads to "#a" in the home page, where nothing has this id: "#a" in the home page',
        ),
    ],
)
def test_a_fault_is_told_in_plain_words(fault, message, tmp_path):
    assert tell(fault, lines(tmp_path, {})).message == message


TO_DO = {
    "dead": ("dead-link", "correct the link, or add what it leads to", "correct the link in this template"),
    "twice": ("anchor-twice", "give each of them an id of its own", "let this template print the id once"),
    "misnamed": (
        "wrong-address",
        "let the page give its own address",
        "let this template print the page's own address",
    ),
    "unmapped": ("not-in-sitemap", "let the sitemap name this page", "let this template name all pages"),
}


@pytest.mark.parametrize("kind", TO_DO)
def test_what_is_to_be_done_depends_on_where_it_stands(kind, tmp_path):
    code, in_content, in_template = TO_DO[kind]
    fault = Fault(kind, ABOUT, "gone/", "gone/")
    sources = replace(lines(tmp_path, {"mine/foot.html": "#gone/"}), templates=tmp_path / "mine")
    there = tell(fault, sources)
    assert (there.code, there.help, there.span.file) == (code, in_template, "mine/foot.html")
    here = tell(fault, lines(tmp_path, {"content/about.md": "#gone/"}))
    assert (here.code, here.help, here.span.file) == (code, in_content, "content/about.md")


def test_how_ids_of_headings_are_made_is_told_where_there_are_headings(tmp_path):
    sources = lines(tmp_path, {"content/about.md": "#gone gone/", "content/hand.html": "#gone"})
    helps = {
        name: tell(Fault(kind, name, link, target), sources).help
        for kind, name, link, target in (
            ("dead", "about.html", "#gone", "about.html#gone"),
            ("dead", "about/index.html", "gone/", "gone/"),
            ("dead", "hand.html", "#gone", "hand.html#gone"),
        )
    }
    assert {name: "heading" in told for name, told in helps.items()} == {
        "about.html": True,
        "about/index.html": False,
        "hand.html": False,
    }


def test_a_hundred_errors_are_told_and_how_many_more_there_are(tmp_path):
    sources = project(tmp_path)
    faults = [Fault("dead", "about/index.html", "../gone/", "gone/")] * 102
    for count, more in {102: "; then build again, for there are 2 more", 101: "1 more", 100: "lead", 1: "lead"}.items():
        told = tell_all(faults[:count], sources)
        assert len(told) == min(count, 100)
        assert told[-1].help.endswith(more) or count <= 100
        assert {problem.help for problem in told[:-1]} <= {"correct the link, or add what it leads to"}
    assert "again" not in tell_all(faults[:100], sources)[-1].help
    assert tell_all([], sources) == []


def test_warnings_are_all_told_so_that_they_hide_no_error(tmp_path):
    theirs = replace(project(tmp_path), templates=None, others='the theme "material"')
    faults = [Fault("dead", "claims/x/index.html", f"../y{number}", "y") for number in range(120)]
    told = tell_all([*faults, Fault("dead", "about/index.html", "../gone/", "gone/")], theirs)
    assert [problem.severity for problem in told] == [*[Severity.WARNING] * 120, Severity.ERROR]
