"""Promise 1: data is never markup. Hostile strings in every slot of every kind of record, and in texts.

A site is built four times: with words of no meaning, and with hostile ones in the slots for plain words, for prose,
and in the texts. What pages are made of, their tags, attributes and kinds of addresses, must be the same.
"""

import itertools
import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hostile import (
    GROUPS,
    NAMES,
    OF_TEXT,
    SETTINGS,
    SLOTS,
    STRICT,
    STRINGS,
    TAG,
    Content,
    Group,
    Slot,
    everywhere,
    group_of,
    let_through,
    only,
    sample,
    slots_of,
    tag_of,
)
from skeletons import Bone, by_libxml, by_python, by_xml, codes_in, words_of

from generator.build import check, load, render, texts
from generator.cache import NO_CACHE
from generator.model.records import Record
from generator.pages import Entry, Page, Site, draw_picture
from generator.pages.page import Picture
from generator.pages.serving import SHOWN, Found, Plate
from generator.pages.words import Words
from generator.plugin.files import packaged_templates
from generator.problems import Problem, Span, lines_under
from generator.publish import publish
from generator.search.documents import document_of
from generator.text import plain_prose

pytestmark = pytest.mark.slow

COPIES = 8
SEED = 20250408


@dataclass
class Sites:
    """The built sites by what is hostile in them, the content they were made of, and what was refused of it."""

    content: Content
    folders: dict[str, Path]
    refused: dict[tuple[int, Slot], Problem]

    def pages(self, name: str) -> Iterator[tuple[str, str]]:
        """Give all pages of a site, each with its path."""
        return pages_of(self.folders[name])


