"""Pictures for link previews: lines that fit, drawings that are the same everywhere, and what no title can break."""

import hashlib
import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from pages_site import EVIL, FILES, SITE, TEMPLATES, draw_pictures, print_site, read_site

from generator.build import texts
from generator.cache import Cache
from generator.pages import make_pages
from generator.pictures import HEIGHT, WIDTH, Face, cleaned, cut_fonts, draw, fit, missing
from generator.pictures.fonts import FILES as FONTS
from generator.pictures.fonts import FOLDER, measure

ONLINE = replace(SITE, url="https://site.example/repo/")
SVG = "{http://www.w3.org/2000/svg}"


def pictures(library, site=ONLINE, **settings):
    site = replace(site, **settings)
    return draw_pictures(print_site(library, site), site)


def drawing(library, address, **settings):
    """Give the preview of a page and its drawing, parsed."""
    preview = print_site(library, replace(ONLINE, pictures="claims", **settings))[address].preview
    return preview, ET.fromstring(preview.picture.svg)


def lines(svg):
    return [(text.text or "").strip("\u2067\u2069") for text in svg.iter(f"{SVG}text")]


def size_of(png):
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


def article(**values):
    """A site with one article of a title, a claim and its speakers."""
    told = {"title": "A village", "claim": "The village was taken.", "for": "Russia", "against": "Ukraine", **values}
    quoted = {name: "'" + text.replace("'", "''") + "'" for name, text in told.items()}
    return {
        "content/articles/one/article.yml": f"""\
title: {quoted["title"]}
published: 2025-04-08
show_text: quotes
language: en
source: {{}}
""",
        "content/articles/one/text.md": "Secret words. Some said so. Others denied it.\n",
        "content/articles/one/claims.yml": f"""\
actors:
  - {{id: here, name: {quoted["for"]}, type: state}}
  - {{id: there, name: {quoted["against"]}, type: state}}
claims:
  - id: taken
    claim: {quoted["claim"]}
    positions:
      - {{actor: here, stance: asserts, verb: said, quote: Some said so}}
      - {{actor: there, stance: denies, verb: denied, quote: Others denied it}}
""",
    }


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return read_site(tmp_path_factory.mktemp("site"))


# Words in lines


def test_words_are_set_as_large_as_they_fit():
    sizes = ((60, 1), (40, 2), (20, 3))
    assert fit("Short", Face.SERIF, 400, sizes).size == 60
    assert fit("Some more words than that", Face.SERIF, 400, sizes).size == 40
    block = fit("Many more words than that, and then a few " * 2, Face.SERIF, 400, sizes)
    assert (block.size, block.is_whole, len(block.lines)) == (20, True, 3)
    assert all(measure(line, Face.SERIF, 20) <= 400 for line in block.lines)


def test_lines_are_of_about_the_same_length():
    block = fit("one two three four five six seven", Face.SANS, 300, ((30, 2),))
    assert block.lines == ("one two three four", "five six seven")


@pytest.mark.parametrize("marks", [("", ""), ("“", "”")])
def test_what_does_not_fit_is_cut_behind_a_word_and_within_its_marks(marks):
    block = fit("alpha beta, gamma, delta epsilon zeta eta theta", Face.SERIF, 300, ((30, 2),), marks)
    told = " ".join(block.lines)
    assert not block.is_whole
    assert told.startswith(f"{marks[0]}alpha beta, gamma")
    assert told.endswith(f"…{marks[1]}")
    assert set(told.strip("“”").removesuffix("…").replace(",", "").split()) <= {
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta",
    }  # fmt: skip
    assert all(measure(line, Face.SERIF, 30) <= 300 for line in block.lines)


def test_a_stop_before_the_ellipsis_goes():
    assert fit("one two, three", Face.SERIF, 150, ((30, 1),)).lines == ("one two…",)


def test_an_endless_word_is_cut_where_the_picture_ends():
    block = fit("é" * 10_000, Face.SERIF, 300, ((30, 3),))
    assert len(block.lines) == 3
    assert not block.is_whole
    assert block.lines[-1].endswith("é…")
    assert all(measure(line, Face.SERIF, 30) <= 300 for line in block.lines)


def test_letters_keep_their_accents_where_a_word_is_cut():
    block = fit("q\u0301" * 500, Face.SERIF, 300, ((30, 2),))
    assert all(not line.startswith("\u0301") for line in block.lines)


