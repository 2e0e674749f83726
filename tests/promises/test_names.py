"""Names are what they look like: nothing in them is hidden or turned, and none can be taken for another."""

import random
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from addresses import TURNING
from babel import Locale, localedata
from field_slots import NAME, slots
from sites import ROOT, build_with_mkdocs, make_project
from support import CASES

from generator.build import load
from generator.link import link
from generator.model import Actor, Article, Claim, Event, Place, Term, Unit, cut_confusables
from generator.model.forms import ID, LINE, PROSE, WORDS
from generator.model.scripts import skeleton
from generator.problems import Problem, Severity, show
from generator.read import Records

DRAWN = re.compile(
    "ARABIC (?:NUMBER|SIGN |FOOTNOTE|END OF AYAH|DISPUTED|POUND|PIASTRE)|SYRIAC ABBREVIATION|KAITHI NUMBER"
    "|(?:.* )?(?:GAP|LINE) FILLER|SYMBOL FOR|BLANK SYMBOL|DUPLOYAN THICK"
)
"""Names of what is drawn though it is called a format, a filler or blank: what stands about numbers, for one."""

HIDING = re.compile(r"FILLER|SELECTOR|BLANK|\bNULL NOTE|OBJECT REPLACEMENT|GRAPHEME JOINER|VOWEL INHERENT")
"""Names of letters, marks and signs that are drawn as nothing."""

YOUNGER = (range(0x1F000, 0x1FB00), range(0x20000, 0x2FFFE), range(0x30000, 0x3FFFE))
"""Where each year's emoji and Chinese characters come, which this Python may not know."""


@cache
def hidden_by_unicode() -> tuple[list[int], list[int]]:
    """Give what Unicode's own data calls a control, a format, nobody's or blank: all that is known, and the rest."""
    known: list[int] = []
    nobodys: list[int] = []
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        category = unicodedata.category(sign)
        if category in {"Co", "Cn"}:
            nobodys += [] if any(code in younger for younger in YOUNGER) else [code]
            continue
        is_format = category in {"Cc", "Cf", "Zl", "Zp"} and not sign.isspace()
        known += [code] if (is_format or HIDING.search(unicodedata.name(sign, ""))) and not is_drawn(sign) else []
    return known, nobodys


def is_drawn(sign: str) -> bool:
    """Tell whether a character is drawn though its category or its name say otherwise."""
    return DRAWN.match(unicodedata.name(sign, "")) is not None


TAGS = [*range(0xE0000, 0xE0080)]
STEERING = [*(sign for sign in TURNING if sign not in {0x200E, 0x200F, 0x61C}), *range(0xFFF9, 0xFFFC), *TAGS]
FINE_IN_PASSAGES = "\xad\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufe0f"

SHORT = slots(lambda form: form in {LINE, NAME})
IDS = slots(lambda form: form is ID)
PASSAGES = slots(lambda form: form in {PROSE, WORDS})


def with_sign(code: int, *, is_id: bool = False) -> list[str]:
    """Put a character into a name: within a word, between words, before and behind all."""
    sign = chr(code)
    return (
        [f"ze{sign}len"]
        if is_id
        else [f"Ze{sign}lensky", f"{sign}Zelensky", f"Volodymyr {sign} Zelensky", f"Zelensky{sign}"]
    )


# What cannot be seen


@pytest.mark.slow
def test_no_name_title_or_id_holds_a_character_that_is_not_seen_or_turns_others(at_length, figure):
    unseen, nobodys = hidden_by_unicode()
    assert {*TURNING, 0xAD, 0x200B, 0x2060, 0x2800, 0x3164, 0x1D159, 0x16FE4, 0x13430, 0xFFFC} <= {*unseen}
    codes = [*unseen, *nobodys[:: 971 if at_length else 9_973]]
    ways = [text for code in codes for text in with_sign(code)[: None if at_length else 1]]
    taken = [(str(slot), ascii(text)) for slot in SHORT for text in ways if slot.refusal(text) != "control-character"]
    assert taken == []
    assert [
        (str(slot), code) for slot in IDS for code in codes if slot.refusal(*with_sign(code, is_id=True)) != "bad-id"
    ] == []
    assert len(SHORT) > 30
    assert len(IDS) > 10
    figure(
        f"{len(unseen)} characters that Unicode calls hidden, turning or blank, and {len(codes) - len(unseen)} of its "
        f"{len(nobodys):,} that are nobody's, x {len(SHORT)} names, titles and verbs, {len(IDS)} ids: 0 taken"
    )