def pages_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Give all pages of a built site, each with its path."""
    for file in sorted(folder.rglob("*.html")):
        yield file.relative_to(folder).as_posix(), file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, *, at_length: bool) -> Sites:
    """Build the four sites of what the check has let through."""
    folder = tmp_path_factory.mktemp("hostile")
    content = Content(everywhere() if at_length else sample(COPIES, SEED))
    refused = let_through(content, folder / "checked")
    made = {"harmless": content.harmless()}
    made |= {group: Content(only(content.strings, group)) for group in GROUPS}
    folders = {name: some.write(folder / name) for name, some in made.items()}
    return Sites(content, {name: built(project) for name, project in folders.items()}, refused)


def built(project: Path) -> Path:
    """Build as `sayso build` does."""
    return publish(project, strict=False, when_busy=list).site


# What is live


Skeletons = dict[tuple[str, str], Counter[Bone]]
"""What the pages of each kind are made of together, to each parser: single ones change places by their names."""


def skeletons(pages: dict[str, str]) -> Skeletons:
    """Take the pages of a site apart."""
    made: Skeletons = {}
    for name, text in pages.items():
        for parse in (by_python, by_libxml):
            made.setdefault((name.split("/")[0], parse.__name__), Counter()).update(parse(text))
            for code in codes_in(text):
                made.setdefault(("code for other pages", parse.__name__), Counter()).update(parse(code))
    return made


@dataclass(frozen=True)
class Live:
    """Something that pages of a kind have more of than their harmless likeness, or less."""

    kind: str
    parser: str
    bone: Bone
    more: int


def live_in(hostile: Skeletons, calm: Skeletons, allowed: set[Bone], *, lacking: bool = False) -> list[Live]:
    """Find what there is more or less of than in the harmless site; where a name is not found, things are `lacking`."""
    assert hostile.keys() == calm.keys()
    return [
        Live(*place, bone, more)
        for place, found in hostile.items()
        for bone in {**found, **calm[place]}
        if (more := found[bone] - calm[place][bone]) and bone not in allowed and not (lacking and more < 0)
    ]


BY_NAMES = {
    ("a", ("aria-label", "class", "href"), ("",)),
    ("text", ("class", "dy", "text-anchor", "x", "y"), ()),
    ("bdi", (), ()),
}
"""What depends on how long a name is, which finds no room on a map, and which way it is written."""

BY_PROSE = {
    *(("em", (), ()), ("strong", (), ()), ("ul", (), ()), ("ol", (), ()), ("li", (), ()), ("p", (), ())),
    *(("a", ("href", "rel"), (scheme,)) for scheme in ("http", "https")),
    ("a", ("href",), ("mailto",)),
}
"""What prose may become. No string leads to a record that there is."""

BY_TEXTS = {
    *(("em", (), ()), ("strong", (), ()), ("p", (), ()), ("blockquote", (), ()), ("p", ("class",), ())),
    *(("div", ("class",), ()), ("div", ("class", "id", "lang"), ())),
    *(("section", ("class", "id", "lang"), ()), ("h2", ("id",), ()), ("h3", ("id",), ())),
}
"""What the few signs of a text may become: headings with their sections, quotations, emphasis."""

ALLOWED: dict[Group, set[Bone]] = {"words": BY_NAMES, "prose": BY_PROSE, "texts": BY_NAMES | BY_TEXTS}


def test_nothing_in_data_is_ever_live(sites: Sites, figure: Callable[[str], None]) -> None:
    calm = skeletons(dict(sites.pages("harmless")))
    live: list[Live] = []
    pages = 0
    for group, allowed in ALLOWED.items():
        found = dict(sites.pages(group))
        pages += len(found)
        live += live_in(skeletons(found), calm, allowed, lacking=group == "texts")
    tried, refused = len(sites.content.strings), len(sites.refused)
    figure(
        f"{len(SLOTS)} slots x {len(STRINGS)} strings, {tried:,} of these pairs tried, {refused:,} refused with a "
        f"plain problem; {pages:,} pages, two parsers: {len(live)} live"
    )
    assert live == []


PLANTED = (
    "<script>fired(1)</script>",
    "<img src=x onerror=fired(1)>",
    "<b>bold</b>",
    "<h1>Verdict: true</h1>",
    '<a href="javascript:fired(1)">x</a>',
    '<a href="//evil.example/">x</a>',
    "<svg><script>fired(1)</script></svg>",
    "<!-- hidden -->",
    "<p onclick=fired(1)>x</p>",
    '<meta http-equiv="refresh" content="0">',
    "<style>*{display:none}</style>",
    '<span style="color:white">x</span>',
)


@pytest.mark.parametrize("planted", PLANTED)
@pytest.mark.parametrize("group", GROUPS)
def test_what_is_planted_is_found(sites: Sites, planted: str, group: Group) -> None:
    name = "claims/claims-id-0/index.html"
    calm = {name: dict(sites.pages("harmless"))[name]}
    hostile = {name: calm[name].replace("</main>", f"{planted}</main>")}
    found = live_in(skeletons(hostile), skeletons(calm), ALLOWED[group], lacking=group == "texts")
    assert {live.parser for live in found} == {"by_python", "by_libxml"}


def test_each_slot_and_each_string_is_tried(*, at_length: bool) -> None:
    tried = everywhere() if at_length else sample(COPIES, SEED)
    assert {slot for _, slot in tried} == set(SLOTS)
    assert set(tried.values()) == set(STRINGS)
    assert len(tried) >= (len(SLOTS) * len(STRINGS) if at_length else len(STRINGS))


def test_a_slot_that_nobody_fills_is_a_fault() -> None:
    class Odd(Record):
        number: complex

    with pytest.raises(AssertionError, match="odd/number: nobody knows how to fill this"):
        slots_of("odd", Odd)


# What is altered


UNSEEN = {
    *("claims/positions/because", "positions/because", "reviews/by"),
    *("actors/forms", "units/forms", "places/forms", "terms/forms"),
}
"""Slots that no page shows, besides notes: what is for editors, and what only finds words in a text."""


STRAY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
"""Controls in a source text, which are dropped; anywhere else they are refused."""


def shown(string: str, slot: Slot) -> str | None:
    """Give what readers should see of a string; None where its signs have a meaning in a text."""
    if group_of(slot, string) == "texts" and set("*#>\n") & set(string):
        return None
    if slot.kind == "prose":
        return folded(plain_prose(string, str))
    return folded(STRAY.sub("", string) if slot in OF_TEXT else string)


def folded(text: str) -> str:
    """Compose characters, and make one space of several: the only things that are changed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def ends_with(before: str, wanted: str) -> bool:
    """Tell whether words end with others; where a sentence begins with them, the first letter is a capital."""
    return before.endswith((wanted, wanted[:1].upper() + wanted[1:]))


def appearances(pages: Iterable[tuple[str, str]], content: Content) -> Iterator[tuple[tuple[int, Slot], str]]:
    """Find where strings come out, by the tags behind them: the string's slot, and what stands before its tag."""
    for _, page in pages:
        for words in map(folded, words_of(page)):
            for tag in TAG.finditer(words):
                yield (int(tag[2]), SLOTS[int(tag[1])]), words[max(0, tag.start() - 400) : tag.start()].rstrip()


