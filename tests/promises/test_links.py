"""Links in data go to public http, https or mailto addresses only, and pages say of each what it is."""

import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from addresses import BAD, GOOD
from bs4 import BeautifulSoup, Tag
from field_slots import NAME, Slot, slots
from hostile import SLOTS, Content
from pydantic import ValidationError
from sites import ROOT, build_with_mkdocs

from generator.link import link
from generator.model import Actor, is_safe_url, wrong_url
from generator.model.forms import PROSE, URL
from generator.model.shown import shows_another
from generator.read import Records
from generator.text import check_page, render_prose

ALL_BAD = sorted({url for urls in BAD.values() for url in urls})
ADDRESSES = slots(lambda form: form is URL)
PASSAGES = slots(lambda form: form is PROSE)
FIELDS = {"reviews": "readings"}
PROSE_OF_SITE = [slot for slot in SLOTS if slot.kind == "prose"]


def some(urls: list[str], *, at_length: bool) -> list[str]:
    """Give all addresses, or some of each kind."""
    return urls if at_length else random.Random(2).sample(urls, 150)


@pytest.mark.parametrize("wrong", BAD)
def test_no_address_of_nobody_or_of_one_network_is_a_link(wrong):
    assert len(BAD[wrong]) > 25
    assert [url for url in BAD[wrong] if is_safe_url(url)] == []


def test_real_addresses_are_links(figure):
    assert [url for url in GOOD if not is_safe_url(url)] == []
    assert [(str(slot), url) for slot in ADDRESSES for url in GOOD if slot.refusal(url)] == []
    figure(f"{len(GOOD)} real addresses x {len(ADDRESSES)} fields: 0 refused")


def test_every_field_of_an_address_refuses_what_is_none(at_length, figure):
    assert len(ADDRESSES) >= 10
    urls = some(ALL_BAD, at_length=at_length)
    taken = [(str(slot), url) for slot in ADDRESSES for url in urls if slot.refusal(url) != "bad-link" if url.strip()]
    assert taken == []
    figure(f"{len(urls)} bad addresses x {len(ADDRESSES)} fields: 0 taken")


def problems_of(slot: Slot, prose: str) -> list[str]:
    records = Records(**{FIELDS.get(slot.kind, slot.kind): (slot.read(prose),)})
    return [problem.code for problem in link(records)[1] if not problem.code.startswith("unknown")]


def links_in(html: str) -> list[str]:
    return [str(tag["href"]) for tag in BeautifulSoup(html, "lxml").find_all("a")]


def is_sound(link: str, typed: str) -> bool:
    """Tell whether Markdown has made a good address of a bad one, reading escapes, entities and NULs as anywhere."""
    is_escaped = "\\" in typed and is_safe_url(link)
    return link.isprintable() and (is_escaped or link.startswith(("https://example.org/", "mailto:desk@example.org")))


def test_every_field_of_prose_refuses_a_link_to_what_is_none(at_length, figure):
    assert len(PASSAGES) >= 10
    urls = [url for url in some(ALL_BAD, at_length=at_length) if url]
    for url in urls:
        for prose in (f"[words]({url})", f"[words](<{url}>)", f"<{url}>"):
            live = links_in(render_prose(prose, lambda _: None))
            assert all(link != url and is_sound(link, url) for link in live), prose
    typed = [url for url in urls if ")" not in url and " " not in url and url.isprintable()]
    asked = [(slot, url) for slot in PASSAGES for url in typed[:: 1 if at_length else 10]]
    refused = sum("bad-link" in problems_of(slot, f"See [this]({url}).") for slot, url in asked)
    # What Markdown takes for no link is words, and shown as they are.
    assert refused > 0.8 * len(asked)
    figure(f"{len(urls)} bad addresses x 3 ways to link in prose: 0 live; {refused} refused in {len(PASSAGES)} fields")


def test_prose_links_to_real_addresses(figure):
    for url in GOOD:
        # In angle brackets letters are written without their scheme.
        for prose in (f"[words](<{url}>)", *([f"<{url}>"] if url.lower().startswith("http") else [])):
            assert links_in(render_prose(prose, lambda _: None)) == [url], prose
        assert "bad-link" not in problems_of(PASSAGES[0], f"[words](<{url}>)")
    figure(f"{len(GOOD)} real addresses in prose: 0 refused, 0 altered")


# The built site

