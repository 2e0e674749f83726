"""No site is published in which a link leads nowhere: dead ones are planted wherever one can be, and all are found.

Planted are links in ordinary pages, in files, in a project's templates, by edits that take away what others link
to, and (by a fault that is put into the program) in results of the search and in what we print ourselves.
"""

from __future__ import annotations

import copy
import json
import random
import re
import shutil
from array import array
from base64 import b64decode
from pathlib import Path

import pytest
from corpus import make_corpus
from pages_site import FILES as EVERY_KIND
from random_edits import Editor
from sites import FILES, ROOT, fingerprint, make_project

from generator.dead_links import Files, Site, check, check_change, list_files
from generator.pages import dividing, finding
from generator.publish import CannotPublishError, publish
from generator.publish.join import join_parts
from generator.publish.parts import Shard
from generator.publish.shard import Order, publish_shard

CODES = {"dead-link", "anchor-twice", "wrong-address", "not-in-sitemap"}

SETTINGS = """\
site_name: Test site
site_url: https://site.example/repo/
docs_dir: content
theme: {name: sayso, custom_dir: mine}
plugins:
  - sayso:
      {search: false, pictures: none, trusted_pages: true, publish: [.css, .xml, .webmanifest, .svg, .html, robots.txt]}
"""

ALIVE = """\
<a href="../claims/basivka-taken/#p-village--russia">x</a> <a href="">x</a> <a href="#">x</a> <a href="#top">x</a>
<a href="https://site.example/repo/claims/">x</a> <a href="https://site.example/other/">x</a>
<a href="https://site.example:443/repo/claims/">x</a> <a href="https://site.example:8443/repo/elsewhere/">x</a>
<a href="http://site.example:443/repo/elsewhere/">x</a> <a href="https://site.example:/repo/claims/">x</a>
<a href="../articles/village/#:~:text=On%20Sunday">x</a> <a href="mailto:a@site.example">x</a>
<a href="/repo/claims">x</a> <a href="//a.example/">x</a>
<a href="../claims/%62asivka-taken/">x</a> <a href="../claims/./basivka-taken/index.html?x=1#p-village--russia">x</a>
<a href=" ../claims/
">x</a> <img srcset="../there.png 1x, ../there.png 2x" src='../there.png' alt=""> <a id=here></a> <a href=#here>x</a>
"""

IN_A_PAGE = {
    "a page": '<a href="../dead-1/">x</a>',
    "a page without a slash": "<a href=../dead-2>x</a>",
    "a file": '<img src="../dead-3.png" alt="">',
    "a fragment": '<a href="../claims/basivka-taken/#dead-4">x</a>',
    "a fragment behind text": '<a href="../claims/#dead-5:~:text=x">x</a>',
    "a fragment of its own": '<a href="#dead-6">x</a>',
    "from the host's root": '<a href="/repo/dead-7/">x</a>',
    "from the host's root, past the site": '<a href="/dead-8/">x</a>',
    "the whole address": '<a href="https://site.example/repo/dead-9/">x</a>',
    "an address without its scheme": '<a href="//SITE.example/repo/dead-10/">x</a>',
    "an address with the usual port": '<a href="https://site.example:443/repo/dead-34/">x</a>',
    "another scheme with its port": '<a href="HTTP://Site.Example:80/repo/dead-35/">x</a>',
    "a name before the host": '<a href="//reader@site.example/repo/dead-36/">x</a>',
    "a dot behind the host": '<a href="https://site.example./repo/dead-37/">x</a>',
    "a hidden folder at the top": '<a href="../.nothing/dead-38/">x</a>',
    "a hidden file at the top": '<a href="/repo/.dead-39">x</a>',
    "out of the site": '<a href="../../dead-11/">x</a>',
    "another case": '<a href="../Claims/dead-12/../">x</a>',
    "percent-encoded": '<a href="../%64ead-13/">x</a>',
    "entities": '<a href="../dead-14&#47;&amp;">x</a>',
    "a source set": '<img srcset="../there.png 1x, ../dead-15.png 2x" src="../there.png" alt="">',
    "a form": '<form action="../dead-16/"></form>',
    "a button": '<button formaction="../dead-17/">x</button>',
    "an object": '<object data="../dead-18.pdf"></object>',
    "a poster": '<video poster="../dead-19.png"></video>',
    "a drawing's part": '<svg><use href="../drawn.svg#dead-20"></use></svg>',
    "a drawing's link": '<svg><a xlink:href="../dead-21/">x</a></svg>',
    "a frame": '<iframe src="../dead-22/"></iframe>',
    "a refresh": '<meta http-equiv="refresh" content="900; url=../dead-23/">',
    "a preview's picture": '<meta property="og:image" content="https://site.example/repo/dead-24.png">',
    "a preview's address": '<meta property="og:url" content="https://site.example/repo/dead-25/">',
    "an alternate": '<link rel="alternate" type="application/rss+xml" href="../dead-26.xml">',
    "a style": '<p style="background: url(../dead-27.png)">x</p>',
    "a quotation": '<q cite="../dead-28/">x</q>',
    "code to copy": '<textarea>&lt;iframe src="https://site.example/repo/claims/#dead-29"&gt;</textarea>',
    "what a script fetches": '<nav data-parts="../" data-beginnings="dead-30" data-files="../ids-"></nav>',
    "upper case": "<A HREF='../dead-31/'>x</A>",
    "backslashes": r'<a href="..\dead-32\">x</a>',
    "an id that is there twice": '<p id="dead-33">x</p><p id="dead-33">y</p>',
}