def test_nothing_is_a_line_of_nothing():
    assert fit(" \n ", Face.SANS, 100, ((30, 1),)).lines == ("",)


@pytest.mark.parametrize(("text", "rtl"), [("سلام BBC", True), ("שלום", True), ("BBC: سلام", False), ("12 سلام", True)])
def test_the_first_letter_tells_which_way_a_line_runs(text, rtl):
    block = fit(text, Face.SERIF, 1000, ((30, 1),))
    assert block.is_rtl is rtl
    assert block.lines == ((f"\u2067{text}\u2069",) if rtl else (text,))


def test_control_signs_and_white_space_leave_no_trace():
    assert cleaned("a\x00b\u202ec\ufeff \n\t d\u00ad\ud800\uffff e\u0301") == "abc d é"
    assert cleaned("می\u200cخواهم") == "می\u200cخواهم"
    assert cleaned("by \u2068سلام\u2069") == "by \u2068سلام\u2069"


@pytest.mark.parametrize(
    "text",
    [
        "Zażółć gęślą jaźń ÄÖÜß ñ¿¡ ğşı ŵ ệ “”‘’„«»‹›—–…·№€£₴₽ 1/2 ±×",
        "Щедрий ґанок їжака, ь’юга; ёлка, ъ, ђћџ, ў, қ",
        "Ελλάδα, Ώρα",
        "قوات أوكرانية، ٢٠٢٥؛ پچگژ ی ک ے",
        "כוחות אוקראיניים – ״ציטוט״",
    ],
)
def test_the_fonts_have_the_letters_of_their_scripts(text):
    assert missing(cleaned(text)) == ""


def test_what_no_font_has_is_named_once():
    assert missing("日本 日 🇺🇦 a") == "日本🇺🇦"