MARKS = [sign for code in range(0x20000) if unicodedata.category(sign := chr(code)) in {"Mn", "Me"}]
BEARERS = {"e": "LATIN", "е": "CYRILLIC", "ε": "GREEK", "م": "ARABIC", "מ": "HEBREW", "新": "CJK"}
OF_ALL = ("COMBINING", "IDEOGRAPHIC", "VEDIC", "VARIATION")


@pytest.mark.slow
def test_no_letter_of_a_name_bears_a_mark_of_another_script(at_length, figure):
    pairs = [
        (bearer, mark)
        for mark in MARKS
        for bearer, script in BEARERS.items()
        if not unicodedata.name(mark).startswith((script, *OF_ALL))
    ]
    (name_of_actor,) = (slot for slot in SHORT if str(slot) == "actors/name")
    codes = {pair: name_of_actor.refusal("Zel{}{}nsky".format(*pair)) for pair in pairs}
    assert [pair for pair, code in codes.items() if code not in {"odd-mark", "control-character"}] == []
    sample = pairs[:: 37 if at_length else 997]
    assert [str(slot) for slot in SHORT for pair in sample if slot.refusal("ze{}{}".format(*pair)) is None] == []
    assert len(pairs) > 5_000
    figure(f"{len(pairs):,} pairs of a letter and a mark of another script: all refused in names")


PILES = [
    "e" + "\u0301" * 200,
    "e\u0336\u0336",
    "e\u0300\u0301\u0302\u0303\u0304",
    "\u05d0" + "\u05b7\u05b8" * 5,
    "\u0e01" + "\u0e34\u0e48" * 5,
    "\u0e01\u0e47\u0e47\u0e14\u0e35",
    "\u0645\u064e\u064e\u062f",
]
"""Marks in heaps: one by one, the same twice, one more than anybody writes."""

ORTHOGRAPHIES = (
    *(
        "Nguy\u1ec5n Th\u1ecb Ng\u1ecdc \u1ea8n",
        "Nguye\u0302\u0303n",
        "Ka\u0301y\u0254\u0300d\u025b\u0301",
        "Din\u00e9 Bizaad \u01eb\u0301",
        "k\u0254\u0303\u0301\u0331k\u0254",
    ),
    *(
        "\u1f84\u03b3\u03b9\u03bf\u03c2",
        "\u0430\u0301\u0431\u0440\u0430",
        "\u0432\u0483\u0456",
        "\u05d9\u05b0\u05e8\u05d5\u05bc\u05e9\u05b8\u05c1\u05dc\u05b7\u05b4\u05dd",
        "\u05e9\u05bc\u05c1\u05b8\u05bd\u0591",
    ),
    *(
        "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f",
        "\u0627\u0644\u0644\u0651\u064e\u0670\u0647",
        "\u0633\u06cc\u0627 \u0650\u0633\u0641\u06cc\u062f",
        "\u0e19\u0e49\u0e33\u0e1e\u0e36\u0e48\u0e07",
        "\u0e01\u0e34\u0e4c",
    ),
    *(
        "\u0915\u093c\u094d\u0937\u093f\u0902",
        "\u0939\u093f\u0928\u094d\u0926\u0940",
        "\u101c\u103b\u103e\u102d\u102f\u1037\u101d\u103e\u1000\u103a",
        "\u1798\u1793\u17d2\u1780\u17bb\u17c6",
        "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82",
    ),
    *(
        "\u25cc\u0301",
        "1\ufe0f\u20e3",
        "\u304b\u3099",
        "\u0b95\u0bcd\u0bb7",
        "\u09b0\u200d\u09cd\u09af",
        "Sa\u0301moa m \u0301Am\u025b\u0301rka",
    ),
)
"""Words with as many marks as real ones have: Vietnamese to Tibetan."""