IN_FILES = {
    "content/look.css": 'p { background: url("dead-41.png") }\n@import "dead-42.css";\n',
    "content/app.webmanifest": '{"start_url": "./", "icons": [{"src": "dead-43.png"}]}',
    "content/feed.xml": """\
<feed xmlns="http://www.w3.org/2005/Atom"><id>https://site.example/repo/</id><link href="https://site.example/repo/dead-44/"/>
<entry><id>tag:site.example,2025:x</id><link href="claims/"/><id>https://site.example/repo/claims/#dead-45</id></entry></feed>
""",
    "content/rss.xml": "<rss><channel><item><link>https://site.example/repo/dead-46/</link><guid isPermaLink='false'>x://y</guid>"
    "</item></channel></rss>",
    "content/feed.json": '{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "https://site.example/repo/dead-47/"}]}',
    "content/robots.txt": "User-agent: *\nSitemap: https://site.example/repo/dead-48.xml\n",
    "content/hand.html": '<!doctype html><title>x</title><a href="dead-49/">x</a><link rel=canonical href="https://other.example/">',
    "content/drawn.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="part"/><a href="dead-50/"/></svg>',
}

IN_TEMPLATES = {
    "mine/pages/actor.html": """\
{% extends "pages/base.html" %}{% block body %}<a href="../../dead-61/">x</a>{% endblock %}""",
    "mine/404.html": '{% extends "main.html" %}{% block main %}<a href="/repo/dead-62/">x</a>{% endblock %}',
    "mine/sitemap.xml": "<urlset><url><loc>https://site.example/repo/dead-63/</loc></url></urlset>",
}

IN_THE_FRAME = {
    "mine/main.html": (ROOT / "templates/main.html")
    .read_text("utf-8")
    .replace(
        '<link rel="canonical" href="{{ page.canonical_url|e }}">',
        '<link rel="canonical" href="https://site.example/repo/dead-71/">',
    )
    .replace('href="{{ root("assets/icon.svg") }}"', 'href="{{ root("dead-72.svg") }}"')
    .replace(
        '<button class="frame-head__open"',
        '<button id="dead-73"></button><button id="dead-73" class="frame-head__open"',
    ),
}


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def build(root: Path) -> str:
    """Build a project, and give why that cannot be done, or what is told of its links: a problem in a line."""
    try:
        warnings = publish(root, strict=False, when_busy=lambda: None).warnings
    except CannotPublishError as error:
        return "\n".join(f"{p.code} {p.span} {p.message} | {p.help}" for p in error.problems)
    return "\n".join(f"WARNING {p.code} {p.span} {p.message}" for p in warnings if p.code in CODES)