HOLDERS = (
    "href src srcset action formaction data poster cite background ping xlink:href longdesc manifest codebase classid "
    "usemap archive icon profile imagesrcset itemid itemtype"
)
"""Every attribute in which a browser looks for an address."""

SAID = {"external", "noreferrer"}
FOLLOWED = {"a", "area", "form"}
LOADED_BY_BROWSERS = {"link": {"canonical", "prev", "next"}}
"""Beside what readers follow, an address elsewhere may stand only where nothing is loaded from it."""


def find_faults(page: BeautifulSoup, address: str, home: str) -> Iterator[tuple[str, str]]:
    """Give what is wrong with each address of a page, and the tag."""
    for tag in page.select("*"):
        for name, value in tag.attrs.items():
            if name.lower() in HOLDERS.split():
                yield from ((fault, str(tag)[:200]) for fault in judge(tag, value, address, home))
    for tag in page.find_all("meta", attrs={"http-equiv": True}):
        if (
            tag["http-equiv"].lower() == "refresh"
            and urlsplit(urljoin(address, tag["content"].partition("url=")[2])).netloc != urlsplit(home).netloc
        ):
            yield "leads readers away", str(tag)


def judge(tag: Tag, value: str, address: str, home: str) -> Iterator[str]:
    """Judge one address, as a browser understands it, without any of the product's own checks."""
    clean = "".join(sign for sign in value.strip() if sign not in "\t\n\r").replace("\\", "/")
    whole = urlsplit(urljoin(address, clean))
    if whole.scheme not in {"http", "https", "mailto"}:
        yield f"an odd scheme: {whole.scheme}"
    elif whole.scheme == "mailto":
        if "?" in value:
            yield "a letter that somebody else has begun"
    elif whole.netloc != urlsplit(home).netloc:
        host = (whole.hostname or "").lower()
        rel = set(tag.get("rel") or [])
        if "@" in whole.netloc:
            yield "a password"
        if "." not in host or host.replace(".", "").isdigit() or host.endswith((".local", ".localhost", ".internal")):
            yield "a host of nobody's"
        if tag.name in FOLLOWED and not rel >= SAID:
            yield "says nothing of where it leads"
        if tag.name not in FOLLOWED and not rel & LOADED_BY_BROWSERS.get(tag.name, set()):
            yield "loads from elsewhere"