def test_no_name_or_sentence_holds_marks_in_heaps(figure):
    names = [(str(slot), ascii(pile)) for slot in SHORT for pile in PILES if slot.refusal(pile) != "odd-mark"]
    passages = [str(slot) for slot in PASSAGES if slot.refusal(f"So {PILES[0]}.") != "odd-mark"]
    assert names + passages == []
    refused = [(str(slot), word) for slot in SHORT + PASSAGES for word in ORTHOGRAPHIES if slot.refusal(word)]
    assert refused == []
    figure(f"{len(PILES)} heaps of marks: 0 taken; {len(ORTHOGRAPHIES)} words full of marks, by script: 0 refused")


def test_in_sentences_and_quotes_stands_nothing_that_turns_or_hides_passages(at_length, figure):
    codes = STEERING if at_length else STEERING[::2]
    texts = [with_sign(code)[2] for code in codes]
    assert [
        (str(slot), ascii(text)) for slot in PASSAGES for text in texts if slot.refusal(text) != "control-character"
    ] == []
    assert [
        (str(slot), ascii(sign)) for slot in PASSAGES for sign in FINE_IN_PASSAGES if slot.refusal(f"a{sign}b")
    ] == []
    figure(f"{len(codes)} turning characters x {len(PASSAGES)} fields of sentences and quotes: 0 taken")


def problems_in(tmp_path, people: str) -> list[Problem]:
    project = make_project(tmp_path, {"content/people.yml": people}, without=("content/articles/village/claims.yml",))
    return load(project, project / "content")[1]


PEOPLE = "actors:\n  - id: russia\n    name: Russia\n    type: state\n  - id: z\n    type: person\n    name: "


@pytest.mark.parametrize(
    "typed", ["Zel\u202eensky", '"Zel\u202eensky"', '"Zel\\u202Eensky"', "|\n      Zel\u202eensky"]
)
def test_the_message_names_the_character_and_its_place(typed, tmp_path):
    (problem,) = [found for found in problems_in(tmp_path, f"{PEOPLE}{typed}\n") if found.code == "control-character"]
    assert problem.message == "an invisible character stands here (U+202E, RIGHT-TO-LEFT OVERRIDE)"
    assert problem.help == (
        "delete it, or type the words again; it is not needed, also where words are written from right to left"
    )
    assert problem.span.line == (8 if typed.startswith("|") else 7)
    if "\\" not in typed:
        assert problem.span.length == 1


# What looks like something else


def codes_of(problems: list[Problem]) -> set[str]:
    return {problem.code for problem in problems if problem.severity is Severity.ERROR}


def alike(one: str, other: str) -> bool:
    """Tell whether two actors' names are refused as looking alike."""
    return "names-alike" in codes_of(link(Records(actors=(actor("a", one), actor("b", other))))[1])


def actor(some_id: str, name: str, **more: object) -> Actor:
    return Actor.model_validate({"id": some_id, "name": name, "type": "person", **more})


PAIRS = (CASES / "names-alike.txt").read_text(encoding="utf-8").splitlines()
"""Two names a line; behind those that anybody tells apart stands a no."""


@pytest.mark.parametrize("pair", PAIRS)
def test_a_name_that_looks_like_anothers_is_refused(pair):
    one, other, *is_other = pair.split("|")
    assert alike(one, other) is not bool(is_other)
    assert alike(other, one) is not bool(is_other)


NAMES = (
    *("Zelensky", "Reuters", "Associated Press", "The New York Times", "Kyiv Independent", "Radio Free Europe", "OSCE"),
    *(
        "Володимир Зеленський",
        "Київ",
        "ОБСЄ",
        "Генеральний штаб",
        "Россия",
        "Άγκυρα",
        "Κυριάκος Μητσοτάκης",
        "Հայաստան",
    ),
)