def numbers(text: str) -> set[str]:
    """Find the numbers of the planted links that a text names."""
    return set(re.findall(r"(?:d|%64)ead-(\d+)", text))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    picture = tmp_path / "project/content/there.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    files = {"mkdocs.yml": SETTINGS, "content/about.md": f"# About\n\n{ALIVE}", "mine/.keep": ""}
    files["content/drawn.svg"] = '<svg xmlns="http://www.w3.org/2000/svg"><g id="part"/></svg>'
    return make_project(tmp_path / "project", files)


def test_planted_dead_links_are_found_and_the_old_site_stays(project, figure):
    assert build(project) == ""
    before = fingerprint(project / "site")
    in_a_page = {"content/about.md": "\n\n".join(["# About", ALIVE, *IN_A_PAGE.values()])}
    planted = found = 0
    for files in (in_a_page, IN_FILES, IN_TEMPLATES, IN_THE_FRAME):
        old = {name: (project / name).read_text("utf-8") for name in files if (project / name).exists()}
        told, wanted = build(write(project, files)), numbers("".join(files.values()))
        assert numbers(told) == wanted, told
        # An address that a page gives itself is wrong, and dead as well.
        assert len(told.splitlines()) == len(wanted) + told.count("wrong-address"), told
        assert fingerprint(project / "site") == before
        planted, found = planted + len(wanted), found + len(numbers(told))
        for name in files:
            (project / name).unlink()
        write(project, old)
    assert build(project) == ""
    figure(f"{found} of {planted} planted dead links found in pages, files and templates")


CLAIMS = "content/articles/village/claims.yml"
UKRAINE = FILES[CLAIMS].partition("      - actor: ukraine")[2]
EVIL = FILES["content/people.yml"].partition("  - id: evil")[2]
LINKED = """\
# Linked

<a href="../claims/basivka-taken/#p-village--ukraine">x</a> <a href="../actors/evil/">x</a>
<img src="../there.png" alt="">
"""

EDITS = {
    "#p-village--ukraine": (CLAIMS, FILES[CLAIMS].replace(f"      - actor: ukraine{UKRAINE}", "")),
    "actors/evil/": ("content/people.yml", FILES["content/people.yml"].replace(f"  - id: evil{EVIL}", "")),
    "there.png": ("content/there.png", ""),
    "#dead-81": ("content/about.md", f'# About\n\n{ALIVE}<a href="../claims/#dead-81">x</a>'),
}
"""What goes with an edit, and the edit: a file, and all that is in it then."""


def test_links_that_an_edit_kills_are_found_where_they_stand(project, figure, monkeypatch):
    assert build(write(project, {"content/linked.md": LINKED})) == ""
    checks = spied(monkeypatch)
    before, found = fingerprint(project / "site"), 0
    for gone, (name, text) in EDITS.items():
        old = (project / name).read_bytes()
        (project / name).write_text(text, "utf-8") if text else (project / name).unlink()
        told = build(project)
        where = r"content/about\.md:\d+:" if "81" in gone else r"content/linked\.md:[34]:"
        assert f'a link leads to "{gone}"' in told, told
        # The picture stands on another page as well, which is told first.
        found += all(re.match(f"dead-link {where}", line) or "there.png" in line for line in told.splitlines())
        assert fingerprint(project / "site") == before
        (project / name).write_bytes(old)
    assert checks
    assert not any(checks)
    assert build(write(project, {"content/about.md": f"# About\n\n{ALIVE}<a href='../units/'>x</a>"})) == ""
    assert checks[-1]
    figure(f"{found} of {len(EDITS)} links killed by an edit found where they stand")