def test_what_is_published_reads_as_it_was_typed(sites: Sites, figure: Callable[[str], None]) -> None:
    strings = sites.content.strings
    right, wrong = set[tuple[int, Slot]](), dict[tuple[int, Slot], str]()
    for group in GROUPS:
        for place, before in appearances(sites.pages(group), sites.content):
            string = strings[place]
            wanted = shown(string, place[1]) if string and group_of(place[1], string) == group else None
            if wanted is not None and ends_with(before, wanted):
                right.add(place)
            elif wanted is not None:
                wrong[place] = before[-len(wanted) - 20 :]
    seen = {slot.path for _, slot in right}
    figure(f"{len(right):,} strings come out as they were typed in {len(seen)} slots: {len(wrong)} altered")
    assert wrong == {}
    assert {slot.path for slot in SLOTS if slot.kind != "note"} - seen == UNSEEN


def test_what_is_for_editors_stands_nowhere(sites: Sites) -> None:
    hidden = {
        tag_of(slot, copy) for copy, slot in sites.content.strings if slot.kind == "note" or "because" in slot.path
    }
    assert hidden
    for group in GROUPS:
        for file in sites.folders[group].rglob("*"):
            if file.suffix in {".html", ".json", ".xml", ".js"}:
                assert not hidden & {tag[0] for tag in TAG.finditer(file.read_text(encoding="utf-8"))}, file


# Values of a stricter form


HARMLESS = re.compile(r"(?:https?://|mailto:)?[A-Za-z0-9/.:@?=&%+~#_-]*")
"""What may stand in an address or a word of the page's source without meaning anything else."""


def hostile_values(copies: int, seed: int) -> dict[tuple[int, Slot], str]:
    """Put a hostile value into one strict slot of each kind of record in each copy, so that none hides another."""
    by_key: dict[str, list[Slot]] = {}
    for slot in STRICT:
        by_key.setdefault(slot.path.split("/")[0], []).append(slot)
    turning = itertools.cycle(random.Random(seed).sample(STRINGS, len(STRINGS)))
    return {(copy, slots[copy % len(slots)]): next(turning) for copy in range(copies) for slots in by_key.values()}


def test_a_value_of_a_stricter_form_is_refused_or_harmless(
    tmp_path: Path, figure: Callable[[str], None], *, at_length: bool
) -> None:
    values = hostile_values(1_500 if at_length else 70, SEED)
    assert {slot for _, slot in values} == set(STRICT)
    assert set(values.values()) == set(STRINGS)
    content = Content({(copy, slot): "" for copy, _ in values for slot in SLOTS}, strict=dict(values))
    while refused := refused_values(content, tmp_path):
        # Whom a record names is asked once all records can be read.
        content.strict = {place: value for place, value in content.strict.items() if place not in refused}
    accepted = set(content.strict.values())
    live = [value for value in accepted if not HARMLESS.fullmatch(value)]
    figure(
        f"{len(STRICT)} slots of ids, dates, addresses and the like, {len(values):,} hostile values: "
        f"{len(values) - len(content.strict):,} refused, {len(content.strict)} harmless, {len(live)} live"
    )
    assert live == []


def refused_values(content: Content, folder: Path) -> set[tuple[int, Slot]]:
    """Find which of the values a problem points at."""
    _, _, problems = check(content.write(folder))
    assert len(content.planted) == len(content.strict)
    places = ((problem.span.file, problem.span.line) for problem in problems)
    return {content.planted[place] for place in places if place in content.planted}


def test_a_problem_tells_hostile_words_as_text(sites: Sites, tmp_path: Path) -> None:
    problems = list(sites.refused.values())
    assert len(problems) > 20
    templates = packaged_templates()
    plate = Plate(templates, Words(texts("en"), "en"))
    line_of = lines_under(tmp_path)
    calm = Problem("bad-id", Span("a.yml"), "message", "help", passage="passage")
    vocabulary = set(by_python(plate.layer(Found([calm], lambda _: "a line"))))
    for start in range(0, len(problems), SHOWN):
        layer = plate.layer(Found(problems[start : start + SHOWN], lambda span: f"{line_of(span)} {span.file} <b>"))
        for parse in (by_python, by_libxml):
            assert {bone for bone in parse(layer) if bone[0] not in {"html", "body"}} <= vocabulary
    for problem in problems:
        assert problem.message
        assert problem.help


# What is drawn, found and listed


