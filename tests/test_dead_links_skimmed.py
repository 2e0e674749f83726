"""Our own pages are skimmed, and many files shared among processes: neither may see anything else than a parser."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from test_dead_links import write

from generator.dead_links import Fault, Site, check
from generator.dead_links import survey as surveying
from generator.dead_links.skim import Skimmer

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://s.example/repo/"


def ours(file: str, body: str = "", head: str = "", frame: str = "", url: str = URL) -> str:
    """Give a page as our templates print it, with links of its own."""
    up, own = "../" * file.count("/"), f"{url}{file.removesuffix('index.html')}"
    said = f'<meta property="og:url" content="{own}">\n<link rel="canonical" href="{own}">\n' if url else ""
    return (
        f'<head><title>x</title>\n{head}{said}<link rel="icon" href="{up}i.svg"></head><body>{frame}\n'
        f'<main id="_main" class="frame-main">\n<div class="sayso sayso--claim"><p id="here">{body}</p></div></main>'
    )


def site(folder: Path, bodies: dict[str, str], url: str = URL, **settings: object) -> Site:
    files = {file: ours(file, body, url=url) for file, body in bodies.items()}
    made = write(folder, {"index.html": "", "a/index.html": '<p id="top">', "d.png": "", "i.svg": "", **files})
    return replace(made, url=url, plain=True, **settings)


def dead(site: Site) -> list[tuple[str, str]]:
    return [(fault.file, fault.target) for fault in check(site)[0]]


ALIVE = (
    *("", "#", "#here", "#top", "?x", "?x#here", "#here:~:text=x", ".", "./", "index.html", "index.html#here", "../b/"),
    *("../../", "../../a/", "../../a", "../../a/#top", "../../a/index.html", "../../d.png", "../../a/?x=1&amp;y=2"),
    *("/repo/", "/repo/a/", "/repo/a/b/#here", "https://s.example/repo/", "https://s.example/repo/a/b/#here"),
    *("https://s.example/", "https://s.example/repository/", "https://other.example/x/", "HTTPS://S.EXAMPLE/repo/a/"),
    *("http://s.example/repo/a/", "//s.example/repo/a/", "mailto:a@s.example", "https:x", "../../%61/", "../../&#97;/"),
)
DEAD = {
    "#gone": "a/b/#gone",
    "her": "a/b/her",
    "http-page/": "a/b/http-page/",
    "?x#gone": "a/b/#gone",
    "../gone/": "a/gone/",
    "../../gone/": "gone/",
    "../../gone": "gone",
    "../../a/#gone": "a/#gone",
    "../../a/b/#top-": "a/b/#top-",
    "../../gone.png": "gone.png",
    "../../gone/#top": "gone/",
    "../../%67one/": "gone/",
    "../../&#103;one/": "gone/",
    "../../g\u00f6ne/": "g\u00f6ne/",
    "../../../a/": "../a/",
    "/repo/gone/": "gone/",
    "/repo/a/b/#gone": "a/b/#gone",
    "/a/": "../a/",
    "https://s.example/repo/gone/": "gone/",
    "https://s.example/repo/a/#gone": "a/#gone",
    "http://s.example/repo/gone/": "gone/",
    "//s.example/repo/gone/": "gone/",
}


@pytest.mark.parametrize("link", ALIVE)
def test_a_living_link_of_our_own_pages_is_no_fault_and_needs_no_parser(link, tmp_path, monkeypatch):
    made = site(tmp_path, {"a/b/index.html": f'<a href="{link}">x</a>', "a/b/b/index.html": ""}, is_mapped=False)
    parsed = check(replace(made, plain=False))
    read, own = surveying.read_page, []
    monkeypatch.setattr(surveying, "read_page", lambda text: own.append("sayso" in text) or read(text))
    found, tally = check(made)
    assert (found, parsed[0]) == ([], [])
    assert tally.keys() == parsed[1].keys()
    assert not any(own)


@pytest.mark.parametrize(("link", "target"), DEAD.items())
def test_a_dead_link_of_our_own_pages_is_found(link, target, tmp_path):
    made = site(tmp_path, {"a/b/index.html": f'<a href="{link}">x</a>'})
    (fault,) = check(made)[0]
    gone = target if target.partition("#")[0] in {"a/b/", "a/"} else target.partition("#")[0]
    assert fault == Fault("dead", "a/b/index.html", link.replace("&#103;", "g"), gone)
    assert check(replace(made, plain=False))[0] == [fault]
    assert check(made)[1].keys() == check(replace(made, plain=False))[1].keys()


def test_links_of_pages_at_several_depths_are_counted_on_each(tmp_path):
    body = '<a href="{0}a/">x</a><a href="{0}gone/">x</a><a href="/repo/d.png">x</a>'
    files = ["a/b/index.html", "a/c/index.html", "a/b/c/index.html", "a/own.html"]
    made = site(tmp_path, {file: body.format("../" * file.count("/")) for file in files})
    (fault,), tally = check(made)
    assert fault == Fault("dead", "a/b/c/index.html", "../../../gone/", "gone/", 4)
    # Each page leads to four places, itself one of them, and to its picture: 20 in all.
    assert sorted(tally.values()) == [1, 1, 1, 1, 4, 4, 4, 4]


def test_where_nobody_knows_the_sites_address_none_is_checked(tmp_path):
    made = site(tmp_path, {"a/b/index.html": '<a href="#here">x</a><a href="/d.png">x</a>'}, url="")
    found, tally = check(made)
    assert (found, sorted(tally.values())) == ([], [1, 1])


def test_pictures_of_previews_and_the_frames_links_are_seen(tmp_path):
    file, picture = "a/b/index.html", '<meta property="og:image" content="{}">\n'
    menu = '<nav id="_menu"><a href="../../{}">x</a></nav>'
    for number, (head, frame, targets) in enumerate(
        [
            (picture.format(f"{URL}d.png"), menu.format("a/"), []),
            (picture.format(f"{URL}gone.png"), menu.format("gone/"), [(file, "gone.png"), (file, "gone/")]),
        ]
    ):
        made = site(tmp_path / str(number), {})
        write(tmp_path / str(number), {file: ours(file, head=head, frame=frame)})
        made = replace(made, files=replace(made.files, names={*made.files.names, file}))
        assert dead(made) == targets
        assert check(made)[1].keys() == check(replace(made, plain=False))[1].keys()


def test_the_frame_is_read_once_and_its_ids_count_on_every_page(tmp_path):
    skimmer, menu = Skimmer(), '<nav id="_menu"><a href="/repo/a/">x</a></nav>'
    for number in "bc":
        file = f"a/{number}/index.html"
        found = skimmer.skim(ours(file, frame=menu).encode(), file, f"{URL}a/{number}/")
        assert found is not None
        assert (sorted(found.ids), sorted(found.links)) == (
            [b"_main", b"_menu", b"here"],
            [b"../../i.svg", b"/repo/a/"],
        )
    assert len(skimmer._frames) == 1


@pytest.mark.parametrize(
    "page",
    [
        ours("a/b/index.html", '</p><p id="here">'),
        ours("a/b/index.html").replace(f'<link rel="canonical" href="{URL}a/b/">', ""),
        ours("a/b/index.html").replace("<main ", '<main id="_main" class="x"></main><main '),
    ],
)
def test_what_is_odd_on_a_page_of_ours_is_told_as_the_parser_tells_it(page, tmp_path):
    made = site(tmp_path, {"a/b/index.html": ""})
    write(tmp_path, {"a/b/index.html": page})
    faults, _ = check(made)
    assert faults == check(replace(made, plain=False))[0]
    assert [fault.kind for fault in faults] in ([], ["twice"])


def test_bytes_that_are_no_text_stop_nothing(tmp_path):
    made = site(tmp_path, {"a/b/index.html": ""})
    page = ours("a/b/index.html", '<p id="~"><a href="../../~">x</a><a href="~">x</a>').encode()
    (tmp_path / "a/b/index.html").write_bytes(page.replace(b"~", b"\xff"))
    assert dead(made) == [("a/b/index.html", "a/b/\ufffd"), ("a/b/index.html", "\ufffd")]


def test_pages_made_by_hand_are_parsed_whatever_they_look_like(tmp_path):
    hidden = '<!-- <a href="../../gone/">x</a> -->'
    made = site(tmp_path, {"a/b/index.html": hidden}, by_hand=frozenset({"a/b/index.html"}))
    assert dead(made) == []
    assert len(check(made)[1]) == 2
    assert len(check(replace(made, by_hand=frozenset()))[1]) == 3
    # Nor is any page skimmed where others have a say in them.
    assert len(check(replace(made, by_hand=frozenset(), plain=False))[1]) == 2


# Many files


@pytest.mark.parametrize(("workers", "helpers"), [(1, 0), (2, 1), (3, 2)])
def test_many_files_are_shared_among_processes_and_seen_as_by_one(workers, helpers, tmp_path, monkeypatch):
    body = '<a href="../../a/">x</a><a href="../../gone/#y">x</a><p id="twice"><p id="twice">'
    made = site(tmp_path, {f"a/{name}/index.html": body for name in "bcdefg"})
    write(tmp_path, {"look.css": "p { background: url(gone.png) }", "sitemap.xml": f"<loc>{URL}a/b/</loc>"})
    made = replace(made, files=replace(made.files, names={*made.files.names, "look.css", "sitemap.xml"}))
    alone = check(made)
    assert [fault.kind for fault in alone[0]] == ["dead", "twice", "unmapped", "dead"]
    begun, ahead = [], surveying.ahead
    monkeypatch.setattr(surveying, "FEWEST", len(made.files.names) - 2)
    monkeypatch.setattr(surveying, "cores", lambda: workers)
    monkeypatch.setattr(surveying, "ahead", lambda work: begun.append(work) or ahead(work))
    assert check(made) == alone
    # The files, and those again in which the dead link was sought.
    assert len(begun) == 2 * helpers


def test_few_files_are_looked_at_by_one_process(tmp_path, monkeypatch):
    made = site(tmp_path, {"a/b/index.html": ""})
    monkeypatch.setattr(surveying, "FEWEST", len(made.files.names))
    monkeypatch.setattr(surveying, "cores", lambda: pytest.fail("no need to ask"))
    assert check(made)[0] == []
