"""Changes of a sound site: what an edit makes wrong is seen by looking at what has changed, as by looking at all."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from test_dead_links import write
from test_dead_links_skimmed import URL, ours

from generator.dead_links import Change, check, check_change
from generator.dead_links import survey as surveying

if TYPE_CHECKING:
    from pathlib import Path

A, B, C, N = (f"x/{name}/index.html" for name in "abcn")
NOINDEX = '<meta name="robots" content="noindex">\n'
IDS = '<p id="p"></p><p id="q"></p>'


def mapped(*addresses: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{URL}{address}</loc></url>' for address in addresses)}</urlset>"


SOUND = {
    "index.html": '<p id="top">',
    A: ours(A, IDS),
    B: ours(B, '<a href="../a/#p">x</a><a href="../../notes.txt">x</a>'),
    "i.svg": "",
    "picture.png": "",
    "look.css": "p { background: url(picture.png) }",
    "notes.txt": "",
    "LICENSE": "",
    "sitemap.xml": mapped("x/a/", "x/b/"),
}

Edit = dict[str, str | None]

STAYS_SOUND: dict[str, Edit] = {
    "nothing": {},
    "other words": {A: ours(A, f"{IDS}More.")},
    "an id that nobody links to is gone": {A: ours(A, '<p id="p">')},
    "a new id and a link to it": {A: ours(A, f'{IDS}<p id="r">'), B: ours(B, '<a href="../a/#r">x</a>')},
    "a link to what is there already": {A: ours(A, f'{IDS}<a href="../b/#here">x</a>')},
    "an id and the link to it are gone": {A: ours(A), B: ours(B)},
    "a page, its line in the sitemap and the link to it are gone": {A: None, B: ours(B), "sitemap.xml": mapped("x/b/")},
    "a page that nobody links to is gone": {B: None, "sitemap.xml": mapped("x/a/")},
    "a new page": {C: ours(C, '<a href="../b/">x</a>'), "sitemap.xml": mapped("x/a/", "x/b/", "x/c/")},
    "a new page that is not to be found": {C: ours(C, head=NOINDEX)},
    "a page that is not to be found any more": {B: ours(B, head=NOINDEX), "sitemap.xml": mapped("x/a/")},
    "a file and the link to it are gone": {"picture.png": None, "look.css": ""},
    "a sitemap in another order": {"sitemap.xml": mapped("x/b/", "x/a/")},
    "a sitemap that names files": {"sitemap.xml": mapped("x/b/index.html", "x/a/")},
    "a sitemap that names others' pages": {
        "sitemap.xml": mapped("x/a/", "x/b/").replace("</urlset>", "<loc>https://other.example/</loc>")
    },
    "no sitemap any more": {"sitemap.xml": None},
    "no sitemap, and a page that none lists": {"sitemap.xml": None, C: ours(C)},
}

WRONG: dict[str, tuple[Edit, list[tuple[str, str, str]]]] = {
    "an id that another page links to is gone": ({A: ours(A, '<p id="q">')}, [("dead", B, "x/a/#p")]),
    "a page that another one links to is gone": (
        {A: None, "sitemap.xml": mapped("x/b/")},
        [("dead", B, "x/a/")],
    ),
    "a page is gone, and the sitemap names it": (
        {A: None, B: ours(B)},
        [("dead", "sitemap.xml", "x/a/")],
    ),
    "two pages are gone, and the sitemap names one of them": (
        {A: None, B: None, "sitemap.xml": mapped("x/b/")},
        [("dead", "sitemap.xml", "x/b/")],
    ),
    "a file that a style sheet links to is gone": ({"picture.png": None}, [("dead", "look.css", "picture.png")]),
    "a file that pages link to is gone": ({"notes.txt": None}, [("dead", B, "notes.txt")]),
    "a new link leads nowhere": ({A: ours(A, f'{IDS}<a href="../d/">x</a>')}, [("dead", A, "x/d/")]),
    "a new link names what is not there": ({A: ours(A, f'{IDS}<a href="../b/#p">x</a>')}, [("dead", A, "x/b/#p")]),
    "a new link of a style sheet leads nowhere": ({"look.css": "p { x: url(y) }"}, [("dead", "look.css", "y")]),
    "an id stands there twice": ({A: ours(A, f'{IDS}<p id="p">')}, [("twice", A, "p")]),
    "a page gives another address": (
        {A: ours(A, IDS).replace(f'"canonical" href="{URL}x/a/', f'"canonical" href="{URL}x/b/')},
        [("misnamed", A, f"{URL}x/a/")],
    ),
    "a new page that the sitemap does not name": ({C: ours(C)}, [("unmapped", C, f"{URL}x/c/")]),
    "the sitemap names a page no longer": ({"sitemap.xml": mapped("x/a/")}, [("unmapped", B, f"{URL}x/b/")]),
    "the sitemap names a page that is not there": (
        {"sitemap.xml": mapped("x/a/", "x/b/", "x/c/")},
        [("dead", "sitemap.xml", "x/c/")],
    ),
    "a page is to be found again": ({N: ours(N)}, [("unmapped", N, f"{URL}x/n/")]),
}  # fmt: skip


def edited(tmp_path: Path, old: dict[str, str], edit: Edit, **settings: object) -> tuple[list, object, object]:
    """Edit a sound site; give what a look at all finds, its tally, and the tally of a look at the change."""
    before = replace(write(tmp_path / "old", old), url=URL, plain=True, **settings)
    faults, last = check(before)
    assert faults == []
    new = {name: text for name, text in {**old, **edit}.items() if text is not None}
    written = frozenset(name for name, text in new.items() if old.get(name) != text)
    after = replace(write(tmp_path / "new", new), url=URL, plain=True, **settings)
    faults, tally = check(after)
    return faults, tally, check_change(after, Change(before.files, written, frozenset(old.keys() - new.keys())), last)


@pytest.mark.parametrize("edit", STAYS_SOUND.values(), ids=STAYS_SOUND.keys())
def test_a_site_that_stays_sound_is_found_so_by_what_has_changed(edit, tmp_path):
    faults, tally, told = edited(tmp_path, SOUND, edit)
    assert faults == []
    assert told == tally


@pytest.mark.parametrize(("edit", "expected"), WRONG.values(), ids=WRONG.keys())
def test_what_an_edit_makes_wrong_is_found_by_what_has_changed(edit, expected, tmp_path):
    old = {**SOUND, N: ours(N, head=NOINDEX)}
    faults, _, told = edited(tmp_path, old, edit)
    assert [(fault.kind, fault.file, fault.target) for fault in faults] == expected
    assert told is None


@pytest.mark.parametrize("emptied", [A, N, None])
def test_what_many_processes_see_of_a_change_is_what_one_sees(emptied, tmp_path, monkeypatch):
    monkeypatch.setattr(surveying, "FEWEST", 1)
    monkeypatch.setattr(surveying, "cores", lambda: 2)
    links = '<a href="../a/#p">x</a><a href="../n/#p">x</a>'
    old = {**SOUND, N: ours(N, IDS, head=NOINDEX), B: ours(B, links)}
    edit = {A: ours(A, f"{IDS}x"), N: ours(N, f"{IDS}x", head=NOINDEX)}
    if emptied:
        edit[emptied] = edit[emptied].replace('id="p"', "")
    faults, tally, told = edited(tmp_path, old, edit)
    assert [fault.target for fault in faults] == ([f"{emptied.removesuffix('index.html')}#p"] if emptied else [])
    assert told == (None if emptied else tally)


WAYS = ("../a/", "../a", "../a/index.html", "../a/index.html?x", "../a/#p", "../a/index.html#p", "../a#p", "/repo/x/a/")


@pytest.mark.parametrize("way", [*WAYS, f"{URL}x/a/#p", f"{URL}x/a"])
def test_in_whatever_way_a_page_is_linked_to_it_is_missed(way, tmp_path):
    old = {**SOUND, B: ours(B, f'<a href="{way}">x</a>')}
    faults, _, told = edited(tmp_path / "gone", old, {A: None, "sitemap.xml": mapped("x/b/")})
    assert len(faults) == 1
    assert told is None
    faults, _, told = edited(tmp_path / "emptied", old, {A: ours(A)})
    assert bool(faults) is ("#p" in way)
    assert (told is None) is ("#p" in way)


def test_a_file_whose_places_nobody_can_list_has_all_looked_at(tmp_path):
    faults, _, told = edited(tmp_path, SOUND, {"LICENSE": None})
    assert (faults, told) == ([], None)


def test_a_sitemap_may_come_later_and_must_be_whole_then(tmp_path):
    old = {name: text for name, text in SOUND.items() if name != "sitemap.xml"}
    faults, tally, told = edited(tmp_path / "whole", old, {"sitemap.xml": SOUND["sitemap.xml"]})
    assert (faults, told) == ([], tally)
    faults, _, _ = edited(tmp_path / "half", old, {"sitemap.xml": mapped("x/a/")})
    assert [fault.kind for fault in faults] == ["unmapped"]


def test_a_sitemap_of_others_need_not_name_all(tmp_path):
    faults, tally, told = edited(tmp_path, SOUND, {C: ours(C), "sitemap.xml": mapped("x/b/")}, is_mapped=False)
    assert (faults, told) == ([], tally)


def test_what_the_search_knows_is_asked_for_at_every_change(tmp_path):
    faults, tally, told = edited(tmp_path / "there", SOUND, {A: ours(A, f"{IDS}x")}, entries=("x/a/#q", "x/b/"))
    assert (faults, told) == ([], tally)
    faults, _, told = edited(tmp_path / "gone", SOUND, {A: ours(A, '<p id="p">')}, entries=("x/a/#q", "x/b/"))
    assert [(fault.kind, fault.file, fault.target) for fault in faults] == [("dead", "search", "x/a/#q")]
    assert told is None


def test_targets_that_share_a_number_lead_to_a_look_at_all_and_never_to_a_miss(tmp_path, monkeypatch):
    monkeypatch.setattr(import_module("generator.dead_links.check"), "crc32", lambda _: 1)
    faults, _, told = edited(tmp_path, SOUND, {A: ours(A, '<p id="p">')})
    assert (faults, told) == ([], None)


def test_a_tally_counts_what_it_lists_and_nothing_else(tmp_path):
    *_, told = edited(tmp_path, SOUND, {B: ours(B)})
    # Two pages give an address and have the icon, and the style sheet its picture; nobody links to the notes now.
    assert sorted(told.values()) == [1, 1, 1, 2]


def test_pages_that_went_by_another_name_are_told_by_their_own(tmp_path):
    faults, _ = check(replace(write(tmp_path, {A: re.sub("repo/x/a", "repo/y", ours(A))}), url=URL))
    assert [(fault.kind, fault.link, fault.target) for fault in faults] == [
        ("dead", "../../i.svg", "i.svg"),
        ("dead", f"{URL}y/", "y/"),
        ("misnamed", f"{URL}y/", f"{URL}x/a/"),
    ]