def exchanged(names: tuple[str, ...], groups: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Give names with each letter in turn exchanged for one that is drawn alike, from whatever alphabet.

    A letter that no name has takes the place of another.
    """
    for group in groups:
        held = {(name, letter) for name in names for letter in group if letter in name}
        for one in group if not held else ():
            held |= {(f"Ze{one}ov", one)}
        for name, letter in sorted(held):
            others = [other for other in group if other != letter]
            for at in (at for at, sign in enumerate(name) if sign == letter):
                yield from ((name, f"{name[:at]}{other}{name[at + 1 :]}") for other in others)


FONTS = [ROOT / f"generator/pictures/fonts/{name}.ttf" for name in ("NotoSans-Regular", "NotoSerif-Bold")]
"""In which link previews are drawn; pages are shown in fonts much like them."""

BLOCKS = (range(0x41, 0x2B0), range(0x370, 0x590), range(0x10A0, 0x1100), range(0x1C80, 0x1DC0), range(0x1E00, 0x2000))
MORE_BLOCKS = (range(0x13A0, 0x1400), range(0x2C60, 0x2D30), range(0xA4D0, 0xA500), range(0xA640, 0xA800))
"""Letters of Latin, Greek and Cyrillic, and of others that a font may have."""


# Slow, for it draws with a library that only developers have.
@pytest.mark.slow
def test_letters_that_a_font_draws_alike_are_alike(figure):
    groups = [group for font in FONTS for group in drawn_alike(font)]
    assert len(groups) > 120
    apart = [group for group in groups if len({skeleton(letter) for letter in group}) > 1]
    assert apart == []
    made = exchanged((*NAMES, *REAL_NAMES[::4]), groups)
    composed = {tuple(unicodedata.normalize("NFC", name) for name in pair) for pair in made}
    pairs = sorted((one, other) for one, other in composed if one != other)
    assert len(pairs) > 300
    assert [pair for pair in pairs if not alike(*pair)] == []
    refused = len(pairs) + sum(not pair.endswith("|no") for pair in PAIRS)
    figure(f"{len(groups)} groups of letters that two fonts draw point for point alike: all known")
    figure(f"{refused} pairs of names that look alike, by these drawings: all refused")


def test_the_table_is_cut_from_unicodes_own(tmp_path, monkeypatch):
    source = tmp_path / "confusables.txt"
    source.write_text(
        "\ufeff# Version: 13.0.0\n\n0430 ;\t0061 ;\tMA\t# CYRILLIC SMALL LETTER A\n006D ;\t0072 006E ;\tMA\t# m\n"
        "0443 ; 0079 ; MA\n051C ; 0057 ; MA\n0661 ; 006C ; MA\n0627 ; 006C ; MA\n06A9 ; 0643 ; MA\n"
        "2C67 ; 0048 0329 ; MA\n"
        "0271 ; 0072 006E 0326 ; MA\n04CF ; 0069 ; MA\n05F2 ; 0027 0027 ; MA\n1D41A ; 0061 ; MA\n4E00 ; 30FC ; MA\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(cut_confusables, "TABLE", tmp_path / "table.py")
    cut_confusables.main(source)
    made = (tmp_path / "table.py").read_text("utf-8")
    assert made.partition("LETTERS")[2] == (
        ' = (\n    "ɱm̦ ⱧH̩ "\n    "Ԝ" "W" "аa уy "\n    "\\u06a9\\u0643 "\n)\n'.replace('Ԝ" "W" "аa уy', "аa уy ԜW")
    )


def drawn_alike(file: Path) -> list[list[str]]:
    """Draw all letters in a font, and give those that come out alike: an eye that knows no table of ours."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(file, 64)

    def draw(letter: str) -> bytes:
        picture = Image.new("L", (140, 120))
        ImageDraw.Draw(picture).text((20, 10), letter, font=font, fill=255)
        return picture.tobytes()

    drawn: dict[bytes, list[str]] = defaultdict(list)
    for letter in (chr(code) for codes in (*BLOCKS, *MORE_BLOCKS) for code in codes if chr(code).isalpha()):
        drawn[draw(letter)].append(letter)
    drawn.pop(draw("\U0010fffd"))  # the box in place of what the font does not have
    return [letters for letters in drawn.values() if len(letters) > 1]


MAKERS = {
    "actors": actor,
    "units": lambda some_id, name, **more: Unit.model_validate({"id": some_id, "name": name, **more}),
    "places": lambda some_id, name, **more: Place.model_validate({"id": some_id, "name": name, "type": "city", **more}),
    "terms": lambda some_id, name, **more: Term.model_validate(
        {"id": some_id, "term": name, "definition": "x", **more}
    ),
}
REAL, FALSE = "Reuters", "Rеuters"


def article(title: str = "T", **source: str) -> Article:
    more = {"title": title, "published": "2025-04-08", "language": "en", "text_sha256": "0" * 64}
    return Article.model_validate({"id": "day", "source": source, **more})


def false_names() -> Iterator[tuple[str, Records]]:
    """Give records in which a false name stands in every place for a name, beside an actor with the real one."""
    real = actor("real", REAL)
    for kind, make in MAKERS.items():
        for places in (
            {"name": FALSE},
            {"aliases": [FALSE]},
            {"aliases": [{"name": FALSE, "match": "no"}]},
            {"forms": [FALSE]},
        ):
            name = places.pop("name", "Somebody Else")
            made = make("untrue", name, **places)
            yield (
                kind,
                Records(
                    **{
                        kind: (real, made) if kind == "actors" else (made,),
                        **({} if kind == "actors" else {"actors": (real,)}),
                    }
                ),
            )
        with_alias = actor("real", "News agency", aliases=[REAL])
        yield (
            f"{kind} like an alias",
            Records(
                **(
                    {"actors": (with_alias, make("untrue", FALSE))}
                    if kind == "actors"
                    else {"actors": (with_alias,), kind: (make("untrue", FALSE),)}
                )
            ),
        )
    yield "publisher", Records(actors=(real,), articles=(article(publisher=FALSE),))
    yield "author", Records(actors=(real,), articles=(article(author=FALSE),))
    verdict = {"finding": "mixed", "why": "x", "by": FALSE, "on": "2025-04-09"}
    yield (
        "verdict",
        Records(actors=(real,), claims=(Claim.model_validate({"id": "c", "claim": "It is so.", "verdict": verdict}),)),
    )


def test_no_false_name_stands_beside_a_real_one_anywhere(figure):
    places = list(false_names())
    assert [place for place, records in places if "names-alike" not in codes_of(link(records)[1])] == []
    figure(f"{len(places)} places for a name: a look-alike refused in each")


def test_a_real_name_beside_its_record_is_fine():
    real = actor("reuters", REAL)
    for publisher in (REAL, "reuters", "The Daily"):
        assert "names-alike" not in codes_of(link(Records(actors=(real,), articles=(article(publisher=publisher),)))[1])


def test_a_word_of_another_alphabet_may_say_its_language():
    bbc = actor("bbc", "BBC")
    force = {"language": "ru", "name": "ВВС"}
    assert "names-alike" in codes_of(link(Records(actors=(bbc, actor("vvs", "Air Force", aliases=["ВВС"]))))[1])
    assert codes_of(link(Records(actors=(bbc, actor("vvs", "Air Force", aliases=[force]))))[1]) == set()
    assert codes_of(link(Records(actors=(actor("a", "Air Force", aliases=[force]), actor("b", "BBC"))))[1]) == set()
    for lie in ({"language": "ru", "name": "ВВC"}, {"language": "en", "name": "ВВС"}):
        assert "names-alike" in codes_of(link(Records(actors=(bbc, actor("vvs", "Air Force", aliases=[lie]))))[1])


@pytest.mark.parametrize(
    ("one", "other", "offered"),
    [
        ({"name": "AP"}, {"name": "АР"}, ", such as in full, and put the short one among"),
        ({"name": "АР"}, {"name": "AP"}, ", such as in full, and put the short one among"),
        ({"name": "Press", "aliases": ["AP"]}, {"name": "АР"}, ", such as in full, and put the short one"),
        ({"name": "AP"}, {"name": "Republic", "aliases": ["АР"]}, ", or say of which language it is"),
        ({"name": "Press", "aliases": ["AP"]}, {"name": "Republic", "aliases": ["АР"]}, ", or say of which language"),
    ],
)
def test_the_help_for_two_alphabets_offers_what_helps(one, other, offered):
    people = [Actor.model_validate({"id": some, "type": "group", **each}) for some, each in (("a", one), ("b", other))]
    (problem,) = [found for found in link(Records(actors=tuple(people)))[1] if found.code == "names-alike"]
    assert f"write it so that it can be told apart{offered}" in problem.help
    assert problem.help.endswith(
        ', in a line of its own below "aliases:", with one of these in place of the dots: ba, be, bg, ce, kk, ky, mk, '
        "mn, os, ru, sah, sr, tg, tt, uk; the line is: - {name: АР, language: …}"
    )
    followed = actor("b", "Autonomous Republic", aliases=[{"name": "АР", "language": "ru"}])
    assert codes_of(link(Records(actors=(actor("a", "AP"), followed)))[1]) == set()


@pytest.mark.parametrize(
    ("latin", "own", "line"),
    [
        ("OTE", "ΟΤΕ", "{name: ΟΤΕ, language: el}"),
        ("O, TE", "Ο, ΤΕ", '{name: "Ο, ΤΕ", language: el}'),
        ("AP", "АР", "{name: АР, language: …}"),
    ],
)
def test_the_line_that_says_the_language_can_be_typed_as_it_is_told(latin, own, line, tmp_path):
    actors = f"{PEOPLE}Somebody\n  - {{id: other, type: group, name: Other, aliases: [{latin!r}]}}\n"
    own_record = "actors:\n  - id: own\n    type: group\n    name: Own\n    aliases:\n      - "
    project = make_project(tmp_path, {"content/people.yml": actors, "content/own.yml": f"{own_record}{own!r}\n"})
    (problem,) = [found for found in load(project, project / "content")[1] if found.code == "names-alike"]
    assert problem.help.endswith(f"; the line is: - {line}" if "…" in line else f'"aliases:"; the line is: - {line}')
    typed = line.replace("…", "ru")
    (project / "content/own.yml").write_text(f"{own_record}{typed}\n", encoding="utf-8")
    assert "names-alike" not in codes_of(load(project, project / "content")[1])
    (project / "content/own.yml").write_text(f"{own_record}'{typed}'\n", encoding="utf-8")
    (problem,) = [found for found in load(project, project / "content")[1] if found.span.file == "content/own.yml"]
    assert (problem.code, problem.help) == (
        "brackets-in-text",
        "if it is an alias with its language, take away the quotation marks around it; else write the name alone",
    )


@pytest.mark.parametrize("text", ["{name: ВВС, language: ru}", "- { name : ВВС }", "{language: ru, name: ВВС}"])
def test_no_name_is_a_table_in_quotation_marks(text):
    for given in ({"name": text}, {"name": "A", "aliases": [text]}, {"name": "A", "forms": [text]}):
        with pytest.raises(ValueError, match="refused"):
            Actor.model_validate({"id": "a", "type": "group", **given})
    assert actor("a", "{n} name: B").name == "{n} name: B"


def test_no_language_is_offered_where_it_would_not_help():
    for false in ("Rеuters", "ReutΕrs"):
        (problem,) = [
            found
            for found in link(Records(actors=(actor("a", REAL), actor("b", false))))[1]
            if found.code == "names-alike"
        ]
        assert problem.help.endswith("write it so that it can be told apart")
    published = Records(actors=(actor("a", "AP"),), articles=(article(publisher="АР"),))
    (problem,) = [found for found in link(published)[1] if found.code == "names-alike"]
    assert problem.help.endswith("write it so that it can be told apart")


def test_a_name_is_compared_with_all_that_look_like_it():
    force = actor("force", "Air Force", aliases=[{"language": "ru", "name": "ВВС"}])
    assert "names-alike" in codes_of(link(Records(actors=(force, actor("bbc", "BBC"), actor("evil", "ВВС"))))[1])
    published = Records(actors=(force, actor("bbc", "BBC")), articles=(article(publisher="ВВС"),))
    assert "names-alike" in codes_of(link(published)[1])


def test_two_namesakes_do_not_hide_one_of_them_from_a_third():
    people = (actor("a", "BBC"), actor("b", "BBC"), actor("a2", "Air Force", aliases=["ВВС"]))
    assert "names-alike" in codes_of(link(Records(actors=people))[1])
    own = (actor("a", "BBC", aliases=["ВВС"]), actor("b", "BBC"))
    assert "names-alike" in codes_of(link(Records(actors=own))[1])


@pytest.mark.parametrize("false", ["REUTЕRS", "rеuters", "Reuтers"])
def test_capitals_hide_no_letter_of_another_alphabet(false):
    for people in ((actor("a", REAL), actor("b", false)), (actor("b", false), actor("a", REAL))):
        (problem,) = [found for found in link(Records(actors=people))[1] if found.code == "names-alike"]
        assert problem.message.startswith(f'"{false}" looks like "{REAL}"')
        assert "CYRILLIC" in problem.message
    assert codes_of(link(Records(actors=(actor("a", REAL), actor("b", "REUTERS"))))[1]).isdisjoint({"names-alike"})


def test_the_message_names_both_places_and_the_letters(tmp_path):
    project = make_project(tmp_path, {"content/people.yml": f'{PEOPLE}"Volodymyr Zelensky"\n    aliases: [Zelensky]\n'})
    (project / "content/more.yml").write_text("actors:\n  - {id: q, type: person, name: Zеlensky}\n", encoding="utf-8")
    (problem,) = [found for found in load(project, project / "content")[1] if found.code == "names-alike"]
    assert show(problem, lambda _: None) == (
        'content/more.yml:2:33: error: names-alike: "Zеlensky" looks like "Zelensky" at content/people.yml:8:15, and '
        "is not the same: sign 2 of it is U+0435, CYRILLIC SMALL LETTER IE here, and U+0065, LATIN SMALL LETTER E "
        "there\n"
        "   help: if the same is meant, copy the name from there; if not, write it so that it can be told apart"
    )


def test_titles_and_claims_name_nobody_with_a_letter_of_another_alphabet():
    real = actor("real", "Volodymyr Zelensky", role="Head of the IТ-аrmy")
    event = Event.model_validate({"id": "e", "title": "Zelеnsky speaks", "when": "2025"})
    claim = Claim.model_validate({"id": "c", "claim": "Vоlodymyr Zеlensky’s troops left Вasivka."})
    records = Records(actors=(real,), claims=(claim,), events=(event,), articles=(article(title="Zelenskу left"),))
    problems = [problem.message for problem in link(records)[1] if problem.code == "names-alike"]
    assert [message.partition(" at ")[0] for message in problems] == [
        '"Vоlodymyr" looks like "Volodymyr"',
        '"Zеlensky" looks like "Zelensky"',
        '"Zelenskу" looks like "Zelensky"',
        '"Zelеnsky" looks like "Zelensky"',
    ]


def test_a_word_of_two_alphabets_that_looks_like_nobodys_is_a_warning():
    problems = link(Records(actors=(actor("a", "Зелeнський"),)))[1]
    assert [(problem.code, problem.severity, problem.message) for problem in problems] == [
        (
            "mixed-letters",
            Severity.WARNING,
            'the word "Зелeнський" has letters of several alphabets: Cyrillic ("З") and Latin ("e")',
        )
    ]


# Real names

REAL_NAMES = (CASES / "names.txt").read_text(encoding="utf-8").splitlines()


def territories(locale: str) -> dict[str, str]:
    """Give what all countries and regions are called in a language."""
    return {code.lower(): " ".join(name.split()) for code, name in Locale.parse(locale).territories.items()}


@pytest.mark.slow
def test_real_names_are_taken_everywhere(at_length, figure):
    assert len(REAL_NAMES) == len(set(REAL_NAMES)) > 200
    locales = localedata.locale_identifiers()
    chosen = locales if at_length else random.Random(5).sample(locales, 25)
    names = {name for locale in chosen for name in territories(locale).values()} | set(REAL_NAMES)
    (name_of_actor,) = (slot for slot in SHORT if str(slot) == "actors/name")
    assert [name for name in sorted(names) if name_of_actor.refusal(name)] == []
    assert [(str(slot), name) for slot in SHORT for name in REAL_NAMES if slot.refusal(name)] == []
    figure(
        f"{len(names)} real names in {len(chosen)} languages, "
        f"{len(REAL_NAMES)} of them in {len(SHORT)} fields: 0 refused"
    )


ALIKE_BY_RIGHT = {
    *("B-58", "В-58", "T-72Б3", "Т-72Б3"),
    *("سويلي افريقا", "سویلي افریقا", "شمالي امریکا", "شمالی امریکا"),
}
"""Designations with letters of two alphabets; and what CLDR calls regions in Pashto, with the ya of two keyboards."""


def taken_for_others(records: Records) -> set[str]:
    problems = [problem.message for problem in link(records)[1] if problem.code == "names-alike"]
    return {name for message in problems for name in re.findall('"([^"]*)"', message)}


def test_real_names_are_not_taken_for_one_another(at_length, figure):
    told = taken_for_others(Records(actors=tuple(actor(f"a-{n}", name) for n, name in enumerate(REAL_NAMES))))
    locales = localedata.locale_identifiers()
    chosen = locales if at_length else random.Random(6).sample(locales, 25)
    for locale in chosen:
        places = tuple(MAKERS["places"](f"p-{code}", name) for code, name in territories(locale).items())
        told |= taken_for_others(Records(places=places))
    assert told <= ALIKE_BY_RIGHT
    right = f"but for {len(told) // 2} pairs that nobody can tell apart"
    figure(f"{len(REAL_NAMES)} real names, and all countries' in {len(chosen)} languages: 0 taken for others, {right}")


def test_a_name_is_the_same_however_its_letters_are_put_together():
    for name in REAL_NAMES:
        nfc, nfd = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
        assert actor("a", nfc) == actor("a", nfd)
        assert not alike(nfc, nfd)


# What is shown

ISOLATES = "\u2066\u2067\u2068"
TEXT = (
    "# \u202eThe village\u202c\n\nOn Sunday Russia claimed its \u202dtroops\u202c took \u2067control\u2069 of Basivka. "
    "Ukraine \u202edenied that the village had fallen.\n\n> \u2066\u202bquoted\n\n\u2069- \u202aitem\n"
)


@pytest.mark.slow
def test_what_turns_a_source_is_not_shown_and_hinders_no_quote(tmp_path, figure):
    site = build_with_mkdocs(make_project(tmp_path, {"content/articles/village/text.md": TEXT}))
    pages = [file.read_text("utf-8") for file in site.rglob("*.html")]
    assert not [page for page in pages if re.search("[\u202a-\u202e]", page)]
    texts = [text for page in pages for text in re.split(r"[<>\"]", page)]
    assert not [text for text in texts if not is_balanced(text)]
    shown = (site / "articles/village/index.html").read_text("utf-8")
    assert "</a> claimed its troops took control of Basivka</mark>" in shown
    assert "</a> denied that the village had fallen</mark>" in shown
    figure(f"{len(pages)} pages of a site whose source turns its words: 0 show a character that does")


def is_balanced(text: str) -> bool:
    """Tell whether every isolate of a text ends in it."""
    depth = 0
    for sign in text:
        depth += (sign in ISOLATES) - (sign == "\u2069")
        if depth < 0:
            return False
    return depth == 0


SOURCES = {
    "fa": ("آیت‌الله خامنه‌ای گفت که می‌خواهد", "آیت‌الله خامنه‌ای گفت"),
    "he": ("צה״ל\u200f הודיע\u200e כי הכפר נכבש\u200f.", "צה״ל הודיע כי"),
    "ar": ("قال \u061cحزب الله\u200f إن القرية", "حزب الله إن القرية"),
    "de": ("Die Donau\xaddampf\xadschiff\xadfahrt sagt Nein", "Donaudampfschifffahrt sagt"),
    "en": ("He\u200b said \u2060it\ufe0f was true", "said it was true"),
    "hi": ("क्‍ष ने कहा", "क्‍ष ने कहा"),
}


@pytest.mark.parametrize("language", SOURCES)
def test_real_sources_with_marks_of_direction_and_joiners_can_be_quoted(language, tmp_path):
    text, quote = SOURCES[language]
    claims = (
        "claims:\n  - id: c\n    claim: It is so.\n    positions:\n      - actor: russia\n        stance: asserts\n"
    )
    for number, words in enumerate((quote, text.strip("."))):
        files = {
            "content/articles/village/text.md": f"{text}\n",
            "content/articles/village/claims.yml": f'{claims}        verb: x\n        quote: "{words}"\n',
        }
        project = make_project(tmp_path / str(number), files)
        assert codes_of(load(project, project / "content")[1]) == set(), ascii(words)
