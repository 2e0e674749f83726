"""The search: what is found on each page, and the index that Pagefind makes of it."""

import errno
import gzip
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from pages_site import EVIL, SITE, print_site, read_site
from sites import FILES, MKDOCS_YML, build_with_mkdocs, fingerprint, make_project, read_page, run
from test_leaks import QUOTED, contents, leaked
from test_leaks import project as withheld_project

from generator.pages import Entry
from generator.plugin.frame import search_of
from generator.problems import Severity
from generator.publish import publish
from generator.search import FOLDER, indexing, write_index
from generator.search.steady import steadied


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    return read_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def entries(library) -> dict[str, Entry]:
    """What is found on the site that holds everything, by address."""
    return {entry.url: entry for page in print_site(library).values() for entry in page.entries}


# What is found


def test_each_record_and_each_term_is_found_once(library, entries):
    kinds = {kind: len(getattr(library, f"{kind}s")) for kind in ("article", "claim", "actor", "unit", "place", "term")}
    found = [entry.kind for entry in entries.values()]
    assert {kind: found.count(kind) for kind in kinds} == kinds
    assert len(entries) == sum(kinds.values())


def test_names_aliases_and_forms_come_first_and_forms_are_never_shown(tmp_path):
    people = "actors:\n  - id: kyiv\n    name: Київ\n    type: state\n    aliases: [Kyiv]\n    forms: [Києва, Києві]\n"
    pages = print_site(read_site(tmp_path, {"content/people.yml": people}))
    (entry,) = pages["actors/kyiv/"].entries
    assert entry.names == ("Київ", "Kyiv", "Києва", "Києві")
    assert entry.also == "also Kyiv"
    assert (entry.title, entry.what) == ("Київ", "state")


def test_a_claim_stands_in_quotation_marks_with_its_whole_status(entries):
    entry = entries["claims/basivka-taken/"]
    assert entry.title == "“Russian troops have taken Basivka.”"
    assert entry.status.startswith("Disputed: asserted by Defence ministry, Russia")
    assert "denied by Ukraine" in entry.status
    words = " ".join(entry.words)
    for sought in (
        "Moscow claimed its troops took Basivka",
        "Село стоїть.",
        "Volodymyr Zelensky",
        "Moscow",
        "The Agency",
    ):
        assert sought in words


def test_a_view_and_a_forecast_are_told_from_facts(entries):
    assert entries["claims/raid-was-wise/"].status.startswith("A view:")
    assert entries["claims/raid-will-come/"].what == "a forecast"
    assert entries["claims/basivka-taken/"].what == ""


def test_people_and_places_tell_what_they_are(entries):
    assert entries["actors/zelensky/"].what == "President of Ukraine"
    assert "Ukraine" in entries["units/battalion/"].words
    assert entries["places/basivka/"].what == "village, Sumy region"
    assert entries["places/border/"].what == "border"


def test_a_term_leads_to_its_place_in_the_glossary(library, entries):
    entry = entries["glossary/#raid"]
    assert entry.about == "A short attack."
    assert entry.names == ("raid", "sortie")
    pages = print_site(library, replace(SITE, use_directory_urls=False))
    assert [entry.url for entry in pages["glossary/"].entries] == ["glossary.html#raid", "glossary.html#truce"]
    assert pages["claims/raid-happened/"].entries[0].url == "claims/raid-happened.html"


def test_an_article_is_found_by_its_text_where_that_is_shown_and_else_by_its_quotes(entries):
    shown, kept, lost = (entries[f"articles/{name}/"] for name in ("village", "kept", "lost"))
    assert "Kyiv immediately denied it." in " ".join(shown.words)
    assert shown.is_text
    assert shown.what == "The Agency, 8 April 2025"
    words = " ".join(kept.words)
    assert "Russia claimed Basivka" in words
    assert not re.search("Таємн|абзац, ", words)
    assert not kept.is_text
    assert lost.what == "2 April 2025"
    assert "lost for good" in lost.words


def test_nothing_is_found_where_the_search_is_off(library):
    pages = print_site(library, replace(SITE, search=False))
    assert not any(page.entries for page in pages.values())


# The index


SOME = [
    Entry("actor", "actors/russia/", "Russia", names=("Russia", "Moscow"), words=("A state.",)),
    Entry("term", "glossary/#raid", "raid", names=("raid",)),
    Entry("claim", "claims/taken.html", f"“{EVIL}”", status="Disputed: asserted by A; denied by B.", words=(EVIL,)),
]