def survey(site: Path, home: str) -> tuple[list[tuple[str, str, str]], Counter[str]]:
    """Look at all addresses of a site: what is wrong, and where links to elsewhere lead."""
    faults, outward = [], Counter()
    for file in sorted(site.rglob("*.html")):
        if "admin" in file.relative_to(site).parts:
            continue
        address = urljoin(home, file.relative_to(site).as_posix())
        page = BeautifulSoup(file.read_text("utf-8"), "lxml")
        faults += [(file.name, *fault) for fault in find_faults(page, address, home)]
        links = (urljoin(address, str(tag["href"])) for tag in page.find_all(["a", "area"], href=True))
        outward.update(url for url in links if urlsplit(url).netloc != urlsplit(home).netloc)
    return faults, outward


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A site with a link of its own in every field of prose, an address in every field of one, bad ones as words."""
    words = "javascript:alert(1) //evil.example.net http://127.0.0.1/ <https://user:x@evil.example.net>"
    # The name of a link may show no other address.
    strings = {(0, slot): "javascript:alert(1)" if slot.kind == "key" else words for slot in SLOTS}
    for number, slot in enumerate(PROSE_OF_SITE):
        strings[0, slot] = f"[here](https://p{number}.example.org/) and <mailto:p{number}@example.org> stand here"
    project = Content(strings).write(tmp_path_factory.mktemp("links"))
    page = (
        "# About\n\n[Here](https://about.example.org/), <https://about.example.org/2>, [us](index.md) and [there][a].\n"
    )
    (project / "content/about.md").write_text(f"{page}\n[a]: HTTP://about.example.org/3\n", encoding="utf-8")
    (project / "content/index.md").write_text("# Home\n", encoding="utf-8")
    return build_with_mkdocs(project)


@pytest.mark.slow
def test_every_link_of_a_site_with_links_everywhere_is_public_and_says_so(filled, figure):
    faults, outward = survey(filled, "https://h.example/")
    assert faults == []
    hosts = {urlsplit(url).netloc for url in outward}
    shown = [slot for number, slot in enumerate(PROSE_OF_SITE) if f"p{number}.example.org" in hosts]
    # What answers a check is not published.
    assert {slot.path.split("/")[-1] for slot in set(PROSE_OF_SITE) - set(shown)} <= {"because"}
    assert {"ok.example.org", "git.example", "www.wikidata.org"} - hosts <= {"www.wikidata.org"}
    assert "evil.example.net" not in hosts
    assert sum("about.example.org" in url for url in outward) == 3
    figure(f"{outward.total()} links out of a site with one in each of {len(shown)} fields of prose: 0 without rel")


@pytest.mark.slow
def test_data_files_of_a_site_hold_no_other_addresses(filled):
    texts = [text for file in filled.rglob("*.json") for text in strings_of(json.loads(file.read_text("utf-8")))]
    assert [text for text in texts if text.lower().startswith(("javascript:", "data:", "//", "\\\\"))] == []


def strings_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for entry in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from strings_of(entry)


@pytest.mark.slow
def test_every_link_of_our_own_site_is_public_and_says_so(tmp_path, figure):
    home = "https://h.example/sayso/"
    repository = {"repo_url": "https://github.com/owner/repo", "edit_uri": "edit/main/content/"}
    site = build_with_mkdocs(ROOT, tmp_path / "site", site_url=home, **repository)
    faults, outward = survey(site, home)
    assert faults == []
    assert outward.total() > 50
    figure(f"{outward.total()} links out of our own content, {len(outward)} of them different: 0 without rel")


PLANTED = [
    '<a href="https://away.example.org/">x</a>',
    '<a href="//away.example.org/" rel="external">x</a>',
    '<a href="\\\\away.example.org" rel="nofollow">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href=" DATA:text/html,x" rel="external noreferrer">x</a>',
    '<a href="https://u:p@away.example.org/" rel="external noreferrer">x</a>',
    '<a href="http://127.0.0.1/" rel="external noreferrer">x</a>',
    '<a href="http://nas.local/" rel="external noreferrer">x</a>',
    '<area href="https://away.example.org/">',
    '<form action="https://away.example.org/"></form>',
    '<button formaction="https://away.example.org/">x</button>',
    '<iframe src="https://away.example.org/"></iframe>',
    '<img src="https://away.example.org/x.png">',
    '<img srcset="//away.example.org/x.png">',
    '<svg><a xlink:href="https://away.example.org/"><text>x</text></a></svg>',
    '<svg><a href="vbscript:x"><text>x</text></a></svg>',
    '<link rel="stylesheet" href="https://away.example.org/x.css">',
    '<a href="mailto:a@example.org?bcc=b@example.org">x</a>',
    '<meta http-equiv="Refresh" content="0; url=https://away.example.org/">',
    '<object data="https://away.example.org/"></object>',
    '<base href="https://away.example.org/">',
]


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_link_is_found(planted):
    page = BeautifulSoup(f"<html><body><p><a href='../'>ours</a></p>{planted}</body></html>", "lxml")
    assert len(list(find_faults(page, "https://h.example/a/b/", "https://h.example/"))) == 1


HELP = """
https://user:x@example.org/
leave out the name and the password before the @: whoever follows the link would use them
http://192.168.0.1/
its host is of one machine or one network alone: write the address under which everybody can reach it
http://0x7f.1/
write the host as browsers show it, in ordinary letters and digits, with a point between its parts
https://раypal.com/
its host has letters of several alphabets, and so can be taken for another: copy it from the owner's page
https://сахар.com/
all letters of its host are of another alphabet and look Latin, so it can be taken for another: if just this one is \
meant, link to a copy of the page in a web archive
https://example.org:22/
leave out the number behind the host: browsers open no page there
https://example.org/\u202egpj
delete the characters in it that cannot be seen, or copy the address anew from the browser's address line
mailto:a@example.org?bcc=b@example.org
write one mail address and nothing else behind mailto:, but for a ?subject=… if there must be one
https://example.org/a b
write %20 in place of the space in it, or copy the address anew
https://example.org/a\u00a0b
write %20 in place of the space in it, or copy the address anew
https:// example.org/
delete the space in its host, or copy the address anew
tel:+380441234567
write the number in plain words, without a link
javascript:x
write a whole address that begins with https://, http:// or mailto:
""".strip().split("\n")


@pytest.mark.parametrize(("url", "help_text"), list(zip(HELP[::2], HELP[1::2], strict=True)))
def test_help_says_what_is_wrong_with_an_address(url, help_text):
    assert wrong_url(url) == help_text


ELSEWHERE = "https://evil.example.org/"
FALSE_WORDS = {
    "https://www.bbc.com/news": ELSEWHERE,
    "HTTP://bbc.com": "https://bbc.com.evil.example.org/",
    "www.bbc.com": "https://example.org/?www.bbc.com",
    "https://bbc.com": "mailto:desk@example.org",
    "bbc.com": ELSEWHERE,
    "bbc.com/news": ELSEWHERE,
    "BBC.com/News": ELSEWHERE,
    "bbc.com:443": ELSEWHERE,
    "bbc.com?x=1": ELSEWHERE,
    "www.bbc.com.": ELSEWHERE,
    "«https://bbc.com»": ELSEWHERE,
    "“bbc.com/news”": ELSEWHERE,
    "(https://bbc.com/news).": ELSEWHERE,
    "see https://bbc.com": ELSEWHERE,
    "BBC News: bbc.com/news": ELSEWHERE,
    "https://bbc.com@evil.example.org/": ELSEWHERE,
    "//bbc.com/x": ELSEWHERE,
    "https:/bbc.com/x": ELSEWHERE,
    "ｂｂｃ．ｃｏｍ/x": ELSEWHERE,
    "bbc。com/news": ELSEWHERE,
    "bbc.com\u2215news": ELSEWHERE,
    "b\u00adbc.com/news": ELSEWHERE,
    "київ.укр/новини": ELSEWHERE,
    "news@bbc.com": "mailto:news@evil.example.org",
    "bbc.com/a": "https://web.archive.org/web/2025/https://evil.example.org/?u=https://bbc.com/a",
    "bbc.com/b": "https://evil.example.org/web/2025/https://bbc.com/b",
    "bbc.com/c": "https://web.archive.org.evil.example.org/web/2025/https://bbc.com/c",
    "bbc.com/d": "https://archive.ph/2025/https://evil.example.org/",
    "bbc.com/e": "https://evil.example.org/#//bbc.com/e",
    "youtube.com/watch": "https://evil.example.org/youtu.be",
    "bbc｡com/news": ELSEWHERE,
    "停戦。bbc。com/news": ELSEWHERE,
    "source:bbc.com/news": ELSEWHERE,
    "来源：bbc.com/news": ELSEWHERE,
    "https:bbc.com/news": ELSEWHERE,
    "BBC.COM/NEWS": ELSEWHERE,
    "Bbc.Co.Uk/News": ELSEWHERE,
    "bbc.com/report.pdf#page=5": ELSEWHERE,
    "point.md/news": ELSEWHERE,
    "@reuters.com": ELSEWHERE,
    "@bbc.com": "https://bsky.app/profile/bbc.com.evil.example.org",
    "en.kremlin.ru/a": ELSEWHERE,
    "en.kremlin.ru/b": "https://ru/",
    "whitehouse.medium.com/a": "https://medium.com/@evil",
    "bbc.co.uk/a": "https://co.uk/",
    f"https://{'ж' * 253}.example/": ELSEWHERE,
    f"https://{'ж' * 99}.example/": ELSEWHERE,
}
"""Words that show an address, and another that the link leads to."""

TRUE_WORDS = {
    "https://bbc.com": "https://www.bbc.com/news",
    "www.bbc.com": "https://bbc.com/",
    "https://bbc.com.": "https://bbc.com/",
    "https://bbc.com/x": "https://bbc.com./x",
    "https://bbc.com:443/x": "https://bbc.com/x",
    "https://bbc.com/a": "https://web.archive.org/web/2025/https://www.bbc.com/a",
    "https://bbc.com/b": "https://web.archive.org/web/2025/https%3A%2F%2Fwww.bbc.com/b",
    "https://bbc.com/c": "https://web.archive.org/web/2025/bbc.com/c",
    "https://bbc.com/d": "https://archive.ph/AbCdE",
    "https://bbc.com/e": "https://archive.ph/newest/https://bbc.com/e",
    "bbc.com/f": "https://perma.cc/AB12-CD34",
    "https://київ.укр/": "https://xn--b1alf1j.xn--j1amh/",
    "https://xn--b1alf1j.xn--j1amh/": "https://київ.укр/",
    "https://www.youtube.com/watch?v=1": "https://youtu.be/1",
    "https://twitter.com/a/status/1": "https://x.com/a/status/1",
    "bbc.co.uk": "https://www.bbc.com/news",
    "en.wikipedia.org/wiki/X": "https://en.m.wikipedia.org/wiki/X",
    "news@bbc.com": "mailto:news@bbc.com",
    "press@bbc.com": "https://www.bbc.co.uk/contact",
    "Страна.ua": "https://strana.example/",
    "Lenta.ru": "https://ru.wikipedia.org/wiki/Lenta.ru",
    "report.pdf": "https://example.org/a.pdf",
    "8.4.2025/9.4.2025": "https://example.org/",
    "U.S./Israel": "https://example.org/",
    "p.m./a.m.": "https://example.org/",
    "Т-72Б3": "https://example.org/",
    "停戦は実現するか。ロシアの狙いは？専門家に聞く": "https://www.asahi.com/articles/a.html",
    "停戦は実現するか．ロシアの狙いは？": "https://www.asahi.com/articles/b.html",
    "俄军来了。乌克兰怎么办？专家解读": "https://www.dw.com/zh/a-1",
    "停戦。NATO｡EU。": "https://example.org/",
    "en.kremlin.ru/events/1": "http://kremlin.ru/events/1",
    "edition.cnn.com/2025/a": "https://www.cnn.com/2025/a",
    "@reuters.com": "https://bsky.app/profile/reuters.com",
    "map.geojson": "https://example.org/",
    "photo.tif": "https://example.org/",
    "setup.exe": "https://example.org/",
    "report.pdf#page=5": "https://example.org/",
    "report.pdf?download=1": "https://example.org/",
    "README.md#usage": "https://example.org/",
    "St.Petersburg/Moscow": "https://example.org/",
    "TP.HCM/Bình": "https://example.org/",
}
"""Words that show no address, or the one that the link leads to."""

SHOWN = [(words, url, True) for words, url in FALSE_WORDS.items()]
SHOWN += [(words, url, False) for words, url in TRUE_WORDS.items()]


@pytest.mark.parametrize(("words", "url", "is_false"), SHOWN)
def test_the_words_of_a_link_are_no_other_address(words, url, is_false):
    (named,) = (slot for slot in slots(lambda form: form is NAME) if str(slot) == "actors/links/key")
    told = [problem for problem in link_problems(f"[{words}]({url})") if "the words of this link" in problem]
    assert bool(told) is is_false
    told = [problem.code for problem in check_page("about.md", f"# About\n\nSee [{words}]({url}) *here*.\n")]
    # A page may not hold every sign at all.
    assert told == ["bad-link"] if is_false else told == []
    data = named.record(words)
    data["links"] = {words: url}
    # Neither may a name.
    assert ("bad-link" in codes(data) or bool(codes(data))) is is_false


def test_words_and_addresses_that_go_together_and_that_do_not(figure):
    assert [words for words, url in FALSE_WORDS.items() if not shows_another(words, url)] == []
    assert [words for words, url in TRUE_WORDS.items() if shows_another(words, url)] == []
    # Where a link leads into the site, or nowhere, others have a say.
    assert not any(shows_another("https://bbc.com", url) for url in ("claims/x/", "http://[", "", "#x"))
    figure(
        f"{len(FALSE_WORDS)} links whose words show another address: all refused; {len(TRUE_WORDS)} others: 0 refused"
    )


LONG_WORDS = {
    f"[a.{'!' * 60_000}a]": ELSEWHERE,
    "www." * 75_000 + "com": ELSEWHERE,
    f"https://{'é.' * 60_000}com": ELSEWHERE,
    "http:" + "/" * 60_000 + " a.b": ELSEWHERE,
    " ".join(f"a{n}.example/x" for n in range(10_000)): f"https://web.archive.org/{'/web/' * 10_000}",
}


def test_very_long_words_of_a_link_take_no_long_time():
    before = time.process_time()
    assert [shows_another(words, url) for words, url in LONG_WORDS.items()] == [False, True, True, False, False]
    # Far from what anybody would wait for, also on a busy machine.
    assert time.process_time() - before < 5


@pytest.mark.parametrize("name", ["Wikidata", "WIKIDATA", "wikidаta", "Wіkidata"])
def test_nothing_else_is_called_wikidata(name):
    data = {"id": "a", "name": "A", "type": "person", "links": {name: "https://example.org/"}}
    assert codes(data) == ["bad-link"]


def link_problems(prose: str) -> list[str]:
    records = Records(actors=(PASSAGES[0].read(prose),))
    return [problem.message for problem in link(records)[1]]


def codes(data: dict[str, object]) -> list[str]:
    try:
        Actor.model_validate(data)
    except ValidationError as error:
        return [fault["ctx"]["code"] for fault in error.errors()]
    return []