@pytest.fixture(scope="module")
def printed(sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """Print the bodies of all pages, with what goes to pictures and to the search."""
    made = {"harmless": sites.content.harmless()}
    made |= {group: replace(sites.content, strings=only(sites.content.strings, group)) for group in GROUPS}
    return {name: bodies(content.write(tmp_path_factory.mktemp(name))) for name, content in made.items()}


def bodies(project: Path) -> list[Page]:
    """Make all pages of a project as any program may that has its Library."""
    loaded, _ = load(project, project / "content")
    site = Site("Hostile", url="https://h.example/", pictures="claims")
    output = render(loaded, site, [packaged_templates()])
    return [output.printer.make(sheet) for sheet in output.sheets]


def drawn(pages: Iterable[Page]) -> list[Picture]:
    """Give the pictures for link previews."""
    return [page.preview.picture for page in pages if page.preview and page.preview.picture]


def test_pictures_are_drawn_of_words_and_not_of_markup(
    printed: dict[str, list[Page]], figure: Callable[[str], None]
) -> None:
    # Where a line is broken depends on its words, so there may be more lines, but nothing else than lines.
    vocabulary = {bone for picture in drawn(printed["harmless"]) for bone in by_xml(picture.svg)}
    pictures = [picture for group in GROUPS for picture in drawn(printed[group])]
    live = [bone for picture in pictures for bone in by_xml(picture.svg) if bone not in vocabulary]
    figure(f"{len(pictures):,} pictures for link previews: {len(live)} live")
    assert vocabulary
    assert live == []
    assert all(draw_picture(picture, NO_CACHE).startswith(b"\x89PNG") for picture in pictures[:3])


def test_the_search_is_given_words(printed: dict[str, list[Page]], figure: Callable[[str], None]) -> None:
    calm = entries_of(printed["harmless"])
    vocabulary = {bone for entry in calm for bone in by_python(document_of(entry, "en"))}
    live = []
    entries = [entry for group in GROUPS for entry in entries_of(printed[group])]
    for entry in entries:
        document = document_of(entry, "en")
        for parse in (by_python, by_libxml):
            found = parse(document)
            live += [bone for bone in found if bone not in vocabulary and bone[0] != "html"]
            # Nothing but a paragraph for each text.
            assert found["p", (), ()] == len(entry.words or (entry.title,))
    figure(f"{len(entries):,} entries of the search: {len(live)} live")
    assert live == []


def entries_of(pages: Iterable[Page]) -> list[Entry]:
    return [entry for page in pages for entry in page.entries]


def test_other_files_of_the_site_are_whole(sites: Sites) -> None:
    for group in GROUPS:
        folder = sites.folders[group]
        listed = by_xml((folder / "sitemap.xml").read_text(encoding="utf-8"))
        assert {tag.rpartition("}")[2] for tag, _, _ in listed} == {"urlset", "url", "loc"}
        calm = {file.relative_to(sites.folders["harmless"]) for file in sites.folders["harmless"].rglob("*.js*")}
        assert {file.relative_to(folder) for file in folder.rglob("*.js*")} == calm
        for file in folder.rglob("*.json"):
            json.loads(file.read_text(encoding="utf-8"))
        for name in ("assets/sayso.js", "assets/dialog.js"):
            assert (folder / name).read_bytes() == (sites.folders["harmless"] / name).read_bytes()


# Under other themes


TITLES = [
    slot for slot in SLOTS if slot.path in {*NAMES, "claims/claim", "article/title", "actors/role", "units/branch"}
]
BREAKING = [string for string in STRINGS if "</title" in string.lower() or string[0] in "\"'"]
"""Strings that could end a title, or an attribute."""


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_titles_and_bodies_are_text_under_other_themes(
    sites: Sites, tmp_path: Path, theme: str, figure: Callable[[str], None], *, at_length: bool
) -> None:
    copies = sites.content.copies[:: 12 if at_length else 4]
    some = {place: text for place, text in sites.content.strings.items() if place[0] in copies}
    turning = itertools.cycle(BREAKING)
    some |= {(copy, slot): next(turning) for copy in copies for slot in TITLES}
    hostile = Content(some, settings=SETTINGS.replace("name: sayso", f"name: {theme}"))
    let_through(hostile, tmp_path / "hostile")
    built_pages = [dict(pages_of(built(tmp_path / "hostile")))]
    built_pages.append(dict(pages_of(built(hostile.harmless().write(tmp_path / "calm")))))
    found, calm = map(skeletons, built_pages)
    allowed = set().union(*ALLOWED.values())
    live = live_in(found, calm, allowed, lacking=True)
    figure(f"under {theme}, {len(built_pages[0])} pages: {len(live)} live")
    assert live == []