def spied(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Note of each check of what a build has changed whether it was enough."""
    checks = []

    def noted(*given):
        tally = check_change(*given)
        checks.append(tally is not None)
        return tally

    monkeypatch.setattr("generator.publish.checked.check_change", noted)
    return checks


def test_what_is_our_own_fault_is_called_so(project, monkeypatch, figure):
    (project / "mine/.keep").unlink()
    (project / "mine").rmdir()
    settings = SETTINGS.replace(", custom_dir: mine", "").replace("search: false", "search: true")
    url = finding._url
    with monkeypatch.context() as patch:
        patch.setattr(finding, "_url", lambda desk, name: url(desk, name).replace("basivka-taken/", "dead-91/"))
        patch.setattr("generator.plugin.corrections_url", lambda **_: "dead-92/")
        told = build(write(project, {"mkdocs.yml": settings}))
    assert told.splitlines() == [
        f'dead-link mkdocs.yml:1:1 a link leads to "{link} | this is a fault of Sayso and not of your content: '
        "please report it"
        for link in (
            'dead-92/", which is not in the site: "/repo/dead-92/" in the page "404.html", and in 17 more',
            'claims/dead-91/", which is not in the site: "claims/dead-91/" in a result of the search',
        )
    ]
    assert not (project / "site").exists()
    figure("2 of 2 links that a fault of the program made dead found, in the search and in the frame")


def test_what_is_hidden_at_the_top_is_there_if_it_stays(project):
    """A new site is given what is hidden in the old one, such as what a host asks for, and nothing else."""
    write(
        project, {"content/about.md": '# About\n\n<a href="../.known/dead-96.txt">x</a> <a href="../.known/">y</a>\n'}
    )
    assert numbers(build(project)) == {"96"}
    write(project, {"site/.known/dead-96.txt": "here", "site/.known/index.html": "<p>", "site/index.html": "old"})
    assert build(project) == ""
    write(project, {"content/more.md": '# More\n\n<a href="../.known/dead-97.txt">x</a>\n'})
    assert numbers(build(project)) == {"97"}
    write(project, {"content/more.md": '# More\n\n<a href="../.known/dead-96.txt">x</a>\n'})
    assert build(project) == ""
    assert (project / "site/.known/dead-96.txt").read_text() == "here"


def test_parts_are_checked_when_they_are_joined(project):
    write(project, {"content/about.md": '# About\n\n<a href="../dead-95/">x</a>'})
    for number in (1, 2):
        publish_shard(project, Order(Shard(number, 2), Path(f"parts/{number}")), strict=False)
    parts = [(project / f"parts/{number}", f"parts/{number}") for number in (1, 2)]
    with pytest.raises(CannotPublishError) as refused:
        join_parts(project, parts, strict=False, when_busy=lambda: None)
    assert [str(problem.span) for problem in refused.value.problems] == ["content/about.md:3:10"]
    assert not (project / "site").exists()


# No false alarms


def sound_sites(tmp_path: Path, *, at_length: bool) -> dict[str, Path]:
    """Write projects in whose sites all links are alive."""
    settings = "site_name: Test\nsite_url: https://site.example/repo/\ndocs_dir: content\ntheme: {name: sayso}\n"
    plugins = "plugins: [sayso: {search: false, pictures: none}]\n"
    sites = {"every kind of page": EVERY_KIND | {"mkdocs.yml": settings + plugins}}
    if at_length:
        no_folders = f"{settings}use_directory_urls: false\n{plugins}"
        sites["no folders"] = sites["every kind of page"] | {"mkdocs.yml": no_folders}
        sites["no address"] = sites["every kind of page"] | {"mkdocs.yml": settings.replace("site_url", "#") + plugins}
        sites["all there is"] = sites["every kind of page"] | {
            "mkdocs.yml": f"{settings}plugins: [sayso: {{search: true, pictures: claims}}]\n"
        }
        for theme in ("mkdocs", "readthedocs", "material"):
            sites[theme] = sites["every kind of page"] | {"mkdocs.yml": settings.replace("sayso", theme) + plugins}
    made = {name: write(tmp_path / name, files) for name, files in sites.items()}
    made["this repository"] = tmp_path / "here"
    shutil.copytree(ROOT / "content", tmp_path / "here/content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "here")
    if at_length:
        make_corpus(tmp_path / "corpus", 30, options="search: false, pictures: none, maps: false")
        made["corpus"] = tmp_path / "corpus"
    return made


@pytest.mark.slow
def test_there_are_no_false_alarms_and_skimming_sees_what_a_parser_sees(tmp_path, at_length, figure, monkeypatch):
    pages = 0
    for divided in (False, True) if at_length else (False,):
        if divided:
            monkeypatch.setattr("generator.pages.dividing.MOST", dict.fromkeys(dividing.MOST, 2))
            monkeypatch.setattr("generator.pages.shares.MOST", 3)
            monkeypatch.setattr("generator.pages.shares.MOST_OF_TERM", 2)
        for name, root in sound_sites(tmp_path / str(divided), at_length=at_length).items():
            assert build(root) == "", name
            url = re.search(r"site_url:.*?(https:[^'\]\n]*)", (root / "mkdocs.yml").read_text("utf-8"))
            files = Files(list_files(str(root / "site")), str(root / "site"))
            looked = [check(Site(files, url[1] if url else "", plain)) for plain in (True, False)]
            assert [faults for faults, _ in looked] == [[], []], name
            assert looked[0][1].keys() == looked[1][1].keys(), name
            pages += sum(file.endswith(".html") for file in files.names)
    figure(f"0 false alarms on {pages} pages")


# After edits


def follow(root: Path, clean: Path, edits: int, seed: int, checks: list[bool]) -> tuple[int, int]:
    """Edit at random, and build what has changed and, elsewhere, the whole; give how many were built, how many dead."""
    editor, chance = Editor(root, seed), random.Random(seed)
    build(root)
    built = dead = 0
    for number in range(edits):
        if chance.random() < 0.5:
            editor.edit()
        else:
            editor.before = copy.deepcopy(editor.files)
            chance.choice([editor.drop_position, editor.drop_record, editor.rename, editor.change_text])()
        if number % 4 == 0:
            editor.files["content/own.md"] = f"# Own\n\n{links_into(root / 'site', chance)}\n"
        editor.write()
        told = build(root)
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".*"))
        count = len(checks)
        assert build(clean) == told
        del checks[count:]
        if told:
            editor.undo()
            dead += "dead-link" in told
            continue
        built += 1
        tallies = [(folder / ".site.sayso/links").read_bytes().partition(b"\n")[2] for folder in (root, clean)]
        one, other = (read_tally(tally) for tally in tallies)
        assert one == other
    return built, dead


def links_into(site: Path, chance: random.Random) -> str:
    """Link to places all over a site, as only HTML can."""
    pages = sorted(site.rglob("*.html"))
    targets = []
    for page in chance.sample(pages, 24):
        ids = re.findall(r' id="([^"]+)"', page.read_text("utf-8"))
        place = page.relative_to(site).as_posix().removesuffix("index.html")
        targets.append(f"../{place}{f'#{chance.choice(ids)}' if ids and chance.random() < 0.7 else ''}")
    return " ".join(f'<a href="{target}">x</a>' for target in targets)


def read_tally(note: bytes) -> dict[int, int]:
    numbers, counts = (array("I", b64decode(column)) for column in json.loads(note)[1:])
    return dict(zip(numbers, counts, strict=True))


@pytest.mark.slow
def test_after_an_edit_the_verdict_is_that_of_a_check_of_everything(tmp_path, at_length, figure, monkeypatch):
    settings = SETTINGS.replace("trusted_pages", "maps: true, trusted_pages")
    files = EVERY_KIND | {"mkdocs.yml": settings, "mine/parts/foot.html": "", "content/about.md": "# About\n"}
    checks = spied(monkeypatch)
    built = dead = 0
    for seed in range(3 if at_length else 1):
        root = write(tmp_path / f"{seed}/project", files)
        counts = follow(root, tmp_path / f"{seed}/clean", 40 if at_length else 9, seed + 3, checks)
        built, dead = built + counts[0], dead + counts[1]
    assert built > 3
    assert any(checks)
    figure(
        f"{built} edits built and {dead} refused for dead links, each as by a check of everything; "
        f"{sum(checks)} were checked by what had changed"
    )