def unpacked(folder: Path) -> dict[str, bytes]:
    """Read every file of an index, without its compression."""
    read = {file.name: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
    return {name: gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data for name, data in read.items()}


def test_an_index_holds_every_entry_and_nothing_that_is_not_used(tmp_path):
    assert write_index(SOME, tmp_path, "en")[1] == []
    files = unpacked(tmp_path / FOLDER)
    fragments = b"".join(data for name, data in files.items() if name.endswith("pf_fragment"))
    for words in (
        '"Russia | Moscow"',
        '"glossary/#raid"',
        '"claims/taken.html"',
        "denied by B.",
        json.dumps(EVIL)[1:-1],
    ):
        assert words in fragments.decode()
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"} < set(files)
    assert not [name for name in files if "ui" in name or "highlight" in name]
    assert [path.name for path in (tmp_path / "assets").iterdir()] == ["pagefind"]


def test_the_same_entries_give_the_same_bytes_wherever_and_in_whatever_order(tmp_path):
    here, there = tmp_path / "here", tmp_path / "over there"
    assert write_index(SOME, here, "en")[1] == []
    assert write_index(SOME[::-1], there, "en-GB")[1] == []
    assert fingerprint(here) == fingerprint(there)
    everything = b"".join(unpacked(there / FOLDER).values())
    assert str(tmp_path).encode() not in everything
    assert b"sayso-" not in everything


def test_many_entries_of_all_kinds_give_the_same_bytes_each_time(tmp_path):
    kinds = ("claim", "actor", "unit", "place", "term", "article")
    many = [Entry(kind, f"{kind}/{n}/", f"{kind} {n}") for kind in kinds for n in range(300 if kind == "claim" else 30)]
    prints = []
    for turn in range(4):
        assert write_index(many, tmp_path / str(turn), "en")[1] == []
        prints.append(fingerprint(tmp_path / str(turn)))
    assert prints == [prints[0]] * 4
    (values,) = (data for name, data in unpacked(tmp_path / "0" / FOLDER).items() if name.endswith("pf_filter"))
    assert all(values.count(kind.encode()) == 1 for kind in kinds)


def test_files_of_another_form_are_left_as_they_are():
    assert steadied({"pagefind.js": b"x"}) == {"pagefind.js": b"x"}


def test_settings_in_the_environment_change_nothing(tmp_path, monkeypatch):
    write_index(SOME, tmp_path / "plain", "uk")
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "de")
    monkeypatch.setenv("PAGEFIND_KEEP_INDEX_URL", "true")
    write_index(SOME, tmp_path / "set", "uk")
    assert fingerprint(tmp_path / "plain") == fingerprint(tmp_path / "set")


def test_an_old_index_goes_where_there_is_nothing_to_find(tmp_path):
    write_index(SOME, tmp_path, "en")
    assert write_index([], tmp_path, "en")[1] == []
    assert not (tmp_path / FOLDER).exists()


# What can go wrong


def program(folder: Path, text: str, mode: int = 0o755) -> str:
    """Write a program that stands in for Pagefind; a shell starts it, for paths may hold spaces."""
    (folder / "stand-in.py").write_text(f"import base64, os, sys, time\n{text}\n", encoding="utf-8")
    file = folder / "stand-in"
    file.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{folder}/stand-in.py" "$@"\n', encoding="utf-8")
    file.chmod(mode)
    return str(file)


def answering(answer: str) -> str:
    """Give the text of a program that has the same answer to every request."""
    return f"""
def request():
    while (byte := sys.stdin.buffer.read(1)) != b",":
        if not byte:
            sys.exit()
while True:
    request()
    sys.stdout.buffer.write(base64.b64encode({answer.encode()!r}) + b",")
    sys.stdout.flush()
"""


DEAF = answering('{"payload": {"type": "NewIndex"}}').replace("while True", "if True") + "os.close(0); time.sleep(0.5)"
BROKEN = {
    "crashes": (
        "print('thread panicked\\n', file=sys.stderr); sys.exit(101)",
        "ended with the code 101: thread panicked",
    ),
    "crashes in silence": ("os.kill(os.getpid(), 9)", "ended with the code -9"),
    "does nothing": ("", "ended with the code 0"),
    "closes its ears": (DEAF, "ended with the code 0"),
    "answers nonsense": (answering("nonsense"), "gave an answer that is none"),
    "answers something else": (answering("[]"), "gave an answer that is none"),
    "cannot do it": (answering('{"payload": {"type": "Error", "message": "no\\n room"}}'), "said: no room"),
    "makes nothing": (answering('{"payload": {"type": "Anything", "files": []}}'), "made none"),
    "never ends": ("time.sleep(60)", "had not ended after"),
}


@pytest.mark.parametrize(("text", "told"), BROKEN.values(), ids=BROKEN)
def test_a_program_that_fails_is_one_warning_and_leaves_no_half_index(tmp_path, monkeypatch, text, told):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", program(tmp_path, text))
    monkeypatch.setattr(indexing, "PATIENCE", 2)
    _, (problem,) = write_index(SOME, tmp_path / "site", "en")
    assert problem.code == "no-search"
    assert problem.severity is Severity.WARNING
    assert problem.message.startswith("the site has no search: Pagefind ")
    assert told in problem.message
    assert not (tmp_path / "site" / FOLDER).exists()
    assert not list((tmp_path / "site").rglob("*.part"))


def test_a_program_that_may_not_run_is_one_warning(tmp_path, monkeypatch):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", program(tmp_path, "", 0o644))
    _, (problem,) = write_index(SOME, tmp_path / "site", "en")
    assert problem.message == "the site has no search: the system said: Permission denied"