def ink(png):
    """Give the columns of a picture that hold ink, by unpacking it (PNG specification, chapters 7 and 9)."""
    width, height = size_of(png)
    raw, rows, before = zlib.decompress(png[41 : 41 + struct.unpack(">I", png[33:37])[0]]), [], bytes(4 * width)
    for row in range(height):
        kind, line = raw[row * (4 * width + 1)], bytearray(raw[row * (4 * width + 1) + 1 : (row + 1) * (4 * width + 1)])
        for i in range(4 * width):
            left, up, corner = (line[i - 4], before[i], before[i - 4]) if i > 3 else (0, before[i], 0)
            near = left + up - corner
            paeth = min((left, up, corner), key=lambda value, near=near: abs(near - value))
            line[i] = (line[i] + (0, left, up, (left + up) // 2, paeth)[kind]) % 256
        rows.append(line)
        before = line
    return [x for x in range(width) if any(row[4 * x + 3] for row in rows)]


@pytest.mark.parametrize(
    ("face", "weight", "text"),
    [
        (Face.SERIF, 700, "Zelensky confirms"),
        (Face.SANS, 400, "Щедрий ґанок"),
        (Face.SERIF, 700, "قوات أوكرانية"),
        (Face.SERIF, 700, "כוחות"),
    ],
)
def test_a_line_is_as_wide_as_it_was_measured(face, weight, text):
    style = f'font-family="{face}" font-weight="{weight}" font-size="30"'
    words = f'<text x="9" y="40" {style}>{text}</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="340" height="60">{words}</svg>'
    columns = ink(draw(svg))
    drawn, measured = columns[-1] - columns[0], measure(text, face, 30)
    assert 0.75 * measured < drawn <= measured + 3


# What stands in a picture


def test_an_article_has_its_title_and_its_most_disputed_claim(library):
    preview, svg = drawing(library, "articles/village/")
    told = " ".join(lines(svg))
    assert lines(svg)[:2] == ["Test site", "8 April 2025"]
    assert told.index("A village near </title>") < told.index("“Russian troops have taken Basivka.”")
    assert "; denied by Ukraine, Volodymyr Zelensky for themselves; the opposite asserted by First Brigade." in told
    assert told.endswith("quotes checked word for word.")
    assert [use.get("href") for use in svg.iter(f"{SVG}use")] == ["#_asserts", "#_denies"]
    assert "“Russian troops have taken Basivka.” Disputed: asserted by" in preview.picture.alt


def test_an_article_without_claims_has_its_title_and_counts(library):
    _, svg = drawing(library, "articles/quiet/")
    assert lines(svg) == ["Test site", "3 April 2025", "A quiet day", "Claims: 0, of which disputed: 0."]


def test_a_claim_stands_in_quotation_marks_with_its_whole_status_and_address(library):
    preview, svg = drawing(library, "claims/raid-will-come/")
    assert lines(svg)[1:-1] == ["“There will be another raid.”", *lines(svg)[2:-1]]
    told = " ".join(lines(svg)[2:-1])
    assert told.startswith(
        "Unanswered: reported by the report (The Agency); questioned by War bloggers; no comment from"
    )
    assert lines(svg)[-1] == "site.example/repo/claims/raid-will-come/"
    assert preview.picture.alt == f"“There will be another raid.” {told}"


def test_every_claim_shows_the_shapes_of_the_stances_that_make_its_status(library):
    shapes = {
        address: [use.get("href")[2:] for use in drawing(library, address)[1].iter(f"{SVG}use")]
        for address in ("claims/basivka-held/", "claims/raid-happened/", "claims/raid-will-come/")
    }
    assert shapes == {
        "claims/basivka-held/": ["asserts", "denies"],
        "claims/raid-happened/": ["confirms"],
        "claims/raid-will-come/": ["questions", "reports", "declines"],
    }


def test_a_status_that_would_have_to_be_cut_takes_its_claim_with_it(tmp_path):
    long = "The ministry of everything that anybody could ever have thought of, and of the rest " * 3
    library = read_site(tmp_path, article(against=long.strip()))
    preview, svg = drawing(library, "articles/one/")
    assert lines(svg) == ["Test site", "8 April 2025", "A village", lines(svg)[-1]]
    assert preview.picture.alt == "A village"
    assert not list(svg.iter(f"{SVG}use"))


def test_a_claim_whose_status_would_have_to_be_cut_has_no_picture(tmp_path):
    library = read_site(tmp_path, article(against="Everybody " * 90 + "there"))
    page = print_site(library, replace(ONLINE, pictures="claims"))["claims/taken/"]
    assert page.preview.picture is None
    assert list(pictures(library, pictures="claims")) == ["assets/pictures/article-one.png"]


def test_no_word_of_a_withheld_text_stands_in_a_picture(tmp_path):
    library = read_site(tmp_path, article())
    for address in ("articles/one/", "claims/taken/"):
        preview, _ = drawing(library, address)
        assert "Secret" not in preview.picture.svg + preview.picture.alt


def test_right_to_left_lines_stand_on_the_right(tmp_path):
    library = read_site(tmp_path, article(title="زيلينسكي يؤكد (BBC)، 2025."))
    _, svg = drawing(library, "articles/one/")
    title = next(text for text in svg.iter(f"{SVG}text") if "BBC" in text.text)
    assert title.get("text-anchor") == "end"
    assert title.text == "\u2067زيلينسكي يؤكد (BBC)، 2025.\u2069"


@pytest.mark.parametrize(
    "title",
    [
        EVIL.replace(": ", " "),
        "</svg><image href='file:///etc/passwd'/>",
        "&#0;&lt;!ENTITY x",
        "W" * 1_000,
        "w " * 500,
        "]]>",
    ],
)
def test_no_title_breaks_a_picture(tmp_path, title):
    library = read_site(tmp_path, article(title=title.strip(), claim=title.strip(), against=title.strip()[:200]))
    preview, svg = drawing(library, "articles/one/")
    assert {element.tag for element in svg.iter()} <= {
        f"{SVG}{n}" for n in ("svg", "g", "symbol", "path", "circle", "rect", "text", "use")
    }
    assert size_of(draw(preview.picture.svg)) == (1200, 630)
    assert len(preview.picture.svg) < 8_000


# Which pages have one


@pytest.mark.parametrize(
    ("setting", "kinds"), [("none", set()), ("articles", {"article"}), ("claims", {"article", "claim"})]
)
def test_the_setting_tells_which_pages_have_a_picture(library, setting, kinds):
    site = replace(ONLINE, pictures=setting)
    named = {
        page.preview.picture.file
        for page in print_site(library, site).values()
        if page.preview and page.preview.picture
    }
    made = pictures(library, site)
    assert set(made) == named
    assert {name.split("/")[-1].split("-")[0] for name in made} == kinds


def test_without_an_address_nothing_could_name_a_picture(library):
    assert pictures(library, url=None, pictures="claims") == {}
    assert all(page.preview.picture is None for page in print_site(library).values() if page.preview)


def test_a_title_that_no_font_can_show_has_no_picture(tmp_path):
    library = read_site(tmp_path, article(title="村 🇺🇦 村"))
    page = print_site(library, ONLINE)["articles/one/"]
    assert page.preview.picture is None
    assert page.preview.lacks == "村"
    assert pictures(library) == {}


def test_a_picture_that_has_changed_gets_another_address(tmp_path):
    urls = set()
    for title in ("One", "Two", "Two"):
        library = read_site(tmp_path / title, article(title=title))
        urls.add(print_site(library, ONLINE)["articles/one/"].preview.picture.url)
    assert len(urls) == 2
    assert all(url.startswith("https://site.example/repo/assets/pictures/article-one.png?v=") for url in urls)


def test_pictures_have_the_size_that_previews_ask_for(library):
    made = pictures(library, pictures="claims")
    assert {size_of(content) for content in made.values()} == {(WIDTH, HEIGHT)}
    assert all(len(content) < 90_000 for content in made.values())


def test_pictures_are_kept_from_one_build_to_the_next(library, tmp_path, monkeypatch):
    cache = Cache(tmp_path)
    first = pictures(library, cache=cache)
    monkeypatch.setattr("generator.pages.preview.draw", lambda _: pytest.fail("drawn again"))
    assert pictures(library, cache=cache) == first


def test_a_project_may_draw_its_own(library, tmp_path):
    (tmp_path / "pictures").mkdir()
    own = '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><text>{{ view.date }}</text></svg>'
    (tmp_path / "pictures/article.svg").write_text(own, encoding="utf-8")
    pages = {page.address: page for page in make_pages(library, ONLINE, texts("en"), [tmp_path, TEMPLATES])}
    made = draw_pictures(pages, ONLINE)
    assert made["assets/pictures/article-quiet.png"] != pictures(library)["assets/pictures/article-quiet.png"]


MAKE = """
import hashlib, sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from pages_site import SITE, draw_pictures, print_site, read_site
site = replace(SITE, url="https://site.example/repo/", pictures="claims")
for name, content in draw_pictures(print_site(read_site(Path(sys.argv[2])), site), site).items():
    print(hashlib.sha256(content).hexdigest(), name)
"""


def test_pictures_are_the_same_in_another_process_at_another_time_of_day(library, tmp_path):
    tests = str(TEMPLATES.parent / "tests")
    environment = {
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "7",
        "HOME": str(tmp_path),
        "FONTCONFIG_PATH": str(tmp_path),
    }
    command = [sys.executable, "-c", MAKE, tests, str(tmp_path)]
    done = subprocess.run(command, env=environment, cwd=TEMPLATES.parent, capture_output=True, text=True, check=True)
    told = dict(reversed(line.split(" ")) for line in done.stdout.splitlines())
    made = pictures(library, pictures="claims")
    assert told == {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    assert len(told) > len([name for name in FILES if name.endswith("article.yml")])


def test_lines_do_not_run_into_each_other(library):
    _, svg = drawing(library, "articles/village/")
    title = [text for text in svg.iter(f"{SVG}text") if text.get("font-family") == Face.SERIF][1:]
    steps = [int(after.get("y")) - int(before.get("y")) for before, after in pairwise(title)]
    assert all(step >= int(text.get("font-size")) for step, text in zip(steps, title, strict=False))


def test_the_fonts_that_are_kept_are_those_that_the_maintainers_script_cuts(monkeypatch, tmp_path):
    commands = []
    monkeypatch.setattr(subprocess, "run", lambda command, check: commands.append((command, check)))
    cut_fonts.main(tmp_path)
    assert [(command[1].name, checked) for command, checked in commands] == [(name, True) for name in FONTS.values()]
    assert {f"--output-file={FOLDER / name}" for name in FONTS.values()} == {command[-1] for command, _ in commands}
    assert all((FOLDER / name).is_file() for name in FONTS.values())


def test_emoji_are_left_out_and_cost_nobody_a_picture(tmp_path):
    library = read_site(tmp_path, article(title="A village 🐘 was taken ☂️"))
    preview, svg = drawing(library, "articles/one/", name="Site 🐘")
    assert not preview.lacks
    assert "A village was taken" in lines(svg)


def test_an_articles_picture_names_its_publisher(library):
    preview, svg = drawing(library, "articles/village/")
    assert any(line.startswith("The Agency · ") for line in lines(svg))
    assert preview.picture.alt.startswith("The Agency: ")