def test_a_full_disk_makes_no_site_without_a_search(tmp_path, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "somewhere")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="No space left"):
        write_index(SOME, tmp_path, "en")
    assert not list(tmp_path.rglob("pagefind*"))


@pytest.mark.parametrize("how", ["no program for this system", "nothing of it"])
def test_without_pagefind_it_is_said_plainly(tmp_path, monkeypatch, how):
    if how == "nothing of it":
        monkeypatch.setitem(sys.modules, "pagefind.service", None)
    else:
        monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    _, (problem,) = write_index(SOME, tmp_path, "en")
    assert "not installed" in problem.message
    assert "search: false" in problem.help
    assert not (tmp_path / FOLDER).exists()


# In a site


def test_a_site_has_its_index_and_a_way_to_it_on_every_page(tmp_path):
    site = build_with_mkdocs(make_project(tmp_path))
    assert (site / FOLDER / "pagefind.js").is_file()
    assert (site / "assets/search.js").is_file()
    for name, root in {
        "claims/basivka-taken/index.html": "../../",
        "about/index.html": "../",
        "404.html": "/repo/",
    }.items():
        page = read_page(site, name)
        (link,) = page.select("a[data-search]")
        assert link["href"] == f"{root}#_counts"
        assert not page.select("dialog, template")
    assert read_page(site, "index.html").select("#_counts")


def test_what_the_search_is_made_of_stands_in_one_file(tmp_path):
    site = build_with_mkdocs(make_project(tmp_path))
    assert 'import { DIALOG } from "./dialog.js";' in (site / "assets/search.js").read_text("utf-8")
    name, _, value = (site / "assets/dialog.js").read_text("utf-8").partition(" = ")
    assert (name, value[-1]) == ("export const DIALOG", ";")
    dialog = BeautifulSoup(json.loads(value[:-1]), "lxml").dialog
    assert [field["value"] for field in dialog.select("[name=kind]")] == ["", "claim", "actor", "article"]
    assert dialog.h2.get_text() == "Search this site"


def test_without_the_setting_there_is_no_search_at_all(tmp_path):
    settings = MKDOCS_YML.replace("[sayso]", "[sayso: {search: false}]")
    site = build_with_mkdocs(make_project(tmp_path, {"mkdocs.yml": settings}))
    assert not (site / FOLDER).exists()
    page = read_page(site, "index.html")
    assert not page.select("a[data-search], .frame-head__search")
    assert not (site / "assets/dialog.js").exists()


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_another_theme_has_its_own_search(tmp_path, theme):
    settings = MKDOCS_YML.replace("{name: sayso}", f"{{name: {theme}}}")
    site = build_with_mkdocs(make_project(tmp_path, {"mkdocs.yml": settings}))
    assert not (site / FOLDER).exists()
    assert not read_page(site, "index.html").select("a[data-search]")
    assert not (site / "assets/dialog.js").exists()


def test_a_preview_has_no_index_and_its_link_leads_to_the_lists(tmp_path, library):
    project = make_project(tmp_path)
    config = load_config(str(project / "mkdocs.yml"))
    address = f"http://{config.dev_addr}/repo/"
    site = build_with_mkdocs(project, site_url=address)
    assert not (site / FOLDER).exists()
    (link,) = read_page(site, "index.html").select(".frame-head__search a")
    assert link["href"].endswith("#_counts")
    assert not link.has_attr("data-search")
    texts = {"nav": dict.fromkeys(("claims", "actors", "units", "places", "glossary", "articles"), "List")}
    assert search_of(library, texts, use_directory_urls=True, is_preview=True).kinds == ()
    assert len(search_of(library, texts, use_directory_urls=True, is_preview=False).kinds) == 6


def test_a_build_without_search_goes_on_and_a_strict_one_does_not(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    project = make_project(tmp_path)
    published = publish(project, strict=False, when_busy=lambda: None)
    assert [problem.code for problem in published.warnings] == ["no-search"]
    assert (published.site / "index.html").is_file()
    with pytest.raises(Abort):
        build_with_mkdocs(project, strict=True)
    assert "error: no-search" in caplog.text


def test_a_check_does_without_pagefind(tmp_path):
    code = (
        "import sys; from pathlib import Path; from generator.build import check; check(Path.cwd());"
        "print([name for name in sys.modules if 'pagefind' in name or name == 'generator.search'])"
    )
    done = run(cwd=make_project(tmp_path), code=code)
    assert done.stdout.strip() == "[]", done.stderr


def test_no_unquoted_word_of_a_withheld_text_is_in_the_index(tmp_path):
    site = build_with_mkdocs(withheld_project(tmp_path))
    everything = b"".join(unpacked(site / FOLDER).values()).decode(errors="replace").lower()
    assert leaked(everything) == set()
    assert sum(word in everything for word in QUOTED) > 30
    assert leaked("".join(contents(site).values())) == set()


def test_the_same_site_twice(tmp_path):
    first = build_with_mkdocs(make_project(tmp_path / "one"))
    second = build_with_mkdocs(make_project(tmp_path / "two", dict(reversed(FILES.items()))))
    assert fingerprint(first / "assets") == fingerprint(second / "assets")
